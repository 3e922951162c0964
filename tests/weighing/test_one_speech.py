"""Two outlets tell one utterance in words of their own: it is one origin by what speaks for it and against it."""

from __future__ import annotations

from itertools import permutations

import pytest
from tests.weighing.build import Built, Said

from truceline.model.reading import Manner
from truceline.weighing import Weigher, trace_lineages

DAY = "2031-05-02"


def told(words: str, holder: str, on: str | None = DAY, **more: object) -> Said:
    return Said(words, holder, on=on, **more)  # type: ignore[arg-type]


def one_origin(one: Said, other: Said, days: tuple[str | None, str | None] = (DAY, "2031-05-03")) -> bool:
    built = Built()
    for outlet, said, day in zip(("Lowland Post", "Highland Star"), (one, other), days, strict=True):
        built.add(outlet, day, said)
    return len(trace_lineages(built.reports, built.readings, None)) == 1


QUOTED = [
    ("the ferry had been hit by a “cowardly raid”", "the governor’s men of a “cowardly raid” on the pier"),
    ("the mill was the work of “paid arsonists”", "“paid arsonists” from across the lake"),
    ("Sall must show “visible restraint”", "visible restraint is what we ask of them, and we ask it again"),
]


@pytest.mark.parametrize(("one", "other"), QUOTED)
def test_a_phrase_that_both_quote_of_one_speaker_tells_one_utterance(one: str, other: str) -> None:
    manner = Manner.DIRECT if "“" not in other else Manner.MIXED
    assert one_origin(
        told(one, "Zora Kell", manner=Manner.MIXED), told(other, "Zora Kell", on=None, manner=manner)
    )


@pytest.mark.parametrize(("one", "other"), QUOTED)
def test_another_speaker_quoted_with_the_phrase_is_another_origin(one: str, other: str) -> None:
    assert not one_origin(
        told(one, "Zora Kell", manner=Manner.MIXED), told(other, "Ivo Marn", manner=Manner.MIXED)
    )


@pytest.mark.parametrize(("one", "other"), QUOTED)
def test_the_phrase_said_again_eight_days_later_is_another_utterance(one: str, other: str) -> None:
    assert not one_origin(
        told(one, "Zora Kell", manner=Manner.MIXED),
        told(other, "Zora Kell", on="2031-05-10", manner=Manner.MIXED),
        (DAY, "2031-05-10"),
    )


REPORTED = [
    (
        "their guards drove the raiders from Orm to the quarry at Tarn, and killed more than 20 of them",
        "Our guards beat the raiders and followed them to their camp at the Tarn quarry, where over 20 fell",
    ),
    (
        "the dredger Alba would leave the lower Tarn canal before the market opened",
        "the Tarn canal would be free of the dredger Alba by the market",
    ),
    (
        "the Orm sluice had been repaired by engineers from Velia in nine nights",
        "it took the engineers nine nights to repair the sluice of Orm",
    ),
]


@pytest.mark.parametrize(("one", "other"), REPORTED)
def test_a_report_without_a_date_joins_the_utterance_that_it_retells(one: str, other: str) -> None:
    assert one_origin(told(one, "Zora Kell"), told(other, "Zora Kell", on=None), (DAY, None))


@pytest.mark.parametrize(
    "other",
    [
        "the Dorrel sluice had been broken by floods in two nights",
        "nobody had ever seen those engineers from Velia work at the sluice",
        "the Orm sluice had been paid for by the province",
    ],
)
def test_another_matter_of_one_speaker_stays_apart(other: str) -> None:
    assert not one_origin(told(REPORTED[2][0], "Zora Kell"), told(other, "Zora Kell", on=None), (DAY, None))


def nameless(words: str, who: str, agency: str | None) -> Said:
    return told(words, who, on=None, anonymous=True, agency=agency)


def test_one_agencys_nameless_source_in_almost_the_same_words_is_one_origin() -> None:
    words = "the cranes at the north pier of Sall were being dismantled by night"
    one = nameless(words, "senior harbour official", "Lake Wire")
    assert one_origin(
        one,
        nameless(words.replace("were being", "are being"), "official in the port", "Lake Wire"),
        (DAY, DAY),
    )
    assert not one_origin(one, nameless(words, "official in the port", None))


def test_a_second_nameless_official_is_another_origin() -> None:
    words = "the cranes at the north pier of Sall were being dismantled by night"
    built = nameless(words, "harbour official", "Lake Wire")
    assert not one_origin(built, nameless(f"{words} again", "a second harbour official", "Lake Wire"))


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Free Hill Movement", "FHM"),
        ("Tarn Boatmen League", "TBL"),
        ("Union of Orm Farmers", "UOF"),
    ],
)
def test_a_body_is_known_by_the_initials_of_its_name(full: str, short: str) -> None:
    one = "it had called off its truce because three farms near Dorrel were set on fire"
    other = "three farms in the Dorrel district were set on fire, and so its truce was off"
    assert one_origin(told(one, full), told(other, short))
    assert not one_origin(told(one, full), told(other, short[::-1] + "X"))


@pytest.mark.parametrize(
    ("one", "other"), [("Ruth Okello", "Jan Okello"), ("Bo Lund", "Ane Lund"), ("Ida Marsh", "Tom Marsh")]
)
def test_two_who_bear_one_last_name_are_two_origins(one: str, other: str) -> None:
    words = "the sides had agreed to exchange lists of drowned boats within ten days"
    a, b = one.lower().replace(" ", "-"), other.lower().replace(" ", "-")
    assert not one_origin(told(words, one, entity=a), told(words, other, entity=b))


def test_the_order_of_reports_does_not_matter_and_one_more_changes_nothing_else() -> None:
    built = Built()
    sayings = [
        (told(REPORTED[0][0], "Zora Kell"), DAY),
        (told(REPORTED[0][1], "Zora Kell", on=None), None),
        (told(QUOTED[0][0], "Zora Kell", manner=Manner.MIXED), "2031-05-03"),
        (told(QUOTED[0][1], "Kell", on=None, manner=Manner.MIXED), None),
    ]
    for n, (said, day) in enumerate(sayings):
        built.add(f"Outlet {n}", day, said)
    pairs = list(zip(built.reports, built.readings, strict=True))
    whole = trace_lineages(built.reports, built.readings, None)
    for order in permutations(pairs):
        weigher = Weigher(None)
        for report, reading in order:
            weigher.add(report, reading)
        assert weigher.weighing().lineages == whole


REWORDED = [
    (
        "The two delegations, which met at Port Ansel for six days, had drawn up a list of pledges to returning"
        " families and two protocols on the harvest, although both were soon ignored",
        "The two delegations, meeting at Port Ansel for six days, had drawn up a list of pledges to returning"
        " families and two harvest protocols, though both were soon ignored",
    ),
    (
        "It is the court's longest ruling yet on the ferry war, but it is no verdict and therefore binds nobody",
        "While it is the court's longest ruling yet on the ferry war that has drowned so many, it is no verdict"
        " and therefore binds nobody",
    ),
]


@pytest.mark.parametrize(("one", "other"), REWORDED)
def test_a_long_sentence_with_a_few_words_changed_is_a_copy(one: str, other: str) -> None:
    assert one_origin(Said(one), Said(other))


@pytest.mark.parametrize(("one", "other"), REWORDED)
def test_the_same_sentence_denied_or_with_another_name_is_no_copy(one: str, other: str) -> None:
    denied = other.replace("had drawn", "had never drawn").replace("no verdict and", "a verdict and")
    assert not one_origin(Said(one), Said(denied.replace("Ansel", "Orm").replace("ferry", "grain")))


@pytest.mark.parametrize("words", ["no boat may pass Orm by night", "we shall stay at the Tarn weir"])
def test_an_outlets_own_sentence_around_anothers_quotation_goes_back_to_the_speaker(words: str) -> None:
    quoted = told(words, "Zora Kell", manner=Manner.DIRECT)
    own = Said(f"On Friday the island learned that “{words}”, and the fishermen of the east side stayed home")
    assert one_origin(quoted, own)
    other = words.replace("pass Orm", "leave the harbour").replace("Tarn weir", "old post house")
    assert not one_origin(told(other, "Zora Kell", manner=Manner.DIRECT), own)


def test_a_paper_read_over_the_radio_speaks_for_its_body() -> None:
    words = "its fighters had captured two trucks and 27 rifles near Cambro"
    other = "guerrillas seized 27 rifles and two trucks close to Cambro"
    one = told(words, "Lake Front")
    assert one_origin(one, told(other, "communique of the Lake Front broadcast by Radio Sall", on=None))
    assert not one_origin(
        one, told(other, "communique of the Ridge Council broadcast by Radio Sall", on=None)
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The people of Orm have nowhere to go. Every house there is a target now. The toll is a concern",
            "he was concerned that leaflets over the Orm valley told thousands to leave their houses",
        ),
        (
            "Orm has waited long enough for its bridge",
            "no road would be built from Orm to the coast this year",
        ),
        ("the ferry to Orm is safe", "he had never been so well received as by the elders of Orm"),
    ],
)
def test_two_remarks_of_one_day_that_share_a_name_and_little_else_stay_apart(one: str, other: str) -> None:
    assert not one_origin(told(one, "Zora Kell", manner=Manner.DIRECT), told(other, "Zora Kell"), (DAY, DAY))


HARBOUR = "the ore barges of Velia left the pier at Sall from daybreak until late on Friday"
AGAIN = "the barges of Velia with ore left Sall on Friday from daybreak until late"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sall ferryman", "ferrymen"),
        ("V.N.O. surveyors", "VNO surveyors"),
        ("weary porter in Sall", "porter"),
    ],
)
def test_who_has_no_name_may_be_described_at_length_or_in_short(one: str, other: str) -> None:
    assert one_origin(nameless(HARBOUR, one, None), nameless(AGAIN, other, None), (DAY, DAY))


@pytest.mark.parametrize("other", ["night watchman", "another ferryman"])
def test_who_is_described_otherwise_is_another(other: str) -> None:
    assert not one_origin(nameless(HARBOUR, "Sall ferryman", None), nameless(AGAIN, other, None), (DAY, DAY))
