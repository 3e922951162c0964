"""Compare: statements by outlets. Who carried what, in which words, with which labels; what was left out."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from truceline.case import View
from truceline.desk.cited import cited
from truceline.desk.here import Here, HereDep, twin
from truceline.desk.paging import paged
from truceline.desk.tab import Tab
from truceline.desk.tables import Change, Table
from truceline.model.reading import Claim, Mention
from truceline.model.weighing import Lineage

router = APIRouter()
TAB = Tab(40, "compare", "Compare", "/compare", "c")
COLUMNS = 5
ROWS = 20
NEAR = 3
"""Days within which an outlet that published and did not carry a statement left it out."""

Word = Annotated[str, Query(max_length=120)]


@twin(router, "/compare")
def compare(
    here: HereDep,
    outlet: Annotated[list[str] | None, Query(max_length=12)] = None,
    topic: Word = "",
    q: Word = "",
    alone: Word = "",
    page: Word = "1",
) -> Response:
    """`outlet` may be given several times; without it the outlets that share the most statements are set
    side by side. `alone` shows also what only one of them could carry: the others have no report then."""
    lines, outlets = here.table(STATEMENTS), here.table(DAYS)
    named = [o for o in dict.fromkeys(outlet or []) if o in outlets]
    words = q.casefold().strip()

    def chosen() -> tuple[list[str], list[Statement], list[Statement]]:
        fitting = [
            line
            for line in lines
            if (not topic or topic in line.topics) and (not words or words in line.told)
        ]
        columns = named or _most_shared(fitting, outlets)
        shown = [line for line in fitting if any(o in line.by for o in columns)]
        shown.sort(key=lambda x: (-sum(o in x.by for o in columns), -len(x.by), x.day, x.line.origin))
        return columns, shown, [line for line in shown if _comparable(line, columns, outlets)]

    columns, shown, comparable = here.once("compared", chosen, topic, words, *named, rests=RESTS)
    part = paged(shown if alone or not comparable else comparable, page, ROWS)
    data = {
        "outlets": columns,
        "found": part.facts,
        "alone": len(shown) - len(comparable),
        "statements": [_row(here, line, columns, outlets) for line in part.items],
        "labels": _labels(here, columns),
    }
    names = {t.id: t.name for t in here.view.accord.vocabulary.topics} if here.view.accord else {}
    topics = here.table(TOPICS)
    return here.page(
        "compare.html.j2",
        "Outlets compared",
        data,
        tab="compare",
        part=part,
        empty_case=not lines,
        choices={"outlet": sorted(outlets), "topic": [(t, names.get(t, t)) for t in topics]},
        asked_for={"topic": topic, "q": q, "named": named, "alone": bool(alone or not comparable)},
        near=NEAR,
        undated=any(c["how"] == "no date" for s in data["statements"] for c in s["cells"]),
    )


def _days(view: View) -> dict[str, list[str]]:
    """On which days each outlet published; a report that nobody can date is of none."""
    days: dict[str, list[str]] = {}
    for r in view.reports.values():
        days.setdefault(r.outlet or "outlet unknown", []).extend([r.published[:10]] if r.published else [])
    return {o: sorted(d) for o, d in days.items()}


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """A statement with the claims of each outlet that carries it, what they are about, and all its words."""

    line: Lineage
    by: dict[str, list[Claim]]
    topics: frozenset[str]
    told: str
    day: str


def _statements(view: View) -> list[Statement]:
    claims = {c.id: c for c in view.claims}
    found = (_statement(view, line, claims) for line in view.lineages)
    return [s for s in found if s is not None]


def _statement(view: View, line: Lineage, claims: Mapping[str, Claim]) -> Statement | None:
    """None for the agreement retold, which is left to its clauses."""
    if line.agreement:
        return None
    by: dict[str, list[Claim]] = {}
    days = []
    for m in line.members:
        report, claim = view.reports.get(m.report), claims.get(m.claim)
        if report and claim:
            by.setdefault(report.outlet or "outlet unknown", []).append(claim)
            days += [report.published[:10]] if report.published else []
    if not by:
        return None
    some = [c for told in by.values() for c in told]
    return Statement(
        line,
        by,
        frozenset(t for c in some for t in c.topics),
        " ".join([line.label, *(c.words for c in some)]).casefold(),
        line.said_on or min(days, default=""),
    )


def _statements_mended(old: list[Statement], change: Change) -> list[Statement]:
    """Only those are made again of which a claim is read otherwise, or that go another way."""
    touched, view = change.reports, change.new
    same = {id(s.line): s for s in old if touched.isdisjoint(m.report for m in s.line.members)}
    claims = {
        c.id: c for i, r in view.readings.items() if i in touched for c in r.claims
    }  # of the others the statements have them
    for s in old:
        claims |= {c.id: c for told in s.by.values() for c in told if c.report not in touched}
    found = (same.get(id(line)) or _statement(view, line, claims) for line in view.lineages)
    return [s for s in found if s is not None]


def _topics(view: View) -> list[str]:
    return sorted({t for c in view.claims for t in c.topics})


RESTS = ("reports", "claims", "lineages")
DAYS = Table("days by outlet", _days, ("reports",))
STATEMENTS = Table("statements by outlet", _statements, RESTS, _statements_mended)
TOPICS = Table("topics", _topics, ("claims",))


def _most_shared(lines: list[Statement], outlets: dict[str, list[str]]) -> list[str]:
    """Outlets that carry the same statements: the one that shares most, then whoever shares most with those."""
    carried: dict[str, list[Statement]] = defaultdict(list)
    shared: Counter[str] = Counter()
    for line in lines:
        for o in line.by:
            carried[o].append(line)
            shared[o] += 1000 * (len(line.by) - 1) + 1
    chosen: list[str] = []
    while len(chosen) < COLUMNS and (left := [o for o in carried if o not in chosen]):
        if len(chosen) == 1:
            shared = Counter({o: len(told) for o, told in carried.items()})
        if chosen:
            for line in carried[chosen[-1]]:
                for o in line.by:
                    shared[o] += 1000
        chosen.append(min(left, key=lambda o: (-shared[o], -len(outlets[o]), o)))
    return chosen


def _row(here: Here, entry: Statement, columns: list[str], outlets: dict[str, list[str]]) -> dict[str, Any]:
    line = entry.line
    labels = here.table(CLAIM_LABELS)
    cells = []
    for o in columns:
        claims: list[Claim] = sorted(entry.by.get(o, []), key=lambda c: (c.report, c.start))
        if claims:
            cells.append(
                {
                    "outlet": o,
                    "how": "carried",
                    "manner": claims[0].manner.value,
                    "claims": len(claims),
                    "words": cited(here.view, claims[0].content[0], claims[0].id, 0),
                    "labels": sorted({m.span.quote for c in claims for m in labels.get(c.id, [])}),
                }
            )
        else:
            cells.append({"outlet": o, "how": _without(outlets[o], entry.day)})
    return {
        "origin": line.origin,
        "label": line.label,
        "day": entry.day,
        "own_voice": line.own_voice,
        "carried_by": len(entry.by),
        "cells": cells,
    }


def _comparable(line: Statement, columns: list[str], outlets: dict[str, list[str]]) -> bool:
    """Whether two of the outlets carried it, or one did and another that published then left it out."""
    return sum(o in line.by or _near(outlets[o], line.day) for o in columns) > 1


def _without(days: list[str], day: str) -> str:
    """What may be said of an outlet that does not carry a statement of that day."""
    if not days or not day:
        return "no date"
    return "left out" if _near(days, day) else "no report then"


def _near(days: list[str], day: str) -> bool:
    """Whether an outlet published within `NEAR` days from a statement's day on."""
    if (last := _last_near(day)) is None:
        return False
    at = bisect_left(days, day[:10])
    return at < len(days) and days[at] <= last


@lru_cache(maxsize=2000)
def _last_near(day: str) -> str | None:
    try:
        return (dt.date.fromisoformat(day[:10]) + dt.timedelta(days=NEAR)).isoformat()
    except ValueError:
        return None


def _by_claim(view: View) -> dict[str, list[Mention]]:
    """Loaded labels by the claim that they stand in."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for reading in view.readings.values():
        for m in reading.mentions:
            if m.loaded and m.claim:
                found[m.claim].append(m)
    return dict(found)


def _by_outlet(view: View) -> dict[tuple[str, str], dict[str, Any]]:
    """Labels with how often which outlets used them, in their own voice and in the mouths of others."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for reading in view.readings.values():
        outlet = view.reports[reading.report].outlet or "outlet unknown"
        for m in reading.mentions:
            if not m.loaded:
                continue
            key = (" ".join(m.span.quote.casefold().split()), m.neutral or "")
            row = found.setdefault(key, {"own": Counter(), "quoted": Counter(), "first": {}})
            row["own" if m.voice in (None, "outlet") else "quoted"][outlet] += 1
            row["first"].setdefault(outlet, m.span)
    return found


CLAIM_LABELS = Table("labels by claim", _by_claim, ("reports", "mentions"))
OUTLET_LABELS = Table("labels by outlet", _by_outlet, ("reports", "mentions"))


def _labels(here: Here, columns: list[str]) -> list[dict[str, Any]]:
    """The labels that these outlets used, in their own voice and in the mouths of others."""
    every = here.table(OUTLET_LABELS)
    rows = []
    for (label, neutral), row in every.items():
        cells = [
            {
                "outlet": o,
                "own": row["own"][o],
                "quoted": row["quoted"][o],
                "words": cited(here.view, row["first"][o]) if o in row["first"] else None,
            }
            for o in columns
        ]
        if any(c["words"] for c in cells):
            total = sum(row["own"].values()) + sum(row["quoted"].values())
            rows.append({"label": label, "neutral": neutral, "total": total, "cells": cells})
    return sorted(rows, key=lambda r: (-r["total"], r["label"]))[:40]
