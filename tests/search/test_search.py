"""Words are found in any script, within what may be seen, and the sentence that answers is lit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from truceline.errors import UsageError
from truceline.ledger import engine_at
from truceline.search import Asking, Index, Row, ask
from truceline.search.ask import terms_of
from truceline.search.fold import fold, places
from truceline.search.lit import light
from truceline.search.stem import stem


def opened(path: Path) -> Index:
    return Index.open(path, engine_at(path, wait=5.0, durable=False))


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with opened(tmp_path / "search.sqlite") as made:
        yield made


def report(n: int, text: str, **more: object) -> Row:
    row = Row("report", f"r{n}", f"r{n}", f"i{n}", text, end=len(text), known_on="2031-03-04")
    return replace(row, **more)  # type: ignore[arg-type]


def put(index: Index, *rows: Row) -> None:
    index.put((row.report, "made", came, [row]) for came, row in enumerate(rows))


def found(index: Index, words: str, **more: object) -> list[str]:
    asking = Asking(words, **more)  # type: ignore[arg-type]
    return [hit.row.id for hit in ask(index, asking).hits]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Café in Zürich closed.", "cafe zurich"),
        ("About 1,700 people crossed.", "1700"),
        ("About 1700 people crossed.", "1,700"),
        ("Crossed: ١٧٠٠ people.", "1700"),
        ("أعلنت الوزارة وقف إطلاق النار", "اعلنت"),
        ("أَعْلَنَت الوزارة", "أعلنت"),
        ("والوزارة أعلنت", "وزارة"),
        ("הֻדְנָה נמשכת", "הדנה"),
        ("נמשכת הפסקת האש", "הפסקת"),
        ("停火協議今天生效", "停火"),
        ("停火協議今天生效", "協議今天"),
        ("ウェストでの停戦合意が発効した", "停戦合意"),
        ("Перемирие продлено на неделю", "перемирие"),
        ("Die Waffenruhe hält", "halt"),
        ("Ateşkes anlaşması sürüyor", "ateskes anlasmasi"),
        ("Ceasefire\u00ad monitors arrived", "ceasefire"),
    ],
)
def test_words_are_found_in_any_script(index: Index, text: str, words: str) -> None:
    """Accents, vowel points, digits, thousands marks, missing blanks: none hides a word."""
    put(index, report(1, text), report(2, "Nothing of the kind."))
    assert found(index, words) == ["r1"]


def test_a_number_is_found_whole_and_not_within_another(index: Index) -> None:
    """Who asks where 2,000 comes from is not shown 12,000; a star asks for numbers that begin so."""
    put(
        index,
        report(1, "About 2,000 crossed."),
        report(2, "They need 12,000 tents."),
        report(3, "2000000 came."),
    )
    for words in ("2,000", "2000", "2,000 cross"):
        assert [h.row.id for h in ask(index, Asking(words)).hits] == ["r1"], words
    assert {h.row.id for h in ask(index, Asking("2000*")).hits} == {"r1", "r3"}


def test_whole_words_come_before_words_that_begin_so_and_those_before_parts(index: Index) -> None:
    """Nobody has to know which form stands in the text."""
    put(
        index,
        replace(report(1, "It was renegotiated."), kind="claim"),
        report(2, "They negotiate."),
        report(3, "The negotiators left."),
    )
    assert found(index, "negotiat") == ["r2", "r3", "r1"] or found(index, "negotiat") == ["r3", "r2", "r1"]
    assert found(index, "negotiate") == ["r2", "r3", "r1"]


def test_all_words_must_stand_there_and_none_that_was_left_out(index: Index) -> None:
    """A phrase is a phrase, `-word` leaves out, `begin*` finds what begins so."""
    put(
        index,
        report(1, "The second phase began."),
        report(2, "Phase two, a second time."),
        report(3, "Trucks."),
    )
    assert set(found(index, "second phase")) == {"r1", "r2"}
    assert found(index, '"second phase"') == ["r1"]
    assert found(index, "second -time") == ["r1"]
    assert found(index, "tru*") == ["r3"]
    assert found(index, "trucks phase") == []


@pytest.mark.parametrize("words", ["", "  ", "-only", "!!!", '""', "x" * 501])
def test_nothing_to_look_for_is_told(index: Index, words: str) -> None:
    """An empty list would look like an answer."""
    with pytest.raises(UsageError):
        ask(index, Asking(words))


@pytest.mark.parametrize(
    "words", ['a" OR b', "NEAR(a b)", "title:x", "a AND", "(", "*", "^a", "{a}: b", "a + b", "a\0b"]
)
def test_marks_of_the_query_language_are_only_words(index: Index, words: str) -> None:
    """What is typed is looked for, never run."""
    put(index, report(1, "a b title x near and or"))
    try:
        ask(index, Asking(words))
    except UsageError as e:
        assert "nothing to look for" in str(e)


def test_filters_narrow_it(index: Index) -> None:
    """By kind, outlet, holder, party and days, whatever the case of the letters."""
    put(
        index,
        report(1, "Trucks crossed.", outlet="Arvel Post"),
        report(2, "Trucks crossed.", outlet="Velia News", known_on="2031-03-09"),
        replace(report(3, "Trucks crossed."), kind="claim", holder="Ines Dorn", party="velia"),
    )
    assert found(index, "trucks", outlet="arvel post") == ["r1"]
    assert found(index, "trucks", kind="claim") == ["r3"]
    assert found(index, "trucks", holder="ines dorn", party="velia") == ["r3"]
    assert found(index, "trucks", since="2031-03-05") == ["r2"]
    assert found(index, "truc", outlet="Velia News") == ["r2"]
    assert sorted(found(index, "trucks", until="2031-03-05")) == ["r1", "r3"]
    assert found(index, "trucks", claims=["r3", "r9"]) == ["r3"]


def test_only_what_was_known_and_may_be_seen_is_found(index: Index) -> None:
    """A later report, a wider handling, a claim rejected by then: none of them tells."""
    put(
        index,
        report(1, "Trucks crossed.", known_on="2031-03-09"),
        report(2, "Trucks crossed.", level=2),
        report(3, "Trucks crossed.", gone_on="2031-03-06"),
    )
    assert found(index, "trucks", known_at="2031-03-05", level=0) == ["r3"]
    assert found(index, "trucks", known_at="2031-03-06", level=0) == []
    assert found(index, "trucks", known_at="2031-03-10", level=2) == ["r1", "r2"]


def test_a_corrected_text_hides_the_earlier_one_from_the_day_it_was_known(index: Index) -> None:
    """And the earlier one is still found on an earlier day."""
    put(
        index,
        report(1, "Seven trucks crossed.", item="same", known_on="2031-03-01"),
        report(2, "Eight trucks crossed.", item="same", known_on="2031-03-03"),
    )
    assert found(index, "trucks", known_at="2031-03-02") == ["r1"]
    assert found(index, "trucks", known_at="2031-03-03") == ["r2"]


def test_what_is_put_again_replaces_what_was_there(index: Index) -> None:
    """And what is forgotten is found no more."""
    put(index, report(1, "Trucks crossed."))
    index.put([("r1", "new", 0, [report(1, "Ferries crossed.")])])
    assert (found(index, "trucks"), found(index, "ferries")) == ([], ["r1"])
    assert index.stamps() == {"r1": "new"}
    index.forget(["r1"])
    assert (found(index, "ferries"), index.stamps()) == ([], {})


@pytest.mark.parametrize("spoil", [b"no database at all", b""])
def test_a_spoilt_index_is_made_anew(tmp_path: Path, spoil: bytes) -> None:
    """It is never the only place of anything."""
    path = tmp_path / "search.sqlite"
    with opened(path) as index:
        put(index, report(1, "Trucks crossed."))
    path.write_bytes(spoil * 400)
    with opened(path) as index:
        assert index.stamps() == {}
        put(index, report(1, "Trucks crossed."))
        assert found(index, "trucks") == ["r1"]


def test_the_best_sentence_is_lit(index: Index) -> None:
    """The one with most of the words, with its place in the text."""
    text = "Trucks waited. On Monday 1,700 trucks crossed at Arvel! Nobody else did."
    put(index, report(1, text))
    [hit] = ask(index, Asking("arvel trucks 1700")).hits
    assert hit.sentence == "On Monday 1,700 trucks crossed at Arvel!" == text[hit.start : hit.end]
    assert [hit.sentence[a:b] for a, b in hit.lit] == ["1,700", "trucks", "Arvel"]


def test_pages_of_hits_follow_each_other(index: Index) -> None:
    """No hit twice, none left out, and the number is told."""
    put(index, *(report(n, f"Truck number {n} crossed.") for n in range(45)))
    pages = [ask(index, Asking("truck"), limit=20, offset=at) for at in (0, 20, 40)]
    ids = [hit.row.id for page in pages for hit in page.hits]
    assert len(ids) == len(set(ids)) == 45
    assert {page.count for page in pages} == {45}


def test_each_question_to_the_index_is_answered_in_one_row(index: Index) -> None:
    """Between two rows another page may take its turn: a thousand of them are a long wait."""
    put(index, *(report(n, f"Truck number {n} crossed.") for n in range(30)))
    asked: list[tuple[str, object]] = []

    def note(_: object, __: object, statement: str, given: object, *___: object) -> None:
        asked.append((statement, given))

    event.listen(index._engine, "before_cursor_execute", note)
    ask(index, Asking("truck"))
    event.remove(index._engine, "before_cursor_execute", note)
    looked = [(s, g) for s, g in asked if s.startswith("SELECT")]
    assert len(looked) >= 2
    with index.reading() as connection:
        for statement, given_then in looked:
            assert len(connection.exec_driver_sql(statement, given_then).all()) == 1, statement  # type: ignore[arg-type]


TEXTS = st.text(
    st.characters(codec="utf-8") | st.sampled_from("أإىةک\u064b\u05b8\u0640\u200f1,000.é İßﬁ"), max_size=60
)


@given(TEXTS)
def test_every_folded_character_leads_back_to_its_place(text: str) -> None:
    """The way back has a place for each character and the end, rising."""
    folded, back = places(text)
    assert folded == fold(text)
    assert len(back) == len(folded) + 1
    assert back == sorted(set(back))
    assert back[-1] == len(text)


@given(TEXTS, st.lists(st.tuples(TEXTS, st.booleans()), max_size=3), st.booleans())
def test_what_is_lit_lies_in_the_sentence_and_apart(
    text: str, terms: list[tuple[str, bool]], whole: bool
) -> None:
    """For any text and any words."""
    start, end, lit = light(text, terms, whole=whole)
    assert 0 <= start <= end <= len(text)
    flat = [place for pair in lit for place in pair]
    assert flat == sorted(flat)
    assert all(0 <= a < b <= end - start for a, b in lit)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_what_is_found_is_what_was_put_there(index: Index, odd: str) -> None:
    """Character by character, whatever stands in a report."""
    index.clear()
    whole = report(1, f'Trucks crossed. {odd} \x00\x1f "\\', title=odd, outlet=odd, holder=odd)
    put(index, whole)
    [hit] = ask(index, Asking("trucks")).hits
    assert hit.row == whole


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(TEXTS)
def test_any_words_can_be_asked_for(index: Index, words: str) -> None:
    """Whatever is typed is an answer or a clear refusal."""
    put(index, report(1, words or "x"))
    try:
        terms_of(words)
    except UsageError:
        return
    ask(index, Asking(words))


def test_other_forms_of_a_word_come_after_the_word_itself_and_are_lit(index: Index) -> None:
    """ "extorts" answers "extortion", and "rats" does not answer "rations"."""
    put(index, report(1, "The band extorts."), report(2, "It denied extortion."), report(3, "Rats came."))
    hits = ask(index, Asking("extortion")).hits
    assert [h.row.id for h in hits] == ["r2", "r1"]
    assert [h.sentence[a:b] for h in hits for a, b in h.lit] == ["extortion", "extorts"]
    assert found(index, "extorted") == ["r1", "r2"] or found(index, "extorted") == ["r2", "r1"]
    assert not found(index, "rations")
    assert not found(index, '"denied extorting"')


@pytest.mark.parametrize(
    ("word", "begun"),
    [
        ("abductions", "abduct"),
        ("recruitment", "recruit"),
        ("stopped", "stop"),
        ("violation", "violat"),
        ("withdrawal", "withdraw"),
        ("pass", ""),
        ("war", ""),
        ("oblasti", ""),
        ("停戦", ""),
    ],
)
def test_a_word_is_looked_for_by_what_its_forms_begin_with(word: str, begun: str) -> None:
    assert stem(word) == begun


def test_a_sentence_goes_on_over_the_lines_of_a_wrapped_text_and_not_over_short_ones() -> None:
    """Wires break their lines: the sentence that answers was cut at both ends."""
    text = "NOTE\nThe agreement by which the movement is to lay down\nits arms at the bridge was put off.\n\nThe end"
    start, end, _ = light(text, [("arms", False)])
    assert text[start:end].startswith("The agreement") and text[start:end].endswith("put off.")
