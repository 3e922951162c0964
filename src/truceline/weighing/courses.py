"""What each side does, will do, refuses or is asked to do about one matter of a truce: does it withdraw, does it keep to what was
agreed, does it take part in the talks?

A language has patterns for such matters, for and against (`packs/courses/LANGUAGE.yaml`). What is told of one side and one
matter in days that hang together is one question, in whatever words and by whomever: what is planned and what is done, what
it promises and what others say of it, what is asked of it and what it refuses. Where an agreement tells the matters,
they are asked by its topics (`positions`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations
from string import ascii_lowercase, ascii_uppercase

from truceline.model.reading import ANONYMOUS, Mention, MentionType, Modality, Stance
from truceline.model.weighing import Finding, Lineage, QuestionKind, Reason, Verdict
from truceline.weighing.account_findings import denied
from truceline.weighing.answers import Answer, Context, Ruling, by, called, counted, cut, finding
from truceline.weighing.charges import accused_in
from truceline.weighing.event_words import event_words
from truceline.weighing.nodes import Node, iso
from truceline.weighing.packed import filled, packed
from truceline.weighing.states import DAYS, times_of
from truceline.weighing.tellings import Telling, points_back, tellings_of
from truceline.weighing.verdicts import agreeing, flat_contradiction
from truceline.weighing.words import KEPT, words

_BEFORE, _BEHIND = 80, 25
"""Within so many characters before or behind what is told stands whose doing it is."""
_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)
"""Every capital as a small letter in its place."""
_OWN_WILL = frozenset({Stance.REFUSES, Stance.PROMISES, Stance.THREATENS})
_AHEAD = frozenset({Modality.FUTURE, Modality.INTENTION})
_OPEN = frozenset({Modality.POSSIBLE, Modality.CONDITIONAL})
_FACTS = frozenset({"done", "denied"})
_SIDES = frozenset({MentionType.PARTY, MentionType.ORGANISATION, MentionType.GROUP, MentionType.PERSON})


@dataclass(frozen=True, slots=True, eq=False)
class _Course:
    name: str
    question: str
    sided: bool
    """Whether it is asked of each side."""
    placed: bool
    """Whether it is asked of each place."""
    thing: re.Pattern[str] | None
    """The things of which each is asked for itself: a strait, a border."""
    told: tuple[tuple[bool, re.Pattern[str]], ...]
    """Patterns, and whether they tell that it does so or the contrary."""


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    courses: Mapping[str, _Course]
    behind: frozenset[str]
    """Words behind a pattern behind which it stands whose doing it is."""
    leads: frozenset[str]
    """Words before a name that is not of who does it."""
    others: frozenset[str]
    """Words for who is not the one that speaks."""
    own: frozenset[str]
    """Nothing but these stands before what a side tells of its own."""
    firm: str
    """A pattern for a "not" that takes nothing back ("will not hesitate to")."""
    doubtful: str
    """A pattern for what takes it back without one ("unlikely")."""


@dataclass(frozen=True, slots=True)
class Step:
    """One answer: what is told of a side's course, and of which places."""

    answer: Answer
    places: frozenset[str]


@cache
def _known(language: str) -> _Known | None:
    data = packed(f"courses/{language}.yaml")
    if data is None:
        return None
    courses = {}
    for name, course in data["courses"].items():
        told = [(so, p) for key, so in (("no", False), ("yes", True)) for p in course.get(key, ())]
        patterns = tuple((so, _pattern(p, data["words"])) for so, p in told)
        thing = re.compile(data["words"][course["thing"]]) if "thing" in course else None
        courses[name] = _Course(
            name,
            course["question"],
            "{who}" in course["question"],
            course.get("placed", False),
            thing,
            patterns,
        )
    return _Known(courses=courses, **filled(_Known, data))


def _pattern(text: str, stands_for: dict[str, str]) -> re.Pattern[str]:
    for name, stands in stands_for.items():
        text = text.replace(f"{{{name}}}", stands)
    return re.compile(text)


@lru_cache(maxsize=KEPT)
def _marks(text: str, language: str) -> tuple[tuple[str, bool, int, int], ...]:
    """Which courses a text tells, whether for or against, and where; each once."""
    known, plain = _known(language), re.sub(r"\s", " ", text).translate(_SMALL)
    found = []
    for course in known.courses.values() if known else ():
        told = ((so, m) for so, p in course.told if (m := p.search(plain)))
        found += [(course.name, so, m.start(), m.end()) for so, m in told][:1]
    return tuple(found)


def told_courses(node: Node, line: Lineage, _: Context) -> list[tuple[str, Step]]:
    """(course and side, answer) for each course that a claim tells."""
    known = _known(node.pack.language)
    if known is None or node.furniture or line.agreement or node.reading.accord is not None:
        return []
    found: dict[str, Step] = {}
    for telling in tellings_of(node):
        for name, does, start, end in _marks(telling.span.quote, node.pack.language):
            course = known.courses[name]
            who = _who(known, telling, line, (start, end)) if course.sided else ""
            if who or not course.sided:
                step = _step(known, telling, line, does, who if course.placed else None)
                told = course.thing.search(telling.span.quote[start:end].lower()) if course.thing else None
                found.setdefault(f"{name}|{who}|{told[0].removesuffix('s') if told else ''}", step)
    return list(found.items())


def _step(known: _Known, telling: Telling, line: Lineage, does: bool, placed: str | None) -> Step:
    node, claim, span = telling.node, telling.node.claim, telling.span
    no = denied(telling) or points_back(telling) or bool(re.search(known.doubtful, span.quote))
    no = no and not re.search(known.firm, span.quote)
    ahead = claim.modality in _AHEAD or claim.stance in _OWN_WILL
    ahead = ahead or node.pack.turn("modals", span.quote)
    if claim.stance is Stance.DEMANDS or claim.modality is Modality.OBLIGATION:
        mode = "asked"
    elif no:
        mode = "refused" if ahead else "denied"
    elif claim.modality in _OPEN:
        mode = "open"
    else:
        mode = "planned" if ahead else "done"
    so = None if mode == "open" else does != no
    days = [last for first, last in telling.days if last - first <= 1] if mode in _FACTS else []
    answer = Answer(
        cut(span.quote), span, node, line, polarity=so, mode=mode, key=f"{mode}|{so}|{line.origin}",
        until=days[0] if len(days) == 1 else None,
    )  # fmt: skip
    if placed is None:
        return Step(answer, frozenset())
    named = (m for m in node.told_mentions if m.type is MentionType.PLACE and m.entity)
    places = {m.entity or "" for m in named if span.start <= m.span.start < span.end}
    return Step(answer, frozenset(places - {placed}))


def _who(known: _Known, telling: Telling, line: Lineage, at: tuple[int, int]) -> str:
    """Whose course it is that is told there: named right behind, or who does what reading found, or named before; or
    whoever speaks, of himself."""
    node, span = telling.node, telling.span
    first, last = (span.start + place for place in at)
    named = [m for m in node.told_mentions if m.type in _SIDES]
    if known.behind.intersection(words(span.quote[at[1] :], node.pack)[:1]):
        return next((_side(m) for m in named if last <= m.span.start <= last + _BEHIND), "")
    sides = {_side(m) for m in node.reading.mentions} - {""}
    for act in node.carries.acts(node.claim.id):
        if act.span.start < last and first < act.span.end:
            doers = [i for p in act.actors for i in p.ids if i in sides]
            if doers:
                return doers[-1]
    before = [m for m in named if max(span.start, first - _BEFORE) <= m.span.start < first]
    text = node.report.text
    doing = [
        m for m in before if known.leads.isdisjoint(words(text[span.start : m.span.start], node.pack)[-1:])
    ]
    if doing:
        return _side(max(doing, key=lambda m: (m.span.end, bool(_side(m)), -m.span.start)))
    if node.claim.stance is Stance.ACCUSES:
        return accused_in(node)
    told = words(span.quote[: at[0]], node.pack)
    if node.speaker is None or before or not known.others.isdisjoint(told[2:]):
        return ""
    selves = event_words(node.pack.language).selves
    himself = node.claim.stance in _OWN_WILL or known.own.issuperset(told) or not selves.isdisjoint(told[:1])
    return (line.party or line.entity or "") if himself else ""


def _side(mention: Mention) -> str:
    """The side that a mention names: a party, or a body or group by its name."""
    if mention.party or mention.type is MentionType.PERSON:
        return mention.party or ""
    return "" if (mention.entity or "").startswith(ANONYMOUS) else mention.entity or ""


def course_findings(key: str, told: Sequence[Step], context: Context) -> list[Finding]:
    """The findings on one course of one side, for each time and place of which several tell."""
    name, who, thing = key.split("|")
    node = told[0].answer.node
    known = _known(node.pack.language)
    if known is None:
        return []
    question = known.courses[name].question.format(who=context.names.get(who) or called(who, node.reading))
    by_answer = {id(s.answer): s for s in told}
    found = []
    for some in times_of([s.answer for s in told]):
        for place, of in _by_place([by_answer[id(a)] for a in some]):
            if len({a.line.origin for a in of}) < 2 or not _two_tell(of):
                continue
            day = iso(of[0].asof)
            spoken = f"{question} ({day})" if len(of) < len(told) and day else question
            key_of = f"course|{key}|{place}|{day}"
            if (ruling := _rule(of, who, thing)).verdict is not Verdict.SINGLE:
                found.append(finding(QuestionKind.POSITION, key_of, spoken, of, ruling, party=who or None))
    return found


def _two_tell(answers: Sequence[Answer]) -> bool:
    """Whether it is told by two interests, or in two reports."""
    return counted(answers)[1] > 1 or len({a.node.report.id for a in answers}) > 1


def _by_place(steps: Sequence[Step]) -> Iterator[tuple[str, list[Answer]]]:
    """What is told of one place together; what names none is of the place that most tell of."""
    often = Counter(p for s in steps for p in s.places)
    groups: dict[str, list[Answer]] = defaultdict(list)
    most = max(often, key=lambda p: (often[p], p), default="")
    for s in steps:
        groups[max(s.places, key=lambda p: (often[p], p), default=most)].append(s.answer)
    yield from sorted(groups.items())


def _rule(answers: Sequence[Answer], who: str, thing: str) -> Ruling:
    """The ruling on what is told of a side's course: a dispute where the side itself tells otherwise than another, or
    refuses what another asks of it. What is told of no side's course and of no `thing` may be of two: it differs in
    nothing."""
    unlike = [p for p in combinations(answers, 2) if _opposite(*p)]
    for one, other in unlike:
        own, by_other = (one, other) if _himself(one, who) else (other, one)
        if not _himself(own, who) or own.interest == by_other.interest or not _near(one, other):
            continue
        if own.mode in _FACTS and by_other.mode in _FACTS:
            return flat_contradiction(own, by_other, f"{by(own)} tells otherwise than {by(by_other)}.")
        if own.mode == "refused" and by_other.mode == "asked":
            said = f"{by(by_other)} asks for it, {by(own)} refuses it."
            return flat_contradiction(own, by_other, said)
    for one, other in (p for p in unlike if (who or thing) and "asked" not in (p[0].mode, p[1].mode)):
        yes, no = (one, other) if one.polarity else (other, one)
        said = f"{by(yes)} tells that it is so, {by(no)} that it is not."
        if one.interest != other.interest and one.asof == other.asof and not one.line.own_voice:
            return Ruling(Verdict.DIFFERING, Reason.UNEXPLAINED, said)
        return Ruling(Verdict.COMPATIBLE, Reason.UPDATE, said)
    modes = {a.mode for a in answers}
    if {"planned", "done"} <= modes:
        return Ruling(Verdict.COMPATIBLE, Reason.PLANNED, "Some tell it as planned, others as done.")
    if len(modes) > 1 or not modes <= _FACTS:
        said = "They speak of it in different ways; none says the contrary of another."
        return Ruling(Verdict.COMPATIBLE, None, said)
    return agreeing(answers, "account")


def _himself(answer: Answer, who: str) -> bool:
    return who != "" and who in (answer.line.party, answer.line.entity)


def _opposite(one: Answer, other: Answer) -> bool:
    return None not in (one.polarity, other.polarity) and one.polarity != other.polarity


def _near(one: Answer, other: Answer) -> bool:
    return one.asof is None or other.asof is None or abs(one.asof - other.asof) <= DAYS
