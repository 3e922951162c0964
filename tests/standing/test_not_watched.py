"""What nobody listens for is no silence of the reports, and who only names a clause tells nothing of how it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.standing.made import UPLAND, lake, signal

from truceline.model.accord import SignalKind
from truceline.model.standing import EvidenceLevel, Signal, Standing
from truceline.standing import board_json, moved, over_days, pam, stand, watch_list, why_graded

K = SignalKind
DAY = "2031-05-20"
DEAF = replace(lake(), unheard=("ford", "calm"))
NAMED = [signal("ford", K.SPOKEN_OF, who, "2031-05-12") for who in ("Morning Post", "Evening Post")]


def ford(*told: Signal, deaf: bool = True) -> Standing:
    return next(s for s in stand(DEAF if deaf else lake(), told, DAY, DAY) if s.clause == "ford")


def test_a_clause_for_which_no_rule_listens_is_not_watched() -> None:
    """On the board, day by day and in its grade; before its day nothing is asked, and the calendar alone tells."""
    assert (ford().shown, ford().grade) == ("unknown (not watched)", "not watched")
    assert (ford(deaf=False).shown, ford(deaf=False).grade) == ("unknown (no report)", "no report")
    assert next(s for s in stand(DEAF, [], "2031-05-05", DAY) if s.clause == "ford").shown == "not due"
    [row] = [r for r in over_days(DEAF, [], [DAY]) if r.clause == "ford"]
    assert row.cells[0].shown == "unknown (not watched)"


def test_the_format_keeps_its_word_for_silence_and_says_whose_it_is() -> None:
    cells = {c["clause"]: c for c in board_json(stand(DEAF, [], DAY, DAY), DEAF)["cells"]}
    assert (cells["ford"]["shown"], cells["ford"]["watched"]) == ("unknown (no report)", False)
    assert (cells["grain"]["shown"], cells["grain"]["watched"]) == ("unknown (no report)", True)


def test_what_a_person_or_a_rule_of_another_kind_tells_is_told_as_ever() -> None:
    """Not watched is said where nothing else is known: an entered finding counts."""
    found = ford(signal("ford", K.PERFORMED, "lake-mission", "2031-05-09"))
    assert (found.shown, found.grade) == ("kept", "established")


def test_it_says_what_can_be_done() -> None:
    """No report is asked for that would not be heard."""
    for told in ([], NAMED):
        [last] = ford(*told).settle[-1:]
        assert last.startswith("it is not watched") and "watch.yaml" in last and "truceline search" in last
    assert not any("not watched" in s for s in ford(deaf=False).settle)
    first = next(w for w in watch_list(DEAF, (), DAY, DAY) if w.clause == "ford")
    assert first.why.startswith("not watched")


@pytest.mark.parametrize("deaf", [True, False])
def test_no_note_says_that_no_report_tells_what_no_rule_heard(deaf: bool) -> None:
    """Of a clause that is named it is said that nothing was heard, or that nobody listens: reports may tell it in other words."""
    ending = "is not watched" if deaf else "was not heard"
    assert ford(*NAMED, deaf=deaf).note == f"spoken of; whether it was done {ending}"
    told = [step.says for step in ford(*NAMED, deaf=deaf).trace]
    assert not any("no report" in x for x in told)


def test_who_only_names_a_clause_is_no_evidence_for_its_state() -> None:
    """Two voices that name it corroborate nothing; one that tells of the deed does."""
    named = ford(*NAMED, deaf=False)
    assert named.mentioned and named.grade == "only spoken of"
    assert why_graded(named).startswith("named by Evening Post, Morning Post")
    told = [signal("ford", K.PERFORMED, who, "2031-05-09") for who in ("Morning Post", "Evening Post")]
    assert not ford(*told, deaf=False).mentioned and ford(*told, deaf=False).grade == "corroborated"


def test_what_is_not_watched_or_only_named_has_no_level() -> None:
    """Not initiated would be a finding: nobody told of one."""
    for told, rule in (([], "not watched"), (NAMED, "only spoken of: not watched")):
        found = {i.clause: i for p in pam(DEAF, stand(DEAF, told, DAY, DAY)) for i in p.clauses}
        assert found["ford"].low is None and found["ford"].rule == rule
    found = {i.clause: i for p in pam(lake(), stand(lake(), NAMED, DAY, DAY)) for i in p.clauses}
    assert found["ford"].low is None


@pytest.mark.parametrize("kind", [K.SPOKEN_OF, K.PROMISED, K.BEGUN])
def test_one_voice_more_lowers_no_grade(kind: SignalKind) -> None:
    """A verifier who tells what is no finding is one voice beside the others."""
    two = [signal("ford", kind, who, "2031-05-12") for who in ("Morning Post", "Evening Post")]
    three = [*two, signal("ford", kind, "lake-mission", "2031-05-13")]
    assert ford(*two).evidence is ford(*three).evidence is EvidenceLevel.CORROBORATED
    assert ford(three[2]).evidence is EvidenceLevel.SINGLE_ORIGIN


def test_a_grade_says_why_it_is_so() -> None:
    """Whose voices they are, and that several bodies of one party are one."""
    told = [signal("ford", K.PERFORMED, who, "2031-05-09") for who in ("Morning Post", "Evening Post")]
    assert why_graded(ford(*told)) == "told by 2 who do not stand on one side: Evening Post, Morning Post"
    own = [
        signal("ford", K.PROMISED, UPLAND, on, holder=x)
        for x, on in (("Upland", "2031-05-12"), ("its army", "2031-05-13"))
    ]
    assert why_graded(ford(*own)) == "all of it goes back to Upland; counted with it: its army"
    assert why_graded(ford(signal("ford", K.PERFORMED, "lake-mission", "2031-05-09"))).startswith("found by")
    assert why_graded(ford()) == ""


def test_that_one_more_names_a_clause_is_no_move() -> None:
    """Two who name it are as little evidence as one."""
    before, after = (stand(DEAF, told, DAY, DAY) for told in (NAMED[:1], NAMED))
    assert moved(before, after) == ()
