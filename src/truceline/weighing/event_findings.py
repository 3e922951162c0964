"""Questions on events: which events that claims tell are one, whether it took place, and when.

Events of one kind, on one day, with the same who take part are one. The fullest account of a day leads; another
joins it where nothing tells the two apart (other participants, another place, other persons of one party) and
enough tells that they are one. What is told without its day joins only where one event of those days alone can be meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from truceline.model.reading import Participant, Reading
from truceline.model.weighing import Finding, Lineage, QuestionKind, Reason, Verdict
from truceline.weighing.answers import Answer, Context, Ruling, by, called, counted, cut, finding
from truceline.weighing.event_words import PARTS, event_words
from truceline.weighing.events import DEAL, Days, Event, told_events
from truceline.weighing.nodes import Node
from truceline.weighing.verdicts import agreeing, flat_contradiction, weigh_dates
from truceline.weighing.words import closeness

ONCE = frozenset({DEAL})
"""Kinds of which the same sides make no second one within `_WITHIN` days."""
_WITHIN = 10
_LIKE = 0.25
"""How much of all their words two claims share of which one does not tell the day."""
_PARTY_LIKE = 0.1
"""The same where a party speaks in the same report: it speaks of what that report tells."""
_ENOUGH = 2.5
_EXACT, _SIGNED = 2.5, 1.5
_WORD, _MOST = 0.5, 2.0
"""What a shared word counts, and all of them at most."""
DEEDS = frozenset({"ASSAULT", "ASSAULT/abduct", "COERCE/arrest", "COERCE/seize"})
"""Kinds of what one does to another: who did it is not to be guessed."""
_SEVERAL = 3
_MUTUAL = frozenset({DEAL, "CONSULT"})


@dataclass(slots=True)
class Happened:
    """One event with all who tell it; the first leads. `faces` are those that tell it in words of their own."""

    events: list[Event] = field(default_factory=list)
    faces: list[Event] = field(default_factory=list)

    @property
    def lead(self) -> Event:
        return self.faces[0]


def happened(events: Sequence[Event]) -> list[Happened]:
    """The events of one kind put together, in the order of their days."""
    found: list[Happened] = []
    known: dict[tuple[object, ...], Happened | None] = {}
    broad = _broad(events)
    exact = [e for e in events if e.days.exact and e.days.told]
    wide = [e for e in events if not (e.days.exact and e.days.told)]
    for event in (*sorted(exact, key=_fullest), *wide):
        face = _face(event)
        if face not in known:
            here = replace(
                event, broad=event.places & broad, place=None if event.place in broad else event.place
            )
            one = _found(found, here)
            if one is not None:
                one.faces.append(here)
            known[face] = one
        if (of := known[face]) is not None:
            of.events.append(event)
    return found


def _found(found: list[Happened], event: Event) -> Happened | None:
    """Which of those found an event is, or a new one; None where it may be several, or has no day."""
    days = event.days
    if days.exact and days.told:
        same = (h for h in found if _one_day(h.faces[0], event) and _together(h, event))
        return next(same, None) or _begun(found)
    near = [h for h in found if h.lead.days.told and _meet(h.lead, event) and _together(h, event)]
    near = [h for h in near if _likely(h, event) or (days.told and event.kind in ONCE)]
    if near or days.told:
        return near[0] if len(near) == 1 else None
    alone = (h for h in found if not h.lead.days.told and _one_day(h.lead, event) and _close(h.lead, event))
    return next((h for h in alone if _together(h, event) and _likely(h, event)), None) or _begun(found)


def _begun(found: list[Happened]) -> Happened:
    found.append(Happened())
    return found[-1]


def _face(event: Event) -> tuple[object, ...]:
    """What events are compared by: copies have one."""
    days = (event.days.low, event.days.high, event.days.partly, event.days.told is None)
    who = (event.by, event.to, event.persons, event.named, event.about, event.place)
    return (*who, days, event.told, event.span.quote)


def _broad(events: Sequence[Event]) -> frozenset[str]:
    """Places of events of several days: to share one tells nothing."""
    days: dict[str, set[int | None]] = defaultdict(set)
    for e in events:
        if e.days.exact and e.days.told:
            for place in {*e.places, *e.to, e.place or ""}:
                days[place].add(e.days.low)
    return frozenset(p for p, on in days.items() if len(on) >= _SEVERAL)


def _fullest(event: Event) -> tuple[object, ...]:
    return (
        -bool(event.by) - bool(event.to),
        -len(event.by | event.to),
        event.told != "done",
        event.node.order,
    )


def _one_day(one: Event, other: Event) -> bool:
    """Whether two exact times are of one day; of what is done once by the same sides, of these days."""
    a, b = one.days, other.days
    if _overlap(a, b):
        return True
    near = one.kind in ONCE and len(one.by & other.by) > 1
    return near and abs((a.low or 0) - (b.low or 0)) <= _WITHIN


def _meet(one: Event, other: Event) -> bool:
    """Whether an exact time meets one that is wider, or told in part."""
    a, b = one.days, other.days
    if b.partly:
        on = date.fromordinal(a.low or 1)
        return b.partly in (on.strftime("%m-%d"), str(on.isoweekday()))
    if b.low is None:  # by a day
        return a.low is not None and b.high is not None and 0 <= b.high - a.low <= _WITHIN
    return _overlap(a, b)


def _together(one: Happened, event: Event) -> bool:
    """Whether nothing tells an event apart from another, and enough tells that they are one."""
    return not any(_apart(e, event) for e in one.faces) and any(_shared(e, event) for e in one.faces)


def look_alikes(some: Sequence[Event], others: Sequence[Event]) -> bool:
    """Whether two claims tell events of one kind of which none can be one: of other days, places or sides."""
    pairs = [(a, b) for a in some for b in others if a.kind == b.kind]
    return bool(pairs) and all(_apart(a, b) or _other_days(a.days, b.days) for a, b in pairs)


def _other_days(one: Days, other: Days) -> bool:
    if one.told is None or other.told is None or not (one.exact and other.exact):
        return False
    return not _overlap(one, other)


def _overlap(one: Days, other: Days) -> bool:
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return False
    return one.low <= other.high and other.low <= one.high


def _apart(one: Event, other: Event) -> bool:
    """Whether two events of one kind cannot be one, whatever their days."""
    if one.kind in _MUTUAL:
        a, b = _sides(one), _sides(other)
        if a and b and _among(one, other) < len(a) and _among(other, one) < len(b):
            return True
    else:
        for mine, theirs in ((one.by, other.by), (one.to, other.to)):
            if mine and theirs and not mine & theirs:
                return True
    if one.place and other.place and one.place != other.place:
        return True
    return bool(one.persons and other.persons and not one.persons & other.persons)


def _sides(event: Event) -> frozenset[frozenset[str]]:
    """Who takes part, each by all its ids: the sides, where several speak for one."""
    found = {p.party or p.id: frozenset(p.ids) for p in (*event.actors, *event.targets) if p.id}
    return frozenset(found.values())


def _among(one: Event, other: Event) -> int:
    """How many sides of an event another claim names as well."""
    return sum(not side.isdisjoint(other.by | other.named) for side in _sides(one))


def _shared(one: Event, other: Event) -> bool:
    """Whether enough that two events share tells that they are one."""
    exact = _same_day(one.days, other.days)
    if one.kind in _MUTUAL:
        who = min(2, max(_among(one, other), _among(other, one)))
    else:
        who = bool(one.by & other.by) + bool(one.to & other.to) + bool(one.to & other.to & one.persons)
    both_places = (one.places | {one.place}) & (other.places | {other.place}) - {None}
    where = 1.0 if both_places - one.broad else 0.5 if both_places else 0.0
    if not (who or where or exact) or (one.kind in DEEDS and not _of_one_hand(one, other, where)):
        return False
    if who > 1 and one.kind in DEEDS:
        return True
    told = who + where + exact + min(_MOST, _WORD * len(one.words & other.words | one.about & other.about))
    if one.kind in ONCE:
        return told >= (_SIGNED if exact else _EXACT)
    return told >= (_EXACT if exact else _ENOUGH)


def _of_one_hand(one: Event, other: Event, where: float) -> bool:
    """Whether what two accounts of a deed share leaves no other to have done it, or to have suffered it: who
    did it, and to whom or where; or the very place, where not both tell who did it."""
    if one.by & other.by:
        return bool(one.to & other.to) or where > 0 or _among(one, other) > 1
    return where == 1.0 and bool(one.words & other.words)


def _same_day(one: Days, other: Days) -> bool:
    """Whether both tell their day, and it is one."""
    if one.told is None or other.told is None:
        return False
    if one.partly or other.partly:
        return "-" in one.partly + other.partly
    return one.exact and other.exact


def _close(one: Event, other: Event) -> bool:
    """Whether two accounts without a day tell whose deed it was to whom, or where."""
    return bool(one.by & other.by and one.to & other.to) or (
        one.place is not None and one.place == other.place
    )


def _likely(one: Happened, event: Event) -> bool:
    """Whether an account that tells no day shares words with one that does."""
    node = event.node
    return any(
        closeness(e.node.words, node.words, node.pack.common)
        >= (_PARTY_LIKE if node.claim.party and e.node.report.id == node.report.id else _LIKE)
        for e in one.faces
    )


STRETCH = 16
"""Days looked at together."""
_REACH = 2
_BOTH = 4
"""A yes and a no so many days apart are of one day."""


def told_happenings(node: Node, line: Lineage, _: Context) -> list[tuple[str, Event]]:
    """(kind and stretch of days, event) for each event that a claim tells and each stretch that it may be of."""
    found = []
    for told in told_events(node, line.agreement):
        event = replace(told, line=line)
        if event.kind in ONCE:
            found.append((f"{event.kind}|", event))
            continue
        low = event.days.low if event.days.low is not None else event.days.high
        high = event.days.high if event.days.high is not None else low
        if low is None or high is None:
            continue
        for stretch in range((low - _REACH) // STRETCH, (high + _REACH) // STRETCH + 1):
            found.append((f"{event.kind}|{stretch}", event))
    return found


def happening_findings(key: str, events: Sequence[Event], context: Context) -> list[Finding]:
    """The findings on the events of one kind and stretch of days."""
    stretch = key.rpartition("|")[2]
    found: list[Finding] = []
    for one in happened(events):
        lead = one.lead.days
        if lead.low is None or (stretch and lead.low // STRETCH != int(stretch)):
            continue
        found += _findings(one, context.names)
    return found


def _findings(one: Happened, labels: Mapping[str, str]) -> Iterable[Finding]:
    name, key = _name(one, labels), _key(one)
    answers = [_answer(e) for e in one.events]
    if one.lead.kind == DEAL:
        dated = [d for e in one.events if e.days.told is not None and (d := _dated(e, one.lead)) is not None]
        if _several(dated):
            yield finding(QuestionKind.DATE, f"day|{key}", f"{name}: when", dated, weigh_dates(dated))
        return
    if _several(answers) or len({a.polarity for a in answers}) > 1:
        on = date.fromordinal(one.lead.days.low or 1).isoformat()
        told = f"{name} on {on}" if one.lead.days.told else f"{name}, reported {on}"
        yield finding(
            QuestionKind.OCCURRENCE, f"event|{key}", f"{told}: did it take place?", answers, _ruling(answers)
        )


def _several(answers: Sequence[Answer]) -> bool:
    return counted(answers)[0] > 1


def _answer(event: Event) -> Answer:
    assert event.line is not None  # noqa: S101
    polarity = event.told != "denied"
    return Answer(
        cut(event.span.quote),
        event.span,
        event.node,
        event.line,
        polarity=polarity,
        mode=event.told,
        key=f"{event.told}|{event.line.origin}",
    )


def _dated(event: Event, lead: Event) -> Answer | None:
    """The day of an event as an answer; one told in part is of the day that another tells in full."""
    assert event.line is not None  # noqa: S101
    told, days = event.days.told, lead.days if event.days.partly else event.days
    if told is None or days.high is None:
        return None
    last = date.fromordinal(days.high).isoformat()
    first = "" if days.low is None else date.fromordinal(days.low).isoformat()
    shown = last if first == last else f"{first or '..'}/{last}"
    return Answer(
        told.quote,
        told,
        event.node,
        event.line,
        None if days.low is None else float(days.low),
        float(days.high),
        mode=event.told,
        date=shown,
        key=f"{shown}|{event.told}" if event.told == "denied" else shown,
    )


def _ruling(answers: Sequence[Answer]) -> Ruling:
    yes = [a for a in answers if a.mode == "done"]
    no = [a for a in answers if a.mode == "denied"]
    due = [a for a in answers if a.mode == "planned"]
    for a in yes:
        for b in no:
            if a.interest == b.interest:
                continue
            said = f"{by(a)} says that it took place, {by(b)} that it did not."
            if a.asof is not None and b.asof is not None and abs(a.asof - b.asof) > _BOTH:
                return Ruling(Verdict.COMPATIBLE, Reason.UPDATE, said)
            return flat_contradiction(a, b, said)
    if yes and no:
        return Ruling(
            Verdict.COMPATIBLE, Reason.UPDATE, f"{by(no[0])} first says that it did not, then that it did."
        )
    if yes and due:
        return Ruling(
            Verdict.COMPATIBLE, Reason.PLANNED, f"{by(due[0])} tells it as planned, {by(yes[0])} as done."
        )
    if no and due:
        return Ruling(
            Verdict.COMPATIBLE, Reason.UPDATE, f"{by(due[0])} tells it as planned, {by(no[0])} as not done."
        )
    return agreeing(answers, "account")


def _name(one: Happened, labels: Mapping[str, str]) -> str:
    lead = max(one.events, key=lambda e: (bool(e.by) + bool(e.to), len(e.by), e.told == "done"))
    known = event_words(lead.node.pack.language)
    words, read = known.lead, lead.node.reading
    who = (*lead.actors, *lead.targets)
    by = _told(lead.actors, lead.by, labels, words["and"], read)
    to = _told(lead.targets, lead.to, labels, words["and"], read)
    both = _told(who, lead.by, labels, words["and"], read)
    if any(not e.by for e in one.events) and lead.kind in DEEDS:
        by = ""  # not all say who did it
    of = next((e.object for e in (lead, *one.events) if e.object), "")
    place = next((e.place for e in one.events if e.place and e.place not in lead.to), None)
    at = labels.get(place) or called(place, read) if place else ""
    several = len({p.party or p.id for p in who if p.id}) > 1
    told = (by, to, of, at, both if several else "", "" if several else both)
    parts = {k: words[k] + v if v else "" for k, v in zip(PARTS, told, strict=True)}
    return known.named[lead.kind].format(**parts)


def _told(
    who: Sequence[Participant], ids: frozenset[str], labels: Mapping[str, str], and_: str, reading: Reading
) -> str:
    told = dict.fromkeys(
        p.party or p.id for p in sorted(who, key=lambda p: p.span.start) if p.id and p.id in ids
    )
    listed = [labels.get(i) or called(i, reading) for i in told if i]
    return and_.join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed)


def _key(one: Happened) -> str:
    lead = one.lead
    return "|".join(
        (lead.kind, str(lead.days.low), *sorted(lead.by), ">", *sorted(lead.to), lead.place or "")
    )
