"""Which passages a generation holds, where each comes from, and its files: what is unchanged is copied or linked."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

import numpy as np

from assistant import cells, passages, storewriter
from assistant.cells import Centres
from assistant.domain import Passage
from assistant.encoder import Encoder, Vectors
from assistant.manifest import (
    CENTRES,
    STORE,
    cells_file,
    dense_file,
    postings_file,
    sentence_file,
    shard_count,
    shard_of,
    texts_file,
)
from assistant.reporter import Reporter
from assistant.store import Extent, Generation, PassageRow
from assistant.storewriter import Added, NewPassage, Taken, Tally
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
        self.has_cells = self.passages > cells.EXACT_UP_TO
        self._extents = _laid_out(sizes, self.shards)
        self._new = {key: _rows(found, self._extents[key]) for key, found in cut.items()}
        self._touched = self._find_touched()

    def write(self, folder: Path, encoder: Encoder, reporter: Reporter) -> tuple[int, dict[str, str]]:
        """Write all files but the manifest.

        Returns:
            How many passages were embedded, and name -> checksum of the files that are the same as before.
        """
        same = set(range(self.shards)) - self._touched.keys()
        kinds = (texts_file, postings_file, dense_file, sentence_file)
        linked = self._link(folder, (kind(shard) for shard in same for kind in kinds))
        with ThreadPoolExecutor(1) as pool:  # the texts take one core while the model starts
            texts = pool.submit(self._write_texts, folder)
            embedded = self._write_vectors(folder, encoder, reporter)
            texts.result()
        if self.has_cells:
            linked |= self._write_cells(folder, same)
        return embedded, linked

    def _write_texts(self, folder: Path) -> None:
        """What is counted of all texts, and the touched shards' texts and inverted indexes."""
        before = self._previous
        if before:
            shutil.copyfile(before.folder / STORE, folder / STORE)
        with storewriter.counted(folder / STORE) as database:
            tally = Tally(database)
            if before:
                for extent in self._gone():
                    storewriter.take_out(before.said(extent), tally)
            changed = {document.key: document for document in self._survey.changed}
            for shard, keys in self._touched.items():
                added = [Added(changed[key], self._extents[key], self._new[key]) for key in keys if key in self._new]
                path = folder / texts_file(shard)
                postings = storewriter.write_texts(path, self._taken(keys), added, tally)
                np.save(folder / postings_file(shard), postings, allow_pickle=False)
            tally.write()
            storewriter.write_glossary(database, self._survey.glossary)

    def _gone(self) -> list[Extent]:
        """Where the documents stood that are not as they were."""
        return [extent for key, extent in self._old.items() if key not in self._survey.unchanged]

    def _taken(self, keys: Iterable[str]) -> list[Taken]:
        """Those of some documents that stay, and where their texts are."""
        if not self._previous:
            return []
        folder = self._previous.folder
        stay = [(key, self._old[key]) for key in keys if key not in self._new]
        return [Taken(key, folder / texts_file(old.shard), old, self._extents[key]) for key, old in stay]

    def _write_vectors(self, folder: Path, encoder: Encoder, reporter: Reporter) -> int:
        """Write the touched shards' vectors, one shard after the other; returns how many passages are embedded."""
        work = {shard: self._sorted_out(keys) for shard, keys in self._touched.items()}
        total, done = sum(len(unknown) for _, unknown in work.values()), 0
        for shard, (known, unknown) in work.items():
            vectors = {row: self._vectors_before(before) for row, before in known.items()}
            for at in range(0, len(unknown), _BATCH):
                reporter.progress(done + at, total)
                batch = unknown[at : at + _BATCH]
                vectors.update(zip((each.row.row for each in batch), _embedded(batch, encoder), strict=True))
            done += len(unknown)
            self._save_vectors(folder, shard, vectors, dimension=encoder.card.dimension)
        if total:
            reporter.progress(total, total)
        return total

    def _save_vectors(self, folder: Path, shard: int, new: Mapping[int, Vectors], *, dimension: int) -> None:
        """Write a shard's two files of vectors; those of its new passages are given by row."""
        empty = np.empty((0, dimension), dtype=np.float32)
        found = [(empty, empty), *(self._vectors_of(key, new) for key in self._touched[shard])]
        for name, vectors in zip((dense_file(shard), sentence_file(shard)), zip(*found, strict=True), strict=True):
            np.save(folder / name, np.concatenate(vectors), allow_pickle=False)

    def _sorted_out(self, keys: Iterable[str]) -> tuple[dict[int, PassageRow], list[NewPassage]]:
        """The new passages of a shard: row -> the same in the generation before, and those to embed, by length.

        A passage whose headings and sentences the generation before has under any name is not embedded again.
        """
        known: dict[int, PassageRow] = {}
        unknown: list[NewPassage] = []
        for each in chain.from_iterable(self._new.get(key, ()) for key in keys):
            before = self._previous.passage_with(each.row.vector) if self._previous else None
            if before:
                known[each.row.row] = before
            else:
                unknown.append(each)
        return known, sorted(unknown, key=lambda each: len(each.passage.text))

    def _vectors_before(self, row: PassageRow) -> Vectors:
        """A passage's vector in the generation before, and below it those of its sentences."""
        assert self._previous is not None  # noqa: S101 - the row is of it
        said = self._previous.sentence_vectors[row.first : row.first + row.length]
        return np.vstack([self._previous.dense.vectors([row.row]), said])

    def _vectors_of(self, key: str, new: Mapping[int, Vectors]) -> tuple[Vectors, Vectors]:
        """The vectors of a document's passages, and of their sentences."""
        if key in self._new:
            found = [new[each.row.row] for each in self._new[key]]
            return np.stack([each[0] for each in found]), np.concatenate([each[1:] for each in found])
        assert self._previous is not None  # noqa: S101 - what is not new was there before
        old = self._old[key]
        rows = self._previous.dense.shards[old.shard][old.row : old.row + old.passages]
        return rows, self._previous.sentence_vectors.shards[old.shard][old.first : old.first + old.sentences]

    def _write_cells(self, folder: Path, same: Iterable[int]) -> dict[str, str]:
        """Write the files of cells; returns the checksums of those that are linked."""
        before = self._previous if self._previous and self._previous.manifest.has_cells else None
        centres = Centres.load(before.folder / CENTRES) if before else None
        shards = range(self.shards)
        linked: dict[str, str] = {}
        if before and centres and cells.cell_count(self.passages) in centres.fitting:
            linked = self._link(folder, (CENTRES, *map(cells_file, same)))
        else:
            centres = Centres.among([np.load(folder / dense_file(shard), mmap_mode="r") for shard in shards])
            centres.save(folder / CENTRES)
        for shard in shards:
            if cells_file(shard) not in linked:
                vectors = np.load(folder / dense_file(shard), mmap_mode="r", allow_pickle=False)
                np.save(folder / cells_file(shard), centres.cells(vectors), allow_pickle=False)
        return linked

    def _link(self, folder: Path, names: Iterable[str]) -> dict[str, str]:
        """The same files under another name, or copies where a file system has no links; with their checksums."""
        found: dict[str, str] = {}
        for name in names:
            assert self._previous is not None  # noqa: S101 - without one, every shard is touched
            found[name] = self._previous.manifest.checksums[name]
            try:
                os.link(self._previous.folder / name, folder / name)
            except OSError:
                shutil.copyfile(self._previous.folder / name, folder / name)
        return found

    def _find_touched(self) -> dict[int, list[str]]:
        """The shards that will not hold what they held, with the documents that they will hold, in order."""
        touched = set(range(self.shards))
        if self._previous and self._previous.manifest.shards == self.shards:
            keys = (self._old.keys() - self._survey.unchanged) | self._new.keys()
            touched = {shard_of(key, self.shards) for key in keys}
        found: dict[int, list[str]] = {shard: [] for shard in sorted(touched)}
        for key, extent in self._extents.items():
            if extent.shard in found:
                found[extent.shard].append(key)
        return found


def _embedded(batch: Sequence[NewPassage], encoder: Encoder) -> list[Vectors]:
    """(1 + sentences, dimension) of each passage, its own vector first."""
    read = [passages.reading_text(each.passage) for each in batch]
    return encoder.encode_passages([text for text, _ in read], [spans for _, spans in read])


def _laid_out(sizes: Mapping[str, tuple[int, int]], shards: int) -> dict[str, Extent]:
    """Where documents of so many passages and sentences stand: by shard, then by key."""
    found: dict[str, Extent] = {}
    shard = row = first = 0
    for own, key in sorted((shard_of(key, shards), key) for key in sizes):
        if own != shard:
            shard, row, first = own, 0, 0
        found[key] = Extent(shard, row, sizes[key][0], first, sizes[key][1])
        row, first = row + found[key].passages, first + found[key].sentences
    return found


def _rows(found: Sequence[Passage], extent: Extent) -> list[NewPassage]:
    """The rows of a document's passages, in an extent made for them."""
    new: list[NewPassage] = []
    first = extent.first
    for row, passage in enumerate(found, start=extent.row):
        values = PassageRow(
            row=row,
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
