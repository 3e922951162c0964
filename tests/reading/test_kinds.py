"""Pages of other kinds: who wrote them, live entries, telexes, forums, statements of a body itself."""

from __future__ import annotations

import pytest
from tests.reading.made_pages import page_of, report_of

from truceline.model.reading import BlockKind, Claim, Manner, Stance
from truceline.reading.parser import Parser
from truceline.reading.reader import read_report
from truceline.reading.segment import parse_copy


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def claims(text: str, parser: Parser, outlet: str = "The Marsh Courier") -> tuple[Claim, ...]:
    return read_report(report_of(text, outlet=outlet), parser, {}, "none", fast=True).claims


def told(text: str, parser: Parser, outlet: str = "The Marsh Courier") -> list[tuple[str | None, str]]:
    return [(c.holder, c.words) for c in claims(text, parser, outlet) if c.manner is not Manner.OWN]


def test_i_on_a_page_that_speaks_of_itself_is_whoever_wrote_it(parser: Parser) -> None:
    text = (
        "Notes from the weir\n\nI believe that the truce will hold. We all know who paid for it.\n\n"
        "I hope that the ferry opens. The mayor told me that it would."
    )
    assert told(text, parser) == [("mayor", "it would")]
    assert any("truce will hold" in c.words and c.manner is Manner.OWN for c in claims(text, parser))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We demand that the Osk road be opened within ten days.", "the Osk road be opened within ten days"),
        ("The Council demands that the Osk road be opened.", "the Osk road be opened"),
    ],
)
def test_a_body_that_publishes_itself_is_we(text: str, words: str, parser: Parser) -> None:
    page = (
        f"REED RIVER COUNCIL\nPress Service\n\nThe night was quiet on the river and in the hills.\n\n{text}"
    )
    found = [c for c in claims(page, parser, "Reed River Council Press Service") if c.words == words]
    assert [(c.holder, c.stance) for c in found] == [("Reed River Council", Stance.DEMANDS)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nobody said that the bridge was safe.",
        "Whoever says that the bridge is safe has not seen it.",
        "Does the mission know that the bridge is gone?",
        "It is as if a doctor were to say that there is some fever.",
        "Who told you that the bridge was safe?",
    ],
)
def test_what_nobody_says_is_no_claim(sentence: str, parser: Parser) -> None:
    assert told(f"The ferry was shut on Sunday. {sentence}", parser) == []


def test_the_time_of_an_entry_is_no_word_of_it(parser: Parser) -> None:
    text = (
        "Marsh live: the day of the bridge\n\n17:15 - The envoy says that the bridge is open.\n\n"
        "16:40 Mayor Lind, leaving the weir: “We shall wait one day more. Then we act.”\n\n"
        "14:05 GMT | A guard calls the plan “a joke”.\n"
    )
    found = told(text, parser)
    assert ("envoy", "the bridge is open") in found
    assert any(h == "Lind" and "We shall wait" in w for h, w in found)
    assert ("guard", "the plan “a joke”") in found
    assert not any(ch.isdigit() for _, w in found for ch in w)


def test_whom_a_colon_announces_holds_what_follows(parser: Parser) -> None:
    text = (
        "The bishop, Anso Reil, addressed the mourners in Osk with these words:\n\n"
        '"I was asked why I came. I came to count.\n\n"I have counted twice now. Let that be enough."\n\n'
        "The crowd went home."
    )
    ((holder, words),) = [(h, w) for h, w in told(text, parser) if h is not None]
    assert holder == "Anso Reil"
    assert words.startswith('"I was asked') and words.endswith('enough."')


def test_who_said_it_all_is_told_at_the_end(parser: Parser) -> None:
    text = (
        "Minister Tomas Brandt summoned the envoy on Monday and demanded that she "
        '"name the guilty," a ministry source told the Lake Agency.'
    )
    assert any(h and "source" in h and w.startswith("Minister Tomas Brandt") for h, w in told(text, parser))


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        (
            "Bishop Anso Reil called for calm in Osk. The prelate said he had seen the list.",
            "Bishop Anso Reil",
        ),
        ("My aunt lives near the weir and she says the roof is gone.", "My aunt"),
        ("My brother in law drives for them. He told me that two boats are gone.", "My brother"),
    ],
)
def test_nouns_and_pronouns_for_those_just_told_of(text: str, holder: str, parser: Parser) -> None:
    assert (told(text, parser)[-1][0] or "").startswith(holder)


@pytest.mark.parametrize(
    ("words", "written"),
    [
        (
            'THE ARMY SAID THAT IT "DID NOT FIRE A SINGLE SHELL" AT THE WEIR.',
            'The army said that it "did not fire a single shell" at the weir.',
        ),
        (
            "THREE POLICEMEN AND TWO SERVICEMEN LEFT AS THE CEASEFIRE OUGHT TO BEGIN.",
            "Three policemen and two servicemen left as the ceasefire ought to begin.",
        ),
        (
            'THE UN OFFICE WAS SHUT. "NOBODY CAME," THE GUARD SAID TO REPORTERS.',
            'The UN office was shut. "Nobody came," the guard said to reporters.',
        ),
    ],
)
def test_capitals_are_written_as_a_person_would(words: str, written: str) -> None:
    assert parse_copy(words) == written


@pytest.mark.parametrize(
    "line",
    ["[Log in to reply] [Report post] [Next page »]", "Reply | Quote | Report", "12 shares · 3 comments"],
)
def test_buttons_are_furniture(line: str, parser: Parser) -> None:
    text = f"The ferry of Orlu runs again after a week.\n\n{line}\n\nThe pier had been closed since Monday."
    assert page_of(text, parser).blocks[1].kind is BlockKind.FURNITURE


def test_whom_a_post_answers_is_not_who_speaks(parser: Parser) -> None:
    text = "The weir is shut.\n\n@old_reed then tell him that the weir is shut, he can read as well as count."
    assert not any("old_reed" in (h or "") for h, _ in told(text, parser))
