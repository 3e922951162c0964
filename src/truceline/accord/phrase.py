"""A moment as a lawyer writes it ("day 16", "5 days after clause M2a") as a `Moment`.

The phrases are a small closed language, the same in every accord:

    2025-02-18                      a date, with an hour where needed: 2024-11-27 04:00+02:00
    day 16                          day 16 of the agreement, by the day count of the reading
    day 3 of phase 2                day 3 of that phase
    end of week 5                   the last day of that week of the agreement
    start, signing                  the agreement's own dates
    planned start, actual start     where the two differ
    start of phase 2, end of phase 1
    60 days after START             START being: start, planned start, actual start,
    10 days before START            signing, a phase's start or end, `clause ID` (its fulfilment) or `event WORDS`
    with clause L12a                at the same time
    clause M2a                      when that clause is fulfilled
    event all women are out         when it happens; no date until it is reported
    earliest of A; B                whichever comes first (also `latest of`)
"""

from __future__ import annotations

import datetime as dt
import re

from truceline.accord.slips import date_meant, in_digits
from truceline.model.accord import Moment, MomentKind

__all__ = ["FORMS", "moment"]

FORMS = (
    "2025-02-18, day 16, day 3 of phase 2, end of week 5, start, planned start, signing, start of phase 2, "
    "end of phase 1, 60 days after start, 5 days after clause ID, with clause ID, event WORDS, "
    "earliest of A; B"
)

_OWN = ("start", "planned start", "actual start", "signing")
_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?:[+-]\d{2}:\d{2}|Z)))?$")
_DAY = re.compile(r"day (\d+)(?: of phase (\d+))?$", re.I)
_WEEK = re.compile(r"end of week (\d+)$", re.I)
_PHASE = re.compile(r"(start|end) of phase (\d+)$", re.I)
_OFFSET = re.compile(r"(\d+) (hour|day|week|month|year)s? (after|before) (.+)$", re.I)
_CHOICE = re.compile(r"(earliest|latest) of (.+)$", re.I)
_CLAUSE = re.compile(r"clause ([\w.-]+)$", re.I)
_EVENT = re.compile(r"event:? (.+)$", re.I)


def moment(words: str) -> Moment:
    """`words` as a moment; raises `ValueError` saying which forms there are.

    A comma and `once ...` adds a precondition in words ("day 7, once 7 captives are released").
    """
    phrase, _, once = words.strip().partition(", once ")
    try:
        found = _plain(phrase.strip(), words.strip())
    except ValueError as e:
        if hint := _meant(phrase.strip()):
            raise ValueError(
                f"{phrase.strip()!r} is not a moment as it stands; did you mean `{hint}`?"
            ) from e
        raise
    if not once:
        return found
    values = {name: getattr(found, name) for name in Moment.__dataclass_fields__}
    return Moment(**{**values, "condition": f"once {once.strip()}"})


def _plain(phrase: str, words: str) -> Moment:
    if m := _DATE.match(phrase):
        _real(m[1])
        return Moment(MomentKind.DATE, words, date=m[1], time=m[2])
    if m := _DAY.match(phrase):
        return Moment(MomentKind.DAY, words, n=int(m[1]), phase=int(m[2]) if m[2] else None)
    if m := _WEEK.match(phrase):
        return Moment(MomentKind.DAY, words, n=7 * int(m[1]))
    if m := _PHASE.match(phrase):
        kind = MomentKind.PHASE_START if m[1].lower() == "start" else MomentKind.PHASE_END
        return Moment(kind, words, phase=int(m[2]))
    if m := _OFFSET.match(phrase):
        kind = MomentKind.AFTER if m[3].lower() == "after" else MomentKind.BEFORE
        return Moment(kind, words, n=int(m[1]), unit=m[2].lower(), anchor=_anchor(m[4]))
    if m := _CHOICE.match(phrase):
        kinds = {"earliest": MomentKind.EARLIEST, "latest": MomentKind.LATEST}
        parts = tuple(_plain(p.strip(), p.strip()) for p in m[2].split(";"))
        if len(parts) < 2:
            raise ValueError(f"{phrase!r} names one moment; separate two or more by `;`")
        return Moment(kinds[m[1].lower()], words, of=parts)
    if phrase.lower().startswith("with "):
        return Moment(MomentKind.WITH, words, anchor=_anchor(phrase[5:]))
    if phrase.lower() in _OWN:
        return Moment(MomentKind.AFTER, words, n=0, anchor=phrase.lower())
    try:
        return Moment(MomentKind.EVENT, words, anchor=_anchor(phrase))
    except ValueError:
        raise ValueError(f"{phrase!r} is not a moment; write one of: {FORMS}") from None


_UNIT = r"(?:hour|day|week|month|year)s?"
_SPOKEN = (
    (r"(?:the )?(\d+)(?:st|nd|rd|th)? day$", r"day \1"),
    (r"(?:the )?day (\d+)$", r"day \1"),
    (rf"(\d+ {_UNIT})$", r"\1 after start"),
    (rf"(\d+ {_UNIT}) (?:after|from|of) (?:the )?(start|signing|signature)$", r"\1 after \2"),
    (rf"(\d+ {_UNIT} (?:after|before)) (?:the )?entry into force$", r"\1 start"),
    (rf"(\d+ {_UNIT} (?:after|before)) (phase \d+)$", r"\1 start of \2"),
    (rf"(\d+ {_UNIT} (?:after|before)) (.+)$", r"\1 event \2"),
    (r"(?:the )?end of (?:the )?month (\d+)$", r"\1 months after start"),
    (r"(?:the )?(?:signing|signature)$", "signing"),
    (r"(?:the )?entry into force$", "start"),
    (r"((?:the|all|both) [^;]+)$", r"event \1"),
)
_LEADING = re.compile(r"(?:by|on|upon|when|once|in|within) (?=\S)", re.I)


def _meant(phrase: str) -> str:
    """The nearest form to what a person would say ("within seven days"); empty where none is near."""
    if date := date_meant(phrase):
        return date
    said = _LEADING.sub("", in_digits(phrase), count=1)
    for spoken, form in _SPOKEN:
        if not re.match(spoken, said, re.I):
            continue
        near = re.sub(spoken, form, said, flags=re.I).replace("signature", "signing")
        try:
            _plain(near, near)
        except ValueError:
            continue
        return near
    return ""


def _anchor(phrase: str) -> str:
    phrase = phrase.strip()
    if phrase.lower() in _OWN:
        return phrase.lower()
    if m := _PHASE.match(phrase):
        return f"phase:{m[2]}:{m[1].lower()}"
    if m := _CLAUSE.match(phrase):
        return f"clause:{m[1]}"
    if m := _EVENT.match(phrase):
        return f"event: {m[1].strip()}"
    raise ValueError(
        f"nothing can be counted from {phrase!r}; write start, signing, start of phase N, "
        "end of phase N, clause ID, or event and what happens (`event the commanders meet`)"
    )


def _real(date: str) -> None:
    try:
        dt.date.fromisoformat(date)
    except ValueError as e:
        raise ValueError(f"{date} is no day of the calendar ({e})") from None
