"""A report's text with what was read in it: nothing lost, everything at its place, in any direction."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from truceline.desk.marked import changes, marks_of, paragraphs
from truceline.model.identity import report_id, sha256
from truceline.model.reading import Claim, Figure, Manner, Mention, MentionType, Reading
from truceline.model.report import Report
from truceline.model.span import Span

TEXT = 'The harbour office said that 40 boats, some of the "raiders", had left.\n\nקול אמר: 12 سفينة.'


def report(text: str) -> Report:
    told = sha256(text.encode())
    return Report(report_id("Orrim Star", None, text), "item", text, told, told, "a.txt", "Orrim Star")


def read(r: Report) -> Reading:
    def at(words: str) -> Span:
        start = r.text.index(words)
        return Span.of(r.id, r.text, start, start + len(words))

    claim = Claim(
        "c1", r.id, (at('40 boats, some of the "raiders", had left'),), Manner.INDIRECT, cue=at("said")
    )
    label = Mention(at("raiders"), None, MentionType.GROUP, loaded=True, neutral="fishermen", voice="outlet")
    return Reading(r.id, True, claims=(claim,), figures=(Figure(at("40"), 40, 40, 40),), mentions=(label,))


@given(st.text(max_size=300))
def test_no_word_of_a_text_is_lost(text: str) -> None:
    """The pieces of all lines, put together, are the text's own lines, blank ones left out."""
    shown = ["".join(x.text for x in p.pieces) for p in paragraphs(report(text), None)]
    assert shown == [line for line in text.split("\n") if line.strip()]


def test_what_overlaps_is_lit_together() -> None:
    """A figure and a label inside a claim are lit as both; the claim is opened once."""
    r = report(TEXT)
    pieces = [x for p in paragraphs(r, read(r)) for x in p.pieces]
    kinds = {x.text: set(x.kinds.split()) for x in pieces if x.marks}
    assert kinds["40"] == {"m-claim", "m-figure"} and kinds["raiders"] == {"m-claim", "m-label"}
    assert kinds["said"] == {"m-cue"}
    assert [m.id for x in pieces for m in x.opens if m.kind == "claim" and m.says] == ["c1"]
    assert "neutral: fishermen" in next(x.says for x in pieces if x.text == "raiders")


def test_every_mark_stands_where_its_words_stand() -> None:
    """Offsets count code points, whatever the script of the text."""
    r = report(TEXT)
    for mark in marks_of(read(r)):
        inside = "".join(x.text for p in paragraphs(r, read(r)) for x in p.pieces if mark in x.marks)
        assert inside == r.text[mark.start : mark.end]


@given(st.text(max_size=120), st.text(max_size=120))
def test_two_versions_can_be_had_from_their_changes(before: str, after: str) -> None:
    """What stayed and what is gone is the older text; what stayed and what is new the later one."""
    told = changes(before, after)
    assert "".join(w for what, w in told if what != "new") == before
    assert "".join(w for what, w in told if what != "gone") == after
