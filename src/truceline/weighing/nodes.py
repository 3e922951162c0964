"""Claims made ready for weighing: their words as classes, their dates as days, who speaks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from truceline.model.reading import (
    Block,
    BlockKind,
    Claim,
    Figure,
    Link,
    LinkKind,
    Manner,
    Mention,
    MentionType,
    Reading,
    When,
)
from truceline.model.report import Rendering, Report
from truceline.model.span import Span
from truceline.weighing.carries import Carries
from truceline.weighing.cast import Cast, cast_of, issued_by, who_of
from truceline.weighing.said import Said, said_in
from truceline.weighing.spoken_names import NO_NAMING, Naming, naming
from truceline.weighing.who import NOBODY, Who, fits, heads_of, keys_of, shared_by_many
from truceline.weighing.words import Pack, pack, stem, words

T = TypeVar("T")
Order = tuple[str, str, int]
"""The day on which a claim could be known, its report, and its place among the claims of that."""
_UNREAD = (BlockKind.FURNITURE, BlockKind.CAPTION, BlockKind.CREDIT, BlockKind.BYLINE)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whom a claim goes back to. `keys` are the blocks in which a like statement may be found."""

    name: str
    entity: str | None
    party: str | None
    anonymous: bool
    keys: tuple[str, ...]
    who: Who = NOBODY
    known: Naming = field(default=NO_NAMING, repr=False, compare=False)
    """How its language names those who speak."""

    @property
    def told(self) -> frozenset[str]:
        """Keys made of words that tell the name from others ("information", not "ministry")."""
        return frozenset(k for k in self.keys if k.startswith("w:"))

    def fits(self, other: Speaker) -> int:
        """2: the same body or person; 1: one may speak for the other; 0: somebody else."""
        if self is other and not self.anonymous:
            return 2
        by_id = self._fits(other)
        if by_id == 2 or not self.who or not other.who:
            return by_id
        if self.party and other.party and self.party != other.party:
            return by_id
        return max(by_id, fits(self.who, other.who, self.known) - 1)

    def is_body(self, other: Speaker) -> bool:
        """Whether it is the same body, under whatever name; nobody who speaks for it."""
        return not self.who.persons and not self.anonymous and fits(self.who, other.who, self.known) >= 2

    def _fits(self, other: Speaker) -> int:
        if not self.anonymous and not other.anonymous:
            if self.entity and other.entity:
                if self.entity == other.entity:
                    return 2
                general = self.party in (self.entity, other.entity)
                return 1 if self.party and self.party == other.party and general else 0
            if not self._other_noun(other):
                if self.keys[0] == other.keys[0] and (
                    self.name == other.name or self.keys[0][2:] not in shared_by_many(self.known)
                ):
                    return 2
                told, others = self.told, other.told
                # "the republic's command" is not "the Eastern Republic's militia": each name has words of its own
                within = told and others and (told <= others or others <= told)
                if within and (self.entity is None or other.entity is None):
                    return 1
        if not self.party or self.party != other.party:
            return 2 if self.anonymous and other.anonymous and self.keys[0] == other.keys[0] else 0
        if self.anonymous and other.anonymous:
            return 1
        return 1 if self.party in (self.entity, other.entity) else 0

    def _other_noun(self, other: Speaker) -> bool:
        """Whether each is called by the noun of a body, and the other's is none of them ("the Orvan army", "Orvan
        Ministry of Health")."""
        nouns = heads_of(self.known) - self.known.whole
        one, two = (frozenset().union(*s.who.bodies) & nouns for s in (self, other))
        return bool(one and two) and one.isdisjoint(two)


def described(speaker: Speaker) -> frozenset[str]:
    """The words by which somebody is described who is not named."""
    return frozenset(speaker.keys[0].partition(":")[2].split()) if speaker.anonymous else frozenset()


@dataclass(slots=True, eq=False)
class Node:
    """One claim with what weighing compares. Days are proleptic ordinals; None where not told."""

    claim: Claim
    report: Report
    reading: Reading
    order: Order
    said: int | None
    known: int | None
    block: Block | None
    pack: Pack
    text: Said
    """What its words tell."""
    speaker: Speaker | None
    carries: Carries
    issued: bool = False
    """Whether a body says it in a publication of its own."""
    _once: dict[object, Any] = field(default_factory=dict)

    def once(self, make: Callable[[Node], T]) -> T:
        """What `make` tells of the claim, worked out when it is first asked for."""
        found: T
        try:
            found = self._once[make]
        except KeyError:
            found = self._once[make] = make(self)
        return found

    def forget(self) -> None:
        """Let go what was worked out, some of which holds the claim itself: else it stays in memory until all of
        memory is searched for such circles."""
        self._once.clear()

    @property
    def spoken(self) -> int | None:
        """The day on which it was said; by default that of its speaker's other words in the report."""
        return (
            self.said if self.said is not None else day(self.claim.origin.partition("@")[2].partition("#")[0])
        )

    @property
    def tokens(self) -> tuple[str, ...]:
        return self.text.tokens

    @property
    def sequence(self) -> tuple[str, ...]:
        """Its words as classes, in their order."""
        return self.text.sequence

    @property
    def words(self) -> frozenset[str]:
        return self.text.words

    @property
    def rare(self) -> frozenset[str]:
        """Its words but for those that are frequent in news of a truce."""
        return self.text.rare

    @property
    def figures(self) -> frozenset[str]:
        """The figures among its words."""
        return self.text.figures

    @property
    def told_figures(self) -> Sequence[Figure]:
        """The figures that it carries, as read."""
        return self.carries.figures(self.claim.id)

    @property
    def told_times(self) -> Sequence[When]:
        """The times that it carries, as read."""
        return self.carries.times(self.claim.id)

    @property
    def told_mentions(self) -> Sequence[Mention]:
        """The mentions that it carries, as read."""
        return self.carries.mentions(self.claim.id)

    @property
    def marks(self) -> frozenset[str]:
        """Names and figures in it: what a copy keeps and another matter changes."""
        return self.text.marks

    @property
    def negated(self) -> bool:
        return self.text.negated

    @property
    def own(self) -> bool:
        return self.claim.manner is Manner.OWN

    @property
    def furniture(self) -> bool:
        """Captions and the like: shared by pages that share nothing else."""
        return self.block is not None and self.block.kind in _UNREAD

    @property
    def comparable(self) -> bool:
        """Whether its text may be matched against others as a copy."""
        return self.report.rendering is not Rendering.DIGEST and not self.furniture

    @property
    def outlet(self) -> str:
        return outlet_of(self.report)

    @property
    def span(self) -> Span:
        return self.claim.content[0]


def outlet_of(report: Report) -> str:
    """The outlet's name, or what else names the publication."""
    return report.outlet or report.address or f"unnamed outlet ({report.id[:8]})"


@lru_cache(maxsize=20_000)
def day(edtf: str | None) -> int | None:
    """The ordinal of a full date at the head of an EDTF or ISO string; None for a partial one."""
    if not edtf or len(edtf) < 10:
        return None
    try:
        return date.fromisoformat(edtf[:10]).toordinal()
    except ValueError:
        return None


def iso(ordinal: int | None) -> str | None:
    """The date (YYYY-MM-DD) of an ordinal."""
    return date.fromordinal(ordinal).isoformat() if ordinal else None


def once(reports: Sequence[Report], readings: Sequence[Reading]) -> list[tuple[Report, Reading]]:
    """Each report with its reading, once, in the order of the days on which they could be known."""
    by_id: dict[str, Report] = {}
    for report in sorted(reports, key=lambda r: (r.path, r.id)):
        by_id.setdefault(report.id, report)
    read: dict[str, Reading] = {}
    for reading in readings:
        if reading.read or reading.report not in read:
            read[reading.report] = reading
    pairs = [(by_id[i], read[i]) for i in by_id if i in read]
    return sorted(pairs, key=lambda p: (p[0].known_on or p[0].published or "9999", p[0].id))


def last_day(report: Report) -> str:
    """The day on which a report could be known; "9999" where that is not told."""
    return report.known_on or report.published or "9999"


def nodes_of(report: Report, reading: Reading) -> list[Node]:
    """The claims of a report, in the order of their place in the text."""
    language = pack(report.language)
    starts = [b.start for b in reading.blocks]
    last = last_day(report)
    known_day = day(last)
    cast = cast_of(report, reading)
    carries = Carries(reading, cast)
    voice = None
    if cast.issuer:
        entity, party = (cast.known_as.entity, cast.known_as.party) if cast.known_as else (None, None)
        issuer = _speaker(cast.issuer, entity, party, False, language)
        voice = _known_as(issuer, issued_by(cast, language), language)
    nodes = []
    for place, claim in enumerate(sorted(reading.claims, key=lambda c: (c.start, -c.end, c.id))):
        own = claim.manner is Manner.OWN
        speaker = voice if own else speaker_of(claim, language, cast)
        # what a body publishes is said on that day, whatever days it tells of
        issued = voice is not None and speaker is not None and (own or speaker.is_body(voice))
        if issued and not own and voice is not None and speaker is not None:
            speaker = _known_as(speaker, speaker.who.under(voice.who), language)
        nodes.append(
            Node(
                claim=claim,
                report=report,
                reading=reading,
                order=(last, report.id, place),
                said=known_day if issued else day(claim.said_on),
                known=known_day,
                block=_block_at(reading.blocks, starts, claim.start),
                pack=language,
                text=said_in(claim.words, language),
                speaker=speaker,
                carries=carries,
                issued=issued,
            )
        )
    return nodes


def _block_at(blocks: Sequence[Block], starts: list[int], offset: int) -> Block | None:
    i = bisect_right(starts, offset) - 1
    return blocks[i] if i >= 0 and blocks[i].start <= offset < blocks[i].end else None


def end_of(claim: Claim) -> Link | None:
    """The last link of the chain: where the claim goes back to."""
    return claim.chain[-1] if claim.chain else None


def speaker_of(claim: Claim, language: Pack, cast: Cast) -> Speaker | None:
    """Whom the claim goes back to; None for the outlet's own voice and for a cue with nobody behind it."""
    if claim.manner in (Manner.OWN, Manner.UNSOURCED):
        return None
    end = end_of(claim)
    name = claim.holder or (end.name if end and end.kind is not LinkKind.OUTLET else None)
    if not name and claim.source:
        name = claim.source.quote
    if not name:
        return None
    entity = claim.entity or (end.entity if end and end.kind is not LinkKind.OUTLET else None)
    party = claim.party or (end.party if end and end.kind is not LinkKind.OUTLET else None)
    anonymous = claim.anonymous or bool(end and end.kind is LinkKind.ANONYMOUS)
    speaker = _speaker(name, entity, party, anonymous, language)
    return _known_as(speaker, who_of(name, anonymous, claim, cast, language), language)


@lru_cache(maxsize=20_000)
def _known_as(speaker: Speaker, who: Who, language: Pack) -> Speaker:
    """A speaker with what his report tells of him besides his name."""
    if not who:
        return speaker
    keys = dict.fromkeys((*speaker.keys, *keys_of(who, language)))
    return replace(speaker, keys=tuple(keys), who=who, known=naming(language.language))


@lru_cache(maxsize=20_000)
def _speaker(name: str, entity: str | None, party: str | None, anonymous: bool, language: Pack) -> Speaker:
    named = [w for w in words(name.replace(".", ""), language) if len(w) > 2]
    plain = " ".join(stem(w, language) for w in named)
    first = (
        f"e:{entity}"
        if entity and not anonymous
        else f"a:{plain}"
        if anonymous
        else f"n:{named[-1] if named else plain}"
    )
    keys = [first]
    if party:
        keys.append(f"p:{party}")
    if not anonymous:
        told = {stem(w, language) for w in named if len(w) > 3}
        keys += sorted(f"w:{w}" for w in told - language.titles)
    return Speaker(name, None if anonymous else entity, party, anonymous, tuple(keys))


def places_of(node: Node) -> frozenset[str]:
    """The places named in the claim, countries apart."""
    return node.once(_places_of)


def _places_of(node: Node) -> frozenset[str]:
    return frozenset(
        m.entity or " ".join(words(m.span.quote, node.pack))
        for m in node.told_mentions
        if m.type is MentionType.PLACE and m.precision != 5
    )
