"""A brief: what moved, on whose word, counted once; in the terminal, in Markdown, in one HTML file."""

from truceline.brief.compose import compose
from truceline.brief.given import BriefInput
from truceline.brief.on_paper import markdown
from truceline.brief.on_screen import terminal
from truceline.brief.on_web import html

__all__ = ["BriefInput", "compose", "html", "markdown", "terminal"]
