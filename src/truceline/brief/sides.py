"""Whose word a statement is: a side of its own, or a relay that passes on what others said."""

from __future__ import annotations

import re

from truceline.brief.english import english
from truceline.brief.material import Material
from truceline.model.accord import Role
from truceline.model.reading import Claim, LinkKind, MentionType

__all__ = [
    "RELAYS",
    "head_of",
    "is_nameless",
    "is_relay",
    "is_voice",
    "of_followers",
    "of_shown_side",
    "side_of",
]

RELAYS = "~relays"
"""The key under which statements of outlets, agencies and reporters that an outlet cites are listed."""
_TAIL = re.compile(
    r"\s+(?:of|from|in|at|on|for|with|who|whose|which|that|near|close|familiar|under|inside|within|speaking"
    r"|based|to|by|as|and|present)\b.*$"
)
_NAME = re.compile(r"\b[^\W\d_a-z][\w’'-]*[a-z][\w’'-]*|\b[A-Z]{2,}\b")
_BESIDE = 40
"""Characters beside a name in which it is told whose he is."""
_STEM, _SMALL = 5, 2
_INITIALS = re.compile(r"[A-Z][\w]{0,2}-[A-Z][\w]{0,3}\.?")


def head_of(words: str) -> str:
    """The noun that a noun phrase is about ("officials" of "two officials from the ministry")."""
    core = _TAIL.sub("", words.split(",")[0].split(" (")[0].strip())
    found = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", core)
    return found[-1].casefold().removesuffix("'s").removesuffix("’s") if found else ""


def is_relay(claim: Claim, material: Material) -> bool:
    """Whether the words behind the holder name an outlet, an agency or an outlet's own reporter."""
    link = claim.chain[-1] if claim.chain else None
    entity = material.entity(claim.entity)
    if link is not None and len(claim.chain) > 1 and link.kind in (LinkKind.AGENCY, LinkKind.OUTLET):
        return True
    if entity is not None and entity.roles and set(entity.roles) <= {Role.OUTLET, Role.AGENCY}:
        return True
    words = f"{claim.source.quote if claim.source else ''}; {claim.holder or ''}"
    if any(head_of(part) in english().press for part in words.split(";")):
        return True
    if any(f" {w}" in f" {words.casefold()}" for w in english().press if " " in w):
        return True
    if (claim.holder or "").casefold() in material.outlet_names and claim.party not in material.main_parties:
        return True
    own = next(iter(material.outlet(claim.report).split()), "")
    return bool(own) and bool(re.match(rf"(?:the )?{re.escape(own)}['’]s\b", words, re.IGNORECASE))


def is_nameless(words: str) -> bool:
    """Whether nothing in `words` names or describes anybody: a pronoun, a thing, a piece of a name."""
    low = words.casefold().strip()
    if not low or low in english().pronoun or low == "not named":
        return True
    if _INITIALS.fullmatch(words.strip()):
        return True
    return head_of(words) not in english().voice and not _NAME.search(words[:1].lower() + words[1:])


def is_voice(claim: Claim, material: Material) -> bool:
    """Whether the holder is somebody who can take a stand: a party, state, body or person that is
    named or described."""
    link = claim.chain[-1] if claim.chain else None
    if link is not None and link.kind is LinkKind.DOCUMENT:
        return True
    if link is not None and link.kind is LinkKind.PARTY:
        return True
    if material.entity(claim.entity) is not None:
        return True
    holder = claim.holder or ""
    if claim.entity and not is_nameless(holder):
        return True
    if claim.anonymous or (link is not None and link.kind is LinkKind.BODY and holder.islower()):
        return head_of(holder) in english().voice
    words = holder.removeprefix("the ").removeprefix("The ")
    if head_of(words) in english().voice:
        return True
    return bool(_NAME.search(words)) and bool(words[:1].isupper()) and not _INITIALS.fullmatch(words)


def of_followers(claim: Claim, material: Material) -> bool:
    """Whether the name to which a statement is laid only tells whose the speakers are ("rebels loyal to the former
    governor, Joan Vell, said")."""
    page, source = material.page(claim.report), claim.source
    if page is None or source is None or not source.quote[:1].isupper():
        return False
    before = page.text[page.around(source.start, source.end)[0] : source.start].casefold()
    near = max((before.rfind(f" {w} ") for w in english().followers), default=-1)
    return near >= 0 and not re.search(r"[.;:\"“”]|\b(?:who|that|which|and|but)\b", before[near:])


def side_of(holder: str, party: str | None, entity: str | None) -> str:
    """The key under which statements of one side stand together."""
    if party:
        return party
    if entity:
        return f"entity:{entity}"
    words = re.sub(r"^(?:the|an?|one|some)\s+", "", holder.casefold().strip())
    first, _, rest = words.partition(" ")
    words = rest if first.strip(":.") in english().credit and rest else words
    return re.sub(r"\s+", " ", re.sub(r"\s*\[[^\]]*\]|\s*\([^)]*\)", "", words)).strip()


def of_shown_side(claim: Claim, party: str, material: Material) -> bool:
    """Whether it is shown that whoever makes a claim stands on a side: by the agreement's file, by what he is called, or
    by what stands beside his name anywhere in the report. An office that any side may have tells nothing."""
    known = material.entity(claim.entity)
    if known is not None and party in (known.party, known.id):
        return True
    own = [s for s in (claim.source, claim.antecedent) if s is not None]
    page, reading = material.page(claim.report), material.readings.get(claim.report)
    for m in reading.mentions if reading is not None else ():
        inside = any(s.start <= m.span.start and m.span.end <= s.end for s in own)
        body = m.type is MentionType.PARTY or (
            m.type is MentionType.ORGANISATION and not _of_any(m.span.quote)
        )
        if inside and body and party in (m.party, m.entity):
            return True
        own += [m.span] if m.entity and m.entity == claim.entity else []
    called = [claim.holder or "", material.outlet(claim.report) if material.is_own(claim) else ""]
    called += (
        [page.text[max(0, s.start - _BESIDE) : s.end + _BESIDE] for s in own] if page is not None else []
    )
    names = _stems(f"{material.name(party) or ''} {party.replace('-', ' ')}")
    return bool(names & _stems(" ".join(called)))


def _of_any(name: str) -> bool:
    """Whether every state or side has a body called so ("Security Council", "the Defence Ministry")."""
    words = set(name.casefold().removeprefix("the ").split())
    lists = english()
    plain = lists.institution | lists.office | lists.rank | lists.kind | lists.person
    return name.casefold().removeprefix("the ") in lists.of_a_state or bool(words & plain)


def _stems(words: str) -> set[str]:
    return {
        w[:_STEM].casefold() for w in re.findall(r"\b[^\W\d_a-z][\w]{2,}|\b[a-z]+", words) if len(w) > _SMALL
    }
