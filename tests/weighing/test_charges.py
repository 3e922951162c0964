"""Accusations, denials, counter-claims and silence, set side by side by their matter."""

from __future__ import annotations

from typing import Any

import pytest
from tests.weighing.build import Built, Said

from truceline.model.reading import Stance
from truceline.model.vocabulary import Pattern, Topic, Vocabulary
from truceline.model.weighing import Finding, Verdict
from truceline.weighing import weigh

BREACH = Vocabulary("made-up", topics=(Topic("breaches", "violations of the truce", (Pattern((("x",),)),)),))


def charge(who: str, whom: str, words: str, **more: Any) -> Said:
    return Said(
        words,
        who,
        who.lower(),
        who.lower(),
        stance=Stance.ACCUSES,
        topics=("breaches",),
        parties=((whom, whom.lower()),),
        **more,
    )


def denial(who: str, words: str, **more: Any) -> Said:
    return Said(words, who, who.lower(), who.lower(), stance=Stance.DENIES, topics=("breaches",), **more)


def alleged(built: Built, whom: str) -> Finding:
    found = weigh(built.reports, built.readings, BREACH).findings
    return next(f for f in found if f.question.casefold().endswith(f"alleged against {whom}"))


def test_a_denial_that_points_back_answers_the_charge() -> None:
    """A denial of these days without the charge's words still stands beside it."""
    built = Built()
    built.add(
        "Hill Post", "2021-05-04", charge("Arden", "Bryn", "Bryn of shelling the mill in breach of the truce")
    )
    built.add("Vale Echo", "2021-05-05", denial("Bryn", "this was a violation"))
    found = alleged(built, "bryn")
    assert found.verdict is Verdict.CONTESTED
    assert "Arden" in found.why and "Bryn" in found.why


def test_a_denial_of_another_time_answers_nothing() -> None:
    """Weeks later, a denial is of something else."""
    built = Built()
    built.add("Hill Post", "2021-05-04", charge("Arden", "Bryn", "Bryn of shelling the mill"))
    built.add("Vale Echo", "2021-07-05", denial("Bryn", "that it had moved guns to the harbour"))
    assert alleged(built, "bryn").verdict is Verdict.SINGLE


def test_a_counter_charge_is_named() -> None:
    """Where the accused accuses its accuser of the like, the finding says so."""
    built = Built()
    built.add("Hill Post", "2021-05-04", charge("Arden", "Bryn", "Bryn of shelling the mill"))
    built.add("Vale Echo", "2021-05-04", charge("Bryn", "Arden", "Arden of firing at the ferry"))
    assert "Bryn alleges the like of its accuser" in alleged(built, "bryn").why


def test_no_comment_is_kept_as_said_and_is_no_answer() -> None:
    """Who gave no comment is named, by whom it is told; it counts for neither side."""
    built = Built()
    built.add(
        "Hill Post",
        "2021-05-04",
        Said("There was no immediate comment from Bryn", topics=("breaches",), parties=(("Bryn", "bryn"),)),
    )
    found = weigh(built.reports, built.readings, BREACH).findings
    silent = next(f for f in found if "no comment from bryn" in f.question.casefold())
    assert silent.verdict is Verdict.SINGLE and "neither a yes nor a no" in silent.why


@pytest.mark.parametrize(
    "words",
    [
        "Bryn could not be reached for comment",
        "Bryn did not immediately reply to questions",
        "Bryn has yet to comment on the charge",
        "There was no immediate comment from the Bryn",
    ],
)
def test_silence_is_told_in_many_words_and_kept_under_its_name(words: str) -> None:
    """However an outlet puts it, nobody answered."""
    built = Built()
    built.add("Hill Post", "2021-05-04", Said(words, topics=("breaches",), parties=(("Bryn", "bryn"),)))
    found = weigh(built.reports, built.readings, BREACH).findings
    assert any("no comment from bryn" in f.question.casefold() for f in found)


def test_turning_down_an_offer_denies_no_charge() -> None:
    """Who rejects an offer is not taken to deny an accusation."""
    built = Built()
    built.add("Hill Post", "2021-05-04", denial("Bryn", "several offers of a truce", cue="rejected"))
    found = weigh(built.reports, built.readings, BREACH).findings
    assert not [f for f in found if "alleged" in f.question]
