"""`verify` names exactly what is not what it was."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine
from tests.ledger.made import NOON, made_judgement, made_report

from truceline.errors import LedgerDamaged, TrucelineError
from truceline.ledger import Ledger, driver_module
from truceline.ledger.chain import link

COUNT = 12
NAMES = ("payload", "recorded_at", "previous", "hash", "kind", "item")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of reports (one of them in two versions) and judgements; copied, never changed."""
    path = tmp_path_factory.mktemp("sound") / "ledger.sqlite"
    with Ledger.create(path) as ledger:
        ledger.set_settings({"accord": "arvel-2031"})
        for n in range(COUNT):
            ledger.add_reports([made_report(f"report {n}: trucks crossed", item=str(n % 10))], NOON)
            ledger.add_judgement(made_judgement(f"j{n}", number=n), NOON)
        assert ledger.damage() == []
    return path


@pytest.fixture
def copy(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sound, tmp_path / "ledger.sqlite"))


def tamper(path: Path, act: Callable[[Connection], Any]) -> Any:
    """Change the database as an intruder would: without the triggers, which are put back."""
    engine = create_engine(f"sqlite:///{path}", module=driver_module())
    with engine.begin() as connection:
        triggers = connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).all()
        for name, _ in triggers:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        result = act(connection)
        for _, words in triggers:
            connection.exec_driver_sql(words)
    engine.dispose()
    return result


def named(path: Path, head: str | None = None) -> list[str]:
    """What the check names."""
    with Ledger.open(path) as ledger:
        return [error.item for error in ledger.damage(head)]


def flipped(data: bytes, bit: int) -> bytes:
    """`data` with one bit turned."""
    changed = bytearray(data)
    changed[bit // 8 % len(data)] ^= 1 << bit % 8
    return bytes(changed)


def flip_one(path: Path, seed: int) -> None:
    """Turn one bit of one stored value; the check names that item and nothing else."""
    pick = random.Random(seed)

    def act(connection: Connection) -> str:
        if pick.random() < 0.4:
            rows = connection.exec_driver_sql("SELECT sha256, bytes FROM blobs ORDER BY sha256").all()
            sha, data = pick.choice(rows)
            changed = flipped(data, pick.randrange(len(data) * 8))
            connection.exec_driver_sql("UPDATE blobs SET bytes = ? WHERE sha256 = ?", (changed, sha))
            return f"blob {sha}"
        name = pick.choice(NAMES)
        rows = connection.exec_driver_sql(
            f"SELECT sequence, kind, subject, CAST({name} AS BLOB) FROM entries "  # noqa: S608
            f"WHERE length({name}) > 0 ORDER BY sequence"
        ).all()
        sequence, kind, subject, data = pick.choice(rows)
        changed = flipped(data, pick.randrange(len(data) * 8))
        connection.exec_driver_sql(
            f"UPDATE entries SET {name} = CAST(? AS TEXT) WHERE sequence = ?",  # noqa: S608
            (changed, sequence),
        )
        if name == "kind":
            kind = changed.decode("utf-8", "backslashreplace")
        return f"{kind} {subject}"

    item = tamper(path, act)
    assert named(path) == [item], f"seed {seed}"
    with Ledger.open(path) as ledger, pytest.raises(LedgerDamaged) as caught:
        ledger.verify()
    assert caught.value.item == item
    assert caught.value.exit_code != 0


@pytest.mark.parametrize("seed", range(60))
def test_one_turned_bit_is_named_exactly(copy: Path, seed: int) -> None:
    """In bytes, payloads, times, kinds, items and the chain itself."""
    flip_one(copy, seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1000, 1500))
def test_500_turned_bits_are_each_named_exactly(copy: Path, seed: int) -> None:
    """The full size of the test above."""
    flip_one(copy, seed)


def test_a_bit_turned_in_the_file_itself_is_named(sound: Path, tmp_path: Path) -> None:
    """Not through SQLite: in the bytes on the disk, in a text and in a judgement."""
    for words, name in ((b"report 3: trucks", "blob "), (b'"number":5', "judgement j5")):
        path = Path(shutil.copy(sound, tmp_path / "ledger.sqlite"))
        data = bytearray(path.read_bytes())
        places = [n for n in range(len(data)) if data.startswith(words, n)]
        assert places
        data[places[0] + len(words) - 2] ^= 2
        path.write_bytes(data)
        [item] = named(path)
        assert item.startswith(name)


def test_a_missing_entry_is_named_by_its_number(copy: Path) -> None:
    """Out of the middle, and what is whole around it is not blamed."""
    tamper(copy, lambda c: c.exec_driver_sql("DELETE FROM entries WHERE sequence = 7"))
    with Ledger.open(copy) as ledger:
        whats = {e.item: e.what for e in ledger.damage()}
    assert "entry 7" in whats
    assert "missing" in whats["entry 7"]


def swap(connection: Connection) -> None:
    """Exchange the content of entries 4 and 6."""
    rows = {n: _row(connection, n) for n in (4, 6)}
    connection.exec_driver_sql("DELETE FROM entries WHERE sequence IN (4, 6)")
    for n, m in ((4, 6), (6, 4)):
        values = (n, *rows[m][1:])
        marks = ",".join("?" * len(values))
        connection.exec_driver_sql(f"INSERT INTO entries VALUES ({marks})", values)  # noqa: S608


def _row(connection: Connection, sequence: int) -> tuple[Any, ...]:
    found = connection.exec_driver_sql("SELECT * FROM entries WHERE sequence = ?", (sequence,)).one()
    return tuple(found)


def test_entries_out_of_order_are_found(copy: Path, sound: Path) -> None:
    """Both that were exchanged are named."""
    with Ledger.open(sound) as ledger:
        names = {e.sequence: e.name for e in ledger.entries()}
    tamper(copy, swap)
    assert {names[4], names[6]} <= set(named(copy))


def rehash(sequence: int) -> Callable[[Connection], None]:
    """Rewrite one entry and give it a hash that fits its new content."""

    def act(connection: Connection) -> None:
        row = dict(
            connection.exec_driver_sql("SELECT * FROM entries WHERE sequence = ?", (sequence,))
            .mappings()
            .one()
        )
        payload = row["payload"].replace("Ines", "Ivan")
        made = link(
            sequence, row["kind"], row["subject"], row["item"], payload, row["recorded_at"], row["previous"]
        )
        connection.exec_driver_sql(
            "UPDATE entries SET payload = ?, hash = ? WHERE sequence = ?", (payload, made, sequence)
        )

    return act


def test_an_entry_rewritten_with_a_fitting_hash_breaks_the_chain_at_its_place(copy: Path) -> None:
    """The entry after it still names the old hash."""
    tamper(copy, rehash(5))
    assert named(copy) == ["judgement j1"]


def test_the_last_entry_rewritten_with_a_fitting_hash_is_found_against_a_head(copy: Path) -> None:
    """Only somebody who noted the head elsewhere can tell, and then exactly."""
    with Ledger.open(copy) as ledger:
        head, last = ledger.head(), len(ledger.entries())
    tamper(copy, rehash(last))
    assert named(copy) == []
    assert named(copy, head) == [f"entry {last}"]


@pytest.mark.parametrize("cut", [1, 2, COUNT, 2 * COUNT])
def test_a_record_that_was_cut_is_found_against_a_head(copy: Path, cut: int) -> None:
    """The first entry that is missing is named."""
    with Ledger.open(copy) as ledger:
        head, last = ledger.head(), len(ledger.entries())
        text = ledger.reports()[-1].text_sha256

    def act(connection: Connection) -> None:
        connection.exec_driver_sql("DELETE FROM entries WHERE sequence > ?", (last - cut,))
        connection.exec_driver_sql(
            "DELETE FROM blobs WHERE sha256 NOT IN (SELECT text FROM entries WHERE text IS NOT NULL)"
        )

    tamper(copy, act)
    assert text
    assert named(copy) == []
    assert named(copy, head) == [f"entry {last - cut + 1}"]


def test_an_old_copy_put_back_is_found_against_a_head(copy: Path, tmp_path: Path) -> None:
    """Also when other entries were added to it since."""
    old = Path(shutil.copy(copy, tmp_path / "old.sqlite"))
    with Ledger.open(copy) as ledger:
        number = len(ledger.entries())
        ledger.add_reports([made_report("later")], NOON)
        head = ledger.head()
    assert named(old, head) == [f"entry {number + 1}"]
    with Ledger.open(old) as ledger:
        ledger.add_reports([made_report("another")], NOON)
        ledger.add_reports([made_report("and one more")], NOON)
        assert ledger.damage() == []
    assert named(old, head) == [f"entry {number + 1}"]


def test_a_record_that_grew_still_fits_an_earlier_head(copy: Path) -> None:
    """A head noted last week is good for ever."""
    with Ledger.open(copy) as ledger:
        head = ledger.head()
        ledger.add_reports([made_report("later")], NOON)
        assert ledger.verify(head).entries == len(ledger.entries())


def test_missing_and_foreign_bytes_are_named(copy: Path) -> None:
    """A blob taken out, and a blob that no report brought."""

    def take_out(connection: Connection) -> str:
        sha = connection.exec_driver_sql("SELECT text FROM entries WHERE sequence = 2").scalar_one()
        connection.exec_driver_sql("DELETE FROM blobs WHERE sha256 = ?", (sha,))
        return str(sha)

    sha = tamper(copy, take_out)
    assert f"blob {sha}" in named(copy)


def test_bytes_that_no_report_brought_are_named(copy: Path) -> None:
    """Smuggled in with a fitting hash."""
    from truceline.model.identity import sha256

    sha = sha256(b"smuggled")
    tamper(
        copy,
        lambda c: c.exec_driver_sql("INSERT INTO blobs (sha256, bytes) VALUES (?, ?)", (sha, b"smuggled")),
    )
    assert named(copy) == [f"blob {sha}"]


def test_removed_triggers_are_named(copy: Path) -> None:
    """The record is whole, its guard is gone."""
    engine = create_engine(f"sqlite:///{copy}", module=driver_module())
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER entries_is_not_changed")
    engine.dispose()
    assert named(copy) == ["trigger entries_is_not_changed"]


def test_reading_a_damaged_text_raises_instead_of_giving_it(copy: Path) -> None:
    """Nobody cites words that were altered in the store."""
    tamper(copy, lambda c: c.exec_driver_sql("UPDATE blobs SET bytes = CAST(bytes || x'21' AS BLOB)"))
    with Ledger.open(copy) as ledger, pytest.raises(LedgerDamaged, match="blob"):
        ledger.reports()


def overwrite(data: bytearray, start: int, end: int) -> None:
    data[start:end] = bytes((end - start) * [0x5A])


@pytest.fixture
def pages(copy: Path) -> Iterator[bytearray]:
    data = bytearray(copy.read_bytes())
    yield data


@pytest.mark.parametrize("page", range(6))
def test_a_spoilt_page_is_damage_and_no_crash(copy: Path, pages: bytearray, page: int) -> None:
    """Whatever page of the file is overwritten, the error is ours and says so."""
    overwrite(pages, page * 4096, (page + 1) * 4096)
    copy.write_bytes(pages)
    with pytest.raises(LedgerDamaged), Ledger.open(copy) as ledger:
        ledger.verify()


def state_of(ledger: Ledger) -> tuple[object, ...]:
    """All that the record says."""
    raws = [ledger.raw(r.raw_sha256) for r in ledger.reports()]
    return ledger.entries(), ledger.reports(), ledger.judgements(), ledger.settings(), raws


def turn_in_file(sound: Path, folder: Path, seed: int) -> bool:
    """Turn a bit anywhere in the file: either it is found, or nothing that the record says differs."""
    with Ledger.open(sound) as ledger:
        before = state_of(ledger)
    pick = random.Random(seed)
    path = Path(shutil.copy(sound, folder / f"{seed}.sqlite"))
    data = bytearray(path.read_bytes())
    data[pick.randrange(len(data))] ^= 1 << pick.randrange(8)
    path.write_bytes(data)
    try:
        with Ledger.open(path) as ledger:
            found = ledger.damage()
            if found:
                return True
            assert state_of(ledger) == before, f"seed {seed}"
            return False
    except TrucelineError:
        return True


def test_a_bit_turned_anywhere_in_the_file_is_found_or_changes_nothing(sound: Path, tmp_path: Path) -> None:
    """Never a crash, never another answer; most places of the file are in use, so most are found."""
    found = [turn_in_file(sound, tmp_path, seed) for seed in range(40)]
    assert sum(found) > 10


@pytest.mark.soak
def test_a_bit_turned_at_1000_places_of_the_file(sound: Path, tmp_path: Path) -> None:
    """The full size of the test above."""
    for seed in range(100, 1100):
        turn_in_file(sound, tmp_path, seed)
