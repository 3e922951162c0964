"""The desk as people meet it: a real server on loopback, and a real browser where there is one."""

from __future__ import annotations

import datetime as dt
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


class Waiting(httpx.HTTPTransport):
    """Asks again while the desk says that something is under way, as a browser does by itself."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        for _ in range(200):
            answer = super().handle_request(request)
            if answer.status_code != 503:
                break
            answer.close()
            time.sleep(0.1)
        return answer


def faults(page: Page) -> list[list[str]]:
    """What axe finds on the page as it is, serious or critical: rule, element, what to mend."""
    page.evaluate(AXE.read_text("utf-8"))
    found: list[list[str]] = page.evaluate(
        """async (rules) => (await axe.run(document, rules)).violations
        .filter((v) => ["serious", "critical"].includes(v.impact))
        .map((v) => [v.id, v.nodes[0].html.slice(0, 300), v.nodes[0].failureSummary])""",
        RULES,
    )
    return found


def beyond(page: Page) -> int:
    """How many pixels the page as a whole runs off the screen sideways."""
    found: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found


def press(page: Page, key: str) -> None:
    """Press a key once the page hears keys: somebody who reads it is never so quick."""
    page.wait_for_load_state("load")
    page.keyboard.press(key)


def tab_to(page: Page, name: str, whole: bool = False) -> None:
    """Press Tab until what has that name (or begins so) is in focus, as somebody without a mouse does."""
    page.wait_for_load_state("load")
    name = " ".join(
        name.split()
    )  # where a line ends depends on whether the style sheet had come when it was read
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
    `how` is what `create_app` takes."""
    with listening(create_app(folder, **how)) as address:
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
    end = time.monotonic() + 20
    while not server.started and time.monotonic() < end:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        door.close()


@pytest.fixture(scope="session")
def sample_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with the shipped sample, read once; tests that change something take `own_case`."""
    folder = tmp_path_factory.mktemp("sample") / "case"
    with Case.create(folder, ACCORD, person="A. Reader") as case:
        case.add([sample_folder()])
        view = case.view(dt.date.today().isoformat())
        assert view.signals and view.weighing.findings  # kept beside the record for every copy
    return folder


@pytest.fixture(scope="session")
def small_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with the last week of February of the sample: enough to decide on, quick to work out anew."""
    folder = tmp_path_factory.mktemp("small") / "case"
    week = sorted(sample_folder().glob("2025-02-2[1-8]*.txt"))
    with Case.create(folder, ACCORD, person="A. Reader") as case:
        case.add(week)
        view = case.view(dt.date.today().isoformat())
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
    """A client of the desk that follows redirects."""
    with httpx.Client(base_url=desk, follow_redirects=True, timeout=30, transport=Waiting()) as client:
        yield client


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; the test is skipped where it is missing."""
    expect.set_options(timeout=30_000)  # other tests run beside: a page may be slow, not wrong
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
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()
