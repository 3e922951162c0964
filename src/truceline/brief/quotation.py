"""Quotations: the speaker's words as they stand, and what they need before them."""

from __future__ import annotations

import re

from truceline.brief.alone import LONGEST_PAIR, bare_quote, cut, opens_back
from truceline.brief.material import Material
from truceline.brief.sentences import Page
from truceline.brief.wording import balanced, quoted
from truceline.model.reading import Claim, Manner

__all__ = ["quotation"]

_PAIRS = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»")
_JOIN = re.compile(r"\s*(?:\.\.\.|…)\s+…\s+|\s+…\s+(?:\.\.\.|…)\s*")
_WIDEST_GAP = 90
_FRAGMENT = 9
"""Fewer words than this that begin small are a piece of the outlet's sentence, told with it."""
_PIECE = 5
"""Fewer words than this with no stop behind them are a piece, however they begin."""


def quotation(claim: Claim, material: Material) -> tuple[str, Claim | None] | None:
    """The words between the quotation marks, without what the outlet puts between them, and with the
    quotation just before where they point back to it; None where the marks do not tell which words those
    are, or nothing tells what they point to. Given with the claim that the earlier quotation belongs to."""
    parts, page = _parts(claim), material.page(claim.report)
    if not parts or page is None or _broken_off(claim, page):
        return None
    earlier = None
    if opens_back(parts[0]):
        earlier = _quoted_before(claim, material)
        before = _parts(earlier) if earlier else None
        if not before or opens_back(before[0]) or len(" ".join((*before, *parts))) > LONGEST_PAIR:
            return None
        parts = [*before, *parts]
    words = bare_quote(parts[0])
    pieces = " … ".join(p.strip().rstrip(",") for p in (words, *parts[1:]) if p.strip())
    return quoted(cut(_JOIN.sub(" … ", pieces))), earlier


def _broken_off(claim: Claim, page: Page) -> bool:
    """Whether the text ends before the quotation does."""
    last = page.text.rstrip()
    return claim.end >= len(last) - 1 and last[-1:] not in '.!?…"”’»)'


def _quoted_before(claim: Claim, material: Material) -> Claim | None:
    """The quotation of the same speaker that ends just before a claim, with no more than the outlet's own
    words of saying between them."""
    reading, page = material.readings.get(claim.report), material.page(claim.report)
    if reading is None or page is None:
        return None
    near = [
        c
        for c in reading.claims
        if c.manner is Manner.DIRECT
        and c.end <= claim.start
        and (c.entity, c.holder) == (claim.entity, claim.holder)
        and page.place(claim.start) - page.place(c.start) <= 1
        and claim.start - c.end <= _WIDEST_GAP
    ]
    return max(near, key=lambda c: c.end, default=None)


def _parts(claim: Claim) -> list[str] | None:
    """What stands between the marks of a quotation, piece by piece; None where that is not told."""
    parts: list[str] = []
    first = re.sub(r"^\W+", "", claim.content[0].quote)
    short = len(claim.words.split()) < _FRAGMENT
    ended = claim.words.rstrip(' "”’»)').endswith((".", "!", "?"))
    if short and (first[:1].islower() or (not ended and len(claim.words.split()) < _PIECE)):
        return None
    for span in claim.content:
        words = span.quote.strip().rstrip(",")
        inner = _PAIRS.findall(words)
        if len(inner) > 1 and words[:1] in '"“«':
            parts += [a or b or c for a, b, c in inner]
        elif balanced(words) or words[:1] in '"“«':
            parts.append(quoted(words if balanced(words) else words.strip('"“”«»,'))[1:-1])
        else:
            return None
    return parts
