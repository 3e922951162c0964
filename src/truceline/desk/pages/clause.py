"""One clause whole: what is owed, how it stands, on whose word, under which reading, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from fastapi import APIRouter, Response

from truceline.case.looking import deadline, how_much, kinds, runs, why_graded
from truceline.desk import answers, strips
from truceline.desk.cited import cited
from truceline.desk.figures import finding_facts, kept_by_clause
from truceline.desk.here import Here, HereDep, twin
from truceline.desk.listed import CLAUSE_SIGNALS
from truceline.errors import ItemNotFound
from truceline.model.accord import Accord, Clause
from truceline.model.standing import Signal, Standing
from truceline.model.vocabulary import SignalKind as K

router = APIRouter()
AT_MOST = 8
"""Sentences shown of one group, or of one step of the trace; `all=1` shows every one."""
VOICES = 6
"""Voices named of one day of the picture."""
WIDE = 1000.0

GROUPS: tuple[tuple[str, str, tuple[K, ...]], ...] = (
    (
        "for",
        "Say that it was done, or goes on",
        (K.PERFORMED, K.COMPLETED, K.BEGUN, K.OBSERVED_NONE, K.CONDITION_MET, K.EXTENDED, K.RESUMED),
    ),
    (
        "against",
        "Say that it was not done, or was breached",
        (K.NOT_PERFORMED, K.BREACH_ALLEGED, K.REFUSED, K.CONDITION_ENDED, K.SUSPENDED, K.ENDED),
    ),
    ("denied", "Deny a breach", (K.DENIED,)),
    ("ahead", "Promise it, or put it off", (K.PROMISED, K.POSTPONED)),
    ("access", "Could not look", (K.NO_ACCESS,)),
    ("spoken", "Speak of it, and tell no deed", (K.SPOKEN_OF,)),
    ("owed", "Tell what is owed", (K.DUTY_STATED,)),
)
LANES = ("for", "against", "ahead")


@twin(router, "/clause/{name}")
def clause(here: HereDep, name: str, all: str = "") -> Response:
    """The page of one clause; `all` shows every sentence, not only the latest of each group."""
    accord = here.view.agreement
    found = accord.clause(name)
    if found is None:
        raise ItemNotFound(
            f"the agreement has no clause {name!r}",
            mend="choose one on the board: " + ", ".join(c.id for c in accord.clauses),
        )
    now, row = answers.standings(here)[found.id], answers.life(here)[found.id]
    days = [cell.day for cell in row.cells]
    said: Said = here.once("said", lambda: _said(here, found.id, days), found.id, days[0], days[-1])
    evidence = [_group(here, g, now, bool(all)) for g in said.groups]
    data = answers.clause_facts(accord, found, now) | _owed(accord, found, now)
    data |= {
        "evidence_why": why_graded(now),
        "life": [{"first": r.first, "last": r.last, "shown": r.shown} for r in runs(row.cells)],
        "evidence": evidence,
        "readings": _readings(here, accord, found, now),
        "figures": [finding_facts(here, f, 1) for f in kept_by_clause(here, found)],
        "settle": list(now.settle),
        "trace": [
            {
                "rule": s.rule,
                "says": s.says,
                "count": len(spans),
                "words": [cited(here.view, x) for x in (spans if all else spans[:AT_MOST])],
            }
            for s in now.trace
            for spans in ([x for x in s.spans if not x.report.startswith("accord:")],)
        ],
    }
    order = [c.id for c in accord.clauses]
    at = order.index(found.id)
    return here.page(
        "clause.html.j2",
        f"{found.id} {found.title}",
        data,
        tab="board",
        strip=strips.placed(row.cells, WIDE),
        ticks=strips.ticks(days, 8),
        lanes=said.lanes,
        due=[x for x in (strips.where(days, now.dates.due or ""),) if x is not None],
        legend=[k for k in kinds() if k[0] in {b.kind for b in strips.placed(row.cells, WIDE)}],
        neighbours=(order[at - 1] if at else None, order[at + 1] if at + 1 < len(order) else None),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """What is said of a clause in one way: a signal for each sentence, the latest first."""

    key: str
    title: str
    kinds: tuple[K, ...]
    told: list[Signal]
    origins: int


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """All that is said of a clause up to a day, and its picture day by day."""

    groups: list[Group]
    lanes: list[dict[str, Any]]


def _said(here: Here, clause: str, days: Sequence[str]) -> Said:
    known = [s for s in here.table(CLAUSE_SIGNALS).get(clause, []) if (s.known_on or "") <= here.asked.as_of]
    groups = []
    for key, title, of in GROUPS:
        found = [s for s in known if s.kind in of]
        if found:
            groups.append(Group(key, title, of, _sentences(found), len({s.origin for s in found})))
    return Said(groups, [lane for g in groups if g.key in LANES for lane in _lane(g, days)])


def _group(here: Here, group: Group, now: Standing, whole: bool) -> dict[str, Any]:
    """Those that decide come first."""
    deciding = {s.claim for s in now.signals if s.kind in group.kinds}
    first = [s for s in group.told if s.claim in deciding]
    others = (s for s in group.told if s.claim not in deciding)
    shown = [*first, *others] if whole else [*first, *islice(others, AT_MOST)][:AT_MOST]
    return {
        "group": group.key,
        "title": group.title,
        "count": len(group.told),
        "origins": group.origins,
        "signals": [answers.signal_facts(here, s) | {"decides": s.claim in deciding} for s in shown],
    }


def _sentences(signals: Sequence[Signal]) -> list[Signal]:
    """The first signal of each claim: one sentence that says two things of a clause is one sentence."""
    first: dict[str, Signal] = {}
    for s in signals:
        first.setdefault(s.claim, s)
    return list(first.values())


def _owed(accord: Accord, clause: Clause, now: Standing) -> dict[str, Any]:
    addresses = {s.key: s for s in accord.sources}
    documents = {d.id: d for d in accord.documents}
    document = documents.get(clause.document or "")
    return {
        "beneficiaries": [answers.called(accord, b) for b in clause.beneficiaries],
        "ref": clause.ref,
        "document": {"name": document.name, "status": document.status} if document else None,
        "text_status": accord.text_status,
        "deadline": deadline(clause.deadline),
        "computed": now.dates.how,
        "amount": how_much(clause, accord),
        "reported": now.total,
        "place": clause.place,
        "depends_on": list(clause.depends_on),
        "verifiers": [answers.called(accord, v) for v in clause.verifiers],
        "shares": [{"party": answers.called(accord, p), "part": words} for p, words in clause.shares],
        "parts": [{"id": p.id, "words": p.words, "value": p.value} for p in clause.parts],
        "replaces": list(clause.replaces),
        "carries": list(clause.carries),
        "best_effort": clause.best_effort,
        "survives_suspension": clause.survives_suspension,
        "notes": list(clause.notes),
        "doubts": list(clause.doubts),
        "confidence": clause.confidence,
        "sources": [
            {
                "key": k,
                "address": addresses[k].address if k in addresses else "",
                "note": addresses[k].note if k in addresses else None,
            }
            for k in clause.sources
        ],
    }


def _readings(here: Here, accord: Accord, clause: Clause, now: Standing) -> list[dict[str, Any]]:
    """How it stands under each reading; those under which it stands alike are one row."""
    labels = {r.name: r.label for r in here.readings}
    held = {r.id: r.holders for c in accord.clauses for r in c.readings} | {
        c.id: c.holders for c in accord.day_counts
    }
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for each in answers.each_reading(here):
        name = each.reading
        s = next(s for s in each.standings if s.clause == clause.id)
        row = rows.setdefault(
            (s.shown, s.dates.how),
            {
                "shown": s.shown,
                "due": s.dates.due,
                "until": s.dates.until,
                "how": s.dates.how,
                "readings": [],
                "chosen": False,
            },
        )
        holders = [answers.called(accord, h) for h in held.get(name, ())]
        own = name in {r.id for r in clause.readings}
        row["readings"].append(
            {"name": name, "label": labels.get(name, name), "holders": holders, "own": own}
        )
    for row in rows.values():
        row["chosen"] = (row["shown"], row["how"]) == (now.shown, now.dates.how)
    return list(rows.values())


def _lane(group: Group, days: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Sentences by the day on which they could be known: how many of a group on which day."""
    within = set(days)
    count: dict[str, list[Signal]] = defaultdict(list)
    for s in group.told:
        if s.known_on in within:
            count[s.known_on or ""].append(s)
    voices = [(day, told, sorted({s.holder for s in told})) for day, told in sorted(count.items())]
    dots = [
        {
            "x": strips.where(days, day),
            "count": len(told),
            "day": day,
            "who": who[:VOICES],
            "more": max(0, len(who) - VOICES),
        }
        for day, told, who in voices
    ]
    if dots:
        yield {"group": group.key, "title": group.title, "dots": dots}
