"""What is said to hold the agreement up: delays and obstruction, each by the word of its holder."""

from __future__ import annotations

from collections.abc import Sequence

from truceline.model.reading import Stance
from truceline.model.weighing import Finding, Lineage, QuestionKind, Verdict
from truceline.weighing.answers import Answer, Context, Ruling, counted, cut, finding
from truceline.weighing.nodes import Node
from truceline.weighing.positions import by_week
from truceline.weighing.verdicts import agreeing

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
            _ruling(some),
        )
        for key, told, some in by_week(answers)
        if len({a.line.origin for a in some}) > 1
    ]


def _ruling(answers: Sequence[Answer]) -> Ruling:
    origins, interests = counted(answers)
    if origins <= 1:
        return agreeing(answers, "account")
    said = "one interest" if interests <= 1 else f"{interests} interests"
    return Ruling(
        Verdict.COMPATIBLE,
        None,
        f"{origins} accounts of delay or obstruction, {said}; each is its holder's word, and none answers another.",
    )
