"""Geometry of contents: which characters a clause covers, less what is not said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from truceline.reading.attribution.quotes import Quotation
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token

Piece = tuple[int, int]
"""Start and end, offsets of the report's text."""

_EDGE = " \t\r\n\xa0\u2028\u2029\x0b\x0c,;:—–-"


def piece_of(block: PageBlock, tokens: Iterable[Token]) -> Piece | None:
    """From the first to the last of some tokens."""
    some = list(tokens)
    if not some:
        return None
    first, last = min(some, key=lambda t: t.i), max(some, key=lambda t: t.i)
    return block.start + first.idx, block.start + last.idx + len(last.text)


def run_of(block: PageBlock, first: Token, last: Token) -> Piece:
    """From one token to another."""
    return block.start + first.idx, block.start + last.idx + len(last.text)


def subtree_pieces(block: PageBlock, tokens: Iterable[Token], without: Sequence[Piece] = ()) -> list[Piece]:
    """Runs of neighbouring tokens as pieces, less those that lie in `without`."""
    kept = sorted(
        (t for t in tokens if not any(s <= block.start + t.idx < e for s, e in without)), key=lambda t: t.i
    )
    out: list[list[Token]] = []
    for t in kept:
        if out and t.i == out[-1][-1].i + 1:
            out[-1].append(t)
        else:
            out.append([t])
    return [p for run in out if (p := piece_of(block, run))]


def with_parts(tokens: Sequence[Token], leads: frozenset[str]) -> list[Token]:
    """Tokens with what is told of their parts after a comma (", including two men", ", all by the rebels"),
    where one of `leads` opens it and no clause of its own follows."""
    last = max(tokens, key=lambda t: t.i)
    if last.i + 2 >= len(last.doc) or last.nbor(1).text != "," or last.nbor(2).lower_ not in leads:
        return list(tokens)
    end = last.i + 2
    while end < last.sent.end and last.doc[end].text not in {",", ";", "."}:
        end += 1
    rest = list(last.doc[last.i + 1 : end])
    clause = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in rest)
    return list(tokens) if clause else [*tokens, *rest]


def sentence_piece(block: PageBlock, token: Token) -> Piece:
    """The sentence that holds a token."""
    sent = token.sent
    return block.start + sent.start_char, block.start + sent.end_char


def less(piece: Piece, holes: Sequence[Piece]) -> list[Piece]:
    """A piece without some holes."""
    out = [piece]
    for s, e in holes:
        out = (
            [
                p
                for a, b in out
                for p in ((a, min(b, s)), (max(a, e), b))
                if p[0] < p[1] and ((e > a and s < b) or p == (a, b))
            ]
            if any(s < b and e > a for a, b in out)
            else out
        )
    return sorted(set(out))


def trimmed(text: str, piece: Piece, quotes: Sequence[Quotation], drop: frozenset[str]) -> Piece | None:
    """A piece without the commas, stops and leading `drop` words ("that") at its edges.

    A stop inside closing marks stays; marks that open or close at the edge are taken in.
    """
    start, end = piece
    inside = [q for q in quotes if q.start <= start and end <= q.end]
    while start < end and text[start] in _EDGE:
        start += 1
    for _ in range(2):
        word = "".join(text[start:end].split(None, 1)[:1]).lower().rstrip(",")
        if word in drop and word != text[start:end].lower():
            start += len(word)
            while start < end and text[start] in _EDGE:
                start += 1
    if not any(end == q.end and q.closed for q in quotes):
        while (
            end > start and (text[end - 1] in _EDGE or text[end - 1] in ".") and not _abbreviation(text, end)
        ):
            end -= 1
    for q in quotes:
        if q in inside:
            continue
        if q.start == start - 1 and end > start:
            start = q.start
        if (
            q.closed
            and end <= q.end <= end + 3
            and start <= q.start
            and not text[end : q.end].strip(" ,.!?;:’'”\"»…")
        ):
            end = q.end
    return (start, end) if end > start else None


def _abbreviation(text: str, end: int) -> bool:
    """Whether the stop before `end` belongs to an abbreviation such as U.S."""
    return text[end - 1] == "." and end >= 3 and text[end - 3] in ". " and text[end - 2].isupper()


def whole_quotations(pieces: Sequence[Piece], quotes: Sequence[Quotation], cue: Piece) -> list[Piece]:
    """Pieces stretched over every quotation that they enter, unless the cue stands in it."""
    out: list[Piece] = []
    for s, e in pieces:
        for q in quotes:
            if q.holds(cue[0]) or not (q.start < e and s < q.end):
                continue
            shared = min(e, q.end) - max(s, q.start)
            if shared > 2:
                s, e = min(s, q.start), max(e, q.end)
        out.append((s, e))
    return joined(out)


def joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Overlapping or touching pieces made one."""
    out: list[Piece] = []
    for s, e in sorted(pieces):
        if out and s <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(e, out[-1][1]))
        else:
            out.append((s, e))
    return out


def size(pieces: Iterable[Piece]) -> int:
    return sum(e - s for s, e in pieces)


def shared(a: Iterable[Piece], b: Sequence[Piece]) -> int:
    """How many characters two lists of pieces share."""
    return sum(max(0, min(e, f) - max(s, t)) for s, e in a for t, f in b)
