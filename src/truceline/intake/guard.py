"""Pages that may be hostile are read in a process of their own, with limits on time and memory."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import asdict

from truceline.intake.page import PageText, read_page

__all__ = ["PageTooHard", "guarded_page"]

SECONDS = 7
MEMORY = 500 * 1024 * 1024
LONG = 1_500_000
TAGS = 25_000
DEEP = 400

_TAG = re.compile(r"<(/?)([a-zA-Z]+)")
_OPEN_ENDED = re.compile(
    r"area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|t[rdh]|thead|tbody|"
    r"tfoot|option|optgroup|colgroup|r[pt]|body|html|head",
    re.IGNORECASE,
)
"""Elements whose end tag may be left out: they say nothing of how deep a page is."""


class PageTooHard(ValueError):
    """The page could not be read within the limits of time and memory."""


def guarded_page(html: str) -> PageText:
    """`read_page`, in a child process where the page is unusually long, deep or dense.

    Raises `PageTooHard` where it takes more than 7 seconds or 500 MB.
    """
    if not _unusual(html):
        return read_page(html)
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "truceline.intake.guard"],
            input=html.encode("utf-8"),
            capture_output=True,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired as e:
        raise PageTooHard(f"the page could not be read within {SECONDS} seconds") from e
    if done.returncode:
        last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        if done.returncode < 0 or "MemoryError" in last:
            raise PageTooHard(f"the page could not be read within {MEMORY // 2**20} MB and {SECONDS} seconds")
        raise PageTooHard(f"the page could not be read: {last or done.returncode}")
    value = json.loads(done.stdout)
    return PageText(**value | {"notes": tuple(value["notes"])})


def _unusual(html: str) -> bool:
    if len(html) > LONG:
        return True
    depth = tags = 0
    for found in _TAG.finditer(html):
        tags += 1
        if not _OPEN_ENDED.fullmatch(found[2]):
            depth += -1 if found[1] else 1
            if depth > DEEP:
                return True
    return tags > TAGS


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows: the parent's clock is the only limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


if __name__ == "__main__":
    _limit()
    page = read_page(sys.stdin.buffer.read().decode("utf-8"))
    sys.stdout.buffer.write(json.dumps(asdict(page)).encode("utf-8"))
