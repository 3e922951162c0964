"""What people come to plan with: what to ask whom, and what each answer would make of a clause."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect
from tests.desk.conftest import lit, press, settled, tab_to

from truceline import Case
from truceline.case.watching import sought_from, watch_list

AT = {"as_of": "2025-02-28", "known_at": "2025-02-28"}
WHEN = "?as_of=2025-02-28&known_at=2025-02-28"
Opened = Callable[..., Page]


def test_the_page_gives_the_list_of_the_command_and_its_json_is_what_intake_takes(
    http: httpx.Client, sample_case: Path, tmp_path: Path
) -> None:
    """In the same order, with every voice; the file says what to look for in reports that come."""
    with Case.open(sample_case) as case:
        view = case.view(AT["known_at"])
        found = watch_list(view, AT["as_of"])
        answer = http.get("/watchlist.json", params=AT)
        told = answer.json()["wanted"]
        assert [w["clause"] for w in told] == [w.clause for w in found] and found
        for row, w in zip(told, found, strict=True):
            assert sorted(x for v in row["voices"] for x in v["who"]) == sorted(e.who for e in w.wanted)
        kept = tmp_path / "wanted.json"
        kept.write_text(answer.text, "utf-8")
        assert [s.clause for s in sought_from(kept, view.accord)] == [w.clause for w in found]


def test_a_voice_chosen_leaves_what_its_word_would_change(http: httpx.Client) -> None:
    """A sheet for a meeting: only their questions, and only what their answers would make of a clause."""
    every = http.get("/watchlist.json", params=AT).json()["wanted"]
    told = http.get("/watchlist.json", params=AT | {"whom": "Egypt"}).json()["wanted"]
    assert 0 < len(told) < len(every)
    assert all("Egypt" in who for w in told for v in w["voices"] for who in v["who"])


@pytest.mark.browser
@pytest.mark.parametrize("width", ["desk", "phone"])
def test_what_would_settle_a_clause_is_asked_by_keyboard_alone(desk: str, opened: Opened, width: str) -> None:
    """From the board by a key; the voice by Tab; on whose word the clause stands now leads to the lit sentence."""
    page = opened(width=width)
    page.goto(desk + "/board" + WHEN)
    press(page, "g")
    press(page, "q")
    expect(page).to_have_url(re.compile("/watchlist"))
    tab_to(page, settled(page).locator("a.chip").filter(has_text="Egypt").inner_text())
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("whom=Egypt"))
    page.goto(desk + "/watchlist" + WHEN)
    row = page.locator("li[data-entry]").filter(has_text="P2-talks").first
    expect(row).to_contain_text("disputed")
    expect(row).to_contain_text("Has it begun")
    tab_to(page, "On whose word it stands so")
    page.keyboard.press("Enter")
    row.locator("blockquote a").first.click()
    assert lit(page)


@pytest.mark.browser
def test_a_clause_leads_to_what_to_ask_of_it_without_script(desk: str, opened: Opened) -> None:
    page = opened(script=False)
    page.goto(desk + "/clause/P2-talks" + WHEN)
    page.locator("aside").get_by_role("link", name="What to ask whom").click()
    expect(page.locator("#w-P2-talks")).to_be_in_viewport()
