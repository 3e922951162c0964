"""An entry of the navigation."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Tab"]


@dataclass(frozen=True, slots=True)
class Tab:
    """`key` is the letter that opens the page after `g`; `group` is "look" or "work"."""

    order: int
    name: str
    label: str
    path: str
    key: str = ""
    group: str = "look"
