"""The day before a sentence that is told: of the speech where its words tell it, else of the report, else of the
dateline."""

from __future__ import annotations

import re
from dataclasses import replace

from truceline.brief.english import MONTHS, day_in_words, english
from truceline.brief.grouping import Statement
from truceline.brief.material import Material
from truceline.brief.sentences import Page
from truceline.brief.wording import small_start
from truceline.model.brief import Sentence
from truceline.model.reading import Claim, Modality
from truceline.model.span import Span

__all__ = ["with_its_day"]

_A_DAY = len("2025-01-01")
_NO_YEAR = re.compile(r"XXXX-(\d\d)-(\d\d)")
_TO_ITS_DAY = re.compile(r"\s+(?:[\w’'-]+\s+){0,6}?on\s+")
_NEAR = 60
"""Characters behind a word of saying in which its day may stand."""
_DATELINES = 6
"""Sentences at the head of a report of which one may bear its dateline."""
_MONTH_FIRST = re.compile(r"\b([A-Z][a-z]{2,8})\.?\s+(\d{1,2})\b(?!:)")
_DAY_FIRST = re.compile(r"\b(\d{1,2})\s+([A-Z][a-z]{2,8})\b")


def with_its_day(
    sentence: Sentence, statement: Statement, claim: Claim, material: Material, written: bool
) -> Sentence:
    """With the day on which it was said before it, as far as the words cited tell it, else the one on which it
    was reported; an outlet's own words, and those told as `written`, bear the day of their report, terms have none."""
    published = material.published(claim.report)[:_A_DAY]
    if statement.terms and not written and not statement.own:
        outlet, told = material.outlet(claim.report), sentence.text
        return (
            sentence
            if outlet in told
            else replace(sentence, text=f"As {outlet} retells it, {small_start(told)}")
        )
    said = (claim.said_on or "")[:_A_DAY]
    theirs = not statement.own and not written
    sure = theirs and not _tells_of_later(claim, said, material) and not said > published > "0"
    sure = sure and _tells_the_day(sentence, claim.report, said, material)
    if not sure and not published:
        return _undated(claim, sentence, material)
    shown = said if sure else published
    day = day_in_words(shown, year=shown[:4] != material.given.as_of[:4])
    if not sure and material.posted_late(claim.report):
        day = f"Posted late, {day}"
    elif theirs and not sure:
        day = f"{'' if len(shown) == _A_DAY else 'in '}{day}"
        day = f"Undated (reported {day})" if _held_office(claim) else f"Reported {day}"
    return replace(sentence, text=f"{day}: {sentence.text}")


def _held_office(claim: Claim) -> bool:
    """Whether who speaks has left his office since: then it was said before it was reported."""
    words = claim.source.quote.casefold().split() if claim.source is not None else []
    return bool(english().past_office & set(words))


def _undated(claim: Claim, sentence: Sentence, material: Material) -> Sentence:
    """With the day that stands beside the word of saying, else the one of the dateline, which is cited."""
    day, page = _day_beside(claim, material), material.page(claim.report)
    line = _dateline(page) if page is not None and not day else None
    if line is None:
        return replace(sentence, text=f"{day or 'Undated'}: {sentence.text}")
    spans = sentence.spans if line[1] in sentence.spans else (line[1], *sentence.spans)
    return replace(sentence, text=f"Undated (dateline {line[0]}): {sentence.text}", spans=spans)


def _dateline(page: Page) -> tuple[str, Span] | None:
    """The day in the dateline of a report, and the sentence that begins with it."""
    for start, end in page.sentences[:_DATELINES]:
        line = page.text[start : page.past_dateline(start)]
        for found, day, month in (
            *((m, m[2], m[1]) for m in _MONTH_FIRST.finditer(line)),
            *((m, m[1], m[2]) for m in _DAY_FIRST.finditer(line)),
        ):
            name = next((x for x in MONTHS if x.startswith(month[:3].capitalize())), None)
            if found and name is not None:
                return f"{int(day)} {name}", page.span(start, end)
    return None


def _day_beside(claim: Claim, material: Material) -> str:
    """The day without a year that stands behind the word of saying, outside what was said."""
    cue, page = claim.cue, material.page(claim.report)
    if cue is None or page is None:
        return ""
    for t in material.times(claim.report, cue.end, cue.end + _NEAR):
        found = _NO_YEAR.fullmatch(t.value)
        if found and _TO_ITS_DAY.fullmatch(page.text, cue.end, t.span.start):
            return f"{int(found[2])} {MONTHS[int(found[1]) - 1]}"
    return ""


def _tells_the_day(sentence: Sentence, report: str, said: str, material: Material) -> bool:
    """Whether a time in the words cited is that day."""
    return len(said) == _A_DAY and any(
        t.value[:_A_DAY] == said
        for s in sentence.spans
        if s.report == report
        for t in material.times(report, s.start, s.end)
    )


def _tells_of_later(claim: Claim, said: str, material: Material) -> bool:
    """Whether it tells, as done, of a day after the one on which it is said to have been made."""
    if claim.modality is not Modality.ACTUAL:
        return False
    times = [t for s in claim.content for t in material.times(claim.report, s.start, s.end)]
    return any(len(t.value) >= len(said) == _A_DAY and t.value[:_A_DAY] > said for t in times)
