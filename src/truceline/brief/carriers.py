"""Who else carries what is told: the whole of it, or a part."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from truceline.brief.english import english
from truceline.brief.grouping import Statement
from truceline.brief.material import Material
from truceline.brief.owner import named
from truceline.brief.sentences import Page, bounds
from truceline.model.brief import Sentence
from truceline.model.match import fold
from truceline.model.reading import Claim, Stance
from truceline.model.span import Span

__all__ = ["Carrier", "carriers", "joined", "with_carriers"]

_WHOLE, _PART = 0.85, 1 / 3
"""The share of the words told that another report has where it carries the whole of it, or a part; of the names
and figures among them it then has half."""
_LEAST = 3
"""Words that are no names which it has at the least."""
_CARRIERS = 4
_STEM = 5
_DAY = re.compile(r"(?:Reported (?:in )?|Posted late, )?(?:\d{1,2} )?[A-Z][a-z]+(?: \d{4})?|Undated")
_MONTH = re.compile(r"\d{4}-\d{2}")
_BRACKETS = re.compile(r"\[(?!\w\])[^\[\]]*\]")
_LARGE = re.compile(r"\b[A-Z][\w’'-]+")
_NAME = re.compile(r"(?<=[\w,;’”] )[A-Z][\w’'-]+")


@dataclass(frozen=True, slots=True)
class Carrier:
    """A claim of another outlet that carries what is told, the words that it stands in, and whether they have the
    whole of it: its names and figures, and nearly all else."""

    claim: Claim
    spans: tuple[Span, ...]
    whole: bool


def carriers(
    text: str, statement: Statement, told: Claim, rest: Iterable[Claim], material: Material
) -> list[Carrier]:
    """Of each other outlet the claim of the statement, or of those in `rest`, that carries most of `text`."""
    if statement.own:
        return []
    outlet = material.outlet(told.report)
    holder = re.sub(r"\s*\(.*$", "", named(told, material)) if not material.is_own(told) else ""
    by_voice = {one: _told(text, outlet, holder if one else "") for one in (True, False)}
    nearest: dict[str, tuple[int, Claim]] = {}
    for c in (*statement.claims, *rest):
        other = material.outlet(c.report)
        if other == outlet or not _counts_alike(c, told, material) or not _of_one_month(c, told, material):
            continue
        near = len(by_voice[False][0] & _matter_of(c, material))
        if other not in nearest or near > nearest[other][0]:
            nearest[other] = near, c
    found = [
        x
        for _, c in nearest.values()
        if (x := _carrier(c, by_voice[told.entity is not None and c.entity == told.entity], material))
        is not None
    ]
    order = {n: i for i, n in enumerate(material.outlets(x.claim.report for x in found))}
    return sorted(found, key=lambda x: order[material.outlet(x.claim.report)])


def _carrier(
    claim: Claim, told: tuple[frozenset[str], frozenset[str], frozenset[str]], material: Material
) -> Carrier | None:
    """`claim` as one that carries what is told: its words, its names, and those that may be; None where it has
    too little of it."""
    page = material.page(claim.report)
    if page is None:
        return None
    mine, names, large = told
    told_untrue = bool({w[:_STEM] for w in english().untrue} & mine)
    start, end = bounds(claim, page)
    cited = material.citing(
        [page.span(start, end), *([claim.antecedent] if claim.antecedent is not None else [])]
    )
    theirs = _matter(" ".join(s.quote for s in cited))
    if _calls_it_untrue(claim, page) and not told_untrue:
        return None
    shared = mine & theirs
    if len(shared - large) < _LEAST or len(shared) < _PART * len(mine):
        return None
    figures = {w for w in mine if w[0].isdigit()}
    if 2 * len((names | figures) & theirs) < len(names | figures):
        return None
    whole = len(shared) >= _WHOLE * len(mine) and not (names | figures) - theirs
    return Carrier(claim, cited, whole)


def _calls_it_untrue(claim: Claim, page: Page) -> bool:
    """Whether its sentence tells the words only to say that they are not so."""
    start, end = bounds(claim, page)
    return claim.stance in (Stance.DENIES, Stance.REFUSES) or bool(
        set(fold(page.text[start:end]).split()) & english().untrue
    )


def _matter_of(claim: Claim, material: Material) -> frozenset[str]:
    return material.once("matter", claim.id, lambda: frozenset(w[:_STEM] for w in material.words(claim)))


def with_carriers(sentence: Sentence, told: Claim, some: list[Carrier], material: Material) -> Sentence:
    """`sentence` with the names of who else carries it behind the day at its head, and their words."""
    if not some:
        return sentence
    groups = [[c for c in some if c.whole], [c for c in some if not c.whole]]
    words = [_named(g, material) for g in groups]
    parts = [f"also in {words[0]}"] if words[0] else []
    parts += [f"in part {'' if parts else 'also '}in {words[1]}"] if words[1] else []
    head = f"({'; '.join(parts)})"
    day, colon, said = sentence.text.partition(": ")
    dated = bool(colon) and _DAY.fullmatch(day)
    text = f"{day} {head}: {said}" if dated else f"{sentence.text} ({head[1].upper()}{head[2:-1]}.)"
    cited = [s for g in groups for c in g[:_CARRIERS] for s in c.spans]
    sure = all(c.id in material.given.confirmed for c in (told, *(x.claim for x in some)))
    spans = tuple(dict.fromkeys((*sentence.spans, *cited)))
    return replace(sentence, text=text, spans=spans, machine=sentence.machine or not sure)


def _named(some: list[Carrier], material: Material) -> str:
    names = [material.outlet(c.claim.report) for c in some]
    return joined(
        names if len(names) <= _CARRIERS else [*names[:_CARRIERS], f"{len(names) - _CARRIERS} more"]
    )


def _told(text: str, outlet: str, holder: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The words by which what is told is known, those of them that are names, and those that may be; without
    the name of the `holder`, which each report tells in its own way."""
    day, colon, rest = text.partition(": ")
    said = rest if colon and _DAY.fullmatch(day) else text
    said = _BRACKETS.sub(" ", re.sub(r"\[(\w)\]", r"\1", said))
    for frame in (f"{outlet} writes: ", f"{outlet}, in its own voice: "):
        said = said.removeprefix(frame)
    said = said.replace(holder, " ", 1) if holder else said
    names, large = (" ".join(x.findall(said)) for x in (_NAME, _LARGE))
    return _matter(said), _matter(names), _matter(large)


@lru_cache(maxsize=4096)
def _matter(words: str) -> frozenset[str]:
    lists = english()
    small = lists.auxiliary | lists.ours | lists.pronoun | lists.telling_which | lists.headless
    some = (w for w in fold(words.replace("-", "")).split() if w not in small)
    return frozenset(w[:_STEM] for w in some if len(w) > _LEAST or w[0].isdigit())


def _counts_alike(a: Claim, b: Claim, material: Material) -> bool:
    """Whether two claims do not count differently."""
    mine, yours = (
        {f.best for f in material.figures_of.get(c.id, ()) if f.best is not None and f.counted}
        for c in (a, b)
    )
    return not mine or not yours or bool(mine & yours)


def _of_one_month(a: Claim, b: Claim, material: Material) -> bool:
    """Whether the sentences of two claims do not name days of different months: then they tell of two things."""
    mine, yours = (_months(c, material) for c in (a, b))
    return not mine or not yours or bool(mine & yours)


def _months(claim: Claim, material: Material) -> set[str]:
    page = material.page(claim.report)
    start, end = bounds(claim, page) if page is not None else (claim.start, claim.end)
    found = (_MONTH.match(t.value) for t in material.times(claim.report, start, end))
    return {m[0] for m in found if m is not None}


def joined(names: Iterable[str], last: str = "and") -> str:
    """ "A, B and C"."""
    some = list(names)
    if len(some) < 2:
        return "".join(some)
    return f"{', '.join(some[:-1])} {last} {some[-1]}"
