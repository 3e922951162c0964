"""Proposals of the ranker's own: cues that the rules miss, of a known kind, with somebody behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from truceline.model.reading import BlockKind, Modality, Stance
from truceline.reading.attribution.content import Piece, shared, size
from truceline.reading.attribution.proposal import Proposal, tidy
from truceline.reading.attribution.quotes import Quotation
from truceline.reading.grammar import grammar
from truceline.reading.pack import AttributionPack
from truceline.reading.page import PageBlock
from truceline.reading.ranker.answers import Answer, Limits
from truceline.reading.ranker.columns import DEPS, TAGS, Ints, Tokens, head_row, rows_in
from truceline.reading.ranker.kinds import NAMING, THING, WORDS, Carrier, Role, carrier_of, role_of
from truceline.reading.times.direction import token_at

TAG_OF = ("", *TAGS)
DEP_OF = ("", *DEPS)


def proposed(
    t: Tokens,
    row: int,
    answer: Answer,
    quotes: Mapping[int, Sequence[Quotation]],
    limits: Limits,
    pack: AttributionPack,
) -> Proposal | None:
    """What the ranker hears in one cue; none without somebody who holds it, nor for a deed."""
    tag, dep = TAG_OF[t.tag[row]], DEP_OF[t.dep[row]]
    colon = t.lower[row] == _COLON
    if (tag[:1] not in "VNJ" and not colon) or dep in ("aux", "auxpass") or answer.source is None:
        return None
    block = t.blocks[int(t.block[row])]
    cue, source = (int(t.start[row]), int(t.end[row])), answer.source
    if colon:
        source, cue = _verb_in(block, source, cue, pack)
    content = tidy(block, said(block, _with_to(t, row, answer.content), pack), quotes[block.number], cue)
    content = tuple(p for p in in_clause(block, cue, content) if not shared([p], [source]))
    if not content or shared([cue], [source]):
        return None
    quoted = any(q.start < e and s < q.end for q in quotes[block.number] for s, e in content)
    if not quoted and sum(len(block.text[s:e].split()) for s, e in content) < limits.least:
        return None
    if colon and not quoted and _asks(block, source, content):
        return None
    wholly = _quoted(content, quotes[block.number], 0.9)
    if _nobodys(t, row) and not wholly:
        return None
    rows = rows_in(t, content)
    if len(rows) and _is_object_pronoun(t, int(rows[0]), row):
        return None
    form = WORDS if _quoted(content, quotes[block.number]) else _form(t, row, rows)
    if colon:
        role, at = (Role(_COLON, Stance.ASSERTS), row) if form == WORDS else (None, row)
    else:
        role, at = _role(t, row, rows, form, pack)
    own = form == WORDS and (not quoted or wholly)
    if role is None and own and answer.likely >= limits.unknown:
        role = Role(t.lower[row], Stance.ASSERTS)
    if role is None:
        return None
    modality = role.modality
    if not role.allows(form):
        told_by_paper = role.base in grammar().attribution.shown_by and _is_paper(t, row, pack)
        if (role.deed and not quoted and not told_by_paper) or answer.likely < limits.loose:
            return None
        modality = None if told_by_paper else Modality.EVALUATIVE
    beside = {DEP_OF[t.dep[k]]: t.lower[k] for k in _children(t, row)}
    told = [k for k in _children(t, row) if DEP_OF[t.dep[k]] in _TOLD and k != at]
    if told and not any(s <= t.start[k] < e for k in told for s, e in content):
        return None
    if beside.get("prt") in pack.not_said.get(role.base, ()) or ("neg" in beside and role.modality is None):
        return None
    stance = Stance.DENIES if "neg" in beside else role.stance
    cue = (int(t.start[at]), int(t.end[at]))
    return Proposal(block.number, cue, source, content, "ranked", role.base, stance, modality=modality)


def in_clause(block: PageBlock, cue: Piece, content: Sequence[Piece]) -> list[Piece]:
    """A content without what goes on behind the relative clause of its cue ("the towns that they plan to visit were
    shut")."""
    verb = block.token_at(cue[0])
    if verb is None or verb.dep_ != "relcl" or verb.right_edge.i + 1 >= len(block.doc):
        return list(content)
    after = verb.right_edge.nbor(1)
    if after.text == "," and after.i + 1 < len(block.doc):
        after = after.nbor(1)
    if after.tag_ not in ("VBD", "VBZ", "VBP", "MD"):
        return list(content)
    end = block.start + verb.right_edge.idx + len(verb.right_edge.text)
    return [(s, min(e, end)) for s, e in content if s < end]


def _asks(block: PageBlock, source: Piece, content: Sequence[Piece]) -> bool:
    """Whether what stands behind a colon is a question, or what stands before it only tells what one reads."""
    who = block.text[slice(*source)].lower().split()
    return block.text[content[-1][1] : content[-1][1] + 1] == "?" or bool(
        {who[0], who[-1]} & grammar().attribution.kickers
    )


def _is_paper(t: Tokens, row: int, pack: AttributionPack) -> bool:
    """Whether the subject of a cue is a poll, a report or images: what they show is what they tell."""
    subjects = [k for k in _children(t, row) if DEP_OF[t.dep[k]] == "nsubj"]
    return any(t.lower[k] in pack.statements | grammar().attribution.evidence for k in subjects)


def _verb_in(block: PageBlock, source: Piece, cue: Piece, pack: AttributionPack) -> tuple[Piece, Piece]:
    """Source and cue before a quotation, where the parse takes a verb for the end of a name ("Ilves emails:")."""
    words = block.text[source[0] : source[1]]
    last = words.split()[-1]
    if last == words or not last.islower() or not any("quote" in v.takes for v in pack.verbs.get(last, ())):
        return source, cue
    at = source[1] - len(last)
    return (source[0], source[0] + len(words[: -len(last)].rstrip())), (at, source[1])


def _role(t: Tokens, row: int, rows: Ints, form: str, pack: AttributionPack) -> tuple[Role | None, int]:
    """What a cue is, and the row of the word that tells it: a word that says nothing by itself
    ("is", "voiced", "went on") is what stands beside it ("furious", "support", "to explain")."""
    role = role_of(t.lower[row], TAG_OF[t.tag[row]], pack)
    if role is not None and (role.allows(form) or not role.deed):
        return role, row
    how = carrier_of(t.lower[row], pack)
    if how is None:
        return role, row
    for k in _children(t, row):
        if DEP_OF[t.dep[k]] in _CARRIED[how] and k not in rows:
            borne = role_of(t.lower[k], TAG_OF[t.tag[k]], pack)
            if borne is not None and borne.allows(form):
                return borne, k
    return role, row


def _with_to(t: Tokens, cue: int, pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces with the "to" of the infinitive that they begin with."""
    out = []
    for s, e in pieces:
        rows = rows_in(t, [(s, e)])
        before = int(rows[0]) - 1 if len(rows) else cue
        if before != cue and TAG_OF[t.tag[before]] == "TO" and t.head[before] in rows:
            s = int(t.start[before])
        out.append((s, e))
    return out


def said(block: PageBlock, pieces: Sequence[Piece], pack: AttributionPack) -> list[Piece]:
    """Pieces without what the outlet adds to them (", a refusal that could ..."), and with the particle of the
    verb that they end with ("burned down")."""
    if block.kind is BlockKind.HEADLINE:  # each part between semicolons tells for itself
        pieces = [(s, at if (at := block.text.find("; ", s, e)) > s else e) for s, e in pieces]
    cuts = [(s, _after_particle(block, e), pack.summary.search(block.text, s, e)) for s, e in pieces]
    return [(s, m.start() if m and m.start() > s else e) for s, e, m in cuts]


_BELONGS = ("prt", "nummod")
"""What right after a word is a part of it ("burned down", "May 4")."""


def _after_particle(block: PageBlock, end: int) -> int:
    last = token_at(block.doc, end - block.start - 1)
    after = last.nbor(1) if last is not None and last.i + 1 < len(last.doc) else None
    if (
        after is None
        or after.dep_ not in _BELONGS
        or after.head != last
        or block.start + after.idx != end + 1
    ):
        return end
    return end + 1 + len(after.text)


def _children(t: Tokens, row: int) -> list[int]:
    first = int(t.sent_first[row])
    rows = np.flatnonzero(t.head[first : int(t.sent_last[row]) + 1] == row) + first
    return [k for k in rows.tolist() if k != row]


def _nobodys(t: Tokens, row: int) -> bool:
    """Whether a cue is a participle without anybody of its own ("as called for")."""
    if TAG_OF[t.tag[row]] != "VBN" or DEP_OF[t.dep[row]] not in ("advcl", "acl"):
        return False
    return not any(DEP_OF[t.dep[k]] in _OF_ITS_OWN for k in _children(t, row))


def _is_object_pronoun(t: Tokens, first: int, cue: int) -> bool:
    """Whether what would be said begins with a pronoun that the cue acts on ("expressed themselves")."""
    return TAG_OF[t.tag[first]] == "PRP" and DEP_OF[t.dep[first]] == "dobj" and int(t.head[first]) == cue


_TOLD = frozenset({"ccomp", "xcomp"})
"""What a cue governs so belongs to its content."""
_OF_ITS_OWN = frozenset({"nsubj", "nsubjpass", "agent", "aux", "auxpass"})


def _quoted(content: Sequence[Piece], quotes: Sequence[Quotation], share: float = 0.5) -> bool:
    """Whether so much of a content stands in quotation marks."""
    return sum(shared([(q.start, q.end)], content) for q in quotes) >= share * size(content)


def _form(t: Tokens, cue: int, rows: Ints) -> str:
    """What a content is: words (a finite clause), an infinitive, a gerund, a thing, or what leads into it."""
    head = head_row(t, rows) if len(rows) else cue
    if head == cue:
        return THING
    if any(DEP_OF[t.dep[k]] == _NAMED and t.head[k] == cue for k in rows.tolist()):
        return NAMING
    tag = TAG_OF[t.tag[head]]
    if any(DEP_OF[t.dep[k]] == "prep" and t.lower[k] == _AS and t.head[k] == cue for k in rows.tolist()):
        return NAMING
    if DEP_OF[t.dep[head]] == "pobj" and t.head[t.head[head]] == cue:
        return str(t.lower[t.head[head]])  # "spoke about the ferry": the preposition stands with the cue
    if DEP_OF[t.dep[head]] == _RELATIVE:
        return THING  # "passed a law which names the towns": the clause tells of the thing
    if tag == "IN":
        return t.lower[head]
    if tag[:2] not in ("VB", "MD"):
        return THING
    kids = {DEP_OF[t.dep[k]]: TAG_OF[t.tag[k]] for k in rows[t.head[rows] == head].tolist()}
    if _SUBJECTS & kids.keys() and kids.get("aux") != "TO":
        return WORDS
    return "gerund" if tag == "VBG" else "infinitive"


_NAMED = "oprd"
_RELATIVE = "relcl"
_SUBJECTS = {"nsubj", "nsubjpass", "expl", "csubj"}
_AS = "as"
_COLON = ":"
_CARRIED = {
    Carrier.STATE: ("acomp", "attr", "oprd"),
    Carrier.ACT: ("dobj",),
    Carrier.COURSE: ("xcomp", "advcl"),
}
"""By what a word that says nothing by itself governs the one that tells."""
