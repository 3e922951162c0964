"""Text files: what was decoded is what is kept, to the character."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from truceline.errors import IntakeError, UsageError
from truceline.intake import expand, take, take_all
from truceline.intake.decode import decode
from truceline.model.report import DateBasis, Handling, Rendering, Report

WORDS = "The monitors said on Tuesday that forty trucks had crossed the bridge at Arvel before noon."


def put(folder: Path, name: str, content: str | bytes) -> Path:
    """A file with that content; text is written in UTF-8 and untranslated."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def one(path: Path, **about: str) -> Report:
    """The only report of a file."""
    [taken] = take(path, **about)
    return taken.report


def test_text_is_the_decoded_bytes_and_nothing_else(tmp_path: Path) -> None:
    """Newlines of every kind, a byte order mark, blanks at the ends: all stay."""
    content = "\ufeffFirst.\r\nSecond.\rThird.\n\n  e\u0301 \U0001f600 \u2028 \u05d0\u200f \n"
    path = put(tmp_path, "a.txt", content)
    [taken] = take(path)
    assert taken.report.text == content == path.read_bytes().decode("utf-8")
    assert taken.raw == path.read_bytes()
    assert taken.report.raw_sha256 == hashlib.sha256(taken.raw).hexdigest()
    assert taken.report.text_sha256 == hashlib.sha256(content.encode()).hexdigest()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1))
def test_any_text_is_kept_to_the_character_or_refused_aloud(tmp_path: Path, content: str) -> None:
    """Never something in between; the second taking gives the same report."""
    path = put(tmp_path, "a.txt", content)
    taken, errors = take_all([path])
    assert len(taken) + len(errors) == 1
    if taken:
        assert taken[0].report.text == content
        assert take_all([path])[0] == taken


@pytest.mark.parametrize(
    ("codec", "words", "said"),
    [
        ("utf-16", WORDS, "UTF-16"),
        ("utf-32", WORDS, "UTF-32"),
        ("cp1252", "The “café” at Arvel – closed since May – reopened, the mayor’s office said.", "cp1252"),
        ("cp1252", "Le porte-parole a déclaré que la trêve était respectée à midi.", "cp1252"),
        ("cp1252", "Die Brücke über den Arvel wurde geöffnet, sagte der Bürgermeister.", "cp1252"),
        ("cp1250", "Mluvčí řekl, že příměří trvá a most byl znovu otevřen pro nákladní vozy.", "cp1250"),
        ("cp1251", "Представители миссии сообщили во вторник, что колонна пересекла мост. " * 8, "cp1251"),
        ("koi8-r", "Представители миссии сообщили во вторник, что колонна пересекла мост.", "koi8"),
        ("cp1254", "Sözcü, ateşkesin sürdüğünü ve köprünün yeniden açıldığını söyledi.", "cp1254"),
        ("cp1255", "המשקיפים אמרו ביום שלישי שארבעים משאיות חצו את הגשר לפני הצהריים.", "cp1255"),
        ("cp1256", "أعلن المراقبون يوم الثلاثاء أن أربعين شاحنة عبرت الجسر قبل الظهر.", "cp1256"),
        ("gb18030", "观察员星期二说,四十辆卡车在中午前通过了大桥。", "gb18030"),
    ],
)
def test_other_encodings_are_found_and_noted(tmp_path: Path, codec: str, words: str, said: str) -> None:
    """The text is right, and the report says that it was not plain UTF-8."""
    report = one(put(tmp_path, "a.txt", words.encode(codec)))
    assert report.text == words
    assert any(said in note for note in report.notes)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\xef\xbb\xbf\n", "no text"),
        ("a.txt", b"words\x00words", "NUL"),
        ("a.txt", "words".encode("utf-16-le"), "NUL"),
        ("a.txt", b"%PDF-1.7 ...", "PDF"),
        ("a.txt", b"PK\x03\x04rest", "zip"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00", "PNG"),
        ("a.txt", bytes(range(1, 32)) * 40, "binary"),
        ("a.txt", bytes(range(256)) * 40, "binary"),
        ("a.docx", b"PK\x03\x04", "'.docx'"),
        ("a.html", b"<html><body><script>x</script></body></html>", "no main text"),
        ("a.html", b"\x00\x01\x02", "NUL"),
    ],
)
def test_what_is_no_text_is_refused_with_place_and_remedy(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    """Empty, blank, binary, another format: each named; the other files of the call are taken."""
    bad, good = put(tmp_path, name, content), put(tmp_path, "good.txt", WORDS)
    taken, [error] = take_all([bad, good])
    assert [t.report.text for t in taken] == [WORDS]
    assert said in error.what
    assert error.where == str(bad)
    assert error.mend


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    """The limit is told; by default it is 100 MB, here less; a sparse file of 101 MB is refused as well."""
    path = put(tmp_path, "a.txt", WORDS)
    assert take_all([path], limit=len(WORDS))[1] == []
    assert "limit" in take_all([path], limit=len(WORDS) - 1)[1][0].what
    with path.open("r+b") as file:
        file.truncate(101_000_000)
    assert "101.0 MB" in take_all([path])[1][0].what


def test_what_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    """No such file, a link to nowhere, links in a circle, a name that cannot be."""
    put(tmp_path, "good.txt", WORDS)
    (tmp_path / "lost.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "ring.txt").symlink_to(tmp_path / "gnir.txt")
    (tmp_path / "gnir.txt").symlink_to(tmp_path / "ring.txt")
    taken, errors = take_all([tmp_path, tmp_path / "none.txt", tmp_path / "n\x00l.txt"])
    assert len(taken) == 1
    assert sorted(Path(e.where or "").name for e in errors) == [
        "gnir.txt",
        "lost.txt",
        "n\x00l.txt",
        "none.txt",
        "ring.txt",
    ]


def test_a_folder_gives_its_files_in_order_and_no_side_or_hidden_ones(tmp_path: Path) -> None:
    """Also below; a link back up is not followed."""
    for name in ("b.txt", "a/z.md", "a/b/c.html", ".hidden.txt", ".git/x.txt", "b.meta.json", "a.txt"):
        put(tmp_path, name, "{}" if name.endswith("json") else WORDS)
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    found = [p.relative_to(tmp_path).as_posix() for p in expand([tmp_path])]
    assert found == ["a/b/c.html", "a/z.md", "a.txt", "b.txt"]
    assert list(expand([tmp_path / "b.txt", tmp_path / "b.txt"])) == [tmp_path / "b.txt"] * 2


def test_the_id_is_of_outlet_address_and_text_together(tmp_path: Path) -> None:
    """One text of two outlets is two reports of one text; the file's name does not matter."""
    first, second = put(tmp_path, "a.txt", WORDS), put(tmp_path, "b.txt", WORDS)
    a, b = one(first, outlet="Arvel Post"), one(second, outlet="Coast Radio")
    assert a.id != b.id
    assert a.text_sha256 == b.text_sha256
    assert a.id == one(second, outlet="Arvel Post").id
    assert a.id != one(first, outlet="Arvel Post", address="https://arvel.example/1").id


def test_the_item_stays_when_the_text_is_corrected(tmp_path: Path) -> None:
    """By address (however it is tracked), by outlet and title, by outlet and file."""
    path = put(tmp_path, "north/a.txt", WORDS)
    ways: list[dict[str, str]] = [
        {"address": "https://arvel.example/1?id=3&utm_source=x#top"},
        {"outlet": "Arvel Post", "title": "Bridge reopens"},
        {"outlet": "Arvel Post"},
        {},
    ]
    before = [one(path, **about) for about in ways]
    put(tmp_path, "north/a.txt", WORDS.replace("forty", "fifty"))
    after = [one(path, **about) for about in ways]
    assert [r.item for r in before] == [r.item for r in after]
    assert len({r.item for r in before}) == 4
    assert not {r.id for r in before} & {r.id for r in after}
    assert one(path, address="https://arvel.example/1?id=3").item == before[0].item
    other = put(tmp_path, "south/a.txt", WORDS)
    assert one(other).item != before[3].item


def test_options_fill_what_is_not_told(tmp_path: Path) -> None:
    """Outlet, date, title, handling, rendering."""
    report = one(
        put(tmp_path, "a.txt", WORDS),
        outlet="Arvel Post",
        published="4 March 2031",
        title="Bridge",
        handling="internal",
        rendering="digest",
    )
    assert (report.outlet, report.published, report.title) == ("Arvel Post", "2031-03-04", "Bridge")
    assert (report.handling, report.rendering) == (Handling.INTERNAL, Rendering.DIGEST)
    assert (report.date_basis, report.known_on) == (DateBasis.OPTION, "2031-03-04")
    assert report.vouched


@pytest.mark.parametrize(
    "about",
    [{"published": "someday"}, {"published": "02/03/2031"}, {"handling": "secret"}, {"rendering": "poem"}],
)
def test_an_option_that_cannot_be_meant_is_a_usage_error(tmp_path: Path, about: dict[str, str]) -> None:
    """It is wrong for all files, so none is taken."""
    with pytest.raises(UsageError):
        take_all([put(tmp_path, "a.txt", WORDS)], **about)  # type: ignore[arg-type]


def test_one_title_for_many_files_is_a_usage_error(tmp_path: Path) -> None:
    """They would all become versions of one item."""
    put(tmp_path, "a.txt", WORDS)
    put(tmp_path, "b.txt", WORDS)
    with pytest.raises(UsageError, match="2 files"):
        take_all([tmp_path], title="Bridge")


def test_the_strict_way_raises_the_first_error(tmp_path: Path) -> None:
    """`take` is for one thing that has to be right."""
    with pytest.raises(IntakeError, match="empty"):
        take(put(tmp_path, "a.txt", b""))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (WORDS, "en"),
        (WORDS.upper(), "en"),
        ("Les observateurs ont dit mardi que quarante camions avaient franchi le pont avant midi.", "fr"),
        ("أعلن المراقبون يوم الثلاثاء أن أربعين شاحنة عبرت الجسر قبل الظهر.", "ar"),
        ("המשקיפים אמרו ביום שלישי שארבעים משאיות חצו את הגשר לפני הצהריים.", "he"),
        ("Спостерігачі повідомили у вівторок, що сорок вантажівок перетнули міст до полудня.", "uk"),
        ("4711 / 0815 -- 12:30", "und"),
    ],
)
def test_the_language_is_told_or_left_open(tmp_path: Path, words: str, code: str) -> None:
    """Unsure is "und", never a guess."""
    assert one(put(tmp_path, "a.txt", words)).language == code


@pytest.mark.parametrize(
    ("codec", "words"),
    [
        ("cp932", "“The quay is open,” the mayor’s office said ― and the market, too. 停戦監視団"),
        ("euc_jp", "“The quay is open,” the mayor’s office said ― and the market, too. 停戦監視団"),
        ("gb18030", "“The quay is open,” the mayor’s office said on Monday, and the market was, too."),
        ("euc_kr", "“The quay is open,” the mayor’s office said on Monday, and the market was, too."),
        ("mac_roman", "“The quay is open,” the mayor’s office said on Monday, and the market was, too."),
        ("mac_roman", "Le maire a déclaré que le marché était ouvert à Orlu ; l’armée l’a nié."),
        ("iso2022_jp", "停戦監視団は月曜日、河岸の市場が開いたと発表した。"),
        ("shift_jis", "停戦監視団は月曜日、河岸の市場が開いたと発表した。住民も帰った。"),
        ("iso8859_2", "Burmistrz powiedział w poniedziałek, że zginęło dziewięć osób."),
    ],
)
def test_old_encodings_are_told_by_what_they_read_like(codec: str, words: str) -> None:
    """Encodings that fit each other's bytes: the one in which the words are a language's and the marks are marks."""
    assert decode(words.encode(codec)).text == words
