"""Only who owes a deed puts it off: in the words of others "delaying" is a charge."""

from __future__ import annotations

import pytest

from truceline.model.accord import HolderRole, SignalKind
from truceline.model.standing import Signal
from truceline.standing.charging import in_return


def told(kind: SignalKind, role: HolderRole) -> Signal:
    return Signal("A", kind, "rule", "c1", "r1", (), "o1", "Vesk", role)


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        (HolderRole.COUNTERPART, [SignalKind.BREACH_ALLEGED]),
        (HolderRole.OTHER, [SignalKind.BREACH_ALLEGED]),
        (HolderRole.OBLIGOR, [SignalKind.BREACH_ALLEGED, SignalKind.POSTPONED]),
    ],
)
def test_who_is_charged_with_delay_has_put_nothing_off(role: HolderRole, kinds: list[SignalKind]) -> None:
    both = [told(SignalKind.BREACH_ALLEGED, role), told(SignalKind.POSTPONED, role)]
    assert [s.kind for s in in_return(both)] == kinds


def test_what_is_put_off_and_charged_by_nobody_is_put_off() -> None:
    one = [told(SignalKind.POSTPONED, HolderRole.OUTLET)]
    assert in_return(one) == one
