"""From claims to lineages: each claim in exactly one, each edge with its reason.

Origins are acts of speech, the agreement as retold, and the own voices of outlets. A claim
that an outlet copied belongs to whoever published the text first; a claim that an outlet
states in its own voice while another quotes somebody saying just that on the same day
belongs to that statement: the attribution was lost on the way.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterable, MutableMapping, Sequence
from dataclasses import dataclass, replace

from truceline.model.accord import Vocabulary
from truceline.model.reading import LinkKind, Manner
from truceline.model.weighing import Lineage, Member, Why
from truceline.weighing.carried import Carried
from truceline.weighing.held import Held
from truceline.weighing.lost import Lost
from truceline.weighing.naming import best_named, names_taken_for_one, origin_id
from truceline.weighing.near import FLOOD
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
    """The lineages of claims (numbers of `held`), kept up to date as reports come and go."""

    def __init__(
        self,
        held: Held,
        vocabulary: Vocabulary | None,
        tables: Tables = in_memory,
        shelf_of: Callable[[str], int] | None = None,
    ) -> None:
        self._claims, self._nodes, self._of_report = held, held.nodes, held.of_report
        self._vocabulary = vocabulary
        self._carried = Carried(held, tables, shelf_of)
        self._statements = Statements(held, self._carried, tables, shelf_of)
        self._lost = Lost(held, self._statements, self._carried, tables, shelf_of)
        self._retold = Retold(held.nodes, tables)
        self._agreed: set[int] = set()
        self._shelf_of = shelf_of
        self._group: MutableMapping[int, Group] = tables()
        self._held: MutableMapping[Group, list[int]] = tables(self.page, live=True)
        """Group -> its claims, in order."""
        self._line: MutableMapping[Group, Lineage] = tables(self.page)
        self._dirty: set[int] = set()
        self._left: set[Group] = set()
        self._voices: dict[int, str] = {}
        """First claim with a text -> the voice behind the text."""
        self._agencies: dict[int, str] = {}
        """Claim of an outlet -> the agency that it is credited to."""
        self._unsourced: set[int] = set()
        """Claims told by a cue with nobody behind it."""

    def add(self, report: str) -> None:
        """Take in the claims of a report."""
        told = []
        for i in self._of_report[report]:
            node = self._nodes[i]
            self._carried.add(i)
            self._dirty.add(i)
            if (agency := _agency(node)) is not None:
                self._agencies[i] = agency
            if node.claim.manner is Manner.UNSOURCED:
                self._unsourced.add(i)
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
            self._agencies.pop(i, None)
            self._unsourced.discard(i)
            group = self._group.pop(i, None)
            if group is not None:
                self._held[group].remove(i)
                self._left.add(group)
        self._dirty -= set(self._of_report[report])

    def settle(self) -> tuple[dict[Group, Lineage | None], set[int]]:
        """Bring the lineages up to date: those that came or changed, None for those that are no more; and the
        claims that now belong to another."""
        copied, reports = self._carried.settle()
        retold = self._retold.settle()
        statements = self._statements.settle(copied, reports, {i: self._retold.together(i) for i in retold})
        lost = self._lost.settle(copied, statements)
        dirty = {i for i in self._dirty | copied | lost | retold if i in self._nodes}
        for statement in sorted(statements):
            for i in self._statements.claims(statement):
                dirty.add(i)
                dirty.update(self._lost.back_to(i))
                dirty.update(self._retold.back_to(i))
        for report in reports:
            dirty.update(self._of_report.get(report, ()))
        for lead in {lead for i in sorted(dirty) if (lead := self._carried.lead(i)) is not None}:
            dirty.update(self._speak_for(lead))
        moved: set[int] = set()
        touched: dict[Group, set[int] | None] = dict.fromkeys(self._left)
        for i in sorted(dirty):
            group, was = self._place(i), self._group.get(i)
            if was != group:
                if was is not None:
                    self._held[was].remove(i)
                    touched[was] = None
                self._group[i] = group
                insort(self._held.setdefault(group, []), i, key=self._claims.order)
                moved.add(i)
            if (again := touched.setdefault(group, set())) is not None:
                again.add(i)
        changed: dict[Group, Lineage | None] = {}
        for group, again in sorted(touched.items(), key=lambda x: self.page(x[0])):
            members = self._held.get(group)
            if members:
                was_line = self._line.get(group)
                line = self._lineage(group, members, was_line, again)
                if line != was_line:
                    self._line[group] = changed[group] = line
            elif group in self._held:
                del self._held[group]
                if self._line.pop(group, None) is not None:
                    changed[group] = None
        self._dirty, self._left = set(), set()
        return changed, moved

    def page(self, group: Group) -> int:
        """Where a group lies: near those that were made with it."""
        kind, name = group
        if self._shelf_of is None:
            return 0
        if kind == "voice":
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
        if i in self._agreed:
            return ("agreement", self._nodes[i].reading.accord or "")
        source = self._goes_back(i)
        if source is not None:
            return self._place(source)
        group = self._statements.group(i)
        if group is not None:
            return ("statement", group)
        lead = self._carried.lead(i)
        if i in self._unsourced:
            return ("nobody", i if lead is None else lead)
        return ("voice", self._voice(i, lead))

    def _goes_back(self, i: int) -> int | None:
        """The attributed claim that an outlet's own claim goes back to."""
        source = self._lost.source(i)
        return source if source is not None else self._retold.source(i)

    def _voice(self, i: int, lead: int | None) -> str:
        """The voice behind a claim that an outlet makes itself, a voice for each text: the agency
        credited for it, or the outlet that published it first."""
        if lead is not None:
            return self._voices[lead]
        first = self._nodes[i]
        whole = self._carried.whole(first.report.id)
        if whole is not None and self._echoes(first, self._claims.report(whole)):
            first = self._nodes[whole]
        return f"{first.report.id} {_agency(first) or first.outlet}"

    def _speak_for(self, lead: int) -> Iterable[int]:
        """Work out the voice behind a text; the claims of outlets that hold it, where it is another voice
        than before."""
        own = [j for j in self._carried.members(lead) if j not in self._statements and j not in self._agreed]
        was = self._voices.pop(lead, None)
        if not own:
            return ()
        credited = min((j for j in own if j in self._agencies), key=self._claims.order, default=None)
        first = min(own, key=self._claims.order) if credited is None else credited
        if credited is None:
            whole = self._carried.whole(self._claims.report(first))
            first = first if whole is None else whole
        voice = f"{self._claims.report(first)} {self._agencies.get(first) or self._claims.outlet(first)}"
        self._voices[lead] = voice
        return own if voice != was else ()

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
        if lead is None and str(group[1]).partition(" ")[0] != self._claims.report(i):
            return Place(Why.COPIED)
        if lead is None or lead == i or self._claims.outlet(lead) == self._claims.outlet(i):
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
        how = names_taken_for_one(self._nodes[best], node)
        return Place(Why.SAME_QUOTATION if both and share >= 0.6 else Why.SAME_STATEMENT, best, how)

    def _how(self, i: int, source: int) -> str:
        """What shows that a claim goes back to another where its words do not."""
        one, other = self._nodes[source], self._nodes[i]
        return "; ".join(part for part in (told_by(one, other), names_taken_for_one(one, other)) if part)

    def _lineage(
        self, group: Group, members: Sequence[int], was: Lineage | None, again: set[int] | None
    ) -> Lineage:
        """The lineage of a group; `again` are the claims that came or changed since it `was`, None where some
        went."""
        kind, name = group
        if kind != "statement" and was is not None and again is not None and members[0] not in again:
            return self._grown(group, members, was, again)
        told: list[int] = []
        placed = []
        for i in members:
            placed.append(self._why(i, group, told))
            if i in self._statements and len(told) < 12:
                told.append(i)
        nodes = [self._nodes[i] for i in members]
        first = nodes[0]
        own = kind == "voice"
        named = str(name).partition(" ")[2] if own else None
        speaker = best_named(nodes) if kind == "statement" else None
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

    def _grown(self, group: Group, members: Sequence[int], was: Lineage, again: set[int]) -> Lineage:
        """The lineage of no statement to which claims came behind the first; the others are not looked at."""
        nodes = {i: self._nodes[i] for i in members if i in again}
        fresh = {n.claim.id for n in nodes.values()}
        kept = iter([m for m in was.members if m.claim not in fresh])
        made = tuple(
            self._member(nodes[i], self._why(i, group, ())) if i in again else next(kept) for i in members
        )
        days = (was.known_on, *(n.report.known_on for n in nodes.values()))
        known_on = min((d for d in days if d), default=None)
        vouched = was.vouched or any(n.report.vouched for n in nodes.values())
        return replace(was, members=made, known_on=known_on, vouched=vouched)

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


def _agency(node: Node) -> str | None:
    end = end_of(node.claim)
    return end.name if end and end.kind is LinkKind.AGENCY and node.claim.manner is Manner.OWN else None


def burst(line: Lineage) -> str | None:
    """A note on a text that very many outlets copy; they count as one origin all the same."""
    relays = {m.relay for m in line.members if m.why is Why.COPIED}
    if len(relays) < FLOOD:
        return None
    return (
        f"{len(relays)} outlets carry the text of one origin ({line.origin}), which counts once: "
        "look whether it is a wire or a flood"
    )
