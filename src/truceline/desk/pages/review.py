"""Review: what waits for a person, one claim at a time, with its source beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from truceline.case.clashing import states
from truceline.case.queue import Waiting
from truceline.desk.decided import judgement_facts
from truceline.desk.forms import form_of
from truceline.desk.here import AtOnceDep, Elsewhere, Here, twin
from truceline.desk.listed import HOLDERS, MACHINE_CLAIMS, OUTLETS, PARTIES
from truceline.desk.named import name_of
from truceline.desk.paging import paged
from truceline.desk.tab import Tab
from truceline.desk.waiting import RANKS, claim_facts, claims_by_id, lines, list_facts, look_alikes, the_queue
from truceline.errors import ItemNotFound
from truceline.model.judgement import Decision, Judgement, SubjectKind
from truceline.model.reading import Claim, Manner, Modality, Stance

router = APIRouter()
TAB = Tab(100, "review", "Review", "/review", "v", "work")
SIZE = 40

Word = Annotated[str, Query(max_length=200)]


@twin(router, "/review")
def review(
    here: AtOnceDep, item: Word = "", clause: Word = "", outlet: Word = "", holder: Word = "", done: Word = ""
) -> Response:
    """The claim to decide on: `item`, else the first that waits. `done` names the decision just made."""
    _today(here)
    waiting = _wanted(here, clause, outlet, holder)
    claim, at = _chosen(here, waiting, item)
    filters = {"clause": clause, "outlet": outlet, "holder": holder}
    data: dict[str, Any] = {
        "waiting": len(waiting),
        "done": done_facts(here, done),
        "claim": None,
    }
    if claim is None:
        return here.page(
            "review_done.html.j2", "Review", data, tab="review", form=form_of(here), filters=filters, next=""
        )
    own = waiting[at] if at is not None else None
    following = waiting[at + 1] if at is not None and at + 1 < len(waiting) else None
    if at is None and waiting:
        following = waiting[0]
    before = waiting[at - 1] if at else None
    data |= {
        "number": at + 1 if at is not None else None,
        "claim": claim_facts(here, claim, own),
        "alike": look_alikes(here, claim),
        "next": following.claim if following else None,
        "before": before.claim if before else None,
    }
    report = here.view.reports[claim.report]
    link = here.link("/review", **filters, item=following.claim if following else None)
    return here.page(
        "review.html.j2",
        "Review",
        data,
        tab="review",
        form=form_of(here),
        filters=filters,
        next=link,
        lines=lines(report, claim),
        report=report,
        words={"stance": [w.value for w in Stance], "modality": [w.value for w in Modality]},
        manners=[w.value for w in Manner],
        topics=_topics(here),
        parties=_parties(here),
        holders=here.table(HOLDERS),
        skip=here.link("/review", **filters, item=following.claim) if following else None,
        back=here.link("/review", **filters, item=before.claim) if before else None,
    )


@twin(router, "/review/list")
def review_list(
    here: AtOnceDep,
    clause: Word = "",
    outlet: Word = "",
    holder: Word = "",
    page: Word = "1",
    done: Word = "",
) -> Response:
    """All that waits, to decide on several at once."""
    _today(here)
    waiting = _wanted(here, clause, outlet, holder)
    part = paged(waiting, page, SIZE)
    claims = claims_by_id(here)
    data = {
        "found": part.facts,
        "done": done_facts(here, done),
        "waiting": [list_facts(here, w, claims[w.claim]) for w in part.items if w.claim in claims],
    }
    return here.page(
        "review_list.html.j2",
        "Everything that waits",
        data,
        tab="review",
        form=form_of(here),
        part=part,
        filters={"clause": clause, "outlet": outlet, "holder": holder},
        clauses=[(c.id, c.title) for c in here.view.accord.clauses] if here.view.accord else [],
        outlets=here.table(OUTLETS),
        holders=here.table(HOLDERS),
        ranks=RANKS,
    )


def _today(here: Here) -> None:
    """Decisions are known from today, so what waits is shown as it is known today."""
    today = here.snapshot.base.known_at
    if here.asked.known_at != today:
        raise Elsewhere(here.with_(known_at=today))


def _wanted(here: Here, clause: str, outlet: str, holder: str) -> Sequence[Waiting]:
    waiting = the_queue(here)
    if not (clause or outlet or holder):
        return waiting
    claims, reports = claims_by_id(here), here.view.reports
    return [
        w
        for w in waiting
        if (not clause or clause in w.clauses)
        and (not outlet or (reports[w.report].outlet or "").casefold() == outlet.casefold())
        and (not holder or (claims[w.claim].holder or "").casefold() == holder.casefold())
    ]


def _chosen(here: Here, waiting: Sequence[Waiting], item: str) -> tuple[Claim | None, int | None]:
    """The claim asked for, and its place in the queue; one that is decided on has none."""
    claims = claims_by_id(here)
    if not item:
        return (claims[waiting[0].claim], 0) if waiting else (None, None)
    place = next((n for n, w in enumerate(waiting) if w.claim == item), None)
    if item in claims:
        return claims[item], place
    found = here.table(MACHINE_CLAIMS).get(item) or here.case.claim(item, here.view)
    if found.report not in here.view.reports:
        raise ItemNotFound(f"no report on this day holds the claim {item!r}", mend="choose one that waits")
    return found, place


def done_facts(here: Here, id: str) -> dict[str, Any] | None:
    """The decision just made, to be undone while it is fresh."""
    found = next((j for j in here.view.judgements if j.id == id), None) if id else None
    if found is None:
        return None
    alike = [
        j
        for j in here.view.judgements
        if j.change.get("bulk") and j.change["bulk"] == found.change.get("bulk")
    ]
    return judgement_facts(found) | {
        "holds": states(here.view.judgements).get(found.id, ("",))[0] == "holds",
        "count": max(1, len(alike)),
        "undo": found.decision is Decision.UNDO,
        "words": _about(here, found),
    }


def _about(here: Here, made: Judgement) -> str:
    """The words of the claim or the names that a decision, or the one that it undoes, is about; empty of anything
    else."""
    if made.decision is Decision.UNDO:
        undone = next((j for j in here.view.judgements if j.id == made.subject), None)
        return _about(here, undone) if undone else ""
    if made.kind is SubjectKind.ENTITY:
        return " and ".join(name_of(here, id) for id in (made.subject, *made.others))
    if made.kind is not SubjectKind.CLAIM or made.decision is Decision.ADD:
        return ""
    found = claims_by_id(here).get(made.subject) or here.table(MACHINE_CLAIMS).get(made.subject)
    return found.words if found else ""


def _topics(here: Here) -> list[tuple[str, str]]:
    return [(t.id, t.name) for t in here.view.accord.vocabulary.topics] if here.view.accord else []


def _parties(here: Here) -> list[tuple[str, str]]:
    accord = here.view.accord
    named = {p: accord.labels.get(p, p) for p in accord.parties} if accord else {}
    return [*named.items(), *((p, name_of(here, p)) for p in here.table(PARTIES) if p not in named)]
