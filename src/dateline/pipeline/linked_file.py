"""The file that reports are linked into: incidents, decisions on them, and the codings that they are made of.

It holds all that linking goes on from. Lines stay as they are, and are read when they are asked for: of those
in the form that this module writes only the little that tells where they belong.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from dateline.domain import EventRef
from dateline.domain.errors import BadInterchange, IncidentsUnusable
from dateline.exporting import incidents, interchange
from dateline.exporting.incidents.decisions import DECISION, decision_from_dict, decision_to_line
from dateline.exporting.incidents.glimpsing import first_of, glimpse
from dateline.exporting.interchange.dates import read_date
from dateline.exporting.interchange.node import Node, object_on
from dateline.pipeline.sketched import sketches_from_dict, sketches_to_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dateline.domain import Coding, Decision, Examined
    from dateline.linking.sketching import Sketch


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownIncident:
    """An incident on its line: its id, the events that it is made of, and its first day."""

    id: str
    events: tuple[EventRef, ...]
    first: date | None
    line: bytes

    @classmethod
    def of(cls, examined: Examined, line: bytes | None = None) -> KnownIncident:
        """An incident, on a line of its own where it has none."""
        one = examined.incident
        return cls(
            id=one.id,
            events=one.events,
            first=one.date.start if one.date else None,
            line=line or incidents.to_line(examined).encode(),
        )

    @property
    def order(self) -> tuple[date, str]:
        """What incidents are ordered by: their first day, those without one last, and their ids."""
        return self.first or date.max, self.id


@dataclass(slots=True, kw_only=True)
class LinkedFile:
    """What a file of incidents holds. A report's coding is read from its line each time it is asked for."""

    incidents: dict[str, KnownIncident] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    _name: str = "the file of incidents"
    _codings: dict[str, bytes] = field(default_factory=dict)
    _sketches: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def read(cls, lines: Iterable[bytes], name: str) -> LinkedFile:
        """What the lines of the file `name` hold.

        Raises:
            IncidentsUnusable: A line is neither an incident nor a decision nor a coding, an id comes twice,
                or a coding that an incident is made of is not there.
        """
        held = cls(_name=name)
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    held._take(line)
                except BadInterchange as error:
                    why = error.about if line.endswith(b"\n") else f"{error.about}: it breaks off"
                    what = f"line {number} of {name} is neither an incident nor a coding ({why})"
                    raise _unusable(what) from None
        held._check_whole()
        return held

    @property
    def reports(self) -> tuple[str, ...]:
        """The ids of the reports whose codings are there, in the order in which they came."""
        return tuple(self._codings)

    def coding(self, report: str) -> Coding:
        """The coding of a report.

        Raises:
            KeyError: There is none.
            IncidentsUnusable: Its line does not hold.
        """
        try:
            return interchange.from_dict(object_on(self._codings[report]))
        except BadInterchange as error:
            what = f"the coding of report {report!r} in {self._name} does not hold ({error.about})"
            raise _unusable(what) from None

    def sketches(self, report: str) -> tuple[Sketch, ...] | None:
        """The sketches of a report's accounts; None where none are kept that hold by the rules of today."""
        line = self._sketches.get(report)
        try:
            return sketches_from_dict(object_on(line)) if line else None
        except BadInterchange:
            return None

    def __contains__(self, report: str) -> bool:
        return report in self._codings

    def add(self, coding: Coding) -> None:
        """Keep the coding of a report."""
        self._codings[coding.report.id] = interchange.to_line(coding).encode()

    def keep(self, report: str, sketches: Sequence[Sketch]) -> None:
        """Keep the sketches of a report's accounts, so that they need not be made again."""
        self._sketches[report] = sketches_to_line(report, sketches).encode()

    def lines(self) -> Iterator[bytes]:
        """All that is held, as lines: incidents by their days and ids, decisions, codings, sketches."""
        for known in sorted(self.incidents.values(), key=lambda one: one.order):
            yield known.line + b"\n"
        for decision in self.decisions:
            yield decision_to_line(decision).encode() + b"\n"
        for line in self._codings.values():
            yield line + b"\n"
        for report, line in self._sketches.items():
            if report in self._codings:
                yield line + b"\n"

    def _take(self, line: bytes) -> None:
        """Take up a line: what this module wrote by its beginning alone, all else as a whole."""
        schema, key = (glimpse(line) if line.endswith(b"}\n") else None) or ("", "")
        if schema == incidents.SCHEMA and (known := _known(line)):
            self._take_incident(known)
        elif schema == interchange.SCHEMA:
            self._take_line(key, line.strip(), self._codings)
        elif schema == incidents.SKETCHES:
            self._take_line(key, line.strip(), self._sketches)
        else:
            self._take_whole(line.strip())

    def _take_whole(self, line: bytes) -> None:
        values = object_on(line)
        match values.get("schema"):
            case incidents.SCHEMA:
                self._take_incident(KnownIncident.of(incidents.from_dict(values), line))
            case schema if schema == DECISION:
                self.decisions.append(decision_from_dict(values))
            case interchange.SCHEMA:
                self._take_line(interchange.from_dict(values).report.id, line, self._codings)
            case incidents.SKETCHES:
                self._take_line(Node(values, "").key("report").text(), line, self._sketches)
            case None:
                raise BadInterchange("it has no schema")
            case schema:
                raise BadInterchange(f"its schema is {schema!r}, which this version does not read")

    def _take_incident(self, known: KnownIncident) -> None:
        _once(known.id, self.incidents)
        self.incidents[known.id] = known

    @staticmethod
    def _take_line(key: str, line: bytes, lines: dict[str, bytes]) -> None:
        _once(key, lines)
        lines[key] = line

    def _check_whole(self) -> None:
        """Refuse to go on from a part: what the rest told would be lost."""
        for known in self.incidents.values():
            for event in known.events:
                if event.report not in self._codings:
                    what = f"{self._name} has no coding of report {event.report!r}"
                    raise _unusable(f"{what}, of which incident {known.id} is made: a part is missing")


def _unusable(what: str) -> IncidentsUnusable:
    return IncidentsUnusable(what, "Name another with -o, or restore it.")


def _once(key: str, known: Mapping[str, object]) -> None:
    if key in known:
        raise BadInterchange(f"it repeats the id {key!r}")


def _known(line: bytes) -> KnownIncident | None:
    """An incident by the little of its line that is asked for; None where that does not hold."""
    written = line.decode("utf-8", "replace")
    try:
        key, dated, events = (first_of(name, written) for name in ("id", "date", "events"))
        return KnownIncident(
            id=key,
            events=tuple(EventRef(report=one["report"], event=one["event"]) for one in events),
            first=read_date(Node(dated, "date")).start if dated else None,
            line=line.strip(),
        )
    except (ValueError, TypeError, KeyError, BadInterchange):
        return None
