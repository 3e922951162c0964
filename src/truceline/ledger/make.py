"""A ledger's file made whole or not at all, and the words for what a database says went wrong."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType

from sqlalchemy.exc import DatabaseError

from truceline.errors import CaseExists, LedgerDamaged
from truceline.ledger import sqlite
from truceline.ledger.fetch import RESTORE

__all__ = ["Step", "explaining", "make_file"]

Step = Callable[[str], None]
"""Called at each named point of a write; what it raises undoes the write."""


def make_file(path: Path, *, wait: float, on_step: Step, driver: ModuleType | None) -> None:
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
        with explaining(path), engine.execution_options(writes=True).begin() as connection:
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


@contextmanager
def explaining(path: Path) -> Iterator[None]:
    """Errors of the driver in our words."""
    try:
        yield
    except DatabaseError as e:
        raise sqlite.explained(e, path) from e
    except UnicodeDecodeError as e:
        raise LedgerDamaged(f"text in it cannot be decoded: {e}", item=str(path), mend=RESTORE) from e


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
