"""Copy in capitals is told in small letters; the words cited keep their capitals."""

from __future__ import annotations

from dataclasses import replace

from tests.brief.made import blocks, claim, given, report

from truceline import brief
from truceline.brief.lacking import as_told
from truceline.brief.material import Material
from truceline.brief.sentences import Page, blocks_of
from truceline.brief.telex import small_letters
from truceline.model.brief import Brief, Sentence
from truceline.model.reading import Manner, Mention, MentionType, Reading
from truceline.model.span import Span

WIRE = """VELLIN, 12 MAR 31 (LNA) -- [TEXT] THE COUNCIL OF THE LAKES (CLK) SAID TODAY THAT ALL POSTS MAY OPEN ON 3 MAY.

A SPOKESMAN OF BRUNMARK, ILSE OREN, SAID: "WE HAVE 25-YEAR LEASES ON THE POSTS AT M-19 ROAD."
"""


def told() -> Brief:
    """The brief of one wire with two statements."""

    def named(words: str, type: MentionType, entity: str, party: str | None = None) -> Mention:
        start = WIRE.index(words)
        return Mention(Span.of("wire", WIRE, start, start + len(words)), entity, type, party)

    wire = report("wire", WIRE, "Lakes News Agency", "2031-03-12")
    claims = (
        claim(
            "w1",
            "wire",
            WIRE,
            "ALL POSTS MAY OPEN ON 3 MAY",
            "SAID TODAY|SAID",
            "THE COUNCIL OF THE LAKES (CLK)",
            "Council of the Lakes",
            topics=("posts",),
        ),
        claim(
            "w2",
            "wire",
            WIRE,
            '"WE HAVE 25-YEAR LEASES ON THE POSTS AT M-19 ROAD."',
            "SAID:|SAID",
            "A SPOKESMAN OF BRUNMARK, ILSE OREN",
            "ILSE OREN",
            manner=Manner.DIRECT,
            party="brunmark",
            topics=("posts",),
        ),
    )
    mentions = (
        named("COUNCIL OF THE LAKES", MentionType.ORGANISATION, "council-of-the-lakes"),
        named("BRUNMARK", MentionType.PARTY, "brunmark", "brunmark"),
        named("ILSE OREN", MentionType.PERSON, "ilse-oren"),
        named("VELLIN", MentionType.PLACE, "vellin"),
    )  # fmt: skip
    reading = Reading("wire", True, "lakes-2031", claims=claims, mentions=mentions, blocks=blocks(WIRE))
    return brief.compose(replace(given(), reports=(wire,), readings=(reading,)))


def test_a_telex_is_told_in_small_letters_with_names_and_initials_as_they_are_written() -> None:
    """Months only beside a figure; roads and abbreviations keep their form; no dateline is told."""
    text = " ".join(s.text for x in told().sections for i in x.items for s in i.sentences)
    assert "all posts may open on 3 May" in text
    assert "Council of the Lakes" in text
    assert "25-year leases on the posts at M-19 road" in text
    assert "[TEXT]" not in text


def test_copy_in_capitals_is_judged_as_it_is_told() -> None:
    """In capitals every noun behind "the" looks like one that other lines bring in."""
    text = "VELLIN, 12 MAR 31 -- THE SALT TALKS BETWEEN BRUNMARK AND THESSAR ENDED."
    wire = report("wire", text, "Lakes News Agency", "2031-03-12")
    material = Material(given(reports=(wire,), readings=(Reading("wire", True, blocks=blocks(text)),)))
    cited = Span.of("wire", text, text.index("THE SALT"), len(text))
    judged = as_told(
        Sentence("12 March: Lakes News Agency writes: “THE SALT TALKS ENDED.”", (cited,)), "", material
    )
    assert judged.text.endswith("“The salt talks ended.”")
    assert judged.cited.startswith("The salt talks between")


def test_the_words_cited_from_a_telex_keep_their_capitals_and_a_banner_says_so() -> None:
    """Every span still reads what the report reads."""
    made = told()
    for section in made.sections:
        for item in section.items:
            for sentence in item.sentences:
                for span in sentence.spans:
                    if span.report == "wire":
                        span.check(WIRE)
    assert any("capitals" in b for b in made.banners)


def test_a_brief_of_copy_in_small_letters_is_left_as_it_is() -> None:
    """No banner, no change."""
    assert not any("capitals" in b for b in brief.compose(given()).banners)


def test_a_dateline_is_no_part_of_what_is_told() -> None:
    """But a name between dashes is, and so is an agency's name in the running text."""
    for head, rest in (
        ("VELLIN, 12 MAR 31 (LNA) -- [TEXT] ", "THE POSTS ARE OPEN."),
        ("ORSK FORD, Averland (LNA) — ", "The posts are open."),
        ("VELLIN – ", "The posts are open."),
        ("Vellin (Averland), Mar 12, 2031 (LNA) - ", "The posts are open."),
        ("", "NATO – the alliance – said so."),
        ("", "THE CLK -- THE COUNTRY'S OLDEST BODY -- AGREED."),
    ):
        text = head + rest
        page = Page("r", text, blocks_of(text, ()))
        assert text[page.past_dateline(0) :] == rest


def test_initials_that_are_a_small_word_too_are_known_by_what_leads_to_them() -> None:
    """Behind their name in brackets, and behind an article."""
    text = "VELLIN, 12 MAR 31 (LNA) -- THE INLAND SOCIETY (IS) IS HERE. THE IS PANEL IS NOT."
    wire = report("wire", text, "Lakes News Agency", "2031-03-12")
    material = Material(given(reports=(wire,), readings=(Reading("wire", True, blocks=blocks(text)),)))
    assert small_letters("THE IS PANEL OF THE INLAND SOCIETY (IS) IS HERE", material) == (
        "The IS panel of the Inland Society (IS) is here"
    )
