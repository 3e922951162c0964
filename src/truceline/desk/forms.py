"""Forms that change something: who sends them, what they had seen, and where they lead.

A form is taken from the desk's own pages only (`guard`), and only with the token that those pages
bear. It says how long the record was when its page was made, so that a decision that came too late
is told, and bears a key of its own, so that a double click decides once.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from truceline.desk.here import Here, desk_of
from truceline.errors import UsageError

__all__ = ["Form", "Sent", "SentDep", "form_of", "sent_on", "signer"]

COOKIE = "truceline-signs"
LONGEST_NAME = 80
MOST_FIELDS = 20_000
MOST_BYTES = 200_000


@dataclass(frozen=True, slots=True)
class Form:
    """What every form of a page bears: `token`, `key`, how many entries were `seen`, who signs."""

    token: str
    key: str
    seen: int
    by: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that was sent."""

    fields: FormData
    by: str
    seen: int | None
    key: str

    def one(self, name: str) -> str:
        """The value of a field, blanks around it taken off; empty where it is missing."""
        value = self.fields.get(name, "")
        return value.replace("\r\n", "\n").strip() if isinstance(value, str) else ""

    def many(self, name: str) -> list[str]:
        """The values of a field that may stand several times."""
        return [v for v in self.fields.getlist(name) if isinstance(v, str) and v]


def form_of(here: Here) -> Form:
    """What the forms of this page bear."""
    token, seen = here.request.app.state.token, here.snapshot.seen
    return Form(token, secrets.token_hex(8), seen, signer(here.request, lambda: here.settings))


def signer(request: Request, settings: Callable[[], Mapping[str, str]] | None = None) -> str:
    """Who signs: the name told in this browser, else the one set in the case."""
    told = unquote(request.cookies.get(COOKIE, ""))[:LONGEST_NAME].strip()
    return told or (settings() if settings else desk_of(request).case.settings).get("person", "")


async def sent_of(request: Request) -> AsyncIterator[Sent]:
    """The form of a request, whose files are closed when it is answered; raises `UsageError` where it
    comes from no page of this desk."""
    fields = await request.form(max_files=MOST_FIELDS, max_fields=MOST_FIELDS, max_part_size=MOST_BYTES)
    try:
        token, mine = fields.get("token"), request.app.state.token
        if not isinstance(token, str) or not hmac.compare_digest(token.encode(), mine.encode()):
            raise UsageError(
                "this form was made before the desk was started, or elsewhere; nothing was changed",
                mend="go back, load the page again, and send it once more",
            )
        seen, key = fields.get("seen"), fields.get("key")
        yield Sent(
            fields,
            signer(request),
            int(seen) if isinstance(seen, str) and seen.isdecimal() and len(seen) < 16 else None,
            key if isinstance(key, str) and len(key) <= 64 else "",
        )
    finally:
        await fields.close()


SentDep = Annotated[Sent, Depends(sent_of)]


def sent_on(place: str, more: Mapping[str, str] | None = None) -> Response:
    """The answer to a form that was taken: the browser goes on to a page of the desk. Raises
    `UsageError` for a place elsewhere."""
    if not place.startswith("/") or place.startswith(("//", "/\\")) or any(c < " " for c in place):
        raise UsageError("the form leads out of the desk", mend="go back and load the page again")
    if more:
        path, mark, part = place.partition("#")
        joined = "&".join(f"{quote(k)}={quote(v)}" for k, v in more.items())
        place = f"{path}{'&' if '?' in path else '?'}{joined}{mark}{part}"
    return RedirectResponse(place, 303)


def with_signature(answer: Response, name: str) -> Response:
    """Let this browser sign with `name` from now on; an empty one: as the case says."""
    value = quote(" ".join(name.split())[:LONGEST_NAME])
    answer.set_cookie(COOKIE, value, httponly=True, samesite="strict", max_age=31_536_000 if value else 0)
    return answer
