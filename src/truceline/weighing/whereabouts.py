"""Where what is counted is: the places that its claim, its sentence or the text around tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from truceline.model.reading import Figure, Mention, MentionType
from truceline.weighing.nodes import Node
from truceline.weighing.scope import part_at
from truceline.weighing.words import sentence_bounds, words

_CONTEXT = 420
"""Characters back at which the place of a count may stand that its sentence does not tell."""
_DASH = re.compile(r" --? | — |–")
_NAME = re.compile(r"\b([A-Za-z]+)\s+((?:[A-Z][^\W\d_]+)(?:\s+[A-Z][^\W\d_]+)*)")


def places_near(node: Node, figure: Figure, stop: int | None = None) -> tuple[frozenset[str], frozenset[str]]:
    """The places of a count: those that its claim has told by then, or its sentence; where they name none, the
    last one named before, or the next. `stop`: where its sentence begins to tell of some of those counted."""
    text = node.report.text
    first, last = sentence_bounds(text, figure.span.start)
    last = min(last, stop or len(text))
    own = [m for m in node.told_mentions if m.type is MentionType.PLACE and m.span.start < last]
    found = place_names(node, own)
    if found:
        return found, frozenset()
    here = named_places(node, first, last)
    if here:
        return frozenset(n for _, n in here), frozenset()
    before = named_places(node, max(0, figure.span.start - _CONTEXT), first)
    if before:
        return frozenset(), frozenset({before[-1][1]})
    after = named_places(node, last, last + _CONTEXT)[:1] if stop is None else []
    return frozenset(), frozenset(n for _, n in after)


def lands_of(node: Node, figure: Figure) -> frozenset[str]:
    """The countries in which the figure's part of the sentence tells it to be ("killed in Ordaban")."""
    countries = [m for m in node.told_mentions if m.type is MentionType.PLACE and m.precision == 5]
    if not countries:
        return frozenset()
    part, at = part_at(node, figure)
    first = figure.span.start - at
    found = set()
    for m in countries:
        if first <= m.span.start < first + len(part):
            before = words(node.report.text[max(0, m.span.start - 8) : m.span.start], node.pack)[-1:]
            if before and before[0] in node.pack.located:
                found.add(m.entity or m.span.quote.casefold())
    return frozenset(found)


def named_places(node: Node, first: int, last: int) -> list[tuple[int, str]]:
    """The places named in a stretch of text: where the name ends, and the name."""
    mentions = [
        m for m in node.reading.mentions if m.type is MentionType.PLACE and first <= m.span.start < last
    ]
    found = [(m.span.end, name) for m in mentions for name in place_names(node, [m])]
    return sorted([*found, *_located(node, first, last)])


def _located(node: Node, first: int, last: int) -> list[tuple[int, str]]:
    """Names that stand where places do ("at Cape Orsa"), of which reading made nothing."""
    text, found = node.report.text, []
    marks = [m for m in _NAME.finditer(text, first, last) if m[1].casefold() in node.pack.located]
    if not marks or text[first:last].isupper():
        return []
    others = [m.span for m in node.reading.mentions if first <= m.span.start < last]
    others += [w.span for w in node.reading.times if first <= w.span.start < last]
    for m in marks:
        if any(s.start < m.end() and m.start(2) < s.end for s in others) or _contains(node, m.start(2)):
            continue
        if words(text[m.start(2) : m.end() + 2]) != words(text[m.start(2) : m.end() + 2], node.pack):
            continue  # whose something is
        after = words(text[m.end() : m.end() + 20], node.pack)[:1]
        name = [w for w in words(m[2], node.pack) if w not in node.pack.place_nouns]
        if name and not (after and after[0] in node.pack.called_after):
            found.append((m.end(), " ".join(name)))
    return found


def place_names(node: Node, mentions: Sequence[Mention]) -> frozenset[str]:
    """Places by their names: no countries, no adjectives, no protocols that are called after a place."""
    found: set[str] = set()
    text, language = node.report.text, node.pack
    for m in mentions:
        if m.precision == 5 or (m.entity is None and m.precision == 4):
            continue
        if _contains(node, m.span.start) or is_region(node, m) or _dateline(text, m.span.start, m.span.end):
            continue
        after = words(text[m.span.end : m.span.end + 40], language)[:3]
        if after and after[0] in language.called_after:
            continue
        name = [
            w
            for w in words(m.span.quote, language)
            if w not in language.place_nouns and w not in language.stop
        ]
        if not name and len(after) > 1 and after[0] in language.genitive:
            name = [after[1]]
        if name:
            found.add(" ".join(name))
    return frozenset(found)


def is_region(node: Node, mention: Mention) -> bool:
    """Whether a place is told as one that holds others ("in northern Orda")."""
    before = words(node.report.text[max(0, mention.span.start - 16) : mention.span.start], node.pack)[-1:]
    return bool(before) and before[0] in node.pack.compass


def _dateline(text: str, start: int, end: int) -> bool:
    """Whether a place only tells where a report was written ("OSTROV, May 3 (News) --")."""
    before = text[text.rfind("\n\n", 0, start) + 1 : start].split("\n")[-1]
    dash = _DASH.search(text, end, end + 60)
    return (
        before == before.upper()
        and len(before) < 40
        and dash is not None
        and "." not in text[end : dash.start()].replace(". ", "")
    )


def _contains(node: Node, start: int) -> bool:
    """Whether a place is named for one within it: "a village in the Arno valley" """
    before = words(node.report.text[max(0, start - 50) : start], node.pack)[-5:]
    return any(w in node.pack.place_nouns and n in node.pack.set_in for w, n in pairwise(before))
