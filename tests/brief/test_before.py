"""What a statement takes up from above is told with it, or it is not told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.brief.made import accord, claim, given, report
from tests.brief.test_voice import told

from truceline.brief.counts import clause_around
from truceline.brief.loose import taken_up
from truceline.brief.material import Material
from truceline.brief.sentences import Page
from truceline.brief.voice import tell
from truceline.model.reading import Manner, Reading, Stance
from truceline.model.span import Span


@pytest.mark.parametrize(
    ("words", "nouns"),
    [
        ("responsibility lies with those who planned the attack", ["attack"]),
        ("they stopped the attempted attack", ["attack"]),
        ("they saw the attack on the mill", []),
        ("the council blamed the attack on Averland", ["attack"]),
        ("the attacked mill stands", []),
    ],
)
def test_a_thing_taken_for_known_is_known(words: str, nouns: list[str]) -> None:
    """A noun for what was told before, with a participle between or a culprit behind it."""
    assert taken_up(words) == nouns


def test_people_whom_nobody_brings_in_are_no_news() -> None:
    """Without an agreement to go by, a statement on "the soldiers" is left to the list of claims."""
    text = "Vellin was calm. Anna Weld said that the children were hungry."
    one = claim("x", "r", text, "the children were hungry", "said", "Anna Weld", holder="Anna Weld")
    made = Material(
        replace(
            given(accord=None, standings=(), before=(), by_day=()),
            reports=(report("r", text, "The Herald", "2031-03-13"),),
            readings=(Reading("r", True, claims=(one,)),),
        )
    )
    assert tell(one, made) is None


@pytest.mark.parametrize("second", ["Fighters also hide shells in mills.", "Fighters hide shells in mills."])
def test_an_outlet_s_sentence_behind_a_charge_is_not_told_alone(second: str) -> None:
    """It may only go on retelling the charge."""
    text = f"Averland blames Brunmark for the dead, saying that it fires from mills. {second}"
    charge = claim(
        "a",
        "r",
        text,
        "saying that it fires from mills",
        "blames",
        "Averland",
        "Averland",
        stance=Stance.ACCUSES,
    )
    own = claim("b", "r", text, second.rstrip("."), manner=Manner.OWN)
    made = Material(
        replace(
            given(accord=accord(), standings=(), before=(), by_day=()),
            reports=(report("r", text, "The Herald", "2031-03-13"),),
            readings=(Reading("r", True, claims=(charge, own)),),
        )
    )
    assert tell(own, made) is None


def test_a_paper_is_not_given_the_outlet_s_frame() -> None:
    """ "A day after ..., according to a communique" is told as the outlet wrote it."""
    text = "A day after the colonel spoke, the council has owned up, according to a communique of Vellin."
    sentence = told(
        text,
        "A day after the colonel spoke, the council has owned up",
        "according to",
        "a communique of Vellin",
        holder="communique of Vellin",
    )
    assert sentence == f"The Herald writes: “{text}”"


def test_whom_somebody_wrote_to_is_not_what_he_wrote() -> None:
    """The words after "wrote to" are no statement."""
    text = "Anna Weld wrote to the guarantors of the truce, urging them to come."
    content = "the guarantors of the truce, urging them to come"
    sentence = told(text, content, "wrote", "Anna Weld", holder="Anna Weld")
    assert sentence == f"The Herald writes: “{text}”"


def test_an_answer_that_means_nothing_alone_is_told_with_what_it_answers() -> None:
    """Who first refused and then agreed is not told to have refused."""
    text = "The council of Vellin announced that it would not come to the bridge. On Friday it said it would."
    first = claim(
        "a",
        "r",
        text,
        "it would not come to the bridge",
        "said",
        "The council of Vellin",
        "council of Vellin",
    )
    later = claim("b", "r", text, "it would.", "said", "Friday it|it", "council of Vellin")
    made = Material(
        replace(
            given(accord=accord(), standings=(), before=(), by_day=()),
            reports=(report("r", text, "The Herald", "2031-03-13"),),
            readings=(
                Reading("r", True, claims=(first, replace(later, content=(_last(text, "it would"),)))),
            ),
        )
    )
    sentence = tell(first, made)
    assert sentence is not None
    assert sentence.text == f"The Herald writes: “{text}”"


def _last(text: str, words: str) -> Span:
    at = text.rindex(words)
    return Span.of("r", text, at, at + len(words))


@pytest.mark.parametrize(
    ("behind", "told_as"),
    [
        (", head of the salt board,", "Anna Weld, head of the salt board, said that the road was open."),
        (", 46, a teacher from Orsk,", "Anna Weld, a teacher from Orsk, said that the road was open."),
        (", smiling at the crowd,", "Anna Weld said that the road was open."),
    ],
)
def test_a_speaker_has_the_office_that_the_sentence_gives(behind: str, told_as: str) -> None:
    """Between commas behind the name, and only what tells of an office."""
    text = f"The road was open, said Anna Weld{behind} at noon. The road was long."
    content = claim("x", "r", text, "The road was open", "said", "Anna Weld", holder="Anna Weld")
    assert told(text, "The road was open", "said", "Anna Weld", holder=content.holder) == told_as


def test_a_long_sentence_is_cut_between_clauses_and_never_in_a_quotation() -> None:
    """A count keeps the clause that it stands in."""
    quoted_part = 'the rest held "salt, papers, and nothing that anybody on the lakes would want to eat"'
    text = (
        "After a night of talks in the hall by the lake, at which the envoys of four towns spoke for hours, "
        f"the council said only nine lorries had come over the bridge, and {quoted_part}, and two had turned back "
        "at the second post before noon, as the guard of the bridge told those who asked."
    )
    at = text.index("nine")
    a, b = clause_around(text, 0, len(text), at, at + 4)
    assert (
        text[a:b].strip()
        == f"the council said only nine lorries had come over the bridge, and {quoted_part},"
    )
    assert clause_around(text[:90], 0, 90, 8, 13) == (0, 90)


def test_what_stands_above_a_heading_is_another_item() -> None:
    """A copied digest marks the heading of each item: nothing of the one above explains the next."""
    items = [
        "Vell fears the war",
        "Arms cross into Vell.",
        "A doctor is taken",
        "He was taken in the country.",
    ]
    text = "# {}\n\n{}\n\n# {}\n\n{}".format(*items)
    page = Page("r", text, tuple((n, text.index(x), text.index(x) + len(x)) for n, x in enumerate(items, 1)))
    at = text.index("He was")
    assert [text[slice(*x)] for x in page.above(at, 9)] == ["A doctor is taken"]
