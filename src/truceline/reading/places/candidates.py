"""Candidates: names that may be places, each with what its words speak for and against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from truceline.model.reading import Mention, MentionType
from truceline.reading.block_view import BlockView
from truceline.reading.grammar import grammar
from truceline.reading.names import NamesPack
from truceline.reading.places.gazetteer import Gazetteer, Kind, Place, place_key
from truceline.reading.places.pack import Known, PlacesPack
from truceline.reading.places.signs import Sign
from truceline.reading.places.spans import Spans

_LONGEST = 5
_BODIES = (MentionType.ORGANISATION, MentionType.EVENT, MentionType.DOCUMENT)


_OTHERS = (MentionType.ORGANISATION, MentionType.PARTY, MentionType.GROUP)


def _article(low: list[str], articles: frozenset[str], *at: int) -> bool:
    """Whether an article that is part of names stands at one of the places, joined by a hyphen or not."""
    return any(0 <= i < len(low) and low[i] in articles for i in at[:1]) or (
        all(0 <= i < len(low) for i in at) and low[at[0]] == "-" and low[at[1]] in articles
    )


def _listed(view: BlockView, last: int, first: int) -> bool:
    """Whether between two names stands only what joins the parts of a list."""
    between = view.lower[last:first]
    return 0 < len(between) <= 2 and all(w == "," or w in grammar().attribution.joins for w in between)


@dataclass(slots=True)
class Candidate:
    """A name in a text that may be a place. `run` are its tokens; `signs` say what was noticed."""

    start: int
    end: int
    view: BlockView
    run: tuple[int, int]
    key: str
    places: tuple[Place, ...]
    known: tuple[Known, ...] = ()
    signs: set[Sign] = field(default_factory=set)
    container: Known | None = None
    score: float = 0.0
    beside: Candidate | None = None
    """The one before it in a list ("in Ostra, Vell and Garron")."""

    @property
    def people(self) -> bool:
        """Whether the form names a people, not the land."""
        return bool(self.known) and all(k.people for k in self.known)

    @property
    def inside(self) -> str:
        """The code of the region or country that is named to hold it, else empty."""
        return self.container.place.within if self.container and Sign.CONTAINED in self.signs else ""

    @property
    def kinds(self) -> set[Kind]:
        return {p.kind for p in self.places}


class Finder:
    """Finds the candidates of a page's blocks."""

    def __init__(
        self, pack: PlacesPack, names: NamesPack, gazetteer: Gazetteer, mentions: Sequence[Mention]
    ) -> None:
        self.pack, self.names, self.gazetteer = pack, names, gazetteer
        self.people = Spans(
            (m.span.start, m.span.end)
            for m in mentions
            if m.type is MentionType.PERSON and m.span.quote[:1].isupper()
        )
        self.bodies = Spans(
            (m.span.start, m.span.end) for m in mentions if m.type in _BODIES and " " in m.span.quote
        )
        self.others = Spans((m.span.start, m.span.end) for m in mentions if m.type in _OTHERS)
        self.surnames = {
            m.span.quote.split()[-1].casefold()
            for m in mentions
            if m.type is MentionType.PERSON and " " in m.span.quote and m.span.quote[:1].isupper()
        }

    def __call__(self, view: BlockView) -> list[Candidate]:
        """The candidates of a block in the order of the text, none overlapping another."""
        out: list[Candidate] = []
        i, n = 0, len(view.tokens)
        capital = [self._capital(view, i) for i in range(n)]
        while i < n:
            if not capital[i]:
                i += 1
                continue
            found = self._longest(view, i, capital)
            if found is None:
                i += 1
                continue
            self._look(view, found, capital)
            if out and found.key not in self.pack.locating and _listed(view, out[-1].run[1], found.run[0]):
                found.beside = out[-1]
            out.append(found)
            i = found.run[1]
        return out

    def _capital(self, view: BlockView, i: int) -> bool:
        text = view.text(i, i + 1)
        return text[:1].isupper() or (text[:1] in "'’" and text[1:2].isupper())

    def _longest(self, view: BlockView, first: int, capital: list[bool]) -> Candidate | None:
        ends = []
        for j in range(first, min(first + _LONGEST, len(capital))):
            if capital[j]:
                ends.append(j + 1)
            elif view.lower[j] not in self.pack.joining:
                break
        for last in reversed(ends):
            text = view.text(first, last)
            if "\n" in text:
                continue
            key = place_key(text)
            if len(key) < 2:
                continue
            end = view.ends[last - 1]
            then = view.block.text[end : end + 1]
            known = tuple(k for k in self.pack.known.get(key, ()) if k.allows(text, then))
            places = self._named(key, text)
            kind = view.lower[last - 1].rstrip(".")
            if not known and not places and last - first > 1:
                places = self._by_kind(key, kind, view.lower[first].rstrip("."))
                if not places:
                    continue
            if not known and not places:
                continue
            if (
                known
                and "." in known[0].written
                and text.casefold() != known[0].written.casefold()
                and then == "."
            ):
                end += 1
            lands = {k.place.within for k in known}
            options = tuple(k.place for k in known) + tuple(
                p for p in places if p.within not in lands or p.kind not in (Kind.REGION, Kind.COUNTRY)
            )
            if known and all(k.people for k in known):
                options = tuple(k.place for k in known)
            return Candidate(view.starts[first], end, view, (first, last), key, options, known)
        return None

    def _named(self, key: str, text: str) -> tuple[Place, ...]:
        places = self.gazetteer(self.pack.short.get(text, key))
        opening, _, rest = key.partition(" ")
        if rest and opening in self.pack.spelt_out:
            places += self.gazetteer(f"{self.pack.spelt_out[opening]} {rest}")
        if not places and key.endswith(" co") and len(text) > 5:
            places = self.gazetteer(key + "unty")
        return places

    def _by_kind(self, key: str, kind: str, opening: str) -> tuple[Place, ...]:
        """Places of a name without the word for its kind ("Meru Province")."""
        words = key.split()
        if kind in self.pack.kinds_after and kind not in self.pack.streets and len(words) > 1:
            bare = self.gazetteer(" ".join(words[:-1]))
            wanted = [p for p in bare if p.kind in (Kind.REGION, Kind.COUNTY)]
            return tuple(wanted)
        return ()

    def _look(self, view: BlockView, c: Candidate, capital: list[bool]) -> None:
        """What stands around the candidate."""
        first, last = c.run
        pack, signs = self.pack, c.signs
        n = len(capital)
        low = view.lower
        head = view.head(first, last)
        before = low[first - 1].rstrip(".") if first else ""
        after = low[last].rstrip(".") if last < n else ""
        if last - first == 1 and view.tokens[first].tag_ not in ("NNP", "NNPS"):
            signs.add(Sign.NO_NAME)
        written = view.text(first, last)
        if written.isupper() and len(written) > 2 and not c.known and not view.shouting:
            signs.add(Sign.DATELINE if self._dateline(view, first, last) else Sign.CAPITALS)
        if c.key in pack.not_alone:
            signs.add(Sign.A_WORD)
        if last - first == 1 and c.key in pack.given_names:
            signs.add(Sign.GIVEN_NAME)
        if first == 0 or view.tokens[first].is_sent_start:
            signs.add(Sign.OPENS)
        if before in pack.locating:
            signs.add(Sign.LOCATED)
        elif before in pack.before:
            signs.add(Sign.WAY)
        elif before == "the":
            signs.add(Sign.THE)
        if after in pack.after:
            signs.add(Sign.LOCAL)
        if after in ("'s", "'"):
            signs.add(Sign.OWNS)
        if head.dep_ in ("nsubj",) and head.head.lower_ in self.names.metonym_verbs:
            signs.add(Sign.SPEAKS)
        if (
            head.dep_ == "compound"
            and head.head.i >= last
            and not view.text(head.head.i, head.head.i + 1)[:1].isupper()
        ):
            signs.add(Sign.MODIFIES)
        if before in pack.people_before or before in self.names.titles:
            signs.add(Sign.TITLED)
        self._neighbours(view, c, capital)
        for s, e in self.people.touching(c.start, c.end):
            signs.add(Sign.IN_A_PERSON if e - s > c.end - c.start else Sign.A_PERSON)
        if last - first == 1 and c.key in self.surnames:
            signs.add(Sign.SURNAME)
        if any(
            s <= c.start and c.end <= e and e - s > c.end - c.start
            for s, e in self.bodies.touching(c.start, c.end)
        ):
            signs.add(Sign.IN_A_BODY)
        if not c.known and any(
            s <= c.start and c.end <= e and e - s == c.end - c.start
            for s, e in self.others.touching(c.start, c.end)
        ):
            signs.add(Sign.A_BODY)
        if _article(low, pack.articles, first - 1, first - 2) or _article(low, pack.articles, last, last + 1):
            signs.add(Sign.PART)
        self._contained(view, c, capital)

    def _dateline(self, view: BlockView, first: int, last: int) -> bool:
        """Whether capitals open a report: alone, after a full stop or a break, before a comma or a dash."""
        text, start, end = view.block.text, view.starts[first], view.ends[last - 1]
        before = text[max(0, start - 3) : start].rstrip(" ")
        after = text[end : end + 6].lstrip()
        return (not before or before[-1] in '.!?\n\r"”’)|') and after[:1] in (
            ",",
            "-",
            "–",
            "—",
            "(",
            ":",
            ".",
            "/",
        )

    def _neighbours(self, view: BlockView, c: Candidate, capital: list[bool]) -> None:
        """The capitalised words that touch it, and what the whole run is then."""
        first, last = c.run
        pack, low, n = self.pack, view.lower, len(capital)
        if last < n and capital[last] and view.tokens[last].is_alpha and low[last] not in pack.breaking:
            end = last
            while (
                end < n and capital[end] and (view.tokens[end].is_alpha or "." in low[end] or "-" in low[end])
            ):
                end += 1
            words = [w.rstrip(".") for w in low[last:end]]
            gap = view.block.text[view.ends[last - 1] : view.starts[last]]
            if "\n" in gap or view.tokens[last].is_sent_start:
                pass
            elif any(w in pack.streets for w in words[:3]):
                c.signs.add(Sign.STREET)
            elif words[0] in self.names.titles or words[0] in pack.people_before:
                c.signs.add(Sign.THEN_TITLE)
            elif any(w in pack.bodies for w in words):
                c.signs.add(Sign.THEN_BODY)
            elif any(w in pack.kinds_after for w in words):
                c.signs.add(Sign.THEN_KIND)
            else:
                c.signs.add(Sign.THEN_NAME)
        elif last + 1 < n and low[last] == "-" and capital[last + 1]:
            c.signs.add(Sign.THEN_HYPHEN)
        elif last < n and low[last] in pack.streets and low[last] not in pack.also_common:
            c.signs.add(Sign.STREET)
        if (
            first
            and capital[first - 1]
            and low[first - 1].rstrip(".") not in pack.breaking
            and low[first - 1] not in ("in", "at", "the")
        ):
            if not view.tokens[first].is_sent_start:
                w = low[first - 1].rstrip(".")
                if w in pack.given_names or (len(w) == 1 and w not in pack.not_opening):
                    c.signs.add(Sign.AFTER_GIVEN)
                elif w in pack.people_before or w in self.names.titles:
                    c.signs.add(Sign.TITLED)
                elif w in pack.before:
                    c.signs.add(Sign.AFTER_WAY)
                elif w in pack.bodies:
                    c.signs.add(Sign.AFTER_BODY)
                else:
                    c.signs.add(Sign.AFTER_NAME)
        elif first > 1 and low[first - 1] == "-" and capital[first - 2]:
            c.signs.add(Sign.AFTER_HYPHEN)
        elif first > 1 and low[first - 1] in ("of", "at") and capital[first - 2]:
            w = low[first - 2]
            c.signs.add(Sign.OF_BODY if w in pack.bodies_of or w in pack.bodies else Sign.OF_NAME)

    def _contained(self, view: BlockView, c: Candidate, capital: list[bool]) -> None:
        """ "Aldor, Ohio", "Aldor (Ohio)": the region or country after a comma."""
        last, n = c.run[1], len(capital)
        if last + 1 >= n or view.lower[last] not in (",", "(") or not capital[last + 1]:
            return
        for size in (3, 2, 1):
            if last + 1 + size > n or not capital[last + size]:
                continue
            text = view.text(last + 1, last + 1 + size)
            end = view.ends[last + size]
            then = view.block.text[end : end + 1]
            for k in self.pack.known.get(place_key(text), ()):
                if not k.people and k.place.kind in (Kind.REGION, Kind.COUNTRY) and k.allows(text, then):
                    inside = [
                        p
                        for p in c.places
                        if p.kind in (Kind.TOWN, Kind.COUNTY) and p.within.startswith(k.place.within)
                    ]
                    c.container = k
                    c.signs.add(Sign.CONTAINED if inside else Sign.BEFORE_REGION)
                    if inside:
                        return
            if c.container:
                return
            if size == 1 and text in self.pack.postal:
                c.container = self.pack.postal[text]
                c.signs.add(Sign.CONTAINED)
                return
