"""What stays the same when the text of a report is corrected."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from truceline.model.identity import digest

__all__ = ["item_of", "plain_address"]

TRACKING = frozenset({"fbclid", "gclid", "dclid", "msclkid", "igshid", "mc_cid", "mc_eid", "ocid", "cmpid"})


def item_of(
    outlet: str | None, address: str | None, title: str | None, published: str | None, path: Path, name: str
) -> str:
    """The item of a report (64 hex digits): of its address; else of outlet, title and date; else of
    outlet and file.

    The date belongs to a title because headlines such as "What we know" come back every day. The
    folder belongs to a file's name because "01.txt" is in many folders; of a file with many
    records, the number of the record does.
    """
    if address:
        return digest("address", plain_address(address))
    if title:
        return digest("title", outlet, title, published)
    number = name.rpartition("#")[2] if "#" in name else ""
    try:
        path = path.resolve()
    except (OSError, RuntimeError):
        path = path.absolute()
    return digest("file", outlet, path.parent.name, path.name, number)


def plain_address(address: str) -> str:
    """The address without fragment and without parameters that only track the reader."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address.strip()
    kept = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if not key.lower().startswith("utm_") and key.lower() not in TRACKING
    ]
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, urlencode(kept), ""))
