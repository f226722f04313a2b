"""The few calls that are made of a Milvus server. The only module that names its library."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Literal
from urllib.parse import urlsplit

from assistant.cells import EXACT_UP_TO
from assistant.encoder import Vectors
from assistant.errors import BackendError, ExtraMissing, UsageError

MOST_ROWS = 16_384
"""The most rows that Milvus gives for one search."""

Field = Literal["dense", "lexical"]

_PATIENCE = 10
"""Seconds until a server that does not answer is given up."""
_BUILD_PATIENCE = 600
"""Seconds that indexing and loading a collection may take."""
_ID_LENGTH = 512
_GRAPH = {"M": 32, "efConstruction": 200}
"""An HNSW graph is searched where the embedded index looks into the nearest cells alone."""
_BREADTH = 200
"""How many candidates a search of the graph keeps at least; the exact cosines are reckoned afterwards."""


class Server:
    """A Milvus server, or a Milvus Lite file. Safe to use from several threads.

    Every method raises BackendError when the server does not answer or refuses.
    """

    def __init__(self, uri: str, token: str = "") -> None:
        """Connect to a server (``http://HOST:PORT``, with ``/DATABASE`` for another than the default) or a file.

        Raises:
            UsageError: when that is no address.
        """
        self._library = _library()
        self._uri = uri
        try:
            self.name = _without_password(uri)
            with self._errors():
                self._client = self._library.MilvusClient(uri, token=token, timeout=_PATIENCE)
        except ValueError:  # whose words may hold the password
            raise UsageError("HIP_ASSISTANT_MILVUS_URI is no address; it looks like http://HOST:19530") from None

    def collections(self) -> list[str]:
        """The names of all collections."""
        with self._errors():
            return list(self._client.list_collections(timeout=_PATIENCE))

    def has(self, name: str) -> bool:
        """Whether there is a collection, or an alias, of this name."""
        with self._errors():
            return bool(self._client.has_collection(name, timeout=_PATIENCE))

    def create(self, name: str, *, dimension: int) -> None:
        """An empty collection of passages: row, id, dense vector, sparse vector."""
        types = self._library.DataType
        with self._errors():
            schema = self._client.create_schema(auto_id=False, enable_dynamic_field=False)
            schema.add_field("row", types.INT64, is_primary=True)
            schema.add_field("id", types.VARCHAR, max_length=_ID_LENGTH)
            schema.add_field("dense", types.FLOAT_VECTOR, dim=dimension)
            schema.add_field("lexical", types.SPARSE_FLOAT_VECTOR)
            self._client.create_collection(name, schema=schema, timeout=_PATIENCE)

    def insert(self, name: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Add rows to a collection."""
        with self._errors():
            self._client.insert(name, list(rows), timeout=_BUILD_PATIENCE)

    def index(self, name: str, *, passages: int) -> None:
        """Index a collection that is complete, and make it ready to be searched; returns when every row is."""
        kind, settings = ("FLAT", {}) if passages <= EXACT_UP_TO else ("HNSW", _GRAPH)
        with self._errors():
            self._client.flush(name, timeout=_BUILD_PATIENCE)
            indexes = self._client.prepare_index_params()
            indexes.add_index("dense", index_type=kind, metric_type="IP", params=settings)
            indexes.add_index("lexical", index_type="SPARSE_INVERTED_INDEX", metric_type="IP")
            self._client.create_index(name, indexes, timeout=_BUILD_PATIENCE)
            self._client.load_collection(name, timeout=_BUILD_PATIENCE)
            [found] = self._client.query(
                name, filter="", output_fields=["count(*)"], consistency_level="Strong", timeout=_BUILD_PATIENCE
            )
        if found["count(*)"] != passages:
            raise BackendError(f"Milvus at {self.name} kept {found['count(*)']} of {passages} passages; try again")

    def load(self, name: str) -> None:
        """Have a collection ready to be searched."""
        with self._errors():
            self._client.load_collection(name, timeout=_BUILD_PATIENCE)

    def rename(self, name: str, other: str) -> None:
        """Give a collection another name, in one step."""
        with self._errors():
            self._client.rename_collection(name, other, timeout=_PATIENCE)

    def drop(self, name: str) -> None:
        """Remove a collection, if there is one."""
        with self._errors():
            self._client.drop_collection(name, timeout=_PATIENCE)

    def target(self, alias: str) -> str | None:
        """The collection that an alias stands for."""
        if not self.has(alias):
            return None
        with self._errors():
            return str(self._client.describe_alias(alias, timeout=_PATIENCE)["collection_name"])

    def point(self, alias: str, name: str) -> None:
        """Let an alias stand for a collection, in one step."""
        known = self.has(alias)
        with self._errors():
            change: Callable[..., object] = self._client.alter_alias if known else self._client.create_alias
            change(name, alias, timeout=_PATIENCE)

    def search(
        self, name: str, field: Field, vector: Vectors | Mapping[int, float], *, limit: int, passages: int
    ) -> list[tuple[int, float]]:
        """The rows of a collection of so many passages with the largest inner products, best first."""
        limit = min(limit, MOST_ROWS, passages)
        graph = field == "dense" and passages > EXACT_UP_TO
        with self._errors():
            [found] = self._client.search(
                name,
                data=[vector],
                anns_field=field,
                limit=limit,
                output_fields=["row"],
                search_params={"metric_type": "IP", "params": {"ef": max(_BREADTH, 2 * limit)} if graph else {}},
                timeout=_PATIENCE,
            )
        return [(int(hit["row"]), float(hit["distance"])) for hit in found]

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Say in one line what the library says in many, without the password."""
        try:
            yield
        except self._library.MilvusException as error:
            said = str(getattr(error, "message", "") or error).strip().replace(self._uri, self.name)
            reason = said.splitlines()[0] if said else type(error).__name__
            hint = (
                "it must be writable, and open in no other process; several share an index on a Milvus server"
                if self._uri.endswith(".db")
                else "start it, set HIP_ASSISTANT_MILVUS_URI and HIP_ASSISTANT_MILVUS_TOKEN, or use --backend faiss"
            )
            raise BackendError(f"Milvus at {self.name} fails ({reason}); {hint}") from error


@lru_cache(maxsize=4)
def connect(uri: str, token: str = "") -> Server:
    """The server at an address; one connection a process."""
    return Server(uri, token)


def _library() -> Any:  # noqa: ANN401 - a library without types
    """Milvus's client library, made to keep its traces to itself.

    Raises:
        ExtraMissing: when it is not installed.
    """
    try:
        import pymilvus  # noqa: PLC0415 - only for this backend
    except ImportError as error:
        raise ExtraMissing("the backend milvus needs an extra; install it with: pip install '.[milvus]'") from error
    for name in ("pymilvus", "milvus_lite"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return pymilvus


def _without_password(uri: str) -> str:
    """An address fit to be shown."""
    found = urlsplit(uri)
    return found._replace(netloc=found.netloc.rpartition("@")[2]).geturl() if "@" in found.netloc else uri
