"""What forms of one word begin with: "extortion", "extorts" and "extorted" with "extort".

Endings of English, whose words alone have them; words of other scripts are found by pieces. A beginning that
says little is none, so that "rations" is not looked for as "rat".
"""

from __future__ import annotations

__all__ = ["stem"]

SHORTEST = 4
_ENDINGS = (
    *("ations", "ation", "ments", "ment", "ings", "ions", "ing", "ion", "ees", "als", "ors", "ers"),
    *("ed", "ee", "es", "al", "or", "er", "e", "s"),
)
"""The longer first."""
_LEFT = {"ations": 5, "ation": 5, "ors": 5, "ers": 5, "or": 5, "er": 5, "als": 5, "al": 5}
"""How many letters must stand before an ending, where more than the fewest."""
_DOUBLED = "bdgmnprt"
"""Letters that double before an ending ("stopped")."""


def stem(word: str) -> str:
    """What the forms of `word` begin with; "" where that is the word itself or too little to go by."""
    plain = word.lower()
    if not (plain.isascii() and plain.isalpha()):
        return ""
    for ending in _ENDINGS:
        left = plain.removesuffix(ending)
        if left != plain and len(left) >= _LEFT.get(ending, SHORTEST):
            if ending in ("ed", "ing", "ings") and left[-1] == left[-2] and left[-1] in _DOUBLED:
                left = left[:-1]
            return left if len(left) >= SHORTEST and not (ending == "s" and left.endswith("s")) else ""
    return ""
