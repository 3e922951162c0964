"""The first page: short, each matter once, each sentence with its words; the rest stands in the annex."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console
from tests.brief.made import accord, claim, given, report
from tests.brief.test_brief import section, words

from truceline import brief
from truceline.brief.grouping import grouped
from truceline.brief.heard import Heard
from truceline.brief.material import Material
from truceline.brief.prominence import prominence
from truceline.brief.side_by_side import of_one_scale, of_one_thing
from truceline.brief.statements import Statements
from truceline.model.reading import Block, BlockKind, Figure, Manner, Reading, Stance
from truceline.model.span import Span
from truceline.model.weighing import Evidence, Finding, QuestionKind, Reason, Value, Verdict

ALONE = {"accord": None, "standings": (), "before": (), "by_day": ()}


@pytest.mark.parametrize("changes", [{}, ALONE], ids=["accord", "none"])
def test_every_sentence_and_every_answer_cites_its_words(changes: dict[str, object]) -> None:
    """None can be built without; an answer in a table has its own."""
    made = brief.compose(given(**changes))
    assert all(t.spans for s in made.sections for i in s.items for t in i.sentences)
    answers = [row[2] for s in made.sections for t in s.tables for row in t.rows]
    assert all(cell.spans for cell in answers if not cell.text.startswith("and "))


@pytest.mark.parametrize("changes", [{}, ALONE], ids=["accord", "none"])
def test_the_first_page_stands_before_the_annex_and_is_short(changes: dict[str, object]) -> None:
    """What outlets report, labels and what else is said come after it."""
    made = brief.compose(given(**changes))
    keys = [s.key for s in made.sections]
    assert keys == [*(s.key for s in made.first_page), *(s.key for s in made.annex)]
    assert {"reported", "more", "told"} <= {s.key for s in made.annex}
    first = [t.text for s in made.first_page for i in s.items for t in i.sentences]
    assert sum(len(t.split()) for t in first) < 800
    page = brief.html(made)
    assert page.index('id="annex"') < page.index('id="told"')
    assert brief.markdown(made).index("# Annex") < brief.markdown(made).index("How they told it")


def test_the_terminal_shows_the_annex_where_it_is_asked_for() -> None:
    """And else says what stands in it."""
    made = brief.compose(given())
    short, whole = io.StringIO(), io.StringIO()
    brief.terminal(made, Console(width=100, file=short))
    brief.terminal(made, Console(width=100, file=whole), annex=True)
    assert "How they told it" in short.getvalue().split("With --annex")[1]
    assert "usurper army" not in short.getvalue()
    assert "usurper army" in whole.getvalue()


def test_no_sentence_is_told_twice_on_page_or_annex() -> None:
    """Not in other words of the same length either: one side's figures of the same harm are one."""
    told = words(brief.compose(given())).splitlines()
    said = [t for t in told if "said" in t or "own voice" in t]
    assert len(said) == len(set(said))


def test_what_repeats_what_was_told_is_known() -> None:
    """Of the same side, or where an outlet or a relay only passes it on; never of the other side."""
    one = Heard("averland", False, frozenset({"guns", "bridge", "orsk", "leave", "troops"}), frozenset())
    assert one.repeats(one)
    assert not replace(one, side="brunmark").repeats(one)
    assert replace(one, side="the herald", own=True).repeats(one)
    assert not replace(one, matter=one.matter | {"salt", "road", "lorrie"}).repeats(one)
    toll = Heard("averland", False, frozenset({"killed", "villag", "14"}), frozenset({14.0}))
    again = replace(toll, matter=frozenset({"killed", "shells", "14"}))
    assert again.repeats(toll)
    assert not replace(again, matter=frozenset({"killed", "15"}), counts=frozenset({15.0})).repeats(toll)


def test_what_stands_in_headline_and_first_paragraph_weighs_more() -> None:
    """The outlet put it there; a nameless bystander far below weighs less."""
    text = "Averland to open bridge\n\nAverland said that the bridge would open on Friday.\n\n" + (
        "Rain fell.\n\n" * 9 + "A fisherman said that the bridge would open on Friday."
    )
    start = text.index("the bridge would")
    late = text.rindex("the bridge would")
    said = [
        replace(
            claim("x", "r", text, "Averland to open bridge", manner=Manner.INDIRECT),
            id=id,
            content=(Span.of("r", text, at, at + 31),),
            holder=holder,
            anonymous=nameless,
            party=party,
        )
        for id, at, holder, nameless, party in (
            ("a", start, "Averland", False, "averland"),
            ("b", late, "a fisherman", True, None),
        )
    ]
    blocks, at = [], 0
    for n, part in enumerate(text.split("\n\n"), 1):
        kind = BlockKind.HEADLINE if n == 1 else BlockKind.PARAGRAPH
        blocks.append(Block(n, at, at + len(part), kind))
        at += len(part) + 2
    material = Material(
        replace(
            given(accord=accord(), standings=(), before=(), by_day=()),
            reports=(report("r", text, "The Herald", "2031-03-13"),),
            readings=(Reading("r", True, claims=tuple(said), blocks=tuple(blocks)),),
        )
    )
    by_id = {s.claims[0].id: prominence(s, material) for s in grouped(material)}
    assert by_id["a"] > by_id["b"] + 2


def _finding(question: str, text: str, *figures: str, kind: QuestionKind = QuestionKind.FIGURE) -> bool:
    """Whether figures of one report each may stand side by side; reports are parted by a bar."""
    parts = text.split(" | ")
    reports = tuple(report(f"r{n}", p, f"Outlet {n}", f"2031-03-{10 + n}") for n, p in enumerate(parts))
    values = []
    for n, (part, words_) in enumerate(zip(parts, figures, strict=True)):
        span = Span.of(f"r{n}", part, part.index(words_), part.index(words_) + len(words_))
        values.append(
            Value(words_, (f"Outlet {n}",), (f"o{n}",), (Evidence(span, None, None),), n + 1, n + 1)
        )
    finding = Finding("f", question, kind, Verdict.DIFFERING, tuple(values), Reason.UNEXPLAINED)
    material = Material(replace(given(**ALONE), reports=reports, readings=()))
    return of_one_thing(finding, material)


def test_a_part_is_no_answer_beside_a_whole() -> None:
    """Words as "of whom" tell a part."""
    text = "The clinic treated 78 people, of whom 47 stay. | The clinic treated four people."
    assert not _finding("people hurt so far", text, "47", "four")
    assert _finding("people hurt so far", text, "78", "four")


def test_figures_of_one_day_tell_of_one_event_or_stand_apart() -> None:
    """They share more than the question and what every report says."""
    apart = (
        "Ten died when a ferry sank off Vellin harbour. | Twelve died in a raid on the salt store at Orsk."
    )
    assert not _finding("people killed on 2031-03-09", apart, "Ten", "Twelve")
    alike = (
        "Ten died when a ferry sank off Vellin harbour. | Twelve died as the ferry sank near Vellin harbour."
    )
    assert _finding("people killed on 2031-03-09", alike, "Ten", "Twelve")


def test_a_charge_and_its_denial_stand_together() -> None:
    """The denial is told after the words that it denies, though it only points to them."""
    text = "Brunmark accused Averland of shelling the mill at Orsk. Averland denied the accusation."
    charge = claim(
        "a", "r", text, "Averland of shelling the mill at Orsk", "accused", "Brunmark accused|Brunmark",
        holder="Brunmark", party="brunmark", stance=Stance.ACCUSES,
    )  # fmt: skip
    denial = claim(
        "b", "r", text, "the accusation", "denied", "Averland denied|Averland",
        holder="Averland", party="averland", stance=Stance.DENIES,
    )  # fmt: skip
    made = brief.compose(
        replace(
            given(**ALONE),
            reports=(report("r", text, "The Herald", "2031-03-13"),),
            readings=(Reading("r", True, claims=(charge, denial)),),
            weighing=replace(given().weighing, lineages=(), findings=()),
        )
    )
    assert section(made, "denied") == [
        (
            "Brunmark; denied by Averland",
            [
                "Reported 13 March: Brunmark accused Averland of shelling the mill at Orsk.",
                "Reported 13 March: Averland denied the accusation.",
            ],
        )
    ]


def test_counts_that_nobody_weighed_say_so() -> None:
    """In their own words, each with who gives it."""
    text = "Brunmark said that nine lorries had arrived. Averland said that 22 lorries had crossed."
    nine = claim(
        "a", "r", text, "nine lorries had arrived", "Brunmark said|said", "Brunmark", holder="Brunmark"
    )
    more = claim(
        "b", "r", text, "22 lorries had crossed", "Averland said|said", "Averland", holder="Averland"
    )

    def figure(words_: str, amount: float, id: str) -> Figure:
        at = text.index(words_)
        span = Span.of("r", text, at, at + len(words_))
        return Figure(span, amount, amount, amount, unit="lorry", counted="lorries", claim=id)

    made = brief.compose(
        replace(
            given(**ALONE),
            reports=(report("r", text, "The Herald", "2031-03-13"),),
            readings=(
                Reading(
                    "r", True, claims=(nine, more), figures=(figure("nine", 9, "a"), figure("22", 22, "b"))
                ),
            ),
            weighing=replace(given().weighing, lineages=(), findings=()),
        )
    )
    (table,) = next(s for s in made.sections if s.key == "figures").tables
    assert [row[3].text for row in table.rows] == ["Brunmark", "Averland"]
    assert "Not weighed" in table.rows[0][1].text


def test_figures_of_two_scales_stand_apart() -> None:
    """The dead of one night stand beside no toll of a war; tolls that are near each other stay together."""
    values = tuple(
        Value(f"{n}", (f"Outlet {n}",), (f"o{n}",), (), float(n), float(n)) for n in (9, 1030, 1101)
    )
    finding = Finding(
        "f", "people killed so far", QuestionKind.FIGURE, Verdict.DIFFERING, values, Reason.UNEXPLAINED
    )
    kept = of_one_scale(finding)
    assert kept is not None and [v.text for v in kept.values] == ["1030", "1101"]
    assert of_one_scale(replace(finding, values=values[:2])) is None
    assert of_one_scale(replace(finding, measure="toll")) is not None


def test_a_first_page_that_tells_little_carries_what_the_outlets_report() -> None:
    """Where no clause moved, what stands in the annex else is what there is to read."""
    quiet = brief.compose(given(standings=(), before=(), by_day=()))
    told = [s.key for s in quiet.first_page if s.items]
    assert "reported" in told and told.index("reported") < [s.key for s in quiet.first_page].index("settle")


def test_what_is_known_weighs_less_than_news() -> None:
    """Who said it second in other words gives way to what nobody has told yet."""
    text = (
        "The truce of Orsk begins at Vellin on Sunday. Guns and lorries of both armies leave the salt road."
    )
    first = claim("a", "r", text, "The truce of Orsk begins at Vellin on Sunday", manner=Manner.OWN)
    other = claim("b", "r", text, "Guns and lorries of both armies leave the salt road", manner=Manner.OWN)
    statements = Statements(
        Material(
            replace(
                given(**ALONE),
                reports=(report("r", text, "The Herald", "2031-03-13"),),
                readings=(Reading("r", True, claims=(first, other)),),
            )
        )
    )
    again, news = statements.all
    assert statements.known(again) == statements.known(news) == 0
    statements.sentences(again, "In short")
    assert statements.known(again) > 2
    assert statements.known(news) < 0.5


def test_room_left_on_the_first_page_is_for_what_outlets_tell() -> None:
    """Beyond the four of their lines at the head; nobody has to turn the page while half of it is empty."""
    told = (
        "Averland shut the old bridge at Orsk Ford to lorries from Brunmark.",
        "Brunmark closed two of its border posts on the hills above Vellin.",
        "Fishermen of Thessar found 12 mines in their nets off Vellin harbour.",
        "Salt lorries of Averland went home with empty beds through Tarn Pass.",
        "Doctors of Thessar treated 30 miners of Sall for frostbite and hunger.",
        "Averland opened its consulate in Thessar after nine years of silence again.",
    )
    text = " ".join(told)
    said = tuple(claim(f"c{n}", "r", text, t.rstrip("."), manner=Manner.OWN) for n, t in enumerate(told))
    made = brief.compose(
        replace(
            given(**ALONE),
            reports=(report("r", text, "The Herald", "2031-03-13"),),
            readings=(Reading("r", True, claims=said),),
            weighing=replace(given().weighing, lineages=(), findings=()),
        )
    )
    assert len(section(made, "short")) == 4
    assert section(made, "outlets")
    assert "outlets" in [s.key for s in made.first_page]


def _contest(denied_by: Manner) -> list[str]:
    """What stands side by side where two deny and affirm one thing, the denial as told in a manner."""
    text = "Averland said that its guns had left Orsk Ford. The guns had not left Orsk Ford."
    left = claim(
        "a", "r", text, "its guns had left Orsk Ford", "Averland said|said", "Averland", holder="Averland"
    )
    words_ = "The guns had not left Orsk Ford"
    stay = replace(claim("b", "r", text, words_, manner=Manner.OWN), manner=denied_by, holder="Brunmark")
    values = (
        Value(
            "its guns had left Orsk Ford",
            ("Averland",),
            ("o1",),
            (Evidence(left.content[0], "a", None),),
            mode="done",
            polarity=True,
        ),
        Value(
            words_,
            ("Brunmark",),
            ("o2",),
            (Evidence(stay.content[0], "b", None),),
            mode="denied",
            polarity=False,
        ),
    )
    finding = Finding(
        "f",
        "reported: guns left Orsk Ford",
        QuestionKind.OCCURRENCE,
        Verdict.CONTESTED,
        values,
        Reason.DISPUTE,
    )
    made = brief.compose(
        replace(
            given(**ALONE),
            reports=(report("r", text, "The Herald", "2031-03-13"),),
            readings=(Reading("r", True, claims=(left, stay)),),
            weighing=replace(given().weighing, lineages=(), findings=(finding,)),
        )
    )
    tables = next(s for s in made.sections if s.key == "figures").tables
    return [row[2].text for t in tables for row in t.rows]


def test_an_outlet_contradicts_nobody_in_its_own_voice() -> None:
    """Side by side stand the words of two who speak."""
    assert len(_contest(Manner.INDIRECT)) == 2
    assert _contest(Manner.OWN) == []
