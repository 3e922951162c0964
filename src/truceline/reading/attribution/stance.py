"""What a holder does with a content, and how the content is put; with the words that decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from truceline.model.reading import Modality, Stance
from truceline.reading.attribution.content import Piece
from truceline.reading.attribution.modality import condition_of, put_so, telling_words, words_of
from truceline.reading.attribution.nouns import subject_of
from truceline.reading.attribution.selves import Self
from truceline.reading.grammar import grammar
from truceline.reading.pack import AttributionPack
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token
from truceline.reading.telex import initials
from truceline.reading.times.direction import token_at

_MANY, _FEW = 8, 0.2
"""Words from which on a quotation shows its language, and the part of small words below which it is another."""
_CURT = 6
"""Words that a sentence has at most that does nothing but deny."""
_STOPS = '.!?;"”'


@dataclass(frozen=True, slots=True)
class Put:
    """Stance and modality of a content and the pieces of text that decided them."""

    stance: Stance
    modality: Modality
    decided_by: tuple[Piece, ...] = ()


def put(
    text: str,
    cue: Piece | None,
    pieces: Sequence[Piece],
    stance: Stance,
    holder: Self,
    kind: str,
    relays: bool,
    pack: AttributionPack,
    block: PageBlock | None = None,
) -> Put:
    """Stance and modality of a claim.

    Where the content speaks of its holder or its side, "will" is a promise and "will not" a
    refusal. `relays` that another's words stand in it.
    """
    if _is_foreign(text, pieces, block):
        return Put(stance, Modality.ACTUAL, (cue,) if cue is not None else ())
    telling = telling_words(text, pieces, pack, block)
    modality, why = plain, plain_why = put_so(telling, pack, block)
    if stance is Stance.ACCUSES and modality is Modality.EVALUATIVE:
        modality, why = plain, plain_why = Modality.ACTUAL, None  # "accused of a violation": that it was done
    condition = condition_of(text, pieces, telling, block)
    if condition is not None:
        modality, why = condition
    decided = [x for x in (cue, why) if x is not None]
    words = [(text[p[0] : p[1]] if _short_form(text, w, p) else w, p) for w, p in words_of(text, pieces)]
    if modality is Modality.ACTUAL:
        if kind in ("infinitive", "person", "prep", "object", "clause", "ranked"):
            wanted = cue is not None and text[cue[0] : cue[1]].lower() in pack.modality["intention"]
            modality = Modality.INTENTION if wanted and kind != "clause" else modality
        if kind in ("infinitive", "person", "prep", "object", "agentless") or stance is Stance.DEMANDS:
            modality = {
                Stance.DEMANDS: Modality.OBLIGATION,
                Stance.PROMISES: Modality.INTENTION,
                Stance.THREATENS: Modality.INTENTION,
                Stance.REFUSES: Modality.NEGATED,
                Stance.EXPECTS: Modality.FUTURE,
            }.get(stance, modality)
    if (
        modality is Modality.ACTUAL
        and kind == "prep"
        and stance is Stance.ASSERTS
        and _only_gerund(block, pieces)
    ):
        modality = Modality.POSSIBLE
    if stance is Stance.DEMANDS and modality is Modality.NEGATED:
        modality = Modality.OBLIGATION
    if kind == "document":
        word = text[why[0] : why[1]].lower() if why is not None else ""
        fixed = word in grammar().verbs.prospective | grammar().verbs.awaited | grammar().verbs.to_be
        owed = modality is Modality.ACTUAL or (modality is Modality.FUTURE and fixed)
        return Put(Stance.EXPECTS, Modality.OBLIGATION if owed else modality, tuple(decided))
    if stance is Stance.DENIES and cue is not None and _turned_down(block, text, cue, pieces):
        stance = Stance.REFUSES
        modality = Modality.NEGATED if modality is Modality.ACTUAL else modality
    if stance is Stance.ASSERTS and kind in ("object", "ranked"):
        stance = _of_noun(block, pieces, pack)
        if cue is not None and text[cue[0] : cue[1]].lower() in pack.faulting and _for_a_deed(block, pieces):
            stance = Stance.ACCUSES
    if modality is Modality.ACTUAL and _not_yet(block, cue, pack):
        modality = Modality.FUTURE
    if condition is None:
        plain, plain_why = modality, why
    told = _Told(words, plain, plain_why, condition is not None, holder, block, pack)
    if stance is Stance.ASSERTS:
        stance = told.stance(relays)
        if stance is Stance.ASSERTS and cue is not None and told.forecast(text[slice(*cue)].lower()):
            stance = Stance.EXPECTS
    if modality is Modality.INTENTION and why is not None and stance is Stance.ASSERTS:
        low = text[why[0] : why[1]].lower()
        if low in grammar().verbs.would and not told.of_holder(why):
            modality = Modality.NEGATED
    return Put(stance, modality, tuple(decided))


def _is_foreign(text: str, pieces: Sequence[Piece], block: PageBlock | None) -> bool:
    """Whether a quotation is in another language than the page: hardly any small word of the page's stands in
    it, and what looks like one ("may", "will") tells nothing."""
    start, end = pieces[0]
    if block is None or text[start].isalnum() or not block.start <= start < block.end:
        return False
    run = block.doc.char_span(start - block.start, end - block.start, alignment_mode="expand")
    words = [t for t in run or () if t.is_alpha]
    return len(words) >= _MANY and sum(t.is_stop for t in words) < _FEW * len(words)


def _turned_down(block: PageBlock | None, text: str, cue: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether an offer or a deed is turned down, and no charge denied ("rejected the plan", "rejected leaving")."""
    if block is None or not pieces or text[cue[0] : cue[1]].lower() not in grammar().attribution.turning_down:
        return False
    start, end = pieces[0]
    run = block.doc.char_span(start - block.start, end - block.start, alignment_mode="expand")
    head = run.root if run is not None and block.start <= start < block.end else None
    return head is not None and (head.tag_ == "VBG" or head.lower_ in grammar().attribution.offers)


def _short_form(text: str, word: str, piece: Piece) -> bool:
    """Whether what looks like a pronoun is a name in capitals ("US forces")."""
    if word not in grammar().pronouns.first:
        return False
    return initials(text[piece[0] : piece[1]], text[max(0, piece[0] - 60) : piece[1] + 60])


def _of_noun(block: PageBlock | None, pieces: Sequence[Piece], pack: AttributionPack) -> Stance:
    """What is done by an object that is a noun of saying ("issued threats of war"), or of what is wanting
    ("stressed the need for calm")."""
    if block is None:
        return Stance.ASSERTS
    start, end = pieces[0]
    run = block.doc.char_span(start - block.start, end - block.start, alignment_mode="expand")
    head = run.root if run is not None and block.start <= start < block.end else None
    named = head is not None and head.dep_ == "dobj"
    if named and head is not None and head.lower_ in pack.stance["called_for"]:
        asked = any(c.dep_ in ("prep", "acl", "relcl") and c.i > head.i for c in head.children)
        return Stance.DEMANDS if asked else Stance.ASSERTS
    return pack.nouns.get(head.lower_, Stance.ASSERTS) if named and head is not None else Stance.ASSERTS


def _for_a_deed(block: PageBlock | None, pieces: Sequence[Piece]) -> bool:
    """Whether somebody is named with what they do ("the council for ceding the ford")."""
    start, end = pieces[0]
    run = (
        block.doc.char_span(start - block.start, end - block.start, alignment_mode="expand")
        if block
        else None
    )
    return any(t.dep_ == "pcomp" and t.head.lower_ in grammar().attribution.for_what for t in run or ())


def _only_gerund(block: PageBlock | None, pieces: Sequence[Piece]) -> bool:
    """Whether what is spoken of is a deed that nobody says was done ("talked about leaving")."""
    t = block.token_at(pieces[0][0]) if block is not None else None
    return t is not None and t.tag_ == "VBG" and t.dep_ == "pcomp"


def _not_yet(block: PageBlock | None, cue: Piece | None, pack: AttributionPack) -> bool:
    """Whether something is only going to be said ("will announce a plan")."""
    t = block.token_at(cue[0]) if block is not None and cue is not None else None
    return t is not None and any(c.dep_ == "aux" and c.lower_ in pack.modality["future"] for c in t.children)


@dataclass(frozen=True, slots=True)
class _Told:
    """The words of a content and whom they speak of."""

    words: Sequence[tuple[str, Piece]]
    modality: Modality
    why: Piece | None
    conditional: bool
    holder: Self
    block: PageBlock | None
    pack: AttributionPack

    def _left_open(self) -> bool:
        """Whether what is denied is only a denial ("would not rule that out")."""
        t = self._token(self.why)
        verb = t.head if t is not None and t.dep_ in ("aux", "neg") else t
        if verb is None:
            return False
        parts = {c.lower_ for c in verb.children if c.dep_ in ("prt", "advmod")}
        return any(
            v.negated is not None and v.particles & parts for v in self.pack.phrasal.get(verb.lower_, ())
        )

    def of_holder(self, word: Piece | None) -> bool:
        """Whether the clause of a word is about the holder."""
        t = self._token(word)
        if t is None or self.block is None:
            return self.holder.opens(w for w, _ in self.words)
        verb = t.head if t.dep_ in ("aux", "neg", "acomp", "auxpass") else t
        if any(c.dep_ in ("expl", "csubj", "csubjpass") for c in verb.children):
            return False
        near = [verb, *(c for c in verb.children if c.dep_ in ("aux", "auxpass"))]
        subject = next((c for v in near for c in v.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is None:
            subject = subject_of(verb)
        start = self.words[0][1][0] if self.words else 0
        if subject is None or self.block.start + subject.idx < start:
            bare = verb.tag_ in ("VB", "VBG") or verb.pos_ not in ("VERB", "AUX")
            return self.holder.opens(w for w, _ in self.words) or (bare and self.holder.known)
        if subject.dep_ == "nsubjpass" and subject.head is verb and self.modality is not Modality.NEGATED:
            return False
        return self.holder.is_meant(subject)

    def _token(self, word: Piece | None) -> Token | None:
        if self.block is None or word is None or not self.block.start <= word[0] < self.block.end:
            return None
        return token_at(self.block.doc, word[0] - self.block.start)

    def _of_holder_first(self, some: frozenset[str], start: Sequence[tuple[str, Piece]]) -> bool:
        return any(self.of_holder(p) and self._predicate(p) for w, p in start if w in some)

    def _of_a_claim(self, start: Sequence[tuple[str, Piece]]) -> bool:
        """Whether what is rejected is something said ("we reject the claim that")."""
        t = next((self._token(p) for w, p in start if w in self.pack.stance["refusal"]), None)
        obj = next((c for c in t.children if c.dep_ == "dobj"), None) if t is not None else None
        return obj is not None and self.pack.nouns.get(obj.lower_) is Stance.ASSERTS

    def _denies(self) -> bool:
        """Whether all that is said is that something is false ("Not true", "That is a lie")."""
        first = list(self.words[: _CURT + 1])
        for i, ((_, (_, end)), (_, (start, _))) in enumerate(pairwise(first), 1):
            if self.block is not None and any(c in _STOPS for c in self.block.text[end:start]):
                first = first[:i]
                break
        return len(first) <= _CURT and self.pack.denial.search(" ".join(w for w, _ in first)) is not None

    def _predicate(self, word: Piece) -> bool:
        """Whether a word of readiness says so of its subject, and is no verb with a clause of its own
        ("have determined that")."""
        t = self._token(word)
        if t is None or t.tag_ not in ("VBN", "VBD"):
            return True
        return not any(
            c.dep_ in ("ccomp", "dobj") or (c.dep_ == "aux" and c.lower_ in grammar().verbs.have)
            for c in t.children
        )

    def _resolved(self) -> bool:
        """Whether the word of an intention is a verb of meaning to do something."""
        t = self._token(self.why)
        return t is not None and t.pos_ == "VERB" and t.lower_ in self.pack.stance["resolve"]

    def _owed_by_others(self) -> bool:
        """Whether the content says in its main clause what others must do or let be ("the column must leave"),
        and neither who decides ("must be decided by the council") nor what was not done ("should have left")."""
        t = self._token(self.why)
        if self.modality is not Modality.OBLIGATION or t is None or t.lower_ not in self.pack.stance["owed"]:
            return False
        verb = t.head if t.dep_ == "aux" else t
        over = (t, verb)
        if t.dep_ != "aux" and not any(c.dep_ == "xcomp" for c in t.children):
            return False
        if any(c.dep_ == "agent" or c.lower_ in grammar().pronouns.first for v in over for c in v.children):
            return False
        if t.dep_ == "aux" and any(c.lower_ in grammar().verbs.have and c.i > t.i for c in verb.children):
            return False
        return verb.dep_ in ("ROOT", "ccomp", "conj") and self.holder.known and not self.of_holder(self.why)

    def _foreseen(self, said: str) -> bool:
        """Whether the content tells what will come of something: what is likely, what follows on a condition,
        or what a thing named before "would" do."""
        if self.pack.prospects.search(said):
            return True
        t = self._token(self.why)
        if self.modality not in (Modality.FUTURE, Modality.NEGATED) or t is None:
            return False
        would = t.lower_ in grammar().verbs.would
        if self.conditional:
            verb = t.head if t.dep_ in ("aux", "neg") else t
            return not would and any(c.lower_ in self.pack.stance["volition"] for c in verb.children)
        subject = subject_of(t.head) if would else None
        return subject is not None and subject.lower_ in grammar().pronouns.thing | grammar().pronouns.alone

    def forecast(self, cue: str) -> bool:
        """Whether what others will do is somebody's belief ("is confident that the column will leave")."""
        t = self._token(self.why)
        verb = t.head if t is not None and t.dep_ in ("aux", "neg") else t
        will = grammar().verbs.would | self.pack.stance["volition"]
        ahead = verb is not None and any(c.lower_ in will and c.dep_ == "aux" for c in verb.children)
        return ahead and not self.pack.stance["forecasting"].isdisjoint(cue.split())

    def stance(self, relays: bool) -> Stance:
        """What a neutral verb of saying does, by what is said."""
        pack, modality = self.pack, self.modality
        start = self.words[:14]
        low = [w for w, _ in start]
        negative = any(w in grammar().verbs.negation for w in low) and not self._left_open()
        own = not relays and self.holder.known
        if " ".join(low[:2]) in grammar().attribution.we_demand and any(
            w in grammar().attribution.demanding for w in low[:4]
        ):
            return Stance.DEMANDS
        if own and self._of_holder_first(pack.stance["refusal"], start):
            return Stance.DENIES if self._of_a_claim(start) else Stance.REFUSES
        if own and negative and any(w in pack.stance["eager"] for w in low) and self.of_holder(self.why):
            return Stance.PROMISES
        if (
            own
            and negative
            and modality in (Modality.NEGATED, Modality.INTENTION, Modality.FUTURE)
            and (
                self._of_holder_first(pack.stance["volition"], start)
                or ("not to" in " ".join(low) and self.holder.opens(low))
            )
        ):
            return Stance.REFUSES
        said = " ".join(w for w, _ in self.words)
        if own and self.pack.threats.search(said):
            return Stance.THREATENS
        if own and self.pack.calls.search(said):
            return Stance.DEMANDS
        if any(w in grammar().attribution.holding for w in low[:3]):
            return Stance.ASSERTS
        if self._owed_by_others():
            return Stance.DEMANDS
        if own and not negative and self._of_holder_first(pack.stance["readiness"], start):
            return Stance.PROMISES
        meant = modality is Modality.INTENTION and self._resolved()
        if own and (modality is Modality.FUTURE or meant) and not negative and self.of_holder(self.why):
            return Stance.PROMISES
        if self._denies():
            return Stance.DENIES
        named = low[1:2] and low[1] in grammar().attribution.readiness_nouns
        if own and named and any(w in self.holder.names for w in low[2:8]):
            return Stance.PROMISES
        opens = own and self.holder.opens(low)
        if opens and any(w in grammar().attribution.readiness_nouns for w in low[:8]):
            return Stance.PROMISES
        if (
            opens
            and low[:1]
            and low[0] not in grammar().pronouns.holder
            and grammar().attribution.pledge.search(" ".join(w for w, _ in self.words))
        ):
            return Stance.PROMISES
        if any(w in grammar().attribution.awaiting for w in low) or self._foreseen(said):
            return Stance.EXPECTS
        if (self.conditional or modality in (Modality.POSSIBLE, Modality.CONDITIONAL)) and any(
            w in grammar().verbs.may for w, _ in self.words
        ):
            return Stance.EXPECTS
        return Stance.ASSERTS
