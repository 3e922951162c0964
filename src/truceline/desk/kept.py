"""One case kept in memory, so that a page is a slice of what is known already."""

from __future__ import annotations

import logging
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from time import monotonic, sleep
from typing import Any, TypeVar, cast

from truceline.case import Case, View
from truceline.case.lean import give_back
from truceline.case.patience import Pending, patience
from truceline.case.view import COSTLY
from truceline.desk.tables import Held, Table, kept_by
from truceline.model.report import Handling

__all__ = ["PATIENCE", "SOON", "Kept", "Snapshot"]

log = logging.getLogger(__name__)
T = TypeVar("T")
BOARDS = 3
"""Boards looked at last that are worked out anew when the record grew."""
VIEWS = 4
"""Days of knowledge kept ready; one more is computed again when it is asked for."""
FIRST = 0.5
"""Seconds that are left to the first page of a case that opens at once."""
ANSWERS = 400
TABLES = 40
"""Tables asked for last that are made again when the record grew, before somebody asks."""
SOON = 3.0
"""Seconds that a page waits for what is being worked out before it says so."""
PATIENCE = 1.5
"""Seconds that a page waits for what a new entry changes before it shows what was known before it."""


class Snapshot:
    """The case as it was at one head of its ledger. Everything asked of it is computed once.

    Safe to use from several threads: a question asked twice at a time is worked out once.
    `behind` is True where lineages, findings and signals are still those of an earlier head;
    reports and claims are always of this one. `seen` is the entry up to which it has decisions.
    What `older` held and this one's entries do not touch is taken over from it.
    """

    def __init__(
        self, head: str, base: View, behind: bool = False, seen: int = 0, older: Snapshot | None = None
    ) -> None:
        self.head = head
        self.base = base
        self.behind = behind
        self.seen = seen or _length(head)
        self.mark = secrets.token_hex(6)
        """Names this snapshot, in this run of the desk: what rests on it alone is the same under the same mark."""
        self._lock = threading.RLock()
        self._views: OrderedDict[str, View] = OrderedDict({base.known_at: base})
        self._answers: OrderedDict[Hashable, Held[Any]] = OrderedDict()
        self._tables: OrderedDict[tuple[Table[Any], str], None] = OrderedDict(older._tables if older else {})
        self._earlier: dict[Hashable, Held[Any]] = older._carriable() if older else {}
        self._working: dict[Hashable, threading.Lock] = {}

    def view(self, known_at: str) -> View:
        """All that could be known by `known_at` (YYYY-MM-DD)."""
        with self._lock:
            if known_at not in self._views:
                b = self.base
                self._views[known_at] = View.of(
                    b.kept, b.machine, b.judgements, b.accord, known_at, b.level, b.memory, b.heard, b.scales
                )
                while len(self._views) > VIEWS:
                    gone = next(day for day in self._views if day != b.known_at)
                    del self._views[gone]
            self._views.move_to_end(known_at)
            return self._views[known_at]

    def once(
        self, key: Hashable, make: Callable[[], T], view: View | None = None, rests: Sequence[str] = ()
    ) -> T:
        """What `make` gives, made once for this key as long as the ledger does not grow; where it is known
        what of `view` it rests on (`tables.rests_on`), as long as that stays the same."""

        def made() -> Held[T]:
            earlier = self._earlier.get(key)
            if earlier is not None and view is not None and earlier.fits(view):
                return earlier
            answer = make()
            return Held(answer, kept_by(view, rests) if view is not None else {})

        return self._held(key, made)

    def table(self, table: Table[T], view: View) -> T:
        """That table of one of this snapshot's views."""
        key = (table, view.known_at)
        with self._lock:
            self._tables[key] = None
            self._tables.move_to_end(key)
            while len(self._tables) > TABLES:
                self._tables.popitem(last=False)

        def made() -> Held[T]:
            earlier = self._earlier.get(key)
            carried = earlier.carried(table, view) if earlier is not None else None
            return carried or Held(table.make(view), kept_by(view, table.rests))

        return self._held(key, made)

    def _held(self, key: Hashable, make: Callable[[], Held[T]]) -> T:
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return cast(T, self._answers[key].answer)
            working = self._working.setdefault(key, threading.Lock())
        with working:
            with self._lock:
                if key in self._answers:
                    return cast(T, self._answers[key].answer)
            made = make()
            with self._lock:
                self._answers[key] = made
                self._earlier.pop(key, None)
                self._working.pop(key, None)
                while len(self._answers) > ANSWERS:
                    self._answers.popitem(last=False)
            return made.answer

    def _carriable(self) -> dict[Hashable, Held[Any]]:
        """What a later snapshot may take over."""
        with self._lock:
            return self._earlier | {k: held for k, held in self._answers.items() if held.rests}

    def carry(self) -> None:
        """Take over the tables of the snapshot before, for the newest view, before somebody asks."""
        for table, known_at in list(self._tables):
            if known_at == self.base.known_at:
                self.table(table, self.base)
        with self._lock:
            self._earlier.clear()

    def weighed(self) -> None:
        """Work out the costly parts of the newest view."""
        for name in COSTLY:
            self.once((name, self.base.known_at), lambda name=name: getattr(self.base, name))  # type: ignore[misc]
            give_back()


class Kept:
    """The open case and its newest snapshot.

    When the ledger grew, a page waits a little for the new answers. Where they take longer, it
    shows new decisions with the answers of before, or the reports of before, and says that it is
    behind; one thread works out the newest head meanwhile. `patience` is how many seconds it waits
    (None: as long as it takes).
    """

    def __init__(self, case: Case, level: Handling, patience: float | None = PATIENCE) -> None:
        self.case = case
        self.level = level
        self.patience = patience
        self._lock = threading.Lock()
        self._done = threading.Condition(self._lock)
        self._snapshot: Snapshot | None = None
        self._others = 0
        """Entries of the snapshot's record that are no decisions."""
        self._wanted: tuple[str, str] | None = None
        self._failed: tuple[str, str] | None = None
        self._until: float | None = 0.0
        self._thread: threading.Thread | None = None
        self._opener: threading.Thread | None = None
        self._opened_from = 0.0
        self._trouble: Exception | None = None
        self._boards: OrderedDict[tuple[str, str | None], None] = OrderedDict()

    def looked_at(self, as_of: str, reading: str | None) -> None:
        """Somebody looks at the board of that day: it will be wanted again."""
        with self._lock:
            self._boards[(as_of, reading)] = None
            self._boards.move_to_end((as_of, reading))
            while len(self._boards) > BOARDS:
                self._boards.popitem(last=False)

    def boards(self) -> list[tuple[str, str | None]]:
        """(day, reading) of the boards looked at last."""
        with self._lock:
            return list(self._boards)

    def now(self, wait: bool = True) -> Snapshot:
        """The case as it is now, or as near as can be told at once; without `wait`, at once indeed. Raises
        `Pending` where it is not there yet."""
        head, today = self.case.head(), self.case.today()
        with self._lock:
            kept = self._snapshot or self._opened()
            if (head, today) in ((kept.head, kept.base.known_at), self._failed):
                return kept
            if self._wanted != (head, today):
                self._wanted = (head, today)
                self._until = None if self.patience is None else monotonic() + self.patience
                self._show_decisions(kept, head, today)
                self._start()
            if wait:
                left = None if self._until is None else max(0.0, self._until - monotonic())
                self._done.wait_for(lambda: self._wanted is None, left)
            return self._snapshot or kept

    def warm(self, say: Callable[[str], None] | None = None) -> None:
        """Work out the costly parts before somebody asks; `say` is told of what takes long."""
        told = say or log.info
        begun = monotonic()
        slow = False
        try:
            while True:
                hurried = patience.set(SOON)
                try:
                    found = self.now(wait=False)
                    break
                except Pending as e:
                    if not slow:
                        told(str(e))
                    slow = True
                finally:
                    patience.reset(hurried)
            if slow:
                told(f"Opened in {monotonic() - begun:.0f} s: {len(found.base.reports):,} reports.")
            else:
                sleep(FIRST)
            found.weighed()
            if monotonic() - begun > SOON:
                told(f"Everything is worked out after {monotonic() - begun:.0f} s.")
        except Exception:
            log.exception("the case could not be worked out")

    def _opened(self) -> Snapshot:
        """The first snapshot, made in a thread of its own."""
        if self._opener is None:
            self._opened_from = monotonic()
            self._opener = threading.Thread(target=self._open, name="opening", daemon=True)
            self._opener.start()
        self._done.wait_for(lambda: self._snapshot or self._trouble, patience.get())
        if self._trouble is not None:
            trouble, self._trouble, self._opener = self._trouble, None, None
            raise trouble
        if self._snapshot is None:
            seconds = monotonic() - self._opened_from
            raise Pending(
                f"The case is being opened: {self.case.length():,} entries of the record, {seconds:.0f} s so far."
            )
        return self._snapshot

    def _open(self) -> None:
        made: Snapshot | None = None
        trouble: Exception | None = None
        try:
            head, today = self.case.head(), self.case.today()
            made = Snapshot(head, self.case.view(today, self.level, lightly=True))
            give_back()
        except Exception as e:
            trouble = e
        with self._lock:
            if made is not None:
                self._snapshot, self._others = made, _length(made.head) - len(made.base.judgements)
            self._trouble = trouble
            self._done.notify_all()

    def _show_decisions(self, kept: Snapshot, head: str, today: str) -> None:
        """Show decisions at once, with the answers of before; where other things came as well, with the
        reports of before, and under the head of before."""
        view = self.case.refreshed(kept.base, today, reports_too=False)
        only_decisions = _length(head) - len(view.judgements) == self._others
        self._snapshot = Snapshot(
            head if only_decisions else kept.head,
            view.borrowing(kept.base),
            behind=True,
            seen=_length(head),
            older=kept,
        )

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="weighing", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while True:
            with self._lock:
                wanted, kept = self._wanted, self._snapshot
                if wanted is None or kept is None:
                    self._thread = None
                    return
            head, today = wanted
            made = None
            try:
                newest = Snapshot(head, self.case.refreshed(kept.base, today, lightly=True), older=kept)
                newest.weighed()
                newest.carry()
                made = newest
            except Exception:
                log.exception("what came to the record could not be worked out")
            with self._lock:
                if self._wanted == wanted:
                    self._wanted, self._failed = None, None if made else wanted
                    if made:
                        self._snapshot = made
                        self._others = _length(head) - len(made.base.judgements)
                    self._done.notify_all()


def _length(head: str) -> int:
    return int(head.partition(":")[0])
