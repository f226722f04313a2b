"""A generation -> a collection of its own; an alias names the one in use.

    <alias>_<folder>_<files>      a complete collection, one row a passage
    <alias>_new                   one that is being filled
    <alias>                       stands for the collection of the newest complete generation

A collection gets its generation's name when it is complete, and then the alias moves to it, each in one step: whatever
goes wrong before leaves the one before in use. A process searches the collection of the generation that it has open,
never the alias, so that rows and texts are always of one generation.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from assistant.manifest import Manifest
from assistant.milvus.bm25 import Bm25
from assistant.milvus.server import Server
from assistant.reporter import Reporter
from assistant.store import Generation

ALIAS = "hip_assistant"
_NEW = f"{ALIAS}_new"
_BATCH = 1_000
"""Rows sent at a time: 1.5 MB of dense vectors of 384 dimensions."""


def collection_of(folder: Path) -> str:
    """The name of the collection of the generation in a folder, and of these very files.

    A generation that was lost and built again has the same id, but may number its rows otherwise.

    Raises:
        IndexDamaged: when the folder's manifest cannot be read.
    """
    files = sorted(Manifest.load(folder).checksums.items())
    return f"{_prefix(folder)}{hashlib.sha256(repr(files).encode()).hexdigest()[:12]}"


def _prefix(folder: Path) -> str:
    return f"{ALIAS}_{folder.name.replace('.', '_')}_"


def is_published(server: Server, folder: Path) -> bool:
    """Whether the server holds the whole generation in a folder."""
    return server.has(collection_of(folder))


def publish(server: Server, folder: Path, reporter: Reporter) -> None:
    """Have the server hold a generation, and let the alias stand for it.

    What no generation beside it needs any more is removed, but the collection before stays for who still searches it.

    Raises:
        BackendError: when the server does not answer or refuses; the alias is as before.
    """
    name = collection_of(folder)
    if not server.has(name):
        server.drop(_NEW)
        generation = Generation.open(folder)
        try:
            reporter.say(f"Sending {generation.manifest.passages:,} passages to Milvus at {server.name}")
            _fill(server, _NEW, generation)
        finally:
            generation.close()
        server.rename(_NEW, name)
    before = server.target(ALIAS)
    if before != name:
        server.point(ALIAS, name)
    needed = tuple(_prefix(beside) for beside in folder.parent.iterdir())
    for old in server.collections():
        if old.startswith(f"{ALIAS}_") and old not in (name, before) and not old.startswith(needed):
            server.drop(old)


def _fill(server: Server, name: str, generation: Generation) -> None:
    """A collection with every passage of a generation, indexed and ready to be searched."""
    passages = generation.manifest.passages
    bm25 = Bm25.of(generation.vocabulary(), passages=passages)
    server.create(name, dimension=generation.dense.dimension)
    for first in range(0, passages, _BATCH):
        rows = range(first, min(first + _BATCH, passages))
        columns = zip(
            rows, generation.ids(rows), generation.dense.vectors(rows), generation.indexed_terms(rows), strict=True
        )
        server.insert(
            name,
            [
                {"row": row, "id": identity, "dense": vector, "lexical": bm25.passage(terms)}
                for row, identity, vector, terms in columns
            ],
        )
    server.index(name, passages=passages)
