"""A report: one publication, frozen as it was."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Rendering(StrEnum):
    """In what form the words reach us."""

    ORIGINAL = "original"
    TRANSLATION = "translation"
    DIGEST = "digest"
    """A summary in our own words: no direct quotations, no part in copy matching, named wherever shown."""


class Handling(StrEnum):
    """Who may see it; each level includes the ones before."""

    SHAREABLE = "shareable"
    INTERNAL = "internal"
    MEDIATOR = "mediator"

    def within(self, level: Handling) -> bool:
        """Whether something so marked may be shown at `level`."""
        order = list(Handling)
        return order.index(self) <= order.index(level)


class Withhold(StrEnum):
    """Whose names a brief leaves out."""

    NOBODY = "nobody"
    MINORS = "minors"
    PRIVATE = "private"
    """Everybody whom the agreement's vocabulary does not know and whom nobody cites."""


class DateBasis(StrEnum):
    """Where a publication date was taken from, best first."""

    DOCUMENT = "document"
    SIDE_FILE = "side file"
    OPTION = "option"
    INFERRED = "inferred"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Report:
    """One publication of one outlet.

    `id` hashes outlet, address and text together, so that one wire text carried by two
    outlets is two reports of one text (`text_sha256`). `item` names what stays the same
    when the text is corrected: a later version has the same item and `version_of` the
    earlier one's id. `published` is an EDTF partial date ("2025-02-28", "2025-02");
    `available_at` the day (or instant, ISO 8601) from which the report could be known.
    """

    id: str
    item: str
    text: str
    text_sha256: str
    raw_sha256: str
    path: str
    outlet: str | None = None
    address: str | None = None
    title: str | None = None
    language: str = "und"
    published: str | None = None
    date_basis: DateBasis = DateBasis.NONE
    available_at: str | None = None
    fetched_at: str | None = None
    version_of: str | None = None
    rendering: Rendering = Rendering.ORIGINAL
    handling: Handling = Handling.SHAREABLE
    vouched: bool = True
    """Handed over explicitly, or from the case's source list; unknown ones count for nothing until vouched for."""
    notes: tuple[str, ...] = ()
    """What intake noticed: the encoding guessed, a date inferred."""

    @property
    def known_on(self) -> str | None:
        """The day (YYYY-MM-DD) from which this report could be known."""
        return self.available_at[:10] if self.available_at else None

    @property
    def text_known_on(self) -> str | None:
        """The day from which this very text could be known: of a later version that does not say when it
        appeared, the day on which it was added."""
        days = [d[:10] for d in (self.available_at, self.fetched_at) if d]
        return max(days) if self.available_at else None

    def after(self, before: Report, recorded_at: str) -> Report:
        """This report as the version that comes after `before`. Where nothing tells that its text appeared
        later than that one, it could be known from `recorded_at` and not before: what could be known
        earlier stays what it was."""
        told = self.fetched_at is not None or (self.known_on or "") > (before.text_known_on or "")
        if told or self.known_on is None:
            return replace(self, version_of=before.id)
        added = f"known from {recorded_at[:10]}, the day it was added"
        remark = (
            f"date or outlet told anew: so {added}"
            if self.text_sha256 == before.text_sha256
            else f"a new text of a known report: {added}; where it appeared earlier, its side file tells so (fetched_at)"
        )
        return replace(self, version_of=before.id, fetched_at=recorded_at, notes=(*self.notes, remark))
