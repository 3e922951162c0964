"""What monitors see themselves, kept as reports: enter it, list it, and what it amounts to."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from truceline import standing
from truceline.case.case import Case
from truceline.case.form import from_report, report_of
from truceline.case.named import clause_named, near
from truceline.case.view import View
from truceline.errors import IntakeError, ItemNotFound, UsageError
from truceline.model.accord import Accord
from truceline.model.observation import Basis, Found, Looks, Method, Observation
from truceline.model.report import Handling, Report
from truceline.model.standing import Signal

__all__ = [
    "FIELDS",
    "checked",
    "coverage",
    "from_file",
    "means",
    "observation_json",
    "observations",
    "observe",
]

_ASKED = {
    "by": "who looked",
    "since": "when somebody looked",
    "found": "what was found",
    "basis": "on what it rests",
}
FIELDS = [
    "by",
    "actor",
    "from",
    "until",
    "place",
    "method",
    "basis",
    "found",
    "clauses",
    "words",
    "teller",
    "teller_actor",
    "perpetrator",
    "barred_by",
    "count",
    "measure",
    "incident",
    "reported",
    "handling",
]
"""What an observation can say, as the columns of a file have it."""
_TOLD_ONLY = (Found.ALLEGED, Found.DENIED)
_LOOKED_ONLY = (Found.NONE, Found.BREACH, Found.UNSUBSTANTIATED)


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of observations that were entered."""

    new: tuple[Report, ...]
    known: tuple[Report, ...]
    problems: tuple[IntakeError, ...] = ()


def observe(case: Case, given: Iterable[Mapping[str, str]], *, corrects: str | None = None) -> Entered:
    """Keep observations as reports, all in one transaction; entering one again adds nothing.

    `given` are fields by name (`FIELDS`). `corrects` is the id of an observation that the one given
    takes the place of; the earlier stays in the record. Raises `UsageError` for the first that
    cannot be taken.
    """
    rows = list(given)
    item = None
    if corrects is not None:
        before = case.report(corrects)
        if from_report(before) is None:
            raise ItemNotFound(f"report {corrects} is no observation", mend="`truceline observe list`")
        item = before.item
    prepared = []
    for row in rows:
        values = checked(row, case.accord)
        handling = Handling(values.pop("handling", Handling.INTERNAL.value))
        report = report_of(values, values.pop("words", ""), handling, item)
        prepared.append((report, report.text.encode("utf-8")))
    return Entered(*case.keep(prepared))


def from_file(path: Path, accord: Accord | None) -> tuple[list[dict[str, str]], list[IntakeError]]:
    """The observations of a file of JSON lines (`.jsonl`) or a table (`.csv`), and what is wrong
    with the others, line by line."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as e:
        raise IntakeError(f"cannot be read: {e}", where=path, mend="give a file in UTF-8") from e
    good: list[dict[str, str]] = []
    bad: list[IntakeError] = []
    for number, row in _rows(text, path):
        try:
            if isinstance(row, IntakeError):
                raise row
            good.append(checked(row, accord))
        except UsageError as e:
            bad.append(IntakeError(e.what, where=f"{path}:{number}", mend=e.mend))
        except IntakeError as e:
            bad.append(e)
    return good, bad


def checked(given: Mapping[str, str], accord: Accord | None) -> dict[str, str]:
    """The fields of an observation, each as it is kept; raises `UsageError` with what is wrong."""
    values = {k: " ".join(str(v).split()) for k, v in given.items() if v is not None and str(v).strip()}
    for name in values:
        if name not in (*FIELDS, "since"):
            meant = near(name, FIELDS)
            raise UsageError(
                f"an observation has no field {name!r}",
                mend=f"did you mean {' or '.join(meant)}?" if meant else f"fields: {', '.join(FIELDS)}",
            )
    values["since"] = values.pop("from", values.get("since", ""))
    for name in ("by", "since", "found", "basis"):
        if not values.get(name):
            field = {"since": "from"}.get(name, name)
            raise UsageError(f"it is not said {_ASKED[name]}", mend=f"give --{field}")
    values.setdefault("until", values["since"])
    values.setdefault("method", Method.OTHER.value)
    words = {"found": Found, "basis": Basis, "method": Method, "handling": Handling}
    for name, allowed in words.items():
        if name in values and values[name] not in [w.value for w in allowed]:
            raise UsageError(
                f"{values[name]!r} is no {name}", mend=f"one of: {', '.join(w.value for w in allowed)}"
            )
    for name in ("since", "until", "reported"):
        if name in values:
            values[name] = _moment(values[name], name)
    if values["until"] < values["since"]:
        raise UsageError("it ends before it begins", mend="swap --from and --until")
    if values.get("reported", values["until"])[:10] < values["until"][:10]:
        raise UsageError("it is reported before it is over", mend="give a later --reported")
    found, basis = Found(values["found"]), Basis(values["basis"])
    if found in _TOLD_ONLY and basis is not Basis.TOLD:
        raise UsageError(f"{found.value!r} is what somebody tells", mend="--basis told, and --teller")
    if found in _LOOKED_ONLY and basis is Basis.TOLD:
        raise UsageError(f"{found.value!r} takes somebody who looked", mend="--basis saw, heard or records")
    if found is Found.BREACH and not values.get("perpetrator"):
        raise UsageError("a breach is somebody's", mend="--perpetrator PARTY, or --found incident")
    if "count" in values:
        _number(values["count"])
    return _known(values, accord)


def _known(values: dict[str, str], accord: Accord | None) -> dict[str, str]:
    """Names that the accord must know: clauses, actors, measures."""
    clauses = [c.strip() for c in values.get("clauses", "").replace(";", ",").split(",") if c.strip()]
    if accord is None:
        values["clauses"] = ",".join(clauses)
        return values
    ids = {x.casefold(): x for c in accord.clauses for x in (c.id, *(p.id for p in c.parts))}
    for name in clauses:
        if name.casefold() not in ids:
            raise UsageError(
                f"{accord.id} has no clause {name!r}", mend=f"clauses: {', '.join(ids.values())}"
            )
    values["clauses"] = ",".join(ids[name.casefold()] for name in clauses)
    actors = {a.id for a in accord.actors} | {e.id for e in accord.vocabulary.entities}
    for name in ("actor", "teller_actor", "perpetrator", "barred_by"):
        if name in values and values[name] not in actors:
            meant = near(values[name], actors)
            mend = f"did you mean {' or '.join(meant)}?" if meant else "use an id of the accord"
            raise UsageError(f"{accord.id} knows nobody as {values[name]!r}", mend=mend)
    measures = [m for m, _ in accord.measures]
    if "measure" in values and values["measure"] not in measures:
        raise UsageError(
            f"{accord.id} has no measure {values['measure']!r}", mend=f"measures: {', '.join(measures)}"
        )
    return values


def observations(view: View) -> tuple[Observation, ...]:
    """The observations known to a view, in the order in which they became known."""
    found = [o for r in view.reports.values() if r.id not in view.withdrawn and (o := from_report(r))]
    return tuple(sorted(found, key=lambda o: (o.known_on, o.since, o.report)))


def means(accord: Accord | None, o: Observation) -> tuple[Signal, ...]:
    """What an observation tells of clauses, by the fixed table."""
    return standing.observed(accord, (o,)) if accord is not None else ()


def coverage(
    view: View, first: str | None, last: str | None, clauses: Sequence[str] = ()
) -> tuple[Looks, ...]:
    """Who looked at each clause on each day; by default at the clauses and days that anybody looked at.
    Raises `ItemNotFound` for a clause that the accord has not, `UsageError` for a first day after the last."""
    told = observations(view)
    chosen = [clause_named(view.accord, name).id for name in clauses] if view.accord else list(clauses)
    chosen = chosen or sorted({c for o in told for c in o.clauses})
    if first and last and first > last:
        raise UsageError(f"--from {first} lies after --to {last}", mend="give the earlier day first")
    if not told and (first is None or last is None):
        return ()
    since = first or min(o.since[:10] for o in told)
    until = last or max(o.until[:10] for o in told)
    return standing.coverage(told, chosen, since, until)


def observation_json(o: Observation, accord: Accord | None) -> dict[str, Any]:
    """An observation as plain data, with the signals that it is."""
    return {
        "id": o.report,
        "by": o.by,
        "actor": o.actor,
        "from": o.since,
        "until": o.until,
        "place": o.place,
        "method": o.method.value,
        "basis": o.basis.value,
        "found": o.found.value,
        "clauses": list(o.clauses),
        "teller": o.teller,
        "perpetrator": o.perpetrator,
        "barred_by": o.barred_by,
        "count": o.count,
        "measure": o.measure,
        "incident": o.incident,
        "known_on": o.known_on,
        "words": o.span.quote,
        "means": [{"clause": s.clause, "kind": s.kind.value, "as": s.role.value} for s in means(accord, o)],
    }


def _rows(text: str, path: Path) -> Iterable[tuple[int, Mapping[str, str] | IntakeError]]:
    if path.suffix.casefold() == ".csv":
        reader = csv.DictReader(io.StringIO(text), strict=True)
        try:
            for row in reader:
                if None in row:
                    yield reader.line_num, IntakeError("too many columns", where=f"{path}:{reader.line_num}")
                else:
                    yield reader.line_num, {str(k).strip(): v for k, v in row.items() if v}
        except csv.Error as e:
            yield reader.line_num, IntakeError(f"not a table: {e}", where=f"{path}:{reader.line_num}")
        return
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError as e:
            yield number, IntakeError(f"not JSON: {e}", where=f"{path}:{number}")
            continue
        if not isinstance(value, dict):
            yield number, IntakeError("a line is one observation with named fields", where=f"{path}:{number}")
            continue
        yield number, {k: ",".join(map(str, v)) if isinstance(v, list) else v for k, v in value.items()}


def _moment(value: str, name: str) -> str:
    try:
        found = dt.datetime.fromisoformat(value)
    except ValueError as e:
        field = {"since": "from"}.get(name, name)
        raise UsageError(
            f"--{field} {value!r} is no day or hour", mend="write 2031-05-11 or 2031-05-11T08:30+02:00"
        ) from e
    return value if len(value) > len("2031-05-11") else found.date().isoformat()


def _number(value: str) -> None:
    try:
        if float(value) < 0:
            raise ValueError(value)
    except ValueError as e:
        raise UsageError(f"--count {value!r} is no number", mend="give how many were seen") from e
