"""How the desk writes dates, numbers and other people's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from truceline.case.looking import day_in_words, kind_of, sign_of

__all__ = ["FILTERS", "day", "options", "shown", "told", "web", "word"]

BADGE = 36
"""A shown word longer than this is split."""
_LONG = re.compile(r"(?<![\w.,-])(?!(?:19|20|21)\d\d(?!\d))\d{4,15}(?![\w-])|(?<=at least )\d{4,15}(?![\w-])")
"""A long number that is no year."""
_ISO = re.compile(r"\b(?:19|20|21)\d\d-[01]\d-[0-3]\d\b")
_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x61C])


def shown(text: object) -> str:
    """Text of a report made harmless: no control characters, none that turn the direction of what follows."""
    words = str(text)
    if words.isprintable():  # what turns direction is not
        return words
    clean = words.translate(_BIDI)
    return "".join(c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in clean)


@lru_cache(maxsize=2000)
def day(date: str | None, year: bool = True) -> str:
    """A date (YYYY-MM-DD, or a partial one) in words; anything else as it is."""
    return day_in_words(shown(date), year) if date else "no date"


@pass_context
def day_here(page: Context, date: str | None) -> str:
    """A date in words, without its year where that is the page's own."""
    return day(date, not date or date[:4] != page["asked"].as_of[:4])


def told(text: object) -> str:
    """A sentence of our own with its days in words and its thousands apart; never the words of a report."""
    words = _ISO.sub(lambda m: day(m[0]), shown(text))
    return _LONG.sub(lambda m: f"{int(m[0]):,}", words)


def web(address: str | None) -> str | None:
    """An address that may be linked: http or https, with nothing strange in it."""
    words = shown(address or "")
    return words if re.fullmatch(r"https?://[^\s<>\"'`\\]+", words) else None


def host(address: str) -> str:
    """Where an address leads, in a word."""
    return shown(urlsplit(address).hostname or address).removeprefix("www.")


def opening(text: str) -> str:
    """A sentence or heading of our own with a capital at its head."""
    return text[:1].upper() + text[1:]


def split_state(text: str) -> tuple[str, str]:
    """A shown word and what is told in brackets behind it, apart where it is long."""
    head, mark, tail = shown(text).partition(" (")
    return (shown(text), "") if len(text) <= BADGE or not mark else (head, tail.removesuffix(")"))


def word(text: str) -> str:
    """A shown word without what is told in brackets behind it."""
    return shown(text).partition(" (")[0]


def behind(text: str) -> str:
    """What is told in brackets behind a shown word."""
    return shown(text).partition(" (")[2].removesuffix(")")


def only(text: str, other: str) -> str:
    """What is told behind a shown word that is not told behind the other one."""
    there = set(behind(other).split("; "))
    return "; ".join(p for p in behind(text).split("; ") if p not in there)


def evidence(level: str) -> str:
    """How well a state is known, in words."""
    return {"silent": "no report", "established": "established"}.get(level, level.replace("_", " "))


def number(value: float | None) -> str:
    """A number with its thousands apart."""
    return "" if value is None else f"{value:,.10g}"


def count(number: int, one: str, many: str = "") -> str:
    """`3 reports`, `1 report`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def options(choices: Iterable[tuple[object, str]], chosen: object, none: str = "all") -> Markup:
    """The options of a field: `none` for no choice, then (value, label) pairs. A case has hundreds of outlets,
    so that a template's loop over them would take most of a light page's time."""
    now = str(chosen)
    made = [f'<option value="">{escape(none)}</option>']
    for value, label in choices:
        mark = " selected" if str(value) == now else ""
        made.append(f'<option value="{escape(value)}"{mark}>{escape(shown(label))}</option>')
    return Markup("\n".join(made))  # noqa: S704  (each piece was escaped)


MANNERS = {
    "direct": "quoted",
    "mixed": "partly quoted",
    "indirect": "in the outlet's words",
    "own": "in the outlet's own voice",
    "unsourced": "nobody named",
}
"""How the words of a claim reach the page."""


def manner(name: str) -> str:
    """A manner in words, the same on every page."""
    return MANNERS.get(name, name)


FILTERS: dict[str, Callable[..., Any]] = {
    "shown": shown,
    "told": told,
    "day": day,
    "day_here": day_here,
    "web": web,
    "host": host,
    "opening": opening,
    "options": options,
    "count": count,
    "evidence": evidence,
    "split_state": split_state,
    "word": word,
    "behind": behind,
    "only": only,
    "kind": kind_of,
    "manner": manner,
    "number": number,
    "sign": sign_of,
}
