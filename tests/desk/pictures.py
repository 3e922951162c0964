"""The pictures of docs/desk, taken of the shipped sample: `python -m tests.desk.pictures FOLDER`.

Each shows one page in light and dark, at desk width and on a phone; `board-light` is the board alone.
"""

from __future__ import annotations

import base64
import shutil
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlencode

import httpx
from playwright.sync_api import Browser, sync_playwright
from tests.desk.conftest import ACCORD, serving, visitor

from truceline import Case
from truceline.case.sample import sample_folder

DATES = {"as_of": "2025-02-28", "known_at": "2025-02-28"}
LOOKS = {"desk": (1280, 880), "phone": (390, 880)}
SHEET = """<body style="margin:0;background:#7a8088;display:grid;gap:16px;padding:16px;width:1718px;box-sizing:border-box;
grid-template-columns:1280px 390px">{}</body>"""


def pages(http: httpx.Client) -> dict[str, str]:
    """The addresses of the pictures by name."""

    def first(path: str, of: str, key: str, **more: str) -> str:
        return str(http.get(path, params=DATES | more).json()[of][0][key])

    return {
        "start": "/",
        "board": "/board",
        "clause": "/clause/P2-talks",
        "figures": "/figures",
        "figure": "/figures/" + first("/figures.json", "findings", "id", q="1,700"),
        "statement": "/lineage/" + first("/lineage.json", "lineages", "origin", q="Israeli official"),
        "compare": "/compare",
        "report": "/report/" + first("/report.json", "reports", "id")[:12],
        "timeline": "/timeline",
        "sources": "/sources",
        "people": "/people",
        "watchlist": "/watchlist",
        "diff": "/diff?from=2025-02-03",
        "due": "/due",
        "levels": "/pam",
        "whatif": "/whatif?late=W4b=8",
        "incidents": "/incidents",
        "observations": "/observations",
        "review": "/review",
        "search": "/search?q=second+phase",
        "add": "/add",
    }


def shot(browser: Browser, address: str, size: tuple[int, int], dark: bool) -> bytes:
    """The first screen of a page."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        locale="en-GB",
    )
    page = context.new_page()
    page.goto(address)
    taken: bytes = page.screenshot()
    context.close()
    return taken


def take(folder: Path) -> None:
    """Write every picture into `folder`."""
    with tempfile.TemporaryDirectory() as room:
        case = Path(room) / "case"
        with Case.create(case, ACCORD, person="A. Reader") as made:
            made.add([sample_folder()])
            made.view()
        with (
            serving(case) as address,
            visitor(address) as http,
            sync_playwright() as p,
        ):
            browser = p.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            for name, path in pages(http).items():
                where = f"{address}{path}{'&' if '?' in path else '?'}{urlencode(DATES)}"
                shots = [
                    shot(browser, where, size, dark) for dark in (False, True) for size in LOOKS.values()
                ]
                images = "".join(
                    f'<img src="data:image/png;base64,{base64.b64encode(s).decode()}">' for s in shots
                )
                sheet = browser.new_page(viewport={"width": 1718, "height": 1808}, device_scale_factor=0.7)
                sheet.set_content(SHEET.format(images))
                sheet.screenshot(path=folder / f"{name}.png")
                sheet.close()
                if name == "board":
                    (folder / "board-light.png").write_bytes(shots[0])
            browser.close()


if __name__ == "__main__":
    take(Path(sys.argv[1]))
