"""What a decision moves, told before it is kept or beside it: statements that change hands, clauses that read otherwise."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from truceline.case import Case, View
from truceline.case.merging import Moved, moved_by
from truceline.case.queue import Change, effect
from truceline.cli.output import shown
from truceline.errors import UsageError
from truceline.model.accord import Clause
from truceline.model.judgement import Decision, SubjectKind
from truceline.model.match import fold

__all__ = ["Effects", "effects_of"]

LONG = 4
"""Letters of a word that tells a matter."""


@dataclass(frozen=True, slots=True)
class Effects:
    """What one decision moves. `others` tells, of each clause of which nothing would be known then, the search that
    finds other sentences with the words that the claim had of its title, and how many claims there are."""

    moved: tuple[Moved, ...] | None = None
    changes: tuple[Change, ...] | None = None
    others: tuple[tuple[str, str, int], ...] = ()

    def lines(self) -> list[str]:
        """For a person."""
        out = []
        if self.moved is not None:
            every = sum(m.statements for m in self.moved)
            out.append(f"it moves {every or 'no'} statement{'' if every == 1 else 's'}{':' if every else ''}")
            out += [
                f"    {m.statements} of {m.holder or 'nobody named'} ({m.party or 'no party'}): "
                f"now of {m.to or 'nobody named'} ({m.to_party or 'no party'})"
                for m in self.moved
            ]
        for c in self.changes or ():
            out.append(f"{c.clause}: '{c.now}' -> '{c.then}'" + _grades(c))
        for clause, words, count in self.others:
            out.append(
                f"{clause}: {count} other statement{' has' if count == 1 else 's have'} words of its title, "
                f"heard as no evidence: truceline search {words}"
            )
        return [shown(line) for line in out]

    def plain(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "moves": [asdict(m) for m in self.moved or ()],
            "changes": [asdict(c) for c in self.changes or ()],
        }


def effects_of(
    c: Case, decision: Decision, kind: SubjectKind, names: tuple[str, ...], *, asked: bool
) -> Effects:
    """What `decision` on `names` moves; raises `UsageError` where that was `asked` for and is not known."""
    if (decision, kind) == (Decision.MERGE, SubjectKind.ENTITY):
        vocabulary = c.accord.vocabulary if c.accord else None
        return Effects(moved=moved_by(c.view().readings, names[0], names[1:], vocabulary))
    if kind is SubjectKind.CLAIM and decision in (Decision.REJECT, Decision.CONFIRM):
        view, claim = c.view(), names[0]
        heard = view.accord is not None and any(s.claim == claim for s in view.signals)
        if not heard or (decision is Decision.CONFIRM and not asked):
            return Effects()
        changes = effect(view, [claim], decision, view.day_asked(None))
        return Effects(changes=changes, others=_others(view, claim, changes))
    if asked:
        raise UsageError(
            f"--preview does not know what {decision.value} of a {kind.value} moves",
            mend="it tells of a merge of people or bodies and of a claim confirmed or rejected; "
            "every decision can be undone",
        )
    return Effects()


def _grades(c: Change) -> str:
    return f" (evidence: {c.evidence_now} -> {c.evidence_then})" if c.now == c.then else ""


def _others(view: View, claim: str, changes: tuple[Change, ...]) -> tuple[tuple[str, str, int], ...]:
    told = next((c for c in view.claims if c.id == claim), None)
    found = []
    for change in changes if told else ():
        clause = view.agreement.clause(change.clause)
        if clause and told and change.evidence_then == "silent":
            words = _shared(clause, " ".join(s.quote for s in told.content))
            same = [
                c.id
                for c in view.claims
                if words and c.id != claim and words <= _words(" ".join(s.quote for s in c.content))
            ]
            if same:
                found.append((clause.id, " ".join(sorted(words)), len(same)))
    return tuple(found)


def _shared(clause: Clause, words: str) -> set[str]:
    """The words of a clause's title that stand among these."""
    return {w for w in _words(clause.title) & _words(words) if len(w) >= LONG}


def _words(text: str) -> set[str]:
    return set(fold(text).split())
