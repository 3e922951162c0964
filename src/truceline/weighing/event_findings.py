"""Questions on events: whether one took place, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from truceline.model.reading import Participant, Reading
from truceline.model.weighing import Finding, Lineage, QuestionKind, Reason, Verdict
from truceline.weighing.answers import Answer, Context, Ruling, by, called, counted, cut, finding
from truceline.weighing.event_words import PARTS, event_words
from truceline.weighing.events import DEAL, Event, told_events
from truceline.weighing.nodes import Node
from truceline.weighing.one_event import DEEDS, ONCE, Happened, happened
from truceline.weighing.verdicts import agreeing, flat_contradiction, weigh_dates

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
