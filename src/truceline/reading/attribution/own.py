"""What an outlet states in its own voice: the sentences, less what others are said to say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from truceline.model.reading import BlockKind
from truceline.reading.attribution.content import Piece, less, run_of, subtree_pieces, trimmed
from truceline.reading.attribution.propose import Proposal
from truceline.reading.attribution.quotes import Quotation
from truceline.reading.grammar import grammar
from truceline.reading.pack import AttributionPack
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token, TokenSpan
from truceline.reading.segment import link_lists

LEAST = 3
"""Words that a piece of a sentence has at least to tell anything."""
_FEW = 5
"""Words from which on what is left tells something without its subject."""
NEAR = 30
"""Characters between a cue and a source that stands beside it."""
_SUBJECTS = ("nsubj", "nsubjpass", "expl")
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
        if covered or any(p.cue[0] <= root < p.cue[1] for p in here if p.kind != "agentless"):
            out += _set_beside(block, sent, here, quotes)
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
    subjects = [block.start + c.idx for c in verb.children if c.dep_ in _SUBJECTS]
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
    cue = block.token_at(p.cue[0])
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
    block: PageBlock, sent: TokenSpan, here: Sequence[Proposal], quotes: Sequence[Quotation]
) -> list[tuple[Piece, ...]]:
    """The clauses that stand beside a report of another's words and are nobody's content."""
    taken = [x for p in here for x in (*p.content, p.cue)]
    out: list[tuple[Piece, ...]] = []
    for verb in sent:
        subject = next((x for x in verb.children if x.dep_ in _SUBJECTS), None)
        if subject is None or verb.pos_ not in ("VERB", "AUX") or not _is_beside(verb, subject):
            continue
        later = min((d.left_edge.i for d in verb.conjuncts if d.i > verb.i), default=sent.end)
        run = [t for t in verb.subtree if t.i >= _opening(verb, subject) and t.i < later]
        if not run:
            continue  # what is joined to it begins before it
        parted = (t.i for t in run if t.i > verb.i and t.text == ";")
        end = min(parted, default=run[-1].i + 1)
        whole = run_of(block, run[0], sent.doc[end - 1])
        if any(s < whole[1] and whole[0] < e for s, e in (*taken, *(x for o in out for x in o))):
            continue
        pieces = _left(block, whole, (), quotes, verb)
        if pieces and _long(block, pieces) and _asserts(block, pieces):
            out.append(tuple(pieces))
    return out


def _is_beside(verb: Token, subject: Token) -> bool:
    """Whether a clause is set beside the rest of its sentence: joined to it, parted from it by a semicolon, or
    told against it or as what went before ("..., although the army stayed", "..., hours after the bridge fell")."""
    if verb.dep_ == "conj":
        return bool(verb.i > verb.head.i)
    if verb.dep_ == "ccomp":
        return bool(verb.right_edge.i + 1 < len(verb.doc) and verb.right_edge.nbor(1).text == ";")
    mark = next((c for c in verb.children if c.dep_ == "mark"), None)
    if verb.dep_ != "advcl" or mark is None or verb.left_edge.i == verb.sent.start:
        return False
    led = bool(mark.lower_ in grammar().attribution.against) or (
        mark.lower_ in grammar().attribution.afterwards and mark.i > verb.left_edge.i
    )
    return bool(led and verb.left_edge.nbor(-1).text == ",")


def _opening(verb: Token, subject: Token) -> int:
    """Where a clause begins, without the word that joins it to another."""
    mark = next((c for c in verb.children if c.dep_ == "mark" and c.i < subject.i), None)
    return int(mark.i + 1 if mark is not None else verb.left_edge.i)


def _gap(p: Proposal) -> int:
    """How far the source stands from its cue."""
    return max(p.cue[0] - p.source[1], p.source[0] - p.cue[1]) if p.source else 0


def _without_tail(text: str, start: int, end: int) -> int:
    """The end of a piece without a conjunction that led to what another said."""
    found = grammar().attribution.tail.search(text, start, end)
    return found.start() if found and found.start() > start else end


def _asserts(block: PageBlock, pieces: Sequence[Piece]) -> bool:
    """Whether anything finite is said, or so many are told to have been harmed ("three farmers killed at Orda"):
    headings and questions assert nothing."""
    words = " ".join(block.text[s:e] for s, e in pieces)
    asked = block.turn is not None and block.turn.asks
    if asked and re.match(r"\s*[—–-]", block.text[pieces[-1][1] : block.end]):
        return False  # a question that is cut short
    if block.text[pieces[-1][1] : pieces[-1][1] + 1] == "?" or words.rstrip("*_ ").endswith("?"):
        return False
    return any(
        t.tag_ in ("VBD", "VBZ", "VBP", "MD")
        or (t.tag_ in ("VBN", "VBG", "VB") and block.kind is BlockKind.HEADLINE)
        or (t.tag_ == "VBN" and t.dep_ == "ROOT" and any(c.dep_ in _SUBJECTS for c in t.children))
        or (t.tag_ == "VBN" and t.head.dep_ == "ROOT" and any(c.dep_ == "nummod" for c in t.head.children))
        for t in block.doc
        if any(s <= block.start + t.idx < e for s, e in pieces)
    )
