"""What is said in turns: each sentence of an answer is its speaker's, and labels lead to whom they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from truceline.model.reading import BlockKind, LinkKind, Mention, MentionType
from truceline.reading.attribution.content import Piece, trimmed
from truceline.reading.attribution.holders import KINDS, Cast, Holder, is_anonymous
from truceline.reading.attribution.proposal import Proposal
from truceline.reading.grammar import grammar
from truceline.reading.layout import layout
from truceline.reading.names import folded
from truceline.reading.page import Page, PageBlock
from truceline.reading.parsed import TokenSpan
from truceline.reading.written_by import names_a_body

__all__ = ["label_holders", "turn_proposals"]

_LEAST = 3
"""Words that a sentence has at least to stand by itself."""
_NEAR = 60
"""Characters between a name and the office that it holds."""
_NONE: frozenset[str] = frozenset()


def turn_proposals(page: Page) -> list[Proposal]:
    """What speakers say in their turns, sentence by sentence; a word or two go with the sentence beside them."""
    out: list[Proposal] = []
    for block in page.blocks:
        if block.turn is None or block.turn.asks or not block.readable:
            continue
        cue = block.turn.mark
        out += [
            Proposal(block.number, cue, block.turn.who or cue, (p,), "turn", ":") for p in _sayings(block)
        ]
    return out


def _sayings(block: PageBlock) -> list[Piece]:
    pieces: list[Piece] = []
    whole: set[Piece] = set()
    for sent in block.doc.sents:
        start, end = block.start + sent.start_char, block.start + sent.end_char
        if _claims_nothing(sent):
            continue
        for s, e in _halves(block.text, start, end):
            cut = trimmed(block.text, (s, e), (), _NONE)
            if cut is not None:
                pieces.append((cut[0], _with_mark(block.text, cut[1], e)))
                if any(t.dep_ in ("nsubj", "nsubjpass") for t in sent.root.children):
                    whole.add(pieces[-1])
    joined: list[Piece] = []
    for p in pieces:
        if joined and any(x not in whole and _words(block.text, x) < _LEAST for x in (joined[-1], p)):
            joined[-1] = (joined[-1][0], p[1])
        else:
            joined.append(p)
    kept = [p for p in joined if p in whole or _words(block.text, p) >= _LEAST]
    announces = block.words.rstrip().endswith(":")
    return [p for p in kept if block.text[p[1] - 1] != "?" and not (announces and p[1] >= block.end - 1)]


def _claims_nothing(sent: TokenSpan) -> bool:
    """Whether a sentence is a greeting or an aside without a verb, a number or a "no" ("Morning all, or evening,
    wherever you are."), or asks who did something."""
    root = sent.root
    first = next((t for t in sent if not t.is_punct and not t.is_space), None)
    if first is not None and first.tag_ == "WP" and first.dep_ == "nsubj" and first.head == root:
        return True
    if root.pos_ in ("VERB", "AUX") or sum(t.is_alpha for t in sent) <= _LEAST:
        return False
    return not any(
        t.like_num
        or t.lower_ in grammar().verbs.none | grammar().verbs.negation
        or (t.dep_ == "nsubj" and root in (t.head, t.head.head))
        for t in sent
    )


def _halves(text: str, start: int, end: int) -> Iterator[Piece]:
    """The parts of a sentence between semicolons that are long enough to stand by themselves."""
    at = start
    for m in re.finditer(r";\s", text[start:end]):
        cut = start + m.start()
        if _words(text, (at, cut)) >= _LEAST and _words(text, (cut, end)) >= _LEAST:
            yield at, cut
            at = start + m.end()
    yield at, end


def _with_mark(text: str, at: int, end: int) -> int:
    """Where a piece ends with the mark of a question that was trimmed off."""
    return at + 1 if text[at : at + 1] == "?" and at < end else at


def _words(text: str, piece: Piece) -> int:
    return len(re.findall(r"\w+", text[piece[0] : piece[1]]))


def label_holders(page: Page, cast: Cast) -> dict[Piece, Holder]:
    """Whom the label of each turn stands for, by the label's place."""
    out: dict[Piece, Holder] = {}
    by_name: dict[str, Holder] = {}
    for block in page.blocks:
        if block.turn is None or block.turn.asks:
            continue
        who = block.turn.who
        name = page.text[slice(*who)] if who is not None else ""
        if name not in by_name:
            by_name[name] = _holder(page, cast, name, _first(page))
        place = who or block.turn.mark
        out[place] = replace(by_name[name], at=place[0], span=block.at(*who) if who is not None else None)
    return out


def _first(page: Page) -> int:
    """Where the first turn begins."""
    return next((b.start for b in page.blocks if b.turn is not None), len(page.text))


def _holder(page: Page, cast: Cast, label: str, first: int) -> Holder:
    words = layout().turns
    parts = [w for w in folded(label).replace(".", " ").split() if w not in words.articles]
    if not parts or (len(parts) == 1 and parts[0] in words.answerers):
        found = _talked_to(page, cast, first)
    else:
        found = _named(cast, parts)
        if found is None and set(parts) <= cast.pack.titles | cast.pack.people | cast.pack.anonymous:
            found = _in_office(page, cast, parts, first)
    if found is None:
        named = label.title() if label.isupper() and len(label) > 3 else label
        if names_a_body(label):
            return Holder(named, LinkKind.BODY)
        name = cast.full_name(named) or named
        kind = LinkKind.PERSON if label else LinkKind.ANONYMOUS
        return Holder(name or "interviewee", kind, anonymous=not label)
    entity = cast.entity(found.entity)
    name = entity.name if entity is not None else cast.called(found)
    known = cast.names.get(name.lower(), name)
    return Holder(
        known, KINDS.get(found.type, LinkKind.BODY), found.entity, cast.party_of(found), antecedent=found.span
    )


def _named(cast: Cast, parts: Sequence[str]) -> Mention | None:
    """The one whom the page names in full with the words of a label, its titles aside."""
    bare = [p for p in parts if p not in cast.pack.titles] or list(parts)
    found = [
        m
        for m in cast.mentions
        if m.entity and not is_anonymous(m) and set(bare) <= set(folded(m.span.quote).split())
    ]
    people = [m for m in found if m.type is MentionType.PERSON]
    return max(people or found, key=lambda m: (len(m.span.quote.split()), -m.span.start), default=None)


def _in_office(page: Page, cast: Cast, parts: Sequence[str], first: int) -> Mention | None:
    """The one named right after, or right before, the words of an office ("the minister, Mara Ilves")."""
    people = [
        m
        for m in cast.mentions
        if m.type is MentionType.PERSON and not is_anonymous(m) and m.span.start < first
    ]
    for m in people:
        near = folded(page.text[max(0, m.span.start - _NEAR) : min(first, m.span.end + _NEAR)])
        if all(re.search(rf"\b{re.escape(p)}\b", near) for p in parts):
            return m
    return None


def _talked_to(page: Page, cast: Cast, first: int) -> Mention | None:
    """Whom a page tells that it talks to, else the first person whom it tells of before the turns."""
    people = [
        m
        for m in cast.mentions
        if m.type is MentionType.PERSON and m.entity and not is_anonymous(m) and m.span.start < first
    ]
    bylines = [b for b in page.blocks if b.kind in (BlockKind.BYLINE, BlockKind.CREDIT)]
    people = [m for m in people if not any(b.start <= m.span.start < b.end for b in bylines)]
    for found in layout().turns.talked_to.finditer(page.text[:first]):
        after = [m for m in people if 0 <= m.span.start - found.end() < 80]
        if after:
            return _fullest(people, after[0])
    return _fullest(people, people[0]) if people else None


def _fullest(people: Sequence[Mention], m: Mention) -> Mention:
    same = [x for x in people if x.entity == m.entity]
    return max(same, key=lambda x: len(x.span.quote.split()))
