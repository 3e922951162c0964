"""Two people decide on one item: the second is told, and both decisions are in the record."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from tests.ledger.made import NOON, made_report

from truceline.errors import Conflict, Overtaken
from truceline.ledger import Ledger
from truceline.model.judgement import Decision, Judgement, SubjectKind

D, S = Decision, SubjectKind


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.create(tmp_path / "ledger.sqlite")


def decision(
    id: str, subject: str, what: Decision = D.CONFIRM, by: str = "Ines", **more: object
) -> Judgement:
    kind = S.JUDGEMENT if what is D.UNDO else S.CLAIM
    others = more.get("others", ())
    assert isinstance(others, tuple)
    return Judgement(id, what, kind, subject, by, "2031-03-04T12:00:00Z", "", {}, others)


def test_the_second_of_two_decisions_is_refused_and_kept(ledger: Ledger) -> None:
    """The first holds; the second is in the record, names the first, and has no effect."""
    seen = ledger.length()
    ledger.add_judgement(decision("a", "c1"), NOON, seen=seen)
    with pytest.raises(Overtaken, match="Ines decided 'confirm'") as told:
        ledger.add_judgement(decision("b", "c1", D.REJECT, "Omar"), NOON, seen=seen)
    assert (told.value.mine, told.value.theirs) == (("b",), ("a",))
    assert [j.id for j in ledger.judgements()] == ["a"]
    [clash] = ledger.clashes()
    assert (clash.judgement.by, clash.judgement.decision, clash.against) == ("Omar", D.REJECT, ("a",))
    assert ledger.verify().entries == 2


def test_whoever_looked_again_decides(ledger: Ledger) -> None:
    """After a look at what came before, the same decision is taken."""
    ledger.add_judgement(decision("a", "c1"), NOON, seen=0)
    with pytest.raises(Overtaken):
        ledger.add_judgement(decision("b", "c1", D.REJECT), NOON, seen=0)
    ledger.add_judgement(decision("c", "c1", D.REJECT), NOON, seen=ledger.length())
    assert [j.id for j in ledger.judgements()] == ["a", "c"]


def test_other_items_and_reports_that_come_meanwhile_are_no_clash(ledger: Ledger) -> None:
    """Only a decision about the same subject is one."""
    ledger.add_judgement(decision("a", "c1"), NOON, seen=0)
    ledger.add_reports([made_report("Two trucks crossed.")], NOON)
    assert ledger.add_judgement(decision("b", "c2"), NOON, seen=0)
    assert ledger.clashes() == []


def test_an_undo_touches_what_it_undoes(ledger: Ledger) -> None:
    """Who decides on an item without having seen that a decision on it was undone is told; so is who
    undoes what another has undone already."""
    ledger.add_judgement(decision("a", "c1"), NOON)
    seen = ledger.length()
    ledger.add_judgement(decision("u", "a", D.UNDO), NOON, seen=seen)
    with pytest.raises(Overtaken):
        ledger.add_judgement(decision("b", "c1", D.REJECT), NOON, seen=seen)
    with pytest.raises(Overtaken):
        ledger.add_judgement(decision("v", "a", D.UNDO, "Omar"), NOON, seen=seen)


def test_a_merge_clashes_over_each_of_its_subjects(ledger: Ledger) -> None:
    """What was merged into another is decided on as well."""
    ledger.add_judgement(decision("a", "c1", D.MERGE, others=("c2", "c3")), NOON, seen=0)
    with pytest.raises(Overtaken):
        ledger.add_judgement(decision("b", "c3", D.REJECT), NOON, seen=0)


def test_claims_added_to_one_report_are_no_clash(ledger: Ledger) -> None:
    """Two people find two claims that the machine missed."""
    ledger.add_judgement(decision("a", "r1", D.ADD), NOON, seen=0)
    assert ledger.add_judgement(decision("b", "r1", D.ADD, "Omar"), NOON, seen=0)


def test_a_decision_sent_twice_is_kept_once(ledger: Ledger) -> None:
    """A double click is one decision, and one clash is told again."""
    assert ledger.add_judgement(decision("a", "c1"), NOON, seen=0)
    assert not ledger.add_judgement(decision("a", "c1"), NOON, seen=0)
    for _ in range(2):
        with pytest.raises(Overtaken) as told:
            ledger.add_judgement(decision("b", "c1", D.REJECT), NOON, seen=0)
        assert told.value.theirs == ("a",)
    assert ledger.length() == 2
    with pytest.raises(Conflict):
        ledger.add_judgement(decision("b", "c2", D.REJECT), NOON, seen=0)


def test_a_decision_sent_again_from_an_old_page_after_it_was_undone_comes_too_late(ledger: Ledger) -> None:
    """It is not passed over in silence as one that was kept."""
    ledger.add_judgement(decision("a", "c1"), NOON, seen=0)
    ledger.add_judgement(decision("u", "a", D.UNDO), NOON)
    with pytest.raises(Overtaken) as told:
        ledger.add_judgement(decision("a", "c1"), NOON, seen=0)
    assert told.value.theirs == ("u",)


def test_what_came_after_an_entry_can_be_asked_for(ledger: Ledger) -> None:
    """Reports, judgements, and how many of each kind."""
    ledger.add_judgement(decision("a", "c1"), NOON)
    ledger.add_reports([made_report("Two trucks crossed.")], NOON)
    ledger.add_judgement(decision("b", "c2"), NOON)
    assert [j.id for j in ledger.judgements(after=1)] == ["b"]
    assert len(ledger.reports(after=1)) == 1 and ledger.reports(after=2) == []
    assert ledger.kinds_after(1) == {"report": 1, "judgement": 1}


def test_of_many_decisions_in_one_call_only_the_overtaken_wait(ledger: Ledger) -> None:
    """The others are kept, in one transaction."""
    ledger.add_judgement(decision("a", "c2"), NOON, seen=0)
    many = [decision(f"b{n}", f"c{n}", D.REJECT) for n in range(5)]
    with pytest.raises(Overtaken) as told:
        ledger.add_judgements(many, NOON, seen=0)
    assert told.value.mine == ("b2",)
    assert [j.id for j in ledger.judgements()] == ["a", "b0", "b1", "b3", "b4"]


def reviewed(folder: Path, reviewers: int, decisions: int, items: int, seed: int) -> tuple[int, int]:
    """Let people decide at once; (decisions that hold, clashes). Nothing may be lost or doubled."""
    path = folder / "ledger.sqlite"
    Ledger.create(path).close()
    held: list[str] = []
    late: list[tuple[str, tuple[str, ...]]] = []
    failed: list[BaseException] = []

    def review(n: int) -> None:
        rng = random.Random(seed + n)
        try:
            with Ledger.open(path) as own:
                for k in range(decisions):
                    seen, id = own.length(), f"{n}-{k}"
                    time.sleep(rng.random() * 0.002)
                    what = rng.choice((D.CONFIRM, D.CORRECT, D.REJECT))
                    try:
                        own.add_judgement(
                            decision(id, f"c{rng.randrange(items)}", what, f"person {n}"), NOON, seen=seen
                        )
                        held.append(id)
                    except Overtaken as e:
                        late.append((id, e.theirs))
        except BaseException as e:
            failed.append(e)

    threads = [threading.Thread(target=review, args=(n,)) for n in range(reviewers)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not failed, f"seed {seed}: {failed[0]!r}"
    with Ledger.open(path) as ledger:
        assert ledger.verify().entries == reviewers * decisions, f"seed {seed}"
        assert sorted(held) == sorted(j.id for j in ledger.judgements()), f"seed {seed}"
        assert sorted(late) == sorted((c.judgement.id, c.against) for c in ledger.clashes()), f"seed {seed}"
        place = {e.subject: e.sequence for e in ledger.entries()}
        subject = {j.id: j.subject for j in ledger.judgements()}
        for clash in ledger.clashes():
            assert all(place[a] > clash.seen for a in clash.against), f"seed {seed}: told of what was seen"
            assert all(subject[a] == clash.judgement.subject for a in clash.against), f"seed {seed}"
            missed = [
                i
                for i, s in subject.items()
                if s == clash.judgement.subject and clash.seen < place[i] < place[clash.judgement.id]
            ]
            assert sorted(missed) == sorted(clash.against), f"seed {seed}: not all were named"
        assert max(Counter(held).values()) == 1
    return len(held), len(late)


def test_no_decision_of_eight_people_at_once_is_lost(tmp_path: Path) -> None:
    """Each either holds or is a clash that its maker was told of; all are in the record."""
    held, late = reviewed(tmp_path, 8, 40, 20, 27)
    assert held + late == 320
    assert late, "so many people on so few items must meet"


@pytest.mark.soak
def test_eight_people_decide_500_times_on_200_items(tmp_path: Path) -> None:
    """The full size of the test above."""
    held, late = reviewed(tmp_path, 8, 500, 200, 2700)
    assert held + late == 4000 and late
