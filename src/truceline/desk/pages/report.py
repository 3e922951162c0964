"""Reports: the frozen text with all that was read in it lit in place, and its versions compared."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from fastapi.responses import RedirectResponse

from truceline.desk.cited import report_line, title_of
from truceline.desk.here import Here, HereDep, twin
from truceline.desk.listed import LINES, NAMELESS, NEWEST, OUTLETS, SHELF
from truceline.desk.marked import changes, paragraphs
from truceline.desk.paging import paged
from truceline.desk.tab import Tab
from truceline.errors import ItemNotFound
from truceline.model.reading import Claim, Reading
from truceline.model.report import Report

router = APIRouter()
TAB = Tab(60, "report", "Reports", "/report", "r")
SIZE = 50
LEAST = 4
"""Digits of an id that are enough to ask for it."""

Word = Annotated[str, Query(max_length=200)]


@twin(router, "/report")
def reports(here: HereDep, outlet: Word = "", q: Word = "", page: Word = "1") -> Response:
    """Every report of the case as it was known, the newest first."""
    every = here.table(NEWEST)
    words = q.casefold().strip()
    found = (
        every
        if not (outlet or words)
        else [
            r
            for r in every
            if (not outlet or (r.outlet or "") == outlet)
            and (not words or words in (r.title or r.text[:400]).casefold())
        ]
    )
    part = paged(found, page, SIZE)
    data = {"found": part.facts, "reports": [_listed(here, r) for r in part.items]}
    outlets = [*([""] if here.table(NAMELESS) else []), *here.table(OUTLETS)]
    return here.page(
        "reports.html.j2",
        "Reports",
        data,
        tab="report",
        part=part,
        empty_case=not every,
        choices=[(o, o or "outlet unknown") for o in outlets],
        asked_for={"outlet": outlet, "q": q},
    )


@twin(router, "/report/{name}")
def report(here: HereDep, name: str, claim: Word = "", versus: Word = "") -> Response:
    """One report. `claim` lights one claim in it; `versus` shows what changed from another version."""
    found = _report(here, name)
    reading = here.view.readings.get(found.id) or here.view.machine.get(found.id)
    versions = _versions(here, found)
    other = next((v for v in versions if versus and v.id.startswith(versus) and v.id != found.id), None)
    current = found.id in here.view.reports
    data: dict[str, Any] = _facts(here, found, reading) | {
        "current": current,
        "versions": [{"id": v.id, "known_on": v.text_known_on, "this": v.id == found.id} for v in versions],
        "text": found.text,
        "claims": [_claim(here, c) for c in reading.claims] if reading else [],
    }
    if other:
        data["changed_from"] = other.id
        data["changes"] = [{"what": what, "words": words} for what, words in changes(other.text, found.text)]
    numbers = {c["id"]: n for n, c in enumerate(data["claims"], 1)}
    return here.page(
        "report.html.j2",
        title_of(found),
        data,
        tab="report",
        paragraphs=paragraphs(found, reading),
        numbers=numbers,
        lit=claim,
        other=other,
    )


@twin(router, "/claim/{name}")
def claim(here: HereDep, name: str) -> Response:
    """A claim stands in its report: the way there."""
    found = here.case.claim(name, here.view)
    _report(here, found.report)
    if here.wants_json:
        return here.page("", "", _claim(here, found))
    return RedirectResponse(here.link(f"/report/{found.report[:12]}#c-{found.id}", claim=found.id), 303)


def _report(here: Here, name: str) -> Report:
    """A version of a report that could be known and may be shown."""
    exact = here.table(SHELF).named(name) if len(name) >= LEAST else []
    if len(exact) != 1:
        raise ItemNotFound(
            f"{len(exact) or 'no'} reports known by {here.view.known_at} have an id that begins with {name!r}",
            mend="choose one from the list of reports, or a later day of knowledge",
        )
    return exact[0]


def _versions(here: Here, found: Report) -> list[Report]:
    return here.table(SHELF).versions.get(found.item, [found])


def _listed(here: Here, r: Report) -> dict[str, Any]:
    reading = here.view.readings.get(r.id)
    return {
        "id": r.id,
        "title": title_of(r),
        "language": r.language,
        "read": bool(reading and reading.read),
        "why_unread": reading.why_unread if reading else None,
        "claims": len(reading.claims) if reading else 0,
        "version": bool(r.version_of),
        **report_line(here.view, r.id),
    }


def _facts(here: Here, r: Report, reading: Reading | None) -> dict[str, Any]:
    return {
        "id": r.id,
        "title": r.title,
        "outlet": r.outlet or "outlet unknown",
        "address": r.address,
        "published": r.published,
        "published_from": r.date_basis.value,
        "known_on": r.text_known_on,
        "language": r.language,
        "rendering": r.rendering.value,
        "handling": r.handling.value,
        "vouched": r.vouched,
        "withdrawn": r.id in here.view.withdrawn,
        "text_sha256": r.text_sha256,
        "path": r.path,
        "notes": list(r.notes),
        "read": bool(reading and reading.read),
        "why_unread": reading.why_unread if reading else "nobody has read it yet",
        "figures": len(reading.figures) if reading else 0,
        "dates": len(reading.times) if reading else 0,
        "labels": [
            {"text": m.span.quote, "neutral": m.neutral, "voice": m.voice, "start": m.span.start}
            for m in (reading.mentions if reading else ())
            if m.loaded
        ],
    }


def _claim(here: Here, c: Claim) -> dict[str, Any]:
    line = here.table(LINES).get(c.id)
    accord = here.view.accord
    names = {t.id: t.name for t in accord.vocabulary.topics} if accord else {}
    return {
        "id": c.id,
        "report": c.report,
        "holder": c.holder,
        "party": c.party,
        "anonymous": c.anonymous,
        "manner": c.manner.value,
        "stance": c.stance.value,
        "modality": c.modality.value,
        "said_on": c.said_on,
        "topics": [names.get(t, t) for t in c.topics],
        "chain": [link.name for link in c.chain],
        "words": c.words,
        "start": c.start,
        "end": c.end,
        "confirmed": c.id in here.view.confirmed,
        "origin": line.origin if line else None,
        "carriers": len({m.relay for m in line.members}) if line else 0,
    }
