"""Noun phrases and subjects: who stands before, inside or after a cue."""

from __future__ import annotations

from truceline.reading.attribution.content import Piece, run_of
from truceline.reading.block_view import is_dated_month
from truceline.reading.grammar import grammar
from truceline.reading.pack import attribution_pack
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
"""After a name these tell when and, where it follows its verb, where something was said, not who said it."""
_WHEN = ("prep", "npadvmod", "advmod")
"""What before a noun and a comma is no part of it ("On Friday, the mayor said")."""
_NAMING = ("NOUN", "PROPN")
_STOP = ("relcl", "acl", "advcl", "punct", "parataxis", "ccomp", "dep")


def noun_phrase(block: PageBlock, head: Token) -> Piece:
    """The noun phrase of a head: left as far as it goes, right without relative clauses and asides."""
    left = head.left_edge
    if head.i and head.nbor(-1).text.endswith(".") and head.text.istitle() and is_personal(head.lower_):
        return run_of(block, head, head)  # "... wrote on X. He told ..."
    if left.i < head.i and left.dep_ in ("punct", "cc", "preconj", "mark"):
        left = head.doc[left.i + 1] if left.i + 1 <= head.i else head
    right = _right(head)
    for c in head.lefts:
        if c.dep_ in _WHEN and c.right_edge.i + 2 <= head.i and head.doc[c.right_edge.i + 1].text == ",":
            left = head.doc[c.right_edge.i + 2]
    while left.i < head.i and (
        left.is_space or left.text in {",", '"', "“", "‘", "'", "-", "--", "[", "]", "."}
    ):
        left = head.doc[left.i + 1]
    days = grammar().calendar.weekdays
    if left.i < head.i and left.lower_ in days and left.i > 0 and left.nbor(-1).tag_ in ("IN", "RB"):
        left = left.nbor(1)
    if left.i + 1 < head.i and is_dated_month(left.nbor(1)):
        left = left.nbor(2)  # "On 3 May men of the guard"
    if right.text != ")" and any(t.text == "(" for t in head.doc[left.i : right.i]):
        right = _closed(head, left, right)
    right = _whole_letters(right)
    if left.i < right.i and right.lower_ in days and right.nbor(-1).pos_ == "PROPN":
        right = right.nbor(-1)  # "Mara Ilves Sunday told"
    return run_of(block, _whole_name(left), right)


def _whole_name(first: Token) -> Token:
    """The beginning of a name that the parse cuts at a particle's hyphen ("Abdallah al-Masri")."""
    i, doc = first.i, first.doc
    if i < 2 or doc[i - 1].text != "-" or doc[i - 1].whitespace_ or doc[i - 2].whitespace_:
        return first
    i -= 2
    if doc[i].lower_ not in grammar().names.particles:
        return first
    while i and doc[i - 1].tag_ == "NNP" and doc[i - 1].whitespace_ and doc[i - 1].sent == first.sent:
        i -= 1
    return doc[i]


def is_personal(low: str) -> bool:
    """Whether a lower-case word is a pronoun of somebody told of."""
    p = grammar().pronouns
    return low in p.person or low in p.thing or low in p.many


def _whole_letters(last: Token) -> Token:
    """The end of letters that the parse cuts at a hyphen ("FVM-IO")."""
    after = last.doc[last.i + 1 : last.i + 3]
    joined = (
        len(after) == 2 and after[0].text in ("-", "–") and not (last.whitespace_ or after[0].whitespace_)
    )
    return after[1] if joined and last.text.isupper() and after[1].text.isupper() else last


def _closed(head: Token, left: Token, right: Token) -> Token:
    """The end of a phrase with the bracket that closes in it ("the Harbour Council (HC)")."""
    marks = [t.text for t in head.doc[left.i : right.i + 1] if t.text in "()"]
    after = head.doc[right.i + 1] if right.i + 1 < len(head.doc) else None
    return after if after is not None and after.text == ")" and marks and marks[-1] == "(" else right


def _right(head: Token) -> Token:
    last = head
    doc = head.doc
    for child in head.rights:
        if is_listed(head, child):
            return child.right_edge
        if child.i != last.i + 1 and child.left_edge.i > last.i + 1:
            between = doc[last.i + 1 : child.left_edge.i]
            if any(t.dep_ in _STOP and t.text not in ",(" for t in between) and child.dep_ != "conj":
                break
        if child.dep_ == "punct":
            if child.text == "(" and (end := _bracket_end(child)) is not None:
                last = doc[end]
                continue
            if child.text in ("-", "–", "/", ")", "'"):
                last = child if child.text == ")" else last
                continue
            if any(c.dep_ == "conj" or is_listed(head, c) for c in head.rights if c.i > child.i):
                continue
            break
        if child.dep_ in _STOP:
            break
        if child.dep_ == "conj" and (child.left_edge.pos_ == "ADV" or _is_role(head, child)):
            break
        if child.dep_ != "conj" and any(t.text == "," for t in doc[last.i + 1 : child.i]):
            break
        inverted = head.dep_ == "nsubj" and head.i > head.head.i
        if (
            child.dep_ == "prep"
            and not _is_of_name(head, child)
            and (head.pos_ == "PROPN" or _on_a_day(child))
            and (
                child.lower_ in grammar().attribution.day_openers
                or (inverted and child.lower_ in grammar().attribution.place_openers)
            )
        ):
            break
        if child.dep_ == "appos" and any(t.text in ",–—" for t in doc[head.i + 1 : child.left_edge.i]):
            break
        if child.dep_ == "cc":
            continue
        last = (
            _right(child)
            if child.dep_ in ("prep", "pobj", "conj", "appos", "nmod", "pcomp", "dobj")
            else child.right_edge
        )
        if last.i < child.i:
            last = child
    return last


def is_listed(head: Token, beside: Token) -> bool:
    """Whether what the parse takes for an aside is the next of a list that runs up to the verb ("The board, Radio
    Marsh and Tolle reported", "the guild, the council and the mayor said"); an aside would be closed by a comma."""
    if beside.dep_ not in ("appos", "npadvmod") or beside.pos_ not in _NAMING or beside.i <= head.i:
        return False
    if head.dep_ not in ("nsubj", "nsubjpass") or head.tag_ == "NNS" or head.head.i <= beside.i:
        return False
    joined = any(c.dep_ == "conj" and c.pos_ in _NAMING for c in beside.children)
    before = head.doc[beside.left_edge.i - 1].text if beside.left_edge.i else ""
    after = beside.right_edge.i + 1
    verbal = after < len(head.doc) and head.doc[after].pos_ in ("VERB", "AUX", "ADV")
    return joined and before == "," and verbal


def _is_role(head: Token, beside: Token) -> bool:
    """Whether what the parse joins to a name is the office that the name holds, between commas ("Gen. Ole Pind,
    task force and brigade commander, said")."""
    if head.pos_ != "PROPN" or head.doc[head.i + 1].text != ",":
        return False
    last = beside.right_edge
    after = last.nbor(1) if last.i + 1 < len(last.doc) else last
    return last.pos_ == "NOUN" and after.text == "," and last.lower_ in attribution_pack("en").people


def _on_a_day(prep: Token) -> bool:
    """Whether a preposition leads to a day of the week."""
    days = grammar().calendar.weekdays
    return any(c.dep_ == "pobj" and c.lower_ in days for c in prep.children)


def _is_of_name(head: Token, prep: Token) -> bool:
    """Whether what an office is for belongs to its name ("the Committee on Prisoners", "the Adviser on Peace")."""
    pack = attribution_pack("en")
    if prep.i != head.i + 1 or head.lower_ not in pack.bodies | pack.people | pack.agency_words:
        return False
    calendar = grammar().calendar
    when = {*calendar.weekdays, *calendar.months}
    return any(c.dep_ == "pobj" and c.pos_ == "PROPN" and c.lower_ not in when for c in prep.children)


def _bracket_end(opening: Token) -> int | None:
    for t in opening.doc[opening.i + 1 : opening.i + 6]:
        if t.text == ")":
            return int(t.i)
    return None


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """The head noun of who does what the verb says: its own subject, or one shared or controlled.

    A relative pronoun gives the noun that it stands for; a passive its agent.
    """
    if depth > 6:
        return None
    for child in verb.children:
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    if any(c.dep_ == "auxpass" for c in verb.children) and depth == 0:
        passive = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
        if passive is not None:
            return None
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
    for child in subjects:
        if child.lower_ in grammar().pronouns.relative and verb.dep_ == "relcl":
            return verb.head
        last = subjects[-1]
        if last.i < verb.i and any(t.text == "," for t in verb.doc[child.i : last.i]):
            return child if _names_whom(last, child) else last
        return child
    head = verb.head
    if verb.i == head.i:
        return None
    if verb.dep_ == "relcl":
        return head
    if verb.dep_ == "acl":
        return head if head.pos_ in ("NOUN", "PROPN", "PRON") else subject_of(head, depth + 1)
    if verb.dep_ == "xcomp" and verb.tag_ == "VB" and head.lower_ in attribution_pack("en").moves:
        asked = next((c for c in head.children if c.dep_ == "dobj" and head.i < c.i < verb.i), None)
        if asked is not None:
            return asked
    if verb.dep_ == "pcomp" and head.head.pos_ == "VERB":
        blamed = next((c for c in head.head.children if c.dep_ == "dobj" and c.i < head.i), None)
        if blamed is not None and head.lower_ in grammar().attribution.for_what:
            return blamed
    if verb.dep_ in (
        "conj",
        "xcomp",
        "advcl",
        "ccomp",
        "pcomp",
        "prep",
        "dep",
        "parataxis",
        "acomp",
        "aux",
        "advmod",
    ):
        if verb.dep_ in ("ccomp", "parataxis") and verb.tag_ not in ("VBG", "VBN", "VB"):
            return None
        return subject_of(head, depth + 1)
    if verb.dep_ in ("dobj", "pobj", "attr", "oprd"):
        return subject_of(head, depth + 1)
    return None


def _names_whom(name: Token, subject: Token) -> bool:
    """Whether a name after a comma is that of an office told within a subject before it, and no subject of its own
    ("fighters loyal to the former governor, Pavel Ruiz have said")."""
    before = name.left_edge.i - 2
    if name.pos_ != "PROPN" or before <= subject.i or name.doc[before + 1].text != ",":
        return False
    office = name.doc[before]
    return office.lower_ in attribution_pack("en").people and subject in office.ancestors


def object_of(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in ("dobj", "dative") and c.i > verb.i), None)
