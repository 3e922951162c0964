"""Titles before a person's name: they belong to the mention and tell whom the person serves."""

from __future__ import annotations

from truceline.model.reading import MentionType
from truceline.reading.allegiance import Marked, party_of, speaks_for
from truceline.reading.block_view import BlockView
from truceline.reading.grammar import grammar
from truceline.reading.memory import Spot
from truceline.reading.names import NamesPack
from truceline.reading.pack import attribution_pack
from truceline.reading.parsed import Token

_NOUNS = ("NOUN", "PROPN")


def with_titles(view: BlockView, spot: Spot, named: list[Spot], pack: NamesPack) -> None:
    """Widen a person's mention over the title before it ("U.S. President ...") and keep the title."""
    first = title_start(view, spot.run[0], named, pack)
    while view.lower[first] == "-":
        first += 1
    if first < spot.run[0]:
        words = [w.rstrip(".") for w in view.lower[first : spot.run[0]]]
        spot.title = frozenset(w for w in words if w in pack.titles)
        spot.start, spot.run = view.starts[first], (first, spot.run[1])


def described_as(view: BlockView, run: tuple[int, int]) -> tuple[str, ...]:
    """The nouns beside the name of tokens `run` that tell what its bearer is ("a baker", the spokesman of "army spokesman"); "" where other
    words tell it (", 43,", "who bakes")."""
    name = view.head(*run)
    left = [t for t in view.tokens[name.left_edge.i : run[0]] if t.head.i in range(*run) and t.pos_ in _NOUNS]
    beside = [c for c in name.children if c.dep_ == "appos"]
    if name.dep_ == "appos":
        beside.append(name.head)
    told = {t.lower_.rstrip(".") for t in (*left, *beside) if t.pos_ in _NOUNS}
    if any(t.like_num for t in beside) or any(_tells_of(c) for c in name.children):
        told.add("")
    return tuple(sorted(told - grammar().attribution.addresses))


def _tells_of(clause: Token) -> bool:
    """Whether a clause about a name tells what its bearer is or does for a living ("who bakes")."""
    return clause.dep_ == "relcl" and clause.tag_ in ("VBZ", "VBP")


def title_start(view: BlockView, first: int, named: list[Spot], pack: NamesPack) -> int:
    """The first token of the title that stands right before token `first`; `first` where there is none."""
    edge, i, titled = first, first - 1, False
    while i >= 0:
        low = view.lower[i].rstrip(".")
        of_title = low in _of() and i and view.lower[i - 1] in pack.titles and edge == i + 1
        if low in pack.titles:
            titled, edge = True, i
        elif edge == i + 1 and _honours(view, i, first):
            edge, titled = i, True
        elif (
            low in pack.title_parts
            or of_title
            or (edge == i + 1 and past_portfolio(view, i, first, pack) == first)
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


def _honours(view: BlockView, i: int, first: int) -> bool:
    """Whether a word is of an address of honour before a name ("His Eminence Ole Tolle")."""
    honorifics = grammar().attribution.honorifics
    if view.lower[i] in honorifics:
        return i > 0 and view.lower[i - 1] in grammar().pronouns.owners
    return view.lower[i] in grammar().pronouns.owners and i + 1 < first and view.lower[i + 1] in honorifics


def past_portfolio(view: BlockView, at: int, last: int, pack: NamesPack) -> int:
    """The first token after what an office is for, before its bearer's name ("Minister of Foreign Affairs
    Mara Ilves"); `at` where no office stands before it."""
    first = at
    joins = grammar().attribution.joins
    while first > 1 and (
        view.lower[first - 1] in pack.portfolios
        or (view.lower[first - 1] in joins and view.lower[first - 2] in pack.portfolios)
    ):
        first -= 1
    if first < 2 or view.lower[first - 1] not in _of():
        return at
    if view.lower[first - 2].rstrip(".") not in pack.titles:
        return at
    while at < last and view.lower[at] in pack.portfolios:
        at += 1
    return at


def _of() -> frozenset[str]:
    return grammar().names.body_of


def served(
    view: BlockView, first: int, last: int, named: list[Spot], pack: NamesPack, bearer: Token | None = None
) -> str | None:
    """The party that the words first .. last - 1 name: whom a titled person or a source belongs to.

    `bearer` is the token that they describe; by default the one after them.
    """
    who = bearer if bearer is not None else view.tokens[min(last, len(view.tokens) - 1)]
    said = attribution_pack("en")
    inside = [
        Marked(*s.run, s.entity, s.party)
        for s in sorted(named, key=lambda s: s.run)
        if (s.party or _of_no_side(s)) and first <= s.run[0] and s.run[1] <= last
    ]
    if bearer is not None:
        return party_of(bearer, inside, pack, said)
    return next((m.party for m in inside if speaks_for(view.block.doc, m, who, pack, said)), None)


def _of_no_side(s: Spot) -> bool:
    """Whether a name is of a body that is known, and known to be of no party: whoever is of it is of none either."""
    return s.type is MentionType.ORGANISATION and s.why == "name"
