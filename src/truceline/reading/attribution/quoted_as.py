"""Words passed on with their speaker named: "the agency quoted Tolle as saying that ...",
"..., Tolle was quoted as saying by the agency". Who is quoted holds them; who quotes is the relay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from truceline.reading.attribution.content import Piece, less, piece_of, run_of, subtree_pieces
from truceline.reading.attribution.details import addressee_of
from truceline.reading.attribution.frames import frames
from truceline.reading.attribution.nouns import noun_phrase, object_of, subject_of
from truceline.reading.attribution.proposal import Proposal, tidy
from truceline.reading.attribution.quotes import Quotation
from truceline.reading.grammar import grammar
from truceline.reading.pack import AttributionPack
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token

_SUBJECTS = ("nsubj", "nsubjpass")


@dataclass(frozen=True, slots=True)
class _Passing:
    """A verb of quoting, the verb of saying behind "as", whom it quotes and who quotes."""

    verb: Token
    saying: Token
    speaker: Token
    teller: Token | None


def quoted_as(
    block: PageBlock, found: Sequence[Proposal], quotes: Sequence[Quotation], pack: AttributionPack
) -> list[Proposal]:
    """The proposals, with who is quoted "as saying" something for its holder, and once only."""
    out, low = list(found), block.words.lower()
    for t in block.doc if any(w in low for w in pack.quotes_as) else ():
        if t.lower_ not in pack.quotes_as or not t.tag_.startswith("VB"):
            continue
        passing = _passing(t, pack)
        if passing is None:
            out = _quoted_whom(block, t, out, quotes, pack)
            continue
        cues = {block.start + x.idx for x in (t, passing.saying)}
        mine = [p for p in out if p.cue[0] in cues]
        content = _content(block, passing, mine, quotes, pack)
        if not content:
            continue
        verbs = pack.verbs[passing.saying.lower_]
        made = Proposal(
            block.number,
            run_of(block, t, t),
            noun_phrase(block, passing.speaker),
            content,
            "relayed",
            verbs[0].base,
            verbs[0].stance,
            addressee=addressee_of(block, passing.saying, pack),
            through=noun_phrase(block, passing.teller) if passing.teller is not None else None,
        )
        out = [p for p in out if p not in mine] + [made]
    return out


def _quoted_whom(
    block: PageBlock,
    verb: Token,
    found: Sequence[Proposal],
    quotes: Sequence[Quotation],
    pack: AttributionPack,
) -> list[Proposal]:
    """The proposals, with who is quoted beside their words for their holder (""We are late," the agency quoted
    the command")."""
    whom = object_of(verb)
    cue = block.start + verb.idx
    known = pack.people | pack.anonymous | pack.bodies | pack.statements | grammar().pronouns.person
    if whom is None or not (whom.pos_ == "PROPN" or whom.lower_ in known):
        return list(found)
    piece = noun_phrase(block, whom)
    out: list[Proposal] = []
    for p in found:
        marks = [(q.start, q.end) for q in quotes if not q.holds(cue)]
        if p.cue[0] != cue or p.source is None or p.source == piece:
            out.append(p)
        elif p.content[0] in marks:
            words = tuple(x for x in p.content if not (x[0] <= piece[0] and piece[1] <= x[1]))
            theirs = replace(p, source=piece, antecedent=None, aside=None, content=words)
            out.append(replace(theirs, kind="relayed", through=p.source))
        elif not any(s <= piece[0] and e <= piece[1] for s, e in p.content):
            out.append(p)
    return out


def _passing(verb: Token, pack: AttributionPack) -> _Passing | None:
    saying = _behind_as(verb, pack)
    if saying is None:
        return None
    by = grammar().attribution.done_by
    agent = next((c for t in (saying, verb) for c in t.children if c.dep_ == "agent" or c.lower_ in by), None)
    teller = next((c for c in agent.children if c.dep_ == "pobj"), None) if agent is not None else None
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)
    if passive:
        speaker = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
        return _Passing(verb, saying, speaker, teller) if speaker is not None else None
    whom = next((c for c in verb.children if c.dep_ in ("dobj", "nsubj", "dative") and c.i > verb.i), None)
    if whom is None:  # the parse may make of who is quoted a subject of the words
        run = [t for t in verb.doc[verb.i + 1 : saying.i] if t.pos_ in ("PROPN", "NOUN", "PRON")]
        whom = next((t for t in reversed(run) if t.head.i not in {x.i for x in run}), None)
    teller = subject_of(verb)
    return _Passing(verb, saying, whom, teller if teller != whom else None) if whom is not None else None


def _behind_as(verb: Token, pack: AttributionPack) -> Token | None:
    """The participle of saying after "as", in the sentence of a verb of quoting and near it."""
    words = grammar().attribution.named_as
    for t in verb.doc[verb.i + 1 : min(verb.i + 40, verb.sent.end)]:
        if t.lower_ not in words or not (t.head == verb or verb in t.ancestors):
            continue
        after = next((x for x in t.doc[t.i + 1 : t.i + 3] if x.lower_ not in grammar().verbs.have), None)
        if after is not None and after.tag_ in ("VBG", "VBN") and after.lower_ in pack.verbs:
            return after
    return None


def _content(
    block: PageBlock,
    passing: _Passing,
    mine: Sequence[Proposal],
    quotes: Sequence[Quotation],
    pack: AttributionPack,
) -> tuple[Piece, ...]:
    """What was said: behind the verb of saying with what goes on after it, else quoted beside it, else the
    clause before who is quoted."""
    saying, verb = passing.saying, passing.verb
    cue = run_of(block, saying, saying)
    told = frames(block, saying, pack.verbs[saying.lower_], pack)
    pieces = [x for _, content, _ in told for x in content]
    pieces = [x for x in pieces if x[0] > cue[0]]
    before = [x for p in mine for x in p.content]
    marks = [(q.start, q.end) for q in quotes if any(s <= q.start and q.end <= e for s, e in before)]
    if pieces:
        pieces += [x for c in verb.children if _goes_on(c, verb, saying) for x in _piece(block, c)]
        return tidy(block, [(min(s for s, _ in pieces), max(e for _, e in pieces))], quotes, cue)
    if marks:
        return tidy(block, marks, quotes, cue)
    clauses = [c for c in verb.children if c.dep_ in ("ccomp", "parataxis") and c.i < passing.speaker.i]
    lead = subtree_pieces(block, clauses[0].subtree) if clauses else _lead(block, passing)
    hole = (noun_phrase(block, passing.speaker)[0], cue[1])
    return tidy(block, [x for p in lead for x in less(p, [hole])], quotes, cue)


def _lead(block: PageBlock, passing: _Passing) -> list[Piece]:
    """The clause before ", Tolle was quoted as saying", where the parse makes none of it."""
    first = passing.speaker.left_edge
    start = passing.verb.sent.start
    comma = first.nbor(-1) if first.i > start else None
    lead = passing.verb.doc[start : comma.i] if comma is not None and comma.text == "," else []
    finite = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in lead)
    piece = piece_of(block, lead) if finite else None
    return [piece] if piece else []


def _goes_on(other: Token, verb: Token, saying: Token) -> bool:
    """Whether what the parse joins to the verb of quoting is more of what was said ("but would not wait")."""
    own = any(c.dep_ in _SUBJECTS for c in other.children)
    return (
        other.dep_ == "conj"
        and other.i > saying.i
        and not own
        and any(c.dep_ == "aux" and c.tag_ == "MD" for c in other.children)
    )


def _piece(block: PageBlock, token: Token) -> list[Piece]:
    piece = piece_of(block, token.subtree)
    return [piece] if piece else []
