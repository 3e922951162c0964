"""The record keeps what came, once, in order, and never changes it."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine
from tests.ledger.made import NOON, made_judgement, made_report

from truceline.errors import (
    CaseExists,
    CaseNotFound,
    Conflict,
    Invalid,
    ItemNotFound,
    JudgementError,
    LedgerLocked,
    UsageError,
)
from truceline.ledger import Head, Ledger, driver_module, trouble
from truceline.model.judgement import Decision, Judgement, SubjectKind


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.create(tmp_path / "ledger.sqlite")


def test_a_report_comes_back_as_it_was_given(ledger: Ledger) -> None:
    """Text, bytes and every field survive."""
    report, raw = made_report("The bridge at Arvel\r\nreopened. \U0001f600 e\u0301 \u05d0\u200f\ufeff")
    [added] = ledger.add_reports([(report, raw)], NOON)
    assert added.new
    assert added.report == report
    assert ledger.reports() == [report]
    assert ledger.report(report.id) == report
    assert ledger.raw(report.raw_sha256) == raw


def test_adding_twice_adds_nothing(ledger: Ledger) -> None:
    """The second time is told as known, and the head stays."""
    pair = made_report("The bridge reopened.")
    ledger.add_reports([pair], NOON)
    head = ledger.head()
    again = ledger.add_reports([pair, pair], NOON)
    assert [a.new for a in again] == [False, False]
    assert ledger.head() == head


def test_a_known_report_that_comes_with_another_title_says_so(ledger: Ledger) -> None:
    """What is kept stays; the difference is named."""
    report, raw = made_report("The bridge reopened.")
    ledger.add_reports([(report, raw)], NOON)
    [again] = ledger.add_reports([(replace(report, title="Bridge"), raw)], NOON)
    assert (again.new, again.differs, again.report.title) == (False, ("title",), None)


def test_a_changed_item_is_a_new_version_and_the_old_one_stays(ledger: Ledger) -> None:
    """Each version names the one before it."""
    ids: list[str] = []
    for text in ("Three trucks.", "Four trucks.", "Five trucks."):
        [added] = ledger.add_reports([made_report(text, item="trucks")], NOON)
        assert added.version_of == (ids[-1] if ids else None)
        ids.append(added.report.id)
    assert [r.id for r in ledger.reports()] == ids
    assert ledger.report(ids[0]).text == "Three trucks."


def test_two_outlets_with_one_text_are_two_reports_of_one_text(ledger: Ledger) -> None:
    """The bytes are kept once."""
    first, second = made_report("One wire.", outlet="A"), made_report("One wire.", outlet="B")
    added = ledger.add_reports([first, second], NOON)
    assert [a.new for a in added] == [True, True]
    assert first[0].id != second[0].id
    assert first[0].text_sha256 == second[0].text_sha256


def test_reports_can_be_asked_for_as_recorded_by_a_time(ledger: Ledger) -> None:
    """A day stands for its end; an instant for itself, in any zone."""
    ledger.add_reports([made_report("one")], "2031-03-04T12:00:00+00:00")
    ledger.add_reports([made_report("two")], "2031-03-05T01:00:00+02:00")
    ledger.add_judgement(made_judgement("j"), "2031-03-06T00:00:00Z")
    assert [r.text for r in ledger.reports("2031-03-04")] == ["one", "two"]
    assert [r.text for r in ledger.reports("2031-03-04T12:00:00Z")] == ["one"]
    assert [r.text for r in ledger.reports("2031-03-04T22:59:59Z")] == ["one"]
    assert ledger.judgements("2031-03-05") == []
    assert len(ledger.judgements("2031-03-06")) == 1


def test_a_clock_that_goes_back_leaves_the_order_of_coming(ledger: Ledger) -> None:
    """Order is by sequence, not by the clock."""
    ledger.add_reports([made_report("one")], "2031-03-05T12:00:00Z")
    ledger.add_reports([made_report("two")], "2031-03-04T12:00:00Z")
    assert [r.text for r in ledger.reports()] == ["one", "two"]
    ledger.verify()


@pytest.mark.parametrize("when", ["yesterday", "2031-03-04T12:00:00", "2031-13-01T00:00:00Z"])
def test_an_unclear_time_of_recording_is_refused(ledger: Ledger, when: str) -> None:
    """Without a zone an instant is not one."""
    with pytest.raises(UsageError):
        ledger.add_reports([made_report("one")], when)
    assert ledger.reports() == []


def test_a_report_is_found_by_the_beginning_of_its_id(ledger: Ledger) -> None:
    """Too short, unknown and ambiguous beginnings each get their own clear word."""
    reports = [made_report(f"text {n}") for n in range(400)]
    ledger.add_reports(reports, NOON)
    one = reports[7][0]
    assert ledger.report(one.id[:16].upper()).id == one.id
    with pytest.raises(ItemNotFound, match="no id"):
        ledger.report(one.id[:3])
    with pytest.raises(ItemNotFound, match="no id"):
        ledger.report("zzzzzz")
    with pytest.raises(ItemNotFound, match="begins with"):
        ledger.report("0123456789abcdef" * 4)


def test_an_ambiguous_beginning_names_the_candidates(tmp_path: Path) -> None:
    """Two ids with one beginning of four digits are both shown."""
    seen: dict[str, str] = {}
    pair = None
    for n in range(5000):
        report, _ = made_report(f"text {n}")
        if report.id[:4] in seen:
            pair = (seen[report.id[:4]], f"text {n}")
            break
        seen[report.id[:4]] = f"text {n}"
    assert pair
    with Ledger.create(tmp_path / "l.sqlite") as ledger:
        ledger.add_reports([made_report(text) for text in pair], NOON)
        with pytest.raises(UsageError, match="2 reports have an id"):
            ledger.report(made_report(pair[0])[0].id[:4])


def test_a_report_whose_hashes_do_not_fit_is_refused_with_its_whole_call(ledger: Ledger) -> None:
    """All of a call or none of it."""
    good, (bad, raw) = made_report("good"), made_report("bad")
    for wrong in (
        replace(bad, id="0" * 64),
        replace(bad, text="other"),
        replace(bad, raw_sha256="0" * 64),
    ):
        with pytest.raises(Invalid):
            ledger.add_reports([good, (wrong, raw)], NOON)
    assert ledger.reports() == []


def test_a_judgement_is_kept_once_and_never_overwritten(ledger: Ledger) -> None:
    """The same one again adds nothing; another with its id is a conflict."""
    assert ledger.add_judgement(made_judgement("j1", stance="denies", low=3), NOON)
    assert not ledger.add_judgement(made_judgement("j1", stance="denies", low=3), NOON)
    with pytest.raises(Conflict):
        ledger.add_judgement(made_judgement("j1", stance="asserts"), NOON)
    assert ledger.judgements() == [made_judgement("j1", stance="denies", low=3)]


@pytest.mark.parametrize("value", [float("nan"), {1, 2}, "\ud800"])
def test_a_judgement_that_json_cannot_hold_is_refused(ledger: Ledger, value: object) -> None:
    """The error names the judgement."""
    with pytest.raises(JudgementError, match="judgement j1"):
        ledger.add_judgement(made_judgement("j1", low=value), NOON)
    assert ledger.judgements() == []


def test_settings_are_part_of_the_record_and_the_latest_count(ledger: Ledger) -> None:
    """Old values stay in the chain."""
    ledger.set_settings({"accord": "arvel-2031", "person": "Ines"})
    ledger.set_settings({"person": "Jo"}, NOON)
    assert ledger.settings() == {"accord": "arvel-2031", "person": "Jo"}
    assert ledger.verify().entries == 2


def test_the_database_itself_refuses_change(ledger: Ledger) -> None:
    """UPDATE and DELETE fail for whoever opens the file."""
    ledger.add_reports([made_report("one")], NOON)
    engine = create_engine(f"sqlite:///{ledger.path}", module=driver_module())
    for words in (
        "UPDATE entries SET payload = '{}'",
        "DELETE FROM entries",
        "UPDATE blobs SET bytes = x'00'",
        "DELETE FROM blobs",
    ):
        with pytest.raises(Exception, match="append-only"), engine.begin() as connection:
            connection.exec_driver_sql(words)
    engine.dispose()
    ledger.verify()


def test_making_a_ledger_where_one_is_fails_and_leaves_it(ledger: Ledger) -> None:
    """The old one is whole, and no other file is left."""
    ledger.add_reports([made_report("one")], NOON)
    with pytest.raises(CaseExists):
        Ledger.create(ledger.path)
    assert len(ledger.reports()) == 1
    ledger.close()
    assert [p.name for p in ledger.path.parent.iterdir()] == ["ledger.sqlite"]


def test_opening_what_is_no_ledger_says_so(tmp_path: Path) -> None:
    """No file, another file, another database, a later format."""
    with pytest.raises(CaseNotFound):
        Ledger.open(tmp_path / "none.sqlite")
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE t (a)")
    connection.close()
    with pytest.raises(Invalid, match="no ledger"):
        Ledger.open(other)
    later = tmp_path / "later.sqlite"
    Ledger.create(later).close()
    with sqlite3.connect(later) as connection:
        connection.execute("PRAGMA user_version=99")
    connection.close()
    with pytest.raises(Invalid, match="format 99"):
        Ledger.open(later)


@pytest.mark.parametrize(
    ("version", "fit"),
    [
        ((3, 40, 1), False),
        ((3, 51, 1), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), False),
        ((3, 53, 4), True),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 45, 0), False),
        ((3, 6, 0), False),
        ((4, 0, 0), True),
    ],
)
def test_versions_of_sqlite_that_can_corrupt_are_known(version: tuple[int, ...], fit: bool) -> None:
    """The WAL-reset bug, its backports, and the withdrawn release."""
    assert (trouble(version) is None) is fit


def test_an_affected_sqlite_is_refused_with_the_remedy(tmp_path: Path) -> None:
    """The driver that is installed is fit."""
    assert trouble(tuple(driver_module().sqlite_version_info)) is None
    old = SimpleNamespace(sqlite_version_info=(3, 40, 1), __name__="sqlite3")
    with pytest.raises(Invalid, match="pysqlite3"):
        Ledger.create(tmp_path / "l.sqlite", driver=old)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_waiting_for_another_writer_ends_with_a_clear_word(ledger: Ledger) -> None:
    """Nothing is half done, and the next try works."""
    other = create_engine(f"sqlite:///{ledger.path}", module=driver_module())
    with Ledger.open(ledger.path, wait=0.05) as hasty, other.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        with pytest.raises(LedgerLocked, match="try again"):
            hasty.add_reports([made_report("one")], NOON)
        assert hasty.reports() == []
        connection.rollback()
        hasty.add_reports([made_report("one")], NOON)
    other.dispose()


def test_a_head_is_written_and_read_in_one_way(ledger: Ledger) -> None:
    """What is not a head is refused before anything is checked."""
    assert str(Head.parse(ledger.head())) == ledger.head()
    with pytest.raises(UsageError):
        ledger.verify("head")


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=25, deadline=None)
@given(
    texts=st.lists(TEXTS, min_size=1, max_size=4, unique=True),
    order=st.lists(st.integers(0, 3), min_size=1, max_size=10),
)
def test_adding_anything_any_number_of_times_gives_one_state(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], order: list[int]
) -> None:
    """The head after many addings is the head after the first of each."""
    folder = tmp_path_factory.mktemp("state")
    picked = [texts[n % len(texts)] for n in order]
    with Ledger.create(folder / "once.sqlite") as once, Ledger.create(folder / "often.sqlite") as often:
        once.add_reports([made_report(text) for text in dict.fromkeys(picked)], NOON)
        for text in picked:
            often.add_reports([made_report(text)], NOON)
        assert once.head() == often.head()
        assert once.verify() == often.verify()
        assert [r.text for r in often.reports()] == list(dict.fromkeys(picked))


@settings(max_examples=40, deadline=None)
@given(change=st.dictionaries(TEXTS, VALUES, max_size=4), reason=TEXTS, others=st.lists(TEXTS, max_size=3))
def test_any_judgement_survives_the_way_in_and_out(
    tmp_path_factory: pytest.TempPathFactory, change: dict[str, object], reason: str, others: list[str]
) -> None:
    """What a person wrote comes back as it was."""
    judgement = Judgement(
        "j", Decision.CORRECT, SubjectKind.CLAIM, "c", "Ines", NOON, reason, change, tuple(others)
    )
    with Ledger.create(tmp_path_factory.mktemp("j") / "l.sqlite") as ledger:
        ledger.add_judgement(judgement, NOON)
        assert ledger.judgements() == [judgement]
        ledger.verify()
