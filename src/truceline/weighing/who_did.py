"""Who did it: what is told of one deed, and which sides dispute whose it was.

A deed is told apart by its day, and by its place or thing: the school, the camp, a town. What tells no day or place of its own
is of the deed told of a little before it, in its report or in those of these days. A charge and its denial are disputed
whether two reports carry them or one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from truceline.model.weighing import Finding, Lineage, QuestionKind, Reason, Verdict
from truceline.weighing.answers import Context, Ruling, by, called, finding
from truceline.weighing.doers import ANYONE, Blamed, deeds, of_others, told_doers
from truceline.weighing.nodes import Node, iso

_STRETCH = 16
"""Days looked at together."""
_BEFORE, _LIKE_BEFORE, _REPLY, _REPROACHED = 2, 5, 10, 7
"""What tells no day is of one so many days before, at most: a reproach; a deed of which the like words are told; a denial
of what the side is charged with. Two reproaches that tell no day are of one time."""
_NEAR = 1500
"""So many characters apart, two of one report speak of one deed, where one of them points to it."""
_SHARED = 2
_SEVERAL = 3
_MOST = 160
"""So many tellings of one stretch that differ are compared."""


def told_deeds(node: Node, line: Lineage, _: Context) -> list[tuple[str, Blamed]]:
    """(deed and stretch of days, answer) for each deed that a claim tells and each stretch that it may be of."""
    found = []
    for name, told in told_doers(node, line):
        last = told.low if told.low is not None else told.answer.asof
        if last is not None:
            for stretch in range((last - _REPLY) // _STRETCH, (last + _REPLY) // _STRETCH + 1):
                found.append((f"{name}|{stretch}", told))
    return found


def doer_findings(key: str, told: Sequence[Blamed], context: Context) -> list[Finding]:
    """The findings on one deed, one for each occasion of the stretch of which it is disputed who did it."""
    name, _, stretch = key.partition("|")
    deed = deeds(told[0].answer.node.pack.language)[name]
    found: dict[str, Finding] = {}
    shown: set[int] = set()
    sided = _sided(told)
    pairs = list(_disputes(sided, deed.blames))
    for pair in sorted(pairs, key=lambda p: not (_held(*p) or deed.blames)):
        if not shown.isdisjoint(map(id, pair)):
            continue
        some = _occasion(pair, [b for b in sided if id(b) not in shown], deed.blames)
        shown.update(map(id, some))
        day = min(_day(b) for b in ([b for b in pair if _dated(b)] or [b for b in some if _dated(b)] or pair))
        if day // _STRETCH != int(stretch):
            continue
        at = Counter(x for b in some for x in sorted(b.sites) if any(x in p.sites for p in pair))
        site = min(at, key=lambda x: (-at[x], x), default="")
        key = f"doer|{name}|{day}" + (f"|{site}" if f"doer|{name}|{day}" in found else "")
        if key not in found:
            asks = deed.question if not site else deed.placed if any(map(_dated, some)) else deed.reported
            asked = asks.format(day=iso(day), at=context.names.get(site) or _site(site, some))
            ruling = _ruling(pair, some, context.names)
            found[key] = finding(QuestionKind.OCCURRENCE, key, asked, [b.answer for b in some], ruling)
    return list(found.values())


def _occasion(pair: tuple[Blamed, Blamed], told: Sequence[Blamed], blames: bool) -> list[Blamed]:
    """What is told of the deed of a disputed pair, of whom they name or by who cannot tell: where the deed has a place or thing,
    what shares it, and what points to that in its own report."""
    names = {x for b in pair for x in (b.who, b.own, b.against) if x}
    held = _held(*pair) and not blames
    of = [b for b in told if b in pair or (_concerns(b, names) and _belongs(b, pair, held, blames))]
    near = [
        b
        for b in told
        if held and b not in of and b.points and any(_pointed(b, x) and _of_one(b, x, blames) for x in of)
    ]
    return sorted([*of, *near], key=lambda b: b.answer.node.order)


def _site(site: str, told: Sequence[Blamed]) -> str:
    readings = (b.answer.node.reading for b in told)
    return next((called(site, r) for r in readings if any(m.entity == site for m in r.mentions)), site)


def _concerns(one: Blamed, names: Collection[str]) -> bool:
    """Whether one tells of these, and not only what a side says that it did, or cannot tell."""
    return one.did is None or (
        not (one.did and one.who == one.own) and (one.who in names or one.against in names)
    )


def _belongs(one: Blamed, pair: tuple[Blamed, Blamed], held: bool, blames: bool) -> bool:
    of = [x for x in pair if _of_one(one, x, blames)]
    if held:
        return any(one.sites & x.sites or (one.points and _pointed(one, x)) for x in of)
    return len(of) == len(pair) or (not blames and any(_dated(one) and _dated(x) for x in of))


def _held(one: Blamed, other: Blamed) -> bool:
    """Whether more than their day holds two tellings together."""
    return bool(one.sites & other.sites) or _pointed(one, other)


def _sided(told: Sequence[Blamed]) -> list[Blamed]:
    """With the party of those who speak, where another report tells it, and without the places of several days."""
    lines = [b.answer.line for b in told]
    sides = {x.entity: x.party for x in lines if x.entity and x.party}
    days: dict[str, set[int]] = defaultdict(set)
    for b in told:
        for site in b.sites if _dated(b) else ():
            days[site].add(_day(b))
    broad = {site for site, on in days.items() if len(on) >= _SEVERAL}
    return [
        replace(
            b, own=sides.get(b.own, b.own), against=sides.get(b.against, b.against), sites=b.sites - broad
        )
        for b in told
    ]


def _dated(one: Blamed) -> bool:
    return one.low is not None and one.high is not None and one.high - one.low <= 1


def _day(one: Blamed) -> int:
    return one.low if one.low is not None else one.answer.asof or 0


def _of_one(one: Blamed, other: Blamed, blames: bool) -> bool:
    """Whether two tellings can be of one deed: nothing tells them apart, and a day, or what they are of, holds them together."""
    if not blames and one.places and other.places and not one.places & other.places:
        return False
    if one.low is not None and one.high is not None and other.low is not None and other.high is not None:
        if one.low > other.high or other.low > one.high:
            return False
        if _dated(one) and _dated(other):
            return True
    if _pointed(one, other):
        return True
    since = abs(_day(one) - _day(other))
    late, early = (one, other) if one.low is None else (other, one)
    if late.low is None and _dated(early) and _day(late) < _day(early):
        return False  # told before that day
    denied = any(
        not a.did and b.did and (a.who == b.who or b.against) for a, b in ((one, other), (other, one))
    )
    if blames:
        undated = not (_dated(one) or _dated(other))
        return since <= (_REPLY if denied else _REPROACHED if undated else _BEFORE)
    if one.sites & other.sites and (one.points or other.points or _dated(one) or _dated(other)):
        return since <= (_REPLY if denied else _LIKE_BEFORE)
    if denied and any(a.did is False and not a.here for a in (one, other)):
        return since <= _REPLY
    like = len(one.words & other.words) >= _SHARED and (_dated(one) or _dated(other))
    return like and since <= _LIKE_BEFORE


def _pointed(one: Blamed, other: Blamed) -> bool:
    """Whether two stand near each other in one report, of which one speaks of a deed already told of."""
    a, b = one.answer.span, other.answer.span
    return a.report == b.report and (one.points or other.points) and abs(a.start - b.start) <= _NEAR


def _ruling(pair: tuple[Blamed, Blamed], told: Sequence[Blamed], labels: Mapping[str, str]) -> Ruling:
    """The dispute over who did it, beside those who say that they cannot tell."""
    (one, other), (first, second) = pair, (by(b.answer) for b in pair)
    if not one.did:
        said = f"{first} and {second} each say that it was not their side."
    elif one.against and other.against:
        said = f"{first} and {second} each say that the other side did it."
    elif other.did:
        said = f"{first} says that {_named(one, labels)} did it, {second} that {_named(other, labels)} did."
    elif other.who == ANYONE:
        said = f"{first} says that {_named(one, labels)} did it, {second} that it did not happen so."
    else:
        said = f"{first} says that {_named(one, labels)} did it, {second} that it did not."
    unclear = next((b for b in told if b.did is None), None)
    beside = f" {by(unclear.answer)}: not established." if unclear else ""
    return Ruling(Verdict.CONTESTED, Reason.DISPUTE, said + beside)


def _named(one: Blamed, labels: Mapping[str, str]) -> str:
    if one.who:
        return labels.get(one.who) or called(one.who, one.answer.node.reading)
    return "the other side"


def each_blames(told: Sequence[Blamed]) -> tuple[Blamed, Blamed] | None:
    """Two sides of which each blames the other, as far as what is told holds such."""
    pairs = combinations(
        {(b.own, b.who, b.against): b for b in reversed(told) if b.did and b.own}.values(), 2
    )
    return next(((a, b) for a, b in pairs if a.own != b.own and of_others(a, b)), None)


def _disputes(told: Sequence[Blamed], blames: bool) -> Iterator[tuple[Blamed, Blamed]]:
    """The pairs of two sides on one deed of which each names the other, or one says that it did not do what the other says;
    last those of which each says only that it was not they."""
    unlike = {
        (b.own, b.who, b.against, b.did, b.sites, b.low): b
        for b in reversed(told)
        if b.did is not None and b.own
    }
    pairs = [
        (a, b)
        for a, b in combinations([*reversed(unlike.values())][:_MOST], 2)
        if a.own != b.own and (a.did or b.did or (_is_party(a) and _is_party(b)))
    ]
    for one, other in pairs:
        if one.did and other.did:
            if of_others(one, other) and _of_one(one, other, blames):
                yield one, other
        elif one.did != other.did:
            yes, no = (one, other) if one.did else (other, one)
            named = no.who == ANYONE or yes.who == no.who or (yes.against and yes.against != no.who)
            if named and _of_one(yes, no, blames):
                yield yes, no
    yield from ((a, b) for a, b in pairs if not (a.did or b.did) and _of_one(a, b, blames))


def _is_party(one: Blamed) -> bool:
    return one.who not in (one.answer.line.entity, one.answer.line.origin)
