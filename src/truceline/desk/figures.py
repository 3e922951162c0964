"""Findings as a page tells them: one question, its answers side by side, and the picture of their ranges."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from truceline.case import View
from truceline.desk.cited import cited
from truceline.desk.here import Here
from truceline.desk.tables import Table
from truceline.model.accord import Clause
from truceline.model.weighing import Finding, QuestionKind, Value, Verdict

__all__ = ["WEIGHT", "finding_facts", "finding_list", "kept_by_clause", "range_chart"]

WEIGHT = {
    Verdict.CONTESTED: 0,
    Verdict.DIFFERING: 1,
    Verdict.COMPATIBLE: 2,
    Verdict.CORROBORATED: 3,
    Verdict.SINGLE: 4,
}
"""What a person should look at first."""
NAMED = 4
"""Holders named beside an answer of a picture; the table names all."""
ANSWERS = 8
"""Answers shown of a question in a list of questions; its own page has all."""
SENTENCES = 3
"""Sentences shown for one answer; the finding's own page has all."""


def finding_list(here: Here) -> list[Finding]:
    """All findings, the contested first, then by how many origins answer."""
    return here.table(FINDINGS)


def _ordered(view: View) -> list[Finding]:
    return sorted(
        view.weighing.findings,
        key=lambda f: (WEIGHT[f.verdict], -len({o for v in f.values for o in v.origins}), f.question, f.id),
    )


FINDINGS = Table("findings", _ordered, ("findings",))


def kept_by_clause(here: Here, clause: Clause, most: int = 8) -> list[Finding]:
    """The questions that bear on a clause: its measures, and what is told of its topics."""
    found: list[Finding] = here.once(
        "questions of a clause",
        lambda: _bearing(here, clause)[:most],
        clause.id,
        most,
        rests=("findings", "accord"),
    )
    return found


def _bearing(here: Here, clause: Clause) -> list[Finding]:
    vocabulary = here.view.agreement.vocabulary
    measures = {m.id for m in vocabulary.measures if clause.id in m.clauses}
    if clause.quantity and clause.quantity.measure:
        measures.add(clause.quantity.measure)
    topics = {t for t in (clause.topic, *clause.topics_also) if t}
    found = [
        f
        for f in finding_list(here)
        if (
            f.measure in measures
            if f.measure
            else f.kind is not QuestionKind.POSITION and topics & set(f.topics)
        )
    ]
    return [f for f in found if f.verdict is not Verdict.SINGLE or f.measure]


def finding_facts(
    here: Here, finding: Finding, sentences: int = SENTENCES, values: Sequence[Value] | None = None
) -> dict[str, Any]:
    """A finding as plain data, each answer (or each of `values`) with who says so and the sentences;
    `answers` is how many there are."""
    return {
        "id": finding.id,
        "question": finding.question,
        "kind": finding.kind.value,
        "verdict": finding.verdict.value,
        "reason": finding.reason.value.replace("_", " ") if finding.reason else None,
        "why": finding.why,
        "confirmed": finding.confirmed,
        "decided": finding.decided,
        "answers": len(finding.values),
        "values": [
            _value(here, v, sentences) for v in (finding.values[:ANSWERS] if values is None else values)
        ],
    }


def _value(here: Here, value: Value, sentences: int) -> dict[str, Any]:
    first, last = _days(value)
    return {
        "text": value.text,
        "low": value.low,
        "high": value.high,
        "date": value.date,
        "polarity": value.polarity,
        "mode": value.mode,
        "holders": list(value.holders),
        "parties": list(value.parties),
        "origins": list(value.origins),
        "reliability": dict(value.reliability),
        "credibility": dict(value.credibility),
        "first": first,
        "last": last,
        "sentences": len(value.evidence),
        "evidence": [cited(here.view, e.span, e.claim) for e in value.evidence[:sentences]],
    }


def _days(value: Value) -> tuple[str | None, str | None]:
    """The first and the last day on which the sentences of an answer could be known."""
    days = {e.known_on for e in value.evidence if e.known_on}
    return min(days, default=None), max(days, default=None)


def range_chart(finding: Finding, values: Sequence[Value] | None = None) -> dict[str, Any] | None:
    """Where the answers (those of `values`, else the first ones) lie on the scale of all (percent of the
    width), with its marks; None where no answer is a number. An open bound runs to the edge of the picture."""
    told = [v for v in finding.values if v.low is not None or v.high is not None]
    if not told:
        return None
    ends = [x for v in told for x in (v.low, v.high) if x is not None]
    low, high = min(ends), max(ends)
    step = _step((high - low) or abs(high) or 1.0)
    first = max(0.0, (low // step - 1) * step) if low >= 0 else (low // step - 1) * step
    last = (high // step + 1) * step + (step if high % step > 0.7 * step else 0.0)

    def at(x: float) -> float:
        return round(100 * (x - first) / (last - first), 2)

    rows = []
    for v in finding.values[:ANSWERS] if values is None else values:
        if v.low is None and v.high is None:
            continue
        _, last_day = _days(v)
        rows.append(
            {
                "text": v.text,
                "mode": v.mode,
                "holders": list(v.holders[:NAMED]),
                "more": max(0, len(v.holders) - NAMED),
                "origins": len(v.origins),
                "last": last_day,
                "low": at(v.low) if v.low is not None else 0.0,
                "high": at(v.high) if v.high is not None else 100.0,
                "open_low": v.low is None,
                "open_high": v.high is None,
                "exact": v.low is not None and v.low == v.high,
            }
        )
    marks = []
    x = first
    while x <= last + step / 2:
        marks.append({"x": at(x), "words": f"{x:,.10g}"})
        x += step
    return {"rows": rows, "marks": marks}


def _step(width: float) -> float:
    """A round step (1, 2 or 5 times a power of ten) that makes about four marks."""
    step = 10.0**-6
    while width / step > 4:
        for more in (2.0, 2.5, 2.0):
            step *= more
            if width / step <= 4:
                break
    return step if step < 1 else float(round(step))
