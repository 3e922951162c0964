"""What to ask whom: the uncertain clauses with the least evidence that would change each, ranked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from truceline.case import answered
from truceline.case.watching import watch_list_json
from truceline.desk import answers
from truceline.desk.agreed import AgreedDep
from truceline.desk.cited import cited
from truceline.desk.here import twin
from truceline.desk.paging import paged
from truceline.desk.tab import Tab
from truceline.desk.tables import Table
from truceline.model.accord import Accord
from truceline.model.watching import Wanted, Watched

router = APIRouter()
TAB = Tab(12, "watchlist", "What to ask", "/watchlist", "q", agreed=True)
SIZE = 40
CITED = 3
"""Sentences shown of what a clause rests on now; its page has all."""
ANYBODY = "anybody new"
"""How a report that goes back to nobody heard so far is chosen as a voice."""

Word = Annotated[str, Query(max_length=120)]


@lru_cache(maxsize=answers.MOST)
def _list(as_of: str, reading: str | None) -> Table[tuple[Watched, ...]]:
    return Table("watch list", lambda view: answered.watched(view, as_of, reading), answers.RESTS)


@twin(router, "/watchlist")
def watchlist(
    here: AgreedDep, whom: Word = "", party: Word = "", phase: Word = "", topic: Word = "", page: Word = "1"
) -> Response:
    """Those first on which most hangs; `whom` leaves what that voice could settle. The JSON is the list that
    `truceline add --watch` takes."""
    accord = here.view.agreement
    every = here.table(_list(here.asked.as_of, here.asked.reading))
    clauses = {c.id: c for c in accord.clauses}
    found = [
        w
        for w in every
        if answers.fits(clauses[w.clause], party, phase, topic)
        and (not whom or any(_key(accord, e) == whom for e in w.wanted))
    ]
    part = paged(found, page, SIZE)
    shown = part.items if not here.wants_json else found
    data: dict[str, Any] = watch_list_json(accord, tuple(shown), here.asked.as_of, here.asked.known_at)
    for row, w in zip(data["wanted"], shown, strict=True):
        row["rests_on"] = [
            {"who": s.holder, "words": cited(here.view, s.spans[0], s.claim)}
            for s in w.standing.signals[:CITED]
            if s.spans
        ]
        row["voices"] = _voices(accord, w, whom)
    data["found"] = part.facts
    return here.page(
        "watchlist.html.j2",
        "What to ask",
        data,
        tab="watchlist",
        part=part,
        whom=_whom(accord, every),
        choices=answers.clause_choices(accord),
        asked_for={"whom": whom, "party": party, "phase": phase, "topic": topic},
        filtered=any((whom, party, phase, topic)),
    )


def _key(accord: Accord, wanted: Wanted) -> str:
    """The voice in a word, as it is chosen."""
    return answers.called(accord, wanted.entities[0]) if wanted.entities else ANYBODY


def _voices(accord: Accord, w: Watched, whom: str) -> list[dict[str, Any]]:
    """Whom to ask, those together whose word would make the same of the clause, best first."""
    told: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for e in w.wanted:
        if not whom or _key(accord, e) == whom:
            told.setdefault(e.answers, []).append(e.who)
    return [
        {"who": who, "answers": [{"told": a, "then": then} for a, then in found]}
        for found, who in told.items()
    ]


def _whom(accord: Accord, every: Sequence[Watched]) -> list[tuple[str, int]]:
    """Each voice with the number of clauses that its word would change, those first that would settle most."""
    count: dict[str, int] = {}
    for w in every:
        for key in dict.fromkeys(_key(accord, e) for e in w.wanted):
            count[key] = count.get(key, 0) + 1
    return sorted(count.items(), key=lambda x: (-x[1], x[0]))
