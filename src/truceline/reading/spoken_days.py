""" "Today" within a quotation is the day on which it was said, and not the one of the report."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from truceline.model.reading import Claim, Manner, When
from truceline.reading.grammar import grammar

_RULE = "today"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def as_spoken(times: Sequence[When], claims: Sequence[Claim], text: str) -> tuple[When, ...]:
    """`times` with those in direct speech that count from its day ("today") counted from the one on which it was said:
    which its own words tell, or those just before of whom it goes on to quote ("the guild announced on 3 May ...
    "From today ...", its head said")."""
    told = sorted((c for c in claims if c.manner is not Manner.OWN), key=lambda c: c.start)
    return tuple(_moved(t, told, text) if t.rule == _RULE and t.anchor else t for t in times)


def _moved(t: When, claims: Sequence[Claim], text: str) -> When:
    n, claim = next(
        ((n, c) for n, c in enumerate(claims) if any(s.covers(t.span) for s in c.content)), (0, None)
    )
    if claim is None or claim.manner is not Manner.DIRECT:
        return t
    said = claim.said_on or (_goes_on_from(claims[n - 1], claim, text) if n else None)
    if not said or not _DAY.fullmatch(said) or said == t.anchor or not _DAY.match(t.value):
        return t
    try:
        since = dt.date.fromisoformat(t.value[:10]) - dt.date.fromisoformat(t.anchor or "")
        day = (dt.date.fromisoformat(said) + since).isoformat()
    except ValueError:
        return t
    edtf = t.edtf.replace(t.value[:10], day) if t.edtf else None
    return replace(
        t, value=f"{day}{t.value[10:]}", anchor=said, edtf=edtf, inferred=t.inferred or not claim.said_on
    )


def _goes_on_from(first: Claim, claim: Claim, text: str) -> str | None:
    """The day of the words before, where those that follow in their paragraph are of the same voice or of one of its
    own."""
    if claim.source is None or "\n\n" in text[first.end : claim.start]:
        return None
    opening = claim.source.quote.casefold().split()[:1]
    words = grammar().pronouns
    own = opening and opening[0] in words.possessive | words.person | words.many
    same = first.holder is not None and first.holder == claim.holder
    return first.said_on if own or same else None
