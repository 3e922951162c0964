"""The rules' proposals joined with the ranker's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from truceline.reading.attribution.content import Piece, less, shared, size
from truceline.reading.attribution.proposal import Proposal, tidy
from truceline.reading.attribution.propose import no_comment
from truceline.reading.attribution.quotes import Quotation, quotations_of
from truceline.reading.pack import AttributionPack
from truceline.reading.page import Page
from truceline.reading.ranker.added import in_clause, proposed, said
from truceline.reading.ranker.answers import Answer, Limits, answers
from truceline.reading.ranker.columns import Tokens, rows_in, tokens_of
from truceline.reading.ranker.encoder import Encoder
from truceline.reading.ranker.kept import Kept

__all__ = ["Limits", "heard", "join", "the_encoder"]


def join(
    proposals: Sequence[Proposal],
    page: Page,
    pack: AttributionPack,
    encoder: Encoder | None = None,
    limits: Limits | None = None,
) -> list[Proposal]:
    """The rules' proposals, without those that are very unlikely, and with those that they missed."""
    t = tokens_of(page)
    if t is None:
        return list(proposals)
    limits = limits or Limits()
    likely, found = answers(encoder or the_encoder(), t, limits, None if encoder else heard())
    quotes = {b.number: quotations_of(b) for b in t.blocks}
    out: list[Proposal] = []
    ruled: set[int] = set()
    for p in proposals:
        cue = rows_in(t, [p.cue])
        if not len(cue):
            out.append(p)
            continue
        ruled.update(cue.tolist())
        row = int(cue[np.argmax(likely[cue])])
        nested = any(q is not p and any(s <= p.cue[0] < e for s, e in q.content) for q in proposals)
        if p.kind in _DOUBTED and not nested and likely[row] < limits.drop and not _plain(p, page, pack):
            continue
        answer = found.get(row)
        if answer is not None and not nested and answer.likely >= limits.recast and _once(p, proposals):
            revised = _revised(t, p, answer, proposals, quotes[p.block], limits)
            if revised is p:  # else its parts have been weighed one by one
                revised = _recast(t, p, answer, proposals, quotes, limits, pack)
            p = _sourced(revised, answer, limits)
        out.append(p)
    for row, answer in sorted(found.items()):
        if row in ruled or answer.likely < limits.propose or answer.sure < limits.clear:
            continue
        made = proposed(t, row, answer, quotes, limits, pack)
        if (
            made is not None
            and not _told_already(made, out)
            and not no_comment(t.blocks[int(t.block[row])], made, pack)
        ):
            out.append(made)
    return sorted(out, key=lambda p: (p.block, p.cue, p.content))


_DOUBTED = frozenset(
    {"clause", "quote", "infinitive", "object", "person", "prep", "noun", "agentless", "passive"}
)
_SOURCED = frozenset({"clause", "quote", "infinitive", "object", "prep"})
_RECAST = frozenset({"clause", "quote", "infinitive", "object", "prep", "noun", "phrase"})


def _plain(p: Proposal, page: Page, pack: AttributionPack) -> bool:
    """Whether the rules need no second opinion: words behind a colon ("was blunt: ..."), and what a paper of words
    calls for ("a statement calling for ...")."""
    if page.text[p.cue[1] : p.cue[1] + 1] == _COLON:
        return True
    block = next(b for b in page.blocks if b.number == p.block)
    cue = block.token_at(p.cue[0])
    return cue is not None and cue.dep_ == "acl" and cue.head.lower_ in pack.statements | pack.documents


_COLON = ":"


def _once(p: Proposal, proposals: Sequence[Proposal]) -> bool:
    return sum(q.cue == p.cue for q in proposals) == 1


def _recast(
    t: Tokens,
    p: Proposal,
    answer: Answer,
    proposals: Sequence[Proposal],
    quotes: dict[int, list[Quotation]],
    limits: Limits,
    pack: AttributionPack,
) -> Proposal:
    """A proposal of the rules with the ranker's content, where that is quite another."""
    if p.kind not in _RECAST or answer.sure < limits.sure:
        return p
    block = next(b for b in t.blocks if b.number == p.block)
    heard = [x for x in answer.content if _with_cue(t, x, answer.row, quotes[p.block])]
    told = in_clause(block, p.cue, said(block, heard, pack))
    content = tidy(block, told, quotes[p.block], p.cue)
    if not content or (p.source and shared(content, [p.source])):
        return p
    both = shared(p.content, content)
    if len(content) > 1 and both == size(content) and _behind_that(block.text, p, p.content[0]):
        return p  # what stands behind "that" is whole
    if both > limits.alike * (size(p.content) + size(content) - both):
        return p
    if any(q is not p and shared(p.content, [q.cue]) and not shared(content, [q.cue]) for q in proposals):
        return p
    if any(_beside(q, p) and shared(content, [q.cue]) and not shared(p.content, [q.cue]) for q in proposals):
        return p  # what the same speaker says besides is no part of it
    if any(q.through and q.through == p.source and shared(content, [q.cue]) for q in proposals):
        return p  # whom it cites is no part of what it reports
    others = [q for q in proposals if q is not p and not shared(content, [q.cue])]
    if any(shared(content, q.content) and not shared(p.content, q.content) for q in others):
        return p  # what stands with another cue is taken from nobody
    return replace(p, content=content)


def _with_cue(t: Tokens, piece: Piece, cue: int, quotes: Sequence[Quotation]) -> bool:
    """Whether a piece has a part of a quotation, or a clause, or stands in the sentence of its cue."""
    rows = rows_in(t, [piece])
    apart = len(rows) > 0 and bool((t.sent[rows] != t.sent[cue]).all())
    few = len(t.blocks[0].text[slice(*piece)].split()) < _FEW
    return not (apart and few) or any(q.start < piece[1] and piece[0] < q.end for q in quotes)


_FEW = 4
"""Words of another sentence than the cue's that are no clause of what was said."""


def _beside(q: Proposal, p: Proposal) -> bool:
    """Whether two proposals are of one speaker's words, the one in the same breath as the other."""
    return q.block == p.block and q.cue != p.cue and q.source is not None and q.source == p.source


def _revised(
    t: Tokens,
    p: Proposal,
    answer: Answer,
    proposals: Sequence[Proposal],
    quotes: Sequence[Quotation],
    limits: Limits,
) -> Proposal:
    """A proposal with quotations in it, of whose parts the ranker has its own view: a quotation, or
    the words beside it, that it hears nothing of go out; another quotation that it hears comes in."""
    if p.kind not in _RECAST or answer.sure < limits.sure or not answer.content:
        return p
    marks = [(q.start, q.end) for q in quotes if not q.holds(p.cue[0])]
    inside = [m for piece in p.content for m in marks if shared([piece], [m])]
    units = [
        u for s, e in p.content for u in [*less((s, e), inside), *((max(s, a), min(e, b)) for a, b in inside)]
    ]
    units = [u for u in units if u[0] < u[1] and len(rows_in(t, [u]))]
    text = t.blocks[0].text
    kept: list[Piece] = []
    for u in units:
        goes_on = any(u[0] == m[0] for m in inside) and _is_part(text, kept, u)
        if goes_on or _behind_that(text, p, u) or _likely(t, answer, u, limits.cut) >= limits.cut:
            kept.append(u)
    others = [piece for q in proposals if q is not p for piece in [*q.content, q.cue]]
    new = [
        m
        for m in marks
        if not shared([m], p.content) and not shared([m], others) and _likely(t, answer, m) >= limits.add
    ]
    if not inside and not new:
        return p
    if not kept or (len(kept) == len(units) and not new):
        return p
    block = next(b for b in t.blocks if b.number == p.block)
    content = tidy(block, [*kept, *new], quotes, p.cue)
    return replace(p, content=content) if content else p


def _behind_that(text: str, p: Proposal, piece: Piece) -> bool:
    """Whether nothing but "that" stands between a verb of saying and a piece: it is what was said, whatever else is."""
    return p.kind == "clause" and text[p.cue[1] : piece[0]].split() == ["that"]


def _is_part(text: str, kept: Sequence[Piece], quoted: Piece) -> bool:
    """Whether words before a quotation that stay in a content lead into it without a stop, and would be
    left without an end ("called them the "first phase"")."""
    if not kept or kept[-1][1] != quoted[0]:
        return False
    return text[kept[-1][0] : quoted[0]].rstrip()[-1:].isalpha()


def _likely(t: Tokens, answer: Answer, piece: Piece, unheard: float = 0.0) -> float:
    """The mean probability of a piece's tokens of being content; `unheard` for what the encoder did
    not see together with the cue, in a paragraph too long for it."""
    at = rows_in(t, [piece]) - answer.rows[0]
    at = at[(at >= 0) & (at < len(answer.rows))]
    return float(answer.told[at].mean()) if len(at) else unheard


def _sourced(p: Proposal, answer: Answer, limits: Limits) -> Proposal:
    """A proposal of the rules with the ranker's source, where it has none or quite another."""
    if answer.source is None or p.kind not in _SOURCED or shared([answer.source], [*p.content, p.cue]):
        return p
    if answer.source_sure < (limits.resource if p.source else limits.fill):
        return p
    if p.antecedent and shared([p.antecedent], [answer.source]):
        return replace(p, source=p.antecedent, antecedent=None)
    if p.source and (shared([p.source], [answer.source]) or p.antecedent):
        return p
    return replace(p, source=answer.source, aside=None, antecedent=None)


def _told_already(p: Proposal, others: Sequence[Proposal]) -> bool:
    """Whether another proposal has most of the same content already, or the cue in its own.

    The corpus marks nothing within another's words, so the ranker knows nothing of nesting.
    """
    for q in others:
        if q.block != p.block:
            continue
        if any(s <= p.cue[0] < e for s, e in q.content):
            return True
        both = shared(p.content, q.content)
        if both * 2 > size(p.content) + size(q.content) - both:
            return True
    return False


@lru_cache(maxsize=1)
def heard() -> Kept:
    """What the encoder of the package has heard in this process."""
    return Kept()


@lru_cache(maxsize=1)
def the_encoder() -> Encoder:
    """The encoder of the package, loaded when first asked for."""
    return Encoder.load()
