"""The tables of the record, and of the derived store."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table

__all__ = ["KEPT", "blobs", "cache", "derived", "entries", "record"]

record = MetaData()

blobs = Table(
    "blobs",
    record,
    Column("sha256", String, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)

entries = Table(
    "entries",
    record,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("item", String),
    Column("raw", ForeignKey("blobs.sha256")),
    Column("text", ForeignKey("blobs.sha256")),
    Column("payload", String, nullable=False),
    Column("recorded_at", String, nullable=False),
    Column("previous", String, nullable=False, unique=True),
    Column("hash", String, nullable=False, unique=True),
    Index("one_of_each", "kind", "subject", unique=True),
    Index("by_item", "item"),
)

KEPT = ("blobs", "entries")
"""The append-only tables."""

derived = MetaData()

cache = Table(
    "cache",
    derived,
    Column("kind", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)
