"""What each block of a page is: text, a headline, a caption, a byline, a credit, or furniture."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from truceline.model.reading import BlockKind
from truceline.reading.copied_pages import only_addresses
from truceline.reading.layout import layout
from truceline.reading.pack import AttributionPack
from truceline.reading.times.date_lines import only_date

__all__ = ["TEXT", "kinds_of"]

TEXT = (BlockKind.PARAGRAPH, BlockKind.STANDFIRST)
_TWICE = 60
"""Letters from which on a block that comes again, word for word, is furniture."""
_FIRST = 2
"""Lines at the top of a page among which stand its headline and what it is about."""
_RUN_IN = 40
"""Letters of one of the first lines with which a line begins that is that one again with a caption."""
_LEAD = 4
"""Words of a line in capitals from which on it is more than a heading of the text's own."""
_LINK = 16
"""Words of a headline in a list of links."""


def kinds_of(
    title: str | None,
    blocks: Sequence[str],
    pack: AttributionPack,
    turns: Collection[int],
    headings: Collection[int],
) -> list[BlockKind]:
    """The kind of each block; `turns` and `headings` are the places of those that the page marks as such."""
    kinds: list[BlockKind] = []
    named = _letters(title or "")
    seen: dict[str, None] = {}
    listed = False
    for i, words in enumerate(blocks):
        listed = bool(pack.link_heading.match(words)) or (listed and _is_link(words))
        if listed:
            kinds.append(BlockKind.FURNITURE)
            continue
        letters = _letters(words)
        if len(letters) >= _TWICE and letters in seen:
            kinds.append(BlockKind.FURNITURE)
            continue
        run_in = any(len(s) >= _RUN_IN and letters.startswith(s) for s in list(seen)[:_FIRST])
        seen[letters] = None
        if run_in or i in turns:
            kinds.append(BlockKind.PARAGRAPH if i in turns else BlockKind.CAPTION)
            continue
        after = blocks[i + 1] if i + 1 < len(blocks) else ""
        kind = _kind(i, words, after, kinds, named, pack)
        if kind in (BlockKind.PARAGRAPH, BlockKind.HEADLINE) and _leads_away(words, blocks, kinds):
            kind = BlockKind.FURNITURE
        kinds.append(BlockKind.HEADLINE if i in headings and kind in TEXT else kind)
    return kinds


def _is_link(words: str) -> bool:
    """Whether a line under a heading like "Most read" is one of its headlines."""
    return len(words.split()) <= _LINK and not re.search(r"[.!][\"'”’)]*$", words)


def _leads_away(words: str, blocks: Sequence[str], before: Sequence[BlockKind]) -> bool:
    """Whether a line in capitals within a text that is not is the headline of another page, to which it leads."""
    if not words.isupper() or not _is_link(words) or len(words.split()) < _LEAD:
        return False
    return BlockKind.PARAGRAPH in before and sum(map(str.isupper, blocks)) * 2 < len(blocks)


def _letters(words: str) -> str:
    return re.sub(r"\W+", "", words).lower()


def _kind(
    i: int, words: str, after: str, before: list[BlockKind], title: str, pack: AttributionPack
) -> BlockKind:
    flat = words.strip("*# ")
    if pack.furniture_parts.search(flat) or layout().buttons.match(flat) or only_addresses(flat):
        return BlockKind.FURNITURE
    if flat.strip("()[]—–- .").lower() in pack.agencies:
        return BlockKind.CREDIT
    if only_date(flat):
        return BlockKind.BYLINE
    for kind in (BlockKind.FURNITURE, BlockKind.CREDIT, BlockKind.BYLINE):
        limit = 400 if kind is BlockKind.FURNITURE else 160
        if len(flat) < limit and (p := pack.blocks.get(kind)) and p.search(flat):
            return kind
    if (p := pack.blocks.get(BlockKind.CAPTION)) and len(flat) < 500 and p.search(flat):
        return BlockKind.CAPTION
    if title and _letters(flat) == title:
        return BlockKind.HEADLINE
    short = len(flat.split()) <= 22 and not re.search(r"[.!?:;,][\"'”’)]*$", flat) and flat.count(". ") == 0
    top = all(k not in TEXT for k in before)
    if short and top and after and i < 6:
        return BlockKind.HEADLINE
    if short and len(flat.split()) <= 9 and after and not re.search(r"[\"“”]", flat):
        return BlockKind.HEADLINE
    if (
        i
        and before[-1] is BlockKind.HEADLINE
        and top
        and len(flat.split()) <= 30
        and len(after) > len(flat) > 0
    ):
        return BlockKind.STANDFIRST
    return BlockKind.PARAGRAPH
