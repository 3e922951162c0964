"""A disk with no room gives a clear error and loses nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import event
from tests.ledger.made import NOON, made_report

from truceline.errors import LedgerFull
from truceline.ledger import Derived, Ledger

CHILD = """
import resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.ledger.made import NOON, made_report
from truceline.errors import LedgerFull
from truceline.ledger import Ledger
ledger = Ledger.open(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
kept = []
try:
    for n in range(100):
        ledger.add_reports([made_report(f"{n} " + "word " * 2000)], NOON)
        kept.append(n)
except LedgerFull as e:
    assert [r.text.split()[0] for r in ledger.reports()][1:] == [str(n) for n in kept]
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    ledger.add_reports([made_report("room again")], NOON)
    ledger.verify()
    print(len(kept), e)
"""


def test_a_file_that_may_not_grow_is_a_clear_error_and_nothing_is_lost(tmp_path: Path) -> None:
    """The operating system refuses the write (RLIMIT_FSIZE); reading and later writing go on."""
    path = tmp_path / "ledger.sqlite"
    with Ledger.create(path) as ledger:
        ledger.add_reports([made_report("first")], NOON)
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(path), str(Path(__file__).parents[2])],
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    number, _, words = done.stdout.partition(" ")
    assert int(number) > 2
    assert "no room" in words
    with Ledger.open(path) as ledger:
        ledger.verify()
        assert len(ledger.reports()) == int(number) + 2


def test_a_full_database_is_a_clear_error_and_the_whole_call_is_left_out(tmp_path: Path) -> None:
    """SQLite itself has no page left (max_page_count)."""
    with Ledger.create(tmp_path / "ledger.sqlite") as ledger:
        ledger.add_reports([made_report("first")], NOON)
        head = ledger.head()
        ledger.close()

        @event.listens_for(ledger._engine, "connect")
        def _(connection: object, record: object) -> None:
            connection.execute("PRAGMA max_page_count=20")  # type: ignore[attr-defined]

        with pytest.raises(LedgerFull, match="no room"):
            ledger.add_reports([made_report("small"), made_report("large " * 60_000)], NOON)
        assert ledger.verify().head == head
        ledger.add_reports([made_report("small")], NOON)
        assert [r.text for r in ledger.reports()] == ["first", "small"]


def test_the_derived_store_can_be_lost_damaged_or_unwritable(tmp_path: Path) -> None:
    """It is made anew; what cannot be put is told, never raised."""
    path = tmp_path / "derived.sqlite"
    with Derived.open(path) as store:
        assert store.get("reading", "a") is None
        assert store.put("reading", "a", "{}")
        assert store.put("reading", "a", '{"b":1}')
        assert store.put_many("board", {"a": "1", "b": "2"})
        assert (store.get("reading", "a"), store.get("board", "b")) == ('{"b":1}', "2")
        store.clear("board")
        assert store.get("board", "b") is None
    with Derived.open(path) as store:
        assert store.get("reading", "a") == '{"b":1}'
    path.write_bytes(b"no database at all, but long enough to look like one " * 100)
    with Derived.open(path) as store:
        assert store.get("reading", "a") is None
        assert store.put("reading", "a", "{}")
    path.unlink()
    with Derived.open(path) as store:
        assert store.get("reading", "a") is None
        store.close()

        @event.listens_for(store._engine, "connect")
        def _(connection: object, record: object) -> None:
            connection.execute("PRAGMA query_only=ON")  # type: ignore[attr-defined]

        assert not store.put("reading", "a", "{}")


GROWING = """
import resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.ledger.made import NOON, made_report
from truceline.errors import LedgerFull
from truceline.ledger import Ledger
path = Path(sys.argv[1])
kept = 0
for limit in map(int, sys.argv[3:]):
    ledger = Ledger.open(path)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    told = kept
    try:
        for n in range(kept, kept + 6):
            ledger.add_reports([made_report(f"{n} " + "word " * (n % 7) * 300)], NOON)
            told += 1
    except LedgerFull:
        pass
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    ledger.close()
    with Ledger.open(path) as ledger:
        ledger.verify()
        there = len(ledger.reports())
    assert there == told, (limit, there, told)
    kept = there
print(kept)
"""


def fill(folder: Path, limits: range) -> int:
    """Open, write until the limit refuses, reopen without it: what was told as kept is there, no more."""
    path = folder / "ledger.sqlite"
    Ledger.create(path).close()
    done = subprocess.run(
        [sys.executable, "-c", GROWING, str(path), str(Path(__file__).parents[2]), *map(str, limits)],
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def test_a_write_that_fails_at_any_byte_is_never_told_as_kept(tmp_path: Path) -> None:
    """The limit falls at a different place of the log or the database each time."""
    assert fill(tmp_path, range(41_000, 200_000, 7_919)) > 20


@pytest.mark.soak
def test_a_write_that_fails_at_200_places_is_never_told_as_kept(tmp_path: Path) -> None:
    """The full size of the test above."""
    assert fill(tmp_path, range(41_000, 641_000, 3_001)) > 100
