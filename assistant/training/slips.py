"""Changes to a question: a slip of the finger, another name in place of the right one, letters without sense."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from random import Random

_NEIGHBOURS = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "ko", "m": "nb", "n": "bm", "o": "ip", "p": "ol", "q": "wa", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "xs",
}  # fmt: skip

RIVALS = tuple(
    tuple(line.split(", "))
    for line in files(__package__).joinpath("rivals.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
)
"""Families of names of which one cannot stand for another."""

EXERCISES = (
    "clamshell", "side plank", "side-lying leg raise", "side-lying hip abduction", "standing hip abduction", "bridge",
    "squat", "split squat", "lunge", "side lunge", "deadlift", "step-up", "step-down", "hip hike", "pelvic drop",
    "band walk", "monster walk", "donkey kick", "fire hydrant", "bird dog", "wall sit", "calf raise", "heel slide",
    "leg press", "hip thrust", "front plank", "leg swing", "nordic curl", "box jump", "heel raise", "wall press",
)  # fmt: skip
MODIFIERS = (
    "reverse", "isometric", "seated", "standing", "banded", "weighted", "single-leg", "double-leg", "supine",
    "kneeling", "cable", "assisted", "explosive", "underwater", "half",
)  # fmt: skip
"""What makes another exercise of an exercise, so that steps of the one are no answer to the other."""

MEASURES = {
    "heavy": "heav|weigh|kilo|gram|pound|load", "thick": "thick|thin|mm|milli|centi", "wide": "wide|width|broad",
    "old": "old|age|year|young", "expensive": "expens|cost|price|pay|cheap|pound|dollar|euro",
    "common": "common|per cent|percent|%|in ten|in 100|one in|rare|most|often", "deep": "deep|depth|centi|inch",
    "tall": "tall|height|high", "fast": "fast|speed|quick|soon|slow|week|day|month", "hot": "hot|warm|cold|temper",
    "far": "far|distance|metre|mile|centi|reach", "strong": "strong|strength|force|newton|weak",
    "long": "long|short|length|week|day|month|hour|minute|second|year|centi|until|lasts",
}  # fmt: skip
"""What is asked after "how", and what a text says that tells it."""

_YEAR = re.compile(r"\b(?:19[5-9]|20[0-2])\d\b")


def slip(text: str, *, random: Random) -> str:
    """One slip of the finger in a word of four letters or more: dropped, doubled, swapped or neighbouring key."""
    words = [match for match in re.finditer(r"[A-Za-z]{4,}", text)]
    if not words:
        return text
    word = random.choice(words)
    at = random.randrange(word.start() + 1, word.end() - 1)
    letter = text[at]
    change = random.choice(("drop", "double", "swap", "key"))
    if change == "drop":
        return text[:at] + text[at + 1 :]
    if change == "double":
        return text[:at] + letter + text[at:]
    if change == "swap":
        return text[:at] + text[at + 1] + letter + text[at + 2 :]
    return text[:at] + random.choice(_NEIGHBOURS.get(letter.lower(), letter)) + text[at + 1 :]


@dataclass(frozen=True, slots=True)
class Rename:
    """A name and another that stands in its place, plurals likewise."""

    old: str
    new: str

    def __call__(self, text: str) -> str:
        """The text with the other name wherever the name stood."""
        return re.sub(rf"\b{re.escape(self.old)}(s?)\b", rf"{self.new}\1", text, flags=re.IGNORECASE)


def rename(text: str, *, context: str, names: tuple[str, ...], random: Random) -> Rename | None:
    """One name of the question, and a rival that ``context`` never mentions; None where there is none.

    ``names`` are further rivals of one another: the headings of the same file, each the name of a condition.
    """
    lower, context = text.lower(), context.lower()
    options = _other_version(lower, context, random) + _other_year(lower, context, random)
    options += _other_measure(lower, context, random)
    for family in (*RIVALS, EXERCISES, names):
        # The longest name first: 'hip flexors' must not be read as 'hip'.
        known = (name.lower() for name in sorted(family, key=len, reverse=True))
        found = next((name for name in known if _has(lower, name)), None)
        rivals = [name for name in family if name.lower() not in context and name.lower() != found]
        if found and rivals:
            options.append((found, random.choice(rivals)))
    return Rename(*random.choice(options)) if options else None


def _other_version(text: str, context: str, random: Random) -> list[tuple[str, str]]:
    """The exercise that the text names, and another version of it that the context does not know."""
    found = next((name for name in sorted(EXERCISES, key=len, reverse=True) if _has(text, name)), None)
    versions = [version for version in MODIFIERS if version not in context and version not in text]
    return [(found, f"{random.choice(versions)} {found}")] if found and versions else []


def _other_year(text: str, context: str, random: Random) -> list[tuple[str, str]]:
    """The year that the text names, and another one near it that the context does not know."""
    found = _YEAR.search(text)
    if not found:
        return []
    years = [str(int(found[0]) + step) for step in (-9, -6, -4, -3, -2, -1, 1, 2, 3, 4)]
    years = [year for year in years if year not in context]
    return [(found[0], random.choice(years))] if years else []


def _other_measure(text: str, context: str, random: Random) -> list[tuple[str, str]]:
    """The measure that the text asks for, and another one of which the context tells nothing."""
    found = re.search(rf"\bhow ({'|'.join(MEASURES)}) (?:is|are|was|were)\b", text)
    if not found:
        return []
    silent = [name for name, telling in MEASURES.items() if name != found[1] and not re.search(telling, context)]
    return [(f"how {found[1]}", f"how {random.choice(silent)}")] if silent else []


def _has(text: str, name: str) -> bool:
    """Whether the text has the name, or its plural."""
    return re.search(rf"\b{re.escape(name)}s?\b", text) is not None


def gibberish(*, random: Random) -> str:
    """A message without sense: made-up words of random letters."""
    words = ("".join(random.choices("asdfghjklqwertyuiopzxcvbnm", k=random.randint(2, 9))) for _ in range(7))
    return " ".join(list(words)[: random.randint(1, 6)])
