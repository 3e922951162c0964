"""How and when something was said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from truceline.model.reading import Manner, When, WhenType
from truceline.reading.attribution.content import Piece
from truceline.reading.attribution.proposal import Proposal
from truceline.reading.attribution.quotes import Quotation
from truceline.reading.page import Page


def manner_of(text: str, content: Sequence[Piece], quotes: Sequence[Quotation]) -> Manner:
    """How the words come, by the quotations that the cue stands outside of."""
    total = quoted = 0
    for s, e in content:
        for i in range(s, e):
            if text[i].isalnum():
                total += 1
                quoted += any(q.start <= i < q.end for q in quotes)
    if quoted == 0:
        return Manner.INDIRECT
    return Manner.DIRECT if quoted == total else Manner.MIXED


def said_on_of(page: Page, p: Proposal, times: Sequence[When]) -> str | None:
    """The date beside the cue, outside the content."""
    block = page.block_at(p.cue[0])
    if block is None:
        return None
    best: tuple[int, str] | None = None
    for t in times:
        if t.type not in (WhenType.DATE, WhenType.TIME) or not re.match(r"\d{4}-\d\d-\d\d", t.value):
            continue
        if not (block.start <= t.span.start < block.end) or any(s <= t.span.start < e for s, e in p.content):
            continue
        gap = max(t.span.start - p.cue[1], p.cue[0] - t.span.end)
        if (
            gap < 45
            and not re.search(r"[.!?]\s", page.text[min(t.span.end, p.cue[1]) : max(t.span.start, p.cue[0])])
            and (best is None or gap < best[0])
        ):
            best = (gap, t.value[:10])
    return best[1] if best else None
