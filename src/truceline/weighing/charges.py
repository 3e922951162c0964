"""Accusations, denials, counter-claims and silence: who alleges what of whom, and what is said to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product

from truceline.model.reading import Modality, Stance
from truceline.model.span import Span
from truceline.model.weighing import Finding, QuestionKind, Reason, Verdict
from truceline.weighing.answers import Answer, Ruling, by, called, counted, finding
from truceline.weighing.nodes import Node
from truceline.weighing.words import classes, closeness, first_clause, likeness

_WORD = re.compile(r"[^\W\d_]+")
_REPLY = 10
"""Days within which a denial may answer a charge."""
_BACK_AND_FORTH = 30
"""Days within which a charge answers a charge."""
_ONE = 0.4
"""Charges by several are of one matter where they share this much of all their words."""
_ALIKE = 0.3
"""A denial that does not point back answers a charge with which it shares this much of its words."""


def is_charge(node: Node) -> bool:
    """Whether the claim says that somebody has not kept to the agreement, or accuses outright."""
    claim = node.claim
    if claim.stance is Stance.ACCUSES:
        return True
    if claim.stance not in (Stance.ASSERTS, Stance.REPORTS):
        return False
    if node.speaker is None or not node.speaker.party or node.negated:
        return False
    if "violation" not in node.words and not (
        {"deal", "truce"} & node.words and node.pack.turn("broken", claim.words)
    ):
        return False
    first = first_clause(claim.words, node.pack)
    if claim.modality is not Modality.ACTUAL and (
        first == claim.words or node.pack.turn("modals", first) or node.pack.turn("planned", first)
    ):
        return False
    return bool(accused_in(node))


def is_denial(node: Node) -> bool:
    """Whether the claim denies a charge; who turns down an offer denies nothing."""
    claim = node.claim
    if claim.stance is not Stance.DENIES or claim.modality not in (Modality.ACTUAL, Modality.NEGATED):
        return False
    cue = claim.cue.quote if claim.cue else ""
    return not node.pack.turn("rejects", cue) or node.pack.turn("charges", claim.words)


def accused_in(node: Node) -> str:
    """The party that an accusation is about: the one named last before the word of breach, else the
    first one named that does not make it."""
    own = node.speaker.party if node.speaker else None
    inside = sorted(
        (
            m
            for m in node.reading.mentions
            if m.party and m.party != own and any(s.start <= m.span.start < s.end for s in node.claim.content)
        ),
        key=lambda m: m.span.start,
    )
    if not inside:
        return ""
    breach = None if node.claim.stance is Stance.ACCUSES else _breach_at(node)
    before = [m for m in inside if breach is not None and m.span.start < breach]
    return (before[-1] if before else inside[0]).party or ""


def _breach_at(node: Node) -> int | None:
    for segment in node.claim.content:
        for mark in _WORD.finditer(segment.quote):
            if classes(mark[0], node.pack) == ("violation",) or node.pack.turn("broken", mark[0]):
                return segment.start + mark.start()
    return None


def rule_on_charges(
    answers: Sequence[Answer], accused: str, silent: Mapping[str, str], counter: str | None
) -> Ruling:
    """The ruling on what is alleged against a party: its denials beside the charges that they answer,
    what it alleges in turn (`counter`), or its silence."""
    charges = [a for a in answers if a.node.claim.stance is not Stance.DENIES]
    denials = [a for a in answers if a.node.claim.stance is Stance.DENIES]
    turned = f" {counter} alleges the like of its accuser." if counter else ""
    pair = next(((c, d) for c, d in _in_days(charges, denials) if _answers(d, c)), None)
    if pair:
        return Ruling(
            Verdict.CONTESTED, Reason.DISPUTE, f"{by(pair[0])} alleges it, {by(pair[1])} denies it.{turned}"
        )
    if denials and not charges:
        return Ruling(Verdict.SINGLE, None, "A denial; the allegation itself is not in these reports.")
    _, interests = counted(charges)
    reply = f" {silent[accused]}: no comment." if accused in silent else " No reply in these reports."
    if denials:
        reply = " A denial by the accused is of something else, or of another time."
    if counter:
        reply = turned
    if interests <= 1:
        return Ruling(Verdict.SINGLE, None, f"Alleged by {charges[0].holder} alone.{reply}")
    if not _one_matter(charges):
        told = f"Alleged by {interests} independent interests, each in words of its own."
        return Ruling(Verdict.COMPATIBLE, None, told + reply)
    return Ruling(Verdict.CORROBORATED, None, f"Alleged by {interests} independent interests.{reply}")


def _in_days(charges: Sequence[Answer], denials: Sequence[Answer]) -> Iterator[tuple[Answer, Answer]]:
    """Each charge with the denials of its days, and those without a day."""
    by_stretch: dict[int | None, list[Answer]] = {}
    for d in denials:
        by_stretch.setdefault(None if d.asof is None else d.asof // _REPLY, []).append(d)
    for c in charges:
        if c.asof is None:
            near = list(denials)
        else:
            at = c.asof // _REPLY
            near = [d for k in (at - 1, at, at + 1, None) for d in by_stretch.get(k, ())]
        for d in near:
            yield c, d


def _one_matter(charges: Sequence[Answer]) -> bool:
    first = charges[0]
    others = [c for c in charges if c.interest != first.interest]
    return any(closeness(first.node.words, c.node.words, first.node.pack.common) >= _ONE for c in others)


def _answers(denial: Answer, charge: Answer) -> bool:
    """Whether a denial can be of this charge: of these days, and in its words or pointing back to it."""
    if denial.asof is not None and charge.asof is not None and abs(denial.asof - charge.asof) > _REPLY:
        return False
    if denial.node.pack.turn("pointing", denial.node.claim.words):
        return True
    return likeness(denial.node.words, charge.node.words, denial.node.pack.common)[0] >= _ALIKE


def counter_charge(charges: Sequence[Answer], accused: str, accusers: frozenset[str]) -> str | None:
    """Who of the accused's side alleges the like of one of its accusers, among the charges of a matter."""
    for answer in charges:
        own = answer.node.claim.stance is not Stance.DENIES and answer.line.party == accused
        if own and accused and accused_in(answer.node) in accusers:
            return answer.holder
    return None


def each_other(charged: Mapping[str, Sequence[Answer]]) -> tuple[list[Answer], Ruling] | None:
    """The charges that two parties make against each other, by whom they accuse (`charged`: the accused ->
    what is alleged against it); None where no two do so within a month."""
    for one, other in combinations(sorted(p for p in charged if p), 2):
        against = [a for a in charged[one] if a.line.party == other and a.polarity]
        back = [a for a in charged[other] if a.line.party == one and a.polarity]
        for a, b in product(against, back):
            if a.asof is not None and b.asof is not None and abs(a.asof - b.asof) <= _BACK_AND_FORTH:
                answers = [replace(x, key=f"{one}|{x.line.origin}") for x in against]
                answers += [replace(x, key=f"{other}|{x.line.origin}") for x in back]
                told = f"{by(a)} and {by(b)} each accuse the other's side."
                return answers, Ruling(Verdict.CONTESTED, Reason.DISPUTE, told)
    return None


_BEFORE = len("from the new ")
"""So many characters before a name may tell whose silence it is."""


def silences(node: Node) -> list[tuple[str, str, Span]]:
    """Who is said not to have commented: (party, its name in the text, the words)."""
    found: list[tuple[str, str, Span]] = []
    pattern = node.pack.turns.get("no_comment")
    for segment in node.claim.content:
        likely = pattern is not None and node.pack.turn("no_comment", segment.quote)
        mark = pattern.search(segment.quote) if pattern is not None and likely else None
        if mark is None:
            continue
        inside = [
            m
            for m in node.reading.mentions
            if (m.party or m.entity) and segment.start <= m.span.start < segment.end
        ]
        start, end = segment.start + mark.start(), segment.start + mark.end()
        text = node.report.text
        after = [
            m
            for m in inside
            if m.span.start >= end
            and node.pack.turn("of_whom", text[max(end, m.span.start - _BEFORE) : m.span.start])
        ]
        before = [m for m in inside if m.span.end <= start]
        for m in after[:1] or sorted(before, key=lambda m: -m.span.end)[:1]:
            found.append((m.party or m.entity or "", m.span.quote, segment))
    return found


def silence_findings(
    topic: str,
    silent: Mapping[str, Sequence[Answer]],
    names: Mapping[str, str],
    labels: Mapping[str, str],
) -> list[Finding]:
    """A finding for each party that gave no comment on a matter: said, and neither a yes nor a no."""
    found = []
    for party in sorted(silent):
        answers = [replace(a, text="no comment") for a in silent[party]]
        outlets = ", ".join(sorted({a.node.outlet for a in answers}))
        name = labels.get(party) or called(party, answers[0].node.reading)
        question = f"{names[topic]}: no comment from {name}" if topic in names else f"no comment from {name}"
        why = f"As {outlets} tells. Silence is neither a yes nor a no."
        ruling = Ruling(Verdict.SINGLE, None, why)
        key = f"{topic}|silent|{party}"
        found.append(finding(QuestionKind.POSITION, key, question, answers, ruling, party=party))
    return found
