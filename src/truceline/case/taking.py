"""What becomes of a report between intake and the record."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from truceline.model.report import Report

__all__ = ["dated", "told_from"]


def told_from(report: Report, under: Path | None) -> Report:
    """The report with its path told from the folder `under`."""
    if under is None or not report.path.startswith(f"{under}/"):
        return report
    return replace(report, path=report.path.removeprefix(f"{under}/"))


def dated(report: Report, now: str) -> Report:
    """A report that nobody can date could be known from when it was added, and not before."""
    if report.available_at is not None:
        return report
    remark = f"no date: known from {now[:10]}, the day it was added"
    return replace(report, available_at=now[:10], notes=(*report.notes, remark))
