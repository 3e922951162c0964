"""What a copied text carries of its page: signs told by number or name ("&#039;") and tags ("<p>")."""

from __future__ import annotations

import html
import re

__all__ = ["BREAK", "REFERENCE", "TAG", "with_signs"]

REFERENCE = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8}\d{0,2});")

TAG = re.compile(r"</?[a-z][a-z0-9]{0,9}(?:\s[^<>]{0,2000})?/?>", re.IGNORECASE)
BREAK = re.compile(
    r"</?(?:p|br|hr|div|li|ul|ol|dl|dt|dd|h[1-6]|tr|td|table|section|article|blockquote|figure|figcaption)\b",
    re.IGNORECASE,
)
"""How a tag begins behind which something else begins."""


def with_signs(words: str) -> str:
    """`words` as their page showed them: with the sign for each reference that ends in ";" (an address,
    "?a=1&section=2", stays as it is) and without tags."""
    if "<" in words:
        words = TAG.sub(lambda m: " " if BREAK.match(m.group()) else "", words)
    return REFERENCE.sub(lambda m: html.unescape(m.group()), words) if "&" in words else words
