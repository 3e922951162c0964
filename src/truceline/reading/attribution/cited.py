"""Who is cited by whoever reports: "the paper said that ..., citing the ministry".

Whoever is cited holds the words and whoever cites passes them on, wherever the citing stands: behind
the report, within it, between the reporter and the verb ("Radio Orlu, citing a source, said ...") or
before a colon. What is cited for a deed is its reason, and no source ("turned back, citing a lack of fuel").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from truceline.reading.attribution.content import Piece, less, run_of
from truceline.reading.attribution.nouns import noun_phrase, subject_of
from truceline.reading.attribution.proposal import Proposal, tidy
from truceline.reading.attribution.quotes import Quotation
from truceline.reading.grammar import grammar
from truceline.reading.names import names_pack
from truceline.reading.pack import AttributionPack
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token

_TELLING = ("clause", "object", "quote", "relayed")
_FINITE = ("VBD", "VBZ", "VBP")
_SUBJECTS = ("nsubj", "nsubjpass")


def is_reason(head: Token) -> bool:
    """Whether what is cited is why something was done ("citing security concerns")."""
    low = head.lower_
    forms = {low, low.removesuffix("s"), low.removesuffix("ies") + "y", low.removesuffix("es")}
    return head.pos_ == "NOUN" and bool(forms & grammar().attribution.reasons)


def cited(
    found: Sequence[Proposal], block: PageBlock, quotes: Sequence[Quotation], pack: AttributionPack
) -> list[Proposal]:
    """The proposals, where who is cited holds the content of the report, through the one who gives it."""
    found = _with_reference(found, block, quotes, pack)
    relays = {" ".join(phrase.words) for phrase in pack.phrases if phrase.relay}
    citing = {p.cue: p for p in found if p.kind == "phrase" and _words_of(block, p) in relays}
    out = [p for p in found if p.cue not in citing or p is citing[p.cue]]
    for cue, p in citing.items():
        token = block.token_at(cue[0])
        if token is None or p.source is None:
            continue
        hole = (cue[0], p.source[1])
        told = _told_with(out, p, token, block)
        if told is not None and _own_words(told, quotes) and not _can_tell(p.source, block, pack):
            out = [q for q in out if q is not p]
        elif told is not None and told.kind == "relayed":
            whole = (told.cue[0], told.content[-1][1])
            _swap(out, p, replace(p, content=(whole,), through=told.through))
            _swap(out, told, replace(told, through=None))
        elif told is not None:
            content = tidy(block, [x for c in told.content for x in less(c, [hole])], quotes, told.cue)
            content = content or told.content
            _swap(out, p, replace(p, content=content, through=told.source))
            _swap(out, told, replace(told, content=content))
        elif (before := _before_colon(block, p, token)) is not None:
            through, what = before
            content = tidy(block, [what], quotes, cue)
            if content:
                _swap(out, p, replace(p, content=content, through=through))
    return out


def _with_reference(
    found: Sequence[Proposal], block: PageBlock, quotes: Sequence[Quotation], pack: AttributionPack
) -> list[Proposal]:
    """The proposals, with who is referred to for what is reported as its holder ("said, with reference to the
    police, that ..."); what is only referred to for a deed or a thing holds nothing."""
    out, low = list(found), block.words.lower()
    words = grammar().attribution.referring
    for t in block.doc if any(w in low for w in words) else ():
        to = (
            next((c for c in t.children if c.dep_ == "prep" and c.i == t.i + 1), None)
            if t.lower_ in words
            else None
        )
        whom = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
        verb = next((a for a in t.ancestors if "clause" in _takes(a, pack) and a.tag_ in _FINITE), None)
        if to is None or whom is None or verb is None:
            continue
        source = noun_phrase(block, whom)
        after = [
            x for x in block.doc[whom.i : verb.sent.end] if block.start + x.idx >= source[1] and x.text != ","
        ]
        subject = subject_of(verb)
        if len(after) < 3 or after[0].dep_ != "mark" or subject is None or not _can_tell(source, block, pack):
            continue
        cue = run_of(block, t, to)
        content = tidy(block, [run_of(block, after[0].nbor(1), verb.sent[-1])], quotes, cue)
        if content:
            told = {cue[0], block.start + verb.idx}
            through = noun_phrase(block, subject)
            out = [p for p in out if p.cue[0] not in told]
            out.append(Proposal(block.number, cue, source, content, "relayed", t.lower_, through=through))
    return out


def _takes(verb: Token, pack: AttributionPack) -> set[str]:
    return {x for v in pack.verbs.get(verb.lower_, ()) for x in v.takes}


def _own_words(told: Proposal, quotes: Sequence[Quotation]) -> bool:
    """Whether a report is nothing but somebody's words in marks."""
    return all(any(q.start <= s and e <= q.end for q in quotes) for s, e in told.content)


def _can_tell(source: Piece, block: PageBlock, pack: AttributionPack) -> bool:
    """Whether what is cited beside somebody's own words can have told them: a name, people, a body or a paper,
    and no thing that they speak of (""The canal is late," he said, citing a wider lock on the east bank")."""
    run = block.doc.char_span(source[0] - block.start, source[1] - block.start, alignment_mode="expand")
    if run is None or run.root.pos_ != "NOUN":
        return True
    names, words = names_pack("en"), grammar().attribution
    tells = pack.people | pack.anonymous | pack.bodies | pack.statements | pack.against
    tells |= words.compiled | words.evidence | words.carriers | words.kin | names.official | names.private
    low = run.root.lower_
    return bool({low, low.removesuffix("s")} & tells)


def _swap(out: list[Proposal], old: Proposal, new: Proposal) -> None:
    out[next(i for i, q in enumerate(out) if q is old)] = new


def _words_of(block: PageBlock, p: Proposal) -> str:
    return block.text[p.cue[0] : p.cue[1]].lower()


def _told_with(found: Sequence[Proposal], p: Proposal, token: Token, block: PageBlock) -> Proposal | None:
    """The report in which somebody is cited."""
    over = {block.start + t.idx for t in token.ancestors} if token.dep_ != "acl" else set()
    for q in found:
        if q is p or q.kind not in _TELLING or q.source is None or q.source == p.source:
            continue
        if q.cue[0] in over:
            return q
    teller = token.head
    while teller.dep_ in ("appos", "conj", "nmod", "compound") and teller.head.i < teller.i:
        teller = teller.head
    verb = teller.head if teller.dep_ in _SUBJECTS else teller
    beside = {block.start + t.idx for t in (verb, *verb.conjuncts)} | {block.start + token.head.idx}
    for q in found:
        if q is not p and q.kind in _TELLING and q.source is not None and q.cue[0] in beside:
            theirs = q.through or q.source
            if theirs[1] <= p.cue[0] < q.cue[0] or q.cue[0] < p.cue[0]:
                return q
    return None


def _before_colon(block: PageBlock, p: Proposal, token: Token) -> tuple[Piece, Piece] | None:
    """Who cites, and what, in "Radio Orlu, citing a source: a pause has been offered"."""
    sent = token.sent
    start, end = block.start + sent.start_char, block.start + sent.end_char
    if p.source is None or block.text[p.source[1] : p.source[1] + 1] != ":":
        return None
    lead = [t for t in sent if t.i < token.i and not t.is_punct and not t.is_space]
    if not lead or any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in lead):
        return None
    after = p.source[1] + 1
    last = sent.end
    while last < len(block.doc) and end - after < 4:
        end = block.start + block.doc[last].sent.end_char
        last = block.doc[last].sent.end
    begin = max(start, block.start + lead[0].idx)
    return (begin, block.start + lead[-1].idx + len(lead[-1].text)), (after, end)
