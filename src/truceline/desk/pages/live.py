"""Live: a quiet word when the record grows, as server-sent events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from truceline.desk.here import desk_of

router = APIRouter()
EVERY = 1.0
"""Seconds between two looks at the record."""
BEAT = 15
"""Looks without news between two signs of life."""


@router.get("/live")
async def live(request: Request, seen: Annotated[int, Query(ge=0)]) -> Response:
    """A stream that tells what came after entry `seen` of the record: how many reports, how many decisions."""
    return StreamingResponse(
        _told(request, seen), media_type="text/event-stream", headers={"Cache-Control": "no-store"}
    )


async def _told(request: Request, seen: int) -> AsyncIterator[str]:
    case = desk_of(request).case
    last: dict[str, Any] = {}
    quiet = 0
    yield "retry: 5000\n\n"
    while not getattr(request.app.state, "closing", False):
        grown = await run_in_threadpool(case.grown, seen)
        if grown != last:
            last, quiet = grown, 0
            news = {
                "reports": grown.get("report", 0),
                "decisions": grown.get("judgement", 0) + grown.get("clash", 0),
            }
            yield f"event: grown\ndata: {json.dumps(news)}\n\n"
        elif quiet >= BEAT:
            quiet = 0
            yield ": still here\n\n"
        quiet += 1
        await asyncio.sleep(EVERY)
