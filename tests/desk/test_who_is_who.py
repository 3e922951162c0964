"""Who is who, at the desk: pairs with their reason, merged or kept apart by a person, and taken back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect
from tests.desk.conftest import beyond, faults, press, serving, tab_to, visitor

from truceline import Case
from truceline.case.entities import maybe_one, named
from truceline.desk.named import NAMED
from truceline.model.judgement import Decision, SubjectKind

TEXTS = (
    "Marko Lisenko, the governor of Sela, said on Sunday that the bridge was shut. An official from Sela said that it was not.",
    "Marko Lisenka said on Monday that the bridge was open. An official from Sela said that it was shut.",
    "Governor Lisenko told reporters that the bridge would be mended.",
)
ONE, OTHER = "marko-lisenko", "marko-lisenka"


@pytest.fixture
def named_case(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for n, text in enumerate(TEXTS):
        (folder / f"{n}.txt").write_text(text + "\n", "utf-8")
        (folder / f"{n}.meta.json").write_text(json.dumps({"outlet": f"Post {n}", "published": "2021-05-04"}))
    with Case.create(tmp_path / "case", None, person="A. Reader") as case:
        case.add([folder])
    return tmp_path / "case"


@pytest.fixture
def address(named_case: Path) -> Iterator[str]:
    with serving(named_case) as found:
        yield found


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    with visitor(address) as found:
        yield found


def fields(client: httpx.Client, path: str) -> dict[str, str]:
    """What the forms of a page bear."""
    text = client.get(path).text
    return {
        n: v for n in ("token", "seen", "key") for v in re.findall(rf'name="{n}" value="([^"]*)"', text)[:1]
    }


def decide(client: httpx.Client, decision: str, **more: Any) -> httpx.Response:
    sent = fields(client, "/people/alike") | {
        "kind": "entity",
        "subject": ONE,
        "others": OTHER,
        "next": "/people",
    }
    return client.post(
        "/decide", data=sent | {"decision": decision} | more, headers={"Origin": str(client.base_url)}
    )


def test_a_pair_is_offered_with_its_reason_and_nobody_without_a_name_is_in_one(client: httpx.Client) -> None:
    """ "An official" of two reports is no name spelt alike."""
    [pair] = client.get("/people/alike.json").json()["pairs"]
    assert {pair["one"]["id"], pair["other"]["id"]} == {ONE, OTHER} and "nearly alike" in pair["why"]
    assert {pair["one"]["words"]["text"], pair["other"]["words"]["text"]} == {
        "Marko Lisenko",
        "Marko Lisenka",
    }


def test_who_is_who_needs_a_reason(client: httpx.Client) -> None:
    answer = decide(client, "merge")
    assert answer.status_code == 400 and "reason" in answer.text
    assert client.get(f"/people/{OTHER}.json").json()["id"] == OTHER


def test_a_merge_is_shown_leads_on_and_is_taken_back(client: httpx.Client) -> None:
    """The merged form's address leads to whom it was merged into; undone, both stand as before, and are asked about."""
    before = client.get(f"/people/{ONE}.json").json()
    assert decide(client, "merge", reason="one governor").status_code == 200
    after = client.get(f"/people/{OTHER}").url
    assert after.path == f"/people/{ONE}"
    told = client.get(f"/people/{ONE}.json").json()
    assert {f["form"] for f in told["forms"]} == {f["form"] for f in before["forms"]} | {"Marko Lisenka"}
    assert not client.get("/people/alike.json").json()["pairs"]
    [made] = told["merges"]
    assert (made["by"], made["why"]) == ("A. Reader", "one governor")
    sent = fields(client, f"/people/{ONE}") | {"subject": made["id"], "next": "/people"}
    client.post("/undo", data=sent, headers={"Origin": str(client.base_url)})
    assert client.get(f"/people/{ONE}.json").json()["forms"] == before["forms"]
    assert len(client.get("/people/alike.json").json()["pairs"]) == 1


def test_not_the_same_is_kept_and_not_asked_again(client: httpx.Client) -> None:
    decide(client, "not-the-same", reason="two brothers")
    told = client.get("/people/alike.json").json()
    assert not told["pairs"] and [d["why"] for d in told["decided"]] == ["two brothers"]


def test_a_form_merged_twice_over_stands_with_the_last_that_leads(named_case: Path) -> None:
    """As weighing has it, so the pages: a chain of merges has one end."""
    with Case.open(named_case) as case:
        third = next(n.id for n in named(case.view()) if n.id not in (ONE, OTHER))
        case.judge(Decision.MERGE, SubjectKind.ENTITY, ONE, others=[OTHER], reason="one")
        case.judge(Decision.MERGE, SubjectKind.ENTITY, third, others=[ONE], reason="one")
        view = case.view()
        forms = set(NAMED.make(view)[third].forms)
        assert {"Marko Lisenko", "Marko Lisenka"} <= forms and OTHER not in NAMED.make(view)
        assert not [p for p in maybe_one(view, named(view)) if OTHER in (p.one, p.other)]


@pytest.mark.browser
@pytest.mark.parametrize("width", ["desk", "phone"])
def test_two_are_merged_and_taken_apart_by_keyboard_alone(
    address: str, opened: Callable[..., Page], width: str
) -> None:
    page = opened(width=width)
    page.goto(address + "/people/alike")
    assert faults(page) == [] and beyond(page) <= 0
    tab_to(page, "Why")
    page.keyboard.type("one governor")
    tab_to(page, "One:")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="merged")).to_be_visible()
    expect(page.locator("section[aria-labelledby=decided]")).to_contain_text("one governor")
    assert faults(page) == [] and beyond(page) <= 0
    press(page, "u")
    expect(page.get_by_role("status").filter(has_text="Undone")).to_be_visible()
    expect(page.locator("li.card")).to_contain_text("nearly alike")


@pytest.mark.browser
def test_any_two_are_kept_apart_from_the_page_of_one_without_script(
    address: str, opened: Callable[..., Page]
) -> None:
    page = opened(script=False)
    page.goto(f"{address}/people/{ONE}")
    page.get_by_label("Is it the same as").fill("lisenka")
    page.get_by_role("button", name="Look").click()
    page.get_by_label("Why").fill("two brothers")
    page.get_by_role("button", name="Not the same").click()
    expect(page.locator("aside")).to_contain_text("two brothers")
    page.get_by_role("button", name="Undo:").click()
    expect(page.locator("aside")).to_contain_text("No person has merged it")
