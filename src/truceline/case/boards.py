"""Boards and days kept from one view to the next: after one report more, only what it touches is asked again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from truceline import standing
from truceline.case.undisturbed import undisturbed
from truceline.model.accord import Accord
from truceline.model.standing import Signal

__all__ = ["Boards", "differing"]

_KEPT = 6
"""How many boards, and how many spans of days, are kept: those asked for last."""
_TOO_MUCH = 0.5
"""From this share of changed signals on, all is computed anew."""

_Key = tuple[object, ...]
T = TypeVar("T", standing.Board, standing.Days)


@dataclass
class Boards:
    """The boards and days that were asked for last, with the signals that they were made of.

    What is given is equal to what is computed from nothing, whatever was asked before: it holds no
    answer of its own. One is shared by the views of a case.
    """

    boards: dict[_Key, tuple[tuple[Signal, ...], standing.Board]] = field(default_factory=dict)
    spans: dict[_Key, tuple[tuple[Signal, ...], standing.Days]] = field(default_factory=dict)

    def board(self, accord: Accord, signals: tuple[Signal, ...], as_of: str, known_at: str) -> standing.Board:
        """The board of one pair of dates."""
        return _kept(
            self.boards,
            (accord.sha256, id(accord), as_of, known_at),
            signals,
            lambda: standing.Board.of(accord, signals, as_of, known_at),
        )

    def days(
        self,
        accord: Accord,
        signals: tuple[Signal, ...],
        days: Sequence[str],
        known_at: str,
        reading: str | None = None,
    ) -> standing.Days:
        """Each clause on each of `days`, as it was known on that day, by `known_at` at the latest."""
        return _kept(
            self.spans,
            (accord.sha256, id(accord), tuple(days), known_at, reading),
            signals,
            lambda: standing.Days.of(accord, signals, days, lambda day: min(day, known_at), reading),
        )


def _kept(
    store: dict[_Key, tuple[tuple[Signal, ...], T]],
    key: _Key,
    signals: tuple[Signal, ...],
    anew: Callable[[], T],
) -> T:
    found = store.pop(key, None)
    with undisturbed():
        if found is None:
            made = anew()
        elif found[0] is signals:
            made = found[1]
        else:
            more, gone = differing(found[0], signals)
            small = len(more) + len(gone) <= _TOO_MUCH * len(signals)
            made = found[1].updated(more, gone) if small else anew()
    store[key] = signals, made
    while len(store) > _KEPT:
        del store[next(iter(store))]
    return made


def differing(
    before: Iterable[Signal], after: Iterable[Signal]
) -> tuple[tuple[Signal, ...], tuple[Signal, ...]]:
    """(signals that are new, signals that are gone), report by report."""
    old, new = _by_report(before), _by_report(after)
    more: list[Signal] = []
    gone: list[Signal] = []
    for report in {**old, **new}:
        was, now = old.get(report, []), new.get(report, [])
        if was == now:
            continue
        left, come = Counter(was), Counter(now)
        more += (come - left).elements()
        gone += (left - come).elements()
    return tuple(more), tuple(gone)


def _by_report(signals: Iterable[Signal]) -> dict[str, list[Signal]]:
    out: dict[str, list[Signal]] = defaultdict(list)
    for s in signals:
        out[s.report].append(s)
    return out
