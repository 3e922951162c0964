"""Whether this machine can do the work: what `truceline doctor` prints."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from truceline.case.library import Library
from truceline.case.place import LEDGER, case_folder
from truceline.errors import TrucelineError

SYNCED = ("dropbox", "onedrive", "google drive", "icloud", "nextcloud")
LEAST_FREE = 500 * 2**20


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: whether it is as it should be, and what was seen."""

    name: str
    ok: bool
    says: str


def checkup(case: Path | None) -> list[Check]:
    """Look at SQLite, the parser, the accords, and the case where there is one."""
    checks = [
        _look("SQLite", _sqlite),
        _look("parser", _parser),
        _look("accords", _accords),
        _look("disk", lambda: _disk(case or Path.cwd())),
    ]
    try:
        folder = case_folder(case, os.environ, Path.cwd())
    except TrucelineError as e:
        return [*checks, Check("case", case is None, str(e))]
    return [*checks, _look("case", lambda: _case(folder)), _look("folder", lambda: _folder(folder))]


def _look(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, True, look())
    except (TrucelineError, OSError, ImportError) as e:
        return Check(name, False, str(e))


def _sqlite() -> str:
    from truceline.ledger import driver_module, trouble

    driver = driver_module()
    if found := trouble(driver.sqlite_version_info):
        raise OSError(f"{found}; install pysqlite3, which brings a sound one")
    return f"{driver.sqlite_version} by {driver.__name__}"


def _parser() -> str:
    doc = Library().parser(["Mediators said the talks had begun."])[0]
    return f"English, {len(doc)} words of a test sentence parsed; nothing is fetched"


def _accords() -> str:
    library = Library()
    names = library.installed()
    for name in names:
        library.accord(name)
    return ", ".join(names) or "none installed"


def _disk(folder: Path) -> str:
    place = folder if folder.exists() else Path.cwd()
    free = shutil.disk_usage(place).free
    if free < LEAST_FREE:
        raise OSError(f"{free // 2**20} MB free at {place}; a case wants {LEAST_FREE // 2**20} MB")
    return f"{free // 2**20} MB free"


def _case(folder: Path) -> str:
    from truceline.ledger import Ledger

    with Ledger.open(folder / LEDGER) as ledger:
        found = ledger.verify()
    return f"{folder}: {found.entries} entries, all as they were"


def _folder(folder: Path) -> str:
    if any(word in str(folder.resolve()).casefold() for word in SYNCED):
        raise OSError(f"{folder} lies in a synchronised folder, which can damage a database; move the case")
    return "not in a synchronised folder"
