"""What somebody expects of a clause, against how it stands."""

from __future__ import annotations

from truceline.model.accord import Expectation
from truceline.model.standing import Standing

__all__ = ["unmet"]


def unmet(e: Expectation, s: Standing) -> list[str]:
    """What of an expectation does not hold, in words; none where all of it does."""
    word = s.shown.split(" (")[0] if not s.shown.startswith("unknown") else s.shown
    out = []
    if e.states and s.state not in e.states:
        out.append(f"state is {s.state}, not {_any(e.states)}")
    if e.evidences and s.evidence not in e.evidences:
        out.append(f"evidence is {s.evidence}, not {_any(e.evidences)}")
    if e.shown and not {word, s.shown} & set(e.shown):
        out.append(f"shown is {s.shown!r}, not {_any(e.shown)}")
    if word in e.never or s.shown in e.never:
        out.append(f"shown is {s.shown!r}, which it must never be")
    for name in ("opens", "due", "until"):
        if getattr(e, name) and getattr(e, name) != getattr(s.dates, name):
            out.append(f"{name} is {getattr(s.dates, name) or 'no day'}, not {getattr(e, name)}")
    stood = s.last.shown if s.last else "none"
    if e.last and stood not in e.last:
        out.append(f"last is {stood!r}, not {_any(e.last)}")
    out += [f"the note lacks {words!r}" for words in e.notes if words not in s.note]
    if e.total is not None and s.total != e.total:
        out.append(f"total is {'none' if s.total is None else format(s.total, 'g')}, not {e.total:g}")
    return out


def _any(words: tuple[str, ...]) -> str:
    return " or ".join(repr(str(w)) for w in words)
