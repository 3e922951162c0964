"""What a name that somebody gives can mean: a clause, a party; and what was meant where it names none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from rapidfuzz import process

from truceline.errors import ItemNotFound
from truceline.model.accord import Accord, Clause
from truceline.model.match import fold

__all__ = ["clause_named", "near", "party_named"]

FEW = 3
ALIKE = 60
"""How alike (0 to 100) a name must be to one that may be meant."""


def clause_named(accord: Accord, name: str) -> Clause:
    """The clause of that id; raises `ItemNotFound` with those whose id is near, or whose title has the
    words, each with its title."""
    clause = accord.clause(name)
    if clause is not None:
        return clause
    asked = fold(name).split()
    titles = {c.id: c.title for c in accord.clauses}
    meant = [c.id for c in accord.clauses if asked and set(asked) <= set(fold(c.title).split())]
    meant = meant or near(name, titles)
    raise ItemNotFound(
        f"{accord.id} has no clause {name!r}",
        mend=f"did you mean {_each(titles, meant)}?" if meant else f"clauses: {', '.join(titles)}",
    )


def party_named(accord: Accord | None, told: Iterable[str], name: str) -> str:
    """The party of that id or name, of those that the agreement knows and those `told` by reports; raises
    `ItemNotFound` with all of them."""
    labels = accord.labels if accord else {}
    entities = accord.vocabulary.entities if accord else ()
    known = {*told, *(e.party for e in entities if e.party)}
    asked = fold(name).strip()
    for forms in (
        {p: {p, labels.get(p, p)} for p in known},
        {e.party: {e.name, *(a.text for a in e.aliases)} for e in entities if e.party == e.id},
    ):
        for party, names in forms.items():
            if asked in {fold(n).strip() for n in names}:
                return party
    meant = near(name, known)
    raise ItemNotFound(
        f"{name!r} is no party of the agreement or of a report",
        mend=(f"did you mean {' or '.join(meant)}? " if meant else "")
        + f"parties: {', '.join(sorted(known)) or 'none'}",
    )


def near(name: str, known: Iterable[str]) -> list[str]:
    """Up to three of the known names that may be meant, the likest first."""
    return [
        n for n, *_ in process.extract(name, sorted(known), processor=fold, limit=FEW, score_cutoff=ALIKE)
    ]


def _each(titles: Mapping[str, str], ids: Collection[str]) -> str:
    return " or ".join(f"{i} ({titles[i]})" for i in [*ids][:FEW])
