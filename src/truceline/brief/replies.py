"""What those who are charged say against it, where a finding sets their denial beside the charge."""

from __future__ import annotations

from collections.abc import Iterable

from truceline.brief.grouping import Statement
from truceline.brief.material import Material
from truceline.brief.statements import Statements
from truceline.model.reading import Stance
from truceline.model.weighing import QuestionKind, Verdict

__all__ = ["replies"]


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
