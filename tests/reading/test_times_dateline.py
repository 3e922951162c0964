"""The date that a report gives of itself."""

from __future__ import annotations

import time

import pytest

from truceline.reading.times.dateline import date_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("REEDHAM, 14 SEP 89 (MARSHNEWS) -- [TEXT] THE MILITIA LEFT THE QUAY.", "1989-09-14"),
        ("Militia leaves the quay\nPublished on 3 May 2031, 10:15 GMT\n\nThe militia left.", "2031-05-03"),
        ("Militia leaves the quay\nMay 3, 2031 4:15 PM\nThe militia left.", "2031-05-03"),
        ("Militia leaves the quay\n2031-05-03\n\nThe militia left.", "2031-05-03"),
        ("REEDHAM, 3 May 2031\n\nThe militia left.", "2031-05-03"),
        ("Militia leaves\nPort Reed, Orlu, May 3, 2031\nThe militia left.", "2031-05-03"),
        ("REEDHAM (Marsh Agency), Tuesday, May 6, 2031 — The militia left.", "2031-05-06"),
    ],
)
def test_a_dateline_is_read(text: str, value: str) -> None:
    """An agency's dateline, a "Published" line and a date alone on a line give the date, with its words."""
    found = date_of(text)
    assert found is not None
    got, (start, end) = found
    assert got == value
    assert text[start:end].strip()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The accord of May 3, 2031, was never kept, the council said.",
        "A bridge near Reedham, May 3, 2031. (Agency Photo)",
        "REEDHAM, May 3 (MARSHNEWS) -- The militia left.",
        "On 31 February 2031 nothing happened.\n31 February 2031\n",
    ],
)
def test_other_dates_are_not_taken_for_it(text: str) -> None:
    """A date in a sentence or a caption, without a year, or that does not exist is no dateline."""
    assert date_of(text) is None


@pytest.mark.parametrize("piece", ["1", "A", " ", "1 May ", "Published ", "(", "REEDHAM, "])
def test_it_takes_no_time_on_hostile_text(piece: str) -> None:
    """100,000 hostile characters are looked through at once."""
    began = time.process_time()
    date_of((piece * 100_000)[:100_000])
    assert time.process_time() - began < 0.2
