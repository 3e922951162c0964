"""How a report is called in a list: by its title, else by the words that it opens with."""

from __future__ import annotations

import re

from truceline.model.front_matter import front_matter
from truceline.model.report import Report

__all__ = ["opening"]

_HEADING = re.compile(r"\s*#{1,6}[ \t]+(\S[^\n]*?)[ \t]*#*[ \t]*(?:\n|\Z)")
_MARKS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)")
READ = 400
"""Characters of the text that are looked at."""


def opening(report: Report, longest: int) -> str:
    """The report's title, else its heading or first words without Markdown's marks, cut at a word."""
    words = " ".join((report.title or _first(report.text)).split())
    return words if len(words) <= longest else words[: longest - 1].rpartition(" ")[0] + " …"


def _first(text: str) -> str:
    front = front_matter(text)
    first = text[front.end() if front else 0 :].lstrip("\ufeff")[:READ]
    heading = _HEADING.match(first)
    return _MARKS.sub(r"\2", heading[1] if heading else first)
