"""What tellings of one matter come to: who tells it, on which day, as done or still to be, and who says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import chain, combinations, product
from math import inf

from truceline.model.reading import Figure, Modality, Stance
from truceline.model.weighing import Finding, Lineage, QuestionKind, Reason, Verdict
from truceline.weighing.answers import Answer, Ruling, by, cut, finding
from truceline.weighing.charges import accused_in
from truceline.weighing.doers import Blamed, a_foe_is_named, of_others, told_doers
from truceline.weighing.event_words import event_words
from truceline.weighing.tellings import (
    TURNS,
    Telling,
    answered,
    has_verb,
    likely,
    may_answer,
    negates,
    of_fact,
    points_back,
    same_day,
    shared,
)
from truceline.weighing.verdicts import agreeing, flat_contradiction
from truceline.weighing.words import KEPT, Pack, classes, negated, sentence_at, words

SURE = 0.4
"""The log-odds from which on what two tellings say differently is of one thing."""
_DAYS = 4
"""A yes and a no so many days apart are of one time."""
_MOST = 8
_SOME, _MUCH = 0.2, 0.5
"""Of the words of the shorter so much is shared by two tellings of one day and of one matter; that say much the same."""
_MOSTLY, _SURELY = 0.7, 2.5
"""One bears out the other where they share so much, or are so likely of one thing."""
_ASKS, _SHARE, _RARE, _FREQUENT, _NAME = -3.75, 1.5, 0.15, 0.5, 0.35
_NUMBER, _SMALL_NUMBER, _DAY, _WHOLE = 2.3, 1.7, 1.2, 0.8
"""What speaks for one question: the share of words, each rare, frequent and naming one, a number, a day, two whole
clauses."""
_MOST_TOLD = 4
_TWO, _SAME_WORDS = 2, 2.0
"""More rare words than so many, and half of all, are told of one thing."""
_TELLS_APART = 10
"""Smaller numbers are told of many things."""
_READ_TOGETHER, _AGREED = -1.0, 0.0
"""The log-odds from which on two are read side by side, and one bears out the other."""
_TELLING = 3
"""A clause of fewer words tells nothing by itself."""
_DEEDS = frozenset({"ASSAULT", "COERCE"})
_AHEAD = frozenset({Modality.FUTURE, Modality.INTENTION, Modality.OBLIGATION})
Told = tuple[Telling, Answer]


def account_findings(told: Sequence[Told]) -> list[Finding]:
    """The finding on an account, where two reports give it, or two interests in one, named by a clause that stands alone,
    else by a sentence; none where nothing of it can be read side by side. The first of `told`, tellings with the answers that they give, leads."""
    if len({t.span.report for t, _ in told}) < 2 and len({a.interest for _, a in told}) < 2:
        return []  # one says one thing twice
    ruling, some = _ruling(told)
    if not some:
        return []
    named = next((_with_cue(*x) for x in some if stands_alone(x[0])), None)
    if named is None and ruling.verdict is Verdict.COMPATIBLE and ruling.reason is None:
        return []  # nothing of it can be asked
    lead = some[0][0]
    sentence = " ".join(sentence_at(lead.node.report.text, lead.span.start).split())
    question = f"reported: {cut(named or sentence)}"
    return [finding(QuestionKind.OCCURRENCE, key_of(told[0][0]), question, [a for _, a in some], ruling)]


def stands_alone(telling: Telling) -> bool:
    """Whether a clause tells its matter without the words around it: it leans on none, and has a verb; or it is what
    somebody is accused of, told with whose charge it is."""
    if _charged(telling):
        return True
    pack, text = telling.node.pack, telling.span.quote
    first = words(text, pack)[:1]
    if not first or pack.turn("leans", first[0]):
        return False
    return len(telling.words) >= _TELLING and has_verb(text, pack)


def _charged(telling: Telling) -> bool:
    claim = telling.node.claim
    beside = claim.cue is not None and telling.span.start - claim.cue.end == 1
    return claim.stance is Stance.ACCUSES and beside


def _with_cue(telling: Telling, answer: Answer) -> str:
    """What is told; a charge behind whose it is and the verb that it hangs on."""
    claim, span = telling.node.claim, telling.span
    if claim.cue is None or not _charged(telling):
        return span.quote
    return f"{answer.holder} {claim.cue.quote} {span.quote}"


def key_of(telling: Telling) -> str:
    """The key of the question that a telling leads."""
    first = telling.node.claim.content[0].start
    return f"alike|{telling.node.claim.id}|{telling.span.start - first}"


def answer_of(telling: Telling, line: Lineage) -> Answer:
    """What a telling answers to the question on its account, with its origin."""
    node, polarity = telling.node, not (denied(telling) or points_back(telling))
    days = telling.days[0] if len(telling.days) == 1 else None
    mode = "denied" if not polarity else "planned" if node.claim.modality in _AHEAD else "done"
    return Answer(
        cut(telling.span.quote),
        telling.span,
        node,
        line,
        low=None if days is None else float(days[0]),
        high=None if days is None else float(days[1]),
        polarity=polarity,
        mode=mode,
        key=f"{mode}|{line.origin}",
    )


def denied(telling: Telling) -> bool:
    """Whether a telling says that it is not so or will not be; what only asks or supposes says neither."""
    claim, text = telling.node.claim, telling.span.quote
    if claim.stance in (Stance.DENIES, Stance.REFUSES) and telling.span.start <= claim.content[0].start + 1:
        return True
    pack = telling.node.pack
    if text != claim.words or pack.turn("further", text):
        return _negated(text, pack)
    return telling.node.negated and event_words(pack.language).asking.isdisjoint(telling.node.tokens[:1])


@lru_cache(maxsize=KEPT)
def _negated(text: str, language: Pack) -> bool:
    tokens = words(text, language)
    if tokens[:1] and tokens[0] in event_words(language.language).asking:
        return False
    if language.turn("further", text):  # "without" says nothing of its verb
        turned = language.turned
        tokens = [w for w in tokens if w not in turned or not language.turn("further", w)]
    return negated(tokens, language)


def _ruling(told: Sequence[Told]) -> tuple[Ruling, Sequence[Told]]:
    """What an account comes to, and the tellings on which it rests."""
    answers = [a for _, a in told]
    if len({a.line.origin for a in answers}) == 1:
        return agreeing(answers, "account"), told
    denied_flatly = next(iter(_denials(told)), None)
    if denied_flatly is not None:
        yes, no = (x[1] for x in denied_flatly)
        return flat_contradiction(yes, no, f"{by(yes)} says that it is so, {by(no)} that it is not."), told
    unlike = _unlike(told)
    two = [p for p in combinations(unlike, 2) if p[0][1].line.origin != p[1][1].line.origin]
    much = [shared(a[0], b[0]) for a, b in two]
    sure = [likely(p[0][0], p[1][0]) if m >= _MUCH else -inf for p, m in zip(two, much, strict=True)]
    pairs = [p for p, s in zip(two, sure, strict=True) if s >= SURE]
    for tell, rule in _RULES:
        for one, other in (p for p in pairs if tell(*p)):
            return rule(one, other), told
    borne_out = [p for p, m, s in zip(two, much, sure, strict=True) if _borne_out(*p, m, s)]
    if not borne_out:
        for one, other in (p for p in two if _against(*p)):
            if _denies_that(one[0], other[0]):
                near = [p for p in two if (one in p or other in p) and _beside(*p)]
                return _rule_against(one, other), _alike([(one, other), *near], told)
        some = _alike([p for p in two if _beside(*p)], told)
        if len({a.polarity for _, a in some}) > 1:
            said = "Some say no to something of it; none denies what another says."
        else:
            said = "They tell of one matter, and none says all that another says."
        return Ruling(Verdict.COMPATIBLE, None, said), some
    some = _alike(borne_out, told)
    return agreeing([a for _, a in some], "account"), some


def _denials(told: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """What is told, with a denial of it that does not repeat it."""
    for denial in (x for x in told if may_answer(x[0])):
        of = answered(denial[0], [t.node for t, _ in told if t.span.report == denial[0].span.report])
        if of is not None:
            pairs = ((x, denial) for x in told if x[0].span == of.span)
            yield from (p for p in pairs if p[0][1].interest != p[1][1].interest)


def _alike(pairs: Sequence[tuple[Told, Told]], told: Sequence[Told]) -> list[Told]:
    """The tellings of some pairs, and those that tell the same for the same interest."""
    faces = set(map(_face, chain.from_iterable(pairs)))
    return [x for x in told if _face(x) in faces]


def _face(told: Told) -> object:
    t, a = told
    return t.words, t.sides, t.days, a.mode, a.interest


def _rule_against(one: Told, other: Told) -> Ruling:
    a, b = one[1], other[1]
    yes, no = (a, b) if a.polarity else (b, a)
    said = f"{by(yes)} says that it is so, {by(no)} that it is not."
    near = a.asof is None or b.asof is None or abs(a.asof - b.asof) <= _DAYS
    if a.interest == b.interest or not near:
        return Ruling(Verdict.COMPATIBLE, Reason.UPDATE, said)
    return flat_contradiction(a, b, said)


def _rule_turned(one: Told, other: Told) -> Ruling:
    said = f"{by(one[1])} and {by(other[1])} each name others as having done it."
    return Ruling(Verdict.CONTESTED, Reason.DISPUTE, said)


def _rule_planned(one: Told, other: Told) -> Ruling:
    due, done = (one[1], other[1]) if one[1].mode == "planned" else (other[1], one[1])
    return Ruling(Verdict.COMPATIBLE, Reason.PLANNED, f"{by(due)} tells it as planned, {by(done)} as done.")


def _rule_days(one: Told, other: Told) -> Ruling:
    said = f"{_shown(one[1])} ({one[1].holder}), {_shown(other[1])} ({other[1].holder})."
    if same_day(one[0], other[0]):
        return Ruling(Verdict.COMPATIBLE, Reason.WINDOW, f"One day lies in the other's span: {said}")
    return Ruling(Verdict.DIFFERING, Reason.UNEXPLAINED, f"They tell different days: {said}")


def _unlike(told: Sequence[Told]) -> list[Told]:
    """The first tellings that differ in more than who copied them."""
    unlike: dict[object, Told] = {}
    for x in told:
        unlike.setdefault(_face(x), x)
        if len(unlike) == _MOST:
            break
    return list(unlike.values())


def _other_day(one: Told, other: Told) -> bool:
    """Whether each tells a day, and not the same: a night is of both its days."""
    a, b = one[1], other[1]
    if a.low is None or b.low is None or a.high is None or b.high is None:
        return False
    if any(t.node.pack.turn("planned", t.span.quote) for t, _ in (one, other)):
        return False  # the day may be of what was planned
    if max(a.high - a.low, b.high - b.low) <= 1:
        return a.high < b.low or b.high < a.low
    return (a.low, a.high) != (b.low, b.high)


def _against(one: Told, other: Told) -> bool:
    """Whether one says that it is so, and the other, not of another number, that it is not."""
    if one[1].polarity == other[1].polarity or _unlike_counts(one[0], other[0]) is not None:
        return False
    return of_fact(one[0]) and of_fact(other[0])


def _denies_that(one: Telling, other: Telling) -> bool:
    """Whether one of two tellings negates the very thing that the other tells of."""
    if shared(one, other) < _SOME:
        return False
    heads = {negates(t.span.quote, t.words, t.node.pack) for t in (one, other)} - {""}
    return bool(heads) and heads <= one.words & other.words


def _borne_out(one: Told, other: Told, much: float, sure: float) -> bool:
    """Whether two of other origins and interests tell the same (so `much` do they share, so `sure`ly are they of one
    matter), and not of different doers or numbers, which are questions of their own."""
    (s, a), (t, b) = one, other
    if a.mode != b.mode or a.line.origin == b.line.origin or a.interest == b.interest:
        return False
    alike = much > _MUCH and (sure >= _SURELY or (sure >= SURE and much >= _MOSTLY))
    held = much > _MUCH or same_day(s, t) or _told_by_both(s, t)[0] > 1
    alike = alike or (s.span.report != t.span.report and held and _asks_the_same(s, t) >= _AGREED)
    return alike and not _of_others(s, t) and _unlike_counts(s, t) is None and not _blame_others(one, other)


def _blame_others(one: Told, other: Told) -> bool:
    """Whether each tells the deed as of the other's side, as by "the enemy": what they share is not who did it."""
    if all(a_foe_is_named(t.span.quote, t.node.pack) for t, _ in (one, other)):
        return True
    return any(of_others(a, b) for a in _blamed(one) for b in _blamed(other) if a.own != b.own)


def _blamed(told: Told) -> list[Blamed]:
    (telling, answer) = told
    blamed = (b for _, b in told_doers(telling.node, answer.line) if b.did)
    return [b for b in blamed if b.answer.span.overlaps(telling.span)]


def _beside(one: Told, other: Told) -> bool:
    """Whether two clauses of two reports and origins, of which neither bears out the other, are read side by side."""
    (s, a), (t, b) = one, other
    if s.span.report == t.span.report or a.line.origin == b.line.origin:
        return False
    if _unlike_counts(s, t) is not None or _asks_the_same(s, t) < _READ_TOGETHER:
        return False
    return not _blame_others(one, other)


def _asks_the_same(one: Telling, other: Telling) -> float:
    """The log-odds that two tellings of one account answer one question (`docs/decisions/0229-*`)."""
    rare, frequent, number = _told_by_both(one, other)
    much = shared(one, other)
    told = _ASKS + _SHARE * much + _NAME * min(len(one.named & other.named), _MOST_TOLD)
    told += _RARE * min(rare, _MOST_TOLD) + _FREQUENT * min(frequent, _MOST_TOLD)
    told += _SAME_WORDS * (rare > _TWO and much >= _MUCH)
    told += _DAY * same_day(one, other) + _WHOLE * (_whole(one) and _whole(other))
    return told + max(0.0, *_numbers(one, other), _NUMBER * number)


def _numbers(one: Telling, other: Telling) -> Iterator[float]:
    """What each exact number weighs that both tell: a small one of one unit alone."""
    for f, g in product(_figures(one), _figures(other)):
        if (f.low, f.high) == (g.low, g.high) and (f.low == f.high or f.approximate):
            yield _NUMBER if (f.low or 0.0) >= _TELLS_APART else _SMALL_NUMBER * (f.unit == g.unit)


def _told_by_both(one: Telling, other: Telling) -> tuple[int, int, bool]:
    """How many telling and how many frequent words two tellings share, and whether a number in figures."""
    both, thin = one.words & other.words, _thin(one.node.pack)
    digits = {w for w in both if w[0].isdigit()}
    number = any(len(w) > 1 for w in digits - one.partly - other.partly)
    return len(both - one.frequent - thin - digits), len((both & one.frequent) - thin), number


@cache
def _thin(language: Pack) -> frozenset[str]:
    return TURNS.union(classes(" ".join(sorted(event_words(language.language).thin)), language))


def _whole(telling: Telling) -> bool:
    """Whether a clause tells a deed or has a verb; that somebody said nothing is no account."""
    pack, text = telling.node.pack, telling.span.quote
    return bool(telling.acts or has_verb(text, pack)) and not pack.turn("no_comment", text)


def _planned(one: Told, other: Told) -> bool:
    """Whether one tells as done, on that day or later, what the other tells as planned."""
    if one[1].mode == other[1].mode or "denied" in (one[1].mode, other[1].mode):
        return False
    if _of_others(one[0], other[0]):
        return False
    due, done = (one, other) if one[1].mode == "planned" else (other, one)
    in_time = due[1].asof is None or done[1].asof is None or done[1].asof >= due[1].asof
    return in_time and bool(due[0].acts & done[0].acts) and of_fact(done[0])


def _of_others(one: Telling, other: Telling) -> bool:
    """Whether two tellings name different sides as having done it."""
    a, b = _doers(one), _doers(other)
    return bool(a and b) and a.isdisjoint(b)


def _doers(telling: Telling) -> frozenset[str]:
    """Who does what is told, or is accused of it."""
    if telling.node.claim.stance is not Stance.ACCUSES:
        return telling.doers
    accused = accused_in(telling.node)
    return frozenset((accused,)) if accused else frozenset(_head(telling))


def _head(telling: Telling) -> list[str]:
    """The words that name whom a charge is against, where no party is known of them: those before what it is of."""
    pack = telling.node.pack
    plain = words(telling.span.quote, pack)
    cut_at = next((k for k, w in enumerate(plain) if w in pack.genitive), 0)
    return [w for w in plain[:cut_at] if w not in pack.stop]


def _unlike_counts(one: Telling, other: Telling) -> tuple[Figure, Figure] | None:
    """A figure of each, where they have figures of one unit of which none can be another of them."""
    both = [(f, g) for f in _figures(one) for g in _figures(other) if f.unit == g.unit]
    return both[0] if both and not any(_meet(f, g) for f, g in both) else None


def _meet(one: Figure, other: Figure) -> bool:
    return max(one.low or 0.0, other.low or 0.0) <= min(
        inf if x.high is None else x.high for x in (one, other)
    )


def _figures(telling: Telling) -> list[Figure]:
    span = telling.span
    if not telling.numbers:
        return []
    return [f for f in telling.node.told_figures if f.unit and span.start <= f.span.start < span.end]


def _turned_round(one: Told, other: Told) -> bool:
    """Whether one side tells of a deed of the other's, or charges it, and this side tells the like of its own
    accuser or of others."""
    a, b = one[1].line.party, other[1].line.party
    charges = one[0].node.claim.stance is other[0].node.claim.stance is Stance.ACCUSES
    if not charges and not one[0].acts & other[0].acts & _DEEDS:
        return False
    if one[1].interest == other[1].interest or not _of_others(one[0], other[0]):
        return False
    if not a or not b or a == b:
        return charges and not (one[1].line.own_voice or other[1].line.own_voice)
    return b in _doers(one[0]) or a in _doers(other[0])


_Pair = Callable[[Told, Told], bool]
_RULES: tuple[tuple[_Pair, Callable[[Told, Told], Ruling]], ...] = (
    (_against, _rule_against),
    (_turned_round, _rule_turned),
    (_planned, _rule_planned),
    (_other_day, _rule_days),
)


def _shown(answer: Answer) -> str:
    first, last = (date.fromordinal(int(d or 1)).isoformat() for d in (answer.low, answer.high))
    return first if first == last else f"{first} to {last}"
