"""Who says what, latest first; and how the outlets told it."""

from __future__ import annotations

from dataclasses import replace

from truceline.brief.material import Material
from truceline.brief.statements import Statement, Statements, joined
from truceline.brief.wording import quoted
from truceline.model.brief import Item, Section, Sentence
from truceline.model.reading import Manner, Mention, Stance

__all__ = ["how_told", "positions", "reported"]

_OUTLETS_OWN = (Manner.OWN, Manner.UNSOURCED)
_A_PARTY = 14
_A_HOLDER = 8
_HOLDERS = 14
_AN_OUTLET = 5
_REPORTED = 40
"""Statements in outlets' own voices, the latest outlets first."""
_CARRIERS = 6
_ORIGINS = 20


def positions(material: Material, statements: Statements) -> Section:
    """The statements not told yet, under the party or body that made them, the latest first."""
    title = "What each side says (latest first)" if material.accord else "Who says what (latest first)"
    groups: dict[str, list[Statement]] = {}
    for s in statements.all:
        if not s.own and not s.terms:
            groups.setdefault(s.party or s.holder.casefold(), []).append(s)
    parties = material.accord.parties if material.accord else ()
    order = sorted(
        groups,
        key=lambda k: (parties.index(k) if k in parties else len(parties), -len(groups[k]), k),
    )
    items = []
    for key in order[:_HOLDERS]:
        some = sorted(groups[key], key=lambda s: (s.day, _weight(s)), reverse=True)
        lead = material.name(key) if any(s.party == key for s in some) else some[0].holder
        item = _item(lead or some[0].holder, some, statements, title)
        if item.sentences:
            items.append(item)
    return Section("positions", title, tuple(items), empty="No statement by any side is reported.")


def _weight(statement: Statement) -> tuple[int, int, int]:
    """More outlets, clause topics and firm stances first."""
    firm = any(c.stance not in (Stance.REPORTS, Stance.EXPECTS) for c in statement.claims)
    return len(statement.reports), len(statement.topics), int(firm)


def _item(lead: str, some: list[Statement], statements: Statements, title: str) -> Item:
    sentences: list[Sentence] = []
    for statement in _spread(some, _A_PARTY if statements.material.accord else _A_HOLDER, statements):
        sentences += statements.sentences(statement, title)
    earlier = [s for s in some if statements.where(s) not in (None, title)]
    if earlier and not sentences:
        places = sorted({str(statements.where(s)) for s in earlier})
        spans = statements.material.citing(x for s in earlier for x in s.claims[0].content)
        sentences.append(Sentence(f"See above: {joined(f'“{p}”' for p in places)}.", spans))
    return Item(lead, tuple(sentences))


def _spread(some: list[Statement], most: int, statements: Statements) -> list[Statement]:
    """The first `most` that are not told yet, each matter in its turn, so that none crowds out the others."""
    fresh = [s for s in some if not statements.told(s)]
    share: dict[str, int] = {}
    turns = []
    for n, statement in enumerate(fresh):
        matter = min(statement.topics, default="")
        share[matter] = share.get(matter, 0) + 1
        turns.append((share[matter], n))
    chosen = {n for _, n in sorted(turns)[:most]}
    return [s for n, s in enumerate(fresh) if n in chosen]


def reported(material: Material, statements: Statements) -> Section:
    """What outlets tell in their own voice or as terms of the agreement, and is not told above."""
    title = "What the outlets report in their own voice"
    worth = [
        s for s in statements.all if (s.own or s.terms) and not statements.told(s) and _worth(s, material)
    ]
    weight = {id(s): _own_weight(s, material) for s in worth}
    groups: dict[str, list[Statement]] = {}
    for s in sorted(worth, key=lambda s: (s.day, weight[id(s)]), reverse=True):
        groups.setdefault(material.outlet(s.claims[0].report), []).append(s)
    items, left = [], _REPORTED
    each = max(_AN_OUTLET, min(_AN_OUTLET * 2, _REPORTED // max(1, len(groups))))
    for outlet, mine in groups.items():
        some = sorted(mine, key=lambda s: weight[id(s)], reverse=True)[: min(each, left)]
        some.sort(key=lambda s: (s.day, s.claims[0].start))
        sentences = [
            replace(x, text=_told_by(x.text, outlet)) for s in some for x in statements.sentences(s, title)
        ]
        left -= len(some)
        if sentences:
            items.append(Item(outlet, tuple(sentences)))
    return Section("reported", title, tuple(items), empty="Nothing beyond what is told above.")


def _worth(statement: Statement, material: Material) -> bool:
    if material.accord is not None:
        return bool(statement.topics) or statement.terms
    return True


def _own_weight(statement: Statement, material: Material) -> tuple[int, int, int]:
    claim = statement.claims[0]
    reading = material.readings.get(claim.report)
    figures = [f for f in reading.figures if f.claim == claim.id] if reading else []
    measured = sum(1 for f in figures if f.measure)
    return measured + len(statement.topics), len(figures), -claim.start


def _told_by(words: str, outlet: str) -> str:
    """Shorter under a heading that says in whose voice it is."""
    voice = f"{outlet}, in its own voice: "
    return f"{outlet}: {words.removeprefix(voice)}" if words.startswith(voice) else words


def how_told(material: Material) -> Section:
    """Evaluative labels that each outlet uses, apart from words between quotation marks: in its own
    voice, or in retelling what others said; and for whom or what each stands."""
    by_outlet: dict[str, dict[bool, dict[tuple[str, str], list[Mention]]]] = {}
    for report, reading in sorted(material.readings.items()):
        if material.is_digest(report):
            continue
        others = [s for c in reading.claims if c.manner not in _OUTLETS_OWN for s in c.content]
        labels = by_outlet.setdefault(material.outlet(report), {False: {}, True: {}})
        for m in reading.mentions:
            if m.loaded and m.voice in (None, "outlet"):
                anothers = any(s.covers(m.span) for s in others)
                key = (m.span.quote.casefold(), _stands_for(m, material))
                labels[anothers].setdefault(key, []).append(m)
    items = []
    for outlet in sorted(by_outlet):
        own, retold = by_outlet[outlet][False], by_outlet[outlet][True]
        retold = {k: v for k, v in retold.items() if k not in own}
        found = [
            _labels(f"{outlet} writes, in its own voice", own, material),
            _labels(f"{outlet} writes, in retelling what others said", retold, material),
        ]
        sentences = tuple(s for s in found if s)
        if sentences:
            items.append(Item(outlet, sentences))
    return Section("told", "How they told it", tuple(items), empty="No evaluative label outside quotations.")


def _stands_for(mention: Mention, material: Material) -> str:
    neutral = mention.neutral or material.name(mention.party) or ""
    bare = not mention.entity and neutral.islower() and not neutral.startswith("the ")
    return "" if bare else neutral


def _labels(lead: str, labels: dict[tuple[str, str], list[Mention]], material: Material) -> Sentence | None:
    if not labels:
        return None
    words = []
    for (_, neutral), mentions in sorted(labels.items(), key=lambda x: (-len(x[1]), x[0])):
        named = f" (for {neutral})" if neutral else ""
        words.append(f"{quoted(mentions[0].span.quote)}{named}")
    spans = material.citing((m.span for some in labels.values() for m in some[:2]), most=24)
    return Sentence(f"{lead}: {joined(words)}.", spans)


def carried(material: Material) -> Section:
    """Origins that more than one outlet carries: counted once."""
    items = []
    lines = [x for x in material.given.weighing.lineages if len({m.report for m in x.members}) > 1]
    for line in sorted(lines, key=lambda x: (-len({m.report for m in x.members}), x.label)):
        members = {m.report: m for m in line.members if m.report in material.reports}
        order = sorted(members, key=lambda r: (material.published(r), material.outlet(r), r))
        names = material.outlets(order)
        if len(names) < 2 or line.own_voice or line.agreement:
            continue
        spans = material.citing(
            s
            for m in (members[r] for r in order)
            if m.claim in material.claims
            for s in material.claims[m.claim].content[:1]
        )
        if spans:
            whom = line.holder or line.label
            some = (
                names
                if len(names) <= _CARRIERS
                else [*names[:_CARRIERS], f"{len(names) - _CARRIERS} more outlets"]
            )
            words = f"{joined(some)} carry words that go back to {whom}: one origin."
            items.append(Item(line.holder or line.label, (Sentence(words, spans),)))
    return Section(
        "once", "Counted once", tuple(items[:_ORIGINS]), empty="No statement is carried by two outlets."
    )
