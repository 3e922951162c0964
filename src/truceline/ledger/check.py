"""Is every byte still what it was? Names each thing that is not.

Columns are read as raw bytes: a flipped bit may make text that no decoder takes, and the
check must still say where.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

from truceline.errors import LedgerDamaged
from truceline.ledger import sqlite
from truceline.ledger.chain import GENESIS, Head
from truceline.model.identity import digest, fits, sha256

__all__ = ["damage"]

RESTORE = "restore the ledger from a backup"
_ENTRIES = text(
    "SELECT sequence, CAST(kind AS BLOB) AS kind, CAST(subject AS BLOB) AS subject, "
    "CAST(item AS BLOB) AS item, CAST(raw AS BLOB) AS raw, CAST(text AS BLOB) AS text, "
    "CAST(payload AS BLOB) AS payload, CAST(recorded_at AS BLOB) AS recorded_at, "
    "CAST(previous AS BLOB) AS previous, CAST(hash AS BLOB) AS hash, "
    "typeof(kind) || typeof(subject) || typeof(payload) || typeof(recorded_at) || typeof(previous) || "
    "typeof(hash) = 'texttexttexttexttexttext' AND typeof(coalesce(item, '')) = 'text' AS typed "
    "FROM entries NOT INDEXED ORDER BY sequence"
)
_BLOBS = text("SELECT CAST(sha256 AS BLOB) AS sha256, bytes FROM blobs NOT INDEXED")


def damage(connection: Connection, path: Path, head: Head | None) -> list[LedgerDamaged]:
    """Everything in the record that is not what it was; against `head`, noted earlier, also whether
    the record was cut or replaced."""
    found: list[LedgerDamaged] = []
    hashes: dict[int, str] = {0: GENESIS}
    try:
        for name in sqlite.misshapen(connection):
            found.append(_damaged("it was removed, added, or is not what it was", name))
        shas = dict(_blobs(connection, found))
        _entries(connection, shas, hashes, found)
        found.extend(_against(head, hashes) if head else ())
    except (DatabaseError, UnicodeDecodeError) as e:
        found.append(_damaged(f"SQLite cannot read the file: {getattr(e, 'orig', e)}", str(path)))
    try:
        unsound = sqlite.unsound(connection)
        if not found:  # what was found names its place better than SQLite does
            found.extend(_damaged(words, str(path)) for words in unsound)
    except (DatabaseError, UnicodeDecodeError) as e:
        found.append(_damaged(f"SQLite cannot read the file: {getattr(e, 'orig', e)}", str(path)))
    return found


def _damaged(what: str, item: str) -> LedgerDamaged:
    return LedgerDamaged(what, item=item, mend=RESTORE)


def _words(data: bytes | None) -> str:
    return "" if data is None else bytes(data).decode("utf-8", "backslashreplace")


def _blobs(connection: Connection, found: list[LedgerDamaged]) -> Iterator[tuple[str, str]]:
    """(name, real SHA-256) of each blob; those that differ are reported by the entries that need them."""
    for row in connection.execute(_BLOBS):
        name, data = _words(row.sha256), bytes(row.bytes) if isinstance(row.bytes, bytes) else b""
        yield name, sha256(data)
        if not isinstance(row.bytes, bytes) or sha256(data) != name:
            found.append(_damaged("its bytes are not what they were", f"blob {name}"))


def _entries(
    connection: Connection, shas: dict[str, str], hashes: dict[int, str], found: list[LedgerDamaged]
) -> None:
    used: set[str] = set()
    stored, computed, number = GENESIS, GENESIS, 0
    name = "the beginning"
    for row in connection.execute(_ENTRIES):
        before, number = number, int(row.sequence)
        altered = False
        parts = [row.kind, row.subject, row.item, row.payload, row.recorded_at, row.previous]
        made = digest(str(number), *parts)
        said, previous = _words(row.hash), _words(row.previous)
        last, name = name, f"{_words(row.kind)} {_words(row.subject)}"
        if made != said or not row.typed:
            altered = True
            found.append(_damaged(f"entry {number} is not what was recorded", name))
        if number != before + 1:
            missing = (
                f"entry {before + 1}" if number == before + 2 else f"entries {before + 1} to {number - 1}"
            )
            found.append(_damaged(f"{missing} of the record is missing", f"entry {before + 1}"))
        elif previous not in (stored, computed) and not altered:
            found.append(_damaged(f"entry {before} was replaced after entry {number} was recorded", last))
        hashes[number], stored, computed = said, said, made
        if row.kind == b"report" and not altered:
            used |= _report(
                connection, row.payload, row.subject, (row.item, row.raw, row.text), shas, found, name
            )
    for sha in sorted(shas.keys() - used):
        if sha == shas[sha] and not found:
            found.append(_damaged("no report of the record has these bytes", f"blob {sha}"))


def _report(
    connection: Connection,
    payload: bytes,
    subject: bytes,
    columns: tuple[bytes | None, ...],
    shas: dict[str, str],
    found: list[LedgerDamaged],
    name: str,
) -> set[str]:
    """Check what an untouched payload says against columns and blobs; the blobs that it needs."""
    value = json.loads(payload)
    wanted = {value["raw_sha256"], value["text_sha256"]}
    for sha in sorted(wanted - shas.keys()):
        found.append(_damaged("bytes that it needs are missing", f"blob {sha}"))
    said = (value["item"], value["raw_sha256"], value["text_sha256"])
    if value["id"] != _words(subject) or said != tuple(_words(c) for c in columns):
        found.append(_damaged("its columns do not say what it says", name))
    if shas.get(value["text_sha256"]) == value["text_sha256"]:
        data = connection.execute(
            text("SELECT bytes FROM blobs WHERE sha256 = :sha"), {"sha": value["text_sha256"]}
        ).scalar()
        told = (value["outlet"], value["address"], (data or b"").decode("utf-8"))
        if data is not None and not fits(value["id"], *told, value.get("version_of"), value.get("published")):
            found.append(_damaged("its id is not that of outlet, address and text", name))
    return wanted


def _against(head: Head, hashes: dict[int, str]) -> Iterator[LedgerDamaged]:
    last = max(hashes)
    if head.entries > last:
        yield _damaged(
            f"the record ends at entry {last}, the head noted earlier names entry {head.entries}: "
            "it was cut, or an old copy was put in its place",
            f"entry {last + 1}",
        )
    elif hashes.get(head.entries) != head.hash:
        yield _damaged("it is not the one that the head noted earlier names", f"entry {head.entries}")
