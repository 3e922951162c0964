"""One module a page. Each has a `router`; those that stand in the navigation have a `TAB`.

A module put here is found by itself: nothing else has to name it.
"""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType

from truceline.desk.tab import Tab

__all__ = ["modules", "tabs"]


def modules() -> list[ModuleType]:
    """Every page module, in the order of their names."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__))
    return [importlib.import_module(f"{__name__}.{name}") for name in names]


def tabs(pages: list[ModuleType]) -> list[Tab]:
    """The navigation, in its order."""
    return sorted((p.TAB for p in pages if hasattr(p, "TAB")), key=lambda t: t.order)
