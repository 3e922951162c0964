"""Agreements that nobody signed, of which `accord.yaml` alone is there, and what their rules hear in a sentence."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from truceline.accord import load
from truceline.model.accord import Accord, SignalKind
from truceline.model.match import fold
from truceline.model.span import Span
from truceline.standing.rules import Piece, rules_of

__all__ = ["accord_of", "heard"]

_HEAD = """\
id: {id}
name: Accord between Vesk and Orrin
short_name: Vesk and Orrin accord
review: draft
text_status: signed and public
text_read: none
signed: 2031-03-01
start: 2031-03-02
actors:
  - {{id: vesk, name: Vesk, roles: [party]}}
  - {{id: orrin, name: Orrin, roles: [party]}}
{actors}day_counts:
  - {{id: day1, first: 1, words: 2 March 2031 is day 1}}
measures: {{}}
sources: {{x: invented}}
clauses:
"""


def accord_of(folder: Path, clauses: str, actors: str = "") -> Accord:
    """The agreement of Vesk and Orrin with these clauses and others who act, as lines of YAML."""
    (folder / "accord.yaml").write_text(_HEAD.format(id=folder.name, actors=actors) + clauses, "utf-8")
    return load(folder)


def heard(accord: Accord, words: str, signals: Collection[SignalKind], around: str = "") -> set[str]:
    """The clauses for which a sentence gives one of these signals, in a paragraph with the words `around`."""
    piece = Piece(
        Span("r", 0, len(words), words), fold(words), {"vesk": (" vesk ",)}, False, around=fold(around)
    )
    return {w.clause for w in rules_of(accord.watches).fitting(piece) if w.signal in signals}
