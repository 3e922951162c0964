"""What a copied text carries of its page: signs told by number or name ("&#039;") and tags ("<p>")."""

from __future__ import annotations

import html
import re

__all__ = ["BREAK", "REFERENCE", "TAG", "with_signs"]

REFERENCE = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8}\d{0,2});")

_ELEMENTS = (
    "abbr|acronym|address|area|article|aside|audio|b|base|bdi|bdo|big|blockquote|body|br|button|canvas|caption|center|cite|code|col|colgroup|data|datalist|dd|del"
    "|details|dfn|dialog|dir|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|frame|frameset|g|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd"
    "|label|legend|li|link|main|map|mark|marquee|menu|meta|nav|nobr|noscript|object|ol|optgroup|option|output|p|param|path|picture|pre|progress|q|rp|rt|ruby|s|samp|script|search|section|select"
    "|slot|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|title|tr|track|tt|u|ul"
    "|var|video|wbr|a"
)
"""The elements of HTML: what else stands between such signs is the writer's own ("<inaudible>")."""
TAG = re.compile(
    rf"</?(?:(?:{_ELEMENTS})(?:\s[^<>]{{0,2000}})?|[a-z][a-z0-9:-]{{0,20}}\s[^<>=]{{0,40}}=[^<>]{{0,2000}})/?>",
    re.IGNORECASE,
)
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
