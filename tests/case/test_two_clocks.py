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
        with pytest.raises(UsageError, match="lies after"):
            diff_rows(case, day, day, None, ("2025-02-28", "2025-02-24"))
