"""What the index holds, for a person or a program that asks; nothing is built and no model is loaded."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass

from assistant import staleness, store
from assistant.config import Settings
from assistant.manifest import Manifest

_UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))


@dataclass(frozen=True, slots=True)
class Status:
    """The current generation in numbers. ``age_s`` is in seconds since it was built, ``bytes`` on disk.

    ``stale`` are the reasons to refresh the index, ``problems`` the files that it could not read.
    """

    generation: str
    documents: int
    passages: int
    sentences: int
    model: str
    dimension: int
    built: str
    age_s: float
    bytes: int
    corpus: str
    stale: list[str]
    problems: list[str]

    @classmethod
    def of(cls, settings: Settings) -> Status:
        """The status of the index that the settings name.

        Raises:
            IndexMissing: when there is none.
            IndexDamaged: when its manifest cannot be read.
            CorpusError: when the corpus cannot be read.
            BackendError: when the server that searches the index does not answer.
        """
        manifest = Manifest.load(store.current_folder(settings.index))
        seconds = manifest.built_ns / 1e9
        return cls(
            generation=manifest.generation,
            documents=len(manifest.documents),
            passages=manifest.passages,
            sentences=manifest.sentences,
            model=manifest.encoder.name,
            dimension=manifest.encoder.dimension,
            built=time.strftime("%Y-%m-%dT%H:%M:%S%z", time.localtime(seconds)),
            age_s=round(max(0.0, time.time() - seconds), 1),
            bytes=sum(manifest.sizes.values()),
            corpus=manifest.corpus,
            stale=staleness.reasons(settings),
            problems=staleness.known_problems(settings)[0],
        )

    def to_json(self) -> str:
        """The status as one JSON object on one line."""
        return json.dumps(asdict(self), ensure_ascii=False)

    def to_text(self) -> str:
        """The status in a few lines."""
        lines = [
            f"generation  {self.generation}, built {_ago(self.age_s)} ago",
            f"corpus      {self.corpus}",
            f"documents   {self.documents:,}",
            f"passages    {self.passages:,}",
            f"sentences   {self.sentences:,}",
            f"model       {self.model}, {self.dimension} dimensions",
            f"size        {self.bytes / 1e6:.1f} MB",
            f"state       {'stale: ' + '; '.join(self.stale) if self.stale else 'up to date'}",
        ]
        return "\n".join([*lines, *(f"problem     {problem}" for problem in self.problems)])


def _ago(seconds: float) -> str:
    """A span of time in its largest unit."""
    length, unit = next((each for each in _UNITS if seconds >= each[0]), _UNITS[-1])
    count = int(seconds // length)
    return f"{count} {unit}" + ("" if count == 1 else "s")
