"""What becomes of a report between intake and the record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from truceline.errors import IntakeError
from truceline.model.judgement import Judgement
from truceline.model.report import Handling, Report

__all__ = ["Added", "current", "dated", "told_from", "unknown"]

T = TypeVar("T", Report, Judgement)


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the files of one call."""

    new: tuple[Report, ...]
    known: tuple[Report, ...]
    """Reports that the case held already; adding them again added nothing."""
    versions: tuple[Report, ...]
    """Of the new ones, those that are later versions of an item."""
    problems: tuple[IntakeError, ...]
    """Files that could not be taken in; the others were."""
    stays: tuple[tuple[Report, tuple[str, ...]], ...] = ()
    """Of the known ones, those of which something else was told this time, with the fields that stay as they were."""


def told_from(report: Report, under: Path | None) -> Report:
    """The report with its path told from the folder `under`."""
    if under is None or not report.path.startswith(f"{under}/"):
        return report
    return replace(report, path=report.path.removeprefix(f"{under}/"))


def dated(report: Report, now: str) -> Report:
    """A report that nobody can date could be known from when it was added, and not before."""
    if report.available_at is not None:
        return report
    remark = f"known from {now[:10]}, the day it was added"
    return replace(report, available_at=now[:10], notes=(*report.notes, remark))


def unknown(new: Sequence[T], known: Sequence[T]) -> list[T]:
    """Those of `new` that are not among `known`: some may have come while that was read."""
    there = {k.id for k in known} if new else set()
    return [n for n in new if n.id not in there]


def current(reports: Iterable[Report], known_at: str, level: Handling) -> list[Report]:
    """Of each item the version that was current at the end of `known_at`, for somebody who may see `level`."""
    out: dict[str, Report] = {}
    for report in reports:
        day = report.text_known_on
        if (day is not None and day > known_at) or not report.handling.within(level):
            continue
        held = out.get(report.item)
        later = held is None or (held.text_known_on or "") <= (day or "")
        if later or (held and report.version_of == held.id and report.text_sha256 == held.text_sha256):
            out[report.item] = report
    return list(out.values())
