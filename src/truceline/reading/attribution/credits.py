"""Whose copy a page carries: the agency in the dateline of a wire between fences, or whence an entry says
that it comes. It stands in the chain after the outlet, and holds what the copy says in its own voice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from truceline.model.reading import Claim, Link, LinkKind, Manner
from truceline.reading.attribution.holders import ARTICLE, Cast
from truceline.reading.names import folded
from truceline.reading.page import Page, PageBlock
from truceline.reading.segment import dateline_end

_CREDIT = re.compile(r"\((?P<who>[^\W\d_][^()\n]{1,40})\)\W*$")


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
    agencies: dict[int, Link] = {}
    for b in page.blocks:
        if b.via is not None:
            out[b.number] = _link(page, cast, b, b.via)
        elif b.fence and (end := dateline_end(b.words)):
            found = _CREDIT.search(b.words[:end])
            if found is not None:
                at = (b.start + found.start("who"), b.start + found.end("who"))
                agencies.setdefault(b.fence, _link(page, cast, b, at))
    out |= {b.number: agencies[b.fence] for b in page.blocks if b.fence in agencies}
    outlet = page.report.outlet or ""
    return {n: x for n, x in out.items() if not _same(x.name, outlet)}


def _link(page: Page, cast: Cast, block: PageBlock, at: tuple[int, int]) -> Link:
    known = cast.agency(block, at)
    words = ARTICLE.sub("", " ".join(page.text[slice(*at)].split()))
    name = known.name if known is not None else cast.pack.agencies.get(words.lower(), words)
    return Link(
        name, LinkKind.AGENCY, known.entity if known else None, known.party if known else None, block.at(*at)
    )
