"""What is said of a matter: terms as retold, what a party says that it will do, asks or states,
and what is said to have happened, allegations beside denials.

With an accord the matter is a topic. Without one, claims that say alike things in several
reports are put together by their words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from truceline.model.reading import Manner, Modality, Stance
from truceline.model.span import Span
from truceline.model.weighing import Finding, Lineage, QuestionKind, Reason, Verdict
from truceline.weighing.answers import Answer, Context, Ruling, by, called, counted, finding
from truceline.weighing.charges import (
    accused_in,
    counter_charge,
    each_other,
    is_charge,
    is_denial,
    rule_on_charges,
    silence_findings,
    silences,
)
from truceline.weighing.doers import reproaches
from truceline.weighing.nodes import Node, iso
from truceline.weighing.verdicts import agreeing, flat_contradiction
from truceline.weighing.who_did import each_blames
from truceline.weighing.words import KEPT, Pack, classes, closeness, first_clause, likeness, negated, words

_WILL = frozenset({Stance.PROMISES, Stance.REFUSES, Stance.THREATENS})
_RULE = frozenset({Modality.OBLIGATION, Modality.FUTURE, Modality.CONDITIONAL, Modality.POSSIBLE})
_TELLS = frozenset({Stance.ASSERTS, Stance.REPORTS})
_FACT = frozenset({Modality.ACTUAL, Modality.NEGATED})
_ABOUT = frozenset({"deal", "truce", "phase1", "phase2", "phase3"})
"""A claim whose first words name these says how the agreement works, whoever makes it."""
_PAIRS = 10_000
_HELD = 200
_LIKELY = 12
"""Of more pairs than `_PAIRS` so many likely ones are compared for each answer."""
_LONGEST = 160
_FEW = 4
"""So many accounts of a matter are read at a glance, whenever they were given."""
SAME = 0.5
"""Two accounts say the same thing, or the contrary, only where they share this much of their words."""


@dataclass(frozen=True, slots=True)
class Stood:
    """Where an answer stands in a matter: under which kind of question, and whose."""

    kind: str
    who: str
    answer: Answer


def told_positions(node: Node, line: Lineage, context: Context) -> list[tuple[str, Stood]]:
    """(matter, where it stands) for all that a claim tells: terms, positions, accounts, charges, silence."""
    found: list[tuple[str, Stood]] = []
    topics = _topics(node, context.topics)
    groups = _groups(node, line) if topics else []
    remark = _remark(node, line) if topics and not line.agreement else None
    answers: dict[str, Answer] = {}
    for topic in topics:
        for kind, who in groups:
            if topic.startswith("w:") and kind in ("says", "happened"):
                continue  # too wide a question for words alone; see `alike`
            if kind not in answers:
                answers[kind] = _answer(node, line, kind, groups)
            found.append((topic, Stood(kind, who, answers[kind])))
        if remark:
            found.append((topic, Stood("terms", "", remark)))
    for party, name, span in silences(node):
        answer = Answer(name, span, node, line, key="no comment")
        found += [(topic, Stood("silent", party, answer)) for topic in node.claim.topics or ("",)]
    return found


def position_findings(topic: str, stood: Sequence[Stood], context: Context) -> list[Finding]:
    """Findings on terms, positions and occurrences of one matter."""
    names, labels = context.topics, context.names
    groups: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for s in stood:
        groups[(s.kind, s.who)].append(s.answer)
    silent = {who: groups[(kind, who)] for kind, who in sorted(groups) if kind == "silent"}
    found = silence_findings(topic, silent, names, labels)
    turned = [a for kind, who in groups if kind == "alleged" for a in groups[(kind, who)]]
    for kind, who in sorted(groups):
        answers = groups[(kind, who)]
        if kind == "silent":
            continue
        if kind == "says" and _told_whole(answers, groups.get(("happened", ""), ())):
            continue  # what is reported of the matter holds it all
        name = names.get(topic) or topic.removeprefix("w:").replace("_", " ")
        if topic.startswith("w:"):
            if kind not in ("terms", "alleged") and not answers[0].line.party:
                continue
            name = answers[0].node.pack.spoken.get(name, name)
        speaker = labels.get(who) or (called(who, answers[0].node.reading) if who else who)
        key = f"{topic}|{kind}|{who}"
        if kind == "happened":
            if not all(a.node.claim.stance is Stance.ACCUSES or a.mode == "alleged" for a in answers):
                found += _reported(key, name, answers, "violation" in classes(name, answers[0].node.pack))
            continue  # else it is shown as an allegation
        asked = QuestionKind.POSITION
        party: str | None = None
        if kind == "terms":
            question, ruling = f"{name}: what the agreement is said to ask", _terms(answers)
        elif kind == "alleged":
            accusers = frozenset(a.line.party for a in answers if a.line.party and a.line.party != who)
            counter = counter_charge(turned, who, accusers)
            asked, party = QuestionKind.OCCURRENCE, who or None
            question = f"{name}: alleged against {speaker}" if who else f"{name}: alleged"
            ruling = rule_on_charges(answers, who, {p: a[0].text for p, a in silent.items()}, counter)
        else:
            spoken = {"will": "says it will do", "asks": "asks of others", "says": "says"}[kind]
            question, ruling, party = f"{name}: what {speaker} {spoken}", _position(answers, kind), who
        found.append(finding(asked, key, question, answers, ruling, party=party))
    name = names.get(topic) or topic.removeprefix("w:")
    if "violation" in classes(name, stood[0].answer.node.pack):
        mutual = each_other({who: groups[(kind, who)] for kind, who in groups if kind == "alleged"})
        if mutual is not None:
            spoken = stood[0].answer.node.pack.spoken.get(name, name)
            key, question = f"{topic}|each other", f"{spoken}: alleged by each side against the other"
            found.append(finding(QuestionKind.OCCURRENCE, key, question, *mutual))
    return found


def _groups(node: Node, line: Lineage) -> list[tuple[str, str]]:
    """Under which questions of a topic a claim stands: (kind of question, whose)."""
    claim = node.claim
    if line.agreement:
        return [("terms", "")]
    if claim.manner is Manner.UNSOURCED:
        return [("terms", "")] if claim.modality in _RULE and _of_terms(node) else []
    found: list[tuple[str, str]] = []
    who = claim.entity if claim.party is None else claim.party
    who = who or line.party or line.holder or ""
    if is_charge(node):
        return [("alleged", accused_in(node)), ("happened", "")]
    if line.party and is_denial(node):
        return [("alleged", line.party)]
    if node.speaker is not None and not line.own_voice:
        own_will = claim.stance in (*_WILL, Stance.DENIES) or claim.modality is Modality.INTENTION
        kind = "will" if own_will else "asks" if claim.stance is Stance.DEMANDS else "says"
        found.append((kind, who))
        told = claim.stance in _TELLS and claim.modality in _RULE
        if told and _ABOUT.intersection(node.sequence[:3]):
            found.append(("terms", ""))
    if claim.modality in _FACT and claim.stance in (Stance.ASSERTS, Stance.REPORTS, Stance.DENIES):
        found.append(("happened", ""))
    return found


def _of_terms(node: Node) -> bool:
    """Whether words of nobody can be of the agreement: by an accord, or because they name it."""
    text = node.claim.words
    return node.reading.accord is not None or node.pack.turn("duty", text) or node.pack.turn("under", text)


def _reported(key: str, name: str, answers: Sequence[Answer], breaches: bool) -> list[Finding]:
    """What is reported of a matter: one question where accounts contradict each other or are few,
    else one for each week, so that nobody reads a heap; of breaches, whether two sides blame each other."""
    ruling = rule_on_accounts(answers)
    question = f"{name}: what is reported"
    if ruling.verdict in (Verdict.CONTESTED, Verdict.DIFFERING):
        return [finding(QuestionKind.OCCURRENCE, key, question, answers, ruling)]
    return [
        finding(
            QuestionKind.OCCURRENCE,
            key + week,
            question + told,
            some,
            (_turned(some) if breaches else None) or rule_on_accounts(some),
        )
        for week, told, some in by_week(answers)
    ]


def _turned(answers: Sequence[Answer]) -> Ruling | None:
    pair = each_blames([b for a in answers for b in reproaches(a.node, a.line)])
    if pair is None:
        return None
    one, other = (by(b.answer) for b in pair)
    return Ruling(Verdict.CONTESTED, Reason.DISPUTE, f"{one} and {other} each accuse the other's side.")


def by_week(answers: Sequence[Answer]) -> list[tuple[str, str, list[Answer]]]:
    """(end of a key, end of a question, answers): all together where they are few or of one week,
    else one for each week."""
    weeks: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        monday = answer.asof - (answer.asof - 1) % 7 if answer.asof is not None else None
        weeks[iso(monday) or "no date"].append(answer)
    if len(answers) <= _FEW or len(weeks) == 1:
        return [("", "", list(answers))]
    return [
        (f"|{week}", f", week of {week}" if week != "no date" else ", undated", weeks[week])
        for week in sorted(weeks)
    ]


def _told_whole(answers: Sequence[Answer], reported: Sequence[Answer]) -> bool:
    """Whether all the answers stand among what is reported of the matter, and are not all alleged."""
    shown = {a.node.claim.id for a in reported}
    alleged = all(a.node.claim.stance is Stance.ACCUSES or a.mode == "alleged" for a in reported)
    return not alleged and all(a.node.claim.id in shown for a in answers)


def _topics(node: Node, names: Mapping[str, str]) -> tuple[str, ...]:
    """The matters of a claim: its topics, or its subject without an accord; a charge or a denial of a
    breach stands under violations as well, whatever else it is about."""
    topics = node.claim.topics or _subjects(node)
    charged = bool(names) and (is_charge(node) or is_denial(node))
    if charged and ("violation" in node.words or node.pack.turn("broken", node.claim.words)):
        more = [t for t, name in names.items() if "violation" in classes(name, node.pack)]
        topics = (*topics, *(t for t in sorted(more) if t not in topics))
    return topics


def _subjects(node: Node) -> tuple[str, ...]:
    """What a claim is about where no accord tells: the first of the language's subjects in it."""
    if node.reading.accord is not None:
        return ()
    found = next((c for c in node.sequence if c in node.pack.subjects), None)
    return (f"w:{found}",) if found else ()


def _remark(node: Node, line: Lineage) -> Answer | None:
    """What the outlet adds on the agreement inside what it has somebody say ("as called for under
    the deal"): the words from the last comma or "as" on."""
    if node.speaker is None:
        return None
    for segment in node.claim.content:
        pattern = node.pack.turns.get("duty")
        mark = pattern.search(segment.quote) if pattern else None
        if mark is None or not _ABOUT.intersection(classes(segment.quote[mark.start() :], node.pack)):
            continue
        cut = max(
            segment.quote.rfind(",", 0, mark.start()) + 1, segment.quote.rfind(" as ", 0, mark.start()) + 1
        )
        if cut <= 0:
            continue
        start = segment.start + cut
        while node.report.text[start].isspace():
            start += 1
        span = Span.of(node.report.id, node.report.text, start, segment.end)
        key = f"aside|{node.outlet}|{span.quote}"
        return Answer(span.quote, span, node, line, polarity=True, mode="planned", key=key, aside=True)
    return None


def polarity_of(node: Node) -> bool:
    """False where the claim says that it is not so or will not be."""
    claim = node.claim
    if claim.stance in (Stance.DENIES, Stance.REFUSES):
        return False
    if node.negated:
        return not _denies_first(claim.words, node.pack)
    return claim.modality is not Modality.NEGATED


@lru_cache(maxsize=KEPT)
def _denies_first(text: str, language: Pack) -> bool:
    """Whether a negation stands in the claim's first clause: one in a further clause ("..., and they
    have not agreed on the next") denies nothing of the first."""
    return negated(words(first_clause(text, language), language), language)


def _answer(node: Node, line: Lineage, kind: str, groups: Sequence[tuple[str, str]]) -> Answer:
    told = node.claim.words
    text = told if len(told) <= _LONGEST else told[: told.rfind(" ", 0, _LONGEST)] + " …"
    polarity = polarity_of(node)
    origin = f"{line.origin}|{node.outlet}" if kind == "terms" else line.origin
    key = str(polarity) if kind == "will" else f"{polarity}|{origin}"
    alleged = kind == "happened" and any(g == "alleged" for g, _ in groups)
    mode = (
        "alleged"
        if alleged or (kind == "alleged" and polarity)
        else "planned"
        if kind in ("terms", "will", "asks")
        else "done"
        if polarity
        else "denied"
    )
    return Answer(text, node.span, node, line, polarity=polarity, mode=mode, key=key)


def _terms(answers: Sequence[Answer]) -> Ruling:
    outlets = sorted({a.node.outlet for a in answers})
    if len({a.line.origin for a in answers}) == 1 and len(outlets) == 1:
        return agreeing(answers, "term")
    told = f"{len(outlets)} outlets retell" if len(outlets) > 1 else f"{outlets[0]} retells"
    return Ruling(
        Verdict.COMPATIBLE,
        None,
        f"{told} the terms, more or less fully; check them against the text of the agreement, "
        "not against one another.",
    )


def _position(answers: Sequence[Answer], kind: str) -> Ruling:
    origins, interests = counted(answers)
    if len({a.line.origin for a in answers}) <= 1:
        return agreeing(answers, "position")
    if kind == "will":
        yes, no = [a for a in answers if a.polarity], [a for a in answers if not a.polarity]
        for a, b in _against(yes, no):
            share, weight = likeness(a.node.words, b.node.words, a.node.pack.common)
            if any(x.node.pack.turn("conditions", x.node.claim.words) for x in (a, b)):
                continue
            if share >= 0.5 and weight >= 1.4:
                return Ruling(
                    Verdict.DIFFERING,
                    Reason.UPDATE if a.asof != b.asof else Reason.UNEXPLAINED,
                    f"{by(a)} says that it will, {by(b)} that it will not.",
                )
    said = "one interest" if interests <= 1 else f"{interests} interests"
    return Ruling(Verdict.COMPATIBLE, None, f"{origins} statements, {said}; none takes back another.")


def rule_on_accounts(answers: Sequence[Answer]) -> Ruling:
    """The ruling on accounts of what happened."""
    yes = [a for a in answers if a.polarity]
    no = [a for a in answers if not a.polarity]
    if yes and no:
        told = _pair(_unlike(yes), _unlike(no))
        if told:
            return told
    if len({a.line.origin for a in answers}) <= 1:
        return agreeing(answers, "account")
    origins, interests = counted(answers)
    if interests <= 1 and all(a.line.own_voice for a in answers):
        return agreeing(answers, "account")
    if not no and interests > 1 and _say_the_same(yes):
        return Ruling(Verdict.CORROBORATED, None, f"{origins} independent origins say so.")
    return Ruling(
        Verdict.COMPATIBLE, None, f"{origins} origins speak of it; none says the contrary of another."
    )


def _say_the_same(answers: Sequence[Answer]) -> bool:
    """Whether accounts of different interests share most of their words with the first."""
    first = answers[0].node
    return all(closeness(first.words, a.node.words, first.pack.common) >= SAME for a in answers[1:])


def _unlike(answers: Sequence[Answer]) -> list[Answer]:
    """The first of those that say the same in the same words on the same day for one interest."""
    found: dict[tuple[object, ...], Answer] = {}
    for a in answers:
        found.setdefault((a.node.words, a.interest, a.asof, a.node.pack), a)
    return list(found.values())


def _pair(yes: Sequence[Answer], no: Sequence[Answer]) -> Ruling | None:
    """The ruling where one says that it is so and another that it is not, of one day and one thing."""
    for a, b in _against(yes, no):
        close = closeness(a.node.words, b.node.words, a.node.pack.common)
        if close < SAME or a.interest == b.interest:
            continue
        if a.asof is not None and b.asof is not None and abs(a.asof - b.asof) > 3:
            return Ruling(
                Verdict.COMPATIBLE,
                Reason.UPDATE,
                f"{by(a)} says so, {by(b)} says the contrary on another day.",
            )
        return flat_contradiction(a, b, f"{by(a)} says so, {by(b)} says the contrary.")
    return None


def _against(yes: Sequence[Answer], no: Sequence[Answer]) -> Iterator[tuple[Answer, Answer]]:
    """The pairs worth comparing: all where they are few, else those that share most words, so that the
    cost does not grow with the square of the answers."""
    if len(yes) * len(no) <= _PAIRS:
        for a in yes:
            for b in no:
                yield a, b
        return
    holding: dict[str, list[int]] = defaultdict(list)
    for n, b in enumerate(no):
        for word in b.node.words - b.node.pack.common:
            holding[word].append(n)
    for a in yes:
        lists = [holding[w] for w in a.node.words if w in holding]
        shared = Counter(chain.from_iterable(of[:_HELD] for of in lists))
        for n, _ in sorted(shared.items(), key=lambda s: (-s[1], s[0]))[:_LIKELY]:
            yield a, no[n]
