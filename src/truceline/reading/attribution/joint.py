"""Several who speak together, or one who is named twice: whose side they are on, and whether it is so."""

from __future__ import annotations

from itertools import pairwise

from truceline.model.reading import Mention, MentionType
from truceline.reading.attribution.content import Piece
from truceline.reading.attribution.holders import Cast, is_anonymous
from truceline.reading.grammar import grammar
from truceline.reading.names import lexicon
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token

_INSIDE = ("det", "compound", "amod", "nmod", "poss", "nummod", "case", "prep")


def shared_party(cast: Cast, block: PageBlock, source: Piece, head: Token | None) -> str | None:
    """The party of those who speak together; None where they are of several, or the side of any is not known.

    Who is only told as another's or as one more ("and his ministers", "and other officials") is on the
    side of the rest.
    """
    if head is None:
        return cast.side_of(block, source)
    spoken = (head, *head.conjuncts, *beside_of(cast, block, head))
    members = [t for t in spoken if source[0] <= block.start + t.idx < source[1]]
    parties: set[str] = set()
    for t in sorted(members, key=lambda t: t.i):
        party = _party(cast, block, t)
        if party is None and not _one_more(cast, t):
            return None
        if party is not None:
            parties.add(party)
    return parties.pop() if len(parties) == 1 else None


def beside_of(cast: Cast, block: PageBlock, head: Token) -> list[Token]:
    """Whom the parse joins to the land that a body is of ("the government of Orlu and the Free Valley Movement")."""
    if head.tag_ != "NN" or head.lower_ in cast.pack.documents:
        return []
    of = (c for c in head.children if c.dep_ == "prep" and c.lower_ in grammar().names.body_of)
    lands = [x for c in of for x in c.children if x.dep_ == "pobj"]
    joined = [x for land in lands for x in land.conjuncts if any(c.dep_ == "det" for c in x.children)]
    own = _party(cast, block, head)
    return [x for x in joined if own and _party(cast, block, x) not in (None, own)]


def _party(cast: Cast, block: PageBlock, t: Token) -> str | None:
    at = block.start + t.idx
    for m in cast.mentions:
        if m.span.start <= at < m.span.end and not is_anonymous(m) and (party := cast.party_of(m)):
            return party
    left = [c for c in t.lefts if c.dep_ in _INSIDE]
    right = [c for c in t.rights if c.dep_ in _INSIDE]
    start = min([t.idx, *(c.left_edge.idx for c in left)])
    end = max([t.i, *(c.right_edge.i for c in right)])
    last = t.doc[end]
    return cast.side_of(block, (block.start + start, block.start + last.idx + len(last.text)))


def _one_more(cast: Cast, t: Token) -> bool:
    """Whether one of several is told without a name or a people's of its own."""
    if t.tag_ == "NNS" and not cast.is_official(t.lower_) and not any(t.lefts):
        return False  # "witnesses and an Orlu official"
    if any(c.lower_ in cast.pack.against for c in (t, *t.lefts)):
        return False
    if t.pos_ == "PROPN" and not any(c.lower_ in cast.pack.titles for c in t.lefts):
        return False
    return (
        not any(
            c.text[:1].isupper() and c.lower_ not in cast.pack.titles and c.i != t.sent.start
            for c in t.subtree
            if c.i <= t.i and c.dep_ in ("amod", "nmod", "poss", "compound") and c.head == t
        )
        or t.left_edge.lower_ in grammar().pronouns.possessive
    )


def one_name(cast: Cast, block: PageBlock, first: Token, last: Token) -> bool:
    """Whether two words that "and" joins are of one name ("the Armed Conflict and Event Data Project")."""
    kinds = lexicon(cast.vocabulary, cast.page.report.language).pack.organisation_words
    if first.pos_ != "PROPN" or last.pos_ != "PROPN" or first.lower_ in kinds or last.lower_ not in kinds:
        return False
    bearer = first.head if first.dep_ == "appos" else first
    if any(c.dep_ == "det" for c in last.children) or not any(c.dep_ == "det" for c in bearer.children):
        return False
    at = block.start + first.idx
    return not any(
        m.span.start <= at < m.span.end and m.span.end <= block.start + last.idx for m in cast.mentions
    )


def is_person(cast: Cast, block: PageBlock, named: Token, head: Token) -> bool:
    """Whether a person's name stands beside an office in capitals ("the Head of Mission, Mara Ilves")."""

    def at(token: Token) -> Mention | None:
        place = block.start + token.idx
        over = (m for m in cast.within((block.start, block.end)) if m.span.start <= place < m.span.end)
        return max(over, key=lambda m: len(m.span), default=None)

    beside, office = at(named), at(head)
    person = beside is not None and beside.type is MentionType.PERSON and not is_anonymous(beside)
    return person and (
        office is None or office.type not in (MentionType.PARTY, MentionType.ORGANISATION, MentionType.PERSON)
    )


def of_nobody(cast: Cast, block: PageBlock, named: Token, head: Token) -> bool:
    """Whether what the parse sets beside a role is the name of a place or a body ("a nurse in the town, Orlu, said",
    "an officer of the Arms, Mines and Roads Mission said")."""
    at = block.start + named.idx
    over = [m for m in cast.within((block.start, block.end)) if m.span.start <= at < m.span.end]
    if over and all(m.type is MentionType.PLACE for m in over):
        return True
    bodies = lexicon(cast.vocabulary, cast.page.report.language).pack.organisation_words
    return named.lower_ in bodies and head.lower_ in cast.pack.anonymous | cast.pack.people


def full_and(t: Token) -> bool:
    """Whether a full name before the head is joined to what follows ("Mara Ilves and Jon Tolle")."""
    return any(c.dep_ == "cc" for c in t.children) and any(c.dep_ == "compound" for c in t.children)


def named_together(cast: Cast, source: Piece) -> bool:
    """Whether two people of a source stand with nothing but "and" between them, whatever the parse says."""
    people = [m for m in cast.within(source) if m.type is MentionType.PERSON and not is_anonymous(m)]
    return any(
        a.entity != b.entity
        and cast.page.text[a.span.end : b.span.start].strip(" ,\n").lower() in grammar().attribution.joins
        for a, b in pairwise(people)
    )


def lists_people(head: Token) -> bool:
    """Whether an apposition to several names them ("Two officers, Ole Pind and Mara Ilves")."""
    return head.pos_ == "PROPN" and any(c.dep_ == "conj" and c.pos_ == "PROPN" for c in head.children)
