"""Which accord a report is about."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.reading.made_pages import report_of
from tests.reading.made_vocabulary import LOWMARK

from truceline.model.report import Report
from truceline.reading.choose import choose

INSTALLED = {"lowmark-2031-05": LOWMARK}
BOTH = "The Uplands and the Marsh League kept the river truce on the Long River."


def test_parties_place_and_truce_in_its_time_choose_it() -> None:
    """All signs, in time: the accord, and why."""
    chosen, why = choose(report_of(BOTH), INSTALLED)
    assert chosen == "lowmark-2031-05"
    assert "uplands" in why


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("The Uplands opened a bridge on the Long River.", "2031-05-06"),
        (BOTH, "2029-01-01"),
        (BOTH, None),
        ("The weather was fine.", "2031-05-06"),
        (BOTH + " Peru and Chile and Kenya and Norway and Japan and China spoke of fish.", "2031-05-06"),
    ],
    ids=["a party is missing", "another time", "no date at all", "no sign", "mostly about others"],
)
def test_weak_signs_choose_nothing_and_say_why(text: str, published: str | None) -> None:
    """No accord is ever the silent default."""
    chosen, why = choose(replace(report_of(text), published=published), INSTALLED)
    assert chosen is None
    assert why


def test_an_undated_report_may_tell_the_date_itself() -> None:
    """A report without a date that tells the agreement's own date is taken."""
    report = replace(report_of(BOTH + " It began on 4 May 2031."), published=None)
    assert choose(report, INSTALLED)[0] == "lowmark-2031-05"


def test_two_equal_accords_choose_nothing() -> None:
    """Where two fit alike, a person must say which."""
    chosen, why = choose(report_of(BOTH), {"a": LOWMARK, "b": LOWMARK})
    assert chosen is None
    assert "--accord" in why


def _real(shared: Path, folder: str) -> list[Report]:
    reports = []
    for file in sorted((shared / folder).glob("*.txt")):
        text = file.read_text("utf-8")
        side = json.loads(file.with_name(f"{file.stem}.meta.json").read_text("utf-8"))
        reports.append(replace(report_of(text), published=side.get("published")))
    return reports


@pytest.mark.parametrize(
    ("folder", "accord"),
    [
        ("seeds", "gaza-2025-01"),
        ("reports/minsk-2015-02", "minsk-2015-02"),
        ("reports/gaza-2014-07", None),
        ("reports/afghanistan-2020", None),
        ("reports/colombia-1989-90", None),
        ("reports/syria-turkey-2019-10", None),
        ("reports/us-iran-2026", None),
    ],
)
def test_real_reports_get_their_accord_or_none(shared: Path, folder: str, accord: str | None) -> None:
    """Reports of other wars, also of an earlier one between the same parties, get none."""
    from truceline.accord.vocabulary import load_vocabulary

    accords = Path(__file__).resolve().parents[2] / "accords"
    installed = {f.parent.name: load_vocabulary(f) for f in sorted(accords.glob("*/vocabulary.yaml"))}
    assert {choose(r, installed)[0] for r in _real(shared, folder)} == {accord}
