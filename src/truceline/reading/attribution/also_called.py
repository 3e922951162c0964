"""Other names of one person that a page tells: "Jon Tolle, known as Captain Reed"."""

from __future__ import annotations

import re
from functools import cache

from truceline.reading.layout import layout
from truceline.reading.page import Page

__all__ = ["other_names"]

_NAME = r"[^\W\d_a-z][\w.'’-]*"


@cache
def _told() -> re.Pattern[str]:
    small = "|".join(sorted(layout().turns.small - {"'s"}))
    full = rf"(?P<full>{_NAME}(?:\s+(?:(?:{small})\s+)?{_NAME})+)"
    other = rf"[\"“'‘«]?(?P<other>{_NAME}(?:\s+{_NAME})*)"
    return re.compile(rf"{full}(?:,|\s\(|\s[—–-])?\s+(?:\w+\s+){{0,7}}?(?:{layout().also_called})\s+{other}")


@cache
def _leads() -> re.Pattern[str]:
    """What leads to another name, without which none is told: a quick look before the real one."""
    return re.compile(layout().also_called.replace(" ", r"\s+"))


def other_names(page: Page) -> dict[str, str]:
    """Each other name, lower-case, and its last word, with the full name of who bears it."""
    out: dict[str, str] = {}
    for block in page.blocks:
        if not _leads().search(block.words):
            continue
        for m in _told().finditer(" ".join(block.words.split())):
            full, other = m["full"].strip(), m["other"].strip(".,'’")
            for name in (other, other.split()[-1]):
                if name.lower() not in full.lower():
                    out.setdefault(name.lower(), full)
    return out
