"""A report whose date or outlet is told after it was added: one report, dated, and never two."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from truceline.case import Case

WORDS = "The ferry guild said that 12 boats had crossed at Lowmark.\n"


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.day = "2031-05-20"

    def __call__(self) -> dt.datetime:
        return dt.datetime.fromisoformat(f"{self.day}T12:00:00+00:00")


@pytest.fixture
def made(tmp_path: Path) -> Iterator[tuple[Case, Path, Clock]]:
    """A case on no agreement, a file to be added, and the case's clock."""
    file, clock = tmp_path / "note.txt", Clock()
    file.write_text(WORDS, "utf-8")
    with Case.create(tmp_path / "case", None, person="A. Monitor", clock=clock) as case:
        yield case, file, clock


def dated(file: Path, day: str) -> None:
    """Tell the date of a file beside it."""
    file.with_name("note.meta.json").write_text(json.dumps({"published": day}), "utf-8")


@pytest.mark.parametrize("outlet", [None, "Fen Herald"])
def test_the_date_that_a_report_lacked_is_taken_when_it_is_told(
    made: tuple[Case, Path, Clock], outlet: str | None
) -> None:
    """What the note at adding advises does what it says: the report has its date and outlet, and counts once."""
    case, file, _ = made
    [first] = case.add([file]).new
    [told] = case.add([file], published="2031-05-06", outlet=outlet).new
    assert (told.published, told.outlet, told.version_of) == ("2031-05-06", outlet, first.id)
    assert list(case.view().reports) == [told.id]
    again = case.add([file], published="2031-05-06", outlet=outlet)
    assert not again.new and again.known[0].id == told.id and not again.stays
    assert case.verify().entries == 3


def test_a_date_is_mended_in_the_side_file_and_by_no_option(made: tuple[Case, Path, Clock]) -> None:
    """An option tells of all files of a call; it is said which date stays. Back and forth is no clash of ids."""
    case, file, _ = made
    case.add([file], published="2031-05-06")
    by_option = case.add([file], published="2031-05-07")
    assert not by_option.new and by_option.stays[0][1] == ("published",)
    for day in ("2031-05-07", "2031-05-06", "2031-05-07"):
        dated(file, day)
        assert case.add([file]).new[0].published == day
        assert [r.published for r in case.view().reports.values()] == [day]
    assert case.verify().entries == 5


def test_what_could_be_known_before_a_date_was_told_stays_as_it_was(
    made: tuple[Case, Path, Clock],
) -> None:
    """The older version is what was known then, and does not come back when its own date has come."""
    case, file, clock = made
    dated(file, "2031-06-04")
    case.add([file])
    assert not case.view().reports
    clock.day = "2031-05-22"
    dated(file, "2031-05-04")
    case.add([file])
    shown: Callable[[str], list[str | None]] = lambda day: [  # noqa: E731
        r.published for r in case.view(day).reports.values()
    ]
    assert shown("2031-05-21") == []
    assert shown("2031-05-22") == shown("2031-07-01") == ["2031-05-04"]


def test_one_text_of_two_outlets_stays_two_reports(made: tuple[Case, Path, Clock]) -> None:
    """Only a report that nobody had named an outlet for is the same report under its outlet."""
    case, file, _ = made
    case.add([file], outlet="Fen Herald")
    case.add([file], outlet="Marsh Post")
    other = file.with_name("other.txt")
    other.write_text(WORDS, "utf-8")
    case.add([other])
    assert len(case.view().reports) == 3
