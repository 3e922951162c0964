"""Reports and judgements made for the ledger's tests."""

from __future__ import annotations

from truceline.model.identity import digest, report_id, sha256
from truceline.model.judgement import Decision, Judgement, SubjectKind
from truceline.model.report import Report

NOON = "2031-03-04T12:00:00+00:00"


def made_report(
    text: str, *, outlet: str | None = "Arvel Post", address: str | None = None, item: str | None = None
) -> tuple[Report, bytes]:
    """A report of `text` with its bytes; the item is that of the text unless it is named."""
    raw = text.encode("utf-8")
    report = Report(
        id=report_id(outlet, address, text),
        item=digest("item", item or text, outlet),
        text=text,
        text_sha256=sha256(raw),
        raw_sha256=sha256(raw),
        path="a.txt",
        outlet=outlet,
        address=address,
    )
    return report, raw


def made_judgement(id: str, **change: object) -> Judgement:
    """A note about a claim."""
    return Judgement(
        id, Decision.NOTE, SubjectKind.CLAIM, "c1", "Ines", "2031-03-04T12:00:00Z", "seen", change
    )
