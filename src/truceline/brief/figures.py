"""Answers that differ: every value beside the others, with who gives it and why they differ."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import replace

from truceline.brief.answered_by import EVIDENCE, NAMED, days_of, given_by
from truceline.brief.answers import WORDED, answer_in_words, only_ready, told_whole
from truceline.brief.borne_out import behind
from truceline.brief.counts import counts
from truceline.brief.english import MONTHS, english
from truceline.brief.material import Material
from truceline.brief.side_by_side import of_harm, of_one_scale, of_one_thing
from truceline.brief.wording import capital, days_plain
from truceline.model.brief import Cell, Section, Table
from truceline.model.match import fold
from truceline.model.weighing import Finding, QuestionKind, Reason, Value, Verdict

__all__ = ["figures"]

_SHOWN = (Verdict.CONTESTED, Verdict.DIFFERING, Verdict.COMPATIBLE)
_REASONS = {
    Reason.ROUNDING: "one is rounded",
    Reason.BOUND: "one is a bound (at least, more than) that holds the other",
    Reason.WINDOW: "they cover different spans of time",
    Reason.CUMULATIVE: "one is a total, the other a part of it",
    Reason.CATEGORY: "they count different categories",
    Reason.OBJECT: "they count different things",
    Reason.PLANNED: "one is planned, the other done",
    Reason.UPDATE: "one was told later than the other",
    Reason.CORRECTION: "one corrects the other",
    Reason.MISQUOTATION: "one misquotes the other",
    Reason.COUNT_START: "the days are counted from different starts",
    Reason.UNEXPLAINED: "not explained in these reports",
    Reason.DISPUTE: "the parties contradict each other",
}
_OTHER_QUESTIONS = (Reason.WINDOW, Reason.CUMULATIVE, Reason.CATEGORY, Reason.OBJECT)
"""Reasons by which two figures answer two questions, and contradict nothing."""
_MOST = 14
_FIRST = 3
"""Questions on the first page."""
_FIRST_WORDED = 2
"""Of those, what the sides contradict each other on in words, where no agreement tells what matters."""
_VALUES = 7
_WHOSE = re.compile(r", (?:reported \d|by the word of ).*$")
"""What tells two questions of one wording apart: the cells beside it say the same."""
_MONTHS = frozenset(m.casefold() for m in MONTHS)
_HOW = re.compile(r"^number of |, as planned\b| so far\b")
"""What a question says of how a figure was meant, which the cells beside it say too."""
_VALUES_AGAIN = re.compile(r"[:;] (?=“|[^.]*: ).*$", re.DOTALL)
"""The values told once more at the end of a reason: they stand in the cell beside it."""


def figures(material: Material) -> tuple[Section, Section, frozenset[str], frozenset[str]]:
    """The findings whose answers differ, contested first: what fits the first page, and the rest with those
    whose answers can stand together; and the ids of the claims whose sentences and of those whose words are shown
    whole on the first page."""
    shown = [
        f
        for found in material.given.weighing.findings
        if len(found.values) > 1 and _differs(found, material)
        if (f := of_one_scale(found)) is not None
        and of_one_thing(f, material)
        and len(_chosen(f, material)) > 1
    ]
    shown.sort(key=lambda f: (f.kind in WORDED, _SHOWN.index(f.verdict), -len(f.values), f.question, f.id))
    weighed = sorted(shown, key=lambda f: (_of_two_questions(f), -len(f.values)))
    apart, alike = list[Finding](), list[Finding]()
    for f in _each_answer_once(weighed, material):
        (alike if _of_two_questions(f) else apart).append(f)
    order = {f.id: n for n, f in enumerate(shown)}
    apart.sort(key=lambda f: order[f.id])
    alike.sort(key=lambda f: order[f.id])
    worded = [f for f in apart if f.kind in WORDED][:_FIRST_WORDED] if material.accord is None else []
    counted = [f for f in apart if f.kind not in WORDED]
    if material.accord is None:
        counted.sort(key=lambda f: not of_harm(f))
    first = [*worded, *counted][:_FIRST]
    rest = [f for f in apart if f not in first][:_MOST]
    tables = [
        _table("They differ too", rest, material),
        _table("They can stand together", alike[: _MOST - len(rest)], material),
    ]
    left = max(0, len(apart) - len(first) + len(alike) - _MOST)
    note = f"{left} more are listed by `truceline findings`." if left else ""
    one, whole = _table("Question", first, material), frozenset[str]()
    if material.accord is None:
        behind = {e.claim for f in shown for v in f.values for e in v.evidence if e.claim}
        more, whole = counts(material, behind)
        one = replace(one, rows=(*one.rows, *more.rows))
    return (
        Section(
            "figures",
            "Answers that differ, side by side",
            tables=(one,) if one.rows else (),
            empty=_quiet(material.given.weighing.findings),
        ),
        Section(
            "answers",
            "More answers side by side",
            tables=tuple(t for t in tables if t.rows),
            empty="No other answers were found to one question.",
            annex=True,
            note=note,
        ),
        whole,
        told_whole(((f.kind, v) for f in first for v in _chosen(f, material)), material),
    )


def _quiet(findings: Iterable[Finding]) -> str:
    """What is said where no answers stand side by side: that none differ, or where those that do are to be had."""
    left = sum(f.verdict in (Verdict.CONTESTED, Verdict.DIFFERING) for f in findings)
    if not left:
        return "No figures, dates or statements were found that differ on one question."
    questions = "question is" if left == 1 else "questions are"
    return (
        f"{left} {questions} answered in ways that differ, but in no words few and sure enough to stand here: "
        "`truceline findings --contested` lists them."
    )


def _each_answer_once(findings: Iterable[Finding], material: Material) -> list[Finding]:
    """Findings whose answers no other one gives; one that shares half of its answers with another is told with
    it, but for what an agreement measures. What one answers beside another in question is told with that one, where
    its own answers differ by more than what they count."""
    found: list[Finding] = []
    told: list[dict[tuple[str, str, str], None]] = []
    for f in findings:
        answers = {_key_of(f, v, material): v for v in f.values}
        if all(any(k in home for home in told) for k in answers):
            continue
        mine = {k: v for k, v in answers.items() if not any(k in home for home in told)}
        shares = [n for n, home in enumerate(told) if 2 * len(answers.keys() & home.keys()) >= len(answers)]
        home = next((n for n in shares if found[n].kind is f.kind), None)
        if home is None or f.measure or f.kind is not QuestionKind.FIGURE:
            found.append(f)
            told.append(dict.fromkeys(answers))
        elif _of_two_questions(f) and not _of_two_questions(found[home]):
            alone = len(mine) == 1 and f.reason is not Reason.CATEGORY
            left = f.values if alone else tuple(mine.values())
            if not _can_be_one(left):
                found.append(replace(f, values=left))
                told.append(dict.fromkeys(mine))
        else:
            found[home] = replace(found[home], values=(*found[home].values, *mine.values()))
            told[home] |= dict.fromkeys(mine)
    return found


def _can_be_one(values: Iterable[Value]) -> bool:
    """Whether one amount fits all of some answers: then they show no difference."""
    some = list(values)
    return max(v.low or 0.0 for v in some) <= min(v.high if v.high is not None else math.inf for v in some)


def _of_two_questions(finding: Finding) -> bool:
    """Whether its answers can stand together: they answer two questions, or one holds the other."""
    apart = finding.reason in _OTHER_QUESTIONS and not finding.measure
    return finding.verdict is Verdict.COMPATIBLE or apart


def _key_of(finding: Finding, value: Value, material: Material) -> tuple[str, str, str]:
    """By which an answer is known wherever it stands: its words, whether it was done, and where it was given."""
    where = finding.measure or (value.evidence[0].span.report if value.evidence else finding.question)
    return value.text.casefold(), value.mode, where


def _table(heading: str, findings: list[Finding], material: Material) -> Table:
    rows = tuple(row for f in findings for row in _rows(f, material))
    return Table((heading, "Verdict, and why", "Answer", "Given by"), rows)


def _differs(finding: Finding, material: Material) -> bool:
    """Contested answers of every kind; differing and compatible ones only of what can be set side by
    side in a few words."""
    days = {v.date for v in finding.values}
    if finding.kind is QuestionKind.DATE and len(days) == 1 and None not in days:
        return False
    amounts = {(v.low, v.high) for v in finding.values}
    told = {v.text.casefold() for v in finding.values}
    if finding.kind is QuestionKind.FIGURE and (len(amounts) == 1 or len(told) == 1):
        return False
    told_apart = finding.measure or finding.reason in (*_OTHER_QUESTIONS, Reason.PLANNED, Reason.UPDATE)
    if finding.verdict is Verdict.COMPATIBLE and finding.kind is QuestionKind.FIGURE and not told_apart:
        return False
    if finding.kind in WORDED:
        return finding.verdict is Verdict.CONTESTED and not only_ready(finding, material)
    return finding.verdict in _SHOWN and (
        finding.verdict is not Verdict.COMPATIBLE or finding.kind in (QuestionKind.FIGURE, QuestionKind.DATE)
    )


def _chosen(finding: Finding, material: Material) -> tuple[Value, ...]:
    """The values told: of worded answers the first two that say so and the first two that deny. With no agreement to tell
    what is asked, what an outlet writes in its own voice contradicts nobody."""
    if finding.kind is QuestionKind.PARTICIPANTS:
        return tuple(v for v in finding.values if not _outlets_own(v, material))[:_VALUES]
    if finding.kind not in WORDED:
        return tuple(v for v in finding.values if not _part_of_another(v, finding.values))[:_VALUES]
    some = [v for v in finding.values if not any(w in v.text.casefold() for w in english().mutual)]
    denied = [v for v in some if v.mode == "denied" or v.polarity is False]
    others = [v for v in some if v not in denied]
    if material.accord is None and denied:
        denied, others = ([v for v in x if not _outlets_own(v, material)] for x in (denied, others))
        if not denied or not others:
            return ()
    return (*others[:2], *denied[:2])


def _outlets_own(value: Value, material: Material) -> bool:
    """Whether an outlet tells it in its own voice only: then it is not the word of whom the question names."""
    claims = [material.claims[e.claim] for e in value.evidence if e.claim in material.claims]
    return bool(claims) and all(material.is_own(c) for c in claims)


def _part_of_another(value: Value, values: tuple[Value, ...]) -> bool:
    """Whether it is a piece of the same words that give the same day ("night", of "Monday night")."""
    day = (value.date or "").removesuffix("/..")
    return bool(day) and any(
        len(v.text) > len(value.text)
        and (v.date or "").removesuffix("/..") == day
        and (v.mode, v.holders, v.origins) == (value.mode, value.holders, value.origins)
        for v in values
    )


def _rows(finding: Finding, material: Material) -> list[tuple[Cell, ...]]:
    """One row an answer, each with its own words behind it; question and reason stand in the first."""
    told = _chosen(finding, material)
    why = _why(finding, told, material)
    rows: list[tuple[Cell, ...]] = []
    for n, value in enumerate(told):
        value = _in_its_words(finding, value, material)
        answer, given = answer_in_words(finding.kind, value, material), given_by(value, material)
        some = value.evidence[:EVIDENCE]
        spans = behind(f"{answer}, {given}", (e.span for e in some), material)
        rows.append(
            (
                Cell("" if n else _question(finding, material)),
                Cell("" if n else why),
                Cell(answer, spans),
                Cell(given),
            )
        )
    left = sum(not _part_of_another(v, finding.values) for v in finding.values) - len(told)
    left = 0 if finding.kind is QuestionKind.PARTICIPANTS else left
    if left:
        rows.append((Cell(""), Cell(""), Cell(f"and {left} more"), Cell("")))
    return rows


def _question(finding: Finding, material: Material) -> str:
    mark = " (✓ confirmed)" if finding.confirmed else ""
    asked = _WHOSE.sub("", finding.question)
    asked = _one_question(asked.removesuffix(": why they differ"))
    return f"{capital(_as_spelled(days_plain(asked), finding, material))}{mark}"


def _in_its_words(finding: Finding, value: Value, material: Material) -> Value:
    """A date or length of time with the evidence that tells it in its own words, where some does: "six weeks" is
    not cited for "42 days"."""
    if finding.kind is not QuestionKind.DATE:
        return value
    words = fold(value.text)
    same = []
    for e in value.evidence:
        page = material.page(e.span.report)
        around = (
            page.text[slice(*page.around(e.span.start, e.span.end))] if page is not None else e.span.quote
        )
        same += [e] if words in fold(around) else []
    return replace(value, evidence=tuple(same)) if same else value


def _one_question(asked: str) -> str:
    """Two questions set beside each other, as one: what both count is named once."""
    if " / " not in asked:
        return asked
    named, colon, tail = asked.partition(": ")
    parts = [_HOW.sub("", p).strip() for p in named.split(" / ")]
    parts = [
        p
        for n, p in enumerate(parts)
        if not any(p in q and (len(p), -n) < (len(q), -m) for m, q in enumerate(parts) if m != n)
    ]
    return f"{'; '.join(dict.fromkeys(parts))}{colon}{tail}"


def _as_spelled(asked: str, finding: Finding, material: Material) -> str:
    """The words of a question with the capitals that the sentences behind its answers give them within."""
    if finding.measure:
        return asked
    forms: dict[str, str] = {}
    for evidence in (e for v in finding.values for e in v.evidence[:1]):
        page = material.page(evidence.span.report)
        if page is None or page.in_capitals:
            continue
        start, end = page.around(evidence.span.start, evidence.span.end)
        for word in re.findall(r"(?<=[\w,;] )[A-Z][\w.’'-]*", page.text[start:end]):
            forms.setdefault(word.rstrip("’'").casefold(), word.rstrip("’'"))
    return " ".join(forms.get(w.casefold(), w) for w in asked.split(" "))


def _why(finding: Finding, told: Iterable[Value], material: Material) -> str:
    """The verdict and its reason; a reason that names somebody who gives none of the answers `told` in general words."""
    plain = _REASONS[finding.reason] if finding.reason else ""
    reason = days_plain(_VALUES_AGAIN.sub(".", finding.why)) or plain
    givers = fold(" ".join(given_by(v, material) for v in told)).split() if finding.kind in WORDED else []
    named = [fold(w).strip() for w in NAMED.findall(reason[:1].lower() + reason[1:])] if givers else []
    if any(w not in givers and w not in _MONTHS for w in named):
        reason = plain
    days = {d[0] for v in finding.values if (d := days_of(v, material))}
    if finding.reason is Reason.UNEXPLAINED and len(days) > 1 and finding.kind is QuestionKind.FIGURE:
        reason = f"told on different days. {capital(reason)}"
    return capital(f"{finding.verdict.value}: {reason}" if reason else finding.verdict.value)
