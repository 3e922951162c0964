"""Evaluative labels, the same for every side."""

from __future__ import annotations

import pytest
from tests.reading.made_pages import page_of
from tests.reading.made_vocabulary import LOWMARK

from truceline.model.reading import Mention, MentionType
from truceline.reading.label_lexicon import labels_pack
from truceline.reading.mentions import find_mentions
from truceline.reading.names import folded, names_pack
from truceline.reading.parser import Parser


def labels(text: str, parser: Parser) -> list[Mention]:
    return [m for m in find_mentions(page_of(text, parser), LOWMARK) if m.loaded]


@pytest.mark.parametrize(
    ("text", "label", "neutral"),
    [
        ("The Uplands fought the terrorist group again.", "the terrorist group", "armed group"),
        ("He spoke of the Kenyan regime at noon.", "the Kenyan regime", "government"),
        ("They praised the resistance fighters of the delta.", "the resistance fighters", "armed fighters"),
        ("The brutal bombardment went on.", "The brutal bombardment", "bombardment"),
        ("The puppet government met.", "The puppet government", "government"),
        ("He met the so-called vice president.", "so-called vice president", "vice president"),
        (
            "They shelled the self-proclaimed Norda-Karam Republic.",
            "self-proclaimed Norda-Karam Republic",
            "Norda-Karam Republic",
        ),
        ("Here the self-styled prime minister spoke.", "self-styled prime minister", "prime minister"),
        ("They blew up the terror tunnels.", "the terror tunnels", "tunnels"),
        ("The subversives met at the weir.", "The subversives", "members of the other side"),
        ("They told of a daring raid.", "a daring raid", "raid"),
        ("The bloody takeover was remembered.", "The bloody takeover", "takeover"),
        ("They had killed innocent villagers.", "innocent villagers", "villagers"),
        ("He called it a war crime.", "a war crime", "breach of the law of war"),
        ("They spoke of heinous deeds.", "heinous deeds", "deeds"),
        ("The raid was heinous.", "heinous", None),
        ("They met the so-called truce with scorn.", "so-called truce", "truce"),
        ("It was a cowardly and criminal ambush.", "a cowardly and criminal ambush", "ambush"),
        ("They had slaughtered forty people.", "slaughtered", "killed or harmed"),
        ("The army said that it had neutralised the rebels.", "neutralised the rebels", "killed or overcome"),
        (
            "Terrorist Marshland militias crossed the weir.",
            "Terrorist Marshland militias",
            "armed Marshland militias",
        ),
        ("She told of Norlander threats.", "Norlander threats", "deed or word"),
        ('"It is another lie," he said.', "another lie", "statement or offer"),
        ("The charade ended at noon.", "The charade", "statement or offer"),
        ("The truce-breaking government met.", "truce-breaking government", "government"),
        ("The freedom-fighters went home.", "The freedom-fighters", "fighters or people"),
    ],
)
def test_a_label_has_its_neutral_word(text: str, label: str, neutral: str | None, parser: Parser) -> None:
    """What judges is recorded with what it stands for."""
    found = labels(text, parser)
    assert [(m.span.quote, m.neutral) for m in found] == [(label, neutral)]


@pytest.mark.parametrize(
    "text",
    [
        "The new visa regime starts in May.",
        "The resistance of the metal was measured.",
        "The group was designated a terrorist organization by the court.",
        "Her occupation was teaching.",
        "The National Liberation Army signed the paper.",
        "The legal entity was sold.",
        "He was tried by the war crimes tribunal.",
        "She asked for an inquiry into a possible war crime.",
        "The bold letters stood on the wall.",
        "The court had designated the group a terrorist organisation.",
        "The Islamic Freedom Fighters signed the paper.",
        "The truce regime held until noon.",
        "They talked of de-escalation and an anti-terrorist unit.",
        "He told a lie.",
        "The council spoke of threats to the harvest.",
        "It was a brutal winter.",
    ],
)
def test_plain_uses_are_no_labels(text: str, parser: Parser) -> None:
    """The same words in a plain sense are left alone."""
    assert labels(text, parser) == []


def test_whom_a_label_means(parser: Parser) -> None:
    """A name beside or within it, the vocabulary's own label, or the other of two parties."""
    assert labels("The terrorist movement Marsh League met.", parser)[0].entity == "marsh-league"
    assert labels("The Peruvian regime met.", parser)[0].entity == "peru"
    assert labels("They fled the highland tyranny.", parser)[0].entity == "uplands"
    assert labels("The Marsh League said that it had beaten the enemy.", parser)[0].entity == "uplands"
    assert labels("The Uplands said that it had beaten the enemy.", parser)[0].entity == "marsh-league"


@pytest.mark.parametrize(
    "label",
    [
        "terror group",
        "brutal attack",
        "resistance fighters",
        "criminal regime",
        "daring raid",
        "terror tunnels",
    ],
)
def test_swapping_the_parties_changes_no_label(label: str, parser: Parser) -> None:
    """A word is a label whoever is called so."""
    text = "The {} of the {} was seen at noon."
    one, other = (labels(text.format(label, p), parser) for p in ("Uplands", "Marsh League"))
    assert [m.span.quote for m in one] == [m.span.quote for m in other] != []
    assert [m.neutral for m in one] == [m.neutral for m in other]


@pytest.mark.parametrize(
    ("text", "kind"),
    [("They met a genocidal leader.", MentionType.GROUP), ("It was a genocidal raid.", MentionType.EVENT)],
)
def test_the_noun_tells_of_which_class_a_word_is(text: str, kind: MentionType, parser: Parser) -> None:
    """What judges an actor and what judges a deed are two classes, also where one word does both."""
    assert [m.type for m in labels(text, parser)] == [kind]


def test_no_word_judges_whatever_it_stands_with_in_two_classes() -> None:
    """The second would never be asked."""
    terms = labels_pack().words
    several = {w for w, ts in terms.items() if len({t.cls for t in ts if t.anything}) > 1}
    assert not several


def test_words_that_have_no_other_form_get_none() -> None:
    """ "threatses" and "blood on their handses" are no words."""
    pack = labels_pack()
    forms = {*pack.words, *(p for p, _ in pack.phrases)}
    assert {"threats", "crimes", "lies"} <= forms
    assert forms.isdisjoint(
        ("threatses", "lieses", "bullyings", "blood on their handses", "ethnically cleanseds")
    )


def test_the_lexicon_names_no_people() -> None:
    """No state, people, person or body stands in the lexicon, and classes come in pairs."""
    pack = labels_pack()
    names = {
        folded(a.text) for e in names_pack().entities for a in e.aliases if a.text[:1].isupper() and e.country
    }
    assert not names & {folded(w) for w in pack.words}
    assert all(pack.counterparts[pack.counterparts[c]] == c for c in pack.counterparts)
    used = {t.cls for ts in pack.words.values() for t in ts} | {t.cls for _, t in pack.phrases}
    assert used == set(pack.counterparts)
