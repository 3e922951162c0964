"""A brief: what moved, on whose word, counted once; in the terminal, in Markdown, in one HTML file.

What composes and prints one is loaded when it is first asked for: a page needs only words and signs of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import lazy_loader

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

__getattr__, __dir__, _ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "composing": ["compose"],
        "given": ["BriefInput"],
        "on_paper": ["markdown"],
        "on_screen": ["terminal"],
        "on_web": ["html"],
    },
)
