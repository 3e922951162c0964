"""The façade: it wires the rooms and owns the transactions."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from truceline.case.case import Case
    from truceline.case.library import Library, read
    from truceline.case.place import case_folder
    from truceline.case.taking import Added
    from truceline.case.view import View

__all__ = ["Added", "Case", "Library", "View", "case_folder", "read"]

_HOMES = {
    "Added": "taking",
    "Case": "case",
    "Library": "library",
    "View": "view",
    "case_folder": "place",
    "read": "library",
}


def __getattr__(name: str) -> Any:
    """Each is fetched with the rooms behind it when it is first asked for: to find a case needs none."""
    if name in _HOMES:
        return getattr(import_module(f"truceline.case.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'truceline.case' has no attribute {name!r}")
