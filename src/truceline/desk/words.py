"""How the desk writes dates, numbers and other people's words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from truceline.case.looking import day_in_words, kind_of, sign_of

__all__ = ["FILTERS", "day", "shown", "web"]

_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x61C])


def shown(text: object) -> str:
    """Text of a report made harmless: no control characters, none that turn the direction of what follows."""
    clean = str(text).translate(_BIDI)
    return "".join(c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in clean)


def day(date: str | None, year: bool = True) -> str:
    """A date (YYYY-MM-DD, or a partial one) in words; anything else as it is."""
    return day_in_words(shown(date), year) if date else "no date"


def web(address: str | None) -> str | None:
    """An address that may be linked: http or https, with nothing strange in it."""
    words = shown(address or "")
    return words if re.fullmatch(r"https?://[^\s<>\"'`\\]+", words) else None


def count(number: int, one: str, many: str = "") -> str:
    """`3 reports`, `1 report`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


FILTERS: dict[str, Callable[..., Any]] = {
    "shown": shown,
    "day": day,
    "web": web,
    "count": count,
    "kind": kind_of,
    "sign": sign_of,
}
