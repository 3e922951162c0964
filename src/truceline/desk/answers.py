"""What several pages ask, each computed once for a head of the ledger and its dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from truceline.case.ahead import due_rows
from truceline.case.looking import board_between, moved_between, standings_under_each
from truceline.case.parts import Kind
from truceline.desk.cited import cited
from truceline.desk.here import Here
from truceline.desk.words import word
from truceline.model.accord import Accord, Clause
from truceline.model.brief import BoardRow
from truceline.model.standing import Falls, Moved, Signal, Standing

__all__ = [
    "Each",
    "before",
    "called",
    "clause_choices",
    "clause_facts",
    "day_number",
    "due_next",
    "each_reading",
    "fits",
    "life",
    "move_facts",
    "moved_since",
    "signal_facts",
    "standings",
    "stands_otherwise",
    "together",
]


@dataclass(frozen=True, slots=True)
class Each:
    """How every clause stands under one reading."""

    reading: str
    standings: tuple[Standing, ...]


LIVES = Kind("lives", BoardRow, attrgetter("clause"), 16)
DUES = Kind("dues", Falls, attrgetter("clause"), 64)
STANDINGS = Kind("standings", Standing, attrgetter("clause"), 16)
EACH = Kind("standings under each", Each, attrgetter("reading"), 1)
MOVES = Kind("moves", Moved, attrgetter("clause"), 16)
LONGEST = 186
"""Days that a picture goes back at most."""
LOOK_BACK = 7
LOOK_AHEAD = 14
AT_MOST = 6
"""Voices named for one move; the clause's page has all."""


def before(day: str, days: int) -> str:
    """The day so many days before (after, where negative)."""
    return (dt.date.fromisoformat(day) - dt.timedelta(days=days)).isoformat()


def called(accord: Accord, id: str) -> str:
    """The display name of a party or an actor."""
    return accord.labels.get(id, id)


def standings(here: Here, reading: str | None = None) -> dict[str, Standing]:
    """How every clause stands on the page's day, by clause id; empty without an accord."""
    if here.view.accord is None:
        return {}
    view, name, as_of = here.view, reading or here.asked.reading, here.asked.as_of
    found: tuple[Standing, ...] = here.once(
        "standings",
        lambda: view.answer(STANDINGS, (as_of, name), lambda: view.standings(as_of, name)),
        as_of,
        name,
    )
    return {s.clause: s for s in found}


def each_reading(here: Here) -> tuple[Each, ...]:
    """How every clause stands on the page's day under each reading."""
    view, as_of = here.view, here.asked.as_of

    def made() -> list[Each]:
        return [Each(name, tuple(s.values())) for name, s in standings_under_each(view, as_of)]

    found: tuple[Each, ...] = here.once("each reading", lambda: view.answer(EACH, (as_of,), made), as_of)
    return found


def life(here: Here) -> dict[str, BoardRow]:
    """Every clause day by day up to the page's day, by clause id."""
    accord = here.view.accord
    if accord is None:
        return {}
    last, reading = here.asked.as_of, here.asked.reading
    first = min(last, max(accord.start[:10], before(last, LONGEST)))
    rows: tuple[BoardRow, ...] = here.once(
        "life",
        lambda: here.view.answer(
            LIVES, (first, last, reading), lambda: board_between(here.view, first, last, reading)
        ),
        last,
        reading,
    )
    return {row.clause: row for row in rows}


def moved_since(here: Here, since: str) -> tuple[Moved, ...]:
    """The clauses that stand differently than on `since`, as was known then."""
    if here.view.accord is None:
        return ()
    view, asked = here.view, here.asked

    def made() -> tuple[Moved, ...]:
        return moved_between(view.at(since), since, view, asked.as_of, asked.reading)

    question = (since, asked.as_of, asked.reading)
    found: tuple[Moved, ...] = here.once("moved", lambda: view.answer(MOVES, question, made), *question)
    return found


def due_next(here: Here, days: int = LOOK_AHEAD) -> tuple[Falls, ...]:
    """What opens, falls due or ends in the next days."""
    as_of = here.asked.as_of
    if here.view.accord is None:
        return ()
    view = here.view
    found: tuple[Falls, ...] = here.once(
        "due", lambda: view.answer(DUES, (as_of, days), lambda: due_rows(view, as_of, days)), as_of, days
    )
    return found


def day_number(accord: Accord, as_of: str) -> int:
    """The number of the day by the accord's first count; below it, the agreement has not begun."""
    first = accord.day_counts[0].first if accord.day_counts else 1
    return (dt.date.fromisoformat(as_of) - dt.date.fromisoformat(accord.start[:10])).days + first


def clause_facts(accord: Accord, clause: Clause, now: Standing) -> dict[str, Any]:
    """A clause in a list: what it asks of whom, and how it stands."""
    return {
        "id": clause.id,
        "title": clause.title,
        "kind": clause.kind.value,
        "phase": clause.phase,
        "topic": clause.topic,
        "obligors": [called(accord, o) for o in clause.obligors],
        "shown": now.shown,
        "state": now.state.value,
        "evidence_level": now.evidence.value,
        "holders": list(now.holders),
        "note": now.note,
        "opens": now.dates.opens,
        "due": now.dates.due,
        "until": now.dates.until,
        "confirmed": now.confirmed,
    }


def signal_facts(here: Here, signal: Signal) -> dict[str, Any]:
    """One claim as a signal for a clause, with its sentence."""
    return {
        "kind": signal.kind.value,
        "rule": signal.rule,
        "holder": signal.holder,
        "role": signal.role.value,
        "party": signal.party,
        "on": signal.on,
        "known_on": signal.known_on,
        "origin": signal.origin,
        "claim": signal.claim,
        "confirmed": signal.confirmed,
        "words": cited(here.view, signal.spans[0], signal.claim) if signal.spans else None,
    }


def move_facts(here: Here, moved: Moved) -> dict[str, Any]:
    """One clause that moved, from what to what, and on whose word."""
    clause = here.view.agreement.clause(moved.clause)
    by_holder = {s.holder: s for s in reversed(moved.signals)}
    voices = [s for s in moved.signals if by_holder[s.holder] is s]
    return {
        "clause": moved.clause,
        "title": clause.title if clause else "",
        "before": moved.before.shown,
        "after": moved.after.shown,
        "evidence_before": moved.before.evidence.value,
        "evidence_after": moved.after.evidence.value,
        "by_calendar": moved.by_calendar,
        "voices": len(voices),
        "on": [signal_facts(here, s) for s in voices[:AT_MOST]],
    }


def fits(clause: Clause, party: str, phase: str, topic: str) -> bool:
    """Whether a clause is owed by that party, of that phase and topic; empty words do not ask."""
    return (
        (not party or party in clause.obligors)
        and (not phase or str(clause.phase or 0) == phase)
        and (not topic or topic in (clause.topic, *clause.topics_also))
    )


def clause_choices(accord: Accord) -> dict[str, list[tuple[str, str]]]:
    """(value, label) pairs of the filters by party, phase and topic."""
    parties = dict.fromkeys(o for c in accord.clauses for o in c.obligors)
    used = {t for c in accord.clauses for t in (c.topic, *c.topics_also)}
    phases = sorted({c.phase or 0 for c in accord.clauses})
    names = {p.n: p.name for p in accord.phases}
    return {
        "party": [(p, called(accord, p)) for p in parties],
        "phase": [
            (str(n), f"{n}: {names[n]}" if n in names else f"phase {n}" if n else "no phase") for n in phases
        ],
        "topic": [(t, name) for t, name in accord.topics if t in used],
    }


def together(moved: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Clauses that moved alike on the same words, or alike by the calendar alone, told once."""
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for m in moved:
        claims = [s["claim"] for s in m["on"]]
        key = (m["before"], m["after"], *claims)
        found.setdefault(key, m | {"clauses": []})["clauses"].append((m["clause"], m["title"]))
    return list(found.values())


def stands_otherwise(move: dict[str, Any]) -> bool:
    """Whether a clause's word or evidence changed, not only what is told beside the word."""
    before, after = word(move["before"]), word(move["after"])
    return bool(before != after or move["evidence_before"] != move["evidence_after"])
