"""The manifest of an index generation: what it was built from, and a checksum of every other file of it.

    index/generations/<id>/
        manifest.json                 this
        store.sqlite                  what is counted over the whole corpus: index terms, words; and the glossary
        texts-<shard>.sqlite          documents, passages, sentences
        postings-<shard>.npy          which passages an index term is in, and how often (`postings`)
        passages-<shard>.npy          one unit vector a passage, float32
        sentences-<shard>.npy         one unit vector a sentence
        cells-<shard>.npy             of a large corpus: the part of space that each passage's vector lies in (`cells`)
        centres.npz                   the same: the centres of those parts

Everything is dealt out to shards by document, so that an edit writes one shard anew and takes the others over as they
are. A small corpus has one shard.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from assistant.corpus.files import GLOSSARY, Stamp
from assistant.encoder import EncoderCard
from assistant.errors import IndexDamaged

FORMAT = 6
MANIFEST = "manifest.json"
STORE = "store.sqlite"
CENTRES = "centres.npz"
SENTENCES_OF_SHARD = 8_192
"""A shard holds at most about so many sentence vectors, 12 MB of them for a model of 384 dimensions, as long as there
are less than `MOST_SHARDS`."""
MOST_SHARDS = 64
"""A search by words looks into every shard; an edit in a million passages writes 80 MB with so many."""
_CHECKED_WHOLE = 64_000_000
"""Bytes up to which checksums are compared whenever a generation is opened; above it, sizes are."""


class DocumentStamp(NamedTuple):
    """How a document looked when it was indexed: hashes of its file and its text, and what the folder said of it.

    Where the folder cannot tell whether the file is still the same, its part is `corpus.files.UNTOLD`.
    """

    sha256: str
    text: str
    size: int
    modified_ns: int
    changed_ns: int

    @property
    def stamp(self) -> Stamp:
        """What the folder said of the file."""
        return self[2:]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was built from. Its id is a hash of all that its content depends on.

    ``problems`` are files that could not be read, with the reason and their stamp; one whose last good text was kept
    is among ``documents`` as well. ``warnings`` are about documents that were read. ``model_stamp`` tells at a glance
    that a model on this machine was trained again in place; it is empty for a model of the hub.
    """

    generation: str
    built_ns: int
    corpus: str
    encoder: EncoderCard
    model_stamp: str
    documents: dict[str, DocumentStamp]
    problems: dict[str, tuple[str, int, int, int]]
    warnings: dict[str, list[str]]
    passages: int
    sentences: int
    splitting: dict[str, int]
    glossary: DocumentStamp | None = None
    format: int = FORMAT
    checksums: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    @property
    def shards(self) -> int:
        """How many shards there are."""
        return sum(name.startswith("texts-") for name in self.sizes)

    @property
    def has_cells(self) -> bool:
        """Whether there are so many passages that a search by meaning looks into the nearest cells alone."""
        return CENTRES in self.sizes

    @property
    def files(self) -> dict[str, DocumentStamp]:
        """The stamps of all that was read: the documents, and the glossary."""
        return self.documents | ({GLOSSARY: self.glossary} if self.glossary else {})

    def save(self, folder: Path) -> None:
        """Write the manifest into a generation's folder."""
        beside = folder / f".{MANIFEST}"
        values = {name: getattr(self, name) for name in self.__dataclass_fields__}
        # `asdict` as a whole, and an indent, take a tenth of a second each for a thousand documents.
        beside.write_text(json.dumps(values, default=asdict, ensure_ascii=False), encoding="utf-8")
        beside.replace(folder / MANIFEST)

    @classmethod
    def load(cls, folder: Path) -> Manifest:
        """The manifest of a generation's folder.

        Raises:
            IndexDamaged: when it is missing, is not JSON, or is of another format version.
        """
        try:
            values = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            if values["format"] != FORMAT:
                raise IndexDamaged(f"the index was written in format {values['format']}, this version reads {FORMAT}")
            values["encoder"] = EncoderCard(**values["encoder"])
            values["documents"] = {key: DocumentStamp(*stamp) for key, stamp in values["documents"].items()}
            values["problems"] = {key: tuple(problem) for key, problem in values["problems"].items()}
            values["glossary"] = DocumentStamp(*values["glossary"]) if values["glossary"] else None
            return cls(**values)
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise IndexDamaged(f"the manifest of generation {folder.name} cannot be read") from error


def texts_file(shard: int) -> str:
    """The name of a shard's file of documents, passages and sentences."""
    return f"texts-{shard}.sqlite"


def postings_file(shard: int) -> str:
    """The name of a shard's inverted index."""
    return f"postings-{shard}.npy"


def dense_file(shard: int) -> str:
    """The name of a shard's file of passage vectors."""
    return f"passages-{shard}.npy"


def sentence_file(shard: int) -> str:
    """The name of a shard's file of sentence vectors."""
    return f"sentences-{shard}.npy"


def cells_file(shard: int) -> str:
    """The name of a shard's file of cells."""
    return f"cells-{shard}.npy"


def file_names(shards: int, *, cells: bool) -> list[str]:
    """The names of all files that a manifest speaks for."""
    kinds = (texts_file, postings_file, dense_file, sentence_file, *((cells_file,) if cells else ()))
    return [STORE, *((CENTRES,) if cells else ()), *(kind(shard) for shard in range(shards) for kind in kinds)]


def shard_count(sentences: int) -> int:
    """How many shards so many sentences are dealt out to: a power of two, so that it seldom changes."""
    return min(MOST_SHARDS, 1 << max(0, sentences // SENTENCES_OF_SHARD).bit_length())


def shard_of(key: str, count: int) -> int:
    """The shard of a document."""
    return zlib.crc32(key.encode("utf-8", "surrogatepass")) % count


def verify(folder: Path, manifest: Manifest, *, whole: bool = False) -> None:
    """Compare a generation's files with its manifest: sizes always, checksums unless it is large and not ``whole``.

    Raises:
        IndexDamaged: naming the first file that differs.
    """
    if manifest.generation != identity_of(folder) and not folder.name.startswith("."):
        raise IndexDamaged(f"generation {folder.name} holds the manifest of another")
    if (
        not manifest.sizes.keys()
        == manifest.checksums.keys()
        == set(file_names(manifest.shards, cells=manifest.has_cells))
    ):
        raise IndexDamaged(f"the manifest of generation {folder.name} names other files")
    whole = whole or sum(manifest.sizes.values()) <= _CHECKED_WHOLE
    for name, size in manifest.sizes.items():
        path = folder / name
        if not path.is_file() or path.stat().st_size != size or (whole and checksum(path) != manifest.checksums[name]):
            raise IndexDamaged(f"{name} in generation {folder.name} is damaged")


def identity_of(folder: Path) -> str:
    """The id of the generation in a folder; one that was built again in full stands in ``<id>.1``, ``<id>.2``, ..."""
    return folder.name.partition(".")[0]


def checksum(path: Path) -> str:
    """The SHA-256 of a file; one that has not changed since this process read it last is not read again."""
    status = path.stat()
    return _checksum(path, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


@lru_cache(maxsize=512)
def _checksum(path: Path, *_: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
