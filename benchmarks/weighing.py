"""How the cost of weighing grows: made worlds of 1,000, 10,000 and more claims.

    python -m benchmarks.weighing [--most 100000] [--json]

Prints claims, seconds by the clock and of the processor, and peak memory for each size, and the exponent of
the growth of processor time between sizes (1.0 is linear).
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from itertools import pairwise
from math import log

from tests.worlds.world import make_world

from truceline.weighing import weigh

SEED = 7
DAYS = {1_000: 26, 10_000: 260, 100_000: 2_600}


def measure(size: int) -> dict[str, float]:
    """Seconds to weigh a world of about `size` claims."""
    world = make_world(SEED, days=DAYS[size])
    claims = sum(len(g.claims) for g in world.built.readings)
    start, cpu = time.perf_counter(), time.process_time()
    weighing = weigh(world.built.reports, world.built.readings, None)
    seconds, busy = time.perf_counter() - start, time.process_time() - cpu
    return {
        "claims": claims,
        "reports": len(world.built.reports),
        "lineages": len(weighing.lineages),
        "findings": len(weighing.findings),
        "seconds": round(seconds, 3),
        "cpu_seconds": round(busy, 3),
        "claims_per_cpu_second": round(claims / busy),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def grown() -> None:
    """Print what weighing 1,000 and 10,000 claims takes."""
    for size in (1_000, 10_000):
        row = measure(size)
        print(f"weighing: {row['claims']} claims (seed {SEED}): {row['cpu_seconds']:.2f} s of the processor")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=10_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows = [measure(size) for size in sorted(DAYS) if size <= options.most]
    for before, row in pairwise(rows):
        row["exponent"] = round(
            log(row["cpu_seconds"] / before["cpu_seconds"]) / log(row["claims"] / before["claims"]), 3
        )
    print(json.dumps(rows) if options.json else "\n".join(str(row) for row in rows))


if __name__ == "__main__":
    main()
