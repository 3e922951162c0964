"""Who tells a claim, and whether one body or person may be behind two of them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from truceline.model.reading import LinkKind
from truceline.weighing.cast import named_in
from truceline.weighing.nodes import Node, Speaker, described
from truceline.weighing.spoken_names import naming
from truceline.weighing.who import Who, fits, heads_of, shared_by_many
from truceline.weighing.words import KEPT, Pack


def who_counts(node: Node) -> Who:
    """Whom a claim's count goes back to: its speaker; in an outlet's own words a body that they name as
    counting ("the mission registered 938")."""
    return node.once(_who_counts)


def _who_counts(node: Node) -> Who:
    if node.speaker is not None:
        return node.speaker.who
    known = naming(node.pack.language)
    if known.counting is None or not node.own:
        return Who()
    return named_in(node.claim, node.report.text, node.carries.cast, node.pack, node.told_mentions)


def same_teller(one: Node, other: Node) -> int | None:
    """How sure it is that one body or person is behind both: 3, 2, 1 as in `fits`; 0 where nothing tells it and
    nothing speaks against it; None where somebody else is."""
    if one.speaker is None or other.speaker is None:
        return _behind_own(one, other)
    who = _one_speaker(one.once(_teller), other.once(_teller))
    if not one.speaker.anonymous or not other.speaker.anonymous or who:
        return who
    if one.speaker.party and other.speaker.party and one.speaker.party != other.speaker.party:
        return None
    if relayed_by(one) & relayed_by(other):
        return 1  # one agency spoke with somebody whom it does not name
    a, b = described(one.speaker), described(other.speaker)
    return 1 if a and b and (a <= b or b <= a) else None


def _behind_own(one: Node, other: Node) -> int | None:
    """The same where one of the claims is an outlet's own, which may have lost whose word it is on the way: whoever
    is named in it as counting, or a person named in it, is behind it; where nobody is, anybody may be."""
    own, told = (one, other) if one.speaker is None else (other, one)
    counts = who_counts(own)
    if counts and (who := fits(counts, who_counts(told), naming(own.pack.language))):
        return who
    if told.speaker is None or not own.own:
        return None
    if told.speaker.who.persons & own.once(_people):
        return 2
    if not counts:
        return 0
    sides = {m.party for m in own.told_mentions if m.party}
    return 0 if told.speaker.party in sides or _is_land(told.speaker) else None


def _people(node: Node) -> frozenset[str]:
    """The last names of those who are named in a claim."""
    people = node.carries.cast.people
    return frozenset(
        name
        for span in node.claim.content
        for _, name in people[bisect_left(people, (span.start, "")) : bisect_left(people, (span.end, ""))]
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Teller:
    """A speaker in a language: one for all that are alike, so that two of them are soon told apart."""

    speaker: Speaker
    pack: Pack


@lru_cache(maxsize=20_000)
def _told_by(speaker: Speaker, language: Pack) -> _Teller:
    return _Teller(speaker, language)


def _teller(node: Node) -> _Teller | None:
    return None if node.speaker is None else _told_by(node.speaker, node.pack)


@lru_cache(maxsize=KEPT)
def _one_speaker(a: _Teller, b: _Teller) -> int | None:
    """How sure it is that two speakers are one, as in `same_teller`."""
    one, other = a.speaker, b.speaker
    known = naming(a.pack.language)
    if one.party and other.party and one.party != other.party and one.entity != other.entity:
        return None
    fit = one.fits(other)
    who = max(fits(one.who, other.who, known), fit + 1 if fit else 0, _of_one_side(one, other))
    who = max(who, _bears_name(one, other), _bears_name(other, one))
    return who or (0 if _may_be(one, other) else None)


def _of_one_side(one: Speaker, other: Speaker) -> int:
    """How sure it is that one tells what the other does, both being of one party: not two people, nor somebody who is
    not named and a person who is. Two names that share the noun of a body and a word beside it are of one body."""
    if one.party is None or one.party != other.party:
        return 0
    people = [bool(s.who.persons) for s in (one, other)]
    if all(people) or (any(people) and (one.anonymous or other.anonymous)):
        return 0
    heads = heads_of(one.known)
    shared = [a & b for a in one.who.bodies for b in other.who.bodies]
    return 2 if not any(people) and any(s & heads and s - heads for s in shared) else 1


def _bears_name(land: Speaker, other: Speaker) -> int:
    """2 where a land speaks, by whatever name ("the capital says"), and the other is a body that bears the land's."""
    if not _is_land(land) or other.who.persons or other.party not in (None, land.party):
        return 0
    named = frozenset((land.entity or "").split("-"))
    return 2 if any(named < body for body in other.who.bodies) else 0


def _may_be(one: Speaker, other: Speaker) -> bool:
    """Whether nothing speaks against it that one is the other, or speaks for it: who is not named may be anybody, a
    land is what its bodies say, and the noun alone that bodies bear tells none from another."""
    if one.anonymous or other.anonymous:
        return one.anonymous != other.anonymous
    if one.who.persons and other.who.persons:
        return False
    if any(_is_land(s) or _is_nameless(s) for s in (one, other)):
        return True
    return described_as(one, other)


def _is_land(speaker: Speaker) -> bool:
    """Whether a party itself speaks, a state or a movement, and no body or person of it."""
    if speaker.party is None or speaker.party != speaker.entity:
        return False
    nouns = heads_of(speaker.known) - speaker.known.whole
    return not any(body & nouns for body in speaker.who.bodies)


def _is_nameless(speaker: Speaker) -> bool:
    heads = shared_by_many(speaker.known)
    return not speaker.who.persons and all(body <= heads for body in speaker.who.bodies)


def alone(one: Node, other: Node) -> bool:
    """Whether two claims are one and no more than that: what their speakers say beside them may be another's. So where a
    land speaks and a body of it, and where little tells that one speaks."""
    a, b = one.speaker, other.speaker
    if a is None or b is None:
        return True
    return _is_land(a) is not _is_land(b) or not same_teller(one, other)


def described_as(one: Speaker, other: Speaker) -> bool:
    """Whether one is told by what he is, in small letters, with a word of the other's name that few bear: "the timber
    company" and "Orvan Timber Corporation"."""
    heads = heads_of(one.known)
    small = (one.name.islower() or other.name.islower()) and not one.anonymous and not other.anonymous
    return small and any((a & b) - heads for a in one.who.bodies for b in other.who.bodies)


def relayed_by(node: Node) -> frozenset[str]:
    """The agencies through which a claim came."""
    return frozenset(link.name for link in node.claim.chain if link.kind is LinkKind.AGENCY)
