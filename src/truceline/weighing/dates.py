"""Dates grouped into questions: what begins or ends, and whether it did or is due to."""

from __future__ import annotations

import calendar
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from truceline.model.reading import Modality, Stance, When, WhenType
from truceline.model.weighing import Finding, Lineage, QuestionKind
from truceline.weighing.answers import Answer, Context, Ruling, finding
from truceline.weighing.event_words import event_words
from truceline.weighing.lengths import DAYS, LENGTH, just_before, length_findings, length_of
from truceline.weighing.nodes import Node, day, places_of
from truceline.weighing.verdicts import agreeing, weigh_dates
from truceline.weighing.words import Pack, classes, words

_DUE = frozenset(
    {Modality.OBLIGATION, Modality.FUTURE, Modality.INTENTION, Modality.POSSIBLE, Modality.CONDITIONAL}
)
_LOOK_BACK = 160
_LATE = ("T24:00", "TNI")
_APART = 3.0
"""Days that are further from each other may be of two things."""
_FURTHER = 3
"""So many words after a joining word make a clause of their own."""
_WILL = frozenset({Stance.PROMISES, Stance.REFUSES, Stance.THREATENS})
_PHASES = ("phase1", "phase2", "phase3")
_SPAN = frozenset({"truce", *_PHASES})
"""What is told to be from one day on."""
_BY = 3
_DAY_BEHIND = 20
_MOST = 60
_ONCE = "truce|begin|"
_HOUR = re.compile(r"^\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?", re.IGNORECASE)
_PARTS = re.compile(r"[,;:—–]|\s-\s")


@dataclass(frozen=True, slots=True)
class Told:
    """A length or a date of something: `key` is empty for a length."""

    key: str
    answer: Answer
    question: str


def told_times(node: Node, line: Lineage, context: Context) -> list[tuple[str, Told]]:
    """(what begins, ends or lasts; what is told of it) for the times of a claim."""
    found = []
    for when in _times(node):
        length = length_of(node, when, line)
        if length:
            found.append((length[0], Told("", length[1], node.pack.lasting[length[0]])))
            continue
        dating = date_of(node, when, line, context.dates, context.topics)
        if dating:
            key, answer, question = dating
            found.append((key.split("|")[0], Told(key, answer, question)))
    return found


def date_findings(thing: str, told: Sequence[Told], _: Context) -> list[Finding]:
    """The findings on one thing: how long it lasts, when it began or ended, and is due to."""
    dated: dict[str, list[Answer]] = defaultdict(list)
    spoken: dict[str, str] = {}
    lasting = [t.answer for t in told if not t.key]
    for t in told:
        if t.key:
            dated[t.key].append(t.answer)
        spoken[t.key] = t.question
    for key, answer, question in _worked_out(thing, lasting, dated):
        dated[key].append(answer)
        spoken.setdefault(key, question)
    findings = length_findings(thing, spoken[""], lasting) if lasting and thing in _PHASES else []
    _met(dated)
    for key in sorted(dated):
        for place, answers in _by_place(dated[key]):
            question = f"{spoken[key]} ({place})" if place else spoken[key]
            key_here = f"{key}|{place}" if place else key
            several = _by_time(answers, begins_once=key.startswith(_ONCE))
            for n, some in enumerate(several):
                name = f"{question} ({_first_day(some)})" if len(several) > 1 else question
                at = f"{key_here}|{n}" if n else key_here
                findings.append(finding(QuestionKind.DATE, at, name, some, _weighed(key, some)))
    return findings


def _weighed(key: str, answers: Sequence[Answer]) -> Ruling:
    """The ruling on dates of one thing; a truce that begins by night, or at midnight, is told with either day."""
    unlike = list({a.key: a for a in answers}.values())[:_MOST]
    if key.startswith(_ONCE) and all(_meet(a, b) for a, b in combinations(unlike, 2)):
        return agreeing([replace(a, key="") for a in answers], "date")
    return weigh_dates(answers)


def _first_day(answers: Sequence[Answer]) -> str:
    """The day by which dates of one thing are told from those of another: the first that an exact one tells."""
    exact = [a.low for a in answers if a.low is not None and a.low == a.high]
    known = exact or [d for a in answers if (d := a.low if a.low is not None else a.high) is not None]
    return date.fromordinal(int(min(known))).isoformat() if known else ""


def _met(dated: MutableMapping[str, list[Answer]]) -> None:
    """What was due on a day, and is told as done on it, is one date: it stands with those that tell it as done."""
    for key in [k for k in dated if k.endswith("|due")]:
        done = dated.get(f"{key.removesuffix('due')}done", [])
        days = {d for a in done for d in _days_of(a)}
        met = {id(a) for a in dated[key] if not days.isdisjoint(_days_of(a))}
        done += [a for a in dated[key] if id(a) in met]
        done.sort(key=lambda a: (a.node.order, a.span.start))
        dated[key] = [a for a in dated[key] if id(a) not in met]
        if not dated[key]:
            del dated[key]


def _days_of(answer: Answer) -> tuple[float, ...]:
    """The day that an answer tells, or the two of a night; none of a longer time."""
    low, high = answer.low, answer.high
    return (low, high) if low is not None and high is not None and high - low <= 1 else ()


def _meet(one: Answer, other: Answer) -> bool:
    """Whether two answers tell one day, or a night of it."""
    return not set(_days_of(one)).isdisjoint(_days_of(other))


def _by_time(answers: Sequence[Answer], *, begins_once: bool) -> list[list[Answer]]:
    """Dates far from each other are of two things, in the order of their days: of two truces, as each begins once; of two
    of any other thing where one report tells both."""
    parts: list[list[Answer]] = []
    for a in sorted(answers, key=lambda a: a.low if a.low is not None else a.high or 0.0):
        last = parts[-1][-1] if parts else None
        if last is not None and a.size - (last.high or last.low or 0.0) <= _APART:
            parts[-1].append(a)
        else:
            parts.append([a])
    told = [{x.node.report.id for x in part} for part in parts]
    if len(parts) < 2 or not (begins_once or any(a & b for a, b in combinations(told, 2))):
        return [list(answers)]
    place = {id(a): n for n, a in enumerate(answers)}
    return [sorted(part, key=lambda a: place[id(a)]) for part in parts]


def _by_place(answers: Sequence[Answer]) -> list[tuple[str, list[Answer]]]:
    """Answers that name different places, parted, where no accord tells that they are of one thing;
    those that name none, or the place most named, stay together."""
    often = Counter(p for a in answers for p in _places(a))
    by_place: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        here = _places(answer)
        by_place[min(here, key=lambda p: (-often[p], p)) if here else ""].append(answer)
    if len(by_place) - ("" in by_place) <= 1:
        return [("", list(answers))]
    return sorted(by_place.items())


def _places(answer: Answer) -> frozenset[str]:
    return frozenset() if answer.node.reading.accord else places_of(answer.node)


def _worked_out(
    thing: str, lasting: Sequence[Answer], dated: Mapping[str, list[Answer]]
) -> list[tuple[str, Answer, str]]:
    """The end that follows where one report tells the day of a beginning and an exact length: a span
    of two days, as the first day may be counted as day 1 or as day 0. Only where somebody tells the
    end as well: it stands beside that, and opens no question of its own."""
    found: list[tuple[str, Answer, str]] = []
    key = f"{thing}|end|due"
    if key not in dated:
        return found
    begun = [a for k in (f"{thing}|begin|done", f"{thing}|begin|due") for a in dated.get(k, ())]
    for length in lasting:
        starts = {a.low for a in begun if a.node.report.id == length.node.report.id and a.low == a.high}
        start = starts.pop() if len(starts) == 1 else None
        if start is None or length.low is None or length.low != length.high:
            continue
        last = int(start + length.low)
        shown = f"{date.fromordinal(last - 1).isoformat()}/{date.fromordinal(last).isoformat()}"
        answer = replace(length, low=float(last - 1), high=float(last), mode="planned", date=shown, key=shown)
        found.append((key, answer, f"{_spoken(thing, length.node.pack)}: when due to end"))
    return found


def _times(node: Node) -> list[When]:
    """The times of a claim, with lengths that were read as figures alone ("the 42-day phase")."""
    found = list(node.told_times)
    if not found and not node.told_figures:
        return found
    for figure in node.told_figures:
        if figure.best is None:
            continue
        letter = node.pack.lengths.get(figure.unit or "")
        if letter is None or any(figure.span.overlaps(w.span) for w in node.reading.times):
            continue
        value = f"P{figure.best:g}{letter}"
        found.append(When(figure.span, value, WhenType.DURATION, claim=figure.claim))
    return sorted(found, key=lambda w: (w.span.start, w.span.end))


def date_of(
    node: Node, when: When, line: Lineage, anchors: Mapping[str, str], names: Mapping[str, str]
) -> tuple[str, Answer, str] | None:
    """(the question's key, the answer, the question) where a time tells when something begins or ends."""
    span: tuple[int, int | None] | None = _span_of(node, when, anchors)
    event = _event(node, when) if span is not None else None
    if event is None:
        event, span = _from_then(node, when), _fixed(node, when, anchors)
    if event is None or span is None or _day_not_told(node, when):
        return None
    thing, spoken = _by_topic(event[0], node, names)
    aspect = event[1]
    told = node.report.text[max(0, when.span.start - 60) : when.span.start]
    if node.pack.turn("ahead", told):
        due = True
    elif node.pack.turn("past", told):
        due = False
    elif node.pack.turn("within", just_before(node, when, 14)):
        due = True
    else:
        due = line.agreement or node.claim.modality in _DUE
    past = "begun" if aspect == "begin" else "ended"
    question = f"{spoken}: when due to {aspect}" if due else f"{spoken}: when {past}"
    key = f"{thing}|{aspect}|{'due' if due else 'done'}"
    if due and node.speaker and not line.agreement and node.claim.stance in _WILL:
        key += f"|{line.party or line.origin}"  # what somebody offers is not what is owed
        question = f"{spoken}: when {node.speaker.name} says that it will {aspect}"
    low, high = span
    shown = date.fromordinal(low).isoformat()
    if high is None:
        shown += "/.."
    elif high != low:
        shown += "/" + date.fromordinal(high).isoformat()
    answer = Answer(
        when.span.quote,
        when.span,
        node,
        line,
        float(low),
        None if high is None else float(high),
        mode="planned" if due else "done",
        date=shown,
        key=shown,
    )
    return key, answer, question


def _spoken(name: str, language: Pack) -> str:
    return language.spoken.get(name, name)


def _span_of(node: Node, when: When, anchors: Mapping[str, str]) -> tuple[int, int | None] | None:
    """First and last day (ordinals) that the words allow, the last one None after "after"; None
    where they fix no day."""
    found = _fixed(node, when, anchors)
    if found and node.pack.turn("later", just_before(node, when, 10)):
        return found[1], None
    return found


def _fixed(node: Node, when: When, anchors: Mapping[str, str]) -> tuple[int, int] | None:
    value = when.edtf or when.value
    if "/" in value:
        first, last = value.split("/", 1)
        a, b = day(first), day(last)
        if a is not None and b is not None and a <= b:
            return a, b
    if when.type in (WhenType.DATE, WhenType.TIME):
        a = day(value)
        if a is not None:
            # midnight, and a night, are of the day after as well
            return a, a + 1 if when.value.endswith(_LATE) else a
        month = re.fullmatch(r"(\d{4})-(\d{2})", value)
        if month:
            year, number = int(month[1]), int(month[2])
            if 1 <= number <= 12:
                return (
                    date(year, number, 1).toordinal(),
                    date(year, number, calendar.monthrange(year, number)[1]).toordinal(),
                )
        return None
    match = LENGTH.match(when.value)
    if match and node.pack.turn("within", just_before(node, when, 14)):
        inside = classes(node.report.text[when.span.start : when.span.end + 30], node.pack)
        phase = next((c for c in inside if c in ("phase1", "phase2", "phase3")), None)
        start = day(anchors.get(f"phase:{phase[-1]}:start")) if phase else None
        if start is not None:
            return start, start + round(float(match[1]) * DAYS[match[2]]) - 1
    return None


def _event(node: Node, when: When) -> tuple[str, str] | None:
    """(what, "begin" or "end") for a time: the nearest verb of beginning or end before it in its
    claim, and what is the subject of that verb, or stands right after it ("begin withdrawing")."""
    home = next((s for s in node.claim.content if s.start <= when.span.start < s.end), None)
    if home is None:
        return None
    told = node.report.text[home.start : when.span.start]
    found = classes(told, node.pack)
    verbs = [k for k, c in enumerate(found) if c in ("begin", "end")]
    if not verbs or len(found) - verbs[-1] > 7:
        return None
    aspect = found[verbs[-1]]
    nearest = found[verbs[-1] - 1] if verbs[-1] else ""
    if nearest in node.pack.matters and nearest not in node.pack.held and nearest not in node.pack.dated:
        return None  # "attacks launched on Sunday"
    if _in_another_clause(node, told):
        return None
    after = next((c for c in found[verbs[-1] + 1 :] if c in ("withdraw", "release", "talks")), None)
    subject = [after] if after else _subject(node, home.start, told)
    if not subject:
        return None
    thing = subject[0]
    if thing in ("truce", "deal") and len(subject) > 1 and subject[1] in _PHASES:
        thing = subject[1]
    if thing == "talks":
        thing = " ".join(["talks", *[c for c in subject[1:] if c in _PHASES][:1]])
    return thing, aspect


def _from_then(node: Node, when: When) -> tuple[str, str] | None:
    """ "A truce from Tuesday": it begins then, without a verb of beginning."""
    home = next((s for s in node.claim.content if s.start <= when.span.start < s.end), None)
    told = node.report.text[home.start : when.span.start] if home is not None else ""
    last = told.rsplit(None, 1)[-1] if told.strip() else ""
    if last.casefold() not in event_words(node.pack.language).from_then:
        return None
    thing = next((c for c in reversed(classes(told, node.pack)[-_BY:]) if c in _SPAN), None)
    return (thing, "begin") if thing else None


def _day_not_told(node: Node, when: When) -> bool:
    """Whether a time is an hour alone, of a day that its sentence does not tell."""
    if when.type is not WhenType.TIME or not when.span.quote[:1].isdigit():
        return False
    behind = words(node.report.text[when.span.end : when.span.end + _DAY_BEHIND], node.pack)
    if any(w in node.pack.months for w in behind) or any(c.isalpha() for c in _HOUR.sub("", when.span.quote)):
        return False
    own = day(when.value[:10])
    return all(t.type is not WhenType.DATE or day(t.value[:10]) != own for t in node.told_times)


def _in_another_clause(node: Node, told: str) -> bool:
    """Whether a further clause opens between the verb and the time ("began after he came in May")."""
    joins = node.pack.turns.get("joins")
    last = max((m.end() for m in joins.finditer(told)), default=None) if joins else None
    if last is None:
        return False
    rest = told[last:]
    return len(words(rest, node.pack)) >= _FURTHER and not {"begin", "end"} & set(classes(rest, node.pack))


def _subject(node: Node, start: int, told: str) -> list[str]:
    """What can begin or end in the part of the sentence that holds the verb; parts that only
    describe ("which ...") are passed over; for a pronoun, the phase last spoken of."""
    first = True
    for part in reversed(_PARTS.split(told)):
        if not part.strip() or (not first and part.split()[0].casefold() in node.pack.aside):
            continue
        plain = part.split()
        if len(plain) > 1 and plain[0].casefold() in node.pack.back and part is not told:
            break
        here = [c for c in classes(part, node.pack) if c in node.pack.dated]
        if plain[0].casefold() in node.pack.back:
            break
        if here:
            return here
        first = False
    back = node.report.text[max(0, start - _LOOK_BACK) : start]
    return [c for c in classes(back, node.pack) if c in _PHASES][-1:]


def _by_topic(thing: str, node: Node, names: Mapping[str, str]) -> tuple[str, str]:
    """The thing with the topic that tells which ("talks" on the second phase), and its name."""
    head = thing.split(" ")[0]
    if head in ("talks", "withdraw", "release"):
        for topic in node.claim.topics:
            if head in classes(names.get(topic, ""), node.pack):
                return f"{head} {topic}", names[topic]
    return thing, " ".join(_spoken(part, node.pack) for part in reversed(thing.split(" ")))
