"""`python -m benchmarks [NAME ...]`: print what was measured, with the machine it was measured on."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Callable

from benchmarks import answers, copies, desk, first_page, reading, split, standing, syndicated, weighing

NAMES: dict[str, Callable[[], object]] = {
    "split": split.measure,
    "reading": reading.measure,
    "cold": reading.cold_start,
    "size": reading.size,
    "syndicated": syndicated.measure,
    "answers": answers.measure,
    "standing": standing.measure,
    "weighing": weighing.grown,
    "copies": copies.measure,
    "desk": desk.measure,
    "first": first_page.measure,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}; default: all")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(NAMES):
        parser.error(f"no benchmark is called {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for name in asked.names or NAMES:
        NAMES[name]()
    return 0


sys.exit(main())
