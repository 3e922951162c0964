"""Whose side a speaker is on, where the reading of one report leaves it open: by the office and by the case.

Nobody rather than the wrong one: an office speaks for the one side that its words name; a person is of the side that the
accord gives to that full name; a paper or unit told of with "the" is of the side that spoke just before it. Whose somebody
is as other reports have it stands with the claim already.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from truceline.model.accord import Accord, AliasKind
from truceline.model.match import contains, fold
from truceline.model.reading import Block, Claim, Manner, Mention, MentionType
from truceline.standing.roles import is_state

__all__ = ["Sides"]

_MARKED = re.compile(r"[\"“«]\S+ \S+ [^\"”»]+[\"”»]")
"""Words between marks that are no name."""
_LOOSE = (AliasKind.LABEL, AliasKind.NOMINAL)
_NAME = 2
"""Words of a full name, at least."""


class Sides:
    """The sides of those who speak in a case, by claim."""

    def __init__(
        self,
        accord: Accord,
        nouns: Mapping[str, tuple[str | None, str | None]],
        by_report: Mapping[str, Sequence[Claim]],
        mentions: Mapping[str, Sequence[Mention]],
        blocks: Mapping[str, Sequence[Block]],
    ) -> None:
        self._sides = frozenset({*accord.parties, *accord.bound})
        self._nouns = {f" {n} ": of for n, (_, of) in nouns.items() if of in self._sides}
        self._mentions = mentions
        offices = accord.offices
        self._office = contains(offices.speaking)
        self._not = contains(offices.not_speaking)
        self._papers = frozenset(offices.papers)
        self._of_states = contains(offices.of_states)
        self._without_offices = re.compile("|".join(f" {w}(?= )" for w in offices.of_states) or "(?!)")
        self._words = _told_by_names(accord, frozenset(offices.plain), self._sides)
        states = [e for e in self._sides if is_state(accord, e)]
        self._state = states[0] if len(states) == 1 else None
        self._alike = {w for w, of in self._words.items() if of - {self._state}}
        """Words of names of a side that is no state: it may have an office called so as well."""
        self._watchers = frozenset(offices.watchers)
        self._verifiers = frozenset(accord.verifiers)
        self._known = self._persons(accord)
        self._gone = self._no_longer(accord)
        self._of: dict[tuple[str, str], str] = {}
        self._speech: dict[tuple[str, str], Claim] = {}
        self._starts = {r: sorted(b.start for b in own) for r, own in blocks.items()}
        for report, claims in by_report.items():
            told = sorted(claims, key=lambda c: c.content[0].start)
            self._work_out(told)
            if self._starts.get(report):
                self._go_on(told)

    def of(self, claim: Claim) -> str | None:
        """The side of whom a claim belongs to, where it could be worked out."""
        return self._of.get((claim.report, claim.id))

    def watcher(self, claim: Claim) -> str | None:
        """The verifier for which a common noun stands ("the mission"): the only one that the report names."""
        if _folded(claim.holder or "") not in self._watchers:
            return None
        named = {m.entity for m in self._mentions.get(claim.report, ()) if m.entity in self._verifiers}
        return next(iter(named)) if len(named) == 1 else None

    def gone(self, claim: Claim) -> bool:
        """Whether the page calls whoever speaks what speaks for no side: a former minister, a leader of the opposition."""
        return (claim.report, claim.entity) in self._gone

    def _no_longer(self, accord: Accord) -> frozenset[tuple[str, str | None]]:
        past, against = contains(accord.offices.past), contains(accord.offices.against_the_state)
        return frozenset(
            (report, m.entity)
            for report, own in self._mentions.items()
            for m in own
            if m.type is MentionType.PERSON
            and m.entity
            and (
                past.fits(words := fold(m.span.quote))
                or (m.party in self._sides and against.fits(words) and is_state(accord, m.party))
            )
        )

    def speech(self, claim: Claim) -> Claim | None:
        """The claim of a side that an outlet's own sentence goes on with: what stands between two sentences of one
        speaker, or is put between marks behind one, is of that speech."""
        return self._speech.get((claim.report, claim.id))

    def block(self, claim: Claim) -> int:
        """The number of the paragraph in which a claim stands."""
        return bisect_right(self._starts.get(claim.report, ()), claim.content[0].start)

    def _go_on(self, told: Sequence[Claim]) -> None:
        """The sentences of one report that go on with somebody's speech, paragraph by paragraph."""
        for _, block in groupby(told, key=self.block):
            own = [c for c in block if c.nested_in is None]
            for n, claim in enumerate(own):
                last = own[n - 1] if n else None
                if claim.manner is not Manner.OWN or claim.entity is not None or last is None:
                    continue
                last = self._speech.get((last.report, last.id), last)
                if last.manner is Manner.OWN or (last.party or self.of(last)) not in self._sides:
                    continue
                after = next((c for c in own[n + 1 :] if c.manner is not Manner.OWN), None)
                between = after is not None and after.holder == last.holder
                if between or any(_MARKED.search(s.quote) for s in claim.content):
                    self._speech[(claim.report, claim.id)] = last

    def _persons(self, accord: Accord) -> dict[str, str | None]:
        """The side by the full name of a person, None where the accord has two of that name."""
        found: dict[str, set[str | None]] = defaultdict(set)
        for entity in accord.vocabulary.entities:
            if entity.type is MentionType.PERSON and entity.party in self._sides:
                for name in (entity.name, *(a.text for a in entity.aliases)):
                    found[_folded(name)].add(entity.party)
        return {
            name: next(iter(of)) if len(of) == 1 else None
            for name, of in found.items()
            if name.count(" ") >= _NAME - 1
        }

    def _work_out(self, claims: Sequence[Claim]) -> None:
        """The sides of those who speak in one report, in the order of the page."""
        before: str | None = None
        here: dict[str, str] = {}
        for claim in claims:
            if claim.manner is Manner.OWN or not claim.holder:
                continue
            party = claim.party or self._nouns.get(f" {_folded(claim.holder)} ")
            if party is None:
                party = here.get(claim.holder) or self._by_name(claim.holder) or self._by_office(claim)
                if party is None and before and self._is_paper(claim):
                    party = before
                if party is not None:
                    here[claim.holder] = self._of[(claim.report, claim.id)] = party
            before = party if party in self._sides else None

    def _by_name(self, holder: str) -> str | None:
        name = _folded(holder)
        if name in self._known:
            return self._known[name]
        if name.count(" ") < _NAME - 1:
            return None
        longer = {of for known, of in self._known.items() if f" {name} " in f" {known} "}
        return next(iter(longer)) if len(longer) == 1 else None

    def _by_office(self, claim: Claim) -> str | None:
        """The side of a speaker who is called by an office of it: "a spokesman for the army"."""
        words = [fold(claim.holder or "")]
        if claim.source is not None and claim.antecedent is None:
            words.append(fold(claim.source.quote))
        for folded in words:
            office = folded
            for noun in self._nouns:
                office = office.replace(noun, " ")
            bare = self._without_offices.sub(" ", folded)  # "foreign" beside "ministry" is no stranger
            if not self._office.fits(office) or self._not.fits(bare):
                continue
            # "a military source" is of whichever army; "the spokesman of the army" is of the one called so
            # or of the one that a headline calls by its first words
            sides = {of for n, of in self._nouns.items() if f" the{n}" in folded or folded.startswith(n)}
            sides |= {m.party for m in self._within(claim) if m.party and m.type is not MentionType.PERSON}
            if not sides:
                sides = {of for w in office.split() for of in self._words.get(w, ())}
            if not sides and self._state and self._of_the_state(claim, folded):
                sides = {self._state}
            if len(sides) == 1 and (side := next(iter(sides))) in self._sides:
                return side
        return None

    def _of_the_state(self, claim: Claim, folded: str) -> bool:
        """Whether only the one state among the sides has such an office: its words name nobody and no place, and no
        other side has one called so."""
        return (
            self._state is not None
            and self._of_states.fits(folded)
            and self._alike.isdisjoint(folded.split())
            and not any(True for _ in self._in_source(claim))
        )

    def _within(self, claim: Claim) -> Iterable[Mention]:
        """Those of a party whom the words for a speaker name."""
        return (m for m in self._in_source(claim) if m.party)

    def _in_source(self, claim: Claim) -> Iterable[Mention]:
        """Whatever the words for a speaker name, but for the speaker."""
        said = claim.source
        if said is None:
            return ()
        return (
            m
            for m in self._mentions.get(claim.report, ())
            if said.start <= m.span.start and m.span.end <= said.end and (m.party or m.span != said)
        )

    def _is_paper(self, claim: Claim) -> bool:
        """Whether "the statement", "the unit" stands for who spoke."""
        first = _folded(claim.holder or "").partition(" ")[0]
        return first in self._papers and fold(claim.source.quote if claim.source else "").startswith(" the ")


def _folded(words: str) -> str:
    return fold(words).removeprefix(" the").strip()


def _told_by_names(
    accord: Accord, plain: frozenset[str], sides: frozenset[str]
) -> Mapping[str, frozenset[str]]:
    """The sides by each word with a capital that stands in names for them, but for words that any side may have in
    its name ("Council"); of persons and places none."""
    found: dict[str, set[str]] = defaultdict(set)
    for e in accord.vocabulary.entities:
        if e.party is not None and e.party in sides and e.type not in (MentionType.PERSON, MentionType.PLACE):
            for name in (e.name, *(a.text for a in e.aliases if a.kind not in _LOOSE)):
                for word in name.split():
                    if word[:1].isupper() and (w := fold(word.removesuffix("'s")).strip()) not in plain:
                        found[w].add(e.party)
    return {w: frozenset(of) for w, of in found.items()}
