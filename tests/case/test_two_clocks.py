"""Two pairs of dates compared: the world's day stands still, and what is known of it moves."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline import Case
from truceline.case.sample import sample_folder
from truceline.case.telling import diff_rows
from truceline.errors import UsageError


def test_one_day_as_known_on_two_days(tmp_path: Path) -> None:
    """What later reports tell of a day moves its board; known on one day, nothing does."""
    week = sorted(sample_folder().glob("2025-02-2[1-8]*.txt"))
    with Case.create(tmp_path / "case", "gaza-2025-01") as case:
        case.add(week)
        day = "2025-02-26"
        assert diff_rows(case, day, day, None) == []
        assert diff_rows(case, day, day, None, ("2025-02-24", "2025-02-28"))
        whole = diff_rows(case, "2025-02-03", "2025-02-28", None)
        for row in whole:
            same = row["word"][0] == row["word"][1] and row["evidence"][0] == row["evidence"][1]
            assert row["now"] or row["no_longer"] or not same, row
        assert [r for r in whole if r["by_calendar"]] and [
            r for r in whole if r["on"] and not r["by_calendar"]
        ]
        with pytest.raises(UsageError, match="lies after"):
            diff_rows(case, day, day, None, ("2025-02-28", "2025-02-24"))
