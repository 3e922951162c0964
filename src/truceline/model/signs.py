"""Signs that a copied text tells by number or name ("&#039;"), as a reader writes them."""

from __future__ import annotations

import html
import re

__all__ = ["REFERENCE", "with_signs"]

REFERENCE = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8}\d{0,2});")


def with_signs(words: str) -> str:
    """`words` with the sign for each reference that ends in ";": an address ("?a=1&section=2") stays as it is."""
    return REFERENCE.sub(lambda m: html.unescape(m.group()), words) if "&" in words else words
