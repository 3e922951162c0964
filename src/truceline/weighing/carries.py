"""What the claims of a reading carry: figures, times, mentions and acts, by claim."""

from __future__ import annotations

from collections.abc import Sequence

from truceline.model.reading import Act, Figure, Mention, MentionType, Reading, When
from truceline.weighing.cast import Cast


class Carries:
    """What the claims of a reading carry, by claim; worked out when it is first asked for."""

    __slots__ = ("_acts", "_found", "_persons", "_reading", "cast")

    def __init__(self, reading: Reading, cast: Cast) -> None:
        self._reading = reading
        self.cast = cast
        """Who speaks in the report, under which names."""
        self._found: (
            tuple[dict[str, list[Figure]], dict[str, list[When]], dict[str, list[Mention]]] | None
        ) = None
        self._acts: dict[str, list[Act]] | None = None
        self._persons: frozenset[str] | None = None

    def _tables(self) -> tuple[dict[str, list[Figure]], dict[str, list[When]], dict[str, list[Mention]]]:
        if self._found is None:
            figures: dict[str, list[Figure]] = {}
            times: dict[str, list[When]] = {}
            mentions: dict[str, list[Mention]] = {}
            for figure in self._reading.figures:
                figures.setdefault(figure.claim or "", []).append(figure)
            for when in self._reading.times:
                times.setdefault(when.claim or "", []).append(when)
            for mention in self._reading.mentions:
                mentions.setdefault(mention.claim or "", []).append(mention)
            self._found = figures, times, mentions
        return self._found

    def figures(self, claim: str) -> Sequence[Figure]:
        return self._tables()[0].get(claim, ())

    def times(self, claim: str) -> Sequence[When]:
        return self._tables()[1].get(claim, ())

    def mentions(self, claim: str) -> Sequence[Mention]:
        return self._tables()[2].get(claim, ())

    def acts(self, claim: str) -> Sequence[Act]:
        """The acts that a claim tells, and the one that is told by its cue ("agreed to ...")."""
        if self._acts is None:
            self._acts = {}
            cues = {c.cue.start: c.id for c in self._reading.claims if c.cue is not None}
            for act in self._reading.acts:
                home = act.claim or cues.get(act.span.start, "")
                self._acts.setdefault(home, []).append(act)
        return self._acts.get(claim, ())

    @property
    def persons(self) -> frozenset[str]:
        """The entities of the report that are persons."""
        if self._persons is None:
            named = self._reading.mentions
            self._persons = frozenset(m.entity for m in named if m.entity and m.type is MentionType.PERSON)
        return self._persons
