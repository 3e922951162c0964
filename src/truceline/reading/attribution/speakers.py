"""Who a reporting verb says that it was: through relative clauses, shared subjects and quotations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from truceline.reading.attribution.clauses import led_on, misjoined, named_with_role, said_alike
from truceline.reading.attribution.content import Piece, run_of
from truceline.reading.attribution.nouns import noun_phrase, subject_of
from truceline.reading.attribution.quotes import Quotation
from truceline.reading.grammar import grammar
from truceline.reading.pack import AttributionPack
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token

_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ")
_ASKING = ("WP", "WDT", "WRB")


@dataclass(frozen=True, slots=True)
class Speaker:
    """The words that name a holder, what they refer back to in the same sentence, and what is told of them."""

    source: Piece
    antecedent: Piece | None = None
    aside: Piece | None = None


def speaker_of(
    block: PageBlock,
    verb: Token,
    quotes: Sequence[Quotation],
    pack: AttributionPack,
    passive: bool = False,
) -> Speaker | None:
    """Whose saying a verb reports, or None where nobody stands there.

    `passive` lets the subject of a passive hold it ("Orlu is opposed to ...").
    """
    kinds = ("nsubj", "nsubjpass") if passive else ("nsubj",)
    relative = next(
        (
            c
            for c in verb.children
            if c.dep_ in kinds and c.lower_ in grammar().pronouns.relative_subjects and verb.dep_ == "relcl"
        ),
        None,
    )
    if relative is not None and relative.i < verb.i and (other := _beside_relative(relative, verb)):
        return Speaker(noun_phrase(block, other))
    if relative is not None:
        meant = _all_meant(_meant(relative, verb, pack), verb)
        return Speaker(run_of(block, relative, relative), noun_phrase(block, meant), _aside(block, meant))
    sender = sender_of(verb, pack)
    if verb.lower_ in grammar().attribution.reading_out:
        sender = _written_by(verb, pack)
        if sender is None:
            return None
    if sender is not None:
        return Speaker(noun_phrase(block, sender), aside=_aside(block, sender))
    if (named := named_with_role(verb)) is not None:
        name, role = named
        last = role.left_edge.nbor(-2)
        return Speaker(run_of(block, name, last), aside=run_of(block, role.left_edge, role.right_edge))
    if (lost := _before_relative(verb, pack)) is not None:
        return Speaker(noun_phrase(block, lost), aside=_aside(block, lost))
    verb = _outer(verb, pack)
    at = block.start + verb.idx
    held = next((q for q in quotes if q.holds(at)), None)
    head = subject_of(verb)
    if passive:
        head = next((c for c in verb.children if c.dep_ in kinds), head)
    told = verb
    while told.dep_ == "conj" and told.tag_ == "VBG":
        told = told.head
    if head is not None and head.lower_ in pack.statements and told.dep_ == "acl":
        governor = head.head.head if head.dep_ == "pobj" else head.head
        made = governor.pos_ in ("VERB", "AUX") and not _judges(governor, pack)
        maker = subject_of(governor) if made else None
        head = maker if maker is not None else head
    if head is not None and verb.dep_ == "acl" and head.dep_ == "pobj":
        sender = head.head.head
        if any(c.dep_ == "dobj" and c.lower_ in pack.statements for c in sender.children):
            head = subject_of(sender) or head
    if head is not None and _fills_a_place(head, verb):
        return None
    if head is not None and head.lower_ in pack.events and verb.dep_ == "advcl" and verb.tag_ == "VBG":
        head = next((c for c in verb.sent.root.children if c.dep_ == "nsubj" and c.i < head.i), head)
    if head is not None and _leads_in(head):
        head = next((c for c in head.children if c.dep_ == "appos"), head)
    strange = head is not None and head.pos_ not in _NOMINAL and not head.text[:1].isupper()
    if head is not None and (strange or _apart(block, head, held, quotes)):
        head = None
    if head is None:
        head = _before_aside(verb) or _beside(block, verb, held, quotes)
    if head is None:
        return None
    return _with_name(block, head, verb) or Speaker(noun_phrase(block, head), aside=_aside(block, head))


def _before_aside(verb: Token) -> Token | None:
    """Who is told of before ", who ...,", where the parse loses them ("Ilves, who took the keys for the town,
    said")."""
    if verb.i == 0 or verb.nbor(-1).text != ",":
        return None
    for t in reversed(verb.doc[verb.sent.start : verb.i - 1]):
        if t.text == "," or t.is_quote:
            return None
        if t.tag_ == "WP" and t.i > 1 and t.nbor(-1).text == ",":
            who = t.nbor(-2)
            return who if who.pos_ in ("NOUN", "PROPN") else None
    return None


def _before_relative(verb: Token, pack: AttributionPack) -> Token | None:
    """Who is told of before "who ...", where the parse takes what ends that clause for the subject ("those who
    made Orlu their home said")."""
    subjects = [c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i]
    within = next((t for t in reversed(verb.doc[verb.sent.start : verb.i]) if t.pos_ == "VERB"), None)
    if not subjects or within is None or within.dep_ != "relcl" or within.i > subjects[-1].i:
        return None
    if not any(c.dep_ == "nsubj" and c.tag_ in ("WP", "WDT") for c in within.children) or any(
        "clause" in v.takes for v in pack.verbs.get(within.lower_, ())
    ):
        return None
    between = [t for t in verb.doc[within.i : verb.i] if t.text != "-"]
    if any(t.is_punct or t.dep_ in ("cc", "mark") or t.tag_ in _ASKING for t in between):
        return None
    who = within.head
    while who.dep_ == "appos" or (who.dep_ == "pobj" and who.head.head.pos_ in ("DET", "PRON")):
        who = who.head if who.dep_ == "appos" else who.head.head
    return who


def _leads_in(head: Token) -> bool:
    """Whether what the parse takes for a name is the participle that opens a sentence ("Elaborating, the army
    said")."""
    after = head.nbor(1).text if head.i + 1 < len(head.doc) else ""
    return head.i == head.sent.start and head.text.istitle() and head.text.endswith("ing") and after == ","


def _fills_a_place(head: Token, verb: Token) -> bool:
    """Whether "it" stands for nobody ("it is impossible to tell")."""
    return head.lower_ in grammar().pronouns.thing and head.head != verb and head.head.pos_ == "AUX"


def _with_name(block: PageBlock, head: Token, verb: Token) -> Speaker | None:
    """A role with the name after it where the parse makes two subjects of them ("spokesman X said")."""
    source = noun_phrase(block, head)
    run: list[Token] = []
    for t in head.doc[head.i + 1 : verb.i]:
        if block.start + t.idx < source[1]:
            continue
        if t.tag_ not in ("NNP", "NNPS", "HYPH"):
            return None
        run.append(t)
    if not run or head.pos_ != "NOUN" or run[-1].i + 1 != verb.i or len(run) > 6:
        return None
    if block.text[source[1] : block.start + run[0].idx].strip():
        return None
    aside = run_of(block, run[0], run[-1])
    return Speaker((source[0], aside[1]), aside=aside)


def _beside_relative(relative: Token, verb: Token) -> Token | None:
    """Another subject between a relative pronoun and the verb ("who Tolle claimed")."""
    before = verb.nbor(-1)
    while before.i > relative.i and before.pos_ in ("ADV", "AUX"):
        before = before.nbor(-1)
    return before if before.i > relative.i and before.pos_ in ("PROPN", "PRON") else None


def _meant(relative: Token, verb: Token, pack: AttributionPack) -> Token:
    """What a relative pronoun refers to: for ", which" the name right before it, else what the parse says."""
    i = relative.i
    if (
        relative.lower_ == "which"
        and i > 1
        and relative.nbor(-1).text == ","
        and relative.nbor(-2).pos_ == "PROPN"
    ):
        return relative.nbor(-2)
    if relative.lower_ == "who" and verb.head.lower_ in grammar().attribution.carriers:
        named = ("pobj", "nsubj", "nsubjpass", "dobj")
        before = verb.head.doc[verb.sent.start : verb.head.left_edge.i]
        person = next((t for t in reversed(before) if t.pos_ == "PROPN" and t.dep_ in named), None)
        return person if person is not None else verb.head
    last = verb.head
    while last.dep_ == "conj":
        last = last.head
    whole = last.head.head if last.dep_ == "pobj" and last.head.dep_ == "prep" else last
    if verb.tag_ == "VBZ" and whole.tag_ == "NN" and any(c.i < relative.i for c in last.conjuncts):
        return whole  # "a deal between the army and the rebels that calls for ..."
    return whole if whole.lower_ in pack.documents and verb.head.lower_ in pack.documents else verb.head


def _all_meant(last: Token, verb: Token) -> Token:
    """The first of several whom a plural verb refers back to, where the parse gives the last alone ("brokered by
    Orlu and Tavan, which say")."""
    many = any(t.tag_ == "VBP" for t in (verb, *verb.children) if t == verb or t.dep_ == "aux")
    while many and last.dep_ == "conj" and last.tag_ in ("NNP", "NN") and last.head.i < last.i:
        if last.head.pos_ not in ("NOUN", "PROPN"):
            break
        last = last.head
    return last


def _judges(governor: Token, pack: AttributionPack) -> bool:
    """Whether what a verb takes for an object is somebody else's, and judged by it ("blasted a statement")."""
    verbs = pack.verbs.get(governor.lower_, ())
    return any("object" in v.takes and not v.only and v.base not in pack.conveys for v in verbs)


def sender_of(verb: Token, pack: AttributionPack) -> Token | None:
    """Who sends the paper right before a participle ("said Orlu had dropped leaflets, warning ...")."""
    if verb.tag_ != "VBG" or verb.i < 3 or verb.nbor(-1).text != ",":
        return None
    last = verb.nbor(-2)
    for sent in (a for a in last.ancestors if a.lower_ in pack.issues):
        papers = [
            c for c in sent.children if c.dep_ == "dobj" and c.i > sent.i and c.lower_ in pack.statements
        ]
        return subject_of(sent) if papers and sent.right_edge.i >= last.i else None
    return None


def _written_by(verb: Token, pack: AttributionPack) -> Token | None:
    """Who put up what has words on it, else the thing itself ("posted a note reading ...", "banners reading ...");
    None where there is no such thing."""
    things = pack.statements | grammar().attribution.inscribed
    before = reversed(verb.doc[verb.sent.start : verb.i])
    thing = next(
        (t for t in before if t.pos_ == "NOUN" and {t.lower_, t.lower_.removesuffix("s")} & things), None
    )
    if thing is None or thing.dep_ != "dobj" or thing.head.lower_ not in pack.issues:
        return thing
    return subject_of(thing.head) or thing


def _outer(verb: Token, pack: AttributionPack) -> Token:
    """The reporting verb that a coordinated one goes on with ("X said that ... and called for ..."),
    or a participle after a comma ("X said that ..., thus denying ...")."""
    top = verb
    if misjoined(verb) or (verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.i > 0 and led_on(verb)):
        over = [a for a in verb.ancestors if "clause" in _takes(a, pack) and a.i < verb.i]
        if over and verb.head.i != over[-1].i:
            return over[-1]
    if verb.dep_ == "pcomp" and verb.tag_ == "VBG" and led_on(verb):
        clause = verb.head.head
        said = clause.head
        if clause.dep_ == "ccomp" and said.i < clause.i < verb.i and "clause" in _takes(said, pack):
            return said
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.i > verb.head.i:
        before = verb.nbor(-1)
        before = before.nbor(-1) if before.pos_ == "ADV" and before.i > 0 else before
        clause = verb.head
        while clause.dep_ == "conj":
            clause = clause.head
        said = clause.head
        speaks = any("clause" in v.takes and not v.mental for v in pack.verbs.get(said.lower_, ()))
        if before.text == "," and clause.dep_ == "ccomp" and speaks and said.i < clause.i:
            return said
    while top.dep_ == "conj" and not any(c.dep_ in ("nsubj", "nsubjpass", "aux") for c in top.children):
        top = top.head
    if top == verb or top.dep_ != "ccomp" or any(c.dep_ == "mark" for c in verb.children):
        return verb
    outer = top.head
    speaks = any("clause" in v.takes and not v.mental for v in pack.verbs.get(outer.lower_, ()))
    return outer if speaks and said_alike(outer, verb) and outer.i < verb.i else verb


def _takes(verb: Token, pack: AttributionPack) -> set[str]:
    return {t for v in pack.verbs.get(verb.lower_, ()) if not v.mental for t in v.takes}


def _apart(block: PageBlock, head: Token, held: Quotation | None, quotes: Sequence[Quotation]) -> bool:
    """Whether a subject stands in another quotation than its verb."""
    theirs = next((q for q in quotes if q.holds(block.start + head.idx)), None)
    return theirs is not None and theirs is not held and theirs.end - theirs.start > 25


def _beside(
    block: PageBlock, verb: Token, held: Quotation | None, quotes: Sequence[Quotation]
) -> Token | None:
    """The noun right before or after a finite verb, where the parse gives it no subject."""
    doc = verb.doc
    taken = (
        verb.dep_ == "ROOT"
        and verb.tag_ in ("VB", "NN")
        and any(t.is_quote for t in doc[verb.sent.start : verb.i])
    )
    if verb.tag_ not in ("VBD", "VBZ", "VBP") and not taken:
        return None
    before = verb.i - 1
    leads = held is not None and before > 0 and block.start + doc[before].idx == held.start
    before -= leads  # "the army "stressed ..."": the mark opens a part of its sentence
    days = grammar().calendar.weekdays
    while before >= 0 and (doc[before].pos_ in ("ADV", "AUX") or doc[before].lower_ in days):
        before -= 1
    if leads and doc[before].pos_ == "PROPN":
        return doc[before]
    if before > 0 and doc[before].text == "," and doc[before - 1].pos_ == "PROPN":
        before -= 1
    if before >= 0 and _fits(block, doc[before], held, quotes):
        return _top(doc[before], verb)
    after = verb.i + 1
    opens = verb.i == verb.sent.start or doc[verb.i - 1].text in {",", '"', "”", "’", "''", "»", "'"}
    opens = opens and not leads
    if opens and after < len(doc) and doc[after].pos_ in ("PROPN", "DET", "PRON", "NOUN", "ADJ", "NUM"):
        run = list(doc[after : after + 8])
        for t in run:
            if t.is_punct:
                break
            if t.pos_ in ("NOUN", "PROPN", "PRON") and _fits(block, t, held, quotes):
                nxt = doc[t.i + 1] if t.i + 1 < len(doc) else None
                if nxt is None or nxt.pos_ not in ("NOUN", "PROPN", "PART"):
                    return t
    return None


def _fits(block: PageBlock, t: Token, held: Quotation | None, quotes: Sequence[Quotation]) -> bool:
    if t.pos_ not in ("NOUN", "PROPN", "PRON"):
        return False
    theirs = next((q for q in quotes if q.holds(block.start + t.idx)), None)
    return theirs is held or theirs is None


def _top(t: Token, verb: Token) -> Token | None:
    """The head of the noun phrase that ends at `t`, not reaching past the verb."""
    while (
        t.dep_ in ("compound", "nmod", "flat", "pobj", "prep", "poss", "amod", "appos")
        and t.head.i < verb.i
        and t.head != t
    ):
        if t.head.pos_ in ("VERB", "AUX") or _ends_at(t, verb):
            break
        t = t.head
    return t if t.pos_ != "ADP" else None


def _ends_at(aside: Token, verb: Token) -> bool:
    """Whether what the parse takes for an aside stands between a comma and the verb, and so is who speaks ("... on
    the market in Talvi, a committee of lawyers said")."""
    first = aside.left_edge.i
    after_comma = first > 0 and aside.doc[first - 1].text == ","
    return bool(aside.dep_ == "appos" and after_comma and aside.right_edge.i + 1 == verb.i)


def _aside(block: PageBlock, head: Token) -> Piece | None:
    aside = next((c for c in head.children if c.dep_ == "appos"), None)
    if (
        aside is not None
        and aside.left_edge.i > 0
        and "(" in (aside.left_edge.text, aside.left_edge.nbor(-1).text)
    ):
        return None
    if aside is None and head.pos_ == "NOUN":
        aside = _name_at_end(head)
    return noun_phrase(block, aside) if aside is not None else None


def _name_at_end(role: Token) -> Token | None:
    """The name between commas that ends what is told of a role, wherever the parse hangs it ("the head of the guild in
    Orlu, Mara Ilves, said")."""
    last = role.right_edge
    inside = [t for t in role.subtree if t.dep_ == "appos" and t.pos_ == "PROPN" and t.i > role.i]
    name = next((t for t in inside if t.right_edge.i >= last.i - 1), None)
    if name is None or name.left_edge.i == name.i or name.left_edge.nbor(-1).text != ",":
        return None
    whose = name.head
    while whose.i != role.i and whose.dep_ in ("pobj", "prep"):
        whose = whose.head
    return name if whose.i == role.i else None
