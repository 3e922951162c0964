"""No sentence says more than the words behind it: whose they are, of which day, and against what they stand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.brief.made import at, claim, given, report
from tests.brief.test_voice import told

from truceline.accord.folder import load
from truceline.brief.answers import only_ready
from truceline.brief.duties import counted_with
from truceline.brief.grouping import grouped
from truceline.brief.loose import counts_back
from truceline.brief.material import Material
from truceline.brief.sentences import abbreviated
from truceline.brief.sides import of_followers
from truceline.brief.wording import dated, quoted
from truceline.model.reading import (
    Claim,
    Manner,
    Mention,
    MentionType,
    Modality,
    Reading,
    Stance,
    When,
    WhenType,
)
from truceline.model.weighing import Evidence, Finding, QuestionKind, Reason, Value, Verdict

VELL: dict[str, Any] = {"entity": "joan-vell", "holder": "Joan Vell"}


def person(text: str, name: str = "Joan Vell") -> Mention:
    return Mention(at("r", text, name), "joan-vell", MentionType.PERSON)


def material(
    text: str, *claims: Claim, times: tuple[When, ...] = (), published: str = "2031-03-13"
) -> Material:
    made = Reading("r", True, claims=claims, times=times)
    one = report("r", text, "The Herald", published)
    plain = given(accord=None, standings=(), before=(), by_day=())
    return Material(replace(plain, reports=(one,), readings=(made,)))


@pytest.mark.parametrize("colour", ["a defiant", "a visibly tired", "an angry"])
def test_what_colours_a_name_is_no_part_of_it(colour: str) -> None:
    """The adjective is the outlet's, and would be ours in the frame."""
    text = f"The bridge was open, {colour} Joan Vell said."
    found = told(text, "The bridge was open", "said", f"{colour} Joan Vell", mentions=(), **VELL)
    assert found == "Joan Vell said that the bridge was open."


def test_a_former_office_stays() -> None:
    """Without it another office would be meant."""
    text = "The bridge was open, a former mayor Joan Vell said."
    found = told(text, "The bridge was open", "said", "a former mayor Joan Vell", mentions=(), **VELL)
    assert found is not None and "former mayor" in found


@pytest.mark.parametrize(
    "row", ["The army, rebels and other groups", "The council, the mayor and the guilds"]
)
def test_several_holders_in_a_row_are_told_whole(row: str) -> None:
    """What many agreed is not the word of the first."""
    text = f"{row} agreed to reopen the lake road."
    found = told(text, "to reopen the lake road", "agreed", row, holder=row)
    assert found is not None and row.split(", ")[1] in found


def test_the_name_of_a_body_is_told_to_its_end() -> None:
    """Cut at a preposition it would be another body."""
    text = "The bridge was open, the Office of the Warden on Roads, Trade and Peace said."
    found = told(
        text, "The bridge was open", "said", "the Office of the Warden", holder="Office of the Warden"
    )
    assert found == "The Office of the Warden on Roads, Trade and Peace said that the bridge was open."


@pytest.mark.parametrize(
    "whose", ["rebels loyal to", "troops led by", "fighters allied to the former governor,"]
)
def test_followers_do_not_speak_in_the_name_of_their_leader(whose: str) -> None:
    """The name only tells whose they are."""
    text = f"Yesterday {whose} Joan Vell accused the army of shelling Orm."
    one = claim(
        "x", "r", text, "the army of shelling Orm", "accused", "Joan Vell", **VELL, stance=Stance.ACCUSES
    )
    assert of_followers(one, material(text, one))


def test_a_leader_speaks_for_himself() -> None:
    text = "The rebels loyal to the lake stayed, and Joan Vell accused the army of shelling Orm."
    one = claim(
        "x", "r", text, "the army of shelling Orm", "accused", "Joan Vell", **VELL, stance=Stance.ACCUSES
    )
    assert not of_followers(one, material(text, one))


def test_a_clause_about_another_speaker_gives_the_holder_no_words() -> None:
    """ "The agency reported that the mayor denied it and said ..." is not what the agency says of itself."""
    text = "Lake News reported that the mayor denied any part in it and said they had left the bridge."
    found = told(text, "they had left the bridge", "said", "Lake News", holder="Lake News")
    assert found is None or not found.startswith("Lake News said")


def test_content_that_begins_behind_words_of_its_own_is_quoted_whole() -> None:
    """ "said heavy Orrim shelling resumed" is more than that shelling resumed."""
    text = "The mayor of Vellin said heavy Orrim shelling resumed."
    found = told(text, "shelling resumed", "said", "The mayor of Vellin", holder="mayor of Vellin")
    assert found == "The Herald writes: “The mayor of Vellin said heavy Orrim shelling resumed.”"


@pytest.mark.parametrize("words", ["shelling the mill hours later", "two days earlier the road was shut"])
def test_a_time_counted_from_what_was_told_before_leans_on_it(words: str) -> None:
    assert counts_back(words)


@pytest.mark.parametrize(
    "words", ["they left hours later than agreed", "two days before the vote", "later this week"]
)
def test_a_time_that_says_from_what_it_counts_leans_on_nothing(words: str) -> None:
    assert not counts_back(words)


def test_a_quotation_in_another_language_is_not_told() -> None:
    """The reader of an English brief cannot check it."""
    strange = "Ta broa vel orrim dunna keset olmo varri tenn paluk sesta vorim"
    text = f"“{strange},” Joan Vell said. “The bridge over the lake is open to all of them,” Joan Tell said."
    two = [
        claim(n, "r", text, f"“{w},”", f"{who} said|said", f"{who} said|{who}", who, Manner.DIRECT)
        for n, w, who in (
            ("a", strange, "Joan Vell"),
            ("b", "The bridge over the lake is open to all of them", "Joan Tell"),
        )
    ]
    assert [s.claims[0].id for s in grouped(material(text, *two))] == ["b"]


def weekday(text: str, words: str, day: str) -> When:
    return When(at("r", text, words), day, WhenType.DATE, day, "weekday")


def test_a_report_that_came_out_late_dates_no_weekday_by_its_own_week() -> None:
    """Its days are those of which it was written, and which week that was is not sure."""
    text = "Shots were heard on Friday, 14 February. The road was shut, the mayor said Thursday."
    times = (weekday(text, "Friday, 14 February", "2031-02-14"), weekday(text, "Thursday", "2031-03-06"))
    late = material(text, times=times, published="2031-03-10")
    assert late.posted_late("r") and "[6 March]" not in dated(late, "r", 0, len(text))
    fresh = material(text, times=times, published="2031-02-17")
    assert not fresh.posted_late("r")


def test_the_stop_of_a_short_form_ends_no_phrase() -> None:
    assert abbreviated("elements in Brgy") and not abbreviated("elements in Vellin")


def test_a_stop_with_no_space_behind_it_gets_one() -> None:
    assert (
        quoted("The road was shut.On Friday it opened at 8.30.")
        == "“The road was shut. On Friday it opened at 8.30.”"
    )


def _evidence(of: Claim) -> Evidence:
    return Evidence(of.content[0], claim=of.id, known_on="2031-03-13")


def contest(*values: Value) -> Finding:
    return Finding(
        id="f",
        question="talks: begun, or still ahead",
        kind=QuestionKind.OCCURRENCE,
        values=values,
        verdict=Verdict.CONTESTED,
        reason=Reason.DISPUTE,
        why="why",
    )


@pytest.mark.parametrize(
    ("more", "ready"),
    [({}, True), ({"said_on": "2031-03-12"}, False), ({"modality": Modality.NEGATED}, False)],
)
def test_readiness_of_no_day_contests_no_beginning(more: dict[str, Any], ready: bool) -> None:
    """Who is ready for talks may have said so before they began."""
    text = "Talks on the port began, Thessar said. The council expressed its readiness for talks on the port."
    begun = claim("a", "r", text, "Talks on the port began", "said", "Thessar", "Thessar")
    ahead = claim("b", "r", text, "its readiness for talks", "expressed", "The council", "council", **more)
    values = [
        Value(c.words, (c.holder or "",), (c.id,), (_evidence(c),), polarity=mode == "done", mode=mode)
        for c, mode in ((begun, "done"), (ahead, "planned"))
    ]
    assert only_ready(contest(*values), material(text, begun, ahead)) is ready


def test_the_entry_that_counts_a_body_with_a_party_can_be_cited() -> None:
    """Its words are those of the vocabulary's file."""
    accord = load(Path(__file__).parents[2] / "accords" / "gaza-2025-01")
    made = Material(replace(given(), accord=accord))
    body = next(e for e in accord.vocabulary.entities if e.party and e.party != e.id)
    (span,) = counted_with(made, body.id)
    span.check(accord.vocabulary.text)
    assert body.id in span.quote and f"party: {body.party}" in span.quote
    assert not counted_with(made, "nobody-at-all")
