"""The root under which PLOVER itself files an act that is only spoken of.

PLOVER has no modality: a cooperative act that is promised is AGREE, a hostile one THREATEN, one
that is asked for REQUEST, one that is refused REJECT. Truceline keeps root and modality apart,
and folds them on export.
"""

from __future__ import annotations

from dataclasses import dataclass

from truceline.model.reading import Act, Modality, Participant
from truceline.reading.acts.rules import acts_pack

COOPERATIVE = frozenset(("AID", "RETREAT", "CONSULT", "COOPERATE", "CONCEDE", "SUPPORT"))
HOSTILE = frozenset(("SANCTION", "COERCE", "ASSAULT", "PROTEST", "MOBILIZE"))


@dataclass(frozen=True, slots=True)
class Event:
    """An act as PLOVER has it: root, mode, and who to whom."""

    root: str
    mode: str | None
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]


def plover_event(act: Act) -> Event:
    """An act with its modality folded into the root. Who asks for an act that is owed is not told by the
    act: the one who owes it is dealt with."""
    root = plover_root(act)
    if root == act.root:
        return Event(root, act.mode, act.actors, act.recipients)
    mode = acts_pack("en").contents.get(root, {}).get(act.root)
    if root == "REQUEST":
        return Event(root, mode, (), act.actors or act.recipients)
    return Event(root, mode, act.actors, act.recipients)


def plover_root(act: Act) -> str:
    """The root of `plover_event`."""
    if act.denied:
        return act.root
    if act.root in COOPERATIVE | {"AGREE"} and (act.refused or act.modality is Modality.NEGATED):
        return "REJECT"
    if act.modality is Modality.OBLIGATION and act.root in COOPERATIVE | {"AGREE"}:
        return "REQUEST"
    if act.modality in (Modality.FUTURE, Modality.INTENTION, Modality.CONDITIONAL):
        if act.root in COOPERATIVE:
            return "AGREE"
        if act.root in HOSTILE:
            return "THREATEN"
    return act.root
