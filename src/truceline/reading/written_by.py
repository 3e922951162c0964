"""Who wrote each stretch of a page that carries the words of several, or of somebody else: posts of a forum
under the names of their writers, messages forwarded from elsewhere, a statement that a body signs.

Each becomes a turn of whoever wrote it, as an answer in an interview is. What stands between fences or
behind marks within a post is no word of its writer's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from truceline.reading.fences import fence_at, fences
from truceline.reading.grammar import grammar
from truceline.reading.layout import layout
from truceline.reading.names import folded
from truceline.reading.pack import attribution_pack
from truceline.reading.turns import Turn

__all__ = ["cut_at_quotes", "header_lines", "names_a_body", "names_outlet", "written_by"]

Piece = tuple[int, int]
_POSTS = 2
"""Headers of posts from which on a page is one of posts."""
_NAME = re.compile(r"@?[^\W\d][\w.-]*(?: [\w.-]+){0,2}")
_QUOTE = re.compile(
    r"\[quote=(?P<q>[\"']?)(?P<who>[^\]\"'\n;,]{2,40})(?P=q)[^\]\n]*\](?P<what>.+?)\[/quote\]", re.S | re.I
)
_MARKED = re.compile(r"[\"“][^\"”\n]*[\"”]?")
_OURS = 3
"""How often a statement says "we" or "our" at the least."""
_TOP = 3
"""Lines at the top among which a body's name stands by itself."""
_TITLE = 9
"""Words of such a name at the most."""


def cut_at_quotes(text: str, pieces: Sequence[Piece]) -> tuple[list[Piece], dict[int, tuple[Piece, Piece]]]:
    """The pieces, cut where a post quotes another by tags ("[quote=ilves]...[/quote]"), without the tags; and
    for each piece so quoted, by its start, the name in the tag and the mark after it."""
    if "[quote=" not in text.lower():
        return list(pieces), {}
    out: list[Piece] = []
    whose: dict[int, tuple[Piece, Piece]] = {}
    for start, end in pieces:
        at = start
        for m in _QUOTE.finditer(text, start, end):
            if text[at : m.start()].strip():
                out.append(_bare(text, at, m.start()))
            what = _bare(text, *m.span("what"))
            whose[what[0]] = (m.span("who"), (m.start("what") - 1, m.start("what")))
            out.append(what)
            at = m.end()
        if at == start or text[at:end].strip():
            out.append(_bare(text, at, end))
    return out, whose


def _bare(text: str, start: int, end: int) -> Piece:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def written_by(
    printed: str,
    text: str,
    pieces: Sequence[Piece],
    quoted: dict[int, tuple[Piece, Piece]],
    entries: frozenset[int],
    outlet: str | None,
) -> dict[int, Turn]:
    """For each block of a post, of a forwarded message or of a statement, by its place, whose it is.

    `text` is `printed` without the marks of carried lines; `quoted` tells who is quoted by tags; `entries`
    are the blocks that open an entry of their own.
    """
    carried = fences(printed)
    free = [i for i, (s, _) in enumerate(pieces) if not fence_at(carried, s)]
    posts = _posts(text, pieces, free)
    out = posts or _forwarded(text, pieces, free, entries) or _statement(text, pieces, free, outlet)
    for i, (start, _) in enumerate(pieces):
        if start in quoted:
            who, mark = quoted[start]
            out[i] = Turn(who, False, mark, start)
    return out


def header_lines(text: str, lines: Sequence[Piece]) -> frozenset[int]:
    """Which lines head a post, by their place."""
    return frozenset(i for head in _heads(text, lines, range(len(lines))).values() for i in head[2])


def _heads(
    text: str, pieces: Sequence[Piece], free: Sequence[int]
) -> dict[int, tuple[Piece, Piece, tuple[int, ...]]]:
    """The headers of posts, by their place: who wrote, the words that tell so, and the lines of the header;
    none where there is but one, for that is a byline."""
    heads: dict[int, tuple[Piece, Piece, tuple[int, ...]]] = {}
    for i in free:
        start, end = pieces[i]
        m = next((m for p in layout().posts.headers if (m := p.match(text, start, end))), None)
        if m is not None:
            heads[i] = (m.span("who"), m.span("cue"), (i,))
            continue
        m = layout().posts.dated.match(text, start, end)
        named = _NAME.fullmatch(text, *pieces[i - 1]) if i and m is not None else None
        if m is not None and named is not None:
            heads[i] = (named.span(), m.span("cue"), (i - 1, i))
    return heads if len(heads) >= _POSTS else {}


def _posts(text: str, pieces: Sequence[Piece], free: Sequence[int]) -> dict[int, Turn]:
    heads = _heads(text, pieces, free)
    under = {k for head in heads.values() for k in head[2]}
    out: dict[int, Turn] = {}
    now: tuple[Piece, Piece] | None = None
    for i in free if heads else ():
        if i in heads:
            now = heads[i][:2]
        elif now is not None and i not in under and _says(text, pieces[i]):
            out[i] = Turn(now[0], False, now[1], pieces[i][0])
    return out


def _says(text: str, piece: Piece) -> bool:
    """Whether a line of a post is more than a rule, a button or its subject."""
    words = text[slice(*piece)]
    if layout().buttons.match(words) or layout().posts.subject.match(words):
        return False
    return any(c.isalpha() for c in words)


def _forwarded(
    text: str, pieces: Sequence[Piece], free: Sequence[int], entries: frozenset[int]
) -> dict[int, Turn]:
    """What follows "Forwarded from X", up to the next entry or the next gap after it."""
    out: dict[int, Turn] = {}
    for i in free:
        m = layout().posts.forwarded.match(text, *pieces[i])
        if m is None:
            continue
        for k in range(i + 1, len(pieces)):
            gap = text[pieces[k - 1][1] : pieces[k][0]].count("\n") > 1
            if k not in free or k in entries or (gap and k > i + 1):
                break
            out[k] = Turn(m.span("who"), False, m.span("cue"), pieces[k][0])
    return out


def _statement(
    text: str, pieces: Sequence[Piece], free: Sequence[int], outlet: str | None
) -> dict[int, Turn]:
    """A page in the first person of a body whose name stands by itself at its top: its statement."""
    ours = grammar().pronouns.ours | {"our", "ours"}
    said = [
        i
        for i in free
        for w in re.findall(r"[^\W\d_]+", _MARKED.sub(" ", text[slice(*pieces[i])]))
        if w.lower() in ours and not w.isupper()
    ]
    if len(said) < _OURS or len(set(said)) < _OURS - 1:
        return {}
    top = next((i for i in free[:_TOP] if names_a_body(text[slice(*pieces[i])])), None)
    if top is None or min(said) <= top or names_outlet(text[slice(*pieces[top])], outlet):
        return {}
    whole = [i for i in free if i > top and _sentence(text, pieces[i])]
    return {i: Turn(pieces[top], False, pieces[top], pieces[i][0]) for i in whole}


def _sentence(text: str, piece: Piece) -> bool:
    return re.search(r"[.!?…:][\"”’)]*$", text[slice(*piece)]) is not None


def names_a_body(line: str) -> bool:
    """Whether a line is a body's name and nothing else."""
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", line)
    small = layout().turns.small | layout().turns.articles
    if not 1 < len(words) <= _TITLE or re.search(r"[.!?:;,\"“]", line):
        return False
    if not all(w[0].isupper() or w.lower() in small for w in words):
        return False
    low = {w.lower() for w in words}
    pack = attribution_pack("en")
    return bool(low & (layout().issuers | pack.groups)) and not low & pack.agency_words


def names_outlet(name: str, outlet: str | None) -> bool:
    """Whether a body publishes the page itself: its name, or its first letters, are in the outlet's."""
    small = layout().turns.small | layout().turns.articles
    words = [w for w in folded(name).split() if w not in small]
    theirs = set(folded(outlet or "").split())
    letters = "".join(w[0] for w in words)
    return bool(words) and (set(words) <= theirs or (len(letters) > 1 and letters in theirs))
