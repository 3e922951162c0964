"""Which claims retell the agreement: they say what is owed, and are no second witness of one another."""

from __future__ import annotations

import re

from truceline.model.accord import Vocabulary
from truceline.model.reading import LinkKind, Manner, MentionType, Modality
from truceline.weighing.nodes import Node, end_of
from truceline.weighing.words import classes, words

_ABOUT = frozenset({"deal", "truce", "phase1", "phase2", "phase3", "phase"})
_PHASES = frozenset({"phase1", "phase2", "phase3", "phase"})
_LOOK_BACK = 160
_RULE = frozenset({Modality.OBLIGATION, Modality.FUTURE, Modality.POSSIBLE, Modality.CONDITIONAL})


def is_agreement(node: Node, vocabulary: Vocabulary | None) -> bool:
    """Whether the claim retells the agreement, named as its source or not."""
    claim = node.claim
    if claim.manner is Manner.UNSOURCED:
        return False
    end = end_of(claim)
    if end and end.kind is LinkKind.DOCUMENT:
        entity = vocabulary.entity(end.entity) if vocabulary and end.entity else None
        if entity is not None:
            return entity.type is MentionType.DOCUMENT
        return bool(set(_class_names(end.name, node)) & {"deal", "truce", "phase1", "phase2"})
    if node.speaker is not None and not node.speaker.party and not node.speaker.anonymous:
        return not node.claim.entity and not _heads(node.speaker.name, node).isdisjoint(("deal", "truce"))
    return node.own and _retells(node)


def _class_names(text: str, node: Node) -> list[str]:
    return [node.pack.alike.get(w, w) for w in words(text, node.pack)]


def _heads(text: str, node: Node) -> set[str]:
    """The last word of a name, and the last before what it is of ("memorandum of understanding"), as classes."""
    found = _class_names(text, node)
    of = next((n for n, w in enumerate(found) if n and w in node.pack.genitive), len(found))
    return set(found[-1:] + found[of - 1 : of])


def _retells(node: Node) -> bool:
    """An outlet's own sentence about what is due under the agreement."""
    text = node.claim.words
    about = node.words & _ABOUT
    if node.pack.turn("duty", text) and (about or node.claim.topics):
        return True
    if node.pack.turn("under", text) and node.claim.modality in _RULE and not node.pack.turn("total", text):
        return True
    if node.pack.turn("contents", text) and "deal" in _subject(text, node, "contents"):
        return True
    if not node.pack.turn("schedule", text):
        return False
    subject = _subject(text, node, "schedule")
    runs = bool(subject & {"truce", "deal"}) and bool({"begin", "end"} & node.words)
    return runs or bool(subject & _PHASES)


def _subject(text: str, node: Node, turn: str) -> set[str]:
    """The classes before the turn of phrase; for a pronoun, those of the sentence before as well."""
    pattern = node.pack.turns.get(turn)
    found = pattern.search(text) if pattern else None
    head = text[: found.start()] if found else text
    first = words(head, node.pack)[:1]
    if first and node.pack.turn("pronouns", first[0]):
        start = node.claim.start
        before = node.report.text[max(0, start - _LOOK_BACK) : start]
        head = re.split(r"\n\s*\n\s*\n", before)[-1] + " " + head
    return set(classes(head, node.pack))
