"""Several claims decided on at once, after a look at what it would do."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from truceline.case.queue import effect
from truceline.desk.forms import SentDep, form_of
from truceline.desk.here import Here, desk_of
from truceline.desk.waiting import claims_by_id, list_facts, the_queue
from truceline.errors import UsageError
from truceline.model.judgement import Decision

router = APIRouter()
TOGETHER = (Decision.CONFIRM, Decision.REJECT)


@router.post("/review/preview")
def preview(request: Request, sent: SentDep) -> Response:
    """What a decision about the chosen claims would change; nothing is kept yet."""
    here = Here(request, desk_of(request))
    chosen = list(dict.fromkeys(sent.many("subject")))
    if sent.one("decision") not in [d.value for d in TOGETHER]:
        raise UsageError(
            "only confirming and rejecting can be done together", mend="go back and choose one of the two"
        )
    decision = Decision(sent.one("decision"))
    claims = claims_by_id(here)
    waiting = {w.claim: w for w in the_queue(here)}
    known = [i for i in chosen if i in claims and i in waiting]
    if not known:
        raise UsageError("nothing was chosen", mend="go back and choose at least one claim")
    changes = effect(here.view, known, decision, here.asked.as_of, here.asked.reading)
    titles = {c.id: c.title for c in here.view.accord.clauses} if here.view.accord else {}
    data: dict[str, Any] = {
        "decision": decision.value,
        "claims": [list_facts(here, waiting[i], claims[i]) for i in known],
        "left_out": len(chosen) - len(known),
        "changes": [
            {
                "clause": c.clause,
                "title": titles.get(c.clause, ""),
                "now": c.now,
                "then": c.then,
                "evidence_now": c.evidence_now,
                "evidence_then": c.evidence_then,
            }
            for c in changes
        ],
    }
    return here.page(
        "bulk.html.j2",
        f"{decision.value.capitalize()} {len(known)} claims?",
        data,
        tab="review",
        form=form_of(here),
        back=sent.one("back") or here.link("/review/list"),
        seen=sent.seen,
        reason=sent.one("reason"),
    )
