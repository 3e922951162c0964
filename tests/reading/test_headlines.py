"""Headlines and posts: who speaks in few words, in what order and with what marks."""

from __future__ import annotations

import pytest
from tests.reading.made_pages import report_of

from truceline.model.reading import Claim, Manner, Modality, Stance
from truceline.reading.parser import Parser
from truceline.reading.reader import read_report

BODY = "\n\nORLU, May 5 - The road to Sela was closed on Sunday.\n\nThe ferry was safe."


def headline(text: str, parser: Parser) -> list[Claim]:
    reading = read_report(report_of(text + BODY), parser, {}, "none")
    return [c for c in reading.claims if c.end <= len(text) and c.manner is not Manner.OWN]


@pytest.mark.parametrize(
    ("text", "holder", "words"),
    [
        ("Death toll in Sela rises to 40: ministry", "ministry", "Death toll in Sela rises to 40"),
        ("Orlu 'ready' for talks - mayor", "mayor", "Orlu 'ready' for talks"),
        ("Truce has collapsed — UN", "UN", "Truce has collapsed"),
        ('Ilves: "We will leave the valley"', "Ilves", '"We will leave the valley"'),
        ("Front rejects truce plan, Orlu says", "Orlu", "Front rejects truce plan"),
        ("12 killed in Sela raid, says army", "army", "12 killed in Sela raid"),
        ("SELA ARMY WILL LEAVE VALLEY, MAYOR SAYS", "Mayor", "SELA ARMY WILL LEAVE VALLEY"),
        (
            "Sela Guards Free 100 Orlu Prisoners, Officials Say",
            "Officials",
            "Sela Guards Free 100 Orlu Prisoners",
        ),
        ("Fishermen Reject Plan for Orlu Pier", "Fishermen", "Plan for Orlu Pier"),
    ],
)
def test_the_source_of_a_headline(text: str, holder: str, words: str, parser: Parser) -> None:
    """First or last, with a colon, a dash or a verb, in capitals too."""
    claim = next(c for c in headline(text, parser) if c.words == words)
    assert (claim.holder, claim.manner is Manner.UNSOURCED) == (holder, False)


@pytest.mark.parametrize(
    "text",
    [
        "War in Sela: day 40",
        "Fighting in Sela: A timeline",
        "Truce talks: what we know",
        "Watch: The Orlu fleet",
    ],
)
def test_a_colon_alone_makes_no_speaker(text: str, parser: Parser) -> None:
    """Kickers and subjects say nothing."""
    assert headline(text, parser) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Sela army says 12 boats sunk; Front denies attack",
            [("says", "12 boats sunk"), ("denies", "attack")],
        ),
        (
            "Northern guard says it will pull back guns, rebels deny shelling market",
            [("says", "it will pull back guns"), ("deny", "shelling market")],
        ),
        (
            "Orlu says drones broke truce; army says it was 'a balloon'",
            [("says", "drones broke truce"), ("says", "it was 'a balloon'")],
        ),
    ],
)
def test_two_speakers_of_one_headline(text: str, told: list[tuple[str, str]], parser: Parser) -> None:
    """Each has the words of their own clause only."""
    assert [(c.cue.quote, c.words) for c in headline(text, parser) if c.cue] == told


def test_an_infinitive_is_a_plan(parser: Parser) -> None:
    """ "Orlu to free 40 men" has not happened."""
    (claim,) = headline("Orlu to free 40 men, sources say", parser)
    assert (claim.stance, claim.modality) == (Stance.ASSERTS, Modality.FUTURE)


def test_a_post_on_a_page_is_its_writer_s(parser: Parser) -> None:
    """What somebody posted is not told in the outlet's voice."""
    post = "Safe zone created! We are out. I will speak at noon. Thank you! — Mara Ilves (@marailves) May 5, 2031"
    reading = read_report(report_of(f"The mayor has left.\n\n{post}\n\nMore follows."), parser, {}, "none")
    about = [c for c in reading.claims if "Safe zone" in c.words or "noon" in c.words]
    assert [(c.holder, c.manner is Manner.OWN) for c in about] == [("Mara Ilves", False)]


def test_a_country_named_last_has_said_it(parser: Parser) -> None:
    (claim,) = headline("No breach in the north since start of truce: Norway", parser)
    assert (claim.holder, claim.words) == ("Norway", "No breach in the north since start of truce")
