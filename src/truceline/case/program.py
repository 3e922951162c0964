"""Which program a kept answer was made by: its version alone would let answers of older rules stand."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import as_file, files

__all__ = ["program"]

_LEFT_OUT = "__pycache__"


@lru_cache(maxsize=1)
def program() -> str:
    """The version, and a hash over the name, size and time of change of every file of the package: as this
    process found them, since it goes on with what it has loaded."""
    told = sha256()
    with as_file(files("truceline")) as home:
        for file in sorted(f for f in home.rglob("*") if f.is_file() and _LEFT_OUT not in f.parts):
            held = file.stat()
            told.update(f"{file.relative_to(home)}\0{held.st_size}\0{held.st_mtime_ns}\0".encode())
    return f"{version('truceline')} {told.hexdigest()}"
