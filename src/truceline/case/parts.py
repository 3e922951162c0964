"""Long answers kept in parts: each part under the hash of what it holds, and a list of them under the answer's key.

An answer is cut where the hash of an item's own name says so, so that what comes or goes moves the
cuts beside it and no others: two answers that differ in little share nearly all of their parts, on
the disk and in memory, and none is ever read or held as one text.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import chain
from typing import Any, Generic, Protocol, TypeVar
from zlib import crc32

from pydantic import TypeAdapter

__all__ = ["Kind", "Parts", "Store"]

T = TypeVar("T")
AT_ONCE = 8
"""Parts read or written together."""
HELD = 6
"""Answers of one kind whose parts stay in memory, for the next one to share."""
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


class Parts:
    """Answers by kind and key over a store. Safe to use from several threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._held: dict[tuple[str, str], tuple[Any, ...]] = {}
        self._lists: OrderedDict[tuple[str, str], list[str]] = OrderedDict()

    def get(
        self, kind: Kind[T], key: str, finish: Callable[[Sequence[T]], object] | None = None
    ) -> tuple[T, ...] | None:
        """The items that were put there, or None. `finish` is given those that were parsed for it."""
        listed = self._store.get(kind.lists, key)
        if listed is None:
            return None
        ids: list[str] = json.loads(listed)
        with self._lock:
            found: dict[str, tuple[T, ...]] = {
                i: self._held[kind.name, i] for i in ids if (kind.name, i) in self._held
            }
        missing = [i for i in dict.fromkeys(ids) if i not in found]
        for first in range(0, len(missing), AT_ONCE):
            some = missing[first : first + AT_ONCE]
            texts = self._store.get_many(kind.name, some)
            if len(texts) < len(some):
                return None
            for i in some:
                found[i] = kind.adapter.validate_json(texts.pop(i))
                if finish:
                    finish(found[i])
        self._hold(kind, key, ids, found)
        return tuple(chain.from_iterable(found[i] for i in ids))

    def put(self, kind: Kind[T], key: str, items: Iterable[T]) -> tuple[T, ...]:
        """Keep the items; those that are held already are given back in their place."""
        ids: list[str] = []
        found: dict[str, tuple[T, ...]] = {}
        texts: dict[str, str] = {}
        for part in kind.cut(items):
            data = kind.adapter.dump_json(part, exclude_defaults=True)
            ids.append(id := sha256(data).hexdigest()[:32])
            held = self._held.get((kind.name, id))
            found[id] = held if held is not None else part
            if held is None:
                texts[id] = data.decode()
            if len(texts) >= AT_ONCE:
                self._store.put_many(kind.name, texts)
                texts = {}
        self._store.put_many(kind.name, texts)
        self._store.put(kind.lists, key, json.dumps(ids))
        self._store.trim(kind.name, kind.lists, KEPT)
        self._hold(kind, key, ids, found)
        return tuple(chain.from_iterable(found[i] for i in ids))

    def _hold(self, kind: Kind[T], key: str, ids: list[str], found: dict[str, tuple[T, ...]]) -> None:
        with self._lock:
            self._held.update({(kind.name, i): part for i, part in found.items()})
            self._lists[kind.name, key] = ids
            self._lists.move_to_end((kind.name, key))
            own = [k for k in self._lists if k[0] == kind.name]
            for gone in own[:-HELD]:
                del self._lists[gone]
            wanted = {i for k, some in self._lists.items() if k[0] == kind.name for i in some}
            for name, i in [k for k in self._held if k[0] == kind.name and k[1] not in wanted]:
                del self._held[name, i]
