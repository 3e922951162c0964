"""Readings loaded and kept small in memory: some at a time, and every span of a report bears one id."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Protocol

from truceline.model.reading import Reading
from truceline.model.report import Report
from truceline.model.span import Span
from truceline.model.standing import Signal
from truceline.model.weighing import Weighing

__all__ = ["give_back", "lean", "loaded", "one_heap", "signals_with_ids", "with_ids"]

M_ARENA_MAX = -8
"""Of glibc's `malloc.h`."""
AT_ONCE = 500
"""Readings loaded at once: the JSON of all of them would take as much room as what is made of it."""


class Store(Protocol):
    """Text by kind and key."""

    def get_many(self, kind: str, keys: Sequence[str]) -> dict[str, str]: ...


def loaded(store: Store, keys: Mapping[str, str], parse: Callable[[str], Reading]) -> dict[str, Reading]:
    """The kept readings of reports, by report id; `keys` are their keys in the store, by report id."""
    out: dict[str, Reading] = {}
    ids = list(keys)
    for first in range(0, len(ids), AT_ONCE):
        some = ids[first : first + AT_ONCE]
        kept = store.get_many("reading", [keys[i] for i in some])
        out |= {i: lean(parse(kept[keys[i]]), i) for i in some if keys[i] in kept}
    return out


def lean(reading: Reading, report: str) -> Reading:
    """`reading`, as it was parsed, with `report` (its own report's id) in place of its equal copies:
    of 100,000 claims they would take more than 100 MB."""
    share = object.__setattr__  # equal for equal: nobody can see it but the memory
    if reading.report == report:
        share(reading, "report", report)
    for claim in reading.claims:
        if claim.report == report:
            share(claim, "report", report)
    for span in _spans(reading):
        if span.report == report:
            share(span, "report", report)
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


def with_ids(weighing: Weighing, reports: Mapping[str, Report]) -> Weighing:
    """A weighing, as it was parsed, that names reports by their own ids."""
    ids = {i: i for i in reports}
    for line in weighing.lineages:
        for member in line.members:
            object.__setattr__(member, "report", ids.get(member.report, member.report))
            _name(member.evidence, ids)
    for finding in weighing.findings:
        for value in finding.values:
            _name((e.span for e in value.evidence), ids)
    return weighing


def signals_with_ids(signals: tuple[Signal, ...], reports: Mapping[str, Report]) -> tuple[Signal, ...]:
    """Signals, as they were parsed, that name reports by their own ids."""
    ids = {i: i for i in reports}
    for signal in signals:
        object.__setattr__(signal, "report", ids.get(signal.report, signal.report))
        _name(signal.spans, ids)
    return signals


def _name(spans: Iterable[Span], ids: Mapping[str, str]) -> None:
    for span in spans:
        object.__setattr__(span, "report", ids.get(span.report, span.report))


def _spans(reading: Reading) -> Iterator[Span]:
    for c in reading.claims:
        yield from c.content
        yield from c.decided_by
        yield from (s for s in (c.cue, c.source, c.antecedent) if s is not None)
        yield from (link.span for link in c.chain if link.span is not None)
    for f in reading.figures:
        yield f.span
        if f.counted_span is not None:
            yield f.counted_span
    for a in reading.acts:
        yield a.span
        if a.object is not None:
            yield a.object
    for t in reading.times:
        yield t.span
    for m in reading.mentions:
        yield m.span
