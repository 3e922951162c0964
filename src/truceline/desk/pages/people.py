"""People and bodies: every form under which reports name them, what they are said to say, what a person merged."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from truceline.desk.cited import cited
from truceline.desk.here import Here, HereDep, twin
from truceline.desk.paging import paged
from truceline.desk.tab import Tab
from truceline.errors import ItemNotFound
from truceline.model.judgement import Decision, SubjectKind
from truceline.model.reading import Claim, Mention

router = APIRouter()
TAB = Tab(80, "people", "People", "/people", "p")
SIZE = 50
SAID = 25
KINDS = ("party", "person", "organisation", "group", "place", "document", "event")
LEFT_OUT = ("place", "document", "event")
"""Kinds that the list leaves out until they are asked for."""
MERGES = (Decision.MERGE, Decision.SPLIT, Decision.NOT_THE_SAME)

Word = Annotated[str, Query(max_length=120)]


@twin(router, "/people")
def people(here: HereDep, q: Word = "", kind: Word = "", party: Word = "", page: Word = "1") -> Response:
    """Everybody named, the most named first."""
    every = list(_all(here).values())
    words = q.casefold().strip()
    found = [
        e
        for e in every
        if (e["kind"] == kind if kind else e["kind"] not in LEFT_OUT)
        and (not party or e["party"] == party)
        and (not words or words in e["name"].casefold() or any(words in f.casefold() for f, _ in e["forms"]))
    ]
    part = paged(found, page, SIZE)
    names = {e["id"]: e["name"] for e in every}
    parties = sorted({e["party"] for e in every if e["party"]})
    data = {"found": part.facts, "people": [_shown(e) for e in part.items]}
    return here.page(
        "people.html.j2",
        "People and bodies",
        data,
        tab="people",
        part=part,
        party_names=names,
        choices={"kind": [(k, k) for k in KINDS], "party": [(p, names.get(p, p)) for p in parties]},
        asked_for={"q": q, "kind": kind, "party": party},
    )


@twin(router, "/people/{name}")
def person(here: HereDep, name: str) -> Response:
    """One of them: forms, with the labels apart; what they are said to say, the latest first."""
    found = _all(here).get(name)
    if found is None:
        raise ItemNotFound(
            f"no report known by {here.view.known_at} names {name!r}",
            mend="choose a later day, or one from the list",
        )
    said = _claims(here).get(name, [])
    data = _shown(found) | {
        "forms": [{"form": f, "count": n} for f, n in found["forms"]],
        "labels": [
            {"form": f, "count": n, "neutral": neutral} for (f, neutral), n in found["labels"].most_common(20)
        ],
        "outlets": [{"outlet": o, "count": n} for o, n in found["outlets"].most_common(20)],
        "said": len(said),
        "claims": [
            {
                "id": c.id,
                "holder": c.holder,
                "stance": c.stance.value,
                "modality": c.modality.value,
                "said_on": c.said_on,
                "words": cited(here.view, c.content[0], c.id, 80),
            }
            for c in said[:SAID]
        ],
        "merges": _merges(here, name),
    }
    return here.page("person.html.j2", found["name"], data, tab="people")


def _shown(e: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in e.items() if k not in ("labels", "outlets", "forms")} | {
        "forms": [f for f, _ in e["forms"][:6]],
        "more_forms": max(0, len(e["forms"]) - 6),
    }


def _all(here: Here) -> dict[str, dict[str, Any]]:
    """Every entity that is named, by id, the most named first."""

    def made() -> dict[str, dict[str, Any]]:
        forms: dict[str, Counter[str]] = defaultdict(Counter)
        labels: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        outlets: dict[str, Counter[str]] = defaultdict(Counter)
        first: dict[str, Mention] = {}
        into = _led(here)
        for reading in here.view.readings.values():
            outlet = here.view.reports[reading.report].outlet or "outlet unknown"
            for m in reading.mentions:
                if not m.entity:
                    continue
                id = into.get(m.entity, m.entity)
                words = " ".join(m.span.quote.split())
                if m.loaded:
                    labels[id][(words, m.neutral or "")] += 1
                else:
                    forms[id][words] += 1
                outlets[id][outlet] += 1
                first.setdefault(id, m)
        vocabulary = here.view.accord.vocabulary if here.view.accord else None
        said = _claims(here)
        rows: dict[str, dict[str, Any]] = {}
        for id, m in first.items():
            known = vocabulary.entity(id) if vocabulary else None
            told = forms[id].most_common()
            rows[id] = {
                "id": id,
                "name": known.name if known else told[0][0] if told else labels[id].most_common(1)[0][0][0],
                "kind": (known.type if known else m.type).value,
                "roles": [r.value for r in known.roles if r.value not in ("other", known.type)]
                if known
                else [],
                "party": (known.party if known else m.party) or None,
                "known": known is not None,
                "named": sum(outlets[id].values()),
                "claims": len(said.get(id, [])),
                "forms": told,
                "labels": labels[id],
                "outlets": outlets[id],
            }
        return dict(sorted(rows.items(), key=lambda kv: (-kv[1]["named"], kv[1]["name"], kv[0])))

    found: dict[str, dict[str, Any]] = here.once("people", made)
    return found


def _led(here: Here) -> dict[str, str]:
    """Who was merged into whom, as weighing gathered it."""
    out: dict[str, str] = {}
    for j in here.view.decisions:
        if j.kind is SubjectKind.ENTITY and j.decision is Decision.MERGE:
            out |= {o: j.subject for o in j.others if o != j.subject}
        elif j.kind is SubjectKind.ENTITY and j.decision in (Decision.SPLIT, Decision.NOT_THE_SAME):
            for o in j.others:
                if out.get(o) == j.subject:
                    del out[o]
    return out


def _claims(here: Here) -> dict[str, list[Claim]]:
    """Claims by who holds them, the latest first."""

    def made() -> dict[str, list[Claim]]:
        found: dict[str, list[Claim]] = defaultdict(list)
        into = _led(here)
        for c in here.view.claims:
            if c.entity:
                found[into.get(c.entity, c.entity)].append(c)
        days = {i: r.published or r.known_on or "" for i, r in here.view.reports.items()}
        for told in found.values():
            told.sort(key=lambda c: (c.said_on or days[c.report], days[c.report], c.id), reverse=True)
        return found

    kept: dict[str, list[Claim]] = here.once("claims by holder", made)
    return kept


def _merges(here: Here, name: str) -> list[dict[str, Any]]:
    """What people decided about who is who."""
    return [
        {
            "decision": j.decision.value,
            "subject": j.subject,
            "others": list(j.others),
            "by": j.by,
            "on": j.known_on,
            "reason": j.reason,
        }
        for j in here.view.decisions
        if j.kind is SubjectKind.ENTITY and j.decision in MERGES and name in (j.subject, *j.others)
    ]
