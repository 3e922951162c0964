"""Candidates for attributed content: (cue, source, content) triples, before anybody is resolved.

`propose` reads the parse and the quotations only; a ranker over the same features can take
its place or prune what it gives.
"""

from __future__ import annotations

from dataclasses import replace

from truceline.reading.attribution.afterwards import told_afterwards
from truceline.reading.attribution.answered import answered, taken_up
from truceline.reading.attribution.attach import with_quotations
from truceline.reading.attribution.carry import carried
from truceline.reading.attribution.cited import cited
from truceline.reading.attribution.phrases import phrase_proposals
from truceline.reading.attribution.proposal import Proposal
from truceline.reading.attribution.quoted_as import quoted_as
from truceline.reading.attribution.quotes import quotations_of
from truceline.reading.attribution.speakers import sender_of
from truceline.reading.attribution.verbs import verb_proposals
from truceline.reading.block_view import view_of
from truceline.reading.pack import AttributionPack
from truceline.reading.page import Page, PageBlock

__all__ = ["Proposal", "no_comment", "propose"]


def propose(page: Page, pack: AttributionPack) -> list[Proposal]:
    """Every candidate of a page, in order of block and cue."""
    out: list[Proposal] = []
    words = pack.verbs.keys() | pack.phrasal.keys() | pack.adjectives.keys()
    for block in page.blocks:
        if not block.readable:
            continue
        quotes = quotations_of(block)
        view = view_of(block)
        found = [
            p
            for t, low in zip(view.tokens, view.lower, strict=True)
            if low in words
            for p in verb_proposals(block, t, quotes, pack)
        ]
        found += phrase_proposals(block, quotes, pack)
        found = [p for p in found if not no_comment(block, p, pack)]
        found = quoted_as(block, with_quotations(block, found, quotes, pack), quotes, pack)
        found += told_afterwards(block, found, quotes, pack)
        found = answered(block, found, quotes, pack)
        found += taken_up(block, found, quotes, pack)
        out += cited(_same_breath(block, found, pack), block, quotes, pack)
    return carried(page, out, pack)


def _same_breath(block: PageBlock, found: list[Proposal], pack: AttributionPack) -> list[Proposal]:
    """ "..., stressing that": a participle right after a content has that content's speaker."""
    out: list[Proposal] = []
    for p in found:
        word = block.text[p.cue[0] : p.cue[1]].lower().split()[0]
        before = [
            q
            for q in found
            if q is not p and q.source and q.cue[0] < p.cue[0] and 0 <= p.cue[0] - q.content[-1][1] <= 4
        ]
        if p.kind != "phrase" and word.endswith("ing") and before and before[-1].source != p.source:
            if _of_a_paper(block, p, pack):
                out.append(p)
                continue
            q = before[-1]
            p = replace(p, source=q.source, antecedent=q.antecedent, aside=q.aside)
        out.append(p)
    return out


def _of_a_paper(block: PageBlock, p: Proposal, pack: AttributionPack) -> bool:
    """Whether a participle goes on with a paper that another has sent ("dropped leaflets, warning ...")."""
    run = block.doc.char_span(p.cue[0] - block.start, p.cue[1] - block.start, alignment_mode="expand")
    return run is not None and len(run) > 0 and sender_of(run[0], pack) is not None


def no_comment(block: PageBlock, p: Proposal, pack: AttributionPack) -> bool:
    """Whether the cue belongs to a sentence part that says that nothing was said."""
    around = block.text[max(block.start, p.cue[0] - 40) : min(block.end, p.cue[1] + 40)]
    for m in pack.no_comment.finditer(around):
        at = max(block.start, p.cue[0] - 40) + m.start()
        end = at + len(m.group())
        if at <= p.cue[0] < end:
            return True
    return False
