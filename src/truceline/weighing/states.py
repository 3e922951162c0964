"""Whether a thing stands as one says: the truce holds or is over, a crossing is open or closed; and who holds a place,
as each tells it: who took it, who is there still, who has left, or that it has not fallen.

A state is told of one thing (the truce of these reports, a place) by words that a language keeps for it, as
so or as not so. What is said later is an update; one that another side gainsays in these days is contested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from truceline.model.reading import MentionType, Modality, Stance
from truceline.model.span import Span
from truceline.model.weighing import Finding, Lineage, QuestionKind, Reason, Verdict
from truceline.weighing.answers import Answer, Context, Ruling, by, called, counted, cut, finding
from truceline.weighing.event_words import State, event_words
from truceline.weighing.events import days_of
from truceline.weighing.nodes import Node, iso
from truceline.weighing.packed import packed
from truceline.weighing.verdicts import agreeing, flat_contradiction, opposed
from truceline.weighing.words import KEPT, first_clause, negated, sentence_bounds, words

_GAP = 10
"""So many days without a word part one time from another."""
DAYS = 2
"""A yes and a no so many days apart are of one time."""
_REACH, _NEAR = 12, 5
"""So many words of one clause may stand between a thing and what is said of it; between a place and it."""
_PARTS = re.compile(r"[,;:.?!–—]|\s-\s")
_MODE = {True: "done", False: "denied"}
_AS_IT_IS = frozenset({Modality.ACTUAL, Modality.NEGATED, Modality.EVALUATIVE})


def told_states(node: Node, line: Lineage, _: Context) -> list[tuple[str, Answer]]:
    """(state, thing and stretch of days; answer) for each state that a claim tells."""
    states = [s for s in event_words(node.pack.language).states if not s.of.isdisjoint(node.tokens)]
    if not states or node.furniture or line.agreement or node.claim.modality not in _AS_IT_IS:
        return []
    told = node.said if node.said is not None else node.known
    days = [days_of(when) for when in node.told_times]
    if told is not None and any(d is not None and d[1] < told - DAYS for d in days):
        return []  # it tells of another time
    found: dict[str, Answer] = {}
    for state in states:
        for thing, yes, span in _told(node, line, state):
            key = f"{yes}|{line.origin}"
            answer = Answer(cut(span.quote), span, node, line, polarity=yes, mode=_MODE[yes], key=key)
            found.setdefault(f"{state.name}|{thing}", answer)
    return list(found.items())


def state_findings(key: str, answers: Sequence[Answer], context: Context) -> list[Finding]:
    """The findings on one thing, one for each time in which several tell of it."""
    name, thing = key.split("|")
    known = next(s for s in event_words(answers[0].node.pack.language).states if s.name == name)
    question = known.question.format(thing=context.names.get(thing) or thing.replace("-", " ").title())
    found: list[Finding] = []
    for some in times_of(answers):
        if counted(some)[1] > 1 or len({a.polarity for a in some}) > 1:
            held = [Held("", _SOMEBODY, True, a) for a in some]
            found.append(_asked(f"state|{key}", question, held, len(some) < len(answers)))
    return found


def times_of(answers: Sequence[Answer]) -> list[list[Answer]]:
    """The answers of one time after the other; those that nobody can date are of the only one, else of none."""
    times: list[list[Answer]] = []
    dated = [(a.asof, a) for a in answers if a.asof is not None]
    for day, answer in sorted(dated, key=lambda x: x[0]):
        if times and day - (times[-1][-1].asof or 0) <= _GAP:
            times[-1].append(answer)
        else:
            times.append([answer])
    undated = [a for a in answers if a.asof is None]
    return [[*times[0], *undated]] if len(times) == 1 else times or [undated]


def _told(node: Node, line: Lineage, state: State) -> Iterator[tuple[str, bool, Span]]:
    known = event_words(node.pack.language)
    for segment in node.claim.content:
        start = segment.start
        for part in _PARTS.split(segment.quote):
            start = node.report.text.find(part, start)
            tokens = words(part, node.pack)
            for at in (k for k, token in enumerate(tokens) if token in state.of):
                leads = not known.things.isdisjoint(tokens[at + 1 : at + 2])  # "the border crossing"
                told = None if leads or known.asking & set(tokens[:at]) else _said(tokens, at, state)
                if told is not None:
                    here = Span(node.report.id, start, start + len(part), part)
                    so = told[1] != negated([w for w in tokens if w not in told[0].split()], node.pack)
                    for thing in _things(node, line, here, (tokens[at], told[0]), state):
                        yield thing, so, segment
                    break


def _said(tokens: Sequence[str], at: int, state: State) -> tuple[str, bool] | None:
    """What is said of the thing at a place, in which words: behind it, or by the verb right before it."""
    behind = " ".join(tokens[at + 1 : at + 2 + (_NEAR if state.placed else _REACH)])
    before = " ".join(tokens[max(0, at - (_NEAR if state.sided else 3)) : at])
    told = ((behind, state.no, False), (behind, state.yes, True), (before, state.unmakes, False))
    for part, phrases, so in (*told, (before, state.makes, True)):
        if found := _any_of(phrases).search(part):
            return found[0], so
    return None


@cache
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, phrases)) or '(?!)'})(?!\S)")


def _things(node: Node, line: Lineage, part: Span, told: tuple[str, str], state: State) -> Sequence[str]:
    """Which thing it is: the sides whose it is, or else the place that bears the word, or the one of its kind that the
    report names."""
    if state.sided:
        sides = [m for m in node.told_mentions if m.party and m.type is not MentionType.PLACE]
        verb = part.start + part.quote.casefold().find(told[1])
        here = dict.fromkeys(m.party or "" for m in sides if part.start <= m.span.start < verb)
        own = event_words(node.pack.language).selves.intersection(words(part.quote)[:2])
        return tuple(here) or ((line.party,) if own and line.party else ())
    if not state.placed:
        return (state.name,)
    named = [m for m in node.reading.mentions if m.type is MentionType.PLACE and m.entity]
    inside = [m for m in named if part.start <= m.span.start < part.end]
    bearing = {m.entity or "" for m in inside if told[0] in words(m.span.quote)} or {
        m.entity or "" for m in named if not state.of.isdisjoint((m.entity or "").split("-"))
    }
    return tuple(bearing) if len(bearing) == 1 else ()


_TELLS = frozenset({Stance.ASSERTS, Stance.REPORTS, Stance.ACCUSES, Stance.DENIES})
_BEFORE, _BEHIND, _NOT = 80, 25, 4
"""So many characters before or behind what is told stands whose it is; so many words before it, that it is not so."""
_WIDE = 5
_SOMEBODY = ""


@dataclass(frozen=True, slots=True, eq=False)
class _Patterns:
    question: str
    left: str
    behind: frozenset[str]
    """Kinds of patterns behind which it stands whose it is."""
    told: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]
    """Each kind of pattern, the pattern, and what has to stand in a text wherever it is found."""


@dataclass(frozen=True, slots=True)
class Held:
    """One answer: of which place, who, and whether it tells of holding or taking it, not only of being there."""

    place: str
    who: str
    taken: bool
    answer: Answer


@cache
def _patterns(language: str) -> _Patterns | None:
    data = (packed(f"events/{language}.yaml") or {}).get("holds")
    if data is None:
        return None
    name, stands = data["name"], data["stands_for"]
    place = f"(?P<place>{stands}|{data['place'].format(name=f'(?P<name>{name})')})"
    told = []
    for kind, patterns in data["told"].items():
        for text in patterns:
            # a name may begin at every capital: what stands beside it is looked for first
            beside = text.removeprefix("{place}").partition("{place}")[0]
            told.append(
                (kind, re.compile(text.replace("{place}", place)), re.compile(beside.removeprefix(r"\b")))
            )
    return _Patterns(data["question"], data["left"], frozenset(data["behind"]), tuple(told))


def told_holds(node: Node, line: Lineage, _: Context) -> list[tuple[str, Held]]:
    """(place, answer) for each place of which a claim tells who holds it."""
    known = _patterns(node.pack.language)
    if known is None or node.furniture or line.agreement or node.claim.modality not in _AS_IT_IS:
        return []
    if node.claim.stance not in _TELLS:
        return []
    found: dict[str, Held] = {}
    for segment in node.claim.content:
        for kind, mark in _marks(segment.quote, node.pack.language):
            told = _held(node, line, segment, kind, mark)
            if told is not None:
                found.setdefault(*told)
    return list(found.items())


@lru_cache(maxsize=KEPT)
def _marks(text: str, language: str) -> tuple[tuple[str, re.Match[str]], ...]:
    """Where a text may tell who holds a place, by kind; once for all that hold the same text."""
    known = _patterns(language)
    told = known.told if known is not None else ()
    return tuple(
        (kind, mark)
        for kind, pattern, beside in told
        if beside.search(text)
        for mark in pattern.finditer(text)
    )


def _held(
    node: Node, line: Lineage, segment: Span, kind: str, mark: re.Match[str]
) -> tuple[str, Held] | None:
    place = mark["name"] or _named_before(node, segment.start + mark.start())
    before = words(first_clause(segment.quote[: mark.end()], node.pack), node.pack)
    if not place or (kind != "unclear" and event_words(node.pack.language).asking & set(before)):
        return None
    known = _patterns(node.pack.language)
    who = _who(node, line, segment, mark, None if known is None or kind not in known.behind else kind)
    if who == _SOMEBODY and kind in ("stays", "leaves"):
        return None
    at = len(words(segment.quote[: mark.start()], node.pack))
    here = words(segment.quote[: mark.end()], node.pack)[max(0, at - _NOT) :]
    so = (node.claim.stance is Stance.DENIES) == negated(here, node.pack)
    holds = None if kind == "unclear" else (kind != "leaves") == so
    answer = Answer(
        cut(segment.quote), segment, node, line, polarity=holds, mode="denied" if holds is False else "done",
        key=f"{who}|{holds}|{line.origin}",
    )  # fmt: skip
    return place.casefold(), Held(place, who, kind not in ("stays", "leaves"), answer)


def _named_before(node: Node, at: int) -> str:
    """The first place that the nearest sentence before names, where one stands for it."""
    known = sorted(
        (m for m in node.reading.mentions if m.type is MentionType.PLACE and m.precision != _WIDE),
        key=lambda m: m.span.start,
    )
    before = [m for m in known if m.span.start < at]
    if not before:
        return ""
    start, _ = sentence_bounds(node.report.text, before[-1].span.start)
    return next(m.span.quote for m in before if m.span.start >= start)


def _who(node: Node, line: Lineage, segment: Span, mark: re.Match[str], behind_of: str | None) -> str:
    """The party that holds, took or left it."""
    start, end = segment.start + mark.start(), segment.start + mark.end()
    parties = [m for m in node.told_mentions if m.party and m.type is not MentionType.PLACE]
    if behind_of is not None:
        behind = [m for m in parties if end <= m.span.start <= end + _BEHIND]
        return behind[0].party or "" if behind and behind_of == "taken" else _SOMEBODY
    near = [m for m in parties if m.span.end <= start and start - m.span.end <= _BEFORE]
    if near:
        return max(near, key=lambda m: m.span.start).party or ""
    first = words(segment.quote[: mark.start()])[-2:]
    own = event_words(node.pack.language).selves
    return line.party or _SOMEBODY if own.intersection(first) else _SOMEBODY


def hold_findings(key: str, told: Sequence[Held], context: Context) -> list[Finding]:
    """The findings on one place, one for each time in which several tell of it: who holds it, where somebody is told
    to have taken it, else of each side whether it has left."""
    known = _patterns(told[0].answer.node.pack.language)
    by_answer = {id(h.answer): h for h in told}
    found: list[Finding] = []
    for some in times_of([h.answer for h in told]) if known else ():
        held = [by_answer[id(a)] for a in some]
        taken = any(h.taken for h in held)
        for who in sorted({"" if taken else h.who for h in held}):
            of = [h for h in held if taken or h.who == who]
            if known is None or counted([h.answer for h in of])[1] < 2:
                continue
            question = known.question.format(place=of[0].place)
            if not taken:  # whether somebody has left, by whether he is there
                name = context.names.get(who) or called(who, of[0].answer.node.reading)
                question = known.left.format(place=of[0].place, who=name)
                so = [(h, not h.answer.polarity) for h in of]
                of = [replace(h, answer=replace(h.answer, polarity=y, mode=_MODE[y])) for h, y in so]
            found.append(_asked(f"holds|{key}|{who}", question, of, len(held) < len(told)))
    return found


def _asked(key: str, question: str, held: Sequence[Held], of_several: bool) -> Finding:
    some = [h.answer for h in held]
    day = iso(some[0].asof)
    spoken = f"{question} ({day})" if of_several and day else question
    return finding(QuestionKind.OCCURRENCE, f"{key}|{day}", spoken, some, _rule_holds(held))


def _rule_holds(told: Sequence[Held]) -> Ruling:
    for one, other, said in _against(told):
        a, b = one.answer, other.answer
        near = a.asof is None or b.asof is None or abs(a.asof - b.asof) <= DAYS
        if near and a.interest != b.interest:
            if one.taken or other.taken or opposed(a, b):
                return flat_contradiction(a, b, said)
            return Ruling(Verdict.DIFFERING, Reason.UNEXPLAINED, said)
    later = next(iter(_against(told)), None)
    if later is not None:
        first, last = sorted((later[0].answer, later[1].answer), key=lambda a: a.asof or 0)
        said = f"{by(first)} tells of one time, {by(last)} of a later one."
        return Ruling(Verdict.COMPATIBLE, Reason.UPDATE, said)
    sure = [h.answer for h in told if h.answer.polarity is not None]
    if len(sure) < len(told):
        said = "Some say who holds it; others, that it is unclear."
        return Ruling(
            Verdict.DIFFERING if sure else Verdict.COMPATIBLE, Reason.UNEXPLAINED if sure else None, said
        )
    return agreeing(sure, "account")


def _against(told: Sequence[Held]) -> Iterator[tuple[Held, Held, str]]:
    """The pairs that cannot both be so: one holds it and does not, or two hold it."""
    for k, one in enumerate(told):
        for other in told[k + 1 :]:
            a, b = one.answer, other.answer
            if None in (a.polarity, b.polarity):
                continue
            if a.polarity != b.polarity:
                if one.who == other.who or (_SOMEBODY in (one.who, other.who) and one.taken and other.taken):
                    yes, no = (a, b) if a.polarity else (b, a)
                    yield one, other, f"{by(yes)} says that it is so, {by(no)} that it is not."
            elif a.polarity and one.who and other.who and one.who != other.who and (one.taken or other.taken):
                yield one, other, f"{by(a)} and {by(b)} each name others as holding it."
