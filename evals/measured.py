"""The weights by which two measures are told to be of one thing, learned from what careful readers set side by side.

    python -m evals.measured FOLDER [FOLDER ...] [--write FILE]

Each folder holds conflicts (folders of reports) and `cross.yaml` with their questions and traps, in the form of
`evals/kinds/cross.yaml`. Measures that stand in one question are of one thing; all others of one dimension are taken
for two, which is not always so: a reader asks of those that matter. Prints, with each conflict weighed by what was
learned of the others, how many of its questions and of those others lie above each sum; then the weights.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from truceline import read
from truceline.model.plain_yaml import plain_yaml
from truceline.weighing.measured import Measure, signs
from truceline.weighing.weigher import Weigher

Signs = Mapping[str, float]
Vector = NDArray[np.float64]
ASKED, TRAP = 2.0, 10.0
"""What a pair of a question counts, and one that must not meet."""
EVEN = 2.0
"""How much weights are held near nought."""
ROUNDS, STEPS = 4, 15


class Pairs(NamedTuple):
    """What one conflict teaches."""

    asked: list[list[Signs]]
    """Of each two answers of a question, the pairs of measures that may be meant."""
    others: list[Signs]
    traps: list[bool]
    """Which of the others must not meet."""


def pairs_of(folder: Path) -> Iterator[Pairs]:
    """The pairs of measures of each conflict in a folder."""
    gold: dict[str, Any] = plain_yaml((folder / "cross.yaml").read_text("utf-8"))
    for home in sorted(p for p in folder.iterdir() if p.is_dir()):
        read_ones = list(read([home]))
        texts = {f"{home.name}/{Path(r.path).stem}": r for r, _ in read_ones}
        weigher = Weigher(None)
        for report, reading in read_ones:
            weigher.add(report, reading)
        weigher.update()
        told = list(weigher.measures())

        def at(report: str, words: str, texts: Any = texts, told: Sequence[Measure] = told) -> set[int]:
            found = re.search(r"[\s>]+".join(map(re.escape, words.split())), texts[report].text)
            spans = ((n, m.answer.span) for n, m in enumerate(told)) if found else ()
            return {
                n
                for n, s in spans
                if found
                and s.report == texts[report].id
                and s.start <= found.end()
                and s.end >= found.start()
            }

        groups, together, traps = [], set[frozenset[int]](), set[frozenset[int]]()
        for q in (q for q in gold["questions"] if q["conflict"] == home.name):
            for one, other in combinations([at(v["report"], v["words"]) for v in q["values"]], 2):
                groups.append([(i, j) for i in sorted(one) for j in sorted(other) if i != j])
                together |= {frozenset(pair) for pair in groups[-1]}
        for t in (t for t in gold.get("traps") or () if t["conflict"] == home.name):
            one, other = (at(*figure) for figure in t["figures"][:2])
            traps |= {frozenset((i, j)) for i in one for j in other}
        like = [
            (i, j)
            for i, j in combinations(range(len(told)), 2)
            if told[i].dimension == told[j].dimension and frozenset((i, j)) not in together
        ]
        asked: list[list[Signs]] = [
            [signs(told[i], told[j]) for i, j in g if told[i].dimension == told[j].dimension] for g in groups
        ]
        yield Pairs(
            [g for g in asked if g],
            [signs(told[i], told[j]) for i, j in like],
            [frozenset(pair) in traps for pair in like],
        )


def vector(told: Signs, names: Sequence[str]) -> Vector:
    """Signs as numbers, the last for the start."""
    return np.array([*(told.get(n, 0.0) for n in names), 1.0])


def fitted(learned: Sequence[Pairs], names: Sequence[str]) -> Vector:
    """The weights, those of the start last: of what a question may mean the likeliest pair is taken."""
    known = [
        ([np.array([vector(s, names) for s in g]) for g in p.asked], [vector(s, names) for s in p.others])
        for p in learned
    ]
    even = np.full(len(names) + 1, EVEN)
    even[-1] = 1e-6
    weights = np.zeros(len(names) + 1)
    count = [TRAP if trap else 1.0 for p in learned for trap in p.traps]
    for _ in range(ROUNDS):
        one = [g[np.argmax(g @ weights)] for asked, _ in known for g in asked]
        told = np.array([*one, *(v for _, others in known for v in others)])
        truth = np.array([1.0] * len(one) + [0.0] * len(count))
        much = np.array([ASKED] * len(one) + count)
        for _ in range(STEPS):
            likely = 1 / (1 + np.exp(-np.clip(told @ weights, -30, 30)))
            slope = told.T @ (much * (likely - truth)) + even * weights
            bend = (told * (much * likely * (1 - likely))[:, None]).T @ told + np.diag(even)
            weights = weights - np.linalg.solve(bend, slope)
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(prog="evals.measured", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--write", type=Path, help="where to write the weights")
    asked = parser.parse_args()
    learned = [p for folder in asked.folders for p in pairs_of(folder)]
    names = sorted({n for p in learned for s in (*p.others, *(s for g in p.asked for s in g)) for n in s})
    meant: list[float] = []
    others: list[float] = []
    for k, left in enumerate(learned):
        weights = fitted([*learned[:k], *learned[k + 1 :]], names)
        meant += [max(float(vector(s, names) @ weights) for s in g) for g in left.asked]
        others += [float(vector(s, names) @ weights) for s in left.others]
    for least in (-2.0, -1.5, -1.0, -0.5, 0.0):
        above = sum(s >= least for s in meant), sum(s >= least for s in others)
        print(f"{least:5.1f}: {above[0]} of {len(meant)} asked, {above[1]} of {len(others)} others")
    weights = fitted(learned, names)
    lines = [f"  {n}: {w:.2f}" for n, w in zip(("start", *names), np.roll(weights, 1), strict=True)]
    print("\n".join(lines))
    if asked.write:
        asked.write.write_text("weights:\n" + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
