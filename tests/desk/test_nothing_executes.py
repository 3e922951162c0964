"""Nothing stored in a report, a decision or an agreement ever executes, on any reading page."""

from __future__ import annotations

import itertools
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import yaml
from playwright.sync_api import Dialog, Page
from tests.desk.conftest import serving, visitor

from truceline import Case
from truceline.case import Library
from truceline.case.working import open_work
from truceline.model.judgement import Decision, SubjectKind
from truceline.model.plain_yaml import plain_yaml

ACT = "window.__ran=1"
HOW = (
    "<script>{}</script>",
    "<img src=x onerror={}>",
    "<svg onload={}>",
    "<svg><script>{}</script></svg>",
    "<svg><animate onbegin={} attributeName=x dur=1s>",
    "<body onload={}>",
    "<input autofocus onfocus={}>",
    "<details open ontoggle={}>",
    "<video><source onerror={}>",
    "<audio src onerror={}>",
    "<iframe srcdoc='<script>parent.{}</script>'>",
    "<iframe src=javascript:{}>",
    "<object data=javascript:{}>",
    "<embed src=javascript:{}>",
    "<a href=javascript:{}>press</a>",
    "<form action=javascript:{}><input type=submit autofocus>",
    "<math><mtext></p><style><img src onerror={}></style>",
    "<style>@import 'javascript:{}'</style>",
    "<link rel=stylesheet href=javascript:{}>",
    "<meta http-equiv=refresh content='0;url=javascript:{}'>",
    "<base href=javascript:{}//>",
    "<marquee onstart={}>",
    "<select autofocus onfocus={}>",
    "<textarea autofocus onfocus={}>",
    "<noscript><p title='</noscript><img src=x onerror={}>'>",
    "<!--><img src=x onerror={}>-->",
    "<![CDATA[><script>{}</script>]]>",
    "<template><script>{}</script></template>",
    "{{{{constructor.constructor('{}')()}}}}",
    "${{{}}}",
    "{{% set x = {} %}}",
    "javascript:{}",
    "data:text/html,<script>{}</script>",
    "vbscript:{}",
)
ROUND = ("{}", '">{}', "'>{}", "</title>{}", "</textarea></script>{}", "x' onmouseover='" + ACT + "' y='{}")
PAYLOADS = [r.format(h.format(ACT)) for r, h in itertools.product(ROUND, HOW)]
EACH = 68
"""Payloads in one field: all of them pass through each field."""
LOOK = """() => ({
  ran: window.__ran ?? null,
  strange: [...document.querySelectorAll("iframe, object, embed, video, audio, math, marquee, base, img, body script")]
    .map((n) => n.outerHTML.slice(0, 300)),
  handlers: [...document.querySelectorAll("*")]
    .filter((n) => n.localName !== "option" && [...n.attributes].some((a) => a.name.startsWith("on")
      || (a.name !== "value" && /^\\s*(javascript|data|vbscript):/i.test(a.value))))
    .map((n) => n.outerHTML.slice(0, 200)),
})"""
"""What came out of anybody's words on a page: code that ran, elements, handlers, addresses that are code."""
DATES = "as_of=2025-02-28&known_at=2125-01-01"


def test_there_are_two_hundred_of_them() -> None:
    """The list is as long as it says, and no two are alike."""
    assert len(set(PAYLOADS)) >= 200


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """The address of a desk on a case with payloads in every stored field, and its pages."""
    root = tmp_path_factory.mktemp("hostile")
    library = Library([_accord(root / "accords")])
    groups = [PAYLOADS[n : n + EACH] for n in range(0, len(PAYLOADS), EACH)]
    with Case.create(root / "case", "hostile", person=" ".join(PAYLOADS[:EACH]), library=library) as case:
        for n, some in enumerate(groups):
            file = root / f"{n}.txt"
            words = " ".join(some)
            file.write_text(
                f'Hamas {words} said that 1,{n:03} prisoners had been released.\n\nThe "regime" {words} '
                f'told reporters: "{words} Israel broke the ceasefire on 27 February."\n',
                "utf-8",
            )
            about = {
                "outlet": words,
                "title": words,
                "address": f"https://example.org/{words}" if n % 2 else some[0],
                "published": "2025-02-27",
                "language": "en",
            }
            file.with_suffix(".meta.json").write_text(json.dumps(about), "utf-8")
        case.add([root / f"{n}.txt" for n in range(len(groups))])
        view = case.view()
        claims = list(view.claims)
        for n, some in enumerate(groups):
            words, claim = " ".join(some), claims[n % len(claims)]
            outlet = view.reports[claim.report].outlet or ""
            case.judge(
                Decision.GRADE,
                SubjectKind.SOURCE,
                outlet,
                reason=words,
                change={"reliability": "C"},
                by=words,
            )
            case.judge(
                Decision.CORRECT,
                SubjectKind.CLAIM,
                claim.id,
                reason=words,
                change={"holder": words},
                by=words,
            )
            case.judge(Decision.MERGE, SubjectKind.ENTITY, "hamas", reason=words, others=[some[0]], by=words)
        pages = _pages(case) + _deciding(case)
        with open_work(case.folder) as work:
            for n, some in enumerate(groups):
                work.save_search(some[0], {"q": " ".join(some), "outlet": some[1]}, some[2], case.now())
                files = [(payload, "spool/nowhere") for payload in some]
                job = work.add(f"{n:016x}", "add reports", files, by=some[0], made_at=case.now())
                work.stop(job.id)
    with serving(root / "case", library=library) as address:
        yield address, pages


def _accord(folder: Path) -> Path:
    """An agreement whose names and words are payloads."""
    source = Library().folder("gaza-2025-01")
    made = folder / "hostile"
    shutil.copytree(source, made)
    words = itertools.cycle(PAYLOADS)
    for name in ("accord.yaml", "vocabulary.yaml", "watch.yaml"):
        data = plain_yaml((made / name).read_text("utf-8"))
        _poison(data, words)
        (made / name).write_text(
            yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000), "utf-8"
        )
    return folder


POISONED = (
    "title",
    "words",
    "name",
    "short_name",
    "text_status",
    "note",
    "notes",
    "doubts",
    "settles",
    "place",
)


def _poison(node: object, words: Iterator[str]) -> None:
    if isinstance(node, dict):
        if node.get("id") == "gaza-2025-01":
            node["id"] = "hostile"
        if node.get("accord") == "gaza-2025-01":
            node["accord"] = "hostile"
        for key, value in node.items():
            if key in POISONED and isinstance(value, str):
                node[key] = f"{value} {next(words)}"
            elif key in POISONED and isinstance(value, list) and all(isinstance(v, str) for v in value):
                node[key] = [f"{v} {next(words)}" for v in value]
            else:
                _poison(value, words)
    elif isinstance(node, list):
        for value in node:
            _poison(value, words)


def _pages(case: Case) -> list[str]:
    """Every reading page of the case, with one of each kind that has an id, and payloads in what is asked."""
    view = case.view()
    asked = quote(PAYLOADS[1])
    found = [
        "/",
        "/board",
        "/clause/P2-talks",
        "/clause/AID1",
        "/clause/E0?all=1",
        "/figures?verdict=all",
        "/lineage",
        "/compare",
        "/timeline?days=120",
        "/report",
        "/sources",
        "/people",
        "/people?kind=group",
        "/people/hamas",
        "/people/hamas?same=a",
        "/people/alike",
        "/diff?from=2025-02-03",
        "/due?days=60&all=1",
        "/pam",
        "/whatif?late=W4b=8&fact=P2-talks=2025-03-09",
        f"/whatif?fact={asked}",
        f"/diff?from={asked}",
        f"/pam?topic={asked}",
        "/watchlist",
        f"/watchlist?whom={asked}&party={asked}&topic={asked}",
        "/keys",
        f"/figures?q={asked}",
        f"/lineage?q={asked}",
        f"/compare?q={asked}&outlet={asked}",
        f"/report?q={asked}&outlet={asked}",
        f"/sources?q={asked}",
        f"/people?q={asked}",
        f"/board?party={asked}&topic={asked}&state={asked}",
        f"/clause/{asked}",
        f"/nothing/{asked}",
        f"/report/{asked}",
        f"/figures/{asked}",
        f"/board?reading={asked}",
    ]
    found += [f"/figures/{f.id}" for f in view.weighing.findings[:3]]
    found += [f"/lineage/{x.origin}" for x in view.lineages[:3]]
    return found + [f"/report/{r[:12]}" for r in view.reports]


def _deciding(case: Case) -> list[str]:
    """The pages on which people decide."""
    asked = quote(PAYLOADS[1])
    view = case.view()
    found = [
        "/review",
        "/review/list",
        "/log",
        "/log?page=2",
        "/search",
        "/search?q=prisoners",
        "/add",
        "/incidents",
        "/observations",
    ]
    found += [f"/search?q={asked}&holder={asked}&outlet={asked}", f"/review?holder={asked}&clause={asked}"]
    found += [f"/review?item={asked}", f"/log?by={asked}&subject={asked}", f"/review/list?outlet={asked}"]
    found += [f"/review?item={c.id}" for c in view.claims[::7][:8]]
    found += [f"/report/{r[:12]}/add" for r in list(view.reports)[:4]]
    return found + [f"/search?q={quote(p)}" for p in PAYLOADS[::41]]


@pytest.mark.browser
def test_no_payload_runs_on_any_page(hostile: tuple[str, list[str]], opened: Callable[..., Page]) -> None:
    """Every page is opened in Chromium: nothing runs, nothing is even held back by the policy, and no
    element comes out of anybody's words."""
    address, pages = hostile
    page = opened()
    said: list[str] = []
    asked: list[str] = []

    def refuse(dialog: Dialog) -> None:
        said.append("a dialog opened")
        dialog.dismiss()

    page.on("console", lambda m: None if re.search("status of 4", m.text) else said.append(m.text))
    page.on("dialog", refuse)
    page.on("request", lambda r: asked.append(r.url))
    for path in pages:
        where = f"{address}{path}{'&' if '?' in path else '?'}{DATES}"
        page.goto(where)
        found = page.evaluate(LOOK)
        assert found == {"ran": None, "strange": [], "handlers": []}, (path, found)
    assert not said
    assert all(url.startswith(address) for url in asked)


@pytest.mark.browser
def test_a_payload_that_runs_is_seen(opened: Callable[..., Page]) -> None:
    """The check can fail: on a page that lets them through, the same look finds what ran and what came out."""
    page = opened()
    page.set_content(" ".join(PAYLOADS[: len(HOW)]))
    page.wait_for_function("window.__ran")
    found = page.evaluate(LOOK)
    assert found["ran"] == 1 and found["strange"] and found["handlers"]


def test_json_is_never_taken_for_a_page(hostile: tuple[str, list[str]]) -> None:
    """The data beside a page says that it is data, and no browser may guess otherwise."""
    address, _ = hostile
    with visitor(address) as http:
        for path in ("/start.json", "/report.json", "/figures.json", "/sources.json", "/nothing.json"):
            answer = http.get(path)
            assert answer.headers["content-type"] == "application/json"
            assert answer.headers["x-content-type-options"] == "nosniff"
