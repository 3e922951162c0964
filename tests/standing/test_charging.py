"""One side charges the other by the matter of a clause, and the other answers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.accord.invented import accord_of

from truceline.model.accord import Accord, Alias, AliasKind, SignalKind
from truceline.model.reading import Claim, Figure, Link, LinkKind, Manner, Mention, MentionType, Stance
from truceline.model.span import Span
from truceline.model.standing import EvidenceLevel, Standing
from truceline.standing import signals, stand

K = SignalKind
CLAUSES = """\
  - {id: QUIET, title: Permanent ceasefire, kind: ban, obligors: [vesk, orrin], deadline: {kind: during, opens: start}, sources: [x]}
  - {id: BREAD, title: Orrin lets aid in without hindrance, kind: duty, obligors: [orrin], deadline: {kind: during, opens: start}, sources: [x]}
  - {id: CALLS, title: Vesk stops conscription, kind: ban, obligors: [vesk], deadline: {kind: during, opens: start}, sources: [x]}
  - {id: MILLS, title: Vesk and Orrin withdraw from the mills, kind: duty, obligors: [vesk, orrin], deadline: {kind: by, due: {kind: date, date: 2031-03-20, words: 20 March}}, sources: [x]}
"""
OTHER = {"vesk": "orrin", "orrin": "vesk"}


@pytest.fixture(scope="module")
def accord(tmp_path_factory: pytest.TempPathFactory) -> Accord:
    return accord_of(tmp_path_factory.mktemp("mill-2031"), CLAUSES)


def says(party: str | None, words: str, n: int = 0, **more: object) -> Claim:
    """What a side says, or the outlet where no side does, in report `n`."""
    made = Claim(
        id=f"c{n}",
        report=f"r{n}",
        content=(Span(f"r{n}", 0, len(words), words),),
        manner=Manner.INDIRECT if party else Manner.OWN,
        holder=party or "Morning Post",
        entity=party,
        party=party,
        chain=(Link("Morning Post", LinkKind.OUTLET),),
        said_on="2031-03-10",
    )
    return replace(made, **more)  # type: ignore[arg-type]


def _named(claim: Claim) -> list[Mention]:
    words = claim.content[0].quote
    return [
        Mention(Span(claim.report, at, at + len(name), name), id, MentionType.PARTY, id)
        for name, id in (("Vesk", "vesk"), ("Orrin", "orrin"))
        if (at := words.find(name)) >= 0
    ]


def board(accord: Accord, *claims: Claim, day: str = "2031-03-12") -> dict[str, Standing]:
    days = {c.report: "2031-03-11" for c in claims}
    heard = signals(accord, claims, (), (), (), (), days, [m for c in claims for m in _named(c)])
    return {s.clause: s for s in stand(accord, heard, day, day)}


@pytest.mark.parametrize(
    ("party", "words", "clause"),
    [
        ("orrin", "Vesk's gunners shelled the ferry again", "QUIET"),
        ("vesk", "the enemy bombed two barns and a mill", "QUIET"),
        ("vesk", "for nine days lorries with flour have been turned back at the bridge", "BREAD"),
        ("orrin", "Vesk's sergeants go from farm to farm and round up boys", "CALLS"),
        ("orrin", "our pickets were fired on in the night", "QUIET"),  # nobody fires on himself
    ],
)
def test_what_one_side_tells_of_the_others_doing_is_a_charge_of_the_clause_that_forbids_it(
    accord: Accord, party: str, words: str, clause: str
) -> None:
    found = board(accord, says(party, words))
    assert found[clause].evidence is EvidenceLevel.ALLEGED
    assert found[clause].shown.startswith(f"breach alleged by {party.title()}")
    assert [s.clause for s in found.values() if s.evidence is not EvidenceLevel.SILENT] == [clause]


@pytest.mark.parametrize(
    ("party", "words"),
    [
        ("orrin", "we shelled the barracks of Vesk"),  # its own deed
        ("orrin", "it had struck rafts on their way to Vesk"),
        ("vesk", "the ferry was shelled last night"),  # by whom, nobody says
        ("vesk", "if the enemy shelled the ferry, the talks would end"),
        (None, "Vesk's gunners shelled the ferry again"),  # no side says it
        (
            "orrin",
            "Vesk met a lorry of recruits on the road to the fair",
        ),  # who has joined is not thereby called up
        ("orrin", "no attack on Vesk is under way"),  # it tells of its own
        ("orrin", "no offensive against Vesk is intended"),
        ("orrin", "boys are rounded up at the farms"),  # where, and by whom?
    ],
)
def test_nobody_is_charged_where_no_side_names_whom(accord: Accord, party: str | None, words: str) -> None:
    found = board(accord, says(party, words))
    assert not [s.shown for s in found.values() if s.shown.startswith(("breach alleged", "disputed"))]


def test_what_is_done_to_a_side_is_told_of_its_foe_though_the_side_stands_first(accord: Accord) -> None:
    found = board(accord, says("orrin", "our pickets came under fire from Vesk"))
    assert found["QUIET"].shown == "breach alleged by Orrin"


def test_who_accuses_accuses_another_whom_no_list_knows(accord: Accord) -> None:
    told = says("orrin", "the hill camp of shelling the ferry", stance=Stance.ACCUSES)
    assert board(accord, told)["QUIET"].shown == "breach alleged by Orrin"


@pytest.mark.parametrize(
    ("words", "charged"), [("Askel shelled the ferry", True), ("in Askel a shell fell", False)]
)
def test_a_town_stands_for_its_side_where_it_is_who_does_it(
    accord: Accord, words: str, charged: bool
) -> None:
    town = Alias("Askel", AliasKind.METONYM)
    known = tuple(
        replace(e, aliases=(*e.aliases, town)) if e.id == "vesk" else e for e in accord.vocabulary.entities
    )
    made = replace(accord, vocabulary=replace(accord.vocabulary, entities=known))
    assert board(made, says("orrin", words))["QUIET"].shown.startswith("breach alleged") is charged


@pytest.mark.parametrize(("party", "charged"), [("orrin", True), ("vesk", False)])
def test_soldiers_are_of_the_one_state_and_a_state_may_tell_of_its_own(
    accord: Accord, party: str, charged: bool
) -> None:
    known = tuple(replace(e, country="VK") if e.id == "vesk" else e for e in accord.vocabulary.entities)
    made = replace(accord, vocabulary=replace(accord.vocabulary, entities=known))
    found = board(made, says(party, "warplanes bombed a mill at noon"))
    assert found["QUIET"].shown.startswith("breach alleged") is charged
    without = board(accord, says(party, "warplanes bombed a mill at noon"))
    assert without["QUIET"].evidence is EvidenceLevel.SILENT


@pytest.mark.parametrize(
    "answer",
    [
        "there is no convoy that was turned back, and talk of it is a fairy tale",
        "claims about the flour are false",
        "all convoys with grain are let through as agreed",
    ],
)
def test_the_answer_of_the_side_that_is_charged_makes_it_disputed_in_another_report(
    accord: Accord, answer: str
) -> None:
    charge = says("vesk", "Orrin keeps lorries with flour from the town")
    assert board(accord, charge)["BREAD"].shown == "breach alleged by Vesk"
    assert board(accord, charge, says("orrin", answer, 1))["BREAD"].shown == "disputed"


def test_an_answer_to_what_nobody_charges_says_nothing(accord: Accord) -> None:
    found = board(accord, says("orrin", "claims about the flour are false"))
    assert found["BREAD"].evidence is EvidenceLevel.SILENT


@pytest.mark.parametrize(
    ("window", "words", "charged"),
    [
        (None, "Vesk's raids have killed more than 900 people", False),
        ("2029-05-01", "Vesk's raids have killed more than 900 people since the war began", False),
        ("2031-03-04", "Vesk's raids have killed more than 900 people since the truce began", True),
        (None, "Vesk's raids have killed more than 900 people since last week", True),
    ],
)
def test_the_dead_of_a_whole_war_charge_nobody_with_breaking_the_truce(
    accord: Accord, window: str | None, words: str, charged: bool
) -> None:
    claim, at = says("orrin", words), words.index("more than")
    dead = Figure(
        Span("r0", at, at + 13, words[at : at + 13]),
        low=901,
        best=None,
        high=None,
        cumulative=True,
        window=window,
        claim="c0",
    )
    heard = signals(accord, [claim], [dead], (), (), (), {"r0": "2031-03-11"}, _named(claim))
    assert any(s.clause == "QUIET" and s.kind is K.BREACH_ALLEGED for s in heard) is charged


def test_who_charges_in_return_makes_it_disputed(accord: Accord) -> None:
    mine = says("vesk", "Orrin's mortars fired on the ferry")
    theirs = says("orrin", "it was Vesk who opened fire, and our men were in their barracks", 1)
    assert board(accord, mine, theirs)["QUIET"].shown == "disputed"


def test_each_side_charges_the_other_where_both_are_said_to_accuse(accord: Accord) -> None:
    told = says(None, "the other of having broken it", manner=Manner.INDIRECT, holder="Each")
    assert board(accord, replace(told, stance=Stance.ACCUSES))["QUIET"].shown == "disputed"


@pytest.mark.parametrize("holder", ["Lakeland's warring camps", "Vesk and Orrin", "They", "Vesk's camps"])
@pytest.mark.parametrize(
    "words", ["each other of breaking the truce", "one another for the collapse of the ceasefire"]
)
def test_several_who_accuse_each_other_are_the_sides_whatever_they_are_called(
    accord: Accord, holder: str, words: str
) -> None:
    told = says("vesk" if holder == "Vesk's camps" else None, words, manner=Manner.INDIRECT, holder=holder)
    assert board(accord, replace(told, stance=Stance.ACCUSES))["QUIET"].shown == "disputed"


@pytest.mark.parametrize(
    ("words", "disputed"),
    [
        ("the two camps traded blame for breaches of the ceasefire", True),
        ("the two camps exchanged accusations of violating the truce", True),
        ("both camps were blamed for breaches of the ceasefire", False),
    ],
)
def test_an_outlet_that_tells_of_blame_on_both_sides_tells_two_charges(
    accord: Accord, words: str, disputed: bool
) -> None:
    assert (board(accord, says(None, words))["QUIET"].shown == "disputed") is disputed


def test_two_others_who_accuse_each_other_are_not_the_sides(accord: Accord) -> None:
    told = says(None, "each other of breaking the truce", manner=Manner.INDIRECT, holder="Keld and Dorn")
    by = Span("r0", 60, 73, "Keld and Dorn")
    told = replace(told, stance=Stance.ACCUSES, source=by)
    keld = Mention(Span("r0", 60, 64, "Keld"), "keld", MentionType.PARTY, "keld")
    heard = signals(accord, [told], (), (), (), (), {"r0": "2031-03-11"}, [keld])
    assert not heard


def test_a_charge_before_the_day_says_that_the_clause_is_spoken_of(accord: Accord) -> None:
    """Nothing is late yet; but it is not that nobody speaks of it."""
    found = board(accord, says("vesk", "Orrin has not left one of the mills"))["MILLS"]
    assert found.shown.startswith("not due") and found.evidence is not EvidenceLevel.SILENT


def test_a_report_that_is_owed_to_a_council_is_no_meeting_of_it(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    clauses = """\
  - {id: PAPER, title: Written report by Orrin to the Council, kind: duty, obligors: [orrin], deadline: {kind: during, opens: start}, sources: [x]}
  - {id: MEET, title: Vesk and Orrin hold a council, kind: duty, obligors: [vesk, orrin], deadline: {kind: during, opens: start}, sources: [x]}
"""
    made = accord_of(tmp_path_factory.mktemp("council-2031"), clauses)
    found = board(made, says("vesk", "Orrin has not sent a single delegate"))
    assert found["MEET"].shown == "breach alleged by Vesk"
    assert found["PAPER"].evidence is EvidenceLevel.SILENT


def test_of_two_clauses_of_one_matter_the_one_is_charged_whose_things_are_named(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    clauses = """\
  - {id: NORTH, title: Orrin lets aid in by boats, kind: duty, obligors: [orrin], deadline: {kind: during, opens: start}, sources: [x]}
  - {id: SOUTH, title: Orrin lets aid in by mules, kind: duty, obligors: [orrin], deadline: {kind: during, opens: start}, sources: [x]}
"""
    made = accord_of(tmp_path_factory.mktemp("mules-2031"), clauses)
    found = board(made, says("vesk", "Orrin turned back flour that came on mules"))
    assert found["SOUTH"].shown == "breach alleged by Vesk"
    assert found["NORTH"].evidence is EvidenceLevel.SILENT


@pytest.mark.parametrize(("party", "words"), [("orrin", "{} shelled the ferry"), ("vesk", "{} shelled it")])
def test_swapped_sides_swap_the_charge(accord: Accord, party: str, words: str) -> None:
    one = board(accord, says(party, words.format(OTHER[party].title())))["QUIET"]
    two = board(accord, says(OTHER[party], words.format(party.title())))["QUIET"]
    assert (one.shown, two.shown) == (
        f"breach alleged by {party.title()}",
        f"breach alleged by {OTHER[party].title()}",
    )


@pytest.mark.parametrize(
    "words",
    [
        "Orrin is planning an attack on the ferry",
        "Orrin plays with fire",
        "Orrin keeps a factory for the production of rockets",
        "Orrin shelled the ferry during the war",
        "Orrin had not violated the truce",
    ],
)
def test_what_is_planned_made_long_past_or_no_breach_charges_nobody(accord: Accord, words: str) -> None:
    assert "alleged" not in board(accord, says("vesk", words))["QUIET"].shown


def test_whoever_a_duty_is_owed_to_does_not_break_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    clauses = """\
  - {id: GUARD, title: Vesk prevents attacks by armed groups, kind: duty, obligors: [vesk], beneficiaries: [orrin], deadline: {kind: during, opens: start}, sources: [x]}
"""
    made = accord_of(tmp_path_factory.mktemp("guard-2031"), clauses)
    heard = signals(
        made, [c := says("orrin", "Vesk let raiders attack")], (), (), (), (), {"r0": "2031-03-11"}, _named(c)
    )
    assert [s.kind for s in heard] == [K.BREACH_ALLEGED]
    told = replace(made, parties=("vesk",), bound=("orrin", "raiders"))
    by_third = replace(says("orrin", "Orrin fired on the camp"), entity="raiders", party="raiders")
    assert not signals(told, [by_third], (), (), (), (), {"r0": "2031-03-11"}, _named(by_third))


def test_what_an_unnamed_third_is_said_to_say_in_the_mouth_of_the_one_charged_is_nobodys_word(
    accord: Accord,
) -> None:
    outer = says("orrin", "They say that Orrin has not left the mills")
    inner = replace(
        says("x", "Orrin has not left the mills"),
        id="inner",
        holder="They",
        entity=None,
        party=None,
        nested_in="c0",
    )
    assert "overdue" not in board(accord, outer, inner, day="2031-04-12")["MILLS"].shown


def test_who_accuses_each_other_are_the_sides_and_no_stranger_with_one_of_them(accord: Accord) -> None:
    for accusers, shown in (("Vesk and Orrin", "disputed"), ("Vesk and Keld", "unknown (no report)")):
        by = Span("r0", 100, 100 + len(accusers), accusers)
        told = replace(
            says(accusers, "each other of violating the truce"),
            source=by,
            party=None,
            entity=None,
            stance=Stance.ACCUSES,
        )
        named = [
            Mention(
                Span("r0", 100 + accusers.find(n), 100 + accusers.find(n) + len(n), n),
                id,
                MentionType.PARTY,
                id,
            )
            for n, id in (("Vesk", "vesk"), ("Orrin", "orrin"))
            if n in accusers
        ]
        found = stand(
            accord,
            signals(accord, [told], (), (), (), (), {"r0": "2031-03-11"}, named),
            "2031-03-12",
            "2031-03-12",
        )
        assert next(s for s in found if s.clause == "QUIET").shown == shown


def test_a_report_on_one_side_and_strangers_tells_of_another_truce(accord: Accord) -> None:
    charge = says("vesk", "militants opened fire")
    vesk = Mention(Span("r0", 100, 104, "Vesk"), "vesk", MentionType.PARTY, "vesk")
    keld = Mention(Span("r0", 200, 204, "Keld"), "keld", MentionType.PARTY, "keld")
    orrin = Mention(Span("r0", 300, 305, "Orrin"), "orrin", MentionType.PARTY, "orrin")
    host = replace(keld, type=MentionType.PLACE, party=None)  # "the understanding reached in Keld"
    for named, heard in (([vesk, keld], 0), ([vesk, keld, orrin], 1), ([vesk, keld, host], 1)):
        assert len(signals(accord, [charge], (), (), (), (), {"r0": "2031-03-11"}, named)) == heard
