"""What an outlet states in its own voice: the sentences, less what others are said to say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from truceline.model.reading import BlockKind
from truceline.reading.attribution.content import Piece, less, run_of, subtree_pieces, trimmed
from truceline.reading.attribution.propose import Proposal
from truceline.reading.attribution.quotes import Quotation
from truceline.reading.grammar import grammar
from truceline.reading.pack import AttributionPack
from truceline.reading.page import PageBlock
from truceline.reading.segment import link_lists
from truceline.reading.times.direction import token_at

LEAST = 3
"""Words that a piece of a sentence has at least to tell anything."""
_FEW = 5
"""Words from which on what is left tells something without its subject."""
NEAR = 30
"""Characters between a cue and a source that stands beside it."""
BREAKS = (",", "-", "–", "—", "--", "(")


def own_voice(
    block: PageBlock, proposals: Sequence[Proposal], quotes: Sequence[Quotation], pack: AttributionPack
) -> list[tuple[Piece, ...]]:
    """The contents that the outlet itself asserts in one block, one for each sentence, and one for
    each clause that it sets beside another's words ("X said ..., and the road was closed")."""
    out: list[tuple[Piece, ...]] = []
    links = [(block.start + s, block.start + e) for s, e in link_lists(block.words)]
    for sent in block.doc.sents:
        whole: Piece = (block.start + sent.start_char, block.start + sent.end_char)
        if any(q.start <= whole[0] and whole[1] <= q.end + 1 for q in quotes):
            continue
        here = [
            p
            for p in proposals
            if whole[0] <= p.cue[0] < whole[1] or any(s < whole[1] and whole[0] < e for s, e in p.content)
        ]
        if not any(t.pos_ in ("VERB", "AUX") for t in sent):
            continue
        root = block.start + sent.root.idx
        covered = any(s <= root < e for p in here for s, e in p.content)
        if any(p.cue[0] <= root < p.cue[1] for p in here if p.kind != "agentless"):
            out += _set_beside(block, sent.root, here, quotes)
            continue
        if covered:
            continue
        holes = [h for p in here for h in _told_by_others(block, sent, p)] + links
        if _only_leads_in(sent.root, holes, block):
            continue
        pieces = _left(block, whole, holes, quotes, sent.root)
        told = any(s <= root < e for s, e in pieces) and _long(block, pieces) and _asserts(block, pieces)
        if told and not _only_a_rest(block, pieces, sent.root):
            out.append(tuple(pieces))
    return out


def _left(
    block: PageBlock, whole: Piece, holes: Sequence[Piece], quotes: Sequence[Quotation], verb: Token
) -> list[Piece]:
    """What is left of a clause, without what is too short to tell anything and is not its subject."""
    subjects = [block.start + c.idx for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "expl")]
    pieces = [t for x in less(whole, holes) if (t := trimmed(block.text, x, quotes, frozenset()))]
    pieces = [(s, _without_tail(block.text, s, e)) for s, e in pieces]
    return [
        (s, e)
        for s, e in pieces
        if len(re.findall(r"\w+", block.text[s:e])) >= LEAST or any(s <= x < e for x in subjects)
    ]


def _long(block: PageBlock, pieces: Sequence[Piece]) -> bool:
    return sum(len(re.findall(r"\w+", block.text[s:e])) for s, e in pieces) >= LEAST


def _told_by_others(block: PageBlock, sent: TokenSpan, p: Proposal) -> list[Piece]:
    """What of a sentence is another's words, with the clause that brings them in.

    What cannot be left out ("went so far as to praise ...", "his promise to leave was broken", "a man
    who said ...") stays: it is embedded in what the outlet tells.
    """
    bare = [*p.content, p.cue, *([p.source] if p.source and _gap(p) < NEAR else [])]
    cue = token_at(block.doc, p.cue[0] - block.start)
    if cue is None or cue.sent.start != sent.start or p.kind in ("phrase", "document", "agentless"):
        return bare
    own = run_of(block, cue.left_edge, cue.right_edge)
    inside = all(own[0] <= s and e <= own[1] for s, e in p.content)
    if cue.pos_ in ("NOUN", "PROPN"):
        return [] if inside else bare
    if cue.pos_ not in ("VERB", "AUX"):
        return bare
    clause = cue
    while clause.dep_ == "conj" and clause.head.pos_ in ("VERB", "AUX") and clause.head.dep_ != "ROOT":
        clause = clause.head
    if clause.dep_ in ("xcomp", "ccomp", "oprd") and clause.i > clause.head.i and inside:
        return []
    first = cue.left_edge
    apart = first.i == sent.start or first.nbor(-1).text in BREAKS
    if cue.dep_ == "relcl" and inside and not apart:
        return []
    stands_for = [c for c in p.content if cue.dep_ == "relcl" and c[1] <= own[0]]
    holes = [*(c for c in p.content if c not in stands_for), *subtree_pieces(block, cue.subtree)]
    if cue.dep_ == "pcomp":
        holes.append(run_of(block, cue.head, cue.head))
    return holes


def _only_leads_in(root: Token, holes: Sequence[Piece], block: PageBlock) -> bool:
    """Whether a main clause only leads to what another said ("It comes as Orlu says ...")."""
    if root.lower_ not in grammar().attribution.leading_in or any(c.dep_ == "dobj" for c in root.children):
        return False
    return any(
        c.dep_ in ("advcl", "prep") and any(s <= block.start + c.idx < e for s, e in holes)
        for c in root.children
    )


def _only_a_rest(block: PageBlock, pieces: Sequence[Piece], verb: Token) -> bool:
    """Whether a few words are left without the subject that their verb has ("has since been")."""
    subjects = [block.start + c.idx for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    few = sum(len(re.findall(r"\w+", block.text[s:e])) for s, e in pieces) < _FEW
    return few and bool(subjects) and not any(s <= x < e for x in subjects for s, e in pieces)


def _set_beside(
    block: PageBlock, root: Token, here: Sequence[Proposal], quotes: Sequence[Quotation]
) -> list[tuple[Piece, ...]]:
    """The clauses that stand beside a report of another's words and are nobody's content."""
    out: list[tuple[Piece, ...]] = []
    for c in root.conjuncts:
        if c.i < root.i or c.pos_ not in ("VERB", "AUX"):
            continue
        if not any(x.dep_ in ("nsubj", "nsubjpass", "expl") for x in c.children):
            continue
        later = min((d.left_edge.i for d in root.conjuncts if d.i > c.i), default=c.right_edge.i + 1)
        kept = [t for t in c.subtree if t.i < later]
        whole = run_of(block, min(kept, key=lambda t: t.i), max(kept, key=lambda t: t.i))
        if any(s < whole[1] and whole[0] < e for p in here for s, e in (*p.content, p.cue)):
            continue
        pieces = _left(block, whole, (), quotes, c)
        if pieces and _long(block, pieces) and _asserts(block, pieces):
            out.append(tuple(pieces))
    return out


def _gap(p: Proposal) -> int:
    """How far the source stands from its cue."""
    return max(p.cue[0] - p.source[1], p.source[0] - p.cue[1]) if p.source else 0


def _without_tail(text: str, start: int, end: int) -> int:
    """The end of a piece without a conjunction that led to what another said."""
    found = grammar().attribution.tail.search(text, start, end)
    return found.start() if found and found.start() > start else end


def _asserts(block: PageBlock, pieces: Sequence[Piece]) -> bool:
    """Whether anything finite is said: headings and questions assert nothing."""
    words = " ".join(block.text[s:e] for s, e in pieces)
    if block.text[pieces[-1][1] : pieces[-1][1] + 1] == "?" or words.rstrip("*_ ").endswith("?"):
        return False
    return any(
        t.tag_ in ("VBD", "VBZ", "VBP", "MD")
        or (t.tag_ in ("VBN", "VBG", "VB") and block.kind is BlockKind.HEADLINE)
        for t in block.doc
        if any(s <= block.start + t.idx < e for s, e in pieces)
    )
