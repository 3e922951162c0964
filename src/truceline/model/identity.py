"""Ids made of content: SHA-256 over length-prefixed parts, so that no two lists of parts collide.

Joining parts with a mark is ambiguous ("a.b" + "c" and "a" + "b.c"); a length before each
part is not. A missing part (None) differs from an empty one.
"""

from __future__ import annotations

import hashlib

__all__ = ["anew_id", "digest", "fits", "report_id", "sha256"]


def sha256(data: bytes) -> str:
    """The SHA-256 of `data`, 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def digest(*parts: str | bytes | None) -> str:
    """SHA-256 (64 hex digits) over the parts, each with its length in bytes before it.

    Raises `UnicodeEncodeError` for text that holds half of a surrogate pair.
    """
    state = hashlib.sha256()
    for part in parts:
        if part is None:
            state.update(b"-:")
            continue
        data = part.encode("utf-8") if isinstance(part, str) else part
        state.update(b"%d:" % len(data))
        state.update(data)
    return state.hexdigest()


def report_id(outlet: str | None, address: str | None, text: str) -> str:
    """The id of a report: one text carried by two outlets is two reports."""
    return digest(outlet, address, text)


def anew_id(
    outlet: str | None, address: str | None, text: str, version_of: str | None, published: str | None
) -> str:
    """The id of a report whose text was known, and whose date is told anew."""
    return digest("told anew", report_id(outlet, address, text), version_of, published)


def fits(
    id: str, outlet: str | None, address: str | None, text: str, version_of: str | None, published: str | None
) -> bool:
    """Whether an id is that of what a report says."""
    return id == report_id(outlet, address, text) or (
        version_of is not None and id == anew_id(outlet, address, text, version_of, published)
    )
