"""Agreements as data: finding, loading, checking, showing and starting an accord folder.

What checks and shows one is loaded when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from truceline.accord.folder import default_folders, find, installed, load, schema
from truceline.accord.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from truceline.accord.checking import check, wanting
    from truceline.accord.drawing import graph
    from truceline.accord.situations import cases, signals
    from truceline.accord.start import new
    from truceline.accord.told import show

__all__ = [
    "cases",
    "check",
    "default_folders",
    "find",
    "graph",
    "installed",
    "load",
    "load_vocabulary",
    "new",
    "schema",
    "show",
    "signals",
    "wanting",
]
_HOMES = {
    "cases": "situations",
    "check": "checking",
    "graph": "drawing",
    "new": "start",
    "show": "told",
    "signals": "situations",
    "wanting": "checking",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"truceline.accord.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
