"""What a told sentence takes for known, named in it: a few words of its own report in square brackets.

That a sentence above which tells which deal is meant is cited with it helps who opens the link; who reads the brief
asks "which deal?" at the sentence. What no few words tell is told by the sentence that brings it in.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from truceline.brief.before import letters
from truceline.brief.borne_out import completed
from truceline.brief.english import any_of, english
from truceline.brief.glosses import another_nearer, as_described, told_above
from truceline.brief.leaning import bringing
from truceline.brief.material import Material
from truceline.brief.nobody import either
from truceline.brief.nouns import brings_in
from truceline.brief.open_ends import leaning_in, names_nobody_before
from truceline.brief.owner import in_a_bracket, named
from truceline.brief.refers import Loose
from truceline.brief.sentences import Page, abbreviated
from truceline.brief.wording import days_behind
from truceline.model.brief import Sentence
from truceline.model.span import Span

__all__ = ["with_names_in_brackets"]

_ASIDE = re.compile(r"\[(?!\w\])(?:[^\[\]]|\[[^\[\]]*\])*\]")
_MOST = 2
_TO_A_NUMBER = re.compile(r"\b(?:to|by|from) \d+$")
"""The end of a phrase cut out of a count ("of the agreement to 15 dead")."""
_CONTEXT = 14
"""Letters before a day by which it is found again in the words told."""
_LEAST, _HEAD, _LOOK_BACK = 4, 24, 12
_LONGEST = 16
_PAIR = re.compile(r"\b([A-Z][\w-]+) and ([A-Z][\w-]+)(?! [A-Z]|['’]s)\b")
_ROLE = re.compile(r"[Tt]he [a-z]+(?: [a-z]+)?")
_NAME = re.compile(r"\b[A-Z][\w’'-]+")
_SURNAME = re.compile(r"[A-Z][a-z][\w’'-]+")
_NOUN_WITHIN, _NOUNS_BEHIND = 6, 2
_STOP = re.compile(r"\sat\s(?=\d{1,2}[:.]\d\d)|[,;:()“”\"\[\]?!]|\.(?=\s|$)|\s[-–—]+\s")


def with_names_in_brackets(sentence: Sentence, material: Material) -> Sentence:
    """`sentence` with the days of its weekdays, and behind each noun that only other lines of its report explain the
    words there that do: two at most, and what they stand in is cited. Which pact is meant needs no words where the
    brief is about one."""
    sentence = _with_speakers(_with_days(sentence, material), material)
    told = [s for s in sentence.spans if s.report in material.reports]
    page = material.page(told[-1].report) if told else None
    if page is None or page.in_capitals or len({s.report for s in told}) != 1:
        return sentence
    text, spans = sentence.text, list(sentence.spans)
    glosses: list[tuple[int, str]] = []
    start, end = _place(text, told, page), told[-1].end
    for loose in leaning_in(text):
        behind = (text[loose.end :].split() or [""])[0]
        if behind == "of" or (loose.words[-1].casefold() in english().talking and _told_of(text, loose.end)):
            continue
        if loose.words[-1].casefold() in english().pact | english().talking and brings_in(
            _ASIDE.sub(" ", text[: loose.start]), loose.words[-1]
        ):
            continue
        found = _few_words(loose, text, page, start, end, material)
        if found is None or len(glosses) == _MOST or not _whole_and_plain(*found, material):
            continue
        spans.append(found[1])
        ours = material.accord is not None and loose.words[-1].casefold() in english().pact
        if not ours and found[0] not in text and all(found[0] != g for _, g in glosses):
            glosses.append((loose.end, found[0]))
    two = _both().search(text) if material.accord is None else None
    pair = _pair_above(page, start, material) if two is not None and len(glosses) < _MOST else None
    if two is not None and pair is not None and not _PAIR.search(text, 0, two.start()):
        spans.append(pair[1])
        glosses.append((two.end(), pair[0]))
    for at, phrase in sorted(glosses, reverse=True):
        text = f"{text[:at]} [{phrase}]{text[at:]}"
    if len(spans) > len(sentence.spans):
        sentence = replace(sentence, text=text, spans=material.citing(spans, len(spans)))
    return sentence


def _pair_above(page: Page, start: int, material: Material) -> tuple[str, Span] | None:
    """The two whom "both sides" means: the nearest two names joined by "and" above, where both are main parties and no
    other one is named since."""
    others = set[str]()
    for a, b in reversed([x for x in page.above(start, _LOOK_BACK) if material.is_text(page.report, x[0])]):
        mentions = [m for m in material.mentions(page.report, a, b) if m.party in material.main_parties]
        others |= {m.party for m in mentions if m.party}
        joined = _PAIR.search(page.text, a, b)
        if joined is None:
            continue
        two = {
            m.party for m in mentions for g in (1, 2) if joined.start(g) <= m.span.start < joined.end(g)
        } - {None}
        return (joined[0], page.span(a, b)) if len(two) == len(joined.groups()) and two == others else None
    return None


@cache
def _both() -> re.Pattern[str]:
    return re.compile(rf"\b(?:[Bb]oth|[Tt]he two) (?:{any_of(english().two_sides)})\b(?! [\[(]|['’])")


def _whole_and_plain(phrase: str, span: Span, material: Material) -> bool:
    """Whether words for a bracket are cut at no name or count, and hold no label."""
    words = " ".join(span.quote.split())
    at = words.casefold().find(phrase.casefold())
    behind = words[at + len(phrase) :] if at >= 0 else ""
    cut = phrase.split()[-1][:1].isupper() and re.match(r" [A-Z]", behind) is not None
    some = [m.span for m in material.mentions(span.report, span.start, span.end) if m.loaded]
    labelled = any(" ".join(s.quote.split()) in phrase for s in some)
    coloured = labelled or bool({*phrase.casefold().split()} & english().fighters)
    return not (cut or coloured or _TO_A_NUMBER.search(phrase))


def _place(text: str, told: list[Span], page: Page) -> int:
    """Where the first of the sentences begins that are told, of all that are cited."""
    words = letters(text)
    for a, b in page.sentences:
        held = any(s.start <= a and b <= s.end for s in told)
        head = letters(page.text[page.past_dateline(a) : b])[-_HEAD:] if held else ""
        if head and head in words:
            return a
    return told[-1].start


def _told_of(text: str, end: int) -> bool:
    """Whether words behind a noun tell on what or between whom."""
    return (text[end:].split() or [""])[0] in english().telling_which


def _few_words(
    loose: Loose, text: str, page: Page, start: int, end: int, material: Material
) -> tuple[str, Span] | None:
    """The words that tell what a phrase stands for, and where they stand."""
    head = loose.words[-1].casefold()
    if head in english().pact or head in english().talking:
        for span in bringing(head, page, start, material):
            phrase = _of_a_pact(head, span.quote)
            sure = phrase and as_described(loose.words, loose.words[-1], span.quote)
            if phrase and sure and not _another(head, phrase, span, page, start, material):
                return _dated_within(phrase, span, page, material), span
        return None
    found = told_above(loose, page, start, end, material)
    if found is None or not found[0] or found[0].casefold() in text.casefold():
        return None
    phrase, span, size = found
    if size < len(" ".join(loose.words)):
        return None
    return _dated_within(phrase, span, page, material), span


def _another(head: str, phrase: str, span: Span, page: Page, start: int, material: Material) -> bool:
    """Whether a sentence above `start` brings in another pact, or other talks, than the `phrase` of `span` does: then
    either may be meant."""
    if another_nearer(span, page, start, material):
        return True
    mine = set(_NAME.findall(span.quote))
    some = (
        x for x in page.above(start, _LOOK_BACK) if x[0] != span.start and material.is_text(page.report, x[0])
    )
    found = (_of_a_pact(head, page.text[slice(*x)]) for x in some)
    return any(f != phrase and not set(_NAME.findall(f)) <= mine for f in found if f)


def _of_a_pact(head: str, sentence: str) -> str | None:
    """The words that bring in a pact or talks with what tells which: up to a mark or a verb, and no further than the
    last name in them. "The truce" is brought in by a truce."""
    lists = english()
    some = lists.pact if head in lists.pact else lists.talking
    for found in _brings().finditer(sentence):
        words = sentence[found.start() : _stop(sentence, found.end())].split()[:_LONGEST]
        at = next((n for n, w in enumerate(words[:_NOUN_WITHIN]) if w.casefold() in some), None)
        before = {w.casefold() for w in words[:at]}
        if at is None or before & (lists.finite | lists.auxiliary | lists.other_pact):
            continue
        if found[0].strip().casefold() in lists.known and not all(
            _named_pact().match(w) for w in words[1:at]
        ):
            continue
        if head in lists.halt and not lists.halt & {w.casefold() for w in words[: at + 1]}:
            continue
        tail = words[at + 1 :]
        if not tail or tail[0] == "by" or not (tail[0] in lists.telling_which or tail[0].endswith("ed")):
            tail = []
        verb = next(
            (n for n, w in enumerate(tail) if n > 1 and w in lists.auxiliary | lists.finite), len(tail)
        )
        names = [n for n, w in enumerate(tail[:verb]) if w[:1].isupper()]
        tail = (
            _without_a_day(tail[: names[-1] + 1 + _nouns_from(tail[names[-1] + 1 : verb])]) if names else []
        )
        if tail or any(w[:1].isupper() for w in words[1:at]):
            phrase = " ".join([*words[: at + 1], *tail])
            phrase = re.sub(r"['’]s?$|(?<=[a-z])\.$", "", phrase)
            return (
                phrase[0].lower() + phrase[1:]
                if found[0].strip().casefold() in lists.article | lists.known
                else phrase
            )
    return None


@cache
def _brings() -> re.Pattern[str]:
    """What stands before a noun that is brought in."""
    lists = english()
    article, the = any_of(lists.article), any_of(lists.known)
    owner = r"[A-Z][\w.-]*['’]s"
    return re.compile(
        rf"\b(?:(?i:{article})|(?i:{the})(?=\s+[A-Z])|{owner})\s+|\b(?=(?:{any_of(lists.talking)}) )"
    )


@cache
def _named_pact() -> re.Pattern[str]:
    return re.compile(rf"[A-Z]|\w+-[A-Z]|(?:{any_of(english().of_a_pact)})$")


def _nouns_from(words: list[str]) -> int:
    """How many of some words still belong to the name before them ("the Vell region")."""
    lists = english()
    ends = lists.small | lists.telling_which | lists.headless | lists.subordinate
    stop = next((n for n, w in enumerate(words) if w.casefold() in ends or w.endswith("ed")), len(words))
    return stop if stop <= _NOUNS_BEHIND else 0


def _without_a_day(tail: list[str]) -> list[str]:
    """Without "on Thursday" at the end: whose week that was of is told by its own report only."""
    return tail[:-2] if tail[-1].casefold().strip(".") in english().weekday and len(tail) > 1 else tail


def _stop(sentence: str, at: int) -> int:
    """Where the clause ends that holds the character at `at`."""
    for found in _STOP.finditer(sentence, at):
        if found[0] != "." or not abbreviated(sentence[at : found.start()]):
            return found.start()
    return len(sentence)


def _dated_within(phrase: str, span: Span, page: Page, material: Material) -> str:
    """A phrase with the days of its weekdays in round brackets."""
    for at, told in days_behind(material, page.report, span.start, span.end):
        before = page.text[max(span.start, at - _CONTEXT) : at]
        before = before[before.rfind(" ", 0, -len(before.split()[-1])) + 1 :] if before.split() else ""
        if before and phrase.casefold().count(before.casefold()) == 1 and "not given" not in told:
            end = phrase.casefold().index(before.casefold()) + len(before)
            phrase = f"{phrase[:end]} ({told}){phrase[end:]}"
    return phrase


def _with_speakers(sentence: Sentence, material: Material) -> Sentence:
    """`sentence` with the name behind "he said", where nobody is named in it before, and with the office behind a
    surname that stands alone."""
    text, spans = sentence.text, list(sentence.spans)
    for span in sentence.spans:
        reading, page = material.readings.get(span.report), material.page(span.report)
        for claim in reading.claims if reading is not None and page is not None else ():
            source = claim.source
            if source is None or page is None or not (span.start <= source.start < span.end):
                continue
            surname = _SURNAME.fullmatch(source.quote) is not None
            role = _ROLE.fullmatch(source.quote) is not None
            known = (
                surname or role or (source.quote.casefold() in english().he and not either(claim, material))
            )
            if not known or claim.anonymous:
                continue
            behind = " ".join(page.text[source.start : source.end + _CONTEXT].split())
            at = text.find(behind)
            if len(behind) < _LEAST or at < 0 or text.startswith(" [", at + len(source.quote)):
                continue
            before, name = _ASIDE.sub(" ", text[:at]), named(claim, material)
            nobody = _brings_nobody(before, source.quote) if surname else names_nobody_before(before)
            if not (nobody or role):
                continue
            if surname and not _tells_more(name, source.quote):
                continue
            if any(map(str.isupper, name)) and len(name.split()) > 1 and in_a_bracket(name) not in text:
                end = at + len(source.quote)
                text = f"{text[:end]} [{in_a_bracket(name)}]{text[end:]}"
                spans += [claim.antecedent] if claim.antecedent is not None else []
    if text == sentence.text:
        return sentence
    made = replace(sentence, text=text, spans=material.citing(spans, len(spans)))
    return completed(made, material) or sentence


def _tells_more(name: str, surname: str) -> bool:
    """Whether a name has more than the surname and a rank: a first name, at the least."""
    lists = english()
    words = re.findall(r"[A-Z][\w’'-]+", re.sub(r",.*", "", name))
    return surname in words and any(
        w != surname and w.casefold() not in lists.person | lists.rank | lists.voice | lists.office
        for w in words
    )


def _brings_nobody(before: str, surname: str) -> bool:
    """Whether no other word of a name or office stands right before a surname, nor the surname itself further on."""
    last = (before.split() or [""])[-1].strip("“‘\"'")
    lists = english()
    office = last.casefold() in lists.person | lists.rank | lists.voice | lists.office
    return not re.search(rf"\b{re.escape(surname)}\b", before) and not office and not _SURNAME.fullmatch(last)


def _with_days(sentence: Sentence, material: Material) -> Sentence:
    """`sentence` with the dates of those of its weekdays that stand without one."""
    text = sentence.text
    for span in sentence.spans:
        if span.report not in material.reports:
            continue
        page = material.page(span.report)
        for at, told in days_behind(material, span.report, span.start, span.end) if page is not None else ():
            before = (
                " ".join(page.text[max(span.start, at - _CONTEXT) : at].split()) if page is not None else ""
            )
            if len(before) < _LEAST or text.count(before) != 1:
                continue
            end = text.index(before) + len(before)
            if text[end : end + 2] not in (" [", " (") and not text[end : end + 1].isalpha():
                aside = text.count("[", 0, end) > text.count("]", 0, end)
                text = f"{text[:end]} {f'({told})' if aside else f'[{told}]'}{text[end:]}"
    return sentence if text == sentence.text else replace(sentence, text=text)
