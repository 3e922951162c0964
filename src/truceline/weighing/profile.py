"""Of what kind a count is: what it counts, what was done to it, where, when, and up to when.

Two reports seldom count in the same words. What they count is compared by its profile.
"""

from __future__ import annotations

from dataclasses import dataclass

from truceline.model.reading import Figure, When, WhenType
from truceline.weighing.kinds import (
    CIVILIAN,
    PERSON,
    Kind,
    dead,
    deed_in,
    deeds_in,
    kind_of,
    leads,
    listed,
    of_whom,
)
from truceline.weighing.nodes import Node, day
from truceline.weighing.referents import Told
from truceline.weighing.scope import part_at
from truceline.weighing.whereabouts import (
    SHARE,
    lands_of,
    named_places,
    names_people,
    narrowed,
    own_of,
    places_near,
    sides_of,
)
from truceline.weighing.words import classes, sentence_at, sentence_bounds, words

_NEAR = 70
_HARM = ("kill", "injure", "displace")
_MOVED = "displace"
_ANYBODY = frozenset({CIVILIAN, "displaced"})
_NONE: frozenset[str] = frozenset()
"""In place of sets that are empty, of which each would take two hundred bytes for every count."""
_UP_TO = 45
"""Characters before a day in which it is told that it is the last that counts."""
_SINCE = 60


@dataclass(frozen=True, slots=True)
class Profile:
    """What tells whether two counts answer one question. Days are ordinals."""

    kind: Kind
    mixed: frozenset[str]
    """The kinds of the parts that it is made of."""
    deed: str
    places: frozenset[str]
    """The places of its claim or its sentence."""
    around: frozenset[str]
    """The place last named before, where those name none: what it counts is likely, not sure, to be there."""
    owners: frozenset[str]
    """Whose or of what those are that are counted."""
    start: int | None
    """Since when it counts."""
    since: frozenset[str]
    """The event since which it counts, in classes, where no day is told."""
    until: int | None
    """Up to when, where that is told."""
    end: int | None
    """The last day of the stretch it counts, where both are told."""
    whole: float | None
    part: bool
    wider: bool
    """Those on the way are counted as well, or the missing beside the dead."""
    grown: bool
    sides: frozenset[str] = frozenset()
    """Whose people or things they are."""
    share: bool = False
    """Told as a share of a whole."""
    lands: frozenset[str] = frozenset()
    """The countries in which its part of the sentence tells it to be."""

    def elsewhere(self, other: Profile) -> bool:
        """Whether the two are of different places."""
        if self.lands and other.lands and not self.lands & other.lands:
            return True
        return bool(self.places and other.places and not places_met(self.places, other.places))

    def likely_elsewhere(self, other: Profile) -> bool:
        """Whether the text around tells of different places."""
        here, there = self.places | self.around, other.places | other.around
        return bool(here and there and not places_met(here, there))

    def of_others(self, other: Profile) -> bool:
        """Whether the two count people or things of two sides, or a number and a share."""
        return self.share != other.share or bool(self.sides and other.sides and not self.sides & other.sides)

    def unlike(self, other: Profile) -> bool:
        """Whether the two count things that are told apart by their very names."""
        if self.of_others(other):
            return True
        both = self.kind.known and other.kind.known
        return both and not (self.kind.within(other.kind) or other.kind.within(self.kind))

    def apart(self, other: Profile) -> bool:
        """Whether the two count different things, or in different places."""
        if self.elsewhere(other) or self.of_others(other):
            return True
        if self.wider != other.wider or (self.mixed and other.mixed and self.mixed != other.mixed):
            return True
        if (self.mixed and not other.kind.broadest) or (other.mixed and not self.kind.broadest):
            return True
        if not (self.kind.known and other.kind.known):
            return self.kind.family != other.kind.family  # nobody knows that they are told apart
        return not (self.kind.within(other.kind) or other.kind.within(self.kind))


def places_met(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """The places of one that the other has too, under its name or under a part of it ("Orda", "Orda district")."""
    same = one & other
    if same or not one or not other:
        return same
    named = [frozenset(x.split()) for x in other]
    return frozenset(x for x in one if any(n <= (w := frozenset(x.split())) or w <= n for n in named))


def profile_of(
    node: Node,
    told: Told,
    matter: str,
    whole: Profile | None,
    following: Figure | None,
    stop: int | None = None,
) -> Profile | None:
    """The profile of a count; None where nobody can tell what it counts. `matter`: what its claim tells
    of it; `whole`: the profile of what it is a part of, or like; `following`: the next figure; `stop`: where some of those counted are told of by themselves."""
    figure, text, language = told.figure, node.report.text, node.pack
    counted = figure.counted or ""
    kind = kind_of(counted, language)
    if kind is not None and figure.counted_span is not None and leads(counted, language):
        kind = _led_to(text, figure, kind, node)
    bodies = dead(counted, language) or "bodies" in (figure.category or "").split(", ")
    if kind is not None and not kind.known and kind.name in _HARM:
        kind = Kind(PERSON, (PERSON,))
    if kind is None:
        if figure.unit != PERSON:
            return None
        kind = Kind(PERSON, (PERSON,))
    if not kind.known and names_people(node, figure):
        kind = Kind(PERSON, (PERSON,))
    led = words(text[max(0, figure.span.start - 12) : figure.span.start], language)[-1:]
    harmed = bool(_harmed_before(node, figure)) or (
        bool(set(matter.split("+")) & set(_HARM)) and not (led and led[0] in language.set_in)
    )
    if not kind.known and (figure.unit == PERSON or harmed):
        kind = Kind(kind.name, (kind.name, CIVILIAN, PERSON), known=False)
    if told.whole is not None and kind.broadest:
        kind = narrowed(node, figure, kind)
    for told_as in (figure.category or "").split(", "):
        narrower = kind_of(told_as, language)
        if kind.broadest and narrower is not None and narrower.known and narrower.within(kind):
            kind = narrower
    if kind.broadest and kind.family == PERSON and set(matter.split("+")) & set(_HARM):
        kind = _toll_of(node, figure, kind)
    deed = matter
    if kind.family == PERSON:
        harm = [
            d
            for d in _HARM
            if d in deeds_in(classes((figure.category or "").split(", ")[0], language), language)
        ]
        harm = harm or _harmed_before(node, figure)
        deed = "+".join(harm) if harm else matter
        if bodies and deed in ("", "strike"):
            deed = "kill"
        if deed in (kind.name, "strike"):
            deed = ""
        deed = deed or _lost(node, figure) or _spoken_deed(node, figure)
    elif deed:
        deed = ""  # things are told by what they are
    if whole is not None:
        if kind.broadest and whole.kind.within(kind):
            kind = whole.kind
        deed = deed or whole.deed
    if deed == _MOVED and kind.name in _ANYBODY:
        kind = Kind(PERSON, (PERSON,))  # whoever flees is told as people, residents or displaced
    places, around = places_near(node, figure, stop)
    start, end, until = _stretch(node, figure, following)
    sentence = sentence_at(text, figure.span.start)
    return Profile(
        kind=kind,
        mixed=_NONE,
        deed=deed,
        places=places or _NONE,
        around=around or _NONE,
        owners=_owners(node, figure) or _NONE,
        start=start,
        since=(_since_what(node, figure, following) if start is None else _NONE) or _NONE,
        end=end,
        until=until,
        whole=told.whole,
        part=told.part_of is not None and _set_apart(node, figure, following),
        wider=language.turn(
            "with_others", text[figure.span.end : figure.span.end + 2 * _NEAR].split("\n\n")[0]
        )
        and figure.category is None,
        grown=language.turn("grown", sentence),
        sides=sides_of(node, figure) or own_of(node, figure, kind, deed) or _NONE,
        share=figure.unit == SHARE,
        lands=lands_of(node, figure) or _NONE,
    )


def _toll_of(node: Node, figure: Figure, kind: Kind) -> Kind:
    """ "Another 12 casualties among its military, pushing the toll to 90": a number of dead that names nobody is of those
    whom its sentence has told the dead to be by then."""
    counted, language = figure.counted or "", node.pack
    if counted and not dead(counted, language) and not listed(counted, language):
        return kind
    text = node.report.text
    told = of_whom(text[sentence_bounds(text, figure.span.start)[0] : figure.span.start], language)
    return told.pop() if len(told) == 1 else kind


def _set_apart(node: Node, figure: Figure, following: Figure | None) -> bool:
    """Whether a part is told apart by where or when ("four of them at the bridge"), not by what it is."""
    text = node.report.text
    _, last = sentence_bounds(text, figure.span.start)
    stop = (
        min(last, following.span.start)
        if following is not None and following.span.start > figure.span.end
        else last
    )
    own = any(figure.span.end <= w.span.start < stop for w in node.reading.times)
    return (
        own
        or node.pack.turn("since", text[figure.span.end : stop])
        or bool(named_places(node, figure.span.end, stop))
    )


def _harmed_before(node: Node, figure: Figure) -> list[str]:
    """What was done to those whose number is told after them: "the number of miners killed ... to seven"."""
    of = figure.counted_span
    if of is None or of.start > figure.span.start:
        return []
    after = deeds_in(
        classes(" ".join(words(node.report.text[of.end : of.end + 24])[:1]), node.pack), node.pack
    )
    return [d for d in _HARM if d in after]


def _lost(node: Node, figure: Figure) -> str:
    """ "The army has lost 52 soldiers": they are dead."""
    before = words(node.report.text[max(0, figure.span.start - 24) : figure.span.start], node.pack)[-2:]
    return _HARM[0] if set(before) & node.pack.loses else ""


def _spoken_deed(node: Node, figure: Figure) -> str:
    """What was done to people, in words that tell it of people alone ("five of our people fell")."""
    text = node.report.text
    first, last = sentence_bounds(text, figure.span.start)
    return deed_in(
        text[max(first, figure.span.start - _NEAR) : min(last, figure.span.end + _NEAR)], node.pack
    )


def _led_to(text: str, figure: Figure, kind: Kind, node: Node) -> Kind:
    """ "43 impacts of mortar rounds" counts rounds."""
    assert figure.counted_span is not None  # noqa: S101
    after = text[figure.counted_span.end : figure.counted_span.end + 45]
    plain = words(after, node.pack)
    if not plain or plain[0] not in node.pack.genitive:
        return kind
    for size in (3, 2):
        if len(plain) >= size:
            found = kind_of(" ".join(plain[1:size]), node.pack)
            if found is not None and found.known:
                return found
    return kind


def _owners(node: Node, figure: Figure) -> frozenset[str]:
    """ "The column's 80 fighters", "the strength of the ninth column"."""
    text, language = node.report.text, node.pack
    before = text[max(0, figure.span.start - 40) : figure.span.start].split()[-1:]
    found = [before[0]] if before and words(before[0]) != words(before[0], language) else []
    if figure.counted_span is not None:
        after = words(text[figure.counted_span.end : figure.counted_span.end + 45], language)[:5]
        if after and after[0] in language.genitive:
            found += after[1:]
    return frozenset(classes(" ".join(found), language)) - language.common


def _stretch(
    node: Node, figure: Figure, following: Figure | None
) -> tuple[int | None, int | None, int | None]:
    """(first day, last day, day up to which it counts) as the figure's own part of the sentence tells them."""
    text = node.report.text
    first, last = sentence_bounds(text, figure.span.start)
    here = [
        (w, d)
        for w in node.reading.times
        if first <= w.span.start < last
        and w.type in (WhenType.DATE, WhenType.TIME)
        and (d := _first_day(w.edtf)) is not None
    ]
    if not here:
        return None, None, None
    stop = following.span.start if following is not None and following.span.start < last else last
    after = [(w, d) for w, d in here if figure.span.end <= w.span.start < stop]
    since = node.pack.turns.get("since")
    own = bool(since and since.search(text[figure.span.end : stop]))
    of = (
        after
        if own
        else [x for x in here if not node.pack.turn("opens", text[x[0].span.end : figure.span.start])]
    )
    start = next((d for w, d in of if _since(node, w, first)), None)
    if (
        len(after) == 2
        and 1 < after[1][1] - after[0][1] < 40
        and after[1][0].span.start - after[0][0].span.end < 12
    ):
        return after[0][1], after[1][1], None
    until = None
    for w, d in here:
        near = figure.span.end if w.span.start > figure.span.end else first
        before = text[max(near, w.span.start - _UP_TO) : w.span.start]
        if d != start and _is_last(before, node):
            until = d
    long = [(w, d, last_day) for w, d in here if (last_day := _last_day(w.edtf or "")) is not None]
    if long and start is None:
        part, at = part_at(node, figure)
        begins = figure.span.start - at
        for w, d, last_day in long:
            led = words(text[max(0, w.span.start - 9) : w.span.start], node.pack)[-1:]
            if begins <= w.span.start < begins + len(part) and led and led[0] in node.pack.set_in:
                return d, last_day, until  # "in 2016"
    spans = [w.edtf for w, _ in after if w.edtf and "/" in w.edtf]
    if (
        spans
        and (a := day(spans[0].split("/")[0])) is not None
        and (b := day(spans[0].split("/")[1])) is not None
    ):
        return a, b, until
    return start, None, until


def _is_last(before: str, node: Node) -> bool:
    """Whether a day is told as the last that counts ("as of 3 p.m. on Friday"), and not as that of what did it ("by
    shelling on Friday")."""
    led = node.pack.turns.get("up_to")
    found = list(led.finditer(before)) if led else []
    if not found or " " in found[-1][0]:
        return bool(found)
    known = node.pack.stop | node.pack.time_units
    return all(w in known or w[0].isdigit() for w in words(before[found[-1].end() :], node.pack))


def _since_what(node: Node, figure: Figure, following: Figure | None) -> frozenset[str]:
    """The event since which a figure counts: "since the ceasefire began"."""
    text, since = node.report.text, node.pack.turns.get("since")
    first, last = sentence_bounds(text, figure.span.start)
    stop = min(last, following.span.start if following is not None else len(text))
    found = since.search(text, figure.span.end, stop) if since else None
    if found is None and since is not None:
        found = since.search(text, first, figure.span.start)
        if found is not None and node.pack.turn("opens", text[found.end() : figure.span.start]):
            found = None  # another clause tells of another time
    return (
        frozenset(classes(" ".join(words(text[found.end() : found.end() + 50])[:5]), node.pack))
        if found
        else frozenset()
    )


def _first_day(edtf: str | None) -> int | None:
    """The first day of a date, of a month, of a year or of a stretch."""
    first = (edtf or "").split("/")[0]
    return day(first + {4: "-01-01", 7: "-01"}.get(len(first), ""))


def _last_day(edtf: str) -> int | None:
    """The last day of a month or of a year; None of any other time."""
    if len(edtf) == 4:
        return day(f"{edtf}-12-31")
    last = [d for k in (31, 30, 29, 28) if len(edtf) == 7 and (d := day(f"{edtf}-{k}")) is not None]
    return last[0] if last else None


def _since(node: Node, when: When, first: int) -> bool:
    if when.rule == "since_start":
        return True
    since = node.pack.turns.get("since")
    before = node.report.text[max(first, when.span.start - _SINCE) : when.span.start]
    last = [m.end() for m in since.finditer(before)][-1:] if since else []
    return bool(last) and not any(c in before[last[0] :] for c in ",;:")
