"""Whose "its spokesman" is: a holder told by what it belongs to."""

from __future__ import annotations

import re
from functools import cache

from truceline.brief.english import any_of, english
from truceline.brief.introducing import introduction
from truceline.brief.material import Material
from truceline.brief.naming import holder_of, who
from truceline.brief.sentences import Page
from truceline.brief.wording import capital
from truceline.model.reading import ANONYMOUS, Claim, Manner, Mention, MentionType

__all__ = ["in_a_bracket", "listed_as", "named", "of_somebody"]

_ITS = re.compile(r"(?:its|their|his|her)\s+", re.IGNORECASE)
_BODIES = {MentionType.PARTY, MentionType.ORGANISATION, MentionType.GROUP}
_PERSONAL = ("his", "her")
_LOOK_BACK = 2
_LONGEST = 9
_OFFICE = 2
"""Words of an office alone, "the" among them."""


def named(claim: Claim, material: Material) -> str:
    """The holder as it is told in a sentence; "" where nothing names it, or only what it belongs to would."""
    return material.once("named", claim.id, lambda: _honour().sub("", _named(claim, material)))


@cache
def _honour() -> re.Pattern[str]:
    return re.compile(rf"\b(?i:{any_of(english().possessive)}) (?i:{any_of(english().honour)}),? ")


def in_a_bracket(name: str) -> str:
    """A holder's name as it stands in square brackets behind a pronoun: that he is not named shows there, and no brackets
    stand in it."""
    return re.sub(r",? *\([^()]*\)", "", name).rstrip(",")


def _named(claim: Claim, material: Material) -> str:
    name = _whose(who(claim, material), claim, material)
    name = _fuller(name, claim, material)
    known = _known_person(name, claim, material)
    brought_in = introduction(claim, known or name, material) if known or _bare_person(name) else None
    if brought_in is not None or known:
        return brought_in.name if brought_in is not None else known
    bare = re.sub(r"\s*\([^()]*\)$", "", name)
    outlet = material.outlet(claim.report)
    if len(bare.split()) > 1 and bare in outlet and material.reports[claim.report].outlet:
        return f"the {outlet}" if material.takes_the(bare) else outlet
    if bare[:1].isupper() and not bare.startswith("The ") and material.takes_the(bare):
        return f"the {name}"
    return name


def _fuller(name: str, claim: Claim, material: Material) -> str:
    """A longer description of the same holder in its report ("the governor of the west"), where `name` is no
    more than an office ("the governor")."""
    reading, words = material.readings.get(claim.report), name.split()
    if reading is None or words[:1] != ["the"] or not name.replace(" ", "").isalpha() or not claim.holder:
        return name
    if re.search(r"[A-Z]", name):
        return name
    for c in reading.claims if len(words) == _OFFICE else ():
        same = c.source is not None and (c.entity or c.holder) == (claim.entity or claim.holder)
        if c.source is None or not same:
            continue
        quote = " ".join(c.source.quote.split())
        longer = quote.casefold().startswith(f"{name.casefold()} of ") and len(quote.split()) <= _LONGEST
        if longer and not any(m.loaded for m in material.mentions(c.report, c.source.start, c.source.end)):
            return f"the {quote[4:]}"
    for m in reading.mentions if claim.entity else ():
        quote = " ".join(m.span.quote.split())
        ends = quote.casefold().endswith(f" {words[-1]}") and re.search(r"[A-Z]", quote[1:])
        if m.entity == claim.entity and m.span.end <= claim.start and ends and not m.loaded:
            whole = re.match(r"[Tt]he\s|\S+['’]s?\s", quote)
            return (
                (f"the {quote[4:]}" if quote[:4].casefold() == "the " else quote) if whole else f"the {quote}"
            )
    return name


def _known_person(name: str, claim: Claim, material: Material) -> str:
    """The name of a person whom the report names elsewhere, where `name` is his office alone ("the prime
    minister"); "" for anybody else."""
    lists = english()
    office = {
        w.casefold() for w in name.split()[1:]
    } <= lists.person | lists.rank | lists.voice | lists.office
    if not name.startswith("the ") or (re.search(r"[A-Z]", name) and not office):
        return ""
    if claim.anonymous or not claim.entity:
        return ""
    if claim.entity.startswith(ANONYMOUS):
        return ""
    known = material.name(claim.entity) or ""
    some = material.mentions(claim.report, 0, claim.end)
    seen = any(m.entity == claim.entity and m.type is MentionType.PERSON for m in some)
    return known if seen and known[:1].isupper() and len(known.split()) > 1 else ""


def _bare_person(name: str) -> bool:
    """Whether a name tells no office of whoever bears it."""
    low = {w.casefold().strip(".,") for w in name.split()}
    return "," not in name and not low & (english().person | english().voice | english().rank)


def of_somebody(claim: Claim) -> bool:
    """Whether a holder is told only by what it belongs to ("its press service")."""
    return claim.source is not None and bool(_ITS.match(claim.source.quote))


def listed_as(claim: Claim, material: Material) -> str:
    """The holder as a name to list statements under."""
    name = holder_of(claim, material)
    return name if claim.manner is Manner.OWN else capital(_whose(name, claim, material)) or "Not named"


def _whose(name: str, claim: Claim, material: Material) -> str:
    if not _ITS.match(name):
        return name
    owner = _owner(claim, material)
    if not owner:
        return ""
    ending = "’" if owner.endswith("s") else "’s"
    return (
        f"the {owner}{ending} {_ITS.sub('', name, count=1)}"
        if _with_the(owner, claim)
        else (f"{owner}{ending} {_ITS.sub('', name, count=1)}")
    )


def _with_the(owner: str, claim: Claim) -> bool:
    personal = claim.source is not None and claim.source.quote.split()[0].casefold() in _PERSONAL
    return len(owner.split()) > 1 and not owner.casefold().startswith("the ") and not personal


def _owner(claim: Claim, material: Material) -> str:
    """The first body named in the sentence before the holder, else in one of the two above; of the claim's
    party where that is known."""
    page, source = material.page(claim.report), claim.source
    if page is None or source is None:
        return ""
    start = page.around(source.start, source.end)[0]
    if source.quote.split()[0].casefold() in _PERSONAL:
        return _person(claim.report, start, source.start, page, material)
    for a, b in [(start, source.start), *reversed(page.above(start, _LOOK_BACK))]:
        some = material.mentions(claim.report, a, b)
        bodies = [m for m in some if m.type in _BODIES and m.entity and not m.entity.startswith(ANONYMOUS)]
        fits = [m for m in bodies if not claim.party or claim.party in (m.party, m.entity)]
        if fits or (bodies and a == start):
            return _name((bodies if a == start else fits)[0], material)
    return ""


def _person(report: str, start: int, end: int, page: Page, material: Material) -> str:
    """The one person named in the sentence before "his", else in one of the two above; "" where two are."""
    for a, b in [(start, end), *reversed(page.above(start, _LOOK_BACK))]:
        people = {
            m.entity: m
            for m in reversed(material.mentions(report, a, b))
            if m.type is MentionType.PERSON and m.entity and not m.entity.startswith(ANONYMOUS)
        }
        if people:
            return _name(next(iter(people.values())), material) if len(people) == 1 else ""
    return ""


def _name(mention: Mention, material: Material) -> str:
    return material.name(mention.entity) or mention.span.quote
