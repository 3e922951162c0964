"""Side files and records: what is told beside a text, and errors that name their place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.intake.test_text import WORDS, one, put

from truceline.errors import IntakeError, SideFileError
from truceline.intake import take_all
from truceline.model.report import DateBasis, Handling, Rendering

FULL = {
    "outlet": "Arvel Post",
    "published": "2031-03-04",
    "address": "https://arvel.example/1",
    "title": "Bridge reopens",
    "language": "en",
    "rendering": "translation",
    "handling": "mediator",
    "fetched_at": "2031-03-05T08:00:00+02:00",
}


def test_a_side_file_tells_all_that_can_be_told(tmp_path: Path) -> None:
    """Every field of it reaches the report."""
    path = put(tmp_path, "a.txt", WORDS)
    put(tmp_path, "a.meta.json", json.dumps(FULL))
    report = one(path)
    assert (report.outlet, report.address, report.title) == (FULL["outlet"], FULL["address"], FULL["title"])
    assert (report.published, report.date_basis) == ("2031-03-04", DateBasis.SIDE_FILE)
    assert (report.rendering, report.handling) == (Rendering.TRANSLATION, Handling.MEDIATOR)
    assert report.available_at == report.fetched_at == "2031-03-05T06:00:00Z"
    assert report.notes == ()


def test_the_side_file_of_the_whole_name_goes_before_that_of_the_stem(tmp_path: Path) -> None:
    """Two files of one stem can each have their own."""
    text, page = put(tmp_path, "a.txt", WORDS), put(tmp_path, "a.md", WORDS)
    put(tmp_path, "a.meta.json", '{"outlet": "Arvel Post"}')
    put(tmp_path, "a.md.meta.json", '{"outlet": "Coast Radio"}')
    assert (one(text).outlet, one(page).outlet) == ("Arvel Post", "Coast Radio")


def test_a_side_file_goes_before_an_option_and_null_tells_nothing(tmp_path: Path) -> None:
    """An option is for what nobody told."""
    path = put(tmp_path, "a.txt", WORDS)
    put(tmp_path, "a.meta.json", '{"outlet": "Arvel Post", "title": null, "published": ""}')
    report = one(path, outlet="Coast Radio", title="Bridge")
    assert (report.outlet, report.title, report.published) == ("Arvel Post", "Bridge", None)


def test_an_unknown_outlet_stays_unknown_and_is_noted(tmp_path: Path) -> None:
    """The report is taken all the same."""
    report = one(put(tmp_path, "a.txt", WORDS))
    assert report.outlet is None
    assert any(note.startswith("outlet not known") for note in report.notes)


@pytest.mark.parametrize(
    ("content", "said", "mend"),
    [
        ('{"outlt": "A"}', "'outlt'", "'outlet'"),
        ('{"Published": "2031"}', "'Published'", "'published'"),
        ('{"published": "02/03/2031"}', "two ways", "YYYY-MM-DD"),
        ('{"outlt": "A", "published": "someday"}', "'outlt' -- did you mean 'outlet'?; 'published'", "YYYY"),
        ('{"published": "someday"}', "'someday'", "YYYY-MM-DD"),
        ('{"published": ["2031"]}', "a list", '"published"'),
        ('{"outlet": 7}', "a number", '"outlet"'),
        ('{"rendering": "poem"}', "original, translation, digest", ""),
        ('{"handling": "secret"}', "shareable, internal, mediator", ""),
        ('{"fetched_at": "2031-03-04T10:00:00"}', "no time zone", ""),
        ('{"handlng": "mediator"}', "'handlng'", "'handling'"),
        ('{"outlet": "\\ud800"}', "surrogate", ""),
        ('{"outlet": "A",}', "not JSON", ""),
        ("[]", "a list", ""),
        ("", "not JSON", ""),
        (b"\xff\xfe", "not UTF-8", ""),
        ("[" * 100_000, "not JSON", ""),
    ],
)
def test_a_malformed_side_file_is_an_error_of_that_file(
    tmp_path: Path, content: str | bytes, said: str, mend: str
) -> None:
    """With its place and what was meant; the report beside it waits, the others are taken."""
    bad, good = put(tmp_path, "a.txt", WORDS), put(tmp_path, "b.txt", WORDS)
    put(tmp_path, "a.meta.json", content)
    [taken], [error] = take_all([bad, good])
    assert taken.report.path == str(good)
    assert isinstance(error, SideFileError)
    assert (error.where or "").startswith(str(tmp_path / "a.meta.json"))
    assert said in error.what
    assert mend in (error.mend or "")


def test_what_a_crawler_wrote_besides_costs_no_report(tmp_path: Path) -> None:
    """Keys that are no field are left out; where two names of one field differ, the field's own counts, with a note."""
    path = put(tmp_path, "a.txt", WORDS)
    put(tmp_path, "a.meta.json", '{"source": "crawl 7", "outlet": "Arvel Post", "form": "feed", "shares": 3}')
    report = one(path)
    assert report.outlet == "Arvel Post"
    assert [n for n in report.notes if "'source' says 'crawl 7', not 'Arvel Post'" in n]
    path = put(tmp_path, "b.jsonl", json.dumps(record(source="crawl 7")))
    put(tmp_path, "b.meta.json", '{"language": "en", "lang": "fr"}')
    report = one(path)
    assert (report.outlet, report.language) == ("Arvel Post", "en")
    assert [n for n in report.notes if "'source'" in n] and [n for n in report.notes if "'lang'" in n]


def test_the_place_of_a_slip_in_json_is_line_and_column(tmp_path: Path) -> None:
    """As an editor counts them."""
    path = put(tmp_path, "a.txt", WORDS)
    put(tmp_path, "a.meta.json", '{\n "outlet": Arvel\n}')
    [error] = take_all([path])[1]
    assert (error.where or "").endswith("a.meta.json:2:12")


def test_a_side_file_is_no_report(tmp_path: Path) -> None:
    """Named by mistake, it says so."""
    [error] = take_all([put(tmp_path, "a.meta.json", "{}")])[1]
    assert "side file" in error.what


def test_a_side_file_in_a_folder_without_its_report_is_an_error(tmp_path: Path) -> None:
    """Most often a misspelt name; one that has its report beside it is none."""
    put(tmp_path, "a.txt", WORDS)
    put(tmp_path, "a.meta.json", "{}")
    put(tmp_path, "b.txt", WORDS)
    put(tmp_path, "b.txt.meta.json", "{}")
    lost = put(tmp_path, "c/lost.meta.json", "{}")
    put(tmp_path, ".hidden/x.meta.json", "{}")
    taken, [error] = take_all([tmp_path])
    assert len(taken) == 2
    assert (error.where, isinstance(error, SideFileError)) == (str(lost), True)


def record(**more: object) -> dict[str, object]:
    return {"text": WORDS, "outlet": "Arvel Post", "published": "2031-03-04", **more}


def test_records_a_line_become_reports_and_a_bad_line_is_an_error_of_that_line(tmp_path: Path) -> None:
    """The good ones around it are taken; the bytes of each are those of its line."""
    lines = [
        json.dumps(record(url="https://a.example/1")),
        "{broken",
        "",
        '"no object"',
        json.dumps({"title": "no text"}),
        json.dumps(record(published="someday")),
        json.dumps(record(text=["no", "text"])),
        '{"text": "half a pair \\ud800"}',
        json.dumps({"body": "Another text about the bridge at Arvel.", "source": {"name": "Coast Radio"}})
        + "\r",
    ]
    path = put(tmp_path, "a.jsonl", "\n".join(lines).encode() + b'\n{"text": "\xff"}\n')
    taken, errors = take_all([path])
    assert [t.report.path for t in taken] == [f"{path}#1", f"{path}#9"]
    assert [t.report.outlet for t in taken] == ["Arvel Post", "Coast Radio"]
    assert [t.raw for t in taken] == [lines[0].encode(), lines[8].rstrip().encode()]
    assert taken[0].report.date_basis is DateBasis.DOCUMENT
    assert [e.where for e in errors] == [f"{path}:{n}" for n in (2, 4, 5, 6, 7, 8, 10)]
    assert all(isinstance(e, IntakeError) and e.what for e in errors)


@pytest.mark.parametrize("wrap", [lambda r: r, lambda r: {"articles": r}, lambda r: {"total": 2, "items": r}])
def test_a_json_file_may_hold_a_list_of_records(tmp_path: Path, wrap: object) -> None:
    """Bare, or under a usual name."""
    records = [record(), record(text="Another text."), 7]
    path = put(tmp_path, "a.json", json.dumps(wrap(records)))  # type: ignore[operator]
    taken, [error] = take_all([path])
    assert [t.report.text for t in taken] == [WORDS, "Another text."]
    assert error.where == f"{path}#3"
    assert {t.report.item for t in taken} == {t.report.item for t in take_all([path])[0]}
    assert len({t.report.item for t in taken}) == 2


def test_a_json_file_may_hold_one_record_or_a_record_a_line(tmp_path: Path) -> None:
    """A file called .json that is lines of JSON is understood."""
    assert one(put(tmp_path, "a.json", json.dumps(record()))).path == str(tmp_path / "a.json")
    lines = put(tmp_path, "b.json", json.dumps(record()) + "\n" + json.dumps(record(text="Another.")))
    assert len(take_all([lines])[0]) == 2


def test_a_misspelt_field_of_a_record_is_noted(tmp_path: Path) -> None:
    """Records come from elsewhere and may hold more than we know; a near miss is worth a word."""
    value = {"text": WORDS, "publised": "2031-03-04", "author": "Ines", "shares": 7}
    report = one(put(tmp_path, "a.json", json.dumps(value)))
    assert [n for n in report.notes if "publised" in n and "'published'" in n]
    assert not [n for n in report.notes if "author" in n or "shares" in n]


def test_what_a_record_leaves_open_comes_from_side_file_and_option(tmp_path: Path) -> None:
    """One side file serves a whole file of records."""
    path = put(tmp_path, "a.jsonl", json.dumps({"text": "One."}) + "\n" + json.dumps(record(text="Two.")))
    put(tmp_path, "a.meta.json", '{"outlet": "Coast Radio", "published": "2031-03-01"}')
    one_, two = (t.report for t in take_all([path], handling="internal")[0])
    assert (one_.outlet, one_.published, one_.date_basis) == (
        "Coast Radio",
        "2031-03-01",
        DateBasis.SIDE_FILE,
    )
    assert (two.outlet, two.published, two.date_basis) == ("Arvel Post", "2031-03-04", DateBasis.DOCUMENT)
    assert {one_.handling, two.handling} == {Handling.INTERNAL}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(codec="utf-8"), min_size=1), outlet=st.text(st.characters(codec="utf-8")))
def test_any_text_of_a_record_is_kept_to_the_character(tmp_path: Path, text: str, outlet: str) -> None:
    """Or refused aloud where there is nothing in it."""
    path = put(tmp_path, "a.json", json.dumps({"text": text, "outlet": outlet}))
    taken, errors = take_all([path])
    assert len(taken) + len(errors) == 1
    if taken:
        assert taken[0].report.text == text
        assert taken[0].report.outlet == (outlet.strip() or None)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300), suffix=st.sampled_from([".txt", ".json", ".jsonl", ".md", ".html"]))
def test_any_bytes_are_taken_or_refused_and_never_crash(tmp_path: Path, content: bytes, suffix: str) -> None:
    """Whatever is in a file, the caller gets reports and errors."""
    taken, errors = take_all([put(tmp_path, f"a{suffix}", content)])
    assert taken or errors
    assert all(isinstance(e, IntakeError) for e in errors)
