"""Quotations: where words stand between marks, whatever the marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from truceline.reading.grammar import grammar
from truceline.reading.page import UNSEEN, Page, PageBlock

_PAIRS = {"“": "”", "«": "»", "„": "“”", "‟": "”", "〝": "〞", "「": "」"}
_DOUBLE = re.compile("[" + "".join(sorted({*_PAIRS, *"".join(_PAIRS.values()), '"'})) + "]")
_MARK = re.compile(r"""["'`‘’“”«»„‟〝〞「」]""")
_SINGLE_OPEN = re.compile(r"(?:(?<=^)|(?<=[\s(\[—–:,]))[‘'](?!\d0s\b)(?=[\w\[(])")
_HALF_CLOSED = re.compile(r"[.!?][’'](?=\s+[^\W\da-z_])")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…)\]])[’'](?=$|[\s.,;:!?)\]—–-])")
_LETTERS = re.compile(r"[^\W\d_]+")
_SMALL, _LONG = 4, 7
"""Letters of a small word within a title ("The Lead with Jon Tolle") and words of a title, at the most."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between marks; offsets of the report's text, marks included.

    `opened` and `closed` tell whether the mark is there: a quotation carried over paragraphs
    opens each of them and closes in the last.
    """

    block: int
    start: int
    end: int
    closed: bool = True

    def holds(self, offset: int) -> bool:
        return self.start <= offset < self.end


def quotations(page: Page) -> tuple[Quotation, ...]:
    """The outermost quotations of every block that can hold claims, in order of the text."""
    return tuple(q for b in page.blocks if b.readable for q in quotations_of(b))


def quotations_of(block: PageBlock) -> list[Quotation]:
    """The outermost quotations of one block; an unclosed one runs to the block's end, and what is
    said in a turn is a quotation as a whole."""
    return list(_outermost(block))


@lru_cache(maxsize=256)
def _outermost(block: PageBlock) -> tuple[Quotation, ...]:
    words = block.words
    if block.spoken or block.quoted:
        return (Quotation(block.number, block.start, block.end),)
    wired = [m.span() for m in grammar().attribution.telegram_marks.finditer(words)]
    if wired:
        return tuple(Quotation(block.number, block.start + s, block.start + e) for s, e in wired)
    if not _MARK.search(words):
        return ()
    words = UNSEEN.sub(" ", words)
    double = _double(words)
    found = double if double else in_single_marks(words)
    return tuple(
        Quotation(block.number, block.start + s, block.start + e, c)
        for s, e, c in found
        if not _is_title(words, s, e)
    )


def _is_title(text: str, start: int, end: int) -> bool:
    """Whether marks hold the name of a programme or a book (on CNN's "State of the Union")."""
    words = _LETTERS.findall(text[start:end])
    if not 1 < len(words) <= _LONG or not (words[0][0].isupper() and words[-1][0].isupper()):
        return False
    small = grammar().attribution.small_in_names
    if not all(w[0].isupper() or w in small or len(w) <= _SMALL for w in words):
        return False
    before = text[:start].rstrip()
    last = before.split()[-1].lower() if before else ""
    return last.endswith(grammar().writing.owner_marks) or last in grammar().attribution.by_statement


def _double(words: str) -> list[tuple[int, int, bool]]:
    out: list[tuple[int, int, bool]] = []
    start, close, depth = -1, "", 0
    plain = words.replace("''", '"\0').replace("``", '"\0')
    if plain != words:
        return [(s, e + (plain[e : e + 1] == "\0"), c) for s, e, c in _double(_as_if_single_mark(plain))]
    for m in _DOUBLE.finditer(words):
        i, c = m.start(), m.group()
        if start < 0:
            if c in _PAIRS:
                start, close, depth = i, _PAIRS[c], 1
            elif c == '"' and not out and _only_closes(words, i):
                out.append((_sentence_start(words, i), i + 1, True))
            elif c == '"':
                start, close, depth = i, '"', 1
            elif c == "”" and (_opens(words, i) or not words[:i].strip()) and "”" in words[i + 1 :]:
                start, close, depth = i, "”", 1
            elif c == "”" and not out:
                out.append((0, i + 1, True))
        elif c == '"' and close == '"':
            if _opens(words, i) and not _closes(words, i):
                out.append((start, i, False))
                start = i
            else:
                out.append((start, i + 1, True))
                start = -1
        elif c == "”" and close == '"' and _closes(words, i) and not _closed_later(words, i, close):
            out.append((start, i + 1, True))
            start = -1
        elif c in close and close != '"':
            depth -= 1
            if depth <= 0:
                out.append((start, i + 1, True))
                start = -1
        elif c in _PAIRS and _PAIRS[c] == close:
            if _opens(words, i):
                half = _half_closed(words, start, i) if depth == 1 else -1
                if half > 0:
                    out.append((start, half, True))
                    start, depth = i, 0
                depth += 1
            elif _closes(words, i):
                depth -= 1
                if depth <= 0:
                    out.append((start, i + 1, True))
                    start = -1
        elif (c == '"' and close != '"' and _closes(words, i) and not _closed_later(words, i, close)) or (
            c == '"' and close != '"' and '"' not in words[i + 1 :] and words.count('"') == 1
        ):
            out.append((start, i + 1, True))
            start = -1
    if start >= 0:
        at = max((words.find(x, start) for x in close), default=-1)
        if depth > 1 and at > 0:
            out.append((start, at + 1, True))
        else:
            out.append((start, len(words), False))
    return [(s, e, c) for s, e, c in out if re.search(r"\w", words[s:e])]


def _only_closes(words: str, i: int) -> bool:
    """Whether a straight mark closes a quotation that nobody opened ("... than this," he said)."""
    lone = words.count('"') == 1 and i > 0 and words[i - 1] in ",.!?" and not _opens(words, i)
    return lone and (i + 1 == len(words) or words[i + 1].isspace())


def _sentence_start(words: str, i: int) -> int:
    """Where the sentence begins that a closing mark ends: the block, or after the last full stop."""
    found = [m.end() for m in re.finditer(r"[.!?]\s+(?=[A-Z])", words[: i - 1])]
    return found[-1] if found and len(words[found[-1] : i].split()) > 3 else 0


def _as_if_single_mark(plain: str) -> str:
    """Marks written as two characters, with a letter or a space for the second, so that edges read right."""
    out = list(plain)
    for i, c in enumerate(plain):
        if c == "\0":
            opening = i < 2 or plain[i - 2].isspace() or plain[i - 2] in "([—–-"
            out[i] = "x" if opening else " "
    return "".join(out)


def _half_closed(words: str, start: int, i: int) -> int:
    """Where a quotation of double marks ends with a single one, before the next opens; -1 if it does not."""
    found = _HALF_CLOSED.search(words, start + 1, i)
    if found is None or words[i:].count("”") > words[i:].count("“"):
        return -1
    return -1 if _SINGLE_OPEN.search(words, start + 1, found.start()) else found.end()


def _closed_later(words: str, i: int, close: str) -> bool:
    """Whether the proper closing mark comes before the next opening one."""
    at = min((p for x in close if (p := words.find(x, i + 1)) >= 0), default=-1)
    opens = next(
        (k for k in range(i + 1, len(words)) if words[k] in _PAIRS or (words[k] == '"' and _opens(words, k))),
        -1,
    )
    return at >= 0 and (opens < 0 or at < opens)


def _opens(words: str, i: int) -> bool:
    return (i == 0 or words[i - 1].isspace() or words[i - 1] in "([—–-'‘:") and (
        i + 1 < len(words) and not words[i + 1].isspace()
    )


def _closes(words: str, i: int) -> bool:
    return i > 0 and not words[i - 1].isspace() and (i + 1 == len(words) or not words[i + 1].isalnum())


def in_single_marks(words: str) -> list[tuple[int, int, bool]]:
    """Where words stand between single marks, and whether these are closed; they count as quotations only where
    the block has no double ones."""
    out: list[tuple[int, int, bool]] = []
    at = 0
    while opened := _SINGLE_OPEN.search(words, at):
        closes = list(_SINGLE_CLOSE.finditer(words, opened.end() + 1))
        closed = next(
            (
                m
                for m in closes
                if not re.search(r"s$", words[: m.start()]) or not _more_before_opening(words, m, closes)
            ),
            None,
        )
        if not closed:
            before = words[: opened.start()].rstrip()
            if words[opened.end()].isupper() and (not before or before[-1] in ".!?’'"):
                out.append((opened.start(), len(words), False))
            break
        out.append((opened.start(), closed.end(), True))
        at = closed.end()
    return out


def _more_before_opening(words: str, m: re.Match[str], closes: list[re.Match[str]]) -> bool:
    """Whether a plural's apostrophe may be meant: another closing mark comes before the next opening one."""
    following = next((c for c in closes if c.start() > m.start()), None)
    opening = _SINGLE_OPEN.search(words, m.end())
    return following is not None and (opening is None or following.start() < opening.start())
