"""Proposals that are one and the same, and thoughts that only colour another's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from truceline.reading.attribution.clauses import is_finite
from truceline.reading.attribution.content import joined, shared, size
from truceline.reading.attribution.nesting import parents_of
from truceline.reading.attribution.propose import Proposal
from truceline.reading.page import Page

__all__ = ["distinct", "spoken"]


def distinct(proposals: Sequence[Proposal]) -> list[Proposal]:
    """One proposal for each cue and content.

    Of two from one cue that share most, the longer stays; two that touch become one.
    """
    out: list[Proposal] = []
    for p in proposals:
        twin = next((k for k, q in enumerate(out) if _one(p, q)), None)
        if twin is None:
            out.append(p)
        elif 0 < p.content[0][0] - out[twin].content[-1][1] <= 1:
            out[twin] = replace(p, content=tuple(joined([*out[twin].content, *p.content])))
        elif size(p.content) > size(out[twin].content):
            out[twin] = p
    return out


def _one(p: Proposal, q: Proposal) -> bool:
    """Whether two proposals are of one content."""
    if (q.block, q.cue) != (p.block, p.cue):
        return False
    touch = 0 < p.content[0][0] - q.content[-1][1] <= 1
    return touch or shared(q.content, p.content) > 0.5 * min(size(q.content), size(p.content))


def spoken(proposals: Sequence[Proposal], page: Page) -> list[Proposal]:
    """Proposals without thoughts that only colour another's words ("he said he thought ..."); what is told of
    somebody else's thoughts is theirs ("he said the rebels believed ...")."""
    parents = parents_of(proposals)
    return [
        p
        for i, p in enumerate(proposals)
        if not p.mental or (up := parents[i]) is None or _of_others(p, proposals[up], page)
    ]


def _of_others(p: Proposal, over: Proposal, page: Page) -> bool:
    block = next(b for b in page.blocks if b.number == p.block)
    cue = block.token_at(p.cue[0])
    if cue is None or p.source is None or p.antecedent is not None or p.source == over.source:
        return False
    who = block.doc.char_span(p.source[0] - block.start, p.source[1] - block.start, alignment_mode="expand")
    verb = cue if cue.pos_ in ("VERB", "AUX") else cue.head
    told = is_finite(verb) or any(is_finite(c) for c in verb.children if c.dep_ == "aux")
    supposed = any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.children)
    return told and not supposed and who is not None and who.root.pos_ in ("NOUN", "PROPN")
