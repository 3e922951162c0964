"""Whether two utterances can be accounts of one act of speech, by their days and by what is left of their words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from truceline.weighing.utterances import Utterance, fits
from truceline.weighing.words import Pack, closeness, likeness

Wording = tuple[frozenset[str], bool, frozenset[str], frozenset[str]]
"""The words of a claim, whether they negate, its topics, and the names and figures in it."""


class Near(NamedTuple):
    """How two utterances fit: how much they share of what they are found by, what their days add to the likeness
    asked for, what it takes from it that one speaks in both, and whether it may have been said again."""

    shared: int
    apart: float
    surely: float
    again: bool


SHORT = 4.0
"""A claim of less weight than this is too short to be told by its words alone."""
CLOSE = 0.5
"""How much of all their words two accounts share that name nobody and nothing alike."""
BACK = 4
"""How many days a report without a date for a statement may lie after it."""
_AGAIN = 3
_LEFT = 2
_CONTAINED = 0.6
_QUARTER = 0.25
"""Accounts that each have words of their own, and neither holds most of the other, share more of all."""


def span(said: Utterance) -> set[int]:
    """The days under which an utterance looks for earlier accounts of it."""
    if said.said is not None:
        # a report without a date for the statement is entered under its own day
        return {0, *range(said.said - 1, said.said + BACK + 1)}
    if said.known is not None:
        return {0, *range(said.known - BACK, said.known + BACK + 1)}
    return {0}


def other_matter(one: frozenset[str], other: frozenset[str], share: float, pack: Pack) -> bool:
    """Whether what is left of each beside what they share tells of something else: classes that no
    translator changes, or most of all their words."""
    left, others = one - other, other - one
    if left & pack.telling and others & pack.telling:
        return True
    much = min(len(left), len(others)) >= _LEFT and share < _CONTAINED
    return much and closeness(one, other, pack.common) <= _QUARTER


def other_figures(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether each tells figures, and none that the other tells."""
    told = {w for w in one if w[0].isdigit()}
    return bool(told) and told.isdisjoint(other) and any(w[0].isdigit() for w in other)


def gap(said: Utterance, other: Utterance) -> float | None:
    """What the dates add to the likeness that is asked for; None where they rule it out."""
    if said.said is not None and other.said is not None:
        apart = abs(said.said - other.said)
        return -0.1 if apart == 0 else 0.15 if apart == 1 else None
    if said.known is None or other.known is None:
        return 0.15
    if said.said is None and other.said is None:
        apart = abs(said.known - other.known)
        return -0.05 if apart == 0 else 0.05 if apart <= 2 else 0.15 if apart <= BACK else None
    told, untold = (said.said, other.known) if said.said is not None else (other.said, said.known)
    assert told is not None and untold is not None  # noqa: S101
    behind = untold - told
    return -0.05 if 0 <= behind <= 1 else 0.05 if 0 <= behind <= BACK else 0.2 if behind == -1 else None


def days_later(said: Utterance, other: Utterance) -> bool:
    """Whether two utterances without a day of their own were told so many days apart that what is alike in them
    may have happened, and been said, again."""
    undated = said.said is None and other.said is None and said.known is not None and other.known is not None
    return undated and abs((said.known or 0) - (other.known or 0)) >= _AGAIN


def near(said: Utterance, other: Utterance, shared: int) -> Near | None:
    """How two utterances fit by who speaks and when; None where these tell them apart."""
    if said.issued and other.issued and said.report != other.report:
        return None  # two publications of one body are two acts of speech
    apart = gap(said, other)
    fit = 0 if apart is None else fits(said.speakers, other.speakers)
    if apart is None or not fit:
        return None
    return Near(shared, apart, 0.05 if fit == 2 else 0.0, days_later(said, other))


def most_alike(
    wordings: Sequence[Wording], others: Sequence[Wording], apart: float, again: bool, pack: Pack
) -> float | None:
    """How much more like another utterance it is than is asked for, by the claims that are most alike; None where
    it is not. `apart` is what days and speakers add to what is asked; `again`, that it may have been said twice:
    then names and figures must be the same."""
    common = pack.common
    best: float | None = None
    for words, negative, topics, marks in wordings:
        for words2, negative2, topics2, marks2 in others:
            if negative != negative2 or (again and marks != marks2):
                continue
            share, weight = likeness(words, words2, common, SHORT)
            asked = 0.5 + apart - (0.1 if topics & topics2 else 0.0) - (0.05 if negative else 0.0)
            if marks and marks2 and not marks & marks2:
                asked += 0.25  # other names and other figures: another matter
                if closeness(words, words2, common) < CLOSE:
                    continue
            elif other_figures(words, words2):
                asked += 0.15
            if weight >= (1.8 if topics & topics2 else 2.0) and share >= asked:
                known = bool(topics & topics2)
                if other_matter(words, words2, 1.0 if known else share, pack):
                    continue
                over = share - asked + 0.02 * weight
                best = over if best is None or over > best else best
    return best
