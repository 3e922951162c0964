"""Judging: what a person decides, signed, and undone as easily."""

from __future__ import annotations

from typing import Annotated

import typer

from truceline.case import Case, View
from truceline.case.clashing import states
from truceline.case.entities import entity_json, maybe_one, mentioned, named, parties_in
from truceline.case.judged import check_agreed, check_names, check_undone
from truceline.case.merging import check_moved
from truceline.case.named import near
from truceline.cli.effects import effects_of
from truceline.cli.options import AsJson, CaseDir, KnownAt
from truceline.cli.output import note, print_json, print_json_lines, print_line, shown, table
from truceline.errors import ItemNotFound, Overtaken, UsageError
from truceline.model.judgement import Decision, Judgement, SubjectKind
from truceline.model.standing import Standing

FEW = 3
"""Outlets named on a line; `--json` has all."""
_BY = {"undone": "by", "overruled": "by", "no effect": "it goes against"}
"""What leads from a decision that does not hold to the other one."""


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(judge)
    app.command()(log)
    app.command()(entities)


def judge(
    item: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A claim, finding, lineage, judgement, report or entity; CLAUSE or CLAUSE@DATE; "
            "for `grade`, a claim or the name of an outlet or speaker.",
        ),
    ],
    decision: Annotated[Decision, typer.Argument(help="What you decide.")],
    others: Annotated[
        list[str] | None, typer.Argument(metavar="[OTHER]...", help="The others of a merge or not-the-same.")
    ] = None,
    why: Annotated[str, typer.Option("--why", help="The reason, kept with the decision.")] = "",
    set_: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="FIELD=VALUE",
            help="For correct and add: holder, party, stance, topics ...; for grade: reliability=A..F of a "
            "source, credibility=1..6 of a claim.",
        ),
    ] = None,
    span: Annotated[
        str | None, typer.Option(metavar="START:END", help="For add: the place of the words in the report.")
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who signs it.")] = None,
    over: Annotated[
        list[str] | None,
        typer.Option(
            "--over", metavar="JUDGEMENT", help="Somebody else's decision that this one goes against."
        ),
    ] = None,
    preview: Annotated[
        bool,
        typer.Option(
            "--preview",
            help="Tell which statements (of a merge) or clauses (of a claim confirmed or rejected) it would move; keep nothing.",
        ),
    ] = False,
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """Decide on one item: confirm, correct, reject, add, merge, split, undo ..."""
    with Case.open(case) as c:
        kind, subject = _subject(c, item, decision)
        change = _change(set_ or [])
        if span:
            change |= _place(span)
        further = [
            _entity(c.view(), o) if kind is SubjectKind.ENTITY else _subject(c, o, decision)[1]
            for o in others or ()
        ]
        if decision is Decision.CONFIRM:
            _as_it_stands(c.view(), kind, subject, change, further)
        vocabulary = c.accord.vocabulary if c.accord else None
        names = (subject, *further)
        check_names(decision, kind, names, change, why, vocabulary, lambda: parties_in(c.view()))
        effects = effects_of(c, decision, kind, names, asked=preview)
        if preview:
            if json:
                print_json(effects.plain())
                return
            for line in effects.lines() or ["no clause would read otherwise"]:
                print_line(line)
            note("nothing was kept")
            return
        check_moved(effects.moved or (), why)
        if decision is Decision.UNDO:
            check_undone(subject, c.judgements())
        try:
            made = c.judge(
                decision, kind, subject, reason=why, change=change, others=further, by=by, over=over or ()
            )
        except Overtaken as e:
            _told_of(c, e, item, decision)
            raise
        stands = _stands(c.view(), made.subject).shown if made.kind is SubjectKind.STANDING else ""
    if json:
        print_json(_judgement_json(made))
    else:
        print_line(
            f"{made.id}  {made.decision.value} {made.kind.value} {shown(made.subject)}, signed {shown(made.by)}"
        )
        if made.kind is SubjectKind.STANDING:
            clause, _, day = made.subject.partition("@")
            print_line(f"{clause} now stands as '{shown(stands)}'")
            print_line(
                f"it holds on {day} and later; for an earlier day: truceline judge {clause}@YYYY-MM-DD ..."
            )
        for line in effects.lines():
            print_line(line)
        if decision is not Decision.UNDO:
            print_line(f"undo it with: truceline judge {made.id} undo")


def entities(
    words: Annotated[
        str, typer.Argument(metavar="[WORDS]", help="Only those whose name holds these words.")
    ] = "",
    known_at: KnownAt = None,
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """Who is named, under which forms; who was merged or kept apart, by whom and why; which two may be one."""
    with Case.open(case) as c:
        view = c.view(known_at)
        every = named(view)
        asked = words.casefold()
        pairs = maybe_one(view, every)
        found = named(view, words) if words else every
    ids = {n.id for n in found}
    pairs = tuple(p for p in pairs if not asked or p.one in ids or p.other in ids)
    if json:
        print_json(
            {
                "entities": [entity_json(n) for n in found],
                "may_be_one": [{"one": p.one, "other": p.other, "why": p.why} for p in pairs],
            }
        )
        return
    table(
        ("id", "what", "forms", "named by"),
        (
            (
                n.id,
                n.kind,
                ", ".join(f"{form} ({count})" for form, count in n.forms),
                ", ".join(n.outlets[:FEW]) + (f" and {len(n.outlets) - FEW} more" if n.outlets[FEW:] else ""),
            )
            for n in found
        ),
    )
    for j in dict.fromkeys(j.id for n in found for j in n.decided):
        made = next(d for n in found for d in n.decided if d.id == j)
        why = f": {made.reason}" if made.reason else ""
        print_line(
            shown(
                f"{made.decision.value}  {made.subject} with {', '.join(made.others)}, by {made.by} on {made.known_on}"
                f"{why}  (undo: truceline judge {made.id} undo)"
            )
        )
    for p in pairs:
        print_line(shown(f"may be one: {p.one} and {p.other}: {p.why}"))
        print_line(f"    truceline judge {p.one} merge {p.other} --why ...")
        print_line(f"    truceline judge {p.one} not-the-same {p.other} --why ...")
    if not found:
        note(f"nobody named in reports known by {view.known_at} fits")


def _told_of(c: Case, clash: Overtaken, item: str, decision: Decision) -> None:
    """Both decisions on standard error, and how to settle it."""
    theirs = [j for j in c.judgements() if j.id in clash.theirs]
    mine = [x.judgement for x in c.clashes() if x.judgement.id in clash.mine]
    for words, made in (("holds", theirs), ("no effect", mine)):
        for j in made:
            sets = f" ({_sets(j)})" if _sets(j) else ""
            why = f": {j.reason}" if j.reason else ""
            note(
                f"{words:>9}  {j.id}  {j.by}, {j.made_at[:16].replace('T', ' ')} UTC: {j.decision.value}{sets}{why}"
            )
    last = theirs[-1].id if theirs else ""
    note(f"let theirs stand: nothing to do; take it back: truceline judge {last} undo")
    again = " ".join(f"--over {j.id}" for j in theirs)
    note(f"decide over it, having seen it: truceline judge {item} {decision.value} ... {again}")


def log(case: CaseDir = None, json: AsJson = False) -> None:
    """List every judgement: by whom, when, why, and whether it holds."""
    with Case.open(case) as c:
        made, late, head = c.judgements(), c.clashes(), c.head()
        banner = c.accord.banner if c.accord and any(j.kind is SubjectKind.STANDING for j in made) else ""
    found = states(made)
    rows = [(j, *found[j.id]) for j in made] + [(x.judgement, "no effect", x.against[-1]) for x in late]
    rows.sort(key=lambda r: r[0].made_at)
    if json:
        print_json_lines(
            {**_judgement_json(j), "state": state, "against": other or None, "banner": banner}
            for j, state, other in rows
        )
        return
    if banner:
        print_line(banner)
    table(
        ("id", "when (UTC)", "by", "decision", "subject", "what it sets", "why", "now"),
        (
            (
                j.id,
                j.made_at[:19],
                j.by,
                j.decision.value,
                f"{j.kind.value} {j.subject}",
                _sets(j),
                j.reason,
                f"{state}: {_BY[state]} {other}" if other else state,
            )
            for j, state, other in rows
        ),
    )
    print_line(f"head of the record: {head}")


def _sets(j: Judgement) -> str:
    """What a decision sets, and the others that it names."""
    told = [f"{name}={value}" for name, value in j.change.items() if name != "bulk"]
    return ", ".join([*told, *(f"with {other}" for other in j.others)])


def _subject(c: Case, item: str, decision: Decision) -> tuple[SubjectKind, str]:
    """What an id names, by looking where it fits."""
    if decision is Decision.ADD:
        return SubjectKind.CLAIM, c.report(item).id
    if decision is Decision.UNDO:
        found = [j.id for j in c.judgements() if j.id.startswith(item)]
        if len(found) != 1:
            raise ItemNotFound(f"{len(found) or 'no'} judgements begin with {item!r}", mend="`truceline log`")
        return SubjectKind.JUDGEMENT, found[0]
    view = c.view()
    if decision is Decision.GRADE and (source := _source(view, item)):
        return SubjectKind.SOURCE, source
    accord = c.accord
    name, _, day = item.partition("@")
    if accord and (clause := accord.clause(name)):
        return SubjectKind.STANDING, f"{clause.id}@{view.day_asked(day or None)}"
    if item in mentioned(view):
        return SubjectKind.ENTITY, item
    hits = {
        SubjectKind.CLAIM: [x.id for r in c.readings().values() for x in r.claims if x.id.startswith(item)],
        SubjectKind.FINDING: [f.id for f in view.weighing.findings if f.id.startswith(item)],
        SubjectKind.LINEAGE: [x.origin for x in view.weighing.lineages if x.origin.startswith(item)],
        SubjectKind.REPORT: [r.id for r in c.reports() if r.id.startswith(item)],
    }
    hits[SubjectKind.CLAIM] = sorted(
        {*hits[SubjectKind.CLAIM], *(x.id for x in view.claims if x.id.startswith(item))}
    )
    fits = [(kind, i) for kind, ids in hits.items() for i in ids]
    if len(fits) != 1:
        what = "nothing" if not fits else f"{len(fits)} items"
        raise ItemNotFound(f"{what} in the case begins with {item!r}", mend="give more of the id")
    return fits[0]


def _entity(view: View, id: str) -> str:
    """The id of somebody whom the reports name."""
    if id not in (known := mentioned(view)):
        meant = near(id, known)
        raise ItemNotFound(
            f"no report names anybody with the id {id!r}",
            mend=(f"did you mean {' or '.join(meant)}? " if meant else "")
            + "`truceline entities` lists them",
        )
    return id


def _as_it_stands(
    view: View, kind: SubjectKind, subject: str, change: dict[str, object], further: list[str]
) -> None:
    """Keep what is confirmed: a clause's state, a finding's verdict, a lineage's claims."""
    if kind is SubjectKind.STANDING:
        now = _stands(view, subject)
        if "state" not in change:
            check_agreed(subject, now)
        change.setdefault("state", now.state.value)
    for found in view.weighing.findings if kind is SubjectKind.FINDING else ():
        if found.id == subject:
            change.setdefault("verdict", found.verdict.value)
            if found.reason:
                change.setdefault("reason", found.reason.value)
    for line in view.weighing.lineages if kind is SubjectKind.LINEAGE else ():
        if line.origin == subject and not further:
            further.extend(m.claim for m in line.members)


def _stands(view: View, subject: str) -> Standing:
    """How CLAUSE@DATE stands."""
    clause, _, day = subject.partition("@")
    return next(s for s in view.standings(day) if s.clause == clause)


def _source(view: View, name: str) -> str | None:
    """An outlet, or whoever speaks in the reports, as the reports write the name."""
    known = [r.outlet for r in view.reports.values() if r.outlet]
    known += [c.holder for c in view.claims if c.holder]
    return min((k for k in known if k.casefold() == name.casefold()), default=None)


def _change(pairs: list[str]) -> dict[str, object]:
    change: dict[str, object] = {}
    for pair in pairs:
        name, eq, value = pair.partition("=")
        if not eq:
            raise UsageError(
                f"--set {pair!r} has no value", mend="write FIELD=VALUE, as in --set party=egypt"
            )
        if name == "topics":
            change[name] = [t for t in value.split(",") if t]
        elif name == "anonymous":
            change[name] = value.casefold() in ("yes", "true", "1")
        else:
            change[name] = value
    return change


def _place(span: str) -> dict[str, object]:
    start, colon, end = span.partition(":")
    if not (colon and start.isdigit() and end.isdigit()):
        raise UsageError(f"--span {span!r} is no place", mend="write START:END, as in --span 120:180")
    return {"start": int(start), "end": int(end)}


def _judgement_json(j: Judgement) -> dict[str, object]:
    return {
        "id": j.id,
        "decision": j.decision.value,
        "kind": j.kind.value,
        "subject": j.subject,
        "others": list(j.others),
        "by": j.by,
        "made_at": j.made_at,
        "why": j.reason,
        "change": j.change,
    }
