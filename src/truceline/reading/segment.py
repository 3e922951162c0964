"""A report's text in blocks, each with its kind and its parse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from truceline.model.reading import BlockKind
from truceline.model.report import Report
from truceline.reading.grammar import grammar
from truceline.reading.pack import AttributionPack, attribution_pack
from truceline.reading.page import UNSEEN, Page, PageBlock
from truceline.reading.parser import Parser
from truceline.reading.telex import abbreviations, shouted, written_normally

_TELEX = re.compile(r"\[(?:TEXT|text|END RECORDING|BEGIN RECORDING|WORDS INDISTINCT|PASSAGE OMITTED)\]")
_LINE = re.compile(r"(?P<off>[ \t]*(?:>[ \t]?)+)?(?P<words>[^\r\n\u2028\u2029]*)(?:[\r\n\u2028\u2029]|$)")
_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})\s*\w*\s*$")
_OFF = re.compile(r"(?<=[\r\n])[ \t]*>[> \t]*")
_WRAP = 90
"""Hard-wrapped copy has no longer lines than this."""
_TWICE = 60
"""Letters from which on a block that comes again, word for word, is furniture."""
_LINK = 16
"""Words of a headline in a list of links."""
_ENDS = re.compile(r"[.!?:;)\]][\"'”’»)\]*]*$")
_MARKED_NAME = re.compile(r"(?<=[\w,] )([A-Z]\w+)!(?= [A-Z]\w+(?: [a-z]|[.,]))")
_GLUED = re.compile(r",([\"”])(?=[A-Za-z])")
"""A mark that closes a quotation, with the next word run on to it (,"Ruiz said)."""
_DATELINE_BRACKET = re.compile(
    r"^(?:[A-Z]{3,}[\w.'’-]*(?:[ ,]+(?:[A-Z][\w.'’-]*|\d{1,4}(?:[/.]\d{1,4}){0,2})){0,5})\s*\([^()\n]{2,60}(?P<mark>\))\s+(?=[A-Z\"“])"
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
    short = abbreviations(text)
    docs = parser(parse_copy(text[s:e], short) for s, e in pieces)
    quoted = _set_off(text, pieces)
    return Page(
        report,
        tuple(
            PageBlock(report.id, text, n, start, end, kind, doc, start in quoted)
            for n, ((start, end), kind, doc) in enumerate(zip(pieces, kinds, docs, strict=True), 1)
        ),
    )


def _set_off(text: str, pieces: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Where the blocks begin that stand behind deeper marks (">") than a block before that announces them
    by a colon, with those that go on at that depth."""
    depths = [_depth(text, start) for start, _ in pieces]
    out: set[int] = set()
    for i, (start, _) in enumerate(pieces):
        before = i - 1
        if before < 0 or not depths[i]:
            continue
        goes_on = pieces[before][0] in out and depths[i] == depths[before]
        if goes_on or (depths[i] > depths[before] and text[pieces[before][1] - 1] == ":"):
            out.add(start)
    return frozenset(out)


def _depth(text: str, start: int) -> int:
    line = text[max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1 : start]
    return line.count(">") if not line.strip("> \t") else 0


def split_blocks(text: str) -> list[tuple[int, int]]:
    """Start and end of each block: a line, or a paragraph of several lines where copy is hard-wrapped."""
    return [block for lines in _sections(text) for block in _in_section(text, lines)]


def _sections(text: str) -> list[list[tuple[int, int]]]:
    """The lines with words, those of a fenced copy (```) and of a run set off by ">" each by themselves:
    a wire pasted into a page is wrapped though the page is not."""
    out: list[list[tuple[int, int]]] = []
    fenced, last = 0, (-1, False)
    for m in _LINE.finditer(text):
        if _FENCE.match(m["words"]):
            fenced += 1
            continue
        if not m["words"].strip():
            continue
        mark = (fenced, bool(m["off"]))
        if not out or mark != last:
            out.append([])
        out[-1].append(m.span("words"))
        last = mark
    return out


def _in_section(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
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


def link_lists(words: str) -> list[tuple[int, int]]:
    """Start and end of each list of links that a page has put behind a name: the name again, run
    together with headlines up to a mark like "MORE"."""
    ends = grammar().writing.links_end
    if ends not in words:
        return []
    found = re.compile(
        rf"\b(?P<name>[^\W\d_]{{3,}})(?P<links>\s[^.?!]{{0,80}}?(?P=name)(?=[A-Z]).{{10,900}}?\b{ends}\b)"
    )
    return [m.span("links") for m in found.finditer(words)]


def _without_links(words: str) -> str:
    for start, end in link_lists(words):
        words = words[:start] + " " * (end - start) + words[end:]
    return words


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


def parse_copy(words: str, short: frozenset[str] = frozenset()) -> str:
    """The copy of a block that is parsed: same length, differing in case, line breaks and marks only.
    `short` are the short forms that copy in capitals has introduced.

    Editors' insertions in square brackets are written in round ones, and telex marks such as
    "[TEXT]" left out; marks written as two characters become one and a space.
    """
    words = _OFF.sub(lambda m: " " * len(m.group()), words)
    out = UNSEEN.sub(" ", re.sub(r"[\r\n\t\u2028\u2029\xa0]", " ", words)).replace("**", "  ")
    out = _without_links(out)
    out = _TELEX.sub(lambda m: " " * len(m.group()), out)
    out = re.sub(r"\[([^\[\]]*)\]", r"(\1)", out)
    out = _MARKED_NAME.sub(r"\1 ", out)
    out = re.sub(r"(?<=\s)(?:''|``)(?=\w)|^(?:''|``)(?=\w)", ' "', out).replace("''", '" ')
    out = _GLUED.sub(r"\1 ", out)
    loud = shouted(out)
    if loud:
        out = written_normally(out, short)
    mark = _dateline_mark(words, loud)
    if mark:
        at = mark.end("mark") - 1
        out = out[:at] + "." + out[at + 1 :]
        if words[mark.start("mark") : mark.end("mark")].strip() == "--":
            out = out[: at - 1] + " " + out[at:]
    return out.replace(" -- ", " —  ") if loud else out


def _dateline_mark(words: str, loud: bool) -> re.Match[str] | None:
    mark = _dateline().match(words) or _DATELINE_BRACKET.match(words)
    if mark and mark.end() < 90 and _looks_like_dateline(words[: mark.start("mark")], loud):
        return mark
    return None


def dateline_end(words: str) -> int:
    """Where the words begin after a dateline ("LONDON — "); 0 where there is none."""
    mark = _dateline_mark(words, shouted(words))
    return mark.end() if mark else 0


@lru_cache(maxsize=1)
def _dateline() -> re.Pattern[str]:
    small = "|".join(grammar().writing.dateline_small)
    word = r"[A-Z][\w.'’-]*"
    return re.compile(
        rf"^(?:\*\*)?(?:{word}(?:[ ,/]+(?:{word}|\d{{1,4}}|{small})){{0,8}})?"
        r"\s*(?:\([^()\n]{2,60}\)\s*)?(?:\*\*)?"
        r"(?P<mark>\s(?:–|—|--|-)|(?<=[*)\w])(?:–|—|--))\s+(?=\S)"
    )


def _looks_like_dateline(words: str, loud: bool) -> bool:
    first = words.replace("*", "").split("(")[0].strip()
    if loud and "(" not in words:
        return False
    return bool(first) and (
        "(" in words or first.split(",")[0].isupper() or "**" in words or len(first.split()) <= 4
    )


def _kinds(report: Report, blocks: list[str], pack: AttributionPack) -> list[BlockKind]:
    kinds: list[BlockKind] = []
    title = _letters(report.title or "")
    seen: set[str] = set()
    listed = False
    for i, words in enumerate(blocks):
        listed = bool(pack.link_heading.match(words)) or (listed and _is_link(words))
        if listed:
            kinds.append(BlockKind.FURNITURE)
            continue
        letters = _letters(words)
        if len(letters) >= _TWICE and letters in seen:
            kinds.append(BlockKind.FURNITURE)
            continue
        seen.add(letters)
        after = blocks[i + 1] if i + 1 < len(blocks) else ""
        kinds.append(_kind(i, words, after, kinds, title, pack))
    return kinds


def _is_link(words: str) -> bool:
    """Whether a line under a heading like "Most read" is one of its headlines."""
    return len(words.split()) <= _LINK and not re.search(r"[.!?][\"'”’)]*$", words)


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
