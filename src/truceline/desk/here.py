"""What a page is given: the case as it is now, what the address asks, and how to answer."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment

from truceline.case import Case, View
from truceline.case.looking import ReadingName, check_reading, reading_names
from truceline.desk.asked import Asked, Value
from truceline.desk.kept import Kept, Snapshot
from truceline.desk.tab import Tab
from truceline.desk.tables import Table
from truceline.desk.twins import FIRST, wants_json
from truceline.model.dates import day_given

__all__ = ["AtOnceDep", "Desk", "Here", "HereDep", "desk_of", "here_of", "twin"]

T = TypeVar("T")
Handler = TypeVar("Handler", bound=Callable[..., Any])
DATES = ("as_of", "known_at")


@dataclass(frozen=True, slots=True)
class Desk:
    """What all requests share."""

    kept: Kept
    templates: Environment
    tabs: tuple[Tab, ...]

    @property
    def case(self) -> Case:
        return self.kept.case


class Elsewhere(Exception):
    """The same page at its full address, with both dates in it."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(address)


class Unchanged(Exception):
    """The browser has this very page."""

    def __init__(self, etag: str) -> None:
        self.etag = etag
        super().__init__(etag)


class Here:
    """One request: a snapshot that does not change while the page is made."""

    def __init__(self, request: Request, desk: Desk, wait: bool = True) -> None:
        self.request = request
        self.desk = desk
        self.snapshot: Snapshot = desk.kept.now(wait)
        self.wants_json = wants_json(request)
        given = request.query_params
        known_at = day_given(given["known_at"], "known_at") if given.get("known_at") else None
        self.view: View = self.snapshot.view(known_at or self.snapshot.base.known_at)
        as_of = day_given(given["as_of"], "as_of") if given.get("as_of") else self.view.last_day
        self.asked = Asked(as_of, self.view.known_at, given.get("reading") or None)

    @property
    def case(self) -> Case:
        """The façade."""
        return self.desk.case

    @property
    def settings(self) -> Mapping[str, str]:
        """The case's settings, as they were when the record had this page's head."""
        found: Mapping[str, str] = self.snapshot.once(("settings",), lambda: self.case.settings)
        return found

    def link(self, path: str, /, **more: Value) -> str:
        """The address of another page with the dates of this one."""
        return self.asked.link(path, **more)

    def once(self, name: str, make: Callable[[], Any], *more: object, rests: Sequence[str] = ()) -> Any:
        """What `make` gives, made once for this head, `known_at`, and whatever `more` it depends on; for
        later heads too, as long as what it `rests` on is the same."""
        return self.snapshot.once(
            (name, self.asked.known_at, *more), make, self.view if rests else None, rests
        )

    def table(self, table: Table[T]) -> T:
        """That table of the case as this page sees it."""
        return self.snapshot.table(table, self.view)

    @cached_property
    def also(self) -> tuple[tuple[str, str], ...]:
        """What the address asks beside the dates and the reading: filters, a page number."""
        given = self.request.query_params.multi_items()
        return tuple((k, v) for k, v in given if k not in (*DATES, "reading") and v)

    @cached_property
    def _own(self) -> dict[str, tuple[str, ...]]:
        """The same by name: several values of one name stay several."""
        found: dict[str, tuple[str, ...]] = {}
        for name, value in self.also:
            found[name] = (*found.get(name, ()), value)
        return found

    @cached_property
    def full(self) -> str:
        """The full address of this page: its permalink."""
        return self.with_()

    def with_(self, **more: Value) -> str:
        """The address of this page with some of what it asks changed."""
        return self.link(self.request.url.path, **{**self._own, **more})

    def later(self, days: int) -> str:
        """The day so many days after the page's."""
        return (dt.date.fromisoformat(self.asked.as_of) + dt.timedelta(days=days)).isoformat()

    def stepped(self, days: int) -> str:
        """This page as of some days later."""
        return self.with_(as_of=self.later(days))

    def page(
        self,
        template: str,
        title: str,
        data: Mapping[str, Any],
        *,
        tab: str = "",
        status: int = 200,
        **context: Any,
    ) -> Response:
        """The page, or its data as JSON where the address ends with `.json`.

        `data` is what the page tells, as plain data: the template sees it as `data`, beside
        `context`, which is for what only a picture needs.
        """
        if self.wants_json:
            return json_answer(self._dated(data), status)
        html = self.desk.templates.get_template(template).render(
            here=self,
            asked=self.asked,
            accord=self.view.accord,
            link=self.link,
            tabs=self.desk.tabs,
            tab=tab,
            title=title,
            data=data,
            readings=self.readings,
            permalink=self.full,
            twin=self.twin_address,
            **context,
        )
        own = {} if "form" in context or status != 200 else {"ETag": self.etag}
        return HTMLResponse(html, status, headers=own)

    @cached_property
    def etag(self) -> str:
        """Names what this address shows of this snapshot. A page with a form of decisions has none: each
        such form bears a key of its own."""
        told = f"{self.snapshot.mark} {self.request.url.path}?{self.request.url.query}"
        return f'"{sha256(told.encode()).hexdigest()[:24]}"'

    @property
    def readings(self) -> tuple[ReadingName, ...]:
        """The readings to choose from; the first is the one by default."""
        return reading_names(self.view.accord) if self.view.accord else ()

    @property
    def twin_address(self) -> str:
        """The address of the JSON beside this page."""
        path = self.request.url.path
        return self.link(f"{FIRST if path == '/' else path}.json", **self._own)

    def _dated(self, data: Mapping[str, Any]) -> dict[str, Any]:
        a = self.asked
        return {
            "as_of": a.as_of,
            "known_at": a.known_at,
            "reading": a.reading,
            "head": self.snapshot.head,
            "behind": self.snapshot.behind,
            "level": self.view.level.value,
            "banner": self.view.accord.banner if self.view.accord else "",
        } | dict(data)


def json_answer(data: Mapping[str, Any], status: int = 200) -> Response:
    """Plain data as one JSON document."""
    body = json.dumps(data, ensure_ascii=False, indent=1, default=str)
    return Response(body, status, media_type="application/json")


def desk_of(request: Request) -> Desk:
    """What all requests share."""
    found: Desk = request.app.state.desk
    return found


def here_of(request: Request) -> Here:
    """For a page: the case now, and what the address asks. An address without its dates is sent on
    to the one with them, so that what stands in the browser can be cited."""
    here = _dated(Here(request, desk_of(request)))
    if here.etag in request.headers.get("if-none-match", ""):
        raise Unchanged(here.etag)
    return here


def here_at_once(request: Request) -> Here:
    """As `here_of`, for the pages on which people decide: they show decisions at once, and do not wait
    for what the decisions change."""
    return _dated(Here(request, desk_of(request), wait=False))


def _dated(here: Here) -> Here:
    request = here.request
    undated = any(not request.query_params.get(name) for name in DATES)
    if undated and request.method == "GET" and not here.wants_json:
        raise Elsewhere(here.full)
    check_reading(here.view.accord, here.asked.reading)
    return here


HereDep = Annotated[Here, Depends(here_of)]
AtOnceDep = Annotated[Here, Depends(here_at_once)]


def twin(router: APIRouter, path: str) -> Callable[[Handler], Handler]:
    """Register a handler of a page at `path`; with `.json` behind it, it is asked for as data (`twins`)."""

    def register(handler: Handler) -> Handler:
        router.add_api_route(path, handler, methods=["GET"], response_model=None)
        return handler

    return register


def unchanged(request: Request, error: Exception) -> Response:
    """The answer to `Unchanged`."""
    assert isinstance(error, Unchanged)  # noqa: S101  (registered for nothing else)
    return Response(status_code=304, headers={"ETag": error.etag})


def sent_on(request: Request, error: Exception) -> Response:
    """The answer to `Elsewhere`; who asked for data is sent to data."""
    assert isinstance(error, Elsewhere)  # noqa: S101  (registered for nothing else)
    path, asked, query = error.address.partition("?")
    ending = ".json" if wants_json(request) else ""
    return RedirectResponse(f"{path}{ending}{asked}{query}", 307)
