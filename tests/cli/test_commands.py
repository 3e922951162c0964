"""The commands as a person runs them."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from truceline.case.sample import sample_folder
from truceline.cli import main

ACCORD = "gaza-2025-01"


@dataclass(frozen=True)
class Done:
    """How a call ended, and what it printed."""

    returncode: int
    stdout: str
    stderr: str


def truceline(*words: str | Path, cwd: Path | None = None, **environ: str) -> Done:
    """Run the command with these words; no case is named by the environment unless asked for."""
    out, err = io.StringIO(), io.StringIO()
    before = {k: os.environ.pop(k) for k in ("TRUCELINE_CASE",) if k in os.environ}
    os.environ.update(environ)
    try:
        with chdir(cwd or Path.cwd()), redirect_stdout(out), redirect_stderr(err):
            try:
                main([str(w) for w in words])
                code = 0
            except SystemExit as e:
                code = int(e.code or 0)
    finally:
        for name in environ:
            os.environ.pop(name)
        os.environ.update(before)
    return Done(code, out.getvalue(), err.getvalue())


def good(*words: str | Path, cwd: Path | None = None, **environ: str) -> str:
    """The standard output of a call that ends well."""
    done = truceline(*words, cwd=cwd, **environ)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with some of the sample."""
    folder = tmp_path_factory.mktemp("cli") / "case"
    good("init", folder, "--accord", ACCORD, "--person", "A. Monitor")
    good("add", "--case", folder, *sorted(sample_folder().glob("2025-02-0*.txt")))
    return folder


def claims(case: Path, *more: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in good("claims", "--case", case, "--json", *more).splitlines()]


def test_a_case_is_found_by_one_rule(case: Path, tmp_path: Path) -> None:
    """--case wins over $TRUCELINE_CASE, which wins over the working directory."""
    here = good("reports", "--json", cwd=case)
    assert good("reports", "--json", cwd=tmp_path, TRUCELINE_CASE=str(case)) == here
    assert good("reports", "--json", "--case", case, cwd=tmp_path, TRUCELINE_CASE=str(tmp_path)) == here
    lost = truceline("reports", cwd=tmp_path)
    assert lost.returncode == 3
    assert "truceline init" in lost.stderr and "--case" in lost.stderr


def test_adding_twice_adds_nothing(case: Path) -> None:
    """The same files again are known already, and the head of the record stays."""
    head = json.loads(good("verify", "--case", case, "--json"))
    again = json.loads(good("add", "--case", case, "--json", *sorted(sample_folder().glob("2025-02-0*.txt"))))
    assert again["new"] == [] and len(again["known"]) >= 5
    assert json.loads(good("verify", "--case", case, "--json")) == head


def test_claims_are_chosen_by_party_topic_outlet_and_day(case: Path) -> None:
    """Each filter leaves only claims that fit, and none that fit is lost."""
    every = claims(case)
    hamas = claims(case, "--party", "hamas")
    assert hamas and {c["party"] for c in hamas} == {"hamas"}
    assert len(hamas) == sum(c["party"] == "hamas" for c in every)
    topic = "phase2_talks_start"
    assert len(claims(case, "--topic", topic)) == sum(topic in c["topics"] for c in every)  # type: ignore[operator]
    assert claims(case, "--since", "2025-03-01") == []


def test_a_claim_is_shown_in_its_paragraph(case: Path) -> None:
    """`show` prints who says it, the chain, and the paragraph with the very words marked."""
    claim = next(c for c in claims(case) if c["source"])
    shown = good("show", "--case", case, str(claim["id"]))
    words = claim["content"][0]["text"]  # type: ignore[index]
    assert "⟦" in shown and " ".join(words.split())[:40] in " ".join(
        shown.replace("⟦", "").replace("⟧", "").split()
    )
    assert "machine output, not confirmed" in shown


def test_a_digest_is_named_as_one_wherever_it_is_shown(case: Path) -> None:
    """The list of reports and a single report both say that it is a digest."""
    assert good("reports", "--case", case).count("(digest)") >= 5
    one = json.loads(good("reports", "--case", case, "--json").splitlines()[0])
    assert "(digest)" in good("show", "--case", case, one["id"])


def test_the_board_of_an_earlier_day_does_not_know_the_later_news(case: Path) -> None:
    """`--known-at` leaves out what was published later, whatever the world's date."""
    early = json.loads(
        good("board", "--case", case, "--as-of", "2025-02-08", "--known-at", "2025-01-31", "--json")
    )
    assert all(cell["evidence"] == "silent" for cell in early["cells"])
    late = json.loads(good("board", "--case", case, "--as-of", "2025-02-08", "--json"))
    assert any(cell["evidence"] != "silent" for cell in late["cells"])
    assert len(late["cells"]) == 33


def test_a_decision_is_signed_shown_and_undone(case: Path) -> None:
    """A rejected claim is gone; undone, it is there again; the log keeps both."""
    claim = str(claims(case)[0]["id"])
    made = json.loads(good("judge", claim, "reject", "--why", "misread", "--case", case, "--json"))
    assert claim not in {c["id"] for c in claims(case)}
    good("judge", made["id"], "undo", "--case", case)
    assert claim in {c["id"] for c in claims(case)}
    log = good("log", "--case", case)
    assert "A. Monitor" in log and "misread" in log and "undo" in log


def test_a_missed_claim_can_be_added_with_its_words(case: Path) -> None:
    """An added claim carries exactly the words at its place and counts as judged by a person."""
    report = json.loads(good("reports", "--case", case, "--json").splitlines()[0])
    good(
        "judge",
        report["id"],
        "add",
        "--span",
        "0:30",
        "--set",
        "holder=Egypt",
        "--set",
        "party=egypt",
        "--case",
        case,
    )
    added = [
        c for c in claims(case, "--party", "egypt") if c["holder"] == "Egypt" and c["report"] == report["id"]
    ]
    text = json.loads(good("show", "--case", case, report["id"], "--json"))["text"]
    assert any(c["content"][0]["text"] == text[:30] for c in added)  # type: ignore[index]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("reports", "--jsno"), 2, "--json"),
        (("board", "--as-of", "28 February 2025"), 2, "2025-02-28"),
        (("show", "ffffffffff"), 3, "truceline claims"),
        (("clause", "P2-tlaks"), 3, "P2-talks"),
        (("judge", "ffffffffff", "confirm"), 3, "ffffffffff"),
    ],
)
def test_a_wrong_call_says_what_is_wrong_and_how_to_mend_it(
    case: Path, words: tuple[str, ...], code: int, says: str
) -> None:
    """Each kind of error has its documented exit code and names the remedy."""
    done = truceline(*words, cwd=case)
    assert done.returncode == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_unknown_accords_and_taken_folders_are_refused(case: Path, tmp_path: Path) -> None:
    """A misspelt accord is told with near names; a folder with a case is left alone."""
    unknown = truceline("init", tmp_path / "new", "--accord", "gaza-2025-1")
    assert unknown.returncode == 3 and ACCORD in unknown.stderr
    assert not (tmp_path / "new" / "ledger.sqlite").exists()
    assert truceline("init", case, "--accord", ACCORD).returncode == 4
    unsaid = truceline("init", tmp_path / "new")
    assert unsaid.returncode == 3 and "--accord none" in unsaid.stderr and ACCORD in unsaid.stderr


def test_bad_files_lose_nothing_of_the_good_ones(case: Path, tmp_path: Path) -> None:
    """Unreadable files are told one by one with exit code 5; the good one of the same call is kept."""
    files = tmp_path / "in"
    files.mkdir()
    (files / "good.txt").write_text("The ministry said on Monday that the road was open.\n", "utf-8")
    (files / "good.meta.json").write_text('{"outlet": "Hill Post", "published": "2025-02-10"}', "utf-8")
    (files / "empty.txt").write_bytes(b"")
    (files / "binary.txt").write_bytes(b"\x00\x01\x02" * 50)
    (files / "side.txt").write_text("Words.", "utf-8")
    (files / "side.meta.json").write_text('{"outlet": "X", "publishd": "2025-02-10"}', "utf-8")
    done = truceline("add", "--case", case, files, "--json")
    assert done.returncode == 5
    assert [r["outlet"] for r in json.loads(done.stdout)["new"]] == ["Hill Post"]
    for name in ("empty.txt", "binary.txt", "side.meta.json"):
        assert name in done.stderr
    assert "published" in done.stderr


def test_a_language_without_a_pack_is_kept_and_named_unread(tmp_path: Path) -> None:
    """Unread is not silent: the report is there, has no claims, and is named where answers are given."""
    good("init", tmp_path / "c", "--accord", ACCORD)
    text = tmp_path / "fr.txt"
    text.write_text(
        "Le ministère a déclaré lundi que la route était ouverte et que les camions passaient de nouveau.\n"
        "Selon le porte-parole, aucune date n'a été fixée pour la suite des discussions entre les parties.\n",
        "utf-8",
    )
    good("add", "--case", tmp_path / "c", text, "--outlet", "Le Courrier", "--published", "2025-02-10")
    [report] = [json.loads(x) for x in good("reports", "--case", tmp_path / "c", "--json").splitlines()]
    assert report["language"] == "fr" and report["read"] is False
    assert "unread" in truceline("board", "--case", tmp_path / "c").stderr


def test_reading_without_a_case_writes_one_line_a_report_in_the_order_of_the_paths() -> None:
    """`read --json` keeps the order of its arguments and is the same twice, byte for byte."""
    files = sorted(sample_folder().glob("2025-02-0*.txt"))[:3][::-1]
    first = good("read", "--json", *files)
    assert [json.loads(line)["report"]["path"] for line in first.splitlines()] == [str(f) for f in files]
    assert good("read", "--json", *files) == first


def test_the_command_runs_as_a_process_of_its_own(tmp_path: Path) -> None:
    """`python -m truceline` prints its version, and an error in one line with its exit code."""
    call = [sys.executable, "-m", "truceline"]
    done = subprocess.run([*call, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("truceline ")
    lost = subprocess.run([*call, "reports", "--case", tmp_path], capture_output=True, text=True, check=False)
    assert lost.returncode == 3 and len(lost.stderr.splitlines()) == 1


def test_the_brief_comes_in_three_forms(case: Path, tmp_path: Path) -> None:
    """Terminal, Markdown and HTML are written from one brief; HTML asks for nothing outside."""
    assert "2025" in good("brief", "--case", case)
    assert good("brief", "--case", case, "--format", "md").startswith("#")
    good("brief", "--case", case, "--format", "html", "--out", tmp_path / "b.html")
    page = (tmp_path / "b.html").read_text("utf-8")
    assert page.startswith("<!doctype html>".upper()) or page.lower().startswith("<!doctype html>")
    assert "<script src" not in page and "<link" not in page and "@import" not in page


def test_the_reference_of_commands_is_what_the_commands_say() -> None:
    """docs/reference/commands.md is written from the commands and cannot drift."""
    from truceline.cli.reference import reference

    kept = Path(__file__).parents[2] / "docs" / "reference" / "commands.md"
    assert kept.read_text("utf-8") == reference(), (
        "run: python -m truceline.cli.reference > docs/reference/commands.md"
    )
