"""Events as claims tell them: the act, who takes part, where, when, and whether it is told as done.

An event is an act that reading found (PLOVER root and mode) with the days on which it is told to have been,
or to be: those of the time that stands with it, else, where none does, the days up to the word itself.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from truceline.model.reading import Act, MentionType, Modality, Participant, Stance, When, WhenType
from truceline.model.span import Span
from truceline.model.weighing import Lineage
from truceline.weighing.event_words import event_words
from truceline.weighing.nodes import Node, day
from truceline.weighing.words import classes, words

_SPEECH = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "COOPERATE", "CONCEDE", "PROTEST"})
"""Roots of acts that are words, or too wide to tell one event from another."""
_WHOLE = frozenset({"ASSAULT", "CONSULT", "AID", "MOBILIZE"})
"""Roots whose modes tell how an event was, not which."""
_APART = frozenset({"ASSAULT/abduct", "ASSAULT/sexual", "ASSAULT/torture", "CONSULT/visit"})
_DONE = frozenset({Modality.ACTUAL, Modality.EVALUATIVE})
_DUE = frozenset({Modality.OBLIGATION, Modality.FUTURE, Modality.INTENTION})
_MONTH = re.compile(r"(\d{4})-(\d{2})$")
_WEEK = re.compile(r"(\d{4})-W(\d{2})$")
_PARTLY = re.compile(r"XXXX-(?:(\d\d-\d\d)|WXX-(\d))")
_NEAR = 60
"""Characters between an act and the time behind it."""
_COUNTRY = 5
_SUBJECT = 3
"""So many words before a verb its subject stands, where that is a pronoun."""
_CLOSE, _FAR = 2, 14
"""So many words before a time, at most, stands the word of signing, and what is signed."""
_BEFORE, _AFTER = 90, 110
"""Characters around an act whose words tell it from others."""
_LATE = ("T24:00", "TNI")
DEAL = "DEAL"
CONSULT = "CONSULT"


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a time allows (ordinals), None where it is open; `told` the time's words; `partly` what is
    known of a day whose year or date is not ("02-29", "6": a Saturday)."""

    low: int | None
    high: int | None
    told: Span | None = None
    partly: str = ""

    @property
    def exact(self) -> bool:
        """Whether it is a day, or a night."""
        return self.low is not None and self.high is not None and self.high - self.low <= 1


@dataclass(slots=True, eq=False)
class Event:
    """One event as one claim tells it."""

    kind: str
    """Of what kind the act is: events of two kinds are never one."""
    told: str
    """done, planned or denied."""
    days: Days
    node: Node
    span: Span
    """The words that tell it."""
    around: tuple[int, int]
    """Where the words around it stand that tell it from others."""
    actors: tuple[Participant, ...] = ()
    targets: tuple[Participant, ...] = ()
    by: frozenset[str] = frozenset()
    to: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    """Those who take part who are persons."""
    about: frozenset[str] = frozenset()
    """The words of what it is done to, as classes."""
    object: str = ""
    """What it is done to, as told."""
    place: str | None = None
    named: frozenset[str] = frozenset()
    """All parties that the claim names."""
    places: frozenset[str] = frozenset()
    """All places that the claim names, but those that take part."""
    broad: frozenset[str] = frozenset()
    """Of these the ones that tell nothing."""
    line: Lineage | None = None
    """Its origin."""
    _words: frozenset[str] | None = None

    @property
    def words(self) -> frozenset[str]:
        """The telling words around it, without those of times and names."""
        if self._words is None:
            node, (start, end) = self.node, self.around
            known = [t.span for t in node.told_times]
            known += [m.span for m in node.told_mentions if m.entity or m.party]
            parts, at = [], start
            for span in sorted(known, key=lambda s: s.start):
                if at <= span.start < end:
                    parts.append(node.report.text[at : span.start])
                    at = span.end
            parts.append(node.report.text[at : max(at, end)])
            self._words = frozenset(c for part in parts for c in classes(part, node.pack)) - node.pack.common
        return self._words


def told_events(node: Node, agreement: bool = False) -> list[Event]:
    """The events that a claim tells, each once; `agreement`: it retells what is owed."""
    acts = node.carries.acts(node.claim.id)
    if node.furniture or not (acts or node.told_times):
        return []
    found: dict[tuple[object, ...], Event] = {}
    for act in acts:
        told = _told(act)
        kind = _kind(node, act) if told else None
        if kind is None or told is None:
            continue
        setting = node.once(_setting)
        event = _event(node, act, acts, (kind, "planned" if agreement and told == "done" else told), setting)
        if event is not None:
            found.setdefault((event.kind, event.told, event.by, event.to, event.about, event.days), event)
    if node.told_times:
        for event in _signings(node, {e.days.told for e in found.values()}):
            found[(event.kind, event.days)] = event
    return list(found.values())


def _signings(node: Node, known: Collection[Span | None]) -> Iterator[Event]:
    """Signings that reading has found no act for: a time right behind the word, and what is signed before it."""
    signed = event_words(node.pack.language).signed
    for when in node.told_times:
        home = next((s for s in node.claim.content if s.start < when.span.start < s.end), None)
        if home is None or when.span in known:
            continue
        before = classes(node.report.text[home.start : when.span.start], node.pack)
        if not signed & set(before[-_CLOSE:]) or not {"deal", "truce"} & set(before[-_FAR:]):
            continue
        days = _of_time(node, when, "done")
        if days is not None:
            yield Event(
                kind=DEAL,
                told="done",
                about=frozenset({"deal"}),
                around=(max(home.start, when.span.start - _BEFORE), when.span.start),
                named=node.once(_setting).named,
                days=days,
                node=node,
                span=home,
            )


def _places(node: Node) -> frozenset[str]:
    """The places that a claim names, by their ids and by their names: one town has several ids."""
    found: set[str] = set()
    for m in node.told_mentions:
        if m.type is MentionType.PLACE and m.entity:
            name = " ".join(m.span.quote.casefold().split())
            if m.precision != _COUNTRY or name == m.entity.replace(
                "-", " "
            ):  # else it tells whose something is
                found |= {m.entity, name}
    return frozenset(found)


def _own_deed(node: Node, act: Act, home: Span) -> bool:
    """Whether who speaks tells of his own side ("said that it had ...", "said that its army ...")."""
    known = event_words(node.pack.language)
    if act.actors:
        return words(act.actors[0].span.quote)[:1] in [[w] for w in known.whose]
    before = words(node.report.text[home.start : act.span.start])
    return bool(home.start < act.span.start and known.selves & set(before[-_SUBJECT:]))


def _own(node: Node) -> int | None:
    return node.said if node.said is not None else node.known


@dataclass(frozen=True, slots=True)
class _Setting:
    """What a claim names beside its acts."""

    named: frozenset[str]
    sites: frozenset[str]
    places: frozenset[str]


def _setting(node: Node) -> _Setting:
    mentions = node.told_mentions
    sites = frozenset(m.entity for m in mentions if m.type is MentionType.PLACE and m.entity)
    return _Setting(frozenset(m.party for m in mentions if m.party), sites, _places(node))


def _event(
    node: Node, act: Act, acts: Sequence[Act], known: tuple[str, str], setting: _Setting
) -> Event | None:
    """An act as an event; None where too little is told of it. `known`: its kind, and how it is told."""
    kind, told = known
    days = _days(node, act, acts, told)
    if days is None:
        return None
    home = next((s for s in node.claim.content if s.start <= act.span.start < s.end), node.span)
    if node.claim.stance is Stance.DENIES and told == "done" and not _turned_down(node):
        told = "denied"
    by = _ids(act.actors)
    to = _ids([p for p in act.recipients if p.party or p.entity not in setting.sites])
    if not by and node.claim.party and node.speaker is not None and _own_deed(node, act, home):
        by = frozenset({node.claim.party, *([node.claim.entity] if node.claim.entity else [])})
    if kind == DEAL and not by:
        to = frozenset()  # those present when it was signed
    if kind in (DEAL, CONSULT):
        by, to = by | to, frozenset()
    if not days.told and (not by or not (to or setting.places or len(by) > 1)):
        return None
    own = _own(node)
    ahead = own is not None and days.low is not None and days.low > own
    meant = days.told is None and node.claim.modality in _DUE and act.claim is not None
    if told == "done" and (ahead or meant):
        told = "planned"
    everyone = (*act.actors, *act.recipients)
    return Event(
        kind=kind,
        told=told,
        actors=act.actors,
        targets=act.recipients if to or kind in (DEAL, CONSULT) else (),
        by=by,
        to=to,
        persons=frozenset(p.entity for p in everyone if p.entity and p.entity in node.carries.persons),
        about=_about(node, act),
        around=_around(act, home),
        object=act.object.quote if act.object else "",
        place=act.place,
        named=setting.named,
        places=setting.places - by - to,
        days=days,
        node=node,
        span=home,
    )


def _about(node: Node, act: Act) -> frozenset[str]:
    return frozenset(classes(act.object.quote, node.pack)) if act.object else frozenset()


def _told(act: Act) -> str | None:
    """Whether an act is told as done, planned or denied; None where it is only possible."""
    if act.denied or act.refused or act.modality is Modality.NEGATED:
        return "denied"
    return "done" if act.modality in _DONE else "planned" if act.modality in _DUE else None


def _kind(node: Node, act: Act) -> str | None:
    """Of what kind an act is; None for words, and for what only names a thing ("the war", "the deal")."""
    if act.root in _SPEECH:
        return None
    about = _about(node, act)
    named = frozenset(classes(act.span.quote, node.pack))
    if named & {"war", "deal", "truce", "violation"}:
        return None
    if act.root in ("SUPPORT", "AGREE"):
        sides = {p.party or p.id for p in (*act.actors, *act.recipients) if p.id}
        signed = about & {"deal", "truce"} or (
            act.object and not node.pack.called_after.isdisjoint(words(act.object.quote))
        )
        if signed or (act.root == "AGREE" and len(sides) > 1 and act.object is None):
            return DEAL
        return None
    if about & {"truce"} and act.root == "ASSAULT":
        return None
    kind = f"{act.root}/{act.mode}"
    if act.root in _WHOLE and kind not in _APART:
        kind = act.root
    return kind if kind in event_words(node.pack.language).named else None


def _around(act: Act, home: Span) -> tuple[int, int]:
    if home.end <= act.span.start or act.span.end <= home.start:  # the cue tells it, and the content what
        return home.start, min(home.end, home.start + _AFTER)
    return max(home.start, act.span.start - _BEFORE), min(home.end, act.span.end + _AFTER)


def _turned_down(node: Node) -> bool:
    cue = node.claim.cue.quote if node.claim.cue else ""
    return node.pack.turn("rejects", cue)


def _ids(who: Sequence[Participant]) -> frozenset[str]:
    return frozenset(i for p in who if p.named or p.party for i in p.ids)


def _days(node: Node, act: Act, acts: Sequence[Act], told: str) -> Days | None:
    """The days of an act; None where its time is too wide to tell anything."""
    when = _time(node, act, acts)
    own = _own(node)
    if when is not None:
        return _of_time(node, when, told, cue=act.claim is None)
    if node.pack.turn("since", node.claim.words):
        return None  # what has been going on is of no day
    return None if own is None or told == "planned" else Days(own - 1, own)


def _of_time(node: Node, when: When, told: str, cue: bool = False) -> Days | None:
    """The days of a time; of what only tells when it was said, that day and the one before."""
    own = _own(node)
    span = days_of(when)
    if span is None:
        partly = partly_of(when)
        return Days(None, None, when.span, partly) if partly else None
    low, high = span
    if node.pack.turn("since", node.report.text[max(0, when.span.start - 8) : when.span.start]):
        return None if own is None or own < low else Days(low, own)
    if cue or any(s.start <= when.span.start < s.end for s in node.claim.content):
        if told == "planned" and node.pack.turn(
            "within", node.report.text[when.span.start - 14 : when.span.start]
        ):
            return Days(None, high, when.span)
        return Days(low, high, when.span)
    return Days(low - 1, high)  # the day on which it was said


def _time(node: Node, act: Act, acts: Sequence[Act]) -> When | None:
    """The time that stands with an act, by reading; else the first one behind it in its clause."""
    text, at = node.report.text, act.span.start
    if act.when is not None:
        same = [t for t in node.reading.times if t.value == act.when and abs(t.span.start - at) < 400]
        return min(same, key=lambda t: (abs(t.span.start - at), t.span.start), default=None)
    inside = act.object
    for when in node.told_times:
        if inside is not None and inside.start <= when.span.start < inside.end:
            return when
        first, last = sorted((act.span, when.span), key=lambda x: x.start)
        if last.start - first.end > (_NEAR if first is act.span else _NEAR // 2) or last.start < first.end:
            continue
        other = any(first.end <= a.span.start < last.start or a.when == when.value for a in acts)
        if other or _parted(node, text[first.end : last.start]):
            continue
        if when.type in (WhenType.DATE, WhenType.TIME):
            return when
    return None


def _parted(node: Node, between: str) -> bool:
    return any(c in between for c in ".;:\n?!") or node.pack.turn("joins", between)


def partly_of(when: When) -> str:
    """What is known of a day whose year or date is not ("02-29", "6": a Saturday); nothing of any other time."""
    found = _PARTLY.match(when.value)
    return found[1] or found[2] if found else ""


def days_of(when: When) -> tuple[int, int] | None:
    """First and last day (ordinals) of a time of at most a month; None for any other."""
    value = when.edtf or when.value
    if "/" in value:
        first, _, last = value.partition("/")
        a, b = day(first), day(last)
        return (a, b) if a is not None and b is not None and a <= b <= a + 31 else None
    if when.type not in (WhenType.DATE, WhenType.TIME):
        return None
    found = day(value)
    if found is not None:
        return found, found + 1 if when.value.endswith(_LATE) else found
    if month := _MONTH.match(value):
        year, number = int(month[1]), int(month[2])
        if not (1 <= number <= 12 and year):
            return None
        first_day = date(year, number, 1).toordinal()
        return first_day, first_day + calendar.monthrange(year, number)[1] - 1
    if week := _WEEK.match(value):
        try:
            monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        except ValueError:
            return None
        return monday.toordinal(), (monday + timedelta(days=6)).toordinal()
    return None
