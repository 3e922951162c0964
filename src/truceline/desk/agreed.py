"""Pages that only an agreement fills: in a case without one they say so, and how it gets one."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request, Response

from truceline.desk.here import Here, here_of

__all__ = ["AgreedDep", "Unagreed", "unagreed"]


class Unagreed(Exception):
    """The case has no agreement; `answer` says what to do."""

    def __init__(self, answer: Response) -> None:
        super().__init__()
        self.answer = answer


def here_agreed(request: Request) -> Here:
    """As `here_of`, in a case that has an agreement."""
    here = here_of(request)
    if here.view.accord is None:
        path = request.url.path
        tab = next((t for t in here.desk.tabs if t.path == path), None)
        title, name = (tab.label, tab.name) if tab else ("Without an agreement", "")
        raise Unagreed(here.page("no_accord.html.j2", title, {"agreement": None}, tab=name))
    return here


def unagreed(request: Request, error: Exception) -> Response:
    """The answer to `Unagreed`."""
    assert isinstance(error, Unagreed)  # noqa: S101  (registered for nothing else)
    return error.answer


AgreedDep = Annotated[Here, Depends(here_agreed)]
