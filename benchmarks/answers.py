"""Board and brief of a case of many reports, after reading."""

from __future__ import annotations

import json
import random
import resource
import tempfile
import time
from pathlib import Path

from truceline.case import Case
from truceline.case.sample import sample_folder
from truceline.case.telling import brief_of, brief_text
from truceline.model.report import Handling

REPORTS = 1000
SEED = 20250119


def measure(reports: int = REPORTS) -> None:
    """Seconds for board and brief, from opening a case that was read and weighed; its reports are made
    from the sample's sentences."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        _write_reports(folder / "reports", reports)
        with Case.create(folder / "case", "gaza-2025-01", person="benchmark") as case:
            start = time.perf_counter()
            case.add([folder / "reports"])
            added = time.perf_counter()
            claims = sum(len(r.claims) for r in case.readings().values())
            read = time.perf_counter()
            case.prepare()
            weighed = time.perf_counter()
        print(f"answers: {reports} reports, {claims} claims (seed {SEED})")
        print(
            f"  add {added - start:.1f} s, read {read - added:.1f} s, weigh and hear {weighed - read:.1f} s, as `truceline add` does"
        )
        with Case.open(folder / "case") as case:
            start = time.perf_counter()
            (view := case.view()).standings(view.last_day)
            board = time.perf_counter()
        print(f"  board from opening the case: {board - start:.2f} s")
        with Case.open(folder / "case") as case:
            start = time.perf_counter()
            brief_text(brief_of(case, None, None, None, Handling.SHAREABLE), "html")
            brief = time.perf_counter()
        print(f"  brief from opening the case: {brief - start:.2f} s")
        print(f"  memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _write_reports(folder: Path, reports: int) -> None:
    folder.mkdir()
    rng = random.Random(SEED)  # noqa: S311
    sample = sorted(f for f in sample_folder().glob("*.txt"))
    texts = [f.read_text("utf-8").strip().split("\n\n") for f in sample]
    days = [json.loads(f.with_suffix(".meta.json").read_text("utf-8"))["published"] for f in sample]
    for n in range(reports):
        at = rng.randrange(len(texts))
        paragraphs = [*texts[at], rng.choice(texts[rng.randrange(len(texts))])]
        rng.shuffle(paragraphs)
        (folder / f"{n:05}.txt").write_text("\n\n".join(paragraphs) + "\n", "utf-8")
        about = {"outlet": f"Outlet {n % 40}", "published": days[at], "title": f"Report {n}"}
        (folder / f"{n:05}.meta.json").write_text(json.dumps(about), "utf-8")
