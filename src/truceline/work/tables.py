"""The tables of what is under way."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Integer, MetaData, String, Table

__all__ = ["jobs", "saved", "tables", "tasks"]

tables = MetaData()

jobs = Table(
    "jobs",
    tables,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("by", String, nullable=False),
    Column("made_at", String, nullable=False),
    Column("state", String, nullable=False),
    Column("about", String, nullable=False),
    Column("worker", String),
    Column("lease_until", Float, nullable=False, default=0.0),
)

tasks = Table(
    "tasks",
    tables,
    Column("job", String, ForeignKey("jobs.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", String, nullable=False),
    Column("place", String, nullable=False),
    Column("state", String, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("result", String, nullable=False, default=""),
    Column("says", String, nullable=False, default=""),
)

saved = Table(
    "saved",
    tables,
    Column("name", String, primary_key=True),
    Column("query", String, nullable=False),
    Column("by", String, nullable=False),
    Column("made_at", String, nullable=False),
)
