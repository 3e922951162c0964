"""Differing figures of invented conflicts that no accord describes, against what a careful reader says of them.

`evals/kinds/cross.yaml` has the questions, each with the figures that answer it, a verdict and a reason, and traps:
figures that must not stand together unless it is told what they count differently.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from truceline import read
from truceline.case.whose import as_the_reports_have_it
from truceline.model.plain_yaml import plain_yaml
from truceline.model.report import Report
from truceline.model.weighing import Finding, QuestionKind
from truceline.weighing import weigh

KINDS = Path(__file__).parent / "kinds"
TOLD = frozenset({"category", "window", "cumulative", "planned", "object"})
ASKED = (QuestionKind.FIGURE, QuestionKind.DATE, QuestionKind.OCCURRENCE)


class Weighed:
    """One conflict weighed: its reports by name, and its findings."""

    def __init__(self, folder: Path, conflict: str) -> None:
        pairs = list(read([folder / conflict]))
        self.reports: dict[str, Report] = {f"{conflict}/{Path(r.path).stem}": r for r, _ in pairs}
        readings = as_the_reports_have_it([x for _, x in pairs])
        self.findings = weigh([r for r, _ in pairs], readings, None).findings

    def stands(self, finding: Finding, report: str, words: str) -> set[int]:
        """Which values of a finding stand at these words of a report."""
        told = self.reports[report]
        at = re.search(r"[\s>]+".join(map(re.escape, words.split())), told.text)
        if at is None:
            raise ValueError(f"{report} does not hold {words!r}")
        return {
            n
            for n, value in enumerate(finding.values)
            for e in value.evidence
            if e.span.report == told.id and e.span.start <= at.end() and e.span.end >= at.start()
        }

    def best(self, figures: Iterable[tuple[str, str]]) -> Finding | None:
        """The finding in which most of the figures stand, two at the least; of those the one with the fewest
        values."""
        told = list(figures)
        ranked = []
        for n, f in enumerate(self.findings):
            hit = sum(bool(self.stands(f, *figure)) for figure in told)
            if hit >= min(2, len(told)):
                ranked.append(((f.kind in ASKED, hit, -len(f.values), -n), f))
        return max(ranked, key=lambda r: r[0])[1] if ranked else None


def questions_of(folder: Path = KINDS, name: str = "questions") -> dict[str, float]:
    """Shares of the questions of `folder` covered and rightly explained, and of the traps that were not
    sprung; under `name`."""
    gold: dict[str, Any] = plain_yaml((folder / "cross.yaml").read_text("utf-8"))
    weighed = {c: Weighed(folder, c) for c in sorted({q["conflict"] for q in gold["questions"]})}
    covered = right = 0
    asked = gold["questions"]
    for q in asked:
        found = weighed[q["conflict"]].best((v["report"], v["words"]) for v in q["values"])
        if found is None:
            continue
        covered += 1
        good = {q["verdict"], q.get("reason"), *(q.get("also") or ())}
        right += found.verdict.value in good or (found.reason is not None and found.reason.value in good)
    sprung = sum(_sprung(weighed[t["conflict"]], t["figures"]) for t in gold["traps"])
    return {
        f"{name}.covered": covered / len(asked),
        f"{name}.verdict or reason": right / len(asked),
        f"{name}.no trap sprung": float(sprung == 0),
    }


def _sprung(weighed: Weighed, figures: list[list[str]]) -> bool:
    for f in weighed.findings:
        told = f.reason is not None and f.reason.value in TOLD
        if f.kind is QuestionKind.FIGURE and not told and all(weighed.stands(f, *at) for at in figures):
            return True
    return False
