"""The main text of a page in paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

__all__ = ["BLANKS", "main_text"]

BLANKS = re.compile(r"[ \t\r\n\f\v]+")
SHORT = 600
"""Characters below which trafilatura falls back to running the whole page together."""

_SKIPPED = re.compile(
    "script|style|noscript|template|nav|header|footer|aside|form|button|select|textarea|iframe|svg|figure|"
    "h1|title|head"
)
_BLOCKS = re.compile(
    "p|li|blockquote|h[2-6]|pre|t[dhr]|d[dtl]|div|section|article|main|body|html|ul|ol|table|tbody|center|br"
)


def main_text(html: str, tree: Any, title: str | None, body_told: str | None) -> tuple[str, tuple[str, ...]]:
    """The main text, a blank line between paragraphs, and notes on how it was found.

    trafilatura's main content where the page is long enough for it; else the blocks of the page
    outside navigation, header, footer and forms; else the page's own `articleBody`, also where
    that is more than twice as long. The headline is not part of it.
    """
    from trafilatura import bare_extraction

    found = bare_extraction(html, include_comments=False, with_metadata=False)
    body = getattr(found, "body", None)
    paragraphs = list(_paragraphs(body)) if body is not None else []
    notes: tuple[str, ...] = ()
    if sum(map(len, paragraphs)) < SHORT:
        paragraphs = list(_blocks(tree)) or paragraphs
    if paragraphs and title and paragraphs[0] == title and len(paragraphs) > 1:
        del paragraphs[0]
    if body_told and len(body_told) > 2 * sum(map(len, paragraphs)) + 200:
        parts = [BLANKS.sub(" ", part).strip() for part in re.split(r"\n\s*\n", body_told)]
        paragraphs = [part for part in parts if part]
        notes = ("text taken from the page's own articleBody",)
    return "\n\n".join(paragraphs), notes


def _paragraphs(body: Any) -> Iterator[str]:
    """Blocks of trafilatura's tree, in order; a row of a table or an item of a list is one."""
    for child in body:
        if child.tag in ("list", "table", "div", "main"):
            yield from _paragraphs(child)
        else:
            for part in "".join(_pieces(child)).split("\n"):
                words = BLANKS.sub(" ", part).strip(" |")
                if words:
                    yield words
        tail = BLANKS.sub(" ", child.tail or "").strip()
        if tail:
            yield tail


def _pieces(node: Any) -> Iterator[str]:
    """Words of a block; line breaks of the source are blanks, `lb` is a line break."""
    yield BLANKS.sub(" ", node.text or "")
    for child in node:
        if child.tag == "lb":
            yield "\n"
        elif child.tag == "cell":
            yield from _pieces(child)
            yield " | "
        else:
            yield from _pieces(child)
        yield BLANKS.sub(" ", child.tail or "")


def _blocks(tree: Any) -> Iterator[str]:
    """Paragraphs of the page as it stands, from its `article` or `main` where it has just one."""
    roots = list(tree.iter("article")) or list(tree.iter("main"))
    words: list[str] = []
    for piece in _walk(roots[0] if len(roots) == 1 else tree):
        if piece is None:
            line = BLANKS.sub(" ", "".join(words)).strip()
            if line:
                yield line
            words = []
        else:
            words.append(piece)


def _walk(root: Any) -> Iterator[str | None]:
    """Words in order, None where a block begins or ends. No recursion: pages nest as deep as they like."""
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        node, done = stack.pop()
        if done:
            if isinstance(node.tag, str) and _BLOCKS.fullmatch(node.tag):
                yield None
            if node is not root and node.tail:
                yield node.tail
            continue
        skipped = not isinstance(node.tag, str) or _SKIPPED.fullmatch(node.tag)
        stack.append((node, True))
        if skipped:
            continue
        if _BLOCKS.fullmatch(node.tag):
            yield None
        if node.text:
            yield node.text
        stack.extend((child, False) for child in reversed(node))
    yield None
