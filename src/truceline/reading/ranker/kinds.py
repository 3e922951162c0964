"""What kind of cue a proposed word is, and so what may be proposed with it and what that means.

Only words that tell what somebody says, thinks, wants, plans, favours or faults attribute. A verb
of doing never does: what a party does is no word of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

from truceline.model.reading import Modality, Stance
from truceline.reading.inflection import verb_forms
from truceline.reading.pack import AttributionPack
from truceline.reading.pack_file import PackShape, load_pack

_FILE = "cues.yaml"
WORDS = "words"
THING = "thing"
NAMING = "naming"
_OF_FRAME = {"object": THING, "gerund": "gerund", "infinitive": "infinitive", "person": "infinitive"}
"""Forms of content that a frame of a verb of saying allows beside words; a preposition stands for itself."""


class _Kind(PackShape):
    name: str
    stance: Stance
    modality: Modality
    verbs: tuple[str, ...]
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()


class _Carriers(PackShape):
    states: tuple[str, ...]
    courses: tuple[str, ...]


class _CuesFile(PackShape):
    kinds: tuple[_Kind, ...]
    carriers: _Carriers
    names: tuple[str, ...]
    says: tuple[str, ...]
    deeds: tuple[str, ...]


class Carrier(Enum):
    """How a word that says nothing by itself leads to the one that does."""

    STATE = "is furious"
    ACT = "voiced support"
    COURSE = "went on to explain"


@dataclass(frozen=True, slots=True)
class Role:
    """What a cue is: its base form, what it does with its content, and how that is put.

    `takes` lists the forms that its content may have beside a clause or a quotation; None is any.
    """

    base: str
    stance: Stance
    modality: Modality | None = None
    takes: frozenset[str] | None = frozenset()
    deed: bool = False
    """Whether the word tells a deed where it takes something else than these."""

    def allows(self, form: str) -> bool:
        """Whether a content of that form may stand with such a cue."""
        return form == WORDS or self.takes is None or form in self.takes


@cache
def _cues(language: str = "en") -> _CuesFile:
    return load_pack(language, _FILE, _CuesFile)


@cache
def _attitudes() -> Mapping[tuple[str, str], Role]:
    """Roles by word class ("V", "N", "J": the first letter of a tag) and form."""
    file = _cues()
    out: dict[tuple[str, str], Role] = {}
    for base in file.says:
        for form in verb_forms(base):
            out.setdefault(("V", form), Role(base, Stance.ASSERTS))
    for kind in file.kinds:
        for base in kind.verbs:
            for form in verb_forms(base):
                out.setdefault(("V", form), Role(base, kind.stance, kind.modality, None))
        for word in kind.nouns:
            out.setdefault(("N", word), Role(word, kind.stance, kind.modality, None))
        for word in kind.adjectives:
            out.setdefault(("J", word), Role(word, kind.stance, kind.modality, None))
    return out


def role_of(word: str, tag: str, pack: AttributionPack) -> Role | None:
    """The role of a word (lower case) with a tag of the parser; None where it is no known cue."""
    letter = tag[:1]
    noun = letter == "N" and (word in pack.nouns or ("N", word) in _attitudes())
    known = () if noun else pack.verbs.get(word, ())
    attitude = _attitudes().get((letter, word))
    if known:
        if attitude is not None:
            return attitude
        frames = {f for v in known if not v.only for f in v.takes}
        takes = frozenset(_OF_FRAME.get(f, f) for f in frames)
        if known[0].base in _cues().names:
            takes |= {NAMING}
        return Role(known[0].base, known[0].stance, None, takes, known[0].base in _cues().deeds)
    if letter == "N" and word in pack.nouns:
        return Role(word, pack.nouns[word], None, None)
    if letter in "VJ" and word in pack.adjectives:
        return Role(word, pack.adjectives[word].stance, None, None)
    return attitude or (_attitudes().get(("J", word)) if tag == "VBN" else None)


def carrier_of(word: str, pack: AttributionPack) -> Carrier | None:
    """Whether a form of a verb says nothing by itself, and so what it does is told beside it."""
    if word in pack.light:
        return Carrier.ACT
    return _carriers().get(word)


@cache
def _carriers() -> Mapping[str, Carrier]:
    file = _cues().carriers
    out = {form: Carrier.COURSE for base in file.courses for form in verb_forms(base)}
    return out | dict.fromkeys(file.states, Carrier.STATE)
