"""Claims grouped into statements: what one origin said about one matter, with every report that carries it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from truceline.brief.alone import ends_as_sentence
from truceline.brief.english import english
from truceline.brief.heard import matter_of
from truceline.brief.material import Material
from truceline.brief.naming import party_of
from truceline.brief.owner import listed_as
from truceline.brief.sides import is_relay
from truceline.model.match import fold
from truceline.model.reading import Claim, Manner

__all__ = ["Statement", "grouped", "with_one_breath"]

_SAME_WITHIN = 0.9
_NEAR = 60
"""How many of an origin's latest statements a claim is compared with."""
_SAME_ACROSS = 0.5
_LEAST_SHARED = 3
_TELLING, _OURS = 8, 0.15
"""Words of a quotation that tell its language, and the share of small words that it has at the least."""
_WHAT, _TO = " what ", " to "
_ASKED = re.compile(r"\s+(?:how|what|when|where|who|why|whether|if)\b")
_THINGS = frozenset({"it", "they"})
_BRACKETS = re.compile(r"\(([^()]{3,80})\)")


@dataclass(frozen=True, slots=True)
class Statement:
    """Claims of one origin about one matter, the earliest first; one of them is told."""

    claims: tuple[Claim, ...]
    origin: str
    holder: str
    party: str | None
    day: str
    own: bool
    terms: bool
    """It retells what the agreement says."""
    account: bool = False
    """It tells in the outlet's words what somebody thinks, seeks or refuses, and no words of theirs."""
    withdrawn: bool = False
    """Whoever stands behind it has taken it back since."""

    @property
    def topics(self) -> frozenset[str]:
        return frozenset(t for c in self.claims for t in c.topics)

    @property
    def reports(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(c.report for c in self.claims))


def grouped(material: Material) -> tuple[Statement, ...]:
    """Every statement of the material that can be told, by origin."""
    order = {r.id: n for n, r in enumerate(sorted(material.given.reports, key=_report_order))}
    claims = [c for c in material.claims.values() if _tellable(c, material)]
    claims.sort(key=lambda c: (order.get(c.report, 0), c.start, c.id))
    groups: dict[str, list[list[Claim]]] = {}
    exact: dict[tuple[str, str, str], list[Claim]] = {}
    folded: dict[str, str] = {w: fold(w) for w in {c.words for c in claims}}
    of_words = {w: matter_of(told.split()) for w, told in folded.items()}
    matter = {c.id: of_words[c.words] for c in claims}
    for claim in claims:
        line = material.lineages.get(claim.id)
        key = line.origin if line else f"claim:{claim.id}"
        words = (key, claim.party or "", folded[claim.words])
        group = exact.get(words)
        if group is None and not material.is_own(claim):
            near = groups.get(key, [])[-_NEAR:]
            group = next(
                (g for g in near if all(_one_side(claim, o) and _same(claim, o, matter) for o in g[:6])), None
            )
        if group is None:
            group = []
            groups.setdefault(key, []).append(group)
        group.append(claim)
        exact[words] = group
    return tuple(_statement(g, key, material) for key, some in groups.items() for g in some)


def _report_order(report: object) -> tuple[str, str, str]:
    published = getattr(report, "published", None) or getattr(report, "known_on", None) or ""
    return str(published), str(getattr(report, "outlet", "") or ""), str(getattr(report, "id", ""))


def _tellable(claim: Claim, material: Material) -> bool:
    if claim.manner is Manner.UNSOURCED or not material.in_body(claim) or _in_capitals(claim, material):
        return False
    if material.said(claim)[:10] > material.given.as_of:
        return False
    if (
        _only_a_name(claim, material)
        or _not_of_its_speaker(claim, material)
        or _foreign(claim)
        or (material.is_own(claim) and not _a_sentence(claim, material))
    ):
        return False
    if any(_only_relays(claim, inner, material) for inner in material.within.get(claim.id, ())):
        return False
    outer = material.claims.get(claim.nested_in) if claim.nested_in else None
    return (
        outer is None
        or outer.manner in (Manner.OWN, Manner.UNSOURCED)
        or _only_relays(outer, claim, material)
    )


def _only_a_name(claim: Claim, material: Material) -> bool:
    """Whether it tells by which name somebody calls a thing ("after what the council called a drill") and nothing of
    it."""
    page, source = material.page(claim.report), claim.source
    if page is None or source is None or claim.manner is Manner.DIRECT:
        return False
    return page.text[max(0, source.start - len(_WHAT)) : source.start].casefold() == _WHAT


def _not_of_its_speaker(claim: Claim, material: Material) -> bool:
    """Whether it is only still to be said ("will meet to say how ..."), or its speaker is a pronoun read as somebody in
    a sentence that begins with that pronoun itself ("It does not name Orvel. It asks ...")."""
    page, source, cue, named = material.page(claim.report), claim.source, claim.cue, claim.antecedent
    if page is None or cue is None:
        return False
    asked = _ASKED.match(page.text, cue.end) is not None
    if asked and page.text[max(0, cue.start - len(_TO)) : cue.start].casefold() == _TO:
        return True
    if source is None or named is None or source.quote.casefold() not in _THINGS:
        return False
    start, end = page.around(named.start, named.end)
    head = page.text[start:end].split(maxsplit=1)[:1]
    return end <= source.start and head == [source.quote] and start != named.start


def _foreign(claim: Claim) -> bool:
    """Whether a quotation has hardly any of the small words of the language in which the brief is written."""
    if claim.manner is not Manner.DIRECT:
        return False
    words = [w.strip(".,!?'\"“”‘’").casefold() for w in claim.words.split()]
    return len(words) >= _TELLING and sum(w in _small_words() for w in words) < _OURS * len(words)


@cache
def _small_words() -> frozenset[str]:
    lists = english()
    return lists.small | lists.auxiliary | lists.telling_which | lists.wants_more | lists.pronoun | lists.ours


def _a_sentence(claim: Claim, material: Material) -> bool:
    """Whether the outlet's own words end as a sentence and credit no picture: else they are a caption, or a
    headline that no mark tells apart."""
    page = material.page(claim.report)
    if page is None:
        return False
    start, end = page.around(claim.start, claim.end)
    words = page.text[start:end]
    inside = {w.casefold() for b in _BRACKETS.findall(words) for w in b.split()}
    return (
        words[:1] != "["
        and ends_as_sentence(words)
        and not words.endswith(("follows.", ":"))
        and not inside & english().credit
    )


def _in_capitals(claim: Claim, material: Material) -> bool:
    """Whether it stands in a line of capitals, a headline that no mark tells apart, of a page that is
    not a telex, all in capitals."""
    page = material.page(claim.report)
    if page is not None and page.in_capitals:
        return False
    words = claim.words
    return len(words.split()) > 3 and words.upper() == words and words.lower() != words


def _only_relays(outer: Claim, inner: Claim, material: Material) -> bool:
    """Whether the outer claim only passes on the inner one: an agency citing a speaker."""
    return is_relay(outer, material) and 2 * len(inner.words) > len(outer.words)


def _one_side(a: Claim, b: Claim) -> bool:
    """Whether nothing tells that two sides, or two whom no side joins, stand behind the two: then they are not one
    statement, whatever origin they were joined under."""
    if a.party and b.party:
        return a.party == b.party
    if a.entity and a.entity == b.entity:
        return True
    unnamed = a.anonymous or b.anonymous or not a.holder or not b.holder
    return unnamed or bool(set(fold(a.holder or "").split()) & set(fold(b.holder or "").split()))


def _same(a: Claim, b: Claim, matter: Mapping[str, frozenset[str]]) -> bool:
    """Whether two claims of one origin say the same, by the words that carry the matter."""
    if a.said_on and b.said_on and a.said_on[:10] != b.said_on[:10]:
        return False
    mine, yours = matter[a.id], matter[b.id]
    numbers = {w for w in mine if w[0].isdigit()}, {w for w in yours if w[0].isdigit()}
    if all(numbers) and not numbers[0] & numbers[1]:
        return False
    shared = len(mine & yours)
    two_ways = (a.manner is Manner.DIRECT) is not (b.manner is Manner.DIRECT)
    least = _SAME_WITHIN if a.report == b.report and not two_ways else _SAME_ACROSS
    return shared >= _LEAST_SHARED and shared >= least * min(len(mine), len(yours))


def _statement(claims: list[Claim], origin: str, material: Material) -> Statement:
    first = claims[0]
    line = material.lineages.get(first.id)
    party = party_of(first, material)
    return Statement(
        claims=tuple(claims),
        origin=origin,
        holder=listed_as(first, material),
        party=party,
        day=max(material.said(c) for c in [c for c in claims if c.said_on] or claims),
        own=material.is_own(first),
        terms=bool(line and line.agreement),
        account=all(_is_account(c) for c in claims),
        withdrawn=bool(line and line.withdrawn),
    )


def _is_account(claim: Claim) -> bool:
    """Whether no word of saying leads to the holder: the outlet tells of a stand in its own words."""
    if claim.cue is None or claim.manner is not Manner.INDIRECT:
        return False
    cue = " ".join(claim.cue.quote.casefold().split())
    return not any(cue in words or cue.split()[-1] in words for words in english().speaking)


def with_one_breath(a: Claim, b: Claim) -> bool:
    """Whether two statements follow one word of saying, by one speaker."""
    both = len(a.content) == len(b.content) == 1 and Manner.OWN not in (a.manner, b.manner)
    return both and a.report == b.report and a.source == b.source and a.cue == b.cue and a.cue is not None
