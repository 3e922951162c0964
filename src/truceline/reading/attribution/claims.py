"""Claims out of proposals: holders, chains, stance, origin."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from truceline.model.accord import Vocabulary
from truceline.model.reading import Claim, Link, LinkKind, Manner, Mention, Modality, Stance, When, WhenType
from truceline.reading.attribution.content import Piece, joined, shared, size
from truceline.reading.attribution.holders import Cast, Holder
from truceline.reading.attribution.own import own_voice
from truceline.reading.attribution.propose import Proposal, propose
from truceline.reading.attribution.quotes import Quotation, quotations_of
from truceline.reading.attribution.sources import resolve
from truceline.reading.attribution.stance import modality_of, put, speaks_of_self
from truceline.reading.pack import AttributionPack, attribution_pack
from truceline.reading.page import Page, PageBlock


def attribute(
    page: Page, mentions: tuple[Mention, ...], times: tuple[When, ...], vocabulary: Vocabulary | None
) -> tuple[Claim, ...]:
    """Who is said to say what, in order of the text; topics are left empty.

    Works with no vocabulary and no mentions too: then holders are the names of the text.
    What the outlet says in its own voice comes as claims of manner "own".
    """
    pack = attribution_pack("en")
    proposals = spoken(distinct(propose(page, pack)))
    blocks = {b.number: b for b in page.blocks}
    quotes = {b.number: quotations_of(b) for b in page.blocks if b.readable}
    cast = Cast.of(page, mentions, vocabulary, pack)
    parents = {i: _parent(i, proposals) for i in range(len(proposals))}
    relayed = {
        up
        for i, up in parents.items()
        if up is not None and proposals[i].kind in ("clause", "object")
        if (named := proposals[i].source) is not None and page.text[named[0]].isupper()
        if not any(x.holds(proposals[i].cue[0]) for x in quotes.get(proposals[i].block, ()))
    }
    holders: dict[int, Holder] = {}
    claims: dict[int, Claim] = {}
    order = sorted(
        range(len(proposals)), key=lambda i: (proposals[i].block, _depth(i, parents), proposals[i].cue)
    )
    for i in order:
        p = proposals[i]
        block = blocks[p.block]
        up = parents[i]
        holder = _holder(cast, page, p, blocks, holders.get(up) if up is not None else None)
        if holder is not None:
            holders[i] = holder
            if p.kind not in ("document", "carried"):
                cast.spoken.append(holder)
        claims[i] = _claim(
            page,
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
    out = [claims[i] for i in range(len(proposals)) if i in claims]
    for block in page.blocks:
        if block.readable:
            mine = [p for p in proposals if p.block == block.number]
            out += [
                _own(page, block, pieces, pack)
                for pieces in own_voice(block, mine, quotes[block.number], pack)
            ]
    return tuple(sorted(_numbered(out), key=lambda c: (c.start, -c.end, c.id)))


def distinct(proposals: Sequence[Proposal]) -> list[Proposal]:
    """One proposal for each cue and content.

    Of two from one cue that share most, the longer stays; two that touch become one.
    """
    out: list[Proposal] = []
    for p in proposals:
        twin = next((k for k, q in enumerate(out) if _one(p, q)), None)
        if twin is None:
            out.append(p)
        elif 0 < p.content[0][0] - out[twin].content[-1][1] <= 1:
            out[twin] = replace(p, content=tuple(joined([*out[twin].content, *p.content])))
        elif size(p.content) > size(out[twin].content):
            out[twin] = p
    return out


def _one(p: Proposal, q: Proposal) -> bool:
    """Whether two proposals are of one content."""
    if (q.block, q.cue) != (p.block, p.cue):
        return False
    touch = 0 < p.content[0][0] - q.content[-1][1] <= 1
    return touch or shared(q.content, p.content) > 0.5 * min(size(q.content), size(p.content))


def spoken(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Proposals without thoughts that only colour another's words ("he said he thought ...")."""
    return [p for i, p in enumerate(proposals) if not (p.mental and _parent(i, proposals) is not None)]


def _parent(i: int, proposals: Sequence[Proposal]) -> int | None:
    """The proposal in whose content this one's cue stands, the smallest."""
    p = proposals[i]
    around = [
        k
        for k, q in enumerate(proposals)
        if k != i
        and any(s <= p.cue[0] and p.cue[1] <= e for s, e in q.content)
        and q.cue != p.cue
        and not any(s <= q.cue[0] < e for s, e in p.content)
    ]
    return min(around, key=lambda k: (size(proposals[k].content), k), default=None)


def _depth(i: int, parents: dict[int, int | None]) -> int:
    depth, at = 0, parents[i]
    while at is not None and depth < 8:
        depth, at = depth + 1, parents[at]
    return depth


def _holder(
    cast: Cast, page: Page, p: Proposal, blocks: dict[int, PageBlock], speaker: Holder | None
) -> Holder | None:
    if p.source is None:
        return None
    block = page.block_at(p.source[0]) or blocks[p.block]
    holder = resolve(cast, block, p.antecedent or p.source, p.aside, speaker)
    if p.antecedent is not None:
        holder = replace(holder, span=block.at(*p.source), antecedent=block.at(*p.antecedent))
    if p.kind == "document":
        return replace(holder, kind=LinkKind.DOCUMENT, anonymous=False)
    if p.addressee is not None and page.block_at(p.addressee[0]) is block:
        relay = cast.agency(block, p.addressee)
        outlet = (page.report.outlet or "").lower()
        own = (
            relay is not None
            and bool(outlet)
            and (outlet in relay.name.lower() or relay.name.lower() in outlet)
        )
        if relay is not None and not own and relay.name.lower() != holder.name.lower():
            holder = replace(holder, relay=relay)
    return holder


def _claim(
    page: Page,
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
    content = tuple(block.at(s, e) for s, e in p.content)
    words = " ".join(s.quote for s in content)
    if holder is None:
        manner = Manner.UNSOURCED
    else:
        around = [q for q in quotes.get(p.block, []) if not q.holds(p.cue[0]) or p.kind == "carried"]
        manner = _manner(page.text, p.content, around)
    names = frozenset(w.lower() for w in re.findall(r"[^\W_]{4,}", holder.name if holder else "")) | (
        _side(cast, holder)
    )
    told = put(page.text, p.cue, p.content, p.stance, speaks_of_self(words, names), p.kind, relays, pack)
    said_on = _said_on(page, p, times)
    chain = _chain(page, holder, parent)
    return Claim(
        id="",
        report=page.report.id,
        content=content,
        manner=manner,
        stance=told.stance,
        modality=told.modality,
        cue=block.at(*p.cue) if p.kind != "carried" else page.blocks[0].at(*p.cue),
        source=holder.span if holder else None,
        antecedent=holder.antecedent if holder else None,
        holder=holder.name if holder else None,
        entity=holder.entity if holder else None,
        party=holder.party if holder else None,
        anonymous=holder.anonymous if holder else False,
        chain=chain,
        origin=_origin(page, holder, said_on),
        said_on=said_on,
        nested_in=parent.id or _id(parent) if parent is not None else None,
        decided_by=tuple(
            block.at(*x) if x[0] >= block.start else page.blocks[0].at(*x) for x in told.decided_by
        ),
    )


def _side(cast: Cast, holder: Holder | None) -> frozenset[str]:
    """Words that name the holder's side ("israel", "israeli", "the country")."""
    if holder is None or holder.party is None:
        return frozenset()
    entity = cast.vocabulary.entity(holder.party) if cast.vocabulary else None
    names = {holder.party.replace("-", " ")}
    if entity is not None:
        names |= {entity.name, *(a.text for a in entity.aliases)}
    return frozenset(w.lower() for n in names for w in re.findall(r"[^\W_]{4,}", n)) | {"country"}


def _manner(text: str, content: Sequence[Piece], quotes: Sequence[Quotation]) -> Manner:
    """How the words come, by the quotations that the cue stands outside of."""
    total = quoted = 0
    for s, e in content:
        for i in range(s, e):
            if text[i].isalnum():
                total += 1
                quoted += any(q.start <= i < q.end for q in quotes)
    if quoted == 0:
        return Manner.INDIRECT
    return Manner.DIRECT if quoted == total else Manner.MIXED


def _said_on(page: Page, p: Proposal, times: Sequence[When]) -> str | None:
    """The date beside the cue, outside the content."""
    block = page.block_at(p.cue[0])
    if block is None:
        return None
    best: tuple[int, str] | None = None
    for t in times:
        if t.type not in (WhenType.DATE, WhenType.TIME) or not re.match(r"\d{4}-\d\d-\d\d", t.value):
            continue
        if not (block.start <= t.span.start < block.end) or any(s <= t.span.start < e for s, e in p.content):
            continue
        gap = max(t.span.start - p.cue[1], p.cue[0] - t.span.end)
        if (
            gap < 45
            and not re.search(r"[.!?]\s", page.text[min(t.span.end, p.cue[1]) : max(t.span.start, p.cue[0])])
            and (best is None or gap < best[0])
        ):
            best = (gap, t.value[:10])
    return best[1] if best else None


def _chain(page: Page, holder: Holder | None, parent: Claim | None) -> tuple[Link, ...]:
    if parent is not None and parent.chain and holder is not None:
        links = list(parent.chain)
    else:
        links = [Link(page.report.outlet or "outlet", LinkKind.OUTLET)]
        if holder is not None and holder.relay is not None:
            links.append(_link(holder.relay))
    if holder is not None:
        links.append(_link(holder))
    return tuple(links)


def _link(h: Holder) -> Link:
    return Link(h.name, h.kind, h.entity, h.party, h.span)


def _origin(page: Page, holder: Holder | None, said_on: str | None) -> str:
    if holder is None:
        return ""
    slug = re.sub(r"[^\w]+", "-", (holder.entity or holder.name).lower()).strip("-")
    return f"{slug}@{said_on}" if said_on else slug


def _own(page: Page, block: PageBlock, pieces: Sequence[Piece], pack: AttributionPack) -> Claim:
    modality, why = modality_of(page.text, pieces, pack)
    stance = Stance.EXPECTS if modality in (Modality.FUTURE, Modality.POSSIBLE) else Stance.ASSERTS
    outlet = page.report.outlet
    return Claim(
        id="",
        report=page.report.id,
        content=tuple(block.at(s, e) for s, e in pieces),
        manner=Manner.OWN,
        stance=stance,
        modality=modality,
        holder=outlet,
        chain=(Link(outlet or "outlet", LinkKind.OUTLET),),
        origin="outlet",
        decided_by=(block.at(*why),) if why else (),
    )


def _id(c: Claim) -> str:
    key = (
        f"{c.report}|{[(s.start, s.end) for s in c.content]}|{c.cue.start if c.cue else ''}|{c.manner.value}"
    )
    return hashlib.sha256(key.encode()).hexdigest()[:12]


def _numbered(claims: Sequence[Claim]) -> list[Claim]:
    return [replace(c, id=_id(c)) for c in claims]
