"""What a text file says of itself in its first lines: front matter, or "Published: ..."."""

from __future__ import annotations

import re

from truceline.intake.about import NAMES, About
from truceline.model.dates import UnclearDate, partial_date
from truceline.model.front_matter import front_matter

__all__ = ["head_of"]

LINES = 12
_FIELD = re.compile(r"([A-Za-z_]+)[ \t]*:[ \t]*(.+)")
_PUBLISHED = re.compile(
    r"[*_> \t]*(?:date )?(?:published|posted|publication date|date)[*_]*(?: on| at)?[ \t]*:?[*_]*[ \t]+(.{4,80})",
    re.IGNORECASE,
)


def head_of(text: str) -> About:
    """Outlet, date, address and title from front matter between two lines of "---"; else the date
    alone, from a line among the first twelve that says when it was published. The text stays as it is.
    """
    if front := front_matter(text):
        return _front(front[1])
    for line in text[:4000].splitlines()[:LINES]:
        found = _PUBLISHED.fullmatch(line.strip())
        if found and (date := _date(found[1].strip(" *_"))):
            return About(published=date)
    return About()


def _front(lines: str) -> About:
    told: dict[str, str] = {}
    for line in lines.splitlines():
        if found := _FIELD.fullmatch(line.strip()):
            told.setdefault(found[1].lower(), found[2].strip().strip("\"'"))

    def first(field: str) -> str | None:
        return next((told[name] for name in NAMES[field] if told.get(name)), None)

    date = first("published")
    return About(
        outlet=first("outlet"),
        published=_date(date) if date else None,
        address=first("address"),
        title=first("title"),
        language=first("language"),
    )


def _date(words: str) -> str | None:
    try:
        return partial_date(words)
    except UnclearDate:
        return None
