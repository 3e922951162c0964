"""The ways in which a reporting verb takes its content."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from truceline.model.reading import Stance
from truceline.reading.attribution.content import Piece, piece_of, subtree_pieces, with_parts
from truceline.reading.attribution.nouns import object_of
from truceline.reading.grammar import grammar
from truceline.reading.pack import AttributionPack
from truceline.reading.page import PageBlock


def frames(
    block: PageBlock,
    token: Token,
    takes: frozenset[str],
    pack: AttributionPack,
) -> Iterable[tuple[str, list[Piece], str]]:
    """(kind, content, frame) for each way in which the verb takes its content."""
    clauses = [c for c in token.children if c.dep_ == "ccomp" and c.i != token.i]
    if not clauses and "clause" in takes:
        clauses = _in_statement(token, pack) or _told_first(token)
    if "clause" in takes or "quote" in takes:
        frame = "clause" if "clause" in takes else "quoted"
        for clause in clauses:
            if any(_opens(token, clause, c) for c in clauses):
                continue
            first = next((c for c in clauses if _opens(token, c, clause)), None)
            for k, pieces in _clause(block, token, clause, pack):
                lead = block.start + first.left_edge.idx if first is not None else -1
                if (
                    first is not None
                    and pieces[0][0] - lead > 0
                    and pieces[0][0] == block.start + clause.left_edge.idx
                ):
                    pieces = [(lead, pieces[0][1]), *pieces[1:]]
                yield k, pieces, frame
        if not clauses:
            outer = _around(block, token)
            if outer:
                yield "clause", outer, frame
                return
    found = bool(clauses) and "clause" in takes
    small = next((c for c in token.children if c.dep_ in ("xcomp", "acomp") and c.i > token.i), None)
    thing = object_of(token)
    if small is not None and thing is not None and thing.i < small.i and "object" in takes:
        small = None
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
        (
            c
            for c in token.children
            if c.dep_ == "prep" and c.lower_ in takes and c.i > token.i and not _when(c)
        ),
        None,
    )
    direct = obj is not None and (listed is None or obj.i < listed.i)
    if not found and "naming" in takes and (direct or listed is None) and (named := _named(block, token)):
        yield "object", named, "naming"
        found = True
    if not found and ("person" in takes or "infinitive_person" in takes):
        pieces = _person(block, token, obj, "person" in takes, pack)
        if pieces:
            yield "person", pieces, "person" if "person" in takes else "infinitive_person"
            found = True
    wanted = _wanted(token)
    if not found and "for" in takes and wanted is not None and obj is None:
        after = [
            t for t in wanted.subtree if not (t.dep_ == "mark" and t.lower_ == "for" and t.head == wanted)
        ]
        yield "prep", subtree_pieces(block, after), "for"
        found = True
    if not found and listed is not None and not (direct and "object" in takes):
        yield "prep", _prep(block, token, listed), listed.lower_
        found = True
    if not found and "measure" in takes and obj is not None and (told := _measured(block, token, obj, pack)):
        yield "object", told, "measure"
    if not found and obj is not None and "object" in takes and _open_object(token, obj, pack):
        yield "object", _object(block, token, obj), "object"


def _opens(token: Token, first: Token, other: Token) -> bool:
    """Whether one of two clauses of a verb only leads into the other ("that had they left, it would hold")."""
    return bool(token.i < first.i < other.left_edge.i and other.left_edge.i - first.right_edge.i <= 2)


def _told_first(token: Token) -> list[Token]:
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


def _in_statement(token: Token, pack: AttributionPack) -> list[Token]:
    """The clause of "said in a statement that ...", "told the paper that ...", hung on the noun."""
    nouns = [
        noun
        for prep in token.children
        if prep.dep_ == "prep" and prep.i > token.i
        for noun in prep.children
        if noun.lower_ in pack.statements
    ]
    if any(v.addressee for v in pack.verbs[token.lower_]):
        nouns += [c for c in token.children if c.dep_ in ("dobj", "dative") and c.i > token.i]
    return [
        clause
        for noun in nouns
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
    apart += [c for c in token.children if c.dep_ == "conj" and c not in apart and _also_said(c)]
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
    yield "clause", subtree_pieces(block, _with_antecedent(token, clause, tokens))
    for c in apart:
        later = {t.i for d in apart if d.i > c.i for t in d.subtree}
        gone = min((d.left_edge.i for d in c.subtree if d.i > c.i and _goes_on(token, d, pack)), default=None)
        kept = [t for t in c.subtree if t.i not in later and (gone is None or t.i < gone)]
        yield "clause", subtree_pieces(block, kept)


def _with_antecedent(token: Token, clause: Token, tokens: list[Token]) -> list[Token]:
    """The words of a clause whose subject is a relative pronoun, with what that stands for: "the deal
    that X said was reached", "what X said was a trap"."""
    rel = next(
        (
            c
            for c in clause.children
            if c.dep_ in ("nsubj", "nsubjpass") and c.lower_ in grammar().pronouns.alone
        ),
        None,
    )
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
    number = next((n for f in forms for n in f.morph.get("Number")), None)
    at = noun
    for _ in range(4):
        if at.pos_ in ("NOUN", "PROPN") and (number is None or at.morph.get("Number") == [number]):
            return at
        if at.head.i >= at.i:
            break
        at = at.head
    return noun


def _when(prep: Token) -> bool:
    """Whether a preposition leads to a day only ("called him on Tuesday")."""
    calendar = grammar().calendar
    days = {*calendar.weekdays, *calendar.months} - {*calendar.months_also_words}
    return any(
        c.dep_ == "pobj" and any(t == c or t.dep_ == "compound" for t in c.subtree if t.lower_ in days)
        for c in prep.children
    )


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
    if other.dep_ == "conj":
        has = any(c.dep_ == "aux" and c.lower_ in grammar().verbs.perfect for c in token.children)
        return bool(
            other.tag_ == token.tag_ and (other.tag_ in ("VBD", "VBZ") or (other.tag_ == "VBN" and has))
        )
    if other.dep_ == "advcl" and other.tag_ == "VBG" and other.nbor(-1).lower_ in grammar().verbs.meanwhile:
        return True
    if other.dep_ in ("advcl", "acl") and other.tag_ == "VBG" and other.i > 0:
        return bool(other.nbor(-1).text == "," or (other.i > 1 and other.nbor(-2).text == ","))
    return False


def _around(block: PageBlock, token: Token) -> list[Piece]:
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


def _is_infinitive(small: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in small.children)


def _person(
    block: PageBlock, token: Token, obj: Token | None, wide: bool, pack: AttributionPack
) -> list[Piece]:
    """ "(urged) the sides to talk"; where `wide`, also "(accused) the army of shelling"."""
    last: Token | None = None
    for c in token.children:
        if c.i > token.i and (
            (c.dep_ in ("ccomp", "xcomp") and (_is_infinitive(c) or (wide and c.dep_ == "ccomp")))
            or (wide and c.dep_ == "prep" and c.lower_ in grammar().attribution.of_what)
        ):
            last = c
    if last is None and obj is not None:
        last = _asked_in(token)
    if last is None and obj is not None:
        last = _hung_elsewhere(token, obj, pack)
    if last is None:
        return []
    first = obj.left_edge if obj is not None and obj.i < last.i else last.left_edge
    if first.i <= token.i:
        return []
    piece = piece_of(block, (first, last.right_edge))
    return [piece] if piece else []


def _hung_elsewhere(token: Token, obj: Token, pack: AttributionPack) -> Token | None:
    """What is asked or blamed, where the parse makes an adverbial clause or a part of the object of it."""
    stances = {v.stance for v in pack.verbs.get(token.lower_, ())}
    if Stance.DEMANDS in stances:
        after = (c for c in token.children if c.dep_ == "advcl" and c.i > obj.i and _is_infinitive(c))
        found = next(after, None)
        if found is not None and not any(t.text == "," for t in token.doc[obj.i : found.i]):
            return found
    if Stance.ACCUSES in stances:
        return next((c for c in obj.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    return None


def _asked_in(token: Token) -> Token | None:
    """What is asked in a letter: the infinitive of "urged X in a letter to do Y", hung on the noun."""
    for prep in token.children:
        if prep.dep_ != "prep" or prep.i < token.i:
            continue
        for noun in prep.children:
            found = next((c for c in noun.children if c.dep_ in ("acl", "relcl") and _is_infinitive(c)), None)
            if found is not None:
                return found
    return None


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
        if c.i > prep.i and c.dep_ in ("xcomp", "ccomp", "advcl", "conj") and _is_infinitive(c)
        for t in c.subtree
    ]
    more += [
        t
        for c in token.children
        if c.i > prep.i and c.dep_ == "prep" and c.lower_ in grammar().attribution.further
        for t in c.subtree
    ]
    return subtree_pieces(block, after + more)


def _open_object(token: Token, obj: Token, pack: AttributionPack) -> bool:
    """Whether an object is what was said: any noun, or one of those that the verb is bound to."""
    if obj.pos_ == "PRON" or obj.dep_ != "dobj":
        return False
    takers = [v for v in pack.verbs[token.lower_] if "object" in v.takes]
    return any(not v.only or obj.lower_ in v.only for v in takers)


def _measured(block: PageBlock, token: Token, obj: Token, pack: AttributionPack) -> list[Piece]:
    """ "(put) the number of trucks at 40": what is measured, and the figure."""
    named = any("measure" in v.takes and obj.lower_ in v.only for v in pack.verbs[token.lower_])
    for t in token.doc[obj.i + 1 : token.sent.end - 1] if named else ():
        if t.lower_ in grammar().attribution.measured_at and any(
            x.like_num for x in t.doc[t.i + 1 : t.i + 4]
        ):
            return subtree_pieces(block, token.doc[obj.left_edge.i : t.right_edge.i + 1])
    return []


def _object(block: PageBlock, token: Token, obj: Token) -> list[Piece]:
    """The object and what goes on right after it: by whom, where, including what, all of them by whom."""
    tokens = list(obj.subtree)
    last = max(t.i for t in tokens)
    for c in token.rights:
        to = c.dep_ in ("advcl", "xcomp") and _is_infinitive(c)
        if c.left_edge.i <= last or not (to or c.dep_ in ("prep", "agent", "punct")):
            continue
        if c.dep_ == "punct" and c.left_edge.i == last + 1 and c.text == ",":
            break
        if c.left_edge.i == last + 1 and c.dep_ != "punct":
            tokens += list(c.subtree)
            last = max(t.i for t in tokens)
    return subtree_pieces(block, with_parts(tokens, grammar().attribution.among_them))


def _wanted(token: Token) -> Token | None:
    """The clause of "called for X to do Y"."""
    return next(
        (
            c
            for c in token.children
            if c.dep_ in ("advcl", "xcomp", "ccomp")
            and any(m.lower_ == "for" and m.dep_ == "mark" for m in c.children)
        ),
        None,
    )
