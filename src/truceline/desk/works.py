"""What is under way, and the process that does it: a crash of the reading is no crash of the desk."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

from truceline.case.working import Work, open_work
from truceline.errors import TrucelineError

__all__ = ["Works"]

log = logging.getLogger(__name__)
EVERY = 2.0
"""Seconds between two looks at whether something waits: at the start, and when a lease ran out."""
GRACE = 20.0


class Works:
    """Starts a worker when there is work that nobody does; one at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.work: Work = open_work(folder)
        self._worker: subprocess.Popen[bytes] | None = None
        self._over = threading.Event()
        self._look = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Look for work from now on; what was left unfinished goes on."""
        self._thread = threading.Thread(target=self._watch, daemon=True, name="works")
        self._thread.start()

    def look(self) -> None:
        """Look at once: there is something new."""
        self._look.set()

    def close(self) -> None:
        """Let the worker end its file in good order, and close."""
        self._over.set()
        self._look.set()
        if self._thread is not None:
            self._thread.join(5)
        worker = self._worker
        if worker is not None and worker.poll() is None:
            worker.terminate()
            try:
                worker.wait(GRACE)
            except subprocess.TimeoutExpired:
                worker.kill()
                worker.wait(5)
        self.work.close()

    @property
    def busy(self) -> bool:
        """Whether a worker runs."""
        return self._worker is not None and self._worker.poll() is None

    def _watch(self) -> None:
        while not self._over.is_set():
            with suppress(TrucelineError):
                if not self.busy and self.work.waiting():
                    self._begin()
            self._look.wait(EVERY)
            self._look.clear()

    def _begin(self) -> None:
        command = [sys.executable, "-m", "truceline", "jobs", "run", "--case", str(self.folder)]
        try:
            self._worker = subprocess.Popen(  # noqa: S603  (our own program)
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        except OSError as e:
            log.error("no worker could be started: %s", e)
