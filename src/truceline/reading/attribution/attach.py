"""Quotations go to the reporting verb beside them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from truceline.reading.attribution.content import Piece, run_of, shared
from truceline.reading.attribution.details import addressee_of, cue_of, document_of
from truceline.reading.attribution.proposal import Proposal, tidy
from truceline.reading.attribution.quotes import Quotation
from truceline.reading.attribution.speakers import Speaker, speaker_of
from truceline.reading.pack import AttributionPack
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token

_AFTER, _BEFORE = 160, 200
"""Characters within which a reporting verb after or before a quotation is sought."""


def with_quotations(
    block: PageBlock, found: list[Proposal], quotes: Sequence[Quotation], pack: AttributionPack
) -> list[Proposal]:
    """Quotations that no clause has brought in go to the reporting verb beside them."""
    out = list(found)
    starts = [t.idx for t in block.doc] if quotes else []
    for q in quotes:
        outer = [p for p in out if not q.holds(p.cue[0])]
        if any(2 * shared(p.content, [(q.start, q.end)]) >= q.end - q.start for p in outer):
            continue
        if len(block.text[q.start : q.end].split()) < 3 and block.text[q.end - 2 : q.end - 1] not in ",.!?":
            continue
        token = _beside(block, q, quotes, starts, pack)
        if token is None:
            continue
        verbs = pack.verbs[token.lower_]
        cue = cue_of(block, token, verbs, pack)
        same = next(
            (
                i
                for i, p in enumerate(out)
                if p.cue == cue and p.kind in ("clause", "quote", "object", "person")
            ),
            None,
        )
        if same is not None:
            p = out[same]
            if _by_itself(block, p, q, quotes):
                out.append(replace(p, content=tidy(block, [(q.start, q.end)], quotes, cue), kind="quote"))
                continue
            out[same] = replace(p, content=tidy(block, [*p.content, (q.start, q.end)], quotes, cue))
            continue
        speaker = speaker_of(block, token, quotes, pack)
        if speaker is None and _before_colon(token):
            speaker = Speaker(_name_before(block, token))
        content = tidy(block, [(q.start, q.end)], quotes, cue)
        if not content:
            continue
        out.append(
            Proposal(
                block.number,
                cue,
                speaker.source if speaker else None,
                content,
                "quote",
                verbs[0].base,
                verbs[0].stance,
                addressee=addressee_of(block, token, pack),
                document=document_of(block, token, pack),
                aside=speaker.aside if speaker else None,
                antecedent=speaker.antecedent if speaker else None,
            )
        )
    return sorted(out, key=lambda p: (p.cue, p.content))


def _by_itself(block: PageBlock, p: Proposal, q: Quotation, quotes: Sequence[Quotation]) -> bool:
    """Whether a quotation behind a colon says more than the clause before it, in whose words nothing is quoted
    ("noted that the road was shut: "Nobody could pass."")."""
    end = p.content[-1][1]
    if p.kind != "clause" or end > q.start or block.text[end : q.start].strip() != ":":
        return False
    return not any(shared([(x.start, x.end)], p.content) for x in quotes)


def _name_before(block: PageBlock, token: Token) -> Piece:
    """The name that ends right before a token."""
    first = token.nbor(-1)
    while first.i > token.sent.start and first.nbor(-1).text.istitle():
        first = first.nbor(-1)
    return run_of(block, first, token.nbor(-1))


def _beside(
    block: PageBlock,
    q: Quotation,
    quotes: Sequence[Quotation],
    starts: Sequence[int],
    pack: AttributionPack,
) -> Token | None:
    """The reporting verb that a quotation goes with: after it in its sentence, else before it."""
    after: list[Token] = []
    before: list[Token] = []
    near = _near(block, starts, q)
    later = min((x.start for x in quotes if x.start >= q.end), default=block.end)
    earlier = max((x.end for x in quotes if x.end <= q.start), default=block.start)
    comma = block.text[q.start : q.end].rstrip("\"”'’»").endswith(",")
    for t in near:
        at = block.start + t.idx
        verbs = pack.verbs.get(t.lower_)
        if not verbs or not any("quote" in v.takes for v in verbs):
            continue
        if t.dep_ == "amod" or (t.dep_ in ("acl", "advcl") and t.tag_ == "VBN"):
            continue
        noun = t.tag_ in ("NN", "NNS") and ((comma and at >= q.end) or _before_colon(t))
        if not t.tag_.startswith("VB") and not noun:
            continue
        if q.end <= at < later and at - q.end < _AFTER and not _stop_between(block, q.end, at):
            after.append(t)
        elif earlier <= at < q.start and q.start - at < _BEFORE and not _stop_between(block, at, q.start):
            before.append(t)
    ends = block.text[q.start : q.end].rstrip("\"”'’»")[-1:]
    lead = block.text[block.start : q.start].rstrip()
    if lead and lead[-1] not in ".!?:;,—–-\"”’»'":
        after = []
    after = [t for t in after if not _clause_between(block, q.end, t)]
    goes_on = block.text[q.end : q.end + 3].strip()[:1].islower()
    if after and (ends in ",?!" or goes_on or not before):
        return after[0]
    if before and lead.endswith((":", ".")):
        outer = [t for t in before if t.sent == before[-1].sent and not _within(t, before)]
        return (outer or before)[-1]
    if before:
        return before[-1]
    return None


def _before_colon(t: Token) -> bool:
    """Whether a verb that the parse takes for a noun stands between a name and a colon ("Ilves emails:")."""
    after = t.nbor(1).text if t.i + 1 < len(t.doc) else ""
    return after == ":" and t.i > 0 and t.text.islower() and t.nbor(-1).text.istitle()


def _within(t: Token, others: Sequence[Token]) -> bool:
    """Whether a verb stands in the clause of another, so that a colon does not take up it but the other."""
    return any(o in t.ancestors for o in others if o is not t)


def _near(block: PageBlock, starts: Sequence[int], q: Quotation) -> list[Token]:
    """The tokens around a quotation among which its reporting verb can stand; `starts` are all tokens' places."""
    first = bisect_left(starts, q.start - block.start - _BEFORE)
    last = bisect_left(starts, q.end - block.start + _AFTER)
    return list(block.doc[first:last])


def _clause_between(block: PageBlock, start: int, verb: Token) -> bool:
    """Whether another finite verb or a subordinating word stands between a quotation and a cue."""
    return any(
        t.tag_ in ("VBD", "VBZ", "VBP", "MD") or (t.dep_ == "mark" and t.lower_ != "as")
        for t in verb.doc[max(0, verb.i - 60) : verb.i]
        if start <= block.start + t.idx
        and t.i < verb.i
        and t.dep_ not in ("aux", "auxpass")
        and not any(a.dep_ == "relcl" for a in [t, *t.ancestors])
    )


def _stop_between(block: PageBlock, start: int, end: int) -> bool:
    words = block.text[start:end]
    return any(
        words[i] in ".!?"
        and words[i + 1 : i + 4].strip(" \"“‘'«")[:1].isupper()
        and not words[:i].rsplit(" ", 1)[-1].istitle()
        for i in range(len(words) - 2)
        if words[i + 1] == " "
    )
