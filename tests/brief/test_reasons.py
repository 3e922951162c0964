"""Why a clause stands as it does, in words that tell who says what."""

from __future__ import annotations

from dataclasses import replace

from tests.brief.made import accord, gazette_claims, given, signal, standing
from tests.brief.test_brief import section

from truceline import brief
from truceline.brief.material import Material
from truceline.brief.stands import in_plain_words
from truceline.brief.tellers import tellers
from truceline.model.accord import Actor, HolderRole, SignalKind
from truceline.model.standing import EvidenceLevel, State

GUNS = next(c for c in accord().clauses if c.title == "Keep the guns silent")


def test_sides_that_charge_each_other_are_both_named() -> None:
    """That it is disputed tells nobody by whom."""
    one, other = gazette_claims()[4], replace(gazette_claims()[4], id="z", party="averland")
    sides = tuple(Actor(x.casefold(), x, ("party",)) for x in ("Averland", "Brunmark"))
    made = Material(given(accord=replace(accord(), actors=sides)))
    made.claims[other.id] = other
    said = tuple(signal(GUNS.id, SignalKind.BREACH_ALLEGED, c, HolderRole.COUNTERPART) for c in (one, other))
    now = standing(GUNS.id, "2031-03-14", "disputed", State.NOT_DUE, EvidenceLevel.CONTESTED, signals=said)
    (told,) = tellers(GUNS, now, made)
    assert told.words.startswith("deeds that would break it told by Brunmark")
    assert "grave breach" in " ".join(s.quote for s in told.spans)


def test_which_incident_is_meant_is_left_to_the_words_behind_the_clause() -> None:
    """ "Incident reported by X" tells nothing of it."""
    assert in_plain_words(["incident reported by The Courier on 3 March"]) == []


def test_no_clause_is_told_as_silent_of_which_words_tell() -> None:
    """A sentence that shares a good part of its title may bear on it, though no rule hears it."""
    was = given()
    silent = tuple(
        replace(s, shown="unknown (no report)", signals=(), evidence=EvidenceLevel.SILENT)
        if s.clause == "B2"
        else s
        for s in was.standings
    )
    leads = dict(section(brief.compose(replace(was, standings=silent)), "unknown"))
    heard = next(k for k, v in leads.items() if "Leave the bridge at Orsk Ford" in v[0])
    assert "words that may bear on it were found" in heard


def test_a_disputed_clause_shows_a_sentence_of_each_side() -> None:
    """That the talks began says half of a dispute about whether they did."""
    was = given()
    no = signal("B1", SignalKind.NOT_PERFORMED, gazette_claims()[4], HolderRole.COUNTERPART)
    now = tuple(
        replace(s, shown="disputed", evidence=EvidenceLevel.CONTESTED, signals=(*s.signals, no))
        if s.clause == "B1"
        else s
        for s in was.standings
    )
    told = dict(section(brief.compose(replace(was, standings=now)), "moved"))[
        "Talks on the border posts begin"
    ]
    assert "The Ministry of Peace of Thessar said that talks on the border posts" in told[1]
    assert "Brunmark warned" in told[2]
    assert len(told) == 3
