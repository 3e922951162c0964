"""Chains from the carrying outlet to the origin, and which claims go back to one act of speech."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from truceline.model.reading import Claim, Link, LinkKind, Manner
from truceline.reading.attribution.holders import Holder


def chain_of(outlet: Link, holder: Holder | None, parent: Claim | None) -> tuple[Link, ...]:
    if parent is not None and parent.chain and holder is not None:
        links = list(parent.chain)
    else:
        links = [outlet]
        if holder is not None and holder.relay is not None:
            links.append(_link(holder.relay))
    performed = parent is not None and parent.manner is Manner.DIRECT
    if holder is not None and holder.kind is LinkKind.OUTLET:
        return tuple(links)
    if holder is not None and (performed or not _is_last(links, holder)):
        links.append(_link(holder))
    return tuple(links)


def _is_last(links: Sequence[Link], h: Holder) -> bool:
    """Whether a holder's own words lead to the holder again ("he said he refused"); in a quotation
    they do something by being said ("we call on ...") and make a link of their own."""
    last = links[-1]
    return last.kind is not LinkKind.OUTLET and (last.name, last.entity) == (h.name, h.entity)


def _link(h: Holder) -> Link:
    return Link(h.name, h.kind, h.entity, h.party, h.span)


def with_origins(claims: Sequence[Claim], apart: frozenset[str]) -> list[Claim]:
    """Claims, in order of the text, with `origin`: equal for what goes back to one act of speech.

    A holder's claims are of one act until the text gives another day for them, or tells of
    another statement; `apart` are the ids of claims made "in a separate statement".
    """
    days: dict[str, str] = {}
    for c in claims:
        if c.said_on and c.manner is not Manner.OWN:
            days.setdefault(_slug(c), c.said_on)
    acts: dict[str, int] = {}
    out = []
    for c in claims:
        if c.manner is Manner.OWN:
            out.append(replace(c, origin="outlet"))
            continue
        if c.holder is None:
            out.append(replace(c, origin=""))
            continue
        slug = _slug(c)
        if c.said_on:
            days[slug] = c.said_on
        if c.id in apart:
            acts[slug] = acts.get(slug, 1) + 1
        day = f"@{days[slug]}" if slug in days else ""
        act = f"#{acts[slug]}" if slug in acts else ""
        out.append(replace(c, origin=f"{slug}{day}{act}"))
    return out


def _slug(c: Claim) -> str:
    return re.sub(r"[^\w]+", "-", (c.entity or c.holder or "").lower()).strip("-")
