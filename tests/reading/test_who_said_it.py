"""Who said it, where a name stands far off or two compete: nobody is named rather than the wrong one."""

from __future__ import annotations

import pytest
from tests.reading.made_pages import report_of
from tests.reading.made_vocabulary import LOWMARK

from truceline.model.reading import Claim, Manner, Modality, Stance
from truceline.reading.parser import Parser
from truceline.reading.reader import read_report


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def claims(text: str, parser: Parser, outlet: str = "The Marsh Courier") -> list[Claim]:
    """The claims of a text in their order; "|" parts its paragraphs."""
    report = report_of(text.replace("|", "\n\n"), outlet=outlet)
    reading = read_report(report, parser, {"lowmark-2031-05": LOWMARK}, "lowmark-2031-05", fast=True)
    return sorted(reading.claims, key=lambda c: c.content[0].start)


def said(text: str, parser: Parser) -> list[tuple[str | None, str]]:
    return [(c.holder, c.words) for c in claims(text, parser) if c.manner is not Manner.OWN]


def test_the_government_is_no_movement_named_last(parser: Parser) -> None:
    """The common noun is never the party of the other side."""
    text = "The Marsh League denied it.|The Government said in May that the board would sit."
    told = claims(text, parser)[-1]
    assert (told.holder, told.party) == ("Government", "uplands")


def test_a_spokesman_told_of_in_between_is_he(parser: Parser) -> None:
    """The minister before the last is not, though he spoke and the spokesman only did not deny."""
    text = (
        "Interior Minister Tarvo said the posts would open.|League spokesman Orven, contacted by telephone, did "
        'not deny this. "The people objected to it," he told this daily.'
    )
    assert said(text, parser)[-1][0] == "Orven"


def test_its_is_of_the_body_that_its_own_sentence_is_about(parser: Parser) -> None:
    text = 'UNICEF said the Marsh League had freed 5 boys. The League confirmed it, but its commander called them "guests".'
    last = claims(text, parser)[-1]
    assert (last.holder, last.party) == ("Marsh League's commander", "marsh-league")


def test_whoever_leads_a_body_in_a_country_is_not_the_countrys(parser: Parser) -> None:
    """The name at the end is who speaks."""
    text = (
        "The head of OHCHR in Uplands, Lena Dorn, said the courts had closed. She said that raids had fallen."
    )
    assert [(c.holder, c.party) for c in claims(text, parser)] == [("Lena Dorn", "united-nations")] * 2


def test_he_in_a_quotation_is_never_who_is_quoted(parser: Parser) -> None:
    text = '"We have told Mr Orven Dask. He said it was against the order," Mira Tolle said.'
    inner = [c for c in claims(text, parser) if c.nested_in]
    assert [c.holder for c in inner] == ["Orven Dask"]


def test_a_pronoun_that_nobody_is_known_for_is_no_minister(parser: Parser) -> None:
    """ "The minister promised them": they are promised, and do not promise."""
    text = "The families sat down at the park on Sunday. They say that 60 days went by. The minister promised them that the list would come out."
    assert said(text, parser)[-1][0] == "minister"


def test_they_say_behind_a_sentence_may_be_anybodys_word(parser: Parser) -> None:
    text = "Policemen stood by and did nothing.|Orven was taken too. He is still inside, they say."
    assert said(text, parser)[-1][0] == "they"


@pytest.mark.parametrize("between", ["a farmer being taken away", "him being led away"])
def test_the_family_of_one_who_was_taken_is_not_the_family_of_who_denies_it(
    between: str, parser: Parser
) -> None:
    text = (
        '"We have taken nobody," said Mira Tolle, the spokesman.|'
        f"Police said witnesses had seen {between}. His family said on Friday that the men had asked for money."
    )
    assert ("His family", "the men had asked for money") in said(text, parser)


def test_who_is_also_a_spokesman_is_one_speaker(parser: Parser) -> None:
    text = 'Orven Dask, who is also the government\'s spokesman, said the gate was open.|"It will stay open," he said.'
    assert {h for h, _ in said(text, parser)} == {"Orven Dask"}


def test_what_one_says_ends_where_another_begins_behind_a_semicolon(parser: Parser) -> None:
    text = "The governor, who is also the chairman of the council, said 30 guns were missing; the council later said 20 were."
    assert said(text, parser) == [("governor", "30 guns were missing"), ("council", "20 were")]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            'Four of its men died, the Vesk Front said; "only two," the Orvan Front replied.',
            [("Vesk Front", "Four of its men died"), ("Orvan Front", '"only two,"')],
        ),
        ("Four men died, the Vesk Front said; the Orvan Front denied it.", [("Vesk Front", "Four men died")]),
    ],
)
def test_what_another_says_behind_a_semicolon_is_not_the_word_of_who_spoke_before_it(
    text: str, held: list[tuple[str, str]], parser: Parser
) -> None:
    """The answer to a charge stood as the words of the side that made it."""
    assert said(f"The hills were shelled on Monday. {text}", parser) == held


def test_a_list_of_counts_gives_each_source_its_own(parser: Parser) -> None:
    """In a telex, too, with its short form of the cue."""
    plain = "Nine have died since May according to police, eleven according to the Valley Forum."
    assert [w for _, w in said(plain, parser)] == ["Nine have died since May", "eleven"]
    telex = (
        "NINE DEAD SINCE 2 MAY ACC TO POLICE, ELEVEN ACC TO THE VALLEY FORUM. CURFEW EXTENDED TO SATURDAY."
    )
    assert [w for _, w in said(telex, parser)] == ["NINE DEAD SINCE 2 MAY", "ELEVEN"]


def test_a_caveat_before_a_colon_is_no_speaker(parser: Parser) -> None:
    text = "6. UNVERIFIED: MARSH LEAGUE FIGHTERS LEFT THE CAMP AT TARN WITH ARMS ON WEDNESDAY."
    assert said(text, parser) == []


def test_what_was_done_is_told_apart_from_what_is_promised(parser: Parser) -> None:
    told = claims("The Marsh League says it paid 40 million crowns and will pay 20 million.", parser)
    assert {(c.words, c.stance, c.modality) for c in told} == {
        ("it paid 40 million crowns", Stance.ASSERTS, Modality.ACTUAL),
        ("it … will pay 20 million", Stance.PROMISES, Modality.FUTURE),
    }


def test_a_question_that_is_cut_short_states_nothing(parser: Parser) -> None:
    text = (
        "Q: Have they begun?|ILVES: They have begun in Tarn.|Q: Two sides say that the courts are closed -|"
        "ILVES: The League announced it.|Q: And the rest?|ILVES: We shall see next week."
    )
    assert not any("courts" in c.words for c in claims(text, parser))


def test_today_is_the_day_of_the_dateline(parser: Parser) -> None:
    """The page was published the day after."""
    for text in (
        "River News Service|Crestholm, May 5|The mission said today it had counted 300 boats.",
        "CRESTHOLM, May 5 (AFP) - The mission said today it had counted 300 boats.",
    ):
        assert claims(text, parser)[-1].said_on == "2031-05-05"


def test_a_day_of_another_deed_is_not_when_it_was_promised(parser: Parser) -> None:
    text = "The council promised 70 million crowns for the camps and by Sunday had sent 35 million, the commander said."
    assert all(c.said_on is None for c in claims(text, parser))


def test_an_office_that_publishes_for_a_party_speaks_for_it(parser: Parser) -> None:
    """What it tells in its own words is that party's."""
    text = "All boats have been in port since 2 May."
    (own,) = claims(text, parser, outlet="Press Directorate, Marsh League")
    assert (own.manner, own.entity, own.party) == (Manner.OWN, "marsh-league", "marsh-league")


def test_whoever_tells_that_something_was_said_stands_around_it(parser: Parser) -> None:
    """ "X said ..., according to Y": Y tells that X said it, and X is heard."""
    text = "The Marsh Ministry said League forces shelled Osta 14 times, according to Reuters."
    inner = next(c for c in claims(text, parser) if c.nested_in)
    assert (inner.holder, inner.words) == ("Marsh Ministry", "League forces shelled Osta 14 times")
    assert [x.name for x in inner.chain][1:] == ["Reuters", "Marsh Ministry"]


@pytest.mark.parametrize("where", ["in Osta", "reporters"])
def test_who_tells_of_a_quotation_tells_all_of_it(where: str, parser: Parser) -> None:
    text = f'"We will hold the bridge," Ilves told {where}, according to Reuters.'
    if where == "in Osta":
        text = text.replace("told", "said")
    assert said(text, parser)[0][1].startswith('"We will hold the bridge,"')


@pytest.mark.parametrize("lead", ["", "Speaking at the weekly briefing at Osta, "])
def test_what_one_says_according_to_others_is_heard_whole(lead: str, parser: Parser) -> None:
    """The relay is never turned round: the minister says it, on the word of the officers."""
    text = lead + (
        "Minister Badu, the government's spokesman, said that according to the district officers the League had "
        'taken in "between two and three thousand" people.'
    )
    told = [c for c in claims(text, parser) if c.manner is not Manner.OWN]
    inner = next(c for c in told if c.nested_in)
    assert [c.holder for c in told if not c.nested_in] == ["Badu"]
    assert inner.words.startswith("the League had taken in") and [x.name for x in inner.chain][1:] == [
        "Badu",
        "district officers",
    ]


def test_a_clause_hung_on_the_release_it_stands_in_is_what_was_said(parser: Parser) -> None:
    text = (
        'The council said in a press release of the same day that its guards "intervened only to put an end to the '
        'fighting between armed groups" and that no farmer was harmed by them; it blames the guild.'
    )
    told = said(text, parser)
    assert {h for h, _ in told} == {"council"} and any("no farmer was harmed" in w for _, w in told)


def test_a_source_may_be_it(parser: Parser) -> None:
    """A body named elsewhere is not, though only bodies are "it" else."""
    text = (
        "The Harbour Command announced that a man was killed.|A source at the Water Ministry said that the League's "
        "posts are illegitimate. It said that the League hides behind a figure."
    )
    assert said(text, parser)[-1][0] == "source at the Water Ministry"


def test_a_body_told_of_by_its_full_name_is_it_before_one_told_of_earlier(parser: Parser) -> None:
    text = (
        "The Marsh Group counted 68 breaches.|The Russian Ministry of Defence told it otherwise. The route was cut "
        "short, it said in a statement, because of the crowd."
    )
    assert said(text, parser)[-1][0] == "Russian Ministry of Defence"


def test_a_ministry_of_another_name_is_another_ministry(parser: Parser) -> None:
    text = (
        "Ministry of National Defence spokeswoman Mira Soch said that the wire is new.|The Foreign Ministry said that "
        "the talks were over."
    )
    assert said(text, parser)[-1][0] == "Foreign Ministry"


def test_a_name_before_its_office_speaks(parser: Parser) -> None:
    """After what tells where it was said too; whoever is named before that does not."""
    text = "In a letter read out by his lawyer, Goran Petran, Milan Radov, head of the League office, said he did it alone."
    assert said(text, parser)[-1][0] == "Milan Radov"


def test_another_name_in_brackets_is_no_other_body(parser: Parser) -> None:
    text = "The Civil Defence (White Caps) said that 15 people were killed."
    assert said(text, parser) == [("Civil Defence (White Caps)", "15 people were killed")]


def test_those_counted_dead_are_told_with_their_number(parser: Parser) -> None:
    text = "The council says it killed 19; the Platform claims 29 enemy dead for two of its own."
    assert said(text, parser)[-1][1].startswith("29 enemy dead")


@pytest.mark.parametrize(("answer", "stance"), [("has confirmed this", "asserts"), ("denied it", "denies")])
def test_what_is_borne_out_or_denied_by_a_pronoun_is_what_stood_before(
    answer: str, stance: str, parser: Parser
) -> None:
    """In the outlet's own voice too."""
    (told,) = [c for c in claims(f"The port was closed on Monday. The guild {answer}.", parser) if c.cue]
    assert (told.holder, told.stance, told.words) == (
        "guild",
        Stance(stance),
        "The port was closed on Monday",
    )


def test_who_does_not_confirm_something_holds_nothing(parser: Parser) -> None:
    told = said("The army said two men were held. The mayor did not confirm this.", parser)
    assert ("mayor", "two men were held") not in told


def test_each_of_two_is_asked_for_what_it_is_asked_for(parser: Parser) -> None:
    text = "The council calls on both sides to cooperate, and on the League to return seized land."
    asked = [c.words for c in claims(text, parser) if c.stance is Stance.DEMANDS]
    assert asked == ["both sides to cooperate", "the League to return seized land"]


def test_nobody_says_what_no_one_has_published(parser: Parser) -> None:
    assert said("Not one name has been published by either side.", parser) == []


def test_the_rear_admiral_is_who_was_called_so(parser: Parser) -> None:
    text = "Rear Admiral Oleg Zhura said eight breaches were recorded. The troops keep the truce, the rear admiral stressed."
    assert [h for h, _ in said(text, parser)] == ["Oleg Zhura"] * 2


def test_what_foresees_is_the_paper_that_was_signed(parser: Parser) -> None:
    text = "On 5 March, the presidents of Norway and of Peru signed a protocol in Osta. It foresees that all raids will end."
    assert said(text, parser)[-1][0] == "protocol"


def test_a_station_named_today_is_no_day(parser: Parser) -> None:
    text = 'A League man told Radio Today that the gunman "is no member of ours".'
    assert claims(text, parser)[0].said_on is None


def test_the_name_of_a_section_says_nothing(parser: Parser) -> None:
    """ "Health Ministry: ..." does."""
    text = "FUNDING: 500 million is required for six months; 40 per cent has been received.|It rained."
    assert said(text, parser) == []
