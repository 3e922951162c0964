"""The English that the brief knows of the frames it tells again: word lists, kept as data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from truceline.model.plain_yaml import plain_yaml

__all__ = ["MONTHS", "English", "any_of", "day_in_words", "english"]

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, slots=True)
class English:
    """Word lists, all in lower case; see the comments of `words/en.yaml`."""

    say: frozenset[str]
    keep_that: frozenset[str]
    plain_that: frozenset[str]
    according: frozenset[str]
    under: frozenset[str]
    speech_act: frozenset[str]
    factive: frozenset[str]
    auxiliary: frozenset[str]
    connective: tuple[str, ...]
    small: frozenset[str]
    pronoun: frozenset[str]
    person: frozenset[str]
    headless: frozenset[str]
    dangling: frozenset[str]
    weekday: frozenset[str]
    abbreviation: frozenset[str]
    pointing: frozenset[str]
    voice: frozenset[str]
    press: frozenset[str]
    paper: frozenset[str]
    minor: frozenset[str]
    young: frozenset[str]
    name_particle: frozenset[str]
    not_a_name: frozenset[str]
    named_day: frozenset[str]
    day_too: frozenset[str]

    left_open: frozenset[str]
    of_a_state: frozenset[str]
    held_by_one: frozenset[str]
    armed: frozenset[str]
    as_adjective: frozenset[str]
    portfolio: frozenset[str]
    possessive: frozenset[str]
    shell: frozenset[str]
    telling_which: frozenset[str]
    ahead: frozenset[str]
    past_office: frozenset[str]
    followers: frozenset[str]
    went_on: frozenset[str]
    mutual: frozenset[str]
    same: frozenset[str]
    expletive: frozenset[str]
    turn: frozenset[str]
    not_yet: frozenset[str]
    wants_more: frozenset[str]
    freed: frozenset[str]
    further: frozenset[str]
    menu: frozenset[str]
    spoken: frozenset[str]
    category: frozenset[str]
    credit: frozenset[str]
    part_of_day: frozenset[str]
    own_desk: frozenset[str]
    subordinate: frozenset[str]
    counted_deed: frozenset[str]
    as_well: frozenset[str]
    going_on: frozenset[str]
    unchecked: frozenset[str]
    office: frozenset[str]
    anybody: frozenset[str]
    ranked: frozenset[str]
    blames: frozenset[str]
    familiar: frozenset[str]
    ordinal: frozenset[str]
    institution: frozenset[str]
    kind: frozenset[str]
    pact: frozenset[str]
    breach: frozenset[str]
    in_passing: frozenset[str]
    fighters: frozenset[str]
    time_order: frozenset[str]
    rank: frozenset[str]
    finite: frozenset[str]
    empty_tail: frozenset[str]
    sides: frozenset[str]
    taken_up: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    another: frozenset[str]
    other_pact: frozenset[str]
    second_pact: frozenset[str]
    halt: frozenset[str]
    mediators: frozenset[str]
    spot: frozenset[str]
    wished: frozenset[str]
    talking: frozenset[str]
    made: frozenset[str]
    one_of_them: frozenset[str]
    left_of_it: frozenset[str]
    hours: frozenset[str]
    settlement: frozenset[str]
    numbered: frozenset[str]
    ours: frozenset[str]
    in_turn: frozenset[str]
    more_of_them: frozenset[str]
    he: frozenset[str]
    there_is: frozenset[str]
    placing: frozenset[str]
    article: frozenset[str]
    known: frozenset[str]
    of_a_pact: frozenset[str]
    calling: frozenset[str]
    ends_phrase: frozenset[str]
    points_back: frozenset[str]
    expletive_head: frozenset[str]
    settled: frozenset[str]
    passing_on: frozenset[str]
    untrue: frozenset[str]
    attitude: frozenset[str]
    in_order: frozenset[str]
    part_of_it: frozenset[str]

    truce: frozenset[str]
    harm: frozenset[str]
    held: frozenset[str]
    force: frozenset[str]
    relief: frozenset[str]

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
    return English(connective=connective, **{k: frozenset(v) for k, v in lists.items()})


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
