"""A case on a shelf is weighed, byte for byte, as one in memory."""

from __future__ import annotations

import gc
import random
from pathlib import Path

import pytest
from tests.worlds.reasons import make_reasons
from tests.worlds.world import make_world

from truceline.weighing import Weigher, held, shelf, weigh, window
from truceline.weighing.nodes import Node
from truceline.weighing.tellings import tellings_of


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are put away and read again all the time."""
    monkeypatch.setattr(shelf, "_OPEN", 2)
    monkeypatch.setattr(held, "_NEAR", 20)
    monkeypatch.setattr(window, "_SPREAD", 2)


def test_what_comes_out_of_a_shelf_is_what_comes_out_of_memory(tmp_path: Path) -> None:
    """In whatever order reports come, and where some are taken out and put back."""
    world, more = make_world(11, days=6, outlets=8).built, make_reasons(11, each=1).built
    reports, readings = world.reports + more.reports, world.readings + more.readings
    pairs = list(zip(reports, readings, strict=True))
    random.Random(11).shuffle(pairs)
    weigher = Weigher(shelf=tmp_path / "shelf.sqlite")
    for n, (report, reading) in enumerate(pairs):
        weigher.add(report, reading)
        if n % 40 == 0:
            weigher.update()
        elif n % 40 == 20:
            weigher.settle()
    for report, _ in pairs[:6]:
        weigher.remove(report.id)
    weigher.update()
    assert weigher.weighing() == weigh([r for r, _ in pairs[6:]], [g for _, g in pairs[6:]], None)
    for report, reading in pairs[:6]:
        weigher.add(report, reading)
    whole = weigh(reports, readings, None)
    assert repr(weigher.weighing()) == repr(whole)
    assert list(weigher.findings()) == list(whole.findings)


def test_a_claim_that_is_let_go_leaves_memory_at_once(tmp_path: Path) -> None:
    """What is worked out of a claim may hold the claim: it goes too, or a long weighing would fill memory."""
    world = make_world(13, days=3, outlets=8).built
    kept = held.OnShelf()
    kept.put_on(shelf.Shelf(tmp_path / "shelf.sqlite", kept.distant))
    gc.disable()
    try:
        came = set()
        for report, reading in zip(world.reports, world.readings, strict=True):
            for i in kept.add(report, reading):
                came.add(kept.nodes[i].claim.id)
                assert all(telling.node is kept.nodes[i] for telling in tellings_of(kept.nodes[i]))
        there = [o for o in gc.get_objects() if isinstance(o, Node) and o.claim.id in came]
        assert len(came) > 80 and len(there) < 60
    finally:
        gc.enable()


def test_a_table_on_a_shelf_is_a_mapping(tmp_path: Path) -> None:
    """What was put in, changed in place and taken out is found, however many pages were put away."""
    kept = shelf.Shelf(tmp_path / "shelf.sqlite", lambda n: n)
    table, plain = kept(live=True), dict[int, set[int]]()
    rng = random.Random(3)
    for _ in range(4000):
        key = rng.randrange(3000)
        if rng.random() < 0.3 and key in plain:
            assert table.pop(key) == plain.pop(key)
        else:
            table.setdefault(key, set()).add(key % 7)
            plain.setdefault(key, set()).add(key % 7)
    assert dict(table.items()) == plain and len(table) == len(plain)
    assert all((k in table) == (k in plain) for k in range(3000))
    scattered = kept(scattered=True)
    scattered[(1 << 64) - 2] = 5
    assert list(scattered.items()) == [((1 << 64) - 2, 5)]
    del scattered[(1 << 64) - 2]
    assert scattered.get((1 << 64) - 2) is None
    kept.close()
