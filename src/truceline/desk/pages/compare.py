"""Compare: statements by outlets. Who carried what, in which words, with which labels; what was left out."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from truceline.desk.cited import cited
from truceline.desk.here import Here, HereDep, twin
from truceline.desk.paging import paged
from truceline.desk.tab import Tab
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
    lines, outlets = _lines(here), _outlets(here)
    named = [o for o in dict.fromkeys(outlet or []) if o in outlets]
    words = q.casefold().strip()
    fitting = [
        line
        for line in lines
        if (not topic or topic in line["topics"]) and (not words or words in line["told"])
    ]
    columns = named or _most_shared(fitting, outlets)
    shown = [line for line in fitting if any(o in line["by"] for o in columns)]
    shown.sort(key=lambda x: (-sum(o in x["by"] for o in columns), -len(x["by"]), x["day"], x["line"].origin))
    comparable = [line for line in shown if _comparable(line, columns, outlets)]
    part = paged(shown if alone or not comparable else comparable, page, ROWS)
    data = {
        "outlets": columns,
        "found": part.facts,
        "alone": len(shown) - len(comparable),
        "statements": [_row(here, line, columns, outlets) for line in part.items],
        "labels": _labels(here, columns),
    }
    names = {t.id: t.name for t in here.view.accord.vocabulary.topics} if here.view.accord else {}
    topics = sorted({t for line in lines for t in line["topics"]})
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
    )


def _outlets(here: Here) -> dict[str, list[str]]:
    """The days on which each outlet published."""

    def made() -> dict[str, list[str]]:
        days: dict[str, list[str]] = defaultdict(list)
        for r in here.view.reports.values():
            days[r.outlet or "outlet unknown"].append((r.published or r.known_on or "")[:10])
        return {o: sorted(d) for o, d in days.items()}

    found: dict[str, list[str]] = here.once("days by outlet", made)
    return found


def _lines(here: Here) -> list[dict[str, Any]]:
    """Every statement with who carries it; the agreement retold is left to its clauses."""

    def made() -> list[dict[str, Any]]:
        claims = {c.id: c for c in here.view.claims}
        out = []
        for line in here.view.lineages:
            if line.agreement:
                continue
            by: dict[str, list[Claim]] = defaultdict(list)
            for m in line.members:
                report, claim = here.view.reports.get(m.report), claims.get(m.claim)
                if report and claim:
                    by[report.outlet or "outlet unknown"].append(claim)
            if by:
                some = [c for told in by.values() for c in told]
                out.append(
                    {
                        "line": line,
                        "by": dict(by),
                        "topics": {t for c in some for t in c.topics},
                        "told": " ".join([line.label, *(c.words for c in some)]).casefold(),
                        "day": line.said_on or line.known_on or "",
                    }
                )
        return out

    found: list[dict[str, Any]] = here.once("statements by outlet", made)
    return found


def _most_shared(lines: list[dict[str, Any]], outlets: dict[str, list[str]]) -> list[str]:
    """Outlets that carry the same statements: the one that shares most, then whoever shares most with those."""
    carriers = [set(line["by"]) for line in lines]
    chosen: list[str] = []
    while len(chosen) < COLUMNS:
        shared: Counter[str] = Counter()
        for some in carriers:
            with_chosen = len(some.intersection(chosen)) if chosen else len(some) - 1
            for o in some.difference(chosen):
                shared[o] += 1000 * with_chosen + 1
        if not shared:
            break
        chosen.append(min(shared, key=lambda o: (-shared[o], -len(outlets[o]), o)))
    return chosen


def _row(
    here: Here, entry: dict[str, Any], columns: list[str], outlets: dict[str, list[str]]
) -> dict[str, Any]:
    line: Lineage = entry["line"]
    labels = _by_claim(here)
    cells = []
    for o in columns:
        claims: list[Claim] = sorted(entry["by"].get(o, []), key=lambda c: (c.report, c.start))
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
            cells.append(
                {"outlet": o, "how": "left out" if _near(outlets[o], entry["day"]) else "no report then"}
            )
    return {
        "origin": line.origin,
        "label": line.label,
        "day": entry["day"],
        "own_voice": line.own_voice,
        "carried_by": len(entry["by"]),
        "cells": cells,
    }


def _comparable(line: dict[str, Any], columns: list[str], outlets: dict[str, list[str]]) -> bool:
    """Whether two of the outlets carried it, or one did and another that published then left it out."""
    return sum(o in line["by"] or _near(outlets[o], line["day"]) for o in columns) > 1


def _near(days: list[str], day: str) -> bool:
    """Whether an outlet published within `NEAR` days from a statement's day on."""
    try:
        first = dt.date.fromisoformat(day[:10])
    except ValueError:
        return False
    last = (first + dt.timedelta(days=NEAR)).isoformat()
    return any(day[:10] <= d <= last for d in days)


def _by_claim(here: Here) -> dict[str, list[Mention]]:
    """Loaded labels by the claim that they stand in."""

    def made() -> dict[str, list[Mention]]:
        found: dict[str, list[Mention]] = defaultdict(list)
        for reading in here.view.readings.values():
            for m in reading.mentions:
                if m.loaded and m.claim:
                    found[m.claim].append(m)
        return found

    kept: dict[str, list[Mention]] = here.once("labels by claim", made)
    return kept


def _labels(here: Here, columns: list[str]) -> list[dict[str, Any]]:
    """The labels that these outlets used, in their own voice and in the mouths of others."""

    def made() -> dict[tuple[str, str], dict[str, Any]]:
        found: dict[tuple[str, str], dict[str, Any]] = {}
        for reading in here.view.readings.values():
            report = here.view.reports[reading.report]
            for m in reading.mentions:
                if not m.loaded:
                    continue
                key = (" ".join(m.span.quote.casefold().split()), m.neutral or "")
                row = found.setdefault(key, {"own": Counter(), "quoted": Counter(), "first": {}})
                own = m.voice in (None, "outlet")
                outlet = report.outlet or "outlet unknown"
                row["own" if own else "quoted"][outlet] += 1
                row["first"].setdefault(outlet, m.span)
        return found

    every: dict[tuple[str, str], dict[str, Any]] = here.once("labels by outlet", made)
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
