"""Reported speech told again: "HOLDER said that ...", where the frame of the sentence allows it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from truceline.brief.alone import leans, opens_report, untied
from truceline.brief.english import english
from truceline.brief.loose import counts_back
from truceline.brief.material import Material
from truceline.brief.naming import office_of
from truceline.brief.owner import named
from truceline.brief.sides import head_of
from truceline.brief.wording import balanced, capital, plain, quoted, small_start, tidy
from truceline.model.reading import Claim, LinkKind
from truceline.model.span import Span

__all__ = ["introduced_as", "of_both", "relayed", "reported_speech"]

_WIDEST_GAP = 90
_NEAR_HEAD = 4
_TIES = frozenset({"also", "further", "separately", "again", "later", "earlier", "then"})
"""Words that tie a deed to what was told before; dropped where it is told alone."""
_SPEECH_INSIDE = re.compile(r"[\"”][,.]?[\"”]?\s+(?:[A-Z][\w’'.-]+\s+){1,6}(?:said|says|told|added)\s*$")
"""A quotation that ends in its own speaker is not the word of the one who passes it on."""
_CUT_INTO = re.compile(r"\b(?:the|a|an|of)\s*$", re.IGNORECASE)
_PASSIVE = re.compile(r"\s+(?:[\w’'-]+\s+){0,6}?by\s")
_WITH_OTHERS = re.compile(r"[A-Z][\w’'-]*\)?,?\s+and\s+(?:the\s+)?$")
_JOINED = re.compile(r"[\w)’'-]\s+and\s+(?:[\w’'-]+\s+){0,4}[\w’'-]+$")
_NEAR_NAME = 40
_ABSOLUTE = re.compile(r"\bwith\s+(?:the\s+)?$", re.IGNORECASE)
"""Before a subject, the mark of a clause with no verb of its own ("with the rebels agreed to leave")."""
_EXPLETIVE = re.compile(r"it\s+(?:is|was|would|will|has)\b", re.IGNORECASE)
_ALSO = re.compile(r"\b(had|has|have|was|were|is|are|would|will) also\b")
_BLAME = re.compile(r"\b(?:for|on|of)\b")
_DASHED = re.compile(r"[—–]\s*\w")
"""Words of the outlet's between a statement and its speaker ("— something the mayor said")."""
_TOLD = re.compile(r"t(?:ell|old)")
_WHEN = frozenset({"late", "early", "earlier", "later", "recently", "again", "publicly"})
_OBJECTS = frozenset({"it", "them", "there", "this", "these", "those"})
_LED_UP_TO = re.compile(r":\s*[“\"‘]")
"""A quotation that the outlet leads up to in its own words; whose these are is not sure."""
_WHO = re.compile(r"\b(?:who|which)\b[^,]*$")
"""Between a holder and the word of saying: what follows is told of him, and where it ends is not sure."""
_OF_ANOTHER = re.compile(r"\bthat\b.*\b(?:and|but)\b", re.DOTALL)
"""Between a holder and the word of saying: he says that somebody else did something, and said what follows."""
_THAT = re.compile(r"\bthat\s*[\"“]?\s*$")
_PAIRS = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»")
_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


_JOINED_BY = 24
"""Characters before a name in which another may be joined to it."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the parts of a claim stand in its text."""

    text: str
    start: int
    end: int
    cue: str
    before: bool
    """The cue stands before the content."""
    gap: str
    """The words between cue and content."""


def introduced_as(claim: Claim, material: Material) -> str:
    """The holder's name with the office that the sentence gives behind it."""
    name, office = named(claim, material), office_of(claim, material)
    return f"{name}, {office}," if office and not name.endswith((")", ",")) else name


def relayed(claim: Claim, material: Material) -> str:
    """ " to AFP" where the statement was made to an agency or outlet between holder and carrier."""
    for link in claim.chain[1:-1]:
        if link.kind is LinkKind.AGENCY and _addressed(claim, link.span):
            return f" to {link.name}"
    return ""


def _addressed(claim: Claim, link: Span | None) -> bool:
    if link is None or claim.cue is None or link.report != claim.cue.report:
        return False
    return claim.cue.end <= link.start <= claim.cue.end + 24


def _frame(claim: Claim, material: Material) -> _Frame | None:
    page, cue = material.page(claim.report), claim.cue
    if page is None or cue is None or len(claim.content) != 1:
        return None
    content = claim.content[0]
    start, end = content.start, content.end
    if content.overlaps(cue) or (claim.source is not None and content.overlaps(claim.source)):
        return None
    before = cue.end <= start
    between = page.text[claim.source.end : cue.start] if claim.source is not None else ""
    if _WHO.search(between) or _OF_ANOTHER.search(between):
        return None
    gap = page.text[cue.end : start] if before else page.text[end : cue.start]
    words = re.sub(r"\s+", " ", cue.quote).casefold()
    next_sentence = words in english().under and gap.rstrip().endswith(".") and "\n" not in gap
    if (len(gap) > _WIDEST_GAP and not next_sentence) or (not before and _DASHED.search(gap)):
        return None
    return _Frame(page.text, start, end, words, before, gap)


def reported_speech(claim: Claim, material: Material, follows: bool) -> str | None:
    """The statement in reported speech, where its frame is one that we can tell again."""
    frame = _frame(claim, material)
    if frame is None or (frame.before and _CUT_INTO.search(frame.gap)) or _cut_short(claim, material, frame):
        return None
    words = plain(material, claim.report, frame.start, frame.end)
    if (
        words is None
        or leans(words, follows or opens_report(claim, material))
        or (counts_back(words) and not follows)
        or _SPEECH_INSIDE.search(words)
    ):
        return None
    that = frame.before and (bool(_THAT.search(frame.gap)) or words.casefold().startswith("that "))
    bare = tidy(untied(words.removeprefix("that ")))
    bare = bare if '"' in bare else _ALSO.sub(r"\1", bare)
    words, sure = _small(bare, claim, material)
    if not sure:
        return _holder_last(claim, material, frame, bare)
    if (
        not words
        or _hangs(words, frame)
        or (not frame.before and _LED_UP_TO.search(words))
        or not balanced(words)
        or (re.search(r"[.!?]\s+[A-Z]", words) and len(words) > 240)
    ):
        return None
    if _ends_open(words):
        return None
    if words[:1] in '"“':
        if words[-1:] not in '"”' or len(_PAIRS.findall(words)) != 1:
            return None
        words = quoted(words)
    return _framed(claim, material, frame, words, that)


def _cut_short(claim: Claim, material: Material, frame: _Frame) -> bool:
    """Whether the statement ends at a stop that ends no sentence ("at the corner of Mill Blvd. and ..."), its
    speaker is told by a word that stands for more than one named before ("X and Y, which say"), or it is a thing
    that was told by him and no clause ("The deal was announced by X")."""
    page = material.page(claim.report)
    if page is None:
        return True
    stop = frame.text[frame.end - 1 : frame.end + 1]
    if not frame.before and _PASSIVE.match(frame.text, claim.cue.end if claim.cue else frame.end):
        return True
    inside = "." in stop and page.around(frame.start, frame.end)[1] > frame.end + 1
    return (inside and frame.before) or _one_of_several(claim, frame.text)


def _one_of_several(claim: Claim, text: str) -> bool:
    """Whether the speaker is told by "which", or by a "who" that does not stand right behind one name."""
    source, before = claim.source, claim.antecedent
    if source is None or source.quote.casefold() not in ("which", "who"):
        return False
    if source.quote.casefold() == "which" or before is None or not before.quote[:1].isupper():
        return True
    joined = text[max(0, before.start - _JOINED_BY) : before.start].split()[-1:]
    behind = text[before.end : source.start]
    return bool(behind.strip(" ,")) or joined == ["and"] or (joined[:1] != [] and joined[0].endswith(","))


def _ends_open(words: str) -> bool:
    """Whether the words break off: a small word that wants another one stands last."""
    last = _WORDS.findall(words)[-1:]
    return bool(last) and last[0].casefold() in english().wants_more


def _opens(claim: Claim, material: Material) -> bool:
    """Whether nothing but a connective stands before "according to" in its sentence."""
    page, cue = material.page(claim.report), claim.cue
    if page is None or cue is None:
        return False
    start = page.around(cue.start, cue.end)[0]
    before = page.text[start : cue.start].strip().casefold()
    return not before or before in english().connective


def _small(words: str, claim: Claim, material: Material) -> tuple[str, bool]:
    """The words with the first one small inside our sentence, where it is large only because it began
    one; and whether that is sure: a name keeps its letter, and what is neither known as a name nor
    written small anywhere stays at the head of a sentence."""
    made = small_start(words)
    first = re.match(r"[A-Z][a-z]+\b", made)
    page = material.page(claim.report)
    if first is None or page is None or page.in_capitals:
        return made, True
    at = page.text.find(first.group(), claim.content[0].start, claim.content[0].end)
    if at < 0:
        small = first.group().lower() in claim.words[: first.end() + 40]
        return (made[0].lower() + made[1:] if small else made), True
    opens = page.around(at, at + 1)[0]
    if page.text[opens:at].strip("\"“‘«' ").casefold() not in ("", *english().connective):
        return made, True
    if any(m.span.start == at for m in material.mentions(claim.report, at, claim.content[0].end)):
        return made, True
    low = first.group().casefold()
    named, small = low in material.large_within, low in material.small_seen
    if named and not small:
        return made, True
    if small and not (named and re.match(r"\s+[A-Z]", made[first.end() :])):
        return made[0].lower() + made[1:], True
    return made, False


def _holder_last(claim: Claim, material: Material, frame: _Frame, words: str) -> str | None:
    """ "WORDS, HOLDER said": the order of the report, where the first word may be a name."""
    fits = frame.cue in english().say or frame.cue in english().plain_that
    if frame.before or not fits or not _starts_sentence(frame) or not balanced(words) or '"' in words:
        return None
    return f"{words}, {named(claim, material).rstrip(',')} said"


def _hangs(words: str, frame: _Frame) -> bool:
    """Whether the statement leans on a part of the sentence that would be lost."""
    first = _WORDS.search(words)
    word = first.group().casefold() if first and first.start() < 2 else ""
    if _EXPLETIVE.match(words) and any(w in english().expletive for w in words.casefold().split()[2:5]):
        return False
    return word in english().headless or (frame.cue.endswith("ing") and word in english().dangling)


def _framed(claim: Claim, material: Material, frame: _Frame, words: str, that: bool) -> str | None:
    lists = english()
    holder = capital(introduced_as(claim, material))
    that_or = ":" if words[:1] in '"“' else " that"
    said = f"{holder} told {_told(claim)}{that_or}" if _told(claim) else f"{holder} said{that_or}"
    if frame.cue in lists.according:
        whole = _opens(claim, material) if frame.before else _starts_sentence(frame)
        if claim.source is not None and head_of(claim.source.quote) in lists.paper and "," in words:
            return None
        return f"According to {named(claim, material).rstrip(',')}, {words}" if whole else None
    if frame.cue in lists.under and frame.before:
        told = material.outlet(claim.report)
        return f"Under the agreement, as {told} retells it, {words}" if _clause_follows_comma(frame) else None
    if frame.before and that:
        if frame.cue in lists.keep_that and len(frame.cue.split()) == 1:
            return f"{holder} {_past(frame.cue)} that {words}"
        if frame.cue in lists.say or frame.cue in lists.plain_that:
            return f"{said} {words}"
        return None
    if frame.before and frame.cue in lists.say and not words.startswith("to "):
        return f"{said} {words}" if _clause_follows(frame) else None
    if not frame.before:
        fits = frame.cue in lists.say or frame.cue in lists.plain_that
        return f"{said} {words}" if fits and _starts_sentence(frame) else None
    return _predicate(claim, material, frame, words)


def _told(claim: Claim) -> str | None:
    """The agency that was told, where the frame says so."""
    for link in claim.chain[1:-1]:
        if link.kind is LinkKind.AGENCY and _addressed(claim, link.span):
            return link.name
    return None


def _clause_follows(frame: _Frame) -> bool:
    """Whether what follows a word of saying is a whole clause, from its first word on: between them stands no more
    than to whom and when it was said."""
    words, lists = _WORDS.findall(frame.gap), english()
    known = lists.small | lists.named_day | lists.weekday | lists.telling_which | lists.auxiliary | _WHEN
    if words and frame.cue in lists.say and not _TOLD.match(frame.cue) and words[0].casefold() not in known:
        return False
    last = words[-1:]
    return not re.search(r"[,;:]", frame.gap) and (
        last in ([], ["that"]) or last[0] not in english().wants_more
    )


def _clause_follows_comma(frame: _Frame) -> bool:
    """Whether the named text ends in a comma, so that a whole clause follows; or the sentence after."""
    return frame.gap.rstrip().endswith((",", "."))


def _starts_sentence(frame: _Frame) -> bool:
    """Whether nothing of its sentence stands before the content."""
    before = frame.text[: frame.start].rstrip()
    return not before or before[-1] in '.!?:…"”’)' or "\n" in frame.text[len(before) : frame.start]


def _past(cue: str) -> str:
    """A present form told in the past ("warns" -> "warned"); others stay."""
    irregular = {"vows": "vowed", "says": "said", "thinks": "thought", "denies": "denied"}
    if cue in irregular:
        return irregular[cue]
    if cue.endswith("s") and not cue.endswith("ss"):
        stem = cue[:-1]
        return f"{stem}d" if stem.endswith("e") else f"{stem}ed"
    if cue.endswith("ing"):
        return f"{cue[:-3]}ed"
    return cue


def _predicate(claim: Claim, material: Material, frame: _Frame, words: str) -> str | None:
    """Subject changed for the holder's name, the rest of the predicate as it stands."""
    cue, source = claim.cue, claim.source
    if cue is None or source is None or source.end > cue.start or not frame.before:
        return None
    lists = english()
    if _ABSOLUTE.search(frame.text, max(0, source.start - 12), source.start) or _of_several(claim, frame):
        return None
    between = re.sub(r"\s+", " ", frame.text[source.end : cue.start]).strip().casefold()
    if between and between not in lists.auxiliary and not _shared(claim, frame, material):
        return None
    if frame.cue in lists.factive and set(words.casefold().split()[:_NEAR_HEAD]) & lists.pact:
        return None
    if frame.cue in lists.factive:
        if claim.chain and claim.chain[-1].kind is LinkKind.PERSON:
            return None
        return f"{capital(named(claim, material))} said that it had {frame.cue} {words}"
    if frame.cue not in lists.speech_act or _subordinate(claim, material):
        return None
    if re.search(r"[,;:.\"“”]", frame.gap) or len(frame.gap) > 60:
        return None
    tail = plain(material, claim.report, cue.start, frame.end)
    if tail is None:
        return None
    if _shared(claim, frame, material) and set(_WORDS.findall(words.casefold())) & _OBJECTS:
        return None
    if frame.cue in lists.blames and not _BLAME.search(words):
        return None
    kept = " ".join(w for w in between.split() if w not in _TIES)
    verb = f"{kept} {tidy(tail)}".strip() if between in lists.auxiliary else tidy(tail)
    return f"{capital(named(claim, material))} {verb}" if balanced(verb) else None


def _of_several(claim: Claim, frame: _Frame) -> bool:
    """Whether the verb is that of more than the holder ("X and Y have accused"): then he is not its whole subject."""
    source, cue = claim.source, claim.cue
    if source is None or cue is None:
        return False
    between = frame.text[source.end : cue.start].casefold().split()
    joined = _WITH_OTHERS.search(frame.text, max(0, source.start - _NEAR_NAME), source.start)
    many = source.quote.casefold().split()[-1].endswith("s") or " and " in source.quote
    return joined is not None or (between[:1] in (["have"], ["are"], ["were"]) and not many)


def of_both(holder: str) -> bool:
    """Whether the holders are two sides together ("both sides", "the army and the rebels"): what they do is an event
    that the outlet tells, and nobody's statement."""
    low = holder.casefold().split()
    return bool(set(low) & english().sides) or low[:1] == ["both"] or bool(_JOINED.search(holder))


def _subordinate(claim: Claim, material: Material) -> bool:
    """Whether the holder stands in a clause before the main one ("While the council agreed to ..., "): where
    that ends is not sure."""
    page, source = material.page(claim.report), claim.source
    if page is None or source is None:
        return False
    opens = page.around(source.start, source.end)[0]
    before = _WORDS.findall(page.text[opens : source.start])
    heads = english().subordinate
    near = before[-_NEAR_HEAD:]
    return bool(before) and (
        (len(before) <= _NEAR_HEAD and before[0].casefold() in heads)
        or any(
            w.casefold() in heads and all(x[:1].isupper() for x in near[n + 1 :]) for n, w in enumerate(near)
        )
    )


def _shared(claim: Claim, frame: _Frame, material: Material) -> bool:
    """Whether the word of saying follows another one of the same subject ("urged X and called on Y")."""
    cue, source = claim.cue, claim.source
    reading = material.readings.get(claim.report)
    if cue is None or source is None or reading is None:
        return False
    joined = re.search(r"(?:,|\band|\bbut|\bwhile)\s+(?:also\s+)?$", frame.text[source.end : cue.start])
    return joined is not None and any(
        c.source == source and c.cue is not None and source.end <= c.cue.start < cue.start
        for c in reading.claims
    )
