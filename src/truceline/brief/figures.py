"""Answers that differ: every value beside the others, with who gives it and why they differ."""

from __future__ import annotations

import re

from truceline.brief.material import Material
from truceline.brief.statements import joined
from truceline.brief.wording import capital, days_plain, quoted
from truceline.model.brief import Cell, Section, Table
from truceline.model.weighing import Finding, QuestionKind, Reason, Value, Verdict

__all__ = ["figures"]

_SHOWN = (Verdict.CONTESTED, Verdict.DIFFERING, Verdict.COMPATIBLE)
_REASONS = {
    Reason.ROUNDING: "one is rounded",
    Reason.BOUND: "one is a bound (at least, more than) that holds the other",
    Reason.WINDOW: "they cover different spans of time",
    Reason.CUMULATIVE: "one is a total, the other a part of it",
    Reason.CATEGORY: "they count different categories",
    Reason.OBJECT: "they count different things",
    Reason.PLANNED: "one is planned, the other done",
    Reason.UPDATE: "the later one brings the earlier one up to date",
    Reason.CORRECTION: "one corrects the other",
    Reason.MISQUOTATION: "one misquotes the other",
    Reason.COUNT_START: "the days are counted from different starts",
    Reason.UNEXPLAINED: "not explained in these reports",
    Reason.DISPUTE: "the parties contradict each other",
}
_WORDED = (QuestionKind.POSITION, QuestionKind.OCCURRENCE)
_MOST = 14
_VALUES = 7
_LONGEST = 160
_HOLDERS = 3
_EVIDENCE = 3
_VALUES_AGAIN = re.compile(r": “.*$", re.DOTALL)
"""The values told once more at the end of a reason: they stand in the cell beside it."""


def figures(material: Material) -> Section:
    """The findings whose answers differ or are compatible without being equal, contested first."""
    shown = [f for f in material.given.weighing.findings if len(f.values) > 1 and _differs(f)]
    shown.sort(key=lambda f: (f.kind in _WORDED, _SHOWN.index(f.verdict), -len(f.values), f.question, f.id))
    rows = tuple(row for f in shown[:_MOST] for row in _rows(f, material))
    left = len(shown) - min(len(shown), _MOST)
    caption = f"{left} more are listed by `truceline findings`." if left > 0 else ""
    tables = (Table(("Question", "Verdict, and why", "Answer", "Given by"), rows, caption),)
    return Section(
        "figures",
        "Answers that differ, and why",
        tables=tables if rows else (),
        empty="No two reports give different answers to one question.",
    )


def _differs(finding: Finding) -> bool:
    """Contested answers of every kind; differing and compatible ones only of what can be set side by
    side in a few words."""
    if finding.kind in _WORDED:
        return finding.verdict is Verdict.CONTESTED
    return finding.verdict in _SHOWN and (
        finding.verdict is not Verdict.COMPATIBLE or finding.kind in (QuestionKind.FIGURE, QuestionKind.DATE)
    )


def _chosen(finding: Finding) -> tuple[Value, ...]:
    """The values told: of worded answers the first two that say so and the first two that deny."""
    if finding.kind not in _WORDED:
        return finding.values[:_VALUES]
    denied = [v for v in finding.values if v.mode == "denied" or v.polarity is False]
    others = [v for v in finding.values if v not in denied]
    return (*others[:2], *denied[:2])


def _rows(finding: Finding, material: Material) -> list[tuple[Cell, ...]]:
    """One row an answer, each with its own words behind it; question and reason stand in the first."""
    told = _chosen(finding)
    rows: list[tuple[Cell, ...]] = []
    for n, value in enumerate(told):
        spans = material.citing(e.span for e in value.evidence[:_EVIDENCE])
        rows.append(
            (
                Cell("" if n else capital(days_plain(finding.question))),
                Cell("" if n else _why(finding)),
                Cell(_answer(finding.kind, value), spans),
                Cell(_given_by(value, material)),
            )
        )
    left = len(finding.values) - len(told)
    if left:
        rows.append((Cell(""), Cell(""), Cell(f"and {left} more"), Cell("")))
    return rows


def _answer(kind: QuestionKind, value: Value) -> str:
    words = value.text if len(value.text) <= _LONGEST else f"{value.text[:_LONGEST].rsplit(' ', 1)[0]} …"
    if kind in _WORDED:
        return f"{'denied: ' if value.mode == 'denied' else ''}{quoted(words)}"
    mode = "" if value.mode in ("done", "") else f"{value.mode}: "
    return f"{mode}{days_plain(words)}"


def _given_by(value: Value, material: Material) -> str:
    own = {x.origin for x in material.given.weighing.lineages if x.own_voice}
    voice = ", own voice" if value.origins and all(o in own for o in value.origins) else ""
    outlets = material.outlets(sorted({e.span.report for e in value.evidence}))
    count = ""
    if len(outlets) > 1 and len(value.origins) == 1:
        count = f", one origin in {len(outlets)} outlets"
    return f"{_few(value.holders) or joined(outlets)}{voice}{count}"


def _few(holders: tuple[str, ...]) -> str:
    if len(holders) <= _HOLDERS:
        return joined(holders)
    return f"{', '.join(holders[:_HOLDERS])} and {len(holders) - _HOLDERS} more"


def _why(finding: Finding) -> str:
    reason = days_plain(_VALUES_AGAIN.sub(".", finding.why)) or (
        _REASONS[finding.reason] if finding.reason else ""
    )
    return capital(f"{finding.verdict.value}: {reason}" if reason else finding.verdict.value)
