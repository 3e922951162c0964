"""Figures made ready to be set side by side: what each counts, where, when, in which category."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from truceline.model.reading import Figure
from truceline.model.weighing import Lineage
from truceline.weighing.answers import Answer
from truceline.weighing.kinds import PERSON, kind_of
from truceline.weighing.nodes import Node, places_of
from truceline.weighing.profile import Profile, profile_of
from truceline.weighing.referents import Told, home_of, matter_of, told_figures
from truceline.weighing.scope import (
    HARM,
    among,
    fate_of,
    further_of_others,
    has_not,
    is_count,
    is_due,
    is_share,
    measures_something_else,
    mode_of,
    on_day,
    part_at,
    some_of,
)
from truceline.weighing.spanned import dated_behind, span_and_day, until_of
from truceline.weighing.whereabouts import SHARE, predicate_of
from truceline.weighing.words import Pack, classes, sentence_at, sentence_bounds, words

_NEAR = 70
"""Characters on each side of a figure in which its matter is looked for."""
_MOVED = "withdraw"
"""The matter of which a number may tell how many are left ("withdrawn to 800")."""
_HANDED = "return"
"""The matter of which some may be taken and others turned back."""
_COUNTER = 6
"""One report that gives a number of one unit so often numbers its pictures, or the like."""


@dataclass(slots=True)
class Count:
    """A figure with what tells its question."""

    answer: Answer
    figure: Figure
    thing: str
    head: str
    base: tuple[str, ...]
    category: str
    on: int | None
    places: frozenset[str]
    words: frozenset[str]
    telling: frozenset[str]
    """The words of its claim but for figures and times."""
    profile: Profile | None = None
    """Of what kind it is, where no measure of the accord tells."""
    face: Hashable = None
    """All that tells whether it can stand in one question with another, once worked out."""
    order: tuple[str, str, int, int] = field(init=False)
    """The order of reports, and of their text."""
    pack: Pack = field(init=False)

    def __post_init__(self) -> None:
        known, report, _ = self.answer.node.order
        self.order = known, report, self.figure.span.start, self.figure.span.end
        self.pack = self.answer.node.pack


def counts_of(nodes: Sequence[Node], lines: Mapping[str, Lineage]) -> list[Count]:
    """The figures of the readings that count something, in the order of reports and of their text."""
    by_report: dict[str, list[Node]] = {}
    for node in nodes:
        by_report.setdefault(node.report.id, []).append(node)
    found: list[Count] = []
    for mine in by_report.values():
        found += _of_report(mine, lines)
    return found


def _of_report(nodes: Sequence[Node], lines: Mapping[str, Lineage]) -> list[Count]:
    node, found = nodes[0], dict[int, Count]()
    if not node.reading.figures:
        return []
    by_claim = {n.claim.id: n for n in nodes}
    speakers = {n.claim.source for n in nodes} - {None}
    figures = sorted(node.reading.figures, key=lambda f: (f.span.start, f.span.end))
    often = Counter((f.low, f.high, f.unit) for f in figures)
    told = told_figures(node.report.text, figures, node.pack)
    inside = {k: n for n, t in enumerate(told) for k in t.parts}
    part = ""
    for n, figure in enumerate(figures):
        before = figures[n - 1] if n else None
        if before is not None and further_of_others(figure, before):
            told[n] = replace(told[n], figure=replace(told[n].figure, cumulative=None))
        after = figures[n + 1] if n + 1 < len(figures) else None
        part = among(node, figure, before, part)
        home = by_claim.get(figure.claim or "") or home_of(nodes, figure.span)
        if (
            home is None
            or figure.unit in home.pack.time_units
            or (often[(figure.low, figure.high, figure.unit)] >= _COUNTER and not figure.measure)
            or home.furniture
            or (_in_words(figure) and any(s is not None and s.overlaps(figure.span) for s in speakers))
            or not is_count(home, figure)
            or (figure.low is None and figure.high is None and figure.best is None)
        ):
            continue
        whole = before is not None and is_share(home, before, figure)
        if whole and not is_due(home, figure):
            continue
        stop = after.span.start if after is not None and told[n + 1].part_of == n else None
        if stop is not None and dated_behind(home, figure, stop):
            told[n] = replace(told[n], figure=replace(told[n].figure, window=None, cumulative=None))
        above = told[n].part_of if told[n].part_of is not None else inside.get(n)
        share = is_share(home, figure, after)
        count = _count(
            home,
            told[n],
            lines[home.claim.id],
            part,
            share,
            found.get(above) if above is not None else None,
            found.get(like) if (like := told[n].like) is not None else None,
            after,
            stop,
        )
        if count is not None and whole:
            count = due(count)
        if count is not None and not _only_one(count):
            found[n] = count
    for n, count in found.items():
        parts = (found[k].profile for k in told[n].parts if k in found)
        kinds = frozenset(p.kind.name for p in parts if p is not None)
        if count.profile is not None and len(kinds) > 1:
            count.profile = replace(count.profile, mixed=kinds)
    out = list(found.values())
    own = next((n for n in nodes if n.own), None)
    return out + [c for n in range(1, len(told)) if (c := _replaced(told, n, out, own, lines)) is not None]


def _in_words(figure: Figure) -> bool:
    """Whether a small number is told in words: of a speaker ("two aid workers said") it counts those who speak."""
    exact = figure.low is not None and figure.low == figure.high
    return exact and not any(map(str.isdecimal, figure.span.quote))


def _of_things(figure: Figure, node: Node, whole: Count | None) -> bool:
    """Whether it counts things of a kind that the language knows, and no people."""
    counted = figure.counted or (whole.figure.counted if whole is not None else "")
    kind = kind_of(counted or "", node.pack)
    return kind is not None and kind.known and kind.family != PERSON


def _only_one(count: Count) -> bool:
    """Whether a word for one stands before what reports do not count ("one country", "a single ultimatum")."""
    one = count.figure.low == 1 and _in_words(count.figure)
    return one and count.thing.startswith("h:") and count.profile is not None and not count.profile.kind.known


def _replaced(
    told: Sequence[Told], n: int, counts: Sequence[Count], own: Node | None, lines: Mapping[str, Lineage]
) -> Count | None:
    """A figure that a report tells as having been wrong ("corrects the number to 17, not 71", "revised the
    toll from 12 to 9"), beside the count that takes its place."""
    first, second = told[n - 1].figure, told[n].figure
    if not counts or first.best is None or second.best is None or first.best == second.best:
        return None
    text, language = counts[0].answer.node.report.text, counts[0].answer.node.pack
    between = " ".join(words(text[first.span.end : second.span.start], language))
    if between not in language.instead and between not in language.spans_to:
        return None
    if not language.turn("puts_right", sentence_at(text, first.span.start)):
        return None
    right, wrong = (first, second) if between in language.instead else (second, first)
    for count in counts:
        if count.figure.best != right.best or count.answer.mode != "done":
            continue
        mine = count.figure.span == right.span or own is None
        node = count.answer.node if mine or own is None else own
        answer = replace(
            count.answer,
            text=wrong.span.quote,
            span=wrong.span,
            node=node,
            line=count.answer.line if mine else lines[node.claim.id],
            low=wrong.best,
            high=wrong.best,
            key=f"{wrong.best}|{wrong.best}|{wrong.approximate}",
            replaced=True,
        )
        return replace(count, answer=answer, figure=replace(wrong, counted=count.figure.counted), face=None)
    return None


def _count(
    node: Node,
    told: Told,
    line: Lineage,
    part: str,
    share: bool,
    whole: Count | None,
    like: Count | None,
    after: Figure | None,
    stop: int | None,
) -> Count | None:
    """`part`: the words for what the figure is some of; `share`: whether it is so many out of the next
    figure; `whole`: the count it is some of; `like`: the one that told what it counts; `after`: the next figure; `stop`: where it is told of some of its own."""
    figure, text = told.figure, node.report.text
    matter = matter_of(node, figure, after)
    before = words(text[max(0, figure.span.start - 20) : figure.span.start], node.pack)[-1:]
    aside = bool(before) and before[0] in node.pack.circumstance
    if matter and (aside or (told.level and matter == _MOVED) or measures_something_else(figure, node)):
        matter = ""
    head = _head(figure, node)
    head = "" if head in matter.split("+") else head
    if figure.unit == SHARE and not matter and not figure.measure:
        return None  # of things: a measure
    fate = fate_of(node, figure) if matter in ("", _HANDED) and _of_things(figure, node, whole) else ""
    missed = figure.mode == "denied" and has_not(
        node, figure
    )  # not what they did is counted, but those who did not
    unharmed = bool(HARM & set(matter.split("+"))) and _of_things(figure, node, whole)
    matter = "" if fate or missed or unharmed else matter
    some = some_of(node, figure)
    left = node.pack.turn("left", text[figure.span.start : figure.span.end + _NEAR])
    if figure.measure and not (part or some or left):
        thing = f"m:{figure.measure}"
    elif matter:
        thing = f"w:{matter}"
    elif head:
        thing = f"h:{head}"
    elif whole is not None:
        thing, head = whole.thing, whole.head
    elif figure.unit == PERSON:
        thing, head = f"h:{PERSON}", PERSON
    else:
        return None
    on = on_day(node, figure, stop)
    total = figure.cumulative
    if total is None:
        in_all = node.pack.turn("total", sentence_at(text, figure.span.start))
        in_all = in_all or (on is None and share and not HARM & set(matter.split("+")))
        total = True if in_all or _of_the_war(node, figure, matter, on) else False if on else None
    low, high = _bounds(figure)
    category = f"of the {part}" if part else figure.category or ""
    if set(classes(category, node.pack)) <= {*matter.split("+"), head}:
        category = ""  # "killed" of people killed tells nothing more
    category = fate or (f"of the {some}" if some else category or ("left" if left else ""))
    if figure.unit == SHARE:
        category = predicate_of(node, figure)
    above = whole or like
    profile = profile_of(node, told, matter, above.profile if above else None, after, stop)
    if not thing.startswith("m:"):
        total, on = span_and_day(node, told, total, on, profile)
        inside = told.part_of is None or (profile is not None and profile.part)
        if whole is not None and inside and profile and whole.profile and profile.deed == whole.profile.deed:
            category = whole.category
    mode = "planned" if line.agreement and figure.mode == "done" and not _beside_terms(node, figure) else None
    if figure.counted_span is not None and node.pack.turn(
        "stock", text[figure.span.end : figure.span.end + _NEAR]
    ):
        mode = "done"  # they are there, whatever is planned for them
    elif told.level == "before":
        mode = "done"
    answer = Answer(
        text=figure.span.quote,
        span=figure.span,
        node=node,
        line=line,
        low=low,
        high=high,
        approximate=figure.approximate,
        mode=mode or (figure.mode if share and after and is_due(node, after) else mode_of(node, figure)),
        window=figure.window,
        cumulative=total,
        key=f"{low}|{high}|{figure.approximate}",
        until=until_of(node, profile, whole.answer.asof if whole is not None else None)
        if profile is not None and not thing.startswith("m:")
        else None,
        grown=profile is not None and profile.grown and not thing.startswith("m:"),
        righted=node.pack.turn("puts_right", sentence_at(text, figure.span.start)),
    )
    base = (thing, head if thing.startswith("h:") else "", answer.mode, _unit(figure), figure.rate or "")
    return Count(
        answer,
        figure,
        thing,
        head,
        base,
        category,
        None if total else on,
        places_of(node),
        node.words,
        _telling(node),
        profile=profile,
    )


def _beside_terms(node: Node, figure: Figure) -> bool:
    """Whether a figure stands in a sentence that tells terms as well, but not in the part that does."""
    part, _ = part_at(node, figure)
    whole = sentence_at(node.report.text, figure.span.start)
    return len(part) < len(whole) and not _tells_terms(node, part) and _tells_terms(node, whole)


def _tells_terms(node: Node, text: str) -> bool:
    turn = node.pack.turn
    return turn("duty", text) or turn("schedule", text) or turn("under", text)


def due(count: Count) -> Count:
    """The whole that a share is taken of, as what is to be done."""
    answer = replace(count.answer, mode="planned", cumulative=None)
    base = (*count.base[:2], "planned", *count.base[3:])
    return replace(count, answer=answer, base=base, on=None)


def _telling(node: Node) -> frozenset[str]:
    numbers = [f.span.quote for f in node.told_figures] + [w.span.quote for w in node.told_times]
    return node.words.difference(classes(" ".join(numbers), node.pack)) if numbers else node.words


def _of_the_war(node: Node, figure: Figure, matter: str, on: int | None) -> bool:
    """A war that "has killed" so many: a total, though no word says so. Whoever is killed fighting is not."""
    if on is not None or not HARM & set(matter.split("+")):
        return False
    text = node.report.text
    before = text[sentence_bounds(text, figure.span.start)[0] : figure.span.start]
    wars = node.pack.turns.get("spends")
    found = [m.end() for m in wars.finditer(before)] if wars else []
    return bool(found) and bool(HARM & set(classes(before[found[-1] :], node.pack)))


def _bounds(figure: Figure) -> tuple[float | None, float | None]:
    """The bounds as told: for "about 1,700" the figure itself, for open bounds the open side."""
    if figure.best is not None and figure.approximate and figure.low is not None and figure.high is not None:
        return figure.best, figure.best
    if figure.low is None and figure.high is None:
        return figure.best, figure.best
    return figure.low, figure.high


def _unit(figure: Figure) -> str:
    return "" if figure.unit in (None, "person", "people", "item", "count") else figure.unit or ""


def _head(figure: Figure, node: Node) -> str:
    """The class of the counted thing's head noun."""
    found = classes(figure.counted or "", node.pack)
    if not found:
        return ""
    plain = words(figure.counted or "", node.pack)
    cut = next((k for k, w in enumerate(plain) if w in node.pack.genitive), None)
    if cut is not None:
        before = classes(" ".join(plain[:cut]), node.pack)
        if before:
            return before[-1]
    return found[-1]
