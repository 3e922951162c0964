"""The first page of the desk: from the start of `truceline serve` on the sample to the whole board."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median

import httpx

__all__ = ["measure"]

STARTS = 7
LIMIT = 1.0
"""Seconds from the start of the process to the last byte of the board."""
PORT = 8432
SOON = 0.002
"""Seconds between two looks at whether the desk listens."""
PROGRAM = [sys.executable, "-m", "truceline"]


def measure(starts: int = STARTS) -> bool:
    """Make the case of `make demo`, start the desk on it `starts` times, and print how long the first board
    took; True where half of the starts kept the limit.

    The bytecode of all modules is there, as after `make demo`, whatever the environment says of it. The
    board is asked for without dates, so that a redirect is part of it.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder, own = Path(scratch) / "demo", _environment(Path(scratch) / "bytecode")
        subprocess.run([*PROGRAM, "demo", str(folder)], env=own, check=True, capture_output=True)
        _started(folder, own)
        found = [_started(folder, own) for _ in range(starts)]
    walls = sorted(wall for wall, _, _ in found)
    middle = median(walls)
    print(
        f"first page: {starts} starts, the whole board ({found[0][2] // 1000} KB) after {middle:.2f} s "
        f"({walls[0]:.2f} to {walls[-1]:.2f}), {median(cpu for _, cpu, _ in found):.2f} s of processor "
        f"(limit {LIMIT:.1f} s){'' if middle <= LIMIT else '  TOO SLOW'}"
    )
    return middle <= LIMIT


def _environment(bytecode: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(bytecode)}


def _started(folder: Path, own: Mapping[str, str]) -> tuple[float, float, int]:
    """(seconds to the whole board, seconds of processor until then, bytes) of one start."""
    command = [*PROGRAM, "serve", "--case", str(folder), "--port", str(PORT)]
    with httpx.Client(base_url=f"http://127.0.0.1:{PORT}", follow_redirects=True, timeout=60) as client:
        begun = time.perf_counter()
        server = subprocess.Popen(command, env=dict(own), stdout=subprocess.DEVNULL)
        try:
            page = _board(client, server)
            took = time.perf_counter() - begun
            worked = _worked(server.pid)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(60)
    if page.status_code != 200 or "</html>" not in page.text:
        raise RuntimeError(f"the board was answered with {page.status_code}")
    return took, worked, len(page.content)


def _board(client: httpx.Client, server: subprocess.Popen[bytes]) -> httpx.Response:
    while True:
        try:
            return client.get("/board")
        except httpx.ConnectError:
            if server.poll() is not None:
                raise RuntimeError(f"`serve` ended with {server.returncode}") from None
            time.sleep(SOON)


def _worked(pid: int) -> float:
    """Seconds of processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit(0 if measure() else 1)
