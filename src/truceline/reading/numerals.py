"""Numbers as texts write them: digits, words, and the two together.

A text is cut into words once (`Words`); `Numerals.at` reads the longest number that begins
at a word. Words of number come from the language pack.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pydantic import Field

from truceline.reading.pack import PackShape, load_pack

TOKEN = re.compile(
    r"\d{1,2}:\d\d(?::\d\d)?(?!\d)"
    r"|\d++(?:,\d\d\d(?!\d))*+(?:\.\d++)?+"
    r"|(?<![\w.])\.\d++"
    r"|[^\W\d_]++"
    r"|([^\w\s])\1{3,}+"
    r"|[^\w\s]"
    r"|_"
)


DOZEN = 12


class Cardinals(PackShape):
    """Words of number, each with its value."""

    small: dict[str, float]
    tens: dict[str, float]
    scales: dict[str, float]
    short_scales: dict[str, float]
    articles: frozenset[str]
    and_: str = Field(alias="and")
    half: str


class NumeralsFile(PackShape):
    """`numerals.yaml`."""

    cardinals: Cardinals
    ordinals: dict[str, int]
    ordinal_ends: frozenset[str]
    named_after: frozenset[str]


@cache
def numerals_file(language: str = "en") -> NumeralsFile:
    """The number words of a language; raises `PackError` with file and key."""
    return load_pack(language, "numerals.yaml", NumeralsFile)


class Words:
    """A piece of text cut into words, numbers and signs, in parallel lists."""

    __slots__ = ("ends", "lows", "starts", "text", "texts")

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.texts: list[str] = []
        for m in TOKEN.finditer(text):
            s, e = m.span()
            self.starts.append(s)
            self.ends.append(e)
            self.texts.append(text[s:e])
        self.lows = [t.lower() for t in self.texts]

    def __len__(self) -> int:
        return len(self.texts)

    def joined(self, i: int) -> bool:
        """Whether word `i` follows word `i - 1` without a space."""
        return 0 < i < len(self.starts) and self.starts[i] == self.ends[i - 1]

    def low(self, i: int) -> str:
        """Word `i` in lower case, or the empty string outside the text."""
        return self.lows[i] if 0 <= i < len(self.lows) else ""


@lru_cache(maxsize=256)
def words_in(text: str) -> Words:
    """The words of a text; times and figures of one block are looked for in the same."""
    return Words(text)


@dataclass(frozen=True, slots=True)
class Number:
    """A number from word `first` to before word `last`."""

    first: int
    last: int
    value: float
    digits: bool
    """Written with digits only."""
    scaled: bool = False
    """Carries a word of scale ("million")."""


def digits_value(text: str) -> float | None:
    """The value of digits with thousands' commas and a decimal point; None where it is none."""
    if not text or not (text[0].isdecimal() or text[0] == ".") or ":" in text:
        return None
    try:
        value = float(text.replace(",", ""))
    except ValueError:
        return None
    return value if value < 1e18 else None


class Numerals:
    """The number words of a language."""

    def __init__(self, pack: Cardinals) -> None:
        self.small, self.tens, self.scales = pack.small, pack.tens, pack.scales
        self.short, self.articles = pack.short_scales, pack.articles
        self.and_, self.half = pack.and_, pack.half
        self.starters = frozenset({*self.small, *self.tens, *self.scales, *self.articles, self.half})

    def at(self, w: Words, i: int) -> Number | None:
        """The longest number that begins at word `i`; None where none begins."""
        low = w.lows[i]
        if low[0].isdecimal() or low[0] == ".":
            return self._from(w, i, digits_value(low))
        if low not in self.starters:
            return None
        if low in self.articles or low == self.half:
            return self._article(w, i)
        if self.scales.get(low) == DOZEN:
            return None
        return self._from(w, i, None)

    def _article(self, w: Words, i: int) -> Number | None:
        """ "a hundred", "a dozen", "half a million"."""
        low, j, factor = w.lows[i], i + 1, 1.0
        if low == self.half:
            if w.low(j) == "-":
                j += 1
            if w.low(j) not in self.articles and w.low(j) not in self.scales:
                return None
            factor = 0.5
            if w.low(j) in self.articles:
                j += 1
        if w.low(j) not in self.scales:
            return None
        scale = self.scales[w.low(j)]
        if factor == 1.0:
            rest = self._from(w, j, None)
            return Number(i, rest.last, rest.value, False, True) if rest else None
        return Number(i, j + 1, factor * scale, False, True)

    def _from(self, w: Words, i: int, digits: float | None) -> Number | None:
        total, current, j = 0.0, digits, i
        only_digits, scaled, ceiling = digits is not None, False, float("inf")
        if digits is not None:
            j = i + 1
        while j < len(w):
            low = w.lows[j]
            if low == "-" and j > i and w.low(j + 1) in (self.small if self._tens(current) else self.scales):
                if not w.joined(j) or not w.joined(j + 1):
                    break
                j += 1
                continue
            if low in self.small or low in self.tens:
                value = self.small.get(low, self.tens.get(low, 0.0))
                if only_digits and current is not None and not scaled:
                    break
                if current is None:
                    current = value
                elif (self._tens(current) and 0 < value < 10) or (
                    current >= 100 and current % 100 == 0 and value < 100
                ):
                    current += value
                else:
                    break
                only_digits = False
            elif low in self.scales:
                scale = self.scales[low]
                if scale == 100 or scale == 12:
                    if current is not None and current >= 100 and not only_digits:
                        break
                    current = (1.0 if current is None else current) * scale
                else:
                    if scale >= ceiling:
                        break
                    total += (1.0 if current is None else current) * scale
                    current, ceiling = None, scale
                scaled, only_digits = True, False
            elif low == self.and_ and scaled and j > i:
                following = w.low(j + 1)
                if (following not in self.small and following not in self.tens) or (
                    current is not None and current < 100
                ):
                    break
                if current is None and total < 100:
                    break
            elif low == self.and_ and w.low(j + 1) in (*self.articles, self.half) and current is not None:
                k = j + 2 if w.low(j + 1) in self.articles else j + 1
                if w.low(k) != self.half:
                    break
                current, only_digits, j = current + 0.5, False, k
            else:
                break
            j += 1
        if j == i:
            return None
        value = total + (current or 0.0)
        return Number(i, j, value, only_digits, scaled)

    @staticmethod
    def _tens(value: float | None) -> bool:
        return value is not None and 20 <= value % 100 <= 90 and value % 10 == 0
