"""One claim as a reviewer needs it: what is said, by whom, where it stands, and what hangs on it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from itertools import islice, pairwise
from typing import Any

from truceline.case import View
from truceline.case.queue import Waiting, decided_claims
from truceline.desk.cited import cited, report_line
from truceline.desk.decided import holding, judgement_facts
from truceline.desk.here import Here
from truceline.desk.listed import CLAIMS, LINES, SIGNALS
from truceline.desk.named import name_of
from truceline.desk.tables import Table
from truceline.desk.waitlist import Waitlist
from truceline.model.judgement import Decision, Judgement, SubjectKind
from truceline.model.reading import Claim
from truceline.model.report import Report
from truceline.model.standing import Signal
from truceline.model.weighing import Lineage

__all__ = [
    "RANKS",
    "claim_facts",
    "claims_by_id",
    "decisions_on",
    "lines",
    "list_facts",
    "look_alikes",
    "the_queue",
]

RANKS = (
    "without it, a clause would read otherwise",
    "it is among those that decide a clause",
    "it bears on a clause",
    "it answers a question on which answers differ",
    "nothing hangs on it yet",
)
RELAYS = 12
"""Other claims of a statement that are named beside one; its page has all."""
NEAR_DAYS = 4
ALIKE_AT_MOST = 6


def _by_holder(view: View) -> dict[str, list[Lineage]]:
    found: dict[str, list[Lineage]] = defaultdict(list)
    for line in view.lineages:
        found[line.entity or (line.holder or "").casefold()].append(line)
    return found


BY_HOLDER = Table("statements by holder", _by_holder, ("lineages",))


def the_queue(here: Here) -> tuple[Waiting, ...]:
    """What waits for a person, what changes a standing first."""
    order: Waitlist = here.request.app.state.waitlist
    found = order.ranked(here.snapshot, here.view, here.asked.as_of, here.asked.reading)

    def waiting() -> tuple[Waiting, ...]:
        done, claims = decided_claims(here.view.decisions) | here.view.confirmed, claims_by_id(here)
        return tuple(w for w in found if w.claim not in done and w.claim in claims)

    kept: tuple[Waiting, ...] = here.once("waiting", waiting, id(found))
    return kept


def signals_of(here: Here, claim: str) -> list[Signal]:
    """What a claim means for the clauses."""
    return here.table(SIGNALS).get(claim, [])


def decisions_on(here: Here, claim: str) -> list[Judgement]:
    """The judgements about a claim that hold."""
    return [
        j
        for j in holding(here.view.judgements, SubjectKind.CLAIM)
        if j.subject == claim and j.decision is not Decision.ADD
    ]


def claim_facts(here: Here, claim: Claim, waiting: Waiting | None) -> dict[str, Any]:
    """A claim with its signals, its origin, and what the board would be without it."""
    view, accord = here.view, here.view.accord
    line = here.table(LINES).get(claim.id)
    others = (m for m in line.members if m.claim != claim.id) if line else ()
    names = {t.id: t.name for t in accord.vocabulary.topics} if accord else {}
    titles = {c.id: c.title for c in accord.clauses} if accord else {}
    return {
        "id": claim.id,
        "report": claim.report,
        "holder": claim.holder,
        "party": claim.party,
        "party_name": name_of(here, claim.party),
        "entity": claim.entity,
        "anonymous": claim.anonymous,
        "manner": claim.manner.value,
        "stance": claim.stance.value,
        "modality": claim.modality.value,
        "said_on": claim.said_on,
        "topics": list(claim.topics),
        "topic_names": [names.get(t, t) for t in claim.topics],
        "chain": [link.name for link in claim.chain],
        "words": claim.words,
        "cited": cited(view, claim.content[0], claim.id),
        "why": RANKS[waiting.rank] if waiting else "",
        "question": waiting.question if waiting else "",
        "changes": [
            {"clause": c.clause, "title": titles.get(c.clause, ""), "now": c.now, "then": c.then}
            for c in (waiting.changes if waiting else ())
        ],
        "signals": [
            {"clause": s.clause, "title": titles.get(s.clause, ""), "kind": s.kind.value, "rule": s.rule}
            for s in signals_of(here, claim.id)
        ],
        "confirmed": claim.id in view.confirmed,
        "decisions": [judgement_facts(j) for j in decisions_on(here, claim.id)],
        "origin": line.origin if line else None,
        "origin_label": line.label if line else None,
        "relays": [_member(here, m.report, m.claim) for m in islice(others, RELAYS)],
        "relay_count": len(line.members) - 1 if line else 0,
        **report_line(view, claim.report),
    }


def list_facts(here: Here, waiting: Waiting, claim: Claim) -> dict[str, Any]:
    """A claim in the list of what waits."""
    return {
        "claim": claim.id,
        "report": claim.report,
        "holder": claim.holder,
        "words": claim.words,
        "rank": waiting.rank,
        "clauses": list(waiting.clauses),
        "changes": [{"clause": c.clause, "now": c.now, "then": c.then} for c in waiting.changes],
        **report_line(here.view, claim.report),
    }


def _member(here: Here, report: str, claim: str) -> dict[str, Any]:
    found = claims_by_id(here).get(claim)
    return {"claim": claim, "words": found.words if found else "", **report_line(here.view, report)}


def claims_by_id(here: Here) -> dict[str, Claim]:
    """Every claim of the view."""
    return here.table(CLAIMS)


def look_alikes(here: Here, claim: Claim) -> list[dict[str, Any]]:
    """Statements that may go back to the same origin: of the same holder, within a few days, by the words
    that they share; without those of which a person said that they are not the same."""
    view = here.view
    mine = here.table(LINES).get(claim.id)
    if mine is None:
        return []
    kept = here.table(BY_HOLDER)
    apart = {
        frozenset((j.subject, o))
        for j in view.decisions
        if j.decision is Decision.NOT_THE_SAME
        for o in j.others
    }
    words, claims = _words(claim), claims_by_id(here)
    found = []
    for line in kept.get(mine.entity or (mine.holder or "").casefold(), [])[:2000]:
        first = claims.get(line.members[0].claim)
        if line.origin == mine.origin or first is None or not _near(line.known_on, mine.known_on):
            continue
        ids = {line.origin, *(m.claim for m in line.members)}
        if any(pair & ids and pair & {claim.id, mine.origin} for pair in apart):
            continue
        alike = len(words & _words(first)) / max(len(words | _words(first)), 1)
        found.append((alike, line, first))
    found.sort(key=lambda x: (-x[0], x[1].origin))
    return [
        {
            "origin": line.origin,
            "words": first.words,
            "members": len(line.members),
            **report_line(view, first.report),
        }
        for alike, line, first in found[:ALIKE_AT_MOST]
        if alike > 0
    ]


def _words(claim: Claim) -> set[str]:
    return {w for w in claim.words.casefold().split() if len(w) > 3}


def _near(one: str | None, other: str | None) -> bool:
    if not one or not other:
        return True
    return abs((dt.date.fromisoformat(one[:10]) - dt.date.fromisoformat(other[:10])).days) <= NEAR_DAYS


def lines(report: Report, claim: Claim) -> list[list[tuple[str, str]]]:
    """The report's text, line by line, each in (class, words) pieces: "lit" for the claim's words, "cue"
    for whom it is from and the word that says so."""
    lit = [(s.start, s.end) for s in claim.content]
    cue = [(s.start, s.end) for s in (claim.source, claim.cue) if s is not None]
    cuts = sorted({edge for pair in (*lit, *cue) for edge in pair})
    out, at = [], 0
    for line in report.text.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        if line.strip():
            points = [start, *(c for c in cuts if start < c < end), end]
            out.append([(_class(a, lit, cue), report.text[a:b]) for a, b in pairwise(points)])
    return out


def _class(at: int, lit: Sequence[tuple[int, int]], cue: Sequence[tuple[int, int]]) -> str:
    if any(a <= at < b for a, b in lit):
        return "lit"
    return "cue" if any(a <= at < b for a, b in cue) else ""
