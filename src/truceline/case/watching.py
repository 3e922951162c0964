"""What is wanted next, and how far provisions are implemented, as plain data for the faces."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

from truceline import standing
from truceline.case.view import View
from truceline.model.accord import Accord
from truceline.model.standing import Standing
from truceline.model.watching import Level, Provision, Watched

__all__ = ["coded_days", "level_words", "pam_csv", "pam_json", "provisions", "watch_list", "watch_list_json"]

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


def provisions(view: View, as_of: str, reading: str | None = None) -> tuple[Provision, ...]:
    """How far each provision is implemented, derived from the standings."""
    return standing.pam(view.agreement, view.standings(as_of, reading))


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
    """The provisions and their clauses on each day as a table (comma-separated, UTF-8, a head of `PAM_COLUMNS`).

    A row with no clause is of the whole provision. `low`, `high`: 0 to 3, empty where not coded. `sources`: the reports
    that a clause's standing rests on ("outlet, date, address"), apart by " | ".
    """
    accord, out = view.agreement, io.StringIO()
    writer = csv.DictWriter(out, PAM_COLUMNS, lineterminator="\n")
    writer.writeheader()
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
            whole = _levels(p.low, p.high) | {
                "rule": "of its clauses that are coded",
                "coded": p.coded,
                "of": len(p.clauses),
            }
            whole["sources"] = " | ".join(
                dict.fromkeys(s for i in p.clauses for s in _sources(view, i.standing))
            )
            writer.writerow(_plain(head | whole))
            for i in p.clauses:
                own = {"clause": i.clause, "title": i.title, "rule": i.rule, "stands": i.standing.shown}
                own |= {
                    "evidence": i.standing.evidence.value,
                    "sources": " | ".join(_sources(view, i.standing)),
                }
                writer.writerow(_plain(head | _levels(i.low, i.high) | own))
    return out.getvalue()


def _levels(low: Level | None, high: Level | None) -> dict[str, Any]:
    return {
        "low": "" if low is None else low.value,
        "high": "" if high is None else high.value,
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


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row whose words no spreadsheet takes for a formula."""
    return {
        k: f"'{v}" if isinstance(v, str) and v[:1] in ("=", "+", "-", "@", "\t", "\r") else v
        for k, v in row.items()
    }


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
