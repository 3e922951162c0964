"""The board as a JSON document, in the published format."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from truceline.model.accord import Accord
from truceline.model.standing import Standing
from truceline.standing.shown import NO_REPORT, NOT_WATCHED

__all__ = ["FORMAT", "board_json"]

FORMAT = "truceline-board/1"


def board_json(standings: Sequence[Standing], accord: Accord) -> dict[str, Any]:
    """The document of one pair of dates; empty standings give a board without cells."""
    first = standings[0] if standings else None
    return {
        "format": FORMAT,
        "as_of": first.as_of if first else None,
        "known_at": first.known_at if first else None,
        "accord": accord.id,
        "review": accord.review,
        "banner": accord.banner,
        "reading": first.reading if first else None,
        "cells": [_cell(s) for s in standings],
    }


def _cell(s: Standing) -> dict[str, Any]:
    """One clause. The format has one word for silence: whose it is, `watched` says."""
    return {
        "clause": s.clause,
        "topic": s.topic,
        "state": s.state.value,
        "evidence": s.evidence.value,
        "shown": s.shown.replace(NOT_WATCHED, NO_REPORT),
        "watched": s.watched,
        "mentioned": s.mentioned,
        "note": s.note,
        "holders": list(s.holders),
        "confirmed": s.confirmed,
        "dates": {"opens": s.dates.opens, "due": s.dates.due, "until": s.dates.until, "how": s.dates.how},
        "total": s.total,
        "last": None
        if s.last is None
        else {
            "on": s.last.on,
            "state": s.last.state.value,
            "evidence": s.last.evidence.value,
            "shown": s.last.shown.replace(NOT_WATCHED, NO_REPORT),
        },
        "settle": list(s.settle),
        "trace": [
            {
                "rule": step.rule,
                "says": step.says,
                "spans": [
                    {"report": sp.report, "start": sp.start, "end": sp.end, "text": sp.quote}
                    for sp in step.spans
                ],
            }
            for step in s.trace
        ],
    }
