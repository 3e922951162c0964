"""What people decided about lineages and findings. It wins over what was worked out, and a
re-run never overturns it: subjects are named by ids that come from claims and questions.

A lineage's id stands for its first claim, so a judgement finds its lineage even where new
reports have made it grow or led it by another claim; a claim's own id will do as well.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from truceline.model.judgement import Decision, Judgement, SubjectKind
from truceline.model.weighing import Finding, Lineage, Member, Reason, Value, Verdict, Why
from truceline.weighing.naming import origin_id

_KINDS = (SubjectKind.LINEAGE, SubjectKind.CLAIM)
_DID = {
    Decision.CONFIRM: "confirmed",
    Decision.CORRECT: "corrected",
    Decision.REJECT: "taken apart",
    Decision.MERGE: "put together",
    Decision.SPLIT: "split",
    Decision.NOT_THE_SAME: "parted",
    Decision.WITHDRAW: "marked as withdrawn",
}


def holding(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Judgements that are not undone, in the order in which they were made."""
    ordered = sorted({j.id: j for j in judgements}.values(), key=lambda j: (j.made_at, j.id))
    undone: set[str] = set()
    for j in reversed(ordered):
        if j.decision is Decision.UNDO and j.id not in undone:
            undone.add(j.subject)
    return [j for j in ordered if j.decision is not Decision.UNDO and j.id not in undone]


def judged_lineages(lines: Sequence[Lineage], judgements: Sequence[Judgement]) -> list[Lineage]:
    """The lineages with what people decided on them applied, in order of time.

    `confirm` keeps the claims named in `others` together with the lineage; `reject` gives each of
    its reports an origin of its own.
    """
    current = list(lines)
    for j in judgements:
        before = {id(line): line for line in current}
        if j.kind is SubjectKind.REPORT and j.decision is Decision.WITHDRAW:
            current = [_withdrawn_with(line, j.subject) for line in current]
        elif j.kind in _KINDS and j.decision is Decision.MERGE:
            current = _merge(current, [j.subject, *j.others])
        elif j.kind in _KINDS and j.decision is Decision.SPLIT:
            current = _split(current, j.subject, j.others)
        elif j.kind in _KINDS and j.decision is Decision.NOT_THE_SAME:
            for other in j.others:
                current = _part(current, j.subject, other)
        elif j.kind is SubjectKind.LINEAGE and j.decision is Decision.CONFIRM:
            # what was confirmed stays together, even where new reports would part it
            current = _merge(current, [j.subject, *j.others])
            current = [replace(x, confirmed=True) if _is(x, j.subject) else x for x in current]
        elif j.kind is SubjectKind.LINEAGE and j.decision is Decision.REJECT:
            current = _split(current, j.subject, ())
        elif j.kind is SubjectKind.LINEAGE and j.decision is Decision.WITHDRAW:
            current = [replace(x, withdrawn=True) if _is(x, j.subject) else x for x in current]
        elif j.kind is SubjectKind.LINEAGE and j.decision is Decision.CORRECT:
            current = [_corrected(x, j) if _is(x, j.subject) else x for x in current]
        current = [x if id(x) in before else replace(x, decided=_signed(x.decided, j)) for x in current]
    return sorted(current, key=lambda line: (line.known_on or "9999", line.origin))


def judged_findings(
    findings: Sequence[Finding], judgements: Sequence[Judgement], known_as: Mapping[str, str]
) -> list[Finding]:
    """The findings without those that a person rejected, with what was corrected or confirmed.

    `known_as` gives the id that a question bears now for one that it bore when it was judged.
    """
    rejected: set[str] = set()
    changed: dict[str, Finding] = {f.id: f for f in findings}
    for j in judgements:
        subject = j.subject if j.subject in changed else known_as.get(j.subject, "")
        if j.kind is not SubjectKind.FINDING or subject not in changed:
            continue
        found = changed[subject]
        if j.decision is Decision.REJECT:
            rejected.add(subject)
        elif j.decision is Decision.CONFIRM:
            rejected.discard(subject)
            changed[subject] = _confirm_finding(found, j)
        elif j.decision is Decision.CORRECT:
            rejected.discard(subject)
            changed[subject] = _correct_finding(found, j)
    return [changed[f.id] for f in findings if f.id not in rejected]


def graded(
    findings: Sequence[Finding], judgements: Sequence[Judgement], outlet: Callable[[str], str]
) -> list[Finding]:
    """The findings with the grades that people gave: reliability of sources (holders, and the outlets
    of their reports) and credibility of claims, kept apart. The last grade of one holds."""
    sources: dict[str, str] = {}
    claims: dict[str, str] = {}
    for j in judgements:
        if j.decision is not Decision.GRADE:
            continue
        if j.kind is SubjectKind.SOURCE and "reliability" in j.change:
            sources[j.subject.casefold()] = str(j.change["reliability"])
        elif j.kind is SubjectKind.CLAIM and "credibility" in j.change:
            claims[j.subject] = str(j.change["credibility"])
    if not sources and not claims:
        return list(findings)
    return [
        replace(f, values=tuple(_with_grades(v, sources, claims, outlet) for v in f.values)) for f in findings
    ]


def _with_grades(
    value: Value, sources: Mapping[str, str], claims: Mapping[str, str], outlet: Callable[[str], str]
) -> Value:
    behind = sorted({*value.holders, *(outlet(e.span.report) for e in value.evidence)})
    return replace(
        value,
        reliability=tuple((s, sources[s.casefold()]) for s in behind if s.casefold() in sources),
        credibility=tuple(
            sorted({(e.claim, claims[e.claim]) for e in value.evidence if e.claim and e.claim in claims})
        ),
    )


def _signed(before: str, j: Judgement) -> str:
    """What was decided until then, and this."""
    return "; ".join([*([before] if before else []), f"{_DID[j.decision]} {j.signed}"])


def _confirm_finding(found: Finding, j: Judgement) -> Finding:
    """The verdict that was confirmed stays where later answers would change it, and says so."""
    found = replace(found, confirmed=True, decided=_signed("", j))
    verdict = str(j.change.get("verdict", found.verdict.value))
    if verdict == found.verdict.value:
        return found
    reason = j.change.get("reason")
    return replace(
        found,
        verdict=Verdict(verdict),
        reason=Reason(str(reason)) if reason else None,
        why=f"{verdict}, as a person confirmed; by the answers in the reports now it would be "
        f"{found.verdict.value}: {found.why}",
    )


def _correct_finding(found: Finding, j: Judgement) -> Finding:
    change = j.change
    reason = change.get("reason", found.reason)
    return replace(
        found,
        verdict=Verdict(str(change.get("verdict", found.verdict.value))),
        reason=Reason(str(reason)) if reason else None,
        question=str(change.get("question", found.question)),
        why=str(change.get("why", j.reason or found.why)),
        confirmed=True,
        decided=_signed("", j),
    )


def _is(line: Lineage, subject: str) -> bool:
    """Whether `subject` names the lineage: its id, the id that one of its claims would give it, or a claim."""
    return line.origin == subject or any(
        m.claim == subject or origin_id(m.claim) == subject for m in line.members
    )


def _named(lines: Sequence[Lineage], subject: str) -> Lineage | None:
    exact = next((x for x in lines if x.origin == subject), None)
    return exact or next((x for x in lines if _is(x, subject)), None)


def _merge(lines: list[Lineage], subjects: Sequence[str]) -> list[Lineage]:
    chosen: list[Lineage] = []
    for subject in subjects:
        line = _named(lines, subject)
        if line is not None and line not in chosen:
            chosen.append(line)
    if len(chosen) < 2:
        return lines
    ids = {x.origin for x in chosen}
    lead = chosen[0]
    members = sorted((m for x in chosen for m in x.members), key=lambda m: (m.report, m.claim))
    first = min(chosen, key=lambda x: (x.known_on or "9999", x.origin))
    merged = replace(
        lead,
        members=tuple(members),
        known_on=first.known_on,
        said_on=lead.said_on or next((x.said_on for x in chosen if x.said_on), None),
        vouched=any(x.vouched for x in chosen),
        withdrawn=all(x.withdrawn for x in chosen),
    )
    return [merged, *(x for x in lines if x.origin not in ids)]


def _split(lines: list[Lineage], subject: str, claims: Sequence[str]) -> list[Lineage]:
    """`claims` of the lineage go to a lineage of their own; with none named, each report does."""
    line = _named(lines, subject)
    if line is None:
        return lines
    if not claims:
        reports = sorted({m.report for m in line.members})
        parts = [[m for m in line.members if m.report == r] for r in reports]
    else:
        wanted = set(claims)
        out = [m for m in line.members if m.claim in wanted or origin_id(m.claim) in wanted]
        parts = [[m for m in line.members if m not in out], out]
    return [*(x for x in lines if x is not line), *_parts(line, [p for p in parts if p])]


def _part(lines: list[Lineage], one: str, other: str) -> list[Lineage]:
    """Part two that are not the same: the claims of the other's report leave with it."""
    line = _named(lines, one)
    if line is None or not _is(line, other):
        return lines
    at = next((m for m in line.members if m.claim == other or origin_id(m.claim) == other), None)
    stays = next((m for m in line.members if m.claim == one or origin_id(m.claim) == one), line.members[0])
    if at is None or at is stays:
        return lines
    together = at.report != stays.report
    out = [m for m in line.members if m is at or (together and m.report == at.report)]
    rest = [m for m in line.members if m not in out]
    return [*(x for x in lines if x is not line), *_parts(line, [rest, out])]


def _parts(line: Lineage, parts: Sequence[Sequence[Member]]) -> list[Lineage]:
    found = []
    for part in parts:
        keeps = part[0] is line.members[0]
        members = [
            part[0] if keeps or line.own_voice else replace(part[0], why=Why.NAMED, parent=None),
            *part[1:],
        ]
        origin = line.origin if keeps else origin_id(part[0].claim)
        found.append(replace(line, origin=origin, members=tuple(members)))
    return found


def _withdrawn_with(line: Lineage, report: str) -> Lineage:
    first = line.members[0]
    only = all(m.report == report for m in line.members)
    copied = (
        line.own_voice
        and first.report == report
        and all(m.report == report or m.why is Why.COPIED for m in line.members)
    )
    return replace(line, withdrawn=True) if only or copied else line


def _corrected(line: Lineage, j: Judgement) -> Lineage:
    change = {
        k: str(v) for k, v in j.change.items() if k in ("label", "holder", "entity", "party", "said_on")
    }
    return replace(
        line,
        label=change.get("label", line.label),
        holder=change.get("holder", line.holder),
        entity=change.get("entity", line.entity),
        party=change.get("party", line.party),
        said_on=change.get("said_on", line.said_on),
    )
