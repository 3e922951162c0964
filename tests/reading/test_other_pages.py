"""Pages that are no article: pasted wires, blogs, mail, transcripts, lists of links; and words passed on."""

from __future__ import annotations

import pytest
from tests.reading.made_pages import report_of

from truceline.model.reading import BlockKind, Claim, Manner, Modality, Stance
from truceline.reading.parser import Parser
from truceline.reading.reader import read_report


def claims(text: str, parser: Parser, fast: bool = True) -> list[Claim]:
    reading = read_report(report_of(text), parser, {}, "none", fast=fast)
    return [c for c in reading.claims if c.manner is not Manner.OWN]


def told(text: str, parser: Parser) -> list[tuple[str | None, str]]:
    return [(c.holder, c.words) for c in claims(text, parser)]


def test_a_wire_in_a_fence_is_read_as_a_wire(parser: Parser) -> None:
    """Its lines are wrapped though the page is not, and the fence is no mark of quotation."""
    text = (
        "A wire came in that I put here as it stood, whole and without a word of my own changed in it, for all to see.\n\n"
        "```\nSELLA, NOV 16 (OPA) -- THE ARMY OF ORLU SAID ON MONDAY THAT ITS MEN HAD\n"
        'LEFT THE FERRY.\n\n"WE KEEP OUR WORD," SPOKESMAN OLE PIND TOLD\nREPORTERS.\n```\n'
    )
    found = told(text, parser)
    assert found == [("Army of Orlu", "ITS MEN HAD\nLEFT THE FERRY"), ("Ole Pind", '"WE KEEP OUR WORD,"')]


def test_what_a_page_sets_off_belongs_to_whom_it_announces(parser: Parser) -> None:
    """Both paragraphs behind ">" are the governor's; a page that is set off as a whole is read as usual."""
    text = (
        "The governor has answered his critics. He writes:\n\n> The road will open.\n>\n> Nobody said otherwise.\n\n"
        "The road was shut on Sunday."
    )
    found = claims(text, parser)
    assert [(c.holder, c.words, c.manner) for c in found] == [
        ("governor", "The road will open.", Manner.DIRECT),
        ("governor", "Nobody said otherwise.", Manner.DIRECT),
    ]
    assert told("> The mayor of Orlu said the road was open.", parser) == [
        ("mayor of Orlu", "the road was open")
    ]


def test_a_mail_is_its_writers(parser: Parser) -> None:
    """ "On Monday Ilves wrote:" announces what stands deeper; the day is no content."""
    text = "> On Mon, Nov 16, Ilves wrote:\n>> The minister told us that the guns were gone.\n> We doubt it."
    assert ("Ilves", "The minister told us that the guns were gone.") in told(text, parser)
    assert not any("Nov" in words for _, words in told(text, parser))


def test_turns_of_a_transcript(parser: Parser) -> None:
    """Names in capitals speak; questions are nobody's word."""
    text = "Q: Will the army leave the bridge?\nTULL: They will be freed on Friday. We gave our word.\nTULL: Ask them."
    assert told(text, parser) == [
        ("TULL", "They will be freed on Friday. We gave our word"),
        ("TULL", "Ask them"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "RELATED: Orlu army says ferry attack was rebels' work",
        "Correction: An earlier version of this article said that twelve people were saved.",
        "Contact: press@front.example",
        "Anna Holm reported from Sella and Jon Tolle from Tarby.",
        "Tags: ferry, Orlu, truce",
        "Most read\n1. Ilves says she will not run\n2. Mayor warns of floods",
    ],
)
def test_what_only_surrounds_an_article_is_no_claim(line: str, parser: Parser) -> None:
    """Links, corrections, contacts, credits and tags, in both ways of reading."""
    text = f"The ferry was shut on Sunday, the mayor of Orlu said.\n\n{line}\n"
    for fast in (True, False):
        assert [c.holder for c in claims(text, parser, fast)] == ["mayor of Orlu"]


@pytest.mark.parametrize(
    ("text", "relay"),
    [
        ("The agency Orlupress quoted Mara Ilves as saying that the road was open.", "Orlupress"),
        ("The road was open, Mara Ilves was quoted as saying by Orlupress.", "Orlupress"),
        ('"The road is open," Mara Ilves was quoted as saying by Orlupress.', "Orlupress"),
        ("Mara Ilves was cited by Orlupress as saying the road was open.", "Orlupress"),
        ("Mara Ilves was quoted as having said that the road was open.", None),
    ],
)
@pytest.mark.parametrize("fast", [True, False])
def test_who_is_quoted_holds_the_words(text: str, relay: str | None, fast: bool, parser: Parser) -> None:
    """Who quotes passes them on."""
    (claim,) = claims(text, parser, fast)
    assert claim.holder == "Mara Ilves"
    assert claim.words.strip('",').lower().removesuffix(",").endswith("open")
    names = [link.name for link in claim.chain]
    assert (relay is None or any(relay in n for n in names[1:-1])) and names[-1] == "Mara Ilves"


@pytest.mark.parametrize(
    ("text", "stance", "modality"),
    [
        ("Mara Ilves ruled out a truce before May.", Stance.REFUSES, Modality.NEGATED),
        ("Mara Ilves did not rule out a truce before May.", Stance.ASSERTS, Modality.POSSIBLE),
    ],
)
def test_ruling_out(text: str, stance: Stance, modality: Modality, parser: Parser) -> None:
    """To rule out refuses; not to rule out leaves it possible."""
    (claim,) = claims(text, parser)
    assert (claim.stance, claim.modality, claim.words) == (stance, modality, "a truce before May")


@pytest.mark.parametrize(
    "text",
    [
        "The shelling claimed forty lives.",
        "The palace issued a statement of two pages.",
        "The government met with councils called “tables” in June.",
        "Mara Ilves refused to be drawn on the question of prisoners.",
        "Neither government has confirmed the invitation.",
    ],
)
def test_what_is_no_word_of_anybodys(text: str, parser: Parser) -> None:
    """Deeds, papers without their words, names, and silence."""
    assert not claims(text, parser, fast=False)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“It was odd,”Ilves said. “Very odd indeed.”", "“It was odd,” … “Very odd indeed.”"),
        ("\u202a”They have to go. They are evil,” said Mara Ilves.", "”They have to go. They are evil,”"),
        ("Ilves wrote: “Let’s go. We can do it.’ She saw the film “The Ferry.”", "“Let’s go. We can do it.’"),
        ("” … they are not like him,” Ilves said.", "” … they are not like him,”"),
    ],
)
def test_marks_that_are_wrong(text: str, words: str, parser: Parser) -> None:
    """Run on to the next word, behind a sign that nobody sees, closed with the wrong one, set apart."""
    found = claims(text, parser)
    assert (words, Manner.DIRECT) in [(c.words, c.manner) for c in found]


def test_an_office_in_capitals_is_whom_it_names(parser: Parser) -> None:
    """ "The Head of Mission, Lisa Brand" is she and not the mission."""
    text = '"The people deserve the truth," said the Head of Mission, Ambassador Lisa Brand. She urged calm.'
    assert {h for h, _ in told(text, parser)} == {"Lisa Brand"}


def test_we_without_a_speaker_is_who_writes(parser: Parser) -> None:
    """In a page's own words "we" is the outlet."""
    (claim,) = claims("We call on all sides to keep the truce.", parser)
    assert (claim.holder, len(claim.chain)) == ("The Marsh Courier", 1)


def test_quotations_strung_together_are_direct(parser: Parser) -> None:
    """Nothing of the outlet's stands between them but "and"."""
    (claim,) = claims('Hundreds in the square were chanting "We are Sella" and "Open the quay."', parser)
    assert claim.manner is Manner.DIRECT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mara Ilves said the road was open before claiming that the army had mined it.",
            {("Mara Ilves", "the road was open"), ("Mara Ilves", "the army had mined it")},
        ),
        (
            "Two officers, Ole Pind and Mara Ilves, said that the road was open.",
            {("Ole Pind and Mara Ilves", "the road was open")},
        ),
        (
            '"Our units did not return fire," the ministry\'s spokeswoman, Nadia Kolm, said.',
            {("Nadia Kolm", '"Our units did not return fire,"')},
        ),
        (
            "Orlu has left the bridge, a source in the ministry informed the Courier.",
            {("source in the ministry", "Orlu has left the bridge")},
        ),
        ("Reporters were told by Mara Ilves that two men had died.", {("Mara Ilves", "two men had died")}),
    ],
)
def test_who_says_what_in_one_sentence(text: str, expected: set[tuple[str, str]], parser: Parser) -> None:
    """Each speaker with no more and no less than is theirs, in both ways of reading."""
    for fast in (True, False):
        assert {(c.holder, c.words) for c in claims(text, parser, fast)} == expected


def test_a_headline_that_leads_to_another_page_says_nothing(parser: Parser) -> None:
    """A line in capitals within a text that is not in capitals; where all is, it is the text."""
    text = (
        "Governor Ole Pind met the Orvan envoy last week to settle the ferry's course.\n\n"
        "'LASTING' ORVA-SELLA CEASE-FIRE POSSIBLE AS FIRST AGREEMENT ENDS\n\n"
        "Pind said earlier there was a chance for a lasting cease-fire on the lake."
    )
    assert read_report(report_of(text), parser, {}, "none", fast=True).blocks[1].kind is BlockKind.FURNITURE
    assert (
        read_report(report_of(text.upper()), parser, {}, "none", fast=True).blocks[1].kind
        is not BlockKind.FURNITURE
    )
