"""Figures grouped into questions: same thing counted, same category, window, mode and place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from truceline.model.accord import Vocabulary
from truceline.model.weighing import Finding, Lineage, QuestionKind
from truceline.weighing.answers import finding
from truceline.weighing.beside import plan_and_outcome, plan_beside, plan_keys, told_apart
from truceline.weighing.comparable import Question, broad_places, questions
from truceline.weighing.counts import Count, counts_of
from truceline.weighing.nodes import Node, iso
from truceline.weighing.verdicts import weigh_figures
from truceline.weighing.words import classes, words


def figure_findings(
    nodes: Sequence[Node], lines: Mapping[str, Lineage], vocabulary: Vocabulary | None
) -> list[Finding]:
    """A finding for each question that figures answer, and one for each plan set beside its outcome."""
    by_base: dict[tuple[str, ...], list[Count]] = defaultdict(list)
    for count in counts_of(nodes, lines):
        by_base[count.base].append(count)
    broad = broad_places([c for counts in by_base.values() for c in counts])
    plans: dict[str, list[Question]] = defaultdict(list)
    asked: list[Question] = []
    for base in sorted(by_base):
        for question in questions(by_base[base], broad):
            asked.append(question)
            for key in plan_keys(question, broad):
                plans[key].append(question)
    beside: list[Finding] = []
    told: set[int] = set()
    for key in sorted(plans):
        pair = plan_and_outcome([q for q in plans[key] if id(q) not in told])
        if pair:
            beside.append(plan_beside(key, *pair, _name(pair[0].counts[0], vocabulary)))
            told.add(id(pair[0]))  # the plan stands beside its outcome: not a second time by itself
    found: list[Finding] = []
    used: set[str] = set()
    named = _named([q for q in asked if id(q) not in told], vocabulary)
    for question, name in named:
        key = _key(question)
        if key in used:
            first = question.counts[0].answer.span
            key += f"|{first.report}|{first.start}"
        used.add(key)
        found.append(_finding(key, question, name))
    apart = told_apart([q for q, _ in named], {n: name for n, (_, name) in enumerate(named)}, broad)
    return [*found, *beside, *apart]


def _named(asked: Sequence[Question], vocabulary: Vocabulary | None) -> list[tuple[Question, str]]:
    """The questions with their names; those that would bear one name are told apart by the noun
    counted, then by when they were reported."""
    named = [(q, _title(q, vocabulary)) for q in asked]
    nouns: dict[str, set[str]] = defaultdict(set)
    for q, name in named:
        nouns[name].add(_noun(q))
    named = [(q, name + _noun(q) if len(nouns[name]) > 1 else name) for q, name in named]
    for telling in (_reported, _teller):
        often = Counter(name for _, name in named)
        named = [(q, name + telling(q) if often[name] > 1 else name) for q, name in named]
    return named


def _teller(question: Question) -> str:
    first = question.counts[0].answer
    return f", by the word of {first.holder} ({first.text})"


def _noun(question: Question) -> str:
    counted = " ".join(words(question.counts[0].figure.counted or ""))
    return f" ({counted})" if counted else ""


def _reported(question: Question) -> str:
    days = [c.answer.node.report.known_on or "" for c in question.counts]
    first = min((d for d in days if d), default="on an unknown day")
    return f", reported {first} ({question.counts[0].answer.node.outlet})"


def _name(count: Count, vocabulary: Vocabulary | None) -> str:
    measure = count.figure.measure if count.thing.startswith("m:") else None
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


def _title(question: Question, vocabulary: Vocabulary | None) -> str:
    """The question in a monitor's words."""
    first = question.counts[0]
    answers = [c.answer for c in question.counts]
    name = _name(first, vocabulary)
    categories = {c.category for c in question.counts}
    category = first.category if first.category.startswith("of the ") else first.figure.category
    if category and len(categories) == 1 and not _says(name, category, first.answer.node):
        name += f" ({category})"
    if first.category == "left":
        name = f"{' '.join(words(first.figure.counted or '')) or name} who are left"
    if first.figure.rate:
        name += f" a {first.figure.rate}"
    if first.answer.mode != "done":
        name += f", {'as planned' if first.answer.mode == 'planned' else first.answer.mode}"
    elif any(a.cumulative for a in answers):
        return name if first.answer.node.pack.turn("total", name) else name + " so far"
    day = next((c.on for c in question.counts if c.on is not None), None)
    return f"{name} on {iso(day)}" if day is not None else name


def _key(question: Question) -> str:
    """What makes the question's id: of its matter alone where that is enough, so that it outlives
    new answers."""
    first = question.counts[0]
    return "|".join((*first.base, first.category, question.scope, first.head, *sorted(first.places)))


def _finding(key: str, question: Question, name: str) -> Finding:
    first = question.counts[0]
    answers = [c.answer for c in question.counts]
    return finding(
        QuestionKind.FIGURE, key, name, answers, weigh_figures(answers), measure=first.figure.measure
    )


def _says(name: str, category: str, node: Node) -> bool:
    return set(classes(category, node.pack)) <= set(classes(name, node.pack))
