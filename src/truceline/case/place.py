"""One rule for finding the case: what the call names, else $TRUCELINE_CASE, else the working directory."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from truceline.errors import CaseNotFound

VARIABLE = "TRUCELINE_CASE"
LEDGER = "ledger.sqlite"
DERIVED = "derived.sqlite"


def case_folder(named: Path | str | None, environ: Mapping[str, str], cwd: Path) -> Path:
    """The folder of the case; raises `CaseNotFound` where it holds none."""
    if named is not None:
        folder, how = Path(named), "named by --case"
    elif environ.get(VARIABLE):
        folder, how = Path(environ[VARIABLE]), f"named by ${VARIABLE}"
    else:
        folder, how = cwd, "the working directory"
    if not (folder / LEDGER).is_file():
        raise CaseNotFound(
            f"no case there ({how})",
            where=folder,
            mend="make one with `truceline init DIR --accord NAME` (`none` without an agreement), or name one with --case DIR",
        )
    return folder
