"""By which name a holder is told: the words of the report where they say it by themselves."""

from __future__ import annotations

import re

from truceline.brief.english import english
from truceline.brief.material import Material
from truceline.brief.wording import capital, plain, small_start
from truceline.model.reading import ANONYMOUS, Claim, Manner
from truceline.model.span import Span

__all__ = ["holder_of", "office_of", "party_of", "who"]

_NAMELESS = re.compile(r"\b(?:anonym|unnamed|not named|unidentified|declined to be named)", re.IGNORECASE)
_POINTING = re.compile(
    r"(?:the (?:official|spokes|source|statement|group|movement|office|minist)|a second\b|the second\b|another\b)"
)
_OFFICE = re.compile(r",\s+(?:\d{1,2},\s+)?([a-z][^,.;:\n\"“”()]{4,80})(?=[,.;])")
_TELLING = re.compile(
    r"\s+((?:related|close|familiar|linked|from|at|in|with|of|inside|near)\b[^,.;:\n\"“”()]{3,70}?)"
    r"(?:\s+(?:has|have|had|also|later))*\s+"
)
_NAMED_BEHIND = re.compile(r",\s+([A-Z][\w’'-]+(?:\s+[A-Z][\w’'.-]+){1,3}),\s+")
_LONGEST_OFFICE = 10
_NEAR = 4
_INITIALS = 5
_ORDINALS = ("first", "second", "third")
_LISTED = re.compile(r"^(?:\([a-z0-9]{1,3}\)|[a-z0-9]{1,3}\))\s+", re.IGNORECASE)
"""The mark of a list before a name."""
_RANK = re.compile(r"(?<![\w.])([A-Z][a-z]{1,4})\.\s+$")
_LONGEST_RANK = 10
_BODY = re.compile(r"['’]s?(?:\s+[A-Z][\w-]*)+(?:\s+\([A-Z][\w-]*\))?")
_ROW = re.compile(r",\s[^,]*\s(?:and|&)\s")
_LONG_NAME = re.compile(
    r"\s+(?:of|for|on)\s+(?:the\s+)?([A-Z][\w’'-]+)(?:(?:,\s+(?:and\s+)?|\s+and\s+|\s+)[A-Z][\w’'-]+)*"
)
"""What follows in the name of a body ("the Office of the Adviser on Peace, Trade and Unity")."""
_COLOURED = re.compile(r"^an?\s+((?:[a-z][\w-]*\s+){1,3})(?=[A-Z])")
_TWICE = re.compile(r"\b(\w+) \1\b")


def holder_of(claim: Claim, material: Material) -> str:
    """Whom the statement stands for, as a name to list it under."""
    if claim.manner is Manner.OWN:
        return material.outlet(claim.report)
    entity = material.entity(claim.entity)
    if entity and not claim.anonymous:
        return material.name(claim.entity) or entity.name
    return capital(_nominal(claim, material)) or "Not named"


def party_of(claim: Claim, material: Material) -> str | None:
    """The party behind the holder, where the accord's vocabulary or the words of the report say so.

    A nameless holder belongs to a party only if the noun phrase names that one and no other; a
    place or a longer name that merely stands in it ("in X", "the Council of X") does not count.
    """
    if material.accord is None and claim.entity and claim.party:
        told = material.parties_of.get(claim.entity, frozenset())
        return (
            claim.party if not told or claim.party in told else next(iter(told)) if len(told) == 1 else None
        )
    if not claim.party or claim.entity or not claim.anonymous:
        return claim.party
    spans = [s for s in (claim.source, claim.antecedent) if s is not None]
    if claim.source is None or claim.source.quote.casefold() in english().pronoun:
        spans = spans[1:] or spans
    found: set[str] = set()
    for span in spans[:1]:
        page = material.page(span.report)
        for m in material.mentions(span.report, span.start, span.end):
            before = page.text[max(span.start, m.span.start - 4) : m.span.start] if page else ""
            placed = re.search(r"\b(?:in|at|near)\s$", before)
            if m.party and not placed and not _inside_a_name(m.span, span):
                found.add(m.party)
    if not found and material.accord is not None:
        return claim.party
    return claim.party if found == {claim.party} else None


def _inside_a_name(span: Span, whole: Span) -> bool:
    """Whether the words are a part of a longer name ("Security Council" in "National Security Council")."""
    rest = whole.quote[: span.start - whole.start].rstrip()
    last = rest.rsplit(None, 1)[-1] if rest else ""
    earlier = rest.rsplit(None, 2)[-2:-1]
    if last.casefold() in ("and", "&") and earlier:
        return earlier[0][:1].isupper() and span.quote[:1].isupper() and " of " in whole.quote
    return False


def who(claim: Claim, material: Material) -> str:
    """The holder as it is told in a sentence, with the name behind an office; "" where nothing names it."""
    words, name = _who(claim, material), _name_behind(claim, material)
    if not words or not name or name in words:
        return words
    return re.sub(r"\s*\([^()]*\)$", "", words) + f", {name},"


def _who(claim: Claim, material: Material) -> str:
    entity = material.entity(claim.entity)
    if claim.anonymous:
        words = _nominal(claim, material)
        words = re.sub(r"\s*\([^()]*\)$", "", words) + _described_behind(claim, material)
        if not words.strip():
            return ""
        party = material.name(party_of(claim, material)) if material.accord else None
        known = (
            _NAMELESS.search(words)
            or _one_office(words)
            or _named_below(words, claim, material)
            or _shouted_name(words, claim, material)
        )
        mark = "" if known else "not named"
        told = [party] if party and not _names_party(words, claim, material, party) else []
        told += [mark] if mark else []
        return f"{words} ({', '.join(told)})" if told else words
    if _of_nobody(claim, material):
        return ""
    if entity:
        own_words = _full_name(claim, material)
        if own_words:
            return own_words
        name = _as_called(claim, material.name(claim.entity) or entity.name, material)
        if claim.source is not None and claim.source.quote.casefold() == name.casefold():
            name = _as_sent(claim.source.quote, name, claim, material)
        party = material.name(entity.party)
        if party and entity.party != entity.id and party.casefold() not in name.casefold():
            return f"{name} ({party})"
        return name
    words = _nominal(claim, material)
    common = words.istitle() and words.casefold() in english().voice and len(words.split()) == 1
    return f"the {words.casefold()}" if common else words


def _one_office(words: str) -> bool:
    """Whether an office is told of which a state or body has one ("Orvel's defence minister"): who holds it is known."""
    some = {w.strip("(),") for w in words.casefold().split()}
    return bool(some & english().held_by_one) and not some & english().article


def _shouted_name(words: str, claim: Claim, material: Material) -> bool:
    """Whether words of copy in capitals may hold a name: letters do not tell it from an office there."""
    page, lists = material.page(claim.report), english()
    plain = (
        lists.voice | lists.person | lists.rank | lists.office | lists.kind | lists.institution | lists.small
    )
    some = [w for w in re.findall(r"[\w’'-]+", words.casefold()) if w not in plain | lists.telling_which]
    return page is not None and page.in_capitals and len(some) > 1


def _named_below(words: str, claim: Claim, material: Material) -> bool:
    """Whether the report names somebody of the same office further on: it may be he."""
    page = material.page(claim.report)
    offices = english().person | english().rank | english().office
    office = next((w for w in words.casefold().split() if w in offices), None)
    if page is None or office is None:
        return False
    named = rf"\b{office},?\s+(?:[A-Z][a-z]{{1,4}}\.\s+)*[A-Z][\w’'-]+\s+[A-Z]|[A-Z][\w’'-]+,\s+[^,.]{{0,40}}\b{office}\b"
    return re.search(named, page.text[claim.end :]) is not None


def _name_behind(claim: Claim, material: Material) -> str:
    """The name between commas behind one who is told by his office ("the mayor of Vellin, Joan Sall, says")."""
    page, source, cue = material.page(claim.report), claim.source, claim.cue
    if page is None or source is None or cue is None or page.in_capitals:
        return ""
    found = _NAMED_BEHIND.fullmatch(page.text, source.end, cue.start) if source.end < cue.start else None
    office = {w.casefold() for w in source.quote.split()} & (english().person | english().office)
    return found[1] if found is not None and office else ""


def _described_behind(claim: Claim, material: Material) -> str:
    """ " close to the council": what stands between a nameless holder and the word of saying, and tells who he is."""
    page, source, cue = material.page(claim.report), claim.source, claim.cue
    if page is None or source is None or cue is None or source.quote.casefold() in english().pronoun:
        return ""
    found = _TELLING.fullmatch(page.text, source.end, cue.start) if source.end < cue.start else None
    return f" {' '.join(found[1].split())}" if found and len(found[1].split()) <= _LONGEST_OFFICE else ""


def _as_called(claim: Claim, name: str, material: Material) -> str:
    """The name that the report itself gives the holder, the longest, where it has nothing of the name that we know it
    by: one body is not named for another."""
    page = material.page(claim.report)
    large = [w for w in re.findall(r"[\w]+", name) if w[:1].isupper()]
    if page is None or page.in_capitals or all(w in page.text for w in large):
        return name
    reading = material.readings.get(claim.report)
    some = [
        m.span
        for m in material.mentions(claim.report, 0, len(page.text))
        if m.entity == claim.entity and not m.loaded
    ]
    some += [c.source for c in reading.claims if c.entity == claim.entity and c.source] if reading else []
    called = [re.sub(r"['’]s?$", "", re.sub(r"\s+", " ", s.quote)).removeprefix("The ") for s in some]
    best = max((w for w in called if " " in w and w[:1].isupper()), key=len, default="")
    return f"the {best}" if best and material.takes_the(best) else best or name


def _of_nobody(claim: Claim, material: Material) -> bool:
    """Whether an office of a state ("the government") was laid at a body that no report treats as a place: the
    words do not bear that out."""
    words = (claim.source.quote if claim.source else "").casefold().removeprefix("the ").split()
    if material.accord is not None or len(words) != 1 or words[0] not in english().institution:
        return False
    if words[0] in english().kind or not claim.entity or claim.entity.startswith(ANONYMOUS):
        return False
    return claim.entity == claim.party and claim.party not in material.places


def office_of(claim: Claim, material: Material) -> str:
    """The office that stands behind a person's name between commas ("head of the salt board"); "" where
    there is none or it is long."""
    page = material.page(claim.report)
    if page is None or claim.source is None or page.in_capitals or claim.anonymous:
        return ""
    name = claim.source.quote
    found = _OFFICE.match(page.text, claim.source.end) if "," not in name and name[:1].isupper() else None
    words = re.findall(r"[a-z]+", found.group(1)) if found else []
    if found is None or len(found.group(1).split()) > _LONGEST_OFFICE:
        return ""
    return found.group(1) if set(words[:_NEAR]) & (english().person | english().voice) else ""


def _as_sent(words: str, name: str, claim: Claim, material: Material) -> str:
    """The name in the letters of its report, save that of copy in capitals."""
    page = material.page(claim.report)
    return name if page is None or page.in_capitals else words


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
    """The noun phrase that names the holder: never a pronoun, and no label of the outlet's; a name in capitals, as
    before a turn of an interview, in the letters in which the report writes it elsewhere."""
    words = _noun_phrase(claim, material)
    page = material.page(claim.report)
    if page is None or page.in_capitals or not (words.isupper() and len(words) > _INITIALS):
        return words
    return words.title() if re.search(rf"\b{re.escape(words.title())}\b", page.text) else words


def _noun_phrase(claim: Claim, material: Material) -> str:
    for span in (claim.source, claim.antecedent):
        if span is None:
            continue
        words = _with_article(span, material)
        words = _plain_name(_LISTED.sub("", _of_one(words))) if words else words
        if words and words.casefold().strip() not in english().pronoun and len(words) <= 120:
            whole = claim.holder if _thin(words) and claim.holder and _covers(claim.holder, words) else words
            return _article(_described(small_start(re.sub(r"\s+", " ", whole).strip(" ,")), claim, material))
    holder = _LISTED.sub("", claim.holder or "")
    if holder.casefold() in english().pronoun:
        return ""
    return _article(_described(small_start(holder), claim, material))


def _plain_name(words: str) -> str:
    """A name without what colours it behind "a" ("a defiant Joan Vell"): an office or its end stays."""
    found, lists = _COLOURED.match(words), english()
    if found is None or any(
        w.islower() and w not in lists.name_particle for w in words[found.end() :].split()
    ):
        return words
    plain = set(found[1].split()) & (
        lists.voice | lists.rank | lists.office | lists.past_office | lists.small
    )
    return words if plain else words[found.end() :]


def _of_one(words: str) -> str:
    """A noun phrase up to what is told of it behind a comma; several holders in a row ("the army, rebels and
    others") are told whole."""
    return words if _ROW.search(words) else words.split(",")[0]


def _described(words: str, claim: Claim, material: Material) -> str:
    """With "the" before a body that is described and not named ("the emergency summit"), where the
    report writes it so."""
    page = material.page(claim.report)
    if page is None or not words or words.split()[-1][:1].isupper() or " of " in words:
        return words
    small = words[0].lower() + words[1:]
    found = re.search(rf"\b[Tt]he {re.escape(small)}\b", page.text)
    return f"the {small}" if found else words


def _covers(holder: str, words: str) -> bool:
    """Whether the longer name stands for no more than the words: one of "A and B" is not both, and a
    name that it does not hold is another's."""
    if not words[:1].isupper() or words.casefold().startswith("the "):
        return " and " not in holder or words.casefold() in ("they", "we", "both")
    return " and " not in holder and words.split()[-1].casefold().strip("’'s") in holder.casefold()


def _article(words: str) -> str:
    """With "a" or "an" before one person in an office, where no article or number stands."""
    low = words.casefold().split()
    bare = (
        bool(low)
        and (low[0] in _ORDINALS or low[0] not in english().small)
        and not re.match(r"\d|.*['’]s?$", low[0])
        and not any(re.search(r"['’]s?$", w) for w in low[1:-1])
    )
    office = next((i for i, w in enumerate(low) if w.strip("(),") in english().person), None)
    if not bare or office is None or office > 4:
        return words
    rest = words.split()[office + 1 :]
    described = bool(rest) and (rest[0].casefold() in english().telling_which or low[-1] in english().person)
    if any(w[:1].isupper() for w in rest) and not described:
        return words
    small = words[0].lower() + words[1:] if low[0] in english().person or low[0] in _ORDINALS else words
    return f"{'an' if small[0].casefold() in 'aeiou' else 'a'} {small}"


def _grown(span: Span, material: Material) -> Span:
    """A noun phrase with what its span leaves out: a rank before a name ("Brig. Gen. Vell"), the body behind an
    owner ("the chief of the army's Lake Command"), the rest of the name of a body."""
    page = material.page(span.report)
    if page is None or page.in_capitals:
        return span
    start, end = span.start, span.end
    rank = _RANK.search(page.text, max(0, start - _LONGEST_RANK), start)
    if rank is not None and rank[1].casefold() in english().abbreviation and span.quote[:1].isupper():
        start = rank.start(1)
    body = _BODY.match(page.text, end)
    end = body.end() if body is not None else end
    more = _LONG_NAME.match(page.text, end)
    some = {w.casefold() for w in span.quote.split() if w[:1].isupper()}
    if more is not None and some & english().kind and more[1].casefold() not in english().named_day:
        end = more.end()
    return page.span(start, end) if (start, end) != (span.start, span.end) else span


def _with_article(span: Span, material: Material) -> str | None:
    """The words of a noun phrase, with the article before it where the span leaves it out."""
    span = _grown(span, material)
    words = plain(material, span.report, span.start, span.end)
    page = material.page(span.report)
    before = (
        re.search(r"\b(the|The|an?|An?)\s+$", page.text[max(0, span.start - 5) : span.start])
        if page
        else None
    )
    words = _TWICE.sub(r"\1", words) if words else words
    return f"{before.group(1).lower()} {words}" if words and before else words


def _thin(words: str) -> bool:
    """Whether a noun phrase only points back ("the official", "a second", a bare surname)."""
    low = words.casefold()
    rest = low.removeprefix("the ").split()
    if low.startswith("the ") and words[4:5].isupper():
        return False
    return low in english().pronoun or len(rest) == 1 or (len(rest) <= 2 and bool(_POINTING.match(low)))
