"""The append-only record of reports and judgements."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

from sqlalchemy import Connection, Engine, func, insert, select

from truceline.errors import (
    CaseNotFound,
    Invalid,
    ItemNotFound,
    LedgerDamaged,
    UsageError,
)
from truceline.ledger import sqlite
from truceline.ledger.anew import differences, item_before, told_anew
from truceline.ledger.chain import Entry, Head, canonical, link
from truceline.ledger.check import damage
from truceline.ledger.clash import (
    Clash,
    clash_from,
    clash_payload,
    kept_already,
    overtaken,
    overtaken_by,
)
from truceline.ledger.fetch import blob_of, entries_where, head_of, report_of, reports_of
from truceline.ledger.instant import instant, until
from truceline.ledger.make import Step, explaining, make_file
from truceline.ledger.payload import (
    check_report,
    judgement_from,
    judgement_payload,
    report_payload,
)
from truceline.ledger.tables import blobs, entries
from truceline.model.closing import Closing
from truceline.model.judgement import Judgement
from truceline.model.report import Report

__all__ = ["Added", "Ledger", "Verified"]

SHORTEST_PREFIX = 4


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one report: `new` is False where the ledger held it already.

    `report` is as kept. `differs` names the fields in which a known report came with other
    values this time; the kept ones stay.
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


class Ledger(Closing):
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
        """Make an empty ledger at `path`; raises `CaseExists` where there is one."""
        make_file(path, wait=wait, on_step=on_step, driver=driver)
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

    # -- writing ---------------------------------------------------------------------------

    def add_reports(
        self, taken: Iterable[tuple[Report, bytes]], recorded_at: str | dt.datetime
    ) -> list[Added]:
        """Keep reports with their bytes, all of them or none, in one transaction.

        One that is there already adds nothing. A new text of a known item, or its date told anew, gets
        `version_of`, the id of the version before it, which stays, and is known from now where nothing
        tells when it appeared (`Report.after`). Raises `Invalid` where id or hashes do
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
            held, anew = told_anew(connection, known[0], report)
            if anew is None:
                return Added(held, False, differences(held, report))
            report = anew.after(held, when)
        elif before := item_before(connection, report):
            last = report_of(connection, before[-1])
            report = replace(report, item=last.item).after(last, when)
        for sha, data in ((report.raw_sha256, raw), (report.text_sha256, report.text.encode("utf-8"))):
            if connection.execute(select(blobs.c.sha256).where(blobs.c.sha256 == sha)).scalar() is None:
                connection.execute(insert(blobs).values(sha256=sha, bytes=data))
                self._step("blob written")
        self._append(connection, "report", report.id, report_payload(report), when, report)
        return Added(report, True)

    def add_judgement(
        self, judgement: Judgement, recorded_at: str | dt.datetime, *, seen: int | None = None
    ) -> bool:
        """Keep a judgement; False where it is there already (whenever it was made).

        `seen` is how many entries the record had when its maker looked (`length`). Where another
        decision about the same subjects has come since, the judgement is kept as a clash, which
        has no effect, and `Overtaken` is raised; None: whatever came since is overridden.
        Raises `Conflict` where another judgement has its id, `JudgementError` where its change
        cannot be written, `LedgerLocked`, `LedgerFull`.
        """
        return self.add_judgements([judgement], recorded_at, seen=seen)[0]

    def add_judgements(
        self,
        judgements: Iterable[Judgement],
        recorded_at: str | dt.datetime,
        *,
        seen: int | None = None,
        against: Mapping[str, list[Judgement]] | None = None,
    ) -> list[bool]:
        """Keep several judgements in one transaction, as `add_judgement` keeps one. Those that are not
        overtaken are kept; `Overtaken` is raised afterwards if any was. `against`: by id of a new
        judgement, those before it that it may not override: then it is kept as a clash, too."""
        made, when = [(j, judgement_payload(j)) for j in judgements], instant(recorded_at)
        new: list[bool] = []
        late: list[tuple[Judgement, list[Judgement]]] = []
        with self._writing() as connection:
            for judgement, payload in made:
                held = kept_already(connection, judgement, seen)
                if held is not None:
                    new.append(False)
                    if held:
                        late.append((judgement, held))
                    continue
                before = [] if seen is None else overtaken_by(connection, judgement, seen)
                before = before or list((against or {}).get(judgement.id, ()))
                if before:
                    late.append((judgement, before))
                    said = clash_payload(
                        judgement, before, head_of(connection).entries if seen is None else seen
                    )
                    self._append(connection, "clash", judgement.id, said, when)
                else:
                    self._append(connection, "judgement", judgement.id, payload, when)
                new.append(not before)
        if late:
            raise overtaken(late)
        return new

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

    def reports(self, recorded_at: str | dt.datetime | None = None, *, after: int = 0) -> list[Report]:
        """All reports, every version, in the order in which they came; with `recorded_at` those
        recorded by then (an instant, or a day for its end), with `after` those after that entry."""
        with self._reading() as connection:
            where = [entries.c.kind == "report", entries.c.sequence > after]
            if recorded_at is not None:
                where.append(entries.c.recorded_at <= until(recorded_at))
            return reports_of(connection, entries_where(connection, *where))

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

    def judgements(self, recorded_at: str | dt.datetime | None = None, *, after: int = 0) -> list[Judgement]:
        """All judgements, in the order in which they came; `recorded_at` and `after` as for `reports`."""
        with self._reading() as connection:
            where = [entries.c.kind == "judgement", entries.c.sequence > after]
            if recorded_at is not None:
                where.append(entries.c.recorded_at <= until(recorded_at))
            return [judgement_from(row.payload) for row in entries_where(connection, *where)]

    def clashes(self) -> list[Clash]:
        """Decisions that came too late and had no effect, in the order in which they came."""
        with self._reading() as connection:
            return [clash_from(row) for row in entries_where(connection, entries.c.kind == "clash")]

    def entries(self) -> list[Entry]:
        """The record itself, for audits and exports."""
        with self._reading() as connection:
            return entries_where(connection)

    def kinds_after(self, entry: int) -> dict[str, int]:
        """How many entries of each kind came after that entry."""
        query = (
            select(entries.c.kind, func.count()).where(entries.c.sequence > entry).group_by(entries.c.kind)
        )
        with self._reading() as connection:
            return {kind: int(count) for kind, count in connection.execute(query)}

    def length(self) -> int:
        """How many entries there are."""
        with self._reading() as connection:
            return head_of(connection).entries

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
        with explaining(self.path):
            with self._engine.execution_options(writes=True).begin() as connection:
                self._step("begun")
                yield connection
                self._step("before commit")
            self._step("committed")

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with explaining(self.path), self._engine.begin() as connection:
            yield connection
