"""Findings in the order in which a reader should meet them, each question once."""

from __future__ import annotations

import pickle
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, MutableMapping

from truceline.model.weighing import Finding, QuestionKind, Reason, Verdict
from truceline.weighing.shelf import Tables, in_memory, put_away

_KINDS = list(QuestionKind)
_TELLING = (Verdict.CONTESTED, Verdict.DIFFERING)
_NONE: frozenset[str] = frozenset()


Rank = tuple[int, int, bool, int, str, str]


def rank(found: Finding) -> Rank:
    """The most contested first, then those that differ without a reason, then with one; within each,
    those with more independent origins, and those that the agreement counts or speaks of."""
    origins = len({o for v in found.values for o in v.origins})
    return (
        _weight(found),
        -origins,
        not (found.measure or found.topics),
        _KINDS.index(found.kind),
        found.question,
        found.id,
    )


def _weight(found: Finding) -> int:
    if found.verdict is Verdict.CONTESTED:
        return 0
    if found.verdict is Verdict.DIFFERING:
        return 1 if found.reason in (Reason.UNEXPLAINED, Reason.DISPUTE, None) else 2
    return 4 if found.verdict is Verdict.SINGLE else 3


class Told:
    """Which claims stand together in which findings."""

    def __init__(self, of_claim: Mapping[str, int], tables: Tables = in_memory) -> None:
        self._of_claim = of_claim
        self._by_claim: MutableMapping[int, set[str]] = tables(live=True)
        self.ids: set[str] = set()
        """The findings noted."""

    def put(self, found: Finding) -> None:
        """Note the claims of a finding."""
        self.ids.add(found.id)
        for claim in claims_of(found):
            if claim in self._of_claim:
                self._by_claim.setdefault(self._of_claim[claim], set()).add(found.id)

    def drop(self, found: Finding) -> None:
        """Forget the claims of a finding."""
        self.ids.discard(found.id)
        for claim in claims_of(found):
            i = self._of_claim.get(claim)
            of = None if i is None else self._by_claim.get(i)
            if i is not None and of is not None:
                of.discard(found.id)
                if not of:
                    del self._by_claim[i]

    def untold(self, account: Finding) -> bool:
        """Whether an account put together by its words is told by no other question already: it has a
        conflict of its own, or sets claims side by side that nothing else does."""
        if account.verdict in _TELLING:
            return True
        found = [self._by_claim.get(self._of_claim.get(c, -1), _NONE) for c in claims_of(account)]
        return not found or not set.intersection(*map(set, found))


class Shown:
    """The findings that are shown, by their ids and in their order."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[Rank, Finding]] = {}

    def __contains__(self, id: str) -> bool:
        return id in self._found

    def put(self, found: Finding) -> None:
        """Show a finding, instead of what was shown under its id."""
        self._found[found.id] = (rank(found), found)

    def drop(self, id: str) -> None:
        """Show it no more."""
        self._found.pop(id, None)

    def in_order(self) -> Iterator[Finding]:
        """All findings, in the order in which a reader should meet them."""
        return (f for _, f in sorted(self._found.values(), key=lambda r: r[0]))


class ShownOnShelf(Shown):
    """`Shown` of a case of any size."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        base.execute(
            "CREATE TABLE findings (id PRIMARY KEY, a INT, b INT, c INT, d INT, question, body BLOB) WITHOUT ROWID"
        )

    def __contains__(self, id: str) -> bool:
        return self._base.execute("SELECT 1 FROM findings WHERE id = ?", (id,)).fetchone() is not None

    def put(self, found: Finding) -> None:
        self._base.execute(
            "INSERT OR REPLACE INTO findings VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                found.id,
                *map(int, rank(found)[:4]),
                found.question.encode("utf-8", "surrogatepass"),
                put_away(found),
            ),
        )

    def drop(self, id: str) -> None:
        self._base.execute("DELETE FROM findings WHERE id = ?", (id,))

    def in_order(self) -> Iterator[Finding]:
        for (body,) in self._base.execute("SELECT body FROM findings ORDER BY a, b, c, d, question, id"):
            found: Finding = pickle.loads(zlib.decompress(body))  # noqa: S301
            yield found


def claims_of(found: Finding) -> set[str]:
    """The claims on which a finding rests."""
    return {e.claim for v in found.values for e in v.evidence if e.claim}
