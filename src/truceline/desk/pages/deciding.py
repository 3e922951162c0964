"""Where decisions arrive, from every page of the desk."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from truceline.desk.decided import judgement_facts
from truceline.desk.forms import Form, Sent, SentDep, sent_on, with_signature
from truceline.desk.here import desk_of, json_answer
from truceline.errors import ItemNotFound, JudgementError, Overtaken, UsageError
from truceline.model.judgement import Decision, Judgement, SubjectKind
from truceline.model.reading import Claim

router = APIRouter()
EMPTY_IS_NONE = ("holder", "party", "entity", "said_on")
LEAST_WORDS = 2


@router.post("/decide")
def decide(request: Request, sent: SentDep) -> Response:
    """Keep a decision about one subject, or the same about several, and go on to `next`.

    A decision that came too late is answered with 409 and a page that shows both.
    """
    case = desk_of(request).case
    decision, kind = _word(Decision, sent.one("decision")), _word(SubjectKind, sent.one("kind"))
    subjects = sent.many("subject")
    if not subjects:
        raise UsageError("nothing was chosen to decide on", mend="go back and choose something")
    change = _change(sent)
    if decision is Decision.CORRECT and kind is SubjectKind.CLAIM:
        change = _differs(_claim(request, subjects[0]), change)
    others = [o for field in sent.many("others") for o in field.split()]
    if decision in (Decision.MERGE, Decision.NOT_THE_SAME) and not others:
        raise UsageError("the other one was not chosen", mend="go back and choose it from the list")
    if kind is SubjectKind.ENTITY and not sent.one("reason"):
        raise UsageError("who is who needs a reason, which is kept", mend="go back and say why")
    if decision is Decision.ADD and kind is SubjectKind.CLAIM:
        change |= _place(sent, case.report(subjects[0]).text)
        subjects = [case.report(subjects[0]).id]
    if len(subjects) > 1:
        change["bulk"] = sent.key
    try:
        made = case.judge_all(
            decision,
            kind,
            subjects,
            reason=sent.one("reason"),
            change=change,
            others=others,
            by=sent.by,
            seen=sent.seen,
            key=sent.key or None,
            over=sent.many("over"),
        )
    except Overtaken as e:
        return _clash(request, sent, e)
    return _answer(request, sent, made)


@router.post("/undo")
def undo(request: Request, sent: SentDep) -> Response:
    """Undo a judgement, or all judgements of one act on several items (`bulk`)."""
    case = desk_of(request).case
    ids = sent.many("subject")
    if bulk := sent.one("bulk"):
        undone = {j.subject for j in case.judgements() if j.decision is Decision.UNDO}
        ids = [j.id for j in case.judgements() if j.change.get("bulk") == bulk and j.id not in undone]
    if not ids:
        raise UsageError("there is nothing to undo", mend="the log shows what can be undone")
    try:
        made = case.judge_all(
            Decision.UNDO,
            SubjectKind.JUDGEMENT,
            ids,
            reason=sent.one("reason"),
            by=sent.by,
            seen=sent.seen,
            key=sent.key or None,
        )
    except Overtaken as e:
        return _clash(request, sent, e)
    return _answer(request, sent, made)


@router.post("/sign")
def sign(request: Request, sent: SentDep) -> Response:
    """Say who decides in this browser."""
    return with_signature(sent_on(sent.one("next") or "/review"), sent.one("by"))


def _answer(request: Request, sent: Sent, made: list[Judgement]) -> Response:
    if "application/json" in request.headers.get("accept", ""):
        return json_answer({"made": [judgement_facts(j) for j in made]})
    return sent_on(sent.one("next") or "/log", {"done": made[0].id})


def _clash(request: Request, sent: Sent, error: Overtaken) -> Response:
    """Both decisions side by side; whoever came late decides again, or lets it be."""
    desk = desk_of(request)
    case = desk.case
    made = {j.id: j for j in case.judgements()}
    late = {c.judgement.id: c.judgement for c in case.clashes()}
    mine = [late.get(i) or made.get(i) for i in error.mine]
    first = mine[0]
    data: dict[str, Any] = {
        "what": error.what,
        "words": _words(request, first) if first and first.kind is SubjectKind.CLAIM else "",
        "mine": [judgement_facts(j) for j in mine if j],
        "theirs": [judgement_facts(made[i]) for i in error.theirs if i in made],
        "next": sent.one("next"),
    }
    if "application/json" in request.headers.get("accept", ""):
        return json_answer({"error": data | {"status": 409}}, 409)
    again = [
        (name, value)
        for name, value in sent.fields.multi_items()
        if isinstance(value, str) and name not in ("token", "seen", "key", "subject")
    ]
    subjects = [j.subject for j in mine if j]
    form = Form(request.app.state.token, error.mine[0], case.length(), sent.by)
    html = desk.templates.get_template("clash.html.j2").render(
        data=data,
        title="Somebody else decided first",
        tabs=desk.tabs,
        tab="review",
        form=form,
        again=[*again, *(("subject", s) for s in subjects), *(("over", i) for i in error.theirs)],
        action=request.url.path,
    )
    return HTMLResponse(html, 409)


def _claim(request: Request, id: str) -> Claim:
    """A claim as it stands now; what the desk has loaded is not loaded again."""
    desk = desk_of(request)
    return desk.case.claim(id, desk.kept.now(wait=False).base)


def _words(request: Request, j: Judgement) -> str:
    try:
        return _claim(request, j.subject).words
    except ItemNotFound:
        return ""


def _word(words: type[StrEnum], value: str) -> Any:
    try:
        return words(value)
    except ValueError as e:
        raise UsageError(
            f"{value!r} is none of {', '.join(words)}", mend="go back and load the page again"
        ) from e


def _change(sent: Sent) -> dict[str, object]:
    """What a correction sets: fields named `set_FIELD`."""
    change: dict[str, object] = {}
    for name in sent.fields:
        if not name.startswith("set_"):
            continue
        field, value = name.removeprefix("set_"), sent.one(name)
        if field == "topics":
            change[field] = [t for t in sent.many(name) if t != "-"]
        elif field == "anonymous":
            change[field] = value == "yes"
        elif field in EMPTY_IS_NONE:
            change[field] = value or None
        elif value:
            change[field] = value
    return change


def _differs(claim: Claim, change: dict[str, object]) -> dict[str, object]:
    """Only what a correction changes; raises `UsageError` where that is nothing."""
    now = {name: getattr(claim, name) for name in change if hasattr(claim, name)}
    out = {
        name: value
        for name, value in change.items()
        if name not in now
        or (sorted(now[name]) != sorted(value) if isinstance(value, list) else now[name] != value)
    }
    if not out:
        raise UsageError("nothing was changed", mend="go back and change a field, or confirm it as it is")
    return out


def _place(sent: Sent, text: str) -> dict[str, object]:
    """The place of the words of an added claim: the sentence chosen, or the words given within it."""
    start, end = 0, len(text)
    if chosen := sent.one("sentence"):
        first, _, last = chosen.partition(":")
        if not (first.isdecimal() and last.isdecimal() and int(first) < int(last) <= len(text)):
            raise JudgementError("the sentence is none of this report", mend="go back and choose one")
        start, end = int(first), int(last)
    words = sent.one("words")
    if not words:
        if not chosen:
            raise JudgementError("no words were chosen", mend="choose a sentence, or write its words")
        return {"start": start, "end": end}
    if len(words) < LEAST_WORDS:
        raise JudgementError(
            "that is too short to be a claim", mend="give its words as they stand in the report"
        )
    places = _occurrences(text[start:end], words)
    if len(places) != 1:
        raise JudgementError(
            f"these words stand {'nowhere' if not places else f'{len(places)} times'} in "
            f"{'the sentence' if chosen else 'the report'}",
            mend="write them exactly as they stand there" if not places else "choose the sentence as well",
        )
    return {"start": start + places[0], "end": start + places[0] + len(words)}


def _occurrences(text: str, words: str) -> list[int]:
    out, at = [], text.find(words)
    while at >= 0:
        out.append(at)
        at = text.find(words, at + 1)
    return out
