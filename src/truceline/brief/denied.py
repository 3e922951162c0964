"""What one side says and another denies, told beside each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from truceline.brief.english import english
from truceline.brief.grouping import Statement
from truceline.brief.heard import matter
from truceline.brief.loose import points_inside, shell_head
from truceline.brief.material import Material
from truceline.brief.owner import listed_as
from truceline.brief.prominence import prominence
from truceline.brief.statements import Statements
from truceline.brief.wording import small_start
from truceline.model.brief import Item, Section, Sentence
from truceline.model.reading import Claim, Manner, Stance
from truceline.model.weighing import QuestionKind, Verdict

__all__ = ["answering", "denied", "replies"]

_MOST = 4
_NEAR = 2
"""Paragraphs above a denial in which the words denied stand."""
_FIRST_WORDS = 3
_FEW = 5
"""Words up to which a denial only points to what it denies."""
_SHARED = 2
_STEM = 6
_CHARGES = (Stance.ACCUSES, Stance.DEMANDS)


def denied(material: Material, statements: Statements) -> Section:
    """Up to four denials, each after the words that it denies, where one report tells both."""
    title = "Said, and denied"
    pairs: list[tuple[list[Statement], Statement, Claim]] = []
    for statement in statements.all:
        claim = next((c for c in statement.claims if _answers(c, material) and not c.nested_in), None)
        charges = _charges(claim, material, statements) if claim and not statement.own else []
        charges = [c for c in charges if c is not statement and not c.own]
        if claim is not None and charges:
            pairs.append((charges, statement, claim))
    pairs.sort(key=lambda p: (-prominence(p[0][0], material) - prominence(p[1], material), p[2].id))
    items: list[Item] = []
    for charges, denial, by in pairs:
        if len(items) == _MOST or any(map(statements.told, charges[:1])) or statements.told(denial):
            continue
        if not statements.tellable(denial, follows=True):
            continue
        some = ((c, statements.sentences(c, title)) for c in charges if statements.tellable(c))
        charge, said = next((x for x in some if x[1]), (charges[0], []))
        answered = statements.sentences(denial, title, follows=bool(said)) if said else []
        how = "denied" if by.stance is Stance.DENIES else "refused"
        lead = f"{listed_as(charge.claims[0], material)}; {how} by {small_start(listed_as(by, material))}"
        if said and answered:
            items.append(Item(lead, (*said, *answering(answered, said, material))))
    empty = "No statement was found that another voice denies in the same report."
    return Section("denied", title, tuple(items), empty=empty)


def answering(
    answers: Iterable[Sentence], said: Iterable[Sentence], material: Material
) -> Iterator[Sentence]:
    """Answers with the words cited besides that they answer: who opens one sees what it denies."""
    charged = [x for t in said for x in t.spans if x.report in material.reports]
    for answer in answers:
        yield replace(
            answer, spans=material.citing([*charged, *answer.spans], len(charged) + len(answer.spans))
        )


def _answers(claim: Claim, material: Material) -> bool:
    """Whether a claim denies what another said, or refuses it in so many words ("rejected the demand")."""
    if claim.stance is Stance.DENIES:
        return True
    return claim.stance is Stance.REFUSES and _says_little(claim, material)


def _says_little(denial: Claim, material: Material) -> bool:
    """Whether a denial only points to what it denies ("the accusation", "such a plan")."""
    if len(denial.words.split()) > _FEW:
        return False
    return points_inside(denial.words) or any(
        shell_head(f"the {w}") for w in material.words(denial)[:_FIRST_WORDS]
    )


def _charges(denial: Claim, material: Material, statements: Statements) -> list[Statement]:
    """The words denied: the nearest charge of somebody else above, else the nearest words of somebody else; and behind
    it what else he says there, to be told where that cannot be told alone."""
    reading, page = material.readings.get(denial.report), material.page(denial.report)
    if reading is None or page is None:
        return []
    above = [
        c
        for c in reading.claims
        if c.start < denial.start
        and 0 <= page.place(denial.start) - page.place(c.start) <= _NEAR
        and c.manner not in (Manner.OWN, Manner.UNSOURCED)
        and (c.entity or c.holder) != (denial.entity or denial.holder)
        and (not c.party or c.party != denial.party)
        and c.stance is not Stance.DENIES
        and material.in_body(c)
    ]
    bare = _says_little(denial, material)
    harm = tuple(english().harm)
    things = {w[:_STEM] for w in material.words(denial) if w in english().shell and w.startswith(harm)}
    if bare and things:
        above = [c for c in above if things & {w[:_STEM] for w in material.words(c)}]
    if not bare:
        plain = english().small - english().talking - english().mediators
        mine = matter(denial, material) - {w[:_STEM] for w in plain}
        named = {w[:_STEM].casefold() for w in re.findall(r"\b[A-Z][\w’'-]{2,}", denial.words)}
        shared = {c.id: matter(c, material) & mine for c in above}
        above = [
            c for c in above if len(shared[c.id]) >= max(1, min(_SHARED, len(mine))) or shared[c.id] & named
        ]
    charges = [c for c in above if c.stance in _CHARGES] or above
    if bare and denial.words.casefold().strip(" .,") in english().pronoun:
        last = page.before(denial.start) or page.before_paragraph(denial.start)
        charges = [c for c in above if last is not None and last[0] <= c.start < last[1]]
    elif bare and len({c.entity or c.holder for c in charges}) > 1:
        return []
    nearest = sorted(charges, key=lambda c: -c.start)
    whose = [c.entity or c.holder for c in nearest[:1]]
    some = (statements.of(c.id) for c in nearest if (c.entity or c.holder) in whose)
    return list({id(s): s for s in some if s is not None}.values())


def replies(charges: Iterable[str], material: Material, statements: Statements) -> list[Statement]:
    """The statements by which those of another side deny what the claims `charges` allege, in their order."""
    laid = set(charges)
    sides = {c.party for x in laid if (c := material.claims.get(x)) is not None}
    found: dict[int, Statement] = {}
    for finding in material.given.weighing.findings:
        if finding.verdict is not Verdict.CONTESTED or finding.kind is not QuestionKind.OCCURRENCE:
            continue
        behind = [e.claim for v in finding.values for e in v.evidence if e.claim]
        for one in behind if laid.intersection(behind) else ():
            claim, statement = material.claims.get(one), statements.of(one)
            denies = claim is not None and claim.stance is Stance.DENIES and claim.party not in sides
            if denies and statement is not None:
                found.setdefault(id(statement), statement)
    return sorted(found.values(), key=lambda s: (s.day, s.claims[0].report, s.claims[0].start))
