"""Which passages a generation holds, where each comes from, and its files: what is unchanged is copied or linked."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from itertools import count as count_from
from pathlib import Path

import numpy as np

from assistant import passages, storewriter
from assistant.domain import Passage
from assistant.encoder import Encoder, Vectors
from assistant.manifest import STORE, dense_file, sentence_file, shard_count, shard_of
from assistant.reporter import Reporter
from assistant.store import Extent, Generation, PassageRow
from assistant.storewriter import NewPassage
from assistant.survey import Survey

_BATCH = 4
"""Passages embedded at a time: what a processor's caches hold; 32 at a time took a fifth longer."""


class Layout:
    """The passages of a generation that is about to be written: documents by shard and key, each in reading order.

    Args:
        previous: the generation to take over from; None when nothing can be.
        survey: the documents.
        encoder: whose limit a passage keeps.
    """

    def __init__(self, previous: Generation | None, survey: Survey, encoder: Encoder) -> None:
        self._previous = previous
        self._survey = survey
        self._old = previous.extents() if previous else {}
        count, limit = encoder.count_tokens, encoder.card.max_tokens
        cut = {
            document.key: passages.passages(document, count_tokens=count, max_tokens=limit)
            for document in survey.changed
        }
        sizes = {key: (old.passages, old.sentences) for key, old in self._old.items() if key in survey.unchanged}
        sizes |= {key: (len(found), sum(len(each.sentences) for each in found)) for key, found in cut.items()}
        self.passages = sum(size for size, _ in sizes.values())
        self.sentences = sum(size for _, size in sizes.values())
        self.shards = shard_count(self.sentences)
        self._extents = _laid_out(sizes, self.shards)
        slots = count_from(previous.free_slot() if previous else 0)
        self._new = {key: _rows(found, self._extents[key], slots) for key, found in cut.items()}

    def write(self, folder: Path, encoder: Encoder, reporter: Reporter) -> tuple[int, dict[str, str]]:
        """Write all files but the manifest.

        Returns:
            How many passages were embedded, and name -> checksum of the files that are the same as before.
        """
        with ThreadPoolExecutor(1) as pool:  # the store takes one core while the model starts
            store = pool.submit(self._write_store, folder / STORE)
            vectors, embedded = self._vectors(encoder, reporter)
            store.result()
        return embedded, self._write_vectors(folder, vectors, dimension=encoder.card.dimension)

    def _vectors(self, encoder: Encoder, reporter: Reporter) -> tuple[dict[int, Vectors], int]:
        """Slot -> (1 + sentences, dimension) of each new passage, its own vector first; and how many are embedded.

        A passage whose headings and sentences the generation before has under any name is not embedded again.
        """
        found: dict[int, Vectors] = {}
        unknown: list[NewPassage] = []
        for each in chain.from_iterable(self._new.values()):
            known = self._previous.passage_with(each.row.vector) if self._previous else None
            if known and self._previous:
                said = self._previous.sentence_vectors[known.first : known.first + known.length]
                found[each.row.slot] = np.vstack([self._previous.dense.vectors([known.row]), said])
            else:
                unknown.append(each)
        unknown.sort(key=lambda each: len(each.passage.text))
        for at in range(0, len(unknown), _BATCH):
            reporter.progress(at, len(unknown))
            batch = unknown[at : at + _BATCH]
            read = [passages.reading_text(each.passage) for each in batch]
            vectors = encoder.encode_passages([text for text, _ in read], [spans for _, spans in read])
            found.update(zip((each.row.slot for each in batch), vectors, strict=True))
        if unknown:
            reporter.progress(len(unknown), len(unknown))
        return found, len(unknown)

    def _write_store(self, path: Path) -> None:
        """The store of the generation before, less what is gone, plus what is new."""
        gone = {key: extent for key, extent in self._old.items() if key not in self._survey.unchanged}
        rows: list[PassageRow] = []
        if self._previous:
            shutil.copyfile(self._previous.folder / STORE, path)
            for extent in gone.values():
                rows += self._previous.passage_rows(range(extent.row, extent.row + extent.passages))
        stay = [(extent, self._extents[key]) for key, extent in self._old.items() if key not in gone]
        with storewriter.writable(path) as database:
            storewriter.remove(database, gone, rows)
            storewriter.move(database, stay)
            storewriter.add(database, self._survey.changed, list(chain.from_iterable(self._new.values())))
            storewriter.write_glossary(database, self._survey.glossary)

    def _write_vectors(self, folder: Path, new: dict[int, Vectors], *, dimension: int) -> dict[str, str]:
        """Write the files of vectors; returns the checksums of those that are linked."""
        linked: dict[str, str] = {}
        touched = self._touched()
        for shard in set(range(self.shards)) - touched:
            linked |= self._link(folder, (dense_file(shard), sentence_file(shard)))
        parts: dict[int, list[str]] = {shard: [] for shard in touched}
        for key in self._extents:
            parts.get(shard_of(key, self.shards), []).append(key)
        for shard, keys in parts.items():
            empty = np.empty((0, dimension), dtype=np.float32)
            found = [(empty, empty), *(self._vectors_of(key, new) for key in keys)]
            for name, vectors in zip((dense_file(shard), sentence_file(shard)), zip(*found, strict=True), strict=True):
                np.save(folder / name, np.concatenate(vectors), allow_pickle=False)
        return linked

    def _vectors_of(self, key: str, new: dict[int, Vectors]) -> tuple[Vectors, Vectors]:
        """The vectors of a document's passages, and of their sentences."""
        if key in self._new:
            found = [new[each.row.slot] for each in self._new[key]]
            return np.stack([each[0] for each in found]), np.concatenate([each[1:] for each in found])
        assert self._previous is not None  # noqa: S101 - what is not new was there before
        old = self._old[key]
        rows = self._previous.dense.vectors(range(old.row, old.row + old.passages))
        return rows, self._previous.sentence_vectors[old.first : old.first + old.sentences]

    def _link(self, folder: Path, names: Iterable[str]) -> dict[str, str]:
        """The same files under another name, or copies where a file system has no links; with their checksums."""
        assert self._previous is not None  # noqa: S101 - without one, every shard is touched
        for name in names:
            try:
                os.link(self._previous.folder / name, folder / name)
            except OSError:
                shutil.copyfile(self._previous.folder / name, folder / name)
        return {name: self._previous.manifest.checksums[name] for name in names}

    def _touched(self) -> set[int]:
        """The shards that do not hold what they held."""
        if not self._previous or self._previous.manifest.shards != self.shards:
            return set(range(self.shards))
        keys = (self._old.keys() - self._survey.unchanged) | self._new.keys()
        return {shard_of(key, self.shards) for key in keys}


def _laid_out(sizes: Mapping[str, tuple[int, int]], shards: int) -> dict[str, Extent]:
    """Where documents of so many passages and sentences stand: by shard, then by key."""
    found: dict[str, Extent] = {}
    row = first = 0
    for key in sorted(sizes, key=lambda key: (shard_of(key, shards), key)):
        found[key] = Extent(row, sizes[key][0], first, sizes[key][1])
        row, first = row + found[key].passages, first + found[key].sentences
    return found


def _rows(found: Sequence[Passage], extent: Extent, slots: Iterator[int]) -> list[NewPassage]:
    """The rows of a document's passages, in an extent made for them."""
    new: list[NewPassage] = []
    first = extent.first
    for row, passage in enumerate(found, start=extent.row):
        values = PassageRow(
            row=row,
            slot=next(slots),
            first=first,
            length=len(passage.sentences),
            id=passage.id,
            vector=_vector_key(passage),
            document=passage.document,
            headings=json.dumps(passage.headings, ensure_ascii=False),
            head=storewriter.head_terms(passage),
        )
        new.append(NewPassage(values, passage))
        first += values.length
    return new


def _vector_key(passage: Passage) -> str:
    """A hash of all that a passage's vectors depend on: what the encoder reads, and where its sentences stand."""
    return hashlib.sha256(repr(passages.reading_text(passage)).encode("utf-8", "surrogatepass")).hexdigest()[:24]
