"""Words of a report as a page shows them: lit in what stands around them, with the way to their place."""

from __future__ import annotations

from typing import Any

from truceline.case import View
from truceline.model.opening import opening
from truceline.model.report import Rendering, Report
from truceline.model.span import Span

__all__ = ["around", "cited", "report_line"]

LONGEST = 120
"""Characters of a title."""
AROUND = 160
"""Characters shown on each side of the words, at most; the paragraph ends it before."""


def cited(view: View, span: Span, claim: str | None = None, around_by: int = AROUND) -> dict[str, Any]:
    """The words, what stands around them in their paragraph, and whose report it is."""
    report = view.reports.get(span.report)
    before, after = around(report.text, span.start, span.end, around_by) if report else ("", "")
    return {
        "report": span.report,
        "start": span.start,
        "end": span.end,
        "before": before,
        "text": span.quote,
        "after": after,
        "claim": claim,
        "anchor": f"c-{claim}" if claim else f"at-{span.start}",
        "language": report.language if report else "",
        **report_line(view, span.report),
    }


def report_line(view: View, report: str) -> dict[str, Any]:
    """What names a report wherever it is cited."""
    known = view.reports.get(report)
    return {
        "outlet": (known.outlet or "outlet unknown") if known else report,
        "published": known.published if known else None,
        "digest": known is not None and known.rendering is Rendering.DIGEST,
        "handling": known.handling.value if known else "shareable",
        "withdrawn": report in view.withdrawn,
    }


def around(text: str, start: int, end: int, most: int) -> tuple[str, str]:
    """What stands before and after a place in its paragraph, cut at words."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    last = len(text) if last < 0 else last
    before, after = text[first:start], text[end:last]
    if len(before) > most:
        before = "… " + before[-most:].partition(" ")[2]
    if len(after) > most:
        after = after[:most].rpartition(" ")[0] + " …"
    return before, after


def title_of(report: Report) -> str:
    """Its title, else its first words."""
    return opening(report, LONGEST)
