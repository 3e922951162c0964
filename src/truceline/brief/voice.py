"""A claim told again in one sentence that is true to its words.

Reported speech is told as "HOLDER said that ..." only where the frame of the sentence allows it;
everywhere else the words are quoted, with whose words they are. Nothing is shortened except a
quotation, at the end of a sentence, with an ellipsis.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from truceline.brief.english import english
from truceline.brief.material import Material
from truceline.brief.wording import balanced, capital, plain, quoted, small_start, tidy
from truceline.model.brief import Sentence
from truceline.model.reading import Claim, LinkKind, Manner, Stance
from truceline.model.report import Rendering
from truceline.model.span import Span

__all__ = ["holder_of", "tell"]

_LONGEST_QUOTE = 420
_NAMELESS = re.compile(r"\b(?:anonym|unnamed|not named|unidentified|declined to be named)", re.IGNORECASE)
_THAT = re.compile(r"\bthat\s*[\"“]?\s*$")
_OPEN_END = re.compile(r"(?:whose|which|who|whom|where)\b", re.IGNORECASE)
_POINTING = re.compile(
    r"(?:the (?:official|spokes|source|statement|group|movement|office|minist)|a second\b|the second\b|another\b)"
)
_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


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


def tell(claim: Claim, material: Material) -> Sentence | None:
    """One sentence for `claim`, citing whole sentences of its report; None where it cannot be told
    truthfully in a sentence (a statement with nobody behind it, a page that is not there)."""
    page = material.page(claim.report)
    if page is None or claim.manner is Manner.UNSOURCED:
        return None
    spans = _spans(claim, material)
    if claim.manner is Manner.OWN:
        text = _own(claim, material)
    elif claim.manner is Manner.DIRECT:
        text = f"{capital(_who(claim, material))} said{_relay(claim, material)}: {_quotation(claim)}"
    else:
        text = _indirect(claim, material) or _as_written(claim, material)
    if text is None:
        return None
    return Sentence(_stopped(text), spans, machine=claim.id not in material.given.confirmed)


def holder_of(claim: Claim, material: Material) -> str:
    """Whom the statement stands for, as a name to list it under."""
    if claim.manner is Manner.OWN:
        return material.outlet(claim.report)
    entity = material.entity(claim.entity)
    if entity and not claim.anonymous:
        return material.name(claim.entity) or entity.name
    return capital(_nominal(claim, material))


def _who(claim: Claim, material: Material) -> str:
    entity = material.entity(claim.entity)
    if claim.anonymous:
        words = _nominal(claim, material)
        party = material.name(claim.party)
        if party and not _names_party(words, claim, material, party):
            words = f"{words} ({party})" if _NAMELESS.search(words) else f"{words} ({party}, not named)"
        return words if _NAMELESS.search(words) or "not named" in words else f"{words} (not named)"
    if entity:
        own_words = _full_name(claim, material)
        if own_words:
            return own_words
        name = material.name(claim.entity) or entity.name
        party = material.name(entity.party)
        if party and entity.party != entity.id and party.casefold() not in name.casefold():
            return f"{name} ({party})"
        return name
    return _nominal(claim, material)


def _names_party(words: str, claim: Claim, material: Material, party: str) -> bool:
    """Whether a noun phrase tells whose official it is."""
    if party.casefold()[:5] in words.casefold():
        return True
    if claim.source is None:
        return False
    found = material.mentions(claim.source.report, claim.source.start, claim.source.end)
    return any(m.party == claim.party for m in found)


def _full_name(claim: Claim, material: Material) -> str | None:
    """The source's own words, where they say by themselves who it is ("the army's spokesman")."""
    if claim.source is None:
        return None
    words = _with_article(claim.source, material)
    words = re.sub(r"\s+", " ", words.split(",")[0]).strip() if words else ""
    if not words or "[" in words or _thin(words) or len(words.split()) > 9:
        return None
    return small_start(words) if re.search(r"[A-Z]", words) else None


def _nominal(claim: Claim, material: Material) -> str:
    """The noun phrase that names the holder: never a pronoun, and no label of the outlet's."""
    for span in (claim.source, claim.antecedent):
        if span is None:
            continue
        words = _with_article(span, material)
        words = words.split(",")[0] if words else words
        if words and words.casefold().strip() not in english().pronoun and len(words) <= 120:
            whole = claim.holder if _thin(words) and claim.holder else words
            return small_start(re.sub(r"\s+", " ", whole).strip(" ,"))
    return small_start(claim.holder or "a source that is not named")


def _with_article(span: Span, material: Material) -> str | None:
    """The words of a noun phrase, with the article before it where the span leaves it out."""
    words = plain(material, span.report, span.start, span.end)
    page = material.page(span.report)
    before = (
        re.search(r"\b(the|The|an?|An?)\s+$", page.text[max(0, span.start - 5) : span.start])
        if page
        else None
    )
    return f"{before.group(1).lower()} {words}" if words and before else words


def _thin(words: str) -> bool:
    """Whether a noun phrase only points back ("the official", "a second", a bare surname)."""
    return (
        bool(re.match(r"(?:the|a second|the second|another)\b", words.casefold())) or len(words.split()) == 1
    )


def _relay(claim: Claim, material: Material) -> str:
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
    if content.overlaps(cue):
        return None
    before = cue.end <= start
    gap = page.text[cue.end : start] if before else page.text[end : cue.start]
    if len(gap) > 90:
        return None
    return _Frame(page.text, start, end, re.sub(r"\s+", " ", cue.quote).casefold(), before, gap)


def _indirect(claim: Claim, material: Material) -> str | None:
    """The statement in reported speech, where its frame is one that we can tell again."""
    frame = _frame(claim, material)
    if frame is None:
        return None
    words = plain(material, claim.report, frame.start, frame.end)
    if words is None:
        return None
    that = frame.before and (bool(_THAT.search(frame.gap)) or words.casefold().startswith("that "))
    words = small_start(tidy(words.removeprefix("that ")))
    if (
        not words
        or _OPEN_END.match(words)
        or not balanced(words)
        or (re.search(r"[.!?]\s+[A-Z]", words) and len(words) > 240)
    ):
        return None
    if words[:1] in '"“' and words[-1:] in '"”':
        words = quoted(words)
    return _framed(claim, material, frame, words, that)


def _framed(claim: Claim, material: Material, frame: _Frame, words: str, that: bool) -> str | None:
    lists = english()
    who = capital(_who(claim, material))
    said = f"{who} told {_told(claim)} that" if _told(claim) else f"{who} said that"
    if frame.cue in lists.according:
        whole = frame.before or _starts_sentence(frame)
        return f"According to {_who(claim, material)}, {words}" if whole else None
    if frame.cue in lists.under and frame.before:
        told = material.outlet(claim.report)
        return f"Under the agreement, as {told} retells it, {words}" if _clause_follows_comma(frame) else None
    if frame.before and that:
        if frame.cue in lists.keep_that and len(frame.cue.split()) == 1:
            return f"{who} {_past(frame.cue)} that {words}"
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
    return not re.search(r"[,;:]", frame.gap)


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
    between = re.sub(r"\s+", " ", frame.text[source.end : cue.start]).strip().casefold()
    if between and between not in lists.auxiliary and not _shared(claim, frame, material):
        return None
    if frame.cue in lists.factive:
        return f"{capital(_who(claim, material))} said that it had {frame.cue} {words}"
    if frame.cue not in lists.speech_act:
        return None
    if re.search(r"[,;:.\"“”]", frame.gap) or len(frame.gap) > 60:
        return None
    tail = plain(material, claim.report, cue.start, frame.end)
    if tail is None:
        return None
    verb = f"{between} {tidy(tail)}" if between in lists.auxiliary else tidy(tail)
    return f"{capital(_who(claim, material))} {verb}" if balanced(verb) else None


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


def _own(claim: Claim, material: Material) -> str | None:
    """What the outlet tells in its own voice, as its words; a digest's words are ours."""
    page = material.page(claim.report)
    if page is None:
        return None
    a, b = claim.content[0].start, claim.content[-1].end
    a, b = page.around(a, b)
    outlet = material.outlet(claim.report)
    if material.reports[claim.report].rendering is Rendering.DIGEST:
        words = plain(material, claim.report, a, b)
        return f"{outlet}, in its own voice: {tidy(_untied(words))}" if words else None
    return f"{outlet}, in its own voice: {quoted(_cut(page.text[a:b]))}"


def _as_written(claim: Claim, material: Material) -> str | None:
    """The whole sentence as the outlet wrote it, between quotation marks."""
    page = material.page(claim.report)
    if page is None:
        return None
    marks = [s for s in (*claim.content, claim.cue, claim.source) if s is not None]
    a, b = page.around(min(s.start for s in marks), max(s.end for s in marks))
    outlet = material.outlet(claim.report)
    if material.reports[claim.report].rendering is Rendering.DIGEST:
        words = plain(material, claim.report, a, b)
        return f"{outlet} reported: {tidy(_untied(words))}" if words else None
    return f"{outlet} writes: {quoted(_cut(page.text[a:b]))}"


def _untied(words: str) -> str:
    """Without the word that ties the sentence to the one before."""
    low = words.casefold()
    for tie in english().connective:
        if low.startswith(f"{tie} "):
            return capital(words[len(tie) + 1 :])
    return words


def _quotation(claim: Claim) -> str:
    return quoted(_cut(" … ".join(quoted(s.quote)[1:-1] for s in claim.content)))


def _cut(words: str) -> str:
    """A long quotation ends at the end of a sentence, with an ellipsis."""
    words = re.sub(r"\s+", " ", words).strip()
    if len(words) <= _LONGEST_QUOTE:
        return words
    ends = [m.end() for m in re.finditer(r"[.!?][\"”’]?(?=\s)", words[:_LONGEST_QUOTE])]
    cut = ends[-1] if ends and ends[-1] > 60 else words[:_LONGEST_QUOTE].rfind(" ")
    return f"{words[:cut]} …"


def _stopped(words: str) -> str:
    """Ends in one full stop, which goes before a closing quotation mark only where one stands there."""
    words = words.rstrip()
    if words.endswith((".”", "!”", "?”", ".", "!", "?", "…”")):
        return words
    return f"{words}."


def _spans(claim: Claim, material: Material) -> tuple[Span, ...]:
    """What the sentence rests on: the sentences that hold content, cue and source, and the one that
    tells for whom a pronoun stands."""
    marks = [s for s in (*claim.content, claim.cue, claim.source, claim.antecedent) if s is not None]
    page = material.page(claim.report)
    if page is not None and claim.manner is Manner.OWN:
        first = _WORDS.search(claim.content[0].quote)
        if first and first.group().casefold() in english().dangling:
            earlier = page.before(claim.content[0].start)
            if earlier:
                marks.append(page.span(*earlier))
    return material.citing(marks)


def accuses(claim: Claim) -> bool:
    """Whether the holder charges another with something."""
    return claim.stance is Stance.ACCUSES
