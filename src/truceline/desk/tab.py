"""An entry of the navigation."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Tab"]


@dataclass(frozen=True, slots=True)
class Tab:
    """`key` is the letter that opens the page after `g`; `group` is "look" or "work". Where the case has no
    agreement, what is `agreed` is left out of the navigation."""

    order: int
    name: str
    label: str
    path: str
    key: str = ""
    group: str = "look"
    agreed: bool = False
