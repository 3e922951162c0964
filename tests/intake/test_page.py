"""Pages of HTML: the main text in paragraphs, and what the head says of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.intake.test_text import WORDS, one, put

from truceline.intake import take_all
from truceline.intake.page import read_page
from truceline.model.report import DateBasis

STORY = [
    "The monitors said on Tuesday that forty trucks had crossed the bridge at Arvel before noon, the most "
    "on any day since the truce began.",
    "“We counted each of them,” said Ines Tarvo, who speaks for the joint mission. “Two were turned back "
    "for want of papers, and nobody was held.”",
    "The Northern Council denied that its men had stopped any vehicle. A spokesman said that the post at the "
    "mill had been empty since Sunday and would stay so.",
    "Under the agreement, sixty trucks a day are to cross by the end of the month, ten of them with fuel.",
]


def page(head: str = "", body: str | None = None, *, title: str = "Forty trucks cross at Arvel") -> str:
    """A page as outlets make them, with furniture around the story."""
    story = "".join(f"<p>{p}</p>\n" for p in STORY) if body is None else body
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title} | Arvel Post</title>{head}</head><body>"
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li></ul></nav>"
        f"<main><article><h1>{title}</h1>{story}</article></main>"
        "<aside><h2>Read more</h2><a href='/x'>Ten things to do in Arvel</a></aside>"
        "<footer><p>Copyright Arvel Post. All rights reserved.</p></footer>"
        "<script>var x = '<p>not text</p>';</script></body></html>"
    )


def test_the_main_text_comes_in_paragraphs_without_furniture(tmp_path: Path) -> None:
    """A blank line between paragraphs; no navigation, footer, script or headline."""
    [taken] = take_all([put(tmp_path, "a.html", page())])[0]
    assert taken.report.text.split("\n\n") == STORY
    assert taken.raw == page().encode()
    assert taken.report.title == "Forty trucks cross at Arvel"
    assert taken.report.outlet == "Arvel Post"


def test_a_short_page_is_read_too(tmp_path: Path) -> None:
    """One paragraph is a report; blanks and line breaks of the source are blanks."""
    report = one(put(tmp_path, "a.html", page(body="<p>Forty   trucks\n <b>crossed</b>&nbsp;today.</p>")))
    assert report.text == "Forty trucks crossed\u00a0today."


def test_lists_tables_quotations_and_breaks_are_paragraphs(tmp_path: Path) -> None:
    """Nothing runs together."""
    body = "".join(f"<p>{p}</p>" for p in STORY)
    body += "<ul><li>Fuel came first that day.</li><li>Flour came second that day.</li></ul>"
    body += "<blockquote>Nobody was held at the bridge.</blockquote><p>First line.<br>Second line.</p>"
    text = one(put(tmp_path, "a.html", page(body=body))).text.split("\n\n")
    assert text[:4] == STORY
    assert {"Fuel came first that day.", "Flour came second that day."} <= set(text)
    assert {"Nobody was held at the bridge.", "First line.", "Second line."} <= set(text)


LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "Organization", "@id": "#us", "name": "The Arvel Post"},
        {"@type": "WebPage", "name": "Another name"},
        {
            "@type": ["NewsArticle"],
            "headline": "Trucks cross",
            "datePublished": "2031-03-04T22:00:00-05:00",
            "publisher": {"@id": "#us"},
            "url": "https://arvel.example/linked",
        },
    ],
}


def test_linked_data_is_asked_first(tmp_path: Path) -> None:
    """Outlet through its reference, the date in the outlet's own zone."""
    head = f'<script type="application/ld+json">{json.dumps(LINKED)}</script>'
    head += '<meta property="og:title" content="Another"><meta name="date" content="2030-01-01">'
    report = one(put(tmp_path, "a.html", page(head)))
    assert (report.title, report.outlet) == ("Trucks cross", "The Arvel Post")
    assert (report.published, report.date_basis) == ("2031-03-04", DateBasis.DOCUMENT)
    assert report.address == "https://arvel.example/linked"


def test_then_the_metas_of_the_head(tmp_path: Path) -> None:
    """Linked data that is no JSON is passed over."""
    head = (
        '<script type="application/ld+json">{broken</script><link rel="canonical" href="https://a.example/1">'
        '<meta property="og:title" content="Trucks at Arvel"><meta property="og:site_name" content="The Post">'
        '<meta property="article:published_time" content="2031-03-04T10:00:00Z">'
    )
    report = one(put(tmp_path, "a.html", page(head)))
    assert (report.title, report.outlet, report.published) == ("Trucks at Arvel", "The Post", "2031-03-04")
    assert report.address == "https://a.example/1"


@pytest.mark.parametrize(
    "line",
    [
        "<time datetime='2031-03-04T10:00'>4 March</time>",
        "<p class='date'>Published 4 March 2031</p>",
        "<div><span>By Jo Marr</span><span>March 4, 2031 | 10:00</span></div>",
    ],
)
def test_then_the_lines_below_the_headline(tmp_path: Path, line: str) -> None:
    """A date that stands alone there is the page's; one in the story is not."""
    story = "".join(f"<p>{p}</p>" for p in STORY)
    assert one(put(tmp_path, "a.html", page(body=line + story))).published == "2031-03-04"
    assert one(put(tmp_path, "a.html", page(body=story + line))).published is None


def test_a_side_file_goes_before_what_a_page_says_of_its_outlet_but_not_of_its_date(tmp_path: Path) -> None:
    """The date of the document goes first, and a difference is noted."""
    path = put(tmp_path, "a.html", page('<meta name="date" content="2031-03-04">'))
    put(tmp_path, "a.meta.json", '{"outlet": "Coast Radio", "published": "2031-03-05"}')
    report = one(path)
    assert (report.outlet, report.published) == ("Coast Radio", "2031-03-04")
    assert any("2031-03-05" in note for note in report.notes)


def test_a_page_says_in_which_encoding_it_is(tmp_path: Path) -> None:
    """What is not UTF-8 is decoded as the head declares."""
    html = page('<meta charset="windows-1251">', body="<p>Колонна пересекла мост.</p>")
    report = one(put(tmp_path, "a.htm", html.encode("cp1251")))
    assert report.text == "Колонна пересекла мост."
    assert any("cp1251" in note for note in report.notes)


def test_a_text_that_only_the_linked_data_hold_is_taken_from_there(tmp_path: Path) -> None:
    """Pages that draw their story by script, and a note says so."""
    value = {"@type": "NewsArticle", "headline": "Trucks", "articleBody": "\n\n".join(STORY)}
    head = f'<script type="application/ld+json">{json.dumps(value)}</script>'
    report = one(put(tmp_path, "a.html", page(head, body="<p>Loading…</p>")))
    assert report.text.split("\n\n") == STORY
    assert any("articleBody" in note for note in report.notes)


def test_a_record_may_hold_a_page(tmp_path: Path) -> None:
    """In the field `html`."""
    value = {"html": page(), "outlet": "Coast Radio", "published": "2031-03-09"}
    report = one(put(tmp_path, "a.json", json.dumps(value)))
    assert report.text.split("\n\n") == STORY
    assert (report.outlet, report.published) == ("Coast Radio", "2031-03-09")


GOOD = f"<p>{WORDS}</p>"
HOSTILE = {
    "deep": "<html><body>" + "<div>" * 100_000 + GOOD,
    "deep and closed": "<html><body>" + "<div>" * 100_000 + GOOD + "</div>" * 100_000,
    "formatting": "<b><p>" * 50_000 + GOOD,
    "links": "<a href=x>" * 100_000 + GOOD,
    "tables": "<table><tr><td>" * 30_000 + GOOD,
    "attributes": "<p " + " ".join(f"a{i}=1" for i in range(300_000)) + ">x</p>" + GOOD,
    "spans": "<html><body><p>" + "<span>a</span>" * 400_000 + "</p>" + GOOD * 30,
    "breaks": "<html><body><p>" + "x<br>" * 500_000 + "</p>",
    "comments": "<!--" * 500_000 + GOOD,
    "opens": "<" * 3_000_000 + GOOD,
    "entities": "<html><body><p>" + "&amp;" * 1_500_000 + "</p>",
    "linked data": '<script type="application/ld+json">' + "[" * 200_000 + "</script>" + GOOD,
    "laughs": "<!DOCTYPE html ["
    + "".join(f'<!ENTITY a{i} "&a{i - 1};&a{i - 1};">' for i in range(1, 60))
    + "]><p>&a59;</p>",
    "too large": "<p>" + "x" * (10 * 1024 * 1024 + 1),
}
QUICK = ("deep", "opens", "comments", "linked data", "laughs", "tables", "too large")
CHILD = """
import re, resource, sys
from pathlib import Path
from truceline.intake import take_all
taken, errors = take_all(sys.argv[1:])
# The kernel's maxrss of a process counts what its parent held when it was forked; VmHWM does not.
own = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
memory = max(own, spent[1].ru_maxrss)
print(sum(s.ru_utime + s.ru_stime for s in spent), memory // 1024, len(taken), len(errors))
"""


def taken_alone(*paths: Path) -> tuple[float, float, float, float]:
    """Seconds of processor time, megabytes at most, reports and errors of a process that takes `paths` and nothing else."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, *map(str, paths)], capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    seconds, memory, taken, errors = (float(n) for n in done.stdout.split())
    return seconds, memory, taken, errors


def ends_in_time(folder: Path, name: str) -> None:
    """Within 10 s of processor time and 512 MB, with a report or a reason, and the next file is taken."""
    bad, good = put(folder, "bad.html", HOSTILE[name]), put(folder, "good.html", page())
    seconds, memory, taken, errors = taken_alone(bad, good)
    assert seconds < 10
    assert memory < 512
    assert taken >= 1
    assert taken + errors == 2


@pytest.mark.parametrize("name", QUICK)
def test_a_hostile_page_ends_in_time(tmp_path: Path, name: str) -> None:
    """The quick ones of them."""
    ends_in_time(tmp_path, name)


@pytest.mark.soak
@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in QUICK])
def test_every_hostile_page_ends_in_time(tmp_path: Path, name: str) -> None:
    """Those that take their time."""
    ends_in_time(tmp_path, name)


def shared() -> Path:
    """Where the real pages for trying are; skips without them."""
    folder = Path(os.environ.get("TRUCELINE_SHARED") or Path(__file__).parents[2].parent / "shared") / "html"
    if not folder.is_dir():
        pytest.skip("no real pages here: set TRUCELINE_SHARED to try them")
    return folder


def test_real_pages_give_title_date_and_a_long_text_quickly() -> None:
    """Each within a second of processor time."""
    pages = sorted(shared().glob("*.html"))
    assert pages
    for path in pages:
        begun = time.process_time()
        found = read_page(path.read_text(encoding="utf-8"))
        assert time.process_time() - begun < 2
        assert len(found.text) > 3000
        assert len(found.text.split("\n\n")) > 10
        assert found.title
        assert found.published
    _, memory, taken, errors = taken_alone(*pages)
    assert memory < 512
    assert (taken, errors) == (len(pages), 0)
