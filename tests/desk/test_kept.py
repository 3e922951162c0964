"""One case in memory: answers are made once, decisions show at once, costly answers come after."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from tests.desk.conftest import LONG, listening, until, visitor

from truceline import Case
from truceline.case import View
from truceline.case.parts import Kind
from truceline.desk import create_app
from truceline.desk.kept import Kept, Snapshot
from truceline.model.judgement import Decision, SubjectKind
from truceline.model.report import Handling


def test_a_question_asked_by_many_at_a_time_is_worked_out_once(sample_case: Path) -> None:
    """Eight threads get the very same answer, made once."""
    with Case.open(sample_case) as case:
        snapshot = Snapshot(case.head(), case.view())
        made: list[int] = []
        got: list[object] = []

        def make() -> object:
            made.append(1)
            time.sleep(0.05)
            return object()

        threads = [threading.Thread(target=lambda: got.append(snapshot.once("it", make))) for _ in range(8)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
    assert len(made) == 1 and len(set(map(id, got))) == 1


def test_the_same_snapshot_serves_until_the_ledger_grows(own_case: Path) -> None:
    """Nothing is loaded again for a page; a decision makes a new snapshot that knows it."""
    with Case.open(own_case) as case:
        kept = Kept(case, Handling.MEDIATOR, patience=None)
        first = kept.now()
        assert kept.now() is first
        claim = first.base.claims[0].id
        case.judge(Decision.CONFIRM, SubjectKind.CLAIM, claim)
        after = kept.now()
        assert after is not first and claim in after.base.confirmed
        assert after.head == case.head() and not after.behind


def test_a_decision_shows_at_once_where_weighing_takes_long(
    own_case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page is told that it is behind, has the decision, and catches up by itself."""
    with Case.open(own_case) as case:
        kept = Kept(case, Handling.MEDIATOR, patience=0.0)
        first = kept.now()
        first.weighed()
        go = threading.Event()
        worked_out = Snapshot.weighed

        def slowly(snapshot: Snapshot) -> None:
            go.wait(LONG)
            worked_out(snapshot)

        monkeypatch.setattr(Snapshot, "weighed", slowly)
        claim = first.base.claims[0].id
        case.judge(Decision.REJECT, SubjectKind.CLAIM, claim)
        behind = kept.now()
        assert behind.behind and claim not in {c.id for c in behind.base.claims}
        assert behind.base.weighing is first.base.weighing
        go.set()
        until(lambda: not kept.now().behind)
        assert kept.now().base.weighing is not first.base.weighing


def test_a_case_that_opens_slowly_says_so_and_comes(own_case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody looks at an empty window: the page says what is done, and asks again by itself."""
    monkeypatch.setattr("truceline.desk.app.SOON", 0.05)
    monkeypatch.setattr("truceline.desk.kept.SOON", 0.05)
    go = threading.Event()
    view = Case.view

    def slowly(case: Case, *given: object, **named: object) -> View:
        go.wait(LONG)
        return view(case, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Case, "view", slowly)
    said: list[str] = []
    with listening(create_app(own_case, say=said.append)) as address, visitor(address) as http:
        early = http.get("/board")
        assert early.status_code == 503 and early.headers["refresh"] == "2"
        assert "The case is being opened" in early.text
        until(lambda: said)
        go.set()
        until(lambda: http.get("/board.json").status_code != 503)
        assert http.get("/board.json").json()["clauses"]
        until(lambda: len(said) > 1)
    assert said[0].startswith("The case is being opened") and "reports" in said[1]


def test_a_case_that_cannot_be_opened_is_tried_again(own_case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Case.open(own_case) as case:
        kept = Kept(case, Handling.MEDIATOR)
        with monkeypatch.context() as broken:
            broken.setattr(case, "view", lambda *_, **__: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                kept.now()
        assert kept.now().base.reports


def test_what_rests_on_answers_of_before_is_not_kept_for_later(
    own_case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A board shown while the newest is worked out is that of before, and nobody may find it again."""
    with Case.open(own_case) as case:
        monkeypatch.setattr("truceline.case.view.MANY", 0)
        before = case.view()
        assert before.signals
        count = Kind("count", tuple[int], lambda _: "", 1)
        assert before.answer(count, (), lambda: [(len(before.signals),)]) == ((len(before.signals),),)
        case.judge(Decision.REJECT, SubjectKind.CLAIM, before.signals[0].claim)
        behind = case.refreshed(before, before.known_at).borrowing(before)
        assert behind.answer(count, (), lambda: [(len(behind.signals),)]) == ((len(before.signals),),)
        fresh = case.refreshed(before, before.known_at)
        assert fresh.answer(count, (), lambda: [(len(fresh.signals),)]) == ((len(fresh.signals),),)
        assert len(fresh.signals) < len(before.signals)


def test_a_report_added_elsewhere_is_taken_up(own_case: Path, tmp_path: Path) -> None:
    """Another process adds a report; the desk reads only the new one and shows it."""
    with Case.open(own_case) as case, Case.open(own_case) as other:
        kept = Kept(case, Handling.MEDIATOR, patience=None)
        first = kept.now()
        (tmp_path / "new.txt").write_text("The mayor of Orrim said that the bridge was open.\n", "utf-8")
        other.add([tmp_path / "new.txt"], outlet="Orrim Star", published="2025-02-27")
        after = kept.now()
        assert len(after.base.reports) == len(first.base.reports) + 1 and not after.behind
        old = next(iter(first.base.machine))
        assert after.base.machine[old] is first.base.machine[old]


def test_what_cannot_be_worked_out_leaves_what_was_known(
    own_case: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A fault in weighing takes no page down: the snapshot of before stays, and says that it is behind."""
    with Case.open(own_case) as case:
        kept = Kept(case, Handling.MEDIATOR, patience=None)
        claim = kept.now().base.claims[0].id

        def fault(snapshot: Snapshot) -> None:
            raise RuntimeError("a fault in weighing")

        monkeypatch.setattr(Snapshot, "weighed", fault)
        case.judge(Decision.CONFIRM, SubjectKind.CLAIM, claim)
        shown = kept.now()
        assert shown.behind and claim in shown.base.confirmed and kept.now() is shown
        assert "could not be worked out" in caplog.text
