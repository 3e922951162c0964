"""A finding explained in plain words says of each answer how it was meant, and no more."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from tests.weighing.build import Built, Said

from truceline.model.span import Span
from truceline.model.weighing import (
    Evidence,
    Finding,
    Lineage,
    Member,
    QuestionKind,
    Value,
    Verdict,
    Weighing,
    Why,
)
from truceline.weighing import branches, explain, svg, tree, weigh

WORDS = "ready to talk about the second round"
SPAN = Span(report="r1", start=0, end=len(WORDS), quote=WORDS)


def told(kind: QuestionKind, mode: str, polarity: bool | None) -> str:
    value = Value(
        WORDS, ("The Delta League",), ("o1",), (Evidence(SPAN, "c1", None),), polarity=polarity, mode=mode
    )
    finding = Finding("f1", "start of the talks", kind, Verdict.SINGLE, (value,), why="One origin.")
    return next(x for x in explain(finding, Weighing((), (finding,)), ()).splitlines() if x.startswith("- "))


@pytest.mark.parametrize(
    ("kind", "mode", "polarity", "mark"),
    [
        (QuestionKind.OCCURRENCE, "done", True, ""),
        (QuestionKind.OCCURRENCE, "denied", False, " [says that it is not so]"),
        (QuestionKind.OCCURRENCE, "planned", False, " [still ahead]"),
        (QuestionKind.POSITION, "planned", False, " [says that it will not be]"),
        (QuestionKind.POSITION, "planned", True, ""),
        (QuestionKind.FIGURE, "planned", None, " [planned]"),
        (QuestionKind.FIGURE, "done", None, ""),
    ],
)
def test_words_of_what_is_ahead_are_no_denial(
    kind: QuestionKind, mode: str, polarity: bool | None, mark: str
) -> None:
    """A side that speaks of a thing as still to come is not made to deny it."""
    assert told(kind, mode, polarity) == f"- {WORDS}{mark}"


def test_a_few_words_are_shown_in_their_sentence_and_numbers_as_people_write_them() -> None:
    """“1.2 million” alone shows nobody what was counted."""
    built = Built()
    said = "the mission registered 1.2 million displaced people at the lake of Orm since the truce began"
    built.add("Lake Post", "2031-05-02", Said(said, figures=(("1.2 million", 1_200_000, None, "people"),)))
    weighed = weigh(built.reports, built.readings, None)
    told = explain(weighed.findings[0], weighed, built.reports)
    assert "the mission registered ⟦1.2 million⟧ displaced people" in told
    assert "[1,200,000 or more]" in told


def test_statements_of_one_person_whose_party_one_report_leaves_out_are_one_interest() -> None:
    """A report that does not say for whom she speaks makes her no second voice."""
    built = Built()
    for outlet, party, words in (
        ("Lake Post", "sall", "the council of Sall kept the bridge of Orm closed to lorries on Sunday"),
        ("Valley Echo", None, "the council of Sall kept the bridge of Orm closed to lorries all of Sunday"),
    ):
        built.add(outlet, "2031-05-02", Said(words, "Zora Kell", party, "zora-kell", on="2031-05-01"))
    weighed = weigh(built.reports, built.readings, None)
    assert all(f.verdict is not Verdict.CORROBORATED for f in weighed.findings)


def test_the_picture_draws_the_tree_that_the_terminal_prints() -> None:
    """Whoever relayed it from another stands one step further in, beneath that one; a circle hides nobody."""
    built = Built()
    for n, outlet in enumerate(("Vale Wire", "Hill Post", "Coast Times", "Bay Herald", "Moor Sun")):
        built.add(outlet, f"2031-05-0{n + 1}", Said("the bridge was shut"))
    reports, claims = built.reports, [r.claims[0].id for r in built.readings]
    parents = (None, claims[0], claims[1], claims[0], None)
    members = tuple(
        Member(r.id, c, r.outlet or "", Why.NAMED, parent=p)
        for r, c, p in zip(reports, claims, parents, strict=True)
    )
    line = Lineage("o1", "the mayor", "the mayor", None, None, "2031-05-01", members)
    drawn = [(b.member.relay, b.depth) for b in branches(line, reports)]
    assert drawn == [
        ("Vale Wire", 0),
        ("Hill Post", 1),
        ("Coast Times", 2),
        ("Bay Herald", 1),
        ("Moor Sun", 0),
    ]
    root = ElementTree.fromstring(svg(line, reports))  # noqa: S314
    name = "{http://www.w3.org/2000/svg}"
    boxes = {
        (g.findtext(f"{name}text") or "").partition(",")[0]: g.find(f"{name}rect")
        for g in root.iter(f"{name}g")
    }
    left = {who: float(box.get("x", 0)) for who, box in boxes.items() if box is not None}
    assert left["the mayor"] < left["Vale Wire"] == left["Moor Sun"] < left["Hill Post"] < left["Coast Times"]
    told = tree(line, built.readings, reports).splitlines()
    assert next(x for x in told if "Coast Times" in x).startswith("│  │  └─ ")
    circle = replace(line, members=(replace(members[0], parent=claims[1]), *members[1:]))
    assert {b.member.relay for b in branches(circle, reports)} == {r.outlet for r in reports}
