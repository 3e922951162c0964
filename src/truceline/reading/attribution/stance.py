"""What a holder does with a content, and how the content is put; with the words that decide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from truceline.model.reading import Modality, Stance
from truceline.reading.attribution.content import Piece
from truceline.reading.grammar import grammar
from truceline.reading.pack import AttributionPack
from truceline.reading.page import PageBlock
from truceline.reading.times.direction import token_at, was_so

_WORD = re.compile(r"(?:n[’']t\b|[’']ll\b|[^\W_]+(?=n[’']t\b)|[^\W_]+(?:-[^\W_]+)*)")


_NO_WORD = ""
"""Stands for a word that does not tell how a content is put."""


@dataclass(frozen=True, slots=True)
class Put:
    """Stance and modality of a content and the pieces of text that decided them."""

    stance: Stance
    modality: Modality
    decided_by: tuple[Piece, ...] = ()


def _words(text: str, pieces: Sequence[Piece]) -> list[tuple[str, Piece]]:
    return [
        (m.group().lower(), (s + m.start(), s + m.end()))
        for s, e in pieces
        for m in _WORD.finditer(text[s:e])
    ]


def _negated(words: Sequence[str]) -> bool:
    return any(w in grammar().verbs.negation for w in words)


def modality_of(
    text: str, pieces: Sequence[Piece], pack: AttributionPack, block: PageBlock | None = None
) -> tuple[Modality, Piece | None]:
    """How a content is put, and the word that says so: the first of its main clause that does.

    With its `block`, the parse tells which words are verbs and predicates of it, and which only
    look like them ("the plan", "a planned visit", "in May", "smoke could be seen").
    """
    words = _words(text, pieces)
    if block is not None:
        judged = pack.modality["evaluative"]
        words = [(w, p) if w in judged or _decides(block, p, pieces) else (_NO_WORD, p) for w, p in words]
    first = [(w, p) for w, p in words if w not in grammar().verbs.conditional][:60]
    m = pack.modality
    if words and words[0][0] in grammar().verbs.conditional:
        return Modality.CONDITIONAL, words[0][1]
    for i, (w, p) in enumerate(first):
        following = [x for x, _ in first[i + 1 : i + 3]]
        if w in m["future"] and (w != "going" or following[:1] == ["to"]):
            if _negated(following):
                return Modality.NEGATED, p
            return Modality.FUTURE, p
        if w in m["possible"]:
            return Modality.POSSIBLE, p
        if w in grammar().verbs.would:
            if _negated(following):
                return Modality.INTENTION, p
            return (
                Modality.CONDITIONAL
                if any(x in grammar().verbs.supposing for x, _ in words)
                else Modality.FUTURE
            ), p
        if w in m["obligation"] or (w in grammar().verbs.owing and following[:1] == ["to"]):
            return Modality.OBLIGATION, p
        if w in m["intention"]:
            return Modality.INTENTION, p
    conditional = next((p for w, p in words if w in grammar().verbs.conditional), None)
    if conditional:
        return Modality.CONDITIONAL, conditional
    negated = next((p for w, p in first[:25] if w in m["negated"]), None)
    if negated:
        return Modality.NEGATED, negated
    evaluative = next((p for w, p in first if w in m["evaluative"]), None)
    if evaluative:
        return Modality.EVALUATIVE, evaluative
    return Modality.ACTUAL, None


def _decides(block: PageBlock, word: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether the parse lets a word tell how its content is put."""
    if not block.start <= word[0] < block.end:
        return True
    t = token_at(block.doc, word[0] - block.start)
    if t is None:
        return True
    if t.tag_[:2] == "NN" or (t.dep_ == "amod" and t.tag_[:2] == "VB"):
        return False
    if t.lower_ in grammar().calendar.months_also_words and _is_month(t):
        return False
    if t.dep_ == "aux" and was_so(t.head):
        return False
    for a in (t, *t.ancestors):
        if a.dep_ == "relcl" and any(s <= block.start + a.head.idx < e for s, e in pieces):
            return False
    return True


def _is_month(t: Token) -> bool:
    before = t.nbor(-1) if t.i > 0 else None
    after = t.nbor(1) if t.i + 1 < len(t.doc) else None
    return bool(
        (before is not None and (before.like_num or before.pos_ == "ADP"))
        or (after is not None and after.like_num and (t.dep_ not in ("aux", "auxpass")))
    )


def put(
    text: str,
    cue: Piece | None,
    pieces: Sequence[Piece],
    stance: Stance,
    own_subject: bool,
    kind: str,
    relays: bool,
    pack: AttributionPack,
    block: PageBlock | None = None,
) -> Put:
    """Stance and modality of a claim.

    `own_subject` tells that the content speaks of its holder or its side: then "will" is a
    promise and "will not" a refusal. `relays` that another's words stand in it.
    """
    modality, why = modality_of(text, pieces, pack, block)
    decided = [x for x in (cue, why) if x is not None]
    words = [w for w, _ in _words(text, pieces)]
    if kind in ("infinitive", "person", "prep", "object") and modality is Modality.ACTUAL:
        modality = {
            Stance.DEMANDS: Modality.OBLIGATION,
            Stance.PROMISES: Modality.INTENTION,
            Stance.THREATENS: Modality.INTENTION,
            Stance.REFUSES: Modality.NEGATED,
            Stance.EXPECTS: Modality.FUTURE,
        }.get(stance, modality)
    if kind == "document":
        return Put(
            Stance.EXPECTS, Modality.OBLIGATION if modality is Modality.ACTUAL else modality, tuple(decided)
        )
    if stance is Stance.ASSERTS:
        stance = _by_content(words, modality, own_subject and not relays, pack)
    return Put(stance, modality, tuple(decided))


def _by_content(words: list[str], modality: Modality, own: bool, pack: AttributionPack) -> Stance:
    start = words[:14]
    ready = any(w in pack.stance["readiness"] for w in start)
    refusal = any(w in pack.stance["refusal"] for w in start)
    negative = any(w in grammar().verbs.negation for w in start)
    if own and refusal:
        return Stance.REFUSES
    if (
        own
        and negative
        and (modality in (Modality.NEGATED, Modality.INTENTION, Modality.FUTURE))
        and (any(w in pack.stance["volition"] for w in start) or "not to" in " ".join(start))
    ):
        return Stance.REFUSES
    if any(w in grammar().attribution.holding for w in words[:3]):
        return Stance.ASSERTS
    if own and ready and not negative:
        return Stance.PROMISES
    if own and modality is Modality.FUTURE and not negative:
        return Stance.PROMISES
    if own and any(w in grammar().attribution.readiness_nouns for w in words[:8]):
        return Stance.PROMISES
    if (
        own
        and words[:1]
        and words[0] not in grammar().pronouns.holder
        and grammar().attribution.pledge.search(" ".join(words))
    ):
        return Stance.PROMISES
    if any(w in grammar().attribution.awaiting for w in start):
        return Stance.EXPECTS
    if modality in (Modality.POSSIBLE, Modality.CONDITIONAL) and any(w in grammar().verbs.may for w in words):
        return Stance.EXPECTS
    if " ".join(words[:2]) in grammar().attribution.we_demand and any(
        w in grammar().attribution.demanding for w in words[:4]
    ):
        return Stance.DEMANDS
    return Stance.ASSERTS


def speaks_of_self(words: str, names: frozenset[str]) -> bool:
    """Whether a content begins with its holder: a pronoun, or a name of the holder or its side."""
    start = [w.lower() for w in re.findall(r"[^\W_]+(?:-[^\W_]+)*", words)[:5]]
    return bool(start) and (
        start[0] in grammar().pronouns.holder
        or start[0] in grammar().attribution.ready
        or any(w in names for w in start[:4])
    )
