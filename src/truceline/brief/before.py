"""What a statement takes up from above: the sentence that brings it in, told in brackets behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from truceline.brief.alone import LONGEST_PAIR, bare_quote, named_at
from truceline.brief.english import english
from truceline.brief.loose import introduced, taken_up
from truceline.brief.material import Material
from truceline.brief.sentences import Page
from truceline.brief.wording import balanced, dated, quoted, stopped, tidy
from truceline.model.brief import Sentence
from truceline.model.reading import Claim

__all__ = [
    "background",
    "bare",
    "following",
    "letters",
    "lost",
    "with_answer",
    "with_background",
    "without_the_one_before",
]

_QUOTES = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»|‘[^‘’]*’")
_WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_RANK = re.compile(r"\bthe\s+([a-z]+)\b", re.IGNORECASE)
_BEFORE_IT = re.compile(r" \[[^\[\]]+ writes before it: (“(?:[^\[\]]|\[[^\[\]]*\])*”)\](?=[.”]|$)")
"""A sentence from above, told behind a statement that takes it for known."""
_ASIDE = re.compile(r"\[(?![^\[\]]* writes before it: )[^\[\]]*\]")
_LOOK_BACK = 8
_LONGEST = 280
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


def with_background(text: str, claim: Claim, material: Material, sentence: tuple[int, int]) -> str | None:
    """`text` with a sentence from above behind it in brackets; None where that is too long to be told."""
    return following(text, claim.report, material, sentence)


def following(text: str, report: str, material: Material, sentence: tuple[int, int]) -> str | None:
    """As `with_background`, of a sentence of `report`."""
    page = material.page(report)
    if page is None:
        return None
    words = tidy(bare_quote(dated(material, report, page.past_dateline(sentence[0]), sentence[1])))
    words = re.sub(r"^\[([A-Z])\]", r"\1", words)
    words = words if balanced(words) else words.lstrip('"“')
    if not balanced(words):
        return None
    if len(words) > _LONGEST:
        return None
    if words in text or quoted(words)[1:-1] in text:
        return text
    inner = quoted(words)
    return f"{text.rstrip().removesuffix('.')} [{material.outlet(report)} writes before it: {inner}]"


def bare(text: str) -> str:
    """`text` without what was added behind it."""
    return _BEFORE_IT.sub("", text)


def letters(words: str) -> str:
    """The letters and figures of words, without what stands in square brackets, but for a sentence from before."""
    return re.sub(r"[\W_]+", "", _ASIDE.sub("", words)).casefold()


def without_the_one_before(sentence: Sentence, told: Iterable[str]) -> Sentence:
    """`sentence` without the one behind it in brackets, where its letters stand in what was `told`."""
    found = _BEFORE_IT.search(sentence.text)
    if found is None or not any(letters(found[1]) in words for words in told):
        return sentence
    text = f"{sentence.text[: found.start()]}{sentence.text[found.end() :]}"
    return replace(sentence, text=re.sub(r"([.!?]”)\.$", r"\1", stopped(text)))
