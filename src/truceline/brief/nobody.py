"""Statements behind which nobody stands whom a reader could name."""

from __future__ import annotations

import re

from truceline.brief.alone import issued, named_at, opens_report
from truceline.brief.english import english
from truceline.brief.material import Material
from truceline.brief.owner import named
from truceline.brief.sides import head_of, is_relay, of_followers
from truceline.model.reading import Claim, LinkKind, Manner, MentionType

__all__ = ["either", "far", "goes_on", "nobody", "only_points", "stranger"]

_DESCRIBED = re.compile(r"(?:The|An?)\s+(?:[a-z]+\s+)?([a-z]+)\s+of\s+[^,.;:\n\"“”]{3,60},\s*")
_WORDS = re.compile(r"[^\W\d_]+")
_CLAUSE = re.compile(r"[,;:“”\"]|\.\s")
_AROUND = 3
"""Words before a name among which its bearer's office stands, and half of those behind it and a comma."""
_WITHIN = 3
"""Paragraphs between a pronoun and the name that it stands for, at most."""


def _calls_up(claim: Claim) -> bool:
    """Whether somebody calls somebody, and nothing is said ("the general of the north called the general of the south")."""
    cue = claim.cue.quote.casefold() if claim.cue is not None else ""
    people = english().person | english().rank | english().office
    return cue in english().calling and claim.manner is Manner.INDIRECT and head_of(claim.words) in people


def nobody(claim: Claim, material: Material) -> bool:
    """Whether the only word for the holder is a pronoun that nothing resolves, or a word that points
    to a name further off than a reader would look."""
    source = claim.source.quote.casefold() if claim.source else ""
    if only_points(named(claim, material)) and not opens_report(claim, material):
        return True
    if _calls_up(claim):
        return True
    if not issued(claim, material) or goes_on(claim, material):
        return True
    if _of_another(claim, material) or of_followers(claim, material):
        return True
    if source in ("he", "she") and either(claim, material):
        return True
    if source == "they" and _others_before(claim, material):
        return True
    if source == "it" and _is_a_person(claim, material):
        return True
    if source == "it" and _nearer(claim, material):
        return True
    if source in english().pronoun and is_relay(claim, material):
        return True
    if source in english().pronoun or head_of(source) in english().paper:
        page, name = material.page(claim.report), named_at(claim, material)
        if page is not None and name is not None and claim.source is not None:
            return page.place(claim.source.start) - page.place(name.start) > _WITHIN
    return not named(claim, material) and (not source or source in english().pronoun)


def goes_on(claim: Claim, material: Material) -> bool:
    """Whether somebody told by no name only "added" something: who he is stands where he first spoke."""
    name, cue = named(claim, material), claim.cue.quote.casefold() if claim.cue else ""
    itself = claim.source is not None and claim.source.quote.casefold() not in english().pronoun
    return itself and cue in english().went_on and name.startswith("the ") and not any(map(str.isupper, name))


def _of_another(claim: Claim, material: Material) -> bool:
    """Whether the name to which a statement is laid stands behind a comma for a part of another's description
    ("The family of one of those freed, Jon Vell, said"): then it is not he who speaks."""
    page, source = material.page(claim.report), claim.source
    if page is None or source is None:
        return False
    start = page.around(source.start, source.end)[0]
    found = _DESCRIBED.fullmatch(page.text, page.past_dateline(start), source.start)
    found = _DESCRIBED.match(f"{source.quote}, ") if found is None else found
    singular = english().person | english().rank | english().office
    return found is not None and found[1].casefold() not in singular and named(claim, material)[:1].isupper()


def either(claim: Claim, material: Material) -> bool:
    """Whether "he" may be another than whom it was taken to mean: the last sentence before it that names persons names
    that one not at all, or not first."""
    page, source = material.page(claim.report), claim.source
    if page is None or source is None or not claim.entity:
        return False
    name = named(claim, material)
    start = page.around(source.start, source.end)[0]
    for a, b in [(start, source.start), *reversed(page.above(start, _WITHIN))]:
        people = [
            m for m in material.mentions(claim.report, a, b) if m.type is MentionType.PERSON and m.entity
        ]
        if people:
            first = people[0]
            known = re.sub(r"['’]s?$", "", first.span.quote).split()[-1]
            return first.entity != claim.entity and known not in name
    return False


def _others_before(claim: Claim, material: Material) -> bool:
    """Whether the words just before "they" name sides or bodies, and not the one that it was taken to mean."""
    page, source = material.page(claim.report), claim.source
    if page is None or source is None or claim.anonymous or not claim.entity:
        return False
    start = page.around(source.start, source.end)[0]
    above = page.before(start) or page.before_paragraph(start)
    near = [
        m for m in material.mentions(claim.report, above[0] if above else start, source.start) if m.entity
    ]
    mine = {claim.entity, claim.party}
    return bool(near) and not any(m.entity in mine or (m.party and m.party in mine) for m in near)


def only_points(name: str) -> bool:
    """Whether all that names the holder is "the note", "the sources": whose they are stands elsewhere; or a day, which
    says nothing."""
    words = re.sub(r"\s*\([^()]*\)$", "", name).casefold().split()
    lists = english()
    if words and all(w.strip(".,") in lists.named_day or w[:1].isdigit() for w in words):
        return True
    bodies = lists.shell | lists.paper | (lists.kind - lists.institution)
    return len(words) == 2 and words[0] == "the" and words[1] in bodies


def stranger(claim: Claim, cited: str, material: Material) -> bool:
    """Whether somebody speaks by name of whom no office, no body and no side is told, in his name or in what is
    `cited`, a sentence a line."""
    kind = claim.chain[-1].kind if claim.chain else None
    if claim.anonymous or claim.manner is Manner.OWN or kind is not LinkKind.PERSON:
        return False
    lists, name = english(), named(claim, material)
    last = (name.split() or [""])[-1]
    told = {w.casefold().strip(".,") for w in re.split(r"[\s-]+", name)}
    for line in cited.split("\n"):
        at = line.find(last)
        if at < 0:
            continue
        behind = line[at + len(last) :]
        near = _WORDS.findall(_CLAUSE.split(line[:at])[-1])[-_AROUND - len(name.split()) :]
        near += _WORDS.findall(behind)[: 2 * _AROUND] if behind.startswith(",") else []
        told |= {w.casefold() for w in near}
    office = told & (lists.person | lists.voice | lists.rank | lists.office | lists.past_office)
    return not office and "," not in name and "(" not in name and not re.search(r"['’]s\b", name)


def _nearer(claim: Claim, material: Material) -> bool:
    """Whether another voice speaks before the pronoun in its own sentence: then it is that one's."""
    page, reading, source = material.page(claim.report), material.readings.get(claim.report), claim.source
    if page is None or reading is None or source is None:
        return False
    start = page.around(source.start, source.end)[0]
    return any(
        c.source is not None
        and start <= c.source.start < source.start
        and c.source.quote.casefold() not in english().pronoun
        and (c.entity or c.holder) != (claim.entity or claim.holder)
        for c in reading.claims
    )


def _is_a_person(claim: Claim, material: Material) -> bool:
    """Whether whom the statement is laid at is a person."""
    entity = material.entity(claim.entity)
    if entity is not None:
        return entity.type is MentionType.PERSON
    kinds = {
        m.type
        for m in material.mentions(claim.report, 0, claim.end)
        if claim.entity and m.entity == claim.entity
    }
    return kinds == {MentionType.PERSON}


def far(claim: Claim, material: Material) -> bool:
    """Whether a quotation stands more than one paragraph from the words that name its speaker: then it
    is told as the outlet wrote it, or not at all."""
    page = material.page(claim.report)
    marks = [s for s in (claim.source, claim.cue) if s is not None]
    if page is None or not marks:
        return False
    homes = [page.place(s.start) for s in marks]
    mine = [page.place(claim.start), page.place(claim.end - 1)]
    return min(abs(a - b) for a in homes for b in mine) > 1
