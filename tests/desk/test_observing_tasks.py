"""What monitors come to enter and to look up: an observation, where nobody looked, an incident and who alleges it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.desk.conftest import beyond, faults, press, tab_to

from truceline.case import Case
from truceline.case.observing import observations

pytestmark = pytest.mark.browser
Opened = Callable[..., Page]


def enter(page: Page, **fields: str) -> None:
    """Fill the form and send it by the keyboard."""
    for name, value in fields.items():
        field = page.locator(f"form[action='/observations'] [name='{name}']")
        if field.evaluate("n => n.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    tab_to(page, "Keep this observation")
    page.keyboard.press("Enter")


@pytest.mark.parametrize("width", ["desk", "phone"])
def test_a_refused_visit_is_entered_moves_the_clause_and_is_taken_back(
    own_desk: str, own_case: Path, opened: Opened, width: str
) -> None:
    """From the form to the clause's page, with the words one click away; `u` takes it back, and that too is undone."""
    page = opened(width=width)
    page.goto(own_desk + "/observations")
    assert faults(page) == [] and beyond(page) <= 0
    enter(
        page,
        by="The Lake Mission",
        **{"from": "2025-02-26"},
        place="the corridor",
        method="visit",
        found="no-access",
        clauses="W2",
        words="The mission's cars were turned round at the first barrier.",
    )
    expect(page.get_by_role("status").filter(has_text="Kept")).to_be_visible()
    card = page.locator("li.card").filter(has_text="The Lake Mission")
    expect(card).to_contain_text("no access")
    card.get_by_role("link", name=re.compile("The Lake Mission")).click()
    expect(page.locator("body")).to_contain_text("turned round at the first barrier")
    page.goto(own_desk + "/clause/W2")
    expect(page.locator("body")).to_contain_text("Lake Mission")
    page.goto(own_desk + "/observations")
    expect(page.locator("#looked ~ table")).to_contain_text("The Lake Mission")
    assert faults(page) == [] and beyond(page) <= 0
    tab_to(page, "Take back the observation")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="withdrawn")).to_be_visible()
    with Case.open(own_case) as case:
        assert observations(case.view()) == ()
    press(page, "u")
    expect(page.get_by_role("status").filter(has_text="Undone")).to_be_visible()
    with Case.open(own_case) as case:
        assert [o.by for o in observations(case.view())] == ["The Lake Mission"]


def test_what_cannot_be_so_is_said_and_nothing_is_kept(own_desk: str, own_case: Path, opened: Opened) -> None:
    """Somebody who was only told has not "observed none"."""
    page = opened(script=False)
    page.goto(own_desk + "/observations")
    enter(page, by="The Lake Mission", **{"from": "2025-02-26"}, basis="told", found="none")
    expect(page.locator("body")).to_contain_text("takes somebody who looked")
    with Case.open(own_case) as case:
        assert observations(case.view()) == ()


def test_an_incident_says_who_found_it_and_that_nobody_knows_whose_doing_it_is(
    own_desk: str, own_case: Path, opened: Opened
) -> None:
    """Found, perpetrator unknown; the register is filtered by clause, and each word leads to its sentence."""
    page = opened()
    page.goto(own_desk + "/observations")
    enter(
        page,
        by="The Lake Mission",
        **{"from": "2025-02-25"},
        place="Tarn bridge",
        found="incident",
        clauses="W2",
        incident="Tarn bridge shell",
        words="A patrol found a fresh crater beside the bridge.",
    )
    expect(page.get_by_role("status").filter(has_text="Kept")).to_be_visible()
    press(page, "g")
    press(page, "i")
    expect(page).to_have_url(re.compile("/incidents"))
    card = page.locator("li.card").filter(has_text="Tarn bridge shell")
    expect(card).to_contain_text("whose doing it is: not known")
    expect(card.locator("mark")).to_contain_text("fresh crater")
    assert faults(page) == [] and beyond(page) <= 0
    card.locator("blockquote a").first.click()
    expect(page.locator("body")).to_contain_text("A patrol found a fresh crater")
