"""Which claims of a view are asked for."""

from __future__ import annotations

from collections.abc import Iterator

from truceline.case.named import party_named
from truceline.case.view import View
from truceline.errors import ItemNotFound
from truceline.model.dates import day_given
from truceline.model.reading import Claim

__all__ = ["chosen", "the_claim"]


def chosen(
    view: View, *, party: str | None, topic: str | None, outlet: str | None, since: str | None
) -> Iterator[Claim]:
    """Claims that fit all that is asked; `since` compares with the day from which the report was known. Raises
    `ItemNotFound` for a party that nobody knows."""
    parties = (c.party for c in view.claims if c.party)
    asked = party_named(view.accord, parties, party) if party else None
    first = day_given(since, "--since") if since else None
    for claim in view.claims:
        report = view.reports[claim.report]
        if (
            (asked is None or claim.party == asked)
            and (topic is None or topic in claim.topics)
            and (outlet is None or outlet.casefold() in (report.outlet or "").casefold())
            and (first is None or (report.known_on or "") >= first)
        ):
            yield claim


def the_claim(prefix: str, view: View) -> Claim:
    """The claim with that id or unambiguous beginning of one, current or not; raises `ItemNotFound`."""
    found = [c for c in view.claims if c.id.startswith(prefix)]
    if not found:
        found = [c for r in view.machine.values() for c in r.claims if c.id.startswith(prefix)]
    if len(found) != 1:
        raise ItemNotFound(
            f"{len(found) or 'no'} claims begin with {prefix!r}", mend="`truceline claims` lists them"
        )
    return found[0]


def other_kind(item: str, view: View) -> ItemNotFound | None:
    """What an id names where something of another kind was asked for, and the command that takes it; None where it
    is the beginning of no id, or of several."""
    fits = {
        ("report", "`truceline show {}` shows it"): [i for i in view.reports if i.startswith(item)],
        ("claim", "`truceline show {0}` shows it, `truceline lineage {0}` its origin"): [
            c.id for c in view.claims if c.id.startswith(item)
        ],
        ("finding", "`truceline why {}` tells its answers and their origins"): [
            f.id for f in view.weighing.findings if f.id.startswith(item)
        ],
        ("statement", "`truceline lineage {}` shows its way"): [
            x.origin for x in view.weighing.lineages if x.origin.startswith(item)
        ],
    }
    found = [(what, mend, ids) for (what, mend), ids in fits.items() if item and ids]
    if len(found) != 1 or len(found[0][2]) != 1:
        return None
    [(what, mend, [id])] = found
    return ItemNotFound(f"{item!r} is a {what}", mend=mend.format(id))
