"""Who may ask, and what a browser may do with the answer.

The desk has no accounts: whoever can reach it on this machine is its user. So it answers only to
its own loopback names (a page elsewhere that points its own name at 127.0.0.1 is refused), takes
a change only from its own pages, and tells the browser to run and fetch nothing but its own files.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["POLICY", "Guard"]

NAMES = ("127.0.0.1", "localhost", "[::1]")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


Mishap = Callable[[Request, Exception], Response]


class Guard:
    """ASGI middleware: refuses strangers, puts the headers on every answer, and answers a fault of ours
    with `mishap`, so that a fault on one page ends neither the connection nor the server."""

    def __init__(self, app: ASGIApp, mishap: Mishap) -> None:
        self.app = app
        self.mishap = mishap

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        begun = False

        async def guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "private, no-cache")
            await send(message)

        why = refused(scope["method"], Headers(scope=scope))
        if why:
            await PlainTextResponse(why, 403)(scope, receive, guarded)
            return
        try:
            await self.app(scope, receive, guarded)
        except Exception as fault:
            if begun:
                raise
            await self.mishap(Request(scope), fault)(scope, receive, guarded)


def refused(method: str, headers: Headers) -> str:
    """Why a request is not answered; empty where it is."""
    host = headers.get("host", "")
    if host.rsplit(":", 1)[0] not in NAMES and host not in NAMES:
        return "The desk answers to its own address on this machine only: open http://127.0.0.1 and its port."
    if method in ("GET", "HEAD"):
        return ""
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != host:
        return "A change is taken from the desk's own pages only."
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return "A change is taken from the desk's own pages only."
    return ""
