"""Counts of different occasions, totals, shares and plans are questions of their own."""

from __future__ import annotations

from tests.weighing.build import Built, Said

from truceline.model.reading import Manner, Modality
from truceline.model.vocabulary import Measure, Vocabulary
from truceline.model.weighing import Finding, Reason, Verdict
from truceline.weighing import weigh

FREED = Vocabulary("made-up", measures=(Measure("freed", "sailors freed", ("sailors",)),))


def told(words: str, *figures: tuple[str, float], on: tuple[str, str] | None = None, **more: object) -> Said:
    return Said(
        words,
        figures=tuple((w, n, n, "sailors") for w, n in figures),
        times=(on,) if on else (),
        measure="freed",
        **more,  # type: ignore[arg-type]
    )


def freed(built: Built) -> list[Finding]:
    found = weigh(built.reports, built.readings, FREED).findings
    return [f for f in found if f.measure == "freed"]


def test_rounds_of_different_days_are_different_questions() -> None:
    """Three freed one day and six a fortnight later contradict nobody; each day is asked by itself."""
    built = Built()
    built.add(
        "Hill Post",
        "2021-02-08",
        told("Three sailors were freed on 8 February", ("Three", 3), on=("8 February", "2021-02-08")),
    )
    built.add("Vale Echo", "2021-02-08", told("Bryn freed three sailors", ("three", 3)))
    built.add(
        "Coast Wire",
        "2021-02-22",
        told("Six sailors were freed on 22 February", ("Six", 6), on=("22 February", "2021-02-22")),
    )
    by_name = {f.question: f for f in freed(built)}
    assert set(by_name) == {"sailors freed on 2021-02-08", "sailors freed on 2021-02-22"}
    assert by_name["sailors freed on 2021-02-08"].verdict is Verdict.CORROBORATED


def test_a_total_that_grows_is_an_update_and_stands_apart_from_rounds() -> None:
    """The share of a whole is a total so far; the whole itself was not freed."""
    built = Built()
    built.add(
        "Hill Post",
        "2021-02-08",
        told("Three sailors were freed on 8 February", ("Three", 3), on=("8 February", "2021-02-08")),
    )
    built.add(
        "Vale Echo",
        "2021-02-15",
        told("With this 19 of the 33 sailors had been freed", ("19", 19), ("33", 33)),
    )
    built.add("Coast Wire", "2021-02-27", told("So far 33 sailors have been freed", ("33", 33)))
    total = next(f for f in freed(built) if f.question == "sailors freed so far")
    assert (total.verdict, total.reason) == (Verdict.COMPATIBLE, Reason.UPDATE)
    assert [v.low for v in total.values] == [19, 33]


def test_a_smaller_total_told_later_contradicts_the_larger() -> None:
    """Totals do not shrink: nearly the same count told lower a day later is shown as unexplained."""
    built = Built()
    built.add("Hill Post", "2021-02-27", told("In all 2,000 sailors have been freed", ("2,000", 2000)))
    built.add("Vale Echo", "2021-02-28", told("Bryn has freed 1,700 sailors", ("1,700", 1700)))
    [found] = freed(built)
    assert (found.verdict, found.reason) == (Verdict.DIFFERING, Reason.UNEXPLAINED)


def test_what_is_to_be_done_and_what_was_held_back_are_plans() -> None:
    """ "Are to be freed" and "suspended the release of" tell of nobody freed."""
    built = Built()
    built.add("Hill Post", "2021-02-08", told("In it 33 sailors are to be freed", ("33", 33)))
    built.add("Vale Echo", "2021-02-20", told("Bryn suspended the release of 12 sailors", ("12", 12)))
    assert all(v.mode == "planned" for f in freed(built) for v in f.values)


def test_a_cue_with_nobody_behind_it_counts_for_no_origin() -> None:
    """The answer is shown as unsourced, and no origin is counted for it."""
    built = Built()
    built.add(
        "Hill Post",
        "2021-02-08",
        told("200 sailors are to be freed", ("200", 200), manner=Manner.UNSOURCED, modality=Modality.FUTURE),
    )
    [found] = freed(built)
    assert found.values[0].holders == ("unsourced",) and found.values[0].origins == ()
    assert "unsourced" in found.why


def test_a_negation_in_a_further_clause_denies_nothing_of_the_first() -> None:
    """Two outlets that agree are not set against each other by what one adds."""
    built = Built()
    built.add("Hill Post", "2021-02-26", Said("The first stage of the harbour truce ends on 1 March"))
    built.add(
        "Vale Echo",
        "2021-02-27",
        Said(
            "The first stage of the harbour truce ends on 1 March, and the sides have not agreed on another"
        ),
    )
    found = weigh(built.reports, built.readings, None).findings
    assert found and not [f for f in found if f.verdict is Verdict.CONTESTED]


def test_the_most_contested_comes_first() -> None:
    """Findings stand in the order in which a reader should meet them."""
    built = Built()
    built.add(
        "Hill Post",
        "2021-02-27",
        told("In all 2,000 sailors have been freed", ("2,000", 2000)),
        Said("Nine trucks crossed", figures=(("Nine", 9, 9, "trucks"),)),
    )
    built.add("Vale Echo", "2021-02-28", told("Bryn has freed 1,700 sailors", ("1,700", 1700)))
    found = weigh(built.reports, built.readings, FREED).findings
    assert found[0].measure == "freed" and found[-1].verdict is Verdict.SINGLE


def test_the_day_after_which_people_were_held_is_no_occasion_of_two_counts() -> None:
    """Two rounds that name one day of arrest answer no one question of that day."""
    built = Built()
    for outlet, day, words, figure in (
        ("Hill Post", "2021-02-08", "Nine sailors who were held after 7 January were freed", ("Nine", 9)),
        ("Vale Echo", "2021-02-15", "Six sailors who were held after 7 January were freed", ("Six", 6)),
    ):
        built.add(outlet, day, told(words, figure, on=("7 January", "2021-01-07")))
    assert not [f for f in freed(built) if "2021-01-07" in f.question]
