"""Long work is done once, while whoever has no time is told how far it is."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from truceline.case.patience import Later, Pending, Task, patience, slowly


@pytest.fixture
def hurried() -> Iterator[None]:
    token = patience.set(0.02)
    yield
    patience.reset(token)


def test_who_has_time_gets_it(hurried: None) -> None:
    """The patience of one does not shorten that of another: a thread of its own waits as long as it takes."""
    go, got = threading.Event(), []
    task = Task(lambda: go.wait(60) and "there", lambda: "under way")
    with pytest.raises(Pending, match="under way"):
        task.result()
    other = threading.Thread(target=lambda: got.append(task.result()))
    other.start()
    go.set()
    other.join(60)
    assert got == ["there"] and task.result() == "there"


def test_it_is_worked_out_once_however_often_it_is_asked_for(hurried: None) -> None:
    go, made = threading.Event(), []

    def make() -> dict[str, int]:
        made.append(1)
        go.wait(60)
        return {"one": 1}

    later = Later(make, lambda: "loading")
    for _ in range(3):
        with pytest.raises(Pending, match="loading"):
            len(later)
    go.set()
    patience.set(None)
    assert later["one"] == 1 and list(later.items()) == [("one", 1)] and "two" not in later
    assert made == [1]


def test_what_goes_wrong_is_told_to_who_asks_and_tried_again() -> None:
    tries = iter([ValueError("torn page"), None])

    def make() -> str:
        if trouble := next(tries):
            raise trouble
        return "whole"

    task = Task(make, str)
    with pytest.raises(ValueError, match="torn page"):
        task.result()
    assert task.result() == "whole"


def test_a_slow_part_of_a_value_is_kept_with_it(hurried: None) -> None:
    """It tells what is being worked out and for how long; when it is there it is an attribute like any other."""
    go = threading.Event()

    class Field:
        @slowly("The field is being mown")
        def mown(self) -> object:
            """The field after the work."""
            go.wait(60)
            return object()

    field = Field()
    with pytest.raises(Pending, match=r"The field is being mown: \d+ s so far"):
        _ = field.mown
    go.set()
    patience.set(None)
    assert field.mown is field.mown and "mown" in field.__dict__
