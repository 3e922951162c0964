"""Whether talks have begun: what is told as begun beside what is told as still ahead.

A statement that something is still to begin, made before another says that it has begun, is
simply earlier; one made later contradicts it, or means another beginning: both are shown. Who is
ready for talks speaks of them as ahead; who would resume them does not say that they never began.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import chain

from truceline.model.reading import Modality
from truceline.model.weighing import Finding, Lineage, QuestionKind, Reason, Verdict
from truceline.weighing.answers import Answer, Context, Ruling, counted, cut, finding
from truceline.weighing.nodes import Node
from truceline.weighing.verdicts import agreeing
from truceline.weighing.words import classes

_AHEAD = frozenset(
    {Modality.FUTURE, Modality.POSSIBLE, Modality.CONDITIONAL, Modality.OBLIGATION, Modality.INTENTION}
)
_NEAR = 3
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
    ruling = _ruling(answers, told_apart=not topic)
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
    near = (found[max(0, k - _NEAR) : k + _NEAR + 1] for k, c in enumerate(found) if c == "talks")
    return frozenset(chain.from_iterable(near)) - node.pack.common - {"begin", "talks", "ready"}


def _ruling(answers: Sequence[Answer], told_apart: bool) -> Ruling:
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
