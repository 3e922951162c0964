"""The tables of the record, and of the derived store, as queries see them. How the record's tables
are made, with their indexes and triggers, is the database's own: `sqlite.SCHEMA`."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, MetaData, String, Table

__all__ = ["blobs", "cache", "derived", "entries"]

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
    Column("raw", String),
    Column("text", String),
    Column("payload", String, nullable=False),
    Column("recorded_at", String, nullable=False),
    Column("previous", String, nullable=False),
    Column("hash", String, nullable=False),
)

derived = MetaData()

cache = Table(
    "cache",
    derived,
    Column("kind", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)
