"""English words: the frequency dictionary that symspellpy brings (82,765 words, checked by hand), and a few it lacks.

It is read when a message has a word that the corpus lacks, in 30 to 50 ms; symspellpy's index would take seconds.
"""

from __future__ import annotations

import importlib.util
import re
from functools import cache, lru_cache
from pathlib import Path

_FILE = "frequency_dictionary_en_82_765.txt"

_LACKING = frozenset(
    """ok okay glutes quads hammies hammy delts lats physio physios prehab rehab theraband kettlebell kettlebells
    calisthenics crossfit pilates bodyweight treadmill plyometric plyometrics deadlift deadlifts glute hamstrings
    tendinopathy tendinopathies tendinosis tendinitis tendonitis fasciitis bursitis trochanter trochanteric piriformis
    iliopsoas psoas iliacus gracilis sartorius soleus tibialis peroneal peroneus multifidus gastrocnemius semitendinosus
    semimembranosus popliteal popliteus labral labrum acetabulum acetabular femoroacetabular impingement pronation
    overpronation supination adductors adductor flexors extensors rotators fibromyalgia osteopenia scoliosis spondylosis
    spondylolisthesis sciatic radiculopathy neuropathy hypermobility dysplasia naproxen semaglutide diclofenac
    paracetamol acetaminophen orthotic orthotics trendelenburg kinesio kinesiotape dosage postpartum perimenopause
    perimenopausal menopausal doesnt dont didnt isnt wasnt arent werent cant couldnt shouldnt wouldnt hasnt havent wont
    whats thats hows wheres theres ive youre theyre im gonna wanna kinda""".split()
)

_VARIANTS = tuple(
    (re.compile(british), american)
    for british, american in (
        (r"is(?=(?:e[drs]?|ing|ations?)$)", "iz"), (r"ys(?=(?:e[drs]?|ing)$)", "yz"),
        (r"(?:(?<=[bcfhklnpt])|^)ae|(?:(?<=[fhn])|^)oe", "e"),
        (r"our(?=(?:s|ed|ing|al|ite)?$)", "or"), (r"tre(?=s?$)", "ter"), (r"ogue(?=s?$)", "og"),
        (r"ll(?=(?:ed|ing|ers?)$)", "l"), (r"mme(?=s?$)", "m"), (r"ence(?=s?$)", "ense"),
    )
)  # fmt: skip
"""British spellings and the American ones under which the dictionary may have them."""


@lru_cache(maxsize=4096)
def is_english(word: str) -> bool:
    """Whether the word, in lower case, is in the dictionary, in British or American spelling.

    >>> is_english("adductor"), is_english("abducter"), is_english("stabilise")
    (True, False, True)
    """
    known = _dictionary()
    return word in _LACKING or any(
        spelling.encode() in known
        for spelling in (word, *(british.sub(american, word) for british, american in _VARIANTS))
    )


@cache
def common_words(count: int = 20_000) -> tuple[str, ...]:
    """The most frequent words of the dictionary, the most frequent first.

    >>> common_words()[:3]
    ('the', 'of', 'and')
    """
    return tuple(word.decode() for word in _entries()[:count])


@lru_cache(maxsize=1)
def _dictionary() -> frozenset[bytes]:
    return frozenset(_entries())


@lru_cache(maxsize=1)
def _entries() -> list[bytes]:
    package = importlib.util.find_spec("symspellpy")
    if package is None or package.origin is None:
        raise ImportError("the package symspellpy is missing; install the assistant again")
    # Each line has a word and its count; a byte-order mark would be a part of the first word.
    return (Path(package.origin).parent / _FILE).read_bytes().removeprefix(b"\xef\xbb\xbf").split()[::2]
