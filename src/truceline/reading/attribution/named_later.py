"""Bodies that a headline calls by a common noun alone, before the text names them in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from truceline.model.reading import Claim, Link, LinkKind
from truceline.reading.names import folded

_BODIES = (LinkKind.BODY, LinkKind.PARTY)


def with_later_names(claims: Sequence[Claim]) -> list[Claim]:
    """The claims; "ministry" is the one body of the page whose name has that word, where just one has."""
    full = {c.holder: c for c in claims if c.holder and c.party and not c.anonymous and _last(c) is not None}
    out: list[Claim] = []
    for c in claims:
        last = _last(c)
        if last is not None and c.holder and not c.party and not c.anonymous and c.holder.islower():
            words = set(folded(c.holder).split())
            fits = [n for n in full if words < set(folded(n).split())]
            if len(fits) == 1:
                named = full[fits[0]]
                link = replace(named.chain[-1], span=last.span)
                c = replace(
                    c,
                    holder=named.holder,
                    entity=named.entity,
                    party=named.party,
                    chain=(*c.chain[:-1], link),
                )
        out.append(c)
    return out


def _last(c: Claim) -> Link | None:
    """The body at the end of a claim's chain."""
    return c.chain[-1] if c.chain and c.chain[-1].kind in _BODIES else None
