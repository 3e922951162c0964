"""Whose people, or whose things, are counted: the peoples and parties named in the phrase of what is counted."""

from __future__ import annotations

import re

from truceline.model.reading import Figure, Mention, MentionType
from truceline.weighing.kinds import PERSON, Kind, kind_of
from truceline.weighing.nodes import Node
from truceline.weighing.verdicts import neutral
from truceline.weighing.words import classes, sentence_bounds, words

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
