"""How long something lasts, as told: "the 42-day phase", "six weeks of the first phase"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from truceline.model.reading import When, WhenType
from truceline.model.weighing import Finding, Lineage, QuestionKind, Reason, Verdict
from truceline.weighing.answers import Answer, Ruling, finding
from truceline.weighing.nodes import Node
from truceline.weighing.verdicts import agreeing, weigh_dates
from truceline.weighing.words import Pack, classes, words

LENGTH = re.compile(r"^P(\d+(?:\.\d+)?)([YMWD])$")
DAYS = {"Y": 365.25, "M": 30.44, "W": 7.0, "D": 1.0}
_ORDER = 2.0
"""A length more than so many times another is of another thing."""


def just_before(node: Node, when: When, reach: int) -> str:
    return node.report.text[max(0, when.span.start - reach) : when.span.end]


def length_of(node: Node, when: When, line: Lineage) -> tuple[str, Answer] | None:
    """How long something lasts: "the 42-day phase", "six weeks of the first phase"."""
    match = LENGTH.match(when.value)
    if (
        when.type is not WhenType.DURATION
        or not match
        or node.pack.turn("within", just_before(node, when, 14))
    ):
        return None
    text = node.report.text
    if node.pack.turn("offset", text[when.span.end : when.span.end + 10].lstrip().split(" ")[0]):
        return None  # "a day after the truce": how far off, not how long
    after = classes(text[when.span.end : when.span.end + 60].split("\n")[0], node.pack)[:4]
    inside = classes(when.span.quote, node.pack)
    thing = next((c for c in (*inside, *after) if c in node.pack.lasting), None)
    thing = thing or _plain_phase(text[max(0, when.span.start - 24) : when.span.end + 20], after, node.pack)
    if thing is None:
        return None
    thing = "war" if node.pack.lasting[thing] == node.pack.lasting.get("war") else thing
    days = float(match[1]) * DAYS[match[2]]
    slack = 0.0 if match[2] in "DW" else 15.5 if match[2] == "M" else 183
    if thing == "war" and match[2] == "W":
        slack = 3.5  # what still goes on is told in whole weeks
    low, high = days - slack, days + slack
    answer = Answer(when.span.quote, when.span, node, line, low, high, date=when.value, key=str(round(days)))
    return thing, answer


def _plain_phase(around: str, after: tuple[str, ...], language: Pack) -> str | None:
    """ "The initial 42-day phase": the ordinal stands on the other side of the length."""
    if not after or after[0] != "phase":
        return None
    found = words(around.split("\n")[-1], language)
    return next((name for ordinal, name in language.ordinals.items() if ordinal in found), None)


def length_findings(key: str, question: str, answers: Sequence[Answer]) -> list[Finding]:
    """How long it lasts or has lasted; lengths of another order are of another thing of its kind."""
    found = []
    for n, some in enumerate(_of_one_order(answers)):
        lows = [a.low for a in some if a.low is not None]
        highs = [a.high for a in some if a.high is not None]
        name, id = (question, key) if not n else (f"{question} ({some[0].text})", f"{key}|{n}")
        if len({a.key for a in some}) > 1 and max(lows) <= min(highs):
            said = ", ".join(f"“{t}”" for t in sorted({a.text for a in some})[:4])
            ruling = Ruling(Verdict.COMPATIBLE, Reason.ROUNDING, f"One length can meet them all: {said}.")
        elif max(lows) <= min(highs):
            ruling = agreeing(some, "length")
        else:
            ruling = weigh_dates(some)
        found.append(finding(QuestionKind.FIGURE, f"length|{id}", name, some, ruling))
    return found


def _of_one_order(answers: Sequence[Answer]) -> list[list[Answer]]:
    """The answers of one order of length together, those of most answers first."""
    parts: list[list[Answer]] = []
    for answer in sorted(answers, key=lambda a: a.low or 0.0):
        if parts and (answer.low or 0.0) <= _ORDER * (parts[-1][-1].high or 0.0):
            parts[-1].append(answer)
        else:
            parts.append([answer])
    place = {id(a): n for n, a in enumerate(answers)}
    parts = [sorted(p, key=lambda a: place[id(a)]) for p in parts]
    return sorted(parts, key=lambda p: (-len(p), place[id(p[0])]))
