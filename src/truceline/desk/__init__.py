"""The desk: a case in the browser, on this machine only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import lazy_loader

if TYPE_CHECKING:
    from truceline.desk.app import create_app

__all__ = ["create_app"]

__getattr__, __dir__, _ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "app": ["create_app"],
    },
)
