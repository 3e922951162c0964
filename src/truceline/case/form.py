"""The written form of an observation: a short text that a person can read and Truceline reads back.

An observation is kept as a report whose text has this form, so that it is chained, versioned and
cited like any other. Only reports whose item says so are read as observations: a file with the
same words that came from outside is a file.
"""

from __future__ import annotations

from truceline.errors import IntakeError
from truceline.model.identity import digest, report_id, sha256
from truceline.model.observation import Basis, Found, Method, Observation
from truceline.model.reading import Claim, Link, LinkKind, Manner, Reading
from truceline.model.report import DateBasis, Handling, Report
from truceline.model.span import Span

__all__ = ["FORMAT", "ITEM", "from_report", "is_observation", "reading_of", "report_of", "written"]

FORMAT = "truceline-observation/1"
ITEM = "observation:"
_FIELDS = (
    ("by", "By"),
    ("actor", "Actor"),
    ("since", "From"),
    ("until", "Until"),
    ("place", "Place"),
    ("method", "Method"),
    ("basis", "Basis"),
    ("clauses", "Clauses"),
    ("found", "Found"),
    ("perpetrator", "Perpetrator"),
    ("teller", "Told by"),
    ("teller_actor", "Told by actor"),
    ("barred_by", "Access refused by"),
    ("count", "Count"),
    ("measure", "Measure"),
    ("incident", "Incident"),
    ("reported", "Reported"),
)


def written(values: dict[str, str], words: str) -> str:
    """The text of an observation: its fields, one a line, and what was seen or told in words."""
    lines = [f"Observation ({FORMAT})"]
    lines += [f"{label}: {values[name]}" for name, label in _FIELDS if values.get(name)]
    body = " ".join(words.split())
    return "\n".join([*lines, "", body, ""] if body else [*lines, ""])


def report_of(values: dict[str, str], words: str, handling: Handling, item: str | None = None) -> Report:
    """The report that keeps an observation. `item` is that of the one which it corrects."""
    text = written(values, words)
    raw = text.encode("utf-8")
    outlet, day = values["by"], values["until"][:10]
    return Report(
        id=report_id(outlet, None, text),
        item=item or f"{ITEM}{digest(text)}",
        text=text,
        text_sha256=sha256(raw),
        raw_sha256=sha256(raw),
        path="observation",
        outlet=outlet,
        title=f"Observation: {values['found']}" + (f", {values['place']}" if values.get("place") else ""),
        language="en",
        published=day,
        date_basis=DateBasis.DOCUMENT,
        available_at=values.get("reported") or day,
        handling=handling,
    )


def is_observation(report: Report) -> bool:
    """Whether a report keeps an observation that was entered as one."""
    return report.item.startswith(ITEM)


def from_report(report: Report) -> Observation | None:
    """The observation that a report keeps; None where it keeps none. Raises `IntakeError` where its
    text is not in the form."""
    if not is_observation(report):
        return None
    head, _, body = report.text.partition("\n\n")
    labels = {label: name for name, label in _FIELDS}
    first, *lines = head.rstrip("\n").split("\n")
    values: dict[str, str] = {}
    for line in lines:
        label, _, value = line.partition(": ")
        if label not in labels:
            raise IntakeError(f"{label!r} is no field of an observation", where=report.path)
        values[labels[label]] = value
    if FORMAT not in first or not {"by", "since", "until", "method", "basis", "found"} <= values.keys():
        raise IntakeError("the observation is not in its form", where=f"report {report.id[:12]}")
    at = report.text.find(body.strip()) if body.strip() else report.text.find("Found: ")
    end = at + len(body.strip()) if body.strip() else report.text.find("\n", at)
    return Observation(
        report=report.id,
        by=values["by"],
        since=values["since"],
        until=values["until"],
        place=values.get("place", ""),
        method=Method(values["method"]),
        basis=Basis(values["basis"]),
        found=Found(values["found"]),
        clauses=tuple(c.strip() for c in values.get("clauses", "").split(",") if c.strip()),
        span=Span.of(report.id, report.text, at, end),
        actor=values.get("actor"),
        teller=values.get("teller"),
        teller_actor=values.get("teller_actor"),
        perpetrator=values.get("perpetrator"),
        barred_by=values.get("barred_by"),
        count=float(values["count"]) if "count" in values else None,
        measure=values.get("measure"),
        incident=values.get("incident"),
        known_on=report.known_on or values["until"][:10],
    )


def reading_of(report: Report, accord: str | None) -> Reading | None:
    """The reading of an observation, None for any other report: one claim, of whoever looked or told."""
    o = from_report(report)
    if o is None:
        return None
    chain = [Link(o.by, LinkKind.OUTLET, entity=o.actor)]
    told = o.basis is Basis.TOLD and o.found is not Found.NO_ACCESS
    if told and o.teller:
        chain.append(Link(o.teller, LinkKind.BODY, entity=o.teller_actor))
    claim = Claim(
        id=digest("observation", report.id)[:16],
        report=report.id,
        content=(o.span,),
        manner=Manner.INDIRECT if told else Manner.OWN,
        holder=o.teller if told else None,
        entity=o.teller_actor if told else None,
        anonymous=told and o.teller is None,
        chain=tuple(chain),
        origin=f"observation {report.id[:16]}",
        said_on=o.day,
    )
    return Reading(report.id, True, accord, "entered as an observation", claims=(claim,))
