"""Statements: each origin with all that goes back to it, and the tree of who relayed it to whom."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from truceline.case import View
from truceline.case.telling import lineage_branches, lineage_of
from truceline.desk.cited import cited, report_line
from truceline.desk.here import Here, HereDep, twin
from truceline.desk.listed import CLAIMS
from truceline.desk.paging import paged
from truceline.desk.tab import Tab
from truceline.desk.tables import Table
from truceline.model.reading import Claim
from truceline.model.weighing import Lineage, Member, Why

router = APIRouter()
TAB = Tab(35, "lineage", "Statements", "/lineage", "s")
SIZE = 40
MEMBERS = 80
DRAWN = 60
"""Relays drawn in one picture; the table has all."""
ROW, STEP, LEFT = 40, 26, 250
WHY = {
    Why.ORIGIN: "its own words",
    Why.NAMED: "the text names who said it",
    Why.COPIED: "the text is copied",
    Why.SAME_STATEMENT: "the same statement",
    Why.SAME_QUOTATION: "the same quotation",
}


def _by_relays(view: View) -> list[tuple[Lineage, int]]:
    told = [(line, len({m.relay for m in line.members})) for line in view.lineages]
    return sorted(told, key=lambda x: (-x[1], x[0].known_on or "", x[0].label, x[0].origin))


BY_RELAYS = Table("statements by relays", _by_relays, ("lineages",))
Word = Annotated[str, Query(max_length=120)]


@twin(router, "/lineage")
def lineages(here: HereDep, q: Word = "", page: Word = "1") -> Response:
    """Every origin, those with the most relays first."""
    every = here.table(BY_RELAYS)
    words = q.casefold().strip()
    found = [
        x
        for x in every
        if not words or words in x[0].label.casefold() or words in (x[0].holder or "").casefold()
    ]
    part = paged(found, page, SIZE)
    data = {
        "found": part.facts,
        "lineages": [
            statement_facts(here, line) | {"relays": relays, "members": len(line.members)}
            for line, relays in part.items
        ],
    }
    return here.page("lineages.html.j2", "Statements and their origins", data, tab="lineage", part=part, q=q)


@twin(router, "/lineage/{name}")
def lineage(here: HereDep, name: str, page: Word = "1") -> Response:
    """The relay tree of one origin; `name` is its id or the id of a claim in it."""
    line = lineage_of(here.case, here.view, name)
    claims = _claims(here)
    members: list[tuple[Member, int]] = here.once(
        "tree", lambda: lineage_branches(here.view, line), line.origin, rests=("reports", "lineages")
    )
    part = paged(members, page, MEMBERS)
    data = statement_facts(here, line) | {
        "relays": len({m.relay for m in line.members}),
        "found": part.facts,
        "members": [_row(here, m, depth, claims) for m, depth in part.items],
    }
    drawn = _drawn(data["members"])
    return here.page(
        "lineage.html.j2",
        line.label,
        data,
        tab="lineage",
        drawn=drawn,
        part=part,
        height=len(drawn) * ROW + 12,
        middle=24 + (len(drawn) - 1) * ROW / 2,
    )


def _drawn(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One box for the claims of a report that stand together, placed; lines lead from whom they were relayed."""
    boxes: list[dict[str, Any]] = []
    box_of: dict[str, dict[str, Any]] = {}
    for r in rows:
        last = boxes[-1] if boxes else None
        if last and (last["report"], last["why"], last["depth"]) == (r["report"], r["why"], r["depth"]):
            last["count"] += 1
        elif len(boxes) < DRAWN:
            last = r | {"count": 1, "x": LEFT + r["depth"] * STEP, "y": 24 + len(boxes) * ROW}
            boxes.append(last)
        else:
            break
        box_of[r["claim"]] = last
    middle = 24 + (len(boxes) - 1) * ROW / 2
    for box in boxes:
        parent = box_of.get(box["parent"] or "") if box["depth"] else None
        box["from_x"], box["from_y"] = (parent["x"] + 10, parent["y"] + 14) if parent else (LEFT - 49, middle)
    return boxes


def _claims(here: Here) -> dict[str, Claim]:
    return here.table(CLAIMS)


def statement_facts(here: Here, line: Lineage) -> dict[str, Any]:
    """A statement by its origin, with its first words."""
    first = line.members[0] if line.members else None
    claim = _claims(here).get(first.claim) if first else None
    return {
        "origin": line.origin,
        "label": line.label,
        "holder": line.holder,
        "party": line.party,
        "said_on": line.said_on,
        "known_on": line.known_on,
        "own_voice": line.own_voice,
        "agreement": line.agreement,
        "vouched": line.vouched,
        "withdrawn": line.withdrawn,
        "words": cited(here.view, claim.content[0], claim.id, 60) if claim else None,
    }


def _day(here: Here, m: Member) -> str:
    report = here.view.reports.get(m.report)
    return (report.published or report.known_on or "") if report else ""


def _row(here: Here, m: Member, depth: int, claims: dict[str, Claim]) -> dict[str, Any]:
    claim = claims.get(m.claim)
    return {
        "claim": m.claim,
        "relay": m.relay,
        "why": WHY[m.why],
        "dashed": m.why in (Why.COPIED, Why.SAME_STATEMENT),
        "day": _day(here, m),
        "depth": depth,
        "parent": m.parent,
        "words": cited(here.view, claim.content[0], claim.id, 80) if claim else None,
        **{k: v for k, v in report_line(here.view, m.report).items() if k != "published"},
        "report": m.report,
    }
