"""The ways in which a reporting verb takes its content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from truceline.model.reading import Stance
from truceline.reading.attribution.clauses import (
    around,
    before_tail,
    clause_pieces,
    in_statement,
    led_by_that,
    opens,
    told_first,
)
from truceline.reading.attribution.content import Piece, piece_of, subtree_pieces, with_parts
from truceline.reading.attribution.nouns import object_of
from truceline.reading.grammar import grammar
from truceline.reading.pack import AttributionPack, Verb
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token


def frames(
    block: PageBlock,
    token: Token,
    verbs: Sequence[Verb],
    pack: AttributionPack,
) -> Iterable[tuple[str, list[Piece], str]]:
    """(kind, content, frame) for each way in which the verb takes its content."""
    takes = frozenset(t for v in verbs for t in v.takes)
    clauses = [c for c in token.children if c.dep_ == "ccomp" and c.i != token.i]
    if any(c.i > token.i for c in clauses):  # "It goes on: the army says ..."
        clauses = [
            c for c in clauses if c.i > token.i or not any(t.text == ":" for t in token.doc[c.i : token.i])
        ]
    stated = in_statement(token, pack) if "clause" in takes else []
    if not clauses and "clause" in takes:
        clauses = stated or told_first(token)
    elif stated and all(c.left_edge.i > stated[0].right_edge.i for c in clauses):
        last = max((c.right_edge for c in clauses), key=lambda t: t.i)
        yield "clause", subtree_pieces(block, token.doc[stated[0].left_edge.i : last.i + 1]), "clause"
        return
    if "clause" in takes or "quote" in takes:
        frame = "clause" if "clause" in takes else "quoted"
        for clause in clauses:
            if any(opens(token, clause, c) for c in clauses):
                continue
            first = next((c for c in clauses if opens(token, c, clause)), None)
            for k, pieces in clause_pieces(block, token, clause, pack):
                lead = block.start + first.left_edge.idx if first is not None else -1
                if (
                    first is not None
                    and pieces[0][0] - lead > 0
                    and pieces[0][0] == block.start + clause.left_edge.idx
                ):
                    pieces = [(lead, pieces[0][1]), *pieces[1:]]
                yield k, pieces, frame
        if not clauses:
            behind = led_by_that(token) if "clause" in takes else None
            if behind is not None:
                yield "clause", subtree_pieces(block, token.doc[behind[0].i : behind[1].i + 1]), "clause"
                return
            outer = around(block, token) or before_tail(block, token)
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
    if (
        not found
        and "naming" in takes
        and (direct or listed is None)
        and (named := _named(block, token, verbs))
    ):
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
        for prep in (listed, *_joined(token, listed)):
            yield "prep", _prep(block, token, prep), listed.lower_
        found = True
    if not found and "measure" in takes and obj is not None and (told := _measured(block, token, obj, verbs)):
        yield "figure", told, "measure"
        found = True
    if not found and "tally" in takes and obj is not None and (told := _counted(block, token, obj, verbs)):
        yield "figure", told, "tally"
        found = True
    if not found and obj is not None and "object" in takes and _open_object(obj, verbs):
        yield "object", _object(block, token, obj), "object"


def _when(prep: Token) -> bool:
    """Whether a preposition leads to a day only ("called him on Tuesday")."""
    calendar = grammar().calendar
    days = {*calendar.weekdays, *calendar.months} - {*calendar.months_also_words}
    return any(
        c.dep_ == "pobj" and any(t == c or t.dep_ == "compound" for t in c.subtree if t.lower_ in days)
        for c in prep.children
    )


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
    end = last.right_edge
    while end.i + 2 < token.sent.end and end.nbor(1).text == "," and end.nbor(2).tag_ == "VB":
        end = max(end.nbor(2), end.nbor(2).right_edge, key=lambda t: t.i)  # "to stop, sit down and talk"
    piece = piece_of(block, (first, end))
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


def _named(block: PageBlock, token: Token, verbs: Sequence[Verb]) -> list[Piece]:
    """ "(called) the plan a trap", "(described) it as a trap", "(held) the army responsible"."""
    parts = [
        c
        for c in token.children
        if c.i > token.i
        and (c.dep_ in ("dobj", "oprd", "ccomp", "xcomp", "attr") or (c.dep_ == "prep" and c.lower_ == "as"))
    ]
    with_it = {w for v in verbs for w in v.particles}
    within = any(t.lower_ in with_it for c in parts for t in c.subtree)
    if not parts or not (within or any(c.dep_ != "dobj" or _quoted_beside(c) for c in parts)):
        return []
    piece = piece_of(block, [t for c in parts for t in c.subtree if t.i > token.i])
    return [piece] if piece else []


def _quoted_beside(noun: Token) -> bool:
    """Whether what a thing is called stands in marks beside it, for the parse an apposition (calls it "a novel")."""
    return any(c.dep_ == "appos" and any(t.is_quote for t in c.subtree) for c in noun.children)


def _joined(token: Token, prep: Token) -> list[Token]:
    """The same preposition again, with others of whom something else is asked ("called on X to go, and on Y to
    stay")."""
    asked = [c for c in (*token.children, *prep.subtree) if c.i > prep.i and _is_infinitive(c)]
    again = (c for c in (*token.children, *prep.conjuncts) if c.dep_ == "conj" and c.lower_ == prep.lower_)
    apart = (c for c in again if c.nbor(-1).dep_ == "cc" and any(prep.i < x.i < c.i for x in asked))
    return sorted(apart, key=lambda c: c.i)


def _prep(block: PageBlock, token: Token, prep: Token) -> list[Piece]:
    """ "called on X to do Y": from X on, as far as "and on Z to ..."; "called for Y": Y."""
    end = next((c.i - 1 for c in _joined(token, prep)), token.sent.end)
    after = [t for t in prep.subtree if t.i > prep.i]
    for c in token.children:
        asked = c.dep_ in ("xcomp", "ccomp", "advcl", "conj") and _is_infinitive(c)
        if c.i > prep.i and (asked or (c.dep_ == "prep" and c.lower_ in grammar().attribution.further)):
            after += list(c.subtree)
    return subtree_pieces(block, [t for t in after if t.i < end])


def _open_object(obj: Token, verbs: Sequence[Verb]) -> bool:
    """Whether an object is what was said: any noun, or one of those that the verb is bound to."""
    if obj.pos_ == "PRON" or obj.dep_ != "dobj":
        return False
    takers = [v for v in verbs if "object" in v.takes]
    return any(not v.only or obj.lower_ in v.only for v in takers)


def _measured(block: PageBlock, token: Token, obj: Token, verbs: Sequence[Verb]) -> list[Piece]:
    """ "(put) the number of trucks at 40": what is measured, and the figure."""
    named = any("measure" in v.takes and obj.lower_ in v.only for v in verbs)
    for t in token.doc[obj.i + 1 : token.sent.end - 1] if named else ():
        after = [
            *t.doc[t.i + 1 : t.i + 4],
            *(c for c in t.children if c.dep_ == "pobj"),
        ]  # "at no more than 40"
        figure = next((x for x in after if x.like_num), None)
        if figure is not None and t.lower_ in grammar().attribution.measured_at:
            last = _last_figure(max(t.right_edge, figure, key=lambda x: x.i))
            return subtree_pieces(block, token.doc[obj.left_edge.i : last.i + 1])
    return []


def _last_figure(last: Token) -> Token:
    """The end of what is counted besides ("at 24 dead and 134 wounded"), where the parse leaves it out."""
    after = list(last.doc[last.i + 1 : last.i + 4])
    if len(after) == 3 and after[0].dep_ == "cc" and after[1].like_num:
        if after[2].dep_ in ("nsubj", "nsubjpass"):  # "at 45 and 10 boats sank"
            return last
        return after[2] if after[2].tag_ in ("NN", "NNS", "VBN", "VBD", "JJ") else after[1]
    return last


def _counted(block: PageBlock, token: Token, obj: Token, verbs: Sequence[Verb]) -> list[Piece]:
    """ "(recorded) 14 civilians killed", "(had counted) 31 dead": the figure is the word of the body that counts."""
    if any(c.dep_ == "agent" for c in token.children):
        return []  # whose deed it is that was counted ("recorded 11 breaches by the army"), not who counts
    counted = {w for v in verbs if "tally" in v.takes for w in v.only}
    figure = obj.like_num or any(c.dep_ == "nummod" for c in obj.children)
    after = obj.right_edge.i + 1
    beside = [c for c in token.children if c.dep_ in ("advcl", "acomp", "oprd") and c.left_edge.i == after]
    if not figure or obj.i < token.i or not any(t.lower_ in counted for t in (obj, *obj.children, *beside)):
        return []
    told = [*obj.subtree, *(t for c in beside for t in c.subtree)]
    after = max(t.i for t in told) + 1
    while after < token.sent.end and (token.doc[after].like_num or token.doc[after].lower_ in counted):
        told.append(token.doc[after])
        after += 1
    return _and_after(block, token, told)


def _object(block: PageBlock, token: Token, obj: Token) -> list[Piece]:
    """The object and what goes on right after it: by whom, where, including what, all of them by whom."""
    return _and_after(block, token, list(obj.subtree))


def _and_after(block: PageBlock, token: Token, tokens: list[Token]) -> list[Piece]:
    last = max(t.i for t in tokens)
    for c in token.rights:
        to = c.dep_ in ("advcl", "xcomp") and _is_infinitive(c)
        doing = c.dep_ == "advcl" and c.tag_ == "VBG" and token.doc[last].dep_ == "pobj"
        if c.left_edge.i <= last or not (to or doing or c.dep_ in ("prep", "agent", "punct")):
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
