"""Statements told: each once, with who else carries it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from truceline.brief.alone import opens_back
from truceline.brief.before import letters
from truceline.brief.borne_out import completed
from truceline.brief.bracketing import with_names_in_brackets
from truceline.brief.carriers import carriers, joined, with_carriers
from truceline.brief.dating import with_its_day
from truceline.brief.grouping import Statement, grouped, with_one_breath
from truceline.brief.heard import Heard, gist_of, heard, matter, news, runs, weighs_less
from truceline.brief.indirect import of_both
from truceline.brief.lacking import as_told, lacks
from truceline.brief.leaning import with_what_it_points_to
from truceline.brief.material import Material
from truceline.brief.nobody import stranger
from truceline.brief.sentences import bounds
from truceline.brief.sides import RELAYS, is_relay
from truceline.brief.voice import tell
from truceline.model.brief import Sentence
from truceline.model.reading import Claim, Manner

__all__ = ["Statements", "joined"]

_HALF = 0.5
"""The share of a sentence's runs of words that makes it the same as what was told."""
_HEAD = 40
"""Characters at the head of a sentence by which it is known in what is told."""
_PIECES = re.compile(r"([^“]+ said[^“]*: “)([^“”]{20,}?) … ([^“”]{40,}”\.?)")
_A_SENTENCE = 0.25
"""The share of the runs of a passage of several sentences that makes one of them the same as what was told."""
_SENTENCES = re.compile(r"[.!?][\"”’]?(?=\s|$)")
_QUOTED_TOGETHER = 3
_LEAST_SHARED, _SHARED = 3, 1 / 3
"""Words, and their share of the shorter one, by which two statements of one origin tell much the same."""
_A_SPEECH, _A_PAGE, _SMALL = 2, 4, 4
"""Statements of one speaker in one report, and of its outlet, with which no more of them are told behind the first page;
reports below which all are."""
_A_DAY = len("2025-01-01")
_LOOKED_AT = 8
"""Claims of a statement of which the clearest is told."""
_LONG, _SCANT = 420, 60
"""Characters above and below which another claim of the same statement is rather told."""
_PART = 0.7
"""The share of the longest claim below which one leaves something out."""


class Statements:
    """All statements of the material, and which of them the brief has told so far."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.all = grouped(material)
        self._of = {c.id: s for s in self.all for c in s.claims}
        self._told: dict[int, str] = {}
        self._words: set[str] = set()
        self._runs: set[str] = set()
        self._bests: dict[tuple[int, bool], tuple[Claim, Sentence] | None] = {}
        self._heard: list[Heard] = []
        self._of_origin: dict[str, list[frozenset[str]]] = {}
        self._shown_at: set[tuple[str, int]] = set()
        self._places: set[tuple[str, int]] = set()
        self._spoken: Counter[tuple[str, str]] = Counter()
        self._at: dict[tuple[str, int], list[Statement]] = {}
        for s in self.all:
            self._at.setdefault(self._place(s.claims[0]), []).append(s)

    def _place(self, claim: Claim) -> tuple[str, int]:
        """The sentence in which a claim stands, by where it begins."""
        page = self.material.page(claim.report)
        return claim.report, page.around(claim.start, claim.end)[0] if page else claim.start

    def of(self, claim: str) -> Statement | None:
        """The statement that a claim belongs to; a claim within another counts for the outer one."""
        found = self._of.get(claim)
        for inner in self.material.within.get(claim, ()):
            found = found or self._of.get(inner.id)
        seen = {claim}
        while found is None and claim in self.material.claims:
            outer = self.material.claims[claim].nested_in
            if outer is None or outer in seen:
                return None
            seen.add(outer)
            claim, found = outer, self._of.get(outer)
        return found

    def shown(self, claims: Iterable[str], section: str, whole: bool = True) -> None:
        """Remembers that the words of `claims` stand in a table of `section`; with `whole` their sentences do."""
        for id_ in sorted(claims):
            found, claim = self._of.get(id_), self.material.claims.get(id_)
            if found is not None and claim is not None:
                for other in (found, *(self._at.get(self._place(claim), ()) if whole else ())):
                    self._told[id(other)] = section
                side = self.side(found)
                self._heard.append(heard(claim, side, found.own, self.material, f"{side} {claim.words}"))

    def told(self, statement: Statement) -> bool:
        """Whether the brief has told it already."""
        return id(statement) in self._told

    def worn(self, statement: Statement) -> bool:
        """Whether so much was told of what its speaker says in its report that more of it, on no clause, would fill the
        page."""
        most = _A_PAGE if statement.own else _A_SPEECH
        return (
            not statement.topics
            and len(self.material.reports) >= _SMALL
            and self._spoken[_speech(statement.claims[0])] >= most
        )

    def told_at(self, report: str, start: int) -> bool:
        """Whether something that the sentence of a report says that begins at `start` was told."""
        return (report, start) in self._places or (report, start) in self._shown_at

    def repeats(self, text: str) -> bool:
        """Whether `text` tells in so many words what was told: half of it, or of a passage one of its sentences."""
        told = text
        mine = runs(told)
        least = _A_SENTENCE if len(_SENTENCES.findall(told)) > 1 else _HALF
        return text in self._words or bool(mine and len(mine & self._runs) >= least * len(mine))

    def _the_rest(self, sentence: Sentence) -> Sentence:
        """A quotation of several pieces without the first, where that was told before."""
        found = _PIECES.fullmatch(sentence.text)
        first = letters(found[2]) if found else ""
        if found is None or not any(first in letters(w) for w in self._words) or opens_back(found[3]):
            return sentence
        return replace(sentence, text=f"{found[1]}… {found[3]}")

    def remember(self, text: str) -> None:
        """Takes `text` for told."""
        self._words.add(text)
        self._runs |= runs(text)

    def where(self, statement: Statement) -> str | None:
        """The title of the section that told it."""
        return self._told.get(id(statement))

    def sentences(
        self, statement: Statement, section: str, others: Iterable[Statement] = (), follows: bool = False
    ) -> list[Sentence]:
        """The statement in one sentence, and who else carries it; none where it was told before or
        cannot be told truthfully. `others` tell the same in other reports: the clearest is told, the
        rest count as told. `section` is remembered as the place where it was told. With `follows` it is
        told after what it answers, and may point there."""
        if self.told(statement):
            return []
        same = [statement, *(o for o in others if not self.told(o))]
        tellable = [
            (s, (best[0], whole))
            for s in same
            if (best := self._best(s, follows)) is not None
            and (whole := completed(best[1], self.material)) is not None
        ]
        if not follows:
            tellable = [(s, x) for s, x in tellable if self._stands_alone(s, *x)]
        if not tellable:
            return []
        statement, (claim, sentence) = min(
            tellable, key=lambda x: (self._written(*x[1]), -len(x[0].reports), same.index(x[0]))
        )
        rest = [s for s in same if s is not statement]
        place = self._place(claim)
        if statement.own and place in self._places:
            return []
        if not follows and (self._again(statement, claim) or self._shown(statement, claim, sentence)):
            self._told[id(statement)] = section
            return []
        here = [x for x in self._at.get(place, ()) if x is not statement and not self.told(x) and not x.own]
        siblings = [x for x in here if x.party == statement.party]
        joint = self._joint(claim, siblings)
        both = completed(joint[0], self.material) if joint is not None else None
        if joint is not None and both is not None and (follows or self._stands_alone(statement, claim, both)):
            sentence, some = both, joint[1]
            for other in some:
                self._told[id(other)] = section
        whole = self._whole(sentence, claim, siblings)
        whole = completed(whole, self.material) if whole is not None else None
        if whole is not None and (follows or self._stands_alone(statement, claim, whole)):
            sentence = whole
            for other in here:
                self._told[id(other)] = section
        self._told[id(statement)] = section
        self._places.add(place)
        self._spoken[_speech(claim)] += 1
        if statement.own or self._written(claim, sentence):
            self._shown_at.add((claim.report, self._bounds(claim)[0]))
        self._mark_passage(sentence, claim, section)
        for other in [*self._just_before(place), *self._quoted_with(claim, sentence)]:
            if _bare(other.claims[0].words) in sentence.text:
                self._told.setdefault(id(other), section)
        sentence = self._the_rest(sentence)
        if self.repeats(sentence.text):
            return []
        self.remember(sentence.text)
        written = self._written(claim, sentence)
        self._heard.append(
            heard(claim, self.side(statement), statement.own, self.material, sentence.text, written)
        )
        self._of_origin.setdefault(statement.origin, []).append(matter(claim, self.material))
        taken = "This was withdrawn since, as a person noted; it is not counted."
        back = [Sentence(taken, sentence.spans)] if statement.withdrawn else []
        for other in rest:
            self._told[id(other)] = section
        dated, others_too = (
            with_its_day(sentence, statement, claim, self.material, self._written(claim, sentence)),
            [c for o in rest for c in o.claims],
        )
        some_carry = carriers(dated.text, statement, claim, others_too, self.material)
        return [with_carriers(dated, claim, some_carry, self.material), *back]

    def _stands_alone(self, statement: Statement, claim: Claim, sentence: Sentence) -> bool:
        """Whether who sees nothing else knows what it speaks of, with what is named in it in brackets or told behind
        it."""
        written = self._written(claim, sentence)
        dated = with_its_day(sentence, statement, claim, self.material, written)
        pointing = with_names_in_brackets(with_what_it_points_to(dated, self.material), self.material)
        told = as_told(pointing, "", self.material)
        return not stranger(claim, told.cited, self.material) and not lacks(told, self.material)

    def tellable(self, statement: Statement, follows: bool = False) -> bool:
        """Whether there is a sentence for it, told or not."""
        return self._best(statement, follows) is not None

    def length(self, statement: Statement) -> int:
        """How many words it takes to tell; 0 where it cannot be told."""
        best = self._best(statement)
        return len(best[1].text.split()) if best else 0

    def side(self, statement: Statement) -> str:
        """Whose statement it is, as a key; all relays are one."""
        if is_relay(statement.claims[0], self.material):
            return RELAYS
        if of_both(statement.holder):
            return "both"
        return statement.party or statement.holder.casefold()

    def known(self, statement: Statement) -> float:
        """How much less it weighs for what the brief has told: nothing for news, the more the more of its words and
        days stand above."""
        claim = statement.claims[0]
        mine = self.material.once("news", claim.id, lambda: news(claim, self.material))
        return weighs_less(mine, self._heard, self._common)

    @cached_property
    def _common(self) -> frozenset[str]:
        return gist_of(self.material.common_words)

    def told_of_its_origin(self, statement: Statement) -> bool:
        """Whether something of the same act of speech was told that shares a good part of its words."""
        mine = matter(statement.claims[0], self.material)
        told = self._of_origin.get(statement.origin, ()) if not statement.own else ()
        return any(len(mine & x) >= max(_LEAST_SHARED, _SHARED * min(len(mine), len(x))) for x in told)

    def _again(self, statement: Statement, claim: Claim) -> bool:
        """Whether the brief has told the same before: of that side, or where it is only passed on, by an
        outlet in its own voice or a relay."""
        mine = heard(claim, self.side(statement), statement.own, self.material)
        return any(mine.repeats(other) for other in self._heard)

    def _mark_passage(self, sentence: Sentence, claim: Claim, section: str) -> None:
        """Remembers every statement whose whole sentence stands in what is told as written."""
        page = self.material.page(claim.report)
        if page is None or not self._written(claim, sentence):
            return
        told = letters(sentence.text)
        for span in (s for s in sentence.spans if s.report == claim.report):
            for a, b in page.sentences:
                if (
                    span.start <= a
                    and b <= span.end
                    and letters(page.text[page.past_dateline(a) : b][:_HEAD]) in told
                ):
                    self._shown_at.add((claim.report, a))
                    for other in self._at.get((claim.report, a), ()):
                        self._told.setdefault(id(other), section)

    def _shown(self, statement: Statement, claim: Claim, sentence: Sentence) -> bool:
        """Whether a sentence that would be shown as written was told already, by itself or in part."""
        if not statement.own and not self._written(claim, sentence):
            return False
        start = claim.report, self._bounds(claim)[0]
        return start in self._shown_at or (start in self._places and not statement.own)

    def _written(self, claim: Claim, sentence: Sentence) -> bool:
        return sentence.text.startswith(f"{self.material.outlet(claim.report)} writes:")

    def _quoted_with(self, claim: Claim, sentence: Sentence) -> list[Statement]:
        """The statements in the sentences that a quotation was told together with."""
        page = self.material.page(claim.report)
        above = page.above(claim.start, _QUOTED_TOGETHER) if page and "…" in sentence.text else []
        return [s for a, _ in above for s in self._at.get((claim.report, a), [])]

    def _just_before(self, place: tuple[str, int]) -> list[Statement]:
        """The statements in the sentence before a place: it may be told with it, as what a pronoun means."""
        page = self.material.page(place[0])
        earlier = (page.before(place[1]) or page.before_paragraph(place[1])) if page else None
        return self._at.get((place[0], earlier[0]), []) if earlier else []

    def _whole(self, sentence: Sentence, claim: Claim, siblings: list[Statement]) -> Sentence | None:
        """The sentence as the outlet wrote it, where one of the statements in it can only be told so:
        then it tells them all."""
        written = f"{self.material.outlet(claim.report)} writes:"
        if sentence.text.startswith(written):
            return sentence
        for other in siblings[:4]:
            best = self._best(other)
            if best and best[1].text.startswith(written) and self._place(best[0]) == self._place(claim):
                return best[1]
        return None

    def _joint(self, claim: Claim, siblings: list[Statement]) -> tuple[Sentence, list[Statement]] | None:
        """What one speaker says in one sentence, in the order of the text ("that A and that B")."""
        near = [(c, s) for s in siblings for c in s.claims if with_one_breath(c, claim)]
        page = self.material.page(claim.report)
        if not near or page is None:
            return None
        some = [claim, *(c for c, _ in near)]
        a, b = min(c.start for c in some), max(c.end for c in some)
        first = min(some, key=lambda c: c.start)
        if page.around(a, b) != page.around(first.start, first.end):
            return None
        told = tell(replace(first, content=(page.span(a, b),)), self.material)
        if told is None or self._written(claim, told):
            return None
        return told, [s for _, s in near]

    def _bounds(self, claim: Claim) -> tuple[int, int]:
        page = self.material.page(claim.report)
        return bounds(claim, page) if page else (claim.start, claim.end)

    def _best(self, statement: Statement, follows: bool = False) -> tuple[Claim, Sentence] | None:
        key = id(statement), follows
        if key not in self._bests:
            self._bests[key] = self._find_best(statement, follows)
        return self._bests[key]

    def _earliest(self, statement: Statement) -> tuple[Claim, ...]:
        """Its first claims, of the first day on which it was published: a copy of a later one has another day."""
        days = {c.id: self.material.published(c.report)[:_A_DAY] for c in statement.claims[:_LOOKED_AT]}
        first = min((d for d in days.values() if d), default="")
        some = tuple(c for c in statement.claims[:_LOOKED_AT] if days[c.id] == first)
        return some if any(self._tell(c) for c in some) else statement.claims[:_LOOKED_AT]

    def _tell(self, claim: Claim, follows: bool = False) -> Sentence | None:
        kind = "told after" if follows else "told"
        return self.material.once(kind, claim.id, lambda: tell(claim, self.material, follows))

    def _find_best(self, statement: Statement, follows: bool) -> tuple[Claim, Sentence] | None:
        some = self._earliest(statement)
        longest = max(len(c.words) for c in some)
        best: tuple[tuple[bool, ...], Claim, Sentence] | None = None
        for claim in some:
            sentence = self._tell(claim, follows)
            if sentence is None:
                continue
            written = f"{self.material.outlet(claim.report)} writes:" in sentence.text
            faults = (
                claim.manner is not Manner.OWN and written,
                len(sentence.text) > _LONG,
                len(claim.words) < _PART * longest,
                self.material.is_digest(claim.report),
                len(sentence.text) < _SCANT,
            )
            if best is None or faults < best[0]:
                best = faults, claim, sentence
            if not any(faults):
                break
        return (best[1], best[2]) if best is not None else None


def _speech(claim: Claim) -> tuple[str, str]:
    return claim.report, claim.entity or claim.holder or ""


def _bare(words: str) -> str:
    """Without the marks and stops around a quotation."""
    return words.strip("\"“”'‘’., ")
