"""The façade: what is kept, what is computed, and what people decided."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from truceline import Case
from truceline.case import Library
from truceline.desk.listed import NEWEST
from truceline.errors import JudgementError, UsageError
from truceline.model.judgement import Decision, SubjectKind
from truceline.model.report import Handling

TEXT = """Mediators said on Monday that talks on the second phase had begun in Cairo.

An Israeli official said that the army would not withdraw from the Philadelphi corridor.
"""


@pytest.fixture(scope="module")
def library() -> Library:
    return Library()


def write(folder: Path, name: str, text: str, **about: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.txt").write_text(text, "utf-8")
    (folder / f"{name}.meta.json").write_text(json.dumps(about), "utf-8")
    return folder / f"{name}.txt"


def make(folder: Path, library: Library, day: dt.date = dt.date(2025, 3, 10)) -> Case:
    clock = iter(
        dt.datetime.combine(day, dt.time(12), dt.UTC) + dt.timedelta(seconds=n) for n in range(10**6)
    )
    return Case.create(
        folder, "gaza-2025-01", person="A. Monitor", library=library, clock=lambda: next(clock)
    )


def test_a_corrected_report_is_a_new_version_and_the_old_words_stay_citable(
    tmp_path: Path, library: Library
) -> None:
    """The current view reads the new text; the old version and its claims are still there."""
    with make(tmp_path / "c", library) as case:
        at = "https://example.org/talks"
        file = write(tmp_path / "in", "a", TEXT, outlet="Hill Post", published="2025-02-28", address=at)
        [old] = case.add([file]).new
        old_claims = case.readings()[old.id].claims
        later = TEXT.replace("had begun", "had not begun")
        write(tmp_path / "in", "a", later, outlet="Hill Post", published="2025-03-01", address=at)
        [new] = case.add([file]).versions
        assert new.version_of == old.id
        assert set(case.view().reports) == {new.id}
        assert set(case.view("2025-02-28").reports) == {old.id}
        assert case.report(old.id).text == TEXT
        for claim in old_claims:
            for span in claim.content:
                span.check(case.report(old.id).text)


def test_a_correction_under_the_old_date_changes_nothing_that_could_be_known_before(
    tmp_path: Path, library: Library
) -> None:
    """An outlet that changes its page in silence keeps its date: the new text is known from when it came."""
    with make(tmp_path / "c", library, dt.date(2025, 3, 10)) as case:
        about = {"outlet": "Hill Post", "published": "2025-02-28", "address": "https://example.org/talks"}
        file = write(tmp_path / "in", "a", TEXT, **about)
        [old] = case.add([file]).new
        before = case.view("2025-03-09").weighing
        write(tmp_path / "in", "a", TEXT.replace("had begun", "had not begun"), **about)
        [new] = case.add([file]).versions
        assert (new.published, new.known_on, new.text_known_on) == ("2025-02-28", "2025-02-28", "2025-03-10")
        assert any("known from 2025-03-10" in n for n in new.notes)
        assert set(case.view("2025-03-09").reports) == {old.id}
        assert case.view("2025-03-09").weighing == before
        assert set(case.view("2025-03-10").reports) == {new.id}
        assert case.view().last_day == "2025-02-28"


def test_a_version_that_tells_when_it_was_fetched_is_known_from_then(
    tmp_path: Path, library: Library
) -> None:
    """Two copies of one page, the later one taken in first: each day has the text that stood there."""
    with make(tmp_path / "c", library) as case:
        about = {"outlet": "Hill Post", "published": "2025-02-28", "address": "https://example.org/talks"}
        late = write(tmp_path / "in", "late", TEXT + "Corrected.", fetched_at="2025-03-05", **about)
        early = write(tmp_path / "in", "early", TEXT, fetched_at="2025-03-01", **about)
        [new], [old] = case.add([late]).new, case.add([early]).new
        assert not case.view("2025-02-28").reports
        assert set(case.view("2025-03-04").reports) == {old.id}
        assert set(case.view("2025-03-05").reports) == {new.id}


def test_a_claim_of_a_corrected_version_can_still_be_shown(tmp_path: Path, library: Library) -> None:
    """Its id, noted before the correction, still leads to its words."""
    with make(tmp_path / "c", library) as case:
        at = "https://example.org/talks"
        file = write(tmp_path / "in", "a", TEXT, outlet="Hill Post", published="2025-02-28", address=at)
        case.add([file])
        noted = case.view().claims[0]
        later = TEXT.replace("begun", "stopped")
        write(tmp_path / "in", "a", later, outlet="Hill Post", published="2025-03-01", address=at)
        case.add([file])
        assert noted not in case.view().claims
        assert case.claim(noted.id) == noted


def test_an_undated_report_is_known_from_the_day_it_was_added(tmp_path: Path, library: Library) -> None:
    """Nobody can say that it was known earlier, so no earlier view holds it."""
    with make(tmp_path / "c", library, dt.date(2025, 3, 10)) as case:
        write(tmp_path / "in", "a", "Officials said that the road was open to all.\n", outlet="Hill Post")
        case.add([tmp_path / "in"])
        assert not case.view("2025-03-09").reports
        assert case.view("2025-03-10").reports


def test_undated_reports_are_not_the_newest(tmp_path: Path, library: Library) -> None:
    """The desk's first page began with whatever nobody had dated, known from the day it was added."""
    with make(tmp_path / "c", library, dt.date(2025, 3, 10)) as case:
        write(tmp_path / "in", "a", TEXT, outlet="Hill Post")
        write(tmp_path / "in", "b", TEXT + "More.", outlet="Valley News", published="2025-02-28")
        case.add([tmp_path / "in"])
        assert [r.outlet for r in NEWEST.make(case.view())] == ["Valley News", "Hill Post"]


def test_the_default_day_of_a_brief_tells_nothing_of_restricted_reports(
    tmp_path: Path, library: Library
) -> None:
    """A mediator-only report dated later moves no date of a shareable view; one dated ahead moves none at all."""
    with make(tmp_path / "c", library) as case:
        write(tmp_path / "in", "a", TEXT, outlet="Hill Post", published="2025-02-28")
        write(tmp_path / "in", "b", TEXT + "More.", outlet="N", published="2025-03-05", handling="mediator")
        write(tmp_path / "in", "c", TEXT + "Typo.", outlet="Valley News", published="2099-01-01")
        case.add([tmp_path / "in"])
        assert case.view(level=Handling.SHAREABLE).last_day == "2025-02-28"
        assert case.view(level=Handling.MEDIATOR).last_day == "2025-03-05"


def test_two_outlets_with_one_text_are_two_reports(tmp_path: Path, library: Library) -> None:
    """One wire text carried by two outlets has two ids and one text."""
    with make(tmp_path / "c", library) as case:
        for name in ("Hill Post", "Valley News"):
            write(tmp_path / "in", name, TEXT, outlet=name, published="2025-02-28")
        new = case.add([tmp_path / "in"]).new
        assert len({r.id for r in new}) == 2 and len({r.text_sha256 for r in new}) == 1


def test_a_report_above_the_level_reaches_nothing(tmp_path: Path, library: Library) -> None:
    """What is marked for mediators is in no view of a wider level, nor anything that rests on it."""
    with make(tmp_path / "c", library) as case:
        write(tmp_path / "in", "a", TEXT, outlet="Note", published="2025-02-28", handling="mediator")
        case.add([tmp_path / "in"])
        assert case.view(level=Handling.SHAREABLE).claims == ()
        assert case.view(level=Handling.MEDIATOR).claims != ()


def test_decisions_made_later_are_not_known_earlier(tmp_path: Path, library: Library) -> None:
    """A rejection made on 10 March leaves the view of 1 March as it was."""
    with make(tmp_path / "c", library) as case:
        write(tmp_path / "in", "a", TEXT, outlet="Hill Post", published="2025-02-28")
        case.add([tmp_path / "in"])
        claim = case.view().claims[0]
        case.judge(Decision.REJECT, SubjectKind.CLAIM, claim.id, reason="misread")
        assert claim.id not in {c.id for c in case.view().claims}
        assert claim.id in {c.id for c in case.view("2025-03-01").claims}


def test_corrections_keep_to_the_words_of_the_format(tmp_path: Path, library: Library) -> None:
    """A stance that the format does not know, or a field that a claim lacks, is refused."""
    with make(tmp_path / "c", library) as case:
        write(tmp_path / "in", "a", TEXT, outlet="Hill Post", published="2025-02-28")
        case.add([tmp_path / "in"])
        claim = case.view().claims[0]
        with pytest.raises(JudgementError, match="stance"):
            case.judge(Decision.CORRECT, SubjectKind.CLAIM, claim.id, change={"stance": "hopes"})
        with pytest.raises(JudgementError, match="holdr"):
            case.judge(Decision.CORRECT, SubjectKind.CLAIM, claim.id, change={"holdr": "Egypt"})
        case.judge(Decision.CORRECT, SubjectKind.CLAIM, claim.id, change={"party": "egypt"})
        assert next(c for c in case.view().claims if c.id == claim.id).party == "egypt"
        assert claim.id in case.view().confirmed


def test_a_withdrawn_report_stands_behind_no_clause_and_earlier_answers_stay(
    tmp_path: Path, library: Library
) -> None:
    """Once its outlet has withdrawn it, a report moves nothing; as known before, everything is as it was."""
    with make(tmp_path / "c", library) as case:
        write(tmp_path / "in", "a", TEXT, outlet="Hill Post", published="2025-02-28")
        [report] = case.add([tmp_path / "in"]).new
        before = case.view("2025-03-01").standings("2025-02-28")
        assert any(s.signals for s in before)
        made = case.judge(Decision.WITHDRAW, SubjectKind.REPORT, report.id, reason="retracted")
        assert not any(s.signals for s in case.view().standings("2025-02-28"))
        assert case.view("2025-03-01").standings("2025-02-28") == before
        case.judge(Decision.UNDO, SubjectKind.JUDGEMENT, made.id)
        assert any(s.signals for s in case.view().standings("2025-02-28"))


def test_nobody_decides_without_a_name(tmp_path: Path, library: Library) -> None:
    """A judgement without a signature is refused."""
    with (
        Case.create(tmp_path / "c", None, library=library) as case,
        pytest.raises(UsageError, match="signed"),
    ):
        case.judge(Decision.NOTE, SubjectKind.SOURCE, "Hill Post", reason="late")


def test_decisions_all_undone_give_the_first_state(tmp_path: Path, library: Library) -> None:
    """Rejecting, correcting and confirming at random, then undoing all, restores every claim."""
    import random

    rng = random.Random(20250119)
    with make(tmp_path / "c", library) as case:
        write(tmp_path / "in", "a", TEXT, outlet="Hill Post", published="2025-02-28")
        case.add([tmp_path / "in"])
        first = case.view().claims
        made = []
        for _ in range(60):
            claim = rng.choice(first)
            kind = rng.choice([Decision.REJECT, Decision.CONFIRM, Decision.CORRECT])
            change: dict[str, object] = {"stance": "denies"} if kind is Decision.CORRECT else {}
            made.append(case.judge(kind, SubjectKind.CLAIM, claim.id, change=change))
        assert case.view().claims != first
        for judgement in made:
            case.judge(Decision.UNDO, SubjectKind.JUDGEMENT, judgement.id)
        assert case.view().claims == first
        assert len(case.judgements()) == 120
