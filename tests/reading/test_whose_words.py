"""Whose words a content is: what stands in it, beside it, and what is no saying at all."""

from __future__ import annotations

import pytest
from tests.reading.made_pages import report_of

from truceline.model.reading import Claim, Manner, Modality, Stance
from truceline.reading.parser import Parser
from truceline.reading.reader import read_report


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def claims(text: str, parser: Parser) -> list[Claim]:
    """The attributed claims of a text, read with its mentions, by the rules alone."""
    reading = read_report(report_of(text), parser, {}, "none", fast=True)
    return [c for c in reading.claims if c.manner is not Manner.OWN]


def chain(c: Claim) -> list[str]:
    return [link.name for link in c.chain[1:]]


def by_cue(text: str, parser: Parser) -> dict[str, Claim]:
    return {c.cue.quote: c for c in claims(text, parser) if c.cue is not None}


@pytest.mark.parametrize(
    ("text", "stance", "modality"),
    [
        ('"We will withdraw our boats by Friday," Mara Ilves said.', Stance.PROMISES, Modality.FUTURE),
        ("The Orlu army said its forces will stay.", Stance.PROMISES, Modality.FUTURE),
        ("The army said it would not leave the valley.", Stance.REFUSES, Modality.INTENTION),
        ('"We know that the road ahead will be hard," Mara Ilves said.', Stance.ASSERTS, Modality.FUTURE),
        (
            "Mara Ilves said they will be punished if they do not leave.",
            Stance.EXPECTS,
            Modality.CONDITIONAL,
        ),
        (
            '"Her threats do not scare the Front and the fleet will pay," Jon Tolle said.',
            Stance.ASSERTS,
            Modality.FUTURE,
        ),
        (
            "It will likely be an awkward visit, according to two people present.",
            Stance.ASSERTS,
            Modality.FUTURE,
        ),
        (
            "Mara Ilves said the siege would not end before June.",
            Stance.ASSERTS,
            Modality.NEGATED,
        ),
        ("The ministry said that the fleet would have needed a week.", Stance.ASSERTS, Modality.CONDITIONAL),
        ("The ministry said the fleet would have a week to leave.", Stance.ASSERTS, Modality.FUTURE),
        ("Jon Tolle said both towns were committed to safe passage.", Stance.ASSERTS, Modality.ACTUAL),
        ("The chief expressed hope that Orlu will honour the truce.", Stance.EXPECTS, Modality.FUTURE),
        ("The Reed Front proposed opening a new crossing.", Stance.DEMANDS, Modality.OBLIGATION),
        ("The envoy pressed the Reed Front to leave the port.", Stance.DEMANDS, Modality.OBLIGATION),
    ],
)
def test_only_what_speaks_of_its_holder_is_a_promise_or_a_refusal(
    text: str, stance: Stance, modality: Modality, parser: Parser
) -> None:
    c = claims(text, parser)[0]
    assert (c.stance, c.modality) == (stance, modality)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Ilves said the intended berth was shut.", Modality.ACTUAL),
        ("Ilves said the withdrawal, planned by the harbour office, went well.", Modality.ACTUAL),
        ("Ilves said the town fell because the army could not hold it.", Modality.ACTUAL),
        ('"The ferry has left the port. It will be back at noon," Ilves said.', Modality.ACTUAL),
        ("The ferry was expected to leave at noon.", Modality.FUTURE),
    ],
)
def test_the_main_clause_tells_how_a_content_is_put(text: str, modality: Modality, parser: Parser) -> None:
    assert claims(text, parser)[0].modality is modality


@pytest.mark.parametrize(
    "text",
    [
        "They didn't say when it would begin.",
        "The palace said it would have no comment.",
        "Many went on, knowing that the sea was mined.",
        "He called off a ceremony with the Front after an attack.",
        "They tried to take over the harbour.",
        'Envoys met sectors called "round tables" in May.',
        "The visit has deepened a better understanding of the harbour.",
        "The massacre reveals the contempt of its authors.",
        "The ambush shows the dangers of the road.",
    ],
)
def test_deeds_and_names_are_no_words(text: str, parser: Parser) -> None:
    assert claims(text, parser) == []


def test_what_is_only_planned_to_be_said_is_nobodys_word(parser: Parser) -> None:
    found = claims('"There will be a temptation to declare victory," Mara Ilves warned.', parser)
    assert [c.cue.quote for c in found if c.cue] == ["warned"]


def test_what_one_is_urged_to_reject_is_not_rejected(parser: Parser) -> None:
    found = claims("Ilves urged Tolle and Baran in a letter to reject any withdrawal.", parser)
    assert [(c.stance, c.words) for c in found] == [
        (Stance.DEMANDS, "Tolle and Baran in a letter to reject any withdrawal")
    ]


def test_a_relative_clause_with_another_speaker_stands_beside_the_content(parser: Parser) -> None:
    found = by_cue(
        "The commander of the rebels told the radio they will keep the deal, which Tolle said was reached"
        " after hours of talks.",
        parser,
    )
    assert found["told"].words == "they will keep the deal"
    assert chain(found["said"]) == ["Tolle"]


def test_what_somebody_rejects_does_not_speak_through_them(parser: Parser) -> None:
    found = by_cue("The Front rejected a plan that called for a week-long truce.", parser)
    assert chain(found["called"]) == ["plan"]
    found = by_cue("Mara Ilves blasted a council statement calling for a halt to fighting.", parser)
    assert found["calling"].holder != "Mara Ilves"


def test_an_outlet_named_last_tells_what_the_speaker_said(parser: Parser) -> None:
    found = by_cue(
        "The Orlu Defense Ministry said gunmen fired 14 times in two days, according to the Marsh Times.",
        parser,
    )
    assert chain(found["according to"]) == ["Marsh Times"]
    assert chain(found["said"]) == ["Marsh Times", "Orlu Defense Ministry"]
    assert found["said"].words == "gunmen fired 14 times in two days"


def test_a_holder_stands_once_in_a_chain_unless_a_quotation_does_something(parser: Parser) -> None:
    found = by_cue("The envoy said he refused to release the boats.", parser)
    assert chain(found["refused"]) == ["envoy"]
    found = by_cue('"The Reed Front confirms that it is ready," the Reed Front said.', parser)
    assert chain(found["confirms"]) == ["Reed Front", "Reed Front"]


def test_a_participle_after_a_content_is_its_speakers(parser: Parser) -> None:
    found = by_cue(
        "The chief announced that both men are at sea, thus denying rumours that they fled.", parser
    )
    assert found["denying"].holder == found["announced"].holder == "chief"


def test_reports_that_something_follows_are_nobodys_in_particular(parser: Parser) -> None:
    found = by_cue("The visit followed reports that he had informed the envoys of the plan.", parser)
    assert found["reports"].manner is Manner.UNSOURCED


def test_made_clear_is_one_cue(parser: Parser) -> None:
    found = claims("Mark Tolle made it clear that the road stays shut.", parser)
    assert [(c.cue.quote, c.words) for c in found if c.cue] == [("made it clear", "the road stays shut")]


def test_quoted_words_around_a_cue_are_one_content(parser: Parser) -> None:
    found = claims('"We have hope," Ilves said on Monday, "that the port will open."', parser)
    assert [len(c.content) for c in found] == [2]


def test_a_mark_that_only_closes_ends_a_quotation(parser: Parser) -> None:
    c = claims('There is no siege longer than this," Mara Ilves added.', parser)[0]
    assert c.manner is Manner.DIRECT
    assert c.words == 'There is no siege longer than this,"'


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Jon Tolle said the port is shut. Later Jon said it will open.", "Jon Tolle"),
        ("Orlu's Interior Ministry spokesman Eyad al-Tolle said the port is shut.", "Eyad al-Tolle"),
        (
            "Jon Tolle and Ismail Baran accused Orlu of theft.",
            "Jon Tolle and Ismail Baran",
        ),
        (
            "Police, the Harbour Office and Tolle blamed the blasts on mines.",
            "Police, the Harbour Office and Tolle",
        ),
        (
            "A joint declaration by the two towns lacks any date, according to Reuters. It calls for talks.",
            "joint declaration by the two towns",
        ),
        ("Front commander Ilo Tolle Baran said the truce holds. The Front proposed a pardon.", "Front"),
    ],
)
def test_holders_are_named_in_full_and_by_themselves(text: str, holder: str, parser: Parser) -> None:
    assert claims(text, parser)[-1].holder == holder


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The top Norwegian commander in Chad warns that fighting could spread.", "norway"),
        ("The commander of rebel forces in Chad warns that fighting could spread.", None),
        ("Officials in Chad warn that fighting could spread.", "chad"),
        ("U.N. Ambassador Jon Tolle criticized the vote.", None),
        ("Chad's international partners have refused to pay for the bridge.", None),
        ("An ally of Chad said the bridge was lost.", None),
        ("The Front's rivals said the bridge was lost.", None),
        ("Norway's U.N. Ambassador Jon Tolle criticized the vote.", "norway"),
    ],
)
def test_where_somebody_is_tells_no_side(text: str, party: str | None, parser: Parser) -> None:
    assert claims(text, parser)[0].party == party


def test_the_president_of_a_palace_is_its_own(parser: Parser) -> None:
    text = (
        "President Emmanuel Macron met Chadian President Jon Tolle.\n\n"
        '"The president underlined the need for calm," a French government spokesman said.'
    )
    found = by_cue(text, parser)
    assert found["underlined"].holder == "Emmanuel Macron"


@pytest.mark.parametrize(
    ("text", "cue", "words"),
    [
        (
            "He added that he hoped for calm and that a solution could only come from Chad, calling for a plan.",
            "calling",
            {"added": "he hoped for calm", "calling": "a plan"},
        ),
        (
            "The navy said the target was commander Ali Tolle - and four days later, Chad confirmed he had died.",
            "confirmed",
            {"said": "the target was commander Ali Tolle", "confirmed": "he had died"},
        ),
        (
            '"The vote validates us," Ilves said, saying it was late. "Now people are pleased."',
            "saying",
            {"said": '"The vote validates us," … "Now people are pleased."', "saying": "it was late"},
        ),
        (
            '"It is over," Mara Ilves said on the radio\'s "Voice of the Marsh."',
            "said",
            {"said": '"It is over,"'},
        ),
        ('Ilves said "you will see" when asked about the port.', "said", {"said": '"you will see"'}),
        (
            "Ilves proposed a halt to fighting to pave the way to an agreement.",
            "proposed",
            {"proposed": "a halt to fighting to pave the way to an agreement"},
        ),
    ],
)
def test_contents_end_with_their_clause(text: str, cue: str, words: dict[str, str], parser: Parser) -> None:
    found: dict[str, str] = {}
    for c in claims(text, parser):
        if c.cue is not None:
            found.setdefault(c.cue.quote, c.words)
    assert cue in found
    assert found == words


def test_whom_somebody_claims_something_of_is_not_who_claims_it(parser: Parser) -> None:
    found = by_cue('Tolle met the commander who Ilves claimed "could not have been more thankful".', parser)
    assert found["claimed"].holder == "Ilves"


def test_what_one_is_accused_of_saying_is_the_accused_ones(parser: Parser) -> None:
    found = by_cue("Ilves accused the Front of claiming that the port was shut.", parser)
    assert chain(found["claiming"]) == ["Ilves", "Front"]


def test_what_a_truce_saw_happen_is_nobodys_word(parser: Parser) -> None:
    text = "A truce between Chad and Norway - but not the Front - saw Chad withdraw while the army took over the port."
    assert claims(text, parser) == []


def test_rebels_of_a_country_are_no_voice_of_its_state(parser: Parser) -> None:
    assert claims("The Chadian rebels said the town fell.", parser)[0].party is None
    assert claims("The Chadian army said the town fell.", parser)[0].party == "chad"


def test_a_programme_is_named_by_its_outlet(parser: Parser) -> None:
    c = claims('"It is over," Mara Ilves told CNN\'s "State of the Union."', parser)[0]
    assert chain(c) == ["CNN", "Mara Ilves"]


@pytest.mark.parametrize(
    "middle",
    [
        "The building had offices and Tirza, a 40-year-old business owner who worked there, was away.",
        "Nearby, 40-year-old Tirza sits selling peaches.",
    ],
)
def test_she_is_the_one_just_told_of_though_nobody_knows_her(middle: str, parser: Parser) -> None:
    text = f'"It is late," President Jon Tolle said.\n\n{middle}\n\n"I knew the families," she said.'
    assert claims(text, parser)[-1].holder == "Tirza"


def test_it_is_the_body_that_data_come_from(parser: Parser) -> None:
    text = (
        "According to the Red Crescent, 26 people have died. There were 96 strikes, according to data compiled"
        " by the Marsh Event Data Project. It says that more were hit."
    )
    assert claims(text, parser)[-1].holder == "Marsh Event Data Project"


def test_a_guarantee_is_whose_name_stands_before_it(parser: Parser) -> None:
    found = by_cue("The text holds a Taliban guarantee that the port will not be used by others.", parser)
    assert (found["guarantee"].party, found["guarantee"].stance) == ("taliban", Stance.PROMISES)


def test_an_aside_after_a_dash_is_no_part_of_what_somebody_rejects(parser: Parser) -> None:
    found = by_cue(
        "Orlu's leaders rejected releasing 50 men ahead of the talks - a condition which the rebels say was"
        " part of the deal.",
        parser,
    )
    assert found["rejected"].words == "releasing 50 men ahead of the talks"
    assert chain(found["say"]) == ["rebels"]


def test_who_calls_somebody_to_express_concern_is_who_is_concerned(parser: Parser) -> None:
    found = by_cue(
        "President Mara Ilves telephoned Jon Tolle to express her concern over the deaths.", parser
    )
    assert found["express"].holder == "Mara Ilves"


def test_a_clause_after_a_judgement_is_the_outlets(parser: Parser) -> None:
    found = by_cue(
        "Tolle framed the deal as 'a great day' but its effect was largely to end a crisis.", parser
    )
    assert found["framed"].words == "the deal as 'a great day'"


def test_which_is_the_noun_before_it(parser: Parser) -> None:
    text = (
        "The navy said it had left. Gunfire put in jeopardy a deal signed last month, which called for calm."
    )
    assert by_cue(text, parser)["called"].holder == "deal"


def test_who_is_cited_by_office_and_name_is_the_one_named(parser: Parser) -> None:
    found = by_cue(
        "IRNA reported four were hurt, citing the deputy governor of Orlu, Valiollah Tolle.", parser
    )
    assert chain(found["citing"]) == ["IRNA", "Valiollah Tolle"]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Ilves said Orlu has a right to defend itself.", Modality.ACTUAL),
        ("Ilves said they signed a historic deal.", Modality.ACTUAL),
        ("Ilves said the vote was an important step.", Modality.EVALUATIVE),
        ("Ilves said the siege was unacceptable.", Modality.EVALUATIVE),
    ],
)
def test_only_predicates_judge(text: str, modality: Modality, parser: Parser) -> None:
    assert claims(text, parser)[0].modality is modality


@pytest.mark.parametrize(
    ("text", "holder", "anonymous"),
    [
        ("ARMY SPOKESMEN SAID TODAY THAT THE TOWN OF ORLU IS FREE OF MINES.", "Army Spokesmen", True),
        (
            "COMMANDER HIPOLITO TOLLE BARAN SAID TODAY THAT THE TOWN OF SAN MIGUEL IS FREE OF MINES.",
            "Hipolito Tolle Baran",
            False,
        ),
        (
            "ALL THE GUERRILLA MOVEMENTS SAID TODAY THAT THE UNITED NATIONS MUST SERVE AS A MEDIATOR.",
            "All the Guerrilla Movements",
            False,
        ),
    ],
)
def test_copy_in_capitals_is_read_as_any_other(
    text: str, holder: str, anonymous: bool, parser: Parser
) -> None:
    c = claims(text, parser)[0]
    assert (c.holder, c.anonymous) == (holder, anonymous)


def test_capitals_are_written_alike_whatever_was_read_before(parser: Parser) -> None:
    telex = "HIPOLITO TOLLE SAID THE REED FRONT HAS LEFT THE VALLEY OF THE MARSH IN CHAD."
    before = [c.holder for c in claims(telex, parser)]
    claims("hipolito tolle and the reed front of the marsh were in chad, mara ilves said.", parser)
    assert [c.holder for c in claims(telex, Parser())] == before == [c.holder for c in claims(telex, parser)]


def test_an_abbreviation_by_initials_is_the_body_named_in_full(parser: Parser) -> None:
    text = "CDF says it is over. Chad Defense Forces troops moved. The CDF said on Friday that it was late."
    assert [c.party for c in claims(text, parser)] == ["chad", "chad"]


def test_a_role_before_a_comma_tells_whose_side_a_name_is_on(parser: Parser) -> None:
    text = "Chadian government spokesman, Jon Tolle said the matter is closed."
    assert claims(text, parser)[0].party == "chad"


def test_he_is_whom_the_sentence_before_names_alone(parser: Parser) -> None:
    text = (
        '"We need to talk," Jon Baran said.\n\n'
        "That fell short of Norwegian Ambassador Ole Tolle's desires. He called for a new text."
    )
    assert claims(text, parser)[-1].holder == "Ole Tolle"


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ('"We reject the claim that it was us," Mara Ilves said.', Stance.DENIES),
        ('"We reject the plan," Mara Ilves said.', Stance.REFUSES),
        ('"We will not hesitate to reopen the port," Mara Ilves said.', Stance.PROMISES),
        ('"We will not reopen the port," Mara Ilves said.', Stance.REFUSES),
    ],
)
def test_rejecting_a_claim_denies_and_not_hesitating_promises(
    text: str, stance: Stance, parser: Parser
) -> None:
    assert claims(text, parser)[0].stance is stance


def test_the_rulers_in_a_capital_are_the_states(parser: Parser) -> None:
    assert claims("Authorities in Ankara refuse to talk.", parser)[0].party == "turkey"
    assert claims("Residents in Ankara refuse to talk.", parser)[0].party is None


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Ole Tolle, one of the leading Norwegian academic voices on Chad, said it was late.", None),
        ("A Norwegian analyst said it was late.", None),
        ("Ole Tolle, a former adviser on Chad, said it was late.", None),
        ("A Norwegian diplomat said it was late.", "norway"),
    ],
)
def test_scholars_and_residents_are_no_voice_of_their_state(
    text: str, party: str | None, parser: Parser
) -> None:
    assert claims(text, parser)[0].party == party


def test_a_dateline_is_no_part_of_a_content(parser: Parser) -> None:
    c = claims("LONDON — After years of silence the port will open, officials said late on Monday.", parser)[
        0
    ]
    assert c.words == "After years of silence the port will open"


def test_what_is_going_to_be_announced_is_yet_to_come(parser: Parser) -> None:
    assert claims("Norway will announce a new plan for the port.", parser)[0].modality is Modality.FUTURE


def test_what_is_urged_while_stressing_something_is_a_content_of_its_own(parser: Parser) -> None:
    found = by_cue("Ilves stressed that the port must open while urging Chad to pay for it.", parser)
    assert found["stressed"].words == "the port must open"


def test_he_is_who_spoke_and_not_whom_he_spoke_of(parser: Parser) -> None:
    text = "Ole Tolle said he had instructed Jon Baran to stay. The goal, he said, is a lasting peace."
    assert claims(text, parser)[-1].holder == "Ole Tolle"
