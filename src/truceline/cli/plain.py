"""A slip in the call, told as every other error: what was wrong, where, and how to mend it."""

from __future__ import annotations

import re

from typer import TyperException

from truceline.case.named import near
from truceline.errors import UsageError
from truceline.model.judgement import Decision

__all__ = ["told"]

_CHOICE = re.compile(r"Value error, '(?P<given>.*)' is not one of (?P<known>.*?)\.?$", re.DOTALL)
PAPER = ("pdf", "docx", "doc", "odt")
"""Formats that are asked for and not written: a page of HTML becomes each of them."""
_COMMAND = re.compile(r"No such command '(?P<given>.*?)'")
_AT_THE_DESK = frozenset(
    ("desk", "timeline", "figures", "statements", "compare", "sources", "people", "review", "web", "ui")
)
_ELSEWHERE = {
    **dict.fromkeys(_AT_THE_DESK, "it is at the desk, which `truceline serve` opens"),
    **{d.value: f"a decision names its item first: truceline judge ID {d.value}" for d in Decision},
    "levels": "`truceline pam` tells the levels of implementation",
}
"""Words of the documentation that are no commands, and where they lead."""


def told(slip: TyperException) -> UsageError:
    """The slip, with how to mend it."""
    words, mend = slip.format_message().rstrip("."), ""
    if choice := _CHOICE.search(words):
        known = re.findall(r"'([^']*)'", choice["known"])
        mend = f"did you mean {meant[0]}?" if (meant := near(choice["given"], known)) else ""
        if choice["given"].casefold() in PAPER:
            mend = "write html, and print it to a file from the browser"
        words = f"{words[: choice.start()]}'{choice['given']}' is none of {', '.join(known)}"
    elif command := _COMMAND.search(words):
        mend = _ELSEWHERE.get(command["given"], "")
        words = words if not mend else words[: command.end()]
    if not mend and (call := getattr(slip, "ctx", None)) is not None:
        mend = f"`{call.command_path} -h` tells how it is called"
    return UsageError(words, mend=mend or None)
