"""How a language marks turns, entries and posts on pages that are no articles (`layout.yaml`)."""

from __future__ import annotations

import re
from functools import cache

from truceline.reading.pack import PackShape, load_pack

Words = frozenset[str]


class TurnWords(PackShape):
    """Interviews, transcripts, hearings."""

    askers: Words
    answerers: Words
    nobody: Words
    small: Words
    articles: Words
    talked_to: re.Pattern[str]
    about: re.Pattern[str]


class LiveWords(PackShape):
    """Pages that grow through a day, entry by entry."""

    time: re.Pattern[str]


class PostWords(PackShape):
    """Forums, and messages passed on."""

    headers: tuple[re.Pattern[str], ...]
    """Lines that tell who wrote the post under them and when, with `who` and `cue`."""
    dated: re.Pattern[str]
    """A line that tells when, under the name of who wrote, with `cue`."""
    subject: re.Pattern[str]
    forwarded: re.Pattern[str]
    """A line that tells whence the message under it comes, with `who` and `cue`."""
    passed_on: re.Pattern[str]
    """The end of an entry that tells whence it comes, with `who`."""


class CreditWords(PackShape):
    """Lines that tell whose copy a page is."""

    sole: re.Pattern[str]
    shared: re.Pattern[str]


class Layout(PackShape):
    """`layout.yaml`, by the kind of page."""

    turns: TurnWords
    live: LiveWords
    posts: PostWords
    credits: CreditWords
    buttons: re.Pattern[str]
    also_called: str
    """A regular expression, part of a larger one."""
    issuers: Words
    publicists: Words
    publishing: re.Pattern[str]


@cache
def layout(language: str = "en") -> Layout:
    """The words of pages' layouts; raises `PackError` with file and key."""
    return load_pack(language, "layout.yaml", Layout)
