"""Inflected forms of English verbs, so that packs can list base forms."""

from __future__ import annotations

from collections.abc import Mapping


def verb_forms(base: str) -> tuple[str, ...]:
    """The regular forms of an English verb, and those of the common irregular ones."""
    irregular = _IRREGULAR.get(base)
    if irregular:
        return (base, *irregular)
    if base.endswith("e"):
        return base, base + "s", base + "d", base[:-1] + "ing"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    third = base + "es" if base.endswith(("s", "x", "z", "ch", "sh")) else base + "s"
    doubled = base[-1] if _doubles(base) else ""
    return base, third, base + doubled + "ed", base + doubled + "ing"


def _doubles(base: str) -> bool:
    return base in _DOUBLING or (
        len(base) in (3, 4)
        and base[-1] not in "aeiouwxyrh"
        and base[-2] in "aeiou"
        and base[-3] not in "aeiou"
    )


_DOUBLING = frozenset(
    [
        "admit",
        "commit",
        "permit",
        "ban",
        "bar",
        "rebel",
        "refer",
        "expel",
        "compel",
        "propel",
        "occur",
        "transfer",
        "abet",
    ]
)
_IRREGULAR: Mapping[str, tuple[str, ...]] = {
    b: tuple(f.split())
    for b, f in {
        "say": "says said saying",
        "see": "sees saw seen seeing",
        "seek": "seeks sought seeking",
        "give": "gives gave given giving",
        "send": "sends sent sending",
        "tell": "tells told telling",
        "meet": "meets met meeting",
        "hold": "holds held holding",
        "strike": "strikes struck stricken striking",
        "withdraw": "withdraws withdrew withdrawn withdrawing",
        "break": "breaks broke broken breaking",
        "begin": "begins began begun beginning",
        "leave": "leaves left leaving",
        "fight": "fights fought fighting",
        "shoot": "shoots shot shooting",
        "shut": "shuts shutting",
        "cut": "cuts cutting",
        "let": "lets letting",
        "put": "puts putting",
        "set": "sets setting",
        "hit": "hits hitting",
        "take": "takes took taken taking",
        "make": "makes made making",
        "find": "finds found finding",
        "pay": "pays paid paying",
        "bring": "brings brought bringing",
        "swear": "swears swore sworn swearing",
        "speak": "speaks spoke spoken speaking",
        "drive": "drives drove driven driving",
        "seize": "seizes seized seizing",
        "free": "frees freed freeing",
        "agree": "agrees agreed agreeing",
        "flee": "flees fled fleeing",
        "build": "builds built building",
        "keep": "keeps kept keeping",
        "rebuild": "rebuilds rebuilt rebuilding",
        "win": "wins won winning",
        "go": "goes went gone going",
        "come": "comes came coming",
        "forgive": "forgives forgave forgiven forgiving",
        "fly": "flies flew flown flying",
        "blow": "blows blew blown blowing",
        "lay": "lays laid laying",
        "lead": "leads led leading",
        "become": "becomes became becoming",
        "quit": "quits quitting",
        "beat": "beats beaten beating",
        "burn": "burns burned burnt burning",
        "overthrow": "overthrows overthrew overthrown overthrowing",
        "undertake": "undertakes undertook undertaken undertaking",
        "throw": "throws threw thrown throwing",
        "sell": "sells sold selling",
        "buy": "buys bought buying",
        "lend": "lends lent lending",
        "spend": "spends spent spending",
        "write": "writes wrote written writing",
        "forbid": "forbids forbade forbidden forbidding",
        "bid": "bids bidding",
        "resign": "resigns resigned resigning",
        "think": "thinks thought thinking",
        "know": "knows knew known knowing",
    }.items()
}
