"""The same reports give the same bytes, in whatever order and however often they come."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.weighing.build import Built, Said

from truceline.weighing import weigh, weighing_json

SPEAKERS = (
    ("Harbour Authority", "velia", "harbour-authority"),
    ("Velian army", "velia", "velian-army"),
    ("Sallish council", "sall", "sall"),
    (None, None, None),
)
SENTENCES = (
    "intensive talks on reopening the port of Sall have begun in Orm",
    "the talks on the port will not go on unless the guns on the ridge fall silent",
    "12 fishermen were killed when a shell struck the quay of Sall",
    "about 15 fishermen were killed on the quay by shelling",
    "lorries with flour waited at the Orm crossing through the night as guards checked papers",
    "our troops will leave the ridge above Orm on Sunday",
)


@st.composite
def corpora(draw: st.DrawFn) -> Built:
    built = Built()
    for n in range(draw(st.integers(2, 6))):
        said = []
        for _ in range(draw(st.integers(1, 4))):
            words = draw(st.sampled_from(SENTENCES))
            holder, party, entity = draw(st.sampled_from(SPEAKERS))
            figures: tuple[tuple[str, float, float, str], ...] = ()
            if words.startswith("12"):
                figures = (("12", 12.0, 12.0, "fishermen"),)
            elif words.startswith("about 15"):
                figures = (("about 15", 15.0, 15.0, "fishermen"),)
            said.append(Said(words, holder, party, entity, figures=figures))
        day = draw(st.integers(1, 9))
        built.add(f"Outlet {draw(st.integers(0, 3))}-{n}", f"2031-05-0{day}" if day < 8 else "", *said)
    return built


def document(built: Built, order: list[int]) -> str:
    reports = [built.reports[i] for i in order]
    readings = [built.readings[i] for i in order]
    return json.dumps(weighing_json(weigh(reports, readings, None), []))


@settings(max_examples=60, deadline=None)
@given(built=corpora(), data=st.data())
def test_any_permutation_and_repetition_gives_the_same_bytes(built: Built, data: st.DataObject) -> None:
    plain = list(range(len(built.reports)))
    mixed = data.draw(st.permutations(plain)) + data.draw(st.lists(st.sampled_from(plain), max_size=4))
    assert document(built, plain) == document(built, mixed)


@settings(max_examples=40, deadline=None)
@given(built=corpora())
def test_every_claim_stands_in_exactly_one_lineage(built: Built) -> None:
    weighing = weigh(built.reports, built.readings, None)
    members = sorted(m.claim for line in weighing.lineages for m in line.members)
    assert members == sorted(c.id for r in built.readings for c in r.claims)


@settings(max_examples=40, deadline=None)
@given(built=corpora())
def test_every_value_has_words_that_stand_in_a_report(built: Built) -> None:
    texts = {r.id: r.text for r in built.reports}
    for found in weigh(built.reports, built.readings, None).findings:
        for value in found.values:
            assert value.evidence
            for e in value.evidence:
                e.span.check(texts[e.span.report])
