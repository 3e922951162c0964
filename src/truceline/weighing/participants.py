"""Who took part: the sides that different accounts of the same talks name."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from truceline.model.reading import ANONYMOUS, Modality
from truceline.model.span import Span
from truceline.model.weighing import Finding, Lineage, QuestionKind, Reason, Verdict
from truceline.weighing.answers import Answer, Context, Ruling, called, finding
from truceline.weighing.nodes import Node, iso
from truceline.weighing.verdicts import agreeing

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
    return [finding(QuestionKind.PARTICIPANTS, origin, question, answers, _ruling(answers))]


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
    ruling = agreeing(answers, "list") if one else _ruling(answers, "mediator")
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


def _ruling(answers: Sequence[Answer], side: str = "side") -> Ruling:
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
