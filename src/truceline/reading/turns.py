"""Pages in turns: interviews, transcripts, hearings, press conferences.

Paragraphs open with a label and a colon ("ILVES:", "Q:", "**Radio Marsh:**"), and labels come again. What
follows a label, up to the next, is that speaker's own words; the questions of whoever asks for the outlet
are the outlet's. A page whose questions are set in bold and whose answers bear no label is one of turns, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from truceline.reading.layout import layout
from truceline.reading.names import folded

__all__ = ["Label", "Turn", "labels_in", "turns_of"]

_WHO = r"(?:\*\*|__)?(?P<who>[^\W\d_][^\r\n:*_\[\]\"“”?!]{0,48}?)(?:\*\*|__)?"
_REST = r"(?:\*\*|__)?[ \t]*(?=\S)"
_LABELS = {
    ":": re.compile(rf"{_WHO}(?P<mark>\s?:){_REST}"),
    "-": re.compile(rf"{_WHO}(?P<mark>\s[—–-]){_REST}"),
    ".": re.compile(rf"{_WHO}(?P<mark>(?<=[^\W\d_a-z]{{2}})\.(?=\s)){_REST}"),
}
_BRACKETS = re.compile(r"\([^()]*\)?")
_BOLD = re.compile(r"(?:\*\*|__)(?P<what>[^*\n]{8,}\?)\s*(?:\*\*|__)$")
_ADDRESS = re.compile(r"(?P<who>[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){0,3}), (?=\w)")
_CLOSES = re.compile(r"[^\w\s]*\?[^\w\s]*$")
_ASIDE = re.compile(r"[(\[*_][^()\[\]]*[)\]*_][.]?$")
_LEAST = 3
"""Labelled paragraphs from which on a page is one of turns."""
_WORDS = 6
_ASKING = 0.5
"""Part of its turns that end in a question from which on a label is who asks, where another answers."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the beginning of a line: its words, and where what is said begins; offsets of the text."""

    start: int
    end: int
    mark: tuple[int, int]
    body: int
    name: str


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn a block is: `who` are the words of the label, None where a page labels no answer."""

    who: tuple[int, int] | None
    asks: bool
    mark: tuple[int, int]
    """The sign after the label, or after the question that is answered."""
    body: int
    """Where the words begin that are said in this block."""


def labels_in(text: str, lines: Sequence[tuple[int, int]]) -> dict[int, Label]:
    """The labels of a text in turns, by the line that they open; none where its lines are no turns."""
    found = {i: x for i, (s, e) in enumerate(lines) if (x := _label(text, s, e)) is not None}
    count = Counter(x.name for x in found.values())
    again = {n for n, k in count.items() if k > 1}
    if len(found) < _LEAST or not again or len(count) < 2:
        return {}
    told = [x for x in found.values() if x.name in again]
    if len(told) < _LEAST or not _alternate(told, found):
        return {}
    first = min(x.start for x in told)
    return {i: x for i, x in found.items() if x.start >= first}


def _alternate(told: Sequence[Label], found: dict[int, Label]) -> bool:
    """Whether labels take turns, as those of a list or a table do not."""
    row = [x.name for _, x in sorted(found.items())]
    changes = sum(a != b for a, b in pairwise(row))
    return changes >= (len(told) if len({x.name for x in told}) == 1 else (len(row) - 1) / 2)


def _label(text: str, start: int, end: int) -> Label | None:
    """The label that opens a line, before a colon, or before a dash or a full stop where it is written so
    that it can be nothing else."""
    words = layout().turns
    for mark, pattern in _LABELS.items():
        m = pattern.match(text, start, end)
        if m is None or m.end() >= end:
            continue
        who = m["who"].strip()
        parts = _BRACKETS.sub(" ", who).replace(".", " ").replace(",", " ").split()
        if not parts or len(parts) > _WORDS or parts[0].lower() in words.nobody:
            continue
        letter = parts[0].lower() in words.askers | words.answerers and who[0].isupper()
        loud = len(parts) > 1 and len(parts[-1]) > 1 and parts[-1].isupper()
        if (mark == "-" and not (letter or who.isupper())) or (mark == "." and not loud):
            continue
        named = all(w[0].isupper() or w.lower() in words.small or not w[0].isalpha() for w in parts)
        if letter or named:
            at, sign = m.start("who"), m.end("mark")
            return Label(at, at + len(m["who"].rstrip()), (sign - 1, sign), m.end(), folded(" ".join(parts)))
    return None


def turns_of(
    text: str, blocks: Sequence[tuple[int, int]], outlet: str | None, by: str | None = None
) -> dict[int, Turn]:
    """For each block of a turn, by its place, whose turn it is; `by` is who signs the page."""
    labels = labels_in(text, blocks)
    if not labels:
        return _bold_turns(text, blocks)
    asking = _askers(text, blocks, labels, outlet, by)
    out: dict[int, Turn] = {}
    now: Label | None = None
    last = max(labels)
    for i, (start, end) in enumerate(blocks):
        here = labels.get(i)
        now = here or now
        if now is None:
            continue
        if here is None and i > last and _about_turns(text[start:end], text[now.start : now.end]):
            break
        if here is None and _ASIDE.match(text[start:end]):
            continue
        body = _after_address(text, here.body, end, labels) if here else start
        out[i] = Turn((now.start, now.end), now.name in asking, now.mark, body)
    return out


def _after_address(text: str, start: int, end: int, labels: dict[int, Label]) -> int:
    """Where a turn begins after the one whom it is put to ("General Reiv, when did ...")."""
    found = _ADDRESS.match(text, start, end)
    if found is None:
        return start
    called = folded(found["who"]).replace(".", " ").split()
    names = {w for x in labels.values() for w in x.name.split()} - layout().turns.small
    return found.end() if called[-1] in names else start


def _about_turns(words: str, who: str) -> bool:
    """Whether a paragraph after the last label is the page's own: it tells of the turns or of the speaker."""
    parts = re.findall(r"[^\W\d_]{4,}", who)
    named = any(re.search(rf"\b{re.escape(w)}\b", words, re.IGNORECASE) for w in parts)
    return named or layout().turns.about.search(words) is not None or not re.search(r"[.!?…][\"”’)]*$", words)


def _askers(
    text: str,
    blocks: Sequence[tuple[int, int]],
    labels: dict[int, Label],
    outlet: str | None,
    by: str | None,
) -> frozenset[str]:
    """The labels of who asks for the outlet."""
    words = layout().turns
    names = list(dict.fromkeys(x.name for _, x in sorted(labels.items())))
    asking = {n for n in names if set(n.split()) & words.askers or _is_outlet(n, outlet) or _signs(n, by)}
    if asking or len(names) != 2:
        return frozenset(asking)
    asks = {n: _asked(text, blocks, labels, n) for n in names}
    most = max(names, key=lambda n: asks[n])
    other = next(n for n in names if n != most)
    return frozenset({most}) if asks[most] >= _ASKING and asks[other] < asks[most] / 2 else frozenset()


def _asked(text: str, blocks: Sequence[tuple[int, int]], labels: dict[int, Label], name: str) -> float:
    turns = [i for i, x in labels.items() if x.name == name]
    return sum(bool(_CLOSES.search(text[slice(*blocks[i])])) for i in turns) / len(turns)


def _is_outlet(label: str, outlet: str | None) -> bool:
    """Whether a label is the outlet's name, a word of it, or its first letters."""
    names = [w for w in folded(outlet or "").replace(".", " ").split() if w not in layout().turns.small]
    if not names:
        return False
    parts = [w for w in label.split() if w not in layout().turns.small]
    return all(p in names for p in parts) or label.replace(" ", "") == "".join(n[0] for n in names)


def _signs(label: str, by: str | None) -> bool:
    """Whether a label is who signs the page, or their first letters."""
    names = [w for w in folded(by or "").replace(".", " ").split() if w.isalpha()]
    if len(names) < 2:
        return False
    return label.split()[-1] == names[-1] or label.replace(" ", "") == "".join(n[0] for n in names)


def _bold_turns(text: str, blocks: Sequence[tuple[int, int]]) -> dict[int, Turn]:
    """Turns whose questions stand in bold; what follows each is the answer of the one who is asked."""
    asked = [i for i, (s, e) in enumerate(blocks) if _BOLD.match(text[s:e])]
    if len(asked) < _LEAST:
        return {}
    out: dict[int, Turn] = {}
    mark = (0, 0)
    for i in range(asked[0], len(blocks)):
        start, end = blocks[i]
        if i > asked[-1] + 1 and _about_turns(text[start:end], ""):
            break
        if i in asked:
            at = text.rindex("?", start, end)
            mark = (at, at + 1)
        out[i] = Turn(None, i in asked, mark, start)
    return out
