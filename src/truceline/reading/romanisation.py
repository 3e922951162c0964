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

_PARTICLES = re.compile(r"\b(?:al|el|ul|ad|ed|an|en|ar|er|as|es|ash|at|az|ha)\b[ -]?(?=\w)")
_COMMON = (
    (re.compile(r"\b(?:moh|muh|mukh|mokh)[aeou]m+[aeiou]d\b"), "mhmd"),
    (re.compile(r"\bab(?:d|de|du|dul|del|dal|doul|d u|d al|d el|d ul)[ -]?(?=\w{3})"), "abd "),
    (re.compile(r"\b(?:yo|you|yu)s+[eiou]+f\b"), "ysf"),
    (re.compile(r"\b(?:ibn|bin|ben)\b"), "bn"),
    (re.compile(r"\babou\b|\babo\b"), "abu"),
)
_SAME = (
    (re.compile(r"(?:ck|q|kh|ch|gh|g(?=h)|k)"), "k"),
    (re.compile(r"(?:tz|ts|ss|z|s)"), "s"),
    (re.compile(r"(?:dh|th)"), "d"),
    (re.compile(r"ph|w|v"), "f"),
    (re.compile(r"(?:sh|sch|shch)"), "x"),
    (re.compile(r"dj|j|g"), "g"),
)
_VOWELS = re.compile(r"[aeiouy']+")


@lru_cache(maxsize=8192)
def name_key(name: str) -> tuple[str, ...]:
    """The words of a name, each as its consonants in one spelling, particles left out."""
    low = folded(name).replace(".", "")
    for pattern, to in _COMMON:
        low = pattern.sub(to, low)
    low = _PARTICLES.sub("", low)
    return tuple(k for k in (_word_key(w) for w in low.split()) if k)


def _word_key(word: str) -> str:
    k = re.sub(r"sch|shch|sh", "x", re.sub(r"^[yj](?=i)", "", word.replace("x", "ks")))
    for pattern, to in _SAME:
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
