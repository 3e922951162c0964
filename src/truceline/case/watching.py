"""What is wanted next, and how far provisions are implemented, as plain data for the faces."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ValidationError

from truceline import standing
from truceline.case.tabular import csv_text
from truceline.case.view import View
from truceline.errors import UsageError
from truceline.model.accord import Accord
from truceline.model.standing import Standing
from truceline.model.watching import Level, Met, Provision, Sought, Watched

__all__ = [
    "PAM_COLUMNS",
    "coded_days",
    "level_words",
    "met",
    "met_json",
    "met_lines",
    "pam_csv",
    "pam_json",
    "pam_rows",
    "provisions",
    "sought_from",
    "watch_list",
    "watch_list_json",
]

WATCH_FORMAT = "truceline-watchlist/1"
PAM_FORMAT = "truceline-pam/1"


def watch_list(view: View, as_of: str, reading: str | None = None) -> tuple[Watched, ...]:
    """The uncertain clauses with the evidence that would change them, ranked; clauses that a person
    has decided are left out."""
    decided = {s.clause for s in view.standings(as_of, reading) if s.confirmed}
    found = standing.watch_list(view.agreement, view.signals, as_of, view.known_at, reading)
    return tuple(w for w in found if w.clause not in decided)


def watch_list_json(accord: Accord, rows: tuple[Watched, ...], as_of: str, known_at: str) -> dict[str, Any]:
    """The list as one document that intake can use: whom and which words to look for, since when."""
    return {
        "format": WATCH_FORMAT,
        "accord": accord.id,
        "banner": accord.banner,
        "as_of": as_of,
        "known_at": known_at,
        "wanted": [
            {
                "clause": w.clause,
                "title": w.title,
                "shown": w.standing.shown,
                "weight": w.weight,
                "why": w.why,
                "evidence": [
                    {
                        "who": e.who,
                        "question": e.question,
                        "role": e.role,
                        "entities": list(e.entities),
                        "gain": e.gain,
                        "cost": e.cost,
                        "answers": [{"told": told, "then": then} for told, then in e.answers],
                    }
                    for e in w.wanted
                ],
                "suggested": list(w.suggested),
                "look_for": {"since": w.since, "names": list(w.names), "words": [list(g) for g in w.words]},
            }
            for w in rows
        ],
    }


class _LookFor(BaseModel):
    since: date
    words: tuple[tuple[str, ...], ...] = ()


class _Voice(BaseModel):
    entities: tuple[str, ...] = ()


class _Item(BaseModel):
    clause: str
    title: str = ""
    evidence: tuple[_Voice, ...] = ()
    look_for: _LookFor


class _List(BaseModel):
    format: Literal["truceline-watchlist/1"]
    accord: str
    wanted: tuple[_Item, ...]


def sought_from(path: Path, accord: Accord | None) -> tuple[Sought, ...]:
    """The items of a watch-list that `truceline watchlist --json` wrote.

    Raises `UsageError` where the file cannot be read, is no watch-list, or is one of another accord; the error
    names the place in the file.
    """
    mend = "give a file that `truceline watchlist --json` wrote"
    try:
        found = _List.model_validate_json(path.read_bytes())
    except OSError as e:
        raise UsageError(f"{path} cannot be read: {e.strerror}", mend=mend) from e
    except ValidationError as e:
        first = e.errors()[0]
        place = ".".join(str(x) for x in first["loc"]) or "the whole file"
        raise UsageError(f"{path} is no watch-list: {first['msg']}", where=place, mend=mend) from e
    if accord is None or found.accord != accord.id:
        raise UsageError(
            f"{path} is a watch-list of {found.accord}, and the case is on {accord.id if accord else 'no accord'}",
            mend=mend + " of this case",
        )
    for n, w in enumerate(found.wanted):
        if accord.clause(w.clause) is None:
            raise UsageError(
                f"{accord.id} has no clause {w.clause!r}", where=f"{path}: wanted.{n}.clause", mend=mend
            )
    return tuple(
        Sought(
            w.clause,
            w.title,
            w.look_for.since.isoformat(),
            w.look_for.words,
            tuple(dict.fromkeys(x for e in w.evidence for x in e.entities)),
        )
        for w in found.wanted
    )


def met(
    view: View, sought: Sequence[Sought], reports: Iterable[str] | None = None
) -> dict[str, tuple[Met, ...]]:
    """By report (all of the view, or those with these ids): the items of a watch-list that it meets."""
    wanted = (
        view.reports.values() if reports is None else [view.reports[i] for i in reports if i in view.reports]
    )
    found: dict[str, list[Met]] = {}
    for m in standing.met(sought, wanted, view.signals):
        found.setdefault(m.report, []).append(m)
    return {id: tuple(own) for id, own in found.items()}


def met_lines(meets: Iterable[Met]) -> list[str]:
    """The items that a report meets, as a person would read them; those met by the same words in one line."""
    by_words: dict[tuple[object, ...], list[Met]] = {}
    for m in meets:
        by_words.setdefault((m.span, m.tells, m.holder, m.asked), []).append(m)
    lines = []
    for first, *others in by_words.values():
        what = (
            f"{first.clause} ({first.title})" if not others else ", ".join(m.clause for m in (first, *others))
        )
        asked = ", whose word was asked for" if first.asked else ""
        told = first.tells.value.replace("_", " ") if first.tells else ""
        how = f"{first.holder or 'somebody'}{asked}, tells “{told}” in" if told else "its words stand in"
        lines.append(f"meets {what}: {how} “{' '.join(first.span.quote.split())}”")
    return lines


def met_json(m: Met) -> dict[str, Any]:
    """One item that a report meets, as plain data."""
    return {
        "clause": m.clause,
        "tells": m.tells.value if m.tells else None,
        "holder": m.holder,
        "asked": m.asked,
        "start": m.span.start,
        "end": m.span.end,
        "text": m.span.quote,
    }


def provisions(
    view: View, as_of: str, reading: str | None = None, standings: Sequence[Standing] | None = None
) -> tuple[Provision, ...]:
    """How far each provision is implemented, derived from the standings (of that day and reading, where they are
    there already)."""
    found = view.standings(as_of, reading) if standings is None else standings
    return standing.pam(view.agreement, found)


def level_words(low: Level | None, high: Level | None) -> str:
    """A level or range of levels in words."""
    if low is None or high is None:
        return "not coded"
    names = [f"{x.value} {x.name.lower().replace('_', ' ')}" for x in dict.fromkeys((low, high))]
    return " to ".join(names)


def coded_days(accord: Accord, as_of: str, each: str | None) -> list[str]:
    """The days that are coded: the last of each "year" or "month" since the agreement's start, and `as_of`."""
    if each is None:
        return [as_of]
    day, out = dt.date.fromisoformat(accord.start[:10]), []
    while day.isoformat() <= as_of:
        first = (
            dt.date(day.year + 1, 1, 1)
            if each == "year"
            else (day.replace(day=1) + dt.timedelta(31)).replace(day=1)
        )
        out.append(min((first - dt.timedelta(days=1)).isoformat(), as_of))
        day = first
    return out or [as_of]


PAM_COLUMNS = (
    "accord",
    "as_of",
    "known_at",
    "reading",
    "provision",
    "provision_name",
    "clause",
    "title",
    "low",
    "high",
    "level",
    "rule",
    "coded",
    "of",
    "stands",
    "evidence",
    "sources",
    "banner",
)


def pam_csv(view: View, days: Sequence[str], reading: str | None = None) -> str:
    """The provisions and their clauses on each day as a table (comma-separated, UTF-8, a head of `PAM_COLUMNS`)."""
    return csv_text(PAM_COLUMNS, pam_rows(view, days, reading))


def pam_rows(view: View, days: Sequence[str], reading: str | None = None) -> Iterator[dict[str, Any]]:
    """The provisions and their clauses on each day.

    A row with no clause is of the whole provision. `low`, `high`: 0 to 3, empty where not coded. `sources`: the reports
    that a clause's standing rests on ("outlet, date, address").
    """
    accord = view.agreement
    for day in days:
        for p in provisions(view, day, reading):
            head = {
                "accord": accord.id,
                "as_of": day,
                "known_at": view.known_at,
                "reading": p.clauses[0].standing.reading,
                "provision": p.id,
                "provision_name": p.name,
                "banner": accord.banner,
            }
            whole = {
                "rule": "of its clauses that are coded",
                "coded": p.coded,
                "of": len(p.clauses),
                "sources": list(dict.fromkeys(s for i in p.clauses for s in _sources(view, i.standing))),
            }
            yield head | _levels(p.low, p.high) | whole
            for i in p.clauses:
                own = {
                    "clause": i.clause,
                    "title": i.title,
                    "rule": i.rule,
                    "stands": i.standing.shown,
                    "evidence": i.standing.evidence.value,
                    "sources": _sources(view, i.standing),
                }
                yield head | _levels(i.low, i.high) | own


def _levels(low: Level | None, high: Level | None) -> dict[str, Any]:
    return {
        "low": None if low is None else low.value,
        "high": None if high is None else high.value,
        "level": level_words(low, high),
    }


def _sources(view: View, s: Standing) -> list[str]:
    """The reports that a standing, or how it stood last, rests on."""
    told = dict.fromkeys(x.report for x in (*s.signals, *(s.last.signals if s.last else ())))
    reports = [r for id in told if (r := view.reports.get(id)) is not None]
    return [
        ", ".join(x for x in (r.outlet or "outlet unknown", r.published or "no date", r.address) if x)
        for r in reports
    ]


def pam_json(accord: Accord, rows: tuple[Provision, ...], as_of: str, known_at: str) -> dict[str, Any]:
    """The provisions as one document; levels are 0 to 3, or null."""
    return {
        "format": PAM_FORMAT,
        "accord": accord.id,
        "banner": accord.banner,
        "as_of": as_of,
        "known_at": known_at,
        "provisions": [
            {
                "provision": p.id,
                "name": p.name,
                "low": p.low,
                "high": p.high,
                "coded": p.coded,
                "stipulations": [
                    {
                        "clause": i.clause,
                        "title": i.title,
                        "low": i.low,
                        "high": i.high,
                        "rule": i.rule,
                        "stands": i.standing.shown,
                    }
                    for i in p.clauses
                ],
            }
            for p in rows
        ],
    }
