"""Who is said to say what, in which words."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reading.made_pages import page_of

from truceline.model.reading import Claim, Manner, Stance
from truceline.reading.attribution import attribute
from truceline.reading.parser import Parser


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def claims(text: str, parser: Parser) -> list[Claim]:
    return [c for c in attribute(page_of(text, parser), (), (), None) if c.manner is not Manner.OWN]


def one(text: str, parser: Parser) -> Claim:
    found = claims(text, parser)
    assert len(found) == 1, [c.words for c in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "source", "cue", "words"),
    [
        (
            "The mayor of Orlu said that the ferry was safe.",
            "The mayor of Orlu",
            "said",
            "the ferry was safe",
        ),
        ("The ferry was safe, the mayor said on Monday.", "the mayor", "said", "The ferry was safe"),
        ("The bridge, Ilves said, was closed at noon.", "Ilves", "said", "The bridge … was closed at noon"),
        (
            "According to the harbour board, four boats left Orlu.",
            "the harbour board",
            "According to",
            "four boats left Orlu",
        ),
        (
            "Four boats left Orlu, according to the harbour board.",
            "the harbour board",
            "according to",
            "Four boats left Orlu",
        ),
        ('"The ferry is safe," Mara Ilves told reporters.', "Mara Ilves", "told", '"The ferry is safe,"'),
        ("« The ferry is safe », Mara Ilves said.", "Mara Ilves", "said", "« The ferry is safe »"),
        ("The Reed Front promised to open the road.", "The Reed Front", "promised", "to open the road"),
    ],
)
def test_source_cue_and_content_are_found(
    text: str, source: str, cue: str, words: str, parser: Parser
) -> None:
    claim = one(text, parser)
    assert (claim.source and claim.source.quote, claim.cue and claim.cue.quote, claim.words) == (
        source,
        cue,
        words,
    )


def test_silence_is_no_claim(parser: Parser) -> None:
    assert claims("The mayor declined to comment. There was no immediate comment from Orlu.", parser) == []


def test_an_agentless_cue_counts_for_nobody(parser: Parser) -> None:
    claim = one("The second round is expected to begin in June.", parser)
    assert claim.manner is Manner.UNSOURCED and claim.holder is None and claim.source is None


def test_a_told_agency_is_a_link_of_the_chain(parser: Parser) -> None:
    claim = one("Two officials told AFP that the ferry was safe.", parser)
    assert [link.name for link in claim.chain] == ["The Marsh Courier", "AFP", "Two officials"]
    assert claim.anonymous


def test_an_addressee_is_no_link(parser: Parser) -> None:
    claim = one("Mara Ilves told reporters that the ferry was safe.", parser)
    assert [link.name for link in claim.chain] == ["The Marsh Courier", "Mara Ilves"]


def test_a_surname_and_a_pronoun_stand_for_the_person_named_before(parser: Parser) -> None:
    text = "Mara Ilves said the ferry was safe. Ilves said the road was open. She added that the pier was closed."
    assert [c.holder for c in claims(text, parser)] == ["Mara Ilves"] * 3


def test_what_the_outlet_states_is_its_own_claim(parser: Parser) -> None:
    found = attribute(page_of("The ferry sank on Monday. The mayor said it was old.", parser), (), (), None)
    assert [c.words for c in found if c.manner is Manner.OWN] == ["The ferry sank on Monday"]


def test_a_denial_and_a_demand_are_told_apart(parser: Parser) -> None:
    assert one("The Reed Front denied that it had shelled the pier.", parser).stance is Stance.DENIES
    assert one("The mayor called on the Reed Front to open the road.", parser).stance is Stance.DEMANDS


def test_spans_are_the_text_and_ids_are_stable(parser: Parser) -> None:
    text = "The mayor said: “We will wait.”\n\n“And we will not leave,” the statement added."
    first, second = claims(text, parser), claims(text, parser)
    assert [c.id for c in first] == [c.id for c in second] and len({c.id for c in first}) == len(first)
    for c in first:
        for s in (*c.content, *filter(None, (c.cue, c.source, *c.decided_by))):
            s.check(text)


@given(
    st.lists(
        st.sampled_from(
            [
                "The mayor",
                " said",
                " told AFP",
                ", according to",
                ' "',
                "“",
                "”",
                "'",
                " he",
                " the Reed Front",
                " that the road is open",
                ".",
                ",",
                "\n",
                "\n\n",
                " ",
                "\xa0",
                " [TEXT]",
                " Under the deal",
                " denied",
                ":",
                "it would not leave",
                "🙂",
                "ORLU (AP) -- ",
            ]
        ),
        max_size=30,
    )
)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_jumble_of_words_and_marks_breaks_reading(parser: Parser, pieces: list[str]) -> None:
    text = "".join(pieces)
    for c in attribute(page_of(text, parser), (), (), None):
        starts = [s.start for s in c.content]
        assert starts == sorted(starts) and c.content
        for s in (*c.content, *filter(None, (c.cue, c.source, c.antecedent, *c.decided_by))):
            s.check(text)


@pytest.mark.parametrize(
    ("text", "holder", "words"),
    [
        (
            "The talks failed. A statement from the Reed Front said the road would stay closed.",
            "Reed Front",
            "the road would stay closed",
        ),
        ("The mayor said in a statement that the ferry was safe.", "mayor", "the ferry was safe"),
        ("The mayor called for the Reed Front to open the road.", "mayor", "the Reed Front to open the road"),
        ("The mayor said on Friday the ferry was safe.", "mayor", "the ferry was safe"),
        ("Ilves, who leads the harbour board, said the pier was closed.", "Ilves", "the pier was closed"),
        ("The mayor, Mara Ilves, said the pier was closed.", "Mara Ilves", "the pier was closed"),
    ],
)
def test_the_one_who_speaks_holds_the_claim(text: str, holder: str, words: str, parser: Parser) -> None:
    claim = one(text, parser)
    assert (claim.holder, claim.words) == (holder, words)


def test_two_reports_joined_in_a_sentence_are_two_claims(parser: Parser) -> None:
    text = "The mayor said the ferry was safe and that the pier was closed, adding that the road was open."
    assert [c.words for c in claims(text, parser)] == [
        "the ferry was safe",
        "the pier was closed",
        "the road was open",
    ]


def test_a_report_inside_a_report_is_nested(parser: Parser) -> None:
    text = "Two officials told Reuters that the Reed Front had informed the mediators that it was ready."
    outer, inner = claims(text, parser)
    assert inner.nested_in == outer.id
    assert [link.name for link in inner.chain][1:] == ["Reuters", "Two officials", "Reed Front"]


def test_a_quotation_over_two_paragraphs_has_one_speaker(parser: Parser) -> None:
    text = "“We came at dawn. The road was closed.\n\n“Nobody let us pass,” Mara Ilves said."
    assert {c.holder for c in claims(text, parser)} == {"Mara Ilves"}


def test_the_terms_reach_into_the_next_sentence(parser: Parser) -> None:
    text = "Under the deal, the road opens on Monday. The pier would follow in June."
    assert [c.words for c in claims(text, parser)] == [
        "the road opens on Monday",
        "The pier would follow in June",
    ]


def test_we_in_a_quotation_is_its_speaker(parser: Parser) -> None:
    found = claims('"We reject the plan," the Reed Front said.', parser)
    assert {c.holder for c in found} == {"Reed Front"}


def test_what_the_outlet_adds_after_a_content_is_not_said(parser: Parser) -> None:
    claim = one("The mayor said the road would stay closed, a refusal that could delay the talks.", parser)
    assert claim.words == "the road would stay closed"


def test_a_headline_names_its_speaker_at_the_end_or_before_a_colon(parser: Parser) -> None:
    body = "\n\nThe ferry of Orlu runs again after a week of talks, and the pier is open."
    assert claims("Orlu ferry to reopen, mayor says" + body, parser)[0].holder == "mayor"
    assert claims("Reed Front: road to stay closed for weeks" + body, parser)[0].holder == "Reed Front"


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ('The ferry was late, Norhaven said. \n"The crew is safe," it added.', "Norhaven"),
        (
            "The harbour board said the pier was shut. \nThe boats are safe, Norhaven said. \n"
            '"The crew is well," it added.',
            "Norhaven",
        ),
    ],
)
def test_it_is_the_nearest_speaker_that_can_be_a_thing(text: str, holder: str, parser: Parser) -> None:
    assert claims(text, parser)[-1].holder == holder


def test_it_never_reaches_over_many_paragraphs(parser: Parser) -> None:
    between = " \n".join("The road to the coast was open." for _ in range(7))
    found = claims(
        f"The harbour board said the pier was shut. \n{between} \nThe sea is calm, it said.", parser
    )
    assert found[-1].holder != "harbour board"


def test_a_second_content_after_but_that_is_kept(parser: Parser) -> None:
    found = claims("The mayor of Orlu said the road was closed, but that it would open soon.", parser)
    assert [c.words for c in found] == ["the road was closed", "it would open soon"]


def test_whoever_is_cited_stands_after_the_one_who_cites(parser: Parser) -> None:
    found = claims("The Orlu Herald reported that four boats had left, citing the harbour board.", parser)
    cited = next(c for c in found if c.cue is not None and c.cue.quote == "citing")
    assert cited.words == "four boats had left"
    assert [x.name for x in cited.chain[1:]] == ["Orlu Herald", "harbour board"]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The mayor said the board dropped its planned visit to Orlu.", "actual"),
        ("The mayor said the plan covers the port of Orlu.", "actual"),
        ("The mayor said smoke could be seen over the port of Orlu.", "actual"),
        ("The mayor said the board plans a visit to Orlu.", "intention"),
        ("The mayor said the port could be closed by evening.", "possible"),
    ],
)
def test_the_verb_of_the_content_tells_how_it_is_put(text: str, modality: str, parser: Parser) -> None:
    assert one(text, parser).modality.value == modality
