"""A claim told again in one sentence that is true to its words.

Reported speech is told as "HOLDER said that ..." only where the frame of the sentence allows it;
everywhere else the words are quoted, with whose words they are. Nothing is shortened except a
quotation, at the end of a sentence, with an ellipsis.
"""

from __future__ import annotations

import re

from truceline.brief.alone import (
    ends_as_sentence,
    leans,
    named_at,
    named_before,
    opens_report,
    spoken_before,
    standing_alone,
    untied,
)
from truceline.brief.before import denied_behind, lost, ours_speak, passed_on, with_answer
from truceline.brief.english import english
from truceline.brief.heard import scant
from truceline.brief.indirect import introduced_as, of_both, relayed, reported_speech
from truceline.brief.introducing import introduction
from truceline.brief.loose import introduced, points_back
from truceline.brief.material import Material
from truceline.brief.naming import who
from truceline.brief.nobody import far, nobody
from truceline.brief.owner import named, of_somebody
from truceline.brief.quotation import quotation
from truceline.brief.sentences import bounds
from truceline.brief.sides import head_of
from truceline.brief.wording import (
    capital,
    dated,
    glued,
    paired,
    plain,
    quoted,
    small_start,
    stopped,
    tidy,
)
from truceline.model.brief import Sentence
from truceline.model.reading import Claim, LinkKind, Manner
from truceline.model.report import Rendering
from truceline.model.span import Span

__all__ = ["tell"]

_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LEAST_WRITTEN = 4
"""Fewer words as written are a heading within the text."""


def tell(claim: Claim, material: Material, follows: bool = False) -> Sentence | None:
    """One sentence for `claim`, citing whole sentences of its report; None where it cannot be told
    truthfully in a sentence (a statement with nobody behind it, a page that is not there). With `follows`
    it is told after what it looks back to, and may point there."""
    page = material.page(claim.report)
    if page is None or claim.manner is Manner.UNSOURCED:
        return None
    outlet, earlier = material.outlet(claim.report), None
    if claim.manner is not Manner.OWN and (nobody(claim, material) or (scant(claim) and not follows)):
        return None
    answer = with_answer(claim, material) if claim.manner is Manner.INDIRECT else None
    if answer is not None:
        if not follows and (
            leans(page.text[slice(*answer)]) or points_back(untied(page.text[slice(*answer)]))
        ):
            return None
        words = dated(material, claim.report, page.past_dateline(answer[0]), answer[1])
        spans = material.citing([page.span(*answer)])
        whole = stopped(f"{outlet} writes: {quoted(words)}")
        return Sentence(whole, spans, machine=claim.id not in material.given.confirmed)
    if claim.manner is Manner.OWN:
        text = _own(claim, material)
    elif not named(claim, material):
        text = None if of_somebody(claim) else _as_written(claim, material, follows)
    elif passed_on(claim, material) or ours_speak(claim):
        text = _as_written(claim, material, follows)
    elif denied_behind(claim, material):
        text = _as_written(claim, material, True)
    elif claim.manner is Manner.DIRECT:
        found = quotation(claim, material)
        holder = f"{capital(introduced_as(claim, material))} said{relayed(claim, material)}"
        if found and not far(claim, material):
            text, earlier = f"{holder}: {found[0]}", found[1]
        else:
            text = _as_written(claim, material, follows)
    elif claim.source is not None and of_both(claim.source.quote):
        text = _as_written(claim, material, follows) or reported_speech(claim, material, follows)
    else:
        text = reported_speech(claim, material, follows) or _as_written(claim, material, follows)
    if text and claim.chain and claim.chain[-1].kind is LinkKind.DOCUMENT and outlet not in text:
        text = f"As {outlet} retells it, {small_start(text)}"
    if text is None:
        return None
    spans = resting_on(claim, material, earlier)
    start, end = bounds(claim, page) if _quotes_whole(text, claim, material) else (claim.start, claim.end)
    loose = claim.manner is not Manner.DIRECT and not follows and not opens_report(claim, material)
    if loose and material.accord is None and lost(claim, material, start, end):
        return None
    written = _quotes_whole(text, claim, material)
    at = bounds(claim, page) if written else (claim.start, claim.end)
    if written:
        spoken = spoken_before(claim, material, *at)
        spans = material.citing([*spans, page.span(*spoken[2])]) if spoken else spans
    return Sentence(stopped(text), spans, machine=claim.id not in material.given.confirmed)


def _quotes_whole(text: str, claim: Claim, material: Material) -> bool:
    outlet = material.outlet(claim.report)
    return text.startswith((f"{outlet} writes:", f"{outlet}, in its own voice:"))


def _own(claim: Claim, material: Material) -> str | None:
    """What the outlet tells in its own voice, as its words; a digest's words are ours."""
    page = material.page(claim.report)
    if page is None:
        return None
    a, b = bounds(claim, page)
    outlet = material.outlet(claim.report)
    if material.reports[claim.report].rendering is Rendering.DIGEST:
        words = plain(material, claim.report, page.past_dateline(a), b)
        return f"{outlet}, in its own voice: {tidy(untied(words))}" if words else None
    words = paired(standing_alone(claim, material, page.past_dateline(a), b) or "")
    told = "writes" if _told_by_others(claim, a, b, material) else ", in its own voice"
    return (
        f"{outlet}{'' if told[0] == ',' else ' '}{told}: {quoted(words)}"
        if words and not glued(words)
        else None
    )


def _told_by_others(claim: Claim, start: int, end: int, material: Material) -> bool:
    """Whether the words from `start` to `end` hold what somebody said."""
    reading = material.readings.get(claim.report)
    return any(
        c.manner not in (Manner.OWN, Manner.UNSOURCED) and start <= c.start < end
        for c in (reading.claims if reading is not None else ())
    )


def _as_written(claim: Claim, material: Material, follows: bool) -> str | None:
    """The whole sentence as the outlet wrote it, between quotation marks."""
    page = material.page(claim.report)
    if page is None or far(claim, material):
        return None
    a, b = bounds(claim, page)
    outlet = material.outlet(claim.report)
    if material.reports[claim.report].rendering is Rendering.DIGEST:
        words = plain(material, claim.report, page.past_dateline(a), b)
        return f"{outlet} reported: {tidy(untied(words))}" if words else None
    words = paired(standing_alone(claim, material, page.past_dateline(a), b, follows) or "")
    whole = ends_as_sentence(page.text[a:b]) or page.text[b - 1] in '"”’»'
    if not words or not whole or glued(words) or len(words.split()) < _LEAST_WRITTEN or words.endswith("?"):
        return None
    return f"{outlet} writes: {quoted(words)}"


def resting_on(claim: Claim, material: Material, earlier: Claim | None = None) -> tuple[Span, ...]:
    """The sentences that hold content, cue and source, and the one that tells for whom a pronoun stands."""
    marks = [
        s
        for s in (*claim.content, claim.cue, claim.source, claim.antecedent, claim.party_by)
        if s is not None
    ]
    at = named_at(claim, material)
    if at is None and claim.source is not None and head_of(claim.source.quote) in english().paper:
        at = named_before(claim, material)
    marks += [at] if at is not None else []
    marks += earlier.content if earlier else ()
    page = material.page(claim.report)
    who_is = introduction(claim, who(claim, material), material)
    if who_is is not None and who_is.name == named(claim, material):
        marks.append(who_is.span)
    brought_in = introduced(page, claim.start, claim.end) if page is not None else None
    if page is not None and brought_in is not None:
        marks.append(page.span(*brought_in))
    cited = material.citing(marks)
    whose = _naming(claim, material, cited) if page is not None else None
    return material.citing([*cited, whose]) if whose is not None else cited


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
