"""What the machine read in each report: kept when it is read, and loaded again whole or light."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from hashlib import sha256
from typing import Protocol

from pydantic import TypeAdapter

from truceline.case.lean import Main, Rest, lean, light
from truceline.case.library import Library
from truceline.case.patience import Progress, heeds
from truceline.case.program import program
from truceline.case.undisturbed import undisturbed
from truceline.model.reading import Reading
from truceline.model.report import Report

__all__ = ["KIND", "Machine", "adapter"]

KIND = "reading"
BATCH = 50
"""Readings kept at once; what was read before a stop need not be read again."""
AT_ONCE = 500
"""Readings loaded at once: the JSON of all of them would take as much room as what is made of it."""


class Store(Protocol):
    """Text by kind and key."""

    def get(self, kind: str, key: str) -> str | None: ...

    def get_many(self, kind: str, keys: Sequence[str]) -> dict[str, str]: ...

    def put_many(self, kind: str, values: dict[str, str]) -> bool: ...


@cache
def adapter() -> TypeAdapter[Reading]:
    """Parses and writes readings."""
    return TypeAdapter(Reading)


@cache
def _main_adapter() -> TypeAdapter[Main]:
    return TypeAdapter(Main)


class Machine:
    """Reads reports with the accord `choice` ("" for none), and reuses what was read before."""

    def __init__(self, library: Library, store: Store, choice: str) -> None:
        self._library = library
        self._store = store
        self._choice = choice

    @property
    def made_with(self) -> str:
        """Names the program and the accord that a kept answer was made with; with others it is stale."""
        fingerprint = self._library.fingerprint(self._choice) if self._choice else ""
        return f"{program()}\0{fingerprint}"

    def readings(
        self,
        reports: Sequence[Report],
        on_read: Callable[[Report], None] | None = None,
        lightly: bool = False,
        progress: Progress | None = None,
    ) -> dict[str, Reading]:
        """The reading of each report, by its id; `on_read` is told of each that had to be read.

        `progress` is kept up to date; where nobody is told of each, whoever `heeds` is told of it.
        `lightly`: figures, times, acts and blocks of a reading are fetched when they are asked for.
        """
        progress = progress or Progress(len(reports))
        made_with = self.made_with
        keys = {r.id: self.key(made_with, r.id) for r in reports}
        with undisturbed():
            out = self._loaded(keys, {r.id: r for r in reports} if lightly else None, progress)
        unread = [r for r in reports if r.id not in out]
        progress.unread = len(unread)
        unkept: dict[str, str] = {}
        for report in unread:
            out[report.id] = self._read(report)
            unkept[keys[report.id]] = adapter().dump_json(out[report.id], exclude_defaults=True).decode()
            progress.step(1)
            if on_read:
                on_read(report)
            if len(unkept) >= BATCH:
                self._store.put_many(KIND, unkept)
                unkept = {}
                if (heard := heeds.get()) and not on_read:
                    heard(progress.says())
        self._store.put_many(KIND, unkept)
        return out

    @staticmethod
    def key(made_with: str, report: str) -> str:
        """Under which a reading is kept."""
        return sha256(f"{made_with}\0{report}".encode()).hexdigest()

    def _loaded(
        self,
        keys: dict[str, str],
        light_of: dict[str, Report] | None,
        progress: Progress,
    ) -> dict[str, Reading]:
        out: dict[str, Reading] = {}
        rest = Rest()
        for some in _some(keys, AT_ONCE):
            kept = self._store.get_many(KIND, [keys[i] for i in some])
            for i in (i for i in some if keys[i] in kept):
                if light_of is None:
                    out[i] = lean(adapter().validate_json(kept[keys[i]]), i)
                else:
                    main = lean(_main_adapter().validate_json(kept[keys[i]]), i)
                    out[i] = light(main, rest.of(partial(self._again, light_of[i], keys[i])))
            progress.step(sum(i in out for i in some))
        return out

    def _again(self, report: Report, key: str) -> Reading:
        text = self._store.get(KIND, key)
        return lean(adapter().validate_json(text), report.id) if text else self._read(report)

    def _read(self, report: Report) -> Reading:
        [(_, reading)] = self._library.read([report], self._choice or "none")
        return reading


def _some(keys: Iterable[str], many: int) -> list[list[str]]:
    ids = list(keys)
    return [ids[first : first + many] for first in range(0, len(ids), many)]
