"""The incident register of a case: what observations name, what reports allege, and what people put together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from truceline import standing
from truceline.case.case import Case
from truceline.case.observing import observations
from truceline.case.view import View
from truceline.errors import ItemNotFound, UsageError
from truceline.model.judgement import Decision, Judgement, SubjectKind
from truceline.model.observation import Incident, Told
from truceline.model.reading import Claim, MentionType, WhenType

__all__ = ["LINKS", "incident_json", "incidents", "level_words", "link"]

LINKS = ("allegation", "denial", "apart")
"""What a claim can be to an incident; "apart" keeps it out of it."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WIDE = 4
"""From this precision on (1 exact, 5 a country) a place is too wide to tell where something happened."""


def link(case: Case, incident: str, claim: str, how: str, by: str | None = None) -> Judgement:
    """Put a claim of a report to an incident, as an "allegation" or a "denial", or keep it "apart" from
    one; signed, and undone as any judgement. Raises `ItemNotFound` where the register has no such
    incident."""
    view = case.view()
    names = sorted(i.name for i in incidents(view))
    if incident not in names:
        raise ItemNotFound(f"no incident {incident!r}", mend=f"incidents: {', '.join(names) or 'none yet'}")
    if how not in LINKS:
        raise UsageError(f"{how!r} is no way to link a claim", mend=f"--as {', '.join(LINKS)}")
    found = case.claim(claim, view)
    change: dict[str, object] = {"incident": incident, "as": how}
    return case.judge(Decision.NOTE, SubjectKind.CLAIM, found.id, change=change, by=by)


def incidents(view: View) -> tuple[Incident, ...]:
    """The incident register, as known to a view."""
    claims = {c.id: c for c in view.claims}
    linked: dict[str, list[tuple[str, Told]]] = defaultdict(list)
    put: dict[str, str] = {}
    apart: set[tuple[str, str]] = set()
    for j in view.decisions:
        if j.decision is Decision.NOTE and j.kind is SubjectKind.CLAIM and "incident" in j.change:
            claim = claims.get(j.subject)
            if claim is None:
                continue
            name, how = str(j.change["incident"]), str(j.change.get("as", "allegation"))
            if how == "apart":
                apart.add((claim.id, name))
                continue
            put[claim.id] = name
            linked[name].append((how, _told(view, claim)))
    entered = observations(view)
    own = {o.report for o in entered}
    accord = view.accord
    reported = (s for s in view.signals if s.report not in own)
    words = standing.words_of(accord, reported, _places(view), _days(view)) if accord else ()
    return standing.incidents(view.accord, entered, linked, words, put, apart)


def _told(view: View, claim: Claim) -> Told:
    report = view.reports[claim.report]
    return Told(
        claim.holder or report.outlet or "outlet unknown",
        claim.party,
        (claim.said_on or report.known_on or "")[:10],
        claim.report,
        claim.content[0],
    )


def _places(view: View) -> dict[tuple[str, str], tuple[str, ...]]:
    """By report and claim: the names of the places that the claim's own words name, as the accord or the
    report has them, but for countries and the like."""
    telling = {(s.report, s.claim) for s in view.signals}
    known = {e.id: e.name for e in view.accord.vocabulary.entities} if view.accord else {}
    out: dict[tuple[str, str], tuple[str, ...]] = {}
    for reading in view.readings.values():
        asked = [c for c in reading.claims if (reading.report, c.id) in telling]
        if not asked:
            continue
        named = [m for m in reading.mentions if m.type is MentionType.PLACE and (m.precision or 1) < _WIDE]
        for claim in asked:
            inside = (
                known.get(m.entity or "", " ".join(m.span.quote.split()))
                for m in named
                if any(s.start <= m.span.start < s.end for s in claim.content)
            )
            out[(reading.report, claim.id)] = tuple(dict.fromkeys(inside))
    return out


def _days(view: View) -> dict[tuple[str, str], str]:
    """By report and claim: the day that its words name, where they name just one, not after it was known."""
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for reading in view.readings.values():
        for t in reading.times:
            if t.claim and t.type in (WhenType.DATE, WhenType.TIME) and _DAY.match(t.value):
                told[(reading.report, t.claim)].add(t.value[:10])
    last = {id: r.known_on or "" for id, r in view.reports.items()}
    return {k: min(days) for k, days in told.items() if len(days) == 1 and min(days) <= last.get(k[0], "")}


def level_words(i: Incident) -> str:
    """The level of an incident with what gives it, in words that say exactly what it is."""
    return i.why if i.why.startswith(i.level.value) else f"{i.level.value}: {i.why}"


def incident_json(i: Incident) -> dict[str, Any]:
    """An incident as plain data."""

    def told(words: Iterable[Told]) -> list[dict[str, Any]]:
        return [
            {"who": t.who, "party": t.party, "on": t.on, "report": t.report, "words": t.span.quote}
            for t in words
        ]

    return {
        "incident": i.name,
        "place": i.place,
        "from": i.since,
        "until": i.until,
        "clauses": list(i.clauses),
        "dated": i.dated,
        "opened_by": i.opened_by,
        "level": i.level.value,
        "why": i.why,
        "verifier": i.verifier,
        "perpetrator": i.perpetrator,
        "reported": told(i.reported),
        "allegations": told(i.allegations),
        "denials": told(i.denials),
        "findings": told(i.findings),
        "no_access": told(i.no_access),
        "observations": list(i.observations),
        "merged": list(i.merged),
    }
