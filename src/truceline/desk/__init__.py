"""The desk: a case in the browser, on this machine only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from truceline.desk.app import create_app

__all__ = ["create_app"]


def __getattr__(name: str) -> Any:
    if name == "create_app":
        from truceline.desk.app import create_app

        return create_app
    raise AttributeError(name)
