"""What people come to compare, to plan and to hand on: two pairs of dates, what is due, what if, levels of implementation."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect
from tests.desk.conftest import press, serving, tab_to, visitor

from truceline import Case
from truceline.case.ahead import calendar, due_json, due_rows, postulates, what_if, what_if_json
from truceline.case.telling import diff_rows
from truceline.case.watching import pam_csv, pam_json, provisions
from truceline.model.report import Handling

AT = {"as_of": "2025-02-28", "known_at": "2025-02-28"}
WHEN = "?as_of=2025-02-28&known_at=2025-02-28"
Opened = Callable[..., Page]


@pytest.mark.parametrize(
    ("first", "known", "last", "late"),
    [
        ("2025-02-03", "2025-02-03", "2025-02-28", "2025-02-28"),
        ("2025-01-27", "2025-01-27", "2025-01-27", "2025-02-28"),
        ("2025-01-26", "2025-02-10", "2025-02-04", "2025-02-10"),
    ],
)
def test_two_pairs_of_dates_are_compared_as_the_command_does(
    http: httpx.Client, sample_case: Path, first: str, known: str, last: str, late: str
) -> None:
    """Each day with its own "as known by": the same clauses, the same words, the calendar named alike."""
    asked = {"as_of": last, "known_at": late, "from": first, "from_known": known}
    told = http.get("/diff.json", params=asked).json()
    with Case.open(sample_case) as case:
        rows = diff_rows(case, first, last, None, (known, late))
    assert rows and told["clauses"] == told["as_before"] + len(rows)
    assert [(m["clause"], m["before"], m["after"], m["by_calendar"]) for m in told["moved"]] == [
        (r["clause"], r["before"], r["after"], r["by_calendar"]) for r in rows
    ]


def test_an_earlier_pair_that_lies_later_is_refused(http: httpx.Client) -> None:
    for wrong in ({"from": "2025-03-01"}, {"from": "2025-02-01", "from_known": "2025-03-01"}):
        answer = http.get("/diff", params=AT | wrong)
        assert answer.status_code == 400 and "lies after" in answer.text


def test_what_is_due_and_its_calendar_are_those_of_the_command(http: httpx.Client, sample_case: Path) -> None:
    told = http.get("/due.json", params=AT | {"days": "30"}).json()
    made = http.get("/due.ics", params=AT | {"days": "30"})
    with Case.open(sample_case) as case:
        view = case.view(AT["known_at"])
        rows = due_rows(view, AT["as_of"], 30)
        plain = due_json(view.agreement, rows, AT["as_of"], 30)
        assert made.text == calendar(view.agreement, rows, AT["known_at"])
    assert rows and [(d["on"], d["clause"], d["readings"]) for d in told["dates"]] == [
        (d["on"], d["clause"], d["readings"]) for d in plain["dates"]
    ]
    assert made.headers["content-type"].startswith("text/calendar")


def test_what_is_supposed_moves_what_the_command_says_and_enters_no_record(
    http: httpx.Client, sample_case: Path
) -> None:
    """A fact of the form comes into the address; what it would move is told, and the record is as it was."""
    before = http.get("/whatif.json", params=AT).json()
    answer = http.get("/whatif", params=AT | {"clause": "W4b", "days": "8"})
    assert "late=W4b%3D8" in str(answer.url) and "Supposed, not reported" in answer.text
    told = http.get("/whatif.json", params=AT | {"late": "W4b=8"}).json()
    with Case.open(sample_case) as case:
        view = case.view(AT["known_at"])
        given = postulates(view.agreement, (), ("W4b=8",))
        plain = what_if_json(view.agreement, given, what_if(view, given, AT["as_of"]))
    assert plain["moves"] and [m["after"] for m in told["moves"]] == [m["after"] for m in plain["moves"]]
    assert before["head"] == told["head"] and not before["moves"]


def test_levels_stand_beside_how_the_clause_stands_and_the_table_is_the_commands(
    http: httpx.Client, sample_case: Path
) -> None:
    told = http.get("/pam.json", params=AT).json()["provisions"]
    made = http.get("/pam.csv", params=AT | {"each": "month"})
    with Case.open(sample_case) as case:
        view = case.view(AT["known_at"])
        plain = pam_json(view.agreement, provisions(view, AT["as_of"]), AT["as_of"], AT["known_at"])
        assert made.text == pam_csv(view, ["2025-01-31", "2025-02-28"])
    assert [(p["provision"], p["low"], p["high"]) for p in told] == [
        (p["provision"], p["low"], p["high"]) for p in plain["provisions"]
    ]
    assert all(i["stands"] for p in told for i in p["stipulations"])
    assert len(list(csv.DictReader(io.StringIO(made.text)))) > 30


def test_what_leaves_the_desk_as_a_file_holds_only_what_may_be_shared(
    small_case: Path, tmp_path: Path
) -> None:
    """The desk shows an internal report; the table that is handed on does not rest on it."""
    folder = Path(shutil.copytree(small_case, tmp_path / "case"))
    (tmp_path / "kept.txt").write_text(
        "Israeli forces withdrew from the Netzarim corridor in central Gaza on 9 February.\n", "utf-8"
    )
    with Case.open(folder) as case:
        case.add(
            [tmp_path / "kept.txt"], outlet="Quiet Patrol", published="2025-02-27", handling=Handling.INTERNAL
        )
    with (
        serving(folder) as address,
        visitor(address) as client,
    ):
        page: dict[str, Any] = client.get("/pam.json", params=AT).json()
        table = client.get("/pam.csv", params=AT).text
    outlets = [i["words"]["outlet"] for p in page["provisions"] for i in p["stipulations"] if i["words"]]
    assert "Quiet Patrol" in outlets
    assert table and "Quiet Patrol" not in table


@pytest.mark.browser
@pytest.mark.parametrize("width", ["desk", "phone"])
def test_what_came_to_light_since_is_found_by_keyboard_alone(desk: str, opened: Opened, width: str) -> None:
    """One day twice; how a clause stood before opens its sentences of then, and leads to the clause of that day."""
    page = opened(width=width)
    page.goto(desk + "/board?as_of=2025-02-26&known_at=2025-02-28")
    press(page, "g")
    press(page, "d")
    expect(page).to_have_url(re.compile("/diff"))
    tab_to(page, "the same day, as known then")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("What moved came to light since")
    page.goto(desk + "/diff" + WHEN + "&from=2025-02-03")
    tab_to(page, "How it stood before, and on whose word")
    page.keyboard.press("Enter")
    opened_now = page.locator("details[open]").first
    expect(opened_now.locator("mark").first).to_be_visible()
    opened_now.get_by_role("link", name="The clause as of that day").click()
    expect(page).to_have_url(re.compile("/clause/.*as_of=2025-02-03&known_at=2025-02-03"))


@pytest.mark.browser
def test_a_delay_is_supposed_without_script_and_taken_out_again(desk: str, opened: Opened) -> None:
    page = opened(script=False)
    page.goto(desk + "/due" + WHEN)
    page.get_by_role("link", name="What if a day were missed").click()
    page.get_by_label("Suppose that").select_option("W4b")
    page.get_by_label("or is done so many days late").fill("8")
    page.get_by_role("button", name="Suppose it").click()
    expect(page.locator("main")).to_contain_text("is done 8 days after it is due")
    expect(page.locator("table")).to_contain_text("kept late")
    page.get_by_role("link", name="Suppose no more").click()
    expect(page.locator("table")).to_have_count(0)
