"""Rules that follow from the rules for deeds: told as not done, as still to come, or denied without saying what."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from truceline.accord.watch import DEEDS, Language, language, nouns_of, spread_out
from truceline.model.accord import UNDONE, Pattern, SignalKind, Watch

__all__ = ["TO_COME", "bare_denials", "to_come", "undone"]

TO_COME = "~to-come"
"""What the id of a rule ends with that hears a deed told as still to be done."""
_NEAR = 14
"""Within how many words a negation and the deed that it undoes stand."""


def undone(watches: Iterable[Watch], deeds: Container[str], lang: str = "en") -> Iterator[Watch]:
    """For each rule that hears one of the `deeds` (clauses that ask for a single deed) told as done, the rule
    that hears it told as not done: the same words, with a negation close beside them. A rule that hears
    several clauses in the same words, or counts, cannot say of which it is not done."""
    spoken = language(lang)

    def words(*lists: str) -> tuple[str, ...]:
        return spread_out(tuple(f"${name}" for name in lists), spoken.words)

    not_, but, unsure = words("left_undone"), words("not_undone"), words("hypothetical", "planned")
    for w in watches:
        alone = w.id.rpartition("/")[2] != w.clause
        if w.signal not in DEEDS or w.clause not in deeds or not w.patterns or w.measures or not alone:
            continue
        if not w.undone_by:
            continue  # heard whatever is said beside it: nothing tells it as not done
        yield replace(
            w,
            id=f"{w.id}{UNDONE}",
            signal=SignalKind.NOT_PERFORMED,
            patterns=tuple(
                Pattern((*groups, no), (*(x for x in p.none if x not in no), *but))
                for p in w.patterns
                for groups, no in _not_done(p, spoken, not_)
            ),
            measures=(),
            amount=None,
            modalities=(),
            stances=(),
            holders=(),
            undone_by=unsure,
            hung=tuple(h for h in w.hung if len(h.all) > 1),
            joined_by=(),
            within=min(w.within, _NEAR),
        )


def to_come(watches: Iterable[Watch], deeds: Container[str], lang: str = "en") -> Iterator[Watch]:
    """For each rule that hears one of the `deeds` told as done, the rule that hears it told as still to be done:
    the same words in their plain forms, beside those of a plan or duty. It tells that the clause is spoken of."""
    spoken = language(lang)
    ahead = spread_out(("$to_come",), spoken.words)
    for w in watches:
        patterns = tuple(
            Pattern((*groups, ahead), p.none)
            for p in w.patterns
            if w.signal in DEEDS and w.clause in deeds
            for groups in _undone_forms(p, spoken)
        )
        if patterns:
            yield replace(
                w,
                id=f"{w.id}{TO_COME}",
                signal=SignalKind.DUTY_STATED,
                patterns=patterns,
                measures=(),
                amount=None,
                modalities=(),
                stances=(),
                holders=(),
                undone_by=(),
                joined_by=(),
                hung=(),
                within=min(w.within, _NEAR),
            )


def _undone_forms(p: Pattern, spoken: Language) -> Iterator[tuple[tuple[str, ...], ...]]:
    """The groups of a pattern with a told verb as it is named before it is done: "pass", "passing", "passage"."""
    for n, group in enumerate(p.all):
        named = {*_led(group, spoken.plain), *_led(group, spoken.gerunds)}
        named |= {spoken.nouns[verb] for w in group if (verb := w.partition(" ")[0]) in spoken.nouns}
        if named:
            yield (*p.all[:n], tuple(sorted(named)), *p.all[n + 1 :])


def _not_done(
    p: Pattern, spoken: Language, negated: tuple[str, ...]
) -> Iterator[tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]]:
    """(groups, negations) of a deed told as not done: by its verb, by its noun ("no exchange has taken
    place") and by the doing that has fallen short ("missed a target for giving up weapons")."""
    yield tuple(_with_plain(g, spoken) for g in p.all), negated
    for n, nouns in nouns_of(p, spoken):
        yield (*p.all[:n], nouns, *p.all[n + 1 :]), spoken.not_come
    for n, group in enumerate(p.all):
        doing = tuple(_led(group, spoken.gerunds))
        if doing:
            yield (*p.all[:n], doing, *p.all[n + 1 :]), spoken.short_of


def _with_plain(group: Sequence[str], spoken: Language) -> tuple[str, ...]:
    """A group with the plain form of each verb in it: who "has yet to hand over" has not "handed over"."""
    return tuple(dict.fromkeys((*group, *_led(group, spoken.plain))))


def _led(group: Sequence[str], forms: Mapping[str, str]) -> Iterator[str]:
    """The words of a group that a verb leads, with another form of it."""
    for words in group:
        verb, blank, rest = words.partition(" ")
        if verb in forms:
            yield f"{forms[verb]}{blank}{rest}"


def bare_denials(watches: Iterable[Watch], lang: str = "en") -> Iterator[Watch]:
    """For each clause of which a breach can be alleged, the rule that hears a denial that does not say of what
    ("the army denied it"): it answers the allegation before it in the same report."""
    spoken = language(lang)
    denied = spread_out(("$bare_denial",), spoken.words)
    for clause in dict.fromkeys(w.clause for w in watches if w.signal is SignalKind.BREACH_ALLEGED):
        yield Watch(
            id=f"denied-in-answer/{clause}",
            clause=clause,
            signal=SignalKind.DENIED,
            patterns=(Pattern((denied,)),),
            answers=True,
        )
