"""Dates ahead and supposed facts, on the command line."""

from __future__ import annotations

import json
from pathlib import Path

from icalendar import Calendar
from tests.case.test_agreement import ID, accord
from tests.cli.test_commands import good, truceline

NAME = "minsk-2015-02"


def test_due_names_the_reading_that_dates_a_duty() -> None:
    """Under each day count its own day, in the table and in the document."""
    told = good("due", "--accord", NAME, "--days", "20")
    assert any(
        line.split("\t")[:3] == ["2015-03-02", "M2a", "due"] and line.endswith("day1")
        for line in told.splitlines()
    )
    found = json.loads(good("due", "--accord", NAME, "--days", "20", "--json"))
    days = {(d["clause"], d["on"], d["under"]) for d in found["dates"]}
    assert {("M2a", "2015-03-02", "day1"), ("M2a", "2015-03-03", "day0")} <= days
    assert found["banner"].startswith("DRAFT")


def test_a_reading_without_a_date_does_not_speak_for_the_others(tmp_path: Path) -> None:
    """Who asks for the reading by which nothing is due yet is told which clauses are due by another."""
    place = accord(tmp_path / ID, W1="Velmar leaves the Tarn valley")
    text = (place / "accord.yaml").read_text("utf-8")
    reading = "    readings:\n      - {id: if-asked, words: only once asked, holders: [velmar], effect: contingent}\n"
    head, title, tail = text.partition("    title: Velmar leaves the Tarn valley\n")
    (place / "accord.yaml").write_text(head + title + reading + tail, "utf-8")
    every = truceline("due", "--accord", place, "--days", "300")
    assert "\tW1\t" in every.stdout
    told = truceline("due", "--accord", place, "--days", "300", "--reading", "if-asked").stderr
    assert "under the reading if-asked" in told and "under others there is one of W1" in told
    assert "any reading" not in told


def test_due_writes_a_calendar(tmp_path: Path) -> None:
    """The file opens in a calendar, with the same dates as the document."""
    file = tmp_path / "dates.ics"
    good("due", "--accord", NAME, "--days", "20", "--format", "ics", "--out", file)
    events = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    found = json.loads(good("due", "--accord", NAME, "--days", "20", "--format", "json"))
    assert [str(e.decoded("dtstart")) for e in events] == [d["on"] for d in found["dates"]]


def test_a_file_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    """Its path and what to check, and no inner trace."""
    done = truceline(
        "due", "--accord", NAME, "--days", "20", "--format", "ics", "--out", tmp_path / "none" / "x.ics"
    )
    assert done.returncode == 5 and "x.ics: No such file" in done.stderr and "Traceback" not in done.stderr


def test_what_if_says_that_it_is_supposed() -> None:
    """Which days move, under each reading, and that nothing is recorded."""
    told = good("whatif", "--accord", NAME, "--late", "M2a=8")
    assert "Now and then are both as of 2015-03-10 to 2015-03-11, by the reading" in told
    assert "Supposed, not reported" in told and "due 2015-03-07 -> 2015-03-15" in told
    found = json.loads(good("whatif", "--accord", NAME, "--late", "M2a=8", "--json"))
    assert found["in_the_record"] is False and found["supposed"] == ["M2a=8"]


def test_a_supposition_that_cannot_be_is_an_error_with_a_remedy() -> None:
    """Nothing supposed, an unknown clause, no days: exit code 2 and what to write instead."""
    for words in ((), ("--late", "M99=8"), ("--fact", "M2a")):
        done = truceline("whatif", "--accord", NAME, *words)
        assert done.returncode == 2 and " -- " in done.stderr
    assert truceline("due", "--accord", NAME, "--days", "0").returncode == 2


def test_a_case_is_asked_as_it_is_known(tmp_path: Path) -> None:
    """Of a case, what its reports tell counts; asking adds nothing to its record."""
    case = tmp_path / "case"
    good("init", case, "--accord", NAME)
    before = good("verify", "--case", case)
    good("due", "--case", case, "--as-of", "2015-02-16")
    good("whatif", "--case", case, "--as-of", "2015-02-16", "--fact", "M2a=2015-03-20")
    assert good("verify", "--case", case) == before
