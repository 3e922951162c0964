"""Whether answers may stand side by side: of one thing, of one time, wholes beside wholes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from truceline.brief.english import english
from truceline.brief.material import Material
from truceline.model.match import fold
from truceline.model.reading import Claim
from truceline.model.weighing import Finding, QuestionKind, Reason, Value, Verdict

__all__ = ["of_harm", "of_one_scale", "of_one_thing"]

_PART = re.compile(
    r"\b(?:of whom|of which|of them|among them|among whom|including|includes?)\s+(?:[\w-]+\s+){0,2}$"
)
_KNOWN = re.compile(r"\b(?:the|these|those|both|its|their)\s+$", re.IGNORECASE)
"""Before a figure, words by which it counts nothing anew ("the two countries")."""
_OF_THEM = re.compile(r"\s+of\s+(?:them|whom|which|these|those)\b")
_FAR = 3
"""Days between two reports of one event, beyond which a figure without a day of its own may be another's."""
_SHARED = 2
"""Longer words that answers in words must share, beyond the words of the question."""
_SPAN_OF_TIME = re.compile(r"(?:hour|day|week|month|year)s?\b", re.IGNORECASE)
_NEARLY = 1.1
_SAME = 0.7
_TWICE = 2
"""So many times as many people of one day are of another event, or of more than one."""
_SCALE = 10
_TOTAL = re.compile(r"\bso far\b|\btotal\b|\bsince\b")
_ON_A_DAY = re.compile(r"\bon \d{4}-\d{2}-\d{2}|\bon \d{1,2} [A-Z][a-z]+")
_NIGHT = re.compile(r"\bmidnight\b", re.IGNORECASE)


def of_one_scale(finding: Finding) -> Finding | None:
    """`finding` with those of its figures that are no more than tenfold apart from the next, where no agreement
    says what is measured: the dead of one night stand beside no toll of a war. None where one is left."""
    if finding.kind is not QuestionKind.FIGURE or finding.measure or finding.confirmed:
        return finding
    sized = sorted(((v.high or v.low or 0.0, n) for n, v in enumerate(finding.values)))
    groups: list[list[tuple[float, int]]] = []
    for size, n in sized:
        if groups and size <= _SCALE * max(groups[-1][-1][0], 1.0):
            groups[-1].append((size, n))
        else:
            groups.append([(size, n)])
    if len(groups) < _TWICE:
        return finding
    kept = {n for _, n in max(groups, key=lambda g: (len(g), g[0][0]))}
    values = tuple(v for n, v in enumerate(finding.values) if n in kept)
    return replace(finding, values=values) if len(values) > 1 else None


def of_one_thing(finding: Finding, material: Material) -> bool:
    """Whether the answers of a finding can be shown beside each other without saying more than their words:
    harm is not planned, a part is no answer beside a whole, a figure of another day none beside this day's, and what is said
    of one matter none beside what is said of another."""
    if finding.confirmed or finding.measure:
        return True
    if finding.reason is Reason.PLANNED and of_harm(finding):
        return False
    if finding.kind is QuestionKind.FIGURE:
        whole = not any(_is_part(v, material) for v in finding.values) and not _as_long(finding)
        whole = whole and _of_one_occasion(finding, material)
        return whole and _of_one_time(finding, material) and _of_one_event(finding, material)
    if finding.kind is QuestionKind.DATE:
        known = material.accord is not None or (
            finding.verdict is not Verdict.COMPATIBLE and _of_one_matter(finding, material)
        )
        return known and not _one_night(finding) and not _in_the_same_words(finding, material)
    if finding.kind is QuestionKind.OCCURRENCE and material.accord is None:
        return finding.reason is Reason.DISPUTE or _of_one_matter(finding, material)
    return True


def of_harm(finding: Finding) -> bool:
    """Whether its question is of people harmed."""
    return any(w.startswith(tuple(english().harm)) for w in fold(finding.question).split())


def _is_part(value: Value, material: Material) -> bool:
    """Whether a figure counts a part of what its sentence counts ("78 people, of whom 47 ..."), or nothing."""
    for evidence in value.evidence[:2]:
        page = material.page(evidence.span.report)
        if page is None:
            continue
        start = evidence.span.start
        before = page.text[max(0, start - 60) : start]
        if (
            _PART.search(before.split(".")[-1])
            or _KNOWN.search(before)
            or _OF_THEM.match(page.text, evidence.span.end)
        ):
            return True
    return False


def _of_one_time(finding: Finding, material: Material) -> bool:
    """Whether the figures were published within a few days of each other, or are a toll that grows."""
    days = []
    for value in finding.values:
        known = [material.published(e.span.report)[:10] for e in value.evidence]
        days += [d for d in known if d]
    try:
        ends = date.fromisoformat(min(days)), date.fromisoformat(max(days))
    except ValueError:
        return True
    counted_on = re.search(r"\d{4}-\d{2}-\d{2}", finding.question)
    return counted_on is None or (ends[1] - ends[0]).days <= _FAR


def _of_one_occasion(finding: Finding, material: Material) -> bool:
    """Whether figures of harm done, which no day and no total names, were told on one day or the next: told on
    others they are of other blows."""
    if _TOTAL.search(finding.question) or _ON_A_DAY.search(finding.question):
        return True
    claims = [
        [material.claims[e.claim] for e in v.evidence if e.claim in material.claims] for v in finding.values
    ]
    harm = tuple(english().harm)
    if not any(w.startswith(harm) for some in claims for c in some for w in material.words(c)):
        return True
    days = sorted({material.said(c)[:10] for some in claims for c in some})
    try:
        return not days or (date.fromisoformat(days[-1]) - date.fromisoformat(days[0])).days <= 1
    except ValueError:
        return True


def _as_long(finding: Finding) -> bool:
    """Whether the figures are lengths of time that only differ by the unit ("20-day", "three-week")."""
    ends = [(v.low, v.high) for v in finding.values]
    lows, highs = [a for a, _ in ends if a], [b for _, b in ends if b]
    if finding.reason is Reason.COUNT_START:
        return True
    timed = all(_SPAN_OF_TIME.search(v.text) for v in finding.values)
    return timed and bool(lows) and bool(highs) and max(highs) <= _NEARLY * min(lows)


def _of_one_event(finding: Finding, material: Material) -> bool:
    """Whether figures of one day tell of one event: beside the question they share a few longer words."""
    if not _ON_A_DAY.search(finding.question):
        return True
    ends = [x for v in finding.values for x in (v.low, v.high) if x]
    if ends and max(ends) > _TWICE * min(ends):
        return False
    about = [words for _, words in (_about(v, material) for v in finding.values)]
    common = {w[:6] for w in fold(finding.question).split()} | material.common_words
    return all(len((words & about[0]) - common) >= _SHARED for words in about[1:])


def _one_night(finding: Finding) -> bool:
    """Whether two days are one moment: midnight ends the one and begins the other."""
    days = sorted({v.date[:10] for v in finding.values if v.date})
    if len(days) != 2 or not any(_NIGHT.search(v.text) for v in finding.values):
        return False
    try:
        return (date.fromisoformat(days[1][:10]) - date.fromisoformat(days[0][:10])).days == 1
    except ValueError:
        return False


def _in_the_same_words(finding: Finding, material: Material) -> bool:
    """Whether all answers stand in the same sentence, told again: then no two days are meant."""
    about = [_about(v, material)[1] for v in finding.values]
    return len(about) > 1 and all(len(w & about[0]) >= _SAME * min(len(w), len(about[0])) for w in about[1:])


def _of_one_matter(finding: Finding, material: Material) -> bool:
    """Whether every answer in words shares somebody named and some longer words with the first."""
    about = [_about(v, material) for v in finding.values]
    asked = {w[:6] for w in fold(finding.question).split()} | material.common_words
    named = set.intersection(*(names for names, _ in about)) if about else set()
    first = about[0][1] - asked if about else set()
    return len(named) >= _SHARED and all(len((words - asked) & first) >= _SHARED for _, words in about[1:])


def _about(value: Value, material: Material) -> tuple[set[str], set[str]]:
    """Who is named in the sentences behind an answer, and its longer words."""
    names, words = set[str](), set[str]()
    for evidence in value.evidence[:2]:
        page, claim = material.page(evidence.span.report), material.claims.get(evidence.claim or "")
        if page is None:
            continue
        start, end = page.around(*_bounds(evidence.span.start, evidence.span.end, claim))
        names |= {m.entity for m in material.mentions(evidence.span.report, start, end) if m.entity}
        small = english().small
        words |= {w[:6] for w in fold(page.text[start:end]).split() if len(w) > 3 and w not in small}
    return names, words


def _bounds(start: int, end: int, claim: Claim | None) -> tuple[int, int]:
    return (min(start, claim.start), max(end, claim.end)) if claim else (start, end)
