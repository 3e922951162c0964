"""Which program a kept answer was made by: its version alone would let answers of older rules stand."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import as_file, files

__all__ = ["program"]

_LEFT_OUT = {"__pycache__", "cli", "desk"}
"""Faces show answers and make none: nothing of the package imports them."""


@lru_cache(maxsize=1)
def program() -> str:
    """The version, and a hash over the name, size and time of change of every file of the package that has a
    part in answers: as this process found them, since it goes on with what it has loaded."""
    told = sha256()
    with as_file(files("truceline")) as home:
        for name, file in sorted((f.relative_to(home), f) for f in home.rglob("*")):
            if not _LEFT_OUT.isdisjoint(name.parts) or not file.is_file():
                continue
            held = file.stat()
            told.update(f"{name}\0{held.st_size}\0{held.st_mtime_ns}\0".encode())
    return f"{version('truceline')} {told.hexdigest()}"
