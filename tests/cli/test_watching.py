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
    assert "--format csv" in truceline("pam", "--case", case, "--each", "year").stderr


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


def test_who_makes_a_brief_is_told_what_it_leaves_out(case: Path) -> None:
    """Which clauses stand otherwise with the reports for a narrower circle; of which the brief itself bears no trace."""
    seen = ("--by", "Line Watch", "--from", "2015-03-01", "--clause", "M8")
    good(
        "observe",
        "add",
        "--case",
        case,
        *seen,
        "--basis",
        "saw",
        "--found",
        "under-way",
        "--handling",
        "internal",
    )
    call = ("brief", "--case", case, "--as-of", "2015-03-02")
    brief, whole = truceline(*call), truceline(*call, "--level", "mediator")
    assert "left out; clauses that stand otherwise on the board: " in brief.stderr and "M8" in brief.stderr
    assert "left out" not in brief.stdout and "left out" not in whole.stderr


def test_a_watch_list_marks_the_reports_that_meet_it(case: Path, tmp_path: Path) -> None:
    """Written out, handed to the next intake, and asked again of what is kept: the same marks, each with its words."""
    wanted = tmp_path / "wanted.json"
    wanted.write_text(
        good("watchlist", "--case", case, "--as-of", "2015-03-02", "--top", "50", "--json"), "utf-8"
    )
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in (
        (
            "met",
            "The OSCE Special Monitoring Mission said on Wednesday that heavy weapons had been withdrawn by Kyiv.",
        ),
        ("other", "The harvest fair in the valley drew a record crowd."),
    ):
        (folder / f"{name}.txt").write_text(text + "\n", "utf-8")
        side = {"outlet": f"{name} Post", "published": "2015-03-04"}
        (folder / f"{name}.meta.json").write_text(json.dumps(side))
    added = json.loads(good("add", folder, "--case", case, "--watch", wanted, "--json"))
    marks = {r["outlet"]: r["meets"] for r in added["new"]}
    assert marks["other Post"] == []
    assert (
        all(m["text"] and m["clause"] in wanted.read_text("utf-8") for m in marks["met Post"])
        and marks["met Post"]
    )
    kept = [json.loads(x) for x in good("reports", "--case", case, "--watch", wanted, "--json").splitlines()]
    assert {r["outlet"]: r["meets"] for r in kept}["met Post"] == marks["met Post"]
    told = good("reports", "--case", case, "--watch", wanted)
    assert added["banner"].startswith("DRAFT") and told.startswith("DRAFT")
    assert "met Post, 2015-03-04" in told and "meets M" in told and "other Post" not in told


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("no list", "is no watch-list"),
        ('{"format": "truceline-watchlist/1", "accord": "lake", "wanted": []}', "is a watch-list of lake"),
        (
            '{"format": "truceline-watchlist/1", "accord": "minsk-2015-02", "wanted": [{"clause": "M1"}]}',
            "wanted.0.look_for",
        ),
        (
            '{"format": "truceline-watchlist/1", "accord": "minsk-2015-02", '
            '"wanted": [{"clause": "Z9", "look_for": {"since": "2015-02-15"}}]}',
            "no clause 'Z9'",
        ),
    ],
)
def test_a_file_that_is_no_watch_list_of_the_case_is_refused(
    case: Path, tmp_path: Path, words: str, says: str
) -> None:
    """The error names the file, the place in it and what to give instead; nothing was taken in."""
    file = tmp_path / "wanted.json"
    file.write_text(words, "utf-8")
    done = truceline("add", file, "--case", case, "--watch", file)
    assert done.returncode == 2 and says in done.stderr and "truceline watchlist --json" in done.stderr
