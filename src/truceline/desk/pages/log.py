"""The log: every judgement, by whom, why, and the way back; the head of the record, and how to check it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from truceline.case.clashing import states
from truceline.desk.decided import judgement_facts
from truceline.desk.forms import form_of
from truceline.desk.here import AtOnceDep, Here, twin
from truceline.desk.listed import MACHINE_CLAIMS
from truceline.desk.paging import paged
from truceline.desk.tab import Tab
from truceline.desk.waiting import claims_by_id
from truceline.model.judgement import Decision, SubjectKind
from truceline.model.reading import Claim

router = APIRouter()
TAB = Tab(120, "log", "Log", "/log", "l", "work")
SIZE = 50

Word = Annotated[str, Query(max_length=200)]


@twin(router, "/log")
def log(
    here: AtOnceDep,
    by: Word = "",
    decision: Word = "",
    kind: Word = "",
    subject: Word = "",
    state: Word = "",
    page: Word = "1",
    done: Word = "",
) -> Response:
    """Every judgement, the newest first. `state`: holds, undone or late."""
    rows = _rows(here)
    found = [
        r
        for r in rows
        if (not by or r["by"] == by)
        and (not decision or r["decision"] == decision)
        and (not kind or r["kind"] == kind)
        and (not subject or subject in (r["subject"], *r["others"]))
        and (not state or r["state"] == state)
    ]
    at = next((n for n, r in enumerate(found) if r["id"] == done), None)
    part = paged(found, 1 + at // SIZE if at is not None and page == "1" else page, SIZE)
    head = here.case.head()
    data: dict[str, Any] = {
        "record": {"entries": int(head.partition(":")[0]), "head": head},
        "found": part.facts,
        "judgements": [r | {"about": _about(here, r)} for r in part.items],
    }
    return here.page(
        "log.html.j2",
        "Log",
        data,
        tab="log",
        form=form_of(here),
        part=part,
        done=done,
        empty=not rows,
        asked_for={"by": by, "decision": decision, "kind": kind, "subject": subject, "state": state},
        choices={
            "by": sorted({r["by"] for r in rows}),
            "decision": [d.value for d in Decision],
            "kind": [k.value for k in SubjectKind],
            "state": ["holds", "undone", "overruled", "late"],
        },
    )


def _rows(here: Here) -> list[dict[str, Any]]:
    """Judgements and those that came too late, the newest first; each with its state."""

    def made() -> list[dict[str, Any]]:
        judgements = here.snapshot.base.judgements
        found = states(judgements)
        out = [
            judgement_facts(j) | {"state": found[j.id][0], "by_which": found[j.id][1] or None, "against": []}
            for j in judgements
        ]
        out += [
            judgement_facts(c.judgement) | {"state": "late", "by_which": None, "against": list(c.against)}
            for c in here.case.clashes()
        ]
        return sorted(out, key=lambda r: (r["made_at"], r["id"]), reverse=True)

    found: list[dict[str, Any]] = here.snapshot.once(("log",), made)
    return found


def _about(here: Here, row: dict[str, Any]) -> dict[str, Any]:
    """What a judgement is about, in words, and where that is."""
    kind, subject = row["kind"], row["subject"]
    if kind == SubjectKind.JUDGEMENT.value:
        target = next((r for r in _rows(here) if r["id"] == subject), None)
        return {
            "words": f"{target['by']} {target['did']}" if target else subject,
            "path": f"/log?done={subject}#{subject}",
            "inner": _about(here, target) if target and target["kind"] != kind else None,
        }
    if kind == SubjectKind.CLAIM.value and row["decision"] != Decision.ADD.value:
        claim = _claim(here, subject)
        return {
            "words": f"{claim.holder or 'own voice'}: {claim.words}" if claim else subject,
            "path": f"/review?item={subject}" if claim else "",
            "inner": None,
        }
    if kind in (SubjectKind.REPORT.value, SubjectKind.CLAIM.value):
        report = next((r for r in here.view.kept if r.id == subject), None)
        words = f"{report.outlet or 'outlet unknown'}, {report.published or 'no date'}" if report else subject
        start, end = row["change"].get("start"), row["change"].get("end")
        if report and isinstance(start, int) and isinstance(end, int):
            words += f": {report.text[start:end]}"
        return {"words": words, "path": f"/report/{subject[:12]}" if report else "", "inner": None}
    paths = {
        SubjectKind.LINEAGE.value: f"/lineage/{subject}",
        SubjectKind.FINDING.value: f"/figures/{subject}",
        SubjectKind.STANDING.value: f"/clause/{subject.partition('@')[0]}",
    }
    return {"words": subject, "path": paths.get(kind, ""), "inner": None}


def _claim(here: Here, id: str) -> Claim | None:
    if found := claims_by_id(here).get(id):
        return found
    return here.table(MACHINE_CLAIMS).get(id)
