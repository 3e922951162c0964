"""What is indexed: a report or a claim, with all that a search may ask of it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Row"]


@dataclass(frozen=True, slots=True)
class Row:
    """A report (`kind` "report", `id` its id) or a claim ("claim").

    `start` and `end` are the claim's place in the report's text. `known_on` and `gone_on` are the
    days (YYYY-MM-DD) from which it could be known, and from which it no longer counts (a claim that
    a person rejected). `level` orders who may see it (0: everybody).
    """

    kind: str
    id: str
    report: str
    item: str
    text: str
    title: str = ""
    start: int = 0
    end: int = 0
    outlet: str = ""
    holder: str = ""
    party: str = ""
    known_on: str = ""
    gone_on: str = ""
    level: int = 0
