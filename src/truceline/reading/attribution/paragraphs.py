"""A quotation that runs over paragraphs is one claim: each paragraph opens it again, the last one closes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from truceline.model.reading import Claim, Manner
from truceline.reading.attribution.quotes import quotations_of
from truceline.reading.page import Page

__all__ = ["over_paragraphs"]


def over_paragraphs(claims: Sequence[Claim], page: Page) -> list[Claim]:
    """Claims in order of the text, with those of one quotation left open from paragraph to paragraph as one.

    Each has its id; what stood in a claim that is gone stands in the one that took it up.
    """
    blocks = [b for b in page.blocks if b.readable and not b.spoken]
    opened: dict[int, int] = {}
    for block, after in pairwise(blocks):
        quotes, going_on = quotations_of(block), quotations_of(after)
        if quotes and not quotes[-1].closed and going_on and going_on[0].start == after.start:
            opened[going_on[0].start] = quotes[-1].end
    if not opened:
        return list(claims)
    out: list[Claim] = []
    gone: dict[str, str] = {}
    for c in claims:
        before = opened.get(c.start)
        whole = next(
            (
                k
                for k, x in enumerate(out)
                if before is not None
                and x.manner is c.manner is Manner.DIRECT
                and (x.holder, x.nested_in) == (c.holder, c.nested_in)
                and before - 3 <= x.end <= before
            ),
            None,
        )
        if whole is None:
            out.append(c)
        else:
            out[whole] = replace(out[whole], content=(*out[whole].content, *c.content))
            gone[c.id] = out[whole].id
    return [replace(c, nested_in=gone.get(c.nested_in or "", c.nested_in)) for c in out]
