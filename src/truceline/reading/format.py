"""The published form of a reading: one JSON object a report, `truceline-reading/1`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from truceline.model.reading import Act, Claim, Figure, Mention, Participant, Reading, When
from truceline.model.report import Rendering, Report
from truceline.model.span import Span
from truceline.reading.acts import plover_event

FORMAT = "truceline-reading/1"


def reading_json(report: Report, reading: Reading) -> dict[str, Any]:
    """One report's reading as plain data; offsets are code points of the file's decoded text."""
    head: dict[str, Any] = {
        "path": report.path,
        "id": report.id,
        "text_sha256": report.text_sha256,
        "outlet": report.outlet,
        "published": report.published,
        "published_from": report.date_basis.value,
        "language": report.language,
        "accord": reading.accord,
        "accord_why": reading.accord_why,
        "read": reading.read,
    }
    if report.rendering is not Rendering.ORIGINAL:
        head["rendering"] = report.rendering.value
    if reading.why_unread:
        head["why_unread"] = reading.why_unread
    if report.notes:
        head["notes"] = list(report.notes)
    return {
        "format": FORMAT,
        "report": head,
        "claims": [claim_json(c) for c in reading.claims],
        "figures": [_figure(f) for f in reading.figures],
        "times": [_when(t) for t in reading.times],
        "mentions": [_mention(m) for m in reading.mentions],
        "acts": [_act(a) for a in reading.acts],
    }


def span_json(span: Span | None) -> dict[str, Any] | None:
    """A span as `{"start", "end", "text"}`."""
    return {"start": span.start, "end": span.end, "text": span.quote} if span else None


def claim_json(c: Claim) -> dict[str, Any]:
    """A claim as plain data."""
    return {
        "id": c.id,
        "content": [span_json(s) for s in c.content],
        "cue": span_json(c.cue),
        "source": span_json(c.source),
        "antecedent": span_json(c.antecedent),
        "holder": c.holder,
        "entity": c.entity,
        "party": c.party,
        "party_by": c.party_by and {"report": c.party_by.report, **(span_json(c.party_by) or {})},
        "anonymous": c.anonymous,
        "chain": [link.name for link in c.chain],
        "origin": c.origin,
        "manner": c.manner.value,
        "stance": c.stance.value,
        "modality": c.modality.value,
        "decided_by": [span_json(s) for s in c.decided_by],
        "said_on": c.said_on,
        "nested_in": c.nested_in,
        "topics": list(c.topics),
    }


def _figure(f: Figure) -> dict[str, Any]:
    return {
        **_placed(f.span),
        "low": f.low,
        "best": f.best,
        "high": f.high,
        "approximate": f.approximate,
        "unit": f.unit,
        "counted": f.counted,
        "category": f.category,
        "measure": f.measure,
        "mode": f.mode,
        "cumulative": f.cumulative,
        "window": f.window,
        "counted_by": f.counted_by,
        "rate": f.rate,
        "claim": f.claim,
    }


def _when(t: When) -> dict[str, Any]:
    return {
        **_placed(t.span),
        "value": t.value,
        "type": t.type.value,
        "edtf": t.edtf,
        "rule": t.rule,
        "anchor": t.anchor,
        "inferred": t.inferred,
        "claim": t.claim,
    }


def _mention(m: Mention) -> dict[str, Any]:
    out: dict[str, Any] = {
        **_placed(m.span),
        "entity": m.entity,
        "type": m.type.value,
        "party": m.party,
        "loaded": m.loaded,
        "claim": m.claim,
    }
    if m.loaded:
        out |= {"neutral": m.neutral, "voice": m.voice}
    if m.latitude is not None:
        out |= {"lat": m.latitude, "lon": m.longitude, "precision": m.precision}
    if m.why:
        out["why"] = m.why
    return out


def _act(a: Act) -> dict[str, Any]:
    event = plover_event(a)
    return {
        **_placed(a.span),
        "root": a.root,
        "mode": a.mode,
        "actor": _names(a.actors) or list(a.actor),
        "recipient": _names(a.recipients) or list(a.recipient),
        "actors": _participants(a.actors),
        "recipients": _participants(a.recipients),
        "object": span_json(a.object),
        "place": a.place,
        "when": a.when,
        "modality": a.modality.value,
        "refused": a.refused,
        "denied": a.denied,
        "told": a.told,
        "figures": [span_json(s) for s in a.figures],
        "claim": a.claim,
        "plover": {
            "root": event.root,
            "mode": event.mode,
            "actor": _participants(event.actors),
            "recipient": _participants(event.recipients),
        },
    }


def _names(side: Sequence[Participant]) -> list[str]:
    """Ids, and the words of those who have none."""
    return list(dict.fromkeys(p.id if p.id and (p.named or p.party) else p.span.quote for p in side))


def _participants(side: Sequence[Participant]) -> list[dict[str, Any]]:
    return [{**_placed(p.span), "entity": p.entity, "party": p.party} for p in side]


def _placed(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.quote}
