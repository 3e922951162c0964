"""Figures: each question with all its answers, as ranges on one scale, and why they differ."""

from __future__ import annotations

import re
from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query, Response

from truceline.desk.figures import SENTENCES, finding_facts, finding_list, range_chart
from truceline.desk.here import Here, HereDep, twin
from truceline.desk.paging import paged
from truceline.desk.tab import Tab
from truceline.errors import ItemNotFound
from truceline.model.weighing import Finding, QuestionKind, Verdict

router = APIRouter()
TAB = Tab(30, "figures", "Figures", "/figures", "f")
SIZE = 12
ANSWERS = 30
"""Answers on one page of a question."""
FEW, MOST = 6, 30
"""Up to so many answers, so many sentences are shown of each; the statements behind it have all."""
SEVERAL = "several"
"""The choice by default: questions with more than one answer or origin."""

Word = Annotated[str, Query(max_length=120)]


@twin(router, "/figures")
def figures(
    here: HereDep, q: Word = "", verdict: Word = SEVERAL, kind: Word = "", topic: Word = "", page: Word = "1"
) -> Response:
    """`q` finds words of a question, an answer or a holder, and numbers however they are written."""
    every = finding_list(here)
    found = [f for f in every if _fits(f, verdict if not q else "", kind, topic) and (not q or _tells(f, q))]
    part = paged(found, page, SIZE)
    data = {
        "tally": dict(Counter(f.verdict.value for f in every)),
        "found": part.facts,
        "findings": [finding_facts(here, f, 1) for f in part.items],
    }
    accord = here.view.accord
    topics = {t for f in every for t in f.topics}
    return here.page(
        "figures.html.j2",
        "Figures and questions",
        data,
        tab="figures",
        charts={f.id: range_chart(f) for f in part.items},
        part=part,
        empty_case=not every,
        choices={
            "verdict": [(v.value, v.value) for v in Verdict],
            "kind": [(k.value, k.value) for k in QuestionKind],
            "topic": [(t, n) for t, n in (_topics(here) if accord else []) if t in topics],
        },
        asked_for={"q": q, "verdict": verdict, "kind": kind, "topic": topic},
    )


@twin(router, "/figures/{name}")
def figure(here: HereDep, name: str, page: Word = "1") -> Response:
    """One question whole; many answers in pages."""
    found = [f for f in finding_list(here) if f.id.startswith(name)]
    if len(found) != 1 or len(name) < 4:
        raise ItemNotFound(
            f"{len(found) or 'no'} questions have an id that begins with {name!r}",
            mend="the list of figures has them all; what is known on another date can raise other questions",
        )
    lines = {line.origin: line for line in here.view.weighing.lineages}
    part = paged(found[0].values, page, ANSWERS)
    sentences = MOST if part.total <= FEW else SENTENCES
    data = finding_facts(here, found[0], sentences, part.items) | {"found": part.facts}
    for value in data["values"]:
        value["carried"] = [
            {"origin": o, "label": lines[o].label, "relays": sorted({m.relay for m in lines[o].members})}
            for o in value["origins"]
            if o in lines
        ]
    return here.page(
        "figure.html.j2",
        found[0].question,
        data,
        tab="figures",
        chart=range_chart(found[0], part.items),
        part=part,
    )


def _topics(here: Here) -> list[tuple[str, str]]:
    return [(t.id, t.name) for t in here.view.agreement.vocabulary.topics]


def _fits(f: Finding, verdict: str, kind: str, topic: str) -> bool:
    if verdict == SEVERAL and f.verdict is Verdict.SINGLE:
        return False
    return (
        (verdict in ("", SEVERAL, "all") or f.verdict.value == verdict)
        and (not kind or f.kind.value == kind)
        and (not topic or topic in f.topics)
    )


def _tells(f: Finding, q: str) -> bool:
    words = q.casefold().strip()
    digits = re.sub(r"[\s,.'’]", "", words)
    number = float(digits) if digits.isascii() and digits.isdigit() and len(digits) < 16 else None
    if number is not None:
        return any(number in (v.low, v.high) for v in f.values)
    told = [f.question, *(v.text for v in f.values), *(h for v in f.values for h in v.holders)]
    return any(words in t.casefold() for t in told)
