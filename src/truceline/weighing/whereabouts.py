"""Where what is counted is (the places that its claim, its sentence or the text around tell), and whose people, or whose
things, they are: the peoples and parties named in the phrase of what is counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from truceline.model.reading import Figure, Mention, MentionType
from truceline.weighing.kinds import PERSON, Kind, kind_of
from truceline.weighing.nodes import Node
from truceline.weighing.scope import part_at
from truceline.weighing.verdicts import neutral
from truceline.weighing.words import classes, sentence_bounds, words

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


SHARE = "percent"
"""The unit of figures that are shares of a whole."""
_BESIDE = 16
"""Characters before a noun that stands before its number, in which it is told whose they are."""
_PREDICATE = 60
"""Characters after what is counted in which it is told what the share of them is."""
_SOLDIER = "soldier"
_FALLEN = frozenset({"kill", "injure"})
_APART = re.compile(r"[,.;]")
_WHOSE = frozenset({MentionType.PARTY, MentionType.PLACE, MentionType.ORGANISATION, MentionType.GROUP})


def sides_of(node: Node, figure: Figure) -> frozenset[str]:
    """ "12 Orvan soldiers", "300 Tavians": of which side those are that are counted. A party by its id, a people
    that is no party by its name."""
    named = _named(node, figure) or _losers(node, figure)
    parties = {m.span.start: m.party for m in named if m.party}
    found = set(parties.values())
    for m in named:
        if m.span.start not in parties and not _is_kind(m, node):
            found.update(classes(m.span.quote, node.pack)[-1:])
    told = {w for m in named for w in m.span.quote.split()}
    for word in _capitals(figure):
        if word not in told:
            found.update(classes(word, node.pack))
    return frozenset(x for x in found if x)


def own_of(node: Node, figure: Figure, kind: Kind, deed: str) -> frozenset[str]:
    """Whose soldiers fell, where nobody says: a side whose words begin with soldiers killed or hurt tells of its own.
    Whom it "killed", or whom "the enemy lost", are not."""
    party = node.speaker.party if node.speaker is not None else None
    if kind.name != _SOLDIER or not party or party in neutral() or not set(deed.split("+")) & _FALLEN:
        return frozenset()
    first = next((x.start for x in node.claim.content if x.start <= figure.span.start < x.end), None)
    before = node.report.text[first : figure.span.start] if first is not None else None
    begins = before is not None and not classes(before, node.pack)
    return frozenset({party}) if begins else frozenset()


def _is_kind(mention: Mention, node: Node) -> bool:
    """Whether the last word of a name is what is counted, and no name of a people ("Orvan mercenaries")."""
    kind = kind_of(mention.span.quote, node.pack)
    return kind is not None and kind.known


def _losers(node: Node, figure: Figure) -> list[Mention]:
    """ "Orva, which has lost 14 soldiers": whoever loses people loses their own."""
    text, language = node.report.text, node.pack
    for m in node.reading.mentions:
        if not 0 < figure.span.start - m.span.end <= 2 * _BESIDE:
            continue
        between = set(words(text[m.span.end : figure.span.start], language))
        whose = m.type in _WHOSE and (m.party or m.type is not MentionType.PLACE)
        if whose and between & language.loses and between <= language.loses | language.stop:
            return [m]
    return []


def names_people(node: Node, figure: Figure) -> bool:
    """Whether those counted are told by the name of their people or party alone ("five Tavians")."""
    of = figure.counted_span
    if of is None or not figure.counted:
        return False
    if figure.unit in (PERSON, SHARE) and figure.counted.split()[-1] in _capitals(figure):
        return True
    return any(m.span.end >= of.end for m in _named(node, figure))


def _capitals(figure: Figure) -> list[str]:
    """The words of what is counted that begin with a capital, where it stands behind its number."""
    counted, of = figure.counted or "", figure.counted_span
    if of is None or of.start < figure.span.start or counted.isupper():
        return []
    return [w for w in counted.split() if w[0].isupper()]


def _named(node: Node, figure: Figure) -> list[Mention]:
    of = figure.counted_span
    if of is None:
        return []
    start = of.start if of.start >= figure.span.start else of.start - _BESIDE
    return [
        m
        for m in node.reading.mentions
        if m.type in _WHOSE
        and start <= m.span.start
        and m.span.end <= of.end
        and (m.span.end > of.start or not _APART.search(node.report.text[m.span.end : of.start]))
    ]


def predicate_of(node: Node, figure: Figure) -> str:
    """What the counted share of a whole is ("70 % of the dead were civilians"), as kinds; empty where that is
    not told."""
    text = node.report.text
    start = figure.counted_span.end if figure.counted_span is not None else figure.span.end
    _, end = sentence_bounds(text, figure.span.start)
    tail = text[start : min(end, start + _PREDICATE)]
    is_ = node.pack.turns.get("is")
    found = is_.search(tail) if is_ else None
    if found is None:
        return ""
    said = tail[found.end() :].split(",")[0]
    kinds = (kind_of(word, node.pack) for word in words(said, node.pack))
    return "+".join(sorted({k.name for k in kinds if k is not None and k.known and k.name != PERSON}))


def narrowed(node: Node, figure: Figure, kind: Kind) -> Kind:
    """ "Nine of the ten killed were children" counts children."""
    told = kind_of(predicate_of(node, figure), node.pack)
    return told if told is not None and told.known and told.within(kind) else kind
