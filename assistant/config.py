"""Settings: where things are and how long a question may be. The only module that reads the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
DEFAULT_MODEL = "all-MiniLM-L6-v2"
BACKENDS = ("faiss", "milvus")
"""What may search the index: this process, or a Milvus server."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the assistant needs to know before it starts.

    Args:
        corpus: the folder of documents.
        index: the folder that index generations are built in.
        model: a sentence-transformers id or path; the default one is found in an installed package.
        cache: the folder for exported models, shared by all indexes of this user.
        max_question_chars: longer messages are turned away as invalid.
        feedback: the file that keeps what people say of answers; None to keep nothing.
        backend: one of `BACKENDS`.
        milvus_uri: where Milvus is; empty for a Milvus Lite file in the index folder.
        milvus_token: what it wants to be told, ``user:password`` or a key.
    """

    corpus: Path
    index: Path
    model: str = DEFAULT_MODEL
    cache: Path = Path.home() / ".cache" / "hip-assistant"
    max_question_chars: int = 2_000
    feedback: Path | None = None
    backend: str = BACKENDS[0]
    milvus_uri: str = ""
    milvus_token: str = field(default="", repr=False)

    @classmethod
    def from_environment(
        cls,
        *,
        corpus: str | None = None,
        index: str | None = None,
        model: str | None = None,
        backend: str | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> Settings:
        """Settings from the options given, else from HIP_ASSISTANT_* variables, else the defaults.

        The default corpus and index are the folders of that name here, or the project's own where here has none.
        """
        given = os.environ if environment is None else environment
        cache_home = given.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        return cls(
            corpus=Path(corpus or given.get("HIP_ASSISTANT_CORPUS") or _default_folder("corpus")),
            index=Path(index or given.get("HIP_ASSISTANT_INDEX") or _default_folder("index")),
            model=model or given.get("HIP_ASSISTANT_MODEL") or DEFAULT_MODEL,
            cache=Path(given.get("HIP_ASSISTANT_CACHE") or Path(cache_home) / "hip-assistant"),
            feedback=_feedback_file(given),
            backend=backend or given.get("HIP_ASSISTANT_BACKEND") or BACKENDS[0],
            milvus_uri=given.get("HIP_ASSISTANT_MILVUS_URI", ""),
            milvus_token=given.get("HIP_ASSISTANT_MILVUS_TOKEN", ""),
        )


def _feedback_file(given: Mapping[str, str]) -> Path | None:
    """Where feedback is kept: HIP_ASSISTANT_FEEDBACK, of which ``off`` means nowhere, else the user's state folder."""
    chosen = given.get("HIP_ASSISTANT_FEEDBACK")
    if chosen:
        return None if chosen.casefold() == "off" else Path(chosen)
    return Path(given.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "hip-assistant" / "feedback.jsonl"


def _default_folder(name: str) -> Path:
    here = Path(name)
    return here if here.is_dir() else PROJECT / name
