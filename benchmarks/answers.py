"""Board and brief of a case of many reports, after `add`."""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from truceline.case.sample import sample_folder

REPORTS = 1000
SEED = 20250119


def measure(reports: int = REPORTS) -> None:
    """Print seconds of the processor for `add`, then `board` and `brief`, each a process of its own; the reports are
    made from the sample's sentences."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        _write_reports(folder / "reports", reports)
        case = folder / "case"
        _run("init", str(case), "--accord", "gaza-2025-01", "--person", "benchmark")
        print(f"answers: {reports} reports (seed {SEED})")
        for words in (
            ("add", str(folder / "reports")),
            ("board",),
            ("brief", "--format", "html", "--out", str(folder / "brief.html")),
        ):
            busy, clock = _run(*words, "--case", str(case))
            print(f"  {words[0]}: {busy:.2f} s of the processor, {clock:.2f} s by the clock")


def _run(*words: str) -> tuple[float, float]:
    """Seconds of the processor, and by the clock, of one command."""
    before, begun = _children(), time.perf_counter()
    subprocess.run([sys.executable, "-m", "truceline", *words], check=True, capture_output=True)
    return _children() - before, time.perf_counter() - begun


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


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
