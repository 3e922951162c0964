"""What people come to decide, done as they would: by the keyboard alone, on a phone, without script."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.desk.conftest import READ, beyond, faults, press, serving, tab_to, visitor

from truceline.case import Case
from truceline.desk.works import Works
from truceline.model.judgement import Decision

pytestmark = pytest.mark.browser
Opened = Callable[..., Page]


def decisions(case: Path) -> list[Decision]:
    with Case.open(case) as found:
        return [j.decision for j in found.judgements()]


@pytest.mark.parametrize("width", ["desk", "phone"])
def test_reject_this_claim_and_undo_it_with_one_key_each(
    own_desk: str, own_case: Path, opened: Opened, width: str
) -> None:
    """`x` rejects and the next claim comes, with the sentence lit; `u` takes it back."""
    page = opened(width=width)
    page.goto(own_desk + "/review")
    claim = page.locator(".said").inner_text()
    expect(page.locator(".source-pane mark").first).to_be_visible()
    press(page, "x")
    expect(page.get_by_role("status").filter(has_text="rejected")).to_contain_text(claim[:60])
    expect(page.locator(".said")).not_to_have_text(claim)
    press(page, "u")
    expect(page.get_by_role("status").filter(has_text="Undone")).to_be_visible()
    expect(page.locator(".said")).to_have_text(claim)
    assert decisions(own_case) == [Decision.REJECT, Decision.UNDO]


@pytest.mark.parametrize("width", ["desk", "phone"])
def test_reject_and_undo_with_tab_and_enter_when_single_keys_are_off(
    own_desk: str, own_case: Path, opened: Opened, width: str
) -> None:
    """Nothing needs a single key; switched off, one does nothing."""
    page = opened(width=width)
    page.goto(own_desk + "/keys")
    page.get_by_role("button", name="Switch single keys off").click()
    page.goto(own_desk + "/review")
    press(page, "x")
    tab_to(page, "Reject")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="rejected")).to_be_visible()
    tab_to(page, "Undo")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Undone")).to_be_visible()
    assert decisions(own_case) == [Decision.REJECT, Decision.UNDO]


def test_statements_are_split_parted_joined_and_corrected_by_keys_alone(
    own_desk: str, own_case: Path, opened: Opened
) -> None:
    """`s`, `n`, `m`, `e` open their forms with the focus in them; Enter sends; `u` takes each back."""
    with Case.open(own_case) as case:
        view = case.view()
        line = next(x for x in view.lineages if len(x.members) > 1 and not x.agreement)
        other = next(x for x in view.lineages if x.origin != line.origin and not x.agreement)
        claim = line.members[-1].claim
    page = opened()
    wanted = []
    for key, keys, decision in (
        ("s", ("Enter",), Decision.SPLIT),
        ("n", ("Space", "Enter"), Decision.NOT_THE_SAME),
        ("m", (), Decision.MERGE),
        ("e", (), Decision.CORRECT),
    ):
        page.goto(f"{own_desk}/review?item={claim}")
        press(page, key)
        expect(page.locator("details.act[open] :focus")).to_have_count(1)
        if key == "m":
            tab_to(page, "Or its id")
            page.keyboard.type(other.origin)
            keys = ("Enter",)
        if key == "e":
            page.keyboard.press("ControlOrMeta+a")
            page.keyboard.type("The harbour office")
            keys = ("Enter",)
        for one in keys:
            page.keyboard.press(one)
        expect(page.get_by_role("button", name="Undo")).to_be_visible()
        press(page, "u")
        expect(page.get_by_role("status").filter(has_text="Undone")).to_be_visible()
        wanted += [decision, Decision.UNDO]
        assert decisions(own_case) == wanted


@pytest.mark.parametrize("width", ["desk", "phone"])
def test_add_a_claim_that_the_machine_missed_by_the_keyboard(
    own_desk: str, own_case: Path, opened: Opened, width: str
) -> None:
    """`a` opens the report's sentences; arrows choose one, Tab leads to the speaker, Enter adds it."""
    page = opened(width=width)
    page.goto(own_desk + "/review")
    page.keyboard.press("a")
    expect(page.get_by_role("heading", name="A claim that the machine missed")).to_be_visible()
    page.locator("input[name=sentence]").first.focus()
    page.keyboard.press("ArrowDown")
    sentence = page.locator("label:has(input[name=sentence]:checked) [dir=auto]").inner_text()
    tab_to(page, "Who says it")
    page.keyboard.type("The harbour office")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="added a claim")).to_be_visible()
    with Case.open(own_case) as case:
        view = case.view()
        [added] = [c for c in view.claims if c.id in view.confirmed]
    assert (added.holder, added.words) == ("The harbour office", sentence.strip())
    press(page, "u")
    expect(page.get_by_role("status").filter(has_text="Undone")).to_be_visible()
    assert decisions(own_case) == [Decision.ADD, Decision.UNDO]


@pytest.mark.parametrize(("width", "script"), [("desk", True), ("desk", False), ("phone", True)])
def test_the_sentence_is_in_sight_however_long_its_report(
    tmp_path: Path, opened: Opened, width: str, script: bool
) -> None:
    """Nobody has to look for the words on which a decision is asked: beside it, or where there is no room
    or no script, under the claim."""
    days = [
        f"On day {n} the ferry to island {n} of Orrim left pier {n} with {n} sacks of grain."
        for n in range(2, 90)
    ]
    text = "\n\n".join([*days, "The harbour office said that the north gate was shut."])
    (tmp_path / "a.txt").write_text(text, "utf-8")
    with Case.create(tmp_path / "case", None, person="A. Reader") as case:
        case.add([tmp_path / "a.txt"], outlet="Orrim Star", published="2025-03-01")
        claim = next(c.id for c in case.view().claims if "north gate" in c.words)
    page = opened(width=width, script=script)
    with serving(tmp_path / "case") as address:
        page.goto(f"{address}/review?item={claim}&as_of=2025-03-02")
        seen = page.locator("mark", has_text="the north gate was shut")
        expect(seen.first if width == "phone" or not script else seen.last).to_be_in_viewport()
        expect(page.get_by_role("button", name="Confirm")).to_be_in_viewport()


def test_deciding_works_without_script(own_desk: str, own_case: Path, opened: Opened) -> None:
    """Reject, correct, undo and search are plain forms."""
    page = opened(script=False)
    page.goto(own_desk + "/review")
    page.get_by_label("Why (kept with the decision)").fill("the minutes say otherwise")
    page.get_by_role("button", name="Reject").click()
    page.get_by_role("button", name="Undo").click()
    page.locator("details#correct summary").click()
    page.locator("details#correct").get_by_label("Stance").select_option("denies")
    page.get_by_role("button", name="Keep the correction").click()
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Log").click()
    expect(page.locator("ol.log > li")).to_have_count(3)
    expect(page.locator("ol.log")).to_contain_text("the minutes say otherwise")
    page.goto(own_desk + "/search?q=prisoners")
    assert page.locator(".hits mark").count() > 3
    assert decisions(own_case) == [Decision.REJECT, Decision.UNDO, Decision.CORRECT]


def test_two_browsers_on_one_claim_see_the_conflict(own_desk: str, own_case: Path, opened: Opened) -> None:
    """The second is shown both decisions, and lets the first stand or decides again."""
    ana, omar = opened(), opened()
    for page in (ana, omar):
        page.goto(own_desk + "/review")
    ana.keyboard.press("c")
    expect(ana.get_by_role("status").filter(has_text="confirmed")).to_be_visible()
    press(omar, "x")
    expect(omar.get_by_role("heading", name="Somebody else decided first")).to_be_visible()
    assert not faults(omar)
    assert decisions(own_case) == [Decision.CONFIRM]
    omar.get_by_role("button", name="Decide it my way after all").click()
    expect(omar.get_by_role("status").filter(has_text="rejected")).to_be_visible()
    assert decisions(own_case) == [Decision.CONFIRM, Decision.REJECT]


def test_an_open_page_is_told_quietly_that_the_record_grew(own_desk: str, opened: Opened) -> None:
    """A bar with the number and a way to see it; nothing on the page jumps."""
    watching, deciding = opened(), opened()
    watching.goto(own_desk + "/board")
    before = watching.locator("main").inner_text()
    deciding.goto(own_desk + "/review")
    deciding.keyboard.press("c")
    bar = watching.locator("#grew")
    expect(bar).to_contain_text("1 new decision")
    assert watching.locator("main").inner_text() == before
    bar.get_by_role("link", name="Show").click()
    expect(bar).to_be_hidden()


def test_reports_are_added_from_the_page_with_their_progress(
    own_desk: str, own_case: Path, opened: Opened, tmp_path: Path
) -> None:
    """Files and a bad one; the page tells how far it is, what was taken, and what was not and why."""
    (tmp_path / "a.txt").write_text("The harbour office of Orrim said that two ferries left.\n", "utf-8")
    (tmp_path / "b.bin.txt").write_bytes(b"\0\0")
    page = opened()
    page.goto(own_desk + "/add")
    page.locator("input[type=file]").set_input_files([tmp_path / "a.txt", tmp_path / "b.bin.txt"])
    files = page.locator("form[aria-labelledby=files]")
    files.get_by_label("Outlet").fill("Orrim Star")
    files.get_by_label("Published").fill("2025-02-20")
    page.get_by_role("button", name="Add these files").click()
    card = page.locator("[data-job]")
    expect(card).to_contain_text("2 of 2", timeout=READ * 1000)
    expect(card).to_contain_text("b.bin.txt")
    with Case.open(own_case) as case:
        assert [r.text for r in case.reports() if r.outlet == "Orrim Star"] == [
            "The harbour office of Orrim said that two ferries left.\n"
        ]


def test_adding_many_is_stopped_goes_on_and_outlives_the_desk(
    own_case: Path, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stop ends it, also for a desk that is opened later; Go on takes up what was left, and a desk that is
    closed meanwhile leaves the rest to the next one. Nothing is added twice."""
    files = [tmp_path / f"{n}.txt" for n in range(12)]
    for n, file in enumerate(files):
        file.write_text(f"The harbour office of Orrim said that {n + 2} ferries left on Monday.\n", "utf-8")
    page = opened()
    card = page.locator("[data-job]")
    with monkeypatch.context() as held, serving(own_case) as address:
        held.setattr(Works, "_begin", lambda _: None)  # no worker may be done before somebody can press Stop
        page.goto(address + "/add")
        page.locator("input[type=file]").set_input_files(files)
        page.locator("form[aria-labelledby=files]").get_by_label("Outlet").fill("Orrim Star")
        page.get_by_role("button", name="Add these files").click()
        card.get_by_role("button", name="Stop").click()
        expect(card.get_by_role("button", name="Go on")).to_be_visible()
    with serving(own_case) as address:
        page.goto(address + "/add")
        expect(card).to_contain_text("0 of 12")
        card.get_by_role("button", name="Go on").click()
        expect(card.get_by_role("button", name="Go on")).to_be_hidden()
    with serving(own_case) as address:
        page.goto(address + "/add")
        expect(card).to_contain_text("12 of 12", timeout=READ * 1000)
    with Case.open(own_case) as case:
        assert len({r.text for r in case.reports() if r.outlet == "Orrim Star"}) == 12
        assert sum(r.outlet == "Orrim Star" for r in case.reports()) == 12


@pytest.mark.parametrize(("width", "dark"), [("desk", False), ("phone", True)])
def test_axe_finds_nothing_serious_where_people_decide(
    own_desk: str, own_case: Path, opened: Opened, width: str, dark: bool
) -> None:
    """Every page with its forms open, a decision just made, a search that found and one that did not."""
    page = opened(width=width, dark=dark)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(own_desk + "/review")
    page.keyboard.press("c")
    expect(page.get_by_role("status").filter(has_text="confirmed")).to_be_visible()
    with Case.open(own_case) as case:
        report = case.reports()[0].id[:12]
    paths = ["/review/list?page=6", "/log", "/search?q=%22second+phase%22", "/add", f"/report/{report}/add"]
    for path in (None, *paths):
        if path:
            page.goto(own_desk + path)
        page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
        assert not faults(page), path
        assert beyond(page) <= 0, path
    page.goto(own_desk + "/review/list?clause=P2-talks")
    page.locator("input[name=subject]").first.check()
    page.get_by_role("button", name="Reject the chosen").click()
    expect(page.get_by_role("heading", name="What it would change")).to_be_visible()
    assert not faults(page) and beyond(page) <= 0
    assert not said


def test_a_search_is_saved_and_found_again(own_desk: str, opened: Opened) -> None:
    """By name, with its filters; and forgotten."""
    page = opened()
    page.goto(own_desk + "/search?q=%221,700%22&kind=claim")
    page.get_by_text("Save this search").click()
    page.get_by_label("Name").fill("who says 1,700")
    page.get_by_role("button", name="Save").click()
    page.goto(own_desk + "/search")
    page.get_by_role("link", name="who says 1,700").click()
    expect(page).to_have_url(re.compile("kind=claim"))
    expect(page.locator(".hits mark").first).to_have_text("1,700")
    page.get_by_text("Forget a saved search").click()
    page.get_by_role("button", name="Forget").click()
    expect(page.get_by_role("link", name="who says 1,700")).to_have_count(0)


def test_every_page_of_deciding_has_json_beside_it(own_desk: str) -> None:
    """The same data, for other programs."""
    with visitor(own_desk) as http:
        for path in ("/review", "/review/list", "/log", "/search", "/add"):
            found = http.get(f"{path}.json", params={"q": "talks"} if path == "/search" else {}).json()
            assert found["as_of"] and found["head"], path
