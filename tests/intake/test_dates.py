"""Publication dates: where they come from, and how much of them is known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.intake.test_text import WORDS, one, put

from truceline.intake import last_day, partial_date, take, take_all
from truceline.model.dates import UnclearDate
from truceline.model.report import DateBasis


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2031-03-04", "2031-03-04"),
        ("2031-03", "2031-03"),
        ("2031", "2031"),
        ("2031-03-XX", "2031-03"),
        ("2031-03-04T23:30:00-05:00", "2031-03-04"),
        ("2031-03-04T00:30:00.000Z", "2031-03-04"),
        ("2031-03-04 23:30", "2031-03-04"),
        ("20310304", "2031-03-04"),
        ("2031/03/04", "2031-03-04"),
        ("Tue, 04 Mar 2031 23:30:00 -0500", "2031-03-04"),
        ("4 March 2031", "2031-03-04"),
        ("March 4, 2031", "2031-03-04"),
        ("Sept. 4th, 2031", "2031-09-04"),
        ("Tuesday, March 4, 2031 at 10:15 pm EST", "2031-03-04"),
        ("March 2031", "2031-03"),
        ("27/02/2031", "2031-02-27"),
        ("02/27/2031", "2031-02-27"),
        ("03.03.2031", "2031-03-03"),
    ],
)
def test_dates_are_read_with_the_precision_that_they_have(words: str, date: str) -> None:
    """The day is the one that the outlet wrote, in its own zone."""
    assert partial_date(words) == date


@pytest.mark.parametrize(
    "words", ["", "soon", "2031-02-30", "2031-13", "02/03/2031", "31", "2031-XX-04", "0000"]
)
def test_what_is_no_date_or_two_is_refused(words: str) -> None:
    """The message quotes what was given."""
    with pytest.raises(UnclearDate, match=f"{words!r}"):
        partial_date(words)


@given(st.text(max_size=40))
def test_any_words_give_a_date_or_a_clear_error(words: str) -> None:
    """Never another exception; a date that was read reads again as itself."""
    try:
        read = partial_date(words)
    except UnclearDate:
        return
    assert partial_date(read) == read


@given(st.dates(min_value=date(1000, 1, 1)))
def test_the_last_day_of_a_partial_date_is_its_end(day: date) -> None:
    """Of a day itself, of a month its last, of a year 31 December."""
    whole = day.isoformat()
    assert last_day(whole) == whole
    assert last_day(whole[:7]) >= whole
    assert date.fromisoformat(last_day(whole[:7])).month == day.month
    assert last_day(whole[:4]) == f"{whole[:4]}-12-31"


def test_the_document_goes_before_side_file_before_option_before_what_is_inferred(tmp_path: Path) -> None:
    """Each is asked only where the one before is silent; a side file that differs is noted."""
    asked: list[str] = []

    def date_of(text: str) -> str | None:
        asked.append(text)
        return "2031-03-01"

    path = put(tmp_path, "a.txt", f"Published: 4 March 2031\n\n{WORDS}")
    side = put(tmp_path, "a.meta.json", '{"published": "2031-03-03"}')

    def dated() -> tuple[str | None, DateBasis]:
        [[taken], _] = take_all([path], published="2031-03-02", date_of=date_of)
        return taken.report.published, taken.report.date_basis

    assert dated() == ("2031-03-04", DateBasis.DOCUMENT)
    assert any("2031-03-03" in note for note in one(path).notes)
    path.write_text(WORDS)
    assert dated() == ("2031-03-03", DateBasis.SIDE_FILE)
    side.unlink()
    assert dated() == ("2031-03-02", DateBasis.OPTION)
    assert asked == []
    [[taken], _] = take_all([path], date_of=date_of)
    assert (taken.report.published, taken.report.date_basis) == ("2031-03-01", DateBasis.INFERRED)
    assert asked == [WORDS]
    assert any("inferred" in note for note in taken.report.notes)
    report = one(path)
    assert (report.published, report.date_basis, report.available_at) == (None, DateBasis.NONE, None)
    assert any(note.startswith("publication date not known") for note in report.notes)


def test_an_address_that_carries_its_date_is_a_sign_of_it(tmp_path: Path) -> None:
    """A whole date goes before the text's, a month only where the text does not say the day."""
    path = put(tmp_path, "a.txt", WORDS)
    report = one(path, address="https://arvel.example/news/2031/03/04/bridge")
    assert (report.published, report.date_basis) == ("2031-03-04", DateBasis.INFERRED)
    month = "https://arvel.example/2031/03/bridge"
    assert one(path, address=month).published == "2031-03"
    [[taken], _] = take_all([path], address=month, date_of=lambda text: "2031-03-05")
    assert taken.report.published == "2031-03-05"
    assert one(path, address="https://arvel.example/2031/story-1980").published is None


def test_known_from_the_fetch_where_one_is_told_else_from_the_end_of_the_date(tmp_path: Path) -> None:
    """A month is known by its last day."""
    path = put(tmp_path, "a.txt", WORDS)
    assert one(path, published="2031-02").available_at == "2031-02-28"
    report = one(path, published="2031-02", fetched_at="2031-02-03T08:00:00Z")
    assert (report.available_at, report.known_on) == ("2031-02-03T08:00:00Z", "2031-02-03")


@pytest.mark.parametrize(
    "head",
    [
        "Published: 4 March 2031",
        "Published on March 4, 2031",
        "**Date:** 2031-03-04",
        "Posted: 2031-03-04 10:00",
    ],
)
def test_a_line_that_says_when_it_was_published_is_the_documents_date(tmp_path: Path, head: str) -> None:
    """Among the first lines; the text stays as it is."""
    text = f"Bridge reopens\n{head}\n\n{WORDS}"
    report = one(put(tmp_path, "a.md", text))
    assert (report.published, report.date_basis, report.text) == ("2031-03-04", DateBasis.DOCUMENT, text)


def test_front_matter_tells_of_a_markdown_file(tmp_path: Path) -> None:
    """Outlet, date, address, title; the offsets count from the beginning of the file."""
    head = '---\ntitle: "Bridge: open"\nsource: Arvel Post\ndate: 2031-03-04\nurl: https://a.example/1\n---\n'
    report = one(put(tmp_path, "a.md", head + WORDS))
    assert (report.outlet, report.title, report.published) == ("Arvel Post", "Bridge: open", "2031-03-04")
    assert report.address == "https://a.example/1"
    assert report.text.index(WORDS) == len(head)


def test_words_about_a_date_in_the_story_are_not_its_date(tmp_path: Path) -> None:
    """A sentence is no heading."""
    text = f"Published reports on 4 March 2031 said so.\nDate night in Arvel.\n{WORDS}"
    [taken] = take(put(tmp_path, "a.txt", text))
    assert taken.report.published is None
