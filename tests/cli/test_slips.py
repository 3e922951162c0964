"""What is nonsense is refused with what was meant; what is easily missed is said. All names are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.case.test_agreement import ID, accord
from tests.case.test_case import write
from tests.cli.test_commands import good, truceline

TEXT = "Velmar said on Monday that 40 prisoners had been freed. River Watch saw 12 Velmari trucks.\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    place = accord(tmp_path / ID, W1="Velmar leaves the Tarn valley")
    text = (place / "accord.yaml").read_text("utf-8").replace("2031-05-01", "2021-05-01")
    (place / "accord.yaml").write_text(text, "utf-8")
    good("init", tmp_path / "case", "--accord", place, "--person", "A. Monitor")
    good("add", "--case", tmp_path / "case", write(tmp_path / "in", "a", TEXT, published="2021-05-06"))
    return tmp_path / "case"


def refused(case: Path, *words: str) -> str:
    done = truceline(*words, cwd=case)
    assert done.returncode in (2, 3, 4, 5), done.stdout
    return done.stderr


def test_decisions_that_mean_nothing_are_refused_and_not_kept(case: Path) -> None:
    """An unknown party, a correction of nothing, a merge across roles without a reason, an undo done already."""
    rows = good("claims", "--case", case, "--json").splitlines()
    claim = str(json.loads(rows[0])["id"])
    assert "did you mean velmar?" in refused(case, "judge", claim, "correct", "--set", "party=velmr")
    assert "--set FIELD=VALUE" in refused(case, "judge", claim, "correct")
    told = refused(case, "judge", "velmar", "merge", "river-watch")
    assert "velmar (party) and river-watch (verifier)" in told and "--why" in told
    assert "confirm" not in good("log", "--json", cwd=case) and good("log", "--json", cwd=case) == ""
    made = json.loads(good("judge", claim, "reject", "--json", cwd=case))["id"]
    good("judge", made, "undo", cwd=case)
    assert "was undone by A. Monitor" in refused(case, "judge", made, "undo")
    assert len(good("log", "--json", cwd=case).splitlines()) == 2


def test_slips_of_a_search_an_id_and_a_day_are_told(case: Path, tmp_path: Path) -> None:
    """Each says what was wrong and what to do."""
    assert "not closed" in refused(case, "search", '"unclosed')
    assert "give 4 letters" in refused(case, "show", "zz")
    early = truceline("board", "--as-of", "2020-01-01", cwd=case).stderr
    assert "before the agreement, which counts from 2021-05-01" in early and "no report is as old" in early
    assert "before the agreement" not in truceline("board", "--as-of", "2021-05-06", cwd=case).stderr
    late = write(tmp_path / "in", "late", TEXT + "Velmar agreed.\n", published="2999-01-01")
    assert "still to come" in truceline("add", late, cwd=case).stderr
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7")
    assert "save the text as .txt" in refused(case, "add", str(tmp_path / "report.pdf"))
    assert "another folder" in refused(case, "demo", str(case))


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (("brief", "--format", "marp"), "'marp' is none of terminal, md, html"),
        (("judge", "x", "confrm"), "did you mean confirm?"),
        (("bord",), "Did you mean 'board'"),
        (("desk",), "truceline serve"),
        (("undo", "x"), "truceline judge ID undo"),
        (("diff", "--from", "2015-01-01"), "Missing option '--to' -- `truceline diff -h`"),
    ],
)
def test_a_slip_in_the_call_is_told_in_one_line_with_how_to_mend_it(call: tuple[str, ...], said: str) -> None:
    """As every other error; no words of the program that reads the call, and what the docs name is found."""
    done = truceline(*call)
    assert done.returncode == 2 and said in done.stderr
    assert "Value error" not in done.stderr and done.stderr.count("\n") == 1


def test_an_id_of_another_kind_is_told_as_what_it_is(case: Path) -> None:
    """Who asks `why` of a claim, or to show a finding, is sent to the command that takes it."""
    claim = json.loads(good("claims", "--json", cwd=case).splitlines()[0])["id"]
    finding = json.loads(good("findings", "--json", cwd=case).splitlines()[0])["id"]
    assert f"is a claim -- `truceline show {claim}`" in truceline("why", claim, cwd=case).stderr
    for command in ("show", "lineage"):
        assert f"is a finding -- `truceline why {finding}`" in truceline(command, finding, cwd=case).stderr


def test_a_merge_across_parties_is_refused_without_a_reason_and_told_before_it_is_kept(
    case: Path, tmp_path: Path
) -> None:
    """Who is merged into a party speaks for it from then on: a person's words were laid at a side's door unseen."""
    said = "Lena Harrow, an observer, said on Monday that the road was open. Velmar said that it was shut.\n"
    good("add", "--case", case, write(tmp_path / "in", "said", said, published="2021-05-07"))
    known = [json.loads(good("entities", "--json", cwd=case))][0]["entities"]
    assert "lena-harrow" in {e["id"] for e in known}
    told = refused(case, "judge", "velmar", "merge", "lena-harrow")
    assert "the words of another, velmar: 1 of Lena Harrow" in told and "--why" in told
    told = good("judge", "velmar", "merge", "lena-harrow", "--preview", cwd=case)
    assert "1 of Lena Harrow (no party): now of Velmar (velmar)" in told
    assert good("log", "--json", cwd=case) == ""
    assert "1 of Lena Harrow" in good("judge", "velmar", "merge", "lena-harrow", "--why", "x", cwd=case)
    claim = json.loads(good("claims", "--json", cwd=case).splitlines()[0])["id"]
    told = refused(case, "judge", claim, "correct", "--set", "stance=denies", "--preview")
    assert "does not know what correct of a claim moves" in told


def test_a_format_for_paper_leads_to_the_page_that_is_printed(case: Path) -> None:
    """ "md" was offered to whoever asked for "pdf"."""
    assert "write html, and print it" in refused(case, "brief", "--format", "pdf")


def test_a_holder_that_answers_a_search_is_lit(case: Path) -> None:
    assert "⟦Velmar⟧: " in good("search", "velmar", cwd=case)


def test_a_case_on_no_agreement_says_so_in_its_settings(tmp_path: Path) -> None:
    good("init", tmp_path / "bare", "--accord", "none")
    assert "accord: none" in good("settings", "--case", tmp_path / "bare")


def test_a_folder_in_which_no_report_lies_is_told(case: Path, tmp_path: Path) -> None:
    """ "0 added" alone left open whether anything was looked at."""
    (tmp_path / "empty").mkdir()
    done = truceline("add", tmp_path / "empty", cwd=case)
    assert done.returncode == 0 and "no report was found in" in done.stderr
