"""Long work, and how long somebody waits for it before being told that it is under way."""

from __future__ import annotations

import threading
from collections.abc import Callable, ItemsView, Iterator, KeysView, Mapping, ValuesView
from contextvars import ContextVar
from time import monotonic
from typing import Any, Generic, TypeVar

__all__ = ["Later", "Pending", "Progress", "Slowly", "Task", "heeds", "patience", "slowly", "wait_for"]

T = TypeVar("T")
patience: ContextVar[float | None] = ContextVar("patience", default=None)
"""Seconds that whoever asks waits; None: for as long as it takes."""
heeds: ContextVar[Callable[[str], None] | None] = ContextVar("heeds", default=None)
"""Who is told now and then how far long work is; None: nobody."""


class Pending(Exception):
    """It is not there yet, and being worked out; it tells how far that is."""


def wait_for(done: threading.Event, says: Callable[[], str]) -> None:
    """Wait until it is done; raises `Pending` with what `says` tells where that takes longer than the
    patience of whoever asks."""
    if not done.wait(patience.get()):
        raise Pending(says())


class Progress:
    """How many reports of how many are there, and how many of them must be read first."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self.unread = 0
        self._begun = monotonic()

    def step(self, more: int) -> None:
        """So many more are there."""
        self.done += more

    def says(self) -> str:
        first = f" ({self.unread:,} to be read: new, or read by another version)" if self.unread else ""
        so_far = f"{monotonic() - self._begun:.0f} s so far"
        return f"The case is being opened: {self.done:,} of {self.total:,} reports{first}, {so_far}."


class Task(Generic[T]):
    """Something worked out when it is first asked for, in a thread of its own, once for all who ask.

    What goes wrong there is raised to whoever asks, and tried again by the next.
    """

    def __init__(self, make: Callable[[], T], says: Callable[[], str]) -> None:
        self._make = make
        self._says = says
        self._lock = threading.Lock()
        self._running: _Run[T] | None = None

    def result(self) -> T:
        """What it gives; raises `Pending` where that is not there within the patience of whoever asks."""
        with self._lock:
            if self._running is None or self._running.trouble is not None:
                self._running = _Run(self._make)
            running = self._running
        wait_for(running.done, self._says)
        if running.trouble is not None:
            raise running.trouble
        return running.made[0]


class _Run(Generic[T]):
    def __init__(self, make: Callable[[], T]) -> None:
        self.done = threading.Event()
        self.made: list[T] = []
        self.trouble: Exception | None = None
        threading.Thread(target=self._work, args=(make,), name="working out", daemon=True).start()

    def _work(self, make: Callable[[], T]) -> None:
        try:
            self.made.append(make())
        except Exception as e:
            self.trouble = e
        self.done.set()


class Slowly(Generic[T]):
    """A part of a value that takes long: worked out once, while whoever has no time is told so."""

    def __init__(self, make: Callable[[Any], T], what: str) -> None:
        self._make = make
        self._what = what
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, owner: Any, kind: type | None = None) -> T:
        if owner is None:
            return self  # type: ignore[return-value]
        begun = monotonic()
        task: Task[T] = owner.__dict__.setdefault(
            f"_{self._name}",
            Task(lambda: self._make(owner), lambda: f"{self._what}: {monotonic() - begun:.0f} s so far."),
        )
        made: T = task.result()
        owner.__dict__[self._name] = made
        owner.__dict__.pop(f"_{self._name}", None)
        return made


def slowly(what: str) -> Callable[[Callable[[Any], T]], Slowly[T]]:
    """Decorates a method that gives such a part; `what` tells what is being done."""
    return lambda make: Slowly(make, what)


class Later(Mapping[str, T]):
    """A mapping that is loaded when it is first looked into. Safe to use from several threads."""

    def __init__(self, load: Callable[[], Mapping[str, T]], says: Callable[[], str]) -> None:
        self.says = says
        self._task = Task(load, says)
        self._got: Mapping[str, T] | None = None

    @property
    def got(self) -> Mapping[str, T]:
        """What was loaded."""
        if self._got is None:
            self._got = self._task.result()
        return self._got

    def __getitem__(self, key: str) -> T:
        return self.got[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.got)

    def __len__(self) -> int:
        return len(self.got)

    def __contains__(self, key: object) -> bool:
        return key in self.got

    def keys(self) -> KeysView[str]:
        return self.got.keys()

    def values(self) -> ValuesView[T]:
        return self.got.values()

    def items(self) -> ItemsView[str, T]:
        return self.got.items()
