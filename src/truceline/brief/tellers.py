"""Who tells that a clause stands as it does: each voice with the words in which it does, in a strength that they have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from truceline.brief.answers import only_ready
from truceline.brief.carriers import joined
from truceline.brief.composed import Part, all_of, borne
from truceline.brief.duties import counted_with, side
from truceline.brief.english import any_of, day_in_words, english
from truceline.brief.material import Material
from truceline.brief.owner import in_a_bracket, named
from truceline.model.accord import Clause, ClauseKind, SignalKind
from truceline.model.reading import Claim, Modality
from truceline.model.span import Span
from truceline.model.standing import MENTIONS, EvidenceLevel, Signal, Standing, State
from truceline.model.weighing import Finding, QuestionKind, Verdict

__all__ = ["OF_THE_CALENDAR", "deeds", "is_alleged", "laid_by", "tellers", "voices", "whose_word"]

OF_THE_CALENDAR = (State.NOT_DUE, State.DUE, State.OVERDUE)
"""States that a day makes, and nobody's word."""
_TELLS_WHOSE = ("disputed", "unknown", "breach")
_NAMES = 3
_TOLD = 2
"""Names that are told of each side."""
_PLACES = 2
"""Places that are cited for one voice."""
_A_DAY = len("2025-01-01")
_OF_EACH = {
    "broken": "told as a breach by {}",
    "undone": "by the word of {} broken or not done",
    "deeds": "deeds that would break it told by {}",
    "refusing": "a refusal is told by {}",
    "feared": "told as feared or expected not to be done by {}",
    "kept": "told as kept, or not broken, by {}",
}
_AHEAD = (Modality.FUTURE, Modality.POSSIBLE, Modality.INTENTION, Modality.CONDITIONAL)
_KEPT = (SignalKind.PERFORMED, SignalKind.DENIED, SignalKind.COMPLETED)


def deeds(standing: Standing) -> list[Signal]:
    """The signals by which it stands so: what was done or said before what is owed."""
    return [x for x in standing.signals if x.kind not in MENTIONS] or list(standing.signals)


def is_alleged(standing: Standing) -> bool:
    """Whether the adverse word rests on one side alone."""
    return standing.evidence is EvidenceLevel.ALLEGED or standing.shown.startswith("breach alleged")


def whose_word(standing: Standing, material: Material) -> Part | None:
    """ "on the word of Egypt alone": who stands behind the word shown, one name for each voice."""
    binds = standing.state in OF_THE_CALENDAR or standing.state is State.IN_EFFECT
    silent = standing.mentioned or standing.evidence is EvidenceLevel.SILENT or binds
    if silent or (standing.word.startswith(_TELLS_WHOSE) and not is_alleged(standing)):
        return None
    if is_alleged(standing):
        return _by_an_institution(standing, material)
    if standing.evidence is EvidenceLevel.ESTABLISHED:
        return Part("established", material.citing(s for x in deeds(standing)[:_TOLD] for s in x.spans))
    if standing.evidence not in (EvidenceLevel.CORROBORATED, EvidenceLevel.SINGLE_ORIGIN):
        return None
    some = voices(deeds(standing), material, dated=False)
    if not some:
        return None
    more = [Part("others", ())] if len(some) > _NAMES else []
    alone = " alone" if standing.evidence is EvidenceLevel.SINGLE_ORIGIN and len(some) == 1 else ""
    told = all_of([*some[:_NAMES], *more])
    return Part(f"on the word of {told.words}{alone}", told.spans) if told else None


def _by_an_institution(standing: Standing, material: Material) -> Part | None:
    """ "on the word of the Relief Office (counted with Brunmark)": who alleges it, where the words cited name a body
    of the side that the standing names."""
    told = dict[str, Part]()
    for x in standing.signals:
        claim = material.claims.get(x.claim)
        name, of = (named(claim, material), material.name(claim.party)) if claim is not None else ("", None)
        name = name.removesuffix(f" ({of})")
        if claim is not None and name and of and of.casefold() not in name.casefold():
            part = borne(f"{name} (counted with {of})", (*x.spans, *laid_by([claim], material)), material)
            told |= {part.words: part} if part is not None else {}
    whole = all_of([*told.values()][:_NAMES])
    return Part(f"on the word of {whole.words}", whole.spans) if whole else None


def laid_by(claims: Iterable[Claim], material: Material) -> list[Span]:
    """The lines of the agreement's file that say on whose side those stand who make some claims."""
    some = [c for c in claims if c.party]
    found = [s for party in sorted({c.party or "" for c in some}) for s in side(material, party)]
    bodies = sorted({c.entity for c in some if c.entity and c.entity != c.party})
    return found + [s for body in bodies for s in counted_with(material, body)]


def voices(signals: Iterable[Signal], material: Material, dated: bool = True) -> list[Part]:
    """Who stands behind some signals, each by a name that the words cited bear out, an outlet for its own words; with
    the days on which it was reported."""
    told: dict[str, list[tuple[str, Signal, Claim]]] = {}
    for x in signals:
        claim = material.claims.get(x.claim)
        if claim is None:
            continue
        own = material.is_own(claim)
        name = (material.outlet(claim.report) if own else in_a_bracket(named(claim, material))) or x.holder
        told.setdefault(name.casefold().removeprefix("the "), []).append((name, x, claim))
    found = []
    for some in told.values():
        shown = some[:_PLACES]
        days = _reported([c for _, _, c in shown], material) if dated else ""
        spans = [s for _, x, c in shown for s in (*x.spans, *([c.source] if c.source else []))]
        spans += [c.antecedent for _, _, c in shown if c.antecedent is not None]
        found.append(borne(f"{some[-1][0]}{days}", material.citing(spans), material))
    return [p for p in found if p is not None]


def tellers(clause: Clause, standing: Standing, material: Material) -> list[Part]:
    """Of a clause that is contested, alleged or refused: who tells what of it, in turn; a part for each thing told."""
    adverse = is_alleged(standing) or standing.evidence is EvidenceLevel.CONTESTED
    kinds = (SignalKind.REFUSED, SignalKind.BREACH_ALLEGED)
    some = [(x, c) for x in standing.signals if x.kind in kinds and (c := material.claims.get(x.claim))]
    found = list[Part]()
    if adverse and some and all(c.anonymous for _, c in some):
        found.append(Part("speaker not named", tuple(some[0][0].spans)))
    refused = list(_each(clause, standing, material, ("refused", "refusing")))
    mine = {x.claim for x in deeds(standing)}
    against = (
        _against(f, standing, material)
        for f in material.given.weighing.findings
        if material.accord is not None
        and f.verdict is Verdict.CONTESTED
        and f.kind is QuestionKind.OCCURRENCE
        and standing.state not in OF_THE_CALENDAR
        and not only_ready(f, material)
        and clause.kind is ClauseKind.DUTY
        and all(v.parties and all(map(material.accord.actor, v.parties)) for v in f.values)
        and any(e.claim in mine for v in f.values for e in v.evidence)
    )
    told = next((p for p in against if p is not None), None)
    if told is not None:
        return [*refused, told, *found]
    if standing.evidence is not EvidenceLevel.CONTESTED:
        return [*refused, *found]
    rest = _each(clause, standing, material, ("broken", "undone", "feared", "deeds", "kept"))
    return [*refused, *rest, *found]


def _each(clause: Clause, standing: Standing, material: Material, how: Iterable[str]) -> Iterator[Part]:
    """What is told in one of some ways, with who tells it so."""
    by: dict[str, list[Signal]] = {}
    for x in standing.signals:
        claim = material.claims.get(x.claim)
        if claim is not None and (way := _way(clause, x, claim, material)):
            by.setdefault(way, []).append(x)
    for way in how:
        some = _in_turn(by.get(way, ()))
        if way == "refused":
            yield from _refusals(some, material)
            continue
        whole = all_of(voices(some, material)[:_TOLD])
        if whole is not None:
            yield Part(_OF_EACH[way].format(whole.words), whole.spans)


def _refusals(signals: Iterable[Signal], material: Material) -> Iterator[Part]:
    """Who is reported to refuse, and when; of whom an outlet tells it in words of its own, by which outlet."""
    some = [(x, c) for x in signals if (c := material.claims.get(x.claim)) is not None]
    for x, c in some[:_TOLD]:
        who = all_of(voices([x], material, dated=False))
        days = _reported([c], material)
        if who is None:
            continue
        told = f"told by {material.outlet(c.report)} as refused by {who.words}{days}"
        if c.cue is not None:
            day = f" on {days.removeprefix(' (reported ').rstrip(')')}" if days else ""
            told = f"a refusal by {who.words} is reported{day}"
        yield Part(told, who.spans)


def _in_turn(signals: Iterable[Signal]) -> list[Signal]:
    """The first of each interest, then the second of each: of two names told no two are of one side where two sides
    speak."""
    before = Counter[str]()
    ranked = list[tuple[int, Signal]]()
    for x in signals:
        ranked.append((before[x.interest], x))
        before[x.interest] += 1
    return [x for _, x in sorted(ranked, key=lambda r: r[0])]


def _way(clause: Clause, signal: Signal, claim: Claim, material: Material) -> str:
    """In which strength a claim tells what its signal says: a charge only in words of breach, a refusal of an outlet's
    telling only where it does not tell of a fear."""
    told = " ".join(s.quote for s in material.citing((*signal.spans, *claim.content))).casefold()
    if signal.kind is SignalKind.REFUSED:
        if not material.is_own(claim):
            return "refused"
        return "feared" if _beginning(english().doubting).search(told) else "refusing"
    if signal.kind is SignalKind.NOT_PERFORMED:
        return "feared" if claim.modality in _AHEAD else "undone"
    ahead = claim.modality in _AHEAD or _beginning(english().would_be).search(told)
    charged = not ahead and _beginning(english().breaking).search(told)
    if signal.kind is SignalKind.BREACH_ALLEGED and charged:
        return "broken"
    if signal.kind in (SignalKind.BREACH_ALLEGED, SignalKind.INCIDENT):
        return "deeds"
    return "kept" if signal.kind in _KEPT else ""


@cache
def _beginning(words: frozenset[str]) -> re.Pattern[str]:
    """Finds a word that begins like one of some."""
    return re.compile(rf"\b(?:{any_of(words)})")


def _against(finding: Finding, standing: Standing, material: Material) -> Part | None:
    """Who tells it as done, and who does not: of a side its name, else whoever speaks; with the days of reports that
    are cited."""
    cited = {x.report for x in deeds(standing)}
    sides: dict[bool, dict[str, list[tuple[Claim, Span]]]] = {True: {}, False: {}}
    for v in finding.values:
        names = [material.name(p) or p for p in v.parties] or list(v.holders[:1])
        some = [
            (c, e.span)
            for e in v.evidence
            if (c := material.claims.get(e.claim or "")) is not None and c.report in cited
        ]
        for name in names if some else ():
            sides[v.mode == "done"].setdefault(name, []).extend(some)
    if set(sides[True]) & set(sides[False]):
        return None
    first, second = (
        all_of(p for n, some in [*sides[x].items()][:_TOLD] if (p := _saying(n, some, material)))
        for x in (True, False)
    )
    if first is None or second is None:
        return None
    modes = {v.mode for v in finding.values} - {"done"}
    other = (
        "denied" if modes == {"denied"} else "denied or still ahead" if "denied" in modes else "still ahead"
    )
    words = f"told as done by {first.words}, and as {other} by {second.words}"
    return Part(words, tuple(dict.fromkeys((*first.spans, *second.spans))))


def _saying(name: str, some: list[tuple[Claim, Span]], material: Material) -> Part | None:
    """A side by its name, with the words of which it is told and the days of their reports."""
    some = some[:_PLACES]
    spans = [s for c, x in some for s in (x, *([c.source] if c.source else []))]
    spans += [c.antecedent for c, _ in some if c.antecedent is not None]
    days = _reported([c for c, _ in some], material)
    return borne(f"{name}{days}", material.citing(spans), material)


def _reported(claims: list[Claim], material: Material) -> str:
    """ " (reported 8 March)": when some claims were published; of many the first and the last day."""
    days = sorted({d for c in claims if len(d := material.published(c.report)[:_A_DAY]) == _A_DAY})
    ends = days if len(days) <= _TOLD else [days[0], days[-1]]
    told = joined([day_in_words(d, year=d[:4] != material.given.as_of[:4]) for d in ends])
    return f" (reported {told})" if told else ""
