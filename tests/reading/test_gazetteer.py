"""The gazetteer is made once from packages that carry its data, and kept in the user's cache."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.reading.places.gazetteer import gazetteer, table_file


def test_the_table_is_made_once_and_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is made where it is missing, then read; a making that fails leaves nothing in its place."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    made = []

    def fail() -> bytes:
        raise OSError("no room")

    def make() -> bytes:
        made.append(1)
        return b"aden\tT\tAden\t12779\t45009\tYE\t550602\n"

    with pytest.raises(OSError, match="no room"):
        table_file(fail)
    assert not list(tmp_path.rglob("gazetteer*.tsv"))
    assert table_file(make).read_bytes() == make()
    assert table_file(make).is_file() and made == [1, 1]


def test_spellings_of_one_town_are_found() -> None:
    """A town bears the names under which reports in Latin letters write it."""
    found = {p.name for key in ("hodeidah", "hudaydah") for p in gazetteer()(key)}
    assert found
    assert all(p.country == "YE" for p in gazetteer()("hodeidah")[:1])
