"""An answer in words: what a report gives to a question, as it stands there."""

from __future__ import annotations

import re
from collections.abc import Iterable

from truceline.brief.english import day_in_words
from truceline.brief.heard import matter
from truceline.brief.material import Material
from truceline.brief.wording import dated, days_plain, quoted
from truceline.model.reading import Claim, Modality, Stance
from truceline.model.weighing import Finding, QuestionKind, Value

__all__ = ["WORDED", "answer_in_words", "only_ready", "told_whole"]

WORDED = (QuestionKind.POSITION, QuestionKind.OCCURRENCE)
"""Questions that are answered in words."""
_ONE_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WITH_ITS_WORD = (Stance.ACCUSES, Stance.DENIES)
_DENIES = re.compile(r"den(?:y|ie[sd]|ying)\b|reject|refut|dismiss", re.IGNORECASE)
_ONE_WORD = re.compile(r"\s+[a-z]+\s+")
_LONGEST = 160
_FEW, _A_FIGURE = 3, 3
"""Longer words of a claim, and as many for each of its figures, that tell no more than the figures do."""
_DATED = re.compile(
    r"\d{4}-\d{2}|\d\s*(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Z][a-z]{2}|\b[A-Z][a-z]{2,8}\.?\s+\d{1,2}\b"
)


def _charge(claim: Claim | None, text: str, material: Material) -> str | None:
    """A charge or denial with the word that makes it ("accused Vell of ..."), which its bare content lacks; None for
    anything else."""
    page = material.page(claim.report) if claim is not None else None
    if claim is None or page is None or claim.cue is None or claim.stance not in _WITH_ITS_WORD:
        return None
    gap = page.text[claim.cue.end : claim.start]
    bare = text[:1] not in '"“' and (not gap.strip() or _ONE_WORD.fullmatch(gap))
    return dated(material, claim.report, claim.cue.start, claim.end) if bare else None


def _as_dated(value: Value, material: Material) -> str:
    """The words of an answer with the date after each weekday, where they stand in a report."""
    text = value.text.removesuffix("…").rstrip()
    held = [e for e in value.evidence if (c := material.claims.get(e.claim or "")) and text in c.words]
    for evidence in (*held, *value.evidence)[:1]:
        span, page = evidence.span, material.page(evidence.span.report)
        if page is None:
            break
        charge = _charge(material.claims.get(evidence.claim or ""), text, material)
        if charge is not None:
            return charge
        at = page.text.casefold().find(text.casefold(), max(0, span.start - len(text)), span.end + len(text))
        if at >= 0:
            told = dated(material, span.report, at, at + len(text))
            return f"{told} …" if text != value.text else told
    return value.text


def answer_in_words(kind: QuestionKind, value: Value, material: Material) -> str:
    if kind in WORDED:
        words = _as_dated(value, material)
        words = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"
        words = words.lstrip('"“') if words.count('"') % 2 or words.count("“") > words.count("”") else words
        claims = [material.claims.get(e.claim or "") for e in value.evidence]
        denied = value.mode == "denied" and any(c is not None and c.stance is Stance.DENIES for c in claims)
        denied = denied and not _DENIES.match(words)
        return f"{'denied: ' if denied else ''}{quoted(words)}"
    words = value.text if len(value.text) <= _LONGEST else f"{value.text[:_LONGEST].rsplit(' ', 1)[0]} …"
    if kind is QuestionKind.PARTICIPANTS:
        words = ", ".join(material.name(w) or w for w in words.split(", ")) if words.islower() else words
    mode = "" if value.mode in ("done", "") else f"{value.mode}: "
    return f"{mode}{days_plain(words)}{_resolved(value, words)}"


def only_ready(finding: Finding, material: Material) -> bool:
    """Whether all who speak of something as still ahead do so on no day that their report tells, deny nothing, and
    stand in a report that tells it as done: they may have spoken before it."""
    ahead = [v for v in finding.values if v.mode == "planned"]
    claims = [material.claims.get(e.claim or "") for v in ahead for e in v.evidence]
    done = {e.span.report for v in finding.values if v not in ahead for e in v.evidence}
    return bool(claims) and all(
        c is not None and not c.said_on and c.modality is not Modality.NEGATED and c.report in done
        for c in claims
    )


def _resolved(value: Value, words: str) -> str:
    """ " [3 February]" after words that name no date of their own ("Monday"), as everywhere."""
    day = (value.date or "").removesuffix("/..")
    if not _ONE_DAY.fullmatch(day) or _DATED.search(words):
        return ""
    return f" [{day_in_words(day, year=False)}]"


def told_whole(answers: Iterable[tuple[QuestionKind, Value]], material: Material) -> frozenset[str]:
    """The claims behind answers in a table that tell nothing that it does not show: answers in words, and counts
    with all that is counted in them."""
    told: dict[str, set[float | None]] = {}
    words = set[str]()
    for kind, value in answers:
        for id_ in (e.claim for e in value.evidence if e.claim in material.claims):
            if id_ is not None:
                told.setdefault(id_, set()).update((value.low, value.high))
                words |= {id_} if kind in WORDED else set()
    for id_, values in told.items():
        some = [x for x in material.figures_of.get(id_, ()) if x.counted]
        few = len(matter(material.claims[id_], material)) <= _FEW + _A_FIGURE * len(some)
        if some and few and all({x.low, x.best, x.high} & values - {None} for x in some):
            words.add(id_)
    return frozenset(words)
