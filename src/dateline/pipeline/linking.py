"""Linking: reports into a file of incidents, where what is known stays; or a few reports among themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dateline.domain import EventRef
from dateline.linking import Archive, Copies, is_copy, told_by
from dateline.linking.linking import apart_within
from dateline.linking.sketching import sketch
from dateline.pipeline.corpus import fingerprint
from dateline.pipeline.linked_file import KnownIncident
from dateline.pipeline.neighbourhood import Neighbourhood

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dateline.domain import Coding, Decision, Examined
    from dateline.linking import Sources
    from dateline.pipeline.linked_file import LinkedFile

# Of the shingles of a text every so many-th is enough to tell a whole copy.
_ONE_IN = 8


@dataclass(slots=True, kw_only=True)
class Linked:
    """What came of linking reports into a file.

    `reports` were new, and `copies` of them hold another publisher's words. `opened` incidents are new,
    `changed` ones were known and have reports or events more or less, `gone` ones were known and are part of
    others now. `again` counts reports that were linked before; `other` names those of them whose text or day
    is another now, which are left out. `decisions` were new; `waiting` are those of their events that are in
    no report that is known.
    """

    reports: int = 0
    copies: int = 0
    opened: int = 0
    changed: int = 0
    gone: int = 0
    again: int = 0
    other: list[str] = field(default_factory=list)
    decisions: int = 0
    waiting: list[EventRef] = field(default_factory=list)

    @property
    def any(self) -> bool:
        """Whether anything came of it."""
        return bool(self.reports or self.decisions)


def link_into(
    file: LinkedFile,
    codings: Iterable[Coding],
    *,
    decisions: Sequence[Decision] = (),
    sources: Sources | None = None,
) -> Linked:
    """Link reports into `file`: they join its incidents or open new ones; all others stay as written.

    Args:
        file: What is known; it is changed.
        codings: One for each report. One that is in the file is not linked again.
        decisions: Analysts' words on pairs of events, kept in the file.
        sources: Who is what kind of source, for origins and grades.
    """
    decided = [one for one in dict.fromkeys(decisions) if one not in file.decisions]
    file.decisions += decided
    linked = Linked(decisions=len(decided))
    known = file.reports
    new = _taken_in(file, codings, linked)
    if not linked.any:
        return linked
    told = {event for coding in new.values() for event in _events(coding)}
    told |= {event for one in decided for event in (one.one, one.other)}
    linked.waiting = sorted(
        {event for one in decided for event in (one.one, one.other) if not _is_there(event, file)}
    )
    around = _neighbourhood(file, known, new)
    changing = around.around(told) if known else frozenset()
    one = _put_together(file, changing, told, new, sources)
    while (
        more := around.known(one.events) - changing
    ):  # what is put together anew takes in what seemed to stay
        changing |= more
        one = _put_together(file, changing, told, new, sources)
    _settle(file, changing, one, linked)
    linked.copies = _copies(one.codings, new)
    return linked


def incidents_of(codings: Iterable[Coding], *, sources: Sources | None = None) -> tuple[Examined, ...]:
    """The incidents that some reports tell of, in the order of their days."""
    archive = Archive(codings, sources=sources)
    return tuple(archive.examined(one.id) for one in archive.incidents())


def _taken_in(file: LinkedFile, codings: Iterable[Coding], linked: Linked) -> dict[str, Coding]:
    """The codings of reports that the file did not know; it does now."""
    new: dict[str, Coding] = {}
    for coding in codings:
        report = coding.report.id
        if report in file:
            linked.again += 1
            if fingerprint(coding.report) != fingerprint(file.coding(report).report):
                linked.other.append(report)
            continue
        file.add(coding)
        new[report] = coding
    linked.reports = len(new)
    return new


def _neighbourhood(file: LinkedFile, known: Iterable[str], new: Mapping[str, Coding]) -> Neighbourhood:
    """All accounts by their sketches; of what is not sketched yet these are kept in the file."""
    around, apart = Neighbourhood(), apart_within(file.decisions)
    around.decide(file.decisions)
    for one in file.incidents.values():
        around.know(one.id, one.events)
    for report in (*known, *new):
        sketches = file.sketches(report) if report not in apart else None
        if sketches is None:
            coding = new[report] if report in new else file.coding(report)
            sketches = sketch(told_by(coding, apart=apart.get(report, frozenset())))
            if report not in apart:
                file.keep(report, sketches)
        around.add(report, sketches)
    return around


@dataclass(frozen=True, slots=True, kw_only=True)
class _Anew:
    """Reports put together anew: their archive, and by its ids what incidents are made of that may change."""

    archive: Archive
    codings: tuple[Coding, ...]
    made_of: Mapping[str, set[EventRef]]

    @property
    def events(self) -> Iterator[EventRef]:
        """The events of all incidents that may change."""
        return (event for events in self.made_of.values() for event in events)


def _put_together(
    file: LinkedFile,
    changing: Iterable[str],
    told: Iterable[EventRef],
    new: Mapping[str, Coding],
    sources: Sources | None,
) -> _Anew:
    """Link all reports of the incidents that may change with the new ones, and of decided events."""
    asked = {*told, *(event for key in changing for event in file.incidents[key].events)}
    of = {event.report for event in asked if event.report in file}
    codings = tuple(new.get(report) or file.coding(report) for report in file.reports if report in of)
    archive = Archive(codings, known=file.incidents.values(), decisions=file.decisions, sources=sources)
    made_of: dict[str, set[EventRef]] = {}
    for event in (event for coding in codings for event in _events(coding)):
        if key := archive.id_of(event):  # what was not done is of no incident
            made_of.setdefault(key, set()).add(event)
    made_of = {key: events for key, events in made_of.items() if not asked.isdisjoint(events)}
    return _Anew(archive=archive, codings=codings, made_of=made_of)


def _settle(file: LinkedFile, changing: Iterable[str], anew: _Anew, linked: Linked) -> None:
    """Write anew the incidents that are made of other events now than the file has them made of."""
    before = {key: file.incidents[key] for key in changing}
    for key, events in anew.made_of.items():
        known = before.pop(key, None)
        if known and set(known.events) == events:
            continue
        file.incidents[key] = KnownIncident.of(anew.archive.examined(key))
        linked.opened += known is None
        linked.changed += known is not None
    for key in before:
        del file.incidents[key]
    linked.gone = len(before)


def _copies(codings: Iterable[Coding], new: Mapping[str, Coding]) -> int:
    """How many new reports hold another's words: of another that tells of the same, as a copy does."""
    copies = Copies(one_in=_ONE_IN)
    for coding in codings:
        copies.add(coding.report)
    return sum(is_copy(copies.borrowed(coding.report)) for coding in new.values())


def _is_there(event: EventRef, file: LinkedFile) -> bool:
    return event.report in file and event in _events(file.coding(event.report))


def _events(coding: Coding) -> list[EventRef]:
    return [EventRef(report=coding.report.id, event=event.id) for event in coding.events]
