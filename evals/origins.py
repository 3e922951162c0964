"""Which claims go back to one origin, in reports of conflicts that nobody has described: raw text to lineages.

The texts of `evals/kinds/` and what a careful reader finds in them (`origins.yaml`) were written by
somebody who had not seen the code. A pair counts as joined where a claim at the one place shares an
origin with a claim at the other; a pair with a claim that was not read counts as missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from truceline import read
from truceline.model.reading import Manner, Reading
from truceline.model.report import Report
from truceline.weighing import trace_lineages

__all__ = ["KINDS", "Traced", "traced"]

KINDS = Path(__file__).parent / "kinds"
Told = tuple[str, str]
"""A report, and words of it."""


@dataclass(slots=True)
class Traced:
    """What was asked and what was joined; the words of what was missed and what was wrongly joined."""

    asked: int = 0
    joined: int = 0
    apart: int = 0
    forbidden: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """Of the pairs that are one origin, look-alikes that were joined counting against it."""
        return 2 * self.joined / (self.joined + self.forbidden + self.asked) if self.asked else 0.0


@dataclass(slots=True)
class _Conflict:
    by_name: dict[str, tuple[Report, Reading]]
    origins: dict[str, str]

    def of(self, told: Told) -> set[str]:
        """The origins of the claims that hold these words: attributed ones before an outlet's own. Where no claim
        holds the first of them, which may be a cue ("said that it ..."), those that begin within them."""
        report, reading = self.by_name[told[0].partition("/")[2]]
        pattern = r"[\s>]+".join(map(re.escape, told[1].split()))
        found = re.search(pattern, report.text)
        if found is None:
            raise ValueError(f"{told[0]}: no such words: {told[1]}; mend origins.yaml")
        first, end = found.span()
        held = [c for c in reading.claims if any(s.start <= first + 3 and first < s.end for s in c.content)]
        held = held or [
            c for c in reading.claims if first < c.start < end and c.cue and first <= c.cue.start < end
        ]
        said = [c for c in held if c.manner is not Manner.OWN]
        return {self.origins[c.id] for c in said or held}


def _conflict(folder: Path) -> _Conflict:
    pairs = list(read([folder]))
    reports, readings = [r for r, _ in pairs], [x for _, x in pairs]
    lines = trace_lineages(reports, readings, None)
    return _Conflict(
        {Path(r.path).stem: (r, x) for r, x in pairs},
        {m.claim: line.origin for line in lines for m in line.members},
    )


def _pairs(rows: list[dict[str, Any]], name: str) -> Iterator[tuple[str, Told, Told]]:
    for row in rows:
        members = [(str(r), str(w)) for r, w in row["members"]]
        if members[0][0].startswith(f"{name}/"):
            for one, other in combinations(members, 2):
                yield str(row["why"]), one, other


def traced(folder: Path = KINDS) -> dict[str, Traced]:
    """Conflict -> what is traced in it, without an accord and without a vocabulary."""
    gold = yaml.safe_load((folder / "origins.yaml").read_text("utf-8"))
    found = {}
    for home in sorted(p for p in folder.iterdir() if p.is_dir()):
        conflict, score = _conflict(home), Traced()
        for why, one, other in _pairs(gold["together"], home.name):
            if one[0] == other[0]:
                continue  # one report: that is the reader's to tell
            score.asked += 1
            if conflict.of(one) & conflict.of(other):
                score.joined += 1
            else:
                score.missed.append(f"{why}: {one[0]} “{one[1]}”, {other[0]} “{other[1]}”")
        for why, one, other in _pairs(gold["apart"], home.name):
            score.apart += 1
            if conflict.of(one) & conflict.of(other):
                score.forbidden += 1
                score.wrong.append(f"{why}: {one[0]} “{one[1]}”, {other[0]} “{other[1]}”")
        if score.asked:
            found[home.name] = score
    return found
