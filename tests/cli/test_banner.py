"""A draft says on every output that no official text of it was read whole."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from tests.cli.test_commands import good, truceline
from tests.desk.conftest import serving, visitor
from typer.main import get_command

from truceline import accord as accords
from truceline.cli.app import app_for

NAME = "minsk-2015-02"
TEXT = """The Ukrainian army said on Monday that the armed formations had shelled its posts near a mill on the line
of contact and had broken the ceasefire.

The mission said that its patrol was turned back at the rail bridge. Both sides began to withdraw heavy weapons on
Saturday, a local outlet reported. The withdrawal of heavy weapons was not complete, the contact group said."""
DAYS = ("--as-of", "2015-03-04")

SAYING: dict[str, tuple[str, ...]] = {
    "board": ("board", *DAYS),
    "board as data": ("board", *DAYS, "--json"),
    "clause": ("clause", "M1", *DAYS),
    "clause as data": ("clause", "M1", *DAYS, "--json"),
    "diff": ("diff", "--from", "2015-02-20", "--to", "2015-03-04"),
    "diff as data": ("diff", "--from", "2015-02-20", "--to", "2015-03-04", "--json"),
    "brief on the screen": ("brief", *DAYS),
    "brief as text": ("brief", *DAYS, "--format", "md"),
    "brief as a page": ("brief", *DAYS, "--format", "html"),
    "due": ("due", *DAYS),
    "due as data": ("due", *DAYS, "--json"),
    "due as a calendar": ("due", *DAYS, "--format", "ics"),
    "due of the accord alone": ("due", *DAYS, "--accord", NAME),
    "a calendar with nothing in it": ("due", "--as-of", "2030-01-01", "--days", "1", "--format", "ics"),
    "whatif": ("whatif", "--fact", "M4b=2015-03-20", *DAYS),
    "whatif as data": ("whatif", "--fact", "M4b=2015-03-20", *DAYS, "--json"),
    "watchlist": ("watchlist", *DAYS),
    "watchlist as data": ("watchlist", *DAYS, "--json"),
    "pam": ("pam", *DAYS),
    "pam as data": ("pam", *DAYS, "--json"),
    "incidents": ("incidents",),
    "incidents as data": ("incidents", "--json"),
    "coverage": ("coverage", "--to", "2015-03-04"),
    "coverage as data": ("coverage", "--to", "2015-03-04", "--json"),
    "observe list": ("observe", "list"),
    "observe list as data": ("observe", "list", "--json"),
    "log": ("log",),
    "log as data": ("log", "--json"),
    "accord show": ("accord", "show", NAME),
    "accord graph": ("accord", "graph", NAME),
}
"""What names clauses, or tells of the agreement."""
PLAIN: dict[str, tuple[str, ...]] = {
    "reports": ("reports",),
    "claims": ("claims", "--json"),
    "entities": ("entities",),
    "findings": ("findings",),
    "findings as data": ("findings", "--json"),
    "search": ("search", "weapons"),
    "settings": ("settings",),
    "verify": ("verify",),
}
"""What tells of reports and names no clause."""
ELSEWHERE = {
    "init", "add", "export", "show", "read", "weigh", "why", "lineage", "judge", "serve", "demo", "doctor",
    "observe add", "observe import", "observe link", "accord list", "accord check", "accord new", "accord schema",
    "jobs list", "jobs stop", "jobs go-on", "jobs run", "jobs weigh",
}  # fmt: skip
"""What changes the record, tells of single words of reports, or asks no agreement; `accord check`,
`accord list` and `export` are asked below."""
PAGES = (
    "/", "/board", "/clause/M1", "/figures", "/lineage", "/compare", "/timeline", "/report", "/sources", "/people",
    "/log", "/review", "/review/list", "/search?q=weapons", "/add",
)  # fmt: skip


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case on a draft, with a report, a look, and a decision about a clause."""
    folder = tmp_path_factory.mktemp("banner")
    (folder / "report.txt").write_text(TEXT, "utf-8")
    about = {
        "outlet": "Line Courier",
        "published": "2015-03-02",
        "title": "",
        "address": "https://example.org/1",
    }
    (folder / "report.meta.json").write_text(json.dumps(about), "utf-8")
    kept = folder / "case"
    good("init", kept, "--accord", NAME, "--person", "A. Reader")
    good("add", folder / "report.txt", "--case", kept)
    look = (
        "--by",
        "OSCE",
        "--actor",
        "osce-smm",
        "--from",
        "2015-03-01",
        "--basis",
        "saw",
        "--found",
        "incident",
    )
    good(
        "observe", "add", "--case", kept, *look, "--clause", "M1", "--place", "the mill", "--method", "patrol"
    )
    good("judge", "M1@2015-03-03", "note", "--why", "to look at again", "--case", kept)
    return kept


@pytest.fixture(scope="module")
def banner() -> str:
    found = accords.load(accords.find(NAME)).banner
    assert found.startswith("DRAFT") and "no official text" in found
    return found


def flat(text: str) -> str:
    """Without the breaks of lines that a screen, a calendar or a page puts into a sentence."""
    text = re.sub(r"\r?\n ", "", text) if "BEGIN:VCALENDAR" in text else text
    return re.sub(r"[\s│!>*]+", " ", text)


@pytest.mark.parametrize("words", SAYING.values(), ids=SAYING)
def test_an_output_of_a_draft_says_that_it_is_one(words: tuple[str, ...], case: Path, banner: str) -> None:
    """Screen, text, page, calendar and data alike; of rows that stand alone, each."""
    alone = words[0] == "accord" or "--accord" in words
    told = good(*words, *(() if alone else ("--case", case)))
    assert banner.casefold() in flat(told).casefold()
    rows = [line for line in told.splitlines() if line.startswith("{") and line.endswith("}")]
    assert all(json.loads(row)["banner"] == banner for row in rows)


@pytest.mark.parametrize("words", PLAIN.values(), ids=PLAIN)
def test_an_output_without_it_names_no_clause(words: tuple[str, ...], case: Path) -> None:
    """What tells of reports only says nothing of the agreement."""
    told = good(*words, "--case", case)
    ids = "|".join(re.escape(c.id) for c in accords.load(accords.find(NAME)).clauses)
    assert re.findall(rf"(?<![\w-])(?:{ids})(?![\w-])", told) == []


def test_each_row_of_a_data_set_that_names_a_clause_says_so(case: Path, banner: str, tmp_path: Path) -> None:
    """A table goes on its own way; the others name no clause."""
    good("export", tmp_path, "--case", case, *DAYS, "--format", "jsonl")
    for table in ("board", "levels"):
        rows = (tmp_path / f"{table}.jsonl").read_text("utf-8").splitlines()
        assert rows and all(json.loads(row)["banner"] == banner for row in rows)


def test_every_command_is_asked_one_way_or_another() -> None:
    """A new command has its place in one of the lists."""

    def commands() -> Iterator[str]:
        for name, command in get_command(app_for()).commands.items():  # type: ignore[attr-defined]
            inside = getattr(command, "commands", None)
            yield from (f"{name} {x}" for x in inside) if inside else (name,)

    asked = {" ".join(w) for words in (*SAYING.values(), *PLAIN.values()) for w in (words[:1], words[:2])}
    assert {*commands()} - asked - ELSEWHERE == set()


def test_the_check_of_a_draft_and_the_list_say_it_too() -> None:
    """`accord list` gives the word beside the name; `accord check` the sentence."""
    assert re.search(rf"(?m)^{NAME}\b.*\bdraft\b", good("accord", "list"))
    done = truceline("accord", "check", NAME)
    assert "DRAFT" in done.stdout + done.stderr


@pytest.fixture(scope="module")
def desk(case: Path) -> Iterator[httpx.Client]:
    with serving(case) as address, visitor(address) as http:
        yield http


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_a_draft_and_its_data_say_it(path: str, desk: httpx.Client, banner: str) -> None:
    """Every page that can be read, and the same as data."""
    page = desk.get(path, params={"as_of": "2015-03-04"} | dict(p.split("=") for p in path.split("?")[1:]))
    assert page.status_code == 200 and banner.casefold() in flat(page.text).casefold()
    name = path.partition("?")[0]
    twin = desk.get(
        ("/start" if name == "/" else name) + ".json", params={"as_of": "2015-03-04", "q": "weapons"}
    )
    assert twin.json()["banner"] == banner
