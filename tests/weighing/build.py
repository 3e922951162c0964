"""Small reports and readings for the tests of weighing, written for the purpose."""

from __future__ import annotations

from dataclasses import dataclass, field

from truceline.model.identity import report_id, sha256
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
    Modality,
    Reading,
    Stance,
    When,
    WhenType,
)
from truceline.model.report import Report
from truceline.model.span import Span


@dataclass
class Said:
    """A sentence of a report: who says it (None: the outlet), and what it carries."""

    words: str
    holder: str | None = None
    party: str | None = None
    entity: str | None = None
    on: str | None = None
    anonymous: bool = False
    agency: str | None = None
    manner: Manner | None = None
    stance: Stance = Stance.ASSERTS
    modality: Modality = Modality.ACTUAL
    topics: tuple[str, ...] = ()
    origin: str = ""
    figures: tuple[tuple[str, float | None, float | None, str], ...] = ()
    """(words, low, high, counted)"""
    approximate: bool = False
    cumulative: bool | None = None
    mode: str = "done"
    times: tuple[tuple[str, str], ...] = ()
    places: tuple[str, ...] = ()
    block: BlockKind = BlockKind.PARAGRAPH
    parties: tuple[tuple[str, str], ...] = ()
    """(words, party) mentioned"""
    cue: str = ""
    measure: str | None = None
    window: str | None = None
    category: str | None = None


@dataclass
class Built:
    """Reports and readings side by side."""

    reports: list[Report] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)

    def add(
        self,
        outlet: str,
        published: str | None,
        *sentences: Said,
        before: Report | None = None,
        body: Link | None = None,
    ) -> Report:
        """One report of one outlet, a paragraph a sentence; a new version of the report `before`. `body`: what is
        known of the outlet as a body that speaks for itself."""
        text = "\n\n".join(f"{s.words}." for s in sentences)
        rid = report_id(outlet, None, text)
        report = Report(
            id=rid,
            item=before.item if before else rid,
            version_of=before.id if before else None,
            text=text,
            text_sha256=sha256(text.encode()),
            raw_sha256=sha256(text.encode()),
            path=f"{outlet}-{published}.txt",
            outlet=outlet,
            language="en",
            published=published,
            available_at=published,
        )
        claims, figures, times, mentions, blocks = [], [], [], [], []
        start = 0
        for n, s in enumerate(sentences):
            span = Span.of(rid, text, start, start + len(s.words))
            claim = _claim(rid, n, span, s, body or Link(outlet, LinkKind.OUTLET))
            claims.append(claim)
            blocks.append(Block(n + 1, start, start + len(s.words) + 1, s.block))
            for words, low, high, counted in s.figures:
                at = text.index(words, start)
                figures.append(
                    Figure(
                        Span.of(rid, text, at, at + len(words)),
                        low,
                        low if low == high else None,
                        high,
                        approximate=s.approximate,
                        counted=counted,
                        category=s.category,
                        measure=s.measure,
                        mode=s.mode,
                        cumulative=s.cumulative,
                        window=s.window,
                        claim=claim.id,
                    )
                )
            for words, value in s.times:
                at = text.index(words, start)
                kind = WhenType.DURATION if value.startswith("P") else WhenType.DATE
                times.append(
                    When(Span.of(rid, text, at, at + len(words)), value, kind, value, claim=claim.id)
                )
            for words, party in s.parties:
                at = text.index(words, start)
                named = Span.of(rid, text, at, at + len(words))
                mentions.append(Mention(named, party, MentionType.PARTY, party=party, claim=claim.id))
            for place in s.places:
                at = text.index(place, start)
                span_ = Span.of(rid, text, at, at + len(place))
                mentions.append(Mention(span_, place.lower(), MentionType.PLACE, claim=claim.id))
            start += len(s.words) + 3
        self.reports.append(report)
        self.readings.append(
            Reading(
                rid,
                True,
                claims=tuple(claims),
                figures=tuple(figures),
                times=tuple(times),
                mentions=tuple(mentions),
                blocks=tuple(blocks),
            )
        )
        return report


def _claim(rid: str, n: int, span: Span, s: Said, outlet: Link) -> Claim:
    manner = s.manner or (Manner.INDIRECT if s.holder else Manner.OWN)
    chain = [outlet]
    if s.agency:
        chain.append(Link(s.agency, LinkKind.AGENCY))
    if s.holder:
        kind = LinkKind.ANONYMOUS if s.anonymous else LinkKind.BODY
        chain.append(Link(s.holder, kind, s.entity, s.party))
    return Claim(
        id=f"{rid[:12]}-{n}",
        report=rid,
        content=(span,),
        manner=manner,
        stance=s.stance,
        modality=s.modality,
        holder=s.holder,
        entity=s.entity,
        party=s.party,
        anonymous=s.anonymous,
        chain=tuple(chain),
        origin=s.origin or f"{n}",
        said_on=s.on,
        topics=s.topics,
        cue=Span(rid, span.start, span.start + len(s.cue), s.cue) if s.cue else None,
    )
