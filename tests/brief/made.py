"""A made-up agreement between two made-up parties, reports on it, and what is made of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from truceline.brief import BriefInput
from truceline.model.accord import (
    Accord,
    Clause,
    DayCount,
    Deadline,
    DeadlineKind,
    Entity,
    HolderRole,
    Moment,
    MomentKind,
    Role,
    SignalKind,
    Vocabulary,
)
from truceline.model.reading import (
    Block,
    BlockKind,
    Claim,
    Manner,
    Mention,
    MentionType,
    Modality,
    Reading,
    Stance,
    When,
    WhenType,
)
from truceline.model.report import Handling, Rendering, Report
from truceline.model.span import Span
from truceline.model.standing import Dates, EvidenceLevel, Signal, Standing, State
from truceline.model.weighing import (
    Evidence,
    Finding,
    Lineage,
    Member,
    QuestionKind,
    Reason,
    Value,
    Verdict,
    Weighing,
    Why,
)

ACCORD_TEXT = """accord: lakes-2031
start: 2031-03-01
clauses:
  - id: B1
    title: Talks on the border posts begin
    deadline: {kind: by, due: day 10}
  - id: B2
    title: Leave the bridge at Orsk Ford
    deadline: {kind: by, due: day 30}
  - id: B3
    title: Keep the guns silent
    deadline: {kind: during, opens: day 1, until: day 60}
  - id: B4
    title: Open the salt road to lorries
    deadline: {kind: by, due: day 5}
"""
GAZETTE = """Talks on the border posts of the lakes have begun in Vellin, the Ministry of Peace of Thessar said on Monday.

The ministry said that delegations of Averland and Brunmark had met for two hours. "We will not rest until every post is open," the ministry said.

An official of Averland, speaking on condition of anonymity, said the country would not leave the bridge at Orsk Ford.

Brunmark warned that any attempt to stay at the bridge would be a "grave breach" of the agreement. It called on the mediators to send observers.

So far 120 prisoners have crossed the lake.
"""
COURIER = """VELLIN - Delegates of both countries have opened talks on the border posts, according to the Ministry of Peace of Thessar.

The usurper army shelled two villages last week, the Relief Office of Brunmark said.

About 150 prisoners were exchanged across the lake under the agreement.
"""
SECRET = """Envoys told us that Averland will leave the bridge on Friday.
"""

NAMES = {"averland": "Averland", "brunmark": "Brunmark", "thessar": "Thessar"}


def report(
    name: str,
    text: str,
    outlet: str,
    published: str,
    handling: Handling = Handling.SHAREABLE,
    rendering: Rendering = Rendering.ORIGINAL,
) -> Report:
    return Report(
        id=name,
        item=name,
        text=text,
        text_sha256=name,
        raw_sha256=name,
        path=f"{name}.txt",
        outlet=outlet,
        published=published,
        available_at=published,
        handling=handling,
        rendering=rendering,
        address=f"https://example.org/{name}",
        language="en",
    )


def at(report: str, text: str, words: str) -> Span:
    """The span of `words`, which stand once in `text`."""
    assert text.count(words) == 1, (text.count(words), words)
    start = text.index(words)
    return Span.of(report, text, start, start + len(words))


def claim(
    id: str,
    report: str,
    text: str,
    content: str | tuple[str, ...],
    cue: str | None = None,
    source: str | None = None,
    holder: str | None = None,
    manner: Manner = Manner.INDIRECT,
    **more: object,
) -> Claim:
    """A claim whose parts are found by their words; `cue` and `source` within the wider words
    given as "wider|part"."""
    some = (content,) if isinstance(content, str) else content
    return Claim(
        id=id,
        report=report,
        content=tuple(at(report, text, c) for c in some),
        manner=manner,
        cue=_part(report, text, cue),
        source=_part(report, text, source),
        holder=holder,
        origin=id,
        **more,  # type: ignore[arg-type]
    )


def _part(report: str, text: str, words: str | None) -> Span | None:
    if words is None:
        return None
    wider, _, part = words.partition("|")
    found = at(report, text, wider)
    part = part or wider
    start = found.start + wider.index(part)
    return Span.of(report, text, start, start + len(part))


def accord(review: str = "reviewed") -> Accord:
    def clause(id: str, title: str, deadline: Deadline, who: str) -> Clause:
        return Clause(id, title, at("accord:lakes-2031", ACCORD_TEXT, title), (who,), deadline)

    def by(n: int) -> Deadline:
        return Deadline(DeadlineKind.BY, due=Moment(MomentKind.DAY, f"day {n}", n=n))

    return Accord(
        id="lakes-2031",
        name="Agreement on the lakes",
        short_name="Lakes agreement, 2031",
        review=review,
        text_status="published",
        parties=("averland", "brunmark"),
        mediators=("thessar",),
        start="2031-03-01",
        start_planned=None,
        start_actual=None,
        day_counts=(DayCount("one", 1, "1 March is day 1"), DayCount("zero", 0, "1 March is day 0")),
        phases=(),
        clauses=(
            clause("B1", "Talks on the border posts begin", by(10), "averland"),
            clause("B2", "Leave the bridge at Orsk Ford", by(30), "averland"),
            clause("B3", "Keep the guns silent", Deadline(DeadlineKind.DURING), "averland"),
            clause("B4", "Open the salt road to lorries", by(5), "brunmark"),
        ),
        vocabulary=Vocabulary(
            accord="lakes-2031",
            entities=(
                Entity("averland", "Averland", MentionType.PARTY, (Role.PARTY,), "averland"),
                Entity("brunmark", "Brunmark", MentionType.PARTY, (Role.PARTY,), "brunmark"),
                Entity(
                    "relief-office",
                    "Relief Office",
                    MentionType.ORGANISATION,
                    (Role.INSTITUTION,),
                    "brunmark",
                ),
                Entity(
                    "ministry-of-peace",
                    "Ministry of Peace",
                    MentionType.ORGANISATION,
                    (Role.MEDIATOR,),
                    "thessar",
                ),
                Entity("thessar", "Thessar", MentionType.PARTY, (Role.MEDIATOR,), "thessar"),
            ),
        ),
        text=ACCORD_TEXT,
        labels=NAMES,
    )


def blocks(text: str) -> tuple[Block, ...]:
    found, at_ = [], 0
    for n, part in enumerate(text.rstrip("\n").split("\n\n"), 1):
        start = text.index(part, at_)
        found.append(Block(n, start, start + len(part), BlockKind.PARAGRAPH))
        at_ = start + len(part)
    return tuple(found)


def gazette_claims() -> tuple[Claim, ...]:
    who: dict[str, Any] = {"holder": "Ministry of Peace", "entity": "ministry-of-peace", "party": "thessar"}
    brunn: dict[str, Any] = {"holder": "Brunmark", "entity": "brunmark", "party": "brunmark"}
    text = GAZETTE
    return (
        claim(
            "g1",
            "gazette",
            text,
            "Talks on the border posts of the lakes have begun in Vellin",
            "said on Monday|said",
            "the Ministry of Peace of Thessar said|the Ministry of Peace of Thessar",
            topics=("talks",),
            said_on="2031-03-12",
            **who,
        ),
        claim(
            "g2",
            "gazette",
            text,
            "delegations of Averland and Brunmark had met for two hours",
            "The ministry said that|said",
            "The ministry",
            topics=(),
            **who,
        ),
        claim(
            "g3",
            "gazette",
            text,
            '"We will not rest until every post is open,"',
            "the ministry said.|said",
            '," the ministry said.|the ministry',
            manner=Manner.DIRECT,
            topics=("posts",),
            **who,
        ),
        claim(
            "g4",
            "gazette",
            text,
            "the country would not leave the bridge at Orsk Ford",
            "anonymity, said|said",
            "An official of Averland",
            "an official of Averland",
            anonymous=True,
            party="averland",
            stance=Stance.REFUSES,
            modality=Modality.FUTURE,
            topics=("bridge",),
        ),
        claim(
            "g5",
            "gazette",
            text,
            'any attempt to stay at the bridge would be a "grave breach" of the agreement',
            "warned",
            "Brunmark warned|Brunmark",
            manner=Manner.MIXED,
            stance=Stance.EXPECTS,
            topics=("bridge",),
            **brunn,
        ),
        claim(
            "g6",
            "gazette",
            text,
            "the mediators to send observers",
            "called on",
            "It called|It",
            stance=Stance.DEMANDS,
            antecedent=_part("gazette", text, "Brunmark warned|Brunmark"),
            **brunn,
        ),
        claim(
            "g7",
            "gazette",
            text,
            "So far 120 prisoners have crossed the lake",
            manner=Manner.OWN,
            topics=("prisoners",),
        ),
    )


def courier_claims() -> tuple[Claim, ...]:
    text = COURIER
    return (
        claim(
            "c1",
            "courier",
            text,
            "Delegates of both countries have opened talks on the border posts",
            "according to",
            "the Ministry of Peace of Thessar",
            "Ministry of Peace",
            entity="ministry-of-peace",
            party="thessar",
            topics=("talks",),
        ),
        claim(
            "c2",
            "courier",
            text,
            "The usurper army shelled two villages last week",
            "Brunmark said|said",
            "the Relief Office of Brunmark",
            "Relief Office",
            entity="relief-office",
            party="brunmark",
            stance=Stance.ACCUSES,
            topics=("guns",),
        ),
        claim(
            "c3",
            "courier",
            text,
            "About 150 prisoners were exchanged across the lake under the agreement",
            manner=Manner.OWN,
            topics=("prisoners",),
        ),
    )


def lineage(origin: str, holder: str, party: str | None, *members: Claim, own: bool = False) -> Lineage:
    return Lineage(
        origin=origin,
        label=holder,
        holder=holder,
        entity=None,
        party=party,
        said_on=None,
        members=tuple(Member(c.report, c.id, c.report, Why.ORIGIN) for c in members),
        own_voice=own,
    )


def signal(clause: str, kind: SignalKind, of: Claim, role: HolderRole) -> Signal:
    return Signal(
        clause=clause,
        kind=kind,
        rule=f"{clause}-rule",
        claim=of.id,
        report=of.report,
        spans=of.content,
        origin=of.id,
        holder=of.holder or "",
        role=role,
        party=of.party,
    )


def standing(
    clause: str, day: str, shown: str, state: State, evidence: EvidenceLevel, **more: object
) -> Standing:
    return Standing(clause, day, day, "day 1", state, evidence, shown, **more)  # type: ignore[arg-type]


def given(**changes: object) -> BriefInput:
    """The whole material, as of 14 March 2031."""
    g = gazette_claims()
    c = courier_claims()
    label = Mention(
        at("courier", COURIER, "usurper army"),
        "averland",
        MentionType.PARTY,
        "averland",
        True,
        "Averland's army",
        "outlet",
    )
    monday = When(at("gazette", GAZETTE, "Monday"), "2031-03-12", WhenType.DATE, "2031-03-12", "weekday")
    early = (
        *tuple(
            standing(x, "2031-03-05", "not due", State.NOT_DUE, EvidenceLevel.SILENT)
            for x in ("B1", "B2", "B4")
        ),
        standing("B3", "2031-03-05", "in effect", State.IN_EFFECT, EvidenceLevel.SILENT),
    )
    now = (
        standing(
            "B1",
            "2031-03-14",
            "kept late",
            State.KEPT_LATE,
            EvidenceLevel.SINGLE_ORIGIN,
            dates=Dates(due="2031-03-10"),
            settle=("a list of delegations from Thessar",),
            signals=(
                signal("B1", SignalKind.BEGUN, g[0], HolderRole.MEDIATOR),
                signal("B1", SignalKind.BEGUN, c[0], HolderRole.MEDIATOR),
            ),
        ),
        standing(
            "B2",
            "2031-03-14",
            "disputed",
            State.NOT_DUE,
            EvidenceLevel.CONTESTED,
            dates=Dates(due="2031-03-30"),
            settle=("any report from the bridge on 30 March",),
            signals=(
                signal("B2", SignalKind.REFUSED, g[3], HolderRole.OBLIGOR),
                signal("B2", SignalKind.BREACH_ALLEGED, g[4], HolderRole.COUNTERPART),
            ),
        ),
        standing(
            "B3",
            "2031-03-14",
            "breach alleged by Brunmark",
            State.IN_EFFECT,
            EvidenceLevel.ALLEGED,
            settle=("a count by an observer who is named",),
            signals=(signal("B3", SignalKind.BREACH_ALLEGED, c[1], HolderRole.COUNTERPART),),
        ),
        standing(
            "B4",
            "2031-03-14",
            "unknown (no report)",
            State.OVERDUE,
            EvidenceLevel.SILENT,
            dates=Dates(due="2031-03-05"),
        ),
    )
    finding = Finding(
        id="f1",
        question="prisoners exchanged so far",
        kind=QuestionKind.FIGURE,
        verdict=Verdict.DIFFERING,
        reason=Reason.UNEXPLAINED,
        values=(
            Value(
                "120", ("The Gazette",), ("own:gazette",), (Evidence(g[6].content[0], "g7", None),), 120, 120
            ),
            Value(
                "about 150",
                ("The Courier",),
                ("own:courier",),
                (Evidence(c[2].content[0], "c3", None),),
                140,
                160,
            ),
        ),
    )
    made = BriefInput(
        reports=(
            report("gazette", GAZETTE, "The Gazette", "2031-03-13"),
            report("courier", COURIER, "The Courier", "2031-03-14"),
        ),
        readings=(
            Reading("gazette", True, "lakes-2031", claims=g, times=(monday,), blocks=blocks(GAZETTE)),
            Reading("courier", True, "lakes-2031", claims=c, mentions=(label,), blocks=blocks(COURIER)),
        ),
        weighing=Weighing(
            lineages=(
                lineage("mop", "Ministry of Peace", "thessar", g[0], g[1], g[2], c[0]),
                lineage("official", "an official of Averland", "averland", g[3]),
                lineage("brunn", "Brunmark", "brunmark", g[4], g[5]),
                lineage("relief", "Relief Office", "brunmark", c[1]),
                lineage("own:gazette", "The Gazette", None, g[6], own=True),
                lineage("own:courier", "The Courier", None, c[2], own=True),
            ),
            findings=(finding,),
        ),
        as_of="2031-03-14",
        known_at="2031-03-14",
        since="2031-03-05",
        accord=accord(),
        standings=now,
        before=early,
        by_day=(("2031-03-05", early), ("2031-03-06", early), ("2031-03-14", now)),
    )
    return replace(made, **changes)  # type: ignore[arg-type]
