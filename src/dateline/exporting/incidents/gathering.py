"""An incident as one happening, for the formats that have a row for each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.domain import Attribution, Effect, Fact, Stance, Standing, Status
from dateline.exporting.deaths import Estimate, killed
from dateline.exporting.happening import Where, happenings, number_of
from dateline.exporting.losses import LeftOut
from dateline.exporting.sides import merged, sides_of
from dateline.exporting.tellers import Teller

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dateline.domain import Coding, Count, Examined, Report
    from dateline.exporting.happening import Happening
    from dateline.exporting.sides import Side

CONTESTED = "who did it is told in ways that cannot all be true: no agent is written"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """An incident with the codings of the reports that tell of it, by the reports' ids."""

    examined: Examined
    codings: Mapping[str, Coding]

    @property
    def reports(self) -> tuple[Report, ...]:
        """Those of its reports that are at hand, in time order."""
        keys = self.examined.incident.reports
        return tuple(self.codings[key].report for key in keys if key in self.codings)


def happening_of(gathered: Gathered) -> Happening | LeftOut:
    """An incident as one happening: its main event, with what all accounts tell of its sides, place and harm.

    Agents are those whom somebody asserts to have done it, and none where these cannot all be meant. Whom
    somebody accuses is an agent only where nobody but accusers tells of the incident at all.
    """
    examined, incident = gathered.examined, gathered.examined.incident
    told = list(_told(gathered))
    if not told:
        return LeftOut(reason="of no report whose coding is at hand")
    main = min(told, key=lambda one: _rank(one, gathered))
    agents, contested = _agents(gathered)
    event = replace(
        main.event,
        type=incident.type,
        date=incident.date,
        status=_STATUSES.get(incident.standing, main.event.status),
    )
    return replace(
        main,
        event=event,
        number=number_of("incident", incident.id),
        agents=agents,
        targets=_sides(gathered, Fact.TARGET, Stance.ASSERTS) or main.targets,
        where=_where(examined) or main.where,
        tellers=tuple(_tellers(told, gathered)),
        leading=any(one.leading for one in told),
        reports=gathered.reports,
        mentions=sum(one.mentions for one in told),
        origins=len(examined.counted),
        dead=_dead(examined),
        counts=dict(_counts(examined)),
        lacks=(CONTESTED,) if contested else (),
    )


def _told(gathered: Gathered) -> Iterator[Happening]:
    """The events that the incident is made of, in time order."""
    events = gathered.examined.incident.events
    for report in gathered.examined.incident.reports:
        if report in gathered.codings:
            ids = {one.event for one in events if one.report == report}
            yield from (one for one in happenings(gathered.codings[report]) if one.event.id in ids)


def _rank(one: Happening, gathered: Gathered) -> tuple[bool, ...]:
    """What lets an event stand for its incident: told as done, as of its kind, with the best number."""
    examined = gathered.examined
    dead = examined.weighing(Fact.KILLED)
    best = dead.best if dead else None
    return (
        one.undone is not None,
        one.accused and bool(examined.counted),
        one.event.type is not examined.incident.type,
        best is not None and killed(one).best != best,
        not one.agents,
        not one.targets,
    )


def _agents(gathered: Gathered) -> tuple[tuple[Side, ...], bool]:
    """Who did it, and whether that is contested."""
    examined = gathered.examined
    weighing = examined.weighing(Fact.AGENT)
    if weighing and weighing.contradiction:
        return (), True
    stance = Stance.ACCUSES if _only_accused(gathered) else Stance.ASSERTS
    return _sides(gathered, Fact.AGENT, stance), False


def _only_accused(gathered: Gathered) -> bool:
    stances = {one.stance for one in gathered.examined.incident.tellings if one.fact is Fact.TYPE}
    return Stance.ACCUSES in stances and Stance.ASSERTS not in stances


def _sides(gathered: Gathered, fact: Fact, stance: Stance) -> tuple[Side, ...]:
    sides = [
        side
        for one in gathered.examined.incident.tellings
        if one.fact is fact and one.stance is stance and one.event.report in gathered.codings
        for side in sides_of([one.at], gathered.codings[one.event.report])
    ]
    return merged(sides)


def _where(examined: Examined) -> Where | None:
    """The most exact place that is told, with the words for it."""
    placing = examined.incident.place
    if placing is None:
        return None
    words = (one.words for one in examined.incident.tellings if one.place == placing)
    return Where(words=" ".join(next(words, placing.place.name).split()), placing=placing)


def _tellers(told: list[Happening], gathered: Gathered) -> Iterator[Teller]:
    """Each origin that says that it happened, or did not; of mere accusations the accusers as cited."""
    incident = gathered.examined.incident
    if _only_accused(gathered):
        for one in told:
            yield from one.tellers
        return
    names = {origin.id: origin.name for origin in incident.origins}
    for telling in incident.tellings:
        if telling.fact is Fact.TYPE:
            key = f"{telling.event.report}/{telling.event.event}"
            said = Attribution(id=key, cue=telling.at, named=True, stance=telling.stance)
            name = names.get(telling.origin, telling.origin)
            yield Teller(name=name, words=name, attribution=said, speaker=None)


def _dead(examined: Examined) -> Estimate | None:
    """The range over independent origins; None where nobody asserts a number: the main event has to do."""
    weighing = examined.weighing(Fact.KILLED)
    if weighing is None or weighing.range is None or weighing.range.min is None:
        return None
    low, best = weighing.range.min, weighing.best
    best = low if best is None else best
    high = max(low, best) if weighing.range.max is None else weighing.range.max
    return Estimate(low=low, best=best, high=high)


def _counts(examined: Examined) -> Iterator[tuple[Effect, Count]]:
    for effect in Effect:
        weighing = examined.weighing(Fact(effect.value))
        if weighing and weighing.range:
            yield effect, weighing.range


_STATUSES = {
    Standing.DISPUTED: Status.DISPUTED,
    Standing.DENIED: Status.DENIED,
    Standing.ACKNOWLEDGED: Status.REPORTED,
}
