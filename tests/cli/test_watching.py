"""The watch-list and the levels of implementation, on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.test_commands import good

NAME = "minsk-2015-02"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case in which one patrol looked and one party complained."""
    folder = tmp_path / "case"
    good("init", folder, "--accord", NAME, "--person", "A. Monitor")
    call = ("--basis", "told", "--found", "alleged", "--teller", "Kyiv", "--teller-actor", "ukraine")
    good(
        "observe",
        "add",
        "--case",
        folder,
        "--by",
        "Line Watch",
        "--from",
        "2015-02-20",
        "--clause",
        "M1",
        *call,
    )
    seen = ("--by", "Line Watch", "--actor", "osce-smm", "--from", "2015-03-01", "--clause", "M6")
    good("observe", "add", "--case", folder, *seen, "--basis", "saw", "--found", "under-way")
    return folder


def test_the_watch_list_names_whose_word_would_change_what(case: Path) -> None:
    """An allegation leads the list, with what each answer would make of it."""
    found = json.loads(good("watchlist", "--case", case, "--as-of", "2015-03-02", "--json"))
    first = next(w for w in found["wanted"] if w["clause"] == "M1")
    assert first["shown"] == "breach alleged by Ukraine" and first["evidence"] and first["look_for"]["words"]
    told = good("watchlist", "--case", case, "--as-of", "2015-03-02", "--top", "3")
    assert sum(1 for line in told.splitlines() if not line.startswith((" ", "DRAFT"))) == 3


def test_levels_stand_beside_the_standings(case: Path) -> None:
    """Levels for what is reported, none for what is not, and the standing in the same row."""
    found = json.loads(good("pam", "--case", case, "--as-of", "2015-03-02", "--json"))
    rows = {s["clause"]: s for p in found["provisions"] for s in p["stipulations"]}
    assert (rows["M6"]["low"], rows["M6"]["high"]) == (1, 2) and rows["M11"]["low"] is None
    assert rows["M1"]["stands"] == "breach alleged by Ukraine" and found["banner"].startswith("DRAFT")
    assert "not coded" in good("pam", "--case", case, "--as-of", "2015-03-02")
