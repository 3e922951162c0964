"""What a language calls those who speak: bodies, offices, forms of address (`packs/LANGUAGE.who.yaml`)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache, lru_cache

from truceline.weighing.packed import filled, packed
from truceline.weighing.words import KEPT, Pack

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True, eq=False)
class Naming:
    """The words by which a language names those who speak."""

    bodies: frozenset[str] = frozenset()
    voices: frozenset[str] = frozenset()
    address: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    publishing: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    single: frozenset[str] = frozenset()
    issuing: frozenset[str] = frozenset()
    """Nouns of bodies after which no paper is called."""
    media: frozenset[str] = frozenset()
    """Nouns of papers, agencies and stations."""
    whole: frozenset[str] = frozenset()
    """Nouns for what rules a land, whatever body of it speaks."""
    peoples: frozenset[str] = frozenset()
    """Endings that make the name of a people, or of what lies there, of that of a land."""
    same: dict[str, str] = field(default_factory=dict)
    phrases: dict[tuple[str, ...], str] = field(default_factory=dict)
    issued: re.Pattern[str] | None = None
    alias: re.Pattern[str] | None = None
    joint: re.Pattern[str] | None = None
    """What stands between those who speak together."""
    elsewhere: re.Pattern[str] | None = None
    counting: re.Pattern[str] | None = None
    paper: re.Pattern[str] | None = None
    """A paper and the body that it is of."""
    venues: re.Pattern[str] | None = None
    """Words for where somebody speaks; each kind of place a named group."""
    opening: re.Pattern[str] | None = None
    """What a sentence begins with whose speaker speaks at another time than before."""


NO_NAMING = Naming()


@cache
def naming(language: str) -> Naming:
    """What is known of a language ("en"); nothing where it has no such file."""
    data = packed(f"{language}.who.yaml")
    if data is None:
        return NO_NAMING
    plain = {name: some for name, some in data.items() if name not in ("same", "phrases")}
    sets = {name: frozenset(map(folded, some)) for name, some in filled(Naming, plain).items()}
    same: dict[str, str] = {}
    phrases: dict[tuple[str, ...], str] = {}
    for name, forms in data["same"].items():
        for form in forms:
            parts = tuple(tokens(form))
            if len(parts) == 1:
                same[parts[0]] = name
            else:
                phrases[parts] = name
    return Naming(
        **sets,
        same=same,
        phrases=phrases,
        issued=re.compile(
            rf"\W*(?:{_any(data['issued'])}|{_any(data['numbered'])}(?:\W+(?:\w{{1,6}}\W{{1,3}})?\d|\s*(?:\(.*\))?$))",
            re.IGNORECASE,
        ),
        paper=re.compile(
            rf"(?:(?:an?|the|its|their)\s+)?(?:\w+\s+)?{_any(data['papers'])}\s+(?:of|by|from)\s+"
            rf"(.+?)(?:,?\s+{_any(data['passed_on'])}.*)?",
            re.IGNORECASE | re.DOTALL,
        ),
        alias=re.compile(_any(data["alias"]), re.IGNORECASE),
        joint=re.compile(r",?\s+" + _any(data["joint"]) + r"\s+", re.IGNORECASE),
        counting=re.compile(_any(data["counting"]) + r"|(?<=\w)['’]s?\b", re.IGNORECASE),
        elsewhere=re.compile(_any(data["elsewhere"]), re.IGNORECASE),
        venues=re.compile(
            "|".join(f"(?P<{name}>{_any(words)})" for name, words in data["venues"].items()), re.IGNORECASE
        ),
        opening=re.compile(r"\W*" + _any(data["opening"]), re.IGNORECASE),
    )


def _any(turns: list[str]) -> str:
    return r"\b(?:" + "|".join(re.escape(t) for t in turns) + r")\b"


def tokens(text: str) -> list[str]:
    """The words of a name in lower case, without accents, points and possessive endings."""
    return [_bare(w) for w in _TOKEN.findall(text)]


def folded(text: str) -> str:
    """A text in lower case, without accents."""
    if text.isascii():
        return text.lower()
    parted = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in parted if not unicodedata.combining(c))


def _bare(word: str) -> str:
    plain = folded(word).replace("’", "'")
    plain = plain.partition("'")[0] or plain
    return plain.replace(".", "") if "." in plain else plain


_INITIALS = re.compile(r"\b[A-Z]{3,6}\b")
"""What a body may be called by, though its letters make a small word."""


@lru_cache(maxsize=KEPT)
def name_words(text: str, language: Pack) -> tuple[str, ...]:
    """The words that tell a name, in their order: one word for those that stand for one another,
    without articles and forms of address."""
    known = naming(language.language)
    found = tokens(text)
    short = {folded(w) for w in _INITIALS.findall(text)}
    out: list[str] = []
    i = 0
    while i < len(found):
        for n in (3, 2):
            name = known.phrases.get(tuple(found[i : i + n]))
            if name and i + n <= len(found):
                out.append(name)
                i += n
                break
        else:
            word = found[i]
            i += 1
            if len(word) < 2 or word in known.address:
                continue
            if word not in language.stop or (word in short and not text.isupper()):
                out.append(known.same.get(word, word))
    return tuple(out)


def whose_paper(name: str, language: str) -> str:
    """The body whose paper a name tells of ("communique of the Front read over the radio"), else the name."""
    known = naming(language).paper
    found = known.fullmatch(name.strip()) if known is not None else None
    return found[1] if found is not None else name


def venue_of(lead: str, language: str) -> str | None:
    """The kind of place where something is said, by the words that bring it in; None where they name none,
    or more than one."""
    known = naming(language).venues
    found = {m.lastgroup for m in known.finditer(lead)} if known is not None else set()
    return found.pop() if len(found) == 1 else None


def at_another_time(lead: str, language: str, whole: bool = False) -> bool:
    """Whether the words that bring a claim in begin with a turn to another time or place of speaking, or are one
    (`whole`)."""
    known = naming(language).opening
    return known is not None and (known.fullmatch(lead) if whole else known.match(lead)) is not None


_HEADING = 1200
"""Characters of a text among which a line tells that it is issued by a body."""
_LINE = 90
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_NAMED = 0.75
"""So much of the name of who issues a text stands at its head."""


@lru_cache(maxsize=2_000)
def issuer_of(outlet: str, text: str, language: Pack) -> str | None:
    """The body that publishes a text in its own name: the outlet without what tells its publishing part,
    where a line at the head of the text says what is issued ("PRESS RELEASE 4"), and names who issues it
    there too; or where its name is that of a body that no paper bears ("Ministry of Defence of Orva"). None for what a
    paper or an agency writes."""
    known = naming(language.language)
    if known.issued is None or not outlet:
        return None
    if (own := _own_name(outlet, known, language)) is not None:
        return own
    head = text[:_HEADING]
    lines = [line.strip() for line in head.splitlines() if line.strip()][:12]
    if not any(len(line) <= _LINE and known.issued.match(line) for line in lines):
        return None
    core = _core(outlet, known)
    told = set(name_words(core, language))
    top = " ".join(lines)
    held = set(name_words(top, language))
    return core if told and len(told & held) >= _NAMED * len(told) else None


def _core(outlet: str, known: Naming) -> str:
    """The name of an outlet without what tells its publishing part."""
    words = outlet.split()
    while len(words) > 1 and folded(words[-1].strip(".,()")) in known.publishing:
        words.pop()
    return " ".join(words)


def _own_name(outlet: str, known: Naming, language: Pack) -> str | None:
    core = _core(_IN_BRACKETS.sub("", outlet).strip(), known)
    words = set(name_words(core, language))
    return core if words & known.issuing and not {*tokens(core)} & known.media else None
