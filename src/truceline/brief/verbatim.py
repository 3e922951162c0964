"""What cannot be told by itself: shown as its report has it, sentence for sentence, under the report's headline."""

from __future__ import annotations

import re

from truceline.brief.alone import bare_quote, ends_as_sentence
from truceline.brief.antecedents import antecedents, before_it, points_back
from truceline.brief.bearing import bearing
from truceline.brief.borne_out import completed
from truceline.brief.english import day_in_words
from truceline.brief.grouping import Statement
from truceline.brief.material import Material
from truceline.brief.nobody import goes_on
from truceline.brief.passages import LONG, glosses_in, names_in, opening
from truceline.brief.prominence import prominence
from truceline.brief.sentences import bounds
from truceline.brief.statements import Statements
from truceline.brief.wording import dated, paired, quoted
from truceline.model.brief import Item, Section, Sentence
from truceline.model.match import fold
from truceline.model.reading import BlockKind, Claim

__all__ = ["as_written"]

_MOST = 18
"""Sentences in all, and of one report."""
_OF_A_REPORT = 5
_WORTH = -0.5
_HEADS, _FEW = 3, 4
"""Headlines looked at, and words that a headline has at the least."""
_SHARED, _STEM = 2, 4
"""Longer words that it shares with the text, and letters by which they are the same."""
_OF_BEFORE = re.compile(r"(?:These|Those|This|That)\b")
_CLOCK = re.compile(r"\b\d{1,2}:\d{2}\b")
"""What tells the hour of a page is no headline."""
_OWN = 1.0
"""How much less an outlet's own words weigh here than what it says that others say."""


def as_written(statements: Statements) -> Section:
    """The annex's last statements, whose words lean on the rest of their report ("the lists", "both sides"):
    each sentence as it stands, in the order of the text, under the headline that says what it is about."""
    material = statements.material
    title = "As the reports have it (words that lean on the rest of their report)"
    left = [
        s
        for s in statements.all
        if not statements.told(s)
        and bearing(s, material)
        and not s.terms
        and material.in_body(s.claims[0])
        and not material.is_furniture(s.claims[0])
        and not statements.told_in(s)
    ]
    left.sort(key=lambda s: (s.own * _OWN - prominence(s, material), s.claims[0].id))
    chosen: dict[str, list[Statement]] = {}
    for s in left:
        some = chosen.setdefault(s.claims[0].report, [])
        fits = sum(map(len, chosen.values())) < _MOST and len(some) < _OF_A_REPORT
        worth = fits and prominence(s, material) - s.own * _OWN > _WORTH
        if worth and not statements.said_before(s):
            some.append(s)
    items = []
    for report in sorted(chosen, key=lambda r: (material.published(r), r), reverse=True):
        sentences = _passages(chosen[report], statements)
        statements.shown((s.claims[0].id for s in chosen[report]), title)
        if sentences:
            items.append(Item(_lead(report, statements), tuple(sentences)))
    empty = "No statement was found that is not told above."
    return Section("verbatim", title, tuple(items), empty=empty, annex=True)


def _passages(some: list[Statement], statements: Statements) -> list[Sentence]:
    """The sentences that hold `some` statements of one report, in the order of the text; those that follow
    one another are one passage. A pronoun for a speaker who is not named in it gets the name in brackets."""
    material, found = statements.material, list[tuple[int, int, list[Claim]]]()
    page = material.page(some[0].claims[0].report) if some else None
    if page is None:
        return []
    for claim in sorted((s.claims[0] for s in some), key=lambda c: c.start):
        start, end = bounds(claim, page)
        if not ends_as_sentence(page.text[start:end]):
            continue
        if statements.told_at(page.report, start):
            continue
        first = start
        leans = goes_on(claim, material) or _OF_BEFORE.match(page.text[start:end])
        if leans and opening(start, end, page, material) == start:
            continue
        start = opening(start, end, page, material, statements.told_at)
        start = first if found and start < found[-1][1] <= first else start
        if found and not page.text[found[-1][1] : start].strip():
            first, last, held = found[-1]
            if len(page.text[first : max(end, last)].split()) <= LONG or end <= last:
                found[-1] = (first, max(end, last), [*held, claim])
                continue
        if len(page.text[start:end].split()) <= LONG:
            found.append((start, end, [claim]))
    told = []
    for start, end, held in found:
        names = names_in(held, start, end, material)
        if names is not None:
            names |= glosses_in(held[0], start, end, material)
            words = bare_quote(dated(material, page.report, page.past_dateline(start), end, names))
            words = paired(words) or words
            sure = all(c.id in material.given.confirmed for c in held)
            above = antecedents(held[0], start, end, material)
            before = before_it(start, page, material) if points_back(page.text[start:end]) else None
            above = (*above, page.span(*before)) if before is not None else above
            spans = material.citing([*above, page.span(start, end)])
            passage = completed(Sentence(quoted(words), spans, machine=not sure), material)
            own = page.text[bounds(held[0], page)[0] : end]
            if passage is not None and not statements.repeats(own):
                statements.remember(passage.text)
                told.append(passage)
    return told


def _lead(report: str, statements: Statements) -> str:
    material = statements.material
    day = material.published(report)[:10]
    told = (
        f", {day_in_words(day, year=day[:4] != material.given.as_of[:4])}"
        if len(day) > len("2025-01")
        else f", {day_in_words(day)}"
        if day
        else ", undated"
    )
    title = _headline(report, material)
    return f"{material.outlet(report)}{told}" + (f": {quoted(title)}" if title else "")


def _headline(report: str, material: Material) -> str:
    """The first heading that says what the text is about (it shares words with it, as a masthead or a date
    line does not); "" where there is none, or an evaluative label in it."""
    text, reading = material.reports[report].text, material.readings.get(report)
    heads = [b for b in reading.blocks if b.kind is BlockKind.HEADLINE] if reading else []
    page = material.page(report)
    first = next((a for a, b in page.sentences if material.is_text(report, a)), len(text)) if page else 0
    for head in heads[:_HEADS]:
        if head.start > first or _CLOCK.search(text, head.start, head.end):
            continue
        words = " ".join(text[head.start : head.end].split())
        if len(words.split()) >= _FEW and len(_longer(words) & _longer(text[head.end :])) >= _SHARED:
            labelled = any(m.loaded for m in material.mentions(report, head.start, head.end))
            return "" if labelled else words
    return ""


def _longer(words: str) -> set[str]:
    return {w[:_STEM] for w in fold(words).split() if len(w) > _STEM}
