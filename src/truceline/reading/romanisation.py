"""Whether two Latin spellings can be one name of another script.

Arabic, Hebrew, Cyrillic and Amharic names reach English in many spellings: al-Qanoua,
al-Qanou; Mohammed, Muhammad; Zelensky, Zelenskiy; Abiy, Abiye. Names are brought to a key
in which the usual choices of romanisation fall together, and keys are compared.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from truceline.reading.names import folded
from truceline.reading.pack import PackShape, load_pack

_VOWELS = re.compile(r"[aeiouy']+")


class Romanisation(PackShape):
    """`romanisation.yaml`: what in Latin spellings of names of other scripts makes no difference."""

    particles: re.Pattern[str]
    common: list[tuple[re.Pattern[str], str]]
    word: list[tuple[re.Pattern[str], str]]


@lru_cache(maxsize=4)
def romanisation(language: str = "en") -> Romanisation:
    """How names are written in a language; raises `PackError` with file and key."""
    return load_pack(language, "romanisation.yaml", Romanisation)


@lru_cache(maxsize=8192)
def name_key(name: str) -> tuple[str, ...]:
    """The words of a name, each as its consonants in one spelling, particles left out."""
    low = folded(name).replace(".", "")
    rules = romanisation()
    for pattern, to in rules.common:
        low = pattern.sub(to, low)
    low = rules.particles.sub("", low)
    return tuple(k for k in (_word_key(w) for w in low.split()) if k)


def _word_key(word: str) -> str:
    k = word
    for pattern, to in romanisation().word:
        k = pattern.sub(to, k)
    first = "a" if k[:1] in "aeiou'" else ""
    k = _VOWELS.sub("", k)
    k = re.sub(r"h$", "", k)
    k = first + re.sub(r"(.)\1+", r"\1", k)
    return k or word[:1]


@lru_cache(maxsize=65536)
def same_word(a: str, b: str) -> bool:
    """Whether two single names (a surname, a first name) can be one."""
    x, y = folded(a), folded(b)
    if x == y:
        return True
    kx, ky = name_key(a), name_key(b)
    if not kx or not ky or len(kx) != len(ky):
        return False
    least = min(len(x), len(y))
    return kx == ky and least >= 3 and Levenshtein.normalized_similarity(x, y) >= 0.5


@lru_cache(maxsize=65536)
def same_name(a: str, b: str) -> bool:
    """Whether two full names can be one person's: every word of the shorter one, in its place
    from the end, is in the other, and at least two words agree (or both are single words)."""
    x, y = folded(a).split(), folded(b).split()
    if x == y:
        return True
    kx, ky = name_key(a), name_key(b)
    if not kx or not ky:
        return False
    if kx == ky:
        return Levenshtein.normalized_similarity(" ".join(x), " ".join(y)) >= 0.5
    short, long = sorted((kx, ky), key=len)
    if len(short) < 2 or short[-1] != long[-1] or short[0] != long[0]:
        return False
    rest = iter(long)
    return all(k in rest for k in short)
