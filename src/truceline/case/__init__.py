"""The façade: it wires the rooms and owns the transactions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import lazy_loader

if TYPE_CHECKING:
    from truceline.case.case import Case
    from truceline.case.library import Library, read
    from truceline.case.place import case_folder
    from truceline.case.taking import Added
    from truceline.case.view import View

__all__ = ["Added", "Case", "Library", "View", "case_folder", "read"]

__getattr__, __dir__, _ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "case": ["Case"],
        "library": ["Library", "read"],
        "place": ["case_folder"],
        "taking": ["Added"],
        "view": ["View"],
    },
)
