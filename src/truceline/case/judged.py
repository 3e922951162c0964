"""Judgements applied: what a person decided wins over what the machine read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from enum import StrEnum
from hashlib import sha256
from typing import Any

from truceline.case.clashing import states
from truceline.case.named import near
from truceline.errors import ItemNotFound, JudgementError
from truceline.model.accord import Vocabulary
from truceline.model.dates import day_given
from truceline.model.judgement import Decision, Judgement, SubjectKind
from truceline.model.reading import Claim, Link, LinkKind, Manner, Modality, Reading, Stance
from truceline.model.report import Report
from truceline.model.span import Span
from truceline.model.standing import EvidenceLevel, Standing, State
from truceline.model.weighing import Reason, Verdict
from truceline.standing import shown

_FREE = None
"""A field that takes any words."""
FIELDS: Mapping[SubjectKind, Mapping[str, type[StrEnum] | None]] = {
    SubjectKind.CLAIM: {
        **dict.fromkeys(("holder", "party", "entity", "anonymous", "said_on", "topics", "origin"), _FREE),
        "stance": Stance,
        "modality": Modality,
        "manner": Manner,
    },
    SubjectKind.FINDING: {"verdict": Verdict, "reason": Reason, "question": _FREE, "why": _FREE},
    SubjectKind.LINEAGE: dict.fromkeys(("label", "holder", "entity", "party", "said_on"), _FREE),
    SubjectKind.STANDING: {"state": State, "evidence": EvidenceLevel},
}
"""What a correction can set, and the words that a field knows."""
_PARTING = (Decision.MERGE, Decision.SPLIT, Decision.NOT_THE_SAME)
_WORD = (Decision.CONFIRM, Decision.CORRECT, Decision.REJECT)
DOES: Mapping[SubjectKind, tuple[Decision, ...]] = {
    SubjectKind.CLAIM: (Decision.ADD, *_WORD, *_PARTING, Decision.GRADE),
    SubjectKind.FINDING: _WORD,
    SubjectKind.LINEAGE: (*_WORD, *_PARTING, Decision.WITHDRAW),
    SubjectKind.STANDING: (*_WORD, Decision.ADD),
    SubjectKind.REPORT: (Decision.WITHDRAW,),
    SubjectKind.ENTITY: _PARTING,
    SubjectKind.SOURCE: (Decision.GRADE,),
    SubjectKind.JUDGEMENT: (Decision.UNDO,),
}
"""The decisions that something comes of, besides a note, which anything may have."""

CHANGES = (Decision.ADD, Decision.CORRECT, Decision.REJECT)
"""The decisions that change what is read in a report; the others leave it the very same."""


def apply(
    readings: Mapping[str, Reading], reports: Mapping[str, Report], decisions: Iterable[Judgement]
) -> dict[str, Reading]:
    """Readings with claims added, corrected and rejected as people decided, by report id."""
    out = dict(readings)
    about = [j for j in decisions if j.kind is SubjectKind.CLAIM and j.decision in CHANGES]
    touched = {j.subject for j in about if j.decision is not Decision.ADD}
    of_claim = {c.id: i for i, r in readings.items() for c in r.claims if c.id in touched} if touched else {}
    known = _by_holder(readings) if any("holder" in j.change for j in about) else {}
    for j in about:
        if j.decision is Decision.ADD and j.subject in reports:
            claim = added_claim(j, reports[j.subject])
            reading = out.get(j.subject)
            if reading is not None:
                claims = tuple(sorted((*reading.claims, claim), key=lambda c: (c.start, c.end, c.id)))
                out[j.subject] = replace(reading, claims=claims)
                of_claim[claim.id] = j.subject
        elif j.subject in of_claim:
            rid = of_claim[j.subject]
            out[rid] = replace(out[rid], claims=tuple(_decided(out[rid].claims, j, known)))
    return out


def confirmed_claims(decisions: Iterable[Judgement]) -> frozenset[str]:
    """Ids of claims that a person has confirmed, corrected or added."""
    return frozenset(
        added_id(j) if j.decision is Decision.ADD else j.subject
        for j in decisions
        if j.kind is SubjectKind.CLAIM and j.decision in (Decision.CONFIRM, Decision.CORRECT, Decision.ADD)
    )


def check_decision(
    decision: Decision,
    kind: SubjectKind,
    subject: str,
    change: Mapping[str, object],
    report_of: Callable[[str], Report],
    judgements: Callable[[], Sequence[Judgement]],
    others: Sequence[str] = (),
) -> None:
    """Raise `JudgementError` where a decision does not fit its subject, so that nothing would come of it;
    `ItemNotFound` where that is missing."""
    if decision is Decision.GRADE:
        check_grade(kind, change)
    can = DOES.get(kind, ())
    if decision is not Decision.NOTE and decision not in can:
        raise JudgementError(
            f"nothing would come of {decision.value} for a {kind.value}",
            mend=f"a {kind.value} takes: {', '.join([*can, Decision.NOTE])}",
        )
    if decision in (Decision.MERGE, Decision.NOT_THE_SAME) and not others:
        raise JudgementError(f"{decision.value} needs another one", mend="name it after the decision")
    if decision is Decision.CORRECT and kind is not SubjectKind.FINDING and not change.keys() - {"bulk"}:
        raise JudgementError(
            f"a correction of a {kind.value} sets something",
            mend=f"--set FIELD=VALUE; fields: {', '.join(sorted(FIELDS.get(kind, {})))}",
        )
    if decision is Decision.CORRECT or (decision is Decision.CONFIRM and kind is SubjectKind.STANDING):
        check_correction(change, kind)
    if decision is Decision.ADD and kind is SubjectKind.CLAIM:
        report = report_of(subject)
        start, end = change.get("start"), change.get("end")
        if not isinstance(start, int) or not isinstance(end, int):
            raise JudgementError("an added claim needs the place of its words", mend="--span START:END")
        _check_whole_words(report, start, end)
        check_correction({k: v for k, v in change.items() if k not in ("start", "end")})
    if decision is Decision.UNDO and not any(j.id == subject for j in judgements()):
        raise ItemNotFound(f"no judgement has the id {subject!r}", mend="`truceline log` lists them")


def check_agreed(subject: str, now: Standing) -> None:
    """Raise `JudgementError` where a clause does not stand as its bare state: who agrees that it is disputed, alleged
    or unknown would otherwise be taken to have settled it."""
    if now.word != shown(now.state, EvidenceLevel.ESTABLISHED):
        raise JudgementError(
            f"{subject} stands as '{now.word}', and to confirm that would not settle it",
            mend=f"decide how it stands: `correct --set state=...`, one of {', '.join(s.value for s in State)}; "
            "or keep a `note`",
        )


def check_undone(subject: str, judgements: Sequence[Judgement]) -> None:
    """Raise `JudgementError` where a judgement is undone already: a second undo would do nothing."""
    state, by = states(judgements).get(subject, ("", ""))
    if state == "undone":
        who = next(j for j in judgements if j.id == by)
        raise JudgementError(
            f"{subject} was undone by {who.by} on {who.known_on} already",
            mend=f"`truceline judge {by} undo` brings it back",
        )


def check_names(
    decision: Decision,
    kind: SubjectKind,
    entities: Sequence[str],
    change: Mapping[str, object],
    reason: str,
    vocabulary: Vocabulary | None,
    parties: Callable[[], Iterable[str]],
) -> None:
    """Raise `JudgementError` where a correction names a party that neither the agreement nor a report knows,
    or where two that the agreement tells apart are put together without a reason."""
    if vocabulary is None:
        return
    party = change.get("party")
    if party and decision in (Decision.CORRECT, Decision.ADD):
        known = sorted({*(e.party for e in vocabulary.entities if e.party), *parties()})
        if party not in known:
            meant = near(str(party), known)
            raise JudgementError(
                f"{party!r} is no party of the agreement or of a report",
                mend=f"did you mean {' or '.join(meant)}?" if meant else f"parties: {', '.join(known)}",
            )
    topics = {t.id for t in vocabulary.topics}
    given = change.get("topics")
    for topic in given if isinstance(given, list | tuple) else ():
        if topic not in topics:
            meant = near(str(topic), topics) or sorted(topics)
            raise JudgementError(
                f"{topic!r} is no topic of the agreement",
                mend=f"did you mean {' or '.join(meant)}?" if topics else "the agreement names no topics",
            )
    if kind is SubjectKind.ENTITY and decision is Decision.MERGE and not reason.strip():
        told = [e for id in entities if (e := vocabulary.entity(id))]
        if len(told) > 1:
            named = " and ".join(f"{e.id} ({', '.join(r.value for r in e.roles)})" for e in told)
            raise JudgementError(
                f"the agreement tells {named} apart", mend="say with --why why they are one after all"
            )


def check_correction(change: Mapping[str, object], kind: SubjectKind = SubjectKind.CLAIM) -> None:
    """Raise `JudgementError` where a correction names a field that its subject does not have, or a word
    that the field does not know."""
    known = FIELDS.get(kind, {})
    for name, value in change.items():
        if name == "bulk":  # names decisions that were made together
            continue
        if name not in known:
            raise JudgementError(
                f"a {kind.value} has no field {name!r} to correct", mend=f"fields: {', '.join(sorted(known))}"
            )
        words = known[name]
        if name == "said_on" and value:
            day_given(str(value), "said_on:")
        if words and value not in [w.value for w in words] and not (name == "reason" and not value):
            raise JudgementError(
                f"{value!r} is no {name}", mend=f"one of: {', '.join(w.value for w in words)}"
            )


def _check_whole_words(report: Report, start: int, end: int) -> None:
    """Raise `JudgementError` where a place begins or ends inside a word, with that of the whole words."""
    Span.of(report.id, report.text, start, end)
    first, last, text = start, end, report.text
    while 0 < first < len(text) and text[first - 1].isalnum() and text[first].isalnum():
        first -= 1
    while 0 < last < len(text) and text[last - 1].isalnum() and text[last].isalnum():
        last += 1
    if (first, last) != (start, end):
        raise JudgementError(
            f"the place {start}:{end} cuts a word: {' '.join(text[start:end].split())!r}",
            mend=f"with its whole words it is --span {first}:{last}",
        )


def check_grade(kind: SubjectKind, change: Mapping[str, object]) -> None:
    """Raise `JudgementError` unless a source is graded by its reliability (A-F) or a claim by its
    credibility (1-6), after the Admiralty scale: two things, kept apart."""
    wanted = {SubjectKind.SOURCE: ("reliability", "ABCDEF"), SubjectKind.CLAIM: ("credibility", "123456")}
    if kind not in wanted:
        raise JudgementError(
            f"a {kind.value} has no grade", mend="grade an outlet, a speaker or a claim", where=kind.value
        )
    name, grades = wanted[kind]
    if set(change) != {name} or str(change[name]) not in tuple(grades):
        raise JudgementError(
            f"a {kind.value} is graded by {name}, one of {', '.join(grades)}",
            mend=f"--set {name}={grades[1]}",
        )


def added_id(judgement: Judgement) -> str:
    """The id of the claim that an `add` makes."""
    return sha256(f"added\0{judgement.id}".encode()).hexdigest()[:16]


def added_claim(judgement: Judgement, report: Report) -> Claim:
    """The claim that a person added, with its exact words."""
    change: dict[str, Any] = dict(judgement.change)
    span = Span.of(report.id, report.text, int(change.pop("start")), int(change.pop("end")))
    holder = change.get("holder")
    chain = [Link(report.outlet or "outlet unknown", LinkKind.OUTLET)]
    if holder:
        chain.append(Link(str(holder), LinkKind.BODY, party=change.get("party")))
    bare = Claim(
        id=added_id(judgement),
        report=report.id,
        content=(span,),
        manner=Manner.INDIRECT if holder else Manner.OWN,
        chain=tuple(chain),
        origin=f"added {judgement.id}",
    )
    return _changed(bare, change)


def _decided(claims: Iterable[Claim], j: Judgement, known: Mapping[str, Claim]) -> Iterable[Claim]:
    for claim in claims:
        if claim.id != j.subject:
            yield claim
        elif j.decision is Decision.CORRECT:
            yield _held_by(_changed(claim, j.change), claim, j.change, known)
        elif j.decision is not Decision.REJECT:
            yield claim


def _held_by(claim: Claim, was: Claim, change: Mapping[str, object], known: Mapping[str, Claim]) -> Claim:
    """A corrected claim with all that tells of its holder: whoever is named anew is not who was named before,
    and belongs to whom the other claims of that holder do; the way from the outlet ends there."""
    if not {"holder", "entity", "party"} & change.keys():
        return claim
    name = claim.holder or None
    if name != was.holder:
        like = known.get(name.casefold()) if name else None
        if "entity" not in change:
            claim = replace(claim, entity=like.entity if like else None)
        if "party" not in change:
            claim = replace(claim, party=like.party if like else None)
        if "manner" not in change and name and claim.manner is Manner.OWN:
            claim = replace(claim, manner=Manner.INDIRECT)
        if "manner" not in change and not name:
            claim = replace(claim, manner=Manner.OWN)
        if "anonymous" not in change:
            claim = replace(claim, anonymous=bool(like and like.anonymous))
        if "origin" not in change:  # what others said stays theirs
            claim = replace(claim, origin=f"judged {(name or '').casefold()}", source=None, antecedent=None)
    chain = [link for link in claim.chain if link.kind in (LinkKind.OUTLET, LinkKind.AGENCY)]
    if name:
        last = claim.chain[-1] if claim.chain else None
        kind = (
            last.kind if last and last not in chain and last.kind is not LinkKind.DOCUMENT else LinkKind.BODY
        )
        chain.append(Link(name, kind, claim.entity, claim.party))
    return replace(claim, holder=name, chain=tuple(chain))


def _by_holder(readings: Mapping[str, Reading]) -> dict[str, Claim]:
    """A claim of each holder, by name."""
    out: dict[str, Claim] = {}
    for reading in readings.values():
        for claim in reading.claims:
            if claim.holder:
                out.setdefault(claim.holder.casefold(), claim)
    return out


def _changed(claim: Claim, change: Mapping[str, object]) -> Claim:
    values: dict[str, Any] = {k: v for k, v in change.items() if k in {f.name for f in fields(Claim)}}
    for name, words in (("stance", Stance), ("modality", Modality), ("manner", Manner)):
        if name in values:
            values[name] = words(str(values[name]))
    if "topics" in values:
        values["topics"] = tuple(str(t) for t in values["topics"])
    return replace(claim, **values)
