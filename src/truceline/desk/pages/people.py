"""People and bodies: every form under which reports name them, what they are said to say, what a person merged."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from truceline.case import View
from truceline.case.entities import maybe_one, named
from truceline.case.patience import Task
from truceline.desk.cited import cited
from truceline.desk.decided import judgement_facts
from truceline.desk.forms import form_of
from truceline.desk.here import Elsewhere, Here, HereDep, twin
from truceline.desk.named import NAMED, name_of
from truceline.desk.pages.review import done_facts
from truceline.desk.paging import paged
from truceline.desk.tab import Tab
from truceline.desk.tables import Table
from truceline.errors import ItemNotFound
from truceline.model.judgement import Decision, SubjectKind
from truceline.model.reading import Claim, MentionType
from truceline.model.vocabulary import Role

router = APIRouter()
TAB = Tab(80, "people", "People", "/people", "p")
SIZE = 50
SAID = 25
FEW = 3
"""Outlets that name somebody, up to which they are told beside the name."""
KINDS = ("party", "person", "organisation", "group", "place", "document", "event")
NOT_BOUND = "state or movement"
"""What has a party's kind in a text and is none of the agreement's."""
LEFT_OUT = ("place", "document", "event")
"""Kinds that the list leaves out until they are asked for."""
MERGES = (Decision.MERGE, Decision.SPLIT, Decision.NOT_THE_SAME)
ALIKE = "may be one"
CANDIDATES = 8
"""Others offered of those whom words fit; more words leave fewer."""

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
    names |= {p: name_of(here, p) for e in part.items if (p := e["party"]) and p not in names}
    parties = sorted({e["party"] for e in every if e["party"]})
    data = {"found": part.facts, "people": [_shown(e) for e in part.items]}
    return here.page(
        "people.html.j2",
        "People and bodies",
        data,
        tab="people",
        part=part,
        party_names=names,
        choices={
            "kind": [(k, k) for k in KINDS],
            "party": [(p, names.get(p) or name_of(here, p)) for p in parties],
        },
        asked_for={"q": q, "kind": kind, "party": party},
    )


@twin(router, "/people/alike")
def alike(here: HereDep, page: Word = "1", done: Word = "") -> Response:
    """Pairs that nobody has decided on and that may be one, with the reason; and what was decided."""
    every = _all(here)
    view = here.view
    task: Task[Any] = here.once(
        ALIKE,
        lambda: Task(lambda: maybe_one(view, named(view)), lambda: "Names are being compared."),
        rests=("reports", "claims", "mentions", "entity", "accord"),
    )
    found = [p for p in task.result() if p.one in every and p.other in every]
    part = paged(found, page, SIZE)
    data = {
        "found": part.facts,
        "pairs": [
            {"one": _who(here, every[p.one]), "other": _who(here, every[p.other]), "why": p.why}
            for p in part.items
        ],
        "decided": _merges(here),
    }
    return here.page(
        "alike.html.j2",
        "Who may be one",
        data,
        tab="people",
        part=part,
        form=form_of(here),
        done=done_facts(here, done),
        after=_today(here),
    )


@twin(router, "/people/{name}")
def person(here: HereDep, name: str, same: Word = "", done: Word = "") -> Response:
    """One of them: forms, with the labels apart; what they are said to say, the latest first. `same` looks for
    others of whom a person may say that they are the same, or are not."""
    found = _all(here).get(name)
    if found is None and (into := here.view.led.get(name)) in _all(here):
        raise Elsewhere(here.link(f"/people/{into}", done=done or None))
    if found is None:
        raise ItemNotFound(
            f"no report known by {here.view.known_at} names {name!r}",
            mend="choose a later day, or one from the list",
        )
    said = _claims(here, name)
    data = _shown(found) | {
        "forms": [{"form": f, "count": n, "why": found["whys"].get(f, "")} for f, n in found["forms"]],
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
        "candidates": _candidates(here, name, same),
        "party_name": name_of(here, found["party"]),
    }
    return here.page(
        "person.html.j2",
        found["name"],
        data,
        tab="people",
        form=form_of(here),
        done=done_facts(here, done),
        after=_today(here),
        me=_who(here, found),
        same=same,
    )


def _today(here: Here) -> str:
    """Where a form leads: this page as known today, since what is decided is known from today."""
    return here.with_(known_at=here.snapshot.base.known_at, same=None, done=None)


def _candidates(here: Here, name: str, words: str) -> list[dict[str, Any]]:
    """Others whose name or one of whose forms holds the words, the most named first; two that the agreement knows
    are two."""
    asked = words.casefold().strip()
    if not asked:
        return []
    known = _all(here)[name]["known"]
    every = (e for e in _all(here).values() if e["id"] != name and not (known and e["known"]))
    found = (
        e for e in every if asked in e["name"].casefold() or any(asked in f.casefold() for f, _ in e["forms"])
    )
    return [_who(here, e) for e in islice(found, CANDIDATES)]


def _who(here: Here, e: dict[str, Any]) -> dict[str, Any]:
    """Somebody as a person needs to see them to say who they are: forms, and the first words that name them."""
    first = here.table(NAMED)[e["id"]].first
    return {k: e[k] for k in ("id", "name", "kind", "known", "named")} | {
        "forms": [f for f, _ in e["forms"][:6]],
        "words": cited(here.view, first.span, None, 80),
    }


def _shown(e: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in e.items() if k not in ("labels", "outlets", "forms", "whys")} | {
        "forms": [f for f, _ in e["forms"][:6]],
        "more_forms": max(0, len(e["forms"]) - 6),
        "in": [] if e["known"] or len(e["outlets"]) > FEW else sorted(e["outlets"]),
    }


def _said(view: View) -> Counter[str]:
    """How many claims each of them holds."""
    return Counter(c.entity for c in view.claims if c.entity)


SAID_BY = Table("claims of each", _said, ("claims", "entity"))


def _all(here: Here) -> dict[str, dict[str, Any]]:
    """Every entity that is named, by id, the most named first."""

    def made() -> dict[str, dict[str, Any]]:
        vocabulary = here.view.accord.vocabulary if here.view.accord else None
        said = here.table(SAID_BY)
        rows: dict[str, dict[str, Any]] = {}
        for id, one in here.table(NAMED).items():
            m, known = one.first, vocabulary.entity(id) if vocabulary else None
            told = one.forms.most_common()
            kind = (known.type if known else m.type).value
            bound = known is not None and Role.PARTY in known.roles
            rows[id] = {
                "id": id,
                "name": known.name if known else told[0][0] if told else one.labels.most_common(1)[0][0][0],
                "kind": kind,
                "what": kind if bound or kind != MentionType.PARTY else NOT_BOUND,
                "roles": [r.value for r in known.roles if r.value not in ("other", known.type)]
                if known
                else [],
                "party": (known.party if known else m.party) or None,
                "known": known is not None,
                "named": sum(one.outlets.values()),
                "claims": said[id],
                "forms": told,
                "whys": one.whys,
                "labels": one.labels,
                "outlets": one.outlets,
            }
        return dict(sorted(rows.items(), key=lambda kv: (-kv[1]["named"], kv[1]["name"], kv[0])))

    rests = ("reports", "claims", "mentions", "entity", "accord")
    found: dict[str, dict[str, Any]] = here.once("people", made, rests=rests)
    return found


def _claims(here: Here, name: str) -> list[Claim]:
    """The claims of one of them, the latest first."""
    told = [c for c in here.view.claims if c.entity == name]
    reports = here.view.reports

    def day(c: Claim) -> tuple[str, str, str]:
        known = reports[c.report].published or reports[c.report].known_on or ""
        return c.said_on or known, known, c.id

    return sorted(told, key=day, reverse=True)


def _merges(here: Here, name: str = "") -> list[dict[str, Any]]:
    """What people decided about who is who (about `name`), the latest first; decisions that do not hold are in the log."""
    return [
        judgement_facts(j)
        | {
            "on": j.known_on,
            "subject_name": name_of(here, j.subject),
            "other_names": [name_of(here, o) for o in j.others],
        }
        for j in reversed(here.view.decisions)
        if j.kind is SubjectKind.ENTITY
        and j.decision in MERGES
        and (not name or name in (j.subject, *j.others))
    ]
