"""Views of one case weigh together, and each as if it were alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.case.test_case import make, write

from truceline.case import Library
from truceline.case.scales import Scales

REPORTS = (
    ("2025-02-26", "Mediators said on Wednesday that talks on the second phase had begun in Cairo."),
    (
        "2025-02-27",
        "Hamas said that 620 prisoners were released on Thursday.\n\nIsrael said 602 were released.",
    ),
    ("2025-02-28", "According to the Hill Post, Hamas said that 620 prisoners were released on Thursday."),
    (
        "2025-03-01",
        "An Israeli official said that the army would not withdraw from the Philadelphi corridor.",
    ),
)


@pytest.fixture(scope="module")
def library() -> Library:
    return Library()


def test_going_back_and_forth_between_dates_weighs_each_as_if_it_were_alone(
    tmp_path: Path, library: Library
) -> None:
    """In whatever order the dates are asked for, with what people decided on each."""
    with make(tmp_path / "c", library) as case:
        for n, (day, text) in enumerate(REPORTS):
            case.add([write(tmp_path / "in", f"r{n}", text, outlet=f"Outlet {n}", published=day)])
        last = replace(case.view("2025-03-01"), memory=None)
        for day in ("2025-02-27", "2025-03-01", "2025-02-26", "2025-02-28", "2025-03-01"):
            shared = replace(last.at(day), memory=None)
            alone = replace(shared, scales=Scales(last.agreement.vocabulary))
            assert shared.lineages == alone.lineages
            assert shared.weighing == alone.weighing
