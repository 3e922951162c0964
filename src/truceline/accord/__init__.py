"""Agreements as data: finding, loading, checking, showing and starting an accord folder.

What checks and shows one is loaded when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import lazy_loader

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

__getattr__, __dir__, _ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "checking": ["check", "wanting"],
        "drawing": ["graph"],
        "situations": ["cases", "signals"],
        "start": ["new"],
        "told": ["show"],
    },
)
