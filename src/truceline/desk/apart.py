"""What takes long is worked out in a process of its own: pages go on meanwhile, and its memory goes with it."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from truceline.case import View

__all__ = ["Apart"]

log = logging.getLogger(__name__)


class Apart:
    """Has a large case weighed beside the desk, one state of it at a time, each once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.boards: Callable[[], Iterable[tuple[str, str | None]]] = tuple
        """(day, reading) of the boards that people look at: they are worked out as well."""
        self._lock = threading.Lock()
        self._tried: set[tuple[object, ...]] = set()
        self._running: subprocess.Popen[bytes] | None = None
        self._over = False

    def __call__(self, view: View, findings: bool) -> None:
        """Have what `view` needs put where it is kept; what comes to nothing is left to whoever asks."""
        given = {
            "--known-at": view.known_at,
            "--level": view.level.value,
            "--reports": str(len(view.kept)),
            "--decisions": str(len(view.judgements)),
        }
        state = (*given.values(), findings)
        with self._lock:
            if state in self._tried or self._over:
                return
            self._tried.add(state)
            command = [sys.executable, "-m", "truceline", "jobs", "weigh", "--case", str(self.folder)]
            command += [word for pair in given.items() for word in pair]
            command += ["--findings"] if findings else []
            for as_of, reading in self.boards() if findings else ():
                command += ["--board", f"{as_of}/{reading or ''}"]
            try:
                self._running = subprocess.Popen(  # noqa: S603  (our own program)
                    command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
                )
            except OSError as e:
                log.error("nothing could be started beside the desk: %s", e)
                return
            if self._running.wait():
                log.error("what was to be worked out beside the desk came to nothing")
            self._running = None

    def close(self) -> None:
        """End what runs: it is worked out when it is next asked for."""
        self._over = True
        if (running := self._running) is not None and running.poll() is None:
            running.terminate()
