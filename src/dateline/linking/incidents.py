"""Incidents: one happening in the world, made of what reports say of it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from dateline.domain import Counted, EventType, Examined, Fact, Incident, Origin, Placing, Stance
from dateline.linking.grading import grade_of, standing_of
from dateline.linking.independence import Independence
from dateline.linking.origins import Origins
from dateline.linking.sourcing import RegisterSources
from dateline.linking.tellings import table_of
from dateline.linking.weighing import VAGUE, weigh

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.domain import Count, DateRange
    from dateline.linking.origins import Voice
    from dateline.linking.ports import Sources
    from dateline.linking.tellings import Said
    from dateline.linking.told import Told


def incident_of(key: str, told: Sequence[Told], sources: Sources | None = None) -> Incident:
    """The incident `key` that the accounts `told` are of: its account table, how it stands, its grade.

    `sources` knows what outlets and speakers are; without it outlets are of an unknown kind, and of speakers
    counts what their own entries in the register tell. The order of `told` plays no part.

    Raises:
        ValueError: `told` is empty: what nobody tells of is no incident.
    """
    return examine(key, told, sources).incident


def examine(key: str, told: Sequence[Told], sources: Sources | None = None) -> Examined:
    """As `incident_of`, with each fact weighed, and who counts as one origin."""
    if not told:
        raise ValueError(f"incident {key} is made of no account")
    told = sorted(told, key=_in_time)
    sources = sources or RegisterSources()
    codings = {one.coding.report.id: one.coding for one in told}
    table = table_of(told, Origins(tuple(codings.values()), sources), sources)
    independence = Independence(table)
    weighings = weigh(independence)
    kind = _type(independence, told)
    grade, reason = grade_of(independence, kind)
    span = {one.fact: one.range for one in weighings}
    incident = Incident(
        id=key,
        type=kind,
        events=tuple(dict.fromkeys(event for one in told for event in one.events)),
        tellings=tuple(said.telling for said in table),
        origins=_origins(table),
        standing=standing_of(independence, weighings, kind),
        grade=grade,
        reason=reason,
        date=_date(table, told),
        place=_place(table, told),
        killed=_number(span.get(Fact.KILLED)),
        injured=_number(span.get(Fact.INJURED)),
    )
    counted = tuple(
        Counted(
            key=one.key,
            origins=tuple(voice.id for voice in one.voices),
            credible=one.credible,
            partisan=one.partisan,
        )
        for one in independence.of_those_who_tell()
    )
    return Examined(incident=incident, weighings=weighings, counted=counted)


def _in_time(one: Told) -> tuple[date, str, str]:
    report = one.coding.report
    return report.published or date.max, report.id, one.account.events[0].id


def _origins(table: Iterable[Said]) -> tuple[Origin, ...]:
    """Whom the tellings go back to, in the order in which they are first heard."""
    voices: dict[str, Voice] = {}
    reports: dict[str, dict[str, None]] = {}
    for said in table:
        voices.setdefault(said.voice.id, said.voice)
        reports.setdefault(said.voice.id, {})[said.telling.event.report] = None
    return tuple(
        Origin(
            id=voice.id,
            name=voice.name,
            kind=voice.kind,
            reports=tuple(reports[voice.id]),
            alignment=voice.alignment,
        )
        for voice in voices.values()
    )


def _type(independence: Independence, told: Sequence[Told]) -> EventType:
    """The type that most origins tell, one that says how it was done before one that does not."""
    votes: dict[EventType, set[str]] = {}
    for said in independence.table:
        if said.telling.fact is Fact.TYPE and said.telling.stance is Stance.ASSERTS:
            votes.setdefault(EventType(said.telling.value), set()).add(independence.key(said))
    found = max(votes, key=lambda kind: (kind not in VAGUE, len(votes[kind])), default=None)
    return found or told[0].account.events[0].type


def _date(table: Iterable[Said], told: Sequence[Told]) -> DateRange | None:
    """The most exact date of those told; of equally exact ones what most tell. Else the accounts' own."""
    dates = Counter(
        said.telling.date for said in table if said.telling.date and said.telling.stance is Stance.ASSERTS
    ) or Counter(one.account.date for one in told if one.account.date)
    return min(dates, key=lambda found: (found.exactness, -dates[found]), default=None)


def _place(table: Iterable[Said], told: Sequence[Told]) -> Placing | None:
    """The most exact place of those told; of equally exact ones what most tell."""
    places = [
        said.telling.place for said in table if said.telling.place and said.telling.stance is Stance.ASSERTS
    ] or [
        place
        for one in told
        for span in one.account.places
        if isinstance(place := one.coding.places.get(span), Placing)
    ]
    often = Counter(one.place.id for one in places)
    return min(places, key=lambda one: (one.exactness, -often[one.place.id]), default=None)


def _number(span: Count | None) -> Count | None:
    return span if span and (span.min, span.max) != (None, None) else None
