"""Templates kept as they were compiled, in the user's cache: to compile one takes longer than all else on a page."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from pickle import UnpicklingError

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket
from platformdirs import user_cache_path

__all__ = ["Compiled", "compiled"]


class Compiled(FileSystemBytecodeCache):
    """What cannot be read there is compiled again; what cannot be kept there is not kept."""

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, UnpicklingError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


def compiled(place: Path | None = None) -> Compiled | None:
    """The cache in `place` (the user's own where not given); None where that folder cannot be had to
    ourselves, as what lies in it is run. How a filter is called is compiled in: with other filters it is another."""
    filters = hashlib.sha256((Path(__file__).parent / "words.py").read_bytes()).hexdigest()[:12]
    made_with = f"templates-{version('jinja2')}-{version('truceline')}-{filters}"
    folder = (place or user_cache_path("truceline")) / made_with
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        found = folder.stat()
    except OSError:
        return None
    owned = not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & 0o022)
    return Compiled(str(folder)) if owned else None
