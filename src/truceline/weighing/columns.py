"""Numbers by numbers that grow as claims come in: four bytes each, where a dict takes a hundred."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Any

_NONE = -1


class Column:
    """Numbers by numbers, none of them negative: what a case of any size holds of every claim."""

    def __init__(self) -> None:
        self._held = array("i")

    def __contains__(self, key: int) -> bool:
        return key < len(self._held) and self._held[key] != _NONE

    def __getitem__(self, key: int) -> int:
        found = self._held[key] if key < len(self._held) else _NONE
        if found == _NONE:
            raise KeyError(key)
        return found

    def get(self, key: int, default: Any = None) -> Any:
        """The number of a key; `default` where it has none."""
        found = self._held[key] if key < len(self._held) else _NONE
        return default if found == _NONE else found

    def __setitem__(self, key: int, value: int) -> None:
        held = self._held
        if key >= len(held):
            held.extend([_NONE] * (key + 1 - len(held)))
        held[key] = value

    def __delitem__(self, key: int) -> None:
        self._held[key] = _NONE

    def pop(self, key: int, default: Any = None) -> Any:
        """The number of a key, which has none from now on; `default` where it had none."""
        found = self.get(key, default)
        if key in self:
            self._held[key] = _NONE
        return found


class Chains:
    """Sets of numbers by numbers; each number stands in one set at most."""

    def __init__(self) -> None:
        self._first, self._next = Column(), Column()

    def __contains__(self, key: int) -> bool:
        return key in self._first

    def add(self, key: int, item: int) -> None:
        """Put an item, which stands in no set, into that of a key."""
        if (after := self._first.get(key)) is not None:
            self._next[item] = after
        self._first[key] = item

    def of(self, key: int) -> Iterator[int]:
        """The items of a key."""
        item = self._first.get(key)
        while item is not None:
            yield item
            item = self._next.get(item)

    def remove(self, key: int, item: int) -> None:
        """Take an item out of the set of a key, where it is."""
        after, before = self._next.pop(item), None
        for one in self.of(key):
            if one == item:
                break
            before = one
        links, at = (self._first, key) if before is None else (self._next, before)
        if after is None:
            del links[at]
        else:
            links[at] = after
