"""How a content is put: as fact, plan, duty, chance or condition, by the words that say so."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from truceline.model.reading import BlockKind, Modality
from truceline.reading.attribution.content import Piece
from truceline.reading.block_view import view_of
from truceline.reading.grammar import grammar
from truceline.reading.pack import AttributionPack
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token
from truceline.reading.times.direction import was_so

_WORD = re.compile(r"(?:n[’']t\b|[’']ll\b|[^\W_]+(?=n[’']t\b)|[^\W_]+(?:-[^\W_]+)*)")
_SAYS = 5
"""Words that a sentence has at least to tell how a content is put."""
_NUMBERED = re.compile(r"\.\s?\d")
"""What follows a short form of "number" ("No. 4")."""
_TO = "to"
_NO_WORD = ""
"""Stands for a word that does not tell how a content is put."""


def words_of(text: str, pieces: Sequence[Piece]) -> list[tuple[str, Piece]]:
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
    look like them ("the plan", "a planned visit", "in May", "smoke could be seen"). What hangs on a
    condition is conditional, whatever else is said of it ("will leave if ...").
    """
    words = telling_words(text, pieces, pack, block)
    return condition_of(text, pieces, words, block) or put_so(words, pack, block)


def telling_words(
    text: str, pieces: Sequence[Piece], pack: AttributionPack, block: PageBlock | None
) -> list[tuple[str, Piece]]:
    """The words that may tell how a content is put; the others are blank."""
    words = [(_NO_WORD if _NUMBERED.match(text, p[1]) else w, p) for w, p in words_of(text, pieces)]
    if block is None:
        return words
    words = _first_sentence(words, block)
    judged = pack.modality["evaluative"]
    nouns = pack.modality["evaluative_nouns"]
    v = grammar().verbs
    telling = frozenset().union(*pack.modality.values())
    telling |= v.would | v.owing | v.conditional | v.whether | v.prospective | v.awaited | v.to_be | v.failing
    leads = [x for x, _ in words[1:]] + [_NO_WORD]
    return [
        (w, p)
        if w not in telling or (w in v.to_be and after != _TO)
        else (
            w if (_judges(block, p, w in nouns) if w in judged else _decides(block, p, pieces)) else _NO_WORD,
            p,
        )
        for (w, p), after in zip(words, leads, strict=True)
    ]


def condition_of(
    text: str, pieces: Sequence[Piece], words: Sequence[tuple[str, Piece]], block: PageBlock | None
) -> tuple[Modality, Piece] | None:
    """A condition that a content hangs on, or the question that it leaves open."""
    v = grammar().verbs
    if words and words[0][0] in v.conditional | v.whether:
        asks = words[0][0] in v.whether or _asks(block, words[0][1])
        return Modality.POSSIBLE if asks else Modality.CONDITIONAL, words[0][1]
    if words and block is not None and _is_turned(block, pieces[0]):
        return Modality.CONDITIONAL, words[0][1]
    for w, p in words:
        if w in v.conditional and not _asks(block, p):
            return Modality.CONDITIONAL, p
    if not words:
        return None
    found = grammar().attribution.conditions.search(text, words[0][1][0], words[-1][1][1])
    if found is None or (block is not None and not _decides(block, found.span(), [found.span()])):
        return None
    return Modality.CONDITIONAL, found.span()


def put_so(
    words: Sequence[tuple[str, Piece]], pack: AttributionPack, block: PageBlock | None
) -> tuple[Modality, Piece | None]:
    """How a content is put, its conditions apart."""
    first = [(w, p) for w, p in words if w not in grammar().verbs.conditional][:60]
    m, v = pack.modality, grammar().verbs
    if block is not None and block.kind is BlockKind.HEADLINE and (to := _headline_plan(words, block)):
        return Modality.FUTURE, to
    decisive = m["future"] | m["possible"] | m["obligation"] | m["intention"] | v.would | v.owing
    decisive |= v.prospective | v.awaited | v.to_be
    denials = [(w, p) for w, p in first if w in m["negated"] or w in v.failing]
    for i, (w, p) in enumerate(first):
        following = [x for x, _ in first[i + 1 : i + 3]]
        if (
            w in decisive
            and denials
            and (denied := _under_denied(p, (x for x in denials if x[1] < p), block)) is not None
        ):
            return Modality.NEGATED, denied
        if w in m["future"] and (w != "going" or following[:1] == [_TO]):
            return (Modality.NEGATED if _negated(following) else Modality.FUTURE), p
        if _lies_ahead(w, p, following, block):
            return (Modality.NEGATED if _is_denied(block, p) else Modality.FUTURE), p
        if w in m["possible"]:
            impossible = w in v.able and _negated(following[:1])
            return (Modality.NEGATED if impossible else Modality.POSSIBLE), p
        if w in v.would:
            if _negated(following):
                return Modality.INTENTION, p
            unreal = any(x in v.have for x in following) and _perfect(block, p)
            supposed = unreal or _supposed(words, p)
            return (Modality.CONDITIONAL if supposed else Modality.FUTURE), p
        if w in m["obligation"] or (w in v.owing and following[:1] == [_TO]):
            return (Modality.NEGATED if _not_owed(block, p) else Modality.OBLIGATION), p
        if w in m["intention"]:
            return Modality.INTENTION, p
    negated = next((p for w, p in first[:25] if w in m["negated"]), None)
    negated = negated or next((p for w, p in first[:25] if w in v.failing and _fails(block, p)), None)
    if negated:
        return Modality.NEGATED, negated
    evaluative = next((p for w, p in first if w in m["evaluative"]), None)
    if evaluative:
        return Modality.EVALUATIVE, evaluative
    return Modality.ACTUAL, None


def _headline_plan(words: Sequence[tuple[str, Piece]], block: PageBlock) -> Piece | None:
    """The infinitive of a headline without a finite verb ("Orlu to free 40 men")."""
    if not words:
        return None
    start, end = words[0][1][0] - block.start, words[-1][1][1] - block.start
    view = view_of(block)
    at = [bisect_left(view.starts, block.start + x) for x in (start, end)]
    tokens = view.tokens[at[0] : at[1]]
    verbs = [t for t in tokens if t.pos_ in ("VERB", "AUX") or t.lower_ in grammar().verbs.to_be]
    to = next((t for t in tokens if t.tag_ == "TO" and t.i + 1 < len(t.doc) and t.nbor(1).tag_ == "VB"), None)
    if to is None or to.i == tokens[0].i or any(v.i < to.i for v in verbs):
        return None
    return block.start + to.idx, block.start + to.idx + len(to.text)


def _under_denied(piece: Piece, before: Iterable[tuple[str, Piece]], block: PageBlock | None) -> Piece | None:
    """What denies the clause that a word's own clause is only the object of ("has not said whether it
    will", "refused to say when it would")."""
    t = block.token_at(piece[0]) if block is not None else None
    if t is None or block is None:
        return None
    verb = t.head if t.dep_ in ("aux", "auxpass", "neg") else t
    over = {block.start + a.idx: a for a in verb.ancestors}
    for w, p in before:
        denies = block.token_at(p[0])
        if denies is None:
            continue
        if w in grammar().verbs.failing and p[0] in over and _fails(block, p):
            return p
        if denies.dep_ == "neg" and block.start + denies.head.idx in over and verb.dep_ != "conj":
            clause = next((a for a in (verb, *verb.ancestors) if a.head.i == denies.head.i), verb)
            if clause.dep_ in ("ccomp", "xcomp", "csubj", "advcl", "acl"):
                return p
    return None


def _lies_ahead(word: str, piece: Piece, following: Sequence[str], block: PageBlock | None) -> bool:
    """Whether a word puts what follows ahead ("are to leave", "is set to begin", "is due on Friday")."""
    v = grammar().verbs
    if word in v.to_be and following[:1] == [_TO]:
        return not _equates(block, piece)
    if block is None or word not in v.prospective | v.awaited:
        return False
    t = block.token_at(piece[0])
    if t is None or t.tag_ not in ("VBN", "JJ", "VBD", "RB", "IN"):
        return False
    be = (*t.children, *(t.head.children if t.dep_ in ("acomp", "oprd", "prep", "advmod") else ()), t.head)
    if not any(c.lower_ in v.to_be for c in be):
        return False
    after = t.nbor(1) if t.i + 1 < len(t.doc) else t
    to = after.tag_ == "TO" and after.head.pos_ in ("VERB", "AUX")
    return to or (word in v.awaited and after.lower_ != "to" and after.lower_ not in v.conditional)


def _equates(block: PageBlock | None, be: Piece) -> bool:
    """Whether "is to" only tells what a thing is ("the problem is to find them")."""
    t = block.token_at(be[0]) if block is not None else None
    subject = next((c for c in t.children if c.dep_ == "nsubj"), None) if t is not None else None
    return subject is not None and subject.lower_ in grammar().verbs.equated


def _is_denied(block: PageBlock | None, word: Piece) -> bool:
    """Whether the clause of a word is denied ("are not due to start")."""
    t = block.token_at(word[0]) if block is not None else None
    over = (t, t.head) if t is not None and t.dep_ in ("acomp", "oprd") else (t,)
    return any(c.dep_ == "neg" for x in over if x is not None for c in x.children)


def _fails(block: PageBlock | None, word: Piece) -> bool:
    """Whether what follows a word did not come about ("failed to enter", "was unable to leave")."""
    t = block.token_at(word[0]) if block is not None else None
    return t is not None and any(c.tag_ == "TO" for x in t.rights for c in x.children)


def _is_turned(block: PageBlock, piece: Piece) -> bool:
    """Whether a content opens with a condition told by its word order ("had they left, ...")."""
    t = block.token_at(piece[0])
    if t is None or t.lower_ not in grammar().verbs.turned or t.i + 1 >= len(t.doc):
        return False
    after = t.nbor(1)
    subject = after.dep_ in ("nsubj", "nsubjpass", "det", "poss", "expl", "compound", "amod")
    return subject and any(x.text == "," for x in t.doc[t.i : t.i + 16])


def _asks(block: PageBlock | None, word: Piece) -> bool:
    """Whether "if" opens a question ("unclear if") and no condition."""
    t = block.token_at(word[0]) if block is not None else None
    if t is None or t.dep_ != "mark":
        return False
    over = t.head.head
    asked = over.i < t.i and over.lower_ in grammar().verbs.open_questions
    beside = over.i < t.i and any(
        c.dep_ == "acomp" and c.i < t.i and c.lower_ in grammar().verbs.open_questions for c in over.children
    )
    return (t.head.dep_ == "ccomp" and over.i < t.i) or asked or beside


def _supposed(words: Sequence[tuple[str, Piece]], would: Piece) -> bool:
    """Whether "would" only supposes: of whatever there may be ("any deal would")."""
    return any(w in grammar().verbs.supposing and p[0] < would[0] for w, p in words)


def _not_owed(block: PageBlock | None, word: Piece) -> bool:
    """Whether a duty is denied ("does not need to"), which is no duty not to ("must not")."""
    t = block.token_at(word[0]) if block is not None else None
    if t is None or t.tag_ == "MD":
        return False
    return any(c.dep_ == "neg" for c in t.children)


def _perfect(block: PageBlock | None, modal: Piece) -> bool:
    """Whether a modal verb goes on in the perfect ("would have been"): what never was."""
    t = block.token_at(modal[0]) if block is not None else None
    return t is not None and any(
        c.dep_ == "aux" and c.lower_ in grammar().verbs.have and c.i > t.i for c in t.head.children
    )


def _judges(block: PageBlock, word: Piece, noun: bool) -> bool:
    """Whether a word judges as a predicate does ("is unfair", "an important step"), beside no object."""
    t = block.token_at(word[0])
    if t is None or t.tag_[:2] == "NN":
        return noun
    return t.dep_ != "amod" or t.head.dep_ in ("attr", "oprd", "ROOT", "appos", "acomp")


def _first_sentence(words: list[tuple[str, Piece]], block: PageBlock) -> list[tuple[str, Piece]]:
    """The words of the first sentence of a content that says something: it tells how the content is put."""
    out: list[tuple[str, Piece]] = []
    for sent in block.doc.sents:
        end = block.start + sent.end_char
        out += [x for x in words[len(out) :] if x[1][0] < end]
        if len(out) >= _SAYS:
            break
    return out or words


def _decides(block: PageBlock, word: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether the parse lets a word tell how its content is put."""
    if not block.start <= word[0] < block.end:
        return True
    t = block.token_at(word[0])
    if t is None:
        return True
    noun = t.tag_[:2] == "NN" and t.lower_ not in grammar().verbs.none
    if noun or t.dep_ == "amod" or (t.dep_ == "acl" and t.tag_[:2] == "VB"):
        return False
    if t.lower_ in grammar().calendar.months_also_words and _is_month(t):
        return False
    if t.dep_ == "aux" and (was_so(t.head) or _is_able(t)):
        return False
    if t.dep_ == "det" and t.head.dep_ == "pobj":
        return False
    if t.dep_ == "neg" and t.head.tag_ == "VBG" and not any(c.dep_ == "aux" for c in t.head.children):
        return False
    if _denies_a_part(t) or _in_second_part(t, block, pieces):
        return False
    for a in (t, *t.ancestors):
        if not any(s <= block.start + a.head.idx < e for s, e in pieces):
            continue
        if a.dep_ in ("relcl", "pcomp", "acl") or _only_when(a):
            return False
    return True


def _is_able(modal: Token) -> bool:
    """Whether a modal verb only tells what is there to be seen, or how something goes ("smoke can be
    seen", "shows how closely the two can be tied")."""
    v = grammar().verbs
    if modal.lower_ not in v.able or any(c.dep_ == "neg" for c in modal.head.children):
        return False
    asks = modal.head.dep_ in ("ccomp", "pcomp") and any(c.tag_ in ("WRB", "WP") for c in modal.head.children)
    return asks or modal.head.lower_ in v.perceived


def _denies_a_part(t: Token) -> bool:
    """Whether a negation is of no clause ("but not the army", "not long ago", "not only", "no more than 40")."""
    after = t.nbor(1) if t.i + 1 < len(t.doc) else None
    bound = after is not None and after.tag_ in ("JJR", "RBR")
    if bound and any(x.like_num for x in t.doc[t.i + 2 : t.i + 4]):
        return True
    if t.lower_ not in grammar().verbs.negation:
        return False
    if after is not None and after.lower_ in grammar().verbs.merely:
        return True
    return t.head.pos_ not in ("VERB", "AUX") or (t.i > t.head.i and t.head.i + 1 != t.i and t.dep_ != "neg")


def _in_second_part(t: Token, block: PageBlock, pieces: Sequence[Piece]) -> bool:
    """Whether a denial or a mere chance is told of the second of two clauses only: the first one, put as
    a fact, tells how the content is put ("has sunk, but no one was hurt")."""
    v = grammar().verbs
    if t.lower_ not in v.negation | v.none | v.may:
        return False
    for a in (t, *t.ancestors):
        if a.dep_ != "conj" or a.pos_ not in ("VERB", "AUX") or a.head.pos_ not in ("VERB", "AUX"):
            continue
        first = a.head
        inside = any(s <= block.start + first.idx < e for s, e in pieces)
        finite = first.tag_ in ("VBD", "VBZ", "VBP") or any(
            c.dep_ in ("aux", "auxpass") and c.tag_ != "TO" for c in first.children
        )
        told = any(
            c.tag_ == "MD" or c.dep_ == "neg" or c.lower_ in v.none for c in first.subtree if c.i < t.i
        )
        if inside and finite and not told:
            return True
    return False


def _only_when(a: Token) -> bool:
    """Whether a clause only tells when, why or despite what: it puts nothing but itself."""
    marks = [c.lower_ for c in a.children if c.dep_ in ("mark", "advmod") and c.i < a.i]
    return bool(a.dep_ == "advcl" and marks and marks[0] in grammar().verbs.beside)


def _is_month(t: Token) -> bool:
    before = t.nbor(-1) if t.i > 0 else None
    after = t.nbor(1) if t.i + 1 < len(t.doc) else None
    return bool(
        (before is not None and (before.like_num or before.pos_ == "ADP"))
        or (after is not None and after.like_num and (t.dep_ not in ("aux", "auxpass")))
    )
