"""`.json` behind an address: the same page asked for as plain data."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from truceline.case.patience import patience

__all__ = ["FIRST", "Twins", "wants_json"]

ENDING = ".json"
FIRST = "/start"
"""What the first page is called where its address is empty but for an ending."""
NO_PAGES = ("/static/", "/live")


class Twins:
    """ASGI middleware: takes the ending off and notes it, so that one route serves a page and its data; a page waits
    `soon` seconds (None: as long as it takes) for what is worked out, then it says what is under way."""

    def __init__(self, app: ASGIApp, soon: float | None) -> None:
        self.app = app
        self.soon = soon

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        patience.set(self.soon)
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            path: str = scope["path"]
            if path.endswith(ENDING) and not path.startswith(NO_PAGES):
                bare = path.removesuffix(ENDING)
                scope = {**scope, "path": "/" if bare == FIRST else bare, "truceline.json": True}
        await self.app(scope, receive, send)


def wants_json(request: Request) -> bool:
    """Whether the address ended so."""
    return bool(request.scope.get("truceline.json"))
