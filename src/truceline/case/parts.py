"""Long answers kept in parts: each part under the hash of what it holds, and a list of them under the answer's key.

An answer is cut where the hash of an item's own name says so, so that what comes or goes moves the
cuts beside it and no others: two answers that differ in little share nearly all of their parts, on
the disk and in memory, and none is ever read or held as one text.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import chain
from typing import Any, Generic, Protocol, TypeVar
from weakref import WeakValueDictionary
from zlib import crc32

from pydantic import TypeAdapter

__all__ = ["Answer", "Kind", "Part", "Parts", "Store"]

T = TypeVar("T")
AT_ONCE = 8
"""Parts read or written together."""
KEPT = 40
"""Answers of one kind kept in the store; with an older one go the parts that are in no other."""


class Store(Protocol):
    """Text by kind and key; what is lost can be computed again."""

    def get(self, kind: str, key: str) -> str | None: ...

    def get_many(self, kind: str, keys: Sequence[str]) -> dict[str, str]: ...

    def put(self, kind: str, key: str, value: str) -> bool: ...

    def put_many(self, kind: str, values: dict[str, str]) -> bool: ...

    def trim(self, kind: str, listed: str, most: int) -> None: ...


@dataclass(frozen=True)
class Kind(Generic[T]):
    """A kind of answer: many items of one type, `size` of them to a part on average. `mark` names an item."""

    name: str
    item: type[T]
    mark: Callable[[T], str]
    size: int

    @cached_property
    def adapter(self) -> TypeAdapter[tuple[T, ...]]:
        """Parses and writes the items of one part."""
        return TypeAdapter(tuple[self.item, ...])  # type: ignore[name-defined]

    @property
    def lists(self) -> str:
        """The store's kind of the lists of parts."""
        return f"{self.name}: parts"

    def cut(self, items: Iterable[T]) -> Iterator[tuple[T, ...]]:
        """The items in parts."""
        part: list[T] = []
        for item in items:
            part.append(item)
            if not crc32(self.mark(item).encode()) % self.size:
                yield tuple(part)
                part = []
        if part:
            yield tuple(part)


class Part(Generic[T]):
    """Items that stand together; shared by all answers that hold them, for as long as one of those lives."""

    __slots__ = ("__weakref__", "items")

    def __init__(self, items: tuple[T, ...]) -> None:
        self.items = items


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """The items of an answer. Whoever holds it lets the next answer share its parts."""

    items: tuple[T, ...]
    parts: tuple[Part[T], ...]


class Parts:
    """Answers by kind and key over a store. Safe to use from several threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._held: WeakValueDictionary[tuple[str, str], Part[Any]] = WeakValueDictionary()

    def get(
        self, kind: Kind[T], key: str, finish: Callable[[Sequence[T]], object] | None = None
    ) -> Answer[T] | None:
        """What was put there, or None. `finish` is given the items that were parsed for it."""
        listed = self._store.get(kind.lists, key)
        if listed is None:
            return None
        ids: list[str] = json.loads(listed)
        found = {i: part for i in ids if (part := self._known(kind, i)) is not None}
        missing = [i for i in dict.fromkeys(ids) if i not in found]
        for first in range(0, len(missing), AT_ONCE):
            some = missing[first : first + AT_ONCE]
            texts = self._store.get_many(kind.name, some)
            if len(texts) < len(some):
                return None
            for i in some:
                items = kind.adapter.validate_json(texts.pop(i))
                if finish:
                    finish(items)
                found[i] = self._held_from_now(kind, i, items)
        return _joined(found[i] for i in ids)

    def there(self, kind: Kind[Any], key: str) -> bool:
        """Whether something was put there; a part of it may have been lost since."""
        return self._store.get(kind.lists, key) is not None

    def put(self, kind: Kind[T], key: str, items: Iterable[T]) -> Answer[T]:
        """Keep the items; those that are held already are given back in their place."""
        ids: list[str] = []
        found: list[Part[T]] = []
        texts: dict[str, str] = {}
        for some in kind.cut(items):
            data = kind.adapter.dump_json(some, exclude_defaults=True)
            ids.append(id := sha256(data).hexdigest()[:32])
            if (part := self._known(kind, id)) is None:
                texts[id] = data.decode()
                part = self._held_from_now(kind, id, some)
            found.append(part)
            if len(texts) >= AT_ONCE:
                self._store.put_many(kind.name, texts)
                texts = {}
        self._store.put_many(kind.name, texts)
        self._store.put(kind.lists, key, json.dumps(ids))
        self._store.trim(kind.name, kind.lists, KEPT)
        return _joined(found)

    def _known(self, kind: Kind[T], id: str) -> Part[T] | None:
        with self._lock:
            return self._held.get((kind.name, id))

    def _held_from_now(self, kind: Kind[T], id: str, items: tuple[T, ...]) -> Part[T]:
        """The part that is held under that id: one of `items`, where there is none yet."""
        part = Part(items)
        with self._lock:
            return self._held.setdefault((kind.name, id), part)


def _joined(parts: Iterable[Part[T]]) -> Answer[T]:
    every = tuple(parts)
    return Answer(tuple(chain.from_iterable(p.items for p in every)), every)
