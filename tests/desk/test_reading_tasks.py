"""What people come to read, done as they would: by eye and mouse, by keyboard alone, on a phone, without script."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.desk.conftest import lit, press, serving, settled, tab_to

pytestmark = pytest.mark.browser
AT = "?as_of=2025-02-28&known_at=2025-02-28"


EITHER = [("desk", True), ("phone", True), ("desk", False), ("phone", False)]
"""Both widths, with JavaScript and without."""


@pytest.mark.parametrize(("width", "script"), EITHER)
def test_which_clauses_moved_this_week(
    desk: str, opened: Callable[..., Page], width: str, script: bool
) -> None:
    """From the first page to the list of what moved, on whose word, to the sentence lit in its report."""
    page = opened(width=width, script=script)
    page.goto(desk + "/" + AT)
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Board").click()
    expect(page.get_by_role("heading", name="What moved since 21 February 2025")).to_be_visible()
    one = page.locator("section[aria-labelledby=moved] li[data-entry]").filter(has_text="P2-end")
    expect(one).to_contain_text(re.compile("not due.*overdue", re.DOTALL))
    one.get_by_role("link", name="Caliber.Az, 27 February 2025").first.click()
    assert "have not agreed on a second phase" in lit(page)


def test_two_dates_are_compared_by_choosing_the_earlier_one(desk: str, opened: Callable[..., Page]) -> None:
    """The form's date of comparison moves the list and stands in the address."""
    page = opened()
    page.goto(desk + "/board" + AT)
    page.get_by_role("textbox", name="Moved since").fill("2025-02-03")
    page.get_by_role("button", name="Choose").click()
    expect(page).to_have_url(re.compile("as_of=2025-02-28.*since=2025-02-03"))
    expect(page.locator("section[aria-labelledby=moved]")).to_contain_text("RET2")


@pytest.mark.parametrize(("width", "script"), EITHER)
def test_show_me_who_says_1700(desk: str, opened: Callable[..., Page], width: str, script: bool) -> None:
    """A number is asked for as people write it; the answer names the holder and opens the sentence."""
    page = opened(width=width, script=script)
    page.goto(desk + "/figures" + AT)
    page.get_by_label("Number or words").fill("1,700")
    page.get_by_role("button", name="Choose").click()
    page.get_by_role("link", name="Prisoners released so far", exact=True).click()
    answer = page.locator("section[data-entry]").filter(has_text="about 1,700")
    expect(answer).to_contain_text("Tehran Times")
    answer.get_by_role("link", name="Tehran Times, 28 February 2025", exact=True).first.click()
    assert "1,700" in lit(page)


def test_the_board_is_walked_by_keys_alone(desk: str, opened: Callable[..., Page]) -> None:
    """`g b` opens the board, `j` walks its entries, Enter opens a clause, `n` goes to the next one."""
    page = opened()
    page.goto(desk + "/" + AT)
    page.keyboard.press("g")
    page.keyboard.press("b")
    expect(page).to_have_url(re.compile("/board"))
    press(page, "j")
    press(page, "j")
    clause = str(page.evaluate("document.activeElement.textContent")).split()[0]
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/clause/{clause}\\b"))
    before = page.url
    press(page, "n")
    expect(page).not_to_have_url(before)


@pytest.mark.parametrize("width", ["desk", "phone"])
def test_what_moved_is_found_by_the_keyboard_alone(
    desk: str, opened: Callable[..., Page], width: str
) -> None:
    """`g b`; `j` to the clause that moved; Tab to whose word moved it, Enter: the sentence stands lit."""
    page = opened(width=width)
    page.goto(desk + "/" + AT)
    press(page, "g")
    page.keyboard.press("b")
    expect(page).to_have_url(re.compile("/board"))
    for _ in range(40):
        press(page, "j")
        if "P2-end" in page.evaluate("document.activeElement.textContent"):
            break
    assert (
        page.evaluate("document.activeElement.closest('section').getAttribute('aria-labelledby')") == "moved"
    )
    tab_to(page, "Caliber.Az, 27 February 2025", whole=True)
    page.keyboard.press("Enter")
    assert "have not agreed on a second phase" in lit(page)


@pytest.mark.parametrize("width", ["desk", "phone"])
def test_who_says_1700_is_found_by_the_keyboard_alone(
    desk: str, opened: Callable[..., Page], width: str
) -> None:
    """`g f`, Tab to the field, the number, Enter; `j` to the question, Enter; `j` to the answer, Enter:
    the sentence stands lit in its report."""
    page = opened(width=width)
    page.goto(desk + "/" + AT)
    press(page, "g")
    page.keyboard.press("f")
    expect(page).to_have_url(re.compile("/figures"))
    tab_to(page, "Number or words")
    page.keyboard.type("1,700")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q=1%2C700"))
    press(page, "j")
    assert "Prisoners" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="On whose word")).to_be_visible()
    tab_to(page, "Tehran Times, 28 February 2025", whole=True)
    page.keyboard.press("Enter")
    assert "1,700" in lit(page)


def test_a_comparison_of_outlets_reads_on_a_phone(desk: str, opened: Callable[..., Page]) -> None:
    """Each statement is a card: every outlet's name stands beside what it says, and nothing is cut off."""
    page = opened(width="phone", script=False)
    page.goto(desk + "/compare" + AT + "&outlet=Tehran+Times&outlet=Daily+Sabah&outlet=KEYT")
    cells = page.locator(".matrix tbody tr").first.locator("td")
    names = [c.evaluate("n => getComputedStyle(n, '::before').content") for c in cells.all()]
    assert [n.strip('"').strip() for n in names] == ["Tehran Times", "Daily Sabah", "KEYT"]
    for cell in cells.all():
        box = cell.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390


def test_a_report_written_from_right_to_left_is_read_from_the_right(
    tmp_path: Path, opened: Callable[..., Page]
) -> None:
    """Its words stand at the right and run to the left, on the page, in lists and where claims are added;
    what the desk says of it runs as ever."""
    from truceline import Case

    (tmp_path / "a.txt").write_text("قال متحدث باسم الميناء إن 40 قاربا غادرت أوريم يوم الثلاثاء.\n", "utf-8")
    with Case.create(tmp_path / "case", None, person="A. Reader") as case:
        case.add([tmp_path / "a.txt"], outlet="صحيفة الميناء", published="2031-03-01", title="قوارب أوريم")
        [report] = case.reports()
    page = opened(width="phone")
    with serving(tmp_path / "case") as address:
        page.goto(f"{address}/report/{report.id[:12]}?as_of=2031-03-02&known_at=2031-03-02")
        words = page.locator(".text p").first
        assert words.evaluate("n => getComputedStyle(n).direction") == "rtl"
        assert page.locator("main").evaluate("n => getComputedStyle(n).direction") == "ltr"
        expect(page.get_by_role("heading", name="قوارب أوريم")).to_be_visible()
        page.get_by_role("link", name="add its claims").click()
        sentence = page.locator("label:has(input[name=sentence]) [dir=auto]").first
        assert sentence.evaluate("n => getComputedStyle(n).direction") == "rtl"
        page.goto(
            f"{address}/search?q=%D8%A7%D9%84%D9%85%D9%8A%D9%86%D8%A7%D8%A1&as_of=2031-03-02&known_at=2031-03-02"
        )
        expect(page.locator(".hits mark").first).to_contain_text("الميناء")
        assert page.locator(".hits .line").first.evaluate("n => getComputedStyle(n).direction") == "rtl"


def test_tab_alone_reaches_the_page_past_the_navigation(desk: str, opened: Callable[..., Page]) -> None:
    """The first stop of Tab leads past the rail; focus is seen wherever it is."""
    page = opened()
    page.goto(desk + "/board" + AT)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the page"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_single_keys_can_be_switched_off(desk: str, opened: Callable[..., Page]) -> None:
    """Who speaks to the computer, or trembles, switches them off; the choice stays."""
    page = opened()
    page.goto(desk + "/keys" + AT)
    page.get_by_role("button", name="Switch single keys off").click()
    page.goto(desk + "/board" + AT)
    page.evaluate("document.addEventListener('click', () => (window.clicked = true))")
    for key in ("?", "g", "f"):
        press(page, key)
    assert page.evaluate("window.clicked") is None and "/board" in page.url
    page.evaluate("localStorage.removeItem('keys')")
    page.evaluate("document.addEventListener('click', (e) => e.preventDefault())")
    press(page, "?")
    assert page.evaluate("window.clicked"), "a key that is heard is a click"


def test_another_reading_of_the_agreement_is_chosen(desk: str, opened: Callable[..., Page]) -> None:
    """The choice of a reading moves the clause's dates, and goes along to the next page."""
    page = opened()
    page.goto(desk + "/clause/P2-talks" + AT)
    page.get_by_label("read as").select_option("day0")
    expect(page).to_have_url(re.compile("reading=day0"))
    expect(page.locator("main")).to_contain_text("due 4 February 2025")
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Board").click()
    expect(page).to_have_url(re.compile("/board.*reading=day0"))


def test_a_person_grades_a_source_and_the_grade_is_signed(own_desk: str, opened: Callable[..., Page]) -> None:
    """The grade stands beside the outlet with who gave it and why, and nothing of the machine gave one."""
    page = opened()
    page.goto(own_desk + "/sources?q=Daily+Sabah")
    row = page.locator("tr[data-entry]")
    expect(row).to_contain_text("none")
    row.locator("summary").click()
    row.get_by_label("Reliability").select_option("B")
    row.get_by_label("Why").fill("names its sources")
    row.get_by_role("button", name="Sign as A. Reader").click()
    expect(page.locator("tr[data-entry]")).to_contain_text("by A. Reader")
    expect(page.locator("tr[data-entry]")).to_contain_text("names its sources")


def test_what_is_lit_in_a_report_can_be_chosen_without_script(desk: str, opened: Callable[..., Page]) -> None:
    """Boxes switch claims, figures, dates and labels; no script is needed."""
    page = opened(script=False)
    page.goto(desk + "/report" + AT + "&outlet=Daily+Sabah")
    page.locator("tr[data-entry] a").first.click()
    expect(page.locator(".text")).to_be_visible()
    figure = settled(page).locator(".text .m-figure").first
    assert "underline" in figure.evaluate("n => getComputedStyle(n).textDecorationLine")
    page.locator("#show-figure").uncheck()
    assert "underline" not in figure.evaluate("n => getComputedStyle(n).textDecorationLine")


def test_the_board_prints_without_navigation(desk: str, opened: Callable[..., Page]) -> None:
    """On paper there is no rail, no field and no button; the words stay."""
    page = opened()
    page.goto(desk + "/board" + AT)
    page.emulate_media(media="print")
    assert not page.locator(".rail").is_visible()
    assert not page.get_by_role("button", name="Choose").is_visible()
    assert not page.locator("form.dates").is_visible()
    dates = page.locator(".on-paper")
    assert dates.is_visible() and "As of 28 February 2025, known by 28 February 2025" in dates.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.get_by_role("heading", name="How it stands on 28 February 2025").is_visible()
