"""The desk's frame: addresses with their dates, JSON beside each page, who may ask, errors that help."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.sync_api import Page
from tests.desk.conftest import listening, visitor

from truceline.desk import create_app


def test_an_address_without_dates_is_sent_to_its_permalink(http: httpx.Client) -> None:
    """What stands in the browser can always be cited: both dates are in it."""
    landed = http.get("/").url
    assert {"as_of", "known_at"} <= set(parse_qs(urlsplit(str(landed)).query))


def test_json_stands_beside_the_page(http: httpx.Client) -> None:
    """The JSON names the dates and the record's head that it was answered from."""
    found = http.get("/start.json", params={"as_of": "2025-02-28"}).json()
    assert found["as_of"] == "2025-02-28" and ":" in found["head"]


def test_the_browser_is_told_to_run_and_fetch_only_our_files(http: httpx.Client) -> None:
    """The policy allows no inline script, no inline style, no eval and no other host."""
    for path in ("/", "/start.json", "/nothing-here", "/static/desk.css"):
        policy = http.get(path).headers["content-security-policy"]
        assert policy.startswith("default-src 'none'") and "unsafe" not in policy and "http" not in policy


@pytest.mark.parametrize(
    ("headers", "method"),
    [
        ({"host": "elsewhere.example"}, "GET"),
        ({"origin": "http://elsewhere.example"}, "POST"),
        ({"sec-fetch-site": "cross-site"}, "POST"),
    ],
)
def test_strangers_are_refused(http: httpx.Client, headers: dict[str, str], method: str) -> None:
    """A page elsewhere can neither read the desk by a name of its own nor change anything."""
    assert http.request(method, "/", headers=headers).status_code == 403


@pytest.mark.parametrize(
    ("path", "status", "word"),
    [
        ("/?as_of=yesterday&known_at=2025-02-28", 400, "no date"),
        ("/?as_of=2025-02-28&known_at=2025-02-28&reading=nobody", 400, "reading"),
        ("/nothing-here", 404, "navigation"),
    ],
)
def test_an_error_page_says_how_to_go_on(http: httpx.Client, path: str, status: int, word: str) -> None:
    """Each error has its status, and words that mend it."""
    answer = http.get(path)
    assert answer.status_code == status and word in answer.text


@pytest.mark.browser
def test_the_first_page_opens_in_a_browser_without_a_complaint(
    desk: str, opened: Callable[..., Page]
) -> None:
    """Nothing on the page breaks its own policy."""
    page = opened()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(desk)
    assert page.locator("main h1").count() == 1 and not said


def test_a_fault_on_one_page_ends_nothing(sample_case: Path) -> None:
    """A mistake of ours is told on the page, with our headers, and the next page comes as before."""
    app = create_app(sample_case)

    @app.get("/faulty")
    def faulty() -> None:
        raise RuntimeError("a fault")

    with listening(app) as address, visitor(address) as client:
        told, after = client.get("/faulty"), client.get("/keys.json")
    assert told.status_code == 500 and "truceline verify" in told.text
    assert "a fault" not in told.text and told.headers["content-security-policy"]
    assert after.status_code == 200


def test_the_desk_opens_without_the_parser() -> None:
    """A case that was read needs no parser to be shown: the first page does not wait for one."""
    said = "import sys, truceline.cli.serving, truceline.desk.serving; print('spacy' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"
