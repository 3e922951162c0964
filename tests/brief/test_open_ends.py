"""What a told sentence leaves open: pronouns, parts and counts that nothing in it explains."""

from __future__ import annotations

import pytest

from truceline.brief.material import Material
from truceline.brief.open_ends import lone_pronoun, open_end


@pytest.mark.parametrize(
    ("words", "lone"),
    [
        ("Reported 3 May: Orvel said that it took it on Friday.", "it"),
        ("Vellin denies any part in it.", "it"),
        ("The Herald, in its own voice: In it 33 captives were freed.", "it"),
        ("The envoy of the League said that the League had expelled them.", "them"),
        ("3 May: Orvel denies shelling either.", "either"),
        ("Orvel said that the League had left a bridge and that the army held it.", None),
        ("Orvel said that the League had attacked it.", None),
        ("Orvel said that it would be set up within a month.", "it"),
        ("Orvel said that it would leave the bridge.", None),
        ("Orvel said that the guards were seen and that the League drove them off.", None),
        ("The Herald writes: “‘We do not know where they are,’ Osk Tarn said.”", "they"),
        ("The Herald writes: “‘The guards know where they are,’ Osk Tarn said.”", None),
        ("As The Herald retells it, the ferry was stopped.", None),
        ("The Herald writes: “Osk Tarn of the League denied it.”", "it"),
        ("The Herald writes: “Osk Tarn denied that the bridge was shut.”", None),
        ("The Herald writes: “The Orvel side called this an invention.”", "this"),
        ("The Herald writes: “A raid was told of. The Orvel side called this an invention.”", None),
        ("Minister Osk Tarn said that Orvel would ask the Harbour League to take it over.", "it"),
        ("The Herald writes: “It’s plain that the ferry was stopped.”", None),
    ],
)
def test_a_pronoun_is_lone_where_only_its_own_subject_stands_before_it(words: str, lone: str | None) -> None:
    """Who "took it" is not what was taken."""
    assert lone_pronoun(words) == lone


@pytest.mark.parametrize(
    ("words", "open_"),
    [
        ("3 May: “The second stage is due to begin on 15 October.”", "stage"),
        ("Orvel said that the second stage of the handover begins in October.", None),
        ("Orvel said that there are stages and that the second stage begins in October.", None),
        ("The Herald, in its own voice: “One soldier was injured on 3 May.”", "one"),
        ("The Herald, in its own voice: “One soldier was injured near Vellin.”", None),
        ("Orvel said that the Lake one was too small.", "one"),
        ("Orvel said that such a deal was never made.", "deal"),
        ("3 May: The guards said that one soldier was killed and 10 were wounded.", "one"),
        ("3 May: The guards said that one soldier was killed at Vellin.", None),
        ("3 May: The guards of Vellin said that one soldier was killed.", None),
        ("Orvel also announced the soldier's death.", "soldier"),
        ("“The Orvel army refutes these baseless reports of a raid.”", None),
        ("“The Orvel army refutes these baseless claims.”", "claims"),
        ("“Two others, taken at Sall, are still in their hands.”", "one"),
        ("The Herald writes: “Nobody there was hurt.”", "there"),
        ("The Herald writes: “Orvel said there were boats near Vellin.”", None),
        ("The Herald writes: “In Orvel the three men are in a mill.”", "men"),
        ("The Herald writes: “Orvel and Vellin said that the two sides met.”", None),
        ("The Herald writes: “Despite these violations the truce of Orvel holds.”", "violations"),
        ("The Herald writes: “Orvel then took a mill.”", "one"),
        ("The Herald writes: “Four people said that he would attack Orvel.”", "he"),
        ("The Herald writes: “A clerk listed 40 of the province for a week.”", "province"),
    ],
)
def test_a_part_a_bare_count_and_such_a_thing_are_open(words: str, open_: str | None) -> None:
    """Of what it is a part, where somebody was hurt, and which deal, stands in other lines."""
    material = Material.__new__(Material)
    material.accord = None
    material.__dict__["large_within"] = frozenset[str]()
    assert open_end(words, material) == open_
