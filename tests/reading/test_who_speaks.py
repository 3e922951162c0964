"""Whom papers, pronouns and common nouns stand for, and on whose side words put somebody."""

from __future__ import annotations

import pytest
from tests.reading.made_pages import report_of

from truceline.model.reading import Claim, LinkKind, Manner
from truceline.reading.parser import Parser
from truceline.reading.reader import read_report


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def claims(text: str, parser: Parser) -> list[Claim]:
    """The attributed claims of a text in the order of their cues; "|" parts its paragraphs."""
    reading = read_report(report_of(text.replace("|", "\n\n")), parser, {}, "none", fast=True)
    found = [c for c in reading.claims if c.manner is not Manner.OWN]
    return sorted(found, key=lambda c: (c.cue or c.content[0]).start)


def by_cue(text: str, cue: str, parser: Parser) -> Claim:
    return next(c for c in claims(text, parser) if c.cue is not None and c.cue.quote == cue)


def holds(c: Claim) -> tuple[str | None, str | None]:
    return c.holder, c.party


TOLLE = "Prime Minister Ole Tolle of Norway called the vote a mistake.|"


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        (
            f"{TOLLE}In New York, the U.N. Security Council adopted the presidential statement on Chad."
            "|The statement calls for all sides to leave the port.",
            ("U.N. Security Council", "united-nations"),
        ),
        (
            f"{TOLLE}In New York, the U.N. Security Council adopted the presidential statement on Chad."
            "|The statement calls for all sides to leave the port. It said this would let aid in.",
            ("U.N. Security Council", "united-nations"),
        ),
        (
            f'{TOLLE}In a statement, the African Union said the truce holds.|"We urge calm," the statement added.',
            ("African Union", "african-union"),
        ),
        (
            f"{TOLLE}Chad's army issued a communique late on Sunday. The communique said ten men had died.",
            ("Chad's army", "chad"),
        ),
        (
            f"{TOLLE}A report released by Amnesty International describes mass graves."
            "|The report says more than 40 people were buried there.",
            ("Amnesty International", "amnesty-international"),
        ),
        (
            "A fire broke out at the port, according to reports in Iranian state media.",
            ("Iranian state media", "iran"),
        ),
    ],
)
def test_a_statement_is_that_of_who_is_told_to_have_issued_it(
    text: str, holder: tuple[str, str], parser: Parser
) -> None:
    assert holds(claims(text, parser)[-1]) == holder


@pytest.mark.parametrize(
    ("text", "cue", "holder"),
    [
        (
            "Fighting for Orm left at least 2,900 dead, according to a new toll given by the United Nations on Wednesday.",
            "according to",
            "United Nations",
        ),
        (
            'At Sall Lt. Col. Ilo Marn, who received the guns on behalf of the army, said: "We are all one people."',
            "said",
            "Ilo Marn",
        ),
        (
            "UN envoy Zora Kell and mission commander Oru Pell called on both sides to keep to their obligations. "
            'The timelines of the accord "have not been met", they said.',
            "said",
            "UN envoy Zora Kell and mission commander Oru Pell",
        ),
    ],
)
def test_who_speaks_is_no_thing_told_beside(text: str, cue: str, holder: str, parser: Parser) -> None:
    """No toll, nothing that somebody received, no timelines."""
    assert by_cue(text, cue, parser).holder == holder


def test_a_paper_that_nobody_is_told_to_have_issued_is_its_own_holder(parser: Parser) -> None:
    text = f"{TOLLE}Later, a text was passed around among the delegates. The document demands that the port be opened."
    c = claims(text, parser)[-1]
    assert (*holds(c), c.chain[-1].kind) == ("document", None, LinkKind.DOCUMENT)


@pytest.mark.parametrize(
    ("council", "party"),
    [
        ("the National Security Council", None),
        ("Chad's Security Council", "chad"),
        ("the Security Council", "united-nations"),
    ],
)
def test_the_council_of_one_state_is_not_that_of_many(
    council: str, party: str | None, parser: Parser
) -> None:
    """A body of many states that is called for short may share its name with one of a single state."""
    text = f"The road is open, according to Idris Baran, an official of {council}."
    assert claims(text, parser)[0].party == party


def test_a_statement_that_somebody_blasts_is_its_makers(parser: Parser) -> None:
    text = "Norway's Ole Tolle blasted a United Nations Security Council statement calling for a truce."
    assert holds(by_cue(text, "calling", parser)) == ("United Nations Security Council", "united-nations")


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        (
            "Norwegian Foreign Minister Ole Tolle did not mention the deal as he touted Baran administration"
            " achievements. He has expressed doubts about it.",
            ("Ole Tolle", "norway"),
        ),
        (
            "Taliban spokesman Jon Baran struck a defiant tone in response to Ole Tolle's warnings."
            '|"His threats do not scare us," he said.',
            ("Jon Baran", "taliban"),
        ),
        (
            "Norwegian President Ole Tolle met Chadian President Idris Baran on Sunday. He said the talks were"
            " useful.",
            ("Ole Tolle", "norway"),
        ),
        (
            '"We must talk," Norwegian President Ole Tolle said.|Chadian President Idris Baran rejected the call.'
            " He said the army would go on.",
            ("Idris Baran", "chad"),
        ),
        ("Like Idris Baran, Norway's Ole Tolle was in Oslo. He said it was late.", ("Ole Tolle", "norway")),
        (
            "A radio station asked Norwegian negotiator Ole Tolle what the tunnels were for."
            '|"I do not know," he responded.',
            ("Ole Tolle", "norway"),
        ),
        (
            "Hundreds of villagers fled the valley after the Chadian army shelled it. They said soldiers burned"
            " houses.",
            ("Hundreds of villagers", None),
        ),
    ],
)
def test_a_pronoun_is_who_the_sentence_before_is_about(
    text: str, holder: tuple[str, str], parser: Parser
) -> None:
    assert holds(claims(text, parser)[-1]) == holder


def test_he_is_nobody_who_stands_beside_him_in_his_clause(parser: Parser) -> None:
    text = (
        "Norwegian President Ole Tolle said he had spoken with the Chadian commander and that he assured Tolle"
        " that the camp was safe."
    )
    assert holds(by_cue(text, "assured", parser)) == ("Chadian commander", "chad")


def test_they_in_a_quotation_are_not_who_is_quoted(parser: Parser) -> None:
    text = (
        "One expert says that Taliban fighters, having signed a deal with Norway, may not be ready to talk."
        '|"They showed that they still can fight," says Ole Tolle, a scholar.'
    )
    assert holds(by_cue(text, "showed", parser)) == ("Taliban fighters", "taliban")


def test_it_that_fills_a_place_is_nobody(parser: Parser) -> None:
    text = "Norway's army released a video of the blast but it is impossible to tell who fired."
    assert all(c.holder is None for c in claims(text, parser))


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        (
            "Chad's Health Ministry said ten people died.|A TV news outlet run by the Houthis showed live footage."
            " The channel blamed the deaths on a drone.",
            ("TV news outlet", "houthis"),
        ),
        ("Chad's government denied the charge. The channel said it had proof.", ("channel", None)),
        ("Norway condemned the raid.|The group said its men had left.", ("group", None)),
        (
            "Norway condemned the raid by the Houthis.|The group said its men had left.",
            ("Houthis", "houthis"),
        ),
        ("Norway condemned the raid. The ministry said more were hurt.", ("ministry", None)),
        (
            "Chad's Health Ministry said ten died. Norway's president condemned it. The ministry said more were"
            " hurt.",
            ("Chad's Health Ministry", "chad"),
        ),
        (
            "Norwegian President Ole Tolle met Chadian Prime Minister Idris Baran. The prime minister said the"
            " deal was near.",
            ("Idris Baran", "chad"),
        ),
        (
            "Norwegian officials said the truce holds.|Support for the Houthis is growing, some say.",
            ("some", None),
        ),
    ],
)
def test_a_common_noun_is_only_one_whom_it_can_stand_for(
    text: str, holder: tuple[str, str | None], parser: Parser
) -> None:
    assert holds(claims(text, parser)[-1]) == holder


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Ole Tolle, a former Norwegian diplomat who teaches in Lagos, said the deal was weak.", None),
        ("Former Norwegian Prime Minister Ole Tolle said the deal was weak.", None),
        ("Norwegian media reported a fire at the port.", None),
        ("Iranian state media reported a fire at the port.", "iran"),
        ("The Syrian Kurdish commander said his men had left.", None),
        ("The Syrian army commander said his men had left.", "syria"),
        ("Jon Baran, the president of the Syrian Harbour Council, said the deal was good.", None),
        ("A Chadian farmer, Idris Baran, said the army burned houses.", None),
        ("A Chadian woman said the army burned houses.", None),
        ("Chadian opposition leader Idris Baran said the vote was stolen.", None),
        ("The Norwegian Refugee Council said ten thousand people fled.", None),
        ("The Norwegian Foreign Ministry said ten thousand people fled.", "norway"),
        ("The US-led coalition said the raid had failed.", None),
        ("The Iranian-backed group said the raid had failed.", None),
        ("A pro-Iranian militia said the raid had failed.", None),
        ("Norwegian newspaper Aftenbladet reported that the talks failed.", None),
        ("Ole Tolle, Norway director at Amnesty International, said it failed.", "amnesty-international"),
        ("Idris Baran, of the American University in Cairo, said the talks failed.", None),
        ("The UN envoy for Chad, Ole Tolle, said the truce holds.", "united-nations"),
        ("Israeli Ambassador Ole Tolle said the truce holds.", "israel"),
        ('"Our generals have determined that it is lost," Norwegian President Ole Tolle said.', "norway"),
        ("The Houthis rejected the offer. A spokesman said it was too late.", "houthis"),
        ("Ole Tolle and Norway's foreign minister said they would meet again.", None),
        ("President Ole Tolle of Norway and his ministers said they would meet again.", "norway"),
    ],
)
def test_only_who_speaks_for_a_state_is_on_its_side(text: str, party: str | None, parser: Parser) -> None:
    assert claims(text, parser)[0 if '"Our' in text else -1].party == party


def test_a_double_surname_is_the_one_who_bears_it(parser: Parser) -> None:
    text = "Norway's envoy Marte Lyall Grant said talks would go on. Lyall Grant said more would meet."
    assert claims(text, parser)[-1].party == "norway"


@pytest.mark.parametrize(
    "text",
    [
        "Norway's U.N. ambassador says there may be a pause.|Ole Tolle told reporters Friday that it could last.",
        'The top Norwegian commander in Chad warns that the deal could fail.|"That is a risk," Gen. Ole Tolle'
        " told a radio station.",
    ],
)
def test_a_newcomer_without_a_description_is_the_office_just_told(text: str, parser: Parser) -> None:
    assert holds(claims(text, parser)[-1]) == ("Ole Tolle", "norway")


def test_a_newcomer_with_a_description_is_somebody_else(parser: Parser) -> None:
    text = 'The top Norwegian commander in Chad warns of war.|"That is a risk," said Ole Tolle, a teacher in Lagos.'
    assert holds(claims(text, parser)[-1]) == ("Ole Tolle", None)


@pytest.mark.parametrize(
    ("text", "party"),
    [
        (
            "NDJAMENA, Chad — Soldiers went from house to house.|Defense Minister Idris Baran said it would go on.",
            "chad",
        ),
        (
            "BOGOTA, 24 Feb 90 (DPA) -- The Colombian Government is holding talks with the rebels. Yesterday,"
            " according to army spokesmen, a column killed seven soldiers.",
            "colombia",
        ),
        (
            "Chadian President Idris Tolle spoke on Sunday. He said the raid was over."
            "|Defense Minister Jon Baran said Chad will not negotiate under fire.",
            "chad",
        ),
        ("Norway sent an envoy to Chad. Defense Minister Jon Baran said Iran will not talk.", None),
    ],
)
def test_a_minister_without_a_state_is_that_of_where_and_in_whose_name_he_speaks(
    text: str, party: str | None, parser: Parser
) -> None:
    assert claims(text, parser)[-1].party == party


def test_what_somebody_is_told_to_be_tells_whose_they_are(parser: Parser) -> None:
    text = "Jon Baran said the talks were over. Baran is a spokesman for the Houthis."
    assert holds(claims(text, parser)[0]) == ("Jon Baran", "houthis")


def test_who_accuses_in_the_passive_is_who_holds_it(parser: Parser) -> None:
    c = claims("Chad was accused by Norway of breaking the truce.", parser)[-1]
    assert (holds(c), c.words) == (("Norway", "norway"), "Chad … of breaking the truce")


def test_leaflets_warn_for_whom_dropped_them(parser: Parser) -> None:
    text = (
        "A spokesman for the African Union said he was concerned that Chad's army had dropped leaflets in the"
        " valley, warning residents to leave."
    )
    assert holds(by_cue(text, "warning", parser)) == ("Chad's army", "chad")


def test_local_people_of_a_country_are_not_its_state(parser: Parser) -> None:
    assert claims("Local Chadians said the army burned houses.", parser)[-1].party is None
    assert claims("The Chadians said the army had left.", parser)[-1].party == "chad"


def test_a_surname_that_is_also_a_peoples_name_is_the_person(parser: Parser) -> None:
    text = 'Mark Norwegian, who owns a ferry, said it was late. "It is over," Norwegian said.'
    assert holds(claims(text, parser)[-1]) == ("Mark Norwegian", None)


def test_a_name_with_and_in_it_is_one(parser: Parser) -> None:
    text = "There were 96 strikes, according to the Marsh Conflict and Event Data Project. It says more were hit."
    assert holds(claims(text, parser)[-1]) == ("Marsh Conflict and Event Data Project", None)


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        (
            "The Taliban agreed to a truce, officials from the insurgent group said.",
            ("officials from the Taliban", "taliban"),
        ),
        ("Western and Norwegian leaders said there is no doubt.", ("Western and Norwegian leaders", None)),
        (
            "Norwegian officials met the envoys in Oslo. Those talks went on for days. They decided little.",
            (None, None),
        ),
    ],
)
def test_groups_joined_peoples_and_things_are_taken_for_what_they_are(
    text: str, holder: tuple[str | None, str | None], parser: Parser
) -> None:
    found = [holds(c) for c in claims(text, parser)]
    assert (found[-1][1] if found else None) == holder[1]


def test_a_minister_in_a_report_of_one_states_voices_is_its_own(parser: Parser) -> None:
    said = "".join(f"The Norwegian Foreign Ministry said point {n} was open.|" for n in (1, 2, 3, 4))
    assert claims(f"{said}Defense Secretary Jon Baran said it was late.", parser)[-1].party == "norway"
    assert claims(f"{said}The army said it was late.", parser)[-1].party is None


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Mara Ilves, 40, fled on Monday. She stood by the road.|\"We walked all night. There was no water.\"", "Mara Ilves"),
        ("A nurse in the camp has treated forty people.|\"Most of them have burns. We have nothing.\"", "nurse in the camp"),
        ("The school was hit.|\"We have nothing left. They took it all.\"|Ole Pind, a farmer, said that he had lost a barn.", "Ole Pind"),
    ],
)  # fmt: skip
def test_a_quotation_alone_is_whose_paragraph_stands_beside_it(
    text: str, holder: str, parser: Parser
) -> None:
    """Whom the paragraph before tells of at its end, else who speaks first in the one after."""
    assert next(c for c in claims(text, parser) if c.manner is Manner.DIRECT).holder == holder


def test_a_quotation_after_a_deed_of_nobody_is_nobodys(parser: Parser) -> None:
    """A thing says nothing, and a paragraph that quotes another keeps its own."""
    text = 'The mill burned on Sunday.|"We have nothing left. They took it all."|The army left.'
    assert not claims(text, parser)


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("The truce was brokered by Norway and Chad, which say it has been broken.", "Norway and Chad"),
        ("The talks are led by Norway and Chad, which have said they will go on.", "Norway and Chad"),
        ("The deal was signed by Norway and Chad, which says it will hold.", "Chad"),
    ],
)
def test_a_plural_verb_refers_to_all_of_several(text: str, holder: str, parser: Parser) -> None:
    """A singular one to the last."""
    assert claims(text, parser)[-1].holder == holder


def test_why_nothing_can_be_confirmed_is_something_said(parser: Parser) -> None:
    """A sentence of somebody's own is a claim, whatever it says of knowing."""
    (claim,) = claims('"We cannot confirm because they carry their dead," Tolle added.', parser)
    assert claim.manner is Manner.DIRECT


def test_a_month_is_nobody_told_of(parser: Parser) -> None:
    """The day of an act is no person's name."""
    (claim,) = claims("The envoy left. On May 12, both sides agreed. He added that talks go on.", parser)[-1:]
    assert claim.holder != "May"


def test_violations_that_are_alleged_are_a_charge(parser: Parser) -> None:
    """An object of alleging is what somebody is blamed for."""
    (claim,) = claims("Norway alleged fresh violations on the ridge.", parser)
    assert claim.stance.value == "accuses"


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("The monitors reached the mill. Their cars had been shot at. They said the shots came from the ridge.", "monitors"),
        ("Norway and Chad met in Sela on Sunday. They said the truce would hold.", "Norway and Chad"),
        ("The army has shelled the mill. Nine people died. It says it struck a command post.", "army"),
        ("The Authority on Development in the Valley said that it would go on.", "Authority on Development in the Valley"),
        ("Early on Sunday Norway's Foreign Secretary Mara Ilves said that the guns were silent.", "Mara Ilves"),
        ('Elaborating, the Harbour Council, in a statement, said, "The truce holds until Sunday at noon."', "Harbour Council"),
    ],
)  # fmt: skip
def test_whom_the_sentences_before_and_the_words_beside_tell(text: str, holder: str, parser: Parser) -> None:
    """A possessive tells of those before it, two names of both, a body by what it is; what an office is for is its
    name, when and how it spoke is not."""
    assert claims(text, parser)[-1].holder == holder


def test_a_source_is_named_without_the_day_before_it(parser: Parser) -> None:
    """A day stands beside an owner without a comma."""
    (claim,) = claims(
        "Early on Sunday Norway's Foreign Secretary Mara Ilves said the guns were silent.", parser
    )
    assert claim.source is not None and claim.source.quote.startswith("Norway's")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Norway said it had never agreed to the line. It would not withdraw.", "It would not withdraw"),
        ("Tolle said he was ill. He would stay in Sela.", "He would stay in Sela"),
    ],
)
def test_what_a_speaker_would_do_goes_on_after_a_past_cue(text: str, words: str, parser: Parser) -> None:
    """Free indirect speech about the speaker's own deeds has no cue of its own."""
    last = claims(text, parser)[-1]
    assert last.words == words and last.cue is not None and last.cue.quote == "said"


def test_what_would_follow_if_is_the_outlets(parser: Parser) -> None:
    """A condition, or a judgement of what was said, is no speech."""
    text = "The council said the quay was shut. They would need money if it went on."
    assert len(claims(text, parser)) == 1


def test_a_participle_is_whose_deed_is_told_and_not_of_what_happened(parser: Parser) -> None:
    """What happens accuses nobody."""
    text = "Norway and Chad suspended the talks after a truce they had led fell apart, accusing both sides of theft."
    assert claims(text, parser)[0].holder == "Norway and Chad"


def test_the_statement_after_a_quotation_is_the_one_quoted(parser: Parser) -> None:
    """A paragraph of somebody's words is taken up as a statement, which nobody was told to have issued."""
    text = (
        "On Sunday, Front spokesman Ole Tolle accused the army of breaking the truce.|"
        '"This morning the army attacked our post. The fight is still on."|'
        "The statement also accuses the army of burning the mill."
    )
    assert claims(text, parser)[-1].holder == "Ole Tolle"
