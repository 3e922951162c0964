"""Agreements as data: finding, loading, checking, showing and starting an accord folder.

What reads, checks and shows one is loaded when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import lazy_loader

from truceline.accord.places import default_folders, find, installed

if TYPE_CHECKING:
    from truceline.accord.checking import check, wanting
    from truceline.accord.drawing import graph
    from truceline.accord.edits import edits
    from truceline.accord.folder import load, schema
    from truceline.accord.situations import cases, signals
    from truceline.accord.start import new
    from truceline.accord.told import show
    from truceline.accord.vocabulary import load_vocabulary

__all__ = [
    "cases",
    "check",
    "default_folders",
    "edits",
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
        "edits": ["edits"],
        "folder": ["load", "schema"],
        "situations": ["cases", "signals"],
        "start": ["new"],
        "told": ["show"],
        "vocabulary": ["load_vocabulary"],
    },
)
