"""How and when something was said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from truceline.model.reading import Manner, When, WhenType
from truceline.reading.attribution.content import Piece, less
from truceline.reading.attribution.proposal import Proposal
from truceline.reading.attribution.quotes import Quotation
from truceline.reading.grammar import grammar
from truceline.reading.page import Page, PageBlock

_LOOK = 40
"""Characters before a quotation in which the word stands that leads into it."""
_BESIDE = 4
"""Characters between a cue and a day that stands beside it ("said on Friday")."""
_WORD = re.compile(r"\w+")
_EVENT = "after_event"
"""The rule of times that are guessed from what happened before or after."""


def manner_of(text: str, content: Sequence[Piece], quotes: Sequence[Quotation]) -> Manner:
    """How the words come, by the quotations that the cue stands outside of.

    Direct are quotations alone that stand on their own; one that is worked into the outlet's
    sentence ("said that '...'", "calls it '... of the year'") is mixed. What only strings
    quotations together ("'Open the quay' and 'Go home'") makes them no less direct.
    """
    marks = [(q.start, q.end) for q in quotes]
    if not any(c.isalnum() for s, e in content for a, b in marks for c in text[max(s, a) : min(e, b)]):
        return Manner.INDIRECT
    beside = [text[s:e] for piece in content for s, e in less(piece, marks)]
    strung = all(w.lower() in grammar().attribution.strings for x in beside for w in _WORD.findall(x))
    return Manner.DIRECT if strung and _stands_alone(text, content[0]) else Manner.MIXED


def _stands_alone(text: str, piece: Piece) -> bool:
    """Whether a quotation opens a sentence or follows a mark, and no word of the outlet's leads into it."""
    before = text[max(0, piece[0] - _LOOK) : piece[0]].rstrip()
    if not before or not before[-1].isalnum():
        return True
    if before.split()[-1].lower() in grammar().attribution.worked_in:
        return False
    first = next((c for c in text[piece[0] : piece[1]] if c.isalnum()), "")
    return not first.islower()


def _of_cue(block: PageBlock, p: Proposal, t: When) -> bool:
    """Whether a time tells when something was said, and not when what is told beside it happened."""
    cue = block.token_at(p.cue[0])
    when = block.token_at(t.span.start)
    between = p.cue[1] <= t.span.start and t.span.end <= p.content[0][0]
    between = between or 0 <= t.span.start - p.cue[1] <= _BESIDE
    if cue is None or when is None or between or cue.pos_ not in ("VERB", "AUX"):
        return True
    for verb in when.ancestors:
        if verb.i == cue.i:
            return True
        if verb.dep_ == "conj" and verb.pos_ in ("VERB", "AUX") and cue.i < verb.i:
            return False  # "promised it and by Sunday had sent half"
        if verb in cue.ancestors and verb.pos_ in ("VERB", "AUX"):
            return bool(when.i < verb.i)
        if any(c.dep_ in ("nsubj", "nsubjpass", "expl", "mark") for c in verb.children):
            return False
    return True


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
        if p.kind == "phrase" and t.span.end <= p.content[0][0] < p.cue[0]:
            continue
        if t.rule == _EVENT or not _of_cue(block, p, t):
            continue
        gap = max(t.span.start - p.cue[1], p.cue[0] - t.span.end)
        if (
            gap < 45
            and not re.search(r"[.!?]\s", page.text[min(t.span.end, p.cue[1]) : max(t.span.start, p.cue[0])])
            and (best is None or gap < best[0])
        ):
            best = (gap, t.value[:10])
    return best[1] if best else None
