"""The document of `truceline weigh --json` (truceline-weighing/1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from truceline.model.weighing import Finding, Lineage, Value, Weighing, Why

FORMAT = "truceline-weighing/1"


def weighing_json(weighing: Weighing, readings_json: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The weighing as one JSON document; `readings_json` are the readings' own documents."""
    return {
        "format": FORMAT,
        "readings": list(readings_json),
        "lineages": [_lineage(line) for line in weighing.lineages],
        "findings": [finding_json(f) for f in weighing.findings],
        "notes": list(weighing.notes),
        "entities": [{"entity": entity, "forms": list(forms)} for entity, forms in weighing.entities],
    }


def _lineage(line: Lineage) -> dict[str, Any]:
    return {
        "origin": line.origin,
        "label": line.label,
        "holder": line.holder,
        "entity": line.entity,
        "party": line.party,
        "said_on": line.said_on,
        "known_on": line.known_on,
        "own_voice": line.own_voice,
        "agreement": line.agreement,
        "vouched": line.vouched,
        "withdrawn": line.withdrawn,
        "confirmed": line.confirmed,
        **({"decided": line.decided} if line.decided else {}),
        "members": [
            {
                "report": m.report,
                "claim": m.claim,
                "relay": m.relay,
                "why": (Why.NAMED if m.why is Why.ORIGIN else m.why).value,
                "parent": m.parent,
                **({"how": m.how} if m.how else {}),
            }
            for m in line.members
        ],
    }


def finding_json(found: Finding) -> dict[str, Any]:
    """One finding as plain data."""
    return {
        "id": found.id,
        "question": found.question,
        "kind": found.kind.value,
        "verdict": found.verdict.value,
        "reason": found.reason.value if found.reason else None,
        "why": found.why,
        "measure": found.measure,
        "topics": list(found.topics),
        "party": found.party,
        "confirmed": found.confirmed,
        **({"decided": found.decided} if found.decided else {}),
        "values": [_value(v) for v in found.values],
    }


def _value(value: Value) -> dict[str, Any]:
    return {
        "low": _number(value.low),
        "high": _number(value.high),
        "text": value.text,
        "date": value.date,
        "polarity": value.polarity,
        "mode": value.mode,
        "holders": list(value.holders),
        "parties": list(value.parties),
        "origins": list(value.origins),
        "reliability": dict(value.reliability),
        "credibility": dict(value.credibility),
        "evidence": [
            {
                "report": e.span.report,
                "start": e.span.start,
                "end": e.span.end,
                "text": e.span.quote,
                "claim": e.claim,
                "known_on": e.known_on,
            }
            for e in value.evidence
        ],
    }


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value
