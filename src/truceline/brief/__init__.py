"""A brief: what moved, on whose word, counted once; in the terminal, in Markdown, in one HTML file.

What composes and prints one is loaded when it is first asked for: a page needs only words and signs of it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from truceline.brief.composing import compose
    from truceline.brief.given import BriefInput
    from truceline.brief.on_paper import markdown
    from truceline.brief.on_screen import terminal
    from truceline.brief.on_web import html

__all__ = [
    "BriefInput",
    "compose",
    "html",
    "markdown",
    "terminal",
]
_HOMES = {
    "BriefInput": "given",
    "compose": "composing",
    "html": "on_web",
    "markdown": "on_paper",
    "terminal": "on_screen",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"truceline.brief.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
