"""Linking: codings in, incidents out; a report that comes later joins incidents or opens new ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Protocol

from dateline.domain import Verdict
from dateline.linking.clustering import Groups
from dateline.linking.denials import denials
from dateline.linking.incidents import examine
from dateline.linking.rollup import roll_up, roll_up_denied
from dateline.linking.scoring import Scorer, load_weights
from dateline.linking.sketching import key_of, sketch
from dateline.linking.told import Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dateline.domain import Coding, Decision, EventRef, Examined, Incident
    from dateline.linking.clustering import Score
    from dateline.linking.ports import Sources


class Known(Protocol):
    """What an incident of an earlier run was made of: an `Incident`, or as little of it as was kept."""

    @property
    def id(self) -> str:
        """Its id, which it keeps."""
        ...

    @property
    def events(self) -> tuple[EventRef, ...]:
        """Its events."""
        ...


def link(
    codings: Iterable[Coding],
    *,
    known: Iterable[Known] = (),
    decisions: Iterable[Decision] = (),
    sources: Sources | None = None,
) -> tuple[Incident, ...]:
    """The incidents that reports tell of, in the order of their days. The order of `codings` plays no part.

    Args:
        codings: One for each report, with places and actors looked up. Of two with one report id the first
            counts.
        known: The incidents of an earlier run: what is still one incident keeps its id.
        decisions: Analysts' words on pairs of events.
        sources: Who is what kind of source, for origins and grades.
    """
    return Archive(codings, known=known, decisions=decisions, sources=sources).incidents()


@dataclass(slots=True, init=False)
class Archive:
    """Reports and the incidents that they tell of, kept linked as reports come in.

    Which accounts are of one incident hangs on all of them and not on the order in which they come
    (clustering.py says how far); an incident keeps its id as reports come and go. What it comes to is worked
    out when it is asked for, and again after it has changed.
    """

    _groups: Groups
    _told: dict[str, Told]
    _codings: dict[str, Coding]
    _decisions: list[Decision]
    _apart: Mapping[str, frozenset[frozenset[str]]]
    _sources: Sources | None
    _examined: dict[str, Examined] = field(default_factory=dict)

    def __init__(
        self,
        codings: Iterable[Coding] = (),
        *,
        known: Iterable[Known] = (),
        decisions: Iterable[Decision] = (),
        sources: Sources | None = None,
        score: Score | None = None,
    ) -> None:
        """An archive of reports, linked as by `link`; `score` takes the place of the scorer that ships."""
        ids = {event: incident.id for incident in known for event in incident.events}
        self._groups = Groups(score=score or Scorer(load_weights()), known=ids)
        self._told = {}
        self._codings = {}
        self._decisions = []
        self._apart = {}
        self._sources = sources
        self._examined = {}
        self.decide(decisions)
        first = {coding.report.id: coding for coding in reversed(tuple(codings))}
        for coding in sorted(first.values(), key=_in_time):
            self.add(coding)
        self._groups.settle()

    def add(self, coding: Coding) -> frozenset[str]:
        """Link a report; the ids of the incidents that are new, changed or gone.

        A report that is in already changes nothing: to put a new coding in its place, remove it first.
        """
        report = coding.report.id
        if report in self._codings:
            return frozenset()
        self._codings[report] = coding
        told = told_by(coding, apart=self._apart.get(report, frozenset()))
        self._told.update((key_of(one.events[0]), one) for one in told)
        return self._changed(self._groups.add(report, sketch(told)))

    def remove(self, report: str) -> frozenset[str]:
        """Take a report out; the ids of the incidents that changed or are gone."""
        if self._codings.pop(report, None) is None:
            return frozenset()
        for ref in self._groups.accounts(report):
            del self._told[ref]
        return self._changed(self._groups.remove(report))

    def decide(self, decisions: Iterable[Decision]) -> frozenset[str]:
        """Keep analysts' words, through all that comes; the ids of the incidents that change by them."""
        decisions = tuple(decisions)
        changed = self._groups.decide(decisions)
        before = self._apart
        self._decisions += decisions
        self._apart = apart_within(self._decisions)
        for report, pairs in self._apart.items():
            if pairs != before.get(report, frozenset()) and (coding := self._codings.get(report)):
                changed |= self.remove(report) | self.add(coding)
        return self._changed(changed)

    def incidents(self) -> tuple[Incident, ...]:
        """All incidents, by their days; those without one last."""
        found = [self.incident(key) for key in self._groups.ids]
        return tuple(sorted(found, key=lambda one: (one.date.start if one.date else date.max, one.id)))

    def incident(self, key: str) -> Incident:
        """The incident with an id.

        Raises:
            KeyError: There is none of this id.
        """
        return self.examined(key).incident

    def examined(self, key: str) -> Examined:
        """The incident with an id, with the weighing of its facts.

        Raises:
            KeyError: There is none of this id.
        """
        if key not in self._examined:
            self._examined[key] = examine(key, self.told(key), self._sources)
        return self._examined[key]

    def told(self, key: str) -> tuple[Told, ...]:
        """The accounts that an incident is made of, in the order of their reports' days.

        Raises:
            KeyError: There is no incident of this id.
        """
        return tuple(self._told[one.key] for one in self._groups.members(key))

    def id_of(self, event: EventRef) -> str | None:
        """The id of the incident that an event is of; None for what was not done, or is not in."""
        return self._groups.id_of(event)

    def _changed(self, keys: frozenset[str]) -> frozenset[str]:
        for key in keys:
            self._examined.pop(key, None)
        return keys


def _in_time(coding: Coding) -> tuple[date, str]:
    return coding.report.published or date.max, coding.report.id


def apart_within(decisions: Iterable[Decision]) -> dict[str, frozenset[frozenset[str]]]:
    """By report, of those decided on, the pairs of its own events that are apart, as `roll_up` takes them."""
    found: dict[str, set[frozenset[str]]] = {}
    for one in decisions:
        if one.one.report == one.other.report:
            pairs, pair = found.setdefault(one.one.report, set()), frozenset({one.one.event, one.other.event})
            (pairs.add if one.verdict is Verdict.APART else pairs.discard)(pair)
    return {report: frozenset(pairs) for report, pairs in found.items()}


def told_by(coding: Coding, *, apart: frozenset[frozenset[str]] = frozenset()) -> list[Told]:
    """The accounts of a report; what it says did not happen is one where it is about none of the others."""
    told = [Told(coding=coding, account=account) for account in roll_up(coding, apart=apart)]
    about = {event.id for one in told for event in denials(one)}
    denied = roll_up_denied(coding, apart=apart)
    alone = [one for one in denied if about.isdisjoint(event.id for event in one.events)]
    return told + [Told(coding=coding, account=account) for account in alone]
