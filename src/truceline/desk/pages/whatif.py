"""What would follow if: supposed facts in the address, the days and clauses that they would move. Nothing is kept."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from truceline.case.ahead import postulates, what_if, what_if_json
from truceline.desk.agreed import AgreedDep
from truceline.desk.here import Elsewhere, Here, twin
from truceline.errors import UsageError
from truceline.model.dates import day_given
from truceline.model.vocabulary import SignalKind as K

router = APIRouter()
MOST = 8
"""Facts that can be supposed at once."""
DEEDS = (
    ("done", "is done"),
    (K.BEGUN.value, "is begun"),
    (K.NOT_PERFORMED.value, "is not done"),
    (K.REFUSED.value, "is refused"),
    (K.POSTPONED.value, "is put off"),
    (K.SUSPENDED.value, "is suspended"),
    (K.RESUMED.value, "is resumed"),
    (K.ENDED.value, "ends"),
)

Word = Annotated[str, Query(max_length=120)]
Words = Annotated[list[str], Query()]


@twin(router, "/whatif")
def whatif(
    here: AgreedDep,
    fact: Words = [],  # noqa: B006  (FastAPI copies it)
    late: Words = [],  # noqa: B006
    clause: Word = "",
    deed: Word = "",
    on: Word = "",
    days: Word = "",
) -> Response:
    """`fact` and `late` are what the command takes; the fields of the form are made into one of them first."""
    accord = here.view.agreement
    if len(fact) + len(late) > MOST:
        raise UsageError(f"{len(fact) + len(late)} facts are supposed", mend=f"suppose {MOST} at most")
    if clause:
        raise Elsewhere(_with(here, fact, late, *_made(clause, deed, on, days)))
    given = postulates(accord, fact, late)
    rows = what_if(here.view, given, here.asked.as_of, here.asked.reading) if given else ()
    data = what_if_json(accord, given, rows)
    titles = {c.id: c.title for c in accord.clauses}
    for m in data["moves"]:
        m["title"] = titles[m["clause"]]
    return here.page(
        "whatif.html.j2",
        "What would follow if",
        data,
        tab="due",
        supposed=_supposed(here, fact, late),
        clauses=[(c.id, f"{c.id} {c.title}") for c in accord.clauses],
        deeds=DEEDS,
        asked_for={"fact": fact, "late": late},
    )


def _made(clause: str, deed: str, on: str, days: str) -> tuple[list[str], list[str]]:
    """One more fact of the form: on a day, or so many days late."""
    if days:
        return [], [f"{clause}={days}"]
    if not on:
        raise UsageError("no day is supposed", mend="give the day, or how many days late")
    day = day_given(on, "on")
    return [f"{clause}={day}" if deed in ("", "done") else f"{clause}:{deed}={day}"], []


def _with(here: Here, fact: list[str], late: list[str], more: list[str], more_late: list[str]) -> str:
    facts, lates = dict.fromkeys([*fact, *more]), dict.fromkeys([*late, *more_late])
    return here.link("/whatif", fact=tuple(facts) or None, late=tuple(lates) or None)


def _supposed(here: Here, fact: list[str], late: list[str]) -> list[dict[str, Any]]:
    """Each supposed fact in words, with the address of the page without it."""
    own = [(f, _with(here, [x for x in fact if x != f], late, [], [])) for f in fact]
    own += [(f, _with(here, fact, [x for x in late if x != f], [], [])) for f in late]
    return [{"words": _told(here, words, words in late), "without": address} for words, address in own]


def _told(here: Here, words: str, is_late: bool) -> str:
    """A fact as a reader would say it."""
    what, _, value = words.rpartition("=")
    name, _, deed = what.partition(":")
    known = here.view.agreement.clause(name)
    title = f"{name} ({known.title})" if known else what
    if is_late:
        late = int(value) if value.lstrip("-").isdecimal() else 0
        return f"{title} is done {abs(late)} days {'before' if late < 0 else 'after'} it is due"
    return (
        f"{title} {dict(DEEDS).get(deed or 'done', deed.replace(':', ' '))} on {value}"
        if known
        else f"{title} on {value}"
    )
