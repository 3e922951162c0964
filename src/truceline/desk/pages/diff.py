"""Two dates compared: which clauses stand otherwise on a later day, or as more was known, and on whose word."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from truceline.desk import answers
from truceline.desk.agreed import AgreedDep
from truceline.desk.cited import cited
from truceline.desk.here import Here, twin
from truceline.desk.tab import Tab
from truceline.errors import UsageError
from truceline.model.dates import day_given
from truceline.model.standing import Moved

router = APIRouter()
TAB = Tab(14, "diff", "Two dates", "/diff", "d", agreed=True)
CITED = 3
"""Sentences shown of what a clause rested on before; the clause's page of that day has all."""
MONTH = 30

Word = Annotated[str, Query(max_length=80)]
Since = Annotated[str, Query(max_length=80, alias="from")]


@twin(router, "/diff")
def diff(
    here: AgreedDep,
    since: Since = "",
    from_known: Word = "",
    party: Word = "",
    phase: Word = "",
    topic: Word = "",
) -> Response:
    """The page's own dates are the later pair; `from` and `from_known` are the earlier one. One day twice, as known
    then and as known now, tells what came to light since."""
    accord = here.view.agreement
    a = here.asked
    first = day_given(since, "from") if since else answers.before(a.as_of, answers.LOOK_BACK)
    known = day_given(from_known, "from_known") if from_known else min(first, a.known_at)
    for name, early, late in (("from", first, a.as_of), ("from_known", known, a.known_at)):
        if early > late:
            raise UsageError(f"{name}={early} lies after {late}", mend="choose an earlier day")
    found = [
        m
        for m in answers.moved_since(here, first, known)
        if (c := accord.clause(m.clause)) is not None and answers.fits(c, party, phase, topic)
    ]
    moved = [_facts(here, m, first, known) for m in found]
    together = answers.together(moved)
    otherwise = [m for m in together if answers.stands_otherwise(m)]
    few = sum(1 for c in accord.clauses if answers.fits(c, party, phase, topic))
    data: dict[str, Any] = {
        "from": first,
        "from_known": known,
        "moved": moved,
        "clauses": few,
        "as_before": few - len(moved),
    }
    return here.page(
        "diff.html.j2",
        "Two dates compared",
        data,
        tab="diff",
        moves=otherwise,
        details=[m for m in together if not answers.stands_otherwise(m)],
        otherwise=sum(len(m["clauses"]) for m in otherwise),
        choices=answers.clause_choices(accord),
        asked_for={"party": party, "phase": phase, "topic": topic},
        filtered=any((party, phase, topic)),
        presets=_presets(here, accord.start[:10]),
    )


def _presets(here: Here, start: str) -> list[tuple[str, dict[str, str]]]:
    """(what it asks, the earlier pair) of what is asked most."""
    a = here.asked
    week, month = answers.before(a.as_of, answers.LOOK_BACK), answers.before(a.as_of, MONTH)
    found = [
        ("a week before", {"from": week, "from_known": week}),
        ("30 days before", {"from": month, "from_known": month}),
        ("the first day", {"from": start, "from_known": start}),
    ]
    if a.as_of < a.known_at:
        found.append(("the same day, as known then", {"from": a.as_of, "from_known": a.as_of}))
    return [(words, pair) for words, pair in found if pair["from"] <= a.as_of]


def _facts(here: Here, m: Moved, first: str, known: str) -> dict[str, Any]:
    told = answers.move_facts(here, m)
    return told | {
        "by_calendar": told["by_calendar"] and first != here.asked.as_of,
        "path_before": here.link(f"/clause/{m.clause}", as_of=first, known_at=known),
        "stood_on": [
            {"who": s.holder, "words": cited(here.view, s.spans[0], s.claim)}
            for s in m.before.signals[:CITED]
            if s.spans
        ],
    }
