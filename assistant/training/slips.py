"""Changes to a question: a slip of the finger, another name in place of the right one, letters without sense."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

_NEIGHBOURS = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "ko", "m": "nb", "n": "bm", "o": "ip", "p": "ol", "q": "wa", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "xs",
}  # fmt: skip

RIVALS: tuple[tuple[str, ...], ...] = (
    (
        "gluteus medius", "gluteus minimus", "gluteus maximus", "tensor fasciae latae", "piriformis", "iliopsoas",
        "rectus femoris", "sartorius", "hamstrings", "quadriceps", "rotator cuff", "calf muscles", "biceps",
    ),
    ("hip abductors", "hip adductors", "hip flexors", "hip extensors", "hip rotators"),
    ("abduction", "adduction", "flexion", "extension", "external rotation"),
    ("abductor", "adductor", "flexor", "extensor"),
    ("abductors", "adductors", "flexors", "extensors"),
    ("hip", "knee", "shoulder", "ankle", "elbow", "wrist", "neck", "back", "foot", "hand", "brain", "heart", "jaw"),
    ("hips", "knees", "shoulders", "ankles", "elbows", "wrists", "feet", "hands", "eyes"),
    ("runners", "swimmers", "cyclists", "dancers", "rowers", "golfers", "skiers"),
    ("women", "men", "children", "older adults", "teenagers"),
    ("nerve", "artery", "vein", "ligament"),
    ("surgery", "acupuncture", "massage", "injections", "yoga", "shockwave therapy", "taping", "insoles"),
    (
        "bursitis", "tendinopathy", "osteoarthritis", "dislocation", "fracture", "sciatica", "hip dysplasia",
        "piriformis syndrome", "iliotibial band syndrome", "runner's knee", "labral tear", "stress fracture",
        "osteoporosis", "plantar fasciitis", "snapping hip", "trendelenburg gait", "low back pain",
    ),
    ("x-ray", "mri scan", "ultrasound scan", "ct scan", "bone scan"),
    ("trendelenburg test", "ober's test", "step-down test", "timed up and go test", "thomas test", "faber test"),
    ("physiotherapist", "surgeon", "chiropractor", "dietitian", "podiatrist"),
    ("weeks", "sets", "repetitions", "kilograms", "kilometres", "degrees"),
    ("strength", "flexibility", "endurance", "reaction time", "bone density", "balance", "stride length"),
    ("morning", "night", "summer", "pregnancy", "adolescence"),
    ("cause", "prevent", "cure"),
    ("causes", "prevents", "cures"),
    ("knee replacement", "hip replacement", "shoulder replacement"),
    ("walking", "swimming", "cycling", "rowing", "jumping"),
)  # fmt: skip
"""Names of which one cannot stand for another."""

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


def _has(text: str, name: str) -> bool:
    """Whether the text has the name, or its plural."""
    return re.search(rf"\b{re.escape(name)}s?\b", text) is not None


def gibberish(*, random: Random) -> str:
    """A message without sense: made-up words of random letters."""
    words = ("".join(random.choices("asdfghjklqwertyuiopzxcvbnm", k=random.randint(2, 9))) for _ in range(7))
    return " ".join(list(words)[: random.randint(1, 6)])
