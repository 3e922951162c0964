"""Readings loaded and kept small in memory: some at a time, and every span of a report bears one id."""

from __future__ import annotations

import ctypes
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from sys import intern

from truceline.case.parts import Store
from truceline.model.reading import Reading
from truceline.model.span import Span
from truceline.model.standing import Signal
from truceline.model.weighing import Finding, Lineage

__all__ = ["Shared", "give_back", "lean", "loaded", "one_heap"]

M_ARENA_MAX = -8
"""Of glibc's `malloc.h`."""
REPORTS = 2000
"""Reports of which it is remembered what their readings hold, while answers are gone through."""
_SET = object.__setattr__
AT_ONCE = 500
"""Readings loaded at once: the JSON of all of them would take as much room as what is made of it."""


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
    for carried in (*reading.figures, *reading.times, *reading.mentions, *reading.acts):
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

    Made for one pass over items of one view; each is changed into an equal one, so nobody can see it
    but the memory.
    """

    def __init__(self, readings: Mapping[str, Reading]) -> None:
        self._readings = readings
        self._of: OrderedDict[str, dict[tuple[int, int], Span]] = OrderedDict()

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
            known = self._of[span.report] = {(s.start, s.end): s for s in _main(reading)} if reading else {}
            if len(self._of) > REPORTS:
                self._of.popitem(last=False)
        found = known.get((span.start, span.end))
        if found is not None and found == span:
            return found
        _SET(span, "report", intern(span.report))
        return span


def _intern(item: object, *names: str) -> None:
    for name in names:
        if (value := getattr(item, name)) is not None:
            _SET(item, name, intern(value))


def _main(reading: Reading) -> Iterator[Span]:
    for c in reading.claims:
        yield from c.content
        yield from (s for s in (c.cue, c.source) if s is not None)
    for f in reading.figures:
        yield f.span


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
