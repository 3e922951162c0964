"""One origin told by other names, in other words, with another figure for the same count; look-alikes apart."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from tests.weighing.build import Built, Said

from truceline.model.reading import BlockKind, Link, LinkKind, Manner, Mention, MentionType, Stance
from truceline.model.span import Span
from truceline.model.weighing import Lineage, Weighing
from truceline.weighing import Weigher, trace_lineages, tree, weigh
from truceline.weighing.spoken_names import issuer_of, name_words, naming
from truceline.weighing.who import heads_of, same_body
from truceline.weighing.words import pack

HEAD = BlockKind.HEADLINE


def issue(built: Built, outlet: str, title: str, published: str | None, *sentences: Said) -> None:
    """A publication of a body: its name and what is issued stand at the head."""
    built.add(outlet, published, Said(outlet, block=HEAD), Said(title, block=HEAD), *sentences)


def home(lines: tuple[Lineage, ...], claim: str) -> str:
    return next(line.origin for line in lines if any(m.claim == claim for m in line.members))


def one_origin(built: Built, one: tuple[int, int], other: tuple[int, int]) -> bool:
    lines = trace_lineages(built.reports, built.readings, None)
    a, b = (home(lines, built.readings[n].claims[k].id) for n, k in (one, other))
    return a == b


def counted(
    words: str, figure: str, value: float, of: str, holder: str | None = None, **more: object
) -> Said:
    high = None if more.pop("bound", False) else value
    return Said(words, holder, figures=((figure, value, high, of),), **more)  # type: ignore[arg-type]


LAKE = "Lake Orm Monitoring Mission"


def of_the_mission(
    built: Built, published: str | None = "2031-05-02", title: str = "PRESS RELEASE 4"
) -> None:
    issue(
        built,
        LAKE,
        title,
        published,
        counted("At Sall the monitors counted 43 craters of rockets beside the mill", "43", 43, "craters"),
        counted("Since April the Mission has recorded 212 breaches of the truce", "212", 212, "breaches"),
        Said("It cannot at this stage establish which side opened fire first on the ferry"),
    )


@pytest.mark.parametrize(
    ("retold", "of"),
    [
        (
            counted(
                "Forty-three craters were found at the mill, by the mission's count",
                "Forty-three",
                43,
                "craters",
            ),
            2,
        ),
        (counted("The mission counted 43 rockets", "43", 43, "rockets"), 2),
        (counted("it has recorded 212 breaches", "212", 212, "breaches", "monitoring mission"), 3),
        (
            counted("More than 200 breaches, the mission announces", "200", 201, "breaches", bound=True),
            3,
        ),
        (Said("it cannot establish which side opened fire first", "the Monitoring Mission of Lake Orm"), 4),
    ],
)
def test_what_a_body_publishes_is_the_origin_of_what_others_repeat(retold: Said, of: int) -> None:
    built = Built()
    of_the_mission(built)
    built.add("Lowland Post", "2031-05-03", retold)
    assert one_origin(built, (0, of), (1, 0))


def test_a_publication_without_a_day_is_the_origin_of_what_dated_reports_repeat() -> None:
    built = Built()
    of_the_mission(built, None)
    built.add("Lowland Post", "2031-05-03", counted("The mission counted 43 rockets", "43", 43, "rockets"))
    assert one_origin(built, (0, 2), (1, 0))


def test_the_order_in_which_a_publication_without_a_day_comes_changes_nothing() -> None:
    built = Built()
    built.add("Lowland Post", "2031-05-03", counted("The mission counted 43 rockets", "43", 43, "rockets"))
    of_the_mission(built, None)
    weigher = Weigher()
    for report, reading in zip(built.reports, built.readings, strict=True):
        weigher.add(report, reading)
        weigher.update()
    assert weigher.lineages() == trace_lineages(built.reports, built.readings, None)


OFFICE = Link("RAW", LinkKind.OUTLET, "relief-office", "league-of-lakes")


@pytest.mark.parametrize(
    ("holder", "more", "one"),
    [
        ("League of Lakes", {"entity": "league-of-lakes", "party": "league-of-lakes"}, True),
        ("Relief Office", {"entity": "relief-office", "party": "league-of-lakes"}, True),
        ("Harbour League", {"entity": "harbour-league", "party": "harbour-league"}, False),
    ],
)
def test_what_a_known_body_publishes_is_its_own_word(holder: str, more: dict[str, str], one: bool) -> None:
    """Though no line at its head says that something is issued."""
    built = Built()
    words = "Since April 3,012 carts of grain have been brought into Orm over four roads"
    built.add("RAW", "2031-05-02", counted(words, "3,012", 3012, "carts"), body=OFFICE)
    again = "about 3,000 carts have entered Orm since April"
    built.add(
        "Lowland Post",
        "2031-05-03",
        counted(again, "about 3,000", 3000, "carts", holder, approximate=True, **more),
    )
    assert one_origin(built, (0, 0), (1, 0)) is one


def test_a_body_is_called_by_all_names_under_which_it_publishes() -> None:
    built = Built()
    body = Link("FVO/Q14", LinkKind.OUTLET, "q14", "q14")
    words = "we have no wish to take the ferry of Sall or other ferries"
    built.add("FVO/Q14", "2031-05-02", Said(words, "FVO"), body=body)
    quoted = Said("it had “no wish to take the ferry of Sall”", "Q14", "q14", "q14", manner=Manner.MIXED)
    built.add("Lowland Post", "2031-05-03", quoted)
    assert one_origin(built, (0, 0), (1, 0))


@pytest.mark.parametrize(
    "other",
    [
        counted("The harbour council counted 43 craters", "43", 43, "craters"),
        counted("The mission counted 61 craters", "61", 61, "craters"),
        counted("The mission counted 43 wounded goats", "43", 43, "goats"),
        counted("43 craters were found beside the mill", "43", 43, "craters", "Sall Defence Committee"),
        counted("43 craters lay beside the road", "43", 43, "craters"),
    ],
)
def test_another_body_another_figure_another_thing_is_no_retelling(other: Said) -> None:
    built = Built()
    of_the_mission(built)
    built.add("Lowland Post", "2031-05-03", other)
    assert not one_origin(built, (0, 2), (1, 0))


MINISTRY = "Health Ministry of Orm"
DEAD = counted("532 coffins were dug out at the mill", "532", 532, "coffins", MINISTRY)


@pytest.mark.parametrize(
    ("published", "own", "one"),
    [
        ("2031-05-03", counted("Another 532 coffins were recovered", "532", 532, "coffins"), True),
        ("2031-05-01", counted("Another 532 coffins were recovered", "532", 532, "coffins"), True),
        ("2031-05-03", counted("The mission counted 532 coffins", "532", 532, "coffins"), False),
        ("2031-05-03", counted("Another 500 coffins were recovered", "500", 500, "coffins"), False),
        ("2031-05-03", counted("Another 532 goats were recovered", "532", 532, "goats"), False),
        ("2031-05-30", counted("Another 532 coffins were recovered", "532", 532, "coffins"), False),
    ],
)
def test_a_count_that_lost_its_holder_goes_back_to_whoever_told_it(
    published: str, own: Said, one: bool
) -> None:
    """Before the quotation or after it; not where the outlet names another who counts, and not weeks later."""
    built = Built()
    built.add("Lowland Post", "2031-05-02", DEAD)
    built.add("Highland Star", published, own)
    assert one_origin(built, (0, 0), (1, 0)) is one


def test_the_lineage_says_that_a_count_lost_its_holder() -> None:
    built = Built()
    built.add("Lowland Post", "2031-05-02", DEAD)
    built.add("Highland Star", "2031-05-03", counted("532 coffins are recovered", "532", 532, "coffins"))
    (line,) = trace_lineages(built.reports, built.readings, None)
    assert [m.how for m in line.members] == ["", "one count: 532, told without its holder"]


@pytest.mark.parametrize(
    ("holder", "party", "teller", "of", "one"),
    [
        ("Orva", "orva", "Ministry of War", None, True),
        ("the ministry", None, "Ministry of War", None, True),
        ("Tavia", "tavia", "Ministry of War", "orva", False),
        ("Sall Defence Committee", None, "Ministry of War", None, False),
    ],
)
def test_a_land_tells_what_a_body_of_it_counted(
    holder: str, party: str | None, teller: str, of: str | None, one: bool
) -> None:
    """Another land and another body do not."""
    lost = (("314", 314.0, 314.0, "wagons"),)
    built = Built()
    built.add("Lowland Post", "2031-05-02", Said("314 Orvan wagons burned", teller, of, figures=lost))
    told = Said("it lost 314 wagons, all of them Orvan", holder, party, party, figures=lost)
    built.add("Highland Star", "2031-05-03", told)
    assert one_origin(built, (0, 0), (1, 0)) is one


@pytest.mark.parametrize("before", ["The coffins are still being opened", "The goats are still at large"])
def test_a_number_alone_counts_what_is_spoken_of_before_it(before: str) -> None:
    built = Built()
    built.add("Lowland Post", "2031-05-02", counted("52 coffins are shut", "52", 52, "coffins", "Orva"))
    alone = counted("as many as 52 were ready", "52", 52, "", "the war ministry")
    built.add("Highland Star", "2031-05-03", Said(before), alone)
    for n in (0, 1):
        claims = [
            replace(c, party="orva", entity="orva" if n == 0 else None) for c in built.readings[n].claims
        ]
        built.readings[n] = replace(built.readings[n], claims=tuple(claims))
    assert one_origin(built, (0, 0), (1, 1)) is (before == "The coffins are still being opened")


@pytest.mark.parametrize(("published", "one"), [("2031-05-11", True), ("2031-05-29", False)])
def test_an_exact_count_is_repeated_days_later(published: str, one: bool) -> None:
    built = Built()
    built.add("Lowland Post", "2031-05-02", DEAD)
    late = counted("the coffins dug out at the mill were 532", "532", 532, "coffins", MINISTRY)
    built.add("Highland Star", published, late)
    assert one_origin(built, (0, 0), (1, 0)) is one


def test_what_a_land_says_in_one_breath_goes_back_to_each_body_of_it_alone() -> None:
    """The two bodies' words stay two statements."""
    lost, found = (("314", 314.0, 314.0, "wagons"),), (("532", 532.0, 532.0, "coffins"),)
    built = Built()
    built.add("Lowland Post", "2031-05-02", Said("314 Orvan wagons burned", "Ministry of War", figures=lost))
    built.add(
        "Orm Post", "2031-05-02", Said("532 coffins were found", "the prosecutor's office", figures=found)
    )
    land = ("Orva", "orva", "orva", None)
    built.add(
        "Highland Star",
        "2031-05-03",
        Said("it lost 314 wagons, all of them Orvan", *land, figures=lost, origin="orva@1"),
        Said("532 coffins of its people were found", *land, figures=found, origin="orva@1"),
    )
    assert one_origin(built, (0, 0), (2, 0))
    assert one_origin(built, (1, 0), (2, 1))
    assert not one_origin(built, (0, 0), (1, 0))


@pytest.mark.parametrize(("published", "one"), [("2031-05-12", True), ("2031-05-29", False)])
def test_a_count_may_be_told_before_the_body_publishes_it(published: str, one: bool) -> None:
    built = Built()
    told = counted(
        "212 breaches were recorded since April", "212", 212, "breaches", "the Monitoring Mission of Lake Orm"
    )
    built.add("Lowland Post", "2031-05-02", told)
    of_the_mission(built, published)
    assert one_origin(built, (0, 0), (1, 3)) is one


@pytest.mark.parametrize(
    ("outlet", "own"),
    [
        ("Ministry of Defence of Orva", True),
        ("Orvan Army Command (translated)", True),
        ("Army Times", False),
        ("Lowland News Directorate", False),
        ("Lowland Post", False),
    ],
)
def test_an_outlet_that_bears_the_name_of_a_body_speaks_for_itself(outlet: str, own: bool) -> None:
    """Though no line at its head says that something is issued."""
    assert (issuer_of(outlet, "SALL, MAY 2\n\nNo boat left Sall.", pack("en")) is not None) is own


@pytest.mark.parametrize(
    ("holder", "one"),
    [("the timber company", True), ("the ferry company", False), ("a second official", False)],
)
def test_a_body_may_be_told_by_what_it_is_where_the_words_are_copied(holder: str, one: bool) -> None:
    words = (
        "it had received word that the last of the foreign guards had left the yard at Sall by the north road"
    )
    built = Built()
    built.add("Lowland Post", "2031-05-02", Said(words, "Orvan Timber Corporation"))
    built.add("Highland Star", "2031-05-03", Said(words, holder, anonymous="official" in holder))
    assert one_origin(built, (0, 0), (1, 0)) is one


def test_two_publications_of_one_body_are_two_origins() -> None:
    """However alike: the second says the same again, or corrects it."""
    built = Built()
    of_the_mission(built)
    of_the_mission(built, "2031-05-03", "Bulletin No. 6")
    assert not one_origin(built, (0, 4), (1, 4))


def test_what_a_publication_repeats_of_an_earlier_one_is_not_its_own_act() -> None:
    built = Built()
    issue(
        built,
        LAKE,
        "PRESS RELEASE 4",
        "2031-05-02",
        Said("It repeats the demand of its Release 3 of April that the mill road be opened to carts"),
        Said("The Mission asks for a lamp at the ferry of Sall"),
    )
    assert not one_origin(built, (0, 2), (0, 3))


def test_a_paper_that_writes_of_a_press_release_publishes_nothing_of_its_own() -> None:
    built = Built()
    built.add(
        "Lowland Post",
        "2031-05-02",
        Said(
            "Press release of the mission causes a stir in the whole of the lake country and beyond it",
            block=HEAD,
        ),
        Said("Geese crossed the road"),
    )
    (line,) = trace_lineages(built.reports, built.readings, None)
    assert line.own_voice


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Defence Minister Ilo Marn told reporters", "the war ministry"),
        ("Ministry spokeswoman Col. Ada Ree of the defence ministry spoke", "Defense Ministry"),
        ("the head of the fishery council, Tam Oll, spoke", "Fishery Council of Orm"),
        ("Oru Pell, alias Heron, spoke", "Comandante Heron"),
    ],
)
def test_who_speaks_for_a_body_is_known_by_the_words_beside_the_name(title: str, other: str) -> None:
    """The office of a name stands beside it in its own report; the other report names the office alone."""
    name = {"D": "Ilo Marn", "M": "Ada Ree", "t": "Tam Oll", "O": "Oru Pell"}[title[0]]
    entity = name.lower().replace(" ", "-")
    words = "nobody fired a single rocket at the ferry of Sall"
    built = Built()
    report = built.add("Lowland Post", "2031-05-02", Said(title), Said(words, name, entity=entity))
    at = report.text.index(name)
    mention = Mention(Span.of(report.id, report.text, at, at + len(name)), entity, MentionType.PERSON)
    built.readings[0] = replace(built.readings[0], mentions=(mention,))
    built.add("Highland Star", "2031-05-03", Said("nobody fired a single rocket at the ferry", other))
    assert one_origin(built, (0, 1), (1, 0))


@pytest.mark.parametrize(
    ("holder", "other", "one"),
    [
        ("Preliminary Committee of the Ordaban Healers Union", "Ordabani Healers' Union", True),
        ("the Lebonese healers union", "Healers Union of Lebonon", True),
        ("Velian Healers Union", "Ordabani Healers' Union", False),
        ("the Healers Union", "the Healing Union", False),
    ],
)
def test_a_body_may_be_called_after_the_people_of_its_country(holder: str, other: str, one: bool) -> None:
    words = "nobody fired a single rocket at the ferry of Sall"
    built = Built()
    built.add("Lowland Post", "2031-05-02", Said(words, holder))
    built.add("Highland Star", "2031-05-03", Said(words.replace("nobody", "no one"), other))
    assert one_origin(built, (0, 0), (1, 0)) is one


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("ordaban army", "ordabani army", True),
        ("north front", "northern front", True),
        ("ordaban military", "ordaban militia", False),
        ("interior ministry", "interim ministry", False),
        ("ordab army", "ordabia army", False),
    ],
)
def test_words_that_begin_alike_are_one_only_by_the_ending_of_a_people(
    one: str, other: str, same: bool
) -> None:
    known = naming("en")
    a, b = frozenset(one.split()), frozenset(other.split())
    assert (same_body(a, b, heads_of(known), known.peoples) > 1) is same


@pytest.mark.parametrize(
    "other",
    ["the interior ministry", "the Velian defence council", "Defence Ministry of Tarn", "the army of Velia"],
)
def test_bodies_that_share_a_noun_are_not_one(other: str) -> None:
    words = "nobody fired a single rocket at the ferry of Sall"
    built = Built()
    built.add("Lowland Post", "2031-05-02", Said(words, "Defence Ministry of Velia"))
    built.add("Highland Star", "2031-05-03", Said(words.replace("nobody", "no one"), other))
    assert not one_origin(built, (0, 0), (1, 0))


def quoted(words: str) -> Said:
    return Said(words, "Zora Kell", entity="zora-kell", manner=Manner.DIRECT)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "We shall not rip up this paper before the harvest",
            "We will not tear up the document before the harvest is in",
        ),
        (
            "Whoever shoots at a wedding shall not wonder if the musicians shut the gates",
            "Those who fire on a wedding should not be surprised when the musicians close the doors",
        ),
        (
            "Not one gun leaves the cave before our brothers return",
            "Not a rifle will depart the cave until our brothers are back",
        ),
    ],
)
def test_a_sentence_is_known_in_another_rendering(one: str, other: str) -> None:
    built = Built()
    built.add("Lowland Post", "2031-05-02", quoted(one))
    built.add("Highland Star", "2031-05-03", quoted(other))
    assert one_origin(built, (0, 0), (1, 0))


def test_a_denial_beside_it_changes_nothing_of_a_sentence() -> None:
    """Whether something is denied is asked of each sentence that is laid beside another."""
    built = Built()
    built.add(
        "Lowland Post", "2031-05-02", quoted("The day our brothers return the last rifle goes into the cave")
    )
    words = "The last gun will go into the cave the day our brothers are back. Until then not one knife will"
    built.add("Highland Star", "2031-05-03", quoted(words))
    assert one_origin(built, (0, 0), (1, 0))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The guns will be brought to the cave on the day of the wedding",
            "The songs will be sung in the cave on the day of the harvest",
        ),
        ("We will shut the gates of Orm", "We will not close the doors of Orm"),
    ],
)
def test_other_sentences_of_one_speaker_stay_apart(one: str, other: str) -> None:
    built = Built()
    built.add("Lowland Post", "2031-05-02", quoted(one))
    built.add("Highland Star", "2031-05-03", quoted(other))
    assert not one_origin(built, (0, 0), (1, 0))


def test_a_content_of_a_word_goes_back_to_what_its_speaker_said_that_day() -> None:
    """What was refused in one word, where another report has the sentence."""
    built = Built()
    words = "the assembly will not prolong the curfew by a single night"
    built.add("Lowland Post", "2031-05-02", Said(words, "Ilo Marn", entity="ilo-marn", on="2031-05-02"))
    short = Said("any curfew", "Ilo Marn", entity="ilo-marn", on="2031-05-02", stance=Stance.REFUSES)
    later = Said("any curfew", "Ilo Marn", entity="ilo-marn", on="2031-05-09", stance=Stance.REFUSES)
    built.add("Highland Star", "2031-05-03", short)
    built.add("Upland Mail", "2031-05-10", later)
    assert one_origin(built, (0, 0), (1, 0))
    assert not one_origin(built, (0, 0), (2, 0))


def test_another_who_is_brought_in_parts_two_who_have_no_name() -> None:
    """ "The second was less hopeful", and then "she said": two people."""
    built = Built()
    built.add(
        "Lowland Post",
        "2031-05-02",
        Said("Velia had not refused", "first", anonymous=True, origin="first"),
        Said("The second was less hopeful"),
        Said("they will talk until the last barge is ash", "first", anonymous=True, origin="first"),
    )
    assert not one_origin(built, (0, 0), (0, 2))


@pytest.mark.parametrize("line", ["Statement", "Statement (translated)", "DECLARATION"])
def test_a_letterhead_may_leave_out_where_a_body_is_from(line: str) -> None:
    text = f"LAKE GUARD FORCE\n{line}\n\nNo boat left Sall."
    assert issuer_of("Velian Lake Guard Force", text, pack("en"))
    assert not issuer_of("Lake Post", text, pack("en"))
    assert not issuer_of("Velian Lake Guard Force", text.replace(line, f"{line} on boats"), pack("en"))


def test_a_person_called_by_a_given_name_alone_is_that_person() -> None:
    words = "the boatmen were leaving on the orders of the harbour council"
    for name, same in (("Zora", True), ("Ilo", False)):
        built = Built()
        built.add("Lowland Post", "2031-05-02", *person(words, "Zora Kell"))
        built.add("Highland Star", "2031-05-03", *person(words.replace("were leaving", "had left"), name))
        for n, holder in enumerate(("Zora Kell", name)):
            named(built, n, holder)
        assert one_origin(built, (0, 1), (1, 1)) is same


def person(words: str, name: str) -> tuple[Said, Said]:
    return Said(f"{name} spoke"), Said(words, name, entity=name.lower().replace(" ", "-"))


def named(built: Built, n: int, name: str) -> None:
    report = built.reports[n]
    span = Span.of(report.id, report.text, 0, len(name))
    mention = Mention(span, name.lower().replace(" ", "-"), MentionType.PERSON)
    built.readings[n] = replace(built.readings[n], mentions=(mention,))


@pytest.mark.parametrize(
    ("other", "one"),
    [("Zora Kell", True), ("Lake Orm Mission", True), ("Ilo Marn", False), ("Harbour Mission", False)],
)
def test_of_those_who_speak_together_each_speaks(other: str, one: bool) -> None:
    words = "nobody fired a single rocket at the ferry of Sall"
    built = Built()
    both = "envoy Zora Kell and the head of the Lake Orm Mission"
    report = built.add("Lowland Post", "2031-05-02", Said(f"A statement of {both}"), Said(words, both))
    at = report.text.index("Zora Kell")
    mention = Mention(Span.of(report.id, report.text, at, at + 9), None, MentionType.PERSON)
    built.readings[0] = replace(built.readings[0], mentions=(mention,))
    built.add("Highland Star", "2031-05-03", Said("nobody fired a single rocket at the ferry", other))
    assert one_origin(built, (0, 1), (1, 0)) is one


def test_a_body_whose_initials_make_a_small_word_is_named_by_them() -> None:
    assert "forces" not in name_words("Orm Lake Forces", pack("en"))
    assert "who" in name_words("the WHO", pack("en"))
    assert "who" not in name_words("the man who fishes", pack("en"))


def full() -> Built:
    built = Built()
    of_the_mission(built)
    of_the_mission(built, "2031-05-04", "Bulletin No. 6")
    built.add("Lowland Post", "2031-05-03", counted("The mission counted 43 rockets", "43", 43, "rockets"))
    built.add(
        "Upland Mail", "2031-05-05", counted("it has recorded 212 breaches", "212", 212, "breaches", LAKE)
    )
    built.add("Highland Star", "2031-05-03", quoted("We shall not rip up this paper of ours"))
    built.add("Harbour News", "2031-05-04", quoted("We will never tear up this document of ours"))
    return built


def lineages_of(weighing: Weighing) -> list[tuple[str, tuple[str, ...]]]:
    return [(line.origin, tuple(m.claim for m in line.members)) for line in weighing.lineages]


def test_the_order_of_reports_changes_nothing() -> None:
    built = full()
    wanted = weigh(built.reports, built.readings, None)
    for order in list(permutations(range(len(built.reports))))[::37]:
        reports, readings = [built.reports[n] for n in order], [built.readings[n] for n in order]
        assert weigh(reports, readings, None) == wanted


def test_one_report_more_or_less_gives_what_all_at_once_give() -> None:
    """Whichever goes and comes back: what hung on it goes back to the next, and returns."""
    built = full()
    wanted = weigh(built.reports, built.readings, None)
    weigher = Weigher()
    weigher.hold(built.reports, built.readings)
    weigher.update()
    for n, report in enumerate(built.reports):
        weigher.remove(report.id)
        rest = [k for k in range(len(built.reports)) if k != n]
        without = weigh([built.reports[k] for k in rest], [built.readings[k] for k in rest], None)
        assert weigher.weighing() == without
        weigher.add(report, built.readings[n])
        assert lineages_of(weigher.weighing()) == lineages_of(wanted)
    assert weigher.weighing() == wanted


def test_the_tree_says_what_shows_that_a_claim_belongs() -> None:
    """The figure that is retold, and the names that are taken for one."""
    built = Built()
    of_the_mission(built)
    built.add(
        "Upland Mail",
        "2031-05-03",
        counted("it has recorded 212 breaches", "212", 212, "breaches", "monitoring mission"),
    )
    line = next(
        x
        for x in trace_lineages(built.reports, built.readings, None)
        if len({m.report for m in x.members}) > 1
    )
    told = tree(line, built.readings, built.reports)
    assert "one count: 212" in told and "“monitoring mission” taken for" in told
