"""What would settle an uncertain clause: tried out, ranked, and true to what happens when it comes."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from tests.standing.made import SHORE, lake, signal
from tests.standing.test_properties import mirrored, mirrored_accord, several

from truceline.model.accord import HolderRole, SignalKind
from truceline.model.report import Report
from truceline.model.standing import Signal
from truceline.model.watching import Sought, Watched
from truceline.standing import met, stand, watch_list

K = SignalKind
DAY = "2031-05-20"


def wanted(*told: Signal, clause: str = "ford") -> Watched | None:
    return next((w for w in watch_list(lake(), told, DAY, DAY) if w.clause == clause), None)


def test_of_a_silent_clause_any_voice_would_change_something_and_the_cheapest_comes_first() -> None:
    """A plain report gains as much for its cost as anybody's word; a finding gains most and costs most."""
    w = wanted()
    assert w is not None and w.standing.shown == "unknown (no report)"
    assert w.wanted[0].role == "outlet" and {e.role for e in w.wanted} >= {"outlet", "verifier", "obligor"}
    finding = next(e for e in w.wanted if e.role == "verifier")
    assert dict(finding.answers)["done"] == "kept late (established)"
    assert finding.question == "Has it been done, and on which day?"


def test_what_it_says_would_follow_does_follow() -> None:
    """The obligor's word against an allegation: what the list says is what the board then shows."""
    told = [signal("ford", K.NOT_PERFORMED, SHORE, "2031-05-15")]
    w = wanted(*told)
    assert w is not None and w.standing.shown == "breach alleged by Shore"
    report = next(e for e in w.wanted if e.role == "outlet")
    said = dict(report.answers)["not done"]
    more = signal("ford", K.NOT_PERFORMED, "Evening Post", DAY)
    now = next(s for s in stand(lake(), [*told, more], DAY, DAY) if s.clause == "ford")
    assert said == f"{now.word} ({now.evidence.value.replace('_', ' ')})"


def test_a_settled_clause_is_not_on_the_list() -> None:
    """What a verifier found, what two interests tell, what is not due yet: nothing is wanted."""
    assert wanted(signal("ford", K.PERFORMED, "lake-mission", "2031-05-09")) is None
    two = [signal("ford", K.PERFORMED, who, "2031-05-09") for who in ("Morning Post", "Evening Post")]
    assert wanted(*two) is None
    assert wanted(clause="peace") is None


def test_what_more_hangs_on_is_asked_first() -> None:
    """The talks, on which another clause rests, come before a clause that stands alone."""
    order = [w.clause for w in watch_list(lake(), (), DAY, DAY)]
    assert order.index("talks") < order.index("calm")


def test_the_list_says_whom_and_which_words_to_look_for() -> None:
    """Names of those who owe it, and the words of the rule that listens for it."""
    from truceline.accord.watch import watches_from

    rules = 'accord: lake\nwatches:\n  - {id: left, clause: ford, signal: performed, patterns: [{all: [[left, vacated], ["the ford"]]}]}\n'
    accord = replace(lake(), watches=watches_from(rules, "watch.yaml"))
    w = next(x for x in watch_list(accord, (), DAY, DAY) if x.clause == "ford")
    assert (
        w.names == ("Upland",) and w.words == (("left", "vacated"), ("the ford",)) and w.since == "2031-05-10"
    )


def test_an_answer_that_leaves_the_word_says_what_it_would_tell() -> None:
    """ "In effect" alone would not say that the duty is then known not to be kept."""
    w = wanted(signal("grain", K.NOT_PERFORMED, SHORE, "2031-05-15"), clause="grain")
    assert w is not None and w.standing.shown == "breach alleged by Shore"
    own = dict(next(e for e in w.wanted if e.role == "obligor").answers)
    assert own["not kept up"] == "in effect (not kept, by Upland's own word; established)"


def test_a_report_that_meets_an_item_is_marked_by_what_it_tells_or_by_its_words() -> None:
    """What the rules heard counts before words; what came too early, or only says what is owed, tells nothing."""
    words = (("left", "vacated"), ("the ford",))
    item = Sought("ford", "Leave the ford", "2031-05-10", words, ("lake-mission",))
    told = signal("ford", K.PERFORMED, "lake-mission", "2031-05-12")
    owed = signal("ford", K.DUTY_STATED, "Morning Post", "2031-05-12")

    def report(id: str, text: str, day: str = "2031-05-12") -> Report:
        return Report(id=id, item=id, text=text, text_sha256="", raw_sha256="", path=id, available_at=day)

    reports = [
        report(told.report, "words of a patrol"),
        report(owed.report, "The post was to be cleared."),
        report("r-words", "It rained. The last boats had left near the ford by noon."),
        report("r-early", "The last boats had left the ford.", "2031-05-09"),
        report("r-apart", "The boats left. The ford lay still."),
    ]
    found = met([item], reports, [told, owed])
    assert [(m.report, m.tells, m.asked) for m in found] == [
        (told.report, K.PERFORMED, True),
        ("r-words", None, False),
    ]
    assert found[1].span.quote == "The last boats had left near the ford by noon."


@settings(max_examples=40, deadline=None)
@given(several)
def test_trying_leaves_no_trace_and_every_piece_of_evidence_would_change_the_clause(
    told: list[Signal],
) -> None:
    before = stand(lake(), told, DAY, DAY)
    found = watch_list(lake(), told, DAY, DAY)
    assert stand(lake(), told, DAY, DAY) == before
    for w in found:
        assert all(e.gain > 0 and e.answers for e in w.wanted)
        assert all(e.role in list(HolderRole) for e in w.wanted)


@settings(max_examples=40, deadline=None)
@given(several)
def test_swapping_the_parties_swaps_them_in_the_list_and_changes_nothing_else(told: list[Signal]) -> None:
    def plain(found: tuple[Watched, ...]) -> list[object]:
        return [
            (w.clause, w.weight, sorted((e.role, e.gain, e.cost, len(e.answers)) for e in w.wanted))
            for w in found
        ]

    other = watch_list(mirrored_accord(lake()), [mirrored(s) for s in told], DAY, DAY)
    assert plain(watch_list(lake(), told, DAY, DAY)) == plain(other)
