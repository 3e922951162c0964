"""What was changed in an `accord.yaml`, told clause by clause."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from truceline.accord.lines import examined
from truceline.accord.places import ACCORD
from truceline.accord.shape import AccordShape

__all__ = ["edits"]

_LONGEST = 60
"""Characters of a value that are shown."""


def edits(before: str, now: str) -> tuple[str, ...]:
    """Each difference between two texts of an `accord.yaml` in words; of comments and layout nothing is said."""
    one, other = _data(before), _data(now)
    if one is None or other is None:
        return ()
    clauses = [{c["id"]: c for c in data.pop("clauses")} for data in (one, other)]
    return (*_fields("", one, other), *_clauses(*clauses))


def _data(text: str) -> dict[str, Any] | None:
    shape = examined(text, Path(ACCORD), AccordShape)[0]
    return shape.model_dump(mode="json", exclude_defaults=True, warnings=False) if shape else None


def _clauses(before: dict[str, Any], now: dict[str, Any]) -> Iterator[str]:
    for id in dict.fromkeys((*before, *now)):
        if id not in now:
            yield f"clause {id} is gone"
        elif id not in before:
            yield f"clause {id} is new"
        else:
            yield from _fields(f"clause {id}: ", before[id], now[id])


def _fields(where: str, before: dict[str, Any], now: dict[str, Any]) -> Iterator[str]:
    for name in dict.fromkeys((*before, *now)):
        was, is_now = before.get(name), now.get(name)
        if was == is_now:
            continue
        shown = all(v is None or isinstance(v, str | int | float) for v in (was, is_now))
        yield f"{where}{name} was {_short(was)}, is {_short(is_now)}" if shown else f"{where}{name} changed"


def _short(value: object) -> str:
    if value is None:
        return "not set"
    words = str(value)
    return f"“{words if len(words) <= _LONGEST else words[: _LONGEST - 1] + '…'}”"
