"""Acts of speech: which claims, in one report and across reports, go back to the same one.

In one report the reader has told what goes back to one act of speech; weighing adds the
headline that repeats it. Across reports two accounts are one act where the speaker fits,
the days fit, and the words, compared as classes, say the same thing. Every statement is
looked up by speaker and day, so that the cost does not grow with the square of the reports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from truceline.model.reading import BlockKind, LinkKind
from truceline.weighing.joined import Joined
from truceline.weighing.nodes import Node, Speaker, end_of
from truceline.weighing.words import likeness, sentence_at

BACK = 4
"""How many days a report without a date for a statement may lie after it."""
Wording = tuple[frozenset[str], bool, frozenset[str], frozenset[str]]
"""The words of a claim, whether they negate, its topics, and the names and figures in it."""

SHORT = 4.0
"""A claim of less weight than this is too short to be told by its words alone."""
MOST = 24
"""How many different wordings of a statement are kept for comparing."""


@dataclass(slots=True)
class Utterance:
    """The claims of one report that go back to one act of speech."""

    members: list[int]
    report: str
    speakers: list[Speaker] = field(default_factory=list)
    said: int | None = None
    known: int | None = None


@dataclass(slots=True)
class _Statement:
    first: int
    speakers: list[Speaker]
    said: int | None
    known: int | None
    wordings: list[Wording]
    reports: set[str]


def utterances(nodes: Sequence[Node], held: Sequence[int]) -> list[Utterance]:
    """The acts of speech of each report, by the reader's own origins, nesting and repetition."""
    by_report: dict[str, list[int]] = defaultdict(list)
    for i in held:
        by_report[nodes[i].report.id].append(i)
    found: list[Utterance] = []
    for report in sorted(by_report, key=lambda r: by_report[r][0]):
        found += _of_report(nodes, by_report[report])
    return found


def _of_report(nodes: Sequence[Node], numbers: list[int]) -> list[Utterance]:
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


def _runs(nodes: Sequence[Node], numbers: list[int], place: Mapping[str, int]) -> list[list[int]]:
    """Claims of one speaker that go on with one statement: until the text says "separately", or
    gives another day. What somebody "has said" was said at some other time and stands alone."""
    runs: list[list[int]] = []
    open_: dict[str, list[int]] = {}
    day_of: dict[str, int | None] = {}
    for k, i in enumerate(numbers):
        node = nodes[i]
        who = node.claim.origin.partition("@")[0]
        if not who or (node.claim.nested_in or "") in place:
            continue
        lead = _lead_in(node)
        if node.pack.turn("standing", lead):
            continue
        known = day_of.get(who)
        other_day = node.said is not None and known is not None and abs(node.said - known) > 1
        if who not in open_ or other_day or node.pack.turn("apart", lead):
            open_[who] = []
            runs.append(open_[who])
            day_of[who] = None
        open_[who].append(k)
        if node.said is not None:
            day_of[who] = node.said
    return runs


def _lead_in(node: Node) -> str:
    """The words that bring the claim in: from the start of its sentence to its cue and source."""
    claim = node.claim
    marks = [s for s in (claim.cue, claim.source) if s is not None]
    if not marks:
        return ""
    text = node.report.text
    sentence = sentence_at(text, marks[0].start)
    start = text.find(sentence, max(0, marks[0].start - len(sentence)))
    first, last = min(start, *(m.start for m in marks)), max(m.end for m in marks)
    content = claim.content[0]
    if content.start > first:
        return text[first : max(last, min(content.start, last + 60))]
    return text[min(m.start for m in marks) : last]


def _utterance(nodes: Sequence[Node], members: list[int]) -> Utterance:
    speakers: list[Speaker] = []
    for i in members:
        speaker = nodes[i].speaker
        if speaker and speaker not in speakers:
            speakers.append(speaker)
    days = sorted(d for i in members if (d := nodes[i].said) is not None)
    return Utterance(
        members, nodes[members[0]].report.id, speakers, days[-1] if days else None, nodes[members[0]].known
    )


def _days_fit_within(one: Node, other: Node) -> bool:
    return one.said is None or other.said is None or abs(one.said - other.said) <= 3


def _nested_in_one(outer: Node, inner: Node) -> bool:
    """A claim within a claim is one act of speech with it where both stand for one interest, or
    where the outer speaker only carries it."""
    end = end_of(outer.claim)
    if end and end.kind in (LinkKind.AGENCY, LinkKind.OUTLET):
        return True
    one, other = outer.speaker, inner.speaker
    return bool(one and other and (one.fits(other) or (one.party and one.party == other.party)))


def _repeats(one: Node, other: Node) -> bool:
    """Whether one of two claims of a report repeats the other: the headline and the body, or two
    claims of one speaker in one paragraph."""
    a, b = one.speaker, other.speaker
    if not a or not b or not _days_fit_within(one, other):
        return False
    fit = a.fits(b)
    if not fit:
        return False
    share, weight = likeness(one.words, other.words, one.pack.common)
    near = (
        one.block is not None and other.block is not None and abs(one.block.number - other.block.number) <= 2
    )
    if near and fit == 1 and a.anonymous and b.anonymous and _of_one_group(one, other):
        return True
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
    heads = (BlockKind.HEADLINE, BlockKind.STANDFIRST)
    if one.block and one.block.kind in heads:
        return share >= 0.5 and weight >= 1.2
    return share >= 0.7 and weight >= 2.0


def _of_one_group(one: Node, other: Node) -> bool:
    """ "Two officials ... one official ... a second official": they spoke together."""
    return any(
        n.speaker is not None and n.pack.turn("partitive", _lead_in(n) + " " + n.speaker.name)
        for n in (one, other)
    )


def statements(
    nodes: Sequence[Node], spoken: Sequence[Utterance], texts: dict[int, int], whole: Mapping[str, int]
) -> Joined:
    """Which utterances are one statement (sets over the numbers of `spoken`). `texts` are the
    clusters of copied texts, `whole` the reports that are copies of one text."""
    sets = Joined(len(spoken))
    _join_copies(nodes, spoken, texts, whole, sets)
    kept: list[_Statement] = []
    index: dict[tuple[str, int], dict[str, list[int]]] = {}
    order = sorted(range(len(spoken)), key=lambda u: nodes[spoken[u].members[0]].order)
    for u in order:
        said = spoken[u]
        wordings = _wordings(nodes, said.members)
        best: tuple[float, int] | None = None
        for n in _candidates(said, wordings, index):
            score = _score(said, wordings, kept[n], nodes)
            if score is not None and (best is None or score > best[0]):
                best = (score, n)
        if best is not None:
            n = best[1]
            sets.join(kept[n].first, u)
            _grow(kept[n], said, wordings)
        else:
            n = len(kept)
            kept.append(
                _Statement(u, list(said.speakers), said.said, said.known, wordings[:MOST], {said.report})
            )
        _enter(index, n, said, wordings)
    return sets


def _join_copies(
    nodes: Sequence[Node],
    spoken: Sequence[Utterance],
    texts: dict[int, int],
    whole: Mapping[str, int],
    sets: Joined,
) -> None:
    of = {i: u for u, said in enumerate(spoken) for i in said.members}
    leads: dict[int, list[int]] = defaultdict(list)
    for i in sorted(of):
        if i not in texts:
            continue
        for j in leads[texts[i]]:
            one, other = nodes[j], nodes[i]
            carried = whole.get(one.report.id, -1) == whole.get(other.report.id, -2)
            fits = one.speaker and other.speaker and one.speaker.fits(other.speaker)
            if carried or (fits and _copy_days(one, other)):
                sets.join(of[i], of[j])
                break
        else:
            leads[texts[i]].append(i)


def _copy_days(one: Node, other: Node) -> bool:
    if one.said is not None and other.said is not None:
        return abs(one.said - other.said) <= 1
    return one.known is None or other.known is None or abs(one.known - other.known) <= BACK


def _wordings(nodes: Sequence[Node], members: Sequence[int]) -> list[Wording]:
    found = []
    seen = set()
    for i in members:
        key = (nodes[i].words, nodes[i].negated, frozenset(nodes[i].claim.topics), nodes[i].marks)
        if key[0] and key not in seen:
            seen.add(key)
            found.append(key)
    return found


def _days(said: Utterance) -> range:
    if said.said is not None:
        return range(said.said - 1, said.said + 2)
    if said.known is not None:
        return range(said.known - BACK, said.known + 1)
    return range(1)


def _enter(
    index: dict[tuple[str, int], dict[str, list[int]]],
    n: int,
    said: Utterance,
    wordings: list[Wording],
) -> None:
    home = said.said if said.said is not None else said.known if said.known is not None else 0
    for key in {k for s in said.speakers for k in s.keys}:
        of_day = index.setdefault((key, home), {})
        for word in {w for ws, *_ in wordings for w in ws}:
            entry = of_day.setdefault(word, [])
            if not entry or entry[-1] != n:
                entry.append(n)


def _candidates(
    said: Utterance,
    wordings: list[Wording],
    index: dict[tuple[str, int], dict[str, list[int]]],
) -> list[int]:
    """Statements of the same speaker or interest, near in time, that share a word."""
    span = set(_days(said))
    if said.said is not None:
        # a report without a date for the statement is entered under its own day
        span |= set(range(said.said, said.said + BACK + 1))
    elif said.known is not None:
        span |= set(range(said.known - BACK, said.known + BACK + 1))
    span.add(0)
    own = {w for ws, *_ in wordings for w in ws}
    found: set[int] = set()
    for key in {k for s in said.speakers for k in s.keys}:
        for d in span:
            of_day = index.get((key, d))
            if of_day:
                for word in own & of_day.keys():
                    found.update(of_day[word][-64:])
    return sorted(found)


def _gap(said: Utterance, other: _Statement) -> float | None:
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


def _score(
    said: Utterance,
    wordings: list[Wording],
    other: _Statement,
    nodes: Sequence[Node],
) -> float | None:
    fit = max((a.fits(b) for a in said.speakers for b in other.speakers), default=0)
    gap = _gap(said, other)
    if not fit or gap is None:
        return None
    if said.report in other.reports:
        gap += 0.3  # the reader of that report told them apart
    common = nodes[said.members[0]].pack.common
    best: float | None = None
    for words, negative, topics, marks in wordings:
        for words2, negative2, topics2, marks2 in other.wordings:
            if negative != negative2:
                continue
            share, weight = likeness(words, words2, common, SHORT)
            asked = (
                0.5
                + gap
                - (0.05 if fit == 2 else 0.0)
                - (0.1 if topics & topics2 else 0.0)
                - (0.05 if negative else 0.0)
            )
            if marks and marks2 and not marks & marks2:
                asked += 0.25  # other names and other figures: another matter
            if weight >= (1.8 if topics & topics2 else 2.0) and share >= asked:
                over = share - asked + 0.02 * weight
                best = over if best is None or over > best else best
    return best


def _grow(kept: _Statement, said: Utterance, wordings: list[Wording]) -> None:
    for speaker in said.speakers:
        if speaker not in kept.speakers and len(kept.speakers) < MOST:
            kept.speakers.append(speaker)
    kept.reports.add(said.report)
    if kept.said is None:
        kept.said = said.said
    for wording in wordings:
        if wording not in kept.wordings and len(kept.wordings) < MOST:
            kept.wordings.append(wording)
