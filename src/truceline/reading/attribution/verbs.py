"""What reporting verbs propose: each frame in which a verb takes its content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from truceline.model.reading import Stance
from truceline.reading.attribution.content import Piece, less, piece_of, run_of, subtree_pieces
from truceline.reading.attribution.nouns import noun_phrase, object_of
from truceline.reading.attribution.proposal import Proposal, tidy
from truceline.reading.attribution.quotes import Quotation
from truceline.reading.attribution.speakers import speaker_of
from truceline.reading.pack import AttributionPack, Verb
from truceline.reading.page import PageBlock


def verb_proposals(
    block: PageBlock, token: Token, quotes: Sequence[Quotation], pack: AttributionPack
) -> list[Proposal]:
    """What one token proposes if it is a reporting verb, or an adjective with a clause."""
    if token.dep_ in ("acomp", "ROOT", "conj", "ccomp") and token.lower_ in pack.adjectives:
        return _adjective(block, token, quotes, pack)
    verbs = pack.verbs.get(token.lower_)
    if not verbs or not (token.tag_.startswith("VB") or token.pos_ in ("VERB", "AUX")):
        return []
    if token.dep_ in ("amod", "aux", "auxpass", "compound") or _asked_first(token):
        return []
    takes = frozenset(t for v in verbs for t in v.takes)
    cue = cue_of(block, token, verbs, pack)
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in token.children) or (
        token.tag_ == "VBN" and token.dep_ == "acl"
    )
    if passive:
        return _passive(block, token, cue, verbs, quotes, pack)
    speaker = speaker_of(block, token, quotes, pack)
    out: list[Proposal] = []
    for kind, content, frame in _frames(block, token, takes, pack):
        pieces = content
        if speaker is not None:
            pieces = [
                x
                for p in pieces
                for x in (less(p, [speaker.source]) if p[0] <= speaker.source[0] < p[1] else [p])
            ]
        pieces = [(s, _summed_up(block.text, s, e, pack)) for s, e in pieces]
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
                    _stance(verbs, frame),
                    addressee=addressee_of(block, token),
                    document=document_of(block, token, pack),
                    antecedent=speaker.antecedent if speaker else None,
                    aside=speaker.aside if speaker else None,
                    mental=all(v.mental for v in verbs),
                )
            )
    return out


def _summed_up(text: str, start: int, end: int, pack: AttributionPack) -> int:
    """Where a content ends: before the outlet sums it up (", a refusal that could ...")."""
    found = pack.summary.search(text, start, end)
    return found.start() if found and found.start() > start else end


def _quotes(pieces: Sequence[Piece], cue: Piece, quotes: Sequence[Quotation]) -> bool:
    return any(q.start < e and s < q.end and not q.holds(cue[0]) for q in quotes for s, e in pieces)


def _stance(verbs: tuple[Verb, ...], frame: str) -> Stance:
    return next((v.stance for v in verbs if frame in v.takes), verbs[0].stance)


def cue_of(block: PageBlock, token: Token, verbs: tuple[Verb, ...], pack: AttributionPack) -> Piece:
    """The reporting word with its particle."""
    last = token
    for v in verbs:
        wanted = pack.particles.get(v.base, frozenset())
        for child in token.children:
            if child.i == token.i + 1 and child.lower_ in wanted:
                last = child
    return run_of(block, token, last)


def _frames(
    block: PageBlock,
    token: Token,
    takes: frozenset[str],
    pack: AttributionPack,
) -> Iterable[tuple[str, list[Piece], str]]:
    """(kind, content, frame) for each way in which the verb takes its content."""
    clauses = [c for c in token.children if c.dep_ == "ccomp" and c.i != token.i]
    if not clauses and "clause" in takes:
        clauses = _in_statement(token, pack)
    if "clause" in takes or "quote" in takes:
        frame = "clause" if "clause" in takes else "quoted"
        for clause in clauses:
            yield from ((k, p, frame) for k, p in _clause(block, token, clause, pack))
        if not clauses:
            outer = _around(block, token)
            if outer:
                yield "clause", outer, frame
                return
    found = bool(clauses) and "clause" in takes
    small = next((c for c in token.children if c.dep_ in ("xcomp", "acomp") and c.i > token.i), None)
    if not found and small is not None:
        if "infinitive" in takes and _is_infinitive(small):
            yield "infinitive", subtree_pieces(block, small.subtree), "infinitive"
            found = True
        elif "gerund" in takes and small.tag_ == "VBG":
            yield "infinitive", subtree_pieces(block, small.subtree), "gerund"
            found = True
        elif "adjective" in takes and small.dep_ == "acomp":
            yield "clause", subtree_pieces(block, small.subtree), "adjective"
            found = True
    obj = object_of(token)
    listed = next(
        (c for c in token.children if c.dep_ == "prep" and c.lower_ in takes and c.i > token.i), None
    )
    direct = obj is not None and (listed is None or obj.i < listed.i)
    if not found and "naming" in takes and (direct or listed is None) and (named := _named(block, token)):
        yield "object", named, "naming"
        found = True
    if not found and ("person" in takes or "infinitive_person" in takes):
        pieces = _person(block, token, obj)
        if pieces:
            yield "person", pieces, "person" if "person" in takes else "infinitive_person"
            found = True
    if not found and listed is not None and not (direct and "object" in takes):
        yield "prep", _prep(block, token, listed), listed.lower_
        found = True
    if not found and obj is not None and "object" in takes and _open_object(token, obj, pack):
        yield "object", _object(block, token, obj), "object"


def _asked_first(token: Token) -> bool:
    """ "Asked whether ...": what somebody was asked is no claim of theirs."""
    return bool(token.tag_ == "VBN" and token.dep_ == "advcl" and token.i == token.left_edge.i)


def _adjective(
    block: PageBlock, token: Token, quotes: Sequence[Quotation], pack: AttributionPack
) -> list[Proposal]:
    """ "is confident that ...", "is opposed to ..."."""
    word = pack.adjectives[token.lower_]
    verb = token if token.dep_ != "acomp" else token.head
    clause = next((c for c in token.children if c.dep_ == "ccomp" and c.i > token.i), None)
    prep = next((c for c in token.children if c.dep_ == "prep" and c.lower_ in word.takes), None)
    cue = run_of(block, token, token)
    if clause is not None and "clause" in word.takes:
        pieces = subtree_pieces(block, clause.subtree)
    elif prep is not None:
        pieces = subtree_pieces(block, [t for t in prep.subtree if t is not prep])
        cue = run_of(block, token, prep)
    else:
        return []
    speaker = speaker_of(block, verb, quotes, pack, passive=True)
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
            mental=True,
        )
    ]


def _object(block: PageBlock, token: Token, obj: Token) -> list[Piece]:
    """The object and what goes on right after it: by whom, where, including what."""
    tokens = list(obj.subtree)
    last = max(t.i for t in tokens)
    for c in token.rights:
        to = c.dep_ in ("advcl", "xcomp") and _is_infinitive(c)
        if c.left_edge.i <= last or not (to or c.dep_ in ("prep", "agent", "punct")):
            continue
        if c.left_edge.i == last + 1 and (c.dep_ != "punct" or c.text == ","):
            if c.dep_ == "punct" and not (
                last + 2 < len(token.doc) and token.doc[last + 2].lower_ == "including"
            ):
                break
            tokens += list(c.subtree)
            last = max(t.i for t in tokens)
    return subtree_pieces(block, tokens)


def _in_statement(token: Token, pack: AttributionPack) -> list[Token]:
    """The clause of "said in a statement that ...", which the parse hangs on the noun."""
    return [
        clause
        for prep in token.children
        if prep.dep_ == "prep" and prep.i > token.i
        for noun in prep.children
        if noun.lower_ in pack.statements
        for clause in noun.children
        if clause.dep_ in ("acl", "ccomp", "relcl")
        and any(m.lower_ == "that" and m.dep_ == "mark" for m in clause.children)
    ][:1]


def _clause(
    block: PageBlock, token: Token, clause: Token, pack: AttributionPack
) -> Iterable[tuple[str, list[Piece]]]:
    """The content of a clause; parts joined by "and that ..." are contents of their own.

    What goes on with another reporting verb of the same subject ("..., adding that", "and
    predicted that") is left to that verb.
    """
    apart = [
        c
        for c in clause.conjuncts
        if c.i > token.i and any(m.dep_ == "mark" and m.lower_ == "that" for m in c.children)
    ]
    without: set[int] = set()
    for c in apart:
        without |= {t.i for t in c.subtree}
    for c in clause.subtree:
        if c.i > token.i and c.i not in without and _goes_on(token, c, pack):
            without |= {t.i for t in c.subtree if t.i > max(token.i, c.left_edge.i - 1)}
    own = {t.i for t in token.subtree} - {t.i for t in clause.subtree}
    lost = _lost_subject(token, clause)
    if lost is not None:
        own -= {t.i for t in lost.subtree}
    tokens = [t for t in clause.subtree if t.i not in without and t.i not in own]
    tokens = [t for t in tokens if not (t.dep_ == "cc" and t.i + 1 in without)]
    if lost is not None:
        tokens = [*lost.subtree, *tokens]
    if clause.i > token.i:
        cut = min((i for i in without if i > clause.i), default=None)
        if cut is not None:
            tokens = [t for t in tokens if t.i < cut]
    yield "clause", subtree_pieces(block, tokens)
    for c in apart:
        later = {t.i for d in apart if d.i > c.i for t in d.subtree}
        yield "clause", subtree_pieces(block, [t for t in c.subtree if t.i not in later])


def _lost_subject(token: Token, clause: Token) -> Token | None:
    """The noun that the parse made the verb's object though a finite clause after it lacks a subject."""
    finite = clause.tag_ in ("VBD", "VBZ", "VBP") or any(
        c.dep_ in ("aux", "auxpass") and c.lower_ != "to" for c in clause.children
    )
    if (
        clause.i < token.i
        or not finite
        or any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for c in clause.children)
    ):
        return None
    return next(
        (c for c in token.children if c.dep_ == "dobj" and token.i < c.i < clause.i and c.pos_ != "PRON"),
        None,
    )


def _goes_on(token: Token, other: Token, pack: AttributionPack) -> bool:
    """Whether a verb inside a content leads back outside: it takes up the reporting verb's own
    subject again, or is the report of another's words beside it ("..., while X said that")."""
    verbs = pack.verbs.get(other.lower_, ())
    if not any({"clause", "quote", "of", "about"} & v.takes and not v.mental for v in verbs):
        return False
    subject = next((c for c in other.children if c.dep_ == "nsubj"), None)
    if subject is not None and subject.pos_ in ("PROPN", "NOUN") and other.tag_ in ("VBD", "VBZ"):
        beside = other.dep_ == "conj" or (
            other.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "while" for c in other.children)
        )
        return beside and not any(c.dep_ == "mark" and c.lower_ == "that" for c in other.children)
    if any(c.dep_ in ("nsubj", "nsubjpass", "auxpass", "aux") for c in other.children):
        return False
    if other.dep_ == "conj":
        return bool(other.tag_ == token.tag_ and other.tag_ in ("VBD", "VBZ"))
    if other.dep_ in ("advcl", "acl") and other.tag_ == "VBG" and other.i > 0:
        return bool(other.nbor(-1).text == "," or (other.i > 1 and other.nbor(-2).text == ","))
    return False


def _around(block: PageBlock, token: Token) -> list[Piece]:
    """The clause around a cue that stands in brackets of commas: "The road, she said, is open"."""
    head = token.head
    as_said = token.dep_ == "advcl" and any(
        c.dep_ in ("mark", "advmod") and c.lower_ == "as" for c in token.children
    )
    if not (token.dep_ == "parataxis" or as_said) or head is token:
        return []
    inner = {t.i for t in token.subtree}
    tokens = [t for t in head.subtree if t.i not in inner]
    return subtree_pieces(block, tokens)


def _is_infinitive(small: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in small.children)


def _person(block: PageBlock, token: Token, obj: Token | None) -> list[Piece]:
    """ "(urged) the sides to talk", "(accused) the army of shelling", "(asked for) help"."""
    last: Token | None = None
    for c in token.children:
        if c.i > token.i and (
            (c.dep_ in ("ccomp", "xcomp") and (_is_infinitive(c) or c.dep_ == "ccomp"))
            or (c.dep_ == "prep" and c.lower_ in ("of", "for", "to", "against", "on"))
        ):
            last = c
    if last is None:
        return []
    first = obj.left_edge if obj is not None and obj.i < last.i else last.left_edge
    if first.i <= token.i:
        return []
    piece = piece_of(block, (first, last.right_edge))
    return [piece] if piece else []


def _named(block: PageBlock, token: Token) -> list[Piece]:
    """ "(called) the plan a trap", "(described) it as a trap"."""
    parts = [
        c
        for c in token.children
        if c.i > token.i
        and (c.dep_ in ("dobj", "oprd", "ccomp", "xcomp", "attr") or (c.dep_ == "prep" and c.lower_ == "as"))
    ]
    if not parts or not any(c.dep_ != "dobj" for c in parts):
        return []
    piece = piece_of(block, [t for c in parts for t in c.subtree if t.i > token.i])
    return [piece] if piece else []


def _prep(block: PageBlock, token: Token, prep: Token) -> list[Piece]:
    """ "called on X to do Y": from X on; "called for Y": Y."""
    after = [t for t in prep.subtree if t.i > prep.i]
    more = [
        t
        for c in token.children
        if c.i > prep.i and c.dep_ in ("xcomp", "ccomp", "advcl") and (_is_infinitive(c))
        for t in c.subtree
    ]
    more += [
        t
        for c in token.children
        if c.i > prep.i and c.dep_ == "prep" and c.lower_ in ("for", "to", "against")
        for t in c.subtree
    ]
    return subtree_pieces(block, after + more)


def _open_object(token: Token, obj: Token, pack: AttributionPack) -> bool:
    """Whether an object is what was said: any noun, or one of those that the verb is bound to."""
    if obj.pos_ == "PRON" or obj.dep_ != "dobj":
        return False
    takers = [v for v in pack.verbs[token.lower_] if "object" in v.takes]
    return any(not v.only or obj.lower_ in v.only for v in takers)


def _passive(
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
    elif source is not None and subject is not None and {"passive", "object"} & takes:
        content = subtree_pieces(block, subject.subtree)
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
    if not content:
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
    stance = _stance(verbs, "clause")
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


def addressee_of(block: PageBlock, token: Token) -> Piece | None:
    """Whom it was told: the object of "told", "to X", "speaking to X", "in an interview with X"."""
    for c in token.children:
        if c.dep_ in ("dobj", "dative") and c.pos_ in ("PROPN", "NOUN", "PRON") and c.i > token.i:
            if c.dep_ == "dative" and c.pos_ == "ADP":
                continue
            return noun_phrase(block, c)
    for c in token.subtree:
        if c.lower_ in ("to", "with", "by", "on") and c.dep_ in ("prep", "dative") and c.i > token.i:
            inner = next((x for x in c.children if x.dep_ == "pobj"), None)
            if inner is not None and inner.pos_ == "PROPN" and c.head.dep_ not in ("ccomp",):
                near = (
                    c.head is token
                    or c.head.head is token
                    or c.head.lower_ in ("speaking", "talking", "interview")
                )
                if near:
                    return noun_phrase(block, inner)
    return None


def document_of(block: PageBlock, token: Token, pack: AttributionPack) -> Piece | None:
    for c in token.children:
        if c.dep_ == "prep" and c.lower_ in ("in", "by", "on", "via", "through", "during", "at"):
            inner = next((x for x in c.children if x.dep_ == "pobj"), None)
            if inner is not None and inner.lower_ in pack.statements:
                return noun_phrase(block, inner)
    return None


def aside_of(block: PageBlock, subject: Token | None) -> Piece | None:
    if subject is None:
        return None
    aside = next((c for c in subject.children if c.dep_ == "appos"), None)
    return noun_phrase(block, aside) if aside is not None else None
