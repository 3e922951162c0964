"""Whom a person speaks for: told by the title or the apposition beside the name, for the whole page.

"Brig. Gen. Anwar Tell, the army's spokesman" is on the side of the army that the page has named;
a minister is of the one strange state whose bodies the page speaks of. What was known is left as
it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from truceline.model.accord import Entity
from truceline.model.reading import ANONYMOUS, BlockKind, Mention, MentionType
from truceline.reading.block_view import BlockView, view_of
from truceline.reading.grammar import grammar
from truceline.reading.names import folded, lexicon
from truceline.reading.page import Page
from truceline.reading.parsed import Token
from truceline.reading.strangers import offices

__all__ = ["with_posts"]

_STEM = 4
"""Letters that a land and its people share."""
_BESIDE = ("poss", "compound", "nmod", "amod")
_SUBJECT = ("nsubj", "nsubjpass")
_MAIN = ("ROOT", "ccomp")
_NO_OWNER = (MentionType.PERSON, MentionType.PLACE, MentionType.DOCUMENT, MentionType.EVENT)


def with_posts(page: Page, mentions: tuple[Mention, ...], strange: Sequence[Entity]) -> tuple[Mention, ...]:
    """The mentions with the party of each person whose post the page tells to be with one of the
    `strange` states and sides, which only the page itself knows."""
    if not strange:
        return mentions
    states = [e.id for e in strange if e.country]
    home = states[0] if len(states) == 1 else None
    ids = {e.id for e in strange}
    sides = [m for m in mentions if m.party in ids and m.type not in _NO_OWNER]
    persons = [
        m
        for m in mentions
        if m.type is MentionType.PERSON and not m.party and m.entity and not m.entity.startswith(ANONYMOUS)
    ]
    views = [
        view_of(b)
        for b in page.blocks
        if b.kind is not BlockKind.FURNITURE and any(b.start <= m.span.start < b.end for m in persons)
    ]
    found: dict[str, str] = {}
    for m in persons:
        if m.entity and m.entity not in found and (party := _party(m, views, sides, home)):
            found[m.entity] = party
    return tuple(
        replace(m, party=found[m.entity]) if m.entity in found and m.party is None else m for m in mentions
    )


def _party(m: Mention, views: list[BlockView], sides: Sequence[Mention], home: str | None) -> str | None:
    view = next((v for v in views if v.block.start <= m.span.start < v.block.end), None)
    run = view.run(m.span.start, m.span.end) if view else None
    if view is None or run is None:
        return None
    for first, last in _posts(view, run):
        start, end = view.starts[first], view.ends[last - 1]
        inside = [x for x in sides if start <= x.span.start and x.span.end <= end and _owns(view, x)]
        if inside:
            return inside[-1].party
        words = view.lower[first:last]
        if grammar().pronouns.possessive & set(words):
            return _subject(view, first, sides)
        if home and offices(view.block.doc.lang_) & set(words) and not _of_others(view, first, last, home):
            return home
    return None


def _of_others(view: BlockView, first: int, last: int, home: str) -> bool:
    """Whether a post is told with the name of another people ("the Tamban foreign minister")."""
    names = lexicon(None, view.block.doc.lang_).pack
    posts = offices(view.block.doc.lang_)
    office = next((i for i in range(first, last) if view.lower[i] in posts), first)
    return any(
        t.text[:1].isupper()
        and t.pos_ in ("ADJ", "PROPN")
        and folded(t.text)[:_STEM] != folded(home)[:_STEM]
        and t.lower_.rstrip(".") not in names.title_parts | names.title_modifiers | names.official
        for t in view.tokens[first:office]
    )


def _posts(view: BlockView, run: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The runs of tokens that tell a person's post: the title, then what stands beside the name."""
    head = view.head(*run)
    if head.left_edge.i < head.i:
        yield head.left_edge.i, head.i + 1
    beside = [c for c in head.children if c.dep_ == "appos"]
    if head.dep_ == "appos":
        beside.append(head.head)
    for noun in beside:
        first, last = noun.left_edge.i, noun.right_edge.i + 1
        yield (first, head.left_edge.i) if noun.i < run[0] and first < head.left_edge.i else (first, last)


def _subject(view: BlockView, first: int, sides: Sequence[Mention]) -> str | None:
    """The party that "its" before a post stands for: the one side named before it in the sentence, or
    among several the one that its words are about; else the one that the sentence before is about."""
    sentence = view.tokens[first].sent
    here = _named(view, sides, view.starts[sentence.start], view.starts[first])
    parties = {x.party for x in here}
    if len(parties) > 1:
        parties = _spoken_of(view, here)
    elif not here and sentence.start:
        before = view.tokens[sentence.start - 1].sent
        parties = _spoken_of(
            view, _named(view, sides, view.starts[before.start], view.starts[sentence.start])
        )
    return parties.pop() if len(parties) == 1 else None


def _named(view: BlockView, sides: Sequence[Mention], start: int, end: int) -> list[Mention]:
    return [x for x in sides if start <= x.span.start and x.span.end <= end]


def _spoken_of(view: BlockView, some: Sequence[Mention]) -> set[str | None]:
    """The parties that are the subject of a main clause."""
    heads = [(x, view.head(*run)) for x in some if (run := view.run(x.span.start, x.span.end))]
    return {x.party for x, head in heads if head.dep_ in _SUBJECT and head.head.dep_ in _MAIN}


def _owns(view: BlockView, m: Mention) -> bool:
    """Whether a body stands where the one does that a post belongs to ("the army's ...", "... of the Front")."""
    run = view.run(m.span.start, m.span.end)
    token: Token | None = view.head(*run) if run else None
    if token is None:
        return False
    if token.dep_ in _BESIDE:
        return True
    return token.dep_ == "pobj" and token.head.lower_ in grammar().attribution.belonging
