"""A thousand decisions undone give the first state, and what is said to be apart stays apart."""

from __future__ import annotations

import random
import re
from hashlib import sha256
from pathlib import Path

import pytest

from truceline.case import Case, View
from truceline.errors import TrucelineError
from truceline.model.judgement import Decision, Judgement, SubjectKind

D, S = Decision, SubjectKind


def state(view: View) -> str:
    """A hash of all that decisions can change."""
    told = sha256()
    for part in (
        view.claims,
        view.weighing,
        view.signals,
        view.standings(view.last_day),
        sorted(view.confirmed),
    ):
        told.update(repr(part).encode())
    return told.hexdigest()


def decide(case: Case, view: View, rng: random.Random) -> Judgement | None:
    """One decision of any kind on anything, as a person might make it."""
    claim = rng.choice(view.claims)
    line, other = rng.sample(view.lineages, 2)
    what = rng.choice(
        ("confirm", "correct", "reject", "add", "merge", "split", "apart", "grade", "withdraw", "standing")
    )
    report = view.reports[claim.report]
    if what == "confirm":
        return case.judge(D.CONFIRM, S.CLAIM, claim.id)
    if what == "correct":
        return case.judge(D.CORRECT, S.CLAIM, claim.id, change={"stance": rng.choice(("denies", "promises"))})
    if what == "reject":
        return case.judge(D.REJECT, S.CLAIM, claim.id)
    if what == "add":
        start, end = rng.choice([m.span() for m in re.finditer(r"\w+ \w+", report.text)])
        return case.judge(D.ADD, S.CLAIM, report.id, change={"start": start, "end": end, "holder": "Ines"})
    if what == "merge":
        return case.judge(D.MERGE, S.LINEAGE, line.origin, others=[other.origin])
    if what == "split":
        return case.judge(D.SPLIT, S.LINEAGE, line.origin, others=[line.members[-1].claim])
    if what == "apart":
        return case.judge(D.NOT_THE_SAME, S.CLAIM, line.members[0].claim, others=[line.members[-1].claim])
    if what == "grade":
        return case.judge(
            D.GRADE, S.SOURCE, report.outlet or "nobody", change={"reliability": rng.choice("ABCDEF")}
        )
    if what == "withdraw":
        return case.judge(D.WITHDRAW, S.REPORT, report.id)
    clause = rng.choice(view.agreement.clauses).id
    return case.judge(D.CORRECT, S.STANDING, clause, change={"state": "kept", "evidence": "established"})


def undone_again(folder: Path, steps: int, seed: int) -> None:
    """Decide, sometimes undo or undo an undo on the way, then undo all that holds."""
    rng = random.Random(seed)
    with Case.open(folder) as case:
        first_view = case.view()
        first, claims = state(first_view), {c.id for c in first_view.claims}
        made: list[Judgement] = []
        heads = [case.head()]
        for n in range(steps):
            if made and rng.random() < 0.25:
                made.append(case.judge(D.UNDO, S.JUDGEMENT, rng.choice(made).id))
            else:
                one = decide(case, first_view, rng)
                if one is not None:
                    made.append(one)
            grown = case.length() - int(heads[-1].partition(":")[0])
            assert grown == len(made) - (len(heads) - 1) <= 1, f"seed {seed}, step {n}: one entry a decision"
            heads += [case.head()] * grown
        length = case.length()
        assert state(case.refreshed(first_view, case.today())) != first, f"seed {seed}: nothing was changed"
        gone: set[str] = set()
        for j in reversed(made):
            if j.id in gone:
                continue
            if j.decision is D.UNDO:
                gone.add(j.subject)
        holding = [j.id for j in made if j.decision is not D.UNDO and j.id not in gone]
        case.judge_all(D.UNDO, S.JUDGEMENT, holding)
        again = case.refreshed(first_view, case.today())
        assert state(again) == first, f"seed {seed}"
        assert {c.id for c in again.claims} == claims
        assert case.length() == length + len(holding)
        for head in heads[:: max(1, len(heads) // 7)]:
            case.verify(head)  # what the log was at any time still stands in it, byte for byte


def test_a_hundred_decisions_undone_give_the_first_state(own_case: Path) -> None:
    """Of every kind, on claims, lineages, sources, reports and standings; the log only grows."""
    undone_again(own_case, 120, 28)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(3))
def test_a_thousand_decisions_undone_give_the_first_state(own_case: Path, seed: int) -> None:
    """The full size of the test above."""
    undone_again(own_case, 1000, seed)


def test_not_the_same_survives_another_weighing(own_case: Path) -> None:
    """What a person parted is not joined again, however often it is worked out."""
    with Case.open(own_case) as case:
        line = next(x for x in case.view().lineages if len({m.report for m in x.members}) > 1)
        one, other = (
            line.members[0].claim,
            next(m.claim for m in line.members if m.report != line.members[0].report),
        )
        case.judge(D.NOT_THE_SAME, S.CLAIM, one, others=[other])
    for _ in range(2):
        with Case.open(own_case) as case:
            for kind in ("aside", "findings", "lineages", "signals"):
                case._derived.clear(f"{kind}: parts")
            view = case.view()
            first, second = view.lineage_of(one), view.lineage_of(other)
            assert first and second and first.origin != second.origin


def test_an_undo_of_what_is_not_there_is_told(own_case: Path) -> None:
    """Nothing is written for it."""
    with Case.open(own_case) as case:
        before = case.head()
        with pytest.raises(TrucelineError):
            case.judge(D.UNDO, S.JUDGEMENT, "nothing")
        assert case.head() == before
