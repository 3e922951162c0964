"""Who did it, as each tells it: who broke the truce, who attacked; and who says that a side did not.

Of what several tell of one day, everything but the doer is held equal. Whom somebody calls the enemy, or "they", and
whom a side names by no name that tells, is whoever stands against those for whom it speaks. What is told of one deed
and one day, where sides name each other or say that they did not, is a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import combinations

from truceline.model.reading import Manner, Mention, MentionType, Modality, Stance, When
from truceline.model.span import Span
from truceline.model.weighing import Finding, Lineage, QuestionKind, Reason, Verdict
from truceline.weighing.answers import Answer, Context, Ruling, by, called, cut, finding
from truceline.weighing.event_words import event_words
from truceline.weighing.events import days_of
from truceline.weighing.nodes import Node, iso
from truceline.weighing.packed import filled, packed
from truceline.weighing.verdicts import neutral
from truceline.weighing.words import KEPT, Pack, classes, negated, sentence_bounds

_TELLS = frozenset({Modality.ACTUAL, Modality.NEGATED, Modality.EVALUATIVE})
_SAYS = frozenset({Stance.ASSERTS, Stance.REPORTS, Stance.ACCUSES, Stance.DENIES})
_REACH, _BEHIND, _NOT, _SUBJECT = 120, 60, 4, 3
"""So far before a deed, or behind it, stands whose it is (characters); so many words before it, that it is not so, or
the pronoun that is its subject."""
_SINCE, _AROUND, _RECENT = 40, 300, 3
"""So far before a day stands that something is counted from it; before a deed, its day, if that is of the last days."""
_WIDE = 5
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@dataclass(frozen=True, slots=True, eq=False)
class Deed:
    """A deed of which it is asked who did it."""

    name: str
    question: str
    blames: bool
    """Whether it is a reproach: no side tells it of itself."""
    told: tuple[tuple[str, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Deeds:
    foes: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()
    ours: frozenset[str] = frozenset()
    forces: frozenset[str] = frozenset()
    passive: frozenset[str] = frozenset()
    signs: frozenset[str] = frozenset()
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
    words: frozenset[str]
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
        patterns = tuple((k, re.compile(p, re.IGNORECASE)) for k, p in told)
        found.append(Deed(name, deed["question"], bool(deed.get("blames")), patterns))
    return _Deeds(**(filled(_Deeds, data) | {"deeds": tuple(found)}))


@lru_cache(maxsize=KEPT)
def _marks(text: str, language: str) -> tuple[tuple[Deed, str, re.Match[str]], ...]:
    """Where a text tells a deed, and how; the first of each."""
    found: list[tuple[Deed, str, re.Match[str]]] = []
    known, plain = _deeds(language), text.casefold()
    for deed in known.deeds if any(sign in plain for sign in known.signs) else ():
        first = next(((deed, kind, m) for kind, p in deed.told for m in p.finditer(text)), None)
        if first is not None:
            found.append(first)
    return tuple(found)


def told_doers(node: Node, line: Lineage) -> list[tuple[str, Blamed]]:
    """(deed, answer) for each deed of which a claim tells who did it."""
    if node.furniture or line.agreement or node.claim.stance not in _SAYS:
        return []
    found: list[tuple[str, Blamed]] = []
    for segment in node.claim.content:
        for start, end in _sentences(segment.quote):
            part = segment.quote[start:end]
            if node.claim.modality not in _TELLS and (
                part.strip() == node.claim.words or node.pack.turn("modals", part)
            ):
                continue
            for deed, kind, mark in _marks(part, node.pack.language):
                told = _told(node, line, segment, start, (deed, kind, mark))
                if told is not None:
                    found.append((deed.name, told))
    return found


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
    text = mark.string
    before = _words(text[: mark.start()])
    if not event_words(node.pack.language).asking.isdisjoint(before):
        return None
    if kind == "before" and not _deeds(node.pack.language).passive.isdisjoint(before[-1:]):
        return None
    offset = segment.start + start
    party = line.party or node.claim.party or ""
    own = party or ("" if line.own_voice and not node.issued else line.entity or line.origin)
    no = negated(_words(text[: mark.end()])[-_NOT - len(mark[0].split()) :], node.pack)
    denies = node.claim.stance is Stance.DENIES
    did = None if kind == "unclear" else (no == denies) != (kind == "kept")
    who, against = ("", "") if did is None else _who(node, deed, kind, mark, offset, own, bool(party))
    if did is False:
        who, against = who or own, ""
        own = own if party else who  # whose deed it was not, for them it is said
    if own in neutral():
        against = ""
    if did is not None and (not (who or against) or (who == own) == did or (not did and who != own)):
        return None
    quote = text.strip()
    first = offset + len(text) - len(text.lstrip())
    span = Span(segment.report, first, first + len(quote), quote)
    answer = Answer(
        cut(quote), span, node, line, polarity=did, mode="denied" if did is False else "done",
        key=f"{who}|{against}|{did}|{line.origin}",
    )  # fmt: skip
    low, high = _days(node, offset, mark, _AROUND * (not deed.blames))
    places = _places(node, first, span.end)
    rare = frozenset(classes(quote, node.pack)) - node.pack.common
    return Blamed(who, against, own, did, low, high, places, rare, answer)


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
    elif kind == "within":
        first, last = mark.span("who")
    near = _words(text[first:last])
    opening = next((g for g in reversed(node.claim.content) if g.end <= offset), None)
    if kind == "before" and len(near) < 2 and opening is not None:  # "It is the army, he said, that shelled"
        near, first, last = _words(opening.quote), opening.start - offset, opening.end - offset
        kind = "within"
    pronoun = _pronoun(near[:_SUBJECT] if kind == "behind" else near[-_SUBJECT:], node)
    if pronoun:
        return (own, "") if pronoun == "own" else ("", own)
    parties = _parties(node, offset + first, offset + last)
    if kind in ("before", "kept"):
        parties = [m for m in parties if not _governed(text[: max(0, m.span.start - offset)], node)]
        parties.reverse()
    if parties:
        return parties[0].party or "", ""
    behind = _words(text[mark.end() :])[:_SUBJECT]
    return "", own if (deed.blames and sided) or not known.ours.isdisjoint(behind) else ""


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
    return frozenset(
        m.entity
        for m in node.told_mentions
        if m.type is MentionType.PLACE and m.entity and m.precision != _WIDE and first <= m.span.start < last
    )


def _days(node: Node, offset: int, mark: re.Match[str], around: int) -> tuple[int | None, int | None]:
    """The day that stands in the sentence of a deed, else the last one told a little before (`around`); but for those since when
    something is counted."""
    own = node.said if node.said is not None else node.known
    last = offset + len(mark.string)
    for first, end in ((offset, last), (max(0, offset - around), offset)):
        here = [w for w in node.reading.times if first <= w.span.start < end]
        for when in here if first == offset else reversed(here):
            days = days_of(when)
            if days is None or days[1] - days[0] > 1 or _counted_from(node, when, first):
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


_STRETCH = 16
"""Days looked at together."""
_BEFORE, _LIKE_BEFORE, _REPLY = 2, 5, 10
"""What tells no day is of one so many days before, at most: a reproach; a deed of which the like words are told; a denial
of what the side is charged with."""
_SHARED = 2
_MOST = 60
"""So many tellings of one day that differ are compared."""


def told_deeds(node: Node, line: Lineage, _: Context) -> list[tuple[str, Blamed]]:
    """(deed and stretch of days, answer) for each deed that a claim tells and each stretch that it may be of."""
    found = []
    for name, told in told_doers(node, line):
        last = told.low if told.low is not None else told.answer.asof
        if last is not None:
            for stretch in range((last - _REPLY) // _STRETCH, (last + _REPLY) // _STRETCH + 1):
                found.append((f"{name}|{stretch}", told))
    return found


def doer_findings(key: str, told: Sequence[Blamed], context: Context) -> list[Finding]:
    """The findings on one deed, one for each day of the stretch of which it is disputed who did it."""
    name, _, stretch = key.partition("|")
    deed = deeds(told[0].answer.node.pack.language)[name]
    found = []
    for day, some in _by_day(_sided(told), alike=not deed.blames):
        ruling = _ruling(some, context.names) if day // _STRETCH == int(stretch) else None
        if ruling is not None:
            answers = [b.answer for b in some]
            asked = deed.question.format(day=iso(day))
            found.append(finding(QuestionKind.OCCURRENCE, f"doer|{name}|{day}", asked, answers, ruling))
    return found


def _sided(told: Sequence[Blamed]) -> list[Blamed]:
    """With the party of those who speak, where another report tells it."""
    lines = [b.answer.line for b in told]
    sides = {x.entity: x.party for x in lines if x.entity and x.party}
    return [replace(b, own=sides.get(b.own, b.own), against=sides.get(b.against, b.against)) for b in told]


def _by_day(told: Sequence[Blamed], *, alike: bool) -> list[tuple[int, list[Blamed]]]:
    """What is told of one day; what tells no day, with the last one before it of which it can be."""
    days: dict[int, list[Blamed]] = {}
    for one in told:
        if one.low is not None and one.high is not None:
            days.setdefault(next((d for d in (one.low, one.high) if d in days), one.low), []).append(one)
    for one in told:
        asof = one.answer.asof
        if one.low is not None or asof is None:
            continue
        before = (asof - n for n in range(_REPLY + 1) if asof - n in days)
        day = next((d for d in before if _may_be(one, days[d], asof - d, alike)), None if alike else asof)
        if day is not None:
            days.setdefault(day, []).append(one)
    return sorted((d, sorted(some, key=lambda b: b.answer.node.order)) for d, some in days.items())


def _may_be(one: Blamed, others: Sequence[Blamed], since: int, alike: bool) -> bool:
    """Whether what tells no day may be of one so many days before, of which others tell."""
    if one.did is False and any(b.did and one.who == b.who for b in others[:_MOST]):
        return True
    if not alike:
        return since <= _BEFORE
    return since <= _LIKE_BEFORE and any(_like(one, b) for b in others[:_MOST])


def _like(one: Blamed, other: Blamed) -> bool:
    return bool(one.places & other.places) or len(one.words & other.words) >= _SHARED


def _ruling(told: Sequence[Blamed], labels: Mapping[str, str]) -> Ruling | None:
    """The dispute over who did it; None where there is none."""
    pair = next(_disputes(told), None)
    if pair is None:
        return None
    (one, other), (first, second) = pair, (by(b.answer) for b in pair)
    if not one.did:
        said = f"{first} and {second} each say that it was not their side."
    elif one.against and other.against:
        said = f"{first} and {second} each say that the other side did it."
    elif other.did:
        said = f"{first} says that {_named(one, labels)} did it, {second} that {_named(other, labels)} did."
    else:
        said = f"{first} says that {_named(one, labels)} did it, {second} that it did not."
    unclear = next((b for b in told if b.did is None), None)
    beside = f" {by(unclear.answer)}: not established." if unclear else ""
    return Ruling(Verdict.CONTESTED, Reason.DISPUTE, said + beside)


def _named(one: Blamed, labels: Mapping[str, str]) -> str:
    if one.who:
        return labels.get(one.who) or called(one.who, one.answer.node.reading)
    return "the other side"


def _disputes(told: Sequence[Blamed]) -> Iterator[tuple[Blamed, Blamed]]:
    """The pairs of two sides of which each names the other, or one says that it did not do what the other says; last
    those of which each says only that it was not they."""
    unlike = {
        (b.own, b.who, b.against, b.did, b.places): b for b in reversed(told) if b.did is not None and b.own
    }
    pairs = [
        (a, b)
        for a, b in combinations([*reversed(unlike.values())][:_MOST], 2)
        if a.own != b.own and (a.places & b.places or not (a.places and b.places))
    ]
    for one, other in pairs:
        if one.did and other.did and of_others(one, other):
            yield one, other
        elif one.did != other.did:
            yes, no = (one, other) if one.did else (other, one)
            if yes.who == no.who or (yes.against and yes.against != no.who):
                yield yes, no
    yield from ((a, b) for a, b in pairs if not (a.did or b.did) and _is_party(a) and _is_party(b))


def _is_party(one: Blamed) -> bool:
    return one.who not in (one.answer.line.entity, one.answer.line.origin)
