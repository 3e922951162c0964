"""Passages: sentences of a report as they stand, with what they take for known."""

from __future__ import annotations

from truceline.brief.alone import bare_quote, ends_as_sentence, opens_back
from truceline.brief.antecedents import antecedents, before_it, points_back, taken_for_known
from truceline.brief.english import english
from truceline.brief.glosses import in_brackets
from truceline.brief.heard import scant
from truceline.brief.material import Material
from truceline.brief.nobody import either, goes_on, only_points
from truceline.brief.owner import in_a_bracket, named
from truceline.brief.refers import uncounted, unpaired
from truceline.brief.sentences import Page, bounds
from truceline.brief.wording import dated, glued, paired, quoted
from truceline.model.brief import Sentence
from truceline.model.reading import Claim, Manner
from truceline.model.report import Rendering

__all__ = ["as_it_stands"]

_LONG = 80
"""Words of a passage."""
_SHORT = 60
"""Words of a passage that stands for a statement."""
_GLOSSES, _GLOSS = 2, 8
"""Nouns of a passage that are explained in brackets, and words of an explanation."""
_ABOVE = 2
"""Sentences above that a passage may begin with."""


def as_it_stands(claim: Claim, material: Material) -> Sentence | None:
    """The passage that holds a claim which no sentence of ours can tell, under its outlet's name: where all but
    one of the things that it takes for known are explained in it, and that one in what it cites."""
    page = material.page(claim.report)
    if page is None or page.in_capitals or claim.manner is Manner.UNSOURCED:
        return None
    if material.reports[claim.report].rendering is Rendering.DIGEST:
        return None
    start, end = bounds(claim, page)
    if not ends_as_sentence(page.text[start:end]):
        return None
    start = _opening(start, end, page, material)
    names = _names_in([claim], start, end, material)
    if (scant(claim) or goes_on(claim, material)) and start == bounds(claim, page)[0]:
        return None
    if names is None or points_back(page.text[start:end]) or len(page.text[start:end].split()) > _SHORT:
        return None
    inside = page.text[start:end]
    if (opens_back(claim.words) and start == bounds(claim, page)[0]) or uncounted(inside) or unpaired(inside):
        return None
    told = _glosses_in(claim, start, end, material)
    if len(taken_for_known(claim, start, end, material)) - len(told) > 1:
        return None
    words = paired(bare_quote(dated(material, page.report, page.past_dateline(start), end, names | told)))
    if not words or glued(words):
        return None
    above = antecedents(claim, start, end, material)
    text = f"{material.outlet(claim.report)} writes: {quoted(words)}"
    spans = material.citing([*above, page.span(start, end)])
    return Sentence(text, spans, machine=claim.id not in material.given.confirmed)


def _names_in(held: list[Claim], start: int, end: int, material: Material) -> dict[int, str] | None:
    """Behind which pronouns the speaker's name is wanted; None where nobody knows it."""
    names = {}
    for claim in held:
        source, before = claim.source, claim.antecedent
        if source is None or source.quote.casefold() not in english().pronoun:
            continue
        if before is not None and start <= before.start < end:
            continue
        name = named(claim, material)
        if claim.anonymous or not name[:1].isupper() or only_points(name) or either(claim, material):
            return None
        names[source.end] = f" [{in_a_bracket(name)}]"
    return names


def _glosses_in(claim: Claim, start: int, end: int, material: Material) -> dict[int, str]:
    """Behind which nouns a few words of the report's own are wanted, that tell which one is meant."""
    page, found = material.page(claim.report), dict[int, str]()
    for loose in taken_for_known(claim, start, end, material) if page is not None else ():
        told = in_brackets(loose, claim, material)
        known = (
            told is None
            or not told[0]
            or page is None
            or told[0].casefold() in page.text[start:end].casefold()
        )
        within = told is not None and told[2] < len(" ".join(loose.words))
        if told is None or known or within or told[1].end > start or len(told[0].split()) > _GLOSS:
            continue
        noun = loose.words[-1].casefold()
        if noun in english().pact and noun not in told[0].casefold():
            continue
        if len(found) < _GLOSSES and f" [{told[0]}]" not in found.values():
            found[start + loose.start + len("the ") + told[2]] = f" [{told[0]}]"
    return found


def _opening(start: int, end: int, page: Page, material: Material) -> int:
    """Where a passage begins: with the sentence before, where it begins with a word for somebody or something there."""
    first = start
    for _ in range(_ABOVE):
        opens = page.text[first:end]
        before = before_it(first, page, material) if points_back(opens) or opens[:1] in '“"' else None
        if before is None or len(page.text[before[0] : end].split()) > _LONG:
            break
        within = page.place(before[0]) == page.place(first)
        if not points_back(opens) and not within:
            break
        first = before[0]
    return first
