"""Corpus -> index generation: read, cut, embed what is new, write beside, check, swap.

    files -> Documents -> Passages -> (vectors, terms) -> index/generations/<id> -> index/CURRENT

A generation is built in a folder of its own and becomes the current one by one rename. Whatever goes wrong before
that leaves the old one in place; a build that is killed leaves a folder that the next build removes.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from assistant import passages, store
from assistant.config import Settings
from assistant.corpus.files import SourceFile, fingerprint, list_files
from assistant.corpus.reading import Problem, parse
from assistant.dense import DenseIndex
from assistant.domain import Document, Passage
from assistant.encoder import Encoder, OnnxEncoder, Vectors
from assistant.errors import CorpusError, DocumentError, IndexBusy, IndexDamaged, IndexMissing, IndexNotWritten
from assistant.export import exported
from assistant.reporter import Reporter, Silence
from assistant.store import DocumentStamp, Generation, Manifest
from assistant.terms import terms, words

_BATCH = 32
_LOCK_SECONDS = 600


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. Documents are named by key; ``seconds`` is wall time."""

    generation: str
    added: tuple[str, ...]
    edited: tuple[str, ...]
    removed: tuple[str, ...]
    problems: tuple[Problem, ...]
    documents: int
    passages: int
    embedded: int
    reused: int
    seconds: float

    def summary(self) -> str:
        """What happened, in a line for each kind of change and one for the whole."""
        kinds = (("added", self.added), ("edited", self.edited), ("removed", self.removed))
        lines = [f"{kind}: {', '.join(names)}" for kind, names in kinds if names]
        lines.append(
            f"Index {self.generation}: documents {self.documents}, passages {self.passages} "
            f"({self.embedded} embedded, {self.reused} reused), {self.seconds:.1f} s"
        )
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _Source:
    """The documents as they are to be indexed, with the stamps of their files and the files that failed."""

    documents: tuple[Document, ...]
    stamps: dict[str, DocumentStamp]
    problems: dict[str, tuple[str, int, int]]


def refresh(
    settings: Settings, *, full: bool = False, encoder: Encoder | None = None, reporter: Reporter | None = None
) -> BuildReport:
    """Bring the index up to date with the corpus; does nothing when it is.

    Args:
        settings: which corpus, index and model.
        full: embed everything anew instead of taking over vectors of unchanged passages.
        encoder: the encoder to use instead of the one that the settings name (for tests).
        reporter: who is told how it goes.

    Raises:
        CorpusError: when the corpus cannot be read or holds no document at all.
        ModelError: when the embedding model cannot be had.
        IndexBusy: when another build does not end.
        IndexNotWritten: when the index folder refuses a write. What was there before is untouched.
    """
    started = time.monotonic()
    reporter = reporter or Silence()
    files = list_files(settings.corpus)
    encoder = encoder or OnnxEncoder(exported(settings.model, settings.cache, say=reporter.say))
    with _locked(settings.index, reporter), _write_errors(settings.index):
        previous = _previous(settings.index)
        source = _read(files, previous)
        if not source.documents:
            raise CorpusError(_nothing_to_index(settings.corpus, source))
        identity = _identity(source, encoder)
        embedded = 0
        if full or not _is_whole(settings.index / store.GENERATIONS / identity):
            embedded = _write(settings, identity, source, encoder, None if full else previous, reporter)
        manifest = _make_current(settings, identity, source, encoder)
        _prune(settings.index / store.GENERATIONS, keep={identity, previous.id if previous else identity})
    before = previous.manifest.documents if previous else {}
    return BuildReport(
        generation=manifest.generation,
        added=tuple(key for key in source.stamps if key not in before),
        edited=tuple(
            key for key, stamp in source.stamps.items() if key in before and before[key].sha256 != stamp.sha256
        ),
        removed=tuple(key for key in before if key not in source.stamps),
        problems=tuple(Problem(key, reason) for key, (reason, _, _) in source.problems.items()),
        documents=len(source.documents),
        passages=manifest.passages,
        embedded=embedded,
        reused=manifest.passages - embedded,
        seconds=time.monotonic() - started,
    )


def _read(files: Sequence[SourceFile], previous: Generation | None) -> _Source:
    """Parse every file. One that cannot be read keeps its last good text, if it had one, and is named as a problem."""
    documents: list[Document] = []
    stamps: dict[str, DocumentStamp] = {}
    problems: dict[str, tuple[str, int, int]] = {}
    for file in files:
        stamp = file.stamp()
        try:
            document = parse(file, file.read())
        except DocumentError as error:
            kept = previous.document(file.key) if previous else None
            reason = f"{error.reason} (its last good text stays in the index)" if kept else error.reason
            problems[file.key] = (reason, *stamp)
            if not kept:
                continue
            document = parse(file, kept[1])
        documents.append(document)
        stamps[file.key] = DocumentStamp(fingerprint(document.text), *stamp)
    return _Source(tuple(documents), stamps, problems)


def _nothing_to_index(corpus: Path, source: _Source) -> str:
    problems = "; ".join(f"{key}: {reason}" for key, (reason, _, _) in source.problems.items())
    found = f"no document in {corpus} can be read ({problems})" if problems else f"{corpus} holds no document"
    return f"{found}; put a Markdown (.md) or plain text (.txt) file there"


def _identity(source: _Source, encoder: Encoder) -> str:
    """The generation's id: a hash of all that its content depends on."""
    parts = [str(store.FORMAT), str(passages.VERSION), encoder.card.revision]
    parts += [f"{key}={stamp.sha256}" for key, stamp in sorted(source.stamps.items())]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _previous(index: Path) -> Generation | None:
    try:
        return store.open_last_good(index)
    except (IndexMissing, IndexDamaged):
        return None


def _is_whole(folder: Path) -> bool:
    """Whether a generation stands there already, such as the one before an edit that was taken back."""
    try:
        store.verify(folder, Manifest.load(folder), whole=True)
    except IndexDamaged:
        return False
    return True


def _make_current(settings: Settings, identity: str, source: _Source, encoder: Encoder) -> Manifest:
    """Let a generation answer from now on, under the files' present stamps and problems."""
    folder = settings.index / store.GENERATIONS / identity
    manifest = Manifest.load(folder)
    fresh = replace(
        manifest,
        built_ns=time.time_ns(),
        corpus=str(settings.corpus.resolve()),
        encoder=replace(encoder.card, name=settings.model),  # the same model may go by several names
        documents=source.stamps,
        problems=source.problems,
    )
    if replace(fresh, built_ns=manifest.built_ns) != manifest:
        fresh.save(folder)
    _point_to(settings.index, identity)
    return fresh


def _write(
    settings: Settings,
    identity: str,
    source: _Source,
    encoder: Encoder,
    previous: Generation | None,
    reporter: Reporter,
) -> int:
    """Write the generation in a folder of its own, then move it to its place. Returns how many passages are new."""
    generations = settings.index / store.GENERATIONS
    generations.mkdir(parents=True, exist_ok=True)
    for leftover in generations.glob(".*"):
        shutil.rmtree(leftover, ignore_errors=True)
    folder = generations / f".new-{os.getpid()}"
    folder.mkdir()
    try:
        cut = [
            passage
            for document in source.documents
            for passage in passages.passages(
                document, count_tokens=encoder.count_tokens, max_tokens=encoder.card.max_tokens
            )
        ]
        vectors, embedded = _vectors(cut, encoder, previous, reporter)
        _write_store(folder / store.STORE, source.documents, cut)
        (folder / store.DENSE).write_bytes(DenseIndex.of(np.stack([rows[0] for rows in vectors])).to_bytes())
        np.save(folder / store.SENTENCES, np.concatenate([rows[1:] for rows in vectors]), allow_pickle=False)
        manifest = Manifest(
            generation=identity,
            built_ns=time.time_ns(),
            corpus=str(settings.corpus.resolve()),
            encoder=replace(encoder.card, name=settings.model),
            documents=source.stamps,
            problems=source.problems,
            passages=len(cut),
            sentences=sum(len(passage.sentences) for passage in cut),
            splitting=passages.VERSION,
            checksums={name: store.checksum(folder / name) for name in store.FILES},
            sizes={name: (folder / name).stat().st_size for name in store.FILES},
        )
        manifest.save(folder)
        Generation.open(folder).close()
        _install(folder, generations / identity)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return embedded


def _vectors(
    cut: Sequence[Passage], encoder: Encoder, previous: Generation | None, reporter: Reporter
) -> tuple[list[Vectors], int]:
    """For each passage its vector and its sentences', of shape (1 + sentences, dimension); and how many are new."""
    found: dict[int, Vectors] = {}
    if previous and _reusable(previous.manifest, encoder):
        known = previous.rows_by_id()
        whole = previous.dense.vectors()
        for row, passage in enumerate(cut):
            old = known.get(passage.id)
            if old is not None:
                first, texts = previous.sentence_rows(old)
                found[row] = np.vstack([whole[old], previous.sentence_vectors[first : first + len(texts)]])
    new = sorted((row for row in range(len(cut)) if row not in found), key=lambda row: len(cut[row].text))
    for at in range(0, len(new), _BATCH):
        batch = new[at : at + _BATCH]
        read = [passages.reading_text(cut[row]) for row in batch]
        vectors = encoder.encode_passages([text for text, _ in read], [spans for _, spans in read])
        found.update(zip(batch, vectors, strict=True))
        reporter.progress(min(at + _BATCH, len(new)), len(new))
    return [found[row] for row in range(len(cut))], len(new)


def _reusable(manifest: Manifest, encoder: Encoder) -> bool:
    """Whether the vectors of a passage with the same id are what this program would compute."""
    return manifest.encoder.revision == encoder.card.revision and manifest.splitting == passages.VERSION


def _write_store(path: Path, documents: Sequence[Document], cut: Sequence[Passage]) -> None:
    counted: Counter[str] = Counter()
    first = 0
    with store.writable(path) as database:
        for document in documents:
            store.write_document(database, document)
        for row, passage in enumerate(cut):
            found = [terms(sentence.text) for sentence in passage.sentences]
            head = [term for heading in passage.headings for term in terms(heading)]
            store.write_passage(database, row, passage, first=first, terms=found, head=head)
            first += len(found)
            counted.update(word for text in (*passage.headings, passage.text) for word in words(text))
        database.executemany("INSERT INTO words VALUES (?, ?)", sorted(counted.items()))


def _install(folder: Path, place: Path) -> None:
    """Move a finished generation to its place; one with the same id that is whole is as good and stays."""
    for path in [*folder.iterdir(), folder]:
        _sync(path)
    if place.exists():
        if _is_whole(place):
            return
        shutil.rmtree(place)
    folder.rename(place)
    _sync(place.parent)


def _point_to(index: Path, identity: str) -> None:
    """Make a generation the current one: the file that names it is replaced in one step."""
    beside = index / f".{store.CURRENT}-{os.getpid()}"
    beside.write_text(identity + "\n", encoding="utf-8")
    _sync(beside)
    beside.replace(index / store.CURRENT)
    _sync(index)


def _prune(generations: Path, *, keep: set[str]) -> None:
    """Remove old generations. Who still reads one has its files open and reads on."""
    for folder in generations.iterdir():
        if folder.name not in keep:
            shutil.rmtree(folder, ignore_errors=True)


def _sync(path: Path) -> None:
    """Have the file, or the folder's list of names, on disk before going on."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _locked(index: Path, reporter: Reporter) -> Iterator[None]:
    """Hold the index's lock; the operating system lets go of it when a build is killed."""
    with _write_errors(index):
        index.mkdir(parents=True, exist_ok=True)
        lock = FileLock(index / ".lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            reporter.say(f"Another process is building the index in {index}; waiting for it")
            try:
                lock.acquire(timeout=_LOCK_SECONDS)
            except Timeout as error:
                raise IndexBusy(f"another process has been building {index} for 10 minutes; try again later") from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _write_errors(index: Path) -> Iterator[None]:
    """Translate what the system says about a write into what it means for the index."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"the index in {index} was not written ({reason}); the one before is untouched"
        raise IndexNotWritten(message) from error
