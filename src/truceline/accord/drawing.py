"""The phases and dependencies of an accord as a Mermaid diagram (https://mermaid.js.org)."""

from __future__ import annotations

import re
from itertools import pairwise

from truceline.model.accord import Accord, Clause, ClauseKind, Moment

__all__ = ["graph", "links"]

_TITLE = 160
_LONGEST = 80
"""A condition longer than this is told as one word on its arrow."""


def graph(accord: Accord) -> str:
    """A Mermaid flowchart: clauses in their phases, an arrow from each to what waits for it.

    A dotted arrow is a condition, a thick one replaces; dashed boxes are not tasks; each phase leads to the
    next. The text opens in any Mermaid viewer and reads as a list of links without one.
    """
    # The title of a Mermaid drawing is shown above it; a comment would be seen by nobody.
    lines = ["---", f'title: "{_safe(accord.banner)}"', "---"] if accord.banner else []
    lines.append("flowchart LR")
    groups: dict[int | None, list[Clause]] = {p.n: [] for p in accord.phases}
    for c in accord.clauses:
        groups.setdefault(c.phase, []).append(c)
    names = {p.n: f"phase {p.n}: {p.name}" for p in accord.phases}
    for n, clauses in sorted(groups.items(), key=lambda g: (g[0] is None, g[0] or 0)):
        if clauses and n is not None and n in names:
            lines += [
                f'  subgraph phase{n}["{_safe(names[n])}"]',
                *(f"    {_box(c)}" for c in clauses),
                "  end",
            ]
        else:
            lines += [f"  {_box(c)}" for c in clauses]
    drawn = [p for p in accord.phases if groups.get(p.n)]
    for one, two in pairwise(drawn):
        only = ", only on a further agreement" if two.contingent else ""
        lines.append(f'  phase{one.n} -->|"then{only}"| phase{two.n}')
    arrows = {
        "waits": "-->",
        "counts": "-->",
        "reckoned": "-->",
        "carries": "-.->",
        "condition": "-.->",
        "replaces": "==>",
    }
    for before, after, why in links(accord):
        said = _condition(accord, before, after) if why == "condition" else ""
        lines.append(f'  {_node(before)} {arrows[why]}|"{_safe(said or _WORDS[why])}"| {_node(after)}')
    aside = [c for c in accord.clauses if c.kind not in (ClauseKind.DUTY, ClauseKind.BAN)]
    if aside:
        lines.append("  classDef aside stroke-dasharray: 4 3")
        lines.append(f"  class {','.join(_node(c.id) for c in aside)} aside")
    return "\n".join(lines) + "\n"


_WORDS = {
    "waits": "then",
    "counts": "counted from",
    "condition": "while or once",
    "reckoned": "amount reckoned on it",
    "carries": "goes on under it",
    "replaces": "changes",
}


def _condition(accord: Accord, before: str, after: str) -> str:
    """The condition of a clause that hangs on another, in the words of the file; empty where they are too long."""
    clause, on = accord.clause(after), accord.clause(before)
    if clause is None or on is None:
        return ""
    d = clause.deadline
    for holder in (d.opens, d.begin_by, d.due, d.until, d):
        if holder is not None and holder.condition_clause and accord.clause(holder.condition_clause) is on:
            return holder.condition if holder.condition and len(holder.condition) <= _LONGEST else ""
    return ""


def links(accord: Accord) -> list[tuple[str, str, str]]:
    """(clause, clause that hangs on it, why) of an accord, in the order of its clauses, each once.

    why: counts (a date is counted from it), condition, waits, reckoned (the second's amount is a ratio of the
    first), carries (the second goes on under the first) or replaces (the first changes the second).
    """
    out: dict[tuple[str, str], str] = {}
    for c in accord.clauses:
        for m in (c.deadline.opens, c.deadline.begin_by, c.deadline.due, c.deadline.until):
            for anchor in _anchors(m):
                _add(out, accord, anchor, c.id, "counts")
            if m is not None and m.condition_clause:
                _add(out, accord, m.condition_clause, c.id, "condition")
        if c.deadline.condition_clause:
            _add(out, accord, c.deadline.condition_clause, c.id, "condition")
        for other in c.depends_on:
            _add(out, accord, other, c.id, "waits")
        if c.quantity and c.quantity.per_clause:
            whole = (o.id for o in accord.clauses if c.quantity.per_clause in (p.id for p in o.parts))
            _add(out, accord, next(whole, c.quantity.per_clause), c.id, "reckoned")
        for other in c.carries:
            _add(out, accord, c.id, other, "carries")
        for other in c.replaces:
            _add(out, accord, c.id, other, "replaces")
    return [(a, b, why) for (a, b), why in out.items()]


def _add(out: dict[tuple[str, str], str], accord: Accord, before: str, after: str, why: str) -> None:
    one, two = accord.clause(before), accord.clause(after)
    if one is not None and two is not None:
        out.setdefault((one.id, two.id), why)


def _anchors(m: Moment | None) -> list[str]:
    if m is None:
        return []
    own = [m.anchor.removeprefix("clause:")] if m.anchor and m.anchor.startswith("clause:") else []
    return own + [a for part in m.of for a in _anchors(part)]


def _box(c: Clause) -> str:
    title = c.title if len(c.title) <= _TITLE else c.title[: _TITLE - 1].rsplit(" ", 1)[0] + " …"
    return f'{_node(c.id)}["{_safe(f"{c.id}: {title}")}"]'


def _node(id: str) -> str:
    """A name that Mermaid takes; "end" alone would close a group."""
    return "c_" + re.sub(r"\W", "_", id)


def _safe(words: str) -> str:
    return words.replace('"', "'").replace("#", "no. ")
