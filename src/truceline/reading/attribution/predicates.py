"""Contents of two predicates: what was done apart from what is yet to come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from truceline.reading.attribution.content import run_of
from truceline.reading.attribution.proposal import Proposal
from truceline.reading.attribution.quotes import Quotation
from truceline.reading.grammar import grammar
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token

_SUBJECTS = ("nsubj", "nsubjpass")


def by_tense(p: Proposal, block: PageBlock, quotes: Sequence[Quotation]) -> Iterator[Proposal]:
    """A clause of which one part is done and the other yet to come, as two with one subject ("it paid 40 million and
    will pay 20 million")."""
    cut = _turn_of_tense(p, block) if p.kind in ("clause", "ranked") and len(p.content) == 1 else None
    if cut is None or any(q.holds(p.content[0][0]) or q.holds(p.content[0][1] - 1) for q in quotes):
        yield p
        return
    subject, join, later = cut
    start, end = p.content[0]
    at = block.start + later.left_edge.idx
    ahead = min(
        (block.start + c.idx for c in later.children if c.dep_ in ("aux", "neg", "advmod")), default=at
    )
    yield replace(p, content=((start, _trimmed(block, start, block.start + join.idx)),))
    yield replace(p, content=(run_of(block, subject.left_edge, subject.right_edge), (min(at, ahead), end)))


def _turn_of_tense(p: Proposal, block: PageBlock) -> tuple[Token, Token, Token] | None:
    """The subject of a content, the word that joins its second predicate, and that predicate, where only the second is
    yet to come."""
    cue = block.token_at(p.cue[0])
    start, end = p.content[0]
    if cue is None or start < p.cue[1]:
        return None
    for verb in (c for c in cue.children if c.dep_ == "ccomp" and start <= block.start + c.idx < end):
        subject = next((c for c in verb.children if c.dep_ in _SUBJECTS and c.i < verb.i), None)
        join = next((c for c in verb.children if c.dep_ == "cc" and c.i > verb.i), None)
        later = next((c for c in verb.children if c.dep_ == "conj" and c.i > verb.i), None)
        if subject is None or join is None or later is None or block.start + later.idx >= end:
            continue
        own = any(c.dep_ in _SUBJECTS for c in later.children)
        if own or _to_come(verb) or not _to_come(later) or later.left_edge.i < join.i:
            continue
        if verb.tag_ in ("VBD", "VBN") and block.start + subject.left_edge.idx >= start:
            return subject, join, later
    return None


def _to_come(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in grammar().verbs.future for c in verb.children)


def _trimmed(block: PageBlock, start: int, end: int) -> int:
    while end > start and not block.text[end - 1].isalnum():
        end -= 1
    return end
