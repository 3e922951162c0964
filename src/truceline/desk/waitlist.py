"""The order in which claims wait, kept while people decide: a decision need not wait for a new one."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict

from truceline.case import View
from truceline.case.queue import WHOLE, Waiting, queue
from truceline.desk.kept import Snapshot

__all__ = ["Waitlist"]

log = logging.getLogger(__name__)
KEPT = 6
"""Orders kept, one for each day and reading."""

Question = tuple[str, str | None]


class Waitlist:
    """Ranks once for a head of the record, in a thread of its own; until the new order is there, the one
    of before is good enough: who decides takes claims from its head, and those are taken out of it.

    In a large case the first order does without what the board would be without a claim; that follows.
    Claims that were rejected keep their place, so that an undo puts them back at once.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._lists: OrderedDict[Question, tuple[str, tuple[Waiting, ...]]] = OrderedDict()
        self._wanted: dict[Question, tuple[Snapshot, View]] = {}
        self._thread: threading.Thread | None = None

    def ranked(self, snapshot: Snapshot, view: View, as_of: str, reading: str | None) -> tuple[Waiting, ...]:
        """Every claim in its order, as of a day under a reading."""
        question = (as_of, reading)
        with self._lock:
            kept = self._lists.get(question)
            if kept is not None:
                self._lists.move_to_end(question)
                if kept[0] != snapshot.head and not snapshot.behind:
                    self._ask(question, snapshot, view)
                return kept[1]
        large = len(view.signals) > WHOLE
        made = self._rank(question, snapshot, view, deep=not large)
        if large:
            with self._lock:
                self._ask(question, snapshot, view)
        return made

    def _ask(self, question: Question, snapshot: Snapshot, view: View) -> None:
        self._wanted[question] = (snapshot, view)
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="ranking", daemon=True)
            self._thread.start()

    def _rank(
        self, question: Question, snapshot: Snapshot, view: View, deep: bool = True
    ) -> tuple[Waiting, ...]:
        made = queue(view, *question, deep=deep)
        with self._lock:
            before = self._lists.get(question)
            if before is not None:
                there, machine = {w.claim for w in made}, set(view.machine)
                gone = [w for w in before[1] if w.claim not in there and w.report in machine]
                made = tuple(sorted((*made, *gone), key=lambda w: (w.order, w.claim)))
            self._lists[question] = (snapshot.head, made)
            while len(self._lists) > KEPT:
                self._lists.popitem(last=False)
        return made

    def _run(self) -> None:
        while True:
            with self._lock:
                if not self._wanted:
                    self._thread = None
                    return
                question, (snapshot, view) = self._wanted.popitem()
            try:
                self._rank(question, snapshot, view)
            except Exception:
                log.exception("what waits could not be put in order")
