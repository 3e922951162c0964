"""A statement made clear to who reads it alone: a few words in brackets, or the sentence above it."""

from __future__ import annotations

from truceline.brief.alone import leaned_on, opens_report, spoken_before
from truceline.brief.before import background, with_background
from truceline.brief.glosses import with_glosses
from truceline.brief.material import Material
from truceline.brief.sentences import Page, bounds
from truceline.brief.wording import stopped
from truceline.model.reading import Claim, Manner
from truceline.model.span import Span

__all__ = ["explained", "quotes_whole"]


def explained(
    text: str, spans: tuple[Span, ...], claim: Claim, material: Material
) -> tuple[str, tuple[Span, ...]] | None:
    """`text` with what it takes for known: a few words in brackets where they do, else the sentence from above
    that brings it in; None where neither makes it clear."""
    page = material.page(claim.report)
    glossed = with_glosses(text, claim, material, spans, alone=True)
    if page is None or (glossed is not None and glossed[0] != text):
        return glossed
    added = None if claim.manner is Manner.DIRECT else _taken_up(text, claim, material, page)
    if added is not None:
        told = with_background(stopped(text), claim, material, added)
        if told is None and material.accord is None:
            return None
        text, spans = told or text, material.citing([*spans, page.span(*added)])
    return with_glosses(text, claim, material, spans)


def _taken_up(text: str, claim: Claim, material: Material, page: Page) -> tuple[int, int] | None:
    """The sentence from above that the words told take for known, where it is not among them."""
    start, end = claim.start, claim.end
    if quotes_whole(text, claim, material):
        start, end = bounds(claim, page)
        if spoken_before(claim, material, start, end) or leaned_on(claim, material, start, end):
            return None
    found = background(claim, material, start, end)
    return None if found is None or opens_report(claim, material) or found[1] > start else found


def quotes_whole(text: str, claim: Claim, material: Material) -> bool:
    outlet = material.outlet(claim.report)
    return text.startswith((f"{outlet} writes:", f"{outlet}, in its own voice:"))
