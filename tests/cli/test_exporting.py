"""A case taken out as a data set: what it was made of is told, and the same again gives the same bytes."""

from __future__ import annotations

import csv
import json
from hashlib import sha256
from pathlib import Path

import pytest
from tests.cli.test_commands import good, truceline

AT = ("--as-of", "2015-02-28", "--known-at", "2015-02-28")
REPORTS = {
    "a": ("@Fen", "2015-02-20", "shareable", "The mayor of Orrim said that 12 boats had crossed.\n"),
    "b": (
        "Hill Post",
        "2015-02-21",
        "shareable",
        "=The harbour master of Orrim said that 30 boats had crossed.\n",
    ),
    "c": ("Line Watch", "2015-02-22", "internal", "A clerk of Orrim said that 77 carts had been burnt.\n"),
}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case on an agreement, of three reports, one of them for a narrow circle."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name, (outlet, published, handling, text) in REPORTS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
        told = {"outlet": outlet, "published": published, "handling": handling}
        (folder / f"{name}.meta.json").write_text(json.dumps(told))
    good("init", tmp_path / "case", "--accord", "minsk-2015-02", "--person", "A. Monitor")
    good("add", "--case", tmp_path / "case", folder)
    return tmp_path / "case"


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def test_the_same_record_and_dates_give_the_same_bytes(case: Path, tmp_path: Path) -> None:
    """A researcher who runs it again gets what was cited; the codebook names record, dates, columns and hashes."""
    one, two = tmp_path / "one", tmp_path / "deep" / "two"
    for out in (one, two):
        good("export", out, "--case", case, *AT)
    assert {p.name: p.read_bytes() for p in one.iterdir()} == {p.name: p.read_bytes() for p in two.iterdir()}
    book = json.loads((one / "dataset.json").read_text("utf-8"))
    head = json.loads(good("verify", "--case", case, "--json"))["head"]
    assert (book["record"], book["as_of"], book["known_at"]) == (head, "2015-02-28", "2015-02-28")
    assert book["banner"] and book["reading"]
    for name, told in book["files"].items():
        assert sha256((one / name).read_bytes()).hexdigest() == told["sha256"], name
        found = rows(one / name)
        assert len(found) == told["rows"] and (not found or list(found[0]) == list(told["columns"])), name


def test_every_row_leads_to_the_words_of_its_report(case: Path, tmp_path: Path) -> None:
    """A claim and an answer name report and place; the words there are the text's own."""
    good("export", tmp_path / "data", "--case", case, *AT, "--format", "jsonl")
    texts = {name: text for name, (*_, text) in REPORTS.items()}
    reports = [json.loads(x) for x in (tmp_path / "data" / "reports.jsonl").read_text("utf-8").splitlines()]
    by_id = {r["report"]: texts[r["file"].removesuffix(".txt")] for r in reports}
    answered = 0
    for table in ("claims", "answers"):
        for line in (tmp_path / "data" / f"{table}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            assert by_id[row["report"]][row["start"] : row["end"]] == row["words"]
            answered += table == "answers"
    assert answered >= 2
    board = (tmp_path / "data" / "board.jsonl").read_text("utf-8").splitlines()
    assert {json.loads(x)["clause"] for x in board} >= {"M1", "M2a"}


def test_what_is_for_a_narrower_circle_stays_out_unless_it_is_asked_for(case: Path, tmp_path: Path) -> None:
    """A data set leaves the house: by default only what may be shared goes into it, and who makes it is told."""
    told = truceline("export", tmp_path / "open", "--case", case, *AT)
    assert "1 report for a narrower circle than shareable left out" in told.stderr
    assert all("carts" not in p.read_text("utf-8") for p in (tmp_path / "open").iterdir())
    good("export", tmp_path / "own", "--case", case, *AT, "--level", "internal")
    assert "77 carts" in (tmp_path / "own" / "claims.csv").read_text("utf-8")


def test_no_cell_is_a_formula_and_a_case_without_an_agreement_has_no_board(
    case: Path, tmp_path: Path
) -> None:
    """A spreadsheet opens it as words; what cannot stand without an agreement is no empty table."""
    good("export", tmp_path / "data", "--case", case, *AT)
    assert {r["outlet"] for r in rows(tmp_path / "data" / "reports.csv")} == {"'@Fen", "Hill Post"}
    good("settings", "--case", case, "--accord", "none")
    good("export", tmp_path / "bare", "--case", case, *AT)
    names = {p.name for p in (tmp_path / "bare").iterdir()}
    assert names == {"reports.csv", "claims.csv", "answers.csv", "dataset.json"}
