"""Answers to one question, before they are set side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from truceline.model.accord import Role, Vocabulary
from truceline.model.identity import digest
from truceline.model.reading import ANONYMOUS, Reading
from truceline.model.signs import with_signs
from truceline.model.span import Span
from truceline.model.weighing import (
    Evidence,
    Finding,
    Lineage,
    QuestionKind,
    Reason,
    Value,
    Verdict,
)
from truceline.weighing.nodes import Node

_OF_NODE = -1
_LONGEST = 110


@dataclass(slots=True)
class Answer:
    """One answer where it stands. `low` and `high` are numbers, or ordinals for dates; open where None.

    `asof` is the day (ordinal) up to which it counts, as far as that is known.
    """

    text: str
    span: Span
    node: Node
    line: Lineage
    low: float | None = None
    high: float | None = None
    approximate: bool = False
    mode: str = "done"
    window: str | None = None
    cumulative: bool | None = None
    polarity: bool | None = None
    date: str | None = None
    key: str = ""
    """Equal for answers that are the same value."""
    until: int | None = None
    """The day up to which it counts, where that is told."""
    grown: bool = False
    """Told as a figure that has grown ("risen to five")."""
    righted: bool = False
    """Told as putting another figure right."""
    replaced: bool = False
    """Told as having been wrong: who told it has put another in its place."""
    aside: bool = False
    """The outlet's own remark on the agreement inside what it has somebody say."""
    asof: int | None = _OF_NODE

    def __post_init__(self) -> None:
        if self.asof == _OF_NODE:
            told = self.node.said if self.node.said is not None else self.node.known
            self.asof = self.until if self.until is not None else told

    @property
    def holder(self) -> str:
        """Whose word it is."""
        if self.line.agreement or self.aside:
            return f"the agreement, as told by {self.node.outlet}"
        if self.line.own_voice:
            return self.line.holder or self.node.outlet
        return self.line.holder or "unsourced"

    @property
    def size(self) -> float:
        """The number by which a figure is compared."""
        return self.low or self.high or 0.0

    @property
    def sourced(self) -> bool:
        """Whether anybody stands behind it: a cue with nobody behind it counts for no origin."""
        return bool(self.line.own_voice or self.line.agreement or self.line.holder)

    @property
    def interest(self) -> str:
        """The interest behind it: several statements of one party are one, and those of one body or person."""
        if self.line.party or self.line.own_voice:
            return self.line.party or f"voice:{self.line.holder}"
        return self.line.entity or self.line.origin


class Context(NamedTuple):
    """What an accord tells whoever weighs reports on it; nothing where there is none."""

    topics: Mapping[str, str] = {}
    """Topic -> its name."""
    names: Mapping[str, str] = {}
    """Who takes part -> their name."""
    dates: Mapping[str, str] = {}
    parties: frozenset[str] = frozenset()
    """The parties to the agreement."""
    accord: str | None = None

    @classmethod
    def of(cls, accord: Vocabulary | None) -> Context:
        """What an accord tells."""
        if accord is None:
            return cls()
        parties = frozenset(e.party for e in accord.entities if Role.PARTY in e.roles and e.party)
        topics, names = {t.id: t.name for t in accord.topics}, {e.id: e.name for e in accord.entities}
        return cls(topics, names, dict(accord.dates), parties, accord.accord)


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verdict with its reason, in words as well."""

    verdict: Verdict
    reason: Reason | None
    why: str


def values_of(answers: Sequence[Answer]) -> tuple[Value, ...]:
    """The answers as values: equal ones together, in order of size, then of first publication."""
    groups: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        groups[answer.key].append(answer)
    found = []
    for same in groups.values():
        first = same[0]
        shown = same
        if len(same) > 1:  # report, place and claim name a span; its words need not be compared
            at = {(a.span.report, a.span.start, a.span.end, a.node.claim.id): a for a in reversed(same)}
            shown = [at[k] for k in sorted(at)]
        found.append(
            Value(
                text=with_signs(first.text),
                holders=tuple(dict.fromkeys(a.holder for a in same)),
                origins=tuple(dict.fromkeys(a.line.origin for a in same if a.sourced)),
                evidence=tuple([Evidence(a.span, a.node.claim.id, a.node.report.known_on) for a in shown]),
                low=first.low if first.date is None else None,
                high=first.high if first.date is None else None,
                date=first.date,
                polarity=first.polarity,
                parties=tuple(sorted({a.line.party for a in same if a.line.party})),
                mode=first.mode,
            )
        )
    return tuple(sorted(found, key=_order))


def _order(value: Value) -> tuple[float, float, str, str, str]:
    first = value.evidence[0]
    size = value.low if value.low is not None else value.high if value.high is not None else 0.0
    return (size, value.high or 0.0, value.date or "", first.known_on or "", value.text + first.span.report)


def finding_id(kind: QuestionKind, key: str) -> str:
    """The id of the finding on a question of that kind and key."""
    return "f" + digest(kind.value, key)[:15]


def finding(
    kind: QuestionKind,
    key: str,
    question: str,
    answers: Sequence[Answer],
    ruling: Ruling,
    *,
    measure: str | None = None,
    party: str | None = None,
) -> Finding:
    """A finding; its id comes from the question's key, so that it outlives new answers."""
    topics = sorted({t for a in answers for t in a.node.claim.topics})
    why = ruling.why
    withdrawn = sorted({a.line.label for a in answers if a.line.withdrawn})
    if withdrawn:
        why += f" Withdrawn since: {', '.join(withdrawn)}."
    return Finding(
        id=finding_id(kind, key),
        question=with_signs(question),
        kind=kind,
        verdict=ruling.verdict,
        values=values_of(answers),
        reason=ruling.reason,
        why=why,
        measure=measure,
        topics=tuple(topics),
        party=party,
    )


def counted(answers: Sequence[Answer]) -> tuple[int, int]:
    """(independent origins, interests) behind the answers. What nobody vouches for adds nothing; nor
    does an outlet's own sentence beside the source that the same report names for it."""
    vouched = [a for a in answers if a.line.vouched and not a.line.withdrawn and a.sourced]
    sourced = {a.node.report.id for a in vouched if not a.line.own_voice and not a.line.agreement}
    own = [a for a in vouched if not (a.line.own_voice and a.node.report.id in sourced)]
    # whose interest a speaker stands for may be told in one report and not in another
    speaks_for = {a.line.entity: a.line.party for a in own if a.line.entity and a.line.party}
    return len({a.line.origin for a in own}), len({speaks_for.get(a.interest, a.interest) for a in own})


def by(answer: Answer) -> str:
    """Whose word it is, and of which day."""
    day = answer.node.claim.said_on or answer.node.report.published
    return f"{answer.holder} ({day})" if day else answer.holder


def cut(text: str) -> str:
    """A text in one line, shortened at a word."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST].rsplit(" ", 1)[0] + " …"


def called(entity: str, reading: Reading) -> str:
    """What somebody whom no agreement names is called: `entity` in the words of `reading`: those that read like its id, else the longest with a capital."""
    if entity.startswith(ANONYMOUS):
        return "somebody not named"
    plain = entity.replace("-", " ")
    forms = [" ".join(m.span.quote.split()) for m in reading.mentions if m.entity == entity and not m.loaded]
    same = next((f for f in forms if f.casefold() == plain), None)
    return same or plain.title()
