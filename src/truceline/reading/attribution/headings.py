"""Words with a name before or after them and no verb: headlines, turns of a transcript, posts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from truceline.model.reading import BlockKind
from truceline.reading.attribution.content import Piece
from truceline.reading.attribution.proposal import Proposal, tidy
from truceline.reading.attribution.quotes import Quotation
from truceline.reading.grammar import grammar
from truceline.reading.names import names_pack
from truceline.reading.pack import AttributionPack
from truceline.reading.page import PageBlock

_COLON = re.compile(r"^(?P<who>@?[^\W\d_][^:.!?\"“]{1,60}?)\s?:\s+(?P<what>\S.{6,})$", re.S)
_TURN = re.compile(r"^(?:\[[A-Z ]+\]\s*)?\[(?P<who>[A-Z][\w .'’-]{2,40})\]\s+(?P<what>\S.{10,})$", re.S)
_SPEAKING = re.compile(r"^(?P<who>(?:[A-Z][A-Z.'’-]*[ ]?){1,5}[A-Z]):\s+(?P<what>\S.+)$", re.S)
_POST = re.compile(r"^(?P<what>\S.{10,}?)\s+[—–-]+\s+(?P<who>[^()@:]{2,60}?)\s?\(@\w+\)(?:\s.{0,40})?$", re.S)
_LAST = re.compile(
    r"^(?P<what>\S.{10,}?)(?P<cue>\s?:|\s[—–-]{1,2})\s(?P<who>[^\W\d][^:.!?\"“,]{1,50})$", re.S
)
_TAIL = re.compile(r"^(?P<what>\S.{8,}), (?P<who>[^,]{2,60}) (?P<cue>[a-z]+)\.?$", re.S)
_BESIDE = re.compile(r"\([^()]*\)")
_MOST = 6
"""Words of a speaker before a colon."""


def headings(block: PageBlock, quotes: Sequence[Quotation], pack: AttributionPack) -> list[Proposal]:
    """ "Ministry: crossing reopens" in a headline, each part of it between semicolons by itself, and
    "[RUIZ] We are ..." in a transcript."""
    if block.kind is not BlockKind.HEADLINE:
        told = _post(block, quotes) or _turn(block, quotes, pack)
        if told is None and block.entry and not block.spoken:
            told = _labelled(block, (block.start, block.end), quotes, pack)
        return [told] if told else []
    cuts = [block.start + m.start() for m in re.finditer(r";\s", block.words)]
    cuts = [at for at in cuts if not any(q.holds(at) for q in quotes)]
    edges = [block.start - 1, *cuts, block.end]
    parts = [(a + 1, b) for a, b in pairwise(edges)]
    return [p for part in parts if (p := _heading(block, _stripped(block, part), quotes, pack))]


def only_place(who: Sequence[str], what: str) -> bool:
    """Whether a country before a colon only tells where what follows happened ("Orlu: Rivals clash after truce"):
    it speaks where another country or "we" is spoken of ("Orlu: Tavan shelled us")."""
    pack = names_pack("en")
    if " ".join(who).lower() not in pack.lands:
        return False
    words = re.findall(r"[^\W\d_]+", what.lower())
    pairs = {f"{a} {b}" for a, b in pairwise(words)}
    others = ({*words} | pairs) & (pack.lands | pack.demonyms)
    return not others and not {*words} & grammar().pronouns.ours


def _stripped(block: PageBlock, part: Piece) -> Piece:
    start, end = part
    while start < end and block.text[start].isspace():
        start += 1
    while start < end and block.text[end - 1].isspace():
        end -= 1
    return start, end


def _heading(
    block: PageBlock, part: Piece, quotes: Sequence[Quotation], pack: AttributionPack
) -> Proposal | None:
    """What one part of a headline tells somebody to say."""
    words = block.text[part[0] : part[1]]
    if tail := _TAIL.match(words):
        verbs = pack.verbs.get(tail["cue"].lower(), ())
        if any("clause" in v.takes and not v.mental for v in verbs):
            return _told(block, part, tail, quotes, "clause", verbs[0].base)
    if last := _named_last(words, pack):
        return _told(block, part, last, quotes, "heading")
    if told := _post(block, quotes) or _turn(block, quotes, pack):
        return told
    return _labelled(block, part, quotes, pack)


def _labelled(
    block: PageBlock, part: Piece, quotes: Sequence[Quotation], pack: AttributionPack
) -> Proposal | None:
    """ "Ministry: crossing reopens": what stands after a name and a colon."""
    words = block.text[part[0] : part[1]]
    match = _COLON.match(words)
    if (
        not match
        or (part[0] == block.start and words[0].islower())
        or grammar().attribution.not_speakers.match(match["who"])
    ):
        return None
    who = _BESIDE.sub(" ", match["who"]).split()
    if not who:
        return None
    if _is_label(who, pack) or block.doc[0].tag_ == "VBG":
        return _heading(block, (part[0] + match.start("what"), part[1]), quotes, pack)
    if _is_title(block, part[0] - block.start + match.start("what")):
        return None
    if only_place(who, match["what"]):
        return None
    if len(who) > _MOST or any(w.lower() in pack.verbs and w.islower() for w in who):
        return None
    return _told(block, part, match, quotes, "heading")


def label_end(block: PageBlock, pack: AttributionPack) -> int:
    """Where the words of a headline begin after what only tells what one reads; its start where nothing does."""
    match = _COLON.match(block.words) if block.kind is BlockKind.HEADLINE else None
    if match is None or not _is_label(match["who"].split(), pack):
        return block.start
    return block.start + match.start("what")


def _is_label(who: Sequence[str], pack: AttributionPack) -> bool:
    """Whether words before a colon only tell what one reads ("Analysis", "Peace talks live")."""
    last = next((w for w in reversed(who) if w[:1].isalpha()), who[-1])
    low = last.lower()
    thing = len(who) > 1 and ((last.islower() and last not in _holders(pack)) or low in pack.documents)
    section = len(who) == 1 and low in grammar().attribution.sections
    return thing or section or bool({who[0].lower(), last.lower()} & grammar().attribution.kickers)


def _holders(pack: AttributionPack) -> frozenset[str]:
    return pack.people | pack.anonymous | pack.bodies | pack.statements | pack.agency_words | pack.against


def _turn(block: PageBlock, quotes: Sequence[Quotation], pack: AttributionPack) -> Proposal | None:
    """ "[RUIZ] We are ...", "RUIZ: We are ...", in a transcript."""
    turn = _TURN.match(block.words)
    speaking = _SPEAKING.match(block.words)
    if turn is None and speaking is not None and not speaking["what"].isupper():
        if grammar().attribution.not_speakers.match(speaking["who"]) or _is_label(
            speaking["who"].split(), pack
        ):
            return None
        if _is_title(block, speaking.start("what")) or _told_in_itself(block, speaking.start("what"), pack):
            return None
        if only_place(speaking["who"].split(), speaking["what"]):
            return None
        return _told(block, (block.start, block.end), speaking, quotes, "turn")
    if turn is None or grammar().attribution.not_speakers.match(turn["who"]):
        return None
    at = block.start + turn.end("who")
    cue = (block.text.index("]", at), block.text.index("]", at) + 1)
    source = (block.start + turn.start("who"), at)
    content = tidy(block, [(block.start + turn.start("what"), block.end)], quotes, cue)
    return Proposal(block.number, cue, source, content, "turn", ":") if content else None


def _is_title(block: PageBlock, at: int) -> bool:
    """Whether what stands after a colon is a name of its own ("TAMBA: Flash Update No. 3"), and nothing told."""
    rest = [t for t in block.doc if t.idx >= at and t.is_alpha]
    return (
        len(rest) > 1
        and all(t.text[0].isupper() for t in rest[:3])
        and not any(t.pos_ in ("VERB", "AUX") for t in rest)
    )


def _told_in_itself(block: PageBlock, at: int, pack: AttributionPack) -> bool:
    """Whether what stands after a colon tells by itself who said it ("ORLU CITY: Two were hurt, officials said")."""
    roots = [s.root for s in block.doc.sents if s.root.idx >= at]
    return any(
        any("clause" in v.takes for v in pack.verbs.get(t.lower_, ()))
        and any(c.dep_ == "ccomp" and at <= c.idx < t.idx for c in t.children)
        and any(c.dep_ == "nsubj" for c in t.children)
        for t in roots
    )


def _post(block: PageBlock, quotes: Sequence[Quotation]) -> Proposal | None:
    """A post set into the page: "... — Mara Ilves (@ilves) May 5"."""
    found = _POST.match(block.words)
    return _told(block, (block.start, block.end), found, quotes, "turn") if found is not None else None


def _named_last(words: str, pack: AttributionPack) -> re.Match[str] | None:
    """ "Death toll rises to 40: ministry", "Orlu ready for talks - mayor": a headline with its source last."""
    found = _LAST.match(words)
    if found is None:
        return None
    who = found["who"].split()
    last = who[-1]
    holder = last.lower() in _holders(pack) - pack.against or found["who"] in pack.agencies
    land = found["cue"].strip() == ":" and " ".join(who).lower() in names_pack("en").lands
    body = holder or land or (last.isupper() and 1 < len(last) <= 6)
    if not body or len(who) > _MOST - 1 or found["what"].split()[0].lower() in grammar().attribution.kickers:
        return None
    return found


def _told(
    block: PageBlock,
    part: Piece,
    found: re.Match[str],
    quotes: Sequence[Quotation],
    kind: str,
    base: str = ":",
) -> Proposal | None:
    """A proposal out of a pattern with `who` and `what`, and the mark that joins them for its cue unless
    it tells another."""
    bare = _BESIDE.sub("", found["who"]).strip()
    named = bare if found["who"].startswith(bare) else found["who"].strip()
    who = (part[0] + found.start("who"), part[0] + found.start("who") + len(named))
    if found.re is _TAIL:
        cue = (part[0] + found.start("cue"), part[0] + found.end("cue"))
    elif found.start("who") > found.start("what"):
        at = who[0] - 1
        while at > part[0] and block.text[at].isspace():
            at -= 1
        cue = (at, at + 1)
    else:
        at = block.text.index(":", who[1])
        cue = (at, at + 1)
    what = (part[0] + found.start("what"), part[0] + found.end("what"))
    content = tidy(block, [what], quotes, cue)
    return Proposal(block.number, cue, who, content, kind, base) if content else None
