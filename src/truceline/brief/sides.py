"""Whose word a statement is: a side of its own, or a relay that passes on what others said."""

from __future__ import annotations

import re

from truceline.brief.english import english
from truceline.brief.material import Material
from truceline.model.accord import Role
from truceline.model.reading import Claim, LinkKind

__all__ = ["RELAYS", "head_of", "is_nameless", "is_relay", "is_voice", "of_followers", "side_of"]

RELAYS = "~relays"
"""The key under which statements of outlets, agencies and reporters that an outlet cites are listed."""
_TAIL = re.compile(
    r"\s+(?:of|from|in|at|on|for|with|who|whose|which|that|near|close|familiar|under|inside|within|speaking"
    r"|based|to|by|as|and|present)\b.*$"
)
_NAME = re.compile(r"\b[^\W\d_a-z][\w’'-]*[a-z][\w’'-]*|\b[A-Z]{2,}\b")
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
