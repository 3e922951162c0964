"""How the cost of weighing grows, and what one report more costs: made worlds of 1,000 to 1,000,000 claims.

    python -m benchmarks.weighing [--most 100000] [--json]

Each size is weighed in a process of its own, day by day as it is made. Prints claims, seconds of the
processor to weigh them, the exponent of its growth between sizes (1.0 is linear), what the slowest of
ten late reports costs (it comes on a day long past, and its findings are brought up to date), and
memory: of the reports and readings themselves, and the peak of all.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import subprocess
import sys
import time
from itertools import pairwise
from math import log

from tests.worlds.world import world_by_day

from truceline.weighing import Weigher

SEED = 7
DAYS = {1_000: 26, 10_000: 270, 100_000: 2_700, 1_000_000: 27_000}
LATE = 10


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def measure(size: int) -> dict[str, float]:
    """Seconds to weigh a world of about `size` claims, and to add ten reports to it; memory in MB."""
    gc.disable()  # as the case does while it weighs: nothing here forms cycles
    first = _memory()
    told = [pair for day in world_by_day(SEED, DAYS[size]) for pair in day]
    material = _memory() - first
    late = told[5 :: len(told) // LATE][:LATE]
    ids = {report.id for report, _ in late}
    weigher = Weigher()
    busy = time.process_time()
    for report, reading in told:
        if report.id not in ids:
            weigher.add(report, reading)
    weigher.update()
    busy = time.process_time() - busy
    claims = sum(len(reading.claims) for _, reading in told)
    updates, by_clock = [], []
    for report, reading in late:
        clock, start = time.perf_counter(), time.process_time()
        weigher.add(report, reading)
        weigher.update()
        updates.append(time.process_time() - start)
        by_clock.append(time.perf_counter() - clock)
    start = time.process_time()
    weighing = weigher.weighing()
    return {
        "claims": claims,
        "reports": len(told),
        "lineages": len(weighing.lineages),
        "findings": len(weighing.findings),
        "cpu_seconds": round(busy, 3),
        "claims_per_cpu_second": round(claims / busy),
        "slowest_update_cpu_seconds": round(max(updates), 3),
        "slowest_update_by_the_clock": round(max(by_clock), 3),
        "all_of_it_cpu_seconds": round(time.process_time() - start, 3),
        "material_mb": material,
        "peak_mb": _memory(),
    }


def apart(size: int) -> dict[str, float]:
    """`measure` in a process of its own, so that its peak of memory is its own."""
    code = f"import json; from benchmarks.weighing import measure; print(json.dumps(measure({size})))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    row: dict[str, float] = json.loads(done.stdout)
    return row


def grown() -> None:
    """Print what weighing 1,000 and 10,000 claims takes, and one report more."""
    for size in (1_000, 10_000):
        row = apart(size)
        print(
            f"weighing: {row['claims']} claims (seed {SEED}): {row['cpu_seconds']:.2f} s of the processor; "
            f"one report more: {row['slowest_update_cpu_seconds']:.3f} s"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=10_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows = [apart(size) for size in sorted(DAYS) if size <= options.most]
    for before, row in pairwise(rows):
        row["exponent"] = round(
            log(row["cpu_seconds"] / before["cpu_seconds"]) / log(row["claims"] / before["claims"]), 3
        )
    print(json.dumps(rows) if options.json else "\n".join(str(row) for row in rows))


if __name__ == "__main__":
    main()
