"""Whose side somebody is on, as the reports of a case have it."""

from __future__ import annotations

from dataclasses import replace

from truceline.case.whose import Whose, as_the_reports_have_it
from truceline.model.accord import Entity, Vocabulary
from truceline.model.reading import Claim, Manner, Mention, MentionType, Reading
from truceline.model.span import Span

MERROW = "ada-merrow"


def named(report: str, words: str, entity: str, party: str | None, why: str = "by capitals") -> Mention:
    return Mention(Span(report, 0, len(words), words), entity, MentionType.PERSON, party, why=why)


def said(report: str, holder: str, entity: str | None = None, party: str | None = None) -> Claim:
    words, source = Span(report, 40, 44, "safe"), Span(report, 0, len(holder), holder)
    return Claim(
        f"{report}-{holder}", report, (words,), Manner.INDIRECT, source=source, holder=holder, entity=entity, party=party
    )  # fmt: skip


def page(report: str, *of: Claim | Mention) -> Reading:
    return Reading(
        report,
        read=True,
        claims=tuple(x for x in of if isinstance(x, Claim)),
        mentions=tuple(x for x in of if isinstance(x, Mention)),
    )


def parties(*pages: Reading, vocabulary: Vocabulary | None = None) -> list[str | None]:
    return [c.party for r in as_the_reports_have_it(pages, vocabulary) for c in r.claims]


OPEN = page("r0", named("r0", "Ada Merrow", MERROW, None), said("r0", "Ada Merrow", MERROW))
TOLD = page("r1", named("r1", "Shore spokeswoman Ada Merrow", MERROW, "shore"))


def test_a_person_is_of_the_side_that_the_words_of_another_report_name() -> None:
    """And these words are kept with the claim."""
    [opened, _] = as_the_reports_have_it([OPEN, TOLD])
    [claim] = opened.claims
    assert (claim.party, claim.party_by) == ("shore", TOLD.mentions[0].span)


def test_two_sides_told_of_one_person_leave_it_open() -> None:
    other = page("r2", named("r2", "Upland envoy Ada Merrow", MERROW, "upland"))
    assert parties(OPEN, TOLD, other) == [None]


def test_what_one_page_guesses_by_an_office_is_not_carried_over_and_what_two_guess_is() -> None:
    guess = page("r1", said("r1", "Prime Minister Ada Merrow", MERROW, "shore"))
    again = page("r2", said("r2", "Prime Minister Ada Merrow", MERROW, "shore"))
    assert parties(OPEN, guess)[0] is None
    assert parties(OPEN, guess, again)[0] == "shore"


def test_who_is_called_something_else_on_his_own_page_is_not_the_one_of_that_name() -> None:
    """A baker who told of shots was taken for the army's spokesman, and his words for the army's charge."""
    told = page("r1", replace(TOLD.mentions[0], described=("army", "spokeswoman")))
    for what, side in (("baker", None), ("", None), ("spokesperson", "shore")):
        name = replace(named("r0", "Ada Merrow", MERROW, None), described=(what,))
        assert parties(page("r0", name, said("r0", "Ada Merrow", MERROW)), told) == [side]


def test_a_guess_gives_way_to_words_that_name_the_side() -> None:
    guess = page("r2", said("r2", "Prime Minister Ada Merrow", MERROW, "upland"))
    assert parties(guess, TOLD) == ["shore"]


def test_a_last_name_alone_is_nobodys() -> None:
    """A mayor of the spokesman's name in another report spoke for the spokesman's army."""
    short = page("r0", named("r0", "Merrow", "merrow", None), said("r0", "Merrow", "merrow"))
    assert parties(short, TOLD) == [None]


def test_letters_that_another_report_brings_in_for_a_side_are_that_side() -> None:
    """ "The SDL" on a page that never writes it out."""
    side = Mention(Span("r1", 0, 3, "SDL"), "shore-defence-league", MentionType.PARTY, "shore-defence-league", why="short form")  # fmt: skip
    assert parties(page("r0", said("r0", "The SDL")), page("r1", side)) == ["shore-defence-league"]
    small = replace(side, span=Span("r1", 0, 6, "league"), why="name")
    assert parties(page("r0", said("r0", "the league")), page("r1", small)) == [None]


def test_a_person_of_the_accord_is_whose_the_accord_says() -> None:
    known = Vocabulary("lake", (Entity(MERROW, "Ada Merrow", MentionType.PERSON),))
    assert parties(OPEN, TOLD, vocabulary=known) == [None]


def test_the_order_of_reports_changes_nothing_and_what_stays_is_the_very_same() -> None:
    third = page("r2", named("r2", "Ada Merrow, of Shore", MERROW, "shore"))
    one = {r.report: r for r in as_the_reports_have_it([OPEN, TOLD, third])}
    two = {r.report: r for r in as_the_reports_have_it([third, TOLD, OPEN])}
    assert one == two and one["r1"] is TOLD
    kept, given = Whose(), {r.report: r for r in (OPEN, TOLD)}
    assert kept.of(given)["r0"] is kept.of(given)["r0"]
