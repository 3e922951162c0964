"""What an outlet states in its own voice: the sentences, less what others are said to say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from truceline.model.reading import BlockKind
from truceline.reading.attribution.content import Piece, less, trimmed
from truceline.reading.attribution.propose import Proposal
from truceline.reading.attribution.quotes import Quotation
from truceline.reading.grammar import grammar
from truceline.reading.pack import AttributionPack
from truceline.reading.page import PageBlock


def own_voice(
    block: PageBlock, proposals: Sequence[Proposal], quotes: Sequence[Quotation], pack: AttributionPack
) -> list[tuple[Piece, ...]]:
    """The contents that the outlet itself asserts in one block, one for each sentence."""
    out: list[tuple[Piece, ...]] = []
    for sent in block.doc.sents:
        whole: Piece = (block.start + sent.start_char, block.start + sent.end_char)
        if any(q.start <= whole[0] and whole[1] <= q.end + 1 for q in quotes):
            continue
        here = [p for p in proposals if any(s < whole[1] and whole[0] < e for s, e in p.content)]
        root = block.start + sent.root.idx
        led = any(p.cue[0] <= root < p.cue[1] for p in here if p.kind != "agentless")
        covered = any(s <= root < e for p in here for s, e in p.content)
        if led or covered or not any(t.pos_ in ("VERB", "AUX") for t in sent):
            continue
        holes = [
            x for p in here for x in (*p.content, p.cue, *([p.source] if p.source and _gap(p) < 30 else []))
        ]
        pieces = [t for x in less(whole, holes) if (t := trimmed(block.text, x, quotes, frozenset()))]
        pieces = [(s, _without_tail(block.text, s, e)) for s, e in pieces]
        pieces = [p for p in pieces if len(re.findall(r"\w+", block.text[p[0] : p[1]])) >= 3]
        if not pieces or not _asserts(block, pieces):
            continue
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
    if block.text[pieces[-1][1] : pieces[-1][1] + 1] == "?" or words.endswith("?"):
        return False
    return any(
        t.tag_ in ("VBD", "VBZ", "VBP", "MD")
        or (t.tag_ in ("VBN", "VBG", "VB") and block.kind is BlockKind.HEADLINE)
        for t in block.doc
        if any(s <= block.start + t.idx < e for s, e in pieces)
    )
