"""Which decisions of two people contradict each other, and which of them hold."""

from __future__ import annotations

import pytest

from truceline.case.clashing import contradicts, opposed, standing_decisions, states
from truceline.model.judgement import Decision, Judgement, SubjectKind

D, S = Decision, SubjectKind


def made(
    what: Decision,
    by: str = "Ines",
    subject: str = "c1",
    kind: SubjectKind = S.CLAIM,
    others: tuple[str, ...] = (),
    **change: object,
) -> Judgement:
    id = f"{what}-{by}-{subject}-{'-'.join(others)}-{change}"
    return Judgement(id, what, kind, subject, by, "2031-03-04T12:00:00Z", "", change, others)


@pytest.mark.parametrize(
    ("later", "earlier", "clash"),
    [
        (made(D.CONFIRM), made(D.REJECT), True),
        (made(D.CONFIRM), made(D.CONFIRM), False),
        (made(D.CONFIRM), made(D.REJECT, subject="c2"), False),
        (made(D.CORRECT, party="a"), made(D.CONFIRM), True),
        (made(D.CONFIRM), made(D.CORRECT, party="a"), False),
        (made(D.CONFIRM, kind=S.STANDING), made(D.CORRECT, kind=S.STANDING, state="kept"), True),
        (made(D.CORRECT, party="a"), made(D.CORRECT, party="b"), True),
        (made(D.CORRECT, party="a"), made(D.CORRECT, holder="b"), False),
        (made(D.GRADE, reliability="B"), made(D.GRADE, reliability="D"), True),
        (made(D.GRADE, reliability="B"), made(D.CONFIRM), False),
        (made(D.NOTE), made(D.REJECT), False),
        (made(D.MERGE, others=("c2",)), made(D.NOT_THE_SAME, subject="c2", others=("c1",)), True),
        (made(D.MERGE, others=("c2",)), made(D.NOT_THE_SAME, others=("c3",)), False),
        (made(D.MERGE, others=("c2",)), made(D.MERGE, others=("c3",)), False),
        (made(D.SPLIT), made(D.MERGE, subject="c2", others=("c1",)), True),
    ],
)
def test_only_what_cannot_both_hold_is_a_clash(later: Judgement, earlier: Judgement, clash: bool) -> None:
    assert contradicts(later, earlier) is clash


def test_of_two_that_contradict_the_later_holds_until_it_is_undone() -> None:
    no, yes = made(D.REJECT), made(D.CONFIRM, "Omar")
    assert [j.id for j in standing_decisions([no, yes])] == [yes.id]
    assert states([no, yes])[no.id] == ("overruled", yes.id)
    undone = made(D.UNDO, subject=yes.id, kind=S.JUDGEMENT)
    assert [j.id for j in standing_decisions([no, yes, undone])] == [no.id]


def test_two_corrections_both_stay_since_the_later_wins_field_by_field() -> None:
    both = [made(D.CORRECT, party="a", holder="x"), made(D.CORRECT, "Omar", party="b")]
    assert list(standing_decisions(both)) == both


def test_only_what_others_decided_and_what_still_holds_is_in_the_way() -> None:
    """Whoever changes their own mind clashes with nobody; what was taken back or overruled is in nobody's way."""
    no, yes = made(D.REJECT), made(D.CONFIRM, "Omar")
    assert opposed(made(D.CONFIRM, "ines"), [no]) == []
    assert opposed(yes, [no]) == [no]
    assert opposed(made(D.CONFIRM, "Lea"), [no, yes]) == []
    assert opposed(made(D.REJECT, "Lea"), [no, yes]) == [yes]
    assert opposed(yes, [no, made(D.UNDO, subject=no.id, kind=S.JUDGEMENT)]) == []


def test_to_keep_one_of_several_apart_leaves_the_others_merged() -> None:
    """A merge is not overruled as a whole; and what its maker took back is in nobody's way."""
    merge = made(D.MERGE, subject="a", kind=S.ENTITY, others=("b", "c"))
    apart = made(D.NOT_THE_SAME, subject="a", kind=S.ENTITY, others=("c",))
    assert list(standing_decisions([merge, apart])) == [merge, apart]
    assert opposed(made(D.NOT_THE_SAME, "Omar", "a", S.ENTITY, ("c",)), [merge, apart]) == []
    assert opposed(made(D.MERGE, "Omar", "a", S.ENTITY, ("c",)), [merge, apart]) == [apart]
