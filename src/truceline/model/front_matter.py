"""Front matter: what a text says of itself between two lines of "---" before its first words."""

from __future__ import annotations

import re

_FRONT = re.compile("\ufeff?---[ \t]*\r?\n(.{0,4000}?)\r?\n---[ \t]*(?:\r?\n|\\Z)", re.DOTALL)
_FIELD = re.compile(r"[A-Za-z_][\w-]*[ \t]*:(?:[ \t].*)?")
_GOES_ON = re.compile(r"(?:[ \t]+|-[ \t]|#).*|")


def front_matter(text: str) -> re.Match[str] | None:
    """The front matter of a text, its fields as group 1; None where it has none: a rule of dashes above words that
    are no fields is part of the text."""
    found = _FRONT.match(text)
    if found is None:
        return None
    lines = found[1].splitlines()
    fields = [line for line in lines if _FIELD.fullmatch(line)]
    return found if fields and all(_FIELD.fullmatch(x) or _GOES_ON.fullmatch(x) for x in lines) else None
