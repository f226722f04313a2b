"""Corpus -> index generation: read what changed, embed what is new, write beside, check, swap.

    files -> Survey -> Passages -> (vectors, terms) -> index/generations/<id> -> index/CURRENT

A generation is built in a folder of its own and becomes the current one by one rename. Whatever goes wrong before
that leaves the old one in place; a build that is killed leaves a folder that the next build removes. What did not
change is taken over: files are linked, vectors are copied, and an unchanged document is not even parsed.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from assistant import backend, generations, passages
from assistant.config import Settings
from assistant.corpus.files import check_folder, glossary_files, list_files
from assistant.corpus.reading import Problem
from assistant.encoder import Encoder, OnnxEncoder, encoder_folder
from assistant.errors import CorpusError, IndexDamaged, IndexMissing
from assistant.export import exported
from assistant.layout import Layout
from assistant.manifest import FORMAT, DocumentStamp, Manifest, checksum, file_names
from assistant.models import model_stamp
from assistant.reporter import Reporter, Silence
from assistant.store import GENERATIONS, Generation, current_folder, open_last_good
from assistant.survey import Survey


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. Documents are named by key; ``seconds`` is wall time.

    ``problems`` are the files that could not be read, ``warnings`` what to look at in those that could.
    """

    generation: str
    added: tuple[str, ...]
    edited: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    removed: tuple[str, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    documents: int
    passages: int
    embedded: int
    reused: int
    seconds: float

    def summary(self) -> str:
        """What happened, in a line for each kind of change and one for the whole."""
        renamed = [f"{old} -> {new}" for old, new in self.renamed]
        kinds = (("added", self.added), ("edited", self.edited), ("renamed", renamed), ("removed", self.removed))
        lines = [f"{kind}: {', '.join(names)}" for kind, names in kinds if names]
        lines.append(
            f"Index {self.generation}: documents {self.documents}, passages {self.passages} "
            f"({self.embedded} embedded, {self.reused} reused), {self.seconds:.1f} s"
        )
        return "\n".join(lines)

    def complaints(self) -> list[str]:
        """A line for each file that could not be read, or should be looked at."""
        return [*(f"Problem: {problem}" for problem in self.problems), *(f"Warning: {note}" for note in self.warnings)]

    def to_json(self) -> str:
        """The report as one JSON object on one line."""
        return json.dumps(asdict(self) | {"seconds": round(self.seconds, 3)}, ensure_ascii=False)


def refresh(
    settings: Settings, *, full: bool = False, encoder: Encoder | None = None, reporter: Reporter | None = None
) -> BuildReport:
    """Bring the index up to date with the corpus; does nothing when it is.

    Args:
        settings: which corpus, index and model.
        full: read and embed everything anew instead of taking over what is unchanged.
        encoder: the encoder to use instead of the one that the settings name (for tests).
        reporter: who is told how it goes.

    Raises:
        CorpusError: when the corpus cannot be read or holds no document at all.
        ModelError: when the embedding model cannot be had.
        IndexBusy: when another build does not end.
        IndexNotWritten: when the index folder refuses a write. What was there before is untouched.
        BackendError: when the server that is to search the index does not answer. The index before stays in use.
    """
    started = time.monotonic()
    reporter = reporter or Silence()
    check_folder(settings.corpus)  # said before a model is prepared
    stamp = "" if encoder else model_stamp(settings.model)
    encoder = encoder or _encoder(settings, stamp, reporter, full=full)
    with generations.locked(settings.index, reporter):
        build = _Build(settings, encoder, stamp, reporter)
        try:
            return build.run(full=full, started=started)
        finally:
            build.close()


def _encoder(settings: Settings, stamp: str, reporter: Reporter, *, full: bool) -> Encoder:
    """The encoder that the settings name. The model's files are hashed unless they are as the index has seen them."""
    try:
        known = Manifest.load(current_folder(settings.index))
    except (IndexMissing, IndexDamaged):
        known = None
    if known and stamp and known.model_stamp == stamp and not full:
        folder = encoder_folder(settings.cache, known.encoder.revision)
        if folder.exists():
            return OnnxEncoder(folder)
    return OnnxEncoder(exported(settings.model, settings.cache, say=reporter.say))


class _Build:
    """One build, under the lock: the generation before it, and how much of that can be taken over."""

    def __init__(self, settings: Settings, encoder: Encoder, model_stamp: str, reporter: Reporter) -> None:
        self._settings = settings
        self._encoder = encoder
        self._model_stamp = model_stamp
        self._reporter = reporter
        try:
            self._previous: Generation | None = open_last_good(settings.index)
        except (IndexMissing, IndexDamaged):
            self._previous = None

    def close(self) -> None:
        """Let go of the generation before."""
        if self._previous:
            self._previous.close()

    def run(self, *, full: bool, started: float) -> BuildReport:
        """Make the generation of the corpus as it is now the current one."""
        index, previous = self._settings.index, self._previous
        files = list_files(self._settings.corpus)
        reuse = not full and self._fits()
        words = glossary_files(self._settings.corpus)
        survey = Survey.of(files, previous, reuse=reuse, glossary=words)
        place = self._standing(survey)
        if place and not generations.is_whole(place) and reuse:  # files may be shared with the generation before
            reuse = False
            survey = Survey.of(files, previous, reuse=False, glossary=words)
        if not survey.stamps:
            raise CorpusError(survey.nothing(self._settings.corpus))
        embedded = 0
        if full or not place or not generations.is_whole(place):
            place, embedded = self._write(survey, reuse=reuse)
        manifest = self._make_current(place, survey)
        generations.prune(index, keep={place, previous.folder} if previous else {place})
        return self._report(manifest, survey, embedded=embedded, started=started)

    def _fits(self) -> bool:
        """Whether what the generation before holds of a text is what this program would make of it."""
        if self._previous is None:
            return False
        manifest = self._previous.manifest
        return manifest.encoder.revision == self._encoder.card.revision and manifest.splitting == passages.options()

    def _identity(self, survey: Survey) -> str:
        """The generation's id: a hash of all that its content depends on."""
        parts = [str(FORMAT), json.dumps(passages.options()), self._encoder.card.revision]
        parts += [f"{key}={stamp.text}" for key, stamp in sorted(survey.stamps.items())]
        parts += [f"glossary={survey.glossary_stamp.text}"] if survey.glossary_stamp else []
        return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]

    def _standing(self, survey: Survey) -> Path | None:
        """A generation of the same content that stands already, such as the one before an edit that was taken back."""
        identity = self._identity(survey)
        if self._previous and self._previous.id == identity:
            return self._previous.folder
        place = self._settings.index / GENERATIONS / identity
        return place if place.is_dir() else None

    def _write(self, survey: Survey, *, reuse: bool) -> tuple[Path, int]:
        """Write the generation in a folder of its own, then move it to its place; and count what is embedded."""
        with generations.workshop(self._settings.index) as folder:
            layout = Layout(self._previous if reuse else None, survey, self._encoder)
            embedded, linked = layout.write(folder, self._encoder, self._reporter)
            names = file_names(layout.shards, cells=layout.has_cells)
            written = [folder / name for name in names if name not in linked]
            with ThreadPoolExecutor() as pool:  # one waits for the disk while another reckons
                sums = linked | dict(zip((path.name for path in written), pool.map(_settled, written), strict=True))
            manifest = Manifest(
                generation=self._identity(survey),
                built_ns=0,
                corpus="",
                encoder=self._encoder.card,
                model_stamp="",
                documents={},
                problems={},
                warnings={},
                passages=layout.passages,
                sentences=layout.sentences,
                splitting=passages.options(),
                checksums={name: sums[name] for name in names},
                sizes={name: (folder / name).stat().st_size for name in names},
            )
            self._brought_up(manifest, survey).save(folder)
            Generation.open(folder).close()
            return generations.install(folder, manifest.generation), embedded

    def _brought_up(self, manifest: Manifest, survey: Survey) -> Manifest:
        """The manifest with all that may change while the content stays: stamps, problems, names."""
        return replace(
            manifest,
            built_ns=time.time_ns(),
            corpus=str(self._settings.corpus.resolve()),
            encoder=replace(self._encoder.card, name=self._settings.model),  # one model may go by several names
            model_stamp=self._model_stamp,
            documents=survey.stamps,
            problems=survey.problems,
            warnings=survey.warnings,
            glossary=survey.glossary_stamp,
        )

    def _make_current(self, place: Path, survey: Survey) -> Manifest:
        """Let a generation answer from now on, under the files' present stamps and problems."""
        manifest = Manifest.load(place)
        fresh = self._brought_up(manifest, survey)
        if replace(fresh, built_ns=manifest.built_ns) != manifest:
            fresh.save(place)
        backend.publish(self._settings, place, self._reporter)
        generations.point_to(self._settings.index, place)
        return fresh

    def _report(self, manifest: Manifest, survey: Survey, *, embedded: int, started: float) -> BuildReport:
        before = self._previous.manifest.files if self._previous else {}
        now = manifest.files
        renamed = _renamed(before, now)
        moved = {key for pair in renamed for key in pair}
        return BuildReport(
            generation=manifest.generation,
            added=tuple(key for key in now if key not in before and key not in moved),
            edited=tuple(key for key in now if key in before and before[key].sha256 != now[key].sha256),
            renamed=tuple(renamed),
            removed=tuple(key for key in before if key not in now and key not in moved),
            problems=survey.failed(),
            warnings=survey.noted(),
            documents=len(manifest.documents),
            passages=manifest.passages,
            embedded=embedded,
            reused=manifest.passages - embedded,
            seconds=time.monotonic() - started,
        )


def _renamed(before: dict[str, DocumentStamp], now: dict[str, DocumentStamp]) -> list[tuple[str, str]]:
    """(old key, new key) of files whose content went from a name that is gone to one that is new."""
    gone: dict[str, list[str]] = defaultdict(list)
    for key in sorted(before.keys() - now.keys(), reverse=True):
        gone[before[key].sha256].append(key)
    new = sorted(now.keys() - before.keys())
    return [(gone[now[key].sha256].pop(), key) for key in new if gone.get(now[key].sha256)]


def _settled(path: Path) -> str:
    """The checksum of a file that is on disk."""
    generations.sync(path)
    return checksum(path)
