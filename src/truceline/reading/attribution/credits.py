"""Whose copy a page carries: the agency in a dateline, in a byline or in a credit of the whole page, or whence
an entry says that it comes. It stands in the chain after the outlet, and holds what the copy says in its own
voice. An agency that only contributed stands in no chain: nobody can tell what of the page is its."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from truceline.model.reading import BlockKind, Claim, Link, LinkKind, Manner
from truceline.reading.attribution.holders import ARTICLE, Cast
from truceline.reading.datelines import dateline_end
from truceline.reading.layout import layout
from truceline.reading.names import folded
from truceline.reading.page import Page, PageBlock
from truceline.reading.written_by import names_outlet

_CREDIT = re.compile(r"\((?P<who>[^\W\d_][^()\n]{1,40})\)\W*$")
_LINE = 160
"""Characters of a byline or a credit at the most."""


def credited(claims: Sequence[Claim], page: Page, cast: Cast) -> list[Claim]:
    """The claims, with whose copy they stand in after the outlet of their chains."""
    links = _links(page, cast)
    if not links:
        return list(claims)
    blocks = [b for b in page.blocks if b.number in links]
    out: list[Claim] = []
    for c in claims:
        block = next((b for b in blocks if b.start <= c.start < b.end), None)
        out.append(_through(c, links[block.number]) if block is not None else c)
    return out


def _through(c: Claim, link: Link) -> Claim:
    if not c.chain or any(_same(x.name, link.name) for x in c.chain):
        return c
    chain = (c.chain[0], link, *c.chain[1:])
    if c.manner is Manner.OWN:
        return replace(c, holder=link.name, chain=chain)
    return replace(c, chain=chain)


def _same(a: str, b: str) -> bool:
    return folded(a) == folded(b)


def _links(page: Page, cast: Cast) -> dict[int, Link]:
    """For each block of another's copy, by its number, whose it is."""
    out: dict[int, Link] = {}
    now: dict[int, Link] = {}
    whole = _credited_whole(page, cast)
    for b in page.blocks:
        found = _CREDIT.search(b.words[:end]) if (end := dateline_end(b.words)) else None
        if found is not None:
            at = (b.start + found.start("who"), b.start + found.end("who"))
            if b.fence or cast.agency(b, at) is not None:
                now[b.fence] = _link(page, cast, b, at)
        if b.via is not None:
            out[b.number] = _link(page, cast, b, b.via)
        elif b.fence in now:
            out[b.number] = now[b.fence]
        elif whole is not None and not b.fence and b.kind is not BlockKind.HEADLINE:
            out[b.number] = whole
    outlet = page.report.outlet or ""
    return {n: x for n, x in out.items() if not (_same(x.name, outlet) or names_outlet(x.name, outlet))}


def _credited_whole(page: Page, cast: Cast) -> Link | None:
    """The one agency that a byline or a credit names as whose copy the page is."""
    signs = layout().credits
    for b in page.blocks:
        flat = b.words.strip("*_()—–- ")
        if b.readable or b.fence or len(flat) > _LINE or signs.shared.search(flat):
            continue
        named = {m.span("who") for m in _names(cast).finditer(flat)}
        alone = any(e - s == len(flat) for s, e in named)
        if len(named) == 1 and (alone or signs.sole.search(flat)):
            at = b.start + b.words.index(flat)
            ((s, e),) = named
            return _link(page, cast, b, (at + s, at + e))
    return None


def _names(cast: Cast) -> re.Pattern[str]:
    return agency_names(tuple(sorted(cast.pack.agencies, key=len, reverse=True)))


@lru_cache(maxsize=4)
def agency_names(names: tuple[str, ...]) -> re.Pattern[str]:
    """The names of agencies and outlets in a line, as `who`."""
    some = "|".join(map(re.escape, names))
    return re.compile(rf"(?<![\w-])(?P<who>(?i:{some}))(?![\w-])")


def _link(page: Page, cast: Cast, block: PageBlock, at: tuple[int, int]) -> Link:
    known = cast.agency(block, at)
    words = ARTICLE.sub("", " ".join(page.text[slice(*at)].split()))
    name = known.name if known is not None else cast.pack.agencies.get(words.lower(), words)
    return Link(
        name, LinkKind.AGENCY, known.entity if known else None, known.party if known else None, block.at(*at)
    )
