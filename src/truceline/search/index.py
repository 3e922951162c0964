"""The index of all words: kept beside the record, made from it, and made again whenever it is missing.

Two FTS5 tables: `words` by Unicode words without accents, ranked; `pieces` by runs of three
characters, for scripts that put no blanks between words or write particles onto them, and for
claims. Neither holds text: `docs` does, once, in its last column, so that a filter need not read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import astuple, fields
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError

from truceline.errors import Invalid
from truceline.model.closing import Closing
from truceline.search.fold import fold
from truceline.search.row import Row

__all__ = ["TAGGED", "Index", "plain", "tag"]

FORMAT = 1
"""Another number has an older index made anew."""
COLUMNS = tuple(f.name for f in fields(Row))
SCHEMA = (
    "CREATE TABLE docs (n INTEGER PRIMARY KEY, level INTEGER NOT NULL, kind TEXT NOT NULL, outlet TEXT NOT NULL, "
    "holder TEXT NOT NULL, party TEXT NOT NULL, known_on TEXT NOT NULL, gone_on TEXT NOT NULL, "
    "came INTEGER NOT NULL, item TEXT NOT NULL, id TEXT NOT NULL, report TEXT NOT NULL, "
    'start INTEGER NOT NULL, "end" INTEGER NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL)',
    "CREATE INDEX of_report ON docs (report)",
    "CREATE INDEX versions ON docs (item, came) WHERE kind = 'report'",
    "CREATE TABLE stamps (report TEXT PRIMARY KEY, stamp TEXT NOT NULL) WITHOUT ROWID",
    "CREATE VIRTUAL TABLE words USING fts5(title, text, tags, content='', contentless_delete=1, "
    "tokenize=\"unicode61 remove_diacritics 2\", prefix='2 3')",
    "CREATE VIRTUAL TABLE pieces USING fts5(text, content='', contentless_delete=1, "
    'tokenize="trigram remove_diacritics 1")',
)
TAGGED = ("kind", "outlet", "holder", "party")
LATIN_END = 0x250
MOSTLY = 0.2
"""Share of letters outside the Latin script from which a report goes into `pieces` as well."""


class Index(Closing):
    """Words of reports and claims. `came` numbers follow the order in which reports came to the case,
    so that a later version of an item hides an earlier one."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine

    @classmethod
    def open(cls, path: Path, engine: Engine) -> Index:
        """The index at `path`, which `engine` opens; made where it is missing, anew where it is damaged or
        of another format. Raises `Invalid` where it cannot be made."""
        index = cls(path, engine)
        try:
            index._prepare()
        except DatabaseError:
            engine.dispose()
            for suffix in ("", "-wal", "-shm"):
                with suppress(OSError):
                    path.with_name(path.name + suffix).unlink()
            try:
                index._prepare()
            except DatabaseError as e:
                raise Invalid(
                    f"the search index cannot be made: {e.orig}",
                    where=path,
                    mend="check who may write to the folder; `truceline doctor` shows which SQLite is used",
                ) from e
        return index

    def close(self) -> None:
        """Close the file."""
        self._engine.dispose()

    def stamps(self) -> dict[str, str]:
        """What each report was when it was indexed, by its id."""
        with self.reading() as connection:
            found = connection.exec_driver_sql("SELECT report, stamp FROM stamps")
            return {row.report: row.stamp for row in found}

    def put(self, changed: Iterable[tuple[str, str, int, Sequence[Row]]]) -> int:
        """Put reports there with their claims, over what was there, in one transaction.

        Each is (report id, stamp, number in the order of coming, rows). How many rows were put.
        """
        count = 0
        with self.writing() as connection:
            for report, stamp, came, rows in changed:
                self._forget(connection, report)
                for row in rows:
                    self._add(connection, row, came)
                    count += 1
                connection.exec_driver_sql("INSERT INTO stamps VALUES (?, ?)", (report, stamp))
        return count

    def forget(self, reports: Iterable[str]) -> None:
        """Take reports out, with their claims."""
        with self.writing() as connection:
            for report in reports:
                self._forget(connection, report)

    def clear(self) -> None:
        """Forget everything."""
        with self.writing() as connection:
            self._drop(connection)
            self._lay_out(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the index."""
        with self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that holds the write lock."""
        with self._engine.execution_options(writes=True).begin() as connection:
            yield connection

    def _prepare(self) -> None:
        with self.writing() as connection:
            number = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
            if number != FORMAT:
                self._drop(connection)
                self._lay_out(connection)
            connection.exec_driver_sql("SELECT count(*) FROM stamps").scalar_one()

    def _drop(self, connection: Connection) -> None:
        for name in ("words", "pieces", "docs", "stamps"):
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")

    def _lay_out(self, connection: Connection) -> None:
        for words in SCHEMA:
            connection.exec_driver_sql(words)
        connection.exec_driver_sql(f"PRAGMA user_version={FORMAT}")

    def _forget(self, connection: Connection, report: str) -> None:
        numbers = connection.exec_driver_sql("SELECT n FROM docs WHERE report = ?", (report,)).scalars().all()
        if numbers:
            many = [(n,) for n in numbers]
            for table, column in (("words", "rowid"), ("pieces", "rowid"), ("docs", "n")):
                connection.exec_driver_sql(f"DELETE FROM {table} WHERE {column} = ?", many)  # noqa: S608
        connection.exec_driver_sql("DELETE FROM stamps WHERE report = ?", (report,))

    def _add(self, connection: Connection, row: Row, came: int) -> None:
        marks = ", ".join("?" * (len(COLUMNS) + 1))
        names = ", ".join(f'"{c}"' for c in COLUMNS)
        made = connection.exec_driver_sql(
            f"INSERT INTO docs ({names}, came) VALUES ({marks})",  # noqa: S608
            (*astuple(row), came),
        )
        text = fold(row.text)
        beside = fold(f"{row.title} {row.holder}" if row.kind == "claim" else row.title)
        tags = " ".join(tag(name, str(getattr(row, name))) for name in TAGGED if getattr(row, name))
        values = (made.lastrowid, beside, text, tags)
        connection.exec_driver_sql("INSERT INTO words (rowid, title, text, tags) VALUES (?, ?, ?, ?)", values)
        if row.kind == "claim" or _unspaced(text):
            connection.exec_driver_sql(
                "INSERT INTO pieces (rowid, text) VALUES (?, ?)", (made.lastrowid, f"{beside} {text}")
            )


def _unspaced(text: str) -> bool:
    """Whether much of a text is in a script in which words are not found by their blanks alone."""
    if text.isascii():
        return False
    letters = sum(c.isalpha() for c in text)
    return sum(c.isalpha() and ord(c) >= LATIN_END for c in text) > MOSTLY * max(letters, 1)


def tag(name: str, value: str) -> str:
    """One word that stands for a value of a field, so that the index itself finds it."""
    return name[0] + sha256(value.casefold().encode()).hexdigest()[:14]


def plain(row: Mapping[str, object]) -> Row:
    """The row of a line of `docs`."""
    return Row(**{c: row[c] for c in COLUMNS})  # type: ignore[arg-type]
