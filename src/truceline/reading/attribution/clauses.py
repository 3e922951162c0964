"""The clause that a reporting verb has for its content: where it begins, what of it is said, and by whom not."""

from __future__ import annotations

from collections.abc import Iterable

from truceline.reading.attribution.content import Piece, subtree_pieces
from truceline.reading.grammar import VerbsWords, grammar
from truceline.reading.pack import AttributionPack
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token

_MANY = "Plur"


def opens(token: Token, first: Token, other: Token) -> bool:
    """Whether one of two clauses of a verb only leads into the other ("that had they left, it would hold")."""
    return bool(token.i < first.i < other.left_edge.i and other.left_edge.i - first.right_edge.i <= 2)


def told_first(token: Token) -> list[Token]:
    """The main clause before "..., officials said", where the parse makes an adverbial one of it."""
    return [
        c
        for c in token.children
        if c.dep_ == "advcl"
        and c.right_edge.i + 1 < token.i
        and c.right_edge.nbor(1).text == ","
        and any(x.dep_ in ("nsubj", "nsubjpass", "expl") for x in c.children)
        and not any(x.dep_ == "mark" or x.tag_ == "WRB" for x in c.children)
    ][:1]


def in_statement(token: Token, pack: AttributionPack) -> list[Token]:
    """The clause of "said in a statement that ...", "told the paper that ...", hung on the noun."""
    nouns = [
        noun
        for prep in token.children
        if prep.dep_ == "prep" and prep.i > token.i
        for noun in prep.children
        if noun.lower_ in pack.statements
    ]
    if any(v.addressee for v in pack.verbs.get(token.lower_, ())):
        nouns += [c for c in token.children if c.dep_ in ("dobj", "dative") and c.i > token.i]
    return [
        clause
        for noun in nouns
        for clause in noun.children
        if clause.dep_ in ("acl", "ccomp", "relcl")
        and any(m.lower_ == "that" and m.dep_ in ("mark", "advmod") for m in clause.children)
    ][:1]


def led_by_that(token: Token) -> tuple[Token, Token] | None:
    """The first and the last word of what stands behind "said that", where the parse makes no clause of it ("said that
    by the count of the guild ten boats ..."); as far as a semicolon."""
    after = token.doc[token.i + 1 : token.sent.end]
    if len(after) < 4 or after[0].lower_ != "that" or after[0].tag_ != "IN":
        return None
    end = next((t.i for t in after if t.text == ";"), token.sent.end - after[-1].is_punct)
    told = token.doc[token.i + 2 : end]
    return (told[0], told[-1]) if any(is_finite(t) for t in told) else None


def is_finite(verb: Token) -> bool:
    """Whether a verb can be the one of a clause of its own."""
    return verb.tag_ in ("VBD", "VBZ", "VBP", "MD")


def clause_pieces(
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
    apart += [c for c in token.children if c.dep_ == "conj" and c not in apart and _also_said(c)]
    without: set[int] = set()
    for c in apart:
        without |= {t.i for t in c.subtree}
    for c in clause.subtree:
        if c.i > token.i and c.i not in without and _goes_on(token, c, pack):
            opens_at = c.left_edge.i - (c.dep_ == "pcomp")
            without |= {
                t.i for t in (c.head if c.dep_ == "pcomp" else c).subtree if t.i > max(token.i, opens_at - 1)
            }
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
    yield "clause", subtree_pieces(block, _with_antecedent(token, clause, tokens))
    for c in apart:
        later = {t.i for d in apart if d.i > c.i for t in d.subtree}
        gone = min((d.left_edge.i for d in c.subtree if d.i > c.i and _goes_on(token, d, pack)), default=None)
        kept = [t for t in c.subtree if t.i not in later and (gone is None or t.i < gone)]
        yield "clause", subtree_pieces(block, kept)


def _with_antecedent(token: Token, clause: Token, tokens: list[Token]) -> list[Token]:
    """The words of a clause whose subject is a relative pronoun, with what that stands for: "the deal
    that X said was reached", "what X said was a trap"."""
    subjects = [c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")]
    rel = next((c for c in subjects if c.lower_ in grammar().pronouns.alone), None)
    if rel is not None and len(subjects) > 1:  # "the town, which they say the army has not left"
        return [t for t in tokens if t.i != rel.i]
    if token.dep_ == "relcl" and rel is not None and token.head.i < rel.i < token.i:
        noun = _agreeing(token.head, clause)
        stands = [t for t in noun.subtree if t.i < rel.i]
        while stands and stands[-1].is_punct:
            stands.pop()
        return [*stands, *(t for t in tokens if t.i != rel.i)]
    has = any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for c in clause.children)
    what = next((c for c in token.children if c.dep_ == "dobj" and c.tag_ == "WP" and c.i < token.i), None)
    if clause.i > token.i and not has and what is not None and clause.tag_ in ("VBD", "VBZ", "VBP"):
        return [what, *tokens]
    return tokens


def _agreeing(noun: Token, clause: Token) -> Token:
    """The noun that a verb agrees with: the parse may hang a clause on one inside its phrase."""
    forms = [c for c in (*clause.children, clause) if c.tag_ in ("VBD", "VBZ", "VBP") and c.i <= clause.i]
    words = grammar().verbs
    told = next((f.number for f in forms if f.number), None)
    number = next((n for f in forms for n in _numbers(f.lower_, words)), told)
    at = noun
    for _ in range(4):
        if at.pos_ in ("NOUN", "PROPN") and (number is None or at.number == number):
            return at
        if at.head.i >= at.i:
            break
        at = at.head
    if number != _MANY:
        return noun
    before = noun.doc[noun.sent.start : noun.left_edge.i]
    return next((t for t in reversed(before) if t.tag_ in ("NNS", "NNPS") and t.dep_ != "poss"), noun)


def _numbers(form: str, words: VerbsWords) -> list[str]:
    return ["Plur"] if form in words.plural else ["Sing"] if form in words.singular else []


def _also_said(other: Token) -> bool:
    """Whether what the parse joins to the reporting verb is a second content ("..., but that ...")."""
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in other.children) and any(
        c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for c in other.children
    )


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


def led_on(other: Token) -> bool:
    """Whether a participle tells what the same speaker said besides ("while urging calm", "before claiming")."""
    before = other.nbor(-1).lower_
    if other.dep_ == "advcl":
        return before in grammar().verbs.meanwhile
    return other.dep_ == "pcomp" and before in grammar().verbs.before_that


def misjoined(verb: Token) -> bool:
    """Whether the parse joins a finite verb without a subject to an infinitive, which it cannot go on with
    ("says they want to leave and called for calm"), or to a passive though it has a clause of its own ("said
    no deal had been reached but added they would go on")."""
    own = any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for c in verb.children)
    passive = verb.head.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in verb.head.children)
    if verb.dep_ == "conj" and passive and not own:
        return verb.tag_ in ("VBD", "VBN") and any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children)
    if verb.dep_ != "conj" or verb.tag_ not in ("VBD", "VBZ") or verb.head.tag_ != "VB":
        return False
    return not own and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.head.children)


def said_alike(verb: Token, other: Token) -> bool:
    """Whether a verb without a subject can go on with another by its form: of one tense ("said ... and called for"),
    or a participle of the perfect, which the parse may take for the past behind a comma ("has said that it is so,
    and called for")."""
    if other.tag_ in ("VBD", "VBZ") and other.tag_ == verb.tag_:
        return True
    has = any(c.dep_ == "aux" and c.lower_ in grammar().verbs.perfect for c in verb.children)
    if verb.tag_ != "VBN" or not has:
        return False
    join = other.left_edge.nbor(-1) if other.left_edge.i > 1 else other
    apart = join.dep_ == "cc" and join.nbor(-1).text == ","
    return bool(other.tag_ == "VBN" or (other.tag_ == "VBD" and apart))


def _goes_on(token: Token, other: Token, pack: AttributionPack) -> bool:
    """Whether a verb inside a content leads back outside: it takes up the reporting verb's own
    subject again, or is the report of another's words beside it ("..., while X said that")."""
    verbs = pack.verbs.get(other.lower_, ())
    if not any({"clause", "quote", "of", "about", "for"} & v.takes and not v.mental for v in verbs):
        return False
    subject = next((c for c in other.children if c.dep_ == "nsubj"), None)
    if subject is not None and subject.pos_ in ("PROPN", "NOUN") and other.tag_ in ("VBD", "VBZ"):
        beside = other.dep_ == "conj" or (
            other.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "while" for c in other.children)
        )
        return beside and not any(c.dep_ == "mark" and c.lower_ == "that" for c in other.children)
    if any(c.dep_ in ("nsubj", "nsubjpass", "auxpass", "aux") for c in other.children):
        return False
    if other.dep_ == "advcl" and other.tag_ == "VBN":
        return True
    if misjoined(other):
        return True
    if other.dep_ == "conj":
        nearer = (a for a in other.ancestors if token.i < a.i < other.i and said_alike(a, other))
        within = any("clause" in v.takes for a in nearer for v in pack.verbs.get(a.lower_, ()))
        return said_alike(token, other) and not within
    if other.tag_ == "VBG" and other.i > 0 and led_on(other):
        return True
    if other.dep_ in ("advcl", "acl") and other.tag_ == "VBG" and other.i > 0:
        return bool(other.nbor(-1).text == "," or (other.i > 1 and other.nbor(-2).text == ","))
    return False


def around(block: PageBlock, token: Token) -> list[Piece]:
    """The clause around a cue that stands in brackets of commas: "The road, she said, is open"."""
    head = token.head
    as_said = token.dep_ == "advcl" and any(
        c.dep_ in ("mark", "advmod") and c.lower_ == "as" for c in token.children
    )
    full = any(c.dep_ in ("dobj", "xcomp") for c in token.children)
    if not (token.dep_ == "parataxis" or (as_said and not full)) or head == token:
        return []
    inner = {t.i for t in token.subtree}
    tokens = [t for t in head.subtree if t.i not in inner]
    return subtree_pieces(block, tokens)


def before_tail(block: PageBlock, token: Token) -> list[Piece]:
    """The sentence before ", a source told the paper", where the parse hangs that on its last noun."""
    own = next((c for c in token.children if c.dep_ == "nsubj" and c.i < token.i), None)
    head = token.head if own is None else own
    if (named := named_with_role(token)) is not None:
        return subtree_pieces(block, token.doc[token.sent.start : named[0].i - 1])
    spliced = (
        token.dep_ == "conj" and own is not None and not any(c.dep_ == "cc" for c in token.head.children)
    )
    if token.tag_ != "VBD" or not (spliced or (token.dep_ in ("acl", "relcl") and own is None)):
        return []
    first = head.left_edge
    marked = any(c.dep_ in ("nsubjpass", "mark") for c in token.children)
    if marked or head.i > token.i or first.i <= token.sent.start:
        return []
    ends = not [t for t in token.sent[token.right_edge.i + 1 - token.sent.start :] if not t.is_punct]
    if first.nbor(-1).text != "," or not ends or head.tag_ not in ("NN", "NNS", "NNP", "NNPS"):
        return []
    before = token.doc[token.sent.start : first.i - 1]
    return subtree_pieces(block, before) if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in before) else []


def named_with_role(verb: Token) -> tuple[Token, Token] | None:
    """The first word of a name and the noun of the role beside it before a verb, where the parse hangs both on what
    stands before ("The lock at Ostra was shut, Mara Ilves, head of the port, said")."""
    if verb.tag_ not in ("VBD", "VBZ") or verb.i < verb.sent.start + 2 or verb.nbor(-1).text != ",":
        return None
    if any(c.dep_ in ("nsubj", "nsubjpass", "cc", "aux", "mark", "xcomp") for c in verb.children):
        return None
    last = verb.nbor(-2)
    role = next((a for a in (last, *last.ancestors) if a.dep_ == "appos" and a.right_edge == last), None)
    if (
        role is None
        or (role.pos_ != "NOUN" and last.pos_ == "PROPN")
        or role.left_edge.i < verb.sent.start + 3
    ):
        return None
    name = first = role.left_edge.nbor(-2)
    while first.i > verb.sent.start and first.nbor(-1).pos_ == "PROPN":
        first = first.nbor(-1)
    apart = role.left_edge.nbor(-1).text == "," and first.i > verb.sent.start and first.nbor(-1).text == ","
    before = verb.doc[verb.sent.start : first.i]
    told = any(t.pos_ == "ADP" for t in before[:1]) or any(is_finite(t) for t in before)
    return (first, role) if apart and told and name.pos_ == "PROPN" else None
