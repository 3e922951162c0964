"""The evaluative labels of each outlet, outside quotation marks, that its reader has not seen above."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from truceline.brief.alone import untied
from truceline.brief.composed import Part, all_of, borne
from truceline.brief.english import english
from truceline.brief.material import Material
from truceline.brief.naming import who
from truceline.brief.sides import is_voice
from truceline.brief.wording import quoted, with_an_article
from truceline.model.brief import Item, Section, Sentence
from truceline.model.reading import Claim, Manner, Mention, MentionType

__all__ = ["how_told"]

_LABELS = 4
_SOMEBODY = "somebody"
"""A holder whom nothing names: whose the label is, cannot be told."""
_SINGLE = re.compile(r"(?P<opens>(?<![\w.,!?’'])['‘](?=\w))|(?<=[\w.,!?])['’](?!\w)")
_CLOSES = re.compile(r"(?<=[\w.,!?])['’](?!\w)")
_FAR = 300
"""Characters within which a quotation in single marks closes."""
_NEAR = 30
"""Characters before a label in which a verb of naming stands."""
_OF_SOMEBODY = (MentionType.PARTY, MentionType.GROUP, MentionType.ORGANISATION)
_Labels = dict[str, dict[str, list[Mention]]]
"""For each label, as it is known without its article, its mentions by what is told behind it."""


def how_told(material: Material, above: Iterable[Section]) -> Section:
    """Evaluative labels that each outlet uses outside quotation marks, and what each stands for, or in whose words;
    of others' words only those that stand in no sentence `above`, where their speaker is named."""
    seen = [t for x in above for i in x.items for t in i.sentences]
    own: dict[str, _Labels] = {}
    retold: dict[str, _Labels] = {}
    for report, reading in sorted(material.readings.items()):
        if material.is_digest(report):
            continue
        for m in reading.mentions:
            if m.loaded and m.voice in (None, "outlet"):
                if _retold_loosely(m, material) or _in_marks(m, material):
                    continue
                called = _called_so(m, material)
                whose = _whose(m, material)
                whose = "" if _of_the_speaker(m, material) else whose
                known = whose not in (_SOMEBODY, material.outlet(report))
                if not known or ((whose or called) and any(_stands_in(m, t) for t in seen)):
                    continue
                labels = (retold if whose or called else own).setdefault(material.outlet(report), {})
                meant = _stands_for(m, material)
                if m.type in _OF_SOMEBODY and not meant and not re.search(r"[A-Z]", m.span.quote):
                    continue
                told = [f"(for {meant})" if meant else "", f"(telling what {whose} said)" if whose else ""]
                behind = " ".join(x for x in told if x)
                labels.setdefault(_bare(m), {}).setdefault(behind, []).append(m)
    items = []
    for outlet in sorted({*own, *retold}):
        found = [
            _labels(f"{outlet}, outside quotation marks", own.get(outlet, {}), material),
            _labels(
                f"{outlet}, outside quotation marks, where it tells what others say",
                retold.get(outlet, {}),
                material,
            ),
        ]
        items.append(Item(outlet, tuple(s for s in found if s)))
    empty = "No evaluative label was found outside quotation marks that is not told above."
    return Section(
        "told", "How they told it", tuple(i for i in items if i.sentences), empty=empty, annex=True
    )


def _bare(mention: Mention) -> str:
    """A label without its article and the sign of an owner, by which it is known again."""
    words = untied(mention.span.quote).casefold().split()
    return " ".join(words[1:] if words[0] in english().article | english().known and words[1:] else words)


def _stands_in(mention: Mention, sentence: Sentence) -> bool:
    """Whether a label was read in what a sentence tells of its report."""
    span = mention.span
    cited = any(s.report == span.report and s.start <= span.start < s.end for s in sentence.spans)
    return cited and " ".join(span.quote.split()).casefold() in sentence.text.casefold()


def _called_so(mention: Mention, material: Material) -> bool:
    """Whether the outlet says that somebody calls a thing so ("which it calls terrorists")."""
    page, at = material.page(mention.span.report), mention.span.start
    return page is not None and _calling().search(page.text[max(0, at - _NEAR) : at]) is not None


def _retold_loosely(mention: Mention, material: Material) -> bool:
    """Whether it stands behind a word for what people hold or feel ("critics", "the appearance of"): whose the label
    then is, nobody tells."""
    page, at = material.page(mention.span.report), mention.span.start
    if page is None:
        return True
    before = page.text[page.around(at, mention.span.end)[0] : at].casefold()
    return bool(english().attitude & set(re.findall(r"[a-z]+", before)))


def _in_marks(mention: Mention, material: Material) -> bool:
    """Whether it stands between quotation marks, double ones or, as headlines and feeds quote, single: then it is no word
    of the outlet's."""
    page, at = material.page(mention.span.report), mention.span.start
    if page is None:
        return True
    start = next((a for _, a, b in page.blocks if a <= at < b), at)
    before = page.text[start:at]
    if before.count('"') % 2 or before.rfind("“") > before.rfind("”"):
        return True
    depth = 0
    for mark in _SINGLE.finditer(page.text, start, at):
        depth = 1 if mark["opens"] else 0
    return depth > 0 and _CLOSES.search(page.text, mention.span.end, at + _FAR) is not None


@cache
def _calling() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(english().calling))})\s+(?:\w+\s+){{0,2}}[\"“‘']?$")


def _whose(mention: Mention, material: Material) -> str:
    """The holder in whose reported words a label stands: it may be theirs, and of words within words it is whoever
    passes on the inner ones; "" in the outlet's own voice."""
    claim = _outermost(material.claims.get(mention.claim or ""), material)
    if claim is None or claim.manner in (Manner.OWN, Manner.UNSOURCED):
        return ""
    whose = re.sub(r",? *\(?not named\)?", "", who(claim, material)).strip(" ,")
    source = claim.source
    page = material.page(claim.report)
    named = [x for x in (source, claim.antecedent) if x is not None]
    cut = page is not None and any(page.text[x.end : x.end + 1] == "-" for x in named)
    words = whose.split()
    bare = words[-1:] != [] and words[-1].islower() and not words[-1].endswith("s")
    led = words[:1] != [] and (
        words[0].casefold() in english().article | english().known or re.search(r"['’]s? ", whose)
    )
    known = any(map(str.isupper, whose)) and bool(led or not bare)
    return whose if whose and known and not cut and is_voice(claim, material) else _SOMEBODY


def _of_the_speaker(mention: Mention, material: Material) -> bool:
    """Whether a label names whoever speaks in the words in which it stands: nobody calls himself so."""
    claim = _outermost(material.claims.get(mention.claim or ""), material)
    party = claim.party if claim is not None else None
    return party is not None and party in (mention.party, mention.entity)


def _outermost(claim: Claim | None, material: Material) -> Claim | None:
    """The claim that holds `claim` and stands in no other person's words."""
    outer = material.claims.get(claim.nested_in) if claim is not None and claim.nested_in else None
    told = outer is not None and outer.manner not in (Manner.OWN, Manner.UNSOURCED)
    return _outermost(outer, material) if told else claim


def _stands_for(mention: Mention, material: Material) -> str:
    neutral = mention.neutral or material.name(mention.party) or ""
    if mention.type in _OF_SOMEBODY:
        neutral = neutral if re.search(r"[A-Z]", neutral) else material.name(mention.party) or neutral
    bare = not mention.entity and not re.search(r"[A-Z]", neutral)
    same = re.search(rf"\b{re.escape(neutral)}\b", mention.span.quote, re.IGNORECASE)
    return "" if bare or same else with_an_article(neutral, mention.span.quote)


def _labels(lead: str, labels: _Labels, material: Material) -> Sentence | None:
    found = list[Part]()
    named = {k: by for k, by in labels.items() if any(by) or _of_somebody(by)}
    for _, by in sorted(named.items(), key=lambda x: (-sum(map(len, x[1].values())), x[0])):
        for behind, some in sorted(by.items()):
            words = f"{quoted(untied(some[0].span.quote))}{f' {behind}' if behind else ''}"
            cited = material.citing(m.span for m in some[:2])
            whole = borne(words, cited, material)
            found += [whole] if whole is not None else []
    left = len(found) - _LABELS
    whole_row = all_of([*found[:_LABELS], *([Part(f"{left} more", ())] if left > 1 else found[_LABELS:])])
    return Sentence(f"{lead}: {whole_row.words}.", whole_row.spans) if whole_row is not None else None


def _of_somebody(by: dict[str, list[Mention]]) -> bool:
    """Whether a label itself names whom or what it is for ("the Orvel aggression")."""
    words = (m.span.quote.split()[1:] for mentions in by.values() for m in mentions)
    return any(w[:1].isupper() for some in words for w in some)
