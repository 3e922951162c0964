"""How the cost of weighing grows, and what one report more costs: made worlds of 1,000 to 1,000,000 claims.

    python -m benchmarks.weighing [--most 100000] [--million] [--only SIZE] [--memory] [--log FILE] [--json]

A larger world is more days and events, after a year in other places, not the same events told more often. Each size
is weighed in a process of its own, which makes the world day by day and keeps nothing of it; what
is worked out lies on a shelf, in a file (`--memory`: in memory, as a case is weighed by default). Prints
claims, seconds of the processor to make and to weigh them, the exponent of the growth between sizes (1.0 is
linear), what the slowest of ten late reports costs (it comes on a day long past, and its findings are
brought up to date), of how many questions it asks again, the peak of memory and the size of the file. How far it is
goes to `--log`, a line for each settling: claims, seconds of the processor so far and for this settling, megabytes
in memory now and at the peak.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from itertools import pairwise
from math import log as logarithm
from pathlib import Path

from tests.worlds.world import world_by_day

from truceline.model.reading import Reading
from truceline.model.report import Report
from truceline.weighing import Weigher

SEED = 7
DAYS = {1_000: 26, 10_000: 270, 30_000: 810, 100_000: 2_700, 300_000: 8_100, 1_000_000: 27_000}
LATE = 10
AT_ONCE = 5_000
"""So many new claims are weighed at once."""


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _now() -> int:
    """Megabytes in memory; 0 where the system does not tell."""
    told = Path("/proc/self/statm")
    return int(told.read_text().split()[1]) * resource.getpagesize() >> 20 if told.exists() else 0


def measure(size: int, memory: bool = False, log: str | None = None) -> dict[str, float]:
    """Seconds to weigh a world of about `size` claims, and to add ten reports to it; memory in MB."""
    gc.disable()  # as the case does while it weighs
    with tempfile.TemporaryDirectory() as folder:
        shelf = Path(folder) / "shelf.sqlite"
        weigher = Weigher(shelf=None if memory else shelf)
        made = claims = reports = new = 0
        busy = making = 0.0
        late: list[tuple[Report, Reading]] = []
        every = max(DAYS[size] // LATE, 1)
        days = world_by_day(SEED, DAYS[size])
        while True:
            start = time.process_time()
            told = next(days, None)
            making += time.process_time() - start
            if told is None:
                break
            made += 1
            if made % every == every // 2 and len(late) < LATE:
                late.append(told.pop())
            start = time.process_time()
            for report, reading in told:
                weigher.add(report, reading)
                claims += len(reading.claims)
                new += len(reading.claims)
            reports += len(told)
            settled = 0.0
            if new >= AT_ONCE and not memory:
                before, new = time.process_time(), 0
                weigher.settle()
                settled = time.process_time() - before
            busy += time.process_time() - start
            if settled:
                _note(
                    log,
                    f"{claims} claims {busy:.1f} s, settled in {settled:.1f} s, {_now()} MB, {_memory()} MB peak",
                )
        start = time.process_time()
        weigher.update()
        busy += time.process_time() - start
        _note(log, f"{claims} claims {busy:.1f} s, all up to date, {_now()} MB, {_memory()} MB peak")
        updates, by_clock, asked = [], [], []
        for report, reading in late:
            clock, start = time.perf_counter(), time.process_time()
            weigher.add(report, reading)
            asked.append(weigher.update().asked)
            updates.append(time.process_time() - start)
            by_clock.append(time.perf_counter() - clock)
            _note(log, f"one report more {updates[-1]:.3f} s, {asked[-1]} questions asked again")
        return {
            "claims": claims,
            "reports": reports,
            "findings": sum(1 for _ in weigher.findings()),
            "making_cpu_seconds": round(making, 3),
            "cpu_seconds": round(busy, 3),
            "claims_per_cpu_second": round(claims / busy),
            "slowest_update_cpu_seconds": round(max(updates), 3),
            "slowest_update_by_the_clock": round(max(by_clock), 3),
            "most_questions_asked_again": max(asked),
            "peak_mb": _memory(),
            "file_mb": 0 if memory else shelf.stat().st_size >> 20,
        }


def _note(log: str | None, line: str) -> None:
    if log is not None:
        with Path(log).open("a") as file:
            print(line, file=file)


def apart(size: int, memory: bool = False, log: str | None = None) -> dict[str, float]:
    """`measure` in a process of its own, so that its peak of memory is its own."""
    code = f"import json; from benchmarks.weighing import measure; print(json.dumps(measure({size}, {memory}, {log!r})))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    row: dict[str, float] = json.loads(done.stdout)
    return row


def grown() -> None:
    """Print what weighing 10,000 and 100,000 claims takes in memory, 10,000 on a shelf, and one report more."""
    for where, rows in (
        ("in memory", _rows((10_000, 100_000), memory=True)),
        ("on a shelf", _rows((10_000,), memory=False)),
    ):
        for row in rows:
            grows = f", exponent {row['exponent']:.2f}" if "exponent" in row else ""
            print(
                f"weighing {where}: {row['claims']} claims (seed {SEED}): {row['cpu_seconds']:.1f} s of the "
                f"processor{grows}; {row['peak_mb']} MB at the peak; one report more: "
                f"{row['slowest_update_cpu_seconds']:.3f} s"
            )


def _rows(sizes: Iterable[int], *, memory: bool, log: str | None = None) -> list[dict[str, float]]:
    rows = [apart(size, memory, log) for size in sizes]
    for before, row in pairwise(rows):
        grown_by = logarithm(row["claims"] / before["claims"])
        row["exponent"] = round(logarithm(row["cpu_seconds"] / before["cpu_seconds"]) / grown_by, 3)
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=100_000)
    parser.add_argument("--million", action="store_true", help="as --most 1000000")
    parser.add_argument("--only", type=int, choices=sorted(DAYS), help="this size alone")
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--log", metavar="FILE")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    most = max(DAYS) if options.million else options.most
    sizes = [options.only] if options.only else [size for size in sorted(DAYS) if size <= most]
    rows = _rows(sizes, memory=options.memory, log=options.log)
    print(json.dumps(rows) if options.json else "\n".join(str(row) for row in rows))


if __name__ == "__main__":
    main()
