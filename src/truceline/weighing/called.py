"""What somebody whom no agreement names is called: as a text has it, never by the id that reading gave."""

from __future__ import annotations

from truceline.model.reading import ANONYMOUS, Reading

__all__ = ["called"]


def called(entity: str, reading: Reading) -> str:
    """The name of `entity` in the words of `reading`: those that read like its id, else the longest with a capital."""
    if entity.startswith(ANONYMOUS):
        return "somebody not named"
    plain = entity.replace("-", " ")
    forms = [" ".join(m.span.quote.split()) for m in reading.mentions if m.entity == entity and not m.loaded]
    same = next((f for f in forms if f.casefold() == plain), None)
    return same or plain.title()
