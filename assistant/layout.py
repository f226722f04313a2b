"""Which passages a generation holds, where each comes from, and its files: what is unchanged is copied or linked."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from assistant import passages, storewriter
from assistant.domain import Passage
from assistant.encoder import Encoder, Vectors
from assistant.manifest import STORE, dense_file, sentence_file, shard_count, shard_of
from assistant.reporter import Reporter
from assistant.store import Generation, PassageRow
from assistant.storewriter import NewPassage
from assistant.survey import Survey

_BATCH = 4
"""Passages embedded at a time: what a processor's caches hold; 32 at a time took a fifth longer."""


class Layout:
    """The passages of a generation that is about to be written, in the order of their rows.

    Args:
        previous: the generation to take over from; None when nothing can be.
        survey: the documents.
        encoder: whose limit a passage keeps.
    """

    def __init__(self, previous: Generation | None, survey: Survey, encoder: Encoder) -> None:
        self._previous = previous
        self._survey = survey
        old = previous.passage_rows() if previous else []
        self._old = {row.slot: row for row in old}
        self._gone = [row for row in old if row.document not in survey.unchanged]
        cut = [
            passage
            for document in survey.changed
            for passage in passages.passages(
                document, count_tokens=encoder.count_tokens, max_tokens=encoder.card.max_tokens
            )
        ]
        free = max(self._old, default=-1) + 1
        self._new = [NewPassage(slot, passage) for slot, passage in enumerate(cut, start=free)]
        kept = [row for row in old if row.document in survey.unchanged]
        rows = [*kept, *(_row(slot, passage) for slot, passage in self._new)]
        self.shards = shard_count(sum(row.length for row in rows))
        self.rows = _numbered(rows, self.shards)

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
        known = {row.vector: row for row in self._old.values()}
        found: dict[int, Vectors] = {}
        unknown: list[NewPassage] = []
        for each in self._new:
            row = known.get(_vector_key(each.passage))
            if row and self._previous:
                found[each.slot] = np.vstack([self._previous.dense.vectors([row.row]), self._sentences(row)])
            else:
                unknown.append(each)
        unknown.sort(key=lambda each: len(each.passage.text))
        for at in range(0, len(unknown), _BATCH):
            reporter.progress(at, len(unknown))
            batch = unknown[at : at + _BATCH]
            read = [passages.reading_text(each.passage) for each in batch]
            vectors = encoder.encode_passages([text for text, _ in read], [spans for _, spans in read])
            found.update(zip((each.slot for each in batch), vectors, strict=True))
        if unknown:
            reporter.progress(len(unknown), len(unknown))
        return found, len(unknown)

    def _sentences(self, old: PassageRow) -> Vectors:
        assert self._previous is not None  # noqa: S101 - there are old rows only where there was a generation
        return self._previous.sentence_vectors[old.first : old.first + old.length]

    def _write_store(self, path: Path) -> None:
        """The store of the generation before, less what is gone, plus what is new."""
        gone: set[str] = set()
        if self._previous:
            shutil.copyfile(self._previous.folder / STORE, path)
            gone = self._previous.manifest.documents.keys() - self._survey.unchanged
        with storewriter.writable(path) as database:
            storewriter.remove(database, gone, self._gone)
            storewriter.add(database, self._survey.changed, self._new)
            storewriter.write_passages(database, self.rows)
            storewriter.write_glossary(database, self._survey.glossary)

    def _write_vectors(self, folder: Path, new: dict[int, Vectors], *, dimension: int) -> dict[str, str]:
        """Write the files of vectors; returns the checksums of those that are linked."""
        linked: dict[str, str] = {}
        touched = self._touched()
        for shard in set(range(self.shards)) - touched:
            linked |= self._link(folder, (dense_file(shard), sentence_file(shard)))
        parts: dict[int, list[PassageRow]] = defaultdict(list)
        for row in self.rows:
            parts[shard_of(row.document, self.shards)].append(row)
        for shard in touched:
            of_passages, of_sentences = self._gathered(parts[shard], new, dimension=dimension)
            np.save(folder / dense_file(shard), of_passages, allow_pickle=False)
            np.save(folder / sentence_file(shard), of_sentences, allow_pickle=False)
        return linked

    def _gathered(
        self, rows: Sequence[PassageRow], new: dict[int, Vectors], *, dimension: int
    ) -> tuple[Vectors, Vectors]:
        """The passages' vectors of some rows, and their sentences'."""
        of_passages = np.empty((len(rows), dimension), dtype=np.float32)
        of_sentences: list[Vectors] = [of_passages[:0]]
        kept: dict[int, int] = {}
        for place, row in enumerate(rows):
            if row.slot in new:
                of_passages[place] = new[row.slot][0]
                of_sentences.append(new[row.slot][1:])
            else:
                kept[place] = self._old[row.slot].row
                of_sentences.append(self._sentences(self._old[row.slot]))
        if self._previous and kept:
            of_passages[list(kept)] = self._previous.dense.vectors(list(kept.values()))
        return of_passages, np.concatenate(of_sentences)

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
        keys = {row.document for row in self._gone} | {document.key for document in self._survey.changed}
        return {shard_of(key, self.shards) for key in keys}


def _numbered(rows: Sequence[PassageRow], shards: int) -> list[PassageRow]:
    """Rows by shard, then by document, within it as given; with their numbers, and those of their sentences."""
    place = {key: (shard_of(key, shards), key) for key in {row.document for row in rows}}
    found = []
    first = 0
    for number, row in enumerate(sorted(rows, key=lambda row: place[row.document])):
        found.append(PassageRow(number, row.slot, first, *row[3:]))
        first += row.length
    return found


def _row(slot: int, passage: Passage) -> PassageRow:
    """The row of a new passage, which has no number yet."""
    return PassageRow(
        row=-1,
        slot=slot,
        first=-1,
        length=len(passage.sentences),
        id=passage.id,
        vector=_vector_key(passage),
        document=passage.document,
        headings=json.dumps(passage.headings, ensure_ascii=False),
        head=storewriter.head_terms(passage),
    )


def _vector_key(passage: Passage) -> str:
    """A hash of all that a passage's vectors depend on: what the encoder reads, and where its sentences stand."""
    return hashlib.sha256(repr(passages.reading_text(passage)).encode("utf-8", "surrogatepass")).hexdigest()[:24]
