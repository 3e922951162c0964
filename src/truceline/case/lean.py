"""Readings loaded and kept small in memory: some at a time, and every span of a report bears one id."""

from __future__ import annotations

import ctypes
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from functools import partial
from sys import intern
from typing import Any, TypeVar

from truceline.model.reading import Claim, Mention, Reading
from truceline.model.span import Span
from truceline.model.standing import Signal
from truceline.model.weighing import Finding, Lineage

__all__ = ["Light", "Main", "Rest", "Shared", "give_back", "lean", "light", "one_heap"]

M_ARENA_MAX = -8
"""Of glibc's `malloc.h`."""
_SET = object.__setattr__
Kept = TypeVar("Kept", "Main", Reading)
LATEST = 64
"""Readings whose other parts stay for a while after they were fetched."""


@dataclass(frozen=True, slots=True)
class Main:
    """What of a reading is always held; field by field as in `Reading`."""

    report: str
    read: bool
    accord: str | None = None
    accord_why: str = ""
    why_unread: str | None = None
    claims: tuple[Claim, ...] = ()
    mentions: tuple[Mention, ...] = ()


class Light(Reading):
    """A reading whose figures, times, acts and blocks are fetched when they are asked for: of a large case
    they take most of the room, and few pages show them. Its fields are those of `Reading`."""

    __slots__ = ("_whole",)
    _whole: Callable[[], Reading]

    def __init__(self, *given: Any, **named: Any) -> None:
        whole = Reading(*given, **named)
        _lighten(self, whole, lambda: whole)

    figures = property(lambda self: self._whole().figures)
    times = property(lambda self: self._whole().times)
    acts = property(lambda self: self._whole().acts)
    blocks = property(lambda self: self._whole().blocks)


def light(main: Main, whole: Callable[[], Reading]) -> Light:
    """The reading of which `main` is held, and of which `whole` gives all."""
    return _lighten(object.__new__(Light), main, whole)


def _lighten(made: Light, main: Main | Reading, whole: Callable[[], Reading]) -> Light:
    for field in fields(Main):
        _SET(made, field.name, getattr(main, field.name))
    _SET(made, "_whole", whole)
    return made


class Rest:
    """The readings that were fetched last, kept for a while. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[Callable[[], Reading], Reading] = OrderedDict()

    def of(self, fetch: Callable[[], Reading]) -> Callable[[], Reading]:
        """What gives the reading that `fetch` fetches."""
        return partial(self._get, fetch)

    def _get(self, fetch: Callable[[], Reading]) -> Reading:
        with self._lock:
            if (kept := self._kept.get(fetch)) is not None:
                self._kept.move_to_end(fetch)
                return kept
        found = fetch()
        with self._lock:
            self._kept[fetch] = found
            while len(self._kept) > LATEST:
                self._kept.popitem(last=False)
        return found


def lean(reading: Kept, report: str) -> Kept:
    """`reading`, as it was parsed, with one string in place of equal ones: its own report's id alone
    would take more than 100 MB in 100,000 claims."""
    report = intern(report)
    if reading.report == report:
        _SET(reading, "report", report)
    for claim in reading.claims:
        _intern(claim, "id", "report", "holder", "entity", "party", "nested_in", "said_on")
    for span in _spans(reading):
        if span.report == report:
            _SET(span, "report", report)
    for mention in reading.mentions:
        _intern(mention, "claim")
    if isinstance(reading, Reading):
        for carried in (*reading.figures, *reading.times, *reading.acts):
            _intern(carried, "claim")
    return reading


def give_back() -> None:
    """Return to the system what was freed: glibc keeps it, and after a large case was loaded that is
    some 300 MB. Elsewhere nothing happens."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def one_heap() -> None:
    """Let all threads share one heap of the C library: with one for each, what many threads freed
    lies about in many places."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)


class Shared:
    """What answers have in common with the readings that they were made from is held once: ids, names, words.

    Made for one pass over the answers of one view; each item is changed into an equal one, so nobody can see it
    but the memory.
    """

    def __init__(self, readings: Mapping[str, Reading]) -> None:
        self._readings = readings
        self._of: dict[str, dict[int, Span]] = {}

    def share(self, items: Iterable[object]) -> None:
        """Give lineages, findings and signals, as they were parsed, what the readings hold already."""
        for item in items:
            if isinstance(item, Signal):
                _intern(item, "clause", "rule", "claim", "report", "origin", "holder", "party", "entity")
                _intern(item, "on", "known_on", "measure")
                self._spans_of(item, "spans")
            elif isinstance(item, Lineage):
                _intern(item, "origin", "holder", "entity", "party", "said_on", "known_on")
                for member in item.members:
                    _intern(member, "report", "claim", "relay", "parent")
                    self._spans_of(member, "evidence")
            elif isinstance(item, Finding):
                for value in item.values:
                    _SET(value, "origins", tuple(map(intern, value.origins)))
                    _SET(value, "holders", tuple(map(intern, value.holders)))
                    for evidence in value.evidence:
                        _intern(evidence, "claim", "known_on")
                        _SET(evidence, "span", self._span(evidence.span))

    def _spans_of(self, item: object, name: str) -> None:
        spans: tuple[Span, ...] = getattr(item, name)
        if spans:
            _SET(item, name, tuple(map(self._span, spans)))

    def _span(self, span: Span) -> Span:
        known = self._of.get(span.report)
        if known is None:
            reading = self._readings.get(span.report)
            known = self._of[span.report] = {s.start: s for s in _main(reading)} if reading else {}
        found = known.get(span.start)
        if found is not None and found == span:
            return found
        _SET(span, "report", intern(span.report))
        return span


def _intern(item: object, *names: str) -> None:
    for name in names:
        if (value := getattr(item, name)) is not None:
            _SET(item, name, intern(value))


def _main(reading: Reading) -> Iterator[Span]:
    """The spans that answers rest on most; of two that begin together the last counts."""
    for f in () if isinstance(reading, Light) else reading.figures:
        yield f.span
    for c in reading.claims:
        yield from (s for s in (c.cue, c.source) if s is not None)
    for c in reading.claims:
        yield from c.content


def _spans(reading: Main | Reading) -> Iterator[Span]:
    for c in reading.claims:
        yield from c.content
        yield from c.decided_by
        yield from (s for s in (c.cue, c.source, c.antecedent) if s is not None)
        yield from (link.span for link in c.chain if link.span is not None)
    for m in reading.mentions:
        yield m.span
    if isinstance(reading, Main):
        return
    for f in reading.figures:
        yield f.span
        if f.counted_span is not None:
            yield f.counted_span
    for a in reading.acts:
        yield a.span
        yield from (p.span for p in (*a.actors, *a.recipients))
        yield from a.figures
        if a.object is not None:
            yield a.object
    for t in reading.times:
        yield t.span
