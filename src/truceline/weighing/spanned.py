"""Over which time a figure counts: all since a start, or one day's; and up to which day."""

from __future__ import annotations

from truceline.model.reading import Figure
from truceline.weighing.nodes import Node, day
from truceline.weighing.profile import Profile
from truceline.weighing.referents import Told
from truceline.weighing.scope import HARM, by_now, part_at
from truceline.weighing.words import sentence_at

BREACH = "breach"
"""The kind of what happens on a day, however it is recorded."""


def span_and_day(
    node: Node, told: Told, total: bool | None, on: int | None, profile: Profile | None
) -> tuple[bool | None, int | None]:
    """(total, day) of a count, by the words of its own part of the sentence."""
    figure, text = told.figure, node.report.text
    part, at = part_at(node, figure)
    if on is not None and (_day_of_word(node, figure, on) or on > (node.said or node.known or on)):
        total, on = (None if total is False else total), None
    if profile is not None and profile.part:
        own = node.pack.turn("total", part[at:]) or node.pack.turn("since", part[at:])
        return (True, None) if own else (False, on if profile and on and profile.start is None else None)
    if total and profile is not None and profile.start is None and profile.end is not None:
        return True, None
    if total is None and profile is not None and profile.end is not None:
        return False, on  # of a stretch of its own
    if total and profile is not None and profile.start is None and not profile.since:
        sentence = sentence_at(text, figure.span.start)
        if node.pack.turn("since", sentence) and not node.pack.turn("total", part):
            return None, None  # the start that its sentence tells is of another clause
    happened = profile is not None and (profile.kind.family == BREACH or profile.deed in HARM)
    gathered = figure.mode == "done" and not (happened and on is not None)
    if gathered and node.pack.turn("adds_up", sentence_at(text, figure.span.start)):
        return True, None
    if profile is not None and on is not None and on == profile.until:
        return True, None  # "as of Friday"
    of_its_own = on is not None and any(
        w.span.start >= figure.span.start - at and w.span.end <= figure.span.start - at + len(part)
        for w in node.told_times
    )
    if (
        total is not True
        and not of_its_own
        and profile is not None
        and not profile.places
        and by_now(node, figure, profile.deed, part)
    ):
        return True, None
    if total is None and node.pack.turn("that_day", sentence_at(text, figure.span.start)):
        return False, on if on is not None else (node.said if node.said is not None else node.known)
    return total, on


def _day_of_word(node: Node, figure: Figure, on: int) -> bool:
    """Whether the only day beside a figure is the one on which it was told ("the ministry said on Thursday")."""
    return (
        node.said == on and not any(day(w.edtf) == on for w in node.told_times) and day(figure.window) == on
    )


def until_of(node: Node, profile: Profile, whole: int | None) -> int | None:
    """The day up to which a figure counts, where that is not the day on which it was told; a day since when it
    counts is not that either. `whole`: up to which what it is some of does."""
    if profile.part and whole is not None:
        return whole
    if node.said is not None and node.said == profile.start:
        return node.known
    return profile.until


def dated_behind(node: Node, figure: Figure, stop: int) -> bool:
    """Whether the only day beside a figure is that of some of those that it counts ("61, 14 of them on Saturday")."""
    own = [w for w in node.told_times if day(w.edtf) is not None and day(w.edtf) == day(figure.window)]
    return bool(own) and figure.cumulative is False and all(w.span.start > stop for w in own)
