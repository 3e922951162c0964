"""What the watch rules find in a claim's own words, before it is asked who says it and how."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from operator import is_

from truceline.model.accord import Watch
from truceline.model.match import fold
from truceline.model.reading import Block, Claim, Manner, Mention, Stance
from truceline.model.span import Span
from truceline.standing.pieces import joined, outside, sentences
from truceline.standing.put import TELLING
from truceline.standing.rules import Piece, Rules

__all__ = ["Heard", "Hit"]

_ACTS = frozenset({Stance.REFUSES, Stance.PROMISES, Stance.DEMANDS})
"""What is done by being said."""

Hit = tuple[Piece, tuple[Watch, ...]]
"""A piece of a claim, and the rules that found their words in it."""


class Heard:
    """What the rules found in each report. It rests on the report's claims and mentions and on
    nothing else, so that views of other dates need not look again."""

    def __init__(self) -> None:
        self._rules: Rules | None = None
        self._reports: dict[str, tuple[Sequence[Claim], Sequence[Mention], list[list[Hit]]]] = {}
        self._words: dict[str, str] = {}
        self._fitting: dict[tuple[object, ...], tuple[Watch, ...]] = {}

    def hits(
        self,
        report: str,
        rules: Rules,
        claims: Sequence[Claim],
        mentions: Sequence[Mention],
        blocks: Sequence[Block] = (),
    ) -> list[list[Hit]]:
        """For each of the report's claims in their order, its pieces with the rules that fit them; `blocks` are
        the report's paragraphs."""
        if rules is not self._rules:
            self._rules = rules
            self._reports.clear()
            self._fitting.clear()
        kept = self._reports.get(report)
        if kept is None or not _same(kept[0], claims) or not _same(kept[1], mentions):
            page = _Page(claims, mentions, self._words, blocks)
            kept = claims, mentions, [self._heard(page, claim, rules) for claim in claims]
            self._reports[report] = kept
        return kept[2]

    def _heard(self, page: _Page, claim: Claim, rules: Rules) -> list[Hit]:
        found: list[Hit] = []
        for piece in page.pieces(claim):
            # Copied sentences come many times: words that were looked at are not looked at again.
            key = (piece.folded, piece.span.quote, piece.around, piece.named, *piece.entities.items())
            watches = self._fitting.get(key)
            if watches is None:
                watches = self._fitting[key] = rules.fitting(piece)
            found.append((piece, watches))
        return found


def _same(one: Sequence[object], other: Sequence[object]) -> bool:
    """Whether both hold the very same things."""
    return len(one) == len(other) and all(map(is_, one, other))


class _Page:
    """The claims and mentions of one report, looked up by place."""

    def __init__(
        self,
        claims: Sequence[Claim],
        mentions: Sequence[Mention],
        words: dict[str, str],
        blocks: Sequence[Block] = (),
    ) -> None:
        self._words = words
        self._mentions = [
            (m.span.start, m.span.end, tuple(e for e in (m.entity, m.party) if e), self._folded(m.span.quote))
            for m in mentions
            if m.entity or m.party
        ]
        self._nested: dict[str, list[Claim]] = defaultdict(list)
        for c in claims:
            if c.nested_in:
                self._nested[c.nested_in].append(c)
        told = [
            (min(s.start for s in c.content), max(s.end for s in c.content), n, c)
            for n, c in enumerate(claims)
            if c.manner is not Manner.OWN
        ]
        self._told = sorted(told, key=lambda t: t[:3])
        self._starts = [t[0] for t in self._told]
        self._blocks = sorted(b.start for b in blocks)
        self._around: dict[int, tuple[str, frozenset[str]]] = {}
        self._own: dict[int, list[Span]] = defaultdict(list)
        if blocks:
            for c in claims:
                for x in (*c.content, *((c.source,) if c.source is not None else ())):
                    self._own[self._block(x.start)].append(x)

    def _block(self, at: int) -> int:
        """The number of the paragraph in which a place lies."""
        return bisect_right(self._blocks, at)

    def _paragraph(self, at: int) -> tuple[str, frozenset[str]]:
        """The folded words of the paragraph around a place, and whom it names."""
        n = self._block(at)
        kept = self._around.get(n)
        if kept is None:
            own = sorted(self._own.get(n, ()), key=lambda x: (x.start, -x.end))
            words = "".join(self._folded(x.quote)[:-1] for x in own)
            named = frozenset(
                e for start, _, entities, _ in self._mentions if self._block(start) == n for e in entities
            )
            kept = self._around[n] = (f"{words} ", named)
        return kept

    def _folded(self, words: str) -> str:
        folded = self._words.get(words)
        if folded is None:
            folded = self._words[words] = fold(words)
        return folded

    def pieces(self, claim: Claim) -> list[Piece]:
        """The sentences of the claim's own words; those of an interrupted claim also as one."""
        inner = self._inside(claim)
        pieces = []
        for segment in claim.content:
            for start, end in outside(segment, inner):
                text = segment.quote[start - segment.start : end - segment.start]
                for first, last in sentences(text):
                    words = text[first:last]
                    pieces.append(self._piece(Span(claim.report, start + first, start + last, words), words))
        if len(pieces) > 1 and len(claim.content) > 1:
            pieces.append(joined(pieces))
        if claim.cue is not None and claim.stance in TELLING:
            # "recorded dozens of violations": the cue belongs to what is told.
            cue = self._folded(claim.cue.quote)[:-1]
            pieces += [replace(p, folded=f"{cue}{p.folded}", cued=True) for p in pieces[:1]]
        if claim.cue is not None and claim.stance in _ACTS and claim.nested_in is None:
            # "the army refused | to leave": who refuses, and that they do, is what is told.
            said = [self._piece(x, x.quote) for x in (claim.source, claim.cue) if x is not None]
            pieces += [replace(joined([*said, p]), span=p.span, cued=True) for p in pieces[:1]]
        return pieces

    def _inside(self, claim: Claim) -> list[Span]:
        """The words of claims of somebody else that stand inside this one. That somebody refuses, promises or
        orders a thing is a deed that the outer claim tells, words and all."""
        inside = [s for c in self._nested.get(claim.id, ()) if c.stance not in _ACTS for s in c.content]
        first = min(s.start for s in claim.content)
        last = max(s.end for s in claim.content)
        near = self._told[bisect_left(self._starts, first) : bisect_right(self._starts, last)]
        whole = sum(len(s) for s in claim.content)
        for _, end, _, other in near:
            if end > last or other is claim or sum(len(s) for s in other.content) >= whole:
                continue
            if other.nested_in == claim.id and other.stance in _ACTS:
                continue
            if all(any(c.covers(s) for c in claim.content) for s in other.content):
                inside += other.content
        return inside

    def _piece(self, span: Span, words: str) -> Piece:
        names: dict[str, set[str]] = {}
        for start, end, entities, folded in self._mentions:
            if span.start < end and start < span.end:
                for entity in entities:
                    names.setdefault(entity, set()).add(folded)
        named = {e: tuple(sorted(forms)) for e, forms in names.items()}
        around, beside = self._paragraph(span.start) if self._blocks else (" ", frozenset[str]())
        question = words.rstrip('"”’ ').endswith("?")
        return Piece(span, self._folded(words), named, question, around=around, named=beside)
