"""Counts of one kind of thing by several voices, where no agreement says what is measured: beside each other in
their own words, and not weighed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from truceline.brief.borne_out import behind
from truceline.brief.english import english
from truceline.brief.material import Material
from truceline.brief.owner import in_a_bracket, listed_as, named
from truceline.brief.wording import capital, dated, inside_quotes, quoted
from truceline.model.brief import Cell, Table
from truceline.model.match import fold
from truceline.model.reading import Claim, Figure, MentionType, Modality

__all__ = ["clause_around", "counts"]

_HEAD = ("Question", "Verdict, and why", "Answer", "Given by")
_FEW = 110
_GROUPS = 3
_ROWS = 6
_LONG = 240
"""Characters of a sentence that is given whole."""
_BEFORE, _AFTER = 20, 40
"""Characters around a figure that are kept of a longer one, up to the ends of clauses."""
_CLAUSE_END = re.compile(r"[,;]\s+")
_TIMED = {"minute", "hour", "day", "week", "month", "year", "second", "millimetre", "metre", "kilometre"}
_NOT_WEIGHED = "Not weighed: they may be of different days, places or things."
_NOT_DONE = (
    Modality.INTENTION,
    Modality.OBLIGATION,
    Modality.FUTURE,
    Modality.POSSIBLE,
    Modality.CONDITIONAL,
)
_TO_BE = re.compile(r"\b(?:(?:is|are|were|was) to|will|would|shall|should|must)\s+(?:be\s+)?[a-z]+")
_SHARED = 2
_LONGER = 4
_KILLED, _INJURED, _FREED = "people killed", "people injured", "people freed"
_BASE = re.compile(r"\bof\s+(?:the|its|their|all|these|those)\s+(?:[a-z]+\s+)?$", re.IGNORECASE)
"""A figure after these words is what others are a part of."""


def counts(material: Material, told: Iterable[str]) -> tuple[Table, frozenset[str]]:
    """Up to three kinds of things that two voices or more count differently; none whose claims are in `told`,
    the ids of claims behind answers that are weighed. Nothing where there are many claims: then weighing has
    enough to go by, and what it does not set side by side is of different things. With the ids of the claims
    whose words are shown whole."""
    if len(material.claims) > _FEW:
        return Table(_HEAD, ()), frozenset()
    skip = frozenset(told)
    groups = [g for g in _groups(material, skip) if _differ(g, material)]
    groups.sort(key=lambda g: (-len({_giver(c, material) for c, _ in g}), -len(g), g[0][0].id))
    rows: list[tuple[Cell, ...]] = []
    shown: set[str] = set()
    for group in groups[:_GROUPS]:
        for n, (claim, figure) in enumerate(_distinct(group, material)[:_ROWS]):
            words, giver = _words(claim, figure, material), _giver(claim, material)
            spans = behind(f"{words}, {giver}", [figure.span], material)
            shown.add(claim.id)
            rows.append(
                (
                    Cell("" if n else f"{capital(_thing(group))}: counts given"),
                    Cell("" if n else _NOT_WEIGHED),
                    Cell(words, spans),
                    Cell(giver),
                )
            )
    return Table(_HEAD, tuple(rows)), frozenset(shown)


def _groups(material: Material, skip: frozenset[str]) -> list[list[tuple[Claim, Figure]]]:
    """Figures of one kind, those of people by the event that their sentences share."""
    found: dict[str, list[list[tuple[Claim, Figure]]]] = {}
    for id, figures in material.figures_of.items():
        claim = material.claims.get(id)
        if claim is None or id in skip or not material.in_body(claim):
            continue
        for figure in figures:
            key = _key(figure, claim)
            if _planned(claim, figure, material):
                continue
            if key is None or (figure.low is None and figure.high is None) or _is_base(figure, material):
                continue
            homes = found.setdefault(key, [])
            for home in homes:
                if not _befalls(key) or any(_one_event(claim, other, material) for other, _ in home):
                    home.append((claim, figure))
                    break
            else:
                homes.append([(claim, figure)])
    return [g for homes in found.values() for g in homes]


def _planned(claim: Claim, figure: Figure, material: Material) -> bool:
    """Whether the sentence tells of what is owed or to come ("240 are to be exchanged"): no count of what was
    done."""
    page = material.page(claim.report)
    line = material.lineages.get(claim.id)
    if page is None or (line is not None and line.agreement):
        return True
    after = page.text[figure.span.end : figure.span.end + _AFTER]
    return bool(_TO_BE.search(after)) or claim.modality in _NOT_DONE


def _befalls(key: str) -> bool:
    """Whether it is counted by event: what befell people in one place says nothing of another."""
    return key in (_KILLED, _INJURED)


def _key(figure: Figure, claim: Claim) -> str | None:
    """What is counted: people by what befell them, other things by their name."""
    if figure.rate or figure.unit in _TIMED:
        return None
    category = (figure.category or "").split(",")[0]
    if category in ("killed", "bodies"):
        return _KILLED
    if category == "injured":
        return _INJURED
    held = any(w.startswith(tuple(english().held)) for w in fold(claim.words).split())
    freed = any(w.startswith(tuple(english().freed)) for w in fold(claim.words).split())
    if freed and (held or figure.unit == "person" or figure.unit is None):
        return _FREED
    if figure.unit and figure.unit != "person" and figure.counted:
        return fold(figure.counted).split()[-1].rstrip("s") + "s"
    return None


def _is_base(figure: Figure, material: Material) -> bool:
    page = material.page(figure.span.report)
    at = figure.span.start
    return page is not None and bool(_BASE.search(page.text[max(0, at - 30) : at]))


def _one_event(a: Claim, b: Claim, material: Material) -> bool:
    """Whether the paragraphs of two claims name one place and share two more longer words that tell of more
    than harm."""
    mine, yours = (_about(c, material) for c in (a, b))
    places = mine[0] & yours[0]
    named = {w[:6] for p in places for w in p.split()}
    return bool(places) and len((mine[1] & yours[1]) - named) >= _SHARED


def _about(claim: Claim, material: Material) -> tuple[set[str], set[str]]:
    page = material.page(claim.report)
    start, end = claim.start, claim.end
    if page is not None and page.blocks:
        _, start, end = page.blocks[page.place(claim.start)]
    some = material.mentions(claim.report, start, end)
    places = {fold(m.span.quote).strip() for m in some if m.type is MentionType.PLACE and not m.party}
    words = fold(page.text[start:end]) if page else fold(claim.words)
    harm, plain = tuple(english().harm), english().weekday | english().small | english().person
    longer = [w for w in words.split() if len(w) > _LONGER and not w[0].isdigit() and w not in plain]
    return places, {w[:6] for w in longer if not w.startswith(harm) and not _says(w)}


def _says(word: str) -> bool:
    return any(word in some for some in english().speaking)


def _differ(group: list[tuple[Claim, Figure]], material: Material) -> bool:
    amounts = {(f.low, f.high) for _, f in group}
    givers = {_giver(c, material) for c, _ in group}
    return len(amounts) > 1 and len(givers) > 1


def _distinct(group: list[tuple[Claim, Figure]], material: Material) -> list[tuple[Claim, Figure]]:
    found: dict[tuple[str, int], tuple[Claim, Figure]] = {}
    for claim, figure in sorted(group, key=lambda x: x[1].span.start):
        page = material.page(claim.report)
        at = page.around(figure.span.start, figure.span.end)[0] if page else figure.span.start
        found.setdefault((claim.report, at), (claim, figure))
    return sorted(found.values(), key=lambda x: (material.said(x[0]), x[0].report, x[1].span.start))


def _giver(claim: Claim, material: Material) -> str:
    name = listed_as(claim, material)
    outlet = material.outlet(claim.report)
    nobody = not name or name == "Not named" or name.casefold() in english().pronoun
    own = material.is_own(claim) or nobody
    return f"{outlet}, own voice" if own and material.is_own(claim) else outlet if own else name


def _thing(group: list[tuple[Claim, Figure]]) -> str:
    return _key(group[0][1], group[0][0]) or ""


def _speaker(claim: Claim, material: Material) -> dict[int, str]:
    """The speaker's name behind the pronoun that stands for him."""
    source = claim.source
    if source is None or source.quote.casefold() not in english().pronoun:
        return {}
    name = named(claim, material)
    return {source.end: f" [{in_a_bracket(name)}]"} if name else {}


def _words(claim: Claim, figure: Figure, material: Material) -> str:
    """The figure with the words around it, as they stand."""
    page = material.page(figure.span.report)
    if page is None:
        return quoted(figure.span.quote)
    start, end = page.around(figure.span.start, figure.span.end)
    start = page.past_dateline(start)
    a, b = clause_around(page.text, start, end, figure.span.start, figure.span.end)
    words = dated(material, figure.span.report, a, b, _speaker(claim, material)).strip(" ,;:")
    return quoted(f"{'… ' if a > start else ''}{words}{' …' if b < end else ''}")


def clause_around(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """The sentence from `start` to `end`, or of a long one the clauses around its figure, from `first` to
    `last`: cut only behind a comma or semicolon that stands outside quotation marks."""
    if end - start <= _LONG:
        return start, end
    ends = [
        m.end()
        for m in _CLAUSE_END.finditer(text, start, end)
        if not inside_quotes(text, start, m.end())
        and text.count("(", start, m.end()) == text.count(")", start, m.end())
    ]
    a = max((x for x in ends if x <= first - _BEFORE), default=start)
    b = min((x for x in ends if x >= last + _AFTER), default=end)
    return a, b
