"""Entries and bytes out of the tables, each checked against its own hash: nobody builds on an altered one."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, select

from truceline.errors import ItemNotFound, LedgerDamaged
from truceline.ledger.chain import GENESIS, Entry, Head
from truceline.ledger.payload import report_from
from truceline.ledger.tables import blobs, entries
from truceline.model.identity import sha256
from truceline.model.report import Report

__all__ = ["RESTORE", "blob_of", "entries_where", "head_of", "report_of", "reports_of"]

RESTORE = "restore the ledger from a backup; `truceline verify` lists all that is damaged"
AT_ONCE = 400
"""Texts asked for in one query."""
_FIELDS = [entries.c[name] for name in Entry.__dataclass_fields__]


def entries_where(connection: Connection, *where: ColumnElement[bool]) -> list[Entry]:
    """Entries in order, each checked against its own hash: nobody builds on an altered one."""
    rows = connection.execute(select(*_FIELDS).where(*where).order_by(entries.c.sequence))
    out = []
    for row in rows:
        entry = Entry(*row)
        if entry.computed != entry.hash:
            raise LedgerDamaged(
                f"entry {entry.sequence} is not what was recorded", item=entry.name, mend=RESTORE
            )
        out.append(entry)
    return out


def head_of(connection: Connection) -> Head:
    query = select(entries.c.sequence, entries.c.hash).order_by(entries.c.sequence.desc()).limit(1)
    row = connection.execute(query).first()
    return Head(row.sequence, row.hash) if row else Head(0, GENESIS)


def blob_of(connection: Connection, sha: str) -> bytes:
    data = connection.execute(select(blobs.c.bytes).where(blobs.c.sha256 == sha)).scalar()
    return _sound(sha, data)


def _sound(sha: str, data: object) -> bytes:
    if data is None:
        raise ItemNotFound(f"no bytes with SHA-256 {sha[:12]}", mend="run `truceline verify`")
    if not isinstance(data, bytes) or sha256(data) != sha:
        raise LedgerDamaged("its bytes are not what they were", item=f"blob {sha}", mend=RESTORE)
    return data


def reports_of(connection: Connection, rows: Sequence[Entry]) -> list[Report]:
    """The reports of entries, their texts asked for many at a time."""
    out = []
    for first in range(0, len(rows), AT_ONCE):
        some = rows[first : first + AT_ONCE]
        shas = [json.loads(entry.payload)["text_sha256"] for entry in some]
        query = select(blobs.c.sha256, blobs.c.bytes).where(blobs.c.sha256.in_(set(shas)))
        found: dict[str, object] = {row.sha256: row.bytes for row in connection.execute(query)}
        texts = {sha: _sound(sha, found.get(sha)).decode("utf-8") for sha in dict.fromkeys(shas)}
        out += [report_from(entry.payload, texts[sha]) for entry, sha in zip(some, shas, strict=True)]
    return out


def report_of(connection: Connection, entry: Entry) -> Report:
    sha = json.loads(entry.payload)["text_sha256"]
    return report_from(entry.payload, blob_of(connection, sha).decode("utf-8"))
