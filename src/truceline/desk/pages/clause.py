"""One clause whole: what is owed, how it stands, on whose word, under which reading, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Response

from truceline.case.looking import deadline, how_much, kinds, runs
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
"""Sentences shown of one group; `all=1` shows every one."""
VOICES = 6
"""Voices named of one day of the picture."""
WIDE = 1000.0

GROUPS: tuple[tuple[str, str, tuple[K, ...]], ...] = (
    (
        "for",
        "Say that it was done, or goes on",
        (K.PERFORMED, K.BEGUN, K.OBSERVED_NONE, K.CONDITION_MET, K.EXTENDED, K.RESUMED),
    ),
    (
        "against",
        "Say that it was not done, or was breached",
        (K.NOT_PERFORMED, K.BREACH_ALLEGED, K.REFUSED, K.CONDITION_ENDED, K.SUSPENDED, K.ENDED),
    ),
    ("denied", "Deny a breach", (K.DENIED,)),
    ("ahead", "Promise it, or put it off", (K.PROMISED, K.POSTPONED)),
    ("access", "Could not look", (K.NO_ACCESS,)),
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
    signals = _known(here, found.id)
    deciding = {(s.claim, s.kind) for s in now.signals}
    evidence = [_group(here, g, signals, deciding, bool(all)) for g in GROUPS]
    days = [cell.day for cell in row.cells]
    data = answers.clause_facts(accord, found, now) | _owed(accord, found, now)
    data |= {
        "evidence_level": now.evidence.value,
        "life": [{"first": r.first, "last": r.last, "shown": r.shown} for r in runs(row.cells)],
        "evidence": [g for g in evidence if g["count"]],
        "readings": _readings(here, accord, found, now),
        "figures": [finding_facts(here, f) for f in kept_by_clause(here, found)],
        "settle": list(now.settle),
        "trace": [
            {
                "rule": s.rule,
                "says": s.says,
                "words": [cited(here.view, x) for x in s.spans if not x.report.startswith("accord:")],
            }
            for s in now.trace
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
        lanes=_lanes(signals, days),
        due=[x for x in (strips.where(days, now.dates.due or ""),) if x is not None],
        legend=[k for k in kinds() if k[0] in {b.kind for b in strips.placed(row.cells, WIDE)}],
        neighbours=(order[at - 1] if at else None, order[at + 1] if at + 1 < len(order) else None),
    )


def _known(here: Here, clause: str) -> list[Signal]:
    """The signals for a clause up to the page's day, the latest first."""
    told = here.table(CLAUSE_SIGNALS).get(clause, [])
    return [s for s in told if (s.known_on or "") <= here.asked.as_of]


def _group(
    here: Here,
    group: tuple[str, str, tuple[K, ...]],
    signals: Sequence[Signal],
    deciding: set[Any],
    whole: bool,
) -> dict[str, Any]:
    key, title, of = group
    found = [s for s in signals if s.kind in of]
    found.sort(key=lambda s: (s.claim, s.kind) not in deciding)
    told = _sentences(found)
    shown = told if whole else told[:AT_MOST]
    return {
        "group": key,
        "title": title,
        "count": len(told),
        "origins": len({s.origin for s in found}),
        "signals": [
            answers.signal_facts(here, s) | {"decides": (s.claim, s.kind) in deciding} for s in shown
        ],
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


def _lanes(signals: Sequence[Signal], days: Sequence[str]) -> list[dict[str, Any]]:
    """Sentences by the day on which they could be known: how many of each group on which day."""
    lanes = []
    for key, title, of in GROUPS:
        if key not in LANES:
            continue
        count: dict[str, list[Signal]] = defaultdict(list)
        for s in _sentences([s for s in signals if s.kind in of]):
            if s.known_on in days:
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
            lanes.append({"group": key, "title": title, "dots": dots})
    return lanes
