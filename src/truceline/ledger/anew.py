"""A known report of which something is told anew: its date, or the outlet that nobody had named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from sqlalchemy import Connection

from truceline.ledger.chain import Entry
from truceline.ledger.fetch import entries_where, report_of
from truceline.ledger.tables import entries
from truceline.model.identity import anew_id
from truceline.model.report import DateBasis, Report

__all__ = ["differences", "item_before", "told_anew"]

_OF_THIS_FILE = (DateBasis.DOCUMENT, DateBasis.SIDE_FILE)
"""A date told of this very file. An option is told of all files of a call, so it dates only what has no date."""


def told_anew(connection: Connection, known: Entry, given: Report) -> tuple[Report, Report | None]:
    """A known report as it is held now, and as it would be with the date that is given this time; None where
    that tells nothing new."""
    first = report_of(connection, known)
    held = next(_of_text(connection, reversed(_of_item(connection, first.item)), given), first)
    tells = given.date_basis in _OF_THIS_FILE or (
        given.date_basis is DateBasis.OPTION and held.date_basis is DateBasis.NONE
    )
    if not tells or given.published == held.published:
        return held, None
    id = anew_id(given.outlet, given.address, given.text, held.id, given.published)
    return held, replace(given, id=id, item=held.item, version_of=held.id)


def item_before(connection: Connection, given: Report) -> list[Entry]:
    """The earlier entries of the item of a new report: those under its name, else those of the same file and
    text that no outlet was named for."""
    found = _of_item(connection, given.item)
    if found or given.outlet is None:
        return found
    same = entries_where(connection, entries.c.kind == "report", entries.c.text == given.text_sha256)
    name = PurePath(given.path).name
    unnamed = [r for r in _of_text(connection, iter(same), given) if r.outlet is None]
    return next(
        (
            _of_item(connection, r.item)
            for r in unnamed
            if PurePath(r.path).name == name and r.address is None
        ),
        [],
    )


def differences(held: Report, given: Report) -> tuple[str, ...]:
    """The fields in which a known report came with other values this time."""
    names = ("title", "language", "published", "rendering", "handling", "vouched")
    told = ((n, getattr(given, n)) for n in names)
    return tuple(n for n, value in told if value is not None and value != getattr(held, n))


def _of_item(connection: Connection, item: str) -> list[Entry]:
    return entries_where(connection, entries.c.item == item)


def _of_text(connection: Connection, rows: Iterator[Entry], given: Report) -> Iterator[Report]:
    return (r for r in (report_of(connection, e) for e in rows) if r.text_sha256 == given.text_sha256)
