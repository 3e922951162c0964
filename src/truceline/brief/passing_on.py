"""Words that another passes on, or that an outlet lays to one of its own: these are told as they are written."""

from __future__ import annotations

import re
from functools import cache

from truceline.brief.english import english
from truceline.brief.material import Material
from truceline.brief.sentences import bounds
from truceline.model.reading import Claim

__all__ = ["ours_speak", "passed_on"]


def ours_speak(claim: Claim) -> bool:
    """Whether the outlet tells who spoke as one of its own ("our monitors"): in words of ours that would be us."""
    first = claim.source.quote.split()[:1] if claim.source is not None else []
    return first != [] and first[0].casefold() in ("our", "my")


def passed_on(claim: Claim, material: Material) -> bool:
    """Whether its sentence says that somebody between the holder and the outlet passes it on ("according to the wires",
    ", the Herald reported"): who tells the words without that makes them sure."""
    page, cue = material.page(claim.report), claim.cue
    if page is None or cue is None:
        return False
    start, end = bounds(claim, page)
    told = sorted((*claim.content, cue, *([claim.source] if claim.source else [])), key=lambda s: s.start)
    at, left = start, ""
    for span in told:
        left += f"{page.text[at : max(at, span.start)]} | "
        at = max(at, span.end)
    return _passing().search(f"{left}{page.text[at : max(at, end)]}") is not None


@cache
def _passing() -> re.Pattern[str]:
    lists = english()
    said = "|".join(sorted(map(re.escape, lists.according), key=lambda w: (-len(w), w)))
    by = "|".join(sorted(map(re.escape, lists.passing_on), key=lambda w: (-len(w), w)))
    return re.compile(
        rf",\s+(?:{said})\s+\w|,\s+(?:the\s+)?[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*)*\s+(?:{by})\b|\b(?:as|which)\s+(?:{by})\s+by\b"
    )
