"""A day that somebody gives: taken as written, or refused with the day that was meant."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.errors import UsageError
from truceline.model.dates import day_given


@given(st.dates(dt.date(1500, 1, 1), dt.date(2499, 12, 31)))
def test_every_day_is_taken_as_it_is_written(day: dt.date) -> None:
    """And each other way to write it is refused with that day."""
    assert day_given(day.isoformat(), "--as-of") == day.isoformat()
    for other in (f"{day:%d %B %Y}", f"{day:%Y/%m/%d}", f"{day:%Y%m%d}"):
        with pytest.raises(UsageError, match=rf"(?s)^--as-of .*did you mean {day}\?"):
            day_given(other, "--as-of")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("2031-02-30", "no day of the calendar"),
        ("2031-2-3", "did you mean 2031-02-03"),
        ("23/02/2031", "did you mean 2031-02-23"),
        ("02/03/2031", "can be read in two ways, 2031-03-02 and 2031-02-03"),
        ("February 2031", "with its day"),
        ("2031", "with its month and day"),
        ("yesterday", "is no date"),
        ("", "is no date"),
        ("0001-01-01", "no year that can be meant"),
        ("9999-12-31", "no year that can be meant"),
    ],
)
def test_what_is_no_day_is_refused_by_its_own_fault(given: str, told: str) -> None:
    """Whoever mistyped a date reads what is wrong with it, and no example of another agreement."""
    with pytest.raises(UsageError, match=f"(?s)^--since .*{told}.*") as refused:
        day_given(given, "--since")
    assert "YYYY-MM-DD" in str(refused.value)
