"""The English that the brief knows of the frames it tells again: word lists, kept as data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from truceline.model.plain_yaml import plain_yaml

__all__ = ["MONTHS", "English", "any_of", "day_in_words", "english"]

_HALF = ("January", "February", "March", "April", "May", "June")
MONTHS = (*_HALF, "July", "August", "September", "October", "November", "December")


class English:
    """Word lists, all in lower case, each by its name in `words/en.yaml`; see the comments there."""

    connective: tuple[str, ...]

    def __init__(self, connective: tuple[str, ...], lists: Mapping[str, frozenset[str]]) -> None:
        self.connective = connective
        self.__dict__.update(lists)

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> frozenset[str]: ...

    @property
    def speaking(self) -> tuple[frozenset[str], ...]:
        """The lists of words by which somebody is heard to say something."""
        return self.say, self.keep_that, self.plain_that, self.according, self.speech_act, self.factive


@cache
def english() -> English:
    """The word lists of `words/en.yaml`, read once."""
    text = files("truceline.brief").joinpath("words", "en.yaml").read_text("utf-8")
    data = plain_yaml(text)
    lists = {k: [str(w).casefold() for w in v] for k, v in data.items()}
    connective = tuple(sorted(lists.pop("connective"), key=lambda w: (-len(w), w)))
    return English(connective, {k: frozenset(v) for k, v in lists.items()})


def any_of(words: Iterable[str]) -> str:
    """What finds any of some words in a pattern, the longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


def day_in_words(day: str | None, year: bool = True) -> str:
    """`2025-02-28` as "28 February 2025"; partial dates as far as they go, others as they stand."""
    if not day:
        return "no date"
    parts = day[:10].split("-")
    try:
        numbers = [int(p) for p in parts]
    except ValueError:
        return day
    if len(numbers) == 1:
        return str(numbers[0])
    if not 1 <= numbers[1] <= 12:
        return day
    words = MONTHS[numbers[1] - 1]
    if len(numbers) > 2:
        words = f"{numbers[2]} {words}"
    return f"{words} {numbers[0]}" if year else words
