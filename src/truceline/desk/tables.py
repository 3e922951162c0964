"""Tables that pages share, carried from one snapshot of the case to the next: what a decision does not touch
is not made again."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from truceline.case import View
from truceline.model.reading import Claim, Reading
from truceline.model.report import Report
from truceline.model.weighing import Lineage

__all__ = ["Change", "Held", "Table", "kept_by", "rests_on"]

T = TypeVar("T")
COSTLY = ("lineages", "signals", "findings")


@dataclass(frozen=True)
class Change:
    """From what an earlier table rests on to what a later view holds."""

    old: Mapping[str, Any]
    new: View

    @cached_property
    def reports(self) -> frozenset[str]:
        """Ids of the reports that are read otherwise, are new, or are gone."""
        before: Mapping[str, Reading] = self.old["claims"]
        now = self.new.readings
        changed = {i for i, r in now.items() if before.get(i) is not r}
        return frozenset(changed.union(i for i in before if i not in now))

    @cached_property
    def claims_gone(self) -> list[Claim]:
        """The claims of those reports as they were."""
        before: Mapping[str, Reading] = self.old["claims"]
        return [c for i in self.reports if i in before for c in before[i].claims]

    @cached_property
    def claims_new(self) -> list[Claim]:
        """The claims of those reports as they are."""
        return [c for i in self.reports if i in self.new.readings for c in self.new.readings[i].claims]

    @cached_property
    def lines(self) -> tuple[list[Lineage], list[Lineage]]:
        """(statements that are gone, statements that are new)."""
        before: Sequence[Lineage] = self.old["lineages"].there or ()
        was, now = set(map(id, before)), set(map(id, self.new.lineages))
        return [x for x in before if id(x) not in now], [x for x in self.new.lineages if id(x) not in was]


@dataclass(frozen=True, eq=False)
class Table(Generic[T]):
    """Something made of a whole view. `rests` names what it is made of (`rests_on`): while that is the
    same, so is the table. `mend` makes the table from an earlier one, which it must leave as it is."""

    name: str
    make: Callable[[View], T]
    rests: tuple[str, ...]
    mend: Callable[[T, Change], T] | None = None


@dataclass(frozen=True, slots=True)
class Held(Generic[T]):
    """An answer, and what it rests on."""

    answer: T
    rests: Mapping[str, Any]

    def fits(self, view: View) -> bool:
        """Whether it is the answer of this view as well."""
        return all(_same(name, what, rests_on(view, name)) for name, what in self.rests.items())

    def carried(self, table: Table[T], view: View) -> Held[T] | None:
        """The table of this view, where it can be had from this one."""
        if self.fits(view):
            return Held(self.answer, self.rests)
        if table.mend is None or not _same("reports", self.rests["reports"], rests_on(view, "reports")):
            return None
        made = table.mend(self.answer, Change(self.rests, view))
        return Held(made, kept_by(view, table.rests))


@dataclass(frozen=True, slots=True, eq=False)
class Late:
    """A costly part of a view, which need not be there yet."""

    view: View
    name: str

    @property
    def there(self) -> Sequence[Any] | None:
        """The part, None where nobody has asked for it."""
        found: Sequence[Any] | None = self.view.__dict__.get(self.name)
        if found is None and self.name != "signals" and (weighing := self.view.__dict__.get("weighing")):
            found = getattr(weighing, self.name)
        return found


def kept_by(view: View, rests: Sequence[str]) -> dict[str, Any]:
    """What an answer of this view rests on, by name."""
    return {name: rests_on(view, name) for name in rests}


def rests_on(view: View, name: str) -> Any:
    """One thing that a view is made of: reports, claims, mentions, lineages, signals, findings, accord,
    machine (its readings); decisions, or those about one kind of subject (`SubjectKind`)."""
    if name == "reports":
        return view.kept, view.known_at, view.level
    if name in ("claims", "mentions"):
        return view.readings
    if name in COSTLY:
        return Late(view, name)
    if name == "accord":
        return view.accord
    if name == "machine":
        return view.machine
    return tuple(j.id for j in view.decisions if name in ("decisions", j.kind.value))


def _same(name: str, one: Any, other: Any) -> bool:
    if name == "reports":
        kept: Sequence[Report] = one[0]
        return kept is other[0] and bool(one[1:] == other[1:])
    if name in ("claims", "mentions"):
        return one is other or _alike(name, one, other)
    if name in COSTLY:
        before, now = one.there, other.there
        if one.view is other.view or before is None or now is None:
            return one.view is other.view
        return before is now or (len(before) == len(now) and all(map(operator.is_, before, now)))
    return one is other if name == "machine" else bool(one is other or one == other)


def _alike(name: str, one: Mapping[str, Reading], other: Mapping[str, Reading]) -> bool:
    """Whether all reports are read alike, as far as that goes."""
    if len(one) != len(other):
        return False
    for i, reading in other.items():
        before = one.get(i)
        if before is reading:
            continue
        if before is None or getattr(before, name) is not getattr(reading, name):
            return False
    return True
