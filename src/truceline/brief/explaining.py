"""A statement made clear to who reads it alone: a few words in brackets, or the sentence above it."""

from __future__ import annotations

import re

from truceline.brief.alone import (
    LONGEST_PAIR,
    bare_quote,
    ends_as_sentence,
    leaned_on,
    leans,
    opens_back,
    opens_report,
    spoken_before,
)
from truceline.brief.before import background
from truceline.brief.glosses import from_the_top, named_people, with_glosses
from truceline.brief.material import Material
from truceline.brief.nobody import far
from truceline.brief.refers import hanging, nameless, stem
from truceline.brief.sentences import Page, bounds
from truceline.brief.wording import dated, glued, paired, quoted
from truceline.model.reading import Claim, Manner
from truceline.model.span import Span

__all__ = ["explained", "quotes_whole"]

_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 3
_SENTENCES = 3
"""Sentences above a claim that may be told with it."""


def explained(
    text: str, spans: tuple[Span, ...], claim: Claim, material: Material
) -> tuple[str, tuple[Span, ...]] | None:
    """`text` with what it takes for known: a few words in brackets where they do, else the sentence from above
    that brings it in, else the passage that does; None where nothing makes it clear."""
    return _by_a_few(text, spans, claim, material) or _passage(claim, material)


def _passage(claim: Claim, material: Material) -> tuple[str, tuple[Span, ...]] | None:
    """The sentence of a claim as written, with up to three above it, the fewest that make it clear."""
    page = material.page(claim.report)
    if page is None or page.in_capitals or material.is_digest(claim.report) or far(claim, material):
        return None
    start, end = bounds(claim, page)
    wanted = {stem(w) for x in hanging(page.text[start:end]) for w in x.words if len(w) > _SHORT}
    for opens, closes in reversed(page.above(start, _SENTENCES)):
        whole = ends_as_sentence(page.text[opens:closes]) and material.is_text(claim.report, opens)
        if not whole or end - opens > LONGEST_PAIR or page.place(start) - page.place(opens) > 1:
            return None
        if wanted and not wanted & {stem(w) for w in _WORD.findall(page.text[opens:start])}:
            continue
        words = paired(bare_quote(dated(material, claim.report, page.past_dateline(opens), end)))
        if not words or glued(words) or leans(words) or opens_back(words):
            continue
        if nameless(words, named_people(claim, material)) or _another_speaks(claim, opens, start, material):
            continue
        text = f"{material.outlet(claim.report)} writes: {quoted(words)}"
        told = with_glosses(text, claim, material, (page.span(opens, end),), alone=True)
        if told is not None:
            return told
    return None


def _another_speaks(claim: Claim, opens: int, start: int, material: Material) -> bool:
    """Whether the sentences from `opens` to `start` hold what somebody else says than who makes the claim: under his
    name they would stand as his."""
    reading, mine = material.readings.get(claim.report), claim.entity or claim.holder
    spoken = (c for c in (reading.claims if reading is not None else ()) if opens <= c.start < start)
    return claim.manner is not Manner.OWN and any(
        c.manner not in (Manner.OWN, Manner.UNSOURCED) and (c.entity or c.holder) != mine for c in spoken
    )


def _by_a_few(
    text: str, spans: tuple[Span, ...], claim: Claim, material: Material
) -> tuple[str, tuple[Span, ...]] | None:
    page = material.page(claim.report)
    glossed = with_glosses(text, claim, material, spans, alone=True)
    if page is None or (glossed is not None and glossed[0] != text):
        return glossed
    added = None if claim.manner is Manner.DIRECT else _taken_up(text, claim, material, page)
    if (
        added is not None
        and len(hanging(page.text[slice(*added)])) > 1
        and not from_the_top(added, page, material)
    ):
        return None
    if added is not None:
        spans = material.citing([*spans, page.span(*added)])
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
