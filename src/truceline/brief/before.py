"""What a statement takes up from above: the sentence that brings it in, told in brackets behind it."""

from __future__ import annotations

import re

from truceline.brief.alone import LONGEST_PAIR, named_at
from truceline.brief.english import english
from truceline.brief.loose import introduced, taken_up
from truceline.brief.material import Material
from truceline.brief.sentences import Page
from truceline.model.reading import Claim

__all__ = [
    "background",
    "letters",
    "lost",
    "with_answer",
]

_QUOTES = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»|‘[^‘’]*’")
_WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_RANK = re.compile(r"\bthe\s+([a-z]+)\b", re.IGNORECASE)
_ASIDE = re.compile(r"\[[^\[\]]*\]")
_LOOK_BACK = 8
_HEAD = 3
_STEM = 5
_SCANT = 3
_THINGS = frozenset({"it", "they"})
_PEOPLE = frozenset({"he", "she"})


def background(claim: Claim, material: Material, start: int, end: int) -> tuple[int, int] | None:
    """The sentence above that brings in what the words from `start` to `end` take for known: a thing called
    "the ...", more of what was counted, or a pronoun that cannot be the speaker. None where there is none."""
    page = material.page(claim.report)
    if page is None:
        return None
    words = _QUOTES.sub(lambda m: " " * len(m[0]), page.text[start:end])
    above = [x for x in page.above(start, _LOOK_BACK) if material.is_text(claim.report, x[0])]
    if not above or (page.before(start) is None and not taken_up(words) and not _RANK.search(words)):
        return None
    if _counts_on(words) or _somebody_else(words, claim, material):
        return page.before(start)
    found = None if page.in_capitals else introduced(page, start, end)
    if found is not None and material.is_text(claim.report, found[0]):
        return found
    for noun in taken_up(words):
        akin = [x for x in above[-_HEAD:] if _akin(page, x, noun)]
        if akin or noun in english().person | english().voice:
            return akin[-1] if akin else None
        return page.before(start) or page.before_paragraph(start)
    return _ranked(page, words, above)


def with_answer(claim: Claim, material: Material) -> tuple[int, int] | None:
    """The sentence of a claim and the one behind it, where there the same speaker says something that has no
    meaning without the first ("On Thursday it said it would"); None where there is no such sentence."""
    page, reading = material.page(claim.report), material.readings.get(claim.report)
    if page is None or reading is None or claim.holder is None:
        return None
    start, end = page.around(claim.start, claim.end)
    for c in reading.claims:
        source = c.source.quote.casefold() if c.source else ""
        scant = len(c.words.split()) <= _SCANT and source in _THINGS | _PEOPLE
        first = page.around(c.start, c.end)
        if scant and c.holder == claim.holder and first[0] >= end and page.before(first[0]) == (start, end):
            return (start, first[1]) if first[1] - start <= LONGEST_PAIR else None
    return None


def lost(claim: Claim, material: Material, start: int, end: int) -> bool:
    """Whether the words tell of people as known whom no sentence near above brings in."""
    page = material.page(claim.report)
    words = _QUOTES.sub(" ", page.text[start:end]) if page else ""
    people = any(n in english().person | english().voice for n in taken_up(words))
    return people and background(claim, material, start, end) is None


def _counts_on(words: str) -> bool:
    """Whether they begin with more of what was counted before ("40 more would", "another four were")."""
    low = [w.casefold() for w in _WORDS.findall(words)[: _HEAD + 1]]
    if low[:1] and low[0] in ("and", "that"):
        low = low[1:]
    further = english().further
    return low[:1] != [] and (
        low[0] in further or (low[0].isdigit() and low[1:2] != [] and low[1] in further)
    )


def _somebody_else(words: str, claim: Claim, material: Material) -> bool:
    """Whether they begin with "it" or "they" where the speaker is one person."""
    low = [w.casefold() for w in _WORDS.findall(words)[:2]]
    source = claim.source.quote.casefold() if claim.source else ""
    if low[:1] == ["that"]:
        low = low[1:]
    if not low or low[0] not in _THINGS or (low[1:] and low[1] in english().expletive):
        return False
    return source in _PEOPLE and named_at(claim, material) is not None


def _akin(page: Page, sentence: tuple[int, int], noun: str) -> bool:
    words = page.text[slice(*sentence)].casefold()
    return any(w[:_STEM] == noun[:_STEM] for w in re.findall(r"[a-z]+", words) if len(w) >= _STEM)


def _ranked(page: Page, words: str, above: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The sentence that gives the name of who is called by a rank alone ("the colonel")."""
    for found in _RANK.finditer(words):
        rank = found.group(1)
        if rank in english().person | english().voice and not rank.endswith("s"):
            named = re.compile(rf"\b{rank.capitalize()}\s+[A-Z][a-z]")
            if named.search(words):
                return None
            holding = [x for x in above if named.search(page.text[slice(*x)])]
            if holding:
                return holding[-1]
    return None


def letters(words: str) -> str:
    """The letters and figures of words, without what stands in square brackets."""
    return re.sub(r"[\W_]+", "", _ASIDE.sub("", words)).casefold()
