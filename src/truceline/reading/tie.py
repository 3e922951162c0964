"""Tying what a report carries to its claims: figures, times, mentions and acts to the innermost claim
that holds them, and an evaluative label to the voice that uses it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from truceline.model.reading import Act, Claim, Figure, Manner, Mention, Participant, Reading, Stance, When
from truceline.model.span import Span
from truceline.reading.attribution.quotes import in_single_marks
from truceline.reading.grammar import grammar

_TELLING = (Stance.ASSERTS, Stance.REPORTS, Stance.ACCUSES)
_Held = tuple[int, int, str, Claim]
"""Where a segment of a claim's content begins and ends, its words, and the claim."""
_OPEN = '"“„«'
_CLOSE = '"”»'


def tie(reading: Reading, text: str | None = None) -> Reading:
    """`reading` with each figure, time, mention and act carrying the id of its innermost claim.

    A label between the quotation marks of a holder's words is that holder's: `voice` becomes the id of
    that claim; elsewhere it stays the outlet's, also in indirect speech, since the words are the outlet's.
    """
    claims = sorted(reading.claims, key=lambda c: (sum(len(s) for s in c.content), c.start, c.id))
    held = [(s.start, s.end, s.quote, c) for c in claims for s in c.content]
    return replace(
        reading,
        figures=tuple(_figure(f, held) for f in reading.figures),
        times=tuple(_with_claim(t, held) for t in reading.times),
        mentions=tuple(_mention(m, held) for m in reading.mentions),
        acts=tuple(_act(_counted(a, reading.figures), held) for a in reading.acts),
    )


def _innermost(held: Sequence[_Held], span: Span) -> Claim | None:
    """The shortest claim with a segment that holds `span`; `held` are sorted by the length of claims."""
    first, last = span.start, span.end
    return next((c for start, end, _, c in held if start <= first and last <= end), None)


def _with_claim(t: When, held: Sequence[_Held]) -> When:
    claim = _innermost(held, t.span)
    at = claim.id if claim is not None else None
    return t if at == t.claim else replace(t, claim=at)


def _figure(f: Figure, held: Sequence[_Held]) -> Figure:
    """A figure with its claim. Who tells a number of people or things as a fact is taken to have
    counted, where the sentence names nobody else."""
    claim = _innermost(held, f.span)
    if claim is None:
        return f
    tells = (
        f.counted_by is None
        and f.mode in ("done", "denied")
        and (f.counted is not None or f.unit == "person")
        and f.category != "duration"
        and claim.cue is not None
        and claim.holder is not None
        and claim.stance in _TELLING
    )
    named = claim.source is not None and f.counted_by is not None and f.counted_by in claim.source.quote
    return replace(f, claim=claim.id, counted_by=claim.holder if tells or named else f.counted_by)


def _counted(a: Act, figures: Sequence[Figure]) -> Act:
    """An act with the figures that stand in the words of what it is done to."""
    dealt = [*((a.object,) if a.object else ()), *(p.span for p in a.recipients)]
    own = tuple(f.span for f in figures if any(f.span.overlaps(s) for s in dealt))
    return replace(a, figures=own) if own else a


def _act(a: Act, held: Sequence[_Held]) -> Act:
    """An act with its claim; "we" and "I" in somebody's words are that holder."""
    claim = _innermost(held, a.span)
    if claim is None:
        return a
    tied = replace(a, claim=claim.id)
    if claim.manner not in (Manner.DIRECT, Manner.MIXED) or not (claim.entity or claim.party):
        return tied
    actors, recipients = (tuple(_spoken(p, claim) for p in side) for side in (a.actors, a.recipients))
    if (actors, recipients) == (a.actors, a.recipients):
        return tied
    return replace(tied, actors=actors, recipients=recipients, actor=_ids(actors), recipient=_ids(recipients))


def _spoken(p: Participant, claim: Claim) -> Participant:
    said = p.span.quote
    if p.id or said.lower() not in grammar().pronouns.first or (len(said) > 1 and said.isupper()):
        return p
    return replace(p, entity=claim.entity, party=claim.party)


def _ids(side: Sequence[Participant]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(x for p in side for x in p.ids))


def _mention(m: Mention, held: Sequence[_Held]) -> Mention:
    claim = _innermost(held, m.span)
    at = claim.id if claim is not None else None
    tied = m if at == m.claim else replace(m, claim=at)
    if not m.loaded:
        return tied
    speaker = next(
        (
            c
            for start, end, words, c in held
            if start <= m.span.start and m.span.end <= end and _marked(c, words, m.span.start - start)
        ),
        None,
    )
    return replace(tied, voice=speaker.id if speaker else "outlet")


def _marked(claim: Claim, words: str, at: int) -> bool:
    """Whether the words of a claim are its holder's at one place: between marks, single ones too, beside which
    others may make the page's quotations."""
    if claim.manner in (Manner.DIRECT, Manner.MIXED) and quoted(words, at):
        return True
    heard = claim.manner not in (Manner.OWN, Manner.UNSOURCED)
    return heard and any(s <= at < e for s, e, _ in in_single_marks(words))


def quoted(words: str, at: int) -> bool:
    """Whether the character at `at` of a claim's words stands inside quotation marks.

    Straight marks open and close in turn; a closing mark without an opening one closes what
    began before the words.
    """
    inside = not any(c in _OPEN for c in words) and any(c in _CLOSE for c in words)
    if words and words[0] not in _OPEN and '"' not in words and "”" in words and "“" in words:
        inside = words.index("”") < words.index("“")
    for c in words[:at]:
        if c == '"':
            inside = not inside
        elif c in _OPEN:
            inside = True
        elif c in _CLOSE:
            inside = False
    return inside
