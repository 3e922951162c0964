"""Tables that need not fit into memory: pages of a SQLite file, those asked for last held open.

A `Weigher` keeps what it works out by numbers that grow as reports come in, so that what is looked at
together lies together. In memory a table is a plain dict.
"""

from __future__ import annotations

import pickle
import sqlite3
import zlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, MutableMapping
from dataclasses import fields, is_dataclass
from functools import cache
from io import BytesIO
from operator import attrgetter
from pathlib import Path
from typing import Any, Protocol, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
PAGE = 64
"""Numbers to a page."""
_OPEN = 96
"""Pages of a table that are held open."""
_NONE = object()


class Tables(Protocol):
    """Makes a table by its name."""

    def __call__(
        self,
        page_of: Callable[[Any], int] | None = None,
        *,
        live: bool = False,
        scattered: bool = False,
        few: bool = False,
    ) -> MutableMapping[Any, Any]:
        """`page_of` gives the page of a key, for keys that are no numbers. `live` values are changed in
        place after they were put there. `scattered` keys (numbers below 2**64, or texts) lie in no
        order; their values are numbers. `few`: pages are large, and looked at one after the other."""
        ...


def in_memory(page_of: Callable[[Any], int] | None = None, **_: bool) -> MutableMapping[Any, Any]:
    """A table of a case that fits into memory."""
    return {}


class Shelf:
    """A SQLite file of tables, made new. `named` gives back the `Distant` of a number."""

    def __init__(self, path: Path, named: Callable[[int], Any]) -> None:
        self._named = named
        path.unlink(missing_ok=True)
        self.base = sqlite3.connect(path, isolation_level=None)
        self.base.execute("PRAGMA journal_mode=OFF")
        self.base.execute("PRAGMA synchronous=OFF")
        self.base.execute("PRAGMA cache_size=-16000")
        self.base.execute(
            "CREATE TABLE pages (tabled INTEGER, page INTEGER, body BLOB, PRIMARY KEY (tabled, page))"
        )
        self.base.execute("BEGIN")
        self._tables = 0

    def __call__(
        self,
        page_of: Callable[[Any], int] | None = None,
        *,
        live: bool = False,
        scattered: bool = False,
        few: bool = False,
    ) -> MutableMapping[Any, Any]:
        self._tables += 1
        if scattered:
            return _Scattered(self.base, f"scattered_{self._tables}")
        return _Table(self, self._tables, page_of or _by_number, live, max(_OPEN // 8, 1) if few else _OPEN)

    def close(self) -> None:
        """Let the file go."""
        self.base.close()

    def write(self, tabled: int, page: int, held: dict[Any, Any]) -> None:
        """Put a page away."""
        if not held:
            self.base.execute("DELETE FROM pages WHERE tabled = ? AND page = ?", (tabled, page))
            return
        self.base.execute("INSERT OR REPLACE INTO pages VALUES (?, ?, ?)", (tabled, page, put_away(held)))

    def read(self, tabled: int, page: int) -> dict[Any, Any]:
        """A page that was put away; empty where none was."""
        found = self.base.execute(
            "SELECT body FROM pages WHERE tabled = ? AND page = ?", (tabled, page)
        ).fetchone()
        if found is None:
            return {}
        held: dict[Any, Any] = _Unpickler(BytesIO(zlib.decompress(found[0])), self._named).load()
        return held

    def pages(self, tabled: int) -> list[int]:
        """The pages of a table that were put away."""
        rows = self.base.execute("SELECT page FROM pages WHERE tabled = ? ORDER BY page", (tabled,))
        return [page for (page,) in rows]


class Distant:
    """Something that lies elsewhere, by its number: it is fetched anew whenever it is looked at."""

    __slots__ = ("_fetch", "number")

    def __init__(self, number: int, fetch: Callable[[int], Any]) -> None:
        self.number, self._fetch = number, fetch

    def __getattr__(self, name: str) -> Any:
        return getattr(self._fetch(self.number), name)


@cache
def _values_of(kind: Hashable) -> Callable[[Any], Any] | None:
    """What gives the values of the fields of a dataclass, in the order in which it is made of them."""
    names = [f.name for f in fields(kind)] if isinstance(kind, type) and is_dataclass(kind) else []
    if len(names) < 2:
        return None
    return attrgetter(*names)


class _Pickler(pickle.Pickler):
    def reducer_override(self, obj: Any) -> Any:
        kind: Any = type(obj)
        if kind is Distant:
            return _distant, (obj.number,)
        values = _values_of(kind)  # several times faster to read again than its state
        return NotImplemented if values is None else (kind, values(obj))


def put_away(thing: Any) -> bytes:
    """A thing as bytes."""
    into = BytesIO()
    _Pickler(into, protocol=5).dump(thing)
    return zlib.compress(into.getvalue(), 1)


def _distant(number: int) -> Any:
    raise TypeError("only a shelf knows where it lies")


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: BytesIO, named: Callable[[int], Any]) -> None:
        super().__init__(file)
        self._named = named

    def find_class(self, module: str, name: str) -> Any:
        if name == "_distant" and module == __name__:
            return self._named
        return super().find_class(module, name)


class _Scattered(MutableMapping[Any, int]):
    """A mapping from scattered keys to numbers, a row each."""

    def __init__(self, base: sqlite3.Connection, name: str) -> None:
        self._base, self._name, self._size = base, name, 0
        base.execute(f"CREATE TABLE {name} (key PRIMARY KEY, value INTEGER) WITHOUT ROWID")

    def __getitem__(self, key: Any) -> int:
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return int(found)

    def get(self, key: Any, default: Any = None) -> Any:
        found = self._base.execute(
            f"SELECT value FROM {self._name} WHERE key = ?",  # noqa: S608
            (_signed(key),),
        ).fetchone()
        return default if found is None else found[0]

    def __contains__(self, key: object) -> bool:
        return self.get(key) is not None

    def __setitem__(self, key: Any, value: int) -> None:
        self._base.execute(
            f"INSERT OR REPLACE INTO {self._name} VALUES (?, ?)",  # noqa: S608
            (_signed(key), value),
        )

    def __delitem__(self, key: Any) -> None:
        self._base.execute(f"DELETE FROM {self._name} WHERE key = ?", (_signed(key),))  # noqa: S608

    def __len__(self) -> int:
        return int(self._base.execute(f"SELECT count(*) FROM {self._name}").fetchone()[0])  # noqa: S608

    def __iter__(self) -> Iterator[Any]:
        for (key,) in self._base.execute(f"SELECT key FROM {self._name}"):  # noqa: S608
            yield key + (1 << 64) if isinstance(key, int) and key < 0 else key


def _signed(key: Any) -> Any:
    return key - (1 << 64) if isinstance(key, int) and key >= 1 << 63 else key


def _by_number(key: int) -> int:
    return key // PAGE


class _Table(MutableMapping[K, V]):
    """A mapping whose pages lie on a shelf."""

    def __init__(self, shelf: Shelf, tabled: int, page_of: Callable[[K], int], live: bool, most: int) -> None:
        self._shelf, self._tabled, self._page_of, self._live = shelf, tabled, page_of, live
        self._most = most
        self._open: OrderedDict[int, dict[K, V]] = OrderedDict()
        self._changed: set[int] = set()
        self._size = 0
        self._last: int | None = None
        self._held: dict[K, V] = {}

    def _page(self, page: int) -> dict[K, V]:
        if page == self._last:
            return self._held
        held = self._open.get(page)
        if held is None:
            held = self._open[page] = self._shelf.read(self._tabled, page)
            if len(self._open) > self._most:
                old, put = self._open.popitem(last=False)
                if old in self._changed:
                    self._changed.discard(old)
                    self._shelf.write(self._tabled, old, put)
        else:
            self._open.move_to_end(page)
        self._last, self._held = page, held
        return held

    def __getitem__(self, key: K) -> V:
        page = self._page_of(key)
        found = self._page(page)[key]
        if self._live:
            self._changed.add(page)
        return found

    def get(self, key: K, default: Any = None) -> Any:
        page = self._page_of(key)
        found = self._page(page).get(key, default)
        if self._live and found is not default:
            self._changed.add(page)
        return found

    def setdefault(self, key: K, default: Any = None) -> Any:
        page = self._page_of(key)
        held = self._page(page)
        self._changed.add(page)
        if key not in held:
            self._size += 1
        return held.setdefault(key, default)

    def __contains__(self, key: object) -> bool:
        return key in self._page(self._page_of(key))  # type: ignore[arg-type]

    def __setitem__(self, key: K, value: V) -> None:
        page = self._page_of(key)
        held = self._page(page)
        if key not in held:
            self._size += 1
        held[key] = value
        self._changed.add(page)

    def __delitem__(self, key: K) -> None:
        page = self._page_of(key)
        del self._page(page)[key]
        self._size -= 1
        self._changed.add(page)

    def pop(self, key: K, default: Any = _NONE) -> Any:
        page = self._page_of(key)
        held = self._page(page)
        if key not in held:
            if default is _NONE:
                raise KeyError(key)
            return default
        self._size -= 1
        self._changed.add(page)
        return held.pop(key)

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[K]:
        for page in sorted({*self._shelf.pages(self._tabled), *self._open}):
            yield from list(self._page(page))
