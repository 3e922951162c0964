"""Words taken out of their report: what they need to be understood alone.

A connective at the head is dropped; a pronoun for the speaker gets the name in square brackets; a sentence that begins
with another word that points back is not told.
"""

from __future__ import annotations

import re
from functools import cache

from truceline.brief.english import english
from truceline.brief.loose import points_inside, shell_head
from truceline.brief.material import Material
from truceline.brief.owner import in_a_bracket, named
from truceline.brief.sides import head_of
from truceline.brief.wording import capital, dated
from truceline.model.reading import Claim, Manner, Stance
from truceline.model.span import Span

__all__ = [
    "LONGEST_PAIR",
    "bare_quote",
    "cut",
    "ends_as_sentence",
    "issued",
    "leans",
    "named_at",
    "named_before",
    "opens_back",
    "opens_report",
    "spoken_before",
    "standing_alone",
    "untied",
]

_PAIRS = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»")
_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LONGEST_QUOTE = 420
LONGEST_PAIR = 520
_STEPS = 6
_FURTHER = 14
_STEM = 4
_SPOKEN = re.compile(r"The\s+([a-z]+)\b")
_LOOK_BACK = 8
"""Sentences above in which a paper may be brought in."""
_MARK = re.compile(r"^(?:\([A-Z][^()]{1,30}\)|\([a-z0-9]{1,3}\)|[a-z]\)|[•·▪*–—]|\d{1,2}[.)])\s+(?=[^a-z\s])")
"""An agency's sign or the mark of a list before a sentence."""
_ENDED = re.compile(r"[.!?…:][\"”’»')\]]*\s*$")
_EARLY = 6
"""Two pronouns for different things so near the start of a statement cannot be told apart."""
_SCANT = 3
"""So few words with a pronoun among them say nothing by themselves ("it would")."""
_DEMONSTRATIVE = frozenset({"this", "these", "those"})
_THIRD = frozenset({"it", "they", "them", "he", "she", "him", "theirs"})
_BRINGS = frozenset(
    {
        "the",
        "a",
        "an",
        "our",
        "my",
        "your",
        "his",
        "their",
        "its",
        "any",
        "no",
        "every",
        "each",
        "all",
        "some",
    }
)
_SUBJECTS = frozenset({"he", "she", "it", "they"})
_WITHIN_IT = re.compile(
    r"\W*(?:In|On|Under|With|After|Before|Among|Of|To|From|By|For|At|During|Since|Against|Within|Through|Despite)\s+"
    r"(?:it|them|him|her|this)\b",
    re.IGNORECASE,
)
"""A place or time told by a word for something told before."""
_NAMED_HEAD = re.compile(r"\w+ \[(?!\w\])")
"""A word at the head, with what it stands for behind it."""
_TIE_HEAD = re.compile(r"[^\s,]+")


def named_at(claim: Claim, material: Material) -> Span | None:
    """Where the holder is named that a pronoun stands for, through other pronouns if need be."""
    reading, named = material.readings.get(claim.report), claim.antecedent
    for _ in range(_STEPS):
        if reading is None or named is None or named.quote.casefold() not in english().pronoun:
            break
        named = next((c.antecedent for c in reading.claims if c.source == named and c.antecedent), None)
    return named


def named_before(claim: Claim, material: Material) -> Span | None:
    """The last words before a claim that name its holder."""
    reading = material.readings.get(claim.report)
    if reading is None or not claim.entity:
        return None
    earlier = [m.span for m in reading.mentions if m.entity == claim.entity and m.span.end <= claim.start]
    return max(earlier, key=lambda s: s.start, default=None)


def issued(claim: Claim, material: Material) -> bool:
    """Whether a paper that stands for its maker ("the statement says") is brought in above by the words
    of that maker ("the council said in a statement"): else whose paper it is remains a guess."""
    page, source = material.page(claim.report), claim.source
    head = head_of(source.quote) if source else ""
    if page is None or source is None or head not in english().paper:
        return True
    names = [w.casefold() for w in _WORDS.findall(named(claim, material)) if w[:1].isupper() and len(w) > 2]
    if not names or any(n in source.quote.casefold() for n in names):
        return True
    made = re.compile(
        rf"\b(?:an?|his|her|its|their)\s+(?:[\w'’-]+\s+){{0,3}}{re.escape(head)}\b"
        rf"|\b(?:issue|releas|publish|post|sen[dt]|wrote|writ)\w*\s+(?:[\w'’-]+\s+){{0,4}}{re.escape(head)}\b",
        re.IGNORECASE,
    )
    for a, b in page.above(source.start, _LOOK_BACK):
        above = page.text[a:b]
        entities = {m.entity for m in material.mentions(claim.report, a, b)}
        maker = (claim.entity and claim.entity in entities) or any(n in above.casefold() for n in names)
        if maker and made.search(above):
            return True
    return False


def leans(words: str, opens: bool = False) -> bool:
    """Whether a statement begins with what only the sentence before explains ("this step", "the threat"),
    names such a thing within ("of that deal"), or two pronouns in it stand for different things ("he
    thought it was coming"). Where they open their report there is nothing before that they could mean."""
    ours = _PAIRS.sub(" ", words)
    low = [w.casefold() for w in _WORDS.findall(untied(ours))]
    if low[:1] == ["that"]:
        low = low[1:]
    if low[:1] and (low[0] in _DEMONSTRATIVE or re.match(r"(?:that|this|these|those)['’]", low[0])):
        return True
    if not opens and _WITHIN_IT.match(untied(words)):
        return True
    if not opens and (shell_head(untied(words)) or points_inside(words)):
        return True
    if len(low) <= _SCANT and _SUBJECTS & set(low):
        return True
    return len(_SUBJECTS & set(low[:_EARLY])) > 1


def ends_as_sentence(words: str) -> bool:
    """Whether a stop, and no bare word, ends the words: captions and credits have none."""
    return bool(_ENDED.search(words))


def opens_back(words: str) -> bool:
    """Whether a quotation begins with what only the words before it explain ("It represents ...")."""
    first = _WORDS.search(untied(words))
    low = first.group().casefold() if first else ""
    return not low or low in english().pointing or shell_head(untied(words)) or _pronoun_first(words)


def _pronoun_first(words: str) -> bool:
    """Whether "it" or "them" stands in a quotation before anything that it could mean is named."""
    for found in _WORDS.finditer(words):
        word, low = found.group(), found.group().casefold()
        after = words[found.end() :].casefold().split()[:2]
        if low in _THIRD:
            return low != "it" or after[:1] == [] or not (set(after) & english().expletive)
        if low in _BRINGS or (word[:1].isupper() and low not in english().small and found.start() > 0):
            return False
        if (low.endswith("s") and len(low) > 4) or low[:1].isdigit():
            return False
    return False


def standing_alone(
    claim: Claim, material: Material, start: int, end: int, follows: bool = False
) -> str | None:
    """The sentences from `start` to `end` without a connective before them, with whose a word for what was said is
    behind it; None where they begin with what only the one before explains."""
    spoken = spoken_before(claim, material, start, end) if not follows else None
    more = {spoken[0]: f" [by {spoken[1]}]"} if spoken is not None else None
    bare = bare_quote(_with_names(claim, material, start, end, more))
    if not follows and _behind_a_charge(claim, material):
        return None
    known = follows or more or _NAMED_HEAD.match(bare)
    first = _WORDS.search(untied(bare))
    points = first is not None and first.group().casefold() in english().pointing
    opens = not points and opens_report(claim, material)
    return None if not known and not opens and opens_back(bare) else cut(bare)


def _behind_a_charge(claim: Claim, material: Material) -> bool:
    """Whether an outlet's own sentence stands right behind a charge that somebody makes: it may only go on retelling
    it."""
    page, reading = material.page(claim.report), material.readings.get(claim.report)
    above = page.before(page.around(claim.start, claim.end)[0]) if page else None
    if reading is None or above is None or claim.manner is not Manner.OWN:
        return False
    return any(
        c.stance is Stance.ACCUSES and c.manner is not Manner.OWN and above[0] <= c.start < above[1]
        for c in reading.claims
    )


def spoken_before(
    claim: Claim, material: Material, start: int, end: int
) -> tuple[int, str, tuple[int, int]] | None:
    """Where a sentence begins with a word for what was said before ("The announcement came ...") and it is
    plain whose it was (somebody "announced" it above, or only one speaks in the sentence before): the place
    after that word, the speaker, and the sentence with those words."""
    page, reading = material.page(claim.report), material.readings.get(claim.report)
    head = _SPOKEN.match(page.text, start, end) if page is not None else None
    if page is None or reading is None or head is None or head.group(1).casefold() not in english().spoken:
        return None
    if points_inside(page.text[start:end]):
        return None
    above = page.above(start, _FURTHER)
    told = [
        c
        for c in reading.claims
        if c.manner not in (Manner.OWN, Manner.UNSOURCED) and above and above[0][0] <= c.start < start
    ]
    same = [c for c in told if c.cue is not None and _akin(c.cue.quote, head.group(1))]
    last = [c for c in told if c.start >= above[-1][0]]
    some = [max(same, key=lambda c: c.start)] if same else last
    names = {named(c, material) for c in some}
    if len(names) != 1 or not (name := names.pop()):
        return None
    return head.end(), name, page.around(some[0].start, some[0].end)


def _akin(cue: str, noun: str) -> bool:
    """Whether a word of saying and a noun have one stem ("announced", "announcement")."""
    return any(len(w) > _STEM and w[:_STEM] == noun[:_STEM] for w in cue.casefold().split())


def opens_report(claim: Claim, material: Material) -> bool:
    """Whether no sentence stands above the one that holds a claim."""
    page = material.page(claim.report)
    return page is not None and not page.above(page.around(claim.start, claim.end)[0], 1)


def _with_names(
    claim: Claim, material: Material, start: int, end: int, more: dict[int, str] | None = None
) -> str:
    """The words with their days in brackets, and the speaker's name after a pronoun for it; with `more` by
    the places after which they stand."""
    names = dict(more or {})
    source = claim.source
    if source is not None and source.quote.casefold() in _SUBJECTS and start <= source.start < end:
        name = named(claim, material)
        names |= {source.end: f" [{in_a_bracket(name)}]"} if name else {}
    return dated(material, claim.report, start, end, names)


def bare_quote(words: str) -> str:
    """A sentence to be quoted, without the connective at its head; a letter made large stands in brackets."""
    words = _MARK.sub("", words)
    rest = _after_tie(words)
    if rest is not None:
        return f"[{rest[0].upper()}]{rest[1:]}" if rest[0].islower() else rest
    return words


def untied(words: str) -> str:
    """Without the word that ties the sentence to the one before."""
    rest = _after_tie(words)
    return words if rest is None else capital(rest)


def _after_tie(words: str) -> str | None:
    """What follows a connective at the head of a sentence; None where there is none."""
    first = _TIE_HEAD.match(words)
    ties = _ties().get(first[0].casefold(), ()) if first else ()
    low = words.casefold() if ties else ""
    for tie in ties:
        for mark in (" ", ", "):
            if low.startswith(f"{tie}{mark}") and len(words) > len(tie) + len(mark):
                return words[len(tie) + len(mark) :]
    return None


@cache
def _ties() -> dict[str, tuple[str, ...]]:
    """The connectives by their first word, in the order of the list."""
    found: dict[str, tuple[str, ...]] = {}
    for tie in english().connective:
        head = _TIE_HEAD.match(tie)
        found[head[0] if head else ""] = (*found.get(head[0] if head else "", ()), tie)
    return found


def cut(words: str) -> str:
    """A long quotation ends at the end of a sentence, with an ellipsis."""
    words = re.sub(r"\s+", " ", words).strip()
    if len(words) <= _LONGEST_QUOTE:
        return words
    ends = [m.end() for m in re.finditer(r"[.!?][\"”’]?(?=\s)", words[:_LONGEST_QUOTE]) if m.end() > 60]
    if not ends and len(words) <= LONGEST_PAIR:
        return words
    cut = ends[-1] if ends else words[:_LONGEST_QUOTE].rfind(" ")
    return f"{words[:cut]} …"
