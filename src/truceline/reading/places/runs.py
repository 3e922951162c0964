"""Places that say what they are: streets, rivers, townships, airports, whether on the map or not."""

from __future__ import annotations

from dataclasses import dataclass

from truceline.reading.block_view import BlockView
from truceline.reading.places.pack import PlacesPack


@dataclass(frozen=True, slots=True)
class Run:
    """A run of capitalised words that names a place by its kind. `street` marks streets and roads."""

    start: int
    end: int
    view: BlockView
    run: tuple[int, int]
    street: bool


def named_by_kind(view: BlockView, pack: PlacesPack) -> list[Run]:
    """ "Garron Street", "Ostra River", "Lake Vell": each whole, in the order of the text."""
    out: list[Run] = []
    n, i = len(view.tokens), 0
    capital = [view.text(k, k + 1)[:1].isupper() and view.text(k, k + 1)[0].isalpha() for k in range(n)]
    if view.shouting:
        return out
    while i < n:
        if not capital[i]:
            i += 1
            continue
        j = i + 1
        while j < n and (capital[j] or (_tied(view, j) and j + 1 < n and capital[j + 1])):
            if view.tokens[j].is_sent_start and view.lower[j - 1][-1:] not in ".-":
                break
            if "\n" in view.block.text[view.ends[j - 1] : view.starts[j]]:
                break
            j += 1
        if (found := _named(view, i, j, pack)) is not None:
            out.append(found)
            i = max(j, found.run[1])
        else:
            i = j
    return out


def _tied(view: BlockView, j: int) -> bool:
    return view.lower[j] == "-" and view.starts[j] == view.ends[j - 1]


def _named(view: BlockView, first: int, last: int, pack: PlacesPack) -> Run | None:
    words = [w.rstrip(".") for w in view.lower[first:last]]
    kinds = (pack.kinds_after | pack.streets) - pack.not_runs
    end = last
    while end > first and (
        words[end - first - 1] not in kinds or (end < last and words[end - first - 1] in pack.people_before)
    ):
        end -= 1
    if end - first >= 2 and (end == last or words[end - first] not in pack.bodies | pack.not_runs):
        if end < last and words[end - first] in pack.kinds_with_bodies:
            return None
        kind = words[end - first - 1]
        start = first
        while start < end - 1 and (
            words[start - first] in pack.people_before or words[start - first] in pack.not_opening
        ):
            start += 1
        inner = words[start - first : end - first - 1]
        if not inner or all(w in pack.kinds_after for w in inner):
            return None
        if any(w in pack.bodies and w not in pack.kinds_after for w in inner):
            return None
        return _run(view, start, end, kind in pack.streets)
    if words[0] in pack.kinds_before and 2 <= last - first <= 3:
        if any(w in pack.bodies or w in pack.kinds_with_bodies or w in pack.not_runs for w in words[1:]):
            return None
        return _run(view, first, last, False)
    return None


def _run(view: BlockView, first: int, last: int, street: bool) -> Run:
    end = view.ends[last - 1]
    return Run(view.starts[first], end, view, (first, last), street)
