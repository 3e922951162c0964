"""What pages carry that a program copied: signs by name or number ("&#039;"), tags ("<p>"), headings behind "#", lines
of addresses. The text keeps its offsets, since each sign is written with others that take no room, and a tag becomes
spaces or ends a line."""

from __future__ import annotations

import html
import re

from truceline.model.signs import BREAK, REFERENCE, TAG, with_signs

__all__ = ["as_shown", "is_heading", "only_addresses", "whole", "written_out"]

_LONGEST = 12
_NO_ROOM = "\u2060"
_HELD = "\u00a0"
"""A space at which words are not parted: a tag within a sentence leaves it one piece."""
_HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+")
_ADDRESS = re.compile(r"(?:\[[^\[\]\s]*\])?\(?\bhttps?://[^\s,]+")
_FEW = 3
"""Words beside an address that tell only whose it is ("RSS feed:")."""


def written_out(text: str) -> str:
    """The text with its sign for each reference and room for tags, of the same length: what is left over stands
    before a sign that opens or joins ("Marsh&#039;s"), behind one that closes. A tag behind which a paragraph or an
    entry begins ends the line."""
    text = TAG.sub(_room, text) if "<" in text else text
    return REFERENCE.sub(_sign, text) if "&" in text else text


def _room(tag: re.Match[str]) -> str:
    left = len(tag.group()) - 1
    return "\n" + " " * left if BREAK.match(tag.group()) else _HELD * (left + 1)


def _sign(found: re.Match[str]) -> str:
    sign = html.unescape(found.group())
    if len(sign) != 1 or sign in "\r\n":
        return found.group()
    left = _NO_ROOM * (len(found.group()) - 1)
    after = found.string[found.end() : found.end() + 1]
    return left + sign if after.isalnum() else sign + left


def as_shown(words: str) -> str:
    """Words of the text, or of what `written_out` made of it, as their page showed them."""
    return with_signs(words).replace(_NO_ROOM, "")


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """A run of words that cuts no reference in two."""
    for at in (start, end):
        opens = text.rfind("&", max(at - _LONGEST, 0), at)
        found = REFERENCE.match(text, opens) if opens >= 0 else None
        if found is not None and found.end() > at:
            start, end = min(start, found.start()), max(end, found.end())
    return start, end


def is_heading(text: str, start: int) -> bool:
    """Whether the line of a block that begins at `start` is marked as a heading."""
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    return _HEADING.fullmatch(text, line, start) is not None


def only_addresses(words: str) -> bool:
    """Whether a line gives an address and hardly a word beside it."""
    rest, found = _ADDRESS.subn("", words)
    return found > 0 and sum(map(_is_word, rest.split())) <= _FEW and not re.search(r"[.!?]\s*$", rest)


def _is_word(piece: str) -> bool:
    return any(map(str.isalnum, piece))
