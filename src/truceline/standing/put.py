"""How a claim must be put to be a signal of each kind, where its rule does not say."""

from __future__ import annotations

from collections.abc import Mapping

from truceline.model.accord import SignalKind
from truceline.model.reading import Modality, Stance

__all__ = ["ADVERSE", "DEEDS", "DENIED", "GUARDED", "MODALITIES", "PLANNED", "STANCES", "TELLING"]

K, M, S = SignalKind, Modality, Stance

_FACT = frozenset({M.ACTUAL})
_FACT_OR_NOT = frozenset({M.ACTUAL, M.NEGATED})
GUARDED = frozenset({M.ACTUAL, M.INTENTION, M.FUTURE, M.NEGATED, M.EVALUATIVE})
"""A claim may tell a deed beside a plan ("freed three and will free more"): where a rule names the
words that undo it, they decide next to the deed, and only "may" and "if" of the whole claim count."""
PLANNED = frozenset({M.INTENTION, M.FUTURE})
_PLAN = frozenset({M.INTENTION, M.FUTURE, M.ACTUAL, M.CONDITIONAL, M.OBLIGATION})
MODALITIES: Mapping[SignalKind, frozenset[Modality]] = {
    K.PERFORMED: _FACT,
    K.BEGUN: _FACT,
    K.COMPLETED: _FACT,
    K.CONDITION_MET: _FACT,
    K.CONDITION_ENDED: _FACT_OR_NOT,
    K.EXTENDED: _FACT,
    K.RESUMED: _FACT,
    K.SUSPENDED: _FACT,
    K.ENDED: _FACT,
    K.NOT_PERFORMED: _FACT_OR_NOT,
    K.BREACH_ALLEGED: frozenset({M.ACTUAL, M.NEGATED, M.EVALUATIVE}),
    K.DENIED: frozenset({M.ACTUAL, M.NEGATED, M.EVALUATIVE}),
    K.PROMISED: _PLAN,
    K.REFUSED: frozenset({M.ACTUAL, M.NEGATED, M.INTENTION, M.FUTURE}),
    K.POSTPONED: frozenset({M.ACTUAL, M.INTENTION, M.FUTURE}),
    K.NO_ACCESS: frozenset({M.ACTUAL, M.NEGATED, M.POSSIBLE}),
    K.OBSERVED_NONE: _FACT_OR_NOT,
    K.DUTY_STATED: frozenset(M),
    K.SPOKEN_OF: frozenset({M.ACTUAL, M.NEGATED, M.POSSIBLE, M.EVALUATIVE, M.INTENTION, M.FUTURE}),
    K.INCIDENT: _FACT,
}
"""How a claim must be put to be a signal of each kind, where its rule does not say."""

TELLING = frozenset({S.ASSERTS, S.REPORTS})
_ANY = frozenset(S)
STANCES: Mapping[SignalKind, frozenset[Stance]] = {
    K.NOT_PERFORMED: frozenset({S.ASSERTS, S.REPORTS, S.ACCUSES, S.DENIES}),
    K.BREACH_ALLEGED: frozenset({S.ASSERTS, S.REPORTS, S.ACCUSES}),
    K.DENIED: frozenset({S.DENIES, S.ASSERTS}),
    K.EXTENDED: frozenset({S.ASSERTS, S.REPORTS, S.PROMISES}),
    K.PROMISED: frozenset({S.PROMISES, S.ASSERTS, S.REPORTS, S.EXPECTS}),
    K.REFUSED: frozenset({S.REFUSES, S.ASSERTS, S.REPORTS, S.DENIES, S.THREATENS}),
    K.POSTPONED: frozenset({S.ASSERTS, S.REPORTS, S.REFUSES, S.THREATENS, S.PROMISES}),
    K.SUSPENDED: frozenset({S.ASSERTS, S.REPORTS, S.REFUSES, S.THREATENS, S.PROMISES}),
    K.DUTY_STATED: _ANY,
    K.SPOKEN_OF: _ANY,
}
"""What the holder may do with it, where the rule does not say; else it must be told."""

DENIED: Mapping[SignalKind, SignalKind] = {
    K.BREACH_ALLEGED: K.DENIED,
    K.PERFORMED: K.NOT_PERFORMED,
    K.BEGUN: K.NOT_PERFORMED,
}
"""What a claim is that denies what a rule listens for."""
DEEDS = frozenset({K.PERFORMED, K.BEGUN, K.CONDITION_MET, K.EXTENDED, K.RESUMED, K.ENDED, K.SUSPENDED})
ADVERSE = frozenset({K.NOT_PERFORMED, K.BREACH_ALLEGED})
