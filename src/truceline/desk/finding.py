"""The search index of the desk, kept in step with the record while pages are asked for."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from fastapi import Request

from truceline.case import View
from truceline.case.searching import Asking, Found, Search
from truceline.desk.here import Here
from truceline.errors import TrucelineError

__all__ = ["INDEXING", "Finder", "finder_of"]

log = logging.getLogger(__name__)
INDEXING = 5.0
"""Seconds that a search waits for the index; what is not in it by then is told."""


class Finder:
    """Searches what is indexed, and indexes what is new in a thread of its own; a search waits `patience` seconds for
    it (None: as long as it takes)."""

    def __init__(self, folder: Path, patience: float | None = INDEXING) -> None:
        self.search = Search.open(folder)
        self.patience = patience
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._head = ""
        self.behind = False

    def close(self) -> None:
        """Close the index."""
        thread = self._thread
        if thread is not None:
            thread.join(2)
        self.search.close()

    def ask(self, here: Here, asking: Asking, clause: str | None, limit: int, offset: int) -> Found:
        """Look for words in what this page may show."""
        self._keep_up(here.snapshot.head, here.snapshot.base)
        return self.search.ask(here.view, asking, clause=clause, limit=limit, offset=offset)

    def _keep_up(self, head: str, base: View) -> None:
        with self._lock:
            if self._head == head:
                return
            if self._thread is None or not self._thread.is_alive():
                self.behind = True
                self._thread = threading.Thread(target=self._run, args=(head, base), daemon=True)
                self._thread.start()
            thread = self._thread
        thread.join(self.patience)

    def _run(self, head: str, base: View) -> None:
        try:
            self.search.keep_up(base)
            self._head, self.behind = head, False
        except TrucelineError as e:
            log.warning("the search index is behind: %s", e)


def finder_of(request: Request) -> Finder:
    """The search of the desk."""
    found: Finder = request.app.state.finder
    return found
