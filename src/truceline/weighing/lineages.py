"""From claims to lineages: each claim in exactly one, each edge with its reason.

Origins are acts of speech, the agreement as retold, and the own voices of outlets. A claim
that an outlet copied belongs to whoever published the text first; a claim that an outlet
states in its own voice while another quotes somebody saying just that on the same day
belongs to that statement: the attribution was lost on the way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass

from truceline.model.accord import Vocabulary
from truceline.model.reading import LinkKind, Manner
from truceline.model.weighing import Lineage, Member, Why
from truceline.weighing.carried import Carried
from truceline.weighing.lost import Lost
from truceline.weighing.naming import origin_id
from truceline.weighing.nodes import Node, end_of, iso, outlet_of
from truceline.weighing.retold import Retold, told_by
from truceline.weighing.shelf import PAGE, Tables, in_memory
from truceline.weighing.statements import Statements
from truceline.weighing.terms import is_agreement
from truceline.weighing.words import likeness

Group = tuple[str, str | int]
"""What makes a lineage: its kind (agreement, statement, voice, nobody) and what tells it from others."""


_ECHO = 0.7
_WEIGHT = 4.0


@dataclass(frozen=True, slots=True)
class Place:
    """Why a claim belongs where it does, and the claim (a number) that shows it."""

    why: Why
    beside: int | None = None
    how: str = ""


class Lineages:
    """The lineages of claims (numbers of `nodes`), kept up to date as reports come and go."""

    def __init__(
        self,
        nodes: Mapping[int, Node],
        of_report: Mapping[str, Sequence[int]],
        vocabulary: Vocabulary | None,
        tables: Tables = in_memory,
        shelf_of: Callable[[str], int] | None = None,
    ) -> None:
        self._nodes, self._of_report, self._vocabulary = nodes, of_report, vocabulary
        self._carried = Carried(nodes, of_report, tables, shelf_of)
        self._statements = Statements(nodes, self._carried, tables, shelf_of)
        self._lost = Lost(nodes, of_report, self._statements, self._carried, tables, shelf_of)
        self._retold = Retold(nodes, tables)
        self._agreed: set[int] = set()
        self._shelf_of = shelf_of
        self._group: MutableMapping[int, Group] = tables()
        self._held: MutableMapping[Group, set[int]] = tables(self._page, live=True)
        self._line: MutableMapping[Group, Lineage] = tables(self._page)
        self._dirty: set[int] = set()
        self._left: set[Group] = set()
        self._voices: dict[int, str] = {}
        """First claim with a text -> the voice behind the text; for the time of one settling."""

    def add(self, report: str) -> None:
        """Take in the claims of a report."""
        told = []
        for i in self._of_report[report]:
            node = self._nodes[i]
            self._carried.add(i)
            self._dirty.add(i)
            if is_agreement(node, self._vocabulary):
                self._agreed.add(i)
                continue
            if node.speaker is not None:
                told.append(i)
            self._lost.add(i, node.speaker is not None)
            self._retold.add(i)
        self._statements.add(report, told)

    def remove(self, report: str) -> None:
        """Let a report's claims go, before its nodes do."""
        for i in self._of_report[report]:
            # what hangs on the claim is looked at again
            self._dirty.update(self._carried.members(i))
            self._dirty.update(self._lost.back_to(i))
            self._dirty.update(self._retold.back_to(i))
        self._statements.remove(report)
        for i in self._of_report[report]:
            self._carried.remove(i)
            if i in self._agreed:
                self._agreed.discard(i)
            else:
                self._lost.remove(i)
                self._retold.remove(i)
            group = self._group.pop(i, None)
            if group is not None:
                self._held[group].discard(i)
                self._left.add(group)
        self._dirty -= set(self._of_report[report])

    def settle(self) -> dict[Group, Lineage | None]:
        """Bring the lineages up to date: those that came or changed, None for those that are no more."""
        copied, reports = self._carried.settle()
        retold = self._retold.settle()
        statements = self._statements.settle(copied, reports, {i: self._retold.source(i) for i in retold})
        lost = self._lost.settle(copied, statements)
        dirty = {i for i in self._dirty | copied | lost | retold if i in self._nodes}
        for statement in statements:
            for i in self._statements.claims(statement):
                dirty.add(i)
                dirty.update(self._lost.back_to(i))
                dirty.update(self._retold.back_to(i))
        done: set[int] = set()
        for report in reports:
            for i in self._of_report.get(report, ()):
                lead = self._carried.lead(i)
                if lead is None or lead not in done:
                    dirty.update(self._carried.members(i))
                if lead is not None:
                    done.add(lead)
        touched = self._left
        for i in dirty:
            group, was = self._place(i), self._group.get(i)
            touched.add(group)
            if was == group:
                continue
            if was is not None:
                self._held[was].discard(i)
                touched.add(was)
            self._group[i] = group
            self._held.setdefault(group, set()).add(i)
        changed: dict[Group, Lineage | None] = {}
        for group in touched:
            held = self._held.get(group)
            if held:
                line = self._lineage(group, sorted(held, key=lambda i: self._nodes[i].order))
                if line != self._line.get(group):
                    self._line[group] = changed[group] = line
            elif group in self._held:
                del self._held[group]
                if self._line.pop(group, None) is not None:
                    changed[group] = None
        self._dirty, self._left, self._voices = set(), set(), {}
        return changed

    def _page(self, group: Group) -> int:
        """Where a group lies: near those that were made with it."""
        kind, name = group
        if kind == "voice" and self._shelf_of is not None:
            return 3 * self._shelf_of(str(name).partition(" ")[0])
        return 3 * (int(name) // PAGE) + (1 if kind == "statement" else 2) if kind != "agreement" else -1

    def agreed(self, i: int) -> bool:
        """Whether a claim retells the agreement."""
        return i in self._agreed

    def lines(self) -> Iterable[tuple[Group, Lineage]]:
        """All lineages."""
        return self._line.items()

    def group(self, i: int) -> Group:
        """The group of a claim, once settled."""
        return self._group[i]

    def line(self, group: Group) -> Lineage:
        """The lineage of a group."""
        return self._line[group]

    def get(self, group: Group) -> Lineage | None:
        """The lineage of a group, where there is one."""
        return self._line.get(group)

    def held(self, group: Group) -> Iterable[int]:
        """The claims of a group."""
        return self._held.get(group, ())

    def _place(self, i: int) -> Group:
        node = self._nodes[i]
        if i in self._agreed:
            return ("agreement", node.reading.accord or "")
        group = self._statements.group(i)
        if group is not None:
            return ("statement", group)
        source = self._goes_back(i)
        if source is not None:
            return ("statement", self._statements.group(source) or 0)
        lead = self._carried.lead(i)
        if node.claim.manner is Manner.UNSOURCED:
            return ("nobody", i if lead is None else lead)
        return ("voice", self._voice(i, lead))

    def _goes_back(self, i: int) -> int | None:
        """The attributed claim that an outlet's own claim goes back to."""
        source = self._lost.source(i)
        return source if source is not None else self._retold.source(i)

    def _voice(self, i: int, lead: int | None) -> str:
        """The voice behind a claim that an outlet makes itself, a voice for each text: the agency
        credited for it, or the outlet that published it first."""
        first = self._nodes[i]
        if lead is None:
            whole = self._carried.whole(first.report.id)
            if whole is not None and self._echoes(first, self._nodes[whole].report.id):
                first = self._nodes[whole]
        elif lead in self._voices:
            return self._voices[lead]
        else:
            own = [j for j in self._carried.members(i) if j not in self._statements and j not in self._agreed]
            ordered = sorted(own, key=lambda j: self._nodes[j].order)
            credited = next((j for j in ordered if _agency(self._nodes[j])), None)
            first = self._nodes[ordered[0] if credited is None else credited]
            if credited is None:
                whole = self._carried.whole(first.report.id)
                first = first if whole is None else self._nodes[whole]
            self._voices[lead] = f"{first.report.id} {_agency(first) or first.outlet}"
        return f"{first.report.id} {_agency(first) or first.outlet}"

    def _echoes(self, node: Node, report: str) -> bool:
        """Whether a claim of a report that carries another's text says what a claim of that one says, with
        a name changed: no words of its own. Other figures are its own."""
        words, negated, figures, common = node.words, node.negated, node.figures, node.pack.common
        return any(
            figures == other.figures
            and negated == other.negated
            and likeness(words, other.words, common, _WEIGHT)[0] >= _ECHO
            for other in (self._nodes[j] for j in self._of_report[report])
            if other is not node and other.own
        )

    def _why(self, i: int, group: Group, earlier: Sequence[int]) -> Place:
        node = self._nodes[i]
        if group[0] == "agreement":
            return Place(Why.NAMED)
        lead = self._carried.lead(i)
        if group[0] == "statement":
            if i in self._statements:
                return self._told(i, earlier)
            source = self._goes_back(i)
            same = lead is not None and source is not None and lead == self._carried.lead(source)
            how = self._how(i, source) if source is not None and source == self._retold.source(i) else ""
            return Place(Why.COPIED if same else Why.SAME_STATEMENT, source, how)
        if group[0] == "nobody":
            return Place(Why.ORIGIN if lead in (None, i) else Why.COPIED)
        if lead is None and str(group[1]).partition(" ")[0] != node.report.id:
            return Place(Why.COPIED)
        if lead is None or lead == i or self._nodes[lead].outlet == node.outlet:
            return Place(Why.ORIGIN)
        return Place(Why.COPIED, lead)

    def _told(self, i: int, earlier: Sequence[int]) -> Place:
        """Why a claim stands in its statement: the first is named, the rest repeat, quote or copy it."""
        node = self._nodes[i]
        others = [j for j in earlier[:12] if self._nodes[j].report.id != node.report.id]
        if not others:
            return Place(Why.ORIGIN if node.issued and node.own else Why.NAMED)
        lead = self._carried.lead(i)
        same = next((j for j in others if lead is not None and self._carried.lead(j) == lead), None)
        if same is not None:
            quoted = self._nodes[same].claim.manner in (Manner.DIRECT, Manner.MIXED)
            return Place(Why.SAME_QUOTATION if quoted else Why.COPIED, same)
        source = self._retold.source(i)
        if source is not None and source in earlier:
            return Place(Why.SAME_STATEMENT, source, self._how(i, source))
        common = node.pack.common
        best = max(others, key=lambda j: likeness(self._nodes[j].words, node.words, common))
        share, _ = likeness(self._nodes[best].words, node.words, common)
        both = node.claim.manner is Manner.DIRECT and self._nodes[best].claim.manner is not Manner.INDIRECT
        how = _names(self._nodes[best], node)
        return Place(Why.SAME_QUOTATION if both and share >= 0.6 else Why.SAME_STATEMENT, best, how)

    def _how(self, i: int, source: int) -> str:
        """What shows that a claim goes back to another where its words do not."""
        one, other = self._nodes[source], self._nodes[i]
        return "; ".join(part for part in (told_by(one, other), _names(one, other)) if part)

    def _lineage(self, group: Group, members: Sequence[int]) -> Lineage:
        told: list[int] = []
        placed = []
        for i in members:
            placed.append(self._why(i, group, told))
            if i in self._statements and len(told) < 12:
                told.append(i)
        kind, name = group
        nodes = [self._nodes[i] for i in members]
        first = nodes[0]
        own = kind == "voice"
        named = str(name).partition(" ")[2] if own else None
        speaker = _best_named(nodes) if kind == "statement" else None
        said = (
            min((d for n in nodes if (d := n.said) is not None), default=None)
            if kind == "statement"
            else None
        )
        said_on = iso(said)
        holder = named
        if kind == "agreement":
            label = "the agreement as retold"
        elif own:
            label = f"{named}, {first.report.published or 'no date'} (own voice)"
        elif speaker and speaker.speaker:
            holder = speaker.speaker.name
            label = f"{holder}, {said_on}" if said_on else holder
        else:
            label = "unsourced"
        seed = f"{kind} {name}" if own or kind == "agreement" else first.claim.id
        return Lineage(
            origin=origin_id(seed),
            label=label,
            holder=holder,
            entity=speaker.speaker.entity if speaker and speaker.speaker else None,
            party=next((n.claim.party for n in nodes if n.claim.party), None)
            if kind == "statement"
            else None,
            said_on=said_on,
            members=tuple(self._member(n, p) for n, p in zip(nodes, placed, strict=True)),
            known_on=min((k for n in nodes if (k := n.report.known_on)), default=None),
            own_voice=own,
            agreement=kind == "agreement",
            vouched=any(n.report.vouched for n in nodes),
        )

    def _member(self, node: Node, place: Place) -> Member:
        evidence = list(node.claim.content)
        if node.claim.source:
            evidence.append(node.claim.source)
        beside = self._nodes[place.beside] if place.beside is not None else None
        if beside:
            evidence += beside.claim.content[:1]
        return Member(
            report=node.report.id,
            claim=node.claim.id,
            relay=outlet_of(node.report),
            why=place.why,
            evidence=tuple(evidence),
            parent=beside.claim.id if beside and place.why is Why.COPIED else None,
            how=place.how,
        )


def _names(one: Node, other: Node) -> str:
    """The names of two speakers that are taken for one, where they differ."""
    if one.speaker is None or other.speaker is None or one.speaker.name == other.speaker.name:
        return ""
    return f"“{other.speaker.name}” taken for “{one.speaker.name}”, or for one who speaks for the other"


def _agency(node: Node) -> str | None:
    end = end_of(node.claim)
    return end.name if end and end.kind is LinkKind.AGENCY and node.claim.manner is Manner.OWN else None


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
