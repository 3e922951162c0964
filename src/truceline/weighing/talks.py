"""Talks, as each tells of them: whether they have begun or are still ahead, who takes part in them and who mediates,
and what is said to hold them, or the agreement, up.

A statement that something is still to begin, made before another says that it has begun, is
simply earlier; one made later contradicts it, or means another beginning: both are shown. Who is
ready for talks speaks of them as ahead; who would resume them does not say that they never began.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import chain, pairwise

from truceline.model.reading import ANONYMOUS, Modality, Stance
from truceline.model.span import Span
from truceline.model.weighing import Finding, Lineage, QuestionKind, Reason, Verdict
from truceline.weighing.answers import Answer, Context, Ruling, called, counted, cut, finding
from truceline.weighing.nodes import Node, iso
from truceline.weighing.positions import by_week
from truceline.weighing.verdicts import agreeing
from truceline.weighing.words import classes

_AHEAD = frozenset(
    {Modality.FUTURE, Modality.POSSIBLE, Modality.CONDITIONAL, Modality.OBLIGATION, Modality.INTENTION}
)
_BESIDE = 3
_DAYS = 14
"""Where no accord tells which talks, later words may be of others, or of the next round."""
_YEAR = re.compile(r"\d{4}(?:-\d{2}){0,2}$")
_REACH = 4
"""How many words of weight may stand between the talks and their beginning."""


def told_begun(node: Node, line: Lineage, context: Context) -> list[tuple[str, Answer]]:
    """(topic, answer) for each kind of talks that a claim tells as begun or as still ahead; the topic is
    empty where no accord tells which talks."""
    told = None if line.agreement else _told(node)
    if told is None:
        return []
    topics = [t for t in node.claim.topics if "talks" in classes(context.topics.get(t, ""), node.pack)]
    answer = Answer(
        cut(node.claim.words),
        node.span,
        node,
        line,
        polarity=told,
        mode="done" if told else "planned",
        key=f"{told}|{line.origin}",
    )
    return [(t, answer) for t in topics or ([""] if node.reading.accord is None else [])]


def begun_findings(topic: str, answers: Sequence[Answer], context: Context) -> list[Finding]:
    """The finding on talks of which somebody says that they have begun."""
    if not any(a.polarity for a in answers):
        return []
    question = f"{context.topics.get(topic, 'talks')}: begun, or still ahead"
    ruling = _rule_begun(answers, told_apart=not topic)
    if ruling.verdict is Verdict.CONTESTED:
        late = {id(a) for a in _later(answers)}
        answers = [a for a in answers if a.polarity or id(a) in late]
    return [finding(QuestionKind.OCCURRENCE, f"begun|{topic}", question, answers, ruling)]


def _told(node: Node) -> bool | None:
    """True: told as begun; False: as still ahead; None where the claim tells neither."""
    if "talks" not in node.words:
        return None
    text = node.claim.words
    if _beside(node, "ready") and not node.negated and not node.pack.turn("again", text):
        return False
    if not _beside(node, "begin") or _named_only(node):
        return None
    if node.negated or node.claim.modality is Modality.NEGATED:
        return False if not node.pack.turn("ahead", text) else None
    not_yet = node.pack.turn("not_yet", text) and not node.pack.turn("past", text)
    if not_yet or node.pack.turn("ahead", text) or node.claim.modality in _AHEAD:
        return None if node.pack.turn("again", text) else False
    done = node.claim.modality is Modality.ACTUAL and node.pack.turn("past", text)
    return True if done else None


def _named_only(node: Node) -> bool:
    """Whether the beginning is named and not told ("they spoke about the start of the talks")."""
    words, pack = node.tokens, node.pack
    begins = [k for k, w in enumerate(words) if pack.alike.get(w) == "begin"]
    return bool(begins) and all(words[k + 1 : k + 2] and words[k + 1] in pack.genitive for k in begins)


def _beside(node: Node, word: str) -> bool:
    """Whether a word of that class stands near one for talks."""
    at = [k for k, c in enumerate(node.sequence) if c == word]
    talks = [k for k, c in enumerate(node.sequence) if c == "talks"]
    return any(abs(a - b) <= _REACH for a in at for b in talks)


def _later(answers: Sequence[Answer]) -> list[Answer]:
    """Those told as still ahead after the first word that they have begun, or beside it: in a report
    that tells of both. Where only the day of a report is known, a day more is asked for."""
    told = [a for a in answers if a.polarity and a.asof is not None]
    first = min((a.asof for a in told if a.asof is not None), default=None)
    if first is None:
        return []
    begun = [a.node for a in told if a.asof == first]
    both = {n.report.id for n in begun}
    dated = any(n.said is not None for n in begun)
    return [
        a
        for a in answers
        if not a.polarity
        and a.asof is not None
        and (
            a.asof >= first
            if a.node.report.id in both
            else a.asof > first + (0 if dated and a.node.said is not None else 1)
        )
    ]


def _day_of(answer: Answer) -> int | None:
    """The day of which it tells: in a year that it names itself, where that is an earlier one."""
    asof = answer.asof
    years = [w.edtf or w.value for w in answer.node.told_times]
    told = max((int(y[:4]) for y in years if _YEAR.match(y)), default=None)
    if asof is None or told is None or told >= date.fromordinal(asof).year:
        return asof
    return date(max(told, 1), 12, 31).toordinal()


def _one_matter(one: Answer, other: Answer) -> bool:
    """Whether two claims of the same days share what tells these talks from others."""
    days = [_day_of(a) for a in (one, other)]
    if days[0] is None or days[1] is None or abs(days[0] - days[1]) > _DAYS:
        return False
    a, b = one.node, other.node
    if a.marks and b.marks and not a.marks & b.marks:
        return False
    return bool(_which(a) & _which(b))


def _which(node: Node) -> frozenset[str]:
    """The words of weight beside those for talks: they tell these talks from others."""
    found = node.sequence
    near = (found[max(0, k - _BESIDE) : k + _BESIDE + 1] for k, c in enumerate(found) if c == "talks")
    return frozenset(chain.from_iterable(near)) - node.pack.common - {"begin", "talks", "ready"}


def _rule_begun(answers: Sequence[Answer], told_apart: bool) -> Ruling:
    """`told_apart`: no topic tells which talks, so that only like words can contradict each other."""
    yes = [a for a in answers if a.polarity]
    no = [a for a in answers if not a.polarity]
    late = _later(answers)
    others = [a for a in late if a.sourced and a.interest not in {y.interest for y in yes}]
    if told_apart:
        others = [a for a in others if any(_one_matter(a, y) for y in yes)]
        no = [a for a in no if a in late or any(_one_matter(a, y) for y in yes)]
    if others:
        return Ruling(
            Verdict.CONTESTED,
            Reason.DISPUTE,
            f"{yes[0].holder} says that they have begun; {others[0].holder}, then or later, speaks of them as "
            "still ahead. The two may mean different beginnings.",
        )
    if told_apart and ((no and late) or len(no) < len(answers) - len(yes)):
        return Ruling(
            Verdict.COMPATIBLE, None, "Some are told as begun, some as ahead: they may be other talks."
        )
    if no:
        return Ruling(
            Verdict.COMPATIBLE,
            Reason.UPDATE,
            "First told as still ahead, then as begun; no later word takes it back.",
        )
    if len({a.line.origin for a in yes}) <= 1:
        return agreeing(yes, "account")
    origins, interests = counted(yes)
    verdict = Verdict.CORROBORATED if interests > 1 else Verdict.COMPATIBLE
    return Ruling(verdict, None, f"{origins} origins tell of a beginning.")


_NEAR = 90


def told_sides(node: Node, line: Lineage, context: Context) -> list[tuple[str, Answer]]:
    """The sides that a claim about talks names, where it is somebody's word."""
    if line.own_voice or line.agreement or node.claim.modality not in (Modality.ACTUAL, Modality.FUTURE):
        return []
    if not ({"talks", "visit"} & node.words) or len(sides := _sides(node)) < 2:
        return []
    return [(line.origin, _answer(node, line, node.span, sides, context))]


def sides_findings(origin: str, answers: Sequence[Answer], _: Context) -> list[Finding]:
    """A finding for a statement about talks whose accounts name other sides."""
    one_report = len({a.node.report.id for a in answers}) < 2  # that may tell of several meetings
    if one_report or not any("talks" in a.node.words for a in answers) or len({a.key for a in answers}) < 2:
        return []
    on = iso(min((a.node.said for a in answers if a.node.said), default=None))
    question = f"who takes part in the talks{' of ' + on if on else ''}, by the word of {answers[0].holder}"
    return [finding(QuestionKind.PARTICIPANTS, origin, question, answers, _rule_sides(answers))]


def told_mediators(node: Node, line: Lineage, context: Context) -> list[tuple[str, Answer]]:
    """Who mediates by a claim: those named near the word who are no party to the agreement."""
    told = _told_to_mediate(node, context.parties) if context.parties else None
    return [] if told is None else [("", _answer(node, line, *told, context))]


def _answer(node: Node, line: Lineage, span: Span, sides: frozenset[str], context: Context) -> Answer:
    text = ", ".join(context.names.get(s) or called(s, node.reading) for s in sorted(sides))
    return Answer(text, span, node, line, key="|".join(sorted(sides)))


def mediators_findings(_: str, answers: Sequence[Answer], __: Context) -> list[Finding]:
    """The finding on who mediates."""
    one = len({a.key for a in answers}) == 1
    ruling = agreeing(answers, "list") if one else _rule_sides(answers, "mediator")
    return [finding(QuestionKind.PARTICIPANTS, "mediators", "who mediates", answers, ruling)]


def _told_to_mediate(node: Node, parties: frozenset[str]) -> tuple[Span, frozenset[str]] | None:
    """The sides named near a word for mediation, other than `parties`; the longest list that the
    claim gives. One alone is told to mediate only where its name holds the word, or stands right
    before it."""
    pattern = node.pack.turns.get("mediated")
    if not node.pack.turn("mediated", node.claim.words):
        return None
    states = {m.party for m in node.reading.mentions if m.party}
    best: tuple[Span, frozenset[str]] | None = None
    for segment in node.claim.content:
        for mark in pattern.finditer(segment.quote) if pattern else ():
            at, last = segment.start + mark.start(), segment.start + mark.end() + _NEAR
            named = {
                (m.span.start, m.span.end): side
                for m in node.reading.mentions
                if (side := m.party or (m.entity if m.entity in states else None))
                and side not in parties
                and at - _NEAR <= m.span.start < last
                and segment.start <= m.span.start < segment.end
            }
            sides = frozenset(named.values())
            close = any(start <= at <= end + 1 for start, end in named)
            if (len(sides) >= 2 or close) and (best is None or len(sides) > len(best[1])):
                best = (segment, sides)
    return best


def _sides(node: Node) -> frozenset[str]:
    """The parties, states and bodies named in the claim, each by its party where it has one."""
    named = sorted(
        (
            m
            for m in node.reading.mentions
            if (m.party or m.entity) and any(s.start <= m.span.start < s.end for s in node.claim.content)
        ),
        key=lambda m: (m.span.start, -m.span.end),
    )
    named = [m for k, m in enumerate(named) if not any(o.span.end >= m.span.end for o in named[:k])]
    # What describes a name right after it ("the northern group Alif") is no side of its own.
    describing = {id(m) for m, after in pairwise(named) if 0 <= after.span.start - m.span.end <= 1}
    return frozenset(
        m.party or m.entity or ""
        for m in named
        if id(m) not in describing
        and m.type.value in ("party", "organisation", "group", "person")
        and not (m.party or m.entity or "").startswith(ANONYMOUS)
    ) - {""}


def _rule_sides(answers: Sequence[Answer], side: str = "side") -> Ruling:
    sets = {a.key: frozenset(a.key.split("|")) for a in answers}
    ordered = sorted(sets.values(), key=lambda s: (len(s), sorted(s)))
    if all(s <= ordered[-1] for s in ordered):
        return Ruling(
            Verdict.COMPATIBLE,
            Reason.OBJECT,
            f"One account names more {side}s than another; none says that a {side} was absent.",
        )
    told = "; ".join(f"{a.node.outlet}: {a.text}" for a in {a.key: a for a in answers}.values())
    return Ruling(
        Verdict.DIFFERING,
        Reason.UNEXPLAINED,
        f"Accounts name different {side}s, and none says why: {told}.",
    )


_ASKED = frozenset({Stance.DEMANDS, Stance.DENIES})
_ABOUT = frozenset(
    {"deal", "truce", "talks", "phase", "phase1", "phase2", "phase3", "aid", "release", "withdraw"}
)


def told_holdups(node: Node, line: Lineage, context: Context) -> list[tuple[str, Answer]]:
    """What a claim says keeps the agreement, or talks on it, from going on. A demand not to delay
    tells of no delay; nor does the agreement itself."""
    if (
        not line.holder
        or line.agreement
        or node.claim.stance in _ASKED
        or not node.pack.turn("held_up", node.claim.words)
        or node.negated
        or not _ABOUT & node.words
        or (context.accord is not None and node.reading.accord not in (None, context.accord))
    ):
        return []
    mode = "alleged" if line.party else "done"
    told = cut(node.claim.words)
    return [("", Answer(told, node.span, node, line, polarity=True, mode=mode, key=line.origin))]


def holdup_findings(_: str, answers: Sequence[Answer], __: Context) -> list[Finding]:
    """Who says what holds things up: all together where they are few, else week by week."""
    return [
        finding(
            QuestionKind.OCCURRENCE,
            f"held up{key}",
            f"what is said to hold things up{told}",
            some,
            _rule_holdups(some),
        )
        for key, told, some in by_week(answers)
        if len({a.line.origin for a in some}) > 1
    ]


def _rule_holdups(answers: Sequence[Answer]) -> Ruling:
    origins, interests = counted(answers)
    if origins <= 1:
        return agreeing(answers, "account")
    said = "one interest" if interests <= 1 else f"{interests} interests"
    return Ruling(
        Verdict.COMPATIBLE,
        None,
        f"{origins} accounts of delay or obstruction, {said}; each is its holder's word, and none answers another.",
    )
