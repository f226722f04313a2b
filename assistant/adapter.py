"""A question's vector, moved to where the passages lie that answer such questions.

The encoder was made to tell alike sentences, and a question is not like its answer. So a linear map, trained on
questions with the passages that answer them (`assistant.training.adapter`), is added to the question's vector. The
vectors of passages stay as they are, and nothing has to be embedded anew. Trained for one embedding model, it leaves
the vectors of any other alone.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from assistant.encoder import Vectors
from assistant.errors import ModelError

WEIGHTS = Path(__file__).parent / "weights" / "adapter.npz"


@dataclass(frozen=True, slots=True, eq=False)
class QuestionAdapter:
    """``change`` is added to a question's vector, as a matrix of shape (dimension, dimension); None changes nothing."""

    change: Vectors | None = None

    @classmethod
    def of(cls, revision: str) -> QuestionAdapter:
        """The adapter for an encoder; one that changes nothing where it was trained for another.

        Args:
            revision: a hash of the encoder's model, as on its card.
        """
        trained_for, change = _stored()
        return cls(change if revision == trained_for else None)

    @property
    def stamp(self) -> str:
        """The start of a hash of the matrix; empty where nothing is changed."""
        return "" if self.change is None else hashlib.sha256(self.change.tobytes()).hexdigest()[:12]

    def __call__(self, vector: Vectors) -> Vectors:
        """The unit vector of shape (dimension,) to search with."""
        if self.change is None:
            return vector
        moved = vector + self.change @ vector
        found: Vectors = (moved / np.linalg.norm(moved)).astype(np.float32)
        return found


def save(path: Path, *, revision: str, change: Vectors) -> None:
    """Write an adapter, unpacked and in half precision, with the encoder that it was trained for."""
    np.savez(path, revision=np.array(revision), change=change.astype(np.float16))


@cache
def _stored() -> tuple[str, Vectors]:
    try:
        with np.load(WEIGHTS, allow_pickle=False) as stored:
            return str(stored["revision"]), stored["change"].astype(np.float32)
    except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
        raise ModelError(f"{WEIGHTS.name} does not hold an adapter; reinstall the package") from error


def unmarked(question: str) -> str:
    """A question without its closing mark, as it is encoded to be looked up.

    So most questions are the words that triage reads, whose vector is known already.

    >>> unmarked("Where is it?")
    'Where is it'
    """
    return question.rstrip(" ?.!")
