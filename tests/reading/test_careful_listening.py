"""Whose words are whose where a hasty reader errs: several who speak, names that share a part, nobody at all."""

from __future__ import annotations

import pytest
from tests.reading.made_pages import report_of
from tests.reading.made_vocabulary import LOWMARK

from truceline.model.reading import Claim, Manner
from truceline.reading.parser import Parser
from truceline.reading.reader import read_report


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def claims(text: str, parser: Parser) -> list[Claim]:
    """The attributed claims of a text; "|" parts its paragraphs."""
    report = report_of(text.replace("|", "\n\n"))
    reading = read_report(report, parser, {"lowmark-2031-05": LOWMARK}, "lowmark-2031-05", fast=True)
    return [c for c in reading.claims if c.manner not in (Manner.OWN, Manner.UNSOURCED)]


def said(text: str, parser: Parser) -> list[tuple[str | None, str | None, str]]:
    return [(c.holder, c.party, c.words.strip('"“”')) for c in claims(text, parser)]


OPENING = "The river truce has been signed.|"


@pytest.mark.parametrize(
    ("text", "holder", "party"),
    [
        (
            "The Uplands and the Marsh League said the lock was safe.",
            "Uplands and the Marsh League",
            None,
        ),
        (
            "The government of Uplands and the Marsh League said the lock was safe.",
            "government of Uplands and the Marsh League",
            None,
        ),
        ("Witnesses and an Uplands official said the lock was safe.", "Witnesses and an Uplands official", None),
        ("The Uplands and its ministers said the lock was safe.", "Uplands and its ministers", "uplands"),
    ],
)
def test_who_speak_for_several_sides_together_are_of_none(
    text: str, holder: str, party: str | None, parser: Parser
) -> None:
    assert said(OPENING + text, parser)[-1][:2] == (holder, party)


@pytest.mark.parametrize(
    ("text", "holder", "party"),
    [
        ("Al-Velik spoke first.|Al-Velik Brunn, a miller, said the lock was safe.", "Al-Velik Brunn", None),
        ("Mara Ilves, representing the Marsh League, said the lock was safe.", "Mara Ilves", "marsh-league"),
        ("Abdallah al-Ostri said the lock was safe.", "Abdallah al-Ostri", None),
        ("A nurse in the town, Crestholm, said the lock was safe.", "nurse in the town", None),
        ("The Army General Staff said the lock was safe.", "Army General Staff", None),
        ("An AA commander said the lock was safe.", "AA commander", None),
        ("The miller, who took the keys for the whole of the town, said: “The lock is safe.”", "miller", None),
    ],
)
def test_a_source_is_the_whole_name_and_nobody_elses(
    text: str, holder: str, party: str | None, parser: Parser
) -> None:
    assert said(OPENING + text, parser)[-1][:2] == (holder, party)


def test_a_headline_that_drops_the_article_names_the_same_side(parser: Parser) -> None:
    text = "Lock is safe, movement says|The Marsh League opened the lock on Friday, and barges pass it again."
    assert said(text, parser)[0] == ("movement", "marsh-league", "Lock is safe")


def test_the_label_of_a_headline_says_nothing(parser: Parser) -> None:
    text = "News: Marsh League says lock is safe|The river truce has been signed in the town, and barges pass again."
    assert [h for h, *_ in said(text, parser)] == ["Marsh League"]


@pytest.mark.parametrize(
    "text",
    [
        "Neither the harbour board nor the Marsh League confirmed the closure.",
        "The envoy could neither confirm nor deny a closure.",
        "The barges turned back as agreed in a paper of May.",
    ],
)
def test_what_nobody_said_is_nobodys_claim(text: str, parser: Parser) -> None:
    assert said(OPENING + text, parser) == []


def test_what_is_told_before_a_colon_is_not_what_is_said_behind_it(parser: Parser) -> None:
    text = "The barges have run again since May: the Marsh League says that ten have passed the lock."
    assert [words for *_, words in said(OPENING + text, parser)] == ["ten have passed the lock"]


def test_a_day_is_no_part_of_a_name(parser: Parser) -> None:
    found = claims(OPENING + "“The lock is safe,” Mara Ilves Sunday told reporters.", parser)[-1]
    assert found.source is not None and (found.source.quote, found.holder) == ("Mara Ilves", "Mara Ilves")


def test_how_it_was_said_is_not_what_was_said(parser: Parser) -> None:
    text = "A miller and a clerk of the town said jointly that they had met."
    assert said(OPENING + text, parser)[-1][2] == "they had met"


def test_one_agreement_between_two_calls_for_what_it_does(parser: Parser) -> None:
    text = "It breaks an agreement between the army and the Marsh League that calls for barges to leave the lock."
    assert said(OPENING + text, parser)[-1][:2] == ("agreement between the army and the Marsh League", None)
