"""The desk under load: a case of many reports, four browsers at once, pages, board, search and decisions."""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx

from truceline.case import Case, Library
from truceline.case.machine import KIND, adapter
from truceline.case.sample import sample_folder
from truceline.case.searching import Search
from truceline.intake import take_all
from truceline.model.identity import digest, report_id, sha256
from truceline.model.reading import Reading
from truceline.model.report import Report

ACCORD = "gaza-2025-01"
SEED = 20250119
REPORTS, SECONDS = 2_000, 30
FULL_REPORTS, FULL_SECONDS = 20_000, 300
BROWSERS = 4
PAUSE = 0.2
"""Seconds between two pages of one browser on average: nobody reads so fast."""
PORT = 8431
OUTLETS = 150
ANY_REPORT = "/report/{}"
"""Another report each time it is asked for."""
LIMITS = {"page": 300.0, "board": 500.0, "search": 150.0}
WORDS = (
    "prisoners released",
    "second phase",
    "trucks",
    "talks Cairo",
    '"fuel"',
    "negot",
    "Hamas",
    "600",
    "withdraw*",
)


def measure(reports: int = REPORTS, seconds: int = SECONDS, folder: Path | None = None) -> bool:
    """Make a case of `reports` (or take the one in `folder`), and ask it for pages for `seconds`; True
    where every limit is kept. The case is made from the sample's sentences with other numbers, read
    once and put together; weighing it is measured elsewhere."""
    with tempfile.TemporaryDirectory() as scratch:
        place = folder or Path(scratch) / "case"
        if not (place / "ledger.sqlite").exists():
            start = time.perf_counter()
            claims = _make(place, reports)
            print(
                f"desk: {reports} reports, {claims} claims made in {time.perf_counter() - start:.0f} s (seed {SEED})"
            )
        return _under_load(place, seconds)


# -- a case of many reports -------------------------------------------------------------------


def _make(place: Path, reports: int) -> int:
    rng = random.Random(SEED)  # noqa: S311
    library = Library()
    taken, _ = take_all([sample_folder()])
    parts: list[tuple[Report, str, dict[str, Any]]] = []
    for one in taken:
        for text in (t for t in one.report.text.split("\n\n") if t.strip()):
            bare = replace(one.report, text=text.strip())
            [(_, reading)] = library.read([bare], ACCORD, fast=True)
            parts.append((bare, bare.text, adapter().dump_python(reading, mode="json")))
    claims = 0
    with Case.create(place, ACCORD, person="benchmark") as case:
        machine, made_with = case._machine, case._machine.made_with
        days = sorted({p[0].published or "" for p in parts if p[0].published})
        for first in range(0, reports, 500):
            pairs, readings = [], {}
            for n in range(first, min(first + 500, reports)):
                report, reading = _composed(n, rng, parts, days)
                claims += len(reading.claims)
                pairs.append((report, report.text.encode()))
                key = machine.key(made_with, report.id)
                readings[key] = adapter().dump_json(reading, exclude_defaults=True).decode()
            case._ledger.add_reports(pairs, case.now())
            case._derived.put_many(KIND, readings)
    return claims


def _composed(
    n: int, rng: random.Random, parts: list[tuple[Report, str, dict[str, Any]]], days: list[str]
) -> tuple[Report, Reading]:
    """A report of two or three paragraphs, with numbers of its own, and its reading."""
    chosen = rng.sample(parts, rng.choice((2, 3)))
    outlet, day = f"Outlet {rng.randrange(OUTLETS)}", rng.choice(days)
    texts = [_other_numbers(text, rng) for _, text, _ in chosen]
    text = "\n\n".join(texts)
    id = report_id(outlet, f"https://outlet.example/{n}", text)
    raw = sha256(text.encode())
    report = replace(
        chosen[0][0],
        id=id,
        item=digest("item", str(n)),
        text=text,
        text_sha256=raw,
        raw_sha256=raw,
        path=f"{n}.txt",
        outlet=outlet,
        address=f"https://outlet.example/{n}",
        title=f"Report {n}",
        published=day,
        available_at=day,
    )
    at = 0
    whole: dict[str, list[Any]] = defaultdict(list)
    for k, (_, _, reading) in enumerate(chosen):
        shifted = _shifted(reading, id, outlet, at, k, text)
        for name in ("claims", "figures", "times", "mentions", "acts", "blocks"):
            whole[name] += shifted[name]
        at += len(texts[k]) + 2
    base = {k: v for k, v in chosen[0][2].items() if k not in whole} | {"report": id}
    return report, adapter().validate_python({**base, **whole})


def _other_numbers(text: str, rng: random.Random) -> str:
    """The text with other digits in numbers of two digits and more, at the same length."""
    return re.sub(r"\d{2,}", lambda m: str(rng.randrange(10 ** (len(m[0]) - 1), 10 ** len(m[0]))), text)


def _shifted(value: Any, report: str, outlet: str, by: int, part: int, text: str) -> Any:
    """A reading moved to its place in another report, with ids of its own."""

    def name(old: str) -> str:
        return hashlib.sha256(f"{report}{part}{old}".encode()).hexdigest()[:12]

    def move(v: Any) -> Any:
        if isinstance(v, list):
            return [move(x) for x in v]
        if not isinstance(v, dict):
            return v
        out = {k: move(x) for k, x in v.items()}
        if "quote" in v:
            out |= {"report": report, "start": v["start"] + by, "end": v["end"] + by}
            out["quote"] = text[out["start"] : out["end"]]
        elif "number" in v and "start" in v:
            out |= {"start": v["start"] + by, "end": v["end"] + by, "number": v["number"] + 10 * part}
        if "manner" in v:
            out |= {"id": name(v["id"]), "report": report, "origin": f"{part}:{v['origin']}"}
            out["nested_in"] = name(v["nested_in"]) if v.get("nested_in") else None
            out["chain"] = [
                c | ({"name": outlet} if n == 0 and c["kind"] == "outlet" else {})
                for n, c in enumerate(out["chain"])
            ]
            out["holder"] = outlet if v["manner"] == "own" else v["holder"]
        elif v.get("claim"):
            out["claim"] = name(v["claim"])
        if v.get("voice") not in (None, "outlet"):
            out["voice"] = name(v["voice"])
        return out

    return move(value)


# -- load ------------------------------------------------------------------------------------


def _under_load(place: Path, seconds: int) -> bool:
    with Case.open(place) as case:
        start = time.perf_counter()
        view = case.view()
        print(f"  view from opening the case {time.perf_counter() - start:.1f} s, {len(view.claims)} claims")
        start = time.perf_counter()
        signals = len(view.signals)
        print(f"  lineages and {signals} signals {time.perf_counter() - start:.1f} s")
        start = time.perf_counter()
        print(f"  {len(view.weighing.findings)} findings {time.perf_counter() - start:.1f} s")
        start = time.perf_counter()
        case.prepare()
        print(f"  what a board looks back to {time.perf_counter() - start:.1f} s")
        search, start = Search.open(place), time.perf_counter()
        print(f"  {search.keep_up(view)} reports indexed {time.perf_counter() - start:.1f} s")
        search.close()
        places = _places(case)
        reports = [r.id[:12] for r in case.reports()]
        del view
    command = [sys.executable, "-m", "truceline", "serve", "--case", str(place), "--port", str(PORT)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        base = f"http://127.0.0.1:{PORT}"
        start = time.perf_counter()
        with httpx.Client(base_url=base, timeout=600, follow_redirects=True) as client:
            _until_up(client)
            _come(client, "/board")
            print(f"  first board {time.perf_counter() - start:.1f} s after the start")
            for kind, path in places:
                path = path.format(reports[0])
                begun = time.perf_counter()
                _come(client, path)
                print(f"    first {kind} {path.partition('?')[0]} {time.perf_counter() - begun:.2f} s")
            _alone(client, places, reports, server.pid)
        worked = _worked(server.pid)
        took, errors, peak = _browse(base, places, reports, seconds, server.pid)
        worked = _worked(server.pid) - worked
        _decide(base)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(60)
    good = not errors
    for kind in sorted(took):
        times = sorted(took[kind])
        p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
        limit = LIMITS.get(kind, LIMITS["page"])
        good &= p95 <= limit
        print(
            f"  {kind:8} {len(times):6} asked, median {times[len(times) // 2]:6.0f} ms, p95 {p95:6.0f} ms "
            f"(limit {limit:.0f}){'' if p95 <= limit else '  TOO SLOW'}"
        )
    asked = sum(map(len, took.values()))
    print(
        f"  {asked} pages in {seconds} s, {worked / max(asked, 1) * 1000:.0f} ms of processor each; "
        f"{len(errors)} errors {errors[:3]}; memory {peak:.0f} MB (limit 1024)"
    )
    return good and peak <= 1024


ALONE = 3


def _alone(client: httpx.Client, places: list[tuple[str, str]], reports: list[str], pid: int) -> None:
    """Milliseconds of processor of each kind of page, asked for one after the other: it is the same on a busy
    machine. An address without its dates is two requests, of which the first leads to the other."""
    spent: dict[str, list[float]] = defaultdict(list)
    for kind, path in places:
        begun = _spent(pid)
        for n in range(ALONE):
            _come(client, path.format(reports[n]))
        name = kind if kind != "page" else "/".join(path.partition("?")[0].split("/")[:2])
        spent[name].append((_spent(pid) - begun) / ALONE)
    told = (f"{name} {sum(some) / len(some):.0f} (at most {max(some):.0f})" for name, some in spent.items())
    print("  ms of processor, alone: " + ", ".join(told))


def _spent(pid: int) -> float:
    """Milliseconds of processor that the threads of a process have used, to a microsecond."""
    total = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(OSError):
            total += int((task / "schedstat").read_text().split()[0])
    return total / 1e6


AFTER = ("/review", "/", "/board", "/compare", "/people", "/clause/{}")


def _decide(base: str) -> None:
    """One decision, and how long the first pages after it take: at once, and when all was worked out anew."""
    with httpx.Client(base_url=base, timeout=600, follow_redirects=True) as client:
        token = re.search(r'name="token" value="([^"]+)"', client.get("/review").text)
        claim = client.get("/review.json").json()["claim"]
        if not (token and claim):
            return
        fields = {"token": token[1], "kind": "claim", "subject": claim["id"], "decision": "reject"}
        begun = time.perf_counter()
        client.post("/decide", data=fields | {"next": "/review"}).raise_for_status()
        print(f"  a decision and the Review after it {time.perf_counter() - begun:.2f} s")
        clause = client.get("/board.json").json()["clauses"][0]["id"]
        for when in ("at once", "worked out"):
            begun = time.perf_counter()
            while when != "at once" and client.get("/board.json").json()["behind"]:
                time.sleep(1)
            waited = time.perf_counter() - begun
            took = []
            for path in (a.format(clause) for a in AFTER):
                begun = time.perf_counter()
                _come(client, path)
                took.append(f"{path} {time.perf_counter() - begun:.2f}")
            print(f"    {when}{f' after {waited:.0f} s' if waited > 1 else ''}: {', '.join(took)} s")


def _come(client: httpx.Client, path: str) -> None:
    """Ask until the page is there: it says meanwhile what is under way."""
    while (answer := client.get(path)).status_code == 503:
        time.sleep(float(answer.headers["Retry-After"]))
    answer.raise_for_status()


def _until_up(client: httpx.Client) -> None:
    for _ in range(600):
        try:
            client.get("/static/mark.svg")
            return
        except httpx.TransportError:
            time.sleep(0.1)
    raise TimeoutError("the desk did not come up")


def _places(case: Case) -> list[tuple[str, str]]:
    """(kind, address) of what browsers ask for."""
    view = case.view()
    lines = [x.origin for x in view.lineages[:: max(1, len(view.lineages) // 5)]]
    questions = [f.id for f in view.weighing.findings[:: max(1, len(view.weighing.findings) // 5)]]
    clauses = [c.id for c in case.accord.clauses[:12]] if case.accord else []
    found = [
        ("board", "/board"),
        ("page", "/"),
        ("review", "/review"),
        ("review", "/review/list"),
        ("page", "/log"),
    ]
    found += [
        ("page", "/figures"),
        ("page", "/lineage"),
        ("page", "/compare"),
        ("page", "/timeline"),
        ("page", "/report"),
    ]
    found += [("page", "/sources"), ("page", "/people"), ("page", "/report?page=7")]
    found += [("page", f"/lineage/{x}") for x in lines] + [("page", f"/figures/{f}") for f in questions]
    found += [("page", ANY_REPORT)] * 10 + [("page", f"/clause/{c}") for c in clauses]
    return found + [
        ("search", "/search?q=" + httpx.QueryParams({"q": w})["q"].replace(" ", "+")) for w in WORDS
    ]


def _browse(
    base: str, places: list[tuple[str, str]], reports: list[str], seconds: int, pid: int
) -> tuple[dict[str, list[float]], list[str], float]:
    took: dict[str, list[float]] = defaultdict(list)
    errors: list[str] = []
    over = time.monotonic() + seconds
    peak = [0.0]

    def browser(n: int) -> None:
        rng = random.Random(SEED + n)  # noqa: S311
        with httpx.Client(base_url=base, timeout=60, follow_redirects=True) as client:
            while time.monotonic() < over:
                kind, path = rng.choice(places)
                path = path.format(rng.choice(reports))
                begun = time.perf_counter()
                try:
                    answer = client.get(path)
                    if answer.status_code != 200:
                        errors.append(f"{path}: {answer.status_code}")
                except httpx.HTTPError as e:
                    errors.append(f"{path}: {e!r}")
                took[kind].append((time.perf_counter() - begun) * 1000)
                peak[0] = max(peak[0], _memory(pid))
                time.sleep(rng.random() * 2 * PAUSE)

    threads = [threading.Thread(target=browser, args=(n,)) for n in range(BROWSERS)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return took, errors, peak[0]


def _worked(pid: int) -> float:
    """Seconds of processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> float:
    """Megabytes that a process holds."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--full", action="store_true", help="20,000 reports, 5 minutes")
    options.add_argument("--reports", type=int, default=0)
    options.add_argument("--seconds", type=int, default=0)
    options.add_argument("--folder", type=Path, help="where the case is, or is made and kept")
    given = options.parse_args()
    count, length = (FULL_REPORTS, FULL_SECONDS) if given.full else (REPORTS, SECONDS)
    sys.exit(0 if measure(given.reports or count, given.seconds or length, given.folder) else 1)
