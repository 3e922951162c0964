"""The signs by which measures are told to be of one thing, and what each weighs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from evals.measured import vector

from truceline import read
from truceline.weighing.measured import Measure, likely, signs, weights
from truceline.weighing.weigher import Weigher

TOLD = (
    "The ferry at Tella Ford stood still for five days, the harbour office said on Monday.\n\n"
    "The patrol walked 12 kilometres along the ridge, and will walk 20 kilometres next week, the council said.\n\n"
    "The ferry at Tella Ford stood still for a week, a fisherman said. The guns have been silent for two years.\n\n"
    "A patrol of the council walked about 7 miles along the ridge on Sunday."
)


@pytest.fixture
def told(tmp_path: Path) -> list[Measure]:
    weigher = Weigher(None)
    for n, day in enumerate(("2033-05-02", "2033-05-09")):
        (tmp_path / f"{n}.txt").write_text(f"{day}\n\n{TOLD}\n\nTold for number {n}.", "utf-8")
    for report, reading in read([tmp_path]):
        weigher.add(report, reading)
    return list(weigher.measures())


def test_the_signs_are_those_that_the_table_weighs(told: list[Measure]) -> None:
    """A sign without a weight counts for nothing, and a weight without a sign is never asked; nobody would see it."""
    pairs = [(a, b) for a in told for b in told if a is not b and a.dimension == b.dimension]
    alike = [*pairs, *((a, replace(a, on="another")) for a in told)]
    heads = [(replace(a, head="road", words=frozenset(("wall",))), b) for a, b in alike]
    unlike = [
        *((replace(a, known=True), replace(b, known=True, head="wall")) for a, b in heads),
        *((a, replace(b, head="wall")) for a, b in heads),
        *((a, replace(b, head="road")) for a, b in heads),
        *((replace(a, going_on=True), replace(b, going_on=True)) for a, b in alike),
    ]
    assert {name for a, b in (*alike, *unlike) for name in signs(a, b)} == weights().keys() - {"start"}


def test_the_table_and_the_training_add_up_to_the_same(told: list[Measure]) -> None:
    """Weights are learned on the vector that the sum is made of, the start last."""
    names = sorted(weights().keys() - {"start"})
    by_name = [*(weights()[n] for n in names), weights()["start"]]
    one, other = next((a, b) for a in told for b in told if a is not b and a.dimension == b.dimension)
    assert vector(signs(one, other), names) @ by_name == pytest.approx(likely(one, other))
