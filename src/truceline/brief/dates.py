"""Dates still to come that the reports name, where no agreement gives any."""

from __future__ import annotations

import re
from datetime import date, timedelta

from truceline.brief.english import day_in_words, english
from truceline.brief.grouping import Statement
from truceline.brief.material import Material
from truceline.brief.prominence import prominence
from truceline.brief.statements import Statements
from truceline.model.brief import Item, Section
from truceline.model.reading import Claim, Modality, When

__all__ = ["dates_named"]

_MOST = 4
_HORIZON = 120
_SHORT = 60
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NEAR = 60
_NEARLY_A_WEEK = 5


def dates_named(material: Material, statements: Statements) -> Section:
    """Up to four days after `as_of` on which something is said to be due, planned or to begin, in order; the
    latest words on each."""
    title = "Dates named"
    by_day: dict[str, list[Statement]] = {}
    for statement in statements.all:
        for claim in statement.claims[:2]:
            for day in _days(claim, material):
                by_day.setdefault(day, []).append(statement)
    items = []
    for day in sorted(by_day):
        some = sorted(
            by_day[day], key=lambda s: (s.day, prominence(s, material), s.claims[0].id), reverse=True
        )
        short = [s for s in some if 0 < statements.length(s) <= _SHORT]
        told = next((t for s in short if (t := statements.sentences(s, title))), None)
        if told:
            items.append(Item(day_in_words(day), tuple(told)))
        if len(items) == _MOST:
            break
    since = day_in_words(material.given.as_of)
    empty = f"No day after {since} was found on which anything is said to be due."
    return Section("dates", title, tuple(items), empty=empty)


def _days(claim: Claim, material: Material) -> list[str]:
    as_of = material.given.as_of
    try:
        last = (date.fromisoformat(as_of) + timedelta(days=_HORIZON)).isoformat()
    except ValueError:
        return []
    times = [t for s in claim.content for t in material.times(claim.report, s.start, s.end)]
    return [
        t.value
        for t in times
        if _DAY.fullmatch(t.value)
        and as_of < t.value <= last
        and _to_come(claim, t, material)
        and not _of_another_week(t, material.published(claim.report))
    ]


def _of_another_week(time: When, published: str) -> bool:
    """Whether a bare weekday is read as one nearly a week ahead: it may be the one just past ("had said that it would
    begin on Tuesday")."""
    words = time.span.quote.casefold().split()
    if "next" in words or any(c.isdigit() for c in time.span.quote) or not set(words) & english().weekday:
        return False
    try:
        return (
            date.fromisoformat(time.value[:10]) - date.fromisoformat(published[:10])
        ).days >= _NEARLY_A_WEEK
    except ValueError:
        return False


def _to_come(claim: Claim, time: When, material: Material) -> bool:
    """Whether the words put the day ahead: as planned, due or expected."""
    if claim.modality in (Modality.FUTURE, Modality.INTENTION, Modality.OBLIGATION, Modality.CONDITIONAL):
        return True
    page = material.page(claim.report)
    before = page.text[max(0, time.span.start - _NEAR) : time.span.start] if page else ""
    words = re.findall(r"[a-z]+", re.split(r"[.!?;\n]", before)[-1].casefold())
    return any(w in english().ahead for w in words)
