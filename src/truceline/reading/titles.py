"""Titles before a person's name: they belong to the mention and tell whom the person serves."""

from __future__ import annotations

from truceline.model.reading import MentionType
from truceline.reading.block_view import BlockView
from truceline.reading.memory import Spot
from truceline.reading.names import NamesPack


def with_titles(view: BlockView, spot: Spot, named: list[Spot], pack: NamesPack) -> None:
    """Widen a person's mention over the title before it ("U.S. President ...") and keep the title."""
    first = title_start(view, spot.run[0], named, pack)
    while view.lower[first] == "-":
        first += 1
    if first < spot.run[0]:
        words = [w.rstrip(".") for w in view.lower[first : spot.run[0]]]
        spot.title = frozenset(w for w in words if w in pack.titles)
        spot.start, spot.run = view.starts[first], (first, spot.run[1])


def title_start(view: BlockView, first: int, named: list[Spot], pack: NamesPack) -> int:
    """The first token of the title that stands right before token `first`; `first` where there is none."""
    edge, i, titled = first, first - 1, False
    while i >= 0:
        low = view.lower[i].rstrip(".")
        of_title = low == "of" and i and view.lower[i - 1] in pack.titles and edge == i + 1
        if low in pack.titles:
            titled, edge = True, i
        elif (
            low in pack.title_parts
            or of_title
            or (low == "-" and edge == i + 1 and edge < first)
            or (titled and (low in pack.title_modifiers or low in pack.anonymous_words))
        ):
            edge = i
        elif titled:
            ends = i if low in ("'s", "'") else i + 1
            over = next((s for s in named if s.run[1] == ends and s.run[0] <= i), None)
            if over is None or over.type is MentionType.PERSON:
                break
            edge = over.run[0]
            i = edge
        else:
            break
        i -= 1
    return edge if titled else first


def served(view: BlockView, first: int, last: int, named: list[Spot], pack: NamesPack) -> str | None:
    """The party that the words first .. last - 1 name: whom a titled person or a source belongs to."""
    inside = [
        s for s in named if s.party and first <= s.run[0] and s.run[1] <= last and not _posted(view, s, pack)
    ]
    return inside[0].party if inside else None


def _posted(view: BlockView, s: Spot, pack: NamesPack) -> bool:
    """Whether a body's name only tells where an ambassador is posted ("U.N. Ambassador X")."""
    after = view.lower[s.run[1]] if s.run[1] < len(view.lower) else ""
    return after in pack.posted and s.entity in pack.unions
