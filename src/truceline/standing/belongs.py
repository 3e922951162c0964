"""What belongs to an agreement: whom its common nouns stand for, and words that speak of another conflict."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from truceline.model.accord import Accord, AliasKind, Entity
from truceline.model.match import fold
from truceline.model.reading import Block, Mention, MentionType
from truceline.model.span import Span

__all__ = ["Here", "Setting", "elsewhere", "nominals"]

_OPENS = 14
"""So many characters of a paragraph may stand before the place that it opens with ("Elsewhere in X")."""
_REGION = 4
"""From this precision on a place is a region or a country; towns host the talks of other people's wars."""
_SHORT = 3
_SCENE = frozenset({MentionType.PLACE, MentionType.ORGANISATION, MentionType.PERSON})


def nominals(accord: Accord) -> Mapping[str, tuple[str | None, str | None]]:
    """(entity, party) by the folded common noun that stands for it where nobody else in the conflict bears it:
    in reports on this agreement "the government" is the one that signed it."""
    found: dict[str, list[Entity]] = defaultdict(list)
    for e in accord.vocabulary.entities:
        for a in e.aliases:
            if a.kind is AliasKind.NOMINAL:
                found[fold(a.text).removeprefix(" the").strip()].append(e)
    sides = {*accord.parties, *accord.bound}
    return {
        noun: (own[0].id, own[0].party)
        for noun, own in found.items()
        if len(own) == 1 and own[0].party in sides
    }


class Here:
    """The scene of an agreement: its sides, its places, and the bodies that its vocabulary names."""

    def __init__(self, accord: Accord) -> None:
        self.accord = accord
        self.sides = frozenset({*accord.parties, *accord.bound})
        entities = accord.vocabulary.entities
        known = {*self.sides, *accord.vocabulary.signs}
        self.places = {e.id for e in entities if e.type is MentionType.PLACE} | known
        self.others = {e.id for e in entities if e.type in _SCENE}
        named = [n for e in entities if e.id in known for n in (e.name, *(a.text for a in e.aliases))]
        self._words = {
            fold(w).strip() for n in named for w in n.split()[-1:] if len(w) > _SHORT and w[0].isupper()
        }
        self.known = {*(a.id for a in accord.actors), *(e.id for e in entities)}
        self._kinds: dict[tuple[str | None, str | None, MentionType, str], tuple[bool, bool]] = {}

    def own(self, m: Mention) -> bool:
        """Whether a mention is of the scene."""
        return self._kind(m)[0]

    def foreign(self, m: Mention) -> bool:
        """Whether it is a country or region that has no part in it, or an army or office of one."""
        return self._kind(m)[1]

    def _kind(self, m: Mention) -> tuple[bool, bool]:
        key = (m.entity, m.party, m.type, m.span.quote)
        kind = self._kinds.get(key)
        if kind is None:
            own = m.party in self.sides or m.entity in self.places or m.entity in self.others
            own = own or not self._words.isdisjoint(fold(m.span.quote).split())
            kind = self._kinds[key] = (own, not own and self._far(m))
        return kind

    def _far(self, m: Mention) -> bool:
        if m.entity is None:
            return False
        if m.type is MentionType.PLACE:
            return (m.precision or 0) >= _REGION
        office = m.type is MentionType.ORGANISATION and m.party is not None and m.party not in self.known
        return office and m.entity.startswith(f"{m.party}-")


class Setting:
    """Where the sentences of one report play."""

    def __init__(self, here: Here, mentions: Collection[Mention], blocks: Sequence[Block]) -> None:
        self._here = here
        self._starts = sorted(b.start for b in blocks)
        self._told: dict[int, list[Mention]] = defaultdict(list)
        for m in sorted(mentions, key=lambda m: m.span.start):
            self._told[self._block(m.span.start)].append(m)
        foreign = {m.entity for m in mentions if here.foreign(m)}
        self._away = len(foreign) > 1 and not any(map(here.own, mentions))
        """Nothing in the report is of the conflict, and it names others."""

    def _block(self, at: int) -> int:
        n = bisect_right(self._starts, at) - 1
        return self._starts[n] if n >= 0 else 0

    def elsewhere(self, span: Span) -> bool:
        """Whether the words at `span` tell of another conflict: their paragraph opens with a country or region
        that has no part in this one, and they name neither a place of it nor two of its sides; or it names
        several such and nothing of this one. So does a report that names nothing of this one at all."""
        if self._away:
            return True
        start = self._block(span.start)
        told = [m for m in self._told.get(start, ()) if m.span.start < span.end]
        inside = [m for m in told if m.span.end > span.start]
        foreign = [m for m in told if self._here.foreign(m)]
        if not foreign:
            return False
        first = foreign[0]
        if (
            first.type is MentionType.PLACE
            and 0 < first.span.start - start <= _OPENS
            and not any(self._here.own(m) and m.span.start < first.span.start for m in told)
        ):
            at_home = any(m.type is MentionType.PLACE and m.entity in self._here.places for m in told)
            return not at_home and len({m.party for m in inside} & self._here.sides) < 2
        if any(self._here.own(m) for m in told):
            return False
        return len({m.entity for m in foreign}) > 1


def elsewhere(accord: Accord, here: Sequence[Mention]) -> bool:
    """Whether words that hold these mentions speak of somebody else's truce: they name a side that has no part
    in the agreement, and neither a place of it nor two of those who are bound by it."""
    if not any(_stranger(accord, m) for m in here):
        return False
    own = {e.id for e in accord.vocabulary.entities if e.type is MentionType.PLACE}
    if any(m.entity in own for m in here):
        return False
    return len({m.party for m in here} & {*accord.parties, *accord.bound}) < 2


def abroad(accord: Accord, report: Sequence[Mention]) -> bool:
    """Whether a whole report tells of one side and of strangers, and of nothing else of the agreement. A country that is
    named as a place is no stranger: talks are held there."""
    sides = {*accord.parties, *accord.bound}
    places = {m.span for m in report if m.type is MentionType.PLACE}
    return elsewhere(
        accord,
        [m for m in report if m.type is MentionType.PLACE or m.party in sides or m.span not in places],
    )


def with_another(accord: Accord, source: Span, named: Sequence[Mention]) -> bool:
    """Whether of several who speak together one is a stranger ("Keld and the government"), and they are not two of
    those who are bound."""
    sides, rest = {*accord.parties, *accord.bound}, source.quote
    own = {m.party for m in named} & sides
    for m in named:
        if m.party in own:
            rest = rest.replace(m.span.quote, "")
    strange = any(m.entity and m.party not in own for m in named)
    return len(own) < 2 and (strange or any(w[:1].isupper() for w in rest.split()[1:]))


def _stranger(accord: Accord, m: Mention) -> bool:
    if m.type is MentionType.PARTY:
        stands = m.entity == m.party and accord.vocabulary.entity(m.entity or "") is None
    else:  # an army or office of one, not a body of many states
        stands = m.type is MentionType.ORGANISATION and (m.entity or "").startswith(f"{m.party}-")
    return stands and m.party is not None and _unknown(accord, m.party)


def _unknown(accord: Accord, party: str) -> bool:
    """Whether somebody is neither an actor of the agreement nor known to its vocabulary."""
    return accord.actor(party) is None and accord.vocabulary.entity(party) is None
