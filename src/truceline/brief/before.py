"""What a statement takes up from above, and what its own sentence says of it besides: that another passes it on, or
denies it."""

from __future__ import annotations

import re
from functools import cache

from truceline.brief.alone import LONGEST_PAIR, named_at
from truceline.brief.english import english
from truceline.brief.loose import introduced, taken_up
from truceline.brief.material import Material
from truceline.brief.sentences import Page, bounds
from truceline.model.reading import Claim, Stance

__all__ = ["background", "denied_behind", "letters", "lost", "ours_speak", "passed_on", "with_answer"]

_QUOTES = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»|‘[^‘’]*’")
_WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_RANK = re.compile(r"\bthe\s+([a-z]+)\b", re.IGNORECASE)
_ASIDE = re.compile(r"\[[^\[\]]*\]")
_LOOK_BACK = 8
_HEAD = 3
_STEM = 5
_SCANT = 3
_BUT = re.compile(r"[\s,;”\"]*(?:but|although|though|yet|unless)\b")
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


def denied_behind(claim: Claim, material: Material) -> bool:
    """Whether the sentence of a claim goes on behind it to say that it is not so ("; the army denies that"), or takes a part of
    it back ("but it is not known")."""
    page = material.page(claim.report)
    if page is None or claim.stance is Stance.DENIES:
        return False
    end = page.around(claim.start, claim.end)[1]
    rest = page.text[claim.end : end].casefold()
    return bool(english().untrue & set(re.findall(r"[a-z]+", rest))) or _BUT.match(rest) is not None


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


def ours_speak(claim: Claim) -> bool:
    """Whether the outlet tells who spoke as one of its own ("our monitors"): in words of ours that would be us."""
    first = claim.source.quote.split()[:1] if claim.source is not None else []
    return first != [] and first[0].casefold() in ("our", "my")


def passed_on(claim: Claim, material: Material) -> bool:
    """Whether its sentence says that somebody between the holder and the outlet passes it on ("according to the wires",
    ", the Herald reported"): who tells the words without that makes them sure."""
    page, cue = material.page(claim.report), claim.cue
    if page is None or cue is None:
        return False
    start, end = bounds(claim, page)
    told = sorted((*claim.content, cue, *([claim.source] if claim.source else [])), key=lambda s: s.start)
    at, left = start, ""
    for span in told:
        left += f"{page.text[at : max(at, span.start)]} | "
        at = max(at, span.end)
    return _passing().search(f"{left}{page.text[at : max(at, end)]}") is not None


@cache
def _passing() -> re.Pattern[str]:
    lists = english()
    said = "|".join(sorted(map(re.escape, lists.according), key=lambda w: (-len(w), w)))
    by = "|".join(sorted(map(re.escape, lists.passing_on), key=lambda w: (-len(w), w)))
    return re.compile(
        rf",\s+(?:{said})\s+\w|,\s+(?:the\s+)?[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*)*\s+(?:{by})\b|\b(?:as|which)\s+(?:{by})\s+by\b"
    )
