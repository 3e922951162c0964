"""Cues that stand as predicates: passives ("was announced by"), adjectives ("is opposed to")."""

from __future__ import annotations

from collections.abc import Sequence

from truceline.reading.attribution.clauses import is_finite
from truceline.reading.attribution.content import Piece, run_of, subtree_pieces
from truceline.reading.attribution.details import aside_of, stance_of
from truceline.reading.attribution.nouns import noun_phrase
from truceline.reading.attribution.proposal import Proposal, tidy
from truceline.reading.attribution.quotes import Quotation
from truceline.reading.attribution.speakers import speaker_of
from truceline.reading.grammar import grammar
from truceline.reading.pack import AttributionPack, Verb
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token
from truceline.reading.ranker.kinds import Carrier, carrier_of

_MADE = ("ccomp", "oprd", "xcomp")
"""How the parse hangs the adjective of "made clear" on its verb."""


def passive_proposals(
    block: PageBlock,
    token: Token,
    cue: Piece,
    verbs: tuple[Verb, ...],
    quotes: Sequence[Quotation],
    pack: AttributionPack,
) -> list[Proposal]:
    agent = next((c for c in token.children if c.dep_ == "agent"), None)
    by = next((c for c in agent.children if c.dep_ == "pobj"), None) if agent is not None else None
    subject = next((c for c in token.children if c.dep_ == "nsubjpass"), None)
    takes = frozenset(t for v in verbs for t in v.takes)
    clause = next((c for c in token.children if c.dep_ in ("ccomp", "xcomp") and c.i > token.i), None)
    source = noun_phrase(block, by) if by is not None else None
    content: list[Piece] = []
    if clause is not None and subject is not None and subject.lower_ == "it":
        content = subtree_pieces(block, clause.subtree)
    elif clause is not None and subject is not None and token.lower_ in pack.agentless:
        content = subtree_pieces(block, subject.subtree) + subtree_pieces(block, clause.subtree)
    elif by is not None and _speaks(by, pack) and any(v.addressee for v in verbs) and "clause" in takes:
        told = clause or next((c for c in token.children if c.dep_ == "ccomp"), None)
        content = subtree_pieces(block, told.subtree) if told is not None else []
    elif source is not None and subject is not None and clause is not None and _is_asked(clause, verbs):
        content = subtree_pieces(block, subject.subtree) + subtree_pieces(block, clause.subtree)
    elif source is not None and subject is not None and {"passive", "object"} & takes:
        content = subtree_pieces(block, subject.subtree)
    elif source is not None and subject is not None and "person" in takes:
        of_what = [
            c
            for c in token.children
            if c.i > token.i
            and (c.dep_ == "xcomp" or (c.dep_ == "prep" and c.lower_ in grammar().attribution.of_what))
        ]
        if of_what:
            content = subtree_pieces(block, subject.subtree)
            content += [x for c in of_what for x in subtree_pieces(block, c.subtree)]
    elif source is None and subject is not None and token.lower_ in pack.agentless:
        oprd = next((c for c in token.children if c.dep_ in ("oprd", "prep") and c.lower_ == "as"), None)
        if oprd is not None:
            content = subtree_pieces(block, subject.subtree) + subtree_pieces(block, oprd.subtree)
    elif (
        clause is not None
        and clause.dep_ == "ccomp"
        and subject is not None
        and "clause" in takes
        and source is None
    ):
        if any(v.addressee for v in verbs):
            return []
        content = subtree_pieces(block, clause.subtree)
    if not content or (subject is not None and _none_of(subject)):
        return []
    if source is None:
        aux = [c for c in token.children if c.dep_ in ("auxpass", "aux") and c.i < token.i]
        first = min([token, *(a for a in aux if token.i - a.i <= 2)], key=lambda t: t.i)
        cue = run_of(block, first, token)
        kind = "agentless"
    else:
        kind = "passive"
    tidied = tidy(block, content, quotes, cue)
    if not tidied:
        return []
    asked = clause is not None and kind == "passive" and _is_asked(clause, verbs)
    stance = stance_of(verbs, "infinitive_person" if asked else "clause")
    return [
        Proposal(
            block.number,
            cue,
            source,
            tidied,
            kind,
            verbs[0].base,
            stance,
            aside=aside_of(block, by),
            mental=all(v.mental for v in verbs),
        )
    ]


def _none_of(subject: Token) -> bool:
    """Whether a passive tells that nothing of the kind was said ("not one name was published by the army")."""
    before = [t for t in subject.subtree if t.i <= subject.i]
    return any(t.lower_ in grammar().verbs.none or t.dep_ == "neg" for t in before)


def _is_asked(clause: Token, verbs: Sequence[Verb]) -> bool:
    """Whether an infinitive is what somebody is asked to do ("were urged by X to leave")."""
    asks = any({"person", "infinitive_person"} & v.takes for v in verbs)
    return asks and any(c.lower_ == "to" and c.dep_ == "aux" for c in clause.children)


def _speaks(by: Token, pack: AttributionPack) -> bool:
    """Whether what stands after "by" is somebody, and not a means ("informed by telephone")."""
    return (
        by.pos_ in ("PROPN", "PRON") or by.lower_ in pack.people | pack.bodies | pack.anonymous | pack.against
    )


def adjective_proposals(
    block: PageBlock, token: Token, quotes: Sequence[Quotation], pack: AttributionPack
) -> list[Proposal]:
    """ "is confident that ...", "is opposed to ..."."""
    word = pack.adjectives[token.lower_]
    made = token.head if token.head.lower_ in pack.makes and token.dep_ in _MADE else None
    if made is not None and token.lower_ not in pack.made:
        return []
    seems = token.dep_ == "oprd" and carrier_of(token.head.lower_, pack) is Carrier.STATE
    if token.dep_ in _MADE and made is None and not seems:
        return []
    verb = token if token.dep_ != "acomp" and made is None and not seems else token.head
    clause = next((c for c in token.children if c.dep_ == "ccomp" and c.i > token.i), None)
    if made is not None and clause is None:
        clause = next((c for t in (token, made) for c in t.children if _clause_after(c, token)), None)
    prep = next((c for c in token.children if c.dep_ == "prep" and c.lower_ in word.takes), None)
    cue = run_of(block, token, token)
    told = _behind_colon(token) if clause is None and prep is None else []
    if told:
        pieces = subtree_pieces(block, told)
    elif clause is not None and "clause" in word.takes:
        pieces = subtree_pieces(block, clause.subtree)
    elif prep is not None:
        pieces = subtree_pieces(block, [t for t in prep.subtree if t != prep])
        cue = run_of(block, token, prep)
    else:
        return []
    if made is not None:
        cue = run_of(block, made, token)
    speaker = speaker_of(block, verb, quotes, pack, passive=made is None)
    content = tidy(block, pieces, quotes, cue)
    if not content or speaker is None:
        return []
    return [
        Proposal(
            block.number,
            cue,
            speaker.source,
            content,
            "clause",
            word.base,
            word.stance,
            antecedent=speaker.antecedent,
            mental=made is None and not told,
        )
    ]


def _behind_colon(adjective: Token) -> list[Token]:
    """What stands in the sentence behind "was blunt:", where it is a clause."""
    rest = list(adjective.doc[adjective.i + 1 : adjective.sent.end])
    if len(rest) < 2 or rest[0].text != ":" or not any(is_finite(t) for t in rest):
        return []
    return [t for t in rest[1:] if not t.is_space]


def _clause_after(c: Token, adjective: Token) -> bool:
    """Whether a clause is what somebody "made clear"."""
    if c.i <= adjective.i or c.dep_ not in ("ccomp", "advcl"):
        return False
    return c.dep_ == "ccomp" or any(m.dep_ == "mark" and m.lower_ == "that" for m in c.children)
