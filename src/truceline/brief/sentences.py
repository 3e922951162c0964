"""Sentences of a frozen text: where they begin and end, so that a brief can cite a whole one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property, lru_cache

from truceline.brief.english import english
from truceline.model.reading import Block, Claim
from truceline.model.span import Span

__all__ = ["Page", "abbreviated", "blocks_of", "bounds", "brought_in"]

_END = re.compile(r"[.!?…؟。]+[\"”’»')\]]*(?=\s+[\"“‘«'(\[]*[^\sa-z,;:]|\s*$)")
_NO_VOWEL = re.compile(r"[B-DF-HJ-NP-TV-Z][bcdfghj-np-tv-z]{3,4}")
"""A word that cannot be spoken is a short form, and its stop no end ("Brgy.", "Blvd.")."""
_MOST_GROWN = 4
_FEW = 0.25
"""Small letters for each capital, up to which a page counts as written in capitals."""
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+)*(?:[,/ ][^\n“\"!?]{0,45}?)?(?:\([^()\n]{2,30}\)\s*)?"
    r"\s*(?:--|[—–]|\s-)\s+(?:\[TEXT\]\s*)?(?=[\W]*[A-Z])"
)
_SURE = re.compile(
    r"[A-Z .'’-]+, \d{1,2} [A-Z]{3,9}\b|[^()]*\([^()\n]{2,30}\)\s*(?:--|[—–]|\s-)\s+(?:\[TEXT\]\s*)?$"
)
_DATED_LINE = re.compile(
    r"(?:(?P<place>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2})(?: \([^()\n]{2,30}\))?,? )?"
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]{2,8}(?: \d{4})?)\s*"
    r"(?:\([^()\n]{2,30}\)\s*)?(?:--|[—–:-])\s*(?=[\W]*[A-Z])"
)
"""A date at the head of a text, with or without a place ("Orme, May 3: ", "May 3, 2031 (ORME) - ", "Sall (Brunmark), May
3, 2031 (ORME) - ")."""
_PLACE_LINE = re.compile(
    r"[A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+)?(?:, [A-Z][a-z]+)?\s+[-–—]{1,2}\s+(?=[\W]*[A-Z])|[A-Z][A-Z.'’ -]{3,30}(?: \([^()\n]{2,30}\))?: (?=[A-Z][a-z])"
)
"""A place with a dash behind it, or in capitals with a colon, at the head of a text."""
_DATED_WITHIN = 5
"""A dateline stands in one of the first paragraphs."""
_WITH_A = re.compile(r"\ban?\s+(?=([\w'’-]+(?:\s+[\w'’-]+){0,3}))")
_MARKED = re.compile(r" {0,3}#{1,6} +")
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")


def blocks_of(text: str, blocks: Iterable[Block]) -> tuple[tuple[int, int, int], ...]:
    """(number, start, end) of the paragraphs; by the lines of the text where reading gave none."""
    given = tuple((b.number, b.start, b.end) for b in blocks)
    if given:
        return given
    return tuple((n, m.start(), m.end()) for n, m in enumerate(_PARAGRAPH.finditer(text), 1))


class Page:
    """One report's text with its paragraphs and sentences."""

    def __init__(self, report: str, text: str, blocks: tuple[tuple[int, int, int], ...]) -> None:
        self.report = report
        self.text = text
        self.blocks = blocks
        self._brought: dict[tuple[int, int], frozenset[str]] = {}

    @cached_property
    def in_capitals(self) -> bool:
        """Whether the page is a telex: all but a few of its letters are capitals."""
        small = sum(map(str.islower, self.text))
        return small < _FEW * sum(map(str.isupper, self.text))

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """(start, end) of every sentence, in order, without the white space around."""
        return [x for _, start, end in self.blocks for x in self._split(start, end)]

    def _split(self, start: int, end: int) -> Iterable[tuple[int, int]]:
        begin = start
        for match in _END.finditer(self.text, start, end):
            if match.end() < end and abbreviated(self.text[begin : match.start()]):
                continue
            yield self._trim(begin, match.end())
            begin = match.end()
        if self.text[begin:end].strip():
            yield self._trim(begin, end)

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        words = self.text[start:end]
        return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The sentence or sentences that hold the characters from `start` to `end`."""
        first = bisect_right(self.sentences, start, key=lambda s: s[1])
        last = bisect_left(self.sentences, end, key=lambda s: s[0])
        held = self.sentences[first:last]
        if not held:
            return start, end
        return self._closed(min(start, held[0][0]), max(end, held[-1][1]))

    def _closed(self, start: int, end: int) -> tuple[int, int]:
        """Grown by sentences of the same paragraph until no quotation is cut in two."""
        for _ in range(_MOST_GROWN):
            missing = _unpaired(self.text[start:end])
            if missing == 0:
                break
            paragraph = self.paragraph(start)
            near = [
                (a, b)
                for a, b in self.sentences
                if (b <= start if missing < 0 else a >= end) and self.paragraph(a) == paragraph
            ]
            if not near:
                break
            start, end = (near[-1][0], end) if missing < 0 else (start, near[0][1])
        return start, end

    def past_dateline(self, start: int) -> int:
        """Where the words begin that follow a dateline ("BOGOTA, 14 SEP 89 (AGENCY) --") at `start`; `start`
        where there is none. In copy in capitals only a date or an agency in it tells one."""
        place = next((n for n, (_, a, _b) in enumerate(self.blocks) if a == start), None)
        if place is None:
            return start
        within = place < _DATED_WITHIN
        found = _DATELINE.match(self.text, start) if within else None
        if found is not None and (not self.in_capitals or _SURE.match(found[0])):
            return found.end()
        found = _DATED_LINE.match(self.text, start)
        if found is None and within and not self.in_capitals:
            found = _PLACE_LINE.match(self.text, start)
        return found.end() if found is not None else start

    def before(self, start: int) -> tuple[int, int] | None:
        """The sentence before the one that begins at or holds `start`, in the same paragraph."""
        number = self.paragraph(start)
        earlier = [x for x in self.sentences if x[1] <= start]
        if earlier and self.paragraph(earlier[-1][0]) == number:
            return earlier[-1]
        return None

    def before_paragraph(self, start: int) -> tuple[int, int] | None:
        """The last sentence of the paragraph before the one that holds `start`."""
        number = self.place(start)
        if number < 1 or self.blocks[number - 1][1] < self._heading(start):
            return None
        _, first, last = self.blocks[number - 1]
        inside = [x for x in self.sentences if first <= x[0] and x[1] <= last]
        return inside[-1] if inside else None

    def above(self, start: int, most: int) -> list[tuple[int, int]]:
        """Up to `most` sentences that end before `start`, in order, of the same item where the page has several."""
        last = bisect_right(self.sentences, start, key=lambda s: s[1])
        first = bisect_left(self.sentences, self._heading(start), key=lambda s: s[0])
        return self.sentences[max(first, last - most) : last]

    def _heading(self, at: int) -> int:
        """Where the item begins that holds `at`: a copied page marks the heading of each with "#"."""
        return max((a for a in self._headings if a <= at), default=0)

    @cached_property
    def _headings(self) -> list[int]:
        return [
            a for _, a, _b in self.blocks if _MARKED.fullmatch(self.text, self.text.rfind("\n", 0, a) + 1, a)
        ]

    def brings_in(self, sentence: tuple[int, int]) -> frozenset[str]:
        """The nouns that a sentence brings in with "a", in small letters."""
        if sentence not in self._brought:
            self._brought[sentence] = brought_in(self.text[slice(*sentence)].casefold())
        return self._brought[sentence]

    def place(self, at: int) -> int:
        """Which paragraph in order, from 0, holds the character at `at`; the last one before it else."""
        found = [n for n, (_, a, _b) in enumerate(self.blocks) if a <= at]
        return found[-1] if found else 0

    def paragraph(self, at: int) -> int | None:
        """The number of the paragraph that holds the character at `at`."""
        return next((n for n, a, b in self.blocks if a <= at < b), None)

    def span(self, start: int, end: int) -> Span:
        """The words from `start` to `end` as a span."""
        return Span.of(self.report, self.text, start, end)

    def citing(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Whole sentences around `spans`, in order, those that meet on one line joined into one;
        raises `Misaligned` where a span does not read what the text reads."""
        some = list(spans)
        for span in some:
            span.check(self.text)
        bounds = sorted(self.around(s.start, s.end) for s in some)
        joined: list[tuple[int, int]] = []
        for a, b in bounds:
            last = joined[-1] if joined else None
            gap = self.text[last[1] : a] if last else ""
            if last and (a <= last[1] or (not gap.strip() and "\n" not in gap)):
                joined[-1] = (last[0], max(last[1], b))
            else:
                joined.append((a, b))
        return tuple(self.span(a, b) for a, b in joined)


def bounds(claim: Claim, page: Page) -> tuple[int, int]:
    """The sentences that hold a claim with its source."""
    marks = [s for s in (*claim.content, claim.cue, claim.source) if s is not None]
    return page.around(min(s.start for s in marks), max(s.end for s in marks))


def brought_in(words: str) -> frozenset[str]:
    """The words that may be the noun after "a" or "an": up to the fourth one behind it."""
    return frozenset(w for found in _WITH_A.finditer(words) for w in found.group(1).split())


def _unpaired(words: str) -> int:
    """Below 0 where a quotation closes that did not open, above 0 where one stays open."""
    if not any(mark in words for mark in "“”«»"):
        return 0
    depth = 0
    for char in words:
        depth += {"“": 1, "”": -1, "«": 1, "»": -1}.get(char, 0)
        if depth < 0:
            return -1
    return depth


@lru_cache(maxsize=4096)
def abbreviated(before: str) -> bool:
    """Whether words end in a short form ("Brgy", "Col"), so that a stop behind them ends no sentence."""
    last = before.rsplit(None, 1)[-1] if before.split() else ""
    if _NO_VOWEL.fullmatch(last):
        return True
    last = last.lstrip("\"“‘«'([").casefold()
    return last in english().abbreviation or (len(last) == 1 and last.isalpha())
