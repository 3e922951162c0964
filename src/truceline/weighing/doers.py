"""Who did it, as each tells it: who broke the truce, who attacked; and who says that a side did not.

Whom somebody calls the enemy, or "they", and whom a side names by no name that tells, is whoever stands against those for
whom it speaks. What of all this is of one deed, and disputed, is found by `who_did`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

from truceline.model.reading import Manner, Mention, MentionType, Modality, Stance, When
from truceline.model.span import Span
from truceline.model.weighing import Lineage
from truceline.weighing.answers import Answer, cut
from truceline.weighing.event_words import event_words
from truceline.weighing.events import days_of
from truceline.weighing.nodes import Node
from truceline.weighing.packed import filled, packed
from truceline.weighing.verdicts import neutral
from truceline.weighing.words import KEPT, Pack, classes, negated, sentence_bounds

_TELLS = frozenset({Modality.ACTUAL, Modality.NEGATED, Modality.EVALUATIVE})
_SAYS = frozenset({Stance.ASSERTS, Stance.REPORTS, Stance.ACCUSES, Stance.DENIES, Stance.EXPECTS})
_REACH, _BEHIND, _NOT, _SUBJECT = 120, 60, 4, 3
"""So far before a deed, or behind it, stands whose it is (characters); so many words before it, that it is not so, or
the pronoun that is its subject."""
_SINCE, _AROUND, _RECENT = 40, 300, 3
"""So far before a day stands that something is counted from it; before a deed, its day, if that is of the last days."""
_WIDE = 5
_WEEK = 6
ANYONE = "*"
"""Whose deed it was not, where somebody says that there was none."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@dataclass(frozen=True, slots=True, eq=False)
class Deed:
    """A deed of which it is asked who did it."""

    name: str
    question: str
    placed: str
    reported: str
    """The question where the place or thing is told, with the day or without."""
    blames: bool
    """Whether it is a reproach: no side tells it of itself."""
    told: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]
    """Each kind of pattern, the pattern, and what stands in lower case wherever it is found."""


@dataclass(frozen=True, slots=True, eq=False)
class _Deeds:
    foes: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()
    ours: frozenset[str] = frozenset()
    forces: frozenset[str] = frozenset()
    passive: frozenset[str] = frozenset()
    signs: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    asks: frozenset[str] = frozenset()
    active: tuple[str, ...] = ()
    points: frozenset[str] = frozenset()
    sites: tuple[str, ...] = ()
    deeds: tuple[Deed, ...] = ()


@dataclass(frozen=True, slots=True)
class Blamed:
    """One answer: the party that did it (`who`), or only against whom they stand (`against`); `did` is None where
    nobody can tell."""

    who: str
    against: str
    own: str
    """For whom it is said: a party, else who speaks."""
    did: bool | None
    low: int | None
    high: int | None
    places: frozenset[str]
    sites: frozenset[str]
    """The places and things of the deed, else those that stand a little before it."""
    here: bool
    """Whether these stand in its own words."""
    words: frozenset[str]
    points: bool
    """Whether it speaks of a deed already told of."""
    answer: Answer


@cache
def deeds(language: str) -> Mapping[str, Deed]:
    """The deeds that a language tells, by name."""
    return {d.name: d for d in _deeds(language).deeds}


@cache
def _deeds(language: str) -> _Deeds:
    data = packed(f"doers/{language}.yaml")
    if data is None:
        return _Deeds()
    found = []
    for name, deed in data["deeds"].items():
        told = [(k, p.replace("{truce}", data["truce"])) for k, some in deed["told"].items() for p in some]
        patterns = tuple((k, re.compile(p, re.IGNORECASE), _sought(p)) for k, p in told)
        found.append(
            Deed(
                name,
                deed["question"],
                deed.get("placed", ""),
                deed.get("reported", ""),
                bool(deed.get("blames")),
                patterns,
            )
        )
    return _Deeds(**(filled(_Deeds, data) | {"deeds": tuple(found)}))


def _sought(pattern: str) -> re.Pattern[str]:
    """What comes behind the last words that may stand between, where every match must hold it, else all of it: it is
    searched for without a look at capitals or at where words begin, which is many times faster."""
    before, _, last = pattern.rpartition("}?")
    depths = [0, *accumulate({"(": 1, ")": -1}.get(sign, 0) for sign in before)]
    either = any(sign == "|" and not depth for sign, depth in zip(before, depths, strict=False))
    return re.compile((pattern if either or depths[-1] else last).removeprefix(r"\b"))


@lru_cache(maxsize=KEPT)
def _marks(text: str, language: str) -> tuple[tuple[Deed, str, re.Match[str]], ...]:
    """Where a text tells a deed, and how; the first of each."""
    found: list[tuple[Deed, str, re.Match[str]]] = []
    known, plain = _deeds(language), text.casefold()
    for deed in known.deeds if any(sign in plain for sign in known.signs) else ():
        likely = [(kind, p) for kind, p, sought in deed.told if sought.search(plain)]
        marks = ((deed, kind, m) for kind, p in likely for m in p.finditer(text))
        first = next(
            (m for m in marks if m[1] not in ("before", "answer") or not _suffered(m[2], known)), None
        )
        if first is not None:
            found.append(first)
    return tuple(found)


def _suffered(mark: re.Match[str], known: _Deeds) -> bool:
    """Whether a verb is told of whom it was done to."""
    before = _words(mark.string[max(0, mark.start() - _REACH) : mark.start()])
    return not known.passive.isdisjoint(before[-1:]) and not _words(mark[0])[0].endswith(known.active)


def told_doers(node: Node, line: Lineage) -> list[tuple[str, Blamed]]:
    """(deed, answer) for each deed of which a claim tells who did it."""
    if node.furniture or line.agreement or node.claim.stance not in _SAYS:
        return []
    found: list[tuple[str, Blamed]] = []
    for segment in node.claim.content:
        for start, end in _sentences(segment.quote):
            part = segment.quote[start:end]
            may = node.claim.stance is Stance.EXPECTS or (
                node.claim.modality not in _TELLS
                and (part.strip() == node.claim.words or node.pack.turn("modals", part))
            )
            for deed, kind, mark in _marks(part, node.pack.language):
                if may != (kind == "perhaps") or (
                    kind == "charged" and node.claim.stance is not Stance.ACCUSES
                ):
                    continue
                told = _told(node, line, segment, start, (deed, kind, mark))
                if told is not None:
                    found.append((deed.name, told))
    return found


def reproaches(node: Node, line: Lineage) -> list[Blamed]:
    """What a claim tells of who did what no side tells of itself."""
    return [told for name, told in told_doers(node, line) if deeds(node.pack.language)[name].blames]


@lru_cache(maxsize=KEPT)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    found, at = [], 0
    while at < len(text):
        first, last = sentence_bounds(text, at)
        found.append((max(first, at), last))
        at = max(last, at + 1)
    return tuple(f for f in found if text[slice(*f)].strip())


def _told(
    node: Node, line: Lineage, segment: Span, start: int, told: tuple[Deed, str, re.Match[str]]
) -> Blamed | None:
    deed, kind, mark = told
    text, known = mark.string, _deeds(node.pack.language)
    before = _words(text[: mark.start()])
    if not event_words(node.pack.language).asking.isdisjoint(before):
        return None
    offset = segment.start + start
    party = line.party or node.claim.party or ""
    own = party or ("" if line.own_voice and not node.issued else line.entity or line.origin)
    no = negated(_words(text[: mark.end()])[-_NOT - len(mark[0].split()) :], node.pack)
    denies = node.claim.stance is Stance.DENIES
    did = None if kind == "unclear" else kind != "none" and (no == denies) != (kind == "kept")
    who, against = ("", "") if did is None else _who(node, deed, kind, mark, offset, own, bool(party))
    if kind == "none":
        who, against = ANYONE, ""
    elif did is False:
        who, against = who or own, ""
        own = own if party else who  # whose deed it was not, for them it is said
    if own in neutral():
        against = ""
    if did and (not (who or against) or (who == own and deed.blames)):
        return None
    if did is False and (who not in (own, ANYONE) or not known.asks.isdisjoint(before[-1:])):
        return None
    quote = text.strip()
    first = offset + len(text) - len(text.lstrip())
    span = Span(segment.report, first, first + len(quote), quote)
    answer = Answer(
        cut(quote), span, node, line, polarity=did, mode="denied" if did is False else "done",
        key=f"{who}|{against}|{did}|{line.origin}",
    )  # fmt: skip
    low, high = _days(node, offset, mark, _AROUND * (not deed.blames))
    places, sites, here = _places(node, first, span.end), frozenset[str](), False
    if not deed.blames:
        sites, here = _sites(node, first, span.end)
        sites |= places
    rare = frozenset(classes(quote, node.pack)) - node.pack.common
    points = did is False or kind in known.points
    return Blamed(who, against, own, did, low, high, places, sites, here, rare, points, answer)


def _words(text: str) -> list[str]:
    return [w.casefold() for w in _WORD.findall(text)]


def _who(
    node: Node, deed: Deed, kind: str, mark: re.Match[str], offset: int, own: str, sided: bool
) -> tuple[str, str]:
    """The party whose deed it is told to be, else against whom those stand who did it: for whom the speaker speaks, where
    he has a word for the others, or tells what was done to his own; a reproach of a side needs none."""
    text, known = mark.string, _deeds(node.pack.language)
    first, last = max(0, mark.start() - _REACH), mark.start()
    if kind == "behind":
        first, last = mark.end(), min(len(text), mark.end() + _BEHIND)
    elif "who" in mark.re.groupindex:
        first, last = mark.span("who")
    elif kind == "charged":
        first, last = (0, mark.start()) if _words(text[: mark.start()]) else (mark.end(), len(text))
    near = _words(text[first:last])
    opening = next((g for g in reversed(node.claim.content) if g.end <= offset), None)
    if kind == "before" and len(near) < 2 and opening is not None:  # "It is the army, he said, that shelled"
        near, first, last = _words(opening.quote), opening.start - offset, opening.end - offset
        kind = "within"
    pronoun = kind != "charged" and _pronoun(near[:_SUBJECT] if kind == "behind" else near[-_SUBJECT:], node)
    if pronoun:
        return (own, "") if pronoun == "own" else ("", own)
    parties = _parties(node, offset + first, offset + last)
    if kind == "charged":
        parties = [m for m in parties if m.party != own]
    elif kind != "behind" and "who" not in mark.re.groupindex:
        parties = [m for m in parties if not _governed(text[: max(0, m.span.start - offset)], node)]
        parties.reverse()
    if parties:
        return parties[0].party or "", ""
    if kind == "whose":
        return "", ""
    behind = _words(text[mark.end() :])[:_SUBJECT]
    named = kind == "charged" or deed.blames or not known.labels.isdisjoint(near)
    return "", own if (named and sided) or not known.ours.isdisjoint(behind) else ""


def _parties(node: Node, first: int, last: int) -> list[Mention]:
    """The parties named in a stretch of text, each by all the words that name it."""
    found: list[Mention] = []
    for m in sorted(node.told_mentions, key=lambda m: (m.span.start, -m.span.end)):
        inside = m.party and m.type is not MentionType.PLACE and first <= m.span.start and m.span.end <= last
        if inside and (not found or m.span.end > found[-1].span.end):
            found.append(m)
    return found


def _pronoun(near: Sequence[str], node: Node) -> str:
    """Whether the deed is told as of the own side or of those against it, by the word for them."""
    language, known = event_words(node.pack.language), _deeds(node.pack.language)
    direct = node.claim.manner in (Manner.DIRECT, Manner.MIXED) or node.issued
    for k in reversed(range(len(near))):
        word = near[k]
        if word in known.foes and (direct or word not in language.selves):
            return "foe"
        if word in language.selves or (word in language.whose and not (k and near[k - 1] in known.joins)):
            return "own"
    return ""


def _governed(before: str, node: Node) -> bool:
    """Whether a name stands behind a preposition: it is no subject, but for those whose forces are."""
    known, last = _deeds(node.pack.language), _words(before)[-4:]
    if last and last[-1] in node.pack.definite:
        last.pop()
    if not last or last[-1] not in known.leads | node.pack.genitive:
        return False
    return last[-1] not in node.pack.genitive or known.forces.isdisjoint(last)


def _places(node: Node, first: int, last: int) -> frozenset[str]:
    return frozenset(m.entity for m in node.told_mentions if m.entity and _is_site(m, first, last))


def _sites(node: Node, first: int, last: int) -> tuple[frozenset[str], bool]:
    """The places and kinds of things that stand in a stretch of a report, or, where none does, a little before it."""
    text, known = node.report.text, _site_words(node.pack.language)
    for start in (first, max(0, first - _AROUND)):
        found = {m[0].casefold().rstrip("s") for m in known.finditer(text, start, last)}
        found |= {m.entity for m in node.reading.mentions if m.entity and _is_site(m, start, last)}
        if found:
            return frozenset(found), start == first
    return frozenset(), False


def _is_site(m: Mention, first: int, last: int) -> bool:
    return m.type is MentionType.PLACE and m.precision != _WIDE and first <= m.span.start < last


@cache
def _site_words(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_deeds(language).sites) or '(?!)'})s?\b", re.IGNORECASE)


def _days(node: Node, offset: int, mark: re.Match[str], around: int) -> tuple[int | None, int | None]:
    """The day that stands in the sentence of a deed, else the last one told a little before (`around`); but for those since when
    something is counted."""
    own = node.said if node.said is not None else node.known
    last = offset + len(mark.string)
    for first, end in ((offset, last), (max(0, offset - around), offset)):
        here = [w for w in node.reading.times if first <= w.span.start < end]
        for when in here if first == offset else reversed(here):
            days = days_of(when)
            if (
                days is None
                or days[1] - days[0] > (_WEEK if around else 1)
                or _counted_from(node, when, first)
            ):
                continue
            recent = own is not None and 0 <= own - days[0] <= _RECENT
            if first == offset or (recent and _told_of(node, when)):
                return days
    return None, None


def _told_of(node: Node, when: When) -> bool:
    """Whether a time stands in what is told, and not with who tells it."""
    at = when.span.start
    return any(s.start <= at < s.end for c in node.reading.claims for s in c.content)


def _counted_from(node: Node, when: When, first: int) -> bool:
    text = node.report.text
    before, behind = (
        text[max(first, when.span.start - _SINCE) : when.span.start],
        text[when.span.end :][:_SINCE],
    )
    to = not node.pack.spans_to.isdisjoint(_words(behind)[:1])
    return to or node.pack.turn("since", before)


def of_others(one: Blamed, other: Blamed) -> bool:
    """Whether each names, or means, the side for which the other speaks."""
    return all(a.who == b.own or (not a.who and a.against == a.own) for a, b in ((one, other), (other, one)))


@lru_cache(maxsize=KEPT)
def a_foe_is_named(text: str, language: Pack) -> bool:
    """Whether a text tells of "the enemy", whoever that is."""
    foes = _deeds(language.language).foes - event_words(language.language).selves
    return not foes.isdisjoint(_words(text))
