"""`python -m evals [NAME ...] [--raise]`: measure, compare with the floors, and raise them.

A floor that is not met ends with exit status 6. `--raise` writes what was reached where it
is higher than the floor (less a hundredth, for the noise of other machines' arithmetic);
a floor is never lowered here.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from evals.measures import MEASURES, shared_folder

FLOORS = Path(__file__).parent / "floors.json"
SLACK = 0.01


def main() -> int:
    parser = argparse.ArgumentParser(prog="evals", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(MEASURES)}; default: all")
    parser.add_argument(
        "--raise", dest="lift", action="store_true", help="raise the floors to what was reached"
    )
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(MEASURES):
        parser.error(f"no measure is called {', '.join(sorted(unknown))}; there are {', '.join(MEASURES)}")
    shared = shared_folder()
    if shared is None:
        print("evals: skipped, the shared folder with scorers and test sets is not beside the checkout")
        return 0
    floors: dict[str, float] = json.loads(FLOORS.read_text("utf-8"))
    reached: dict[str, float] = {}
    for name in asked.names or MEASURES:
        with tempfile.TemporaryDirectory() as scratch:
            reached |= MEASURES[name](shared, Path(scratch))
    fallen = []
    for key, value in reached.items():
        floor = floors.get(key)
        mark = "" if floor is None else "  ok" if value >= floor else "  BELOW ITS FLOOR"
        print(f"{key:34s} {value:7.4f}   floor {'-' if floor is None else format(floor, '.4f')}{mark}")
        if floor is not None and value < floor:
            fallen.append(key)
    if asked.lift and not fallen:
        exact = {
            "drafts.no false adverse",
            "cross.none forbidden",
            "board.no false adverse",
            "board.nothing overclaimed",
        }
        for key, value in reached.items():
            floors[key] = max(floors.get(key, 0.0), round(value if key in exact else value - SLACK, 4))
        FLOORS.write_text(json.dumps(dict(sorted(floors.items())), indent=1) + "\n", "utf-8")
    return 6 if fallen else 0


sys.exit(main())
