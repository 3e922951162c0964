"""A process that writes and kills itself at a named point; run by the tests of sudden death.

    python writer.py LEDGER POINT NUMBER FIRST COUNT

Writes COUNT calls from number FIRST on, prints the number of each when the call has returned,
and kills itself with SIGKILL when it comes to POINT for the NUMBER-th time ("none": never).
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from truceline.ledger import Ledger

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.ledger.made import NOON, made_judgement, made_report


def main() -> None:
    """Write until the end or the kill."""
    path, point, number, first, count = Path(sys.argv[1]), sys.argv[2], *map(int, sys.argv[3:6])
    seen = 0

    def on_step(name: str) -> None:
        nonlocal seen
        seen += name == point
        if name == point and seen == number:
            os.kill(os.getpid(), signal.SIGKILL)

    if not path.exists():
        Ledger.create(path, on_step=on_step).close()
    with Ledger.open(path, on_step=on_step) as ledger:
        for n in range(first, first + count):
            if n % 3 == 2:
                ledger.add_judgement(made_judgement(f"j{n}", number=n), NOON)
            else:
                pair = [made_report(f"report {n}, {part}", item=f"item {n % 4}") for part in "ab"]
                ledger.add_reports(pair, NOON)
            sys.stdout.write(f"{n}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
