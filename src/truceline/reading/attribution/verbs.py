"""What reporting verbs propose: each frame in which a verb takes its content."""

from __future__ import annotations

from collections.abc import Sequence

from truceline.model.reading import Modality, Stance
from truceline.reading.attribution.content import Piece, less
from truceline.reading.attribution.details import (
    addressee_of,
    cue_of,
    document_of,
    stance_of,
)
from truceline.reading.attribution.frames import frames
from truceline.reading.attribution.passives import adjective_proposals, passive_proposals
from truceline.reading.attribution.proposal import Proposal, tidy
from truceline.reading.attribution.quotes import Quotation
from truceline.reading.attribution.speakers import speaker_of
from truceline.reading.grammar import grammar
from truceline.reading.pack import AttributionPack, Verb
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token

_PREDICATES = ("acomp", "ROOT", "conj", "ccomp", "relcl", "oprd", "xcomp")


_STOPS = ',;:."“”'


def verb_proposals(
    block: PageBlock, token: Token, quotes: Sequence[Quotation], pack: AttributionPack
) -> list[Proposal]:
    """What one token proposes if it is a reporting verb, or an adjective with a clause."""
    if token.dep_ in _PREDICATES and token.lower_ in pack.adjectives:
        return adjective_proposals(block, token, quotes, pack)
    verbs = _phrasal(token, pack) or pack.verbs.get(token.lower_)
    if not verbs or not (token.tag_.startswith("VB") or token.pos_ in ("VERB", "AUX")):
        return []
    if token.dep_ in ("amod", "aux", "auxpass", "compound", "pobj") or _asked_first(token):
        return []
    if is_nominal(token) or is_of_a_thing(token, pack) or _other_verb(token, verbs, pack):
        return []
    takes = frozenset(t for v in verbs for t in v.takes)
    cue = cue_of(block, token, verbs, pack)
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in token.children) or (
        token.tag_ == "VBN" and token.dep_ == "acl"
    )
    if passive:
        return passive_proposals(block, token, cue, verbs, quotes, pack)
    negated = any(c.dep_ == "neg" for c in token.children)
    unsaid = next((v.negated for v in verbs if v.negated is not None), Stance.DENIES)
    if (
        negated
        and unsaid is Stance.DENIES
        and not all(v.mental for v in verbs)
        and not {"infinitive", "of"} & takes
    ):
        return []
    if all(v.mental for v in verbs) and any(_asked_first(t) for t in token.ancestors):
        return []
    held = next((q for q in quotes if q.holds(cue[0])), None)
    speaker = speaker_of(block, token, quotes, pack)
    if speaker is not None and is_none(block, speaker.source):
        return []
    out: list[Proposal] = []
    for kind, content, frame in frames(block, token, verbs, pack):
        if negated and not all(v.mental for v in verbs) and stance_of(verbs, frame) is Stance.DEMANDS:
            continue  # what somebody did not ask for is told by the outlet, and denies nothing
        pieces = content
        for told in (speaker.source, speaker.aside) if speaker is not None else ():
            if told is not None:
                pieces = [x for p in pieces for x in (less(p, [told]) if p[0] <= told[0] < p[1] else [p])]
        pieces = [
            (_after_day(block.text, s, e, cue, pack), _summed_up(block.text, s, e, pack)) for s, e in pieces
        ]
        if held is not None:
            inner = (held.start + 1, held.end - held.closed)
            pieces = [
                (max(s, inner[0]), min(e, inner[1])) for s, e in pieces if s < inner[1] and inner[0] < e
            ]
        if frame == "clause":
            pieces = _with_that(block, token, pieces)
        if any(v.addressee for v in verbs):
            pieces = [_after_addressee(block, token, s, e) for s, e in pieces]
        tidied = tidy(block, pieces, quotes, cue)
        if frame == "quoted" and not _quotes(tidied, cue, quotes):
            continue
        if tidied:
            out.append(
                Proposal(
                    block.number,
                    cue,
                    speaker.source if speaker else None,
                    tidied,
                    kind,
                    verbs[0].base,
                    _unsaid(unsaid, stance_of(verbs, frame), frame) if negated else stance_of(verbs, frame),
                    addressee=addressee_of(block, token, pack),
                    document=document_of(block, token, pack),
                    antecedent=speaker.antecedent if speaker else None,
                    aside=speaker.aside if speaker else None,
                    mental=all(v.mental for v in verbs),
                    modality=Modality.POSSIBLE if negated and unsaid is not Stance.DENIES else None,
                )
            )
    return out


def _with_that(block: PageBlock, verb: Token, pieces: Sequence[Piece]) -> list[Piece]:
    """A content from right behind "that" on, where the parse takes "that" and a noun for an object of the verb
    ("warn that fuel for the pumps will run out")."""
    after = verb.i + 1
    if not pieces or after + 1 >= len(verb.doc) or verb.doc[after].lower_ != "that":
        return list(pieces)
    noun = next((c for c in verb.children if c.dep_ == "dobj" and verb.doc[after].head == c), None)
    first = block.start + verb.doc[after + 1].idx
    if noun is None or pieces[-1][1] <= block.start + noun.idx + len(noun.text):
        return list(pieces)
    gaps = less((first, pieces[-1][1]), pieces)
    if any(c in block.text[s:e] for s, e in gaps for c in _STOPS):
        return list(pieces)
    return [(first, pieces[-1][1])]


def _unsaid(unsaid: Stance, said: Stance, frame: str) -> Stance:
    """What a negated cue does: who "will not agree to leave" refuses."""
    return Stance.REFUSES if said is Stance.PROMISES and frame == "infinitive" else unsaid


def _after_addressee(block: PageBlock, verb: Token, start: int, end: int) -> tuple[int, int]:
    """A content without whom it was told ("told X that ...")."""
    tokens = [t for t in verb.doc[verb.i + 1 : verb.i + 20] if start <= block.start + t.idx < end]
    if not tokens or tokens[0].i != verb.i + 1:
        return start, end
    for t in tokens:
        if t.lower_ == "that" and t.i > verb.i + 1:
            return block.start + t.idx, end
        if t.pos_ in ("VERB", "AUX", "PRON") or (t.is_punct and t.text != "-"):
            break
    return start, end


def _summed_up(text: str, start: int, end: int, pack: AttributionPack) -> int:
    """Where a content ends: before the outlet sums it up (", a refusal that could ...")."""
    found = pack.summary.search(text, start, end)
    return found.start() if found and found.start() > start else end


def _quotes(pieces: Sequence[Piece], cue: Piece, quotes: Sequence[Quotation]) -> bool:
    return any(q.start < e and s < q.end and not q.holds(cue[0]) for q in quotes for s, e in pieces)


def _asked_first(token: Token) -> bool:
    """ "Asked whether ...", "when asked if ...", "as agreed in May": what somebody was asked is no claim of theirs."""
    beside = {c.dep_ for c in token.children}
    if token.dep_ != "advcl" or beside & {"aux", "auxpass", "nsubj"}:
        return False
    as_was = any(c.dep_ == "mark" and c.lower_ in grammar().attribution.named_as for c in token.children)
    return token.tag_ == "VBN" or (token.tag_ == "VBD" and as_was and "agent" not in beside)


def is_nominal(token: Token) -> bool:
    """ "Our saying that", "a better understanding of": a gerund that is a thing, not somebody's word."""
    return token.tag_ == "VBG" and (
        any(c.dep_ in ("poss", "det") for c in token.children) or token.dep_ in ("nsubj", "nsubjpass", "dobj")
    )


def is_of_a_thing(token: Token, pack: AttributionPack) -> bool:
    """ "A temptation to declare", "a plan to announce": nobody has said it yet; "the first official to say"."""
    judged = token.head.pos_ == "ADJ" or any(c.dep_ == "acomp" and c.i < token.i for c in token.head.children)
    if token.tag_ == "VB" and judged and token.dep_ in ("xcomp", "advcl", "ccomp"):
        be = token.head.head if token.head.pos_ == "ADJ" else token.head
        return any(c.lower_ in grammar().pronouns.thing or c.dep_ == "expl" for c in be.children)
    if token.tag_ != "VB" or token.dep_ not in ("acl", "relcl"):
        return False
    if any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children):
        return False
    head = token.head
    said_by = pack.anonymous | pack.people | pack.bodies
    return head.pos_ == "NOUN" and head.lower_ not in said_by


def is_none(block: PageBlock, source: Piece) -> bool:
    """Whether a source is told as nobody ("neither the port nor the town confirmed it", "no official said so")."""
    both = grammar().attribution.of_neither
    before = block.text[block.start : source[0]].lower().split()[-1:]
    first = block.text[slice(*source)].lower().split()[:1]
    return bool({*before, *first} & both or {*first} & grammar().verbs.none)


def _phrasal(token: Token, pack: AttributionPack) -> tuple[Verb, ...]:
    """The verbs that a token is with the particle beside it ("ruled out"), or with what it says of its object
    ("held the army responsible")."""
    if token.lower_ not in pack.phrasal:
        return ()
    parts = {c.lower_ for c in token.children if c.dep_ in ("prt", "advmod") and 0 < c.i - token.i <= 3}
    told = [
        c for c in token.children if c.dep_ in ("dobj", "oprd", "ccomp", "acomp", "xcomp") and c.i > token.i
    ]
    parts |= {t.lower_ for c in told for t in (c, *c.children) if t.pos_ == "ADJ"}
    return tuple(v for v in pack.phrasal.get(token.lower_, ()) if v.particles & parts)


def _other_verb(token: Token, verbs: Sequence[Verb], pack: AttributionPack) -> bool:
    """Whether a particle makes it another verb ("called off", "called the guards home")."""
    particles = {
        c.lower_
        for c in token.children
        if c.dep_ == "prt" or (c.dep_ == "oprd" and not any(x.dep_ in ("det", "amod") for x in c.children))
    }
    return any(particles & pack.not_said.get(v.base, frozenset()) for v in verbs)


def _after_day(text: str, start: int, end: int, cue: Piece, pack: AttributionPack) -> int:
    """Where a content begins after a day that belongs to its cue."""
    if not 0 <= start - cue[1] <= 2:
        return start
    found = pack.day.match(text, start, end)
    return found.end() if found else start
