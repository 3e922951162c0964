"""Whether a report tells of two pacts, so that "the deal" may be either."""

from __future__ import annotations

import re
from functools import cache

from truceline.brief.english import english
from truceline.brief.material import Material
from truceline.brief.sentences import Page
from truceline.model.span import Span

__all__ = ["another_nearer"]

_LOOK_BACK = 12


def another_nearer(span: Span, page: Page, start: int, material: Material) -> bool:
    """Whether a sentence between `span` and `start` tells of another pact ("a separate deal"): then either may be
    meant."""
    nearer = (x for x in page.above(start, _LOOK_BACK) if x[0] >= span.end)
    return any(material.is_text(page.report, x[0]) and _second().search(page.text, *x) for x in nearer)


@cache
def _second() -> re.Pattern[str]:
    lists = english()
    which, pact = "|".join(sorted(lists.second_pact)), "|".join(sorted(lists.pact))
    return re.compile(rf"\b(?:{which})\s+(?:[\w-]+\s+){{0,2}}?(?:{pact})\b")
