"""Changes to a question: a slip of the finger, another name in place of the right one, letters without sense."""

from __future__ import annotations

import re
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
    ("hip", "knee", "shoulder", "ankle", "elbow", "wrist"),
    ("hips", "knees", "shoulders", "ankles", "elbows", "wrists"),
    ("runners", "swimmers", "cyclists", "dancers", "rowers", "golfers", "skiers"),
    ("women", "men", "children", "older adults", "teenagers"),
    ("nerve", "artery", "vein", "ligament"),
    ("surgery", "acupuncture", "massage", "injections", "yoga"),
    ("bursitis", "tendinopathy", "osteoarthritis", "dislocation", "fracture"),
    ("cause", "prevent", "cure"),
    ("causes", "prevents", "cures"),
    ("knee replacement", "hip replacement", "shoulder replacement"),
    ("walking", "swimming", "cycling", "rowing", "jumping"),
)  # fmt: skip
"""Names of which one cannot stand for another."""


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


def rename(text: str, *, context: str, names: tuple[str, ...], random: Random) -> str | None:
    """The question with one name swapped for a rival that ``context`` never mentions; None where there is none.

    ``names`` are further rivals of one another: the headings of the same file, each the name of a condition.
    """
    lower, context = text.lower(), context.lower()
    options: list[tuple[str, str]] = []
    for family in (*RIVALS, names):
        # The longest name first: 'hip flexors' must not be read as 'hip'.
        known = (name.lower() for name in sorted(family, key=len, reverse=True))
        found = next((name for name in known if _has(lower, name)), None)
        rivals = [name for name in family if name.lower() not in context and name.lower() != found]
        if found and rivals:
            options.append((found, random.choice(rivals)))
    if not options:
        return None
    old, new = random.choice(options)
    return re.sub(rf"\b{re.escape(old)}\b", new, text, flags=re.IGNORECASE)


def _has(text: str, name: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", text) is not None


def gibberish(*, random: Random) -> str:
    """A message without sense: made-up words of random letters."""
    words = ("".join(random.choices("asdfghjklqwertyuiopzxcvbnm", k=random.randint(2, 9))) for _ in range(7))
    return " ".join(list(words)[: random.randint(1, 6)])
