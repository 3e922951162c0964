"""A report's text in blocks, each with its kind and its parse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from truceline.model.front_matter import front_matter
from truceline.model.reading import BlockKind
from truceline.model.report import Report
from truceline.reading.block_kinds import TEXT, kinds_of
from truceline.reading.copied_pages import is_heading, written_out
from truceline.reading.datelines import bare_place_end, dateline_end, dateline_mark
from truceline.reading.fences import fence_at, fences, unfenced
from truceline.reading.grammar import grammar
from truceline.reading.layout import layout
from truceline.reading.pack import AttributionPack, attribution_pack
from truceline.reading.page import UNSEEN, Page, PageBlock
from truceline.reading.parser import Parser, closed_up, spread
from truceline.reading.telex import (
    abbreviations,
    as_a_sentence,
    capitals_within,
    shouted,
    written_normally,
)
from truceline.reading.turns import labels_in, turns_of
from truceline.reading.written_by import cut_at_quotes, header_lines, written_by

_TELEX = re.compile(r"\[(?:TEXT|text|END RECORDING|BEGIN RECORDING|WORDS INDISTINCT|PASSAGE OMITTED)\]")
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_WRAP = 90
"""Hard-wrapped copy has no longer lines than this."""
_ENTRIES = 3
"""Blocks that open with a time, from which on a page is live."""
_TOP = 8
"""Blocks at the top of a page among which it is told who wrote it."""
_SIGNS = re.compile(
    r"[\s\u200d\ufe0f\u20e3]*(?:[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff][\s\u200d\ufe0f\u20e3]*)+"
)
"""Pictures with which posts open an entry."""
_HANDLE = re.compile(r"@\w[\w.-]*[,:]?\s+(?P<next>[^\W\d_]+)")
_ENDS = re.compile(r"[.!?:;)\]][\"'”’»)\]*]*$")
_MARKED_NAME = re.compile(r"(?<=[\w,] )([A-Z]\w+)!(?= [A-Z]\w+(?: [a-z]|[.,]))")
_GLUED = re.compile(r",([\"”])(?=[A-Za-z])")
"""A mark that closes a quotation, with the next word run on to it (,"Ruiz said)."""


def make_page(report: Report, parser: Parser) -> Page:
    """The blocks of a report, each parsed.

    Offsets are code points of `report.text`. A block is a line, a paragraph between blank
    lines where the copy is hard-wrapped (agency telex), and it is parsed from a copy of the
    same length in which line breaks are spaces, capitals are written normally and the sign
    after a dateline is a full stop.
    """
    pack = attribution_pack("en")
    text = report.text
    clean = written_out(unfenced(text))
    front = found.end() if (found := front_matter(text)) else 0
    pieces = [_after_prefix(clean, front + s, front + e, pack) for s, e in split_blocks(text[front:])]
    pieces = [(s + bare_place_end(clean[s:e], clean), e) for s, e in pieces]
    pieces = [_after_handle(clean, s, e, pack) for s, e in _after_times(clean, pieces, pack)]
    turns = turns_of(clean, pieces, report.outlet, _signed(clean, pieces, pack))
    if not turns:
        pieces, tagged = cut_at_quotes(clean, pieces)
        entries = frozenset(i for i, (s, _) in enumerate(pieces) if _is_entry(clean, s))
        turns = written_by(text, clean, pieces, tagged, entries, report.outlet)
    pieces = [(turns[i].body if i in turns else s, e) for i, (s, e) in enumerate(pieces)]
    headings = frozenset(i for i, (s, _) in enumerate(pieces) if is_heading(clean, s))
    kinds = kinds_of(report.title, [clean[s:e] for s, e in pieces], pack, turns, headings)
    ends = {i: m for i, (s, e) in enumerate(pieces) if i not in turns and (m := _passed_on(clean, s, e))}
    pieces = [(s, ends[i].start() if i in ends else e) for i, (s, e) in enumerate(pieces)]
    printed = text if clean != text else None
    carried = fences(text)
    short = abbreviations(text)
    within = capitals_within(
        " ".join(clean[s:e] for (s, e), k in zip(pieces, kinds, strict=True) if k in TEXT)
    )
    copies = [
        parse_copy(as_a_sentence(clean[s:e], within) if k is BlockKind.HEADLINE else clean[s:e], short)
        for (s, e), k in zip(pieces, kinds, strict=True)
    ]
    docs = parser(map(closed_up, copies) if printed else copies)
    if printed:
        docs = [spread(d, c) if d.text != c else d for d, c in zip(docs, copies, strict=True)]
    quoted = _set_off(text, pieces)
    return Page(
        report,
        tuple(
            PageBlock(
                report.id,
                clean,
                n,
                start,
                end,
                kind,
                doc,
                start in quoted,
                turns.get(n - 1),
                fence_at(carried, start),
                printed,
                _is_entry(clean, start),
                ends[n - 1].span("who") if n - 1 in ends else None,
            )
            for n, ((start, end), kind, doc) in enumerate(zip(pieces, kinds, docs, strict=True), 1)
        ),
    )


def _passed_on(text: str, start: int, end: int) -> re.Match[str] | None:
    """The end of an entry that tells whence it comes."""
    return layout().posts.passed_on.search(text, start, end) if _is_entry(text, start) else None


def _is_entry(text: str, start: int) -> bool:
    """Whether a sign or a time has been taken from before a block."""
    line = text[max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1 : start]
    return _SIGNS.match(line) is not None or any(c.isdigit() for c in line)


def _set_off(text: str, pieces: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Where the blocks begin that stand behind deeper marks (">") than a block before that announces them
    by a colon, with those that go on at that depth; a wire with its dateline speaks for itself."""
    depths = [_depth(text, start) for start, _ in pieces]
    out: set[int] = set()
    for i, (start, _) in enumerate(pieces):
        before = i - 1
        if before < 0 or not depths[i]:
            continue
        goes_on = pieces[before][0] in out and depths[i] == depths[before]
        announced = depths[i] > depths[before] and text[pieces[before][1] - 1] == ":"
        if goes_on or (announced and not dateline_end(text[start : pieces[i][1]])):
            out.add(start)
    return frozenset(out)


def _depth(text: str, start: int) -> int:
    line = text[max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1 : start]
    return line.count(">") if not line.strip("> \t") else 0


def split_blocks(text: str) -> list[tuple[int, int]]:
    """Start and end of each block: a line, or a paragraph of several lines where copy is hard-wrapped.

    What a page carries between marks or with a mark before each line is cut by itself.
    """
    clean = written_out(unfenced(text))
    lines = [(m.start(), m.end()) for m in _LINE.finditer(clean) if m.group().strip()]
    out: list[tuple[int, int]] = []
    free = lines
    for fence in fences(text):
        inside = [x for x in lines if fence[0][0] <= x[0] < fence[-1][1]]
        free = [x for x in free if x not in inside]
        out += _blocks(clean, inside, least=2)
    return sorted(_blocks(clean, free) + out) if out else _blocks(clean, free)


def _blocks(text: str, lines: list[tuple[int, int]], least: int = 3) -> list[tuple[int, int]]:
    if not _hard_wrapped(text, lines, least):
        return _mended(text, [_stripped(text, s, e) for s, e in lines])
    labels = labels_in(text, lines)
    heads = header_lines(text, lines)
    blocks: list[tuple[int, int]] = []
    for i, (start, end) in enumerate(lines):
        goes_on = (
            i > 0
            and i not in labels
            and i not in heads
            and i - 1 not in heads
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
    signs = _SIGNS.match(text, start, end)
    if signs is not None and signs.end() < end:
        start = signs.end()
    found = pack.prefix.match(text[start:end])
    return (start + found.end(), end) if found and start + found.end() < end else (start, end)


def _after_times(text: str, pieces: list[tuple[int, int]], pack: AttributionPack) -> list[tuple[int, int]]:
    """The blocks of a live page without the time that opens each entry."""
    found = {i: m for i, (s, e) in enumerate(pieces) if (m := layout().live.time.match(text, s, e))}
    found = {i: m for i, m in found.items() if m.end() > m.start()}
    if len(found) < _ENTRIES:
        return pieces
    return [
        _after_prefix(text, found[i].end(), e, pack) if i in found and found[i].end() < e else (s, e)
        for i, (s, e) in enumerate(pieces)
    ]


def _after_handle(text: str, start: int, end: int, pack: AttributionPack) -> tuple[int, int]:
    """A post without the name of whom it answers ("@ilves then tell him")."""
    found = _HANDLE.match(text, start, end)
    if found is None or found["next"].lower() in pack.verbs:
        return start, end
    return found.start("next"), end


def _signed(text: str, pieces: list[tuple[int, int]], pack: AttributionPack) -> str | None:
    """The line at the top that tells who wrote the page."""
    byline = pack.blocks.get(BlockKind.BYLINE)
    lines = (text[s:e].strip("*_ ") for s, e in pieces[:_TOP])
    return next((x for x in lines if byline and len(x) < 160 and byline.search(x)), None)


def _indent(text: str, start: int) -> int:
    return len(text[start : start + 12]) - len(text[start : start + 12].lstrip())


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _hard_wrapped(text: str, lines: list[tuple[int, int]], least: int = 3) -> bool:
    """Whether the lines are broken by width: none is long, and most full ones end within a sentence."""
    if len(lines) < least or max(e - s for s, e in lines) > _WRAP:
        return False
    joined = [text[s:e].rstrip() for (s, e), (after, _) in pairwise(lines) if text[e:after].count("\n") < 2]
    broken = sum(len(x) >= 40 and not _ENDS.search(x) for x in joined)
    if (
        least < 3
        and not any(text[s:e].lstrip()[:1].islower() for s, e in lines)
        and not shouted(text[slice(*lines[0])])
    ):
        return False  # a list, each line of which begins anew
    return broken >= max(least - 1, 0.5 * len(joined))


def parse_copy(words: str, short: frozenset[str] = frozenset()) -> str:
    """The copy of a block that is parsed: same length, differing in case, line breaks and marks only.
    `short` are the short forms that copy in capitals has introduced.

    Editors' insertions in square brackets are written in round ones, and telex marks such as
    "[TEXT]" left out; marks written as two characters become one and a space.
    """
    out = UNSEEN.sub(" ", re.sub(r"[\r\n\t\u2028\u2029\xa0]", " ", words)).replace("**", "  ")
    out = _without_links(out)
    out = _TELEX.sub(lambda m: " " * len(m.group()), out)
    out = re.sub(r"\[([^\[\]]*)\]", r"(\1)", out)
    out = _MARKED_NAME.sub(r"\1 ", out)
    out = re.sub(r"(?<=\s)(?:''|``)(?=\w)|^(?:''|``)(?=\w)", ' "', out).replace("''", '" ')
    out = _GLUED.sub(r"\1 ", out)
    out = _hyphened().sub(lambda m: m.group().replace(" ", "-"), out)
    loud = shouted(out)
    if loud:
        out = written_normally(out, short)
    label = label_before(words)
    if label:
        out = out[:label] + "." + out[label + 1 :]
    mark = dateline_mark(words, loud)
    if mark:
        at = mark.end("mark") - 1
        out = out[:at] + "." + out[at + 1 :]
        if words[mark.start("mark") : mark.end("mark")].strip() == "--":
            out = out[: at - 1] + " " + out[at:]
    return out.replace(" -- ", " —  ") if loud else out


@lru_cache(maxsize=1)
def _hyphened() -> re.Pattern[str]:
    words = "|".join(w[:1].upper() + w[1:].replace(" ", r" (?i:") + ")" for w in grammar().writing.hyphened)
    return re.compile(rf"\b(?:{words})\b")


def label_before(words: str) -> int:
    """Where the colon stands after what an item of a list is about and takes up by a pronoun ("The army: It
    says ..."); 0 where there is none."""
    found = _topic().match(words)
    return found.start("colon") if found else 0


@lru_cache(maxsize=1)
def _topic() -> re.Pattern[str]:
    p = grammar().pronouns
    taken_up = "|".join(sorted({w.capitalize() for w in p.person | p.thing | p.many | p.possessive}))
    return re.compile(rf"[^\W\d_][^:.!?;,\"“\n]{{1,40}}(?P<colon>:)(?= (?:{taken_up})\b)")
