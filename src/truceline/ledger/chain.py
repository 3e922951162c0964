"""The chain: each entry's hash covers all its fields and the hash of the entry before it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from truceline.errors import UsageError
from truceline.model.identity import digest

__all__ = ["GENESIS", "Entry", "Head", "canonical", "link"]

GENESIS = digest("truceline-ledger/1")
"""What stands before the first entry."""

_HEAD = re.compile(r"(\d+):([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the record, as it stands in the database.

    `kind` is "report", "judgement" or "settings"; `subject` the id of what the payload holds;
    `item` a report's item; `payload` canonical JSON; `recorded_at` an instant (UTC).
    """

    sequence: int
    kind: str
    subject: str
    item: str | None
    payload: str
    recorded_at: str
    previous: str
    hash: str

    @property
    def computed(self) -> str:
        """The hash that these fields give."""
        return link(
            self.sequence,
            self.kind,
            self.subject,
            self.item,
            self.payload,
            self.recorded_at,
            self.previous,
        )

    @property
    def name(self) -> str:
        """How an error names it: "report 3f2a...", "judgement ...", "settings 1"."""
        return f"{self.kind} {self.subject}"


@dataclass(frozen=True, slots=True)
class Head:
    """How many entries there are and the hash of the last: 70 or so characters to note elsewhere."""

    entries: int
    hash: str

    def __str__(self) -> str:
        return f"{self.entries}:{self.hash}"

    @classmethod
    def parse(cls, words: str) -> Head:
        """The head that `str(head)` wrote; raises `UsageError` where it is none."""
        found = _HEAD.fullmatch(words.strip())
        if not found:
            raise UsageError(
                f"{words!r} is no head of a ledger",
                mend="give it as it was printed: a number, a colon, 64 hex digits",
            )
        return cls(int(found[1]), found[2])


def link(
    sequence: int,
    kind: str,
    subject: str,
    item: str | None,
    payload: str,
    recorded_at: str,
    previous: str,
) -> str:
    """The hash of an entry with these fields."""
    return digest(str(sequence), kind, subject, item, payload, recorded_at, previous)


def canonical(value: Mapping[str, object]) -> str:
    """JSON with one spelling: sorted keys, no blanks, no NaN.

    Raises `TypeError` or `ValueError` for what JSON cannot hold.
    """
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    text.encode("utf-8")
    return text
