"""All that is SQLite's own: the driver, its safe versions, pragmas, locks, triggers, error words.

Another database needs a module with the same functions; nothing else in the ledger knows
which one it speaks to.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError

from truceline.errors import Invalid, LedgerDamaged, LedgerFull, LedgerLocked, TrucelineError

__all__ = ["APPLICATION", "FORMAT", "driver_module", "engine_at", "explained", "trouble", "unsound"]

APPLICATION = 0x54524C43
"""Marks a file as a Truceline ledger (SQLite's `application_id`)."""
FORMAT = 1
"""Version of the schema (SQLite's `user_version`)."""

SCHEMA = {
    "table blobs": "CREATE TABLE blobs (sha256 TEXT NOT NULL PRIMARY KEY, bytes BLOB NOT NULL) STRICT",
    "table entries": "CREATE TABLE entries (sequence INTEGER PRIMARY KEY, kind TEXT NOT NULL, "
    "subject TEXT NOT NULL, item TEXT, raw TEXT REFERENCES blobs (sha256), "
    "text TEXT REFERENCES blobs (sha256), payload TEXT NOT NULL, recorded_at TEXT NOT NULL, "
    "previous TEXT NOT NULL UNIQUE, hash TEXT NOT NULL UNIQUE) STRICT",
    "index one_of_each": "CREATE UNIQUE INDEX one_of_each ON entries (kind, subject)",
    "index by_item": "CREATE INDEX by_item ON entries (item)",
} | {
    f"trigger {table}_is_not_{done}": f"CREATE TRIGGER {table}_is_not_{done} BEFORE {act} ON {table} "
    f"BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: {table} is not {done}'); END"
    for table in ("blobs", "entries")
    for done, act in (("changed", "UPDATE"), ("deleted", "DELETE"))
}
"""All that a ledger of this format is made of, word for word, so that a change of it is found.
The triggers make the database itself refuse to change or delete what is kept."""


def driver_module() -> ModuleType:
    """`pysqlite3` where it is installed, else the standard library's `sqlite3`."""
    try:
        return importlib.import_module("pysqlite3")
    except ImportError:
        return importlib.import_module("sqlite3")


def trouble(version: tuple[int, ...]) -> str | None:
    """Why this version of SQLite must not keep a ledger, or None where it may.

    From 3.7.0 to 3.51.2 two connections in WAL mode can reset the log under each other and
    corrupt the file (sqlite.org/wal.html); 3.44.6 and 3.50.7 carry the fix, 3.52.0 was withdrawn.
    """
    major, minor, patch = (*version, 0, 0, 0)[:3]
    number = f"{major}.{minor}.{patch}"
    if (major, minor) == (3, 52) and patch == 0:
        return f"SQLite {number} was withdrawn"
    mended = (major, minor, patch) >= (3, 51, 3)
    mended = (
        mended or ((major, minor) == (3, 44) and patch >= 6) or ((major, minor) == (3, 50) and patch >= 7)
    )
    if mended:
        return None
    if (major, minor) < (3, 7):
        return f"SQLite {number} is too old: the ledger needs 3.44.6 or later"
    return f"SQLite {number} can corrupt a database that two processes use (the WAL-reset bug)"


def sound_driver(driver: ModuleType | None) -> ModuleType:
    """The driver to use; raises `Invalid` where its SQLite is one that must not keep a ledger."""
    module = driver if driver is not None else driver_module()
    why = trouble(tuple(module.sqlite_version_info))
    if why:
        raise Invalid(
            why, where=module.__name__, mend="install pysqlite3 0.6.1 or later, which brings SQLite 3.53"
        )
    return module


def engine_at(
    path: Path, *, wait: float, durable: bool = True, driver: ModuleType | None = None, wal: bool = True
) -> Engine:
    """An engine on the file: WAL, foreign keys, `synchronous=FULL` (NORMAL where not durable),
    every write begun with BEGIN IMMEDIATE.

    A connection that carries the option `writes=True` takes the write lock when it begins;
    taking it later, on the first write, can fail in a way that no waiting mends. `wait` is
    how long, in seconds, to wait for another writer.
    """
    module = sound_driver(driver)
    engine = create_engine(
        f"sqlite:///{path}",
        module=module,
        connect_args={"timeout": wait, "check_same_thread": False, "isolation_level": None},
    )

    @event.listens_for(engine, "connect")
    def _(connection: Any, record: Any) -> None:
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout={int(wait * 1000)}")
        connection.execute("PRAGMA foreign_keys=ON")
        if wal:
            connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def stamp(connection: Connection) -> None:
    """Mark the file as a ledger of this format."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION}")
    connection.exec_driver_sql(f"PRAGMA user_version={FORMAT}")


def stamped(connection: Connection) -> tuple[int, int]:
    """(application, format) of the file."""
    application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    number = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    return int(application), int(number)


def lay_out(connection: Connection) -> None:
    """Make the tables, indexes and triggers of an empty ledger."""
    for words in SCHEMA.values():
        connection.exec_driver_sql(words)


def misshapen(connection: Connection) -> list[str]:
    """Tables, indexes and triggers that are missing, added or not what they were."""
    found = connection.exec_driver_sql(
        "SELECT CAST(type || ' ' || name AS BLOB), CAST(sql AS BLOB) FROM sqlite_master WHERE sql IS NOT NULL"
    )
    there = {_words(name): _words(sql) for name, sql in found}
    return sorted(n for n in there.keys() | SCHEMA.keys() if there.get(n) != SCHEMA.get(n))


def _words(data: bytes | str) -> str:
    return data if isinstance(data, str) else bytes(data).decode("utf-8", "backslashreplace")


def unsound(connection: Connection) -> list[str]:
    """What SQLite's own check of the file finds wrong; empty where all is well."""
    rows = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    return [str(row) for row in rows if row != "ok"]


def explained(error: DatabaseError, path: Path) -> TrucelineError:
    """The error of the driver in our words: locked, full, damaged, or as the driver says it."""
    words = str(error.orig)
    code = int(getattr(error.orig, "sqlite_errorcode", 0) or 0) & 0xFF
    if code in (5, 6) or "locked" in words:
        return LedgerLocked(
            "another process is writing and did not finish in time", where=path, mend="try again"
        )
    if code in (10, 13) or "disk is full" in words or "disk I/O error" in words:
        return LedgerFull(
            f"the disk has no room for the write or failed ({words}); nothing of it was kept",
            where=path,
            mend="free some space and do it again; what was kept before is whole",
        )
    if code in (11, 26) or "malformed" in words or "not a database" in words or "decode to UTF-8" in words:
        return LedgerDamaged(
            f"SQLite cannot read the file: {words}", item=str(path), mend="restore it from a backup"
        )
    if code == 8 or "readonly" in words:
        return Invalid("the ledger cannot be written", where=path, mend="check who may write to the folder")
    if code == 14 or "unable to open" in words:
        return Invalid("the ledger cannot be opened", where=path, mend="check the folder and its rights")
    return Invalid(f"the database refused: {words}", where=path)
