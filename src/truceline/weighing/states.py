"""Whether a thing stands as one says: the truce holds or is over, a crossing is open or closed.

A state is told of one thing (the truce of these reports, a place) by words that a language keeps for it, as
so or as not so. What is said later is an update; one that another side gainsays in these days is contested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from truceline.model.reading import MentionType, Modality
from truceline.model.span import Span
from truceline.model.weighing import Finding, Lineage, QuestionKind, Reason, Verdict
from truceline.weighing.answers import Answer, Context, Ruling, by, counted, cut, finding
from truceline.weighing.event_words import State, event_words
from truceline.weighing.events import days_of
from truceline.weighing.nodes import Node, iso
from truceline.weighing.verdicts import agreeing, flat_contradiction
from truceline.weighing.words import words

_GAP = 10
"""So many days without a word part one time from another."""
DAYS = 2
"""A yes and a no so many days apart are of one time."""
_REACH, _NEAR = 12, 5
"""So many words of one clause may stand between a thing and what is said of it; between a place and it."""
_PARTS = re.compile(r"[,;:.?!–—]|\s-\s")
_AS_IT_IS = frozenset({Modality.ACTUAL, Modality.NEGATED, Modality.EVALUATIVE})


def told_states(node: Node, line: Lineage, _: Context) -> list[tuple[str, Answer]]:
    """(state, thing and stretch of days; answer) for each state that a claim tells."""
    states = [s for s in event_words(node.pack.language).states if not s.of.isdisjoint(node.tokens)]
    if not states:
        return []
    told = node.said if node.said is not None else node.known
    if node.furniture or line.agreement or told is None or node.claim.modality not in _AS_IT_IS:
        return []
    days = [days_of(when) for when in node.told_times]
    if any(d is not None and d[1] < told - DAYS for d in days):
        return []  # it tells of another time
    found: dict[str, Answer] = {}
    for state in states:
        for thing, yes, span in _told(node, state):
            key = f"{state.name}|{thing}"
            answer = Answer(
                cut(span.quote), span, node, line, polarity=yes, mode="done" if yes else "denied",
                key=f"{yes}|{line.origin}",
            )  # fmt: skip
            found.setdefault(key, answer)
    return list(found.items())


def state_findings(key: str, answers: Sequence[Answer], context: Context) -> list[Finding]:
    """The findings on one thing, one for each time in which several tell of it."""
    name, thing = key.split("|")
    known = next(s for s in event_words(answers[0].node.pack.language).states if s.name == name)
    question = known.question.format(thing=context.names.get(thing) or thing.replace("-", " ").title())
    found = []
    for some in times_of(answers):
        if counted(some)[1] > 1 or len({a.polarity for a in some}) > 1:
            day = iso(some[0].asof)
            spoken = f"{question} ({day})" if len(some) < len(answers) and day else question
            found.append(finding(QuestionKind.OCCURRENCE, f"state|{key}|{day}", spoken, some, _ruling(some)))
    return found


def times_of(answers: Sequence[Answer]) -> list[list[Answer]]:
    times: list[list[Answer]] = []
    for answer in sorted(answers, key=lambda a: a.asof or 0):
        if times and (answer.asof or 0) - (times[-1][-1].asof or 0) <= _GAP:
            times[-1].append(answer)
        else:
            times.append([answer])
    return times


def _told(node: Node, state: State) -> Iterator[tuple[str, bool, Span]]:
    asking = event_words(node.pack.language).asking
    for segment in node.claim.content:
        for part in _PARTS.split(segment.quote):
            tokens = words(part, node.pack)
            at = next((k for k, token in enumerate(tokens) if token in state.of), None)
            if at is None or asking & set(tokens[:at]):
                continue
            yes = _said(tokens, at, state)
            thing = _thing(node, segment, tokens[at], state) if yes is not None else None
            if thing is not None and yes is not None:
                yield thing, yes != _negated(node, tokens), segment


def _said(tokens: Sequence[str], at: int, state: State) -> bool | None:
    """What is said of the thing at a place: behind it, or by the verb right before it."""
    behind = " ".join(tokens[at + 1 : at + 2 + (_NEAR if state.placed else _REACH)])
    before = " ".join(tokens[max(0, at - 3) : at])
    for part, yes, no in ((behind, state.yes, state.no), (before, state.makes, state.unmakes)):
        for told, said in ((yes, True), (no, False)):
            if any(f" {w} " in f" {part} " for w in told):
                return said
    return None


def _negated(node: Node, tokens: Sequence[str]) -> bool:
    return any(w in node.pack.negations or w.endswith(node.pack.negative) for w in tokens)


def _thing(node: Node, segment: Span, token: str, state: State) -> str | None:
    """Which thing it is: the place that bears the word, or the one of its kind that the report names."""
    if not state.placed:
        return state.name
    named = [m for m in node.reading.mentions if m.type is MentionType.PLACE and m.entity]
    here = [m for m in named if segment.start <= m.span.start < segment.end]
    own = {m.entity for m in here if token in words(m.span.quote)} or {
        m.entity for m in named if not state.of.isdisjoint((m.entity or "").split("-"))
    }
    return next(iter(own)) if len(own) == 1 else None


def _ruling(answers: Sequence[Answer]) -> Ruling:
    yes = [a for a in answers if a.polarity]
    no = [a for a in answers if not a.polarity]
    for a in yes:
        for b in no:
            near = a.asof is not None and b.asof is not None and abs(a.asof - b.asof) <= DAYS
            if near and a.interest != b.interest:
                said = f"{by(a)} says that it is so, {by(b)} that it is not."
                return flat_contradiction(a, b, said)
    if yes and no:
        first, last = sorted((yes[0], no[-1]), key=lambda a: a.asof or 0)
        return Ruling(
            Verdict.COMPATIBLE, Reason.UPDATE, f"{by(first)} tells of one time, {by(last)} of a later one."
        )
    return agreeing(answers, "account")
