"""Accounts that say alike things in several reports, whether or not an accord has a topic for them.

Claims are put together by their words: each joins the first account that it shares most of
its words with, within a few days. Only accounts in two reports or more make a finding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain

from truceline.model.reading import Modality, Stance
from truceline.model.weighing import Finding, Lineage, QuestionKind
from truceline.weighing.answers import Answer, finding
from truceline.weighing.nodes import Node
from truceline.weighing.positions import polarity_of, rule_on_accounts
from truceline.weighing.words import closeness, likeness

SHARE = 0.5
WEIGHT = 2.4
SHORT = 5.0
CLOSE = 0.3
LEAST = 3
"""Fewer words in common, the frequent ones apart, propose nothing."""
DAYS = 4
CROWD = 40
LONGEST = 110
_FACT = frozenset({Modality.ACTUAL, Modality.NEGATED, Modality.INTENTION, Modality.FUTURE})


def alike_findings(nodes: Sequence[Node], lines: Mapping[str, Lineage]) -> list[Finding]:
    """A finding for each account of one thing that several reports give."""
    groups = _groups(
        [
            n
            for n in nodes
            if n.claim.modality in _FACT
            and n.claim.stance is not Stance.DEMANDS
            and not lines[n.claim.id].agreement
            and not n.furniture
        ]
    )
    found = []
    for members in groups:
        if len({n.report.id for n in members}) < 2:
            continue
        lead = min(members, key=lambda n: (len(n.claim.words), n.order))
        answers = [_answer(n, lines[n.claim.id]) for n in members]
        question = f"reported: {cut(lead.claim.words)}"
        found.append(
            finding(
                QuestionKind.OCCURRENCE,
                f"alike|{members[0].claim.id}",
                question,
                answers,
                rule_on_accounts(answers),
            )
        )
    return found


def _groups(nodes: Sequence[Node]) -> list[list[Node]]:
    groups: list[list[Node]] = []
    index: dict[int, dict[str, list[int]]] = {}
    for node in sorted(nodes, key=lambda n: n.order):
        rare = node.words - node.pack.common
        home = _day(node) // DAYS
        near = [of for d in (home - 1, home, home + 1) if (of := index.get(d))]
        shared = Counter(chain.from_iterable(of[w][-CROWD:] for of in near for w in rare & of.keys()))
        best: tuple[float, int] | None = None
        likely = sorted((-count, g) for g, count in shared.items() if count >= LEAST)
        for _, g in likely[:30]:
            first = groups[g][0]
            if not _near(first, node):
                continue
            share, weight = likeness(first.words, node.words, node.pack.common, SHORT)
            if closeness(first.words, node.words, node.pack.common) < CLOSE:
                continue
            if share >= SHARE and weight >= WEIGHT and (best is None or share > best[0]):
                best = (share, g)
        if best is not None:
            groups[best[1]].append(node)
            continue
        groups.append([node])
        for word in rare:
            index.setdefault(home, {}).setdefault(word, []).append(len(groups) - 1)
    return groups


def _day(node: Node) -> int:
    return node.said if node.said is not None else node.known if node.known is not None else 0


def _near(one: Node, other: Node) -> bool:
    return abs(_day(one) - _day(other)) <= DAYS


def _answer(node: Node, line: Lineage) -> Answer:
    polarity = polarity_of(node)
    return Answer(
        cut(node.claim.words),
        node.span,
        node,
        line,
        polarity=polarity,
        mode="done" if polarity else "denied",
        key=f"{polarity}|{line.origin}",
    )


def cut(text: str) -> str:
    """A text in one line, shortened at a word."""
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else plain[:LONGEST].rsplit(" ", 1)[0] + " …"
