"""Which of the rules that hear a sentence stand back."""

from __future__ import annotations

from truceline.model.accord import SignalKind, Watch
from truceline.standing.fitted import foremost

K = SignalKind
SPOKEN = Watch("spoken-of/calm", "calm", K.SPOKEN_OF, spare=True)
DONE = Watch("ford-left", "ford", K.PERFORMED)
OWED = Watch("ford-owed", "ford", K.DUTY_STATED)


def test_a_clause_is_not_spoken_of_where_the_sentence_tells_of_another_deed() -> None:
    """A deed is what the sentence is about."""
    assert foremost((DONE, SPOKEN)) == (DONE,)


def test_what_tells_of_no_deed_stands_before_no_other_rule() -> None:
    """Retold terms and what is spoken of stand side by side."""
    assert foremost((OWED, SPOKEN)) == (OWED, SPOKEN)
    assert foremost((SPOKEN,)) == (SPOKEN,)
