"""Numbers for sources and for the words cited, and text made safe to show."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from truceline.brief.wording import days_plain
from truceline.model.brief import Brief, Source
from truceline.model.span import Span

__all__ = ["Ref", "Refs", "as_read", "by_entry", "of_the_agreement", "shown"]

_ID = re.compile(r"^\s*- id: *[\"']?([\w.-]+)", re.MULTILINE)
_OWN_ID = re.compile(r"- id: ([\w-]+)")
_ENTRY = re.compile(r"^\s*- \{?id: *[\"']?([\w.-]+)", re.MULTILINE)
_CLAUSES = re.compile(r"^clauses:", re.MULTILINE)
_LINE = re.compile(r"(?:- )?(?P<key>[a-z_]+):(?:\s+(?P<value>.*))?$")
_UNREAD = (
    "id",
    "condition_clause",
    "condition_amount",
    "document",
    "topic",
    "topics_also",
    "carries",
    "sources",
    "confidence",
)
"""What a clause's entry has for our own use only."""
_READ = {
    "ref": "where in the text:",
    "obligors": "owed by",
    "beneficiaries": "owed to",
    "words": "",
    "kind": "",
}
_WHOSE = ("obligors", "beneficiaries", "holders")
_FOR_US = re.compile(r"(?:, )?\bcondition_(?:clause|amount): [^,]+")
_INNER = re.compile(r"\b([a-z_]+): ")
_UNSAFE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def shown(text: str) -> str:
    """`text` without control characters, direction overrides and isolates: they could reorder or
    hide the words around them. Marks that a script needs (LRM, RLM, ALM, joiners) stay."""
    return _UNSAFE.sub("", text)


@dataclass(frozen=True, slots=True)
class Ref:
    """One citation: the number of its source (from 1), of its paragraph, and its own ("w12")."""

    id: str
    source: int
    paragraph: int | None
    span: Span
    agreement: str | None = None
    """Where it cites the text of the agreement and not a report: "agreement" and the clause's id, or "days"
    for what stands before the clauses, of how days are counted."""

    @property
    def label(self) -> str:
        """How it is shown: "4 ¶12", or "agreement B2"."""
        if self.agreement:
            return self.agreement
        return f"{self.source} ¶{self.paragraph}" if self.paragraph else f"{self.source}"


class Refs:
    """Every span of a brief, numbered in the order in which sentences cite them."""

    def __init__(self, brief: Brief) -> None:
        self.sources = brief.sources
        self._number = {s.report: n for n, s in enumerate(brief.sources, 1)}
        self._refs: dict[Span, Ref] = {}
        for section in brief.sections:
            for item in section.items:
                for sentence in item.sentences:
                    self.of(sentence.spans)
            for table in section.tables:
                for row in table.rows:
                    for cell in row:
                        self.of(cell.spans)

    def of(self, spans: Iterable[Span]) -> list[Ref]:
        """The citations of `spans`; a span whose report is not among the sources has none."""
        found = []
        for span in dict.fromkeys(spans):
            number = self._number.get(span.report)
            if number is None:
                continue
            if span not in self._refs:
                source = self.sources[number - 1]
                ref = Ref(
                    f"w{len(self._refs) + 1}",
                    number,
                    _paragraph(source, span.start),
                    span,
                    _clause(source, span),
                )
                self._refs[span] = ref
            found.append(self._refs[span])
        return found

    def shown_of(self, spans: Iterable[Span]) -> list[tuple[Ref, str]]:
        """The citations of a sentence with the words that lead to them, each words once; "agreement" stands
        before the first of its clauses only."""
        found: list[tuple[Ref, str]] = []
        seen: set[str] = set()
        for ref in self.of(spans):
            if ref.label in seen:
                continue
            label = ref.label.removeprefix("agreement ").removeprefix("agreement, ")
            again = ref.agreement is not None and any(s.startswith("agreement") for s in seen)
            found.append((ref, label if again else ref.label))
            seen.add(ref.label)
        return found

    def labels(self, spans: Iterable[Span]) -> str:
        """ "4 ¶12, ¶14; 5 ¶3": the citations of a sentence, each place once."""
        by_source: dict[str, list[str]] = {}
        for ref in self.of(spans):
            mark = f"¶{ref.paragraph}" if ref.paragraph else ""
            marks = by_source.setdefault(ref.agreement or str(ref.source), [])
            if mark and mark not in marks:
                marks.append(mark)
        return "; ".join(f"{n} {', '.join(marks)}".strip() for n, marks in by_source.items())

    @property
    def all(self) -> list[Ref]:
        """Every citation, in order."""
        return list(self._refs.values())

    def within(self, report: str) -> list[Ref]:
        """The citations of one source, by place."""
        return sorted(
            (r for r in self._refs.values() if r.span.report == report),
            key=lambda r: (r.span.start, -r.span.end),
        )


def _paragraph(source: Source, at: int) -> int | None:
    return next((n for n, a, b in source.blocks if a <= at < b), None)


def _clause(source: Source, span: Span) -> str | None:
    """ "agreement B2": the clause of an accord file that holds a span; "vocabulary sall-radio": the entry of its
    vocabulary."""
    if not source.report.startswith("accord:"):
        return None
    at = span.start
    if source.report.endswith("/vocabulary"):
        return f"vocabulary {_ENTRY.findall(source.text, 0, span.end)[-1]}"
    if _CLAUSES.search(source.text, at):
        return "agreement, days"
    own = _OWN_ID.match(span.quote)
    ids = [own[1]] if own is not None else _ID.findall(source.text, 0, at)
    return f"agreement {ids[-1]}" if ids else "agreement"


def of_the_agreement(source: Source) -> bool:
    """Whether a source is the agreement as it is kept, and no report."""
    return source.report.startswith("accord:")


def by_entry(refs: Iterable[Ref]) -> list[list[Ref]]:
    """The citations of an agreement, those of one entry together, the longest first."""
    found: dict[int, list[Ref]] = {}
    for ref in refs:
        found.setdefault(ref.span.start, []).append(ref)
    return list(found.values())


def as_read(quote: str) -> str:
    """The words of a clause's entry in the agreement's file as a person reads them: its title, where it stands in the
    text, who owes it to whom, and its dates; without the marks and keys of the file."""
    found, under = list[str](), ""
    for n, line in enumerate(quote.splitlines()):
        entry = _LINE.match(line.strip())
        if entry is None:
            found.append(line.strip().removeprefix("- ").strip("\"'"))
            continue
        key, value = entry["key"], re.sub(r"[\[\]{}\"]", "", entry["value"] or "")
        if key in _UNREAD and n:
            continue
        if not value:
            under = key
            continue
        if key in _WHOSE:
            value = ", ".join(_as_name(x) for x in value.split(", "))
        value = days_plain(_FOR_US.sub("", value)).removeprefix("event: ")
        value = _INNER.sub(lambda m: f"{m[1].replace('_', ' ')} ", re.sub(r"\bkind: ", "", value))
        value = re.sub(r"\b([a-z]+) true\b", r"\1", value)
        if value == "true":
            found.append(key.replace("_", " "))
            continue
        said = _READ.get(key, f"{key.replace('_', ' ')}:")
        lead = f"{under.replace('_', ' ')}: " if under and key == "kind" else ""
        found.append(f"{lead}{said} {value}".strip())
    return "; ".join(x for x in found if x)


def _as_name(id: str) -> str:
    return " ".join(w if w in ("of", "the", "and") else w.capitalize() for w in id.strip().split("-"))
