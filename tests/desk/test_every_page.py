"""What every reading page keeps to: JSON and permalink, no fault for axe, a phone, no script, either theme."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page
from tests.desk.conftest import beyond, faults, serving, visitor

WHEN = {"as_of": "2025-02-28", "known_at": "2025-02-28"}
FIXED = (
    "/",
    "/board",
    "/board?since=2025-02-03&party=israel",
    "/clause/P2-talks",
    "/clause/AID1",
    "/figures",
    "/figures?q=1,700",
    "/lineage",
    "/compare",
    "/timeline",
    "/report",
    "/sources",
    "/people",
    "/incidents",
    "/watchlist",
    "/watchlist?whom=Hamas",
    "/people/alike",
    "/diff?from=2025-02-03",
    "/diff?from=2025-02-28&from_known=2025-02-10",
    "/due",
    "/pam",
    "/whatif?late=W4b=8",
    "/people/hamas",
    "/keys",
)
SHORT = (
    "/?",
    "/board?since=2025-02-03&topic=phase2_talks_start",
    "/clause/W4b",
    "/figures?q=1,700",
    "/lineage?q=Egypt",
    "/compare?outlet=Tehran+Times&outlet=Daily+Sabah&topic=phase2_talks_start",
    "/timeline?days=4",
    "/report?outlet=Daily+Sabah",
    "/sources?q=Daily",
    "/people?q=Hamas",
    "/people/qatar?same=Egyptian",
    "/people/alike",
    "/diff?from=2025-02-03&topic=phase2_talks_start",
    "/due?days=10&all=1&topic=phase2_talks_start",
    "/due?days=2",
    "/pam?topic=phase2_talks_start",
    "/whatif?late=W4b=8",
    "/watchlist?whom=Egypt&topic=phase2_talks_start",
    "/watchlist?phase=2",
    "/keys",
    "/nothing-here",
)
"""Every template with few rows: what axe finds does not hang on how many there are."""


@pytest.fixture(scope="module")
def paths(desk: str) -> list[str]:
    """Every reading page of the sample, one of each kind that has an id."""
    with visitor(desk) as http:
        finding = http.get("/figures.json", params=WHEN).json()["findings"][0]["id"]
        lines = http.get("/lineage.json", params=WHEN).json()["lineages"]
        report = http.get("/report.json", params=WHEN).json()["reports"][0]["id"]
    return [*FIXED, f"/figures/{finding}", f"/lineage/{lines[0]['origin']}", f"/report/{report[:12]}"]


def dated(path: str) -> str:
    """The address of a page with the dates that these tests use."""
    return f"{path}{'&' if '?' in path else '?'}as_of=2025-02-28&known_at=2025-02-28"


def test_each_page_has_json_beside_it_and_a_permalink(http: httpx.Client, paths: list[str]) -> None:
    """The same question gives a page and plain data; the page names both addresses."""
    for path in paths:
        name, _, query = path.partition("?")
        page = http.get(dated(path))
        assert page.status_code == 200, path
        twin = ("/start" if name == "/" else name) + ".json" + (f"?{query}" if query else "")
        data = http.get(dated(twin)).json()
        assert data["as_of"] == "2025-02-28" and data["head"], path
        assert "the same as JSON" in page.text and "known_at=2025-02-28" in page.text, path


def test_each_page_is_the_same_byte_for_byte(http: httpx.Client, paths: list[str]) -> None:
    """The same record, dates and reading give the same page."""
    for path in paths:
        one, other = (re.sub(r'name="key" value="\w+"', "", http.get(dated(path)).text) for _ in range(2))
        assert one == other, path


def test_nothing_later_than_known_at_shows(http: httpx.Client) -> None:
    """A page as known by an earlier day names no report that came later."""
    early = {"as_of": "2025-02-01", "known_at": "2025-02-01"}
    reports = http.get("/report.json", params=early).json()["reports"]
    assert reports and all(r["published"] <= "2025-02-01" for r in reports)
    late = http.get("/report.json", params=WHEN).json()["reports"][0]["id"]
    assert http.get(f"/report/{late[:12]}.json", params=early).status_code == 404


def test_handling_above_the_desks_level_never_shows(tmp_path: Any) -> None:
    """A desk that shows shareable reports gives no word of an internal one, by list or by id."""
    from truceline import Case
    from truceline.model.report import Handling

    (tmp_path / "open.txt").write_text("The harbour office of Orrim said that the quay was open.\n", "utf-8")
    (tmp_path / "kept.txt").write_text("A guard told the envoy that the secret gate was shut.\n", "utf-8")
    with Case.create(tmp_path / "case", None, person="A. Reader") as case:
        case.add([tmp_path / "open.txt"], outlet="Orrim Star", published="2031-03-01")
        [inside] = case.add(
            [tmp_path / "kept.txt"], outlet="Patrol", published="2031-03-02", handling=Handling.INTERNAL
        ).new
        case.readings()

    def text_of(level: Handling, path: str) -> str:
        with serving(tmp_path / "case", level=level) as address, visitor(address) as http:
            return http.get(path).text

    query = "?as_of=2031-03-03&known_at=2031-03-03"
    for path in (
        "/",
        "/report",
        f"/report/{inside.id[:12]}",
        "/figures",
        "/lineage",
        "/compare",
        "/sources",
        "/people",
        "/incidents",
        "/observations",
        "/watchlist",
        "/diff",
        "/due",
        "/pam",
        "/whatif",
    ):
        assert "secret gate" not in text_of(Handling.SHAREABLE, path + query), path
    assert "secret gate" in text_of(Handling.MEDIATOR, f"/report/{inside.id[:12]}{query}")


def test_a_case_without_an_agreement_or_reports_says_what_to_do(tmp_path: Any) -> None:
    """Empty states name the next step on every page; none of them is an error."""
    from truceline import Case

    Case.create(tmp_path / "case", None).close()
    with serving(tmp_path / "case") as address, visitor(address) as http:
        for path in (
            "/",
            "/board",
            "/figures",
            "/lineage",
            "/compare",
            "/timeline",
            "/report",
            "/sources",
            "/people",
            "/incidents",
            "/observations",
            "/watchlist",
            "/diff",
            "/due",
            "/pam",
            "/whatif",
        ):
            answer = http.get(path)
            assert answer.status_code == 200 and 'class="empty"' in answer.text, path
        told = http.get("/due").text
        assert "<h1>What is due</h1>" in told and "truceline settings --case DIR --accord NAME" in told
        assert http.get("/due.json").json()["agreement"] is None
        led_to = re.findall(r'data-go="(.)"', http.get("/figures").text)
        assert {"b", "f", "s"} <= set(led_to) and not {"q", "d", "e", "m", "t"} & set(led_to)
        assert "can open an incident in a case without an agreement" in http.get("/incidents").text


def test_a_withdrawn_report_is_named_as_one_on_the_first_page(tmp_path: Any) -> None:
    """It stays in the record, and is not told as one of the newest without a word."""
    from truceline import Case
    from truceline.model.judgement import Decision, SubjectKind

    with Case.create(tmp_path / "case", None, person="A. Reader") as case:
        for name, boats in (("a", 40), ("b", 42)):
            (tmp_path / f"{name}.txt").write_text(
                f"The harbour office of Orrim said that {boats} boats left.\n"
            )
            [kept] = case.add([tmp_path / f"{name}.txt"], outlet=f"Orrim {name}", published="2021-03-01").new
        case.judge(Decision.WITHDRAW, SubjectKind.REPORT, kept.id)
    with (
        serving(tmp_path / "case") as address,
        visitor(address) as http,
    ):
        told = http.get("/").text
        assert "(1 withdrawn, so not counted)" in told
        assert told.count("(withdrawn)") == 1


def short_paths(desk: str, topic: str = "Egypt") -> list[str]:
    """`SHORT`, and one page of each kind that has an id."""
    with visitor(desk) as http:
        finding = http.get("/figures.json", params=WHEN | {"q": "1,700"}).json()["findings"][0]["id"]
        line = http.get("/lineage.json", params=WHEN | {"q": topic}).json()["lineages"][0]["origin"]
        report = http.get("/report.json", params=WHEN).json()["reports"][0]["id"]
        board = http.get(SHORT[1].replace("?", ".json?"), params=WHEN).json()
    assert board["moved"] and board["clauses"], "the short board shows every part of a board"
    return [*SHORT, f"/figures/{finding}", f"/lineage/{line}", f"/report/{report[:12]}"]


@pytest.mark.browser
@pytest.mark.parametrize(("width", "dark"), [("desk", False), ("phone", True)])
def test_axe_finds_nothing_serious_on_any_template(
    desk: str, opened: Callable[..., Page], width: str, dark: bool
) -> None:
    """WCAG 2.2 AA as far as a machine can tell, light and dark, with everything unfolded."""
    page = opened(width=width, dark=dark)
    said: list[str] = []
    page.on(
        "console", lambda message: said.append(message.text) if "status of 404" not in message.text else None
    )
    for path in short_paths(desk):
        page.goto(desk + dated(path))
        page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
        assert not faults(page), path
        assert beyond(page) <= 0, path
    assert not said


@pytest.mark.soak
@pytest.mark.browser
@pytest.mark.parametrize(
    ("width", "dark"), [("desk", False), ("desk", True), ("phone", False), ("phone", True)]
)
def test_axe_finds_nothing_serious_on_any_whole_page(
    desk: str, paths: list[str], opened: Callable[..., Page], width: str, dark: bool
) -> None:
    """The long form of the test above: every page of the sample, however many rows it has."""
    page = opened(width=width, dark=dark)
    for path in paths:
        page.goto(desk + dated(path))
        assert not faults(page), path


@pytest.mark.browser
def test_every_page_reads_on_a_phone_without_script(
    desk: str, paths: list[str], opened: Callable[..., Page]
) -> None:
    """With JavaScript off, every page has its heading, its navigation and its words; each picture is hidden
    from a screen reader or has a name of its own; no page scrolls sideways as a whole."""
    page = opened(width="phone", script=False)
    for path in paths:
        page.goto(desk + dated(path))
        assert page.locator("main h1").count() == 1, path
        assert page.locator("nav[aria-label=Pages] a").count() >= 8, path
        assert len(page.locator("main").inner_text()) > 100, path
        nameless = page.locator(
            'main svg:not(svg svg):not([aria-hidden="true"]):not(:is([role="img"], [role="group"])[aria-label]:not([aria-label=""]))'
        )
        assert nameless.count() == 0, (path, nameless.first.evaluate("n => n.outerHTML.slice(0, 200)"))
        assert beyond(page) <= 0, path


@pytest.mark.browser
def test_an_axe_that_finds_is_believed(desk: str, opened: Callable[..., Page]) -> None:
    """A page that is broken on purpose is found out: the check can fail."""
    page = opened(width="phone")
    page.goto(desk + dated("/keys"))
    assert not faults(page) and beyond(page) <= 0
    page.evaluate("""() => {
      document.documentElement.removeAttribute("lang");
      const main = document.querySelector("main");
      const wide = main.appendChild(document.createElement("div"));
      wide.style.width = "2000px";
      wide.textContent = "wide";
      main.appendChild(document.createElement("button"));
    }""")
    assert {"html-has-lang", "button-name"} <= {f[0] for f in faults(page)}
    assert beyond(page) > 0
