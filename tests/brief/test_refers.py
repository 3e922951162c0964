"""What "the ..." of a sentence stands for, and who a person is, in the report's own words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.brief.made import claim, given, report

from truceline.brief.introducing import introduction
from truceline.brief.material import Material
from truceline.brief.refers import hanging, uncounted, unpaired
from truceline.model.reading import Mention, MentionType, Reading
from truceline.model.span import Span


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("The ferry was hit at noon", ["ferry"]),
        ("Two shells hit the mill and the salt store", ["mill", "salt store"]),
        ("The board said that the order was lifted on Monday", ["board", "order"]),
        ("Averland asked about the remaining 42", ["remaining 42"]),
    ],
)
def test_a_noun_that_nothing_explains_hangs(words: str, left: list[str]) -> None:
    """No name, no word behind it, no earlier mention tells which is meant."""
    assert [" ".join(x.words) for x in hanging(words)] == left


@pytest.mark.parametrize(
    "words",
    [
        "The ferry to Orsk was hit",
        "The Vellin ferry was hit",
        "A ferry sank; the ferry had been old",
        "Thessar's leaders met the army",
        "The first boat of the day sank",
        "The heaviest shelling in the war began at night",
        "Brunmark said that the group would leave",
        "The truce - known as the Salt Pact - holds in the world",
        "The prisoner exchange will follow, the mayor of Vellin said",
        "He wrote “the mill is ours”",
    ],
)
def test_a_noun_that_the_words_explain_does_not_hang(words: str) -> None:
    """A name, "of ...", an ordinal, an earlier mention, a body of a state that is named; quotations are the
    speaker's."""
    assert not hanging(words)


@pytest.mark.parametrize(
    "words", ["It had registered five.", "So far 96 have been freed", "He blamed four on Orsk"]
)
def test_a_number_without_what_it_counts_is_known(words: str) -> None:
    """Nobody can tell five of what."""
    assert uncounted(words)


@pytest.mark.parametrize(
    "words",
    [
        "The clinic treated 78 people, of whom 47 were children",
        "The shelling began on 3 May, at 5, and ended in 2031.",
        "Phase two begins after article 4.",
        "Brunmark freed 40 prisoners.",
    ],
)
def test_a_number_that_counts_something_is_left_alone(words: str) -> None:
    """Days, hours, articles, years, and what was counted before."""
    assert not uncounted(words)


def _who(text: str, *mentions: tuple[str, str], source: str, holder: str) -> str | None:
    found = []
    for words, entity in mentions:
        at = text.index(words)
        found.append(Mention(Span.of("r", text, at, at + len(words)), entity, MentionType.PERSON))
    said = claim("c", "r", text, "the road was open", "said", source, holder=holder, entity=mentions[0][1])
    given_ = replace(
        given(accord=None, standings=(), before=(), board=()),
        reports=(report("r", text, "The Herald", "2031-03-13"),),
        readings=(Reading("r", True, claims=(said,), mentions=tuple(found)),),
    )
    intro = introduction(said, holder, Material(given_))
    return intro.name if intro is not None else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The army spokesman of Orsk slept. Thessar army spokesman Col. Jon Marr was tired. Marr said the road was open.",
            "Thessar army spokesman Col. Jon Marr",
        ),
        (
            "Rain fell. Jon Marr, head of the salt board, was tired. Marr said the road was open.",
            "Jon Marr, head of the salt board,",
        ),
        (
            "Rain fell. The front's chief monitor, Jon Marr, was tired. Marr said the road was open.",
            "Jon Marr, the front's chief monitor,",
        ),
        (
            "On the radio, two rebel leaders, Jon Marr, of Orsk, and Ana Tull, were tired. Marr said the road was open.",
            None,
        ),
        ("Rain fell. Jon Marr was tired. Marr said the road was open.", None),
    ],
)
def test_a_person_is_told_as_his_report_brings_him_in(text: str, name: str | None) -> None:
    """With the office before the name or behind it, from wherever it stands."""
    assert _who(text, ("Jon Marr", "jon-marr"), source="Marr said the road|Marr", holder="Jon Marr") == name


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Venn said that the second had no lights", ["second"]),
        ("The other four were let go", ["other"]),
        ("Nobody, said the man, who gave no name", ["man"]),
        ("Averland opened the strait - under a truce", ["strait"]),
    ],
)
def test_a_rank_or_a_stranger_alone_tells_nothing(words: str, left: list[str]) -> None:
    """One of several that are not named, somebody of whom nothing is told, a noun before a dash."""
    assert [" ".join(x.words) for x in hanging(words)] == left


@pytest.mark.parametrize(
    "words", ["It has asked both for their lists", "The office called both accounts gossip"]
)
def test_both_of_what_is_asked(words: str) -> None:
    """Both of two that nobody named."""
    assert unpaired(words)
