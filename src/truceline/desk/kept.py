"""One case kept in memory, so that a page is a slice of what is known already."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

from truceline.case import Case, View
from truceline.model.report import Handling

__all__ = ["Kept", "Snapshot"]

T = TypeVar("T")
VIEWS = 4
"""Days of knowledge kept ready; one more is computed again when it is asked for."""
ANSWERS = 400


class Snapshot:
    """The case as it was at one head of its ledger. Everything asked of it is computed once.

    Safe to use from several threads: a question asked twice at a time is worked out once.
    """

    def __init__(self, head: str, base: View) -> None:
        self.head = head
        self.base = base
        self._lock = threading.RLock()
        self._views: OrderedDict[str, View] = OrderedDict({base.known_at: base})
        self._answers: OrderedDict[Hashable, object] = OrderedDict()
        self._working: dict[Hashable, threading.Lock] = {}

    def view(self, known_at: str) -> View:
        """All that could be known by `known_at` (YYYY-MM-DD)."""
        with self._lock:
            if known_at not in self._views:
                b = self.base
                self._views[known_at] = View.of(
                    b.kept, b.machine, b.judgements, b.accord, known_at, b.level, b.memory, b.heard
                )
                while len(self._views) > VIEWS:
                    gone = next(day for day in self._views if day != b.known_at)
                    del self._views[gone]
            self._views.move_to_end(known_at)
            return self._views[known_at]

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made once for this key as long as the ledger does not grow."""
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return cast(T, self._answers[key])
            working = self._working.setdefault(key, threading.Lock())
        with working:
            with self._lock:
                if key in self._answers:
                    return cast(T, self._answers[key])
            made = make()
            with self._lock:
                self._answers[key] = made
                self._working.pop(key, None)
                while len(self._answers) > ANSWERS:
                    self._answers.popitem(last=False)
            return made


class Kept:
    """The open case and its newest snapshot, made anew when the ledger grew or the day changed."""

    def __init__(self, case: Case, level: Handling) -> None:
        self.case = case
        self.level = level
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = None

    def now(self) -> Snapshot:
        """The case as it is now."""
        head, today = self.case.head(), self.case.today()
        with self._lock:
            kept = self._snapshot
            if kept is None or (kept.head, kept.base.known_at) != (head, today):
                kept = self._snapshot = Snapshot(head, self.case.view(today, self.level))
            return kept
