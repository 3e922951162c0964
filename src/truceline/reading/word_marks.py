"""The model's own rules from tags to parts of speech and forms, each looked up once.

spaCy's attribute ruler tries every one of its patterns on every token. Nearly all of them ask one token for
its tag, its dependency and its word; so what they make of such a token is kept, and a text needs no more
than a look at each. Lemmas, which nothing here reads, are left out. Where a model's patterns ask for more,
its ruler is used as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import numpy as np
from spacy.attrs import DEP, IS_SPACE, LOWER, MORPH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc

__all__ = ["marks_of"]

_ASKED = {"TAG": 0, "DEP": 1, "LOWER": 2, "IS_SPACE": 3}
_UNREAD = frozenset({"LEMMA"})
_Row = tuple[int, int, int, int]
_Part = tuple[tuple[int, bool, frozenset[int]], ...]
"""For each thing asked: its place in a row, whether one of the values must or must not be there, and these."""
_Attrs = Mapping[int, int]


def marks_of(nlp: Language, ruler: str = "attribute_ruler") -> Callable[[Iterable[Doc]], Iterator[Doc]]:
    """What marks parsed texts as the pipe `ruler` of a model does, lemmas aside; the pipe is taken out."""
    pipe: Any = nlp.get_pipe(ruler)
    rules = _rules(nlp, pipe)
    nlp.remove_pipe(ruler)
    if rules is None:
        return lambda docs: (pipe(doc) for doc in docs)
    return _Marks(rules).pipe


class _Rule:
    """One pattern: what it asks of a token and of the one before, and what it sets."""

    __slots__ = ("attrs", "before", "here")

    def __init__(self, here: _Part, before: _Part | None, attrs: _Attrs) -> None:
        self.here, self.before, self.attrs = here, before, attrs


def _rules(nlp: Language, pipe: Any) -> list[_Rule] | None:
    """The rules of a ruler, in their order; None where one asks or sets what is not known here."""
    out: list[_Rule] = []
    for told, attrs in zip(pipe.patterns, pipe.attrs, strict=True):
        if set(told["attrs"]) <= _UNREAD:
            continue
        kept = {k: v for k, v in attrs.items() if k in (POS, MORPH, TAG, DEP)}
        for pattern in told["patterns"]:
            parts = [_part(nlp, token) for token in pattern]
            if None in parts or len(parts) > 2 or told.get("index", 0) != len(parts) - 1:
                return None
            out.append(_Rule(parts[-1] or (), parts[0] if len(parts) > 1 else None, kept))
    return out


def _part(nlp: Language, token: Mapping[str, Any]) -> _Part | None:
    out: list[tuple[int, bool, frozenset[int]]] = []
    for name, value in token.items():
        if name not in _ASKED:
            return None
        for asked, wanted in value.items() if isinstance(value, dict) else (("IN", [value]),):
            if asked not in ("IN", "NOT_IN"):
                return None
            ids = frozenset(int(w) if isinstance(w, bool) else nlp.vocab.strings[w] for w in wanted)
            out.append((_ASKED[name], asked == "IN", ids))
    return tuple(out)


def _fits(part: _Part, row: _Row) -> bool:
    return all((row[place] in ids) is wanted for place, wanted, ids in part)


class _Marks:
    """What the rules make of tokens, kept by what they ask."""

    def __init__(self, rules: list[_Rule]) -> None:
        self._rules = rules
        asked = [p for r in rules for p in (*r.here, *(r.before or ()))]
        self._words = frozenset(w for place, _, ids in asked for w in ids if place == _ASKED["LOWER"])
        self._leading = [r.before for r in rules if r.before is not None]
        self._leads: dict[_Row, int] = {}
        self._made: dict[tuple[_Row, int], tuple[int, int, int, int]] = {}

    def pipe(self, docs: Iterable[Doc]) -> Iterator[Doc]:
        for doc in docs:
            self._mark(doc)
            yield doc

    def _mark(self, doc: Doc) -> None:
        rows = doc.to_array([TAG, DEP, LOWER, IS_SPACE]).reshape(-1, 4).tolist()
        out: list[tuple[int, int]] = []
        lead = 0
        words, leads, made = self._words, self._leads, self._made
        for i, (tag, dep, word, space) in enumerate(rows):
            row = (tag, dep, word if word in words else 0, space)
            found = made.get((row, lead))
            if found is None:
                found = made[(row, lead)] = self._make(row, lead)
                leads[row] = sum(_fits(part, row) << k for k, part in enumerate(self._leading))
            lead = leads[row]
            out.append(found[:2])
            if found[2] != tag:
                doc[i].tag = found[2]
            if found[3] != dep:
                doc[i].dep = found[3]
        if out:
            doc.from_array([POS, MORPH], np.asarray(out, dtype=np.uint64))

    def _make(self, row: _Row, lead: int) -> tuple[int, int, int, int]:
        """Part of speech, form, tag and dependency of a token after one that leads so many rules."""
        pos = morph = 0
        tag, dep = row[0], row[1]
        k = 0
        for rule in self._rules:
            led = True
            if rule.before is not None:
                led = bool(lead >> k & 1)
                k += 1
            if led and _fits(rule.here, row):
                pos, morph = rule.attrs.get(POS, pos), rule.attrs.get(MORPH, morph)
                tag, dep = rule.attrs.get(TAG, tag), rule.attrs.get(DEP, dep)
        return pos, morph, tag, dep
