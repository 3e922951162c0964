"""Evaluative labels: recorded as somebody's wording, with the neutral word and whom they mean.

Every rule of the lexicon applies to whoever is meant. Whom a label means is told by the
accord's vocabulary, by the name or the people's name beside it, or by who else is spoken of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from truceline.model.accord import AliasKind, Role
from truceline.model.match import fold
from truceline.model.reading import BlockKind, MentionType
from truceline.reading.attribution.quotes import Quotation, quotations_of
from truceline.reading.block_view import BlockView
from truceline.reading.grammar import grammar
from truceline.reading.label_lexicon import LabelsPack, Term, labels_pack
from truceline.reading.memory import Spot
from truceline.reading.names import Form, Lexicon

_OWN_PRAISE = ("raised", "praised")
"""Ends of the classes whose words bodies name themselves by."""
_NEAR = 6
"""Words before a label within which what a law or a body calls so is told."""


@dataclass(frozen=True, slots=True)
class _Label:
    first: int
    last: int
    term: Term | None = None
    form: Form | None = None


def find_labels(
    views: Sequence[tuple[BlockView, Sequence[tuple[int, int, Form]]]],
    spots: Sequence[Spot],
    lex: Lexicon,
    language: str = "en",
) -> list[Spot]:
    """Label spots of the blocks. With each block come the vocabulary's own label forms found in it."""
    pack = labels_pack(language)
    parties = _parties(lex)
    out: list[Spot] = []
    for view, listed in views:
        start, end = view.block.start, view.block.end
        inside = [s for s in spots if start <= s.start < end]
        labels = [
            *_own_words(view, [*_by_words(view, inside, pack), *_by_phrases(view, pack)]),
            *_by_vocabulary(view, listed, inside, pack),
        ]
        for label in _longest(labels):
            out.append(_spot(view, label, inside, lex, parties, pack))
    return out


def _parties(lex: Lexicon) -> tuple[str, ...]:
    if lex.vocabulary is None:
        return ()
    return tuple(e.id for e in lex.vocabulary.entities if Role.PARTY in e.roles)


def _own_words(view: BlockView, labels: Sequence[_Label]) -> Iterator[_Label]:
    """Without those that are labels only between quotation marks, where they stand outside of them."""
    marked: list[Quotation] | None = None
    for label in labels:
        if label.term is not None and label.term.quoted:
            marked = quotations_of(view.block) if marked is None else marked
            if not any(q.holds(view.starts[label.last - 1]) for q in marked):
                continue
        yield label


def _by_words(view: BlockView, spots: Sequence[Spot], pack: LabelsPack) -> Iterator[_Label]:
    proper = {
        i
        for s in spots
        if s.form is not None and s.form.kind is not AliasKind.DEMONYM and not s.noun
        for i in range(*view.run(s.start, s.end) or (0, 0))
        if view.tokens[i].text[:1].isupper()
    }
    for i, low in enumerate(view.lower):
        last = i
        if view.lower[i + 1 : i + 2] == ["-"] and (joined := _joined(view, i)) in pack.words:
            last, low = i + 2, joined
        terms = pack.words.get(low)
        if not terms or i in proper:
            continue
        for term in sorted(terms, key=_broad):
            if _in_a_name(view, i, term):
                continue
            label = _judged(view, i, term) if last == i else _hyphenated(view, i, last, term)
            if label is not None:
                yield label
                break


def _broad(term: Term) -> int:
    """What asks for a listed noun goes before what judges any: the noun tells of which class a word is."""
    return 2 if term.kind != "modifier" else int(term.anything)


def _joined(view: BlockView, i: int) -> str:
    """Two words that a hyphen joins and the parser cuts ("so-called", "truce-breaking")."""
    return "-".join(view.lower[i : i + 3 : 2])


def _hyphenated(view: BlockView, first: int, last: int, term: Term) -> _Label | None:
    if term.kind == "modifier":
        noun = _noun_after(view, last, term)
        return _Label(first, noun + 1, term) if noun is not None else None
    if term.kind in ("deed", "verb") or _vetoed(view, first, term) or _vetoed(view, last, term):
        return None
    return _Label(_left(view, first, first), last + 1, term)


def _in_a_name(view: BlockView, i: int, term: Term) -> bool:
    """Whether a word is part of a proper name that nobody knows ("Armed Resistance Front"), and judges no
    plain noun behind a name ("Terrorist Marshland militias")."""
    if not view.tokens[i].text[:1].isupper() or view.block.kind is BlockKind.HEADLINE:
        return False
    if view.shouting and not term.cls.endswith(_OWN_PRAISE):
        return False
    k = i + 1
    while k < len(view.tokens) and view.tokens[k].text[:1].isupper() and view.tokens[k].text.isalpha():
        k += 1
    if view.lower[k : k + 1] and (
        view.lower[k] in term.nouns or (term.anything and view.tokens[k].pos_ == "NOUN")
    ):
        return False
    before = view.tokens[i - 1] if i else None
    if before is not None and before.pos_ == "PROPN" and before.text[:1].isupper() and not view.shouting:
        return bool(view.tokens[i].pos_ == "PROPN")
    if k == i + 1 or view.tokens[i + 1].pos_ != "PROPN":
        return False
    return term.cls.endswith(_OWN_PRAISE) or term.nouns.isdisjoint(view.lower[i + 1 : k])


def _judged(view: BlockView, i: int, term: Term) -> _Label | None:
    if _vetoed(view, i, term):
        return None
    token = view.tokens[i]
    if term.kind == "modifier":
        noun = _noun_after(view, i, term)
        if noun is None and term.alone and token.pos_ == "ADJ" and token.dep_ not in ("amod", "compound"):
            return _Label(i, i + 1, term)
        return _Label(_left(view, i, noun), noun + 1, term) if noun is not None else None
    if term.kind == "deed":
        return _Label(i, i + 1, term) if token.pos_ == "VERB" else None
    if term.kind == "verb":
        objects = [c for c in token.children if c.dep_ == "dobj"]
        if token.dep_ == "relcl":
            objects.append(token.head)
        thing = next((o for o in objects if o.lower_ in term.nouns), None)
        if thing is None:
            return None
        first, last = sorted((int(thing.i), i))
        return _Label(_left(view, first, first), last + 1, term)
    if token.pos_ not in ("NOUN", "PROPN", "ADJ") and not (term.kind == "actor" and token.pos_ == "VERB"):
        return None
    if token.dep_ in ("compound", "amod") and (
        term.quoted or term.kind in ("definite", "named") or token.head.lower_ in term.unless_after
    ):
        return None
    first = _left(view, i, i)
    if term.kind in ("definite", "named"):
        people = any(view.tokens[k].pos_ in ("ADJ", "PROPN") for k in range(first, i))
        named = any(view.tokens[k].text[:1].isupper() for k in range(first, i)) and people
        if term.kind == "named" and (view.shouting or first < 1):
            return None
        if not named and (term.kind == "named" or view.lower[first] not in grammar().labels.definite):
            return None
    return _Label(first, i + 1, term)


def _noun_after(view: BlockView, i: int, term: Term) -> int | None:
    """The noun that a modifier judges: its head, or the next noun with nothing but modifiers between."""
    for k in range(i + 1, min(i + 5, len(view.tokens))):
        t = view.tokens[k]
        if t.is_punct and t.text != "-" and not (k == i + 1 and t.is_quote):
            return None
        named = term.anything and t.pos_ == "NOUN"
        if view.lower[k] in term.nouns or named:
            more = k + 1 < len(view.tokens) and (
                view.tokens[k + 1].pos_ == "NOUN" if named else view.lower[k + 1] in term.nouns
            )
            return k + 1 if more else k
        if term.names and t.pos_ == "PROPN":
            return _name_end(view, k)
        goes_on = t.pos_ != "CCONJ" or (k + 1 < len(view.tokens) and view.tokens[k + 1].pos_ == "ADJ")
        if t.pos_ not in ("ADJ", "NOUN", "PROPN", "PUNCT", "CCONJ", "DET") or not goes_on:
            return None
    return None


def _name_end(view: BlockView, k: int) -> int:
    """The last word of the proper name that begins at `k`."""
    n = len(view.tokens)
    while k + 1 < n:
        if view.tokens[k + 1].pos_ == "PROPN":
            k += 1
        elif view.lower[k + 1] in ("'s", "'", "-") and k + 2 < n and view.tokens[k + 2].pos_ == "PROPN":
            k += 2
        else:
            break
    return k


def _left(view: BlockView, i: int, noun: int) -> int:
    """The first word of the noun phrase that a label stands in, as far as modifiers reach."""
    first = i
    while first > 0 and i - first < 6:
        t = view.tokens[first - 1]
        if (
            (
                t.dep_ in ("det", "amod", "compound", "nmod", "advmod", "npadvmod", "poss", "case")
                and t.pos_
                in (
                    "DET",
                    "ADJ",
                    "PROPN",
                    "NOUN",
                    "ADV",
                )
                and t.head.i <= noun + 1
            )
            or (t.text == "-" and first > 1)
            or (t.tag_ == "VBN" and first > 1 and view.tokens[first - 2].text == "-")
        ):
            first -= 1
        else:
            break
    return first


def _by_phrases(view: BlockView, pack: LabelsPack) -> Iterator[_Label]:
    words = fold(view.block.words)
    there = [(phrase, term) for phrase, term in pack.phrases if phrase in words]
    if not there:
        return
    low = [fold(w).strip() for w in view.lower]
    for phrase, term in there:
        parts = phrase.split()
        for i, first in enumerate(low):
            if first != parts[0]:
                continue
            k, hit = i, 0
            while k < len(low) and hit < len(parts) and low[k] in (parts[hit], ""):
                hit += low[k] == parts[hit]
                k += 1
            if hit < len(parts) or _in_a_name(view, i, term):
                continue
            if not (_vetoed(view, i, term) or _vetoed(view, k - 1, term)):
                yield _Label(_left(view, i, k - 1), k, term)


def _by_vocabulary(
    view: BlockView, listed: Sequence[tuple[int, int, Form]], spots: Sequence[Spot], pack: LabelsPack
) -> Iterator[_Label]:
    for start, end, form in listed:
        run = view.run(start, end)
        if run is None or any(
            s.form is not None
            and s.form.kind is AliasKind.NAME
            and s.start <= start
            and end <= s.end
            and s.end - s.start > end - start
            for s in spots
        ):
            continue
        terms = pack.words.get(view.lower[run[1] - 1], ())
        own = [t for t in terms if t.kind != "modifier"]
        if own and all(_vetoed(view, run[1] - 1, t) for t in own):
            continue
        yield _Label(run[0], run[1], terms[0] if terms else None, form)


def _vetoed(view: BlockView, i: int, term: Term) -> bool:
    """Whether the words beside a label word make it a plain one ("visa regime", "designated a ...")."""
    last = i - 2 if i > 1 and view.lower[i - 1] == "-" else i - 1
    before = view.lower[last] if last >= 0 else ""
    two = f"{view.lower[last - 1]} {before}" if last > 0 else before
    after = view.lower[i + 1] if i + 1 < len(view.lower) else ""
    if before in grammar().labels.articles and i > 1 and view.lower[i - 2] in term.unless_before:
        return True
    if not term.unless_near.isdisjoint(view.lower[max(0, i - _NEAR) : i]):
        return True
    if after == "of" and i + 2 < len(view.lower) and view.tokens[i + 2].pos_ == "PROPN":
        after = ""  # "the regime of Oran": of somebody, and not of a matter
    return before in term.unless_before or two in term.unless_before or after in term.unless_after


def _longest(labels: Sequence[_Label]) -> list[_Label]:
    """Overlapping labels as one: from first to last, with the form that the vocabulary lists."""
    kept: list[_Label] = []
    for label in sorted(labels, key=lambda x: (x.first, -x.last)):
        if kept and label.first < kept[-1].last:
            old = kept[-1]
            kept[-1] = _Label(
                old.first, max(old.last, label.last), old.term or label.term, old.form or label.form
            )
        else:
            kept.append(label)
    return kept


def _spot(
    view: BlockView,
    label: _Label,
    spots: Sequence[Spot],
    lex: Lexicon,
    parties: tuple[str, ...],
    pack: LabelsPack,
) -> Spot:
    first, last = label.first, label.last
    of_event = label.term is not None and label.term.cls.startswith("violence")
    party: str | None = None
    if label.form is not None:
        entity, why = label.form.entity, "label of the vocabulary"
    elif of_event:
        own = _within(view, first, last, spots)
        entity, party, why = None, own.party if own else None, "label"
    else:
        entity, why = _meant(view, label, spots, parties)
    known = lex.entities.get(entity) if entity else None
    spot = Spot(
        view.starts[first],
        view.ends[last - 1],
        (first, last),
        entity,
        known.type if known else MentionType.EVENT if of_event else MentionType.GROUP,
        known.party if known else party,
        why,
        loaded=True,
    )
    spot.neutral = (label.form.neutral if label.form else None) or _neutral(view, label, pack)
    return spot


def _neutral(view: BlockView, label: _Label, pack: LabelsPack) -> str | None:
    """What the label stands for in plain words: for a modifier, the noun without it; nothing, without a noun."""
    term = label.term
    if term is None:
        return None
    if term.kind != "modifier":
        return term.neutral or None
    if label.last - label.first == 1:
        return None
    hyphenated = "".join(view.lower[label.first : label.first + 3]) in pack.words
    lead = label.first + 3 if hyphenated else label.first
    at = label.last - 1
    while (
        at > lead
        and view.lower[at - 1] not in pack.words
        and (_one_name(view, at - 1) or view.lower[at - 1] in term.nouns)
    ):
        at -= 1
    noun = " ".join(view.text(at, label.last).split())
    for other in pack.words.get(view.lower[label.last - 1], ()):
        if other.kind != "modifier":
            noun = other.neutral
    return f"{term.neutral} {noun}".strip()


def _one_name(view: BlockView, i: int) -> bool:
    """Whether a word goes on to the next as one noun or name ("vice president", "Norda-Karam Republic")."""
    here, after = view.tokens[i], view.tokens[i + 1]
    return (
        here.text == "-" or after.text == "-" or (here.pos_ in ("NOUN", "PROPN") and here.dep_ == "compound")
    )


def _within(view: BlockView, first: int, last: int, spots: Sequence[Spot]) -> Spot | None:
    """A name inside a label that says whose it is; not "X-backed", "pro-X"."""
    for s in spots:
        if not s.party or s.start < view.starts[first] or s.end > view.ends[last - 1]:
            continue
        text = view.block.text
        if text[s.end : s.end + 1] != "-" and text[s.start - 1 : s.start] != "-":
            return s
    return None


def _meant(
    view: BlockView, label: _Label, spots: Sequence[Spot], parties: tuple[str, ...]
) -> tuple[str | None, str]:
    """Whom a label of an actor means, and by what."""
    last = label.last
    for s in spots:
        at = view.run(s.start, s.end)
        if at is None or s.type not in (MentionType.PARTY, MentionType.ORGANISATION):
            continue
        beside = at[0] == last and s.why != "demonym"
        apposed = at[0] == last + 1 and view.lower[last] in (",", "-") and s.type is MentionType.PARTY
        if beside or (apposed and view.head(*at).dep_ == "appos"):
            return s.entity, "name beside it"
    own = _within(view, label.first, last, spots)
    if own is not None:
        return (None, "label") if label.term and label.term.patron else (own.entity, "name within it")
    if len(parties) == 2 and view.lower[last - 1] in grammar().labels.other_side:
        speakers = [s for s in spots if s.party in parties and s.start < view.starts[label.first]]
        if speakers:
            return next(p for p in parties if p != speakers[-1].party), "the other party to the agreement"
    return None, "label"
