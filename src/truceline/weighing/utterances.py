"""Acts of speech within one report: which of its claims go back to the same one; and whether two of them can be accounts
of one, by their days and by what is left of their words.

The reader has told what goes back to one act of speech; weighing adds the headline that repeats
it, and parts what the text parts ("in a separate statement").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from truceline.model.reading import BlockKind, LinkKind
from truceline.weighing.joined import Joined
from truceline.weighing.nodes import Node, Order, Speaker, end_of
from truceline.weighing.spoken_names import at_another_time, naming, venue_of
from truceline.weighing.words import Pack, closeness, likeness, sentence_at, sentence_bounds

_NEAR = 300
"""Characters between two claims among which another may be brought in."""
_POINTER = 60
"""Characters in which an earlier publication is named by its number or its day."""
_WORD = 24
"""Characters of a word."""
_ISSUER = "\x00"
"""In place of a speaker's name: the body that publishes the report."""


@dataclass(slots=True)
class Utterance:
    """The claims of one report that go back to one act of speech."""

    members: list[int]
    report: str
    order: Order
    speakers: list[Speaker] = field(default_factory=list)
    said: int | None = None
    known: int | None = None
    issued: bool = False
    """A body says it in a publication of its own."""
    looks: tuple[int, ...] = ()
    """The same for those that tell the same in the same words on the same day: whatever their figures, and with
    the same ones."""

    @property
    def home(self) -> int:
        """The day under which it is looked for: its own, else the report's; 0 without either."""
        return self.said if self.said is not None else self.known if self.known is not None else 0


def fits(some: Sequence[Speaker], others: Sequence[Speaker]) -> int:
    """How well the speakers of two utterances fit, as `Speaker.fits` tells of two."""
    if len(some) == len(others) == 1:
        return some[0].fits(others[0])
    return max((a.fits(b) for a in some for b in others), default=0)


def utterances(nodes: Mapping[int, Node], numbers: list[int]) -> list[Utterance]:
    """The acts of speech of a report (its attributed claims, in the order of the text), by the reader's
    own origins, nesting and repetition."""
    sets = Joined(len(numbers))
    place = {nodes[i].claim.id: k for k, i in enumerate(numbers)}
    for k, i in enumerate(numbers):
        outer = place.get(nodes[i].claim.nested_in or "")
        if outer is not None and _nested_in_one(nodes[numbers[outer]], nodes[i]):
            sets.join(outer, k)
    for run in _runs(nodes, numbers, place):
        for k in run[1:]:
            sets.join(run[0], k)
    for k, i in enumerate(numbers):
        for j in range(k):
            if sets.find(k) != sets.find(j) and _repeats(nodes[numbers[j]], nodes[i]):
                sets.join(j, k)
    return [_utterance(nodes, [numbers[k] for k in members]) for members in sets.sets().values()]


def _runs(nodes: Mapping[int, Node], numbers: list[int], place: Mapping[str, int]) -> list[list[int]]:
    """Claims of one speaker that go on with one statement: until the text says "separately", turns to
    another time or place of speaking ("later, in an interview"), or gives another day; back at a place told
    before, they go on with what was said there. What somebody "has said" or "had said" was said at some other time
    and stands alone, sentence by sentence."""
    runs: list[list[int]] = []
    open_: dict[str, list[int]] = {}
    alone: dict[str, list[int]] = {}
    day_of: dict[str, int | None] = {}
    spoke: dict[str, str | None] = {}
    """Speaker -> the place at which he speaks."""
    at: dict[tuple[str, str | None], list[int]] = {}
    for k, i in enumerate(numbers):
        node = nodes[i]
        who = _ISSUER if node.issued else node.claim.origin.partition("@")[0]
        if not who or (node.claim.nested_in or "") in place:
            continue
        lead = _lead_in(node)
        if node.pack.turn("standing", lead) or _said_before(node) or _in_perfect(node):
            if who in alone and _of_one_sentence(nodes[numbers[alone[who][-1]]], node):
                alone[who].append(k)
            else:
                alone[who] = [k]
                runs.append(alone[who])
            continue
        known = day_of.get(who)
        other_day = node.said is not None and known is not None and abs(node.said - known) > 1
        other = who in open_ and _another_spoke(nodes[numbers[open_[who][-1]]], node)
        place_told = venue_of(around(node), node.pack.language)
        moved = place_told is not None and spoke.get(who) not in (None, place_told)
        begun = who in open_ and _of_one_sentence(nodes[numbers[open_[who][-1]]], node)
        apart = not begun and (
            node.pack.turn("apart", lead)
            or at_another_time(lead, node.pack.language)
            or at_another_time(_before_cue(node), node.pack.language, whole=True)
        )
        if moved and not (other_day or other or apart) and (who, place_told) in at:
            open_[who] = at[who, place_told]
        elif who not in open_ or other_day or other or apart or moved:
            open_[who] = []
            runs.append(open_[who])
            day_of[who] = spoke[who] = None
        if place_told is not None:
            spoke[who] = place_told
            at[who, place_told] = open_[who]
        open_[who].append(k)
        if node.said is not None:
            day_of[who] = node.said
    return runs


def around(node: Node) -> str:
    """The words of its sentences beside the content: who speaks, how and where."""
    text, claim = node.report.text, node.claim
    place = claim.cue or claim.source
    if place is None:
        return ""
    kept, (at, last) = [], sentence_bounds(text, place.start)
    for part in claim.content:
        if part.end > at and part.start < last:
            kept.append(text[at : max(at, part.start)])
            at = part.end
    return " ".join((*kept, text[at:last]))


def _of_one_sentence(before: Node, node: Node) -> bool:
    text, place = node.report.text, node.claim.content[0].start
    first, last = sentence_bounds(text, place)
    return first <= before.claim.content[0].start < last


def _said_before(node: Node) -> bool:
    """Whether a body's publication points to an earlier one of its own ("repeats the demand of its Statement
    No. 3")."""
    elsewhere = naming(node.pack.language).elsewhere
    if not node.issued or elsewhere is None:
        return False
    sentence = sentence_at(node.report.text, node.claim.start)
    found = elsewhere.search(sentence)
    return found is not None and any(c.isdigit() for c in sentence[found.end() : found.end() + _POINTER])


def _another_spoke(before: Node, node: Node) -> bool:
    """Whether another of those without a name was brought in between two claims: "The second was less
    hopeful.", and then "she said"."""
    if node.speaker is None or not node.speaker.anonymous or node.claim.start <= before.claim.end:
        return False
    between = node.report.text[before.claim.end : node.claim.start]
    return len(between) <= _NEAR and node.pack.turn("partitive", between)


def _in_perfect(node: Node) -> bool:
    """Whether it is told as said before the rest ("had said")."""
    return _before_cue(node) in node.pack.before


def _before_cue(node: Node) -> str:
    """The word before the one that brings the claim in ("he later accused")."""
    cue = node.claim.cue
    return (
        node.report.text[max(0, cue.start - _WORD) : cue.start].split(" ")[-2:][0] if cue is not None else ""
    )


def _lead_in(node: Node) -> str:
    """The words that bring the claim in: from the start of its sentence to its cue and source."""
    claim = node.claim
    marks = [s for s in (claim.cue, claim.source) if s is not None]
    if not marks:
        return ""
    text = node.report.text
    start, _ = sentence_bounds(text, marks[0].start)
    first, last = min(start, *(m.start for m in marks)), max(m.end for m in marks)
    content = claim.content[0]
    if content.start > first:
        return text[first : max(last, min(content.start, last + 60))]
    return text[min(m.start for m in marks) : last]


def _utterance(nodes: Mapping[int, Node], members: list[int]) -> Utterance:
    speakers: list[Speaker] = []
    for i in members:
        speaker = nodes[i].speaker
        if speaker and speaker not in speakers:
            speakers.append(speaker)
    days = sorted(d for i in members if (d := nodes[i].spoken) is not None)
    return Utterance(
        members,
        nodes[members[0]].report.id,
        nodes[members[0]].order,
        speakers,
        days[-1] if days else None,
        nodes[members[0]].known,
        any(nodes[i].issued for i in members),
    )


def _nested_in_one(outer: Node, inner: Node) -> bool:
    """A claim within a claim is one act of speech with it where both stand for one interest, or
    where the outer speaker only carries it."""
    end = end_of(outer.claim)
    if end and end.kind in (LinkKind.AGENCY, LinkKind.OUTLET) and not outer.issued:
        return True
    one, other = outer.speaker, inner.speaker
    return bool(one and other and (one.fits(other) or (one.party and one.party == other.party)))


def _repeats(one: Node, other: Node) -> bool:
    """Whether one of two claims of a report repeats the other: the headline and the body, or two
    claims of one speaker in one paragraph."""
    a, b = one.speaker, other.speaker
    if not a or not b or _in_perfect(one) != _in_perfect(other):
        return False
    if one.said is not None and other.said is not None and abs(one.said - other.said) > 3:
        return False
    heads = (BlockKind.HEADLINE, BlockKind.STANDFIRST)
    headed = one.block is not None and one.block.kind in heads
    fit = a.fits(b)
    if not fit and not (headed and a.party is not None and a.party == b.party and a.anonymous != b.anonymous):
        return False
    share, weight = likeness(one.words, other.words, one.pack.common)
    near = (
        one.block is not None and other.block is not None and abs(one.block.number - other.block.number) <= 2
    )
    if near and fit == 1 and a.anonymous and b.anonymous and (one_of_several(one) or one_of_several(other)):
        return True  # "two officials ... one official ... a second official": they spoke together
    if one.negated != other.negated:
        return False
    general = a.party is not None and a.party in (a.entity, b.entity) and a.entity != b.entity
    asked = 0.3 if set(one.claim.topics) & set(other.claim.topics) else 0.4
    if near and general and not (a.anonymous or b.anonymous):
        if share >= asked and weight >= 1.4:
            return True
        # "Egypt announced ..." and, in the next paragraph, the office that announced it
        below = other.block.number - one.block.number if one.block and other.block else -1
        if a.entity == a.party and asked == 0.3 and 0 <= below <= 1 and share >= 0.1:
            return True
    if headed:
        return share >= 0.5 and weight >= 1.2
    return share >= 0.7 and weight >= 2.0


def one_of_several(node: Node) -> bool:
    """Whether its speaker is told as one of several ("a second official")."""
    return node.speaker is not None and node.pack.turn("partitive", _lead_in(node) + " " + node.speaker.name)


Wording = tuple[frozenset[str], bool, frozenset[str], frozenset[str]]
"""The words of a claim, whether they negate, its topics, and the names and figures in it."""


class Near(NamedTuple):
    """How two utterances fit: how much they share of what they are found by, what their days add to the likeness
    asked for, what it takes from it that one speaks in both, and whether it may have been said again."""

    shared: int
    apart: float
    surely: float
    again: bool


SHORT = 4.0
"""A claim of less weight than this is too short to be told by its words alone."""
CLOSE = 0.5
"""How much of all their words two accounts share that name nobody and nothing alike."""
BACK = 4
"""How many days a report without a date for a statement may lie after it."""
_AGAIN = 3
_LEFT = 2
_CONTAINED = 0.6
_QUARTER = 0.25
"""Accounts that each have words of their own, and neither holds most of the other, share more of all."""


def span(said: Utterance) -> set[int]:
    """The days under which an utterance looks for earlier accounts of it."""
    if said.said is not None:
        # a report without a date for the statement is entered under its own day
        return {0, *range(said.said - 1, said.said + BACK + 1)}
    if said.known is not None:
        return {0, *range(said.known - BACK, said.known + BACK + 1)}
    return {0}


def other_matter(one: frozenset[str], other: frozenset[str], share: float, pack: Pack) -> bool:
    """Whether what is left of each beside what they share tells of something else: classes that no
    translator changes, or most of all their words."""
    left, others = one - other, other - one
    if left & pack.telling and others & pack.telling:
        return True
    much = min(len(left), len(others)) >= _LEFT and share < _CONTAINED
    return much and closeness(one, other, pack.common) <= _QUARTER


def other_figures(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether each tells figures, and none that the other tells."""
    told = {w for w in one if w[0].isdigit()}
    return bool(told) and told.isdisjoint(other) and any(w[0].isdigit() for w in other)


def gap(said: Utterance, other: Utterance) -> float | None:
    """What the dates add to the likeness that is asked for; None where they rule it out."""
    if said.said is not None and other.said is not None:
        apart = abs(said.said - other.said)
        return -0.1 if apart == 0 else 0.15 if apart == 1 else None
    if said.known is None or other.known is None:
        return 0.15
    if said.said is None and other.said is None:
        apart = abs(said.known - other.known)
        return -0.05 if apart == 0 else 0.05 if apart <= 2 else 0.15 if apart <= BACK else None
    told, untold = (said.said, other.known) if said.said is not None else (other.said, said.known)
    assert told is not None and untold is not None  # noqa: S101
    behind = untold - told
    return -0.05 if 0 <= behind <= 1 else 0.05 if 0 <= behind <= BACK else 0.2 if behind == -1 else None


def days_later(said: Utterance, other: Utterance) -> bool:
    """Whether two utterances without a day of their own were told so many days apart that what is alike in them
    may have happened, and been said, again."""
    undated = said.said is None and other.said is None and said.known is not None and other.known is not None
    return undated and abs((said.known or 0) - (other.known or 0)) >= _AGAIN


def near(said: Utterance, other: Utterance, shared: int) -> Near | None:
    """How two utterances fit by who speaks and when; None where these tell them apart."""
    if said.issued and other.issued and said.report != other.report:
        return None  # two publications of one body are two acts of speech
    apart = gap(said, other)
    fit = 0 if apart is None else fits(said.speakers, other.speakers)
    if apart is None or not fit:
        return None
    return Near(shared, apart, 0.15 if fit == 2 else 0.0, days_later(said, other))


def most_alike(
    wordings: Sequence[Wording], others: Sequence[Wording], apart: float, again: bool, pack: Pack
) -> float | None:
    """How much more like another utterance it is than is asked for, by the claims that are most alike; None where
    it is not. `apart` is what days and speakers add to what is asked; `again`, that it may have been said twice:
    then names and figures must be the same."""
    common = pack.common
    best: float | None = None
    for words, negative, topics, marks in wordings:
        for words2, negative2, topics2, marks2 in others:
            if negative != negative2 or (again and marks != marks2):
                continue
            share, weight = likeness(words, words2, common, SHORT)
            asked = 0.5 + apart - (0.1 if topics & topics2 else 0.0) - (0.05 if negative else 0.0)
            if marks and marks2 and not marks & marks2:
                asked += 0.25  # other names and other figures: another matter
                if closeness(words, words2, common) < CLOSE:
                    continue
            elif other_figures(words, words2):
                asked += 0.15
            if weight >= 1.2 and share >= asked:
                known = bool(topics & topics2)
                if other_matter(words, words2, 1.0 if known else share, pack):
                    continue
                over = share - asked + 0.02 * weight
                best = over if best is None or over > best else best
    return best
