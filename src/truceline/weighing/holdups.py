"""What is said to hold the agreement up: delays and obstruction, each by the word of its holder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from truceline.model.accord import Vocabulary
from truceline.model.reading import Stance
from truceline.model.weighing import Finding, Lineage, QuestionKind, Verdict
from truceline.weighing.alike import cut
from truceline.weighing.answers import Answer, Ruling, counted, finding
from truceline.weighing.nodes import Node
from truceline.weighing.positions import by_week
from truceline.weighing.verdicts import agreeing

_ASKED = frozenset({Stance.DEMANDS, Stance.DENIES})
_ABOUT = frozenset(
    {"deal", "truce", "talks", "phase", "phase1", "phase2", "phase3", "aid", "release", "withdraw"}
)


def holdup_findings(
    nodes: Sequence[Node], lines: Mapping[str, Lineage], vocabulary: Vocabulary | None
) -> list[Finding]:
    """Who says what keeps the agreement, or talks on it, from going on. A demand not to delay
    tells of no delay; nor does the agreement itself."""
    answers = [
        Answer(
            cut(node.claim.words),
            node.span,
            node,
            line,
            polarity=True,
            mode="alleged" if line.party else "done",
            key=line.origin,
        )
        for node in nodes
        if (line := lines[node.claim.id]).holder
        and not line.agreement
        and not node.negated
        and node.claim.stance not in _ASKED
        and node.pack.turn("held_up", node.claim.words)
        and _ABOUT & node.words
        and (vocabulary is None or node.reading.accord in (None, vocabulary.accord))
    ]
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
