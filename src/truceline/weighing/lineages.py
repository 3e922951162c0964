"""From claims to lineages: each claim in exactly one, each edge with its reason.

Origins are acts of speech, the agreement as retold, and the own voices of outlets. A claim
that an outlet copied belongs to whoever published the text first; a claim that an outlet
states in its own voice while another quotes somebody saying just that on the same day
belongs to that statement: the attribution was lost on the way.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from truceline.model.accord import Vocabulary
from truceline.model.reading import LinkKind, Manner
from truceline.model.weighing import Lineage, Member, Why
from truceline.weighing.copies import copied_reports, text_clusters
from truceline.weighing.lost import lost_attributions
from truceline.weighing.naming import origin_id
from truceline.weighing.nodes import Node, end_of, iso, outlet_of
from truceline.weighing.statements import statements, utterances
from truceline.weighing.terms import is_agreement
from truceline.weighing.words import likeness


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim belongs: the group's key, why, and the node that shows it."""

    group: str
    why: Why
    beside: int | None = None


def lineages_of(nodes: Sequence[Node], vocabulary: Vocabulary | None) -> list[Lineage]:
    """The lineages of all claims, in the order of their first members."""
    placed = _places(nodes, vocabulary)
    groups: dict[str, list[int]] = defaultdict(list)
    for i, place in enumerate(placed):
        groups[place.group].append(i)
    found = [_lineage(nodes, group, members, placed) for group, members in groups.items()]
    return sorted(found, key=lambda line: (line.known_on or "9999", line.origin))


def _places(nodes: Sequence[Node], vocabulary: Vocabulary | None) -> list[Place]:
    agreement = {i for i, n in enumerate(nodes) if is_agreement(n, vocabulary)}
    held = [i for i, n in enumerate(nodes) if n.speaker is not None and i not in agreement]
    texts = text_clusters(nodes)
    spoken = utterances(nodes, held)
    whole = copied_reports(nodes, texts)
    sets = statements(nodes, spoken, texts, whole)
    statement: dict[int, int] = {i: sets.find(u) for u, said in enumerate(spoken) for i in said.members}
    lost = lost_attributions(nodes, statement, texts, agreement)
    voices = _voices(nodes, texts, whole, statement, agreement)
    wordings: dict[int, list[int]] = defaultdict(list)
    placed: list[Place] = []
    for i, node in enumerate(nodes):
        if i in agreement:
            placed.append(Place(f"agreement {node.reading.accord or ''}", Why.NAMED))
        elif i in statement:
            group = statement[i]
            placed.append(_told(nodes, i, f"statement {group}", wordings[group], texts))
            wordings[group].append(i)
        elif i in lost:
            source = lost[i]
            why = Why.COPIED if texts.get(i, -1) == texts.get(source, -2) else Why.SAME_STATEMENT
            placed.append(Place(f"statement {statement[source]}", why, source))
        elif node.claim.manner is Manner.UNSOURCED:
            placed.append(
                Place(f"nobody {texts.get(i, i)}", Why.COPIED if texts.get(i, i) != i else Why.ORIGIN)
            )
        else:
            first = texts.get(i, i)
            copied = first != i and nodes[first].outlet != node.outlet
            placed.append(Place(voices[i], Why.COPIED if copied else Why.ORIGIN, first if copied else None))
    return placed


def _told(nodes: Sequence[Node], i: int, group: str, earlier: list[int], texts: dict[int, int]) -> Place:
    """Why a claim stands in its statement: the first is named, the rest repeat, quote or copy it."""
    node = nodes[i]
    others = [j for j in earlier[:12] if nodes[j].report.id != node.report.id]
    if not others:
        return Place(group, Why.NAMED)
    same = next((j for j in others if texts.get(j, -1) == texts.get(i, -2)), None)
    if same is not None:
        quoted = nodes[same].claim.manner in (Manner.DIRECT, Manner.MIXED)
        return Place(group, Why.SAME_QUOTATION if quoted else Why.COPIED, same)
    best = max(others, key=lambda j: (likeness(nodes[j].words, node.words, node.pack.common), -j))
    share, _ = likeness(nodes[best].words, node.words, node.pack.common)
    both = node.claim.manner is Manner.DIRECT and nodes[best].claim.manner is not Manner.INDIRECT
    return Place(group, Why.SAME_QUOTATION if both and share >= 0.6 else Why.SAME_STATEMENT, best)


def _voices(
    nodes: Sequence[Node],
    texts: dict[int, int],
    whole: Mapping[str, int],
    statement: dict[int, int],
    agreement: set[int],
) -> dict[int, str]:
    """The voice behind each claim that an outlet makes itself, a voice for each text: the agency
    credited for it, or the outlet that published it first."""
    voices: dict[int, str] = {}
    lead: dict[int, int] = {}
    own = [i for i, n in enumerate(nodes) if i not in statement and i not in agreement]
    for credited in (True, False):
        for i in own:
            if i in texts and bool(_agency(nodes[i])) is credited:
                lead.setdefault(texts[i], i)
    for i in own:
        first = nodes[lead[texts[i]] if i in texts else i]
        if i in texts and not _agency(first):
            first = nodes[whole.get(first.report.id, lead[texts[i]])]
        voices[i] = f"voice {first.report.id} {_agency(first) or first.outlet}"
    return voices


def _agency(node: Node) -> str | None:
    end = end_of(node.claim)
    return end.name if end and end.kind is LinkKind.AGENCY and node.claim.manner is Manner.OWN else None


def _lineage(nodes: Sequence[Node], group: str, members: list[int], placed: Sequence[Place]) -> Lineage:
    kind, _, name = group.partition(" ")
    if kind == "voice":
        name = name.partition(" ")[2]
    first = nodes[members[0]]
    own = kind == "voice"
    speaker = _best_named([nodes[i] for i in members]) if kind == "statement" else None
    said = sorted(d for i in members if kind == "statement" and (d := nodes[i].said) is not None)
    said_on = iso(said[0]) if said else None
    if kind == "agreement":
        label = "the agreement as retold"
    elif own:
        label = f"{name}, {first.report.published or 'no date'} (own voice)"
    elif speaker:
        label = (
            f"{speaker.speaker.name}, {said_on}"
            if said_on and speaker.speaker
            else speaker.speaker.name
            if speaker.speaker
            else ""
        )
    else:
        label = "unsourced"
    holder = name if own else speaker.speaker.name if speaker and speaker.speaker else None
    seed = group if own or kind == "agreement" else first.claim.id
    known = [nodes[i].report.known_on for i in members if nodes[i].report.known_on]
    return Lineage(
        origin=origin_id(seed),
        label=label,
        holder=holder,
        entity=speaker.speaker.entity if speaker and speaker.speaker else None,
        party=next((nodes[i].claim.party for i in members if nodes[i].claim.party), None)
        if kind == "statement"
        else None,
        said_on=said_on,
        members=tuple(_member(nodes, i, placed[i]) for i in members),
        known_on=min((k for k in known if k), default=None),
        own_voice=own,
        agreement=kind == "agreement",
        vouched=any(nodes[i].report.vouched for i in members),
    )


BURST = 25
"""So many outlets with one text are worth a look: a wire, or a flood."""


def burst(line: Lineage) -> str | None:
    """A note on a text that very many outlets copy; they count as one origin all the same."""
    relays = {m.relay for m in line.members if m.why is Why.COPIED}
    if len(relays) < BURST:
        return None
    return f"{len(relays)} outlets carry the text of {line.label}: one origin ({line.origin})"


def _best_named(members: list[Node]) -> Node | None:
    """The member that names the speaker best: a named body or person before a party, before nobody's name."""
    held = [n for n in members if n.speaker]

    often = Counter(n.speaker.name for n in held if n.speaker)

    def rank(node: Node) -> tuple[int, int, int]:
        s = node.speaker
        assert s is not None  # noqa: S101
        general = s.entity is not None and s.entity == s.party
        kind = 2 if s.anonymous else 1 if general or s.entity is None else 0
        return (kind, -often[s.name], -len(s.name))

    return min(held, key=rank, default=None)


def _member(nodes: Sequence[Node], i: int, place: Place) -> Member:
    node = nodes[i]
    evidence = list(node.claim.content)
    if node.claim.source:
        evidence.append(node.claim.source)
    beside = nodes[place.beside] if place.beside is not None else None
    if beside:
        evidence += beside.claim.content[:1]
    return Member(
        report=node.report.id,
        claim=node.claim.id,
        relay=outlet_of(node.report),
        why=place.why,
        evidence=tuple(evidence),
        parent=beside.claim.id if beside and place.why is Why.COPIED else None,
    )
