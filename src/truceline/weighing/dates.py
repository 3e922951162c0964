"""Dates grouped into questions: what begins or ends, and whether it did or is due to."""

from __future__ import annotations

import calendar
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from truceline.model.reading import Modality, Stance, When, WhenType
from truceline.model.weighing import Finding, Lineage, QuestionKind, Reason, Verdict
from truceline.weighing.answers import Answer, Ruling, finding
from truceline.weighing.nodes import Node, day, places_of
from truceline.weighing.verdicts import agreeing, weigh_dates
from truceline.weighing.words import Pack, classes, words

_DUE = frozenset(
    {Modality.OBLIGATION, Modality.FUTURE, Modality.INTENTION, Modality.POSSIBLE, Modality.CONDITIONAL}
)
_LENGTH = re.compile(r"^P(\d+(?:\.\d+)?)([YMWD])$")
_DAYS = {"Y": 365.25, "M": 30.44, "W": 7.0, "D": 1.0}
_LOOK_BACK = 160
_LATE = ("T24:00", "TNI")
_ORDER = 2.0
"""A length more than so many times another is of another thing."""
_FURTHER = 3
"""So many words after a joining word make a clause of their own."""
_WILL = frozenset({Stance.PROMISES, Stance.REFUSES, Stance.THREATENS})
_PHASES = ("phase1", "phase2", "phase3")
_PARTS = re.compile(r"[,;:—–]|\s-\s")


@dataclass(frozen=True, slots=True)
class Told:
    """A length or a date of something: `key` is empty for a length."""

    key: str
    answer: Answer
    question: str


def told_times(
    node: Node, line: Lineage, anchors: Mapping[str, str], names: Mapping[str, str]
) -> list[tuple[str, Told]]:
    """(what begins, ends or lasts; what is told of it) for the times of a claim."""
    found = []
    for when in _times(node):
        length = _length(node, when, line)
        if length:
            found.append((length[0], Told("", length[1], node.pack.lasting[length[0]])))
            continue
        dating = date_of(node, when, line, anchors, names)
        if dating:
            key, answer, question = dating
            found.append((key.split("|")[0], Told(key, answer, question)))
    return found


def date_findings(thing: str, told: Sequence[Told]) -> list[Finding]:
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
    findings = _lengths(thing, spoken[""], lasting) if lasting and thing in _PHASES else []
    for key in sorted(dated):
        for place, answers in _by_place(dated[key]):
            question = f"{spoken[key]} ({place})" if place else spoken[key]
            key_here = f"{key}|{place}" if place else key
            findings.append(finding(QuestionKind.DATE, key_here, question, answers, weigh_dates(answers)))
    return findings


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


def _length(node: Node, when: When, line: Lineage) -> tuple[str, Answer] | None:
    """How long something lasts: "the 42-day phase", "six weeks of the first phase"."""
    match = _LENGTH.match(when.value)
    if when.type is not WhenType.DURATION or not match or node.pack.turn("within", _before(node, when, 14)):
        return None
    text = node.report.text
    if node.pack.turn("offset", text[when.span.end : when.span.end + 10].lstrip().split(" ")[0]):
        return None  # "a day after the truce": how far off, not how long
    after = classes(text[when.span.end : when.span.end + 60].split("\n")[0], node.pack)[:4]
    inside = classes(when.span.quote, node.pack)
    thing = next((c for c in (*inside, *after) if c in node.pack.lasting), None)
    thing = thing or _plain_phase(text[max(0, when.span.start - 24) : when.span.end + 20], after, node.pack)
    if thing is None:
        return None
    thing = "war" if node.pack.lasting[thing] == node.pack.lasting.get("war") else thing
    days = float(match[1]) * _DAYS[match[2]]
    slack = 0.0 if match[2] in "DW" else 15.5 if match[2] == "M" else 183
    if thing == "war" and match[2] == "W":
        slack = 3.5  # what still goes on is told in whole weeks
    low, high = days - slack, days + slack
    answer = Answer(when.span.quote, when.span, node, line, low, high, date=when.value, key=str(round(days)))
    return thing, answer


def _plain_phase(around: str, after: tuple[str, ...], language: Pack) -> str | None:
    """ "The initial 42-day phase": the ordinal stands on the other side of the length."""
    if not after or after[0] != "phase":
        return None
    found = words(around.split("\n")[-1], language)
    return next((name for ordinal, name in language.ordinals.items() if ordinal in found), None)


def _before(node: Node, when: When, reach: int) -> str:
    return node.report.text[max(0, when.span.start - reach) : when.span.end]


def date_of(
    node: Node, when: When, line: Lineage, anchors: Mapping[str, str], names: Mapping[str, str]
) -> tuple[str, Answer, str] | None:
    """(the question's key, the answer, the question) where a time tells when something begins or ends."""
    span = _span_of(node, when, anchors)
    if span is None:
        return None
    event = _event(node, when)
    if event is None:
        return None
    thing, spoken = _by_topic(event[0], node, names)
    aspect = event[1]
    told = node.report.text[max(0, when.span.start - 60) : when.span.start]
    if node.pack.turn("ahead", told):
        due = True
    elif node.pack.turn("past", told):
        due = False
    elif node.pack.turn("within", _before(node, when, 14)):
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
    if found and node.pack.turn("later", _before(node, when, 10)):
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
    match = _LENGTH.match(when.value)
    if match and node.pack.turn("within", _before(node, when, 14)):
        inside = classes(node.report.text[when.span.start : when.span.end + 30], node.pack)
        phase = next((c for c in inside if c in ("phase1", "phase2", "phase3")), None)
        start = day(anchors.get(f"phase:{phase[-1]}:start")) if phase else None
        if start is not None:
            return start, start + round(float(match[1]) * _DAYS[match[2]]) - 1
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


def _lengths(key: str, question: str, answers: Sequence[Answer]) -> list[Finding]:
    """How long it lasts or has lasted; lengths of another order are of another thing of its kind."""
    found = []
    for n, some in enumerate(_of_one_order(answers)):
        lows = [a.low for a in some if a.low is not None]
        highs = [a.high for a in some if a.high is not None]
        name, id = (question, key) if not n else (f"{question} ({some[0].text})", f"{key}|{n}")
        if len({a.key for a in some}) > 1 and max(lows) <= min(highs):
            said = ", ".join(f"“{t}”" for t in sorted({a.text for a in some})[:4])
            ruling = Ruling(Verdict.COMPATIBLE, Reason.ROUNDING, f"One length can meet them all: {said}.")
        elif max(lows) <= min(highs):
            ruling = agreeing(some, "length")
        else:
            ruling = weigh_dates(some)
        found.append(finding(QuestionKind.FIGURE, f"length|{id}", name, some, ruling))
    return found


def _of_one_order(answers: Sequence[Answer]) -> list[list[Answer]]:
    """The answers of one order of length together, those of most answers first."""
    parts: list[list[Answer]] = []
    for answer in sorted(answers, key=lambda a: a.low or 0.0):
        if parts and (answer.low or 0.0) <= _ORDER * (parts[-1][-1].high or 0.0):
            parts[-1].append(answer)
        else:
            parts.append([answer])
    place = {id(a): n for n, a in enumerate(answers)}
    parts = [sorted(p, key=lambda a: place[id(a)]) for p in parts]
    return sorted(parts, key=lambda p: (-len(p), place[id(p[0])]))
