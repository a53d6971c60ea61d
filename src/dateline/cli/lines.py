"""Lines of codings and of incidents, as commands read them: one that is none is told by its number.

What is imported inside the functions is loaded when it is used, so that --help stays light.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple, NoReturn

import click

from dateline.domain import Status
from dateline.domain.errors import BadInterchange

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dateline.domain import Coding, Decision, Examined
    from dateline.exporting.incidents.gathering import Gathered


class NothingRead(Exception):
    """No line holds what was asked for."""


def end_without_codings() -> NoReturn:
    """Tell that there was nothing to work on, and what makes it."""
    make = "`dateline read --json` and `dateline code` make codings"
    click.echo(f"dateline: no coding was read, and nothing was written; {make}.", err=True)
    raise click.exceptions.Exit(1)


class Written(NamedTuple):
    """A line of a file that has not been read yet."""

    name: str
    number: int
    line: bytes


@dataclass(slots=True, kw_only=True)
class Lines:
    """The lines of files, and how many were none of ours: by file, as a wrong file has hundreds.

    `decided` are the decisions that stand between codings that were read.
    """

    bad: dict[str, int] = field(default_factory=dict)
    decided: list[Decision] = field(default_factory=list)
    _begun: dict[str, tuple[IO[bytes], list[bytes]]] = field(default_factory=dict)

    def codings(self, sources: Iterable[str]) -> Iterator[Coding]:
        """The codings in all `sources`, one after the other; other lines of ours are passed over.

        Raises:
            NothingRead: There is none.
        """
        from dateline.exporting.incidents import SCHEMA, SKETCHES
        from dateline.exporting.incidents.decisions import DECISION, decision_from_dict
        from dateline.exporting.interchange import from_dict

        read = 0
        for name, number, values in self._objects(sources):
            schema = values.get("schema")
            if schema in {SCHEMA, SKETCHES}:
                continue
            try:
                if schema == DECISION:
                    self.decided.append(decision_from_dict(values))
                    continue
                coding = from_dict(values)
            except BadInterchange as error:
                self._tell(name, f"line {number}: {error}")
                continue
            read += 1
            yield coding
        if not read:
            raise NothingRead

    def incidents(self, sources: Iterable[str]) -> tuple[Gathered, ...]:
        """The incidents in all `sources`, each with the codings of its reports.

        Raises:
            NothingRead: There is none.
        """
        from dateline.exporting.incidents.gathering import Gathered

        found, written = self.incidents_alone(sources)
        codings = {key: coding for key in written if (coding := self.coding(written[key]))}
        _tell_unlinked(found.values(), codings)
        return tuple(Gathered(examined=one, codings=codings) for one in found.values())

    def incidents_alone(
        self, sources: Iterable[str], beginning: str = ""
    ) -> tuple[dict[str, Examined], dict[str, Written]]:
        """The incidents in all `sources` by their ids, and the codings there by their reports' ids, unread.

        Incidents whose ids begin otherwise than with `beginning` are passed over.

        Raises:
            NothingRead: There is no incident at all.
        """
        from dateline.exporting.incidents import SCHEMA, SKETCHES, from_dict
        from dateline.exporting.incidents.decisions import DECISION
        from dateline.exporting.incidents.glimpsing import glimpse
        from dateline.exporting.interchange import SCHEMA as CODING
        from dateline.exporting.interchange.node import object_on

        found: dict[str, Examined] = {}
        codings: dict[str, Written] = {}
        others = False
        for written in self._lines(sources):
            schema, key = (glimpse(written.line) if written.line.endswith(b"}\n") else None) or (None, "")
            if schema == CODING:
                codings.setdefault(key, written)
                continue
            if schema == SKETCHES or (schema == SCHEMA and not key.startswith(beginning)):
                others = others or schema == SCHEMA
                continue
            try:
                values = object_on(written.line)
                schema = values.get("schema")
                if schema == SCHEMA:
                    examined = from_dict(values)
                    found.setdefault(examined.incident.id, examined)
                elif schema == CODING:
                    codings.setdefault(str(values.get("id")), written)
                elif schema not in {DECISION, SKETCHES}:
                    raise BadInterchange(f"its schema is {schema!r}")  # noqa: TRY301 -- told below, as others
            except BadInterchange as error:
                self._tell(written.name, f"line {written.number}: {error}")
        if not (found or others):
            raise NothingRead
        return found, codings

    def coding(self, written: Written) -> Coding | None:
        """The coding on a line; None where it holds none, which is told."""
        from dateline.exporting.interchange import from_dict
        from dateline.exporting.interchange.node import object_on

        try:
            return from_dict(object_on(written.line))
        except BadInterchange as error:
            self._tell(written.name, f"line {written.number}: {error}")
            return None

    def decisions(self, source: str) -> tuple[Decision, ...]:
        """The decisions in a file; lines of all other kinds are told as none."""
        from dateline.exporting.incidents.decisions import decision_from_dict

        found: list[Decision] = []
        for name, number, values in self._objects([source]):
            try:
                found.append(decision_from_dict(values))
            except BadInterchange as error:
                self._tell(name, f"line {number}: {error}")
        return tuple(found)

    def hold_incidents(self, sources: Iterable[str]) -> bool:
        """Whether any of `sources` is a file of incidents: these stand first in it."""
        from dateline.exporting.incidents import SCHEMA

        return any(SCHEMA.encode() in self._first(source)[:_OPENING] for source in sources)

    def _first(self, source: str) -> bytes:
        """The first line that holds anything. What cannot be read twice is read on from there later."""
        stream = click.open_file(source, "rb")
        read: list[bytes] = []
        for line in stream:
            read.append(line)
            if line.strip():
                break
        if source != "-" and Path(source).is_file():
            stream.close()
        else:
            self._begun[source] = stream, read
        return read[-1] if read else b""

    def _objects(self, sources: Iterable[str]) -> Iterator[tuple[str, int, dict[str, Any]]]:
        from dateline.exporting.interchange.node import object_on

        for name, number, line in self._lines(sources):
            try:
                yield name, number, object_on(line)
            except BadInterchange as error:
                self._tell(name, f"line {number}: {error}")

    def _lines(self, sources: Iterable[str]) -> Iterator[Written]:
        """All lines that hold anything."""
        for source in sources:
            name = "standard input" if source == "-" else source
            stream, read = self._begun.pop(source, None) or (click.open_file(source, "rb"), [])
            with stream:
                for number, line in enumerate(chain(read, stream), 1):
                    if line.strip():
                        yield Written(name, number, line)
            self._tell_rest(name)

    def _tell(self, name: str, what: str) -> None:
        self.bad[name] = self.bad.get(name, 0) + 1
        if self.bad[name] <= _TOLD:
            click.echo(f"dateline: {name}, {what}", err=True)

    def _tell_rest(self, name: str) -> None:
        more = self.bad.get(name, 0) - _TOLD
        if more > 0:
            lines = f"{more:,} more lines like these" if more > 1 else "1 more line like these"
            click.echo(f"dateline: {name}: and {lines}.", err=True)


def _tell_unlinked(incidents: Iterable[Examined], codings: Mapping[str, Coding]) -> None:
    """Tell of reports with events that no incident has, though they are told as done."""
    linked = {event.report for one in incidents for event in one.incident.events}
    left = [
        key
        for key, coding in codings.items()
        if key not in linked and any(event.status in _HAPPENED for event in coding.events)
    ]
    if left:
        what = f"{len(left):,} reports are" if len(left) > 1 else "1 report is"
        click.echo(f"dateline: {what} not linked and left out; `dateline link` puts them in.", err=True)


_HAPPENED = frozenset({Status.REPORTED, Status.ONGOING, Status.DISPUTED})
_TOLD = 5  # bad lines of a file that are told one by one
_OPENING = len('{"schema": "dateline/incident/1"') + 40  # blanks and another key may come before it
