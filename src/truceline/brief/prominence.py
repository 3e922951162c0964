"""How much a statement matters to who has two minutes: where its report puts it, who says it, what it tells."""

from __future__ import annotations

import re
from datetime import date

from truceline.brief.bearing import unchecked, weight
from truceline.brief.english import english
from truceline.brief.grouping import Statement
from truceline.brief.heard import matter
from truceline.brief.loose import introduced, points_inside, shell_head, takes_up
from truceline.brief.material import Material
from truceline.brief.sides import is_relay
from truceline.model.reading import Claim, Modality, Stance

__all__ = ["loaded", "prominence", "tells_a_toll"]

_HEAD_PARAGRAPHS = 3
_UPPER_PARAGRAPHS = 8
_FIRM = {Stance.DEMANDS, Stance.PROMISES, Stance.REFUSES, Stance.ACCUSES, Stance.THREATENS, Stance.DENIES}
_LONG = 55
"""Words above which a statement is hard to read under pressure."""
_LOOKED_AT = 4
_TOLD_TOO, _UNCHECKED = 0.8, 2.0
"""Weights of what another outlet tells in its own words, and of what nobody could check."""
_LEAST, _SHARE, _TWO = 4, 0.5, 2
_FEW = 600
"""Claims in all up to which each is compared with all others."""
_OLD = 7.0
"""Days after which news is half as new."""


def prominence(statement: Statement, material: Material) -> float:
    """A weight without a unit; higher is told first. It counts headline and first paragraphs, outlets that
    carry it, whose word it is, what it is about, harm told in figures, firm stances and how new it is;
    loose ends, length, relays and loaded words count against it."""
    return material.once("weighs", statement.claims[0].id, lambda: _prominence(statement, material))


def _prominence(statement: Statement, material: Material) -> float:
    some = statement.claims[:_LOOKED_AT]
    about, carriers, deeds = weight(statement, material)
    score = min(about, 4) + 1.2 * min(carriers - 1, 2) + 0.2 * min(deeds, 3)
    score += max(_placed(c, material) for c in some)
    score += max(_in_headline(c, material) for c in some)
    score += _whose(statement, material) + _told(statement, material)
    score += _TOLD_TOO * _told_too(statement, material) + _UNCHECKED * unchecked(statement, material)
    score -= max(0.0, min(2.0, _age(statement, material) / _OLD))
    score -= _against(statement, material)
    return score


def _placed(claim: Claim, material: Material) -> float:
    """What stands in the first paragraphs is what the outlet holds to be the news."""
    place = material.paragraph_of_text(claim)
    return 2.0 if place < _HEAD_PARAGRAPHS else 1.0 if place < _UPPER_PARAGRAPHS else 0.0


def _in_headline(claim: Claim, material: Material) -> float:
    shared = len(material.headline_words(claim.report) & _stems(claim, material))
    return 1.5 if shared > 2 else 0.75 if shared == 2 else 0.0


def _stems(claim: Claim, material: Material) -> frozenset[str]:
    return frozenset(w[:6] for w in material.words(claim) if len(w) > 3)


def _whose(statement: Statement, material: Material) -> float:
    claim = statement.claims[0]
    if statement.terms:
        return 1.0
    if statement.own:
        return 0.0
    if is_relay(claim, material):
        return -1.0
    source = claim.source.quote.casefold().split() if claim.source else []
    if any(w.strip(",") in english().past_office for w in source):
        return -1.0
    if statement.party in material.main_parties:
        return 1.5 if not claim.anonymous else 1.0
    if statement.party:
        return 0.75
    return -0.75 if claim.anonymous else -0.25


def _told(statement: Statement, material: Material) -> float:
    """What befalls the truce; what is done and over, or was verified; people killed, hurt, held or displaced, in figures; a firm stance, and a charge told with its denial."""
    words = material.words(statement.claims[0])
    firm = any(c.stance in _FIRM for c in statement.claims)
    truce = any(w.startswith(tuple(english().truce)) for w in words)
    turns = truce and any(w.startswith(tuple(english().turn)) for w in words)
    settled = statement.claims[0].modality is Modality.ACTUAL and any(
        w.startswith(tuple(english().settled)) for w in words
    )
    main = firm and statement.party in material.main_parties
    both = statement.claims[0].stance is Stance.ACCUSES and bool(set(words) & english().untrue)
    return 1.0 * (turns + settled + tells_a_toll(statement, material) + both) + 0.75 * main


def tells_a_toll(statement: Statement, material: Material, killed: bool = False) -> bool:
    """Whether it counts people killed, hurt, held or displaced; with `killed` only those killed, hurt or driven out, and
    not by a word for what stands before."""
    lists, first = english(), statement.claims[0].words.casefold().split()[:1]
    if killed and lists.pronoun & set(first):
        return False
    stems = tuple(lists.harm | (lists.driven_out if killed else lists.relief | lists.held))
    counted = any(f.counted for c in statement.claims[:2] for f in material.figures_of.get(c.id, ()))
    return counted and any(w.startswith(stems) for w in material.words(statement.claims[0]))


def _told_too(statement: Statement, material: Material) -> int:
    """How many other outlets, up to two, tell nearly the same in words of their own; counted where no agreement
    says what matters and there are few claims."""
    if material.accord is not None or len(material.claims) > _FEW:
        return 0
    claim = statement.claims[0]
    mine = matter(claim, material) - material.common_words
    if len(mine) < _LEAST:
        return 0
    home = {material.outlet(r) for r in statement.reports}
    found = {
        material.outlet(c.report)
        for c in material.claims.values()
        if material.outlet(c.report) not in home
        and len(mine & matter(c, material)) >= max(_LEAST, _SHARE * len(mine))
    }
    return min(len(found), _TWO)


def _age(statement: Statement, material: Material) -> float:
    try:
        day = date.fromisoformat(statement.day[:10])
        return (date.fromisoformat(material.given.as_of) - day).days
    except ValueError:
        return _OLD / 2


def _against(statement: Statement, material: Material) -> float:
    claim = statement.claims[0]
    words, page = claim.words, material.page(claim.report)
    score = 1.0 * (len(words.split()) > _LONG) + 1.0 * (len(words.split()) < 4)
    score += 1.5 * (shell_head(words) or points_inside(words)) + 0.75 * takes_up(words)
    if page is not None and introduced(page, claim.start, claim.end):
        score += 0.5
    return score + 1.5 * loaded(claim, material)


def loaded(claim: Claim, material: Material) -> bool:
    """Whether the sentence that holds a claim bears an evaluative label of its outlet's, outside quotation
    marks."""
    page = material.page(claim.report)
    start, end = page.around(claim.start, claim.end) if page is not None else (claim.start, claim.end)
    some = material.mentions(claim.report, start, end)
    return any(m.loaded and (m.voice in (None, "outlet")) and re.search(r"\w", m.span.quote) for m in some)
