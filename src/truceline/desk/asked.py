"""What an address asks: as of which day, as known by which day, under which reading."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlencode

__all__ = ["Asked", "Value"]

Value = str | int | tuple[str, ...] | None
"""What a part of an address may be: several values stand under one name, each once."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The dates and the reading that every address bears. `reading` None: the accord's first."""

    as_of: str
    known_at: str
    reading: str | None = None

    def link(self, path: str, /, **more: Value) -> str:
        """The address of `path` with these dates; `more` adds to them or puts others in their place
        (None leaves one out). A `#part` may end the path."""
        return _link(self, path, tuple(more.items()))


@lru_cache(maxsize=20_000)
def _link(asked: Asked, path: str, more: tuple[tuple[str, Value], ...]) -> str:
    path, mark, part = path.partition("#")
    own: dict[str, Value] = {
        "as_of": asked.as_of,
        "known_at": asked.known_at,
        "reading": asked.reading,
    }
    values = own | dict(more)
    query = urlencode({k: v for k, v in values.items() if v not in (None, "")}, doseq=True)
    return f"{quote(path, safe='/.~-_')}?{query}{mark}{quote(part)}"
