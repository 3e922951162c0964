"""How an act is meant: done, planned, owed, possible, conditional, refused, denied, or not done."""

from __future__ import annotations

from truceline.model.reading import Modality
from truceline.reading.acts.rules import ActsPack
from truceline.reading.acts.syntax import SUBJECTS, is_infinitive
from truceline.reading.parsed import Token

_UP = (
    "xcomp",
    "ccomp",
    "advcl",
    "pcomp",
    "dobj",
    "acl",
    "conj",
    "pobj",
    "prep",
    "nsubjpass",
    "acomp",
    "agent",
)
_CONTENT = ("xcomp", "ccomp", "dobj", "pobj", "pcomp", "acl", "nsubjpass", "prep")
_DIRECT = ("xcomp", "pcomp", "acl", "prep", "dobj", "pobj", "nsubjpass")
_FINITE = ("VBD", "VBZ", "VBP")
_PAST = ("VBD", "VBN", "VBZ")


def meant(token: Token, pack: ActsPack) -> tuple[Modality, bool, bool]:
    """Modality of an act, whether it is refused, and whether it is denied.

    Auxiliaries and conditions of the verb itself come first, then the verbs, nouns and adjectives
    above it ("refused to", "denied", "a plan to", "agreed on"), nearest first.
    """
    frames = pack.frames
    negated, refused, denied = _negated(token, pack), False, False
    modality = _spoken_of(token, pack)
    node, given = token, False
    for step in range(5):
        if modality is Modality.ACTUAL or step == 0:
            own = _own(node, pack)
            if own is not Modality.ACTUAL:
                modality = own
        # "did not change her decision to go": that she decided is taken for known, whatever is denied of it
        given = given or (step > 0 and node.pos_ == "NOUN" and any(c.dep_ == "poss" for c in node.children))
        over = step > 0 and not given and node.pos_ in ("VERB", "AUX")
        if over and _negated(node, pack) and _passes_negation(node, pack):
            negated = True
        above = node.head
        if above.i == node.i or node.dep_ not in _UP:
            break
        if node.dep_ == "conj":
            if node.pos_ in ("VERB", "AUX") and (
                any(c.dep_ in SUBJECTS for c in node.children)
                or (node.tag_ in _FINITE and above.tag_ not in _FINITE)
            ):
                break
            node = above
            continue
        if node.dep_ == "advcl" or (node.dep_ == "acl" and not _is_content(node)):
            if node.dep_ == "advcl" and modality is Modality.ACTUAL:
                modality = _beside(node, pack)
            break
        if (
            node.dep_ == "prep"
            and above.lower_ not in pack.engages
            and node.lower_ not in (pack.gerund_of if token.dep_ == "pcomp" else pack.content_of)
        ):
            if node.lower_ in frames["failed"]:
                negated = True
            break
        low = above.lower_
        if (
            node.dep_ == "prep"
            and above.pos_ in ("NOUN", "PROPN")
            and node.lower_ not in pack.of_what
            and not any(low in words for words in frames.values())
        ):
            break
        if node.dep_ in _CONTENT:
            if low in frames["refused"]:
                refused = not _negated(above, pack)
            elif low in frames["denied"]:
                denied = not _negated(above, pack)
            elif low in frames["failed"]:
                negated = not _negated(above, pack)
            if modality is Modality.ACTUAL and low in pack.stipulates and _is_plan(above, pack):
                modality = Modality.OBLIGATION
            if modality is Modality.ACTUAL and not (node.dep_ == "ccomp" and node.tag_ in _PAST):
                modality = _framed(low, node.dep_ in _DIRECT, pack)
        node = above
    if modality is Modality.ACTUAL and not (refused or denied or negated) and _only_meant(token, pack):
        modality = Modality.INTENTION
    if negated:
        refused = refused or modality in (Modality.FUTURE, Modality.INTENTION)
        modality = Modality.NEGATED
    elif refused or denied:
        modality = Modality.NEGATED
    return modality, refused, denied


def _own(node: Token, pack: ActsPack) -> Modality:
    """What auxiliaries, conjunctions and a condition beside it make of a verb."""
    lows = {c.lower_ for c in node.children if c.dep_ in ("aux", "auxpass", "mark", "advmod")}
    modals = pack.modals
    if lows & pack.conditions:
        return Modality.CONDITIONAL
    found = Modality.ACTUAL
    if lows & modals["obligation"]:
        found = Modality.OBLIGATION
    elif lows & modals["possible"]:
        found = Modality.POSSIBLE
    elif lows & modals["future"]:
        found = Modality.FUTURE
    elif node.dep_ == "xcomp" and is_infinitive(node) and node.head.lower_ in pack.owing:
        found = Modality.OBLIGATION
    if found is not Modality.ACTUAL and any(
        c.dep_ == "advcl" and any(g.dep_ == "mark" and g.lower_ in pack.conditions for g in c.children)
        for c in node.children
    ):
        return Modality.CONDITIONAL
    return found


def _beside(clause: Token, pack: ActsPack) -> Modality:
    """What a clause beside another takes from it: a purpose is meant, "X should stop, lifting ..." is owed."""
    above = clause.head
    if is_infinitive(clause):
        return Modality.OBLIGATION if above.lower_ in pack.frames["obligation"] else Modality.INTENTION
    if clause.tag_ == "VBG" and not any(
        c.dep_ in ("mark", "prep") and c.i < clause.i for c in clause.children
    ):
        return _own(above, pack)
    return Modality.ACTUAL


def _is_plan(verb: Token, pack: ActsPack) -> bool:
    """Whether a verb of the present has a plan for its subject."""
    if verb.tag_ == "VBD":
        return False
    return any(c.dep_ == "nsubj" and c.lower_ in pack.plans for c in verb.children)


def _is_content(clause: Token) -> bool:
    """Whether a clause tells what its noun says ("accusations that ...", "a plan to ...")."""
    return is_infinitive(clause) or any(c.dep_ == "mark" for c in clause.children)


def _only_meant(token: Token, pack: ActsPack) -> bool:
    """Whether an infinitive stands under a word that does not say that it came to pass."""
    node = token
    while node.dep_ == "conj" and node.head.pos_ in ("VERB", "AUX") and node.head.i != node.i:
        node = node.head
    if node.dep_ not in ("xcomp", "acl", "relcl") or not is_infinitive(node):
        return False
    return node.head.lower_ not in pack.frames["going_on"]


def _framed(low: str, direct: bool, pack: ActsPack) -> Modality:
    frames = pack.frames
    if low in frames["obligation"]:
        return Modality.OBLIGATION
    if low in frames["future"]:
        return Modality.FUTURE
    if low in frames["intention"] and direct:
        return Modality.INTENTION
    if low in frames["possible"]:
        return Modality.POSSIBLE
    return Modality.ACTUAL


def _spoken_of(token: Token, pack: ActsPack) -> Modality:
    """What an adjective beside an act as a noun says of it ("the planned withdrawal")."""
    beside = {c.lower_ for c in token.children if c.dep_ in ("amod", "compound")}
    for modality, words in pack.spoken_of.items():
        if beside & words:
            return modality
    return Modality.ACTUAL


def _negated(token: Token, pack: ActsPack) -> bool:
    for c in token.children:
        if c.dep_ == "neg" or (c.dep_ in ("det", "advmod", "preconj") and c.lower_ in pack.none_of):
            return True
        if c.dep_ in SUBJECTS and (
            c.lower_ in pack.none_of or any(g.dep_ == "det" and g.lower_ in pack.none_of for g in c.children)
        ):
            return True
    return False


def _passes_negation(node: Token, pack: ActsPack) -> bool:
    """Whether "did not VERB to act" says that the act was not done."""
    return node.lower_ in pack.frames["going_on"] or node.lower_ in pack.frames["intention"]
