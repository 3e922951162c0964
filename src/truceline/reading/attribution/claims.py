"""Claims out of proposals: holders, chains, stance, origin."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from truceline.model.accord import Vocabulary
from truceline.model.reading import (
    BlockKind,
    Claim,
    Link,
    LinkKind,
    Manner,
    Mention,
    MentionType,
    Modality,
    Stance,
    When,
)
from truceline.model.report import Rendering
from truceline.reading.attribution.chains import chain_of, with_origins
from truceline.reading.attribution.content import Piece
from truceline.reading.attribution.context import only_where, placed
from truceline.reading.attribution.credits import credited
from truceline.reading.attribution.holders import Cast, Holder
from truceline.reading.attribution.issuers import by_content
from truceline.reading.attribution.modality import modality_of
from truceline.reading.attribution.named_later import with_later_names
from truceline.reading.attribution.nesting import parents_of, set_right
from truceline.reading.attribution.one_state import home_of, seated, speaks_for_it, state_bound, state_told
from truceline.reading.attribution.own import own_voice
from truceline.reading.attribution.paragraphs import over_paragraphs
from truceline.reading.attribution.propose import Proposal, propose
from truceline.reading.attribution.publishers import publisher
from truceline.reading.attribution.quotes import Quotation, quotations_of
from truceline.reading.attribution.relays import carrier_of, told_to
from truceline.reading.attribution.selves import Self
from truceline.reading.attribution.sources import resolve
from truceline.reading.attribution.stance import put
from truceline.reading.attribution.telling import manner_of, said_on_of
from truceline.reading.attribution.thinned import distinct, spoken
from truceline.reading.attribution.turns import label_holders, turn_proposals
from truceline.reading.attribution.voices import by_its_issuer, issuing_body, without_own_voice
from truceline.reading.copied_pages import as_shown
from truceline.reading.grammar import grammar
from truceline.reading.names import lexicon
from truceline.reading.pack import AttributionPack, attribution_pack
from truceline.reading.page import Page, PageBlock
from truceline.reading.ranker.join import join


def attribute(
    page: Page,
    mentions: tuple[Mention, ...],
    times: tuple[When, ...],
    vocabulary: Vocabulary | None,
    fast: bool = False,
) -> tuple[Claim, ...]:
    """Who is said to say what, in order of the text; topics are left empty.

    Works with no vocabulary and no mentions too: then holders are the names of the text.
    What the outlet says in its own voice comes as claims of manner "own". `fast` asks the
    rules alone, without the trained ranker.
    """
    pack = attribution_pack("en")
    proposals = spoken(distinct(propose(page, pack)), page)
    turned = turn_proposals(page)
    if not fast:
        proposals = [p for p in join([*proposals, *turned], page, pack) if p not in turned]
    blocks = {b.number: b for b in page.blocks}
    quotes = {b.number: quotations_of(b) for b in page.blocks if b.readable}
    cast = Cast.of(page, mentions, vocabulary, pack)
    cast.home = home_of(cast)
    cast.state = state_told(cast)
    if cast.state is None:
        cast.state = state_bound(cast)
        cast.bound = cast.state is not None
    proposals = set_right(proposals, blocks, quotes, pack, cast.is_agency)
    proposals = sorted([*proposals, *turned], key=lambda p: (p.block, p.cue, p.content))
    issuer = issuing_body(page, cast)
    outlet = publisher(page.report.outlet, vocabulary, page.report.language)
    proposals = without_own_voice(proposals, blocks, quotes, issuer, page.report.outlet)
    labels = label_holders(page, cast) if turned else {}
    parents = parents_of(proposals, pack)
    relayed = {
        up
        for i, up in parents.items()
        if up is not None and proposals[i].kind in ("clause", "object")
        if (named := proposals[i].source) is not None and page.text[named[0]].isupper()
        if not any(x.holds(proposals[i].cue[0]) for x in quotes.get(proposals[i].block, ()))
    }
    holders: dict[int, Holder] = {}
    holder: Holder | None
    claims: dict[int, Claim] = {}
    order = sorted(
        range(len(proposals)), key=lambda i: (proposals[i].block, _depth(i, parents), proposals[i].cue)
    )
    for i in order:
        p = proposals[i]
        block = blocks[p.block]
        up = parents[i]
        if p.kind == "turn" and p.source in labels:
            holder = labels[p.source]
        else:
            holder = _holder(cast, page, p, blocks, holders.get(up) if up is not None else None)
            holder = _of_itself(holder, holders.get(up) if up is not None else None)
            over = holders.get(up) if up is not None and proposals[up].kind == "turn" else None
            if holder is not None and (up is None or over is not None):
                holder = by_its_issuer(holder, issuer if over is None else over, page.report.outlet)
        if holder is not None and p.kind in ("heading", "ranked") and only_where(cast, p.source, p.cue):
            continue
        if holder is not None:
            holders[i] = holder
            if p.kind not in ("document", "carried"):
                (cast.spoken if up is None else cast.quoted).append(holder)
        claims[i] = _claim(
            page,
            outlet,
            block,
            p,
            holder,
            claims.get(up) if up is not None else None,
            i in relayed,
            quotes,
            cast,
            times,
            pack,
        )
    claims |= performed(claims, parents)
    out = [claims[i] for i in range(len(proposals)) if i in claims]
    for block in page.blocks:
        if block.readable:
            mine = [p for p in proposals if p.block == block.number]
            out += [
                _own(page, outlet, block, pieces, pack)
                for pieces in own_voice(block, mine, quotes[block.number], pack)
            ]
    if page.report.rendering is Rendering.DIGEST:
        out = [replace(c, manner=_digested(c.manner)) for c in out]
    out = with_later_names(credited(out, page, cast))
    out = over_paragraphs(sorted(_numbered(out), key=lambda c: (c.start, -c.end, c.id)), page)
    return tuple(with_origins(out, _apart(page, proposals, out, pack)))


def _digested(manner: Manner) -> Manner:
    """A digest is in our own words: nothing in it is a quotation."""
    return Manner.INDIRECT if manner in (Manner.DIRECT, Manner.MIXED) else manner


def _apart(
    page: Page, proposals: Sequence[Proposal], claims: Sequence[Claim], pack: AttributionPack
) -> frozenset[str]:
    """Ids of the first claims made "in a separate statement", by the words before their cue."""
    cues = {
        p.cue[0]
        for p in proposals
        if p.document is not None and pack.separate.search(page.text[p.document[0] : p.document[1]])
    }
    first: dict[int, str] = {}
    for c in claims:
        if c.cue is not None and c.cue.start in cues:
            first.setdefault(c.cue.start, c.id)
    return frozenset(first.values())


def performed(claims: Mapping[int, Claim], parents: Mapping[int, int | None]) -> dict[int, Claim]:
    """Quotations whose speaker does something by saying it ("We call on ...") do just that."""
    out: dict[int, Claim] = {}
    for i, up in parents.items():
        if up is None or i not in claims or up not in claims:
            continue
        inner, outer = claims[i], claims[up]
        share = sum(len(s) for s in inner.content) / sum(len(s) for s in outer.content)
        same = inner.holder == outer.holder and inner.stance is not Stance.ASSERTS
        if same and outer.stance is Stance.ASSERTS and outer.manner is Manner.DIRECT and share > 0.35:
            out[up] = replace(outer, stance=inner.stance, decided_by=inner.decided_by)
    return out


def _depth(i: int, parents: dict[int, int | None]) -> int:
    depth, at = 0, parents[i]
    while at is not None and depth < 8:
        depth, at = depth + 1, parents[at]
    return depth


def _of_itself(h: Holder | None, speaker: Holder | None) -> Holder | None:
    """A holder told as "it" in a body's own words, where the text names nothing else that it could be."""
    if h is None or speaker is None or h.name.lower() not in grammar().pronouns.thing:
        return h
    body = speaker.kind in (LinkKind.BODY, LinkKind.PARTY) and not speaker.plural
    return replace(speaker, span=h.span, antecedent=speaker.span, at=h.at) if body else h


_OF_STATE = (LinkKind.PERSON, LinkKind.BODY, LinkKind.ANONYMOUS)


def _holder(
    cast: Cast, page: Page, p: Proposal, blocks: dict[int, PageBlock], speaker: Holder | None
) -> Holder | None:
    if p.source is None or page.text[slice(*p.source)].lower() in grammar().labels.articles:
        return None
    block = page.block_at(p.source[0]) or blocks[p.block]
    holder = resolve(cast, block, p.antecedent or p.source, p.aside, speaker)
    holder = placed(
        cast, block, p.antecedent or p.source, p.aside, holder, p.content[0] if p.content else None
    )
    if holder.antecedent is None and holder.name.lower() in grammar().pronouns.possessive:
        return None
    if p.antecedent is not None:
        holder = replace(holder, span=block.at(*p.source), antecedent=block.at(*p.antecedent))
    if not holder.party and holder.kind is LinkKind.BODY and (state := seated(cast, block, p.source)):
        holder = replace(holder, party=state)
    if (
        cast.state
        and not holder.party
        and holder.kind in _OF_STATE
        and not (
            holder.kind is LinkKind.BODY and holder.antecedent is not None
        )  # it is whose the text named before
        and speaks_for_it(cast, block, p.source, p.aside)
    ):
        holder = replace(holder, party=cast.state)
        if holder.entity:
            cast.sides.setdefault(holder.entity, cast.state)
    if p.kind == "document":
        named = next((m for m in cast.within(p.source) if m.type is MentionType.DOCUMENT and m.entity), None)
        entity = cast.entity(named.entity) if named is not None else None
        return replace(
            holder,
            name=entity.name if entity else holder.name,
            kind=LinkKind.DOCUMENT,
            entity=named.entity if named is not None else holder.entity,
            anonymous=False,
        )
    if p.kind == "phrase" and holder.kind is LinkKind.DOCUMENT and holder.entity is None:
        made = by_content(cast, block, p.content[0], lambda there, piece: resolve(cast, there, piece))
        holder = replace(made, span=holder.span, at=holder.at) if made is not None else holder
    if p.through is not None:
        teller = resolve(cast, page.block_at(p.through[0]) or block, p.through)
        if teller.name.lower() != holder.name.lower() and not _is_outlet(page, teller):
            return replace(holder, relay=teller)
    relay: Holder | None = None
    if p.addressee is not None and page.block_at(p.addressee[0]) is block:
        relay = told_to(cast, block, p.addressee)
    if relay is None and speaker is None:
        relay = carrier_of(cast, p, p.source)
    own = relay is not None and _is_outlet(page, relay)
    if relay is not None and not own and relay.name.lower() != holder.name.lower():
        holder = replace(holder, relay=relay)
    return holder


def _is_outlet(page: Page, holder: Holder) -> bool:
    """Whether a holder is the outlet of the report itself."""
    outlet, name = (page.report.outlet or "").lower(), holder.name.lower()
    return bool(outlet) and (outlet in name or name in outlet)


def _claim(
    page: Page,
    outlet: Link,
    block: PageBlock,
    p: Proposal,
    holder: Holder | None,
    parent: Claim | None,
    relays: bool,
    quotes: dict[int, list[Quotation]],
    cast: Cast,
    times: Sequence[When],
    pack: AttributionPack,
) -> Claim:
    content = block.spans(p.content)
    if holder is not None:
        holder = replace(holder, name=as_shown(holder.name))
    if holder is None:
        manner = Manner.UNSOURCED
    else:
        around = [q for q in quotes.get(p.block, []) if not q.holds(p.cue[0]) or p.kind == "carried"]
        manner = manner_of(page.text, p.content, around)
    names = frozenset(
        w.lower() for w in re.findall(r"[^\W_]{4,}|\b[A-Z]{2,5}\b", holder.name if holder else "")
    ) | (_side(cast, holder))
    person = holder is not None and (holder.kind is LinkKind.PERSON or holder.anonymous)
    mine = Self.of(
        holder.name if holder else "",
        holder.head if holder else "",
        names,
        pack,
        person,
        holder is not None and holder.plural,
    )
    told = put(page.text, p.cue, p.content, p.stance, mine, p.kind, relays, pack, block)
    if told.stance is Stance.DEMANDS and holder is not None and holder.head in pack.stance["terms"]:
        told = replace(told, stance=Stance.EXPECTS)  # what was agreed asks nobody
    said_on = said_on_of(page, p, times)
    short = block.kind is BlockKind.HEADLINE and p.modality is Modality.EVALUATIVE
    put_by = None if short else p.modality
    chain = chain_of(outlet, holder, parent)
    return Claim(
        id="",
        report=page.report.id,
        content=content,
        manner=manner,
        stance=told.stance,
        modality=put_by or told.modality if told.modality is Modality.ACTUAL else told.modality,
        cue=block.at(*p.cue) if p.kind != "carried" else page.blocks[0].at(*p.cue),
        source=holder.span if holder else None,
        antecedent=holder.antecedent if holder else None,
        holder=holder.name if holder else None,
        entity=holder.entity if holder else None,
        party=holder.party if holder else None,
        anonymous=holder.anonymous if holder else False,
        chain=chain,
        said_on=said_on,
        nested_in=parent.id or _id(parent) if parent is not None else None,
        decided_by=tuple(
            block.at(*x) if x[0] >= block.start else page.blocks[0].at(*x) for x in told.decided_by
        ),
    )


def _side(cast: Cast, holder: Holder | None) -> frozenset[str]:
    """Words that name the holder's side ("israel", "israeli", "the country")."""
    if holder is None or holder.party is None or holder.kind is LinkKind.AGENCY:
        return frozenset()
    known = lexicon(cast.vocabulary, cast.page.report.language).entities
    entity = cast.entity(holder.party) or known.get(holder.party)
    names = {holder.party.replace("-", " ")}
    if entity is not None:
        names |= {entity.name, *(a.text for a in entity.aliases)}
    return frozenset(w.lower() for n in names for w in re.findall(r"[^\W_]{4,}", n)) | {"country"}


def _own(page: Page, outlet: Link, block: PageBlock, pieces: Sequence[Piece], pack: AttributionPack) -> Claim:
    modality, why = modality_of(page.text, pieces, pack, block)
    stance = Stance.EXPECTS if modality in (Modality.FUTURE, Modality.POSSIBLE) else Stance.ASSERTS
    return Claim(
        id="",
        report=page.report.id,
        content=block.spans(pieces),
        manner=Manner.OWN,
        stance=stance,
        modality=modality,
        holder=page.report.outlet,
        entity=outlet.entity,
        party=outlet.party,
        chain=(outlet,),
        decided_by=(block.at(*why),) if why else (),
    )


def _id(c: Claim) -> str:
    key = (
        f"{c.report}|{[(s.start, s.end) for s in c.content]}|{c.cue.start if c.cue else ''}|{c.manner.value}"
    )
    return hashlib.sha256(key.encode()).hexdigest()[:12]


def _numbered(claims: Sequence[Claim]) -> list[Claim]:
    return [replace(c, id=_id(c)) for c in claims]
