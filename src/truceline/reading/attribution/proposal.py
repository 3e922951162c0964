"""A candidate for attributed content, and the tidying of its pieces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from truceline.model.reading import Modality, Stance
from truceline.reading.attribution.content import Piece, joined, less, shared, size, trimmed, whole_quotations
from truceline.reading.attribution.quotes import Quotation
from truceline.reading.grammar import grammar
from truceline.reading.page import PageBlock

_DROP = frozenset({"that"})
_OF_SUBJECT = ("det", "nsubj", "nsubjpass", "poss", "compound", "expl", "attr")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A cue with its source and content; offsets of the report's text.

    `kind` names the frame that gave it: clause, quote, infinitive, object, phrase, document,
    noun, passive, agentless, heading, turn, carried, relayed ("quoted X as
    saying"), answer ("a claim X denied"). `addressee` is whom it was told,
    `document` the statement in which it stands.
    """

    block: int
    cue: Piece
    source: Piece | None
    content: tuple[Piece, ...]
    kind: str
    word: str = ""
    stance: Stance = Stance.ASSERTS
    addressee: Piece | None = None
    document: Piece | None = None
    aside: Piece | None = None
    """The apposition that tells who the source is."""
    antecedent: Piece | None = None
    """What a relative pronoun refers to."""
    through: Piece | None = None
    """Who passes it on, for a source that is cited ("the paper said, citing the ministry")."""
    mental: bool = False
    """A cue of thinking, not of speaking."""
    modality: Modality | None = None
    """How the cue puts a content whose own words do not tell: a plan, a wish, an opinion."""


def tidy(
    block: PageBlock, pieces: Iterable[Piece], quotes: Sequence[Quotation], cue: Piece
) -> tuple[Piece, ...]:
    """Contents with their marks in and everything that is not said out; the cue stays outside."""
    whole = whole_quotations([(_after_manner(block, *p), p[1]) for p in pieces], quotes, cue)
    holes = [cue]
    cut = [q for p in whole for q in less(p, holes)]
    trims = [t for p in cut if (t := trimmed(block.text, p, quotes, _led_by(block, p)))]
    kept = [
        p
        for p in joined(trims)
        if any(c.isalnum() for c in block.text[p[0] : p[1]]) and block.text[p[0] : p[1]].lower() not in _DROP
    ]
    if len(kept) > 1:
        marks = [(q.start, q.end) for q in quotes]
        whole = [p for p in kept[1:] if " " in block.text[slice(*p)] or shared([p], marks)]
        kept = [p for p in kept if size([p]) > 3 and (p == kept[0] or p in whole)] or kept[:1]
    return tuple(kept)


def _led_by(block: PageBlock, piece: Piece) -> frozenset[str]:
    """The words that lead into a piece and are no part of it: "that", unless it is a subject ("that is false")."""
    first = block.token_at(piece[0])
    while first is not None and (first.is_punct or first.is_space) and first.i + 1 < len(first.doc):
        first = first.nbor(1)
    if first is None or first.lower_ not in _DROP or first.tag_ != "DT" or first.i + 2 >= len(first.doc):
        return _DROP
    turned = first.nbor(1).lower_ in grammar().verbs.turned and first.nbor(2).dep_ in _OF_SUBJECT
    return _DROP if turned else frozenset()


def _after_manner(block: PageBlock, start: int, end: int) -> int:
    """Where a content begins behind how it was said ("said jointly that ...")."""
    first = block.token_at(start)
    if first is None or first.pos_ != "ADV" or first.i + 2 >= len(first.doc):
        return start
    that = first.nbor(1)
    at = block.start + that.nbor(1).idx
    return at if that.lower_ in _DROP and that.dep_ == "mark" and at < end else start
