"""A claim is a signal by a named rule, and by how it is put and who puts it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.standing.made import SHORE, UPLAND, lake

from truceline.accord.watch import watches_from
from truceline.model.accord import Accord, Entity, HolderRole, Monitor, Role, SignalKind, Vocabulary
from truceline.model.reading import (
    Claim,
    Figure,
    Link,
    LinkKind,
    Manner,
    Mention,
    MentionType,
    Modality,
    Stance,
    When,
    WhenType,
)
from truceline.model.span import Span
from truceline.model.standing import Signal
from truceline.model.weighing import Lineage, Member, Why
from truceline.standing import signals

K = SignalKind
RULES = """accord: lake
words:
  ford: ["@the-ford", "the ford", crossing]
  talks_on: ["lake talks", "second round"]
watches:
  - {id: ford-left, clause: ford, signal: performed, patterns: [{all: [[$withdrew], [$ford]]}]}
  - {id: ford-kept, clause: ford, signal: refused, patterns: [{all: [[$refused], [$withdraw], [$ford]]}]}
  - {id: ford-held, clause: ford, signal: not_performed, patterns: [{all: [["still hold*", "not left"], [$ford]]}]}
  - {id: talks-begun, clause: talks, signal: begun, patterns: [{all: [[$began], [$talks], [$talks_on]]}]}
  - {id: calm-broken, clause: calm, signal: breach_alleged, patterns: [{all: [[$broke], [$deal]]}]}
  - {id: quiet-told, clause: calm, signal: spoken_of, patterns: [{all: [[quiet], [shore, shores]]}]}
  - {id: boats-back, clause: boats, signal: performed, measures: [boats], patterns: [{all: [[$released], [boats]]}]}
"""


def accord() -> Accord:
    watches = watches_from(RULES, "watch.yaml")
    entities = (
        Entity("island", "Island", MentionType.PARTY, (Role.MEDIATOR,), "island"),
        Entity("shore-office", "Shore press office", MentionType.ORGANISATION, (Role.INSTITUTION,), SHORE),
    )
    vocabulary = Vocabulary("lake", entities, agreement_names=("the Lake agreement", "the deal"))
    return replace(lake(), watches=watches, vocabulary=vocabulary)


def claim(words: str, party: str | None = None, at: int = 0, **more: object) -> Claim:
    """A claim of `words` by a party, or in the outlet's own voice."""
    chain = (Link("Morning Post", LinkKind.OUTLET),)
    made = Claim(
        id=str(more.pop("id", "c1")),
        report="r1",
        content=(Span("r1", at, at + len(words), words),),
        manner=Manner.INDIRECT if party else Manner.OWN,
        holder=party or "Morning Post",
        entity=party,
        party=party,
        chain=chain,
        said_on="2031-05-12",
    )
    return replace(made, **more)  # type: ignore[arg-type]


def heard(*claims: Claim, **more: object) -> tuple[Signal, ...]:
    given = {"figures": (), "times": (), "acts": (), "lineages": (), "mentions": ()} | more
    return signals(
        accord(),
        claims,
        given["figures"],  # type: ignore[arg-type]
        given["times"],  # type: ignore[arg-type]
        given["acts"],  # type: ignore[arg-type]
        given["lineages"],  # type: ignore[arg-type]
        {"r1": "2031-05-13"},
        given["mentions"],  # type: ignore[arg-type]
    )


def kinds(*found: Signal) -> list[tuple[str, SignalKind]]:
    return [(s.clause, s.kind) for s in found]


def test_a_signal_names_its_rule_its_words_and_both_dates() -> None:
    (s,) = heard(claim("Upland's troops pulled out of the ford at dawn"))
    assert (s.rule, s.kind, s.role) == ("ford-left", K.PERFORMED, HolderRole.OUTLET)
    assert s.spans[0].quote == "Upland's troops pulled out of the ford at dawn"
    assert (s.on, s.known_on, s.dated) == ("2031-05-12", "2031-05-13", False)


@pytest.mark.parametrize(
    "words",
    [
        "Upland's troops have not pulled out of the ford",
        "Upland is ready to see its troops pulled out of the ford",
        "Upland would have left the ford",
        "If the army had left the ford, calm would hold",
        "Has Upland left the ford?",
        "Upland will leave the ford",
        "The troops are to be withdrawn from the ford",
    ],
)
def test_a_plan_a_wish_a_denial_or_a_question_is_no_deed(words: str) -> None:
    assert K.PERFORMED not in [s.kind for s in heard(claim(words))]


@pytest.mark.parametrize(
    "words",
    [
        "Shore will open the market once the last of the troops, tired and hungry, have left the ford",
        "The boats were to sail at the same time as the soldiers left the ford",
        "When the army has left the ford, the boats will sail",
        "Shore would not open the market until every soldier of the third brigade had left the ford",
        "The island's report made no mention of whether the two brigades had left the ford",
        "The board said nothing of how the army left the ford",
    ],
)
def test_a_deed_that_a_plan_waits_for_or_of_which_nothing_is_said_is_not_told_as_done(words: str) -> None:
    assert K.PERFORMED not in [s.kind for s in heard(claim(words, modality=Modality.FUTURE))]


@pytest.mark.parametrize(
    "words",
    [
        "After the army left the ford, the market will open",
        "The boats sailed when the army left the ford",
        "The army, which is to guard the dam, left the ford",
    ],
)
def test_a_deed_beside_which_something_else_is_planned_is_told_as_done(words: str) -> None:
    assert kinds(*heard(claim(words))) == [("ford", K.PERFORMED)]


def test_a_plan_told_beside_a_deed_does_not_hide_the_deed() -> None:
    words = (
        "The army left the ford on Monday, and next week Upland will free all prisoners that it still keeps"
    )
    assert kinds(*heard(claim(words, modality=Modality.FUTURE))) == [("ford", K.PERFORMED)]


def test_what_may_be_is_no_deed() -> None:
    assert not heard(claim("Upland's troops left the ford", modality=Modality.POSSIBLE))


def test_an_owed_deed_says_what_is_owed() -> None:
    found = heard(claim("By day ten the army has left the ford", modality=Modality.OBLIGATION))
    assert kinds(*found) == [("ford", K.DUTY_STATED)]


@pytest.mark.parametrize("put", [Modality.FUTURE, Modality.INTENTION])
def test_what_is_to_come_tells_what_is_owed_and_not_how_it_is_kept(put: Modality) -> None:
    """That guns "are to" fall quiet keeps and breaks nothing: the terms are told again."""
    assert kinds(*heard(claim("Quiet is to reign on both shores", modality=put))) == [("calm", K.DUTY_STATED)]
    assert kinds(*heard(claim("Quiet reigns on both shores"))) == [("calm", K.SPOKEN_OF)]


def test_retold_terms_are_no_deed_whatever_their_verbs() -> None:
    c = claim("talks on the second round have begun while guns are silent", UPLAND)
    terms = Lineage(
        "terms",
        "the Lake agreement",
        None,
        None,
        None,
        None,
        (Member("r1", "c1", "Morning Post", Why.NAMED),),
        agreement=True,
    )
    assert kinds(*heard(c)) == [("talks", K.BEGUN)]
    assert kinds(*heard(c, lineages=(terms,))) == [("talks", K.DUTY_STATED)]
    by_name = replace(c, holder="the Lake agreement", party=None, entity=None)
    assert kinds(*heard(by_name)) == [("talks", K.DUTY_STATED)]


def test_who_speaks_is_seen_from_the_clause() -> None:
    words = "Upland has broken the agreement"
    roles = {who: heard(claim(words, who))[0].role for who in (UPLAND, SHORE, "island")}
    assert roles == {
        UPLAND: HolderRole.COUNTERPART,
        SHORE: HolderRole.COUNTERPART,
        "island": HolderRole.MEDIATOR,
    }
    assert heard(claim("Upland's army left the ford", UPLAND))[0].role is HolderRole.OBLIGOR
    office = claim("Upland's army left the ford", SHORE, entity="shore-office")
    assert heard(office)[0].role is HolderRole.COUNTERPART


def test_an_admission_or_a_finding_needs_a_rule_that_names_who_can_make_it() -> None:
    words = "troops still hold the ford"
    assert not heard(claim(words, UPLAND))
    mission = claim(words, party=None, manner=Manner.INDIRECT, holder="Lake Mission", entity="lake-mission")
    assert heard(mission)[0].role is HolderRole.OTHER


def test_a_refusal_is_heard_and_a_question_about_it_is_not() -> None:
    assert kinds(*heard(claim("Upland will not leave the ford", UPLAND))) == [("ford", K.REFUSED)]
    assert not heard(claim("Will Upland refuse to leave the ford?", UPLAND))


def test_who_refuses_and_that_they_do_is_heard_of_the_deed_that_a_verb_makes_of_it() -> None:
    """A refusal in few words ("Upland refused | to leave the ford"): its cue and its source are told, too."""
    words, source, cue = "to leave the ford", Span("r1", 0, 6, "Upland"), Span("r1", 7, 14, "refused")
    refused = claim(words, UPLAND, at=15, stance=Stance.REFUSES, source=source, cue=cue)
    assert kinds(*heard(refused)) == [("ford", K.REFUSED)]
    assert not heard(replace(refused, cue=Span("r1", 7, 14, "decided")))
    # Told by somebody else, it is the word of whoever tells it, and not of those who are said to refuse.
    outer = claim("Upland refused to leave the ford", SHORE, id="c0")
    nested = replace(refused, id="c2", nested_in="c0")
    assert [(s.claim, s.kind, s.party) for s in heard(outer, nested)] == [("c0", K.REFUSED, SHORE)]


def test_a_phrase_that_only_looks_like_a_denial_undoes_no_deed() -> None:
    assert kinds(*heard(claim("The army left the ford without incident"))) == [("ford", K.PERFORMED)]
    assert kinds(*heard(claim("The army has not left the ford without orders"))) == [
        ("ford", K.NOT_PERFORMED)
    ]


def test_an_entity_can_be_named_by_any_of_its_names() -> None:
    words = "The army pulled out of Three Stones"
    named = Mention(Span("r1", 24, 36, "Three Stones"), "the-ford", MentionType.PLACE)
    assert not heard(claim(words))
    assert kinds(*heard(claim(words), mentions=(named,))) == [("ford", K.PERFORMED)]


def test_what_a_nested_claim_says_is_not_the_outer_holders_word() -> None:
    words = "Shore says that Upland has broken the agreement"
    outer = claim(words, "island", id="c1")
    inner = claim(words[16:], SHORE, at=16, id="c2", nested_in="c1")
    assert [(s.claim, s.party) for s in heard(outer, inner)] == [("c2", SHORE)]


def test_words_with_nobody_behind_them_count_for_no_one() -> None:
    assert not heard(claim("the army left the ford", manner=Manner.UNSOURCED, holder=None))


def test_a_lineage_that_nobody_vouched_for_gives_nothing() -> None:
    line = Lineage("o", "x", None, None, None, None, (Member("r1", "c1", "x", Why.ORIGIN),), vouched=False)
    assert not heard(claim("the army left the ford"), lineages=(line,))


def figure(words: str, at: int, value: float, mode: str = "done") -> Figure:
    span = Span("r1", at, at + len(words), words)
    return Figure(span, value, value, value, measure="boats", mode=mode, cumulative=True, claim="c1")


def test_an_amount_comes_from_the_figure_and_a_planned_one_is_a_duty() -> None:
    words = "So far 12 boats have been returned"
    (s,) = heard(claim(words), figures=(figure("12", 7, 12),))
    assert (s.kind, s.low, s.cumulative, s.measure) == (K.PERFORMED, 12, True, "boats")
    assert kinds(*heard(claim(words), figures=(figure("12", 7, 12, "planned"),))) == [
        ("boats", K.DUTY_STATED)
    ]
    assert not heard(claim(words))


def test_of_a_part_and_its_whole_the_part_is_what_was_done() -> None:
    words = "By now 12 of the 20 boats have been returned"
    (s,) = heard(claim(words), figures=(figure("12", 7, 12), figure("20", 17, 20)))
    assert s.low == 12


def test_the_day_of_a_deed_is_taken_from_the_words_where_they_give_one() -> None:
    words = "The army left the ford on 9 May"
    told = When(Span("r1", 26, 31, "9 May"), "2031-05-09", WhenType.DATE, claim="c1")
    (s,) = heard(claim(words), times=(told,))
    assert (s.on, s.dated) == ("2031-05-09", True)


def test_stance_is_asked() -> None:
    words = "the army left the ford"
    assert not heard(claim(words, SHORE, stance=Stance.DEMANDS))


def test_to_deny_a_breach_is_a_denial_and_to_deny_a_deed_says_that_it_is_not_done() -> None:
    breach = claim("Upland has broken the agreement", UPLAND, stance=Stance.DENIES)
    assert [(s.kind, s.role) for s in heard(breach)] == [(K.DENIED, HolderRole.OBLIGOR)]
    deed = claim("the army left the ford", SHORE, stance=Stance.DENIES)
    assert kinds(*heard(deed)) == [("ford", K.NOT_PERFORMED)]


def test_a_deed_of_years_before_is_told_with_its_year_and_bears_on_nothing() -> None:
    words = "In 2019 the army left the ford"
    told = When(Span("r1", 3, 7, "2019"), "2019", WhenType.DATE, claim="c1")
    (s,) = heard(claim(words), times=(told,))
    assert (s.on, s.dated) == ("2019-01-01", True)


PLAIN = (
    "Upland's {} troops pulled out of the ford at dawn",
    "the {} troops still hold the ford",
    "the {} lake talks on the second round have begun",
    "Upland's {} men crossed the hills and burned a farm",
    "the {} boats waited in the harbour",
)
TONES = (
    "brutal", "barbaric", "heroic", "criminal", "treacherous", "so-called", "cowardly", "brave", "terrorist",
    "peace-loving", "illegal", "blatant", "notorious", "glorious", "provocative", "shameful",
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(PLAIN),
    st.lists(st.sampled_from(TONES), max_size=3),
    st.sampled_from([None, UPLAND, SHORE]),
)
def test_praise_and_blame_make_no_signal_and_change_none(
    words: str, tones: list[str], party: str | None
) -> None:
    """What is told is heard the same in any tone; no tone alone is heard at all."""
    plain = heard(claim(words.replace(" {}", ""), party))
    toned = heard(claim(words.replace("{}", " ".join(tones)).replace("  ", " "), party))
    assert [(s.clause, s.kind, s.role, s.rule) for s in plain] == [
        (s.clause, s.kind, s.role, s.rule) for s in toned
    ]


def test_a_rule_reads_the_word_of_a_mission_by_its_mandate() -> None:
    """Its finding is one while its mandate lasts; what it says later is a report."""
    rules = RULES.replace("signal: not_performed,", "signal: not_performed, holders: [verifier, other],")
    watching = replace(
        accord(),
        watches=watches_from(rules, "watch.yaml"),
        monitors=(Monitor("lake-mission", "watches", until="2031-05-31"),),
    )

    def role(day: str) -> HolderRole:
        told = claim(
            "troops still hold the ford", None, entity="lake-mission", holder="Lake Mission", said_on=day
        )
        told = replace(told, manner=Manner.INDIRECT)
        return signals(watching, [told], (), (), (), (), {"r1": day})[0].role

    assert (role("2031-05-20"), role("2031-06-20")) == (HolderRole.VERIFIER, HolderRole.OTHER)


@pytest.mark.parametrize(("why", "party"), [(Why.SAME_STATEMENT, None), (Why.COPIED, SHORE)])
def test_what_an_outlet_tells_alike_in_its_own_words_is_no_side_s_word(why: Why, party: str | None) -> None:
    """A copy of a side's statement is that side's; words that are only like it are the outlet's."""
    line = Lineage("o", SHORE, None, SHORE, SHORE, None, (Member("r1", "c1", "Morning Post", why),))
    (found,) = heard(claim("Upland still holds the ford"), lineages=(line,))
    assert found.party == party


def test_only_whoever_owes_a_deed_refuses_it() -> None:
    refuses: dict[str, Any] = {"stance": Stance.REFUSES, "modality": Modality.NEGATED}
    assert kinds(*heard(claim("will not withdraw from the ford", UPLAND, **refuses))) == [("ford", K.REFUSED)]
    for words, who in (
        ("will not withdraw from the ford", "stranger"),  # he owes nothing
        ("Upland refused to say when it will withdraw from the ford", None),  # no word is no refusal
    ):
        told = claim(words, who, **(refuses if who else {}))
        assert K.REFUSED not in [x.kind for x in heard(told)]
