"""Reports and judgements as canonical JSON and back."""

from __future__ import annotations

import json
from dataclasses import fields
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from truceline.errors import Invalid, JudgementError
from truceline.ledger.chain import canonical
from truceline.model.identity import fits, sha256
from truceline.model.judgement import Judgement
from truceline.model.report import Report

__all__ = ["check_report", "judgement_from", "judgement_payload", "report_from", "report_payload"]


_REPORT = frozenset(f.name for f in fields(Report))


@cache
def _report() -> TypeAdapter[Report]:
    return TypeAdapter(Report)


@cache
def _judgement() -> TypeAdapter[Judgement]:
    return TypeAdapter(Judgement)


def report_payload(report: Report) -> str:
    """A report without its text, which is kept as a blob under `text_sha256`."""
    value = _report().dump_python(report, mode="json")
    del value["text"]
    return canonical(value)


def report_from(payload: str, text: str) -> Report:
    """The report of a payload and its text. Keys that this version does not know are left out."""
    value: dict[str, Any] = json.loads(payload)
    return _report().validate_python({k: v for k, v in value.items() if k in _REPORT} | {"text": text})


def judgement_payload(judgement: Judgement) -> str:
    """A judgement; raises `JudgementError` where its change holds what JSON cannot."""
    value = {f.name: getattr(judgement, f.name) for f in fields(Judgement)}
    try:
        return canonical(value)
    except (TypeError, ValueError) as e:
        raise JudgementError(
            f"the change cannot be written as JSON: {e}",
            where=f"judgement {judgement.id}",
            mend="use text, whole numbers, finite numbers, true, false, lists and named values only",
        ) from e


def judgement_from(payload: str) -> Judgement:
    """The judgement of a payload. Keys that this version does not know are left out."""
    value: dict[str, Any] = json.loads(payload)
    known = {f.name for f in fields(Judgement)}
    return _judgement().validate_python({k: v for k, v in value.items() if k in known})


def check_report(report: Report, raw: bytes) -> None:
    """Raise `Invalid` unless id and hashes are those of the text and the bytes."""
    where = f"report {report.id[:12]} ({report.path})"
    try:
        text = report.text.encode("utf-8")
    except UnicodeEncodeError as e:
        raise Invalid(
            f"character {e.start} of the text is half of a surrogate pair", where=where, mend="mend the text"
        ) from e
    if sha256(raw) != report.raw_sha256:
        raise Invalid("the bytes are not those of raw_sha256", where=where, mend="take the file in again")
    if sha256(text) != report.text_sha256:
        raise Invalid("the text is not that of text_sha256", where=where, mend="take the file in again")
    told = (report.outlet, report.address, report.text, report.version_of, report.published)
    if not fits(report.id, *told):
        raise Invalid(
            "the id is not that of outlet, address and text", where=where, mend="take the file in again"
        )
