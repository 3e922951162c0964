"""Whose side a speaker is on, worked out over the reports of a case."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.standing.made import SHORE, UPLAND, lake
from tests.standing.test_charging import says

from truceline.accord.charges import offices
from truceline.model.accord import Accord, Alias, AliasKind, Entity, Role, Vocabulary
from truceline.model.reading import Claim, Manner, Mention, MentionType
from truceline.model.span import Span
from truceline.standing.belongs import nominals
from truceline.standing.sides import Sides

WORDS = "the boats are ready"


def accord() -> Accord:
    council = Entity(
        "council", "Upland council", MentionType.ORGANISATION, (Role.INSTITUTION,), UPLAND,
        (Alias("the council", AliasKind.NOMINAL),),
    )  # fmt: skip
    return replace(lake(), vocabulary=Vocabulary("lake", (council,)), offices=offices())


def told(holder: str, source: str = "", n: int = 0, at: int = 0, **more: object) -> Claim:
    """A claim of somebody whose side no page tells, `at` a place of report `n`."""
    made = says(None, WORDS, n)
    span = Span(made.report, at, at + len(WORDS), WORDS)
    source = source or holder
    by = Span(made.report, at + 40, at + 40 + len(source), source)
    given = {
        "holder": holder,
        "manner": Manner.INDIRECT,
        "content": (span,),
        "source": by,
        "id": f"c{n}-{at}",
    }
    return replace(made, **(given | more))  # type: ignore[arg-type]


def sides(*claims: Claim, mentions: tuple[Mention, ...] = ()) -> list[str | None]:
    made, pages = accord(), {c.report: [x for x in claims if x.report == c.report] for c in claims}
    worked = Sides(made, nominals(made), pages, {"r0": list(mentions)}, {})
    return [worked.of(c) for c in claims]


@pytest.mark.parametrize(
    ("holder", "party"),
    [
        ("an adviser to the council", UPLAND),
        ("the press office of the council", UPLAND),
        ("Council spokesman", UPLAND),  # a headline
        ("a council spokesman", None),  # there may be another council
        ("a former adviser to the council", None),
        ("a source close to the council", None),
        ("a council member's wife", None),
        ("a teacher near the council", None),
    ],
)
def test_an_office_beside_a_word_for_one_side_alone_speaks_for_it(holder: str, party: str | None) -> None:
    assert sides(told(holder)) == [party]


@pytest.mark.parametrize(
    ("holder", "party"),
    [
        ("the foreign ministry", UPLAND),
        ("the attorney general", UPLAND),
        ("Keld's foreign ministry", None),  # whoever Keld is
        ("the shore cabinet", SHORE),
        ("the health ministry", None),  # who holds a part of a land has one, too
        ("a former foreign minister", None),
    ],
)
def test_an_office_that_only_states_have_is_of_the_one_state_among_the_sides(
    holder: str, party: str | None
) -> None:
    made = accord()
    state = Entity(UPLAND, "Upland", MentionType.PARTY, (Role.PARTY,), UPLAND, (), country="UP")
    shore = Entity(SHORE, "Shore League", MentionType.PARTY, (Role.PARTY,), SHORE, ())
    made = replace(made, vocabulary=Vocabulary("lake", (state, shore)))
    claim = told(holder)
    source = claim.source
    assert source is not None
    keld = Span(source.report, source.start, source.start + 4, holder[:4])
    named = [Mention(keld, "keld", MentionType.PLACE)] if "Keld" in holder else []
    worked = Sides(made, nominals(made), {"r0": [claim]}, {"r0": named}, {})
    assert worked.of(claim) == party


def test_an_office_between_two_sides_speaks_for_neither() -> None:
    holder = "a delegate to the council from Shore"
    named = Mention(Span("r0", 71, 76, "Shore"), SHORE, MentionType.PARTY, SHORE)
    assert sides(told(holder), mentions=(named,)) == [None]


def test_a_person_is_of_the_side_that_the_accord_gives_to_the_full_name() -> None:
    made = accord()
    person = Entity("ada-merrow", "Ada Merrow", MentionType.PERSON, (), SHORE, ())
    made = replace(made, vocabulary=Vocabulary("lake", (person,)))
    some = [told("Ada Merrow"), told("Merrow", at=50)]  # of that name there may be two
    worked = Sides(made, nominals(made), {"r0": some}, {"r0": []}, {})
    assert [worked.of(c) for c in some] == [SHORE, None]


def test_the_statement_is_of_whom_spoke_just_before_it() -> None:
    first = told("Ada Merrow", party=SHORE)
    paper = told("statement", "the statement", at=100)
    assert sides(first, paper)[1] == SHORE
    assert sides(first, told("Tom Lund", at=50), paper)[2] is None
    assert sides(first, told("statement", "a statement", at=100))[1] is None


@pytest.mark.parametrize(
    ("called", "gone"),
    [("Former minister Mara Ilves", True), ("Minister Mara Ilves", False), ("ex-general Mara Ilves", True)],
)
def test_who_is_called_a_former_minister_speaks_for_no_side(called: str, gone: bool) -> None:
    by = told("Mara Ilves", entity="mara-ilves", party=UPLAND)
    named = Mention(Span("r0", 40, 40 + len(called), called), "mara-ilves", MentionType.PERSON, UPLAND)
    made = accord()
    worked = Sides(made, nominals(made), {"r0": [by]}, {"r0": [named]}, {})
    assert worked.gone(by) is gone
