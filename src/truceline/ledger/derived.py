"""What was computed from the record and can be computed again: a store that may be deleted any time."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import ModuleType

from sqlalchemy import Engine, delete, select, text
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DatabaseError

from truceline.ledger import sqlite
from truceline.ledger.tables import cache, derived
from truceline.model.closing import Closing

__all__ = ["Derived"]

AT_ONCE = 500
"""Keys asked for in one query; SQLite takes no more than a few thousand."""


class Derived(Closing):
    """JSON text by (kind, key). It is never the only place of anything: a damaged file is made
    anew, and one that cannot be written makes the work slower, never wrong."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine

    @classmethod
    def open(cls, path: Path, *, wait: float = 10.0, driver: ModuleType | None = None) -> Derived:
        """Open the store at `path`, made where it is missing and anew where it is damaged."""
        engine = sqlite.engine_at(path, wait=wait, durable=False, driver=driver)
        store = cls(path, engine)
        try:
            store._prepare()
        except DatabaseError as e:
            engine.dispose()
            if not _damaged(e):
                return store
            store._delete()
            with suppress(DatabaseError):
                store._prepare()
        return store

    def close(self) -> None:
        """Close the file."""
        self._engine.dispose()

    def get(self, kind: str, key: str) -> str | None:
        """What was put there, or None."""
        query = select(cache.c.value).where(cache.c.kind == kind, cache.c.key == key)
        try:
            with self._engine.begin() as connection:
                value = connection.execute(query).scalar()
        except DatabaseError:
            return None
        return value if isinstance(value, str) else None

    def get_many(self, kind: str, keys: Sequence[str]) -> dict[str, str]:
        """Those of `keys` that are there, with what was put there."""
        found: dict[str, str] = {}
        for first in range(0, len(keys), AT_ONCE):
            some = keys[first : first + AT_ONCE]
            query = select(cache.c.key, cache.c.value).where(cache.c.kind == kind, cache.c.key.in_(some))
            try:
                with self._engine.begin() as connection:
                    found.update((row.key, row.value) for row in connection.execute(query))
            except DatabaseError:
                continue
        return found

    def put(self, kind: str, key: str, value: str) -> bool:
        """Put text there, over what was there; False where the store cannot be written."""
        return self.put_many(kind, {key: value})

    def put_many(self, kind: str, values: dict[str, str]) -> bool:
        """Put several texts of one kind in one transaction; False where the store cannot be written."""
        if not values:
            return True
        rows = [{"kind": kind, "key": key, "value": value} for key, value in values.items()]
        query = insert(cache)
        query = query.on_conflict_do_update(
            index_elements=[cache.c.kind, cache.c.key], set_={"value": query.excluded.value}
        )
        try:
            with self._engine.execution_options(writes=True).begin() as connection:
                connection.execute(query, rows)
        except DatabaseError:
            return False
        return True

    def trim(self, kind: str, listed: str, most: int) -> None:
        """Of the lists of keys under the kind `listed` keep the `most` that came last, and of `kind` what
        stands in one of those."""
        lists = select(cache.c.key).where(cache.c.kind == listed).order_by(text("rowid DESC"))
        old = delete(cache).where(cache.c.kind == listed, cache.c.key.in_(lists.limit(-1).offset(most)))
        named = text(
            "DELETE FROM cache WHERE kind = :kind AND key NOT IN "
            "(SELECT j.value FROM cache m, json_each(m.value) j WHERE m.kind = :listed)"
        )
        with suppress(DatabaseError), self._engine.execution_options(writes=True).begin() as connection:
            if connection.execute(old).rowcount:
                connection.execute(named, {"kind": kind, "listed": listed})

    def clear(self, kind: str | None = None) -> None:
        """Forget everything, or everything of one kind."""
        query = delete(cache) if kind is None else delete(cache).where(cache.c.kind == kind)
        with suppress(DatabaseError), self._engine.execution_options(writes=True).begin() as connection:
            connection.execute(query)

    def _prepare(self) -> None:
        with self._engine.execution_options(writes=True).begin() as connection:
            derived.create_all(connection)
            connection.execute(select(cache.c.value).limit(1)).scalar()

    def _delete(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            with suppress(OSError):
                self.path.with_name(self.path.name + suffix).unlink()


def _damaged(error: DatabaseError) -> bool:
    words = str(error.orig)
    return "malformed" in words or "not a database" in words
