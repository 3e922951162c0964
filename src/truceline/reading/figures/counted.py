"""What an amount counts: the noun phrase beside it, its unit and its category."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from truceline.reading.figures.amount import Amount
from truceline.reading.figures.amounts import rate_at
from truceline.reading.figures.lexicon import Lexicon
from truceline.reading.grammar import grammar
from truceline.reading.numerals import Words
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token
from truceline.reading.times.direction import token_at

PHRASE = 7
INSIDE = (
    "JJ",
    "JJR",
    "JJS",
    "VBN",
    "VBG",
    "HYPH",
    "NN",
    "NNP",
    "NNS",
    "NNPS",
    "POS",
    "AFX",
    "CD",
    "CC",
    "RBS",
)
NOUNS = ("NN", "NNP", "NNS", "NNPS")
QUOTES = frozenset("\"“”‘’'")
INNER_SIGNS = frozenset("-'’&")


@dataclass(frozen=True, slots=True)
class Counted:
    """The counted thing: words `first` to before `last`, its head, unit and rate."""

    first: int | None
    last: int | None
    head: str | None
    unit: str | None
    rate: str | None = None


def tag_at(block: PageBlock, w: Words, i: int) -> str:
    """The part-of-speech tag of word `i`; empty outside the text."""
    if not 0 <= i < len(w):
        return ""
    token = token_at(block.doc, w.starts[i])
    return token.tag_ if token is not None else ""


def counted_thing(block: PageBlock, w: Words, a: Amount, lex: Lexicon) -> Counted:
    """What `a` counts, by the words after it."""
    j = a.last
    if w.low(j) == "-" and w.joined(j):
        return _hyphenated(block, w, a, j + 1, lex)
    if a.unit in lex.durations and a.measure:
        return Counted(None, None, None, a.unit, a.rate)
    if w.low(j) == "of":
        j += 1
        while (
            w.low(j) in grammar().figures.determiners
            or w.low(j) in grammar().figures.pronouns
            or tag_at(block, w, j) == "CD"
            or (w.low(j) == "-" and w.joined(j) and tag_at(block, w, j + 1) == "CD")
        ):
            j += 1
    elif w.low(j) in grammar().figures.after_share and a.share:
        j += 1
    elif a.measure and not a.share:
        return Counted(None, None, None, a.unit, a.rate)
    opened = w.low(j) in QUOTES and tag_at(block, w, j + 1) in INSIDE
    j += opened
    low = w.low(j)
    for _, harmed in lex.harm:
        if low in harmed and tag_at(block, w, j + 1) not in NOUNS:
            return Counted(j, j + 1, low, a.unit if a.measure or a.share else "person", None)
    last = _phrase_end(block, w, j, a)
    if last is not None and tag_at(block, w, last) == "POS" and tag_at(block, w, last + 1) == "CD":
        j = last + 2  # "five of the army's 36 howitzers"
        last = _phrase_end(block, w, j, a)
    if last is None:
        return Counted(None, None, None, a.unit, a.rate)
    head = w.lows[last - 1]
    if w.low(last - 2) == "-" and w.joined(last - 1) and last - 3 >= j:
        head = "".join(w.lows[last - 3 : last])
    rate = None
    if not a.measure:
        got = rate_at(w, last, lex)
        rate = got[1] if got else None
    unit = a.unit if a.measure or a.share else unit_of(head, tag_at(block, w, last - 1), lex)
    return Counted(j - opened, last, head, unit, rate or a.rate)


def _hyphenated(block: PageBlock, w: Words, a: Amount, j: int, lex: Lexicon) -> Counted:
    """ "a four-page document" counts pages."""
    if a.measure or not w.joined(j) or not w.low(j)[:1].isalpha():
        return Counted(None, None, None, a.unit, a.rate)
    return Counted(j, j + 1, w.lows[j], unit_of(w.lows[j], "NN", lex))


def _phrase_end(block: PageBlock, w: Words, j: int, a: Amount) -> int | None:
    """The word after the last noun of the phrase that begins at word `j`."""
    last, k = None, j
    while k < len(w) and k - j < PHRASE:
        low, tag = w.lows[k], tag_at(block, w, k)
        if low == "." and k > j and w.joined(k) and len(w.lows[k - 1]) == 1:
            k += 1
            continue
        if low in QUOTES and last is None and k > j:
            k += 1
            continue
        if (
            tag not in INSIDE
            or (tag == "CD" and last is not None)
            or not (low[0].isalnum() or low in INNER_SIGNS)
        ):
            break
        if tag == "CC" and (last is not None or k == j):
            break
        if tag in NOUNS:
            last = k + 1
            if tag in ("NNS", "NNPS") and tag_at(block, w, k + 1) not in ("NNS", "NNPS", "POS"):
                break
        k += 1
    return last


def unit_of(head: str, tag: str, lex: Lexicon) -> str:
    """The unit of a counted noun: "person" for people, else the noun in the singular."""
    if head in lex.person or tag in ("NNPS", "NNP"):
        return "person"
    return singular(head)


def singular(noun: str) -> str:
    """A plural noun in the singular, by the regular endings."""
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(grammar().figures.plural_es):
        return noun[:-2]
    if noun.endswith("men"):
        return noun[:-2] + "an"
    return noun[:-1] if noun.endswith("s") and not noun.endswith(grammar().figures.no_plural) else noun


def category_of(block: PageBlock, w: Words, a: Amount, c: Counted, lex: Lexicon) -> str | None:
    """Which of its kind are counted: "bodies", "minors", "killed", "killed and injured" ..."""
    if a.duration and a.unit in lex.durations:
        return "duration"
    found: list[str] = []
    words = set(w.lows[c.first : c.last]) if c.first is not None else set()
    if w.low(a.first - 1) == "of":
        words |= {w.low(a.first - 2)} & lex.categories[0][1]
    text = " ".join(w.lows[c.first : c.last]) if c.first is not None else ""
    for name, members in lex.categories:
        if words & members or (" " in name and name in text):
            found.append(name)
    if c.unit == "person" or c.unit is None or c.head in lex.others:
        harms = _harm(block, w, a, c, lex)
        if harms:
            found.insert(0, " and ".join(harms))
    return ", ".join(dict.fromkeys(found)) or None


def others_harmed(c: Counted, category: str | None, lex: Lexicon) -> bool:
    """Whether "others" are people: those that were killed, injured, displaced."""
    return c.head in lex.others and category is not None


def harm_of(category: str | None, lex: Lexicon) -> str | None:
    """What was done to the people of a category."""
    first = (category or "").split(", ")[0]
    names = {name for name, _ in lex.harm}
    return first if first and set(first.split(" and ")) <= names else None


def tells_harm_of(counted: Sequence[str], category: str | None, lex: Lexicon) -> bool:
    """Whether a category tells the harm that a measure of the harmed counts: who is not told to have been killed
    is not of those killed in the war. True for measures of nobody harmed."""
    asked = {name for name, members in lex.harm if members & {word.rstrip("*") for word in counted}}
    return not asked or bool(asked & set((harm_of(category, lex) or "").split(" and ")))


def _harm(block: PageBlock, w: Words, a: Amount, c: Counted, lex: Lexicon) -> list[str]:
    near = set(w.lows[c.first : c.last]) if c.first is not None else set()
    if w.low(a.first - 1) == "of":
        near.add(w.low(a.first - 2))
    after = _harmed_after(block, w, c)
    if named := [name for name, members in lex.harm if c.head in members or after & members]:
        return named
    start = token_at(block.doc, w.starts[a.core])
    if _lives_taken(start, lex):
        return [lex.harm[0][0]]
    below = start
    for t in governors(start):
        if t.tag_ == "JJ" and t.dep_ == "conj" and any(t.lower_ in members for _, members in lex.harm):
            near.add(t.lower_)  # "and 124 more wounded"
            break
        if t.tag_[:2] == "VB" and t.dep_ != "prep":
            doer = below is not None and below.dep_ == "nsubj" and any(x.dep_ == "dobj" for x in t.children)
            if doer:
                break
            near.add(t.lower_)
            near |= {
                x.lower_
                for x in t.children
                if (x.dep_ == "xcomp" and x.tag_ == "VB")
                or (c.unit == "person" and x.dep_ in ("oprd", "acomp"))  # "are reported missing"
            }
            near |= {
                x.lower_
                for x in t.children
                if x.dep_ == "conj" and x.tag_[:2] == "VB" and not _own(x) and not _numbered(t, x)
            }
            shared = not _own(t.head, objects_only=True) and not _own(t, subjects_only=True)
            if t.dep_ == "conj" and shared and not _numbered(t.head, t):
                near.add(t.head.lower_)
            break
        below = t
    near |= after
    if w.low(a.last) in grammar().figures.people_words or c.last is None:
        near.add(w.low(c.last if c.last is not None else a.last))
    return [name for name, members in lex.harm if near & members]


def _lives_taken(start: Token | None, lex: Lexicon) -> bool:
    """Whether those counted have lost their lives ("the loss of 22 lives", "claimed the lives of 40 men")."""
    above = governors(start, 6)
    lives = next((n for n, t in enumerate(above[:4]) if t.lower_ in lex.lives), None)
    return lives is not None and any(t.lower_ in lex.taken for t in above[lives + 1 : lives + 3])


def _harmed_after(block: PageBlock, w: Words, c: Counted) -> set[str]:
    """The participles or adjectives right after the counted thing ("eight children killed or hurt at a camp")."""
    if c.last is None or c.last >= len(w):
        return set()
    t = token_at(block.doc, w.starts[c.last])
    if t is None or t.tag_ not in ("JJ", "VBN", "VBD"):
        return set()
    hung = t.dep_ in ("acl", "amod", "acomp", "oprd", "advmod", "ccomp")
    bare = t.dep_ == "ROOT" and not any(x.dep_ in ("dobj", "aux", "auxpass") for x in t.children)
    joined = [x.lower_ for x in t.children if x.dep_ == "conj" and not _own(x) and not _numbered(t, x)]
    return {t.lower_, *joined} if hung or bare else set()


def _own(verb: Token, objects_only: bool = False, subjects_only: bool = False) -> bool:
    """Whether a verb has an object or a subject of its own, and so shares none."""
    kinds = (
        {"dobj", "dative"}
        if objects_only
        else {"nsubj", "nsubjpass"}
        if subjects_only
        else {"dobj", "nsubj", "nsubjpass"}
    )
    return any(c.dep_ in kinds for c in verb.children)


def _numbered(verb: Token, joined: Token) -> bool:
    """Whether a number between two joined verbs is what the second was done to ("were killed and 300 displaced")."""
    return any(t.tag_ == "CD" for t in verb.doc[verb.i + 1 : joined.i])


def governors(token: Token | None, depth: int = 8) -> list[Token]:
    """The tokens above `token` in the parse, nearest first."""
    out: list[Token] = []
    while token is not None and token.head.i != token.i and len(out) < depth:
        token = token.head
        out.append(token)
    return out
