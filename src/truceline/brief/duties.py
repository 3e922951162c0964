"""What the agreement's file says of a duty: the words of its clause, how days are counted, its dates and conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from truceline.brief.english import day_in_words
from truceline.brief.heard import matter_of
from truceline.brief.material import Material
from truceline.model.accord import Clause
from truceline.model.match import fold
from truceline.model.span import Span
from truceline.model.standing import Standing

__all__ = [
    "by_others",
    "counted_with",
    "counting",
    "duty",
    "moved_by",
    "on_condition",
    "rival_readings",
    "side",
]

_START = re.compile(r"^(?:start|signed): .*$", re.MULTILINE)
_DAY_COUNTS = re.compile(r"^day_counts:\n(?:[ -].*\n?)*", re.MULTILINE)
_WORDS_LINE = re.compile(r"^ +words: .*$", re.MULTILINE)
_SCHEDULE = re.compile(r"^ +schedule: .*$", re.MULTILINE)
_UNTIL = re.compile(r"^ +until: .*$", re.MULTILINE)
_OF_CLAUSE, _OF_PHASE = re.compile(r"\bclause ([\w-]+)"), re.compile(r"\b(?:end|start) of phase (\d+)")
_PARTY = re.compile(r"\bparty: [^\n]*")
_ENTRY = re.compile(r"^ *- \{?id: ", re.MULTILINE)
_LONGEST_DUTY = 900
_TITLED = 2
"""Longer words of a condition that the title of its clause has where it names it."""


def duty(material: Material, clause: Clause, seen: frozenset[str] = frozenset()) -> tuple[Span, ...]:
    """What the accord file says of the clause: its title, as far as the line that holds its deadline. `seen` are
    clauses from whose days it counts and whose lines are given already."""
    text = material.accord.text if material.accord else ""
    start = text.find("deadline:", clause.span.end)
    following = text.find("\n  - id:", clause.span.end)
    if start < 0 or 0 <= following < start:
        return (clause.span,)
    end = text.find("\n", start)
    indent = start - text.rfind("\n", 0, start) - 1
    while end >= 0 and text[end + 1 :].startswith(" " * (indent + 1)):
        end = text.find("\n", end + 1)
    end = len(text) if end < 0 else end
    rounds = _SCHEDULE.search(text, end, following if following >= 0 else len(text))
    end = rounds.end() if rounds else end
    whole = (
        (start, clause.span.start) if end - clause.span.start > _LONGEST_DUTY else (clause.span.start,) * 2
    )
    found = Span.of(clause.span.report, text, whole[0], end)
    told = (found,) if whole[0] == clause.span.start else (clause.span, found)
    return (
        *told,
        *_counted_from(material, clause, found, seen),
        *_changes(material, clause, rounds is not None),
    )


def _counted_from(material: Material, clause: Clause, told: Span, seen: frozenset[str]) -> Iterator[Span]:
    """The lines of the clauses and phases from whose days a deadline counts."""
    accord = material.accord
    deadline = told.quote.partition("deadline:")[2]
    for id_ in dict.fromkeys(_OF_CLAUSE.findall(deadline)):
        other = accord.clause(id_) if accord is not None else None
        if other is not None and other.id not in {clause.id, *seen}:
            yield from duty(material, other, seen | {clause.id})
    for n in dict.fromkeys(_OF_PHASE.findall(deadline)):
        line = re.search(rf"^ *- \{{n: {n}\b.*$", accord.text, re.MULTILINE) if accord is not None else None
        if accord is not None and line is not None:
            yield Span.of(told.report, accord.text, line.start(), line.end())


def _changes(material: Material, clause: Clause, rounds: bool) -> Iterator[Span]:
    """The lines of later texts, known by then, that move its end, or add `rounds` to a schedule or take some away."""
    accord = material.accord
    if accord is None:
        return
    for change in accord.changes:
        moves = (change.schedule and rounds) or change.until
        if not (moves and clause.id in change.clauses and change.on <= material.given.known_at):
            continue
        first = re.search(
            rf"^ *- (?:id: {re.escape(change.id)}$|\{{id: {re.escape(change.id)},.*$)",
            accord.text,
            re.MULTILINE,
        )
        last = (
            (_SCHEDULE if change.schedule else _UNTIL).search(accord.text, first.start()) if first else None
        )
        end = first if first is None or "{" in first[0] else last
        if first is not None and end is not None:
            yield Span.of(clause.span.report, accord.text, first.start(), end.end())


def moved_by(material: Material, clause: Clause, day: str | None) -> str:
    """ " (so moved on 29 May: “the truce is extended by five days”)": the later text, known by then, that made `day` the
    end of a clause; "" where none did."""
    some = material.accord.changes if material.accord else ()
    known = [c for c in some if c.until == day and clause.id in c.clauses and c.on <= material.given.known_at]
    return f" (so moved on {day_in_words(known[-1].on)}: “{known[-1].words}”)" if day and known else ""


def by_others(material: Material, standing: Standing, date: str = "due") -> str:
    """ " (10 March by another reading)", where the readings differ in that date: "due", "opens" or "until"."""
    mine: str | None = getattr(standing.dates, date)
    same = [s for s in material.given.standings if s.clause == standing.clause]
    theirs: list[str | None] = [getattr(s.dates, date) for s in same]
    days = " or ".join(
        day_in_words(d, year=False) for d in sorted({d for d in theirs if d and mine and d != mine})
    )
    return f" ({days} by another reading)" if days else ""


def rival_readings(material: Material, standing: Standing) -> list[Span]:
    """What the accord file says of the readings that the note of a standing speaks of, and who holds them."""
    accord = material.accord
    if accord is None or not standing.note:
        return []
    clause = next(c for c in accord.clauses if c.id == standing.clause)
    found: list[Span] = []
    for reading in clause.readings:
        told = re.compile(rf"words: {re.escape(reading.words)}\n(?: +[^-\n]*\n)*? +holders: [^\n]*")
        if any(step.says.startswith(f"{reading.words} (") for step in standing.trace):
            at = told.search(accord.text, clause.span.end)
            found += [Span.of(clause.span.report, accord.text, at.start(), at.end())] if at else []
    return found


def on_condition(clause: Clause) -> str:
    """ ", after the last prisoner is released": the condition that a deadline names, where the title does not."""
    deadline = clause.deadline
    named = [m.condition for m in (deadline.due, deadline.opens) if m is not None and m.condition]
    named += [f"provided that {deadline.condition}"] if deadline.condition else []
    titled = matter_of(fold(clause.title).split())
    told = [c for c in named if len(matter_of(fold(c).split()) & titled) < _TITLED]
    return f", {', '.join(dict.fromkeys(told))}" if told else ""


def counting(material: Material) -> tuple[Span, ...]:
    """What the accord file says of when it was signed and began, and of how days are counted from it."""
    accord = material.accord
    if accord is None or material.accord_report is None:
        return ()
    text = accord.text
    block = _DAY_COUNTS.search(text)
    found = list(_START.finditer(text))
    found += list(_WORDS_LINE.finditer(text, block.start(), block.end())) if block else []
    return tuple(Span.of(material.accord_report, text, m.start(), m.end()) for m in found)


def side(material: Material, party: str) -> tuple[Span, ...]:
    """The line of the accord file that names a side."""
    accord = material.accord
    if accord is None or material.accord_report is None:
        return ()
    found = re.search(rf"^ *- \{{?id: {re.escape(party)}\b.*$", accord.text, re.MULTILINE)
    return (Span.of(material.accord_report, accord.text, found.start(), found.end()),) if found else ()


def counted_with(material: Material, entity: str) -> tuple[Span, ...]:
    """The entry of the vocabulary that says for whose interest a body stands, as far as it says so."""
    text = material.accord.vocabulary.text if material.accord else ""
    first = re.search(rf"^ *- \{{?id: {re.escape(entity)}\b", text, re.MULTILINE)
    found = _PARTY.search(text, first.start()) if first is not None else None
    at = material.vocabulary_report
    if first is None or found is None or at is None or _ENTRY.search(text, first.end(), found.start()):
        return ()
    return (Span.of(at, text, first.start(), found.end()),)
