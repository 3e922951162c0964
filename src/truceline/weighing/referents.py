"""What a number without a noun counts ("by noon 938", "four of them", "requires 1,200"), and of what it is a part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from truceline.model.reading import Figure
from truceline.model.span import Span
from truceline.weighing.kinds import PERSON, deed_in, is_plural, kind_of
from truceline.weighing.nodes import Node
from truceline.weighing.scope import HARM
from truceline.weighing.words import Pack, classes, sentence_at, sentence_bounds, words

_SPEAKER = re.compile(r"(?m)^[^\W\d_]+:\s")
_NOUN = re.compile(r"[^\W\d_]+")
_BREACH = "violation"
_LEADS = 16
_FURTHEST = 6
"""Words of weight between a figure and its matter."""
_APART = 3
"""So many words further off counts a matter that another clause tells."""
_NEAR = 70
"""Characters on each side of a figure in which its matter is looked for."""
_ACT = 5
"""Words of weight before a number of times in which its verb stands."""
_BACK = 260
"""Characters back at which the noun counted may stand."""


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with what stands elsewhere: the noun it counts, the figure it is some of, and the whole of
    which it is a share."""

    figure: Figure
    part_of: int | None = None
    """Which figure of the report it is some of ("four of them")."""
    whole: float | None = None
    """The 26 of "fourteen of the 26"."""
    parts: tuple[int, ...] = ()
    """The figures that make it up ("five: four farmers and a guard")."""
    like: int | None = None
    """Which figure before it told the noun that it counts ("28 miners fell. Their number has reached 40")."""
    level: str = ""
    """Whether a number tells how many there are "after" a change, or were "before" it."""


def told_figures(text: str, figures: Sequence[Figure], language: Pack) -> list[Told]:
    """The figures of a report in the order of its text, each with what it refers to."""
    found: list[Told] = []
    for n, figure in enumerate(figures):
        part = _part_of(text, figures, n, language)
        told = Told(figure, part)
        more = _is_more(text, figure, language)
        if figure.unit in language.times and len(words(figure.counted or "")) < 2:
            found.append(Told(_acts(text, figure, language)))
            continue
        if (of_level := _level(text, figure, language)) is not None:
            found.append(replace(told, figure=of_level[0], level=of_level[1]))
            continue
        if _bare(figure) or more or (part is not None and figure.counted is None):
            named = part if part is not None else _last_counting(text, figures, n, language, people=more)
            if named is None and _of_people(text, figure, language):
                told = replace(told, figure=replace(figure, unit="person"))
            if named is None and (noun := _noun_before(text, figure, language)):
                kind = kind_of(noun, language)
                unit = "person" if kind and kind.family == PERSON else noun
                told = replace(told, figure=replace(figure, counted=noun, unit=unit))
            if named is not None:
                of = found[named].figure
                category = figure.category if more else None
                told = replace(
                    told,
                    like=named,
                    figure=replace(
                        figure,
                        counted=of.counted,
                        counted_span=of.counted_span,
                        unit=of.unit,
                        category=category,
                    ),
                )
        after = figures[n + 1] if n + 1 < len(figures) else None
        if after is not None and _between(text, figure, after, language) in language.shares:
            told = replace(told, whole=after.best)
        found.append(told)
    for n, told in enumerate(found):
        found[n] = replace(told, parts=_parts(text, found, n))
    return found


def _acts(text: str, figure: Figure, language: Pack) -> Figure:
    """ "Opened fire seven times", "ten times violated the truce": what is counted are the acts that the verb tells."""
    first, last = sentence_bounds(text, figure.span.start)
    after = classes(text[figure.span.end : last], language)[:1]
    before = classes(text[first : figure.span.start], language)[-_ACT:]
    act = next(
        (c for c in (*after, *reversed(before)) if c in language.matters and kind_of(c, language)), None
    )
    if act is None and language.turn("broken", text[first : figure.span.start]):
        act = _BREACH
    return figure if act is None else replace(figure, counted=act, unit=act)


def _bare(figure: Figure) -> bool:
    return figure.counted is None and figure.unit in (None, "person") and not figure.category


def _level(text: str, figure: Figure, language: Pack) -> tuple[Figure, str] | None:
    """A number that tells what a count changes to, or from, with the noun it counts ("troops are to be withdrawn to
    800 from about 1,300"); None of any other."""
    before = words(text[max(0, figure.span.start - 8) : figure.span.start], language)[-1:]
    if not before or before[0] not in language.levels or figure.category or figure.unit not in (None, PERSON):
        return None
    if figure.counted is not None and figure.counted_span is not None:
        return None if figure.counted_span.start > figure.span.start else (figure, language.levels[before[0]])
    first, _ = sentence_bounds(text, figure.span.start)
    for mark in reversed(list(_NOUN.finditer(text, first, figure.span.start))):
        kind = kind_of(mark[0], language)
        if kind is None or not kind.known or kind.broadest or not is_plural(mark[0].casefold(), language):
            continue
        span = Span(figure.span.report, mark.start(), mark.end(), mark[0])
        unit = PERSON if kind.family == PERSON else mark[0].casefold()
        return replace(figure, counted=mark[0], counted_span=span, unit=unit), language.levels[before[0]]
    return None


def _is_more(text: str, figure: Figure, language: Pack) -> bool:
    """Whether a number of people without a noun of its own comes on top of one before ("another four")."""
    if figure.unit != PERSON or len(words(figure.counted or "", language)) > 1:
        return False
    if figure.counted is not None and not set(words(figure.counted, language)) <= language.another:
        return False
    before = words(text[max(0, figure.span.start - 16) : figure.span.start], language)[-1:]
    after = words(text[figure.span.end : figure.span.end + 12], language)[:1]
    inside = (
        words(figure.span.quote, language) if figure.high is not None else []
    )  # "more than 50" are no others
    return bool({*before, *inside, *after} & language.another)


def _of_people(text: str, figure: Figure, language: Pack) -> bool:
    after = words(text[figure.span.end : figure.span.end + 14], language)[:2]
    return len(after) == 2 and after[0] in language.genitive and after[1] in language.people_pronouns


def _noun_before(text: str, figure: Figure, language: Pack) -> str | None:
    """The noun that a number at the head of a sentence goes on with: "... to let your prisoners go. -
    Seventeen have come out"."""
    first, _ = sentence_bounds(text, figure.span.start)
    if _SPEAKER.sub("", text[first : figure.span.start]).strip("\"'“”‘’ "):
        return None
    before = _SPEAKER.sub("", text[max(0, first - _BACK) : first])
    for word in reversed(words(before, language)):
        kind = kind_of(word, language)
        if kind is not None and kind.known and not kind.broadest and is_plural(word, language):
            return word
    return None


def _between(text: str, one: Figure, other: Figure, language: Pack) -> str:
    return " ".join(words(text[one.span.end : other.span.start], language))


def _part_of(text: str, figures: Sequence[Figure], n: int, language: Pack) -> int | None:
    """Which figure before a figure counts some of, by the words after it ("of them", "of whom")."""
    figure = figures[n]
    if " ".join(words(text[figure.span.end : figure.span.end + 14], language)[:2]) not in language.parts:
        return None
    return _last_counting(text, figures, n, language)


def _last_counting(
    text: str, figures: Sequence[Figure], n: int, language: Pack, *, people: bool = False
) -> int | None:
    start = figures[n].span.start
    for k in range(n - 1, -1, -1):
        before = figures[k]
        if before.span.end < start - _BACK or "\n\n" in text[before.span.end : start]:
            return None
        if (
            before.counted
            and (before.unit == PERSON or not people)
            and before.rate is None
            and not _measures(before)
            and not _set_in(text, before, language)
            and not language.turn("among", text[max(0, before.span.start - _LEADS) : before.span.start])
        ):
            here = text[before.span.end : start]
            return (
                k if here.count(". ") + here.count(".\n") + here.count("? ") + here.count("! ") <= 1 else None
            )
    return None


def _set_in(text: str, figure: Figure, language: Pack) -> bool:
    """Whether the figure only tells where something is ("inside the two camps, a thousand")."""
    before = words(text[max(0, figure.span.start - 24) : figure.span.start], language)
    before = [w for w in before[-2:] if w not in language.stop or w in language.set_in]
    return bool(before) and before[-1] in language.set_in


def _measures(figure: Figure) -> bool:
    return bool(figure.category == "duration" or figure.unit == "percent")


def _parts(text: str, found: Sequence[Told], n: int) -> tuple[int, ...]:
    """The figures of the same sentence that follow a figure and make it up."""
    whole = found[n].figure
    if whole.best is None or whole.best < 2 or whole.counted is None:
        return ()
    _, end = sentence_bounds(text, whole.span.start)
    left, parts = whole.best, []
    for k in range(n + 1, len(found)):
        part = found[k].figure
        if part.span.start >= end or part.best is None or part.counted is None:
            break
        left -= part.best
        parts.append(k)
        if left <= 0:
            break
    return tuple(parts) if left == 0 and len(parts) > 1 else ()


def home_of(node_starts: Sequence[Node], span: Span) -> Node | None:
    """The claim in whose sentence a figure or a time stands that no claim holds: the last one that begins before it."""
    best, first = None, sentence_bounds(node_starts[0].report.text, span.start)[0] if node_starts else 0
    for node in node_starts:
        if node.claim.start >= span.end:
            break
        if first <= node.claim.start or first < node.claim.end <= span.start:
            best = node
    return best


def matter_of(node: Node, figure: Figure, after: Figure | None) -> str:
    """What a count is about: what reading tells was done to those counted, else what is told of them before the
    next figure, else the nearest matter."""
    return _harm(figure, node) or _told_after(figure, after, node) or _matter(node, figure)


def _harm(figure: Figure, node: Node) -> str:
    """What was done to those counted, where the figure's own category tells it."""
    told = set(classes((figure.category or "").split(", ")[0], node.pack)) & HARM
    return "+".join(sorted(told))


def _told_after(figure: Figure, after: Figure | None, node: Node) -> str:
    """What was done to people in words that tell it of people alone, before the next figure ("1.4 million were
    driven from their homes")."""
    if figure.unit != PERSON:
        return ""
    last = figure.span.end + _NEAR
    if after is not None and after.span.start > figure.span.end:
        last = min(last, after.span.start)
    tail = sentence_at(node.report.text, figure.span.start)
    tail = tail[tail.find(figure.span.quote) + len(figure.span.quote) :][: last - figure.span.end]
    found = deed_in(tail, node.pack)
    return "" if not found or HARM & set(classes(tail, node.pack)) else found


def _matter(node: Node, figure: Figure) -> str:
    """What the count is about: the nearest matter within the claim; two that are joined count together."""
    start, end = figure.span.start, figure.span.end
    text = node.report.text
    inside = [s for s in node.claim.content if s.start <= start < s.end]
    first = max(inside[0].start if inside else start - _NEAR, start - _NEAR)
    before = classes(text[first:start], node.pack)
    told = [(s.start, s.end) for s in node.claim.content] if inside else [(end, end + _NEAR)]
    after = classes(" ".join(text[max(a, end) : min(b, end + _NEAR)] for a, b in told), node.pack)
    own = len(classes(text[first + _clause_start(text[first:start], node) : start], node.pack))
    # a matter of another clause counts only where the figure's own tells nothing nearer
    ranked: list[tuple[float, int, str]] = [
        (float(d if d <= own else d + _APART), 0, c)
        for k, c in enumerate(before)
        if (d := len(before) - k) <= _FURTHEST
    ]
    ranked += [(k + 0.5, 1, c) for k, c in enumerate(after) if k < _FURTHEST]
    held = node.pack.held
    near = sorted((far + 4 * (c in held), side, c) for far, side, c in ranked if c in node.pack.matters)
    if not near:
        return ""
    nearest, at, matter = near[0]
    matters = [matter]
    for far, side, c in near[1:]:
        together = side == at and c != matter and abs(far - nearest) <= 1.1
        if together and {c, matter} <= {"kill", "injure", "displace"}:
            matters.append(c)
    return "+".join(sorted(matters[:2]))


def _clause_start(before: str, node: Node) -> int:
    """Where in the text before a figure the clause that holds it begins: after the last joining word."""
    further = node.pack.turns.get("further")
    return max((m.end() for m in further.finditer(before)), default=0) if further else 0
