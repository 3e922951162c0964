"""Cue phrases ("according to X", "under the deal"), cue nouns, headings and speaker turns."""

from __future__ import annotations

from collections.abc import Sequence

from truceline.model.reading import Stance
from truceline.reading.attribution.cited import is_reason
from truceline.reading.attribution.clauses import is_finite, led_by_that
from truceline.reading.attribution.content import (
    Piece,
    less,
    piece_of,
    run_of,
    sentence_piece,
    subtree_pieces,
)
from truceline.reading.attribution.headings import headings
from truceline.reading.attribution.nouns import noun_phrase, subject_of
from truceline.reading.attribution.proposal import Proposal, tidy
from truceline.reading.attribution.quotes import Quotation
from truceline.reading.block_view import view_of
from truceline.reading.grammar import grammar
from truceline.reading.pack import AttributionPack, Phrase
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token

_BESIDE = 3
"""Characters between a phrase and the quotation that it is about, at the most."""


def phrase_proposals(block: PageBlock, quotes: Sequence[Quotation], pack: AttributionPack) -> list[Proposal]:
    """All candidates of one block that no verb proposes."""
    firsts = {phrase.words[0] for phrase in pack.phrases}
    view = view_of(block)
    words = grammar().attribution.ones_words
    told = [
        t
        for t, low in zip(view.tokens, view.lower, strict=True)
        if low in firsts or low in pack.nouns or low in words
    ]
    out = [p for t in told if t.lower_ in firsts and (p := _phrase(block, t, quotes, pack))]
    out += [p for t in told if t.lower_ in pack.nouns and (p := _noun(block, t, quotes, pack))]
    out += [p for t in told if t.lower_ in words and (p := _in_ones_words(block, t, quotes))]
    return out + headings(block, quotes, pack)


def _in_ones_words(block: PageBlock, words: Token, quotes: Sequence[Quotation]) -> Proposal | None:
    """What stands in marks beside "in the mayor's words"."""
    owner = next((c for c in words.children if c.dep_ == "poss"), None)
    if owner is None or words.dep_ != "pobj" or words.head.lower_ not in grammar().attribution.carried_in:
        return None
    hole, cue = run_of(block, words.head, words), run_of(block, words, words)
    beside = [
        (q.start, q.end)
        for q in quotes
        if 0 <= q.start - hole[1] <= _BESIDE or 0 <= hole[0] - q.end <= _BESIDE
    ]
    source = (block.start + owner.left_edge.idx, block.start + owner.idx + len(owner.text))
    content = tidy(block, beside[:1], quotes, cue)
    return Proposal(block.number, cue, source, content, "phrase", words.lower_) if content else None


def _phrase(
    block: PageBlock, token: Token, quotes: Sequence[Quotation], pack: AttributionPack
) -> Proposal | None:
    for phrase in pack.phrases:
        if token.lower_ != phrase.words[0]:
            continue
        run = token.doc[token.i : token.i + len(phrase.words)]
        if tuple(t.lower_ for t in run) != phrase.words or run[-1].sent != token.sent:
            continue
        head = _holder(run[-1], token)
        if head is None or (phrase.bare and not _bare_fits(token, head, pack)):
            continue
        if phrase.document and not (
            head.lower_ in pack.documents and (token.i == token.sent.start or token.nbor(-1).text in ",—–")
        ):
            continue
        if not phrase.document and head.lower_ in ("plan", "schedule"):
            continue
        if phrase.relay and is_reason(head):
            continue
        if phrase.relay and token.dep_ not in ("advcl", "acl", "prep", "ROOT", "conj", "xcomp"):
            continue
        return _of_phrase(block, (token, run[-1]), head, phrase, quotes, pack)
    return None


def _bare_fits(token: Token, head: Token, pack: AttributionPack) -> bool:
    """ "per" is a cue before a name and after a comma or bracket, not in "600 per day" or "as per Article 4"."""
    named = head.pos_ == "PROPN" and head.lower_ not in pack.documents
    return named and (token.i == token.sent.start or token.nbor(-1).text in ",(—–-")


def _holder(last: Token, first: Token) -> Token | None:
    """The head noun after a cue phrase."""
    for t in (last, first):
        for c in t.children:
            if c.dep_ in ("pobj", "dobj") and c.i > last.i:
                return c
    following = last.doc[last.i + 1 : min(last.i + 7, last.sent.end)]
    for t in following:
        if t.pos_ in ("NOUN", "PROPN", "PRON") and t.dep_ not in ("compound", "poss", "amod", "nmod"):
            return t
        if t.is_punct:
            break
    return None


def _of_phrase(
    block: PageBlock,
    run: tuple[Token, Token],
    head: Token,
    phrase: Phrase,
    quotes: Sequence[Quotation],
    pack: AttributionPack,
) -> Proposal | None:
    first, last = run
    cue = run_of(block, first, last)
    source = noun_phrase(block, head)
    if source[0] < cue[1]:
        source = (cue[1] + 1, source[1])
    hole = (cue[0], source[1])
    verb = _over_all(_clause_head(first), first, pack)
    told = led_by_that(verb) if verb is not None and verb.i < first.i else None
    told = told if told is not None and told[0].i == first.i else None
    wide = _with_aside(block, head, hole, verb, pack)
    if told is None or any(
        is_finite(t) for t in told[1].doc[told[0].i : told[1].i + 1] if block.start + t.idx >= wide[1]
    ):
        hole = wide
    whole = sentence_piece(block, first)
    inside = next((q for q in quotes if q.holds(cue[0])), None)
    if inside is not None:
        whole = (max(whole[0], inside.start + 1), min(whole[1], inside.end - 1))
        pieces = [whole]
    elif told is not None:
        pieces = [run_of(block, *told)]
    elif verb is None or (verb.dep_ in ("ROOT", "conj", "ccomp") and verb == verb.sent.root):
        pieces = [whole]
    else:
        pieces = subtree_pieces(block, verb.subtree)
        if not any(s <= hole[0] for s, _ in pieces) and pieces and pieces[0][0] > hole[1] + 3:
            pieces = [whole]
        if phrase.document and first.i == first.sent.start:
            pieces = [whole]
    pieces = [x for p in pieces for x in less(p, [hole])]
    content = tidy(block, pieces, quotes if inside is None else (), cue)
    content = tuple(p for p in content if block.text[p[0] : p[1]].strip(' "”’).'))
    if not content:
        return None
    kind = "document" if phrase.document else "phrase"
    return Proposal(
        block.number,
        cue,
        source,
        content,
        kind,
        phrase.words[0],
        Stance.ASSERTS,
        addressee=_told_to(block, head),
        aside=_name_after(block, head, source) if phrase.relay else None,
    )


def _name_after(block: PageBlock, head: Token, source: Piece) -> Piece | None:
    """The name told after a cited role ("citing the deputy governor of Orlu, Mara Ilves")."""
    if head.pos_ != "NOUN":
        return None
    rest = [t for t in head.doc[head.i + 1 :] if block.start + t.idx >= source[1]]
    if not rest or rest[0].text != ",":
        return None
    run: list[Token] = []
    for t in rest[1:6]:
        if t.pos_ != "PROPN" and t.text != "-":
            break
        run.append(t)
    over = rest[len(run) + 1] if len(rest) > len(run) + 1 else None
    named = len(run) > 1 and (over is None or over.is_punct)
    return run_of(block, run[0], run[-1]) if named else None


def _told_to(block: PageBlock, head: Token) -> Piece | None:
    """Whom a source spoke to ("sources speaking to X", "officials quoted by X")."""
    for c in head.children:
        if c.dep_ not in ("acl", "relcl"):
            continue
        for prep in c.children:
            if prep.lower_ in grammar().attribution.told_to and prep.dep_ in ("prep", "agent", "dative"):
                to = next((x for x in prep.children if x.dep_ == "pobj"), None)
                if to is not None:
                    return noun_phrase(block, to)
    return None


def _with_aside(
    block: PageBlock, head: Token, hole: Piece, verb: Token | None, pack: AttributionPack
) -> Piece:
    """The phrase with what is told of its holder ("according to Ruiz, the union's lawyer").

    What the clause needs as its subject is no aside, whatever the parse says; nor is a noun
    that is neither a name nor a person or body ("..., mainly children").
    """
    like = pack.people | pack.anonymous | pack.bodies | pack.statements
    hole = _with_relative(block, hole)
    for c in head.subtree:
        if c.i <= head.i or not (
            c.dep_ in ("appos", "relcl") or (c.dep_ == "acl" and c.tag_ in ("VBG", "VBN"))
        ):
            continue
        end = piece_of(block, c.subtree)
        if end is None or end[1] <= hole[1]:
            continue
        if (
            c.dep_ == "appos"
            and c.pos_ != "PROPN"
            and (c.lower_ not in like or c.lower_ in grammar().attribution.crowds)
        ):
            continue
        subjects = [t for t in verb.children if t.dep_ in ("nsubj", "nsubjpass", "expl")] if verb else []
        outside = [t for t in subjects if not hole[0] <= block.start + t.idx < end[1]]
        if c.dep_ == "appos" and verb is not None and verb.i > c.i and not outside:
            continue
        hole = (hole[0], end[1])
    return hole


def _with_relative(block: PageBlock, hole: Piece) -> Piece:
    """A holder's phrase with the relative clause after it, wherever the parse hangs that."""
    after = [t for t in block.doc if hole[1] <= block.start + t.idx < hole[1] + 8][:2]
    if len(after) < 2 or after[0].text != "," or after[1].lower_ not in grammar().pronouns.relative:
        return hole
    if after[1].dep_ == "mark":
        return hole
    verb = after[1].head
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    if verb.i < after[1].i:
        return hole
    return hole[0], block.start + verb.right_edge.idx + len(verb.right_edge.text)


def _clause_head(token: Token) -> Token | None:
    """The verb whose clause a phrase is about."""
    t = token
    for _ in range(12):
        if t.head == t:
            return t if t.pos_ in ("VERB", "AUX") else None
        t = t.head
        if t.dep_ == "advcl" and t.i < token.i:
            continue
        if t.pos_ in ("VERB", "AUX") and t.dep_ not in ("acl", "aux", "pcomp", "xcomp"):
            return t
    return None


def _over_all(verb: Token | None, phrase: Token, pack: AttributionPack) -> Token | None:
    """The verb of saying whose clause a phrase behind a comma is about as a whole: who tells it tells that it was said
    ("The guild said ten boats had left, according to the harbour's paper")."""
    if verb is None or phrase.i == 0 or phrase.nbor(-1).text != ",":
        return verb
    over = verb.head
    said = any("clause" in v.takes and not v.mental for v in pack.verbs.get(over.lower_, ()))
    before = verb.dep_ == "ccomp" and over.i < verb.i and over.tag_ in ("VBD", "VBZ", "VBP")
    return over if said and before else verb


def _noun(
    block: PageBlock, token: Token, quotes: Sequence[Quotation], pack: AttributionPack
) -> Proposal | None:
    """ "its claim that ...": a noun of saying with a clause of its own."""
    stance = pack.nouns.get(token.lower_)
    taken = token.dep_ == "pobj" and any(c.dep_ == "det" for c in token.children)
    if stance is None or not (token.pos_ in ("NOUN", "PROPN") or taken):
        return None
    clause = next(
        (
            c
            for c in token.children
            if c.dep_ in ("acl", "ccomp", "relcl")
            and c.i > token.i
            and any(m.lower_ == "that" and m.dep_ == "mark" for m in c.children)
        ),
        None,
    )
    wanted = _wanted(token) if clause is None and stance is Stance.DEMANDS else None
    if (clause is None and wanted is None) or _said_in(token, pack):
        return None
    cue = run_of(block, token, token)
    owner = next((c for c in token.children if c.dep_ == "poss"), None)
    if owner is None:
        of = next(
            (c for c in token.children if c.dep_ == "prep" and c.lower_ in grammar().attribution.said_by),
            None,
        )
        owner = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    if owner is None and token.dep_ in ("dobj", "pobj", "attr") and token.head.pos_ in ("VERB", "AUX", "ADP"):
        verb = token.head if token.head.pos_ in ("VERB", "AUX") else token.head.head
        if verb.lower_ in pack.verbs and verb.lower_ not in pack.light:
            return None
        owner = subject_of(verb) if verb.lower_ in pack.light else None
    if owner is None:
        owner = next(
            (c for c in token.children if c.dep_ in ("compound", "nmod") and c.pos_ == "PROPN"), None
        )
    named = _named_before(token) if owner is None and clause is not None else None
    if clause is None and (owner is None or owner.dep_ not in ("poss", "compound", "nmod")):
        return None
    source = noun_phrase(block, owner) if owner is not None else None
    if source is not None and owner is not None and owner.dep_ in ("poss", "compound", "nmod"):
        first = owner.left_edge
        while first.i > 0 and first.nbor(-1).head.i == token.i and first.nbor(-1).dep_ == "compound":
            first = first.nbor(-1)
        if owner.dep_ != "poss" and first.dep_ == "det" and first.i < owner.i:
            first = first.nbor(1)  # "a United Nations call": the article is the noun's
        source = run_of(block, first, owner)
    if named is not None:
        source = run_of(block, *named)
    told = (
        clause.subtree if clause is not None else [t for t in wanted.subtree if t != wanted] if wanted else []
    )
    content = tidy(block, subtree_pieces(block, told), quotes, cue)
    if not content:
        return None
    return Proposal(block.number, cue, source, content, "noun", token.lower_, stance)


def _named_before(noun: Token) -> tuple[Token, Token] | None:
    """The name right before a noun of saying, whatever the parse hangs it on ("a Marsh League guarantee that
    ...")."""
    first = noun
    while first.i > noun.sent.start and first.nbor(-1).pos_ == "PROPN":
        first = first.nbor(-1)
    if first.i == noun.i or first.i == noun.sent.start or first.nbor(-1).pos_ != "DET":
        return None
    return first, noun.nbor(-1)


def _wanted(noun: Token) -> Token | None:
    """What leads to what a demand is for ("the Northland demand for an inspection")."""
    words = grammar().attribution
    for_it = words.further & words.for_what
    after = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
    beside = noun.dep_ in ("pobj", "dobj") and after.dep_ == "prep"  # the parse may hang it on the verb
    near = [*noun.children, after] if beside else noun.children
    return next((c for c in near if c.dep_ == "prep" and c.lower_ in for_it), None)


def _said_in(noun: Token, pack: AttributionPack) -> bool:
    """ "said in a statement that": the verb is the cue, not the noun."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    return noun.lower_ in pack.statements and any(
        "clause" in v.takes for v in pack.verbs.get(verb.lower_, ())
    )
