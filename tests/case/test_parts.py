"""Long answers kept in parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter
from pathlib import Path

import pytest

from truceline.case.parts import KEPT, Kind, Parts
from truceline.ledger import Derived
from truceline.model.span import Span

WORDS = Kind("words", Span, attrgetter("quote"), 8)


def words(count: int, changed: int | None = None) -> tuple[Span, ...]:
    """Spans, one of them other than it would be."""
    made = [Span("r", n, n + 1, f"word {n}") for n in range(count)]
    if changed is not None:
        made[changed] = replace(made[changed], end=changed + 2)
    return tuple(made)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Derived]:
    with Derived.open(tmp_path / "derived.sqlite") as derived:
        yield derived


@pytest.mark.parametrize("count", [0, 1, 300])
def test_what_was_put_comes_back_in_its_order(store: Derived, count: int) -> None:
    Parts(store).put(WORDS, "key", words(count))
    kept = Parts(store).get(WORDS, "key")
    assert kept is not None and kept.items == words(count)
    assert Parts(store).get(WORDS, "another key") is None


def test_two_answers_share_what_is_the_same_on_the_disk_and_in_memory(store: Derived) -> None:
    """An answer in which one item differs costs a part, not a whole answer."""
    parts = Parts(store)
    first = parts.put(WORDS, "first", words(300))
    before = _rows(store)
    second = parts.put(WORDS, "second", words(300, changed=150))
    assert second.items == words(300, changed=150)
    assert _rows(store) == before + 2  # the part that differs, and the list
    assert sum(a is b for a, b in zip(first.items, second.items, strict=True)) > 250
    again = Parts(store)
    one, other = again.get(WORDS, "first"), again.get(WORDS, "second")
    assert one and other and sum(a is b for a, b in zip(one.items, other.items, strict=True)) > 250


def test_parts_are_held_only_while_an_answer_with_them_lives(store: Derived) -> None:
    parts = Parts(store)
    first = parts.put(WORDS, "first", words(300))
    assert len(parts._held) == len(first.parts) > 10
    del first
    assert not parts._held


def test_what_comes_between_moves_no_other_part(store: Derived) -> None:
    parts = Parts(store)
    parts.put(WORDS, "first", words(300))
    before = _rows(store)
    longer = (*words(100), Span("r", 900, 901, "new"), *words(300)[100:])
    assert parts.put(WORDS, "second", longer).items == longer
    assert _rows(store) <= before + 3


def test_an_answer_that_lost_a_part_is_none(store: Derived) -> None:
    """Then it is worked out again, never given in part."""
    Parts(store).put(WORDS, "key", words(300))
    store.clear("words")
    assert Parts(store).get(WORDS, "key") is None


def test_old_answers_go_and_what_newer_ones_rest_on_stays(store: Derived) -> None:
    """The store does not grow with every decision that anybody ever made."""
    parts = Parts(store)
    for n in range(KEPT + 20):
        parts.put(WORDS, f"key {n}", words(300, changed=n))
    fresh = Parts(store)
    assert fresh.get(WORDS, "key 3") is None
    for n in (20, KEPT + 19):
        kept = fresh.get(WORDS, f"key {n}")
        assert kept is not None and kept.items == words(300, changed=n)
    assert _rows(store) < KEPT * 2 + 60


def _rows(store: Derived) -> int:
    with store._engine.begin() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM cache").scalar_one())
