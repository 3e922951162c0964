"""The watch-list and the levels of implementation, on the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from tests.cli.test_commands import good, truceline

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


def test_the_levels_as_a_table_for_researchers(case: Path, tmp_path: Path) -> None:
    """A row for each provision and each of its clauses at the end of every month, with the reports behind it."""
    call = ("--case", case, "--as-of", "2015-03-02", "--format", "csv", "--level", "internal")
    rows = list(csv.DictReader(io.StringIO(good("pam", *call))))
    told = json.loads(good("pam", "--case", case, "--as-of", "2015-03-02", "--json"))
    assert [r["provision"] for r in rows if not r["clause"]] == [p["provision"] for p in told["provisions"]]
    [m6] = [r for r in rows if r["clause"] == "M6"]
    assert (m6["low"], m6["high"], m6["as_of"]) == ("1", "2", "2015-03-02")
    assert m6["sources"] == "Line Watch, 2015-03-01" and m6["rule"] and m6["banner"].startswith("DRAFT")
    assert all(r["level"] == "not coded" for r in rows if not r["low"])
    out = tmp_path / "pam.csv"
    good("pam", *call, "--each", "month", "--out", out)
    days = dict.fromkeys(r["as_of"] for r in csv.DictReader(io.StringIO(out.read_text("utf-8"))))
    assert list(days) == ["2015-02-28", "2015-03-02"]
    assert "--format csv" in truceline("pam", "--case", case, "--each", "year")[2]


def test_what_is_not_for_everybody_is_no_source_of_a_level(case: Path) -> None:
    """A table that is handed on rests on reports that may be shown, unless a wider level is asked for."""
    seen = (
        "--by",
        "Line Watch",
        "--from",
        "2015-03-01",
        "--clause",
        "M8",
        "--basis",
        "saw",
        "--found",
        "under-way",
    )
    good("observe", "add", "--case", case, *seen, "--handling", "internal")
    call = ("--case", case, "--as-of", "2015-03-02", "--format", "csv")
    coded = [
        {r["clause"] for r in csv.DictReader(io.StringIO(words)) if r["low"]}
        for words in (good("pam", *call), good("pam", *call, "--level", "internal"))
    ]
    assert "M8" not in coded[0] and "M8" in coded[1]
