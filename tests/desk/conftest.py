"""The desk as people meet it: a real server on loopback, and a real browser where there is one."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import axe_playwright_python
import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from truceline import Case
from truceline.case.sample import sample_folder
from truceline.desk import create_app

ACCORD = "gaza-2025-01"
AS_OF = "2025-02-28"
WIDTHS = {"desk": (1280, 900), "phone": (390, 844)}
AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,  # our style sheet is of this host: nothing has to be fetched again
    "iframes": False,
}


LONG = 120.0
"""Seconds that a test waits for what comes in the end: a loaded machine is slow, not wrong."""
READ = 600.0
"""Seconds that it waits for a process that must load the parser before it reads."""


def until(so: Callable[[], object]) -> None:
    """Wait until it is so."""
    end = time.monotonic() + LONG
    while not so():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)


def visitor(address: str) -> httpx.Client:
    """A client of the desk at that address, which follows redirects."""
    return httpx.Client(base_url=address, follow_redirects=True, timeout=LONG)


def settled(page: Page) -> Page:
    """The page once all of it is there, its style sheet too: until then, what is read at once is read too early."""
    page.wait_for_load_state("load")
    return page


def lit(page: Page) -> str:
    """The words that stand lit in a report's text, in sight."""
    found = page.locator(".text .lit")
    expect(found.first).to_be_in_viewport()
    return " ".join(settled(page) and found.all_inner_texts())


def faults(page: Page) -> list[list[str]]:
    """What axe finds on the page as it is, serious or critical: rule, element, what to mend."""
    settled(page).evaluate(AXE.read_text("utf-8"))
    found: list[list[str]] = page.evaluate(
        """async (rules) => (await axe.run(document, rules)).violations
        .filter((v) => ["serious", "critical"].includes(v.impact))
        .map((v) => [v.id, v.nodes[0].html.slice(0, 300), v.nodes[0].failureSummary])""",
        RULES,
    )
    return found


def beyond(page: Page) -> int:
    """How many pixels the page as a whole runs off the screen sideways."""
    found: int = settled(page).evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return found


def press(page: Page, key: str) -> None:
    """Press a key once the page hears keys: somebody who reads it is never so quick."""
    settled(page).keyboard.press(key)


def tab_to(page: Page, name: str, whole: bool = False) -> None:
    """Press Tab until what has that name (or begins so) is in focus, as somebody without a mouse does."""
    settled(page)
    name = " ".join(name.split())  # where a line ends is for the style sheet to say
    for _ in range(120):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "() => { const n = document.activeElement; return (n.getAttribute('aria-label') || n.innerText || "
            "n.labels?.[0]?.innerText || n.value || '').trim().replace(/\\s+/g, ' ') }"
        )
        if focused == name if whole else focused.startswith(name):
            return
    raise AssertionError(f"{name!r} cannot be reached with Tab")


@contextmanager
def serving(folder: Path, **how: Any) -> Iterator[str]:
    """The desk on the case in `folder`, over HTTP on a free port; gives its address without a slash.
    Its pages wait for what they tell; `how` is what `create_app` takes."""
    with listening(create_app(folder, unhurried=True, **how)) as address:
        yield address


@contextmanager
def listening(app: FastAPI) -> Iterator[str]:
    """An application over HTTP on a free port of loopback."""
    door = socket.socket()
    door.bind(("127.0.0.1", 0))
    door.listen(64)
    config = uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1, ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
    thread.start()
    try:
        until(lambda: server.started)
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(LONG)
        door.close()


@pytest.fixture(scope="session")
def sample_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with the shipped sample, read once; tests that change something take `own_case`."""
    folder = tmp_path_factory.mktemp("sample") / "case"
    with Case.create(folder, ACCORD, person="A. Reader") as case:
        case.add([sample_folder()])
        view = case.view()
        assert view.signals and view.weighing.findings  # kept beside the record for every copy
    return folder


@pytest.fixture(scope="session")
def small_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with the last week of February of the sample: enough to decide on, quick to work out anew."""
    folder = tmp_path_factory.mktemp("small") / "case"
    week = sorted(sample_folder().glob("2025-02-2[1-8]*.txt"))
    with Case.create(folder, ACCORD, person="A. Reader") as case:
        case.add(week)
        view = case.view()
        assert len(view.reports) > 8 and view.signals and view.weighing.findings
    return folder


@pytest.fixture
def own_case(small_case: Path, tmp_path: Path) -> Path:
    """A copy of the small case that the test may change."""
    return Path(shutil.copytree(small_case, tmp_path / "case"))


@pytest.fixture(scope="session")
def desk(sample_case: Path) -> Iterator[str]:
    """The address of a desk that only reads."""
    with serving(sample_case) as address:
        yield address


@pytest.fixture
def own_desk(own_case: Path) -> Iterator[str]:
    """The address of a desk on a case of one's own."""
    with serving(own_case) as address:
        yield address


@pytest.fixture
def http(desk: str) -> Iterator[httpx.Client]:
    """A client of the desk that only reads."""
    with visitor(desk) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; the test is skipped where it is missing."""
    expect.set_options(timeout=LONG * 1000)
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("Debian's chromium is not installed: `apt-get install chromium` runs the browser tests")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Page]]:
    """`opened(width="desk", script=True, dark=False)`: a new page of a new visitor at that width."""
    contexts: list[BrowserContext] = []

    def make(width: str = "desk", script: bool = True, dark: bool = False) -> Page:
        wide, high = WIDTHS[width]
        context = browser.new_context(
            viewport={"width": wide, "height": high},
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        context.set_default_timeout(LONG * 1000)
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()
