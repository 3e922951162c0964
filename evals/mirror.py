"""The mirror test: swap two parties' names in a text, and the reading must swap them and nothing else.

Names are swapped through the classes that the vocabulary declares (`Alias.mirror`): a form of one
party's entity goes over into the counterpart's first form of the same class. What has no
counterpart stays, so a swapped text can be odd English; the parse may then differ, and every claim
that does is listed with what changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from truceline.model.accord import AliasKind, Vocabulary
from truceline.model.reading import Claim, Reading
from truceline.model.report import Report


@dataclass(frozen=True, slots=True)
class Mirrored:
    """A text with two parties' names swapped, and where each piece of it came from."""

    text: str
    cuts: tuple[tuple[int, int, int, int], ...]
    """(start, end) in the text as it was, and in the swapped one, of every piece swapped."""

    def place(self, at: int) -> int:
        """Where an offset of the text as it was lies in the swapped text."""
        shift = 0
        for start, end, new_start, new_end in self.cuts:
            if at >= end:
                shift = new_end - end
            elif at > start:
                return new_end if at - start > (end - start) // 2 else new_start
            else:
                break
        return at + shift


@dataclass(frozen=True, slots=True)
class Difference:
    """A claim that the swap changed in more than its names."""

    report: str
    words: str
    what: str


def swaps(vocabulary: Vocabulary, one: str, other: str) -> dict[str, str]:
    """The forms that go over into each other, both ways; names win where a form has two kinds."""
    forms: dict[str, dict[str, list[str]]] = {one: {}, other: {}}
    for entity in vocabulary.entities:
        if entity.party in forms:
            for alias in sorted(entity.aliases, key=lambda a: a.kind is not AliasKind.NAME):
                if alias.mirror:
                    forms[entity.party].setdefault(alias.mirror, []).append(alias.text)
    out: dict[str, str] = {}
    for here, there in ((one, other), (other, one)):
        for kind in sorted(forms[here], key=lambda k: k != "name"):
            for form in forms[here][kind]:
                if kind in forms[there]:
                    out.setdefault(form, forms[there][kind][0])
    bare = {f.removeprefix("the "): t.removeprefix("the ") for f, t in out.items() if f.count(" ") > 1}
    return bare | out


def mirrored(text: str, pairs: Mapping[str, str]) -> Mirrored:
    """`text` with every form swapped at once, longest forms first; a sentence's capital stays."""
    known = sorted(pairs, key=lambda f: (-len(f), f))
    turned = {_plain(form): new for form, new in pairs.items()}
    forms = "|".join(re.escape(form).replace("'", "['’]") for form in known)
    pattern = re.compile(rf"(?<!\w)(?:{forms})(?!\w)", re.IGNORECASE)
    out, cuts, last, length = [], [], 0, 0
    for found in pattern.finditer(text):
        out.append(text[last : found.start()])
        length += found.start() - last
        new = turned[_plain(found.group())]
        if found.group()[0].isupper():
            new = new[0].upper() + new[1:]
        cuts.append((found.start(), found.end(), length, length + len(new)))
        out.append(new)
        length += len(new)
        last = found.end()
    return Mirrored("".join(out) + text[last:], tuple(cuts))


def _plain(form: str) -> str:
    return form.casefold().replace("’", "'")


def swapped_report(report: Report, text: str) -> Report:
    """The same publication with another text; only for reading it beside the first."""
    return replace(report, text=text)


def differences(
    before: Reading, after: Reading, how: Mirrored, parties: tuple[str, str]
) -> Iterable[Difference]:
    """Claims of `before` that have no twin in `after`, or one that differs in more than names."""
    turn = {parties[0]: parties[1], parties[1]: parties[0]}
    twins = {_place(c, None): c for c in after.claims}
    for claim in before.claims:
        twin = twins.get(_place(claim, how))
        if twin is None:
            yield Difference(before.report, claim.words, "no claim with these words after the swap")
            continue
        changed = [
            name
            for name, was, now in (
                ("manner", claim.manner, twin.manner),
                ("stance", claim.stance, twin.stance),
                ("modality", claim.modality, twin.modality),
                ("anonymous", claim.anonymous, twin.anonymous),
                ("party", turn.get(claim.party or "", claim.party), twin.party),
            )
            if was != now
        ]
        if changed:
            yield Difference(before.report, claim.words, f"another {', '.join(changed)}")


def _place(claim: Claim, how: Mirrored | None) -> tuple[object, ...]:
    def at(offset: int) -> int:
        return how.place(offset) if how else offset

    source = (at(claim.source.start), at(claim.source.end)) if claim.source else None
    return (tuple((at(s.start), at(s.end)) for s in claim.content), source)
