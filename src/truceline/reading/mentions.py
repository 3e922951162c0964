"""Who and what a report names: names, short forms, nominals, bodies, and sources without a name.

The order is that of the text, since a short form or a nominal ("Zamir", "the movement")
stands for what the report has named before. Nothing here knows a conflict: names come from
the accord's vocabulary and the language pack.
"""

from __future__ import annotations

from collections.abc import Iterable

from truceline.model.accord import AliasKind, Entity, Role, Vocabulary
from truceline.model.reading import BlockKind, Mention, MentionType
from truceline.reading.block_view import BlockView, view_of
from truceline.reading.common_nouns import NounFinder
from truceline.reading.grammar import grammar
from truceline.reading.labels import find_labels
from truceline.reading.memory import Memory, Spot, first_name
from truceline.reading.metonyms import speaks
from truceline.reading.names import Form, Found, Lexicon, folded, lexicon
from truceline.reading.newcomers import Evidence, find_newcomers
from truceline.reading.page import Page
from truceline.reading.romanisation import same_name
from truceline.reading.titles import described_as, with_titles

_SKIPPED = (BlockKind.FURNITURE,)
_NESTED_IN = (MentionType.EVENT, MentionType.DOCUMENT, MentionType.GROUP)
_PLAIN_LEFT = frozenset(("det", "predet", "nummod", "amod", "compound"))

_Block = tuple[BlockView, list[Found], list[Spot], list[tuple[int, int]]]


def find_mentions(page: Page, vocabulary: Vocabulary | None) -> tuple[Mention, ...]:
    """Every mention of a page in the order of the text, evaluative labels among them (`loaded`).

    Entity ids are those of the vocabulary and of the language pack; a person or body that
    neither knows gets its name as id, and one without a name an id of this report alone.
    """
    lex = lexicon(vocabulary, page.report.language)
    memory = Memory(lex, page.report.id)
    low = folded(page.text)
    found = lex.find(page.text, low)
    evidence = Evidence()
    views: list[_Block] = []
    at = 0
    for block in page.blocks:
        inside: list[Found] = []
        while at < len(found) and found[at].start < block.end:
            if found[at].start >= block.start and found[at].end <= block.end:
                inside.append(found[at])
            at += 1
        if block.kind in _SKIPPED:
            continue
        view = view_of(block)
        named = _settled(view, inside, lex)
        views.append((view, inside, named, evidence.gather(view, named, lex.pack)))
    _note_initials(page.text, [s for _, _, named, _ in views for s in named], memory)
    spots: list[Spot] = []
    for view, _, named, runs in views:
        spots.extend(_in_block(view, named, runs, memory, evidence))
    listed = [(view, _label_forms(inside)) for view, inside, _, _ in views]
    labels = find_labels(listed, spots, lex, page.report.language)
    return tuple(_mentions(page, [*spots, *labels], lex))


def _note_initials(text: str, named: list[Spot], memory: Memory) -> None:
    """Remember abbreviations by initials, where one body that the page names in full has them ("IDF")."""
    found: dict[str, dict[str, Spot]] = {}
    names: dict[str, str] = {}
    institutions = memory.lex.pack.institutions
    several = [f for f in institutions if " " in f]
    for s in named:
        if s.entity is None or s.type is MentionType.PERSON:
            continue
        whole, entity = text[s.start : s.end], s.entity
        after = text[s.end + 1 : s.end + 40]
        low = after.lower()
        form = next((f for f in several if low.startswith(f)), None)
        if form is not None and s.party and all(w[0].isupper() for w in after[: len(form)].split()):
            whole, entity = f"{whole} {after[: len(form)]}", f"{s.party}-{institutions[form]}"
        letters = "".join(w[0] for w in whole.replace("-", " ").split() if w[:1].isupper())
        if 3 <= len(letters) <= 6:
            found.setdefault(letters, {}).setdefault(entity, s)
            names.setdefault(entity, whole)
    for letters, bodies in found.items():
        if len(bodies) > 1:
            continue
        entity, s = next(iter(bodies.items()))
        memory.short[letters] = entity
        if entity != s.entity and entity not in memory.lex.entities:
            memory.introduce(entity, MentionType.ORGANISATION, s.party, names[entity])


def _label_forms(found: list[Found]) -> list[tuple[int, int, Form]]:
    return [(f.start, f.end, x) for f in found for x in f.forms if x.kind is AliasKind.LABEL]


def _in_block(
    view: BlockView, named: list[Spot], runs: list[tuple[int, int]], memory: Memory, evidence: Evidence
) -> list[Spot]:
    for spot in named:
        if spot.type is MentionType.PERSON and spot.entity and spot.why == "name":
            memory.introduce(spot.entity, spot.type, spot.party, memory.lex.entities[spot.entity].name)
    named = named + find_newcomers(view, runs, named, memory, evidence)
    named.sort(key=lambda s: (s.start, -s.end))
    nouns = NounFinder(view, named, memory)
    out: list[Spot] = []
    waiting = sorted([*named, *nouns.candidates()], key=lambda s: (s.start, -s.end))
    for spot in waiting:
        settled = nouns.settle(spot) if spot.noun else memory.settle(spot, view)
        if settled is None:
            continue
        if settled.type is MentionType.PERSON and not settled.noun:
            settled.described = described_as(view, settled.run)
            with_titles(view, settled, named, memory.lex.pack)
        elif not settled.noun:
            _with_left(view, settled)
        memory.note(settled)
        out.append(settled)
    return out


def _settled(view: BlockView, found: list[Found], lex: Lexicon) -> list[Spot]:
    """The matches that stand, longest first; within a longer name only what is a mention of its own."""
    spots: list[Spot] = []
    taken: list[Spot] = []
    for f in sorted(found, key=lambda f: (f.start, -f.end)):
        run = view.run(f.start, f.end)
        if run is None:
            continue
        form = _form(view, run, f.forms, lex)
        if form is None:
            continue
        entity = lex.entities[form.entity]
        if entity.type is MentionType.ORGANISATION and (
            _part_of_a_name(view, run, lex) if run[1] - run[0] == 1 else _of_a_state(view, run, form, lex)
        ):
            continue
        if view.shouting and form.text.isupper() and len(form.text) < 4 and not _is_name(view, run):
            continue
        if (
            entity.type is MentionType.PERSON
            and form.kind is AliasKind.SHORT
            and _anothers(view, run, form, lex)
        ):
            continue
        if entity.type is MentionType.PARTY and not entity.country and _goes_on_in_letters(view, f):
            continue
        over = next((t for t in reversed(taken) if t.end > f.start), None)
        if over is not None and not _nests(view, over, f, entity, form):
            continue
        spot = Spot(f.start, f.end, run, form.entity, entity.type, entity.party, _why(form), form=form)
        spot.nested = over is not None
        spots.append(spot)
        if over is None:
            taken.append(spot)
    return spots


def _goes_on_in_letters(view: BlockView, f: Found) -> bool:
    """Whether the letters of a movement are the first part of another's ("FVM-North", "FVM-IO")."""
    words, after = view.block.text[f.start : f.end], view.block.text[f.end : f.end + 2]
    return words.isupper() and after[:1] in ("-", "–") and after[1:2].isupper()


def _anothers(view: BlockView, run: tuple[int, int], form: Form, lex: Lexicon) -> bool:
    """Whether a name by which somebody is known for short is a part of another's full name ("Mara Brunn" and
    "Jon Ilves" beside "Mara Ilves")."""
    if view.shouting or view.block.kind is BlockKind.HEADLINE:
        return False
    before = first_name(view, run, lex)
    after = "" if before else _second_name(view, run, lex)
    if not before and not after:
        return False
    full = " ".join(x for x in (before, view.text(*run), after) if x)
    bearers = (lex.entities[f.entity] for f in lex.forms.get(folded(form.text), ()))
    return not any(same_name(name, full) or same_name(full, name) for e in bearers for name in _names_of(e))


def _names_of(e: Entity) -> tuple[str, ...]:
    return (e.name, *(a.text for a in e.aliases if a.kind is AliasKind.NAME))


def _second_name(view: BlockView, run: tuple[int, int], lex: Lexicon) -> str:
    """The capital right after a name, with the small words before it ("al-Masri"), where it is no word of a body
    or a place."""
    at = run[1]
    while at < len(view.tokens) and (view.lower[at] in grammar().names.particles or view.lower[at] == "-"):
        at += 1
    if at >= len(view.tokens):
        return ""
    after, pack = view.tokens[at], lex.pack
    common = pack.no_person_words | pack.organisation_words | pack.place_words | pack.not_names | pack.titles
    named = after.tag_ in ("NNP", "NNPS") and after.text.istitle() and after.lower_ not in common
    return view.text(run[1], at + 1) if named and folded(after.text) not in lex.forms else ""


def _of_a_state(view: BlockView, run: tuple[int, int], form: Form, lex: Lexicon) -> bool:
    """Whether a state has the body that is called as one of many states is called for short ("Orlu's Assembly", "the
    National Assembly")."""
    entity, short = lex.entities[form.entity], f" {folded(form.text)}"
    if entity.id not in lex.pack.unions or not any(folded(n).endswith(short) for n in _names_of(entity)):
        return False
    owned = run[0] - 2 if run[0] > 1 and view.tokens[run[0] - 1].tag_ == "POS" else run[0] - 1
    before = view.lower[owned] if owned >= 0 else ""
    national = view.tokens[owned].text[:1].isupper() and before in grammar().names.of_a_nation
    return national or before in lex.pack.demonyms | lex.pack.lands


def _part_of_a_name(view: BlockView, run: tuple[int, int], lex: Lexicon) -> bool:
    """Whether a one-word name of a body is only the end of another name ("Operation Silver Guardian")."""
    token = view.tokens[run[0]]
    before = view.tokens[run[0] - 1] if run[0] else None
    return (
        before is not None
        and not view.shouting
        and before.pos_ == "PROPN"
        and before.text[:1].isupper()
        and before.head.i == token.i
        and before.dep_ == "compound"
        and before.lower_ not in lex.forms
        and before.lower_ not in lex.pack.titles
    )


def _is_name(view: BlockView, run: tuple[int, int]) -> bool:
    return all(t.pos_ in ("PROPN", "NOUN", "X", "PUNCT") for t in view.tokens[run[0] : run[1]])


def _nests(view: BlockView, over: Spot, f: Found, entity: Entity, form: Form) -> bool:
    if (f.start, f.end) == (over.start, over.end) or entity.id == over.entity:
        return False
    if form.kind is AliasKind.DEMONYM or (entity.type is over.type is MentionType.PERSON):
        return False
    if over.end < f.end:
        return False
    followed = f.end < over.end and view.block.text[f.end : f.end + 1] in ("'", "’")
    return followed or over.type in _NESTED_IN or entity.type is MentionType.PERSON


def _why(form: Form) -> str:
    return {AliasKind.DEMONYM: "demonym", AliasKind.METONYM: "metonym", AliasKind.SHORT: "short form"}.get(
        form.kind, "name"
    )


def _form(view: BlockView, run: tuple[int, int], forms: tuple[Form, ...], lex: Lexicon) -> Form | None:
    """Which of the forms at one place is meant."""
    kept = [f for f in forms if f.kind not in (AliasKind.LABEL, AliasKind.NOMINAL)]
    if not kept:
        return None
    metonyms = [f for f in kept if f.kind is AliasKind.METONYM]
    if metonyms:
        if speaks(view, run, lex.pack):
            return metonyms[0]
        kept = [f for f in kept if f.kind is not AliasKind.METONYM]
    elif len(kept) > 1:
        modifies = view.tokens[run[1] - 1].dep_ in ("amod", "compound", "nmod")
        kept.sort(key=lambda f: (f.kind is AliasKind.DEMONYM) != modifies)
    return kept[0] if kept else None


def _with_left(view: BlockView, spot: Spot) -> None:
    """Groups, troops and bodies with the words that belong to them on the left."""
    if spot.type not in (MentionType.GROUP, MentionType.ORGANISATION) or spot.nested or spot.why != "name":
        return
    first, last = spot.run
    head = view.tokens[last - 1]
    if head.tag_ not in ("NNS", "NN", "NNPS", "NNP"):
        return
    edge = head.left_edge.i
    if spot.type is MentionType.ORGANISATION:
        edge = next((i for i in range(edge, first) if view.tokens[i].dep_ in _PLAIN_LEFT), first)
        if any(t.dep_ not in _PLAIN_LEFT for t in view.tokens[edge:first]):
            edge = first
    if spot.type is MentionType.GROUP and head.dep_ == "pobj" and head.head.lower_ == "of":
        whole = head.head.head
        if whole.lower_ in grammar().names.quantities and whole.i < first:
            edge = whole.left_edge.i
    while edge < first and view.tokens[edge].dep_ in ("cc", "punct", "mark", "case", "preconj"):
        edge += 1
    if first - 6 <= edge < first and all(
        t.is_alpha or t.like_num or t.text in "'s’s" for t in view.tokens[edge:first]
    ):
        spot.start, spot.run = view.starts[edge], (edge, last)


def _mentions(page: Page, spots: Iterable[Spot], lex: Lexicon) -> Iterable[Mention]:
    seen: set[tuple[int, int, str | None, bool]] = set()
    for s in sorted(spots, key=lambda s: (s.start, -s.end, s.entity or "", s.loaded)):
        key = (s.start, s.end, s.entity, s.loaded)
        if key in seen:
            continue
        seen.add(key)
        block = page.block_at(s.start)
        if block is None:
            continue
        entity = lex.entities.get(s.entity or "")
        place = entity if entity and s.type is MentionType.PLACE else None
        yield Mention(
            span=block.at(s.start, s.end),
            entity=s.entity,
            type=s.type,
            party=s.party,
            loaded=s.loaded,
            neutral=s.neutral,
            voice="outlet" if s.loaded else None,
            latitude=place.latitude if place else None,
            longitude=place.longitude if place else None,
            precision=_precision(place) if place and place.latitude is not None else None,
            why=s.why,
            described=s.described,
        )


def _precision(place: Entity) -> int:
    return 1 if Role.OTHER in place.roles else 2
