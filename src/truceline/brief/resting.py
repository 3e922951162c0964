"""What a sentence rests on: the words that it cites."""

from __future__ import annotations

import re

from truceline.brief.alone import named_at, named_before
from truceline.brief.english import english
from truceline.brief.introducing import introduction
from truceline.brief.loose import introduced
from truceline.brief.material import Material
from truceline.brief.naming import who
from truceline.brief.owner import named as named_as
from truceline.brief.sides import head_of
from truceline.brief.wording import glued
from truceline.model.reading import Claim, Manner
from truceline.model.span import Span

__all__ = ["resting_on"]

_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def resting_on(claim: Claim, material: Material, earlier: Claim | None = None) -> tuple[Span, ...]:
    """What the sentence rests on: the sentences that hold content, cue and source, and the one that
    tells for whom a pronoun stands."""
    marks = [s for s in (*claim.content, claim.cue, claim.source, claim.antecedent) if s is not None]
    named = named_at(claim, material)
    if named is None and claim.source is not None and head_of(claim.source.quote) in english().paper:
        named = named_before(claim, material)
    marks += [named] if named is not None else []
    marks += earlier.content if earlier else ()
    page = material.page(claim.report)
    who_is = introduction(claim, who(claim, material), material)
    if who_is is not None and who_is.name == named_as(claim, material):
        marks.append(who_is.span)
    brought_in = introduced(page, claim.start, claim.end) if page is not None else None
    if page is not None and brought_in is not None:
        marks.append(page.span(*brought_in))
    cited = material.citing(marks)
    named = _naming(claim, material, cited) if page is not None else None
    return material.citing([*cited, named]) if named is not None else cited


def _naming(claim: Claim, material: Material, cited: tuple[Span, ...]) -> Span | None:
    """The nearest sentence, above if there is one, that holds the holder's name where `cited` does not."""
    page = material.page(claim.report)
    name = re.sub(r"\s*[(\[].*$", "", who(claim, material)) if claim.manner is not Manner.OWN else ""
    words = " ".join(s.quote for s in cited).casefold()
    named = [w.casefold() for w in _WORDS.findall(name) if w[:1].isupper() and len(w) > 2]
    missing = [w for w in named if w not in words]
    if page is None or not missing:
        return None
    holding = [
        x
        for x in page.sentences
        if all(w in page.text[slice(*x)].casefold() for w in missing)
        and material.is_text(claim.report, x[0])
        and not _menu(page.text[slice(*x)])
    ]
    above = [x for x in holding if x[1] <= claim.start]
    near = above[-1:] or holding[:1]
    return page.span(*near[0]) if near else None


def _menu(words: str) -> bool:
    """Whether it asks the reader to do something, as menus do, or links run into it."""
    first = _WORDS.search(words)
    return first is None or first.group().casefold() in english().menu or bool(glued(words))
