"""What reports say with other words, about somebody else, or of another time: from the text to the signal.

Each phenomenon is tried on an invented agreement, with rules of its own, in several wordings.
"""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from truceline import Case
from truceline.case import Library
from truceline.model.standing import Signal

ACCORD = """\
id: strait-2031
name: Memorandum of Orsk on the strait of Vell
short_name: Orsk memorandum
review: draft
text_status: invented
start: 2031-05-04
actors:
  - {id: sarn, name: Sarnia, roles: [party]}
  - {id: vellia, name: Vellia, roles: [party]}
  - {id: tol, name: Tolland, roles: [mediator]}
day_counts: [{id: day1, first: 1, words: 4 May is day 1}]
measures: {crews_freed: crew members freed}
clauses:
  - {id: T1, title: "Ceasefire on land, at sea and in the air", obligors: [sarn, vellia], kind: ban, deadline: {kind: during, opens: day 1}, sources: [a]}
  - {id: T2, title: Open the strait of Vell to ships, obligors: [sarn], deadline: {kind: by, due: day 5}, sources: [a]}
  - {id: T3, title: Leave the islands of Moor, obligors: [vellia], deadline: {kind: by, due: day 9}, sources: [a]}
  - {id: T4, title: Free the crews, obligors: [sarn], deadline: {kind: by, due: day 9}, quantity: {kind: exact, value: 40, unit: person, measure: crews_freed}, sources: [a]}
sources: {a: "https://example.org/a"}
"""
VOCABULARY = """\
accord: strait-2031
start: 2031-04-01
end: 2032-04-01
signs: [sarn, vellia]
agreement_names: [the memorandum]
entities:
  - {id: sarn, name: Sarnia, type: party, roles: [party], party: sarn, aliases: [Sarnia, {text: the government, kind: nominal}]}
  - {id: vellia, name: Vellia, type: party, roles: [party], party: vellia, aliases: [Vellia, {text: Vellian army, kind: name}]}
  - {id: moor, name: Moor, type: place, aliases: [Moor, islands of Moor]}
measures:
  - {id: crews_freed, name: crew members freed, counted: [sailor*, crew*], near: [freed, release*], unit: person, clauses: [T4]}
"""
WATCH = """\
accord: strait-2031
watches:
  - {id: truce-holds, clause: T1, signal: performed, patterns: [{all: [[$truce], [$holding]]}]}
  - {id: truce-quit, clause: T1, signal: ended, patterns: [{all: [[$quit_pact]]}]}
  - {id: truce-broken, clause: T1, signal: breach_alleged, patterns: [{all: [[$broke], [$deal]]}]}
  - {id: strait-open, clause: T2, signal: performed, patterns: [{all: [[opened, reopened], [strait]]}]}
  - {id: islands-left, clause: T3, signal: performed, patterns: [{all: [[withdrew, "pulled back"], ["@moor"]]}]}
  - {id: crews-free, clause: T4, signal: performed, measures: [crews_freed], patterns: [{all: [[freed], [sailor*, crew*]]}]}
"""
Heard = Callable[[str], list[Signal]]


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Heard:
    """What a report of 20 May 2031 tells, by the rules of the invented agreement."""
    place = tmp_path_factory.mktemp("accords")
    folder = place / "strait-2031"
    folder.mkdir()
    for name, text in (("accord", ACCORD), ("vocabulary", VOCABULARY), ("watch", WATCH)):
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    library = Library(folders=[place])

    def of(text: str) -> list[Signal]:
        at = tmp_path_factory.mktemp("case")
        file = at / "report.txt"
        file.write_text(text, "utf-8")
        about = {"outlet": "Bay News", "published": "2031-05-20", "address": "https://example.org/1"}
        file.with_suffix(".meta.json").write_text(json.dumps(about), "utf-8")
        with Case.create(at / "case", "strait-2031", library=library) as case:
            case.add([file])
            return list(case.view("2031-05-20").signals)

    return of


def told(signals: list[Signal], clause: str) -> set[str]:
    return {s.kind.value for s in signals if s.clause == clause} - {"duty_stated"}


@pytest.mark.parametrize(
    "text",
    [
        "The garrison of Vellia moved back from the islands of Moor on Monday.",
        "Soldiers of Vellia drew back from Moor on Monday, fishermen said.",
        "Vellia's marines fell back from the islands of Moor last week.",
    ],
)
def test_words_that_tell_of_one_deed_stand_for_each_other(heard: Heard, text: str) -> None:
    assert told(heard(text), "T3") == {"performed"}


@pytest.mark.parametrize(
    "text",
    [
        "Not one company of Vellia has been withdrawn from the islands of Moor, Tolland said.",
        "Vellia's marines have not been pulled back from Moor, fishermen said.",
        "No soldier had withdrawn from the islands of Moor by Monday, Bay News saw.",
    ],
)
def test_a_deed_told_as_not_done_is_its_not_being_done(heard: Heard, text: str) -> None:
    assert told(heard(text), "T3") == {"not_performed"}


@pytest.mark.parametrize(
    "text",
    [
        "Vellia has missed its date for withdrawing from the islands of Moor, fishermen said.",
        "There was no sign of the withdrawal from the islands of Moor, fishermen said.",
        "The withdrawal from Moor was behind schedule on Monday, Tolland said.",
    ],
)
def test_a_deed_that_has_fallen_short_is_told_as_not_done(heard: Heard, text: str) -> None:
    assert told(heard(text), "T3") == {"not_performed"}


@pytest.mark.parametrize(
    "text",
    [
        "Vellia is to withdraw from the islands of Moor by Friday, Tolland said.",
        "The deadline for withdrawing from Moor falls on Friday, fishermen said.",
        "Soldiers were preparing the withdrawal from the islands of Moor.",
    ],
)
def test_a_deed_that_is_still_to_come_speaks_of_its_clause_and_does_nothing(heard: Heard, text: str) -> None:
    kinds = {s.kind.value for s in heard(text) if s.clause == "T3" and s.rule.endswith("~to-come")}
    assert kinds == {"duty_stated"} and told(heard(text), "T3") <= {"spoken_of"}


def test_where_each_side_says_that_the_other_broke_the_truce_each_accuses(heard: Heard) -> None:
    signals = heard("Each side said that the other had broken the ceasefire.")
    assert {s.party for s in signals if s.clause == "T1"} == {"sarn", "vellia"}


@pytest.mark.parametrize(
    "text",
    [
        "Sarnia and Vellia traded barbs on Monday.\n\nIn Sudan, where a separate truce is in its fifth week, the army pulled back from the islands of Moor Lake.",
        "Fighting went on in Sudan.\n\nIn Mali and in Chad, the army withdrew from a hill that its soldiers call Moor.",
    ],
)
def test_a_paragraph_that_opens_in_another_country_tells_of_another_conflict(heard: Heard, text: str) -> None:
    assert told(heard(text), "T1") == set()
    assert told(
        heard(text.replace("In Sudan, where a separate truce is in its fifth week", "On Monday")), "T3"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Talks on the reopened strait of Vell were going on, Tolland said.",
        "Sarnia and Vellia held negotiations over a reopened strait on Monday.",
        "The two sides met for discussions about the opened strait, a diplomat said.",
    ],
)
def test_to_talk_about_a_deed_does_not_do_it(heard: Heard, text: str) -> None:
    assert "performed" not in told(heard(text), "T2")
    assert "performed" in told(heard("Sarnia reopened the strait of Vell on Monday."), "T2")


@pytest.mark.parametrize(
    "text",
    [
        "Russia violated the ceasefire in Ukraine again on Monday, residents said.",
        "The truce in Sudan is holding, officials there said.",
        "Ukraine accused Russia of breaking the truce within an hour.",
        "Vellia violated its ceasefire with Norway on Monday, a newspaper wrote.",
    ],
)
def test_somebody_elses_truce_is_neither_kept_nor_broken_here(heard: Heard, text: str) -> None:
    around = f"Sarnia and Vellia signed the memorandum in May.\n\n{text}"
    assert not told(heard(around), "T1")


def test_a_breach_between_those_who_are_bound_counts_whoever_else_is_named(heard: Heard) -> None:
    text = (
        "Vellia violated the ceasefire with Sarnia on Monday, and Norway called for calm, a newspaper wrote."
    )
    assert "breach_alleged" in told(heard(text), "T1")


@pytest.mark.parametrize(
    "text",
    [
        "Sarnia accused Vellia of violating the ceasefire on Monday.\n\nThe Vellian army denied it.",
        "Vellia broke the truce on Monday, Sarnia said.\n\nVellia rejected the accusation.",
        "Sarnia accused Vellia of breaking the truce at sea.\n\nThe Vellian army denied any involvement.",
    ],
)
def test_a_denial_that_does_not_say_of_what_answers_the_allegation_before_it(heard: Heard, text: str) -> None:
    assert told(heard(text), "T1") == {"breach_alleged", "denied"}


@pytest.mark.parametrize("text", ["The Vellian army denied it.", "Vellia rejected the accusation on Monday."])
def test_a_denial_with_no_allegation_before_it_answers_nothing(heard: Heard, text: str) -> None:
    assert "denied" not in told(heard(f"Rain fell on the coast of Sarnia.\n\n{text}"), "T1")


def test_a_common_noun_stands_for_the_side_that_alone_bears_it(heard: Heard) -> None:
    found = heard("Vellia has violated the truce nine times, the government said on Monday.")
    assert {(s.party, s.role.value) for s in found if s.kind == "breach_alleged"} == {("sarn", "counterpart")}


@pytest.mark.parametrize(
    "text",
    [
        "Sarnia on Saturday freed three sailors held since 7 October 2029.",
        "Three crew members, in jail since 3 March 2030, were freed by Sarnia on Saturday.",
        "On Saturday Sarnia freed three sailors whom it had held since 2029.",
    ],
)
def test_since_when_somebody_was_held_is_not_the_day_of_the_release(heard: Heard, text: str) -> None:
    found = [s for s in heard(text) if s.clause == "T4" and s.kind == "performed"]
    assert [(s.on, s.low) for s in found] == [("2031-05-17", 3.0)]
    assert not any(s.cumulative for s in found), (
        "three who were freed that day are no total since they were held"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Vellia pulled its gunboats and both batteries back from the islands of Moor on Thursday, a pilot said.",
        "The Vellian army moved the last of its men out of Moor on Thursday, a pilot said.",
        "Vellia drew its troops back from Moor at dawn, islanders said.",
    ],
)
def test_a_verb_and_its_particle_may_stand_apart(heard: Heard, text: str) -> None:
    """What is pulled back stands between the two words of the deed."""
    assert ("T3", "performed") in {(s.clause, s.kind.value) for s in heard(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Vellia has yet to pull back from the islands of Moor, a pilot said.",
        "Vellia failed to withdraw from Moor by its day, a pilot said.",
        "The withdrawal from the islands of Moor has not taken place, a pilot said.",
        "A withdrawal from Moor is nowhere near, a pilot said.",
        "Neither Vellian company has pulled back from Moor, a pilot said.",
    ],
)
def test_what_has_not_come_about_is_told_by_the_plain_verb_and_by_the_noun(heard: Heard, text: str) -> None:
    """ "Has yet to", "failed to", "has not taken place": nobody is said to have done it."""
    kinds = {s.kind.value for s in heard(text) if s.clause == "T3"}
    assert "not_performed" in kinds and "performed" not in kinds


@pytest.mark.parametrize(
    "text",
    [
        "The guns have fallen silent along the coast, fishermen said.",
        "Shelling has stopped on the border between Sarnia and Vellia, a nurse said.",
        "The front has been quiet since Sunday, a driver said.",
    ],
)
def test_a_truce_that_holds_need_not_be_called_one(heard: Heard, text: str) -> None:
    """That the guns are silent tells of the ceasefire in other words."""
    assert ("T1", "performed") in {(s.clause, s.kind.value) for s in heard(text)}


@pytest.mark.parametrize(
    "text",
    [
        "The guns have not fallen silent along the coast, fishermen said.",
        "The front was quiet until Sunday, a driver said.",
        "If the guns fall silent, the ferries will sail, a driver said.",
    ],
)
def test_guns_that_are_not_silent_keep_no_truce(heard: Heard, text: str) -> None:
    """A negation, an end or a condition beside the words undoes them."""
    assert "performed" not in {s.kind.value for s in heard(text) if s.clause == "T1"}


@pytest.mark.parametrize(
    "text",
    [
        "Each side accused the other of having broken the ceasefire.",
        "Both accused the other of breaking the truce on Monday.",
        "The two sides accused each other of violating the ceasefire.",
    ],
)
def test_an_accusation_of_each_side_is_one_by_each(heard: Heard, text: str) -> None:
    """Who accuses the other in one breath accuses for himself: two allegations, of two parties."""
    accusing = {s.party for s in heard(text) if s.clause == "T1" and s.kind.value == "breach_alleged"}
    assert accusing == {"sarn", "vellia"}


def test_an_amount_counts_by_the_verbs_of_its_rule(heard: Heard) -> None:
    """Whatever verbs its measure names ("freed", "release")."""
    (told,) = (s for s in heard("Twelve sailors walked free on Monday.") if s.clause == "T4")
    assert (told.kind.value, told.low) == ("performed", 12)


def test_the_last_so_many_are_no_total(heard: Heard) -> None:
    """They come on top of those before."""
    words = "Sarnia freed the last 12 sailors, and with them all who were held since May 4 are home."
    assert {s.cumulative for s in heard(words) if s.clause == "T4" and s.low == 12} == {False}


def test_what_has_not_been_done_is_no_term_of_the_agreement(heard: Heard) -> None:
    """Told beside the terms, it is the word of who retells them."""
    words = "Under the memorandum Vellia was to leave by May 12; no soldier has withdrawn from the islands of Moor."
    told = {(s.kind.value, s.holder) for s in heard(words) if s.clause == "T3"}
    assert ("not_performed", "Bay News") in told


@pytest.mark.parametrize(
    ("text", "quit"),
    [
        ("Vellia has pulled out of the ceasefire, a pilot said on Monday.", True),
        ("Sarnia has withdrawn from the truce, a pilot said on Monday.", True),
        ("Vellia has pulled out of the port, and the ceasefire held, a pilot said on Monday.", False),
        ("Sarnia has withdrawn from nowhere since the truce began, a pilot said on Monday.", False),
    ],
)
def test_who_leaves_a_place_leaves_no_pact(heard: Heard, text: str, quit: bool) -> None:
    """A truce that is only spoken of beside it goes on."""
    assert ("ended" in told(heard(text), "T1")) is quit
