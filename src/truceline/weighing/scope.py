"""What a count spans, and whether it tells a plan or a deed, by the words beside the figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from truceline.model.reading import Figure, WhenType
from truceline.weighing.kinds import deeds_in
from truceline.weighing.nodes import Node, day
from truceline.weighing.words import Pack, classes, negated, sentence_bounds, words

_REACH = 60
"""Characters before a figure in which a verb may hold its act back."""
_DUTY = 30
"""Characters before a figure in which its sentence tells that it is due ("provides for 26")."""
_CLAUSE = re.compile(r"[,;:(\[\"“]")
_LIST = 45
"""Characters between two parts of one list."""
_STOPS = re.compile(r"[.;:]")
_VERB, _FATE = 4, 6
"""Words after "has" within which its verb stands, or before a number; behind it, what became of those counted."""
HARM = frozenset({"kill", "injure", "displace"})
_MARKS = re.compile(r"[,;:](?=\s)|[—–]|\s-\s")


def part_at(node: Node, figure: Figure) -> tuple[str, int]:
    """The part of the sentence that holds the figure, between marks and joining words, and where
    in it the figure begins."""
    text = node.report.text
    start, end = sentence_bounds(text, figure.span.start)
    sentence, offset = text[start:end], figure.span.start - start
    cuts = [m.end() for m in _MARKS.finditer(sentence)]
    joins = node.pack.turns.get("joins")
    if joins:
        cuts += [m.start() for m in joins.finditer(sentence)]
    first = max((c for c in cuts if c <= offset), default=0)
    last = min((c for c in cuts if c > offset), default=len(sentence))
    return sentence[first:last], offset - first


def mode_of(node: Node, figure: Figure) -> str:
    """The figure's mode; "planned" where its part of the sentence tells of a plan ("are to be
    freed"), or of an act that was held back ("suspended the release of 40")."""
    if figure.mode == "denied" and (_is_known(node, figure) or _denied_behind(node, figure)):
        return "done"
    if figure.mode != "done":
        return figure.mode
    part, at = part_at(node, figure)
    opens = node.pack.turns.get("opens")  # what stands before it tells of another clause
    first = max((m.end() for m in (opens.finditer(part) if opens else ()) if m.end() <= at), default=0)
    part, at = part[first:], at - first
    if (
        node.pack.turn("planned", part)
        or node.pack.turn("duty", part[max(0, at - _DUTY) : at])
        or node.pack.turn("withheld", part[max(0, at - _REACH) : at])
    ):
        return "planned"
    return "done"


def has_not(node: Node, figure: Figure) -> bool:
    """Whether what is denied is told of those whom the figure counts: so many "have not been paid"."""
    part, at = part_at(node, figure)
    return _denied_behind(node, figure) and negated(words(part[at:], node.pack), node.pack)


def _denied_behind(node: Node, figure: Figure) -> bool:
    """Whether nothing before the figure in its sentence denies anything."""
    text = node.report.text
    before = text[sentence_bounds(text, figure.span.start)[0] : figure.span.start]
    return not negated(words(before, node.pack), node.pack)


def _is_known(node: Node, figure: Figure) -> bool:
    """Whether those counted are spoken of as known: what is denied is what they did, and not their number."""
    before = node.report.text[max(0, figure.span.start - 30) : figure.span.start].split()[-1:]
    plain = words(before[0]) if before else []
    if plain and plain != words(before[0], node.pack):
        return True
    opening = words(figure.span.quote, node.pack)[:1]
    return any(w in node.pack.definite for w in (*plain, *opening))


def is_share(node: Node, figure: Figure, after: Figure | None) -> bool:
    """Whether the figure is so many out of the next: the 19 of "19 of the 33", whose 33 is the whole."""
    if after is None or not figure.span.end <= after.span.start <= figure.span.end + _REACH:
        return False
    between = words(node.report.text[figure.span.end : after.span.start], node.pack)
    return " ".join(between) in node.pack.shares


def is_due(node: Node, figure: Figure) -> bool:
    """Whether a whole that a share is taken of is what is to be done: "one of the 26 that are to be withdrawn"."""
    text = node.report.text
    _, end = sentence_bounds(text, figure.span.start)
    after = text[figure.span.end : min(end, figure.span.end + 2 * _REACH)]
    return node.pack.turn("planned", after) or node.pack.turn("under", after)


def is_count(node: Node, figure: Figure) -> bool:
    """Whether the figure counts something: no date read as a number, no "phase one"."""
    if any(
        w.span.overlaps(figure.span) and w.type in (WhenType.DATE, WhenType.TIME) for w in node.reading.times
    ):
        return False
    plain = words(figure.counted or "", node.pack)
    named = classes(figure.counted or "", node.pack)
    if plain and plain[-1] in node.pack.months:
        return False
    return not (named and named[-1] in {"phase", *node.pack.ordinals.values()})


def among(node: Node, figure: Figure, before: Figure | None, part: str) -> str:
    """What the figure is a part of, where it counts some of those counted just before: "captives"
    for the eight of "33 captives, eight of them dead". `part` is what the figure before is a part of,
    for lists ("25 of them living and eight dead")."""
    if before is None or not 0 <= figure.span.start - before.span.end <= _REACH:
        return ""
    text = node.report.text
    if " ".join(words(text[figure.span.end : figure.span.end + 12], node.pack)[:2]) in node.pack.parts:
        return part or before.counted or ""
    between = text[before.span.end : figure.span.start]
    plain = figure.category is None and figure.counted in (None, before.counted)
    if plain and " ".join(words(between, node.pack)[-2:]) in node.pack.parts:
        return part or before.counted or ""
    own = figure.counted not in (None, before.counted) and figure.category is None
    return part if part and not own and not _STOPS.search(between) and len(between) <= _LIST else ""


def some_of(node: Node, figure: Figure) -> str:
    """Whom a figure counts some of that were named just before it ("of the captives, eight"); empty where it counts
    none of these."""
    of = figure.counted_span
    if of is None or of.end > figure.span.start:
        return ""
    text = node.report.text
    led = _CLAUSE.split(text[sentence_bounds(text, of.start)[0] : of.start])[-1]
    return (figure.counted or "") if " ".join(words(led, node.pack)) in node.pack.shares else ""


def fate_of(node: Node, figure: Figure) -> str:
    """What became of the things that a figure counts some of ("58 were disqualified", "disputes 15"); empty where that
    is not told."""
    text, language = node.report.text, node.pack
    start, end = sentence_bounds(text, figure.span.start)
    others = [f.span for f in node.reading.figures if f.span != figure.span]
    start = max((s.end for s in others if start <= s.end <= figure.span.start), default=start)
    end = min((s.start for s in others if figure.span.end <= s.start < end), default=end)
    behind = words(text[figure.span.end : end])
    before = _fate(words(text[start : figure.span.start])[-_VERB:][::-1], language)
    if behind and behind[0] in language.genitive and before:
        return before  # "35 of those accepted": that is what the others are
    return _fate(behind[:_FATE], language) or before


def _fate(told: Sequence[str], language: Pack) -> str:
    pairs = (f"{a} {b}" for a, b in pairwise(told))
    known = language.fates
    return next((known[t] for t in (*told, *pairs) if t in known), "")


def measures_something_else(figure: Figure, node: Node) -> bool:
    """Whether the figure has a unit of measure (money, length): it counts no people and no acts."""
    if figure.unit in (None, "person", "people", "item", "count", "percent"):
        return False
    unit = classes(figure.unit or "", node.pack)
    return not set(unit) & set(classes(figure.counted or "", node.pack))


def on_day(node: Node, figure: Figure, stop: int | None = None) -> int | None:
    """The day of the occasion that is counted: in a list of days the one told next, else the figure's
    own, else the only one of its claim. `stop`: where some of those counted are told of, with the day that is theirs."""
    text = node.report.text
    told = [
        (w.span.start, d)
        for w in node.told_times
        if (stop is None or w.span.start < stop)
        and "/" not in (w.edtf or w.value)
        and not node.pack.turn("total", text[max(0, w.span.start - 8) : w.span.end])
        and not node.pack.turn("apart_from", text[max(0, w.span.start - 7) : w.span.start])
        and (d := day(w.edtf or w.value))
    ]
    if len({d for _, d in told}) == 1:
        return told[0][1] if not figure.window or "/" not in figure.window else None
    after = min(((at, d) for at, d in told if at > figure.span.end), default=None)
    if after and not any(figure.span.end < f.span.start < after[0] for f in node.reading.figures):
        return after[1]
    if figure.window and "/" not in figure.window:
        return day(figure.window)
    return None


def by_now(node: Node, figure: Figure, deed: str, part: str) -> bool:
    """Whether a toll is told in the perfect in its part of the sentence, of no attack: it is what has come to be
    by now."""
    language = node.pack
    if deed not in HARM or figure.mode != "done" or not language.turn("perfect", part):
        return False
    if "strike" in classes(part, language) or language.turn("that_day", part):
        return False
    verbs = [" ".join(words(part[m.end() :])[:_VERB]) for m in language.turns["perfect"].finditer(part)]
    return any(HARM & set(deeds_in(classes(verb, language), language)) for verb in verbs)


def further_of_others(figure: Figure, before: Figure) -> bool:
    """ "Another 40 have been hurt", after a number of dead: they come on top of nobody hurt before."""
    return figure.cumulative is False and figure.window is None and figure.category != before.category
