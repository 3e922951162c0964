"""The append-only record of reports and judgements."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.exc import DatabaseError

from truceline.errors import (
    CaseExists,
    CaseNotFound,
    Conflict,
    Invalid,
    ItemNotFound,
    LedgerDamaged,
    UsageError,
)
from truceline.ledger import sqlite
from truceline.ledger.chain import Entry, Head, canonical, link
from truceline.ledger.check import damage
from truceline.ledger.fetch import RESTORE, blob_of, entries_where, head_of, report_of
from truceline.ledger.instant import instant, until
from truceline.ledger.payload import (
    check_report,
    judgement_from,
    judgement_payload,
    report_payload,
)
from truceline.ledger.tables import blobs, entries
from truceline.model.judgement import Judgement
from truceline.model.report import Report

__all__ = ["Added", "Ledger", "Verified"]

Step = Callable[[str], None]
"""Called at each named point of a write; what it raises undoes the write."""

SHORTEST_PREFIX = 4


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one report: `new` is False where the ledger held it already.

    `report` is as kept. `differs` names the fields in which a known report came with other
    values this time; the kept ones stay (a judgement corrects them).
    """

    report: Report
    new: bool
    differs: tuple[str, ...] = ()

    @property
    def version_of(self) -> str | None:
        """The id of the version before, where this is a later one."""
        return self.report.version_of


@dataclass(frozen=True, slots=True)
class Verified:
    """A record found whole: its number of entries, and its head to note elsewhere."""

    entries: int
    head: str


def _no_step(name: str) -> None:
    pass


class Ledger:
    """Reports and judgements in the order in which they came; nothing is ever changed or removed.

    Every write is one transaction that takes the write lock when it begins; when a call
    returns, what it wrote is on the disk. `on_step` is called at each named point of a write
    (see `docs/reference/ledger.md`).
    """

    def __init__(self, path: Path, engine: Engine, on_step: Step) -> None:
        self.path = path
        self._engine = engine
        self._step = on_step

    @classmethod
    def create(
        cls, path: Path, *, wait: float = 30.0, on_step: Step = _no_step, driver: ModuleType | None = None
    ) -> Ledger:
        """Make an empty ledger at `path`; raises `CaseExists` where there is one.

        It is made beside its place and linked there when it is whole: a process that is killed
        meanwhile leaves no half-made ledger.
        """
        if path.exists():
            raise CaseExists("there is a ledger already", where=path, mend="choose another folder")
        made = path.with_name(f"{path.name}.{os.getpid()}.new")
        _remove(made)
        engine = sqlite.engine_at(made, wait=wait, driver=driver, wal=False)
        try:
            with _explaining(path), engine.execution_options(writes=True).begin() as connection:
                on_step("create begun")
                sqlite.lay_out(connection)
                sqlite.stamp(connection)
                on_step("create written")
            engine.dispose()
            on_step("create committed")
            try:
                os.link(made, path)
            except FileExistsError as e:
                raise CaseExists("there is a ledger already", where=path, mend="open it") from e
            except OSError:  # a file system without hard links
                if path.exists():
                    raise CaseExists("there is a ledger already", where=path, mend="open it") from None
                made.rename(path)
            on_step("create linked")
            _sync_folder(path.parent)
        finally:
            engine.dispose()
            _remove(made)
        return cls.open(path, wait=wait, on_step=on_step, driver=driver)

    @classmethod
    def open(
        cls, path: Path, *, wait: float = 30.0, on_step: Step = _no_step, driver: ModuleType | None = None
    ) -> Ledger:
        """Open the ledger at `path`. `wait`: seconds to wait for another writer.

        Raises `CaseNotFound`, `Invalid` (not a ledger, of a later format, or an SQLite that must
        not be trusted with it), `LedgerDamaged`.
        """
        if not path.is_file():
            raise CaseNotFound("no ledger there", where=path, mend="make one with `truceline init`")
        engine = sqlite.engine_at(path, wait=wait, driver=driver)
        ledger = cls(path, engine, on_step)
        try:
            with ledger._reading() as connection:
                application, number = sqlite.stamped(connection)
        except BaseException:
            engine.dispose()
            raise
        if application != sqlite.APPLICATION or number != sqlite.FORMAT:
            engine.dispose()
            if application == sqlite.APPLICATION:
                raise Invalid(
                    f"the ledger has format {number}, this version reads {sqlite.FORMAT}",
                    where=path,
                    mend="use the version of truceline that wrote it",
                )
            raise Invalid("the file is no ledger", where=path, mend="name the folder of a case")
        return ledger

    def close(self) -> None:
        """Close the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- writing ---------------------------------------------------------------------------

    def add_reports(
        self, taken: Iterable[tuple[Report, bytes]], recorded_at: str | dt.datetime
    ) -> list[Added]:
        """Keep reports with their bytes, all of them or none, in one transaction.

        One that is there already adds nothing. A new text of a known item gets `version_of`,
        the id of the version before it, which stays. Raises `Invalid` where id or hashes do
        not fit, `LedgerLocked`, `LedgerFull`.
        """
        pairs = list(taken)
        for report, raw in pairs:
            check_report(report, raw)
        when = instant(recorded_at)
        with self._writing() as connection:
            return [self._add_report(connection, report, raw, when) for report, raw in pairs]

    def _add_report(self, connection: Connection, report: Report, raw: bytes, when: str) -> Added:
        known = entries_where(connection, entries.c.kind == "report", entries.c.subject == report.id)
        if known:
            kept = report_of(connection, known[0])
            return Added(kept, False, _differences(kept, report))
        before = connection.execute(
            select(entries.c.subject)
            .where(entries.c.item == report.item)
            .order_by(entries.c.sequence.desc())
            .limit(1)
        ).scalar()
        report = replace(report, version_of=before)
        for sha, data in ((report.raw_sha256, raw), (report.text_sha256, report.text.encode("utf-8"))):
            if connection.execute(select(blobs.c.sha256).where(blobs.c.sha256 == sha)).scalar() is None:
                connection.execute(insert(blobs).values(sha256=sha, bytes=data))
                self._step("blob written")
        self._append(connection, "report", report.id, report_payload(report), when, report)
        return Added(report, True)

    def add_judgement(self, judgement: Judgement, recorded_at: str | dt.datetime) -> bool:
        """Keep a judgement; False where the very same one is there already.

        Raises `Conflict` where another judgement has its id, `JudgementError` where its change
        cannot be written, `LedgerLocked`, `LedgerFull`.
        """
        payload, when = judgement_payload(judgement), instant(recorded_at)
        with self._writing() as connection:
            known = entries_where(
                connection, entries.c.kind == "judgement", entries.c.subject == judgement.id
            )
            if known:
                if known[0].payload == payload:
                    return False
                raise Conflict(
                    "another judgement has this id",
                    where=f"judgement {judgement.id}",
                    mend="give the new one an id of its own; nothing is overwritten",
                )
            self._append(connection, "judgement", judgement.id, payload, when)
        return True

    def set_settings(self, values: Mapping[str, str], recorded_at: str | dt.datetime | None = None) -> None:
        """Set settings; earlier values stay in the record, the latest count."""
        if not values:
            return
        when = instant(recorded_at) if recorded_at is not None else ""
        with self._writing() as connection:
            number = len(entries_where(connection, entries.c.kind == "settings")) + 1
            self._append(connection, "settings", str(number), canonical(values), when)

    def _append(
        self,
        connection: Connection,
        kind: str,
        subject: str,
        payload: str,
        when: str,
        report: Report | None = None,
    ) -> None:
        last = head_of(connection)
        number = last.entries + 1
        item = report.item if report else None
        connection.execute(
            insert(entries).values(
                sequence=number,
                kind=kind,
                subject=subject,
                item=item,
                raw=report.raw_sha256 if report else None,
                text=report.text_sha256 if report else None,
                payload=payload,
                recorded_at=when,
                previous=last.hash,
                hash=link(number, kind, subject, item, payload, when, last.hash),
            )
        )
        self._step("entry written")

    # -- reading ---------------------------------------------------------------------------

    def settings(self) -> dict[str, str]:
        """The settings as they stand: accord name, name of the person, and so on."""
        with self._reading() as connection:
            out: dict[str, str] = {}
            for row in entries_where(connection, entries.c.kind == "settings"):
                out.update(json.loads(row.payload))
            return out

    def reports(self, recorded_at: str | dt.datetime | None = None) -> list[Report]:
        """All reports, every version, in the order in which they came; with `recorded_at` those
        recorded by then (an instant, or a day for its end)."""
        with self._reading() as connection:
            where = [entries.c.kind == "report"]
            if recorded_at is not None:
                where.append(entries.c.recorded_at <= until(recorded_at))
            return [report_of(connection, row) for row in entries_where(connection, *where)]

    def report(self, id_or_prefix: str) -> Report:
        """The report with that id, or the only one whose id begins so (4 hex digits at least).

        Raises `ItemNotFound`; `UsageError` where several ids begin so.
        """
        prefix = id_or_prefix.strip().lower()
        if len(prefix) < SHORTEST_PREFIX or not set(prefix) <= set("0123456789abcdef"):
            raise ItemNotFound(
                f"{id_or_prefix!r} is no id of a report",
                mend=f"give {SHORTEST_PREFIX} to 64 hex digits; `truceline reports` lists them",
            )
        with self._reading() as connection:
            rows = entries_where(
                connection,
                entries.c.kind == "report",
                entries.c.subject >= prefix,
                entries.c.subject < prefix + "g",
            )
            if not rows:
                raise ItemNotFound(
                    f"no report's id begins with {prefix!r}", mend="`truceline reports` lists them"
                )
            if len(rows) > 1:
                some = ", ".join(row.subject[: len(prefix) + 6] for row in rows[:5])
                raise UsageError(
                    f"{len(rows)} reports have an id that begins with {prefix!r}: {some}",
                    mend="give more of its digits",
                )
            return report_of(connection, rows[0])

    def raw(self, sha: str) -> bytes:
        """The bytes with that SHA-256, checked; raises `ItemNotFound`, `LedgerDamaged`."""
        with self._reading() as connection:
            return blob_of(connection, sha)

    def judgements(self, recorded_at: str | dt.datetime | None = None) -> list[Judgement]:
        """All judgements, in the order in which they came; `recorded_at` as for `reports`."""
        with self._reading() as connection:
            where = [entries.c.kind == "judgement"]
            if recorded_at is not None:
                where.append(entries.c.recorded_at <= until(recorded_at))
            return [judgement_from(row.payload) for row in entries_where(connection, *where)]

    def entries(self) -> list[Entry]:
        """The record itself, for audits and exports."""
        with self._reading() as connection:
            return entries_where(connection)

    # -- checking --------------------------------------------------------------------------

    def head(self) -> str:
        """Number of entries and last hash; note it elsewhere, and `verify` can tell whether the
        record was cut, or an old copy put in its place."""
        with self._reading() as connection:
            return str(head_of(connection))

    def damage(self, head: str | Head | None = None) -> list[LedgerDamaged]:
        """Everything that is not what it was, each named; empty for a record that is whole."""
        return self._checked(head)[0]

    def verify(self, head: str | Head | None = None) -> Verified:
        """Check every kept byte, and the record against a head noted earlier.

        Raises `LedgerDamaged` for the first thing that is not what it was (`damage` lists all).
        """
        found, last = self._checked(head)
        if len(found) > 1:
            what = f"{found[0].what} (and {len(found) - 1} more)"
            raise LedgerDamaged(what, item=found[0].item, mend=found[0].mend)
        if found:
            raise found[0]
        return Verified(last.entries, str(last))

    def _checked(self, head: str | Head | None) -> tuple[list[LedgerDamaged], Head]:
        wanted = Head.parse(head) if isinstance(head, str) else head
        with self._reading() as connection:
            found = damage(connection, self.path, wanted)
            return found, Head(0, "") if found else head_of(connection)

    # -- transactions ----------------------------------------------------------------------

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with _explaining(self.path):
            with self._engine.execution_options(writes=True).begin() as connection:
                self._step("begun")
                yield connection
                self._step("before commit")
            self._step("committed")

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with _explaining(self.path), self._engine.begin() as connection:
            yield connection


@contextmanager
def _explaining(path: Path) -> Iterator[None]:
    try:
        yield
    except DatabaseError as e:
        raise sqlite.explained(e, path) from e
    except UnicodeDecodeError as e:
        raise LedgerDamaged(f"text in it cannot be decoded: {e}", item=str(path), mend=RESTORE) from e


def _differences(kept: Report, given: Report) -> tuple[str, ...]:
    names = ("title", "language", "published", "rendering", "handling", "vouched")
    return tuple(n for n in names if getattr(kept, n) != getattr(given, n))


def _remove(path: Path) -> None:
    for name in (path, path.with_name(path.name + "-journal")):
        with suppress(FileNotFoundError):
            name.unlink()


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # not every system can sync a folder
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
