"""What the brief composes is checked where it is composed: a part that its own words do not bear out is left out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as forall
from hypothesis import strategies as st
from tests.brief.made import ACCORD_TEXT, accord, gazette_claims, given, signal, standing

from truceline import brief
from truceline.brief.borne_out import unsupported
from truceline.brief.composed import Part, are_shown, borne, days_shown, days_told, each_once
from truceline.brief.english import english
from truceline.brief.material import Material
from truceline.brief.sides import of_shown_side
from truceline.brief.tellers import _beginning, tellers
from truceline.model.accord import Change, ChangeKind, HolderRole, SignalKind
from truceline.model.brief import Sentence
from truceline.model.span import Span
from truceline.model.standing import EvidenceLevel, State

SECTIONS = ("moved", "moved-too", "alleged", "due", "unknown")
GUNS = next(c for c in accord().clauses if c.title == "Keep the guns silent")
TALKS = next(c for c in accord().clauses if c.title == "Talks on the border posts begin")


def composed(made: brief.BriefInput) -> list[tuple[str, Sentence]]:
    """The sentences about clauses that are told in words of ours, with their headings."""
    return [
        (i.lead, t)
        for s in brief.compose(made).sections
        if s.key in SECTIONS
        for i in s.items
        for t in i.sentences
        if "now “" in t.text.casefold() or s.key in ("due", "unknown")
    ]


def line(words: str) -> Span:
    """A line of the agreement's file."""
    at = ACCORD_TEXT.index(words)
    return Span.of(GUNS.span.report, ACCORD_TEXT, at, at + len(words))


@pytest.mark.parametrize(
    ("words", "stands"),
    [
        ("Talks begin (due by 10 March)", True),
        ("Talks begin (due by 12 March)", False),
        ("Talks begin, by the word of Averland", False),
        ("Talks begin with 40 guests", False),
    ],
)
def test_a_name_a_figure_and_a_day_of_a_part_stand_in_its_own_words(words: str, stands: bool) -> None:
    """Day 10 from 1 March is 10 March, and no other day."""
    spans = [line("start: 2031-03-01"), line("title: Talks on the border posts begin"), line("due: day 10")]
    assert (borne(words, spans, Material(given())) is not None) == stands


def test_a_day_that_a_later_text_moved_is_told_with_that_text_or_not_at_all() -> None:
    """The lines of a clause that ended on day 30 do not lead to another end."""
    text = (
        ACCORD_TEXT
        + "changes:\n  - {id: more, kind: extended, on: 2031-03-12, words: five weeks more, until: 2031-04-20}\n"
    )
    later = Change(
        "more", ChangeKind.EXTENDED, "2031-03-12", "five weeks more", clauses=(TALKS.id,), until="2031-04-20"
    )
    was = given()
    moved = tuple(
        replace(s, state=State.NOT_DUE, shown="not due", dates=replace(s.dates, due="2031-04-20"))
        if s.clause == TALKS.id
        else s
        for s in was.standings
    )
    due = tuple(replace(s, dates=replace(s.dates, due="2031-04-20")) for s in moved if s.clause == TALKS.id)
    told = composed(
        replace(was, standings=moved, due=due, accord=replace(accord(), text=text, changes=(later,)))
    )
    said = [t for _, t in told if t.text.startswith("Talks on the border posts begin: falls due")]
    assert [t.text for t in said] == [
        "Talks on the border posts begin: falls due (so moved on 12 March 2031: “five weeks more”)."
    ]
    assert any("five weeks more" in s.quote for s in said[0].spans)
    assert not [
        t for _, t in composed(replace(was, standings=moved, due=due)) if "border posts begin: f" in t.text
    ]


def test_who_tells_of_deeds_is_not_told_to_charge_with_a_breach() -> None:
    """ "Shelled two villages" is a deed, and what "would be a breach" is none yet."""
    claims = Material(given()).claims.values()
    shelled = next(c for c in claims if "shelled two villages" in c.words)
    breach = gazette_claims()[4]
    assert "grave breach" in breach.words
    said = tuple(
        signal(GUNS.id, SignalKind.BREACH_ALLEGED, c, HolderRole.COUNTERPART) for c in (breach, shelled)
    )
    now = standing(GUNS.id, "2031-03-14", "disputed", State.IN_EFFECT, EvidenceLevel.CONTESTED, signals=said)
    (told,) = tellers(GUNS, now, Material(given()))
    assert told.words.startswith("deeds that would break it told by Brunmark")
    assert "Relief Office" in told.words and "told as a breach" not in told.words


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])  # it tests no time
@forall(
    kinds=st.lists(
        st.tuples(st.sampled_from(list(SignalKind)), st.integers(0, 4), st.sampled_from(list(HolderRole))),
        max_size=4,
    ),
    state=st.sampled_from(list(State)),
    evidence=st.sampled_from(list(EvidenceLevel)),
    word=st.sampled_from(["disputed", "kept late", "overdue", "breach alleged by Brunmark"]),
    due=st.integers(1, 28),
    clause=st.sampled_from([c.id for c in accord().clauses]),
)
def test_nothing_composed_names_what_its_own_words_do_not_have(
    kinds: list[tuple[SignalKind, int, HolderRole]],
    state: State,
    evidence: EvidenceLevel,
    word: str,
    due: int,
    clause: str,
) -> None:
    """Whatever rules made of the reports: each party, figure and day told stands in the spans, and a dispute has
    somebody who tells of it."""
    was = given()
    some = tuple(signal(clause, kind, gazette_claims()[n], role) for kind, n, role in kinds)
    now = tuple(
        replace(
            s,
            state=state,
            evidence=evidence,
            shown=word,
            signals=some,
            dates=replace(s.dates, due=f"2031-03-{due:02}"),
        )
        if s.clause == clause
        else s
        for s in was.standings
    )
    made = replace(was, standings=now)
    material = Material(made)
    for _, told in composed(made):
        cited = [s.quote for s in told.spans] + [material.name_of_outlet(s.report) for s in told.spans]
        missing = unsupported(told.text, cited)
        assert not [w for w in missing if w[:1].isupper() or w.isdigit()], (missing, told.text)
        days = days_told(told.text.partition("; on 5 March")[0])
        assert are_shown(days, days_shown(told.spans, material)), told.text
        assert not told.text.startswith("Now “disputed”;"), told.text


def test_a_heading_is_a_side_only_where_it_is_shown_to_be_the_holder_s() -> None:
    """An office that each side has, laid at the wrong one, stands under its own name."""
    made = given(accord=None, standings=(), before=(), by_day=())
    material = Material(made)
    claim = next(c for c in material.claims.values() if c.party == "brunmark" and c.source)
    assert of_shown_side(claim, "brunmark", material)
    stranger = replace(claim, holder="Chief of Operations", entity="chief-of-operations", source=None)
    assert not of_shown_side(stranger, "averland", material)
    assert of_shown_side(replace(stranger, holder="Averland's chief of operations"), "averland", material)


def test_an_end_without_end_is_no_day_to_count_from() -> None:
    """ "Until 9999-12-31" beside a count of days led beyond the calendar, and no brief could be made."""
    text = "until: 9999-12-31, 42 days after start, in 3 months, on 2031-03-04"
    shown = days_shown((Span("accord:invented", 0, len(text), text),), Material(given()))
    assert are_shown([("03-04", "")], shown) and not are_shown([("12-31", "")], shown)


def test_a_day_of_another_year_shows_nothing() -> None:
    text = "until: 2031-03-04"
    shown = days_shown((Span("accord:invented", 0, len(text), text),), Material(given()))
    assert are_shown(days_told("on 4 March 2031"), shown) and are_shown(days_told("on 4 March"), shown)
    assert not are_shown(days_told("on 4 March 2030"), shown)


def test_a_broker_breaks_nothing() -> None:
    """Words begin alike that have nothing in common."""
    assert not _beginning(english().breaking).search(
        "the ceasefire brokered by the red cross broke out of nowhere"
    )
    assert _beginning(english().breaking).search("the army broke the ceasefire")


def test_who_tells_it_is_told_once_in_a_sentence() -> None:
    """A condition that is disputed names who disputes it; the clause that hangs on it does not name him again."""
    note = Part(
        "its condition, ‘Open the salt road’, is disputed: by the word of Brunmark broken or not done", ()
    )
    again, other = Part("by the word of Brunmark broken or not done", ()), Part("feared by Averland", ())
    assert each_once((note, again, other)) == [note, other]
