"""Whose voice a page is in outside of quotations, and who "I" and "we" are there.

In an opinion piece, a blog, a diary they are who wrote it: the page's own voice, and no claim about
somebody called "I". In a statement that a body publishes itself they are that body. What a speaker says of
himself in a turn ("I asked them to wait") is part of what he says. Nobody and anybody hold nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from truceline.model.accord import Role
from truceline.model.reading import LinkKind, MentionType, Stance
from truceline.reading.attribution.content import shared, size
from truceline.reading.attribution.holders import ARTICLE, KINDS, Cast, Holder, is_anonymous
from truceline.reading.attribution.proposal import Proposal
from truceline.reading.attribution.quotes import Quotation
from truceline.reading.grammar import grammar
from truceline.reading.layout import layout
from truceline.reading.names import folded, lexicon
from truceline.reading.page import Page, PageBlock
from truceline.reading.telex import initials
from truceline.reading.written_by import names_a_body, names_outlet

__all__ = ["by_its_issuer", "issuing_body", "without_own_voice"]

_TOP = 3
"""Blocks at the top among which a body's name stands by itself."""
_OFTEN = 3
"""How often a page says "I" or "we" from which on that is who wrote it."""
_SHARE = 0.35
"""Part of a sentence of a turn that "I ask ..." has at least to tell what the sentence does."""


def issuing_body(page: Page, cast: Cast) -> Holder | None:
    """The body that publishes a page itself ("Marsh Council Press Service"); None for an outlet of news."""
    outlet = page.report.outlet or ""
    words = [w for w in folded(outlet).split() if w]
    if not words or cast.is_agency(outlet) or set(words) & cast.pack.agency_words:
        return None
    bodies = cast.pack.bodies | cast.pack.groups | layout().issuers
    found = [
        m
        for m in cast.mentions
        if m.type in (MentionType.PARTY, MentionType.ORGANISATION)
        and not is_anonymous(m)
        and set(folded(m.span.quote).split()) - {"the"} <= set(words)
        and (m.type is MentionType.PARTY or set(folded(m.span.quote).split()) & bodies)
    ]
    states = lexicon(cast.vocabulary, cast.page.report.language).pack.states
    if not (set(words) & bodies):
        found = [
            m for m in found if m.entity not in states or len(folded(m.span.quote).split()) == len(words)
        ]
    best = max(found, key=lambda m: len(m.span.quote), default=None)
    entity = cast.entity(best.entity) if best is not None else None
    if entity is not None and {Role.OUTLET, Role.AGENCY} & set(entity.roles):
        return None
    if best is None and not (set(words) & bodies):
        return _by_initials(cast, outlet)
    name = entity.name if entity is not None else _body_name(outlet)
    if best is None:
        return Holder(name, LinkKind.BODY)
    return Holder(name, KINDS.get(best.type, LinkKind.BODY), best.entity, cast.party_of(best))


def _by_initials(cast: Cast, outlet: str) -> Holder | None:
    """The body whose first letters an outlet bears ("FVM Media"): one that the page names, or tells at its top."""
    for m in cast.mentions:
        body = m.type in (MentionType.PARTY, MentionType.ORGANISATION) and not is_anonymous(m)
        if body and names_outlet(m.span.quote, outlet):
            return Holder(cast.called(m), KINDS.get(m.type, LinkKind.BODY), m.entity, cast.party_of(m))
    for b in cast.page.blocks[:_TOP]:
        if names_a_body(b.words) and names_outlet(b.words, outlet):
            return Holder(b.words.title() if b.words.isupper() else b.words, LinkKind.BODY)
    return None


def _body_name(outlet: str) -> str:
    """A body's name without the office that publishes for it ("Marsh Council Press Service")."""
    return layout().publishing.sub("", outlet).strip() or outlet


def without_own_voice(
    proposals: Sequence[Proposal],
    blocks: Mapping[int, PageBlock],
    quotes: Mapping[int, Sequence[Quotation]],
    issuer: Holder | None,
    outlet: str | None,
) -> list[Proposal]:
    """The proposals without those by which a page, or a speaker in a turn, only speaks on in their own voice.

    A page that says "I" or "we" of itself no more than once or twice keeps what follows them as a claim,
    since that may be a quotation whose marks were lost.
    """
    signed = any(
        _source(p, blocks[p.block]) in grammar().pronouns.first for p in proposals
    ) and _speaks_of_itself(blocks, quotes)
    out: list[Proposal] = []
    done: dict[int, Stance] = {}
    for p in proposals:
        block = blocks[p.block]
        who = _source(p, block)
        inside = any(q.holds(p.cue[0]) for q in quotes.get(p.block, ()))
        if who in grammar().pronouns.nobodys or (inside and who and _only_asks(p, block)):
            continue
        if (
            _is_asked(p, block)
            or _cut_short(p, block)
            or (p.kind == "phrase" and _is_the_outlets(who, outlet))
        ):
            continue
        if who not in grammar().pronouns.first or p.kind in ("turn", "carried"):
            out.append(p)
            continue
        over = [k for k, q in enumerate(proposals) if q.block == p.block and _within(p, q)]
        if block.spoken:
            turns = [k for k in over if proposals[k].kind == "turn"]
            if turns and p.stance is not Stance.ASSERTS and _tells_most(p, proposals[turns[0]]):
                done[turns[0]] = p.stance
        elif inside or over or not signed or (issuer is not None and who in grammar().pronouns.ours):
            out.append(p)
    acts = {id(proposals[k]): stance for k, stance in done.items()}
    return [replace(p, stance=acts[id(p)]) if id(p) in acts else p for p in out]


def _speaks_of_itself(blocks: Mapping[int, PageBlock], quotes: Mapping[int, Sequence[Quotation]]) -> bool:
    """Whether a page says "I" or "we" of whoever wrote it, time and again."""
    where = [
        block.number
        for block in blocks.values()
        if block.readable and not block.spoken and block.fence == 0
        for t in block.doc
        if t.lower_ in grammar().pronouns.first
        and t.pos_ == "PRON"
        and t.dep_ in ("nsubj", "nsubjpass")
        and not any(q.holds(block.start + t.idx) for q in quotes.get(block.number, ()))
    ]
    return len(where) >= _OFTEN and len(set(where)) > 1


def _within(p: Proposal, q: Proposal) -> bool:
    return q is not p and shared(q.content, [p.cue]) > 0


def _tells_most(p: Proposal, turn: Proposal) -> bool:
    return size(p.content) > _SHARE * size(turn.content)


def _source(p: Proposal, block: PageBlock) -> str:
    """The words of a source, lower-case; "we all" is "we"."""
    said = block.text[slice(*p.source)].split() if p.source else []
    words = [w if initials(w, block.words) else w.lower() for w in said]
    first = words[:1] if words and words[0] in grammar().pronouns.first else words
    return " ".join(first if len(words) <= 2 else words)


def _is_the_outlets(who: str, outlet: str | None) -> bool:
    """Whether a paper is the outlet's own ("according to a Courier translation")."""
    name = ARTICLE.sub("", outlet or "").lower()
    return bool(name) and len(who.split()) > 1 and re.search(rf"\b{re.escape(name)}\b", who) is not None


def _only_asks(p: Proposal, block: PageBlock) -> bool:
    """Whether what is told is a question, which claims nothing ("asked me who was to blame")."""
    if p.kind != "clause":
        return False
    first = re.match(r"\W*(\w+)", block.text[p.content[0][0] : p.content[0][1]])
    return first is not None and first.group(1).lower() in grammar().verbs.asked_for


def _is_asked(p: Proposal, block: PageBlock) -> bool:
    """Whether a question is whether, or what, somebody says ("Does the mission know ...?"), or it is only
    as if somebody said it."""
    if p.kind not in ("clause", "object", "infinitive", "person", "prep", "ranked"):
        return False
    verb = block.token_at(p.cue[0])
    if verb is None or verb.pos_ not in ("VERB", "AUX"):
        return False
    if grammar().attribution.supposed.search(block.text, block.start + verb.sent.start_char, p.cue[0]):
        return True
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is not None and verb.dep_ == "ROOT" and subject.tag_ == "WP":
        return True
    if subject is None or subject.i > verb.i or "?" not in verb.sent.text[-3:]:
        return False
    return any(c.dep_ == "aux" and c.i < subject.i for c in verb.children)


def _cut_short(p: Proposal, block: PageBlock) -> bool:
    """Whether somebody who asks tells what another says in a sentence that breaks off or ends as a question: what it
    takes for granted is nobody's statement."""
    if block.turn is None or not block.turn.asks:
        return False
    sent = next(
        (s for s in block.doc.sents if block.start + s.start_char <= p.cue[0] < block.start + s.end_char),
        None,
    )
    last = sent.text.rstrip()[-1:] if sent is not None else ""
    return last not in {".", '"', "”", "!"}


def by_its_issuer(holder: Holder, issuer: Holder | None, outlet: str | None) -> Holder:
    """A holder on a page that a body publishes itself: "we", and "the Council" alone, are that body. Without
    such a body "I" and "we" that nobody is quoted with are the outlet."""
    low = holder.name.lower()
    if issuer is None and low in grammar().pronouns.first and outlet and holder.party is None:
        return replace(holder, name=outlet, kind=LinkKind.OUTLET, anonymous=False)
    if issuer is None or holder.kind is LinkKind.PERSON or holder.relay is not None:
        return holder
    words = set(folded(ARTICLE.sub("", holder.name)).split())
    source = holder.span.quote.lower() if holder.span is not None else low
    ours = {low, source} & grammar().pronouns.ours
    short = not holder.plural and len(words) == 1 and words < set(folded(issuer.name).split())
    if not (ours or (short and holder.head and holder.head in folded(issuer.name).split())):
        return holder
    return replace(
        holder,
        name=issuer.name,
        kind=issuer.kind,
        entity=issuer.entity or holder.entity,
        party=issuer.party or holder.party,
        anonymous=False,
    )
