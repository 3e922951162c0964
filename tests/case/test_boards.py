"""What is kept from one view to the next gives, byte for byte, what is computed from nothing."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.standing.made import SHORE, UPLAND, lake, signal

from truceline import standing
from truceline.case import Case
from truceline.case.answered import stands
from truceline.case.boards import Boards, differing
from truceline.case.telling import board_over_days, brief_of, brief_text
from truceline.case.view import View
from truceline.model.accord import SignalKind
from truceline.model.judgement import Decision, SubjectKind
from truceline.model.report import Handling
from truceline.model.standing import Signal

DAYS = [(dt.date(2031, 5, 1) + dt.timedelta(days=n)).isoformat() for n in range(0, 40, 3)]
ACCORD = lake()

made = st.builds(
    lambda clause, kind, who, day, n: replace(
        signal(clause, kind, who, f"2031-05-{day:02}"), report=f"r{n}", claim=f"c{n}-{clause}-{kind}-{day}"
    ),
    st.sampled_from([c.id for c in ACCORD.clauses]),
    st.sampled_from(SignalKind),
    st.sampled_from((UPLAND, SHORE, "island", "lake-mission", "Morning Post")),
    st.integers(1, 30),
    st.integers(0, 5),
)


def same(boards: Boards, signals: tuple[Signal, ...]) -> None:
    """Both ways give the same bytes, for a board under each reading and for the days."""
    board = boards.board(ACCORD, signals, "2031-05-20", "2031-05-25")
    for reading in (None, *standing.readings(ACCORD)):
        one = standing.board_json(board.standings(reading), ACCORD)
        other = standing.board_json(
            standing.stand(ACCORD, signals, "2031-05-20", "2031-05-25", reading), ACCORD
        )
        assert json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    rows = boards.days(ACCORD, signals, DAYS, "2031-05-25").rows
    assert rows == standing.over_days(ACCORD, signals, DAYS, lambda day: min(day, "2031-05-25"))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.lists(made, max_size=8), st.integers(-1, 30)), min_size=1, max_size=5))
def test_signals_that_come_and_go_give_what_is_computed_from_nothing(
    batches: list[tuple[list[Signal], int]],
) -> None:
    """However reports are added, corrected and withdrawn, the kept answer is the fresh one."""
    boards, known = Boards(), list[Signal]()
    for batch, gone in batches:
        known += batch
        if 0 <= gone < len(known):
            known.pop(gone)
        same(boards, tuple(known))


def test_only_what_differs_is_named() -> None:
    """A report that is the same tells nothing; one that is corrected gives and takes."""
    first = signal("calm", SignalKind.PERFORMED, "Morning Post", "2031-05-03")
    other = replace(first, report="r-2", claim="c-2")
    corrected = replace(other, kind=SignalKind.INCIDENT)
    assert differing((first, other), (other, first)) == ((), ())
    assert differing((first, other), (first, corrected)) == ((corrected,), (other,))
    assert differing((first, first), (first,)) == ((), (first,))


REPORTS = (
    ("2025-02-20", "Israel accused Hamas of violating the ceasefire on Thursday."),
    (
        "2025-02-27",
        "Hamas denied that it had violated the ceasefire, and said that talks on the second phase began.",
    ),
    ("2025-01-30", "The Red Cross said that 110 Palestinian prisoners were released on 30 January."),
)


def test_a_view_after_one_report_more_is_the_view_of_a_case_opened_anew(tmp_path: Path) -> None:
    """Board, days and readings are equal, and the days were asked again only in part."""
    with Case.create(tmp_path / "case", "gaza-2025-01") as case:
        kept: View | None = None
        for n, (day, text) in enumerate(REPORTS):
            file = tmp_path / f"{n}.txt"
            file.write_text(text + "\n", "utf-8")
            case.add([file], outlet=f"Outlet {n}", published=day)
            kept = case.view("2025-03-10") if kept is None else case.refreshed(kept, "2025-03-10")
            fresh = case.view("2025-03-10")
            assert kept.boards is not fresh.boards
            assert kept.standings("2025-03-05") == fresh.standings("2025-03-05")
            assert board_over_days(kept, "2025-03-05") == board_over_days(fresh, "2025-03-05")
        assert kept is not None and len(kept.boards.boards) == 1 and len(kept.boards.spans) == 1


def test_a_view_of_one_report_more_asks_only_the_clauses_that_it_touches(tmp_path: Path) -> None:
    """The lives of all others are the very same values."""
    boards = Boards()
    told = tuple(signal("calm", SignalKind.PERFORMED, "Morning Post", f"2031-05-0{n}") for n in range(1, 9))
    before = boards.days(ACCORD, told, DAYS, "2031-05-25")
    after = boards.days(
        ACCORD, (*told, signal("grain", SignalKind.PERFORMED, "Herald", "2031-05-04")), DAYS, "2031-05-25"
    )
    assert after.lives["calm"] is before.lives["calm"]
    assert after.lives["grain"] is not before.lives["grain"]


def test_what_is_kept_for_the_next_process_gives_what_is_worked_out_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Board and brief, of the whole case, of an earlier day of knowledge and of a wider circle, before and after a
    decision: with what `prepare` kept and after all of it was deleted."""
    for module in ("view", "case"):
        monkeypatch.setattr(f"truceline.case.{module}.MANY", 1)
    folder = tmp_path / "case"
    with Case.create(folder, "gaza-2025-01", person="Ole Tolle") as case:
        for n, (day, text) in enumerate(REPORTS):
            file = tmp_path / f"{n}.txt"
            file.write_text(text + "\n", "utf-8")
            case.add([file], outlet=f"Outlet {n}", published=day, handling=list(Handling)[n and 1])
        case.prepare()

    def told() -> list[str]:
        out = []
        with Case.open(folder) as case:
            for known_at in (None, "2025-02-25"):
                for level in Handling:
                    view = case.view(known_at, level)
                    out.append(repr(stands(view, view.last_day, None)))
                    out.append(brief_text(brief_of(case, None, known_at, None, level), "html"))
        return out

    def anew() -> list[str]:
        (folder / "derived.sqlite").unlink()
        return told()

    with Case.open(folder) as case:
        whole = case.view()
        stands(whole, whole.last_day, None)
        assert "signals" not in whole.__dict__ and whole.notes == () and "weighing" not in whole.__dict__
        denial = next(c.id for c in whole.claims if c.cue is not None and "denied" in c.cue.quote)
    before = told()
    assert before == anew()
    assert len(set(before)) > len(Handling)
    with Case.open(folder) as case:
        case.judge(Decision.REJECT, SubjectKind.CLAIM, denial, reason="misquoted")
    after = told()
    assert after != before
    assert after == anew()
