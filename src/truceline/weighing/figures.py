"""Figures grouped into questions: same thing counted, same category, window, mode and place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from truceline.model.accord import Vocabulary
from truceline.model.reading import Figure, MentionType
from truceline.model.weighing import Finding, Lineage, QuestionKind, Reason, Verdict
from truceline.weighing.answers import Answer, Ruling, finding
from truceline.weighing.nodes import Node, day
from truceline.weighing.verdicts import overlap, weigh_figures
from truceline.weighing.words import classes, likeness, sentence_at, words

_TIME_UNITS = frozenset(
    {
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "months",
        "year",
        "years",
        "hour",
        "hours",
        "minute",
        "minutes",
        "second",
        "decade",
    }
)
_STRETCH = 8
"""Days: counts of one occasion told further apart than this are not looked at together."""
_MOST = 200
_NEAR = 70
"""Characters on each side of a figure in which its matter is looked for."""


@dataclass(slots=True)
class _Count:
    """A figure with what tells its question."""

    answer: Answer
    figure: Figure
    thing: str
    head: str
    base: tuple[str, ...]
    on: int | None
    places: frozenset[str]
    words: frozenset[str]


@dataclass(slots=True)
class _Question:
    counts: list[_Count] = field(default_factory=list)


def figure_findings(
    nodes: Sequence[Node], lines: Mapping[str, Lineage], vocabulary: Vocabulary | None
) -> list[Finding]:
    """A finding for each question that figures answer, and one for each plan set beside its outcome."""
    by_base: dict[tuple[str, ...], list[_Count]] = defaultdict(list)
    for count in _counts(nodes, lines, vocabulary):
        by_base[count.base].append(count)
    broad = _broad([c for counts in by_base.values() for c in counts])
    found: list[Finding] = []
    plans: dict[str, list[_Question]] = defaultdict(list)
    for base in sorted(by_base):
        for n, question in enumerate(_questions(by_base[base], broad)):
            found.append(_finding(base, n, question, vocabulary))
            if question.counts[0].thing.startswith("m:") or len(question.counts[0].thing) > 2:
                plans[_plan_key(question.counts[0])].append(question)
    for key in sorted(plans):
        beside = _plan_and_outcome(key, plans[key], vocabulary)
        if beside:
            found.append(beside)
    return found


def _counts(
    nodes: Sequence[Node], lines: Mapping[str, Lineage], vocabulary: Vocabulary | None
) -> list[_Count]:
    by_claim = {n.claim.id: n for n in nodes}
    measures = {m.id: m for m in vocabulary.measures} if vocabulary else {}
    found: list[_Count] = []
    done: set[str] = set()
    for node in nodes:
        if node.report.id in done:
            continue
        done.add(node.report.id)
        for figure in sorted(node.reading.figures, key=lambda f: (f.span.start, f.span.end)):
            home = by_claim.get(figure.claim or "")
            if (
                home is None
                or figure.unit in _TIME_UNITS
                or (figure.low is None and figure.high is None and figure.best is None)
            ):
                continue
            counted = _count(home, figure, lines[home.claim.id], measures)
            if counted:
                found.append(counted)
    return found


def _count(node: Node, figure: Figure, line: Lineage, measures: Mapping[str, object]) -> _Count | None:
    text = node.report.text
    matter = _matter(node, figure)
    head = _head(figure, node)
    head = "" if head in matter.split("+") else head
    if figure.measure:
        thing = f"m:{figure.measure}"
    elif matter:
        thing = f"w:{matter}"
    elif head:
        thing = f"h:{head}"
    else:
        return None
    on = _on(node, figure)
    total = figure.cumulative
    if total is None:
        in_all = node.pack.turn("total", sentence_at(text, figure.span.start))
        total = True if in_all or _of_the_war(node, matter, on) else False if on else None
    mode = "planned" if line.agreement and figure.mode == "done" else figure.mode
    low, high = _bounds(figure)
    answer = Answer(
        text=figure.span.quote,
        span=figure.span,
        node=node,
        line=line,
        low=low,
        high=high,
        approximate=figure.approximate,
        mode=mode,
        window=figure.window,
        cumulative=total,
        key=f"{low}|{high}|{figure.approximate}",
    )
    told = figure.category or ""
    if set(classes(told, node.pack)) <= {*matter.split("+"), head}:
        told = ""  # "killed" of people killed tells nothing more
    after = text[figure.span.start : figure.span.end + _NEAR]
    category = told or ("left" if node.pack.turn("left", after) else "")
    base = (thing, head if thing.startswith("h:") else "", mode, category, _unit(figure), figure.rate or "")
    return _Count(answer, figure, thing, head, base, on, _places(node), node.words)


def _of_the_war(node: Node, matter: str, on: int | None) -> bool:
    """A war that "has killed" so many: a total, though no word says so."""
    return (
        on is None and "war" in node.words and bool({"kill", "injure", "displace"} & set(matter.split("+")))
    )


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
    plain = words(figure.counted or "")
    if "of" in plain:
        before = classes(" ".join(plain[: plain.index("of")]), node.pack)
        if before:
            return before[-1]
    return found[-1]


def _matter(node: Node, figure: Figure) -> str:
    """What the count is about: the nearest matter within the claim; two that are joined count together."""
    start, end = figure.span.start, figure.span.end
    text = node.report.text
    inside = [s for s in node.claim.content if s.start <= start < s.end]
    first = max(inside[0].start if inside else start - _NEAR, start - _NEAR)
    last = min(inside[0].end if inside else end + _NEAR, end + _NEAR)
    before = classes(text[first:start], node.pack)
    after = classes(text[end:last], node.pack)
    ranked: list[tuple[float, int, str]] = [(len(before) - k, 0, c) for k, c in enumerate(before)]
    ranked += [(k + 0.5, 1, c) for k, c in enumerate(after)]
    held = node.pack.held
    near = sorted(
        (d + (4 if c in held else 0), side, c) for d, side, c in ranked if c in node.pack.matters and d <= 6
    )
    if not near:
        return ""
    nearest, at, matter = near[0]
    matters = [matter]
    for d, side, c in near[1:]:
        together = side == at and c != matter and abs(d - nearest) <= 1.1
        if together and {c, matter} <= {"kill", "injure", "displace"}:
            matters.append(c)
    return "+".join(sorted(matters[:2]))


def _on(node: Node, figure: Figure) -> int | None:
    """The day of the occasion that is counted, where the claim tells one."""
    text = node.report.text
    days = [
        d
        for w in node.reading.times
        if w.claim == node.claim.id
        and "/" not in (w.edtf or w.value)
        and not node.pack.turn("total", text[max(0, w.span.start - 8) : w.span.end])
        and (d := day(w.edtf or w.value))
    ]
    return min(days) if len(set(days)) == 1 else None


def _places(node: Node) -> frozenset[str]:
    return frozenset(
        m.entity or " ".join(words(m.span.quote))
        for m in node.reading.mentions
        if m.type is MentionType.PLACE and m.claim == node.claim.id
    )


def _broad(counts: Sequence[_Count]) -> frozenset[str]:
    """Places named beside a fifth of all counts: the country, say. Sharing one tells nothing."""
    often = Counter(p for c in counts for p in c.places)
    return frozenset(p for p, n in often.items() if n >= 4 and n * 5 >= len(counts))


def _questions(counts: list[_Count], broad: frozenset[str]) -> list[_Question]:
    found: list[_Question] = []
    by_time: dict[int | None, list[int]] = defaultdict(list)
    for count in sorted(counts, key=lambda c: c.answer.cumulative is not True):
        home = _time(count)
        if home is None:
            near: Sequence[int] = range(max(0, len(found) - _MOST), len(found))
        else:
            near = sorted({q for t in (home - 1, home, home + 1, None) for q in by_time[t][-_MOST:]})
        for q in near:
            if all(_comparable(count, other, broad) for other in found[q].counts[:8]):
                found[q].counts.append(count)
                break
        else:
            found.append(_Question([count]))
            by_time[home].append(len(found) - 1)
    return found


def _time(count: _Count) -> int | None:
    """The stretch of days that a count of one occasion belongs to; None for totals and plans."""
    answer = count.answer
    if count.figure.measure or answer.cumulative or answer.mode == "planned" or answer.asof is None:
        return None
    return answer.asof // _STRETCH


def _comparable(one: _Count, other: _Count, broad: frozenset[str]) -> bool:
    a, b = one.answer, other.answer
    if a.cumulative is not None and b.cumulative is not None and a.cumulative != b.cumulative:
        return False
    if a.window and b.window and _windows_apart(a.window, b.window):
        return False
    if a.node.report.id == b.node.report.id and a.line.origin == b.line.origin and not overlap(a, b):
        return False  # one voice, one report, two figures: it counts two things
    planned = a.mode == "planned"
    if not planned and not (a.cumulative and b.cumulative):
        if one.on is not None and other.on is not None and abs(one.on - other.on) > 1:
            return False
        if a.asof is not None and b.asof is not None and abs(a.asof - b.asof) > 7 and not one.figure.measure:
            return False
        if a.cumulative != b.cumulative and _much_apart(a, b):
            return False
    if one.thing.startswith("m:"):
        return True
    generic = a.node.pack.generic
    if one.head != other.head and not ({one.head, other.head} & generic and overlap(a, b)):
        return False
    here, there = one.places - broad, other.places - broad
    if here and there and not here & there:
        return False
    if a.cumulative and b.cumulative and one.thing.startswith("w:") and not _much_apart(a, b):
        return True
    share, weight = likeness(one.words, other.words, a.node.pack.common)
    if one.thing.startswith("h:"):
        return share >= 0.4 and weight >= 1.4
    asked = 0.5 if one.head != other.head else 0.2 if here & there else 0.4
    if a.asof is None or b.asof is None:
        asked = 0.5  # a report without a date may speak of another occasion
    return share >= asked


def _much_apart(one: Answer, other: Answer) -> bool:
    a, b = one.low or one.high or 0, other.low or other.high or 0
    return min(a, b) * 2 < max(a, b)


def _windows_apart(one: str, other: str) -> bool:
    a, b = day(one), day(other)
    if a is not None and b is not None:
        return abs(a - b) > 3
    return one != other


def _name(count: _Count, vocabulary: Vocabulary | None) -> str:
    measure = count.figure.measure
    if measure and vocabulary:
        known = next((m for m in vocabulary.measures if m.id == measure), None)
        if known:
            return known.name
    if measure:
        return measure.replace("_", " ")
    spoken = count.answer.node.pack.spoken
    counted = " ".join(w for w in words(count.figure.counted or "") if not w[0].isdigit())
    matter = count.thing[2:] if count.thing.startswith("w:") else ""
    if matter:
        parts = [spoken.get(m, m) for m in matter.split("+")]
        about = " and ".join([parts[0], *(p.split()[-1] for p in parts[1:])])
        return about if not counted or not count.head else f"{about.replace('people', counted, 1)}"
    return f"number of {counted or count.head}"


def _finding(base: tuple[str, ...], n: int, question: _Question, vocabulary: Vocabulary | None) -> Finding:
    first = question.counts[0]
    answers = [c.answer for c in question.counts]
    name = _name(first, vocabulary)
    if first.figure.category and not _says(name, first.figure.category, first.answer.node):
        name += f" ({first.figure.category})"
    if first.figure.rate:
        name += f" a {first.figure.rate}"
    if first.answer.mode != "done":
        name += f", {'as planned' if first.answer.mode == 'planned' else first.answer.mode}"
    elif any(a.cumulative for a in answers) and not first.answer.node.pack.turn("total", name):
        name += " so far"
    elif first.on is not None:
        from truceline.weighing.nodes import iso

        name += f" on {iso(first.on)}"
    key = "|".join(base) + (f"|{first.answer.span.report}|{first.answer.span.start}" if n else "")
    return finding(
        QuestionKind.FIGURE, key, name, answers, weigh_figures(answers), measure=first.figure.measure
    )


def _says(name: str, category: str, node: Node) -> bool:
    return set(classes(category, node.pack)) <= set(classes(name, node.pack))


def _plan_key(count: _Count) -> str:
    return f"{count.thing}|{count.base[1]}|{count.base[3]}|{count.base[4]}|{count.base[5]}"


def _plan_and_outcome(key: str, questions: list[_Question], vocabulary: Vocabulary | None) -> Finding | None:
    """What was planned beside what was done: two questions, shown together, never one answer."""
    planned = [q for q in questions if q.counts[0].answer.mode == "planned"]
    done = [q for q in questions if q.counts[0].answer.mode == "done"]
    if not planned or not done:
        return None
    total = max(done, key=lambda q: (any(c.answer.cumulative for c in q.counts), len(q.counts)))
    if not planned[0].counts[0].thing.startswith("m:") and not any(c.answer.cumulative for c in total.counts):
        return None
    answers = [c.answer for c in planned[0].counts] + [c.answer for c in total.counts]
    meet = all(overlap(p.answer, d.answer) for p in planned[0].counts for d in total.counts)
    verdict = Verdict.COMPATIBLE if meet else Verdict.DIFFERING
    why = "What was planned and what is reported done are two questions; " + (
        "the figures meet." if meet else "the figures are not the same."
    )
    name = _name(planned[0].counts[0], vocabulary)
    category = planned[0].counts[0].figure.category
    name = f"{name} ({category})" if category else name
    return finding(
        QuestionKind.FIGURE,
        f"plan|{key}",
        f"{name}: planned, and done",
        [_moded(a) for a in answers],
        Ruling(verdict, Reason.PLANNED, why),
        measure=planned[0].counts[0].figure.measure,
    )


def _moded(answer: Answer) -> Answer:
    from dataclasses import replace

    return replace(answer, key=f"{answer.mode}|{answer.key}")
