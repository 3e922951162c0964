"""Who a text has told of before some place, sentence by sentence, and how prominently.

A sentence is first about its subject and about who speaks in it; objects come after, and who is
only named as somebody's or something's ("the Tolle plan") is not told of at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from truceline.model.reading import BlockKind, LinkKind, Mention, MentionType
from truceline.reading.attribution.content import Piece, run_of
from truceline.reading.attribution.holders import ARTICLE, KINDS, Cast, Holder, head_of, is_anonymous
from truceline.reading.attribution.nouns import noun_phrase
from truceline.reading.attribution.quotes import quotations_of
from truceline.reading.datelines import dateline_end
from truceline.reading.figures.lexicon import figures_pack
from truceline.reading.grammar import grammar
from truceline.reading.pack import attribution_pack
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token, TokenSpan

SUBJECT, BESIDE, WITHIN, OBJECT, OWNER = 4, 3, 2, 1, 0
"""How prominently a sentence tells of somebody."""
_SUBJECTS = ("nsubj", "nsubjpass")
_INSIDE = ("compound", "amod", "nmod")


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody told of: how prominently, and whether by a claim of theirs."""

    holder: Holder
    rank: int
    speaks: bool = False


def sentences_before(cast: Cast, at: int, paragraphs: int) -> Iterator[tuple[PageBlock, TokenSpan]]:
    """The sentences of the text up to a place, the one that holds it first, over so many paragraphs."""
    here = cast.page.block_at(at)
    if here is None:
        return
    blocks = [b for b in cast.page.blocks if b.number <= here.number and b.readable and b.fence == here.fence]
    blocks = [b for b in blocks if b is here or b.kind not in (BlockKind.HEADLINE, BlockKind.CAPTION)]
    for block in reversed(blocks[-paragraphs - 1 :]):
        for sent in reversed(list(block.doc.sents)):
            if block.start + sent.start_char <= at and sent.end_char > dateline_end(block.words):
                yield block, sent


def told_in(
    cast: Cast,
    block: PageBlock,
    sent: TokenSpan,
    before: int,
    fits: Callable[[Holder], bool],
    types: tuple[MentionType, ...],
) -> list[Told]:
    """Whom one sentence tells of before an offset, the most prominent first, then as they stand."""
    start, end = block.start + sent.start_char, min(before, block.start + sent.end_char)
    found: list[Told] = []
    for h in cast.spoken:
        if start <= h.at < end and fits(h):
            found.append(Told(h, SUBJECT, True))
    quotes = quotations_of(block)
    for h in cast.quoted:
        if start <= h.at < end and fits(h) and not any(q.holds(h.at) for q in quotes):
            found.append(Told(h, BESIDE, True))
    for m in sorted(cast.within((start, end)), key=is_anonymous):
        if m.type not in types or any(q.holds(m.span.start) for q in quotes):
            continue
        token = head_of(block, (m.span.start, m.span.end))
        rank = _rank(token) if token is not None else None
        if rank is None or token is None:
            continue
        head = block.start + token.idx
        if any(t.holder.span is not None and t.holder.span.start <= head < t.holder.span.end for t in found):
            continue
        h = holder_of(cast, m)
        if fits(h) and not any(_same(h, t.holder) and t.rank >= rank for t in found):
            found.append(Told(h, rank))
    return sorted(found, key=lambda t: (-t.rank, t.holder.at))


def _same(a: Holder, b: Holder) -> bool:
    return a.entity == b.entity if a.entity and b.entity else a.name.lower() == b.name.lower()


def _rank(t: Token) -> int | None:
    for _ in range(6):
        if t.dep_ in _INSIDE:
            return None
        if t.dep_ in ("appos", "conj") and t.head.pos_ not in ("VERB", "AUX"):
            if _compared(t.head):
                return SUBJECT
            t = t.head
            continue
        break
    if _compared(t):
        return OBJECT
    if t.dep_ in _SUBJECTS:
        verb = t.head
        while verb.dep_ == "conj":
            verb = verb.head
        return SUBJECT if verb.dep_ == "ROOT" else WITHIN if verb.dep_ in ("relcl", "acl") else BESIDE
    if t.dep_ == "ROOT":
        return SUBJECT
    if t.dep_ == "poss":
        return OWNER
    asked = t.dep_ in ("dobj", "dative") and t.head.lower_ in attribution_pack("en").verbs
    return BESIDE if asked or t.dep_ == "attr" else OBJECT


def _before(t: Token) -> str:
    first = t.left_edge.i
    inner = next((c for c in t.lefts if c.dep_ == "prep"), None)
    return str(inner.lower_ if inner is not None else t.doc[first - 1].lower_ if first else "")


def _compared(t: Token) -> bool:
    """Whether somebody stands where others are likened to them, whatever the parse says ("Like Tolle, Baran
    left")."""
    return t.dep_ in _SUBJECTS and _before(t) in grammar().attribution.likening


def holder_of(cast: Cast, m: Mention) -> Holder:
    """Somebody mentioned, as a holder: as they spoke before, else by the fullest name of the page."""
    spoken = cast.last(lambda h: bool(m.entity) and h.entity == m.entity and not h.plural)
    if spoken is not None:
        return replace(spoken, at=m.span.start, span=m.span, antecedent=None, relay=None)
    forms = frozenset(w.strip(".,").lower() for w in m.span.quote.split())
    if is_anonymous(m):
        words = ARTICLE.sub("", " ".join(m.span.quote.split()))
        plural = m.type is MentionType.GROUP
        return Holder(
            words,
            LinkKind.ANONYMOUS,
            party=cast.party_of(m),
            anonymous=True,
            at=m.span.start,
            span=m.span,
            plural=plural,
            forms=forms,
        )
    return Holder(
        cast.called(m),
        KINDS.get(m.type, LinkKind.BODY),
        m.entity,
        cast.party_of(m),
        at=m.span.start,
        span=m.span,
        plural=m.type is MentionType.GROUP,
        forms=forms,
    )


def people_told(cast: Cast, block: PageBlock, sent: TokenSpan, before: int) -> list[Told]:
    """People whom a sentence tells of by a plural noun alone ("hundreds of villagers fled")."""
    found: list[Told] = []
    quotes = quotations_of(block)
    known = cast.pack.anonymous | cast.pack.people | cast.pack.against | grammar().attribution.crowds
    known |= figures_pack(cast.page.report.language).person
    for t in sent:
        at = block.start + t.idx
        if at >= before or t.tag_ not in ("NNS", "NNPS") or t.lower_ not in known:
            continue
        if any(q.holds(at) for q in quotes):
            continue
        top = t
        if t.dep_ == "pobj" and t.head.lower_ == "of" and t.head.head.lower_ in grammar().names.quantities:
            top = t.head.head
        rank = _rank(top)
        if rank is None or rank == OWNER:
            continue
        piece: Piece = noun_phrase(block, top)
        if piece[1] < at:
            piece = run_of(block, top.left_edge, t)
        words = ARTICLE.sub("", " ".join(block.text[piece[0] : piece[1]].split()))
        h = Holder(
            words,
            LinkKind.ANONYMOUS,
            party=cast.side_of(block, piece),
            anonymous=True,
            at=piece[0],
            span=block.at(*piece),
            plural=True,
            head=t.lower_,
        )
        found.append(Told(h, rank))
    return sorted(found, key=lambda x: (-x.rank, x.holder.at))
