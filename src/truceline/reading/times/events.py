"""Times told from an event: "a day after the army handed over the town"."""

from __future__ import annotations

import datetime as dt

from truceline.reading.numerals import Words
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token
from truceline.reading.times.calendar import of_date
from truceline.reading.times.direction import token_at
from truceline.reading.times.forms import Forms, Hit, Item
from truceline.reading.times.state import Course, Found

MARKS = frozenset({"before", "after"})
OBJECT_WORDS, PHRASE_WORDS = 3, 8
NEAR_DAYS = 3
"""So many days before or after another event, the report's own news is probably meant."""


def told_from_event(
    block: PageBlock, words: Words, items: list[Item], hit: Hit, length: Found, course: Course, forms: Forms
) -> tuple[int, Found] | None:
    """The end (a word) and value of a length that goes on "after ..." or "before ...".

    The agreement's own dates are exact. Else what is told happened when the report's main
    event did: its day stands, marked as inferred.
    """
    if hit.last >= len(items) or items[hit.last].name not in MARKS:
        return None
    mark = items[hit.last]
    sign = -1 if mark.name == "before" else 1
    end = _end_of_event(block, words, mark.hi)
    if end is None:
        return None
    at_agreement = any(i.name == "agreement" for i in items[hit.last + 1 : hit.last + 4] if i.hi <= end + 2)
    started = any(i.name == "began" for i in items[hit.last + 1 : hit.last + 6])
    first = course.event("day:1") if at_agreement and started else None
    text = words.text[words.starts[mark.lo] : words.ends[end - 1]]
    unit, n = hit.parts["u"][0].value, hit.parts["n"][0].value if "n" in hit.parts else "X"
    if first and (d := first.date) and isinstance(n, int | float) and unit in ("D", "W") and n < 5000:
        p = of_date(d + dt.timedelta(days=sign * n * (7 if unit == "W" else 1)))
        return end, Found(p.value, "DATE", anchor=f"event: {text}", point=p)
    near = unit in ("TH", "TM", "TS") or (unit == "D" and isinstance(n, int | float) and n <= NEAR_DAYS)
    if course.narrative or course.story is None or not near:
        return None
    return end, Found(course.story.value, "DATE", anchor=f"event: {text}", inferred=True)


def _end_of_event(block: PageBlock, words: Words, i: int) -> int | None:
    """The word after the event's phrase: its subject and verb, or its noun phrase."""
    if i >= len(words) or not words.lows[i][0].isalnum():
        return None
    token = token_at(block.doc, words.starts[i])
    if token is None:
        return None
    head = _verb_over(token)
    if head is not None:
        last = head
        for child in head.children:
            if child.i > head.i and child.dep_ == "prt":
                last = child
        for child in head.children:
            if (
                child.dep_ in ("dobj", "acomp", "attr")
                and child.i > head.i
                and child.right_edge.i - child.left_edge.i < OBJECT_WORDS
            ):
                last = child.right_edge
    else:
        last = token
        while (
            last.head.i > last.i
            and last.dep_ in ("det", "compound", "amod", "poss", "nummod", "nmod")
            and last.head.i - token.i < PHRASE_WORDS
        ):
            last = last.head
    stop = last.idx + len(last.text)
    j = i
    while j < len(words) and words.ends[j] <= stop:
        j += 1
    return j if j > i else None


def _verb_over(token: Token) -> Token | None:
    """The finite verb whose subject begins at `token`, if a clause does."""
    at = token
    for _ in range(PHRASE_WORDS):
        if (
            at.dep_ in ("nsubj", "nsubjpass")
            and at.head.tag_[:2] == "VB"
            and at.head.dep_ != "ROOT"
            and at.head.i - token.i <= PHRASE_WORDS
        ):
            return at.head
        if at.head.i == at.i:
            return None
        at = at.head
    return None
