"""What was probably meant where a file is not YAML: told from the words of its lines, for somebody who never saw any."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["date_meant", "drafting", "in_digits", "lawyers_word", "probable_slip"]

_NO_SPACE = re.compile(r"^\s*(?:- )?([A-Za-z_]+):(?=[^\s/])(.+)$")
_NO_DASH_SPACE = re.compile(r"^(\s*-)([A-Za-z_]+:\s.*)$")
_UNCLOSED = "a quotation mark is opened and not closed on this line"
_OPENING, _CLOSING = "[{", "]}"


def probable_slip(text: str, line: int | None) -> tuple[int | None, str]:
    """(the line on which it probably is, how to mend it) of a text that breaks off at `line`, both from 1."""
    lines = text.splitlines()
    last = min(line or len(lines), len(lines))
    for n in range(last, max(last - 3, 0), -1):
        told = _of_line(lines[n - 1])
        if told:
            return n, told
    opened = next((n for n, words in enumerate(lines[:last], 1) if words.split(" #")[0].count('"') % 2), None)
    if opened:
        return opened, _UNCLOSED
    before = next((n for n in range(last - 1, 0, -1) if lines[n - 1].strip()), None)
    if before and _indent(lines[last - 1]) not in {_indent(x) for x in lines[: last - 1]}:
        return last, (
            f"this line stands {_indent(lines[last - 1])} spaces in, the one before it {_column(lines[before - 1])}: "
            "what belongs together begins in the same column, two spaces further in than what it belongs to"
        )
    return (
        line,
        "check this line and the one before it: spaces at the beginning, colons, brackets, quotation marks",
    )


def _of_line(words: str) -> str | None:
    if "\t" in words[: len(words) - len(words.lstrip())]:
        return "a tab stands at the beginning: use spaces"
    bare = re.sub(r"\"[^\"]*\"|(?<!\w)'[^']*'", "", words.split(" #")[0])
    if bare.count('"') % 2:
        return _UNCLOSED
    if sum(bare.count(c) for c in _OPENING) != sum(bare.count(c) for c in _CLOSING):
        return "a bracket is opened and not closed on this line (or closed and not opened)"
    if m := _NO_DASH_SPACE.match(words):
        return f"a space is missing after the dash: `{m[1].strip()} {m[2].strip()}`"
    if m := _NO_SPACE.match(words):
        return f"a space is missing after the colon: `{m[1]}: {m[2].strip()}`"
    if re.search(r":\s+[^\"'\[{#][^\"']*:\s", words):
        return "words that hold a colon stand between quotation marks"
    return None


def _column(words: str) -> int:
    """Where the fields of a line begin: after the dash of an item."""
    return len(words) - len(words.lstrip(" -"))


def _indent(words: str) -> int:
    return len(words) - len(words.lstrip(" "))


class Drafting(BaseModel):
    """What `words/LANGUAGE-drafting.yaml` holds: what a drafter writes, and the word, digit or date that it means."""

    model_config = ConfigDict(extra="forbid")
    meant: dict[str, str]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    ordinal_ends: tuple[str, ...]
    months: tuple[str, ...] = Field(min_length=12, max_length=12)
    """The first three letters of each."""


@lru_cache(maxsize=4)
def drafting(language: str = "en") -> Drafting:
    """The words of drafters in a language."""
    from truceline.accord.lines import validated

    file = files("truceline.accord") / "words" / f"{language}-drafting.yaml"
    return validated(file.read_text("utf-8"), str(file), Drafting)


def lawyers_word(given: str, choices: Sequence[str]) -> str | None:
    """The word of the format for what a drafter of agreements would write, if it is one of `choices`."""
    word = drafting().meant.get(given.casefold().replace("_", " ").strip())
    return f"did you mean {word!r}?" if word in choices else None


def in_digits(words: str) -> str:
    """`words` with the numbers that stand in words written in digits."""
    known = drafting()

    def digits(m: re.Match[str]) -> str:
        word = m[0].casefold()
        if word in known.numbers:
            return str(known.numbers[word])
        return f"{known.ordinals[word]}{known.ordinal_ends[-1]}" if word in known.ordinals else m[0]

    return re.sub(r"[^\W\d_]+", digits, words)


def date_meant(given: str) -> str | None:
    """The day (YYYY-MM-DD) that was meant by "4 May 2031", "May 4, 2031", 20310504 or other dashes; None where
    it is no such day or is one already. "04.05.2031" may be two days, and is none."""
    ends = "|".join(drafting().ordinal_ends)
    words = re.sub("[\u2010-\u2015\u2212]", "-", given.strip())
    if m := re.fullmatch(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})", words):
        year, month, day = int(m[1]), int(m[2]), int(m[3])
    elif m := re.fullmatch(rf"(\d{{1,2}})(?:{ends})? (?:of )?([A-Za-z]{{3}})[a-z]*\.?,? (\d{{4}})", words):
        year, month, day = int(m[3]), _month(m[2]), int(m[1])
    elif m := re.fullmatch(rf"([A-Za-z]{{3}})[a-z]*\.? (\d{{1,2}})(?:{ends})?,? (\d{{4}})", words):
        year, month, day = int(m[3]), _month(m[1]), int(m[2])
    else:
        return None
    try:
        found = dt.date(year, month, day).isoformat()
    except ValueError:
        return None
    return found if found != given else None


def _month(name: str) -> int:
    """1 to 12; 0 for what is no month."""
    months = drafting().months
    return months.index(name.casefold()) + 1 if name.casefold() in months else 0
