"""A search: words in, ranked places out, each with the sentence and what is lit in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Any

from sqlalchemy import Connection, text

from truceline.errors import UsageError
from truceline.search.fold import fold
from truceline.search.index import COLUMNS, TAGGED, Index, plain, tag
from truceline.search.lit import light
from truceline.search.row import Row
from truceline.search.stem import stem

__all__ = ["Asking", "Found", "Hit", "Term", "ask", "terms_of"]

LONGEST = 500
MOST_TERMS = 12
RANKED = 1000
"""Hits are counted up to here; more is "1,000 or more". Of words that stand in more places only so many, the
last that came, are ranked: what stands everywhere has no best place, and to rank it all takes longer than
anybody waits."""
SHORTEST_PIECE = 3
_TERM = re.compile(r'(-?)"([^"]*)"?(\*?)|(\S+)')


@dataclass(frozen=True, slots=True)
class Asking:
    """What is looked for. `words`: words that all must stand there, "a phrase", begin*, -without.

    `claims` are the only claims that count (None: all; not asked of reports). `since`, `until`
    and `known_at` are days (YYYY-MM-DD); `level` is the highest that may be seen.
    """

    words: str
    kind: str | None = None
    outlet: str | None = None
    holder: str | None = None
    party: str | None = None
    claims: Sequence[str] | None = None
    since: str | None = None
    until: str | None = None
    known_at: str = "9999-12-31"
    level: int = 9


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that must (or must not) stand there, folded."""

    words: str
    prefix: bool = False
    without: bool = False

    @property
    def whole(self) -> bool:
        """Whether it is a number, which is none where it stands within another: 200 is not in 12,000."""
        return not self.prefix and not any(c.isalpha() for c in self.words)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place. `sentence` are the words at `start` to `end` of the report's text; `lit` are the (start,
    end) pairs in `sentence` that answer. `how` is exact, beginning, form (of one word) or within."""

    row: Row
    sentence: str
    start: int
    end: int
    lit: tuple[tuple[int, int], ...]
    beside: str
    """The title of a report, the holder of a claim."""
    lit_beside: tuple[tuple[int, int], ...]
    how: str


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits, best first. `count` is how many there are, `more` whether that is only a floor."""

    hits: tuple[Hit, ...]
    count: int
    more: bool
    terms: tuple[Term, ...]


def terms_of(words: str) -> tuple[Term, ...]:
    """The terms of what was typed; raises `UsageError` where there is nothing to look for."""
    if len(words) > LONGEST:
        raise UsageError(f"that is {len(words)} characters to look for", mend=f"{LONGEST} are the most")
    found = []
    for m in _TERM.finditer(words):
        if m[4] is not None:
            bare = m[4].lstrip("-")
            term = Term(fold(bare.rstrip("*")), bare.endswith("*"), m[4].startswith("-"))
        else:
            term = Term(fold(m[2]), bool(m[3]), bool(m[1]))
        if any(c.isalnum() for c in term.words):
            found.append(term)
    if not any(not t.without for t in found):
        raise UsageError(
            "nothing to look for", mend="give a word, or several, or a phrase in quotation marks"
        )
    return tuple(found[:MOST_TERMS])


def ask(index: Index, asking: Asking, *, limit: int = 20, offset: int = 0) -> Found:
    """Look for `asking` in the index: whole words first, then words that begin so, then other forms of the
    words, then what stands within words; words of fewer than three characters are looked for in the text itself."""
    terms = terms_of(asking.words)
    wanted = offset + limit
    where, values = _filters(asking)
    found: dict[int, tuple[Row, str]] = {}
    counted = 0
    with index.reading() as connection:
        for way in _ways(terms, asking):
            if len(found) >= wanted:
                break
            here = _candidates(connection, way, where, values, wanted)
            best = [n for _, n in nsmallest(wanted, here) if n not in found]
            found |= {n: (row, way.how) for n, row in _rows(connection, best)}
            counted = max(counted, len(here))
    counted = max(counted, len(found))
    page = list(found.values())[offset:wanted]
    hits = tuple(_hit(row, terms, how) for row, how in page)
    return Found(hits, counted, counted >= RANKED, terms)


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to look: FROM and WHERE, the number of a row, what the best comes first by (smaller is
    better), and values."""

    how: str
    found: str
    number: str
    rank: str
    values: dict[str, Any]


def _ways(terms: Sequence[Term], asking: Asking) -> Iterator[_Way]:
    """The ways to look, best first."""
    yes = [t for t in terms if not t.without]
    no = [t for t in terms if t.without]
    by_word = "FROM words JOIN docs d ON d.n = words.rowid WHERE words MATCH :match"
    rank = "bm25(words, 2.0, 1.0, 0.0)"
    tags = "".join(f" AND tags : {tag(n, v)}" for n in TAGGED if (v := getattr(asking, n)))
    yield _Way("exact", by_word, "words.rowid", rank, {"match": _match(yes, no, prefix=False) + tags})
    if not all(t.prefix or t.whole for t in yes):
        yield _Way("beginning", by_word, "words.rowid", rank, {"match": _match(yes, no, prefix=True) + tags})
    if (forms := [_form(t) for t in yes]) != yes:
        yield _Way("form", by_word, "words.rowid", rank, {"match": _match(forms, no, prefix=False) + tags})
    long = [t for t in yes if len(t.words) >= SHORTEST_PIECE]
    short = [t for t in yes if t not in long]
    if any(t.words.isascii() for t in short) or any(t.whole for t in yes):
        return  # one or two Latin letters within words say nothing, nor does a piece of a number
    also = "".join(f" AND instr(d.text, :s{n})" for n, _ in enumerate(short))
    also += "".join(f" AND NOT instr(lower(d.text), :w{n})" for n, _ in enumerate(no))
    values: dict[str, Any] = {f"s{n}": t.words for n, t in enumerate(short)}
    values |= {f"w{n}": t.words.lower() for n, t in enumerate(no)}
    if long:
        values["match"] = " AND ".join(_quoted(t.words) for t in long)
        pieces = f"FROM pieces JOIN docs d ON d.n = pieces.rowid WHERE pieces MATCH :match{also}"
        yield _Way("within", pieces, "pieces.rowid", "bm25(pieces)", values)
    else:
        yield _Way("within", f"FROM docs d WHERE 1{also}", "d.n", "length(d.text)", values)


def _form(term: Term) -> Term:
    """The term by what all forms of the word begin with; as it is where it has none."""
    begun = "" if term.prefix else stem(term.words)
    return Term(begun, prefix=True) if begun else term


def _match(yes: Sequence[Term], no: Sequence[Term], *, prefix: bool) -> str:
    """An FTS5 query: all of `yes`, none of `no`."""
    words = " AND ".join(_begun(t, t.prefix or (prefix and not t.whole)) for t in yes)
    without = "".join(f" NOT {_begun(t, t.prefix)}" for t in no)
    return f"({{title text}} : ({words}){without})"


def _begun(term: Term, prefix: bool) -> str:
    """A term; words that begin with one letter are too many to ask for."""
    return _quoted(term.words) + (" *" if prefix and len(term.words) > 1 else "")


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""').replace("\0", " ") + '"'


def _filters(asking: Asking) -> tuple[str, dict[str, Any]]:
    """More of a WHERE clause, and its values."""
    where = ["d.level <= :level", "d.known_on <= :known_at", "(d.gone_on = '' OR d.gone_on > :known_at)"]
    values: dict[str, Any] = {"level": asking.level, "known_at": asking.known_at}
    for name in ("kind", "outlet", "holder", "party"):
        if value := getattr(asking, name):
            where.append(f"d.{name} = :{name} COLLATE NOCASE")
            values[name] = value
    if asking.since:
        where.append("d.known_on >= :since")
        values["since"] = asking.since
    if asking.until:
        where.append("d.known_on <= :until")
        values["until"] = asking.until
    if asking.claims is not None:
        where.append("d.kind = 'claim' AND d.id IN (SELECT value FROM json_each(:claims))")
        values["claims"] = json.dumps(list(asking.claims))
    # Last, as it costs most: no later version of the item was known then.
    where.append(
        "NOT EXISTS (SELECT 1 FROM docs v WHERE v.kind = 'report' AND v.item = d.item AND v.came > d.came "
        "AND v.known_on <= :known_at AND v.level <= :level)"
    )
    return "".join(f" AND {w}" for w in where), values


def _candidates(
    connection: Connection, way: _Way, where: str, values: dict[str, Any], limit: int
) -> list[tuple[float, int]]:
    """(how good, number) of the last that came, smaller is better; at most `RANKED`.

    They come as one row: between two rows other threads may take the interpreter, and a thousand such
    turns are a long wait while a page is being made.
    """
    listed = f"SELECT {way.rank} AS rank, {way.number} AS n {way.found}{where} ORDER BY {way.number} DESC LIMIT :ranked"
    found = connection.execute(
        text(f"SELECT json_group_array(json_array(rank, n)) FROM ({listed})"),  # noqa: S608
        values | way.values | {"ranked": max(RANKED, limit)},
    )
    return [(float(rank), int(number)) for rank, number in json.loads(found.scalar_one())]


def _rows(connection: Connection, numbers: Sequence[int]) -> Iterator[tuple[int, Row]]:
    """The rows of those numbers, in that order; as one, see `_candidates`."""
    columns = ", ".join(f"'{c}', d.\"{c}\"" for c in COLUMNS)
    listed = text(
        f"SELECT json_group_object(d.n, json_object({columns})) FROM docs d "  # noqa: S608
        "WHERE d.n IN (SELECT value FROM json_each(:numbers))"
    )
    found = json.loads(connection.execute(listed, {"numbers": json.dumps(numbers)}).scalar_one())
    for n in numbers:
        yield n, plain(found[str(n)])


def _hit(row: Row, terms: Sequence[Term], how: str) -> Hit:
    looked = [_form(t) if how == "form" else t for t in terms if not t.without]
    yes = [(t.words, t.prefix or how not in ("exact", "form")) for t in looked]
    claim = row.kind == "claim"
    start, end, lit = light(row.text, yes, whole=claim)
    beside = row.holder if claim else row.title
    _, _, lit_beside = light(beside, yes, whole=True)
    place = (row.start, row.end) if claim else (start, end)
    return Hit(row, row.text[start:end], *place, lit, beside, lit_beside, how)
