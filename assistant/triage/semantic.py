"""The second layer: a small classifier over what a message means, for wordings that no rule foresaw.

It reads the message as the rules left it (spelling mended, what is denied or a figure of speech taken out), turns it
into the encoder's vector and the weights of its words and word pairs, and gives every concept a probability: one
multinomial logistic regression, trained by `tests/train_triage.py` on labelled messages. It can raise a level and
never lowers one. Trained for one embedding model, it is silent with any other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.domain import Level
from assistant.errors import AssistantError
from assistant.triage.reading import Part

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Encode = Callable[[str], NDArray[np.float32]]
    """A text -> its vector of length 1."""

WEIGHTS = Path(__file__).with_name("semantic.npz")
NO_CONCEPT = "N"
"""The class of a message that needs no notice."""
CRISIS = "E17"
"""The class of suicide and self-harm."""

LEVELS: Mapping[str, Level] = {
    "N": Level.NONE,
    "C": Level.CLINICIAN,
    "U": Level.URGENT,
    "E": Level.EMERGENCY,
}
"""The level of a concept by the first letter of its code."""

URGENT_FROM = 0.5
"""The least probability of urgent or emergency at which the level is raised to either."""
CLINICIAN_FROM = 0.55
"""The least probability of any notice at which the level is raised to clinician."""
EMERGENCY_SHARE = 0.3
"""The part of that probability from which it is emergency: a missed one is the worst error, a false one tolerable."""
PART_URGENT_FROM = 0.85
"""The same as `URGENT_FROM` for a piece of a long message, or for what muting left over."""
LEAST_WORDS = 3
"""Words that make a message worth judging."""
LONG = 24
"""Words from which a message is also read in pieces: a sign is lost in the vector of a long one."""
PIECE = 16
"""Words of a piece, or more in a very long message; each begins half a piece after the one before."""
LEAST_WORDS_OF_A_CUT = 5
"""The same for what is left when sentences are taken off: "Why would that be?" says nothing by itself."""
WORTH_READING = 0.03
"""The least probability of urgent or emergency, by its words, of a part that is read by itself."""
MOST_PIECES = 12
MOST_CUTS = 4
"""Sentences that are taken off an end of a message, one by one, to read the rest."""
SMALL_WORDS = frozenset(
    "a an the i my me am is are was were be been it its this that these those to of in on at by for from with and or so"
    " as if do does did has have had he she his her him they them you your we our just now since every".split()
)
"""Words that count in a sentence and explain nothing on their own."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A level with the likeliest concept of that level, and the words that count most for it."""

    level: Level
    concept: str
    words: tuple[str, ...]
    probability: float


@dataclass(frozen=True, slots=True)
class Classifier:
    """The trained weights.

    Args:
        revision: the hash of the embedding model that the weights were trained for.
        classes: codes of concepts, and `NO_CONCEPT`.
        terms: words and word pairs with their row in ``rarity`` and ``by_term``.
        rarity: shape (terms,), inverse document frequencies.
        by_vector: shape (dimension, classes).
        by_term: shape (terms, classes).
        bias: shape (classes,).
    """

    revision: str
    classes: tuple[str, ...]
    terms: Mapping[str, int]
    rarity: NDArray[np.float32]
    by_vector: NDArray[np.float32]
    by_term: NDArray[np.float32]
    bias: NDArray[np.float32]

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Classifier:
        """The classifier that comes with the package."""
        import numpy as np  # noqa: PLC0415 - the rules do without

        with np.load(path, allow_pickle=False) as stored:
            return cls(
                revision=str(stored["revision"]),
                classes=tuple(stored["classes"].tolist()),
                terms={term: row for row, term in enumerate(stored["terms"].tolist())},
                rarity=stored["rarity"].astype(np.float32),
                by_vector=stored["by_vector"].astype(np.float32),
                by_term=stored["by_term"].astype(np.float32),
                bias=stored["bias"].astype(np.float32),
            )

    def save(self, path: Path) -> None:
        """Write the weights as arrays without pickles, in half precision."""
        import numpy as np  # noqa: PLC0415 - as above

        halves: dict[str, Any] = {
            name: getattr(self, name).astype(np.float16) for name in ("rarity", "by_vector", "by_term", "bias")
        }
        np.savez_compressed(
            path, revision=self.revision, classes=list(self.classes), terms=list(self.terms), **halves
        )

    def probabilities(self, text: str, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """The probability of each class, shape (classes,)."""
        import numpy as np  # noqa: PLC0415 - as above

        rows, weights = self.weigh(text)
        scores = vector @ self.by_vector + self.bias
        if rows:
            scores = scores + np.asarray(weights, dtype=np.float32) @ self.by_term[rows]
        powers = np.exp(scores - scores.max())
        shares: NDArray[np.float32] = powers / powers.sum()
        return shares

    def weigh(self, text: str) -> tuple[list[int], list[float]]:
        """The rows of the known terms of ``text`` and their weights, a vector of length 1."""
        rows = sorted({self.terms[term] for term in terms(text) if term in self.terms})
        length = sum(float(self.rarity[row]) ** 2 for row in rows) ** 0.5 or 1.0
        return rows, [float(self.rarity[row]) / length for row in rows]

    def telling(self, text: str, concept: str, *, most: int = 4) -> tuple[str, ...]:
        """The words of ``text`` that speak most for ``concept`` rather than for none, in reading order."""
        mine, none = self.classes.index(concept), self.classes.index(NO_CONCEPT)
        row = {term: self.terms[term] for term in text.split() if term in self.terms and term not in SMALL_WORDS}
        gain = {
            term: float((self.by_term[at, mine] - self.by_term[at, none]) * self.rarity[at]) for term, at in row.items()
        }
        best = sorted((term for term in gain if gain[term] > 0), key=lambda term: -gain[term])[:most]
        return tuple(term for term in gain if term in best)


class SemanticLayer:
    """Judges a message by its vector and its words.

    Args:
        encode: text -> vector of length 1; it is called once for a short message.
        classifier: the weights.
    """

    def __init__(self, encode: Encode, *, classifier: Classifier) -> None:
        self._encode = lru_cache(maxsize=64)(encode)
        self._classifier = classifier
        self._judge = lru_cache(maxsize=256)(self._judged)

    @classmethod
    def of(cls, encode: Encode, *, revision: str) -> SemanticLayer | None:
        """The layer for an embedding model, or None when the weights were trained for another."""
        classifier = _packaged()
        return cls(encode, classifier=classifier) if classifier and classifier.revision == revision else None

    def judge(self, message: tuple[Part, ...], *, cautious: bool = False) -> Finding | None:
        """What the layer finds in a message, or None. A model that fails finds nothing: the rules stand alone.

        Besides the whole, every beginning and every end of the message is read, so that no sentence put before or
        after a sign hides it.

        Args:
            message: its sentences, as `assess.meaning` gives them.
            cautious: whether to ask for the certainty that a part needs.
        """
        try:
            whole = self._judge(message, False, cautious)
            if cautious or (whole and whole.level is Level.EMERGENCY):
                return whole
            cuts = [run for run in runs(message)[1:] if self._worth_reading(run, message)]
            found = [whole, *(self._judge(run, True, False) for run in cuts)]
        except AssistantError:
            return None
        return max((one for one in found if one), key=lambda one: (one.level, one.probability), default=None)

    def _worth_reading(self, run: tuple[Part, ...], message: tuple[Part, ...]) -> bool:
        """Whether the words of ``run``, with the vector of the whole message, speak for a sign at all.

        The vector takes the encoder milliseconds, the words take none.
        """
        text = _text(run)
        if len(text.split()) < LEAST_WORDS_OF_A_CUT or not all(part.whole for part in run):
            return False
        by_level, _ = self._shares(text, self._encode(_text(message)))
        return by_level[Level.URGENT] + by_level[Level.EMERGENCY] >= WORTH_READING

    def _shares(self, text: str, vector: NDArray[np.float32]) -> tuple[dict[Level, float], list[float]]:
        """The probabilities of the levels and of the classes."""
        shares: list[float] = self._classifier.probabilities(text, vector).tolist()
        by_level = dict.fromkeys(Level, 0.0)
        for code, share in zip(self._classifier.classes, shares, strict=True):
            by_level[LEVELS[code[0]]] += share
        return by_level, shares

    def _judged(self, run: tuple[Part, ...], cut: bool, cautious: bool) -> Finding | None:
        text = _text(run)
        if cut:
            return self._read(text, least=Level.URGENT)
        whole = not cautious and all(part.whole for part in run)
        readings = [self._read(text) if whole else self._read_part(text), *map(self._read_part, pieces(text))]
        with_denials = " ".join(part.with_denials for part in run if part.with_denials)
        if with_denials != text:
            # "I don't want to be here" is a sign made of a negative.
            crisis = self._read_part(with_denials)
            readings += [crisis] if crisis and crisis.concept == CRISIS else []
        return max((one for one in readings if one), key=lambda one: (one.level, one.probability), default=None)

    def _read_part(self, text: str) -> Finding | None:
        return self._read(text, urgent_from=PART_URGENT_FROM, least=Level.URGENT)

    def _read(self, text: str, *, urgent_from: float = 0.0, least: Level = Level.CLINICIAN) -> Finding | None:
        if len(text.split()) < LEAST_WORDS:
            return None
        by_level, shares = self._shares(text, self._encode(text))
        level = decide(by_level, urgent_from=urgent_from or URGENT_FROM)
        if level < least:
            return None
        of_level = [at for at, code in enumerate(self._classifier.classes) if LEVELS[code[0]] is level]
        concept = self._classifier.classes[max(of_level, key=lambda at: shares[at])]
        return Finding(level, concept, self._classifier.telling(text, concept), 1 - by_level[Level.NONE])


def decide(by_level: Mapping[Level, float], *, urgent_from: float = URGENT_FROM) -> Level:
    """The level that these probabilities justify."""
    red = by_level[Level.URGENT] + by_level[Level.EMERGENCY]
    if red >= urgent_from:
        return Level.EMERGENCY if by_level[Level.EMERGENCY] >= EMERGENCY_SHARE * red else Level.URGENT
    return Level.CLINICIAN if 1 - by_level[Level.NONE] >= CLINICIAN_FROM else Level.NONE


def _text(run: tuple[Part, ...]) -> str:
    return " ".join(part.text for part in run if part.text)


def terms(text: str) -> list[str]:
    """The words of ``text`` and the pairs of neighbours."""
    words = text.split()
    return [*words, *(f"{one} {other}" for one, other in zip(words, words[1:], strict=False))]


def runs(message: tuple[Part, ...]) -> list[tuple[Part, ...]]:
    """The whole message, and what is left when sentences are taken off its end or its beginning."""
    cuts = range(max(1, len(message) - MOST_CUTS), len(message))
    ends = range(1, min(len(message), MOST_CUTS + 1))
    return [message, *(message[:cut] for cut in cuts), *(message[cut:] for cut in ends)] if message else []


def pieces(text: str) -> Sequence[str]:
    """Overlapping stretches of a long message; none of a short one."""
    words = text.split()
    if len(words) < LONG:
        return ()
    step = max(PIECE // 2, -(-len(words) // MOST_PIECES))
    return [" ".join(words[start : start + 2 * step]) for start in range(0, len(words) - step, step)]


@lru_cache(maxsize=1)
def _packaged() -> Classifier | None:
    return Classifier.load() if WEIGHTS.exists() else None
