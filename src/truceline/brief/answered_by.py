"""Who gives an answer in a table: by names that the words cited bear out, with the day and the outlets."""

from __future__ import annotations

import re

from truceline.brief.carriers import joined
from truceline.brief.english import day_in_words, english
from truceline.brief.material import Material
from truceline.brief.naming import office_of
from truceline.brief.owner import listed_as, named
from truceline.brief.sides import is_voice
from truceline.brief.wording import capital
from truceline.model.match import fold
from truceline.model.reading import Claim
from truceline.model.weighing import Value

__all__ = ["EVIDENCE", "NAMED", "days_of", "given_by"]

_ITS = re.compile(r"(?:its|their|his|her)\s", re.IGNORECASE)
_HOLDERS = 3
EVIDENCE = 3
"""Places of a report behind an answer that are cited."""
NAMED = re.compile(r"\b[A-Z][\w’'-]{2,}")
"""A name, or a word that begins like one."""
_A_DAY = len("2025-01-01")
_STEM = 5


def given_by(value: Value, material: Material) -> str:
    """By whom an answer is given, when, and by how many outlets one origin was carried."""
    own = {x.origin for x in material.given.weighing.lineages if x.own_voice}
    voice = ", own voice" if value.origins and all(o in own for o in value.origins) else ""
    outlets = material.outlets(sorted({e.span.report for e in value.evidence}))
    count = ""
    if len(outlets) > 1 and len(value.origins) == 1:
        count = f", one origin in {len(outlets)} outlets"
    claims = [e.claim for e in value.evidence]
    sure = " (✓ confirmed)" if claims and all(c in material.given.confirmed for c in claims) else ""
    gone = {x.origin for x in material.given.weighing.lineages if x.withdrawn}
    taken = ", withdrawn since" if value.origins and all(o in gone for o in value.origins) else ""
    days = days_of(value, material)
    said = {(c.said_on or "")[:10] for e in value.evidence if (c := material.claims.get(e.claim or ""))}
    terms = any(h.startswith("the agreement") for h in value.holders)
    told = "" if voice or terms or not said or said & set(days[:1]) else "reported "
    day = f", {told}{day_in_words(days[0], year=False)}" if days and len(days[0]) == _A_DAY else ""
    return f"{_few(_holders(value, material)) or joined(outlets)}{voice}{day}{count}{taken}{sure}"


def days_of(value: Value, material: Material) -> list[str]:
    """The days on which an answer was given, or published, the earliest first."""
    claims = [material.claims.get(e.claim or "") for e in value.evidence]
    said = [material.said(c)[:10] for c in claims if c is not None]
    return sorted(set(said or [material.published(e.span.report)[:10] for e in value.evidence]) - {""})


def _holders(value: Value, material: Material) -> tuple[str, ...]:
    """The holders, as far as a claim behind the answer is told to be theirs: an origin may be joined from
    more than its words bear out. Where none is, whose words the claims are by themselves."""
    claims = [c for e in value.evidence if (c := material.claims.get(e.claim or "")) is not None]
    own = [
        material.outlet(c.report)
        if material.is_own(c) or not is_voice(c, material)
        else listed_as(c, material)
        for c in claims
    ]
    words = {w for c, h in zip(claims, own, strict=True) for w in _named_in(c, h, material)}
    voiced = [c for c in claims if material.is_own(c) or is_voice(c, material)]
    kept = tuple(h for h in value.holders if h.startswith("the agreement") or words & _longer(h))
    kept = tuple(h for h in kept if not _ITS.match(h)) if voiced or not claims else ()
    kept = tuple(_cited_by(h, value, material) for h in _as_cited(kept, claims, value, material))
    bare = tuple(dict.fromkeys(h for h in own if not re.search(r"['’]s?$|^Not named$", h)))
    if len(claims) == 1 and len(kept or bare) == 1 and not material.is_own(claims[0]):
        whole, office = named(claims[0], material), office_of(claims[0], material)
        whole = f"{whole}, {office}" if office and "," not in whole else whole
        if "," in whole or (kept or bare)[0].split()[-1] in whole.split():
            return (capital(whole.rstrip(",")),)
    return kept or bare or (() if claims else value.holders)


def _cited_by(name: str, value: Value, material: Material) -> str:
    """A holder; where it is no more than "reports", with the outlets that cite them."""
    outlets = joined(material.outlets(e.span.report for e in value.evidence))
    return f"{name} cited by {outlets}" if name.casefold() in english().press else name


def _as_cited(
    kept: tuple[str, ...], claims: list[Claim], value: Value, material: Material
) -> tuple[str, ...]:
    """Holders by names that the words cited bear: one that they do not is told as its claim names it."""
    if not claims:
        return kept
    cited = material.citing(e.span for e in value.evidence[:EVIDENCE])
    shown = {w[:_STEM] for s in cited for w in fold(s.quote).split()} | {
        w[:_STEM] for s in cited for w in fold(material.outlet(s.report)).split()
    }
    found = []
    for name in kept:
        missing = [w for w in NAMED.findall(name) if fold(w).strip()[:_STEM] not in shown]
        told = [capital(named(c, material)) for c in claims if missing and named(c, material)]
        known = f" [{name}]" if material.accord is not None and told[:1] != [name] else ""
        found.append(f"{told[0]}{known}" if told and not name.startswith("the agreement") else name)
    return tuple(dict.fromkeys(found))


def _named_in(claim: Claim, holder: str, material: Material) -> set[str]:
    marks = [s.quote for s in (claim.source, claim.antecedent) if s is not None]
    names = [material.name(x) or "" for x in (claim.entity, claim.party)]
    return _longer(" ".join([holder, claim.holder or "", *marks, *names]))


def _longer(words: str) -> set[str]:
    return {w[:5] for w in fold(words).split() if len(w) > 2}


def _few(holders: tuple[str, ...]) -> str:
    if len(holders) <= _HOLDERS:
        return joined(holders)
    return f"{', '.join(holders[:_HOLDERS])} and {len(holders) - _HOLDERS} more"
