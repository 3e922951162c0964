"""Who said it all, told at the end of a sentence that the parse has taken apart.

"The minister summoned the envoy and demanded that she "name them," a ministry source told the agency.": what
stands before the last comma is what the source told, whatever the parse hangs on what.
"""

from __future__ import annotations

from collections.abc import Sequence

from truceline.reading.attribution.details import addressee_of, cue_of, stance_of
from truceline.reading.attribution.nouns import noun_phrase
from truceline.reading.attribution.proposal import Proposal, tidy
from truceline.reading.attribution.quotes import Quotation
from truceline.reading.pack import AttributionPack
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token, TokenSpan

__all__ = ["told_afterwards"]

_AFTER = 6
"""Words at most between the verb and the end: whom it was told, when."""
_LEAST = 4
"""Words before the comma that can be what was said."""
_ASIDE = ("mark", "advmod", "relcl")


def told_afterwards(
    block: PageBlock, found: Sequence[Proposal], quotes: Sequence[Quotation], pack: AttributionPack
) -> list[Proposal]:
    """What nobody has been given of sentences that end with their source and its verb."""
    out: list[Proposal] = []
    for sent in block.doc.sents:
        verb = _last_verb(sent, pack)
        if verb is None or any(p.cue[0] == block.start + verb.idx for p in found):
            continue
        subject = next((c for c in reversed(list(verb.lefts)) if c.dep_ == "nsubj"), None)
        if subject is None or any(c.dep_ in _ASIDE for c in verb.children if c.i < verb.i):
            continue
        source = noun_phrase(block, subject)
        before = [t for t in sent if block.start + t.idx < source[0] and not t.is_space]
        while before and before[-1].text in ('"', "”", "’", "'"):
            before.pop()
        at = block.start + verb.idx
        if len(before) < _LEAST or before[-1].text != "," or any(q.holds(at) for q in quotes):
            continue
        if subject.tag_ in ("WP", "WDT") or _opens_aside(before):
            continue
        verbs = pack.verbs[verb.lower_]
        cue = cue_of(block, verb, verbs, pack)
        content = tidy(block, [(block.start + sent.start_char, source[0])], quotes, cue)
        if content:
            stance = stance_of(verbs, "clause")
            out.append(
                Proposal(
                    block.number,
                    cue,
                    source,
                    content,
                    "clause",
                    verbs[0].base,
                    stance,
                    addressee=addressee_of(block, verb, pack),
                )
            )
    return out


def _last_verb(sent: TokenSpan, pack: AttributionPack) -> Token | None:
    """The verb of saying that ends a sentence, but for whom it was told and when."""
    if not any(_says(t, pack) for t in sent):
        return None
    told_on = pack.beyond.search(sent.text)
    end = sent.start_char + (told_on.start() if told_on is not None else len(sent.text))
    words = [t for t in sent if not t.is_punct and not t.is_space and t.idx < end]
    for t in reversed(words[-_AFTER - 1 :]):
        if _says(t, pack):
            return t
        if t.pos_ in ("VERB", "AUX"):
            return None
    return None


def _says(t: Token, pack: AttributionPack) -> bool:
    return t.tag_ in ("VBD", "VBZ") and any(
        "clause" in v.takes and not v.mental for v in pack.verbs.get(t.lower_, ())
    )


def _opens_aside(before: Sequence[Token]) -> bool:
    """Whether the comma only ends what leads in ("On Monday, the source said")."""
    return not any(t.pos_ in ("VERB", "AUX") and t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in before)
