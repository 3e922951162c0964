"""What the machine read, held whole or lightly."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import fields
from pathlib import Path

import pytest

from truceline import Case
from truceline.case import Library, View
from truceline.case.answered import moves
from truceline.case.lean import Light
from truceline.case.patience import heeds
from truceline.case.sample import sample_folder
from truceline.desk.apart import Apart
from truceline.model.judgement import Decision, SubjectKind
from truceline.model.reading import Reading
from truceline.model.report import Report

NOW = dt.datetime(2025, 4, 1, 12, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("machine") / "case"
    with Case.create(folder, "gaza-2025-01", person="A. Reader", clock=lambda: NOW) as case:
        case.add(sorted(sample_folder().glob("*.txt"))[:8])
        case.prepare()
    return folder


def _parts(reading: Reading) -> list[object]:
    return [getattr(reading, f.name) for f in fields(Reading)]


def _same(one: View, other: View) -> None:
    assert one.claims == other.claims and one.signals == other.signals
    assert one.weighing == other.weighing
    assert [_parts(r) for r in one.readings.values()] == [_parts(r) for r in other.readings.values()]


def test_a_case_held_lightly_gives_the_same_answers(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also after decisions, where they are worked out anew, and where the kept readings are lost."""
    folder = shutil.copytree(made, made.parent / "own")
    with Case.open(folder, clock=lambda: NOW) as case:
        whole = case.view()
        monkeypatch.setattr("truceline.case.case.WHOLE", 0)
        light = case.view(lightly=True)
        assert all(isinstance(r, Light) for r in light.readings.values())
        _same(light, whole)
        first, second = light.claims[0].id, light.claims[5].id
        case.judge(Decision.REJECT, SubjectKind.CLAIM, first)
        case.judge(Decision.CORRECT, SubjectKind.CLAIM, second, change={"holder": "A clerk"})
        decided = case.refreshed(light, light.known_at, lightly=True)
        case._derived.clear("lineages: parts")
        case._derived.clear("signals: parts")
        _same(decided, case.view())
        case._derived.clear()
        anew = case.view(lightly=True)
        assert [r.figures for r in light.readings.values()] == [r.figures for r in anew.readings.values()]


def test_what_an_answer_has_in_common_with_a_reading_is_held_once(made: Path) -> None:
    with Case.open(made, clock=lambda: NOW) as case:
        view = case.view()
        held = {id(s) for c in view.claims for s in c.content}
        ids = {id(c.id) for c in view.claims}
        assert sum(id(s) in held for signal in view.signals for s in signal.spans) > len(view.signals) / 2
        assert all(id(s.claim) in ids for s in view.signals)


def test_only_what_came_since_is_read_from_the_record(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A decision does not have every report read again."""
    folder = shutil.copytree(made, made.parent / "since")
    with Case.open(folder, clock=lambda: NOW) as case:
        view = case.view()
        asked: list[int] = []
        reports = case.reports

        def counted(after: int = 0) -> list[Report]:
            asked.append(after)
            return reports(after)

        monkeypatch.setattr(case, "reports", counted)
        case.judge(Decision.CONFIRM, SubjectKind.CLAIM, view.claims[0].id)
        after = case.refreshed(view, view.known_at)
        assert asked == [view.entries] and after.entries == view.entries + 1
        assert list(after.kept) == list(view.kept) and len(after.judgements) == 1
        assert all(after.readings[i] is r for i, r in view.readings.items())
        monkeypatch.undo()
        text = folder / "own.txt"
        text.write_text("Officials said on Monday that talks had begun.", "utf-8")
        [new] = case.add([text], outlet="Hill Post", published="2025-03-01").new
        assert [r.id for r in case.refreshed(after, after.known_at).kept][-1] == new.id


def test_a_large_case_is_weighed_beside_the_desk(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a process of its own, as the record was for the view that asks; nothing of it is worked out here."""
    folder = shutil.copytree(made, made.parent / "apart")
    with Case.open(folder, clock=lambda: NOW) as case:
        whole = case.view()
        case.judge(Decision.REJECT, SubjectKind.CLAIM, whole.claims[0].id)
        expected = case.view().weighing, case.view().signals
        for kind in ("aside", "findings", "lineages", "signals"):
            case._derived.clear(f"{kind}: parts")
        monkeypatch.setattr("truceline.case.case.WHOLE", 0)
        case.apart = apart = Apart(folder)
        view = case.view()
        for name in ("weighing", "lineages"):
            monkeypatch.setattr(view.scales, name, None)
        assert (view.weighing, view.signals) == expected
        case.judge(Decision.REJECT, SubjectKind.CLAIM, whole.claims[1].id)
        assert len(apart._tried) == 1
        apart.close()
        later = case.refreshed(view, view.known_at)
        monkeypatch.undo()
        assert later.signals == case.view().signals  # what was ended beside is worked out here


def test_what_moved_since_a_day_is_told_without_the_signals_of_that_day(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The board of that day is worked out beside a large case, and nothing else of it is loaded."""
    folder = shutil.copytree(made, made.parent / "moved")
    with Case.open(folder, clock=lambda: NOW) as case:
        days = sorted({r.known_on for r in case.reports() if r.known_on})
        view = case.view()
        expected = moves(view, days[0], view.last_day, None)
        assert expected and view.at(days[0]).signals
        for kind in ("lineages", "signals", "standings", "moves"):
            case._derived.clear(f"{kind}: parts")
    monkeypatch.setattr("truceline.case.case.WHOLE", 0)
    monkeypatch.setattr("truceline.case.view.MANY", 0)
    with Case.open(folder, clock=lambda: NOW) as case:
        asked: list[str] = []

        def elsewhere(of: View, findings: bool) -> None:
            asked.append(of.known_at)
            with Case.open(folder, clock=lambda: NOW) as other:
                other.work_out(of.known_at, of.level, len(of.kept), len(of.judgements), findings)

        case.apart = elsewhere
        view = case.view()
        assert view.signals
        early = view.at(days[0])
        monkeypatch.setattr(View, "at", lambda *_: early)
        assert moves(view, days[0], view.last_day, None) == expected
        assert asked == [view.known_at, days[0]] and "signals" not in early.__dict__


def test_an_accord_is_checked_once_and_again_when_a_file_of_it_changes(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was checked is loaded as it was, and never after its file was changed."""
    with Case.open(made) as case:
        loaded = Library().accord("gaza-2025-01")
        assert case.accord == loaded
    with Case.open(made) as case, monkeypatch.context() as closed:
        closed.setattr("truceline.accord.load", lambda _: 1 / 0)
        assert case.accord == loaded
    with Case.open(made) as case, monkeypatch.context() as changed:
        changed.setattr(Library, "fingerprint", lambda *_: "other")
        changed.setattr("truceline.accord.load", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            _ = case.accord


def test_a_case_read_by_another_version_tells_how_far_reading_it_anew_is(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(made, made.parent / "upgraded")
    monkeypatch.setattr("truceline.case.machine.BATCH", 3)
    monkeypatch.setattr("truceline.case.machine.program", lambda: "another version")
    said: list[str] = []
    heard = heeds.set(said.append)
    try:
        with Case.open(folder, clock=lambda: NOW) as case:
            case.view()
            told = [s.split(",")[0] for s in said]
            case.view()
    finally:
        heeds.reset(heard)
    asked = "of 8 reports (8 to be read: new"
    assert told == [f"The case is being opened: {n} {asked}" for n in (3, 6)]
    assert len(said) == 2, "what was read before is not told of"
