"""Through whom somebody's words come to the page: the outlet that they spoke to or that carried them ("in an
interview with X", "as quoted by X"), or for which they report themselves ("X's Mara Ilves")."""

from __future__ import annotations

from dataclasses import replace

from truceline.model.reading import LinkKind
from truceline.reading.attribution.content import Piece
from truceline.reading.attribution.holders import ARTICLE, Cast, Holder, head_of
from truceline.reading.attribution.nouns import noun_phrase
from truceline.reading.attribution.proposal import Proposal
from truceline.reading.attribution.quotes import quotations_of
from truceline.reading.grammar import grammar
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token


def carrier_of(cast: Cast, p: Proposal, source: Piece | None) -> Holder | None:
    """The outlet that a proposal's words come through; None where the text tells of none."""
    block = cast.page.block_at(p.cue[0])
    cue = block.token_at(p.cue[0]) if block is not None else None
    if block is None or cue is None:
        return None
    return _spoken_to(cast, block, cue, p) or (_reports_for(cast, source) if source else None)


def _spoken_to(cast: Cast, block: PageBlock, cue: Token, p: Proposal) -> Holder | None:
    """ "in an interview with X", "speaking to X", "as quoted by X", beside the cue and outside what is said."""
    words = grammar().attribution
    for t in cue.sent:
        if t.lower_ not in words.to_outlet or t.head.lower_ not in words.passed_on:
            continue
        at = block.start + t.idx
        if not (t.head == cue or cue in t.head.ancestors) or any(s <= at < e for s, e in p.content):
            continue
        outlet = next((c for c in t.children if c.dep_ == "pobj"), None)
        if outlet is None or any(q.holds(at) for q in quotations_of(block)):
            continue
        found = _named_outlet(cast, block, outlet)
        if found is not None:
            return found
    return None


def told_to(cast: Cast, block: PageBlock, piece: Piece) -> Holder | None:
    """The outlet that an addressee is, if it is one."""
    head = head_of(block, piece)
    return cast.agency(block, piece) or (_named_outlet(cast, block, head) if head is not None else None)


def _named_outlet(cast: Cast, block: PageBlock, head: Token) -> Holder | None:
    """The outlet that a noun phrase names: a known one, or what calls itself one ("the Orlu Radio news agency",
    "the state news agency ONA", "state television")."""
    piece = noun_phrase(block, head)
    known = cast.agency(block, piece)
    if known is not None:
        return known
    beside = next((c for c in head.children if c.dep_ == "appos" and c.pos_ == "PROPN"), None)
    if beside is not None:
        piece = (piece[0], max(piece[1], block.start + beside.idx + len(beside.text)))
    words = ARTICLE.sub("", " ".join(block.text[slice(*piece)].split())).split()
    kinds = cast.pack.agency_words | grammar().attribution.carriers
    last = max((i for i, w in enumerate(words) if w.lower() in kinds), default=-1)
    if last < 0 or not all(w[:1].isupper() for w in words[last + 1 :]):
        return None
    named = [w for w in words if w[:1].isupper()]
    if last == 0 or not (named or words[0].lower() in grammar().attribution.of_state):
        return None
    name = " ".join(words[last + 1 :] or words)
    return Holder(name, LinkKind.AGENCY, at=piece[0], span=block.at(*piece))


def _reports_for(cast: Cast, source: Piece) -> Holder | None:
    """The outlet whose reporter speaks ("Radio Marsh's Ole Pind", "AFP correspondent Ole Pind")."""
    block = cast.page.block_at(source[0])
    head = head_of(block, source) if block is not None else None
    if block is None or head is None or head.pos_ != "PROPN":
        return None
    first = head.left_edge
    end = next((c for c in head.lefts if c.dep_ == "poss"), None)
    if end is None:
        words = grammar().attribution.reporters
        reporter = next((t for t in head.doc[first.i : head.i] if t.lower_ in words), None)
        end = reporter.nbor(-1) if reporter is not None and reporter.i > first.i else None
    if end is None:
        return None
    piece = (block.start + first.idx, block.start + end.idx + len(end.text))
    found = cast.agency(block, piece)
    return replace(found, span=block.at(*piece)) if found is not None else None
