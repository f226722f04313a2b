"""A message as a list of plain words: unmasked, lower-cased, split, its spelling mended.

Nothing here knows any medicine. The words come out in one form whatever the keyboard made of them: `Can't`,
`cant`, `can’t` and `c​an't` are all the word ``cant``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.triage.ordinary import ORDINARY

LONGEST = 4_000
"""Characters of one message that are read: twice what the assistant accepts as a question."""

# Letters of other alphabets that look like Latin ones. NFKC does not fold these; Unicode TR39 lists them.
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕһԁԛԝвнкмтгпαοριυνκτωɑɡıⅼǀ",
    "aeopcyxijshdqwbhkmtrnaopiuvktwagill",
)
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u201b\u02bc\u00b4\u0060\u2032\uff07", "'"))
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
_MARKUP = re.compile(r"<[^<>]{0,200}>|https?://\S+|[*_~`#>]+")
_LATIN = re.compile("[a-z]")
_PIECE = re.compile(r"\d+(?:\.\d+)?|[a-z](?:['a-z]*[a-z])?|[.!?;:\n]+|[,()\u2013\u2014]|&")

# Written forms that would collide with another word once the apostrophe is gone.
_COLLIDING = (
    ("we're", "we are"), ("we'll", "we will"), ("i'll", "i will"), ("she'll", "she will"), ("he'll", "he will"),
    ("we'd", "we had"), ("i'd", "i had"), ("she'd", "she had"), ("a&e", "hospital"), ("a & e", "hospital"),
    ("od'd", "overdosed"), ("o.d.", "overdose"), ("w/", "with "), ("10/10", "ten out of ten"), 
    ("911", "ambulance"), ("999", "ambulance"), ("it band", "itband"), ("it-band", "itband"),
    ("red flag", "redflag"), ("red-flag", "redflag"), ("puffing up", "swelling up"),
    ("weak as a kitten", "very weak"), ("aswell", "as well"),
)  # fmt: skip

SLANG: Mapping[str, str] = {
    "u": "you", "ur": "your", "r": "are", "cos": "because", "coz": "because", "cuz": "because", "bc": "because",
    "gonna": "going to", "wanna": "want to", "gotta": "got to", "dunno": "dont know", "idk": "dont know",
    "cannot": "cant", "canot": "cant", "cany": "cant", "carnt": "cant", "cudnt": "couldnt", "doesn": "doesnt",
    "wknd": "weekend", "thru": "through", "tho": "though", "pls": "please", "plz": "please", "rn": "now",
    "atm": "now", "wks": "weeks", "wk": "week", "hrs": "hours", "hr": "hour", "mins": "minutes", "min": "minute",
    "yrs": "years", "yr": "year", "yo": "year old", "mths": "months", "tmrw": "tomorrow", "tonite": "tonight",
    "nite": "night", "b4": "before", "pian": "pain", "pani": "pain", "hpi": "hip", "brest": "breast",
    "breth": "breath", "brething": "breathing", "bak": "back", "num": "numb", "nmub": "numb", "nubm": "numb",
    "leggs": "legs", "cheast": "chest", "chset": "chest", "waek": "weak", "fel": "fell", "kne": "knee",
    "kneee": "knee", "stoke": "stroke", "feaver": "fever", "leeding": "bleeding", "hart": "heart",
    "arsed": "bothered", "wieght": "weight", "swolen": "swollen", "sholder": "shoulder", "unconcious": "unconscious",
    "siezure": "seizure", "suicde": "suicide", "sob": "short of breath", "temp": "temperature", "preg": "pregnant",
    "meds": "medicine", "hubby": "husband", "gf": "girlfriend", "bf": "boyfriend", "mam": "mum", "mom": "mum",
    "mommy": "mum", "ppl": "people", "kiddo": "child", "doc": "doctor", "urin": "urine", "docs": "doctors",
    "haemorrhaging": "bleeding", "hemorrhaging": "bleeding", "lil": "little", "sth": "something", "smth": "something",
    "peeple": "people", "menny": "many",
    "hes": "he is", "shes": "she is", "theyre": "they are", "youre": "you are", "im": "i am", "ive": "i have",
    "whats": "what is", "thats": "that is", "theres": "there is", "aint": "isnt", "arnt": "arent",
    "somethings": "something is", "weve": "we have",
    "whos": "who is", "id": "i had", "nd": "and", "n": "and", "wat": "what", "wot": "what", "tht": "that",
    "wiv": "with", "af": "", "fkn": "", "ffs": "",
}  # fmt: skip

_BREAKS = {",": 1, "(": 1, ")": 1, "\u2013": 1, "\u2014": 1}
_SENTENCE_GAP = 4
_ENDINGS = ("", "s", "ed", "ing", "er", "y", "ness", "ly", "en", "e", "es", "ion", "ions", "ation", "al", "ic", "ive")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a message.

    ``place`` counts words with a little extra for punctuation, so that distance between two words grows across a
    comma or a full stop and never shrinks when punctuation is there. ``sentence`` and ``clause`` are counters.
    """

    text: str
    place: int
    sentence: int
    clause: int


def unmask(text: str) -> str:
    """Fold compatibility forms, look-alike letters, accents, invisible characters and case."""
    text = unicodedata.normalize("NFKC", text[:LONGEST])
    text = _INVISIBLE.sub("", text).translate(_APOSTROPHES).lower()
    if _LATIN.search(text):
        text = text.translate(_LOOKALIKES)
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def split(text: str, *, speller: Speller) -> list[Word]:
    """The words of a message in reading order, slang written out and spelling mended."""
    plain = _MARKUP.sub(" ", unmask(text))
    for written, meant in _COLLIDING:
        if written in plain:
            plain = plain.replace(written, meant)
    words: list[Word] = []
    place = sentence = clause = 0
    for piece in _PIECE.findall(plain):
        if piece[0] in ".!?;:\n":
            place, sentence, clause = place + _SENTENCE_GAP, sentence + 1, clause + 1
        elif piece in _BREAKS:
            place, clause = place + _BREAKS[piece], clause + 1
        else:
            for part in _written_out(piece, speller=speller):
                place += 1
                words.append(Word(part, place, sentence, clause))
    return words


def _written_out(piece: str, *, speller: Speller) -> list[str]:
    word = "and" if piece == "&" else piece.replace("'", "")
    if len(word) > 3:
        # "sooooo" and "paiiin": no English word repeats a letter three times.
        word = re.sub(r"(.)\1{2,}", r"\1\1", word)
    if word in SLANG:
        return SLANG[word].split()
    owner = piece.removesuffix("'s")
    if owner != piece and speller.knows(owner) and not speller.knows(word):
        return [owner, "is"]  # "my foot's gone cold"; in "my foot's arch" the extra small word does no harm
    return [speller.mend(word)]


class Speller:
    """Mends a word that is one slip of the finger away from a word that the rules know.

    One letter left out, added, changed or swapped with its neighbour. Words of the rules under five letters are left
    alone, and so is every word of `ORDINARY`: English words one letter from a sign word (fever, never).

    Args:
        words: the words that are mended into.
        stems: beginnings of such words.
        kept: words that the rules use otherwise; none is a slip for one of ``words``.
    """

    SHORTEST = 5

    def __init__(self, *, words: Iterable[str], stems: Iterable[str], kept: Iterable[str] = ()) -> None:
        self._known = frozenset(words).union(stem + ending for stem in stems for ending in _ENDINGS)
        self._right = self._known.union(kept, ORDINARY)
        self._alike: dict[str, list[str]] = {}
        for word in sorted(self._known):
            if len(word) >= self.SHORTEST:
                self._alike.setdefault(word[:2], []).append(word)
                self._alike.setdefault("-" + word[-2:], []).append(word)

    def knows(self, word: str) -> bool:
        """Whether the rules use this very word."""
        return word in self._known

    def mend(self, word: str) -> str:
        """The known word that was meant, or ``word`` itself."""
        if len(word) < self.SHORTEST - 1 or word in self._right or not word.isalpha():
            return word
        # One slip in a word of five letters or more leaves its first two letters or its last two as they were.
        candidates = (*self._alike.get(word[:2], ()), *self._alike.get("-" + word[-2:], ()))
        meant = [known for known in candidates if _one_slip(word, known)]
        # A letter left out is the commonest slip; a changed letter makes the most chance likenesses.
        return min(meant, key=lambda known: (-len(known), sorted(known) != sorted(word)), default=word)


def _one_slip(word: str, meant: str) -> bool:
    """Whether the two differ by one letter put in, left out or changed, or by a swap of neighbours."""
    if abs(len(word) - len(meant)) > 1:
        return False
    at = next((at for at, (one, other) in enumerate(zip(word, meant, strict=False)) if one != other), None)
    if at is None:
        return len(word) != len(meant)
    if len(word) != len(meant):
        longer, shorter = (word, meant) if len(word) > len(meant) else (meant, word)
        return longer[at + 1 :] == shorter[at:]
    swapped = word[at : at + 2] == meant[at : at + 2][::-1] and word[at + 2 :] == meant[at + 2 :]
    return swapped or word[at + 1 :] == meant[at + 1 :]
