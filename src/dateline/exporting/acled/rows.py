"""ACLED's rows: who, when, where and how many, with the precision codes of the codebook of 2023."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain import EventType, Feature, PlacePrecision, Status
from dateline.exporting.acled import types
from dateline.exporting.acled.actors import (
    CIVILIANS,
    PROTESTERS,
    RIOTERS,
    STATE,
    UNKNOWN_FORCES,
    Named,
    civilians,
    named,
    unidentified,
)
from dateline.exporting.acled.notes import notes
from dateline.exporting.countries import country
from dateline.exporting.deaths import civilians_hit, killed
from dateline.exporting.losses import LeftOut
from dateline.exporting.sheets import Layout, tabulate_done

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from dateline.domain import Coding, DateRange
    from dateline.exporting.acled.types import Coded
    from dateline.exporting.happening import Happening, Where
    from dateline.exporting.losses import Losses
    from dateline.exporting.sheets import Cell, Row, Table

LAYOUT = Layout(
    form="acled",
    columns=(
        "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type",
        "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2",
        "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3",
        "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes",
        "fatalities", "tags", "timestamp",
    ),
    unheld=(
        "the words and their offsets", "the range of a count", "harm other than deaths (notes apart)",
        "means", "the confidence", "the radius of a place", "Wikidata ids",
    ),
    blank=("source_scale (not judged)", "tags (crowd sizes are not coded)"),
)  # fmt: skip


def acled_table(codings: Iterable[Coding]) -> Table:
    """The events of `codings` in ACLED's 31 columns.

    Only what is told as done within a month or less gets a row, one for each event as told: events that
    several reports tell, or that last for days, are not put together or taken apart.
    """
    return tabulate_done(codings, LAYOUT, _row)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cast:
    """Who fills ACLED's actor columns."""

    first: Named | None
    second: Named | None
    with_first: tuple[str, ...] = ()
    with_second: tuple[str, ...] = ()


def _row(happening: Happening, dated: DateRange, losses: Losses) -> Row | LeftOut:
    where = happening.where
    precision = _time_precision(dated)
    if precision is None:
        return LeftOut(reason="dated less exactly than by month")
    agents, targets = (
        tuple(one for side in sides if (one := named(side, where.country)))
        for sides in (happening.agents, happening.targets)
    )
    coded = types.classify(happening, agents, targets)
    if isinstance(coded, LeftOut):
        return coded
    cast = _cast(happening, coded, agents, targets)
    deaths = killed(happening)
    _count_losses(happening, coded, cast, losses, counted=deaths.counted)
    day = _middle(dated)
    land = country(where.country)
    return {
        "event_id_cnty": f"{land.iso3 if land else ''}{happening.number}",
        "event_date": day.isoformat(),
        "year": day.year,
        "time_precision": precision,
        "disorder_type": coded.disorder,
        "event_type": coded.event_type,
        "sub_event_type": coded.sub_event_type,
        **_actor_cells(cast),
        "civilian_targeting": "Civilian targeting" if _at_civilians(coded, cast) else "",
        **_place_cells(where),
        "source": happening.coding.report.source,
        "notes": notes(happening, coded, cast.first, cast.second),
        "fatalities": deaths.low,
        "timestamp": int(fetched.timestamp()) if (fetched := happening.coding.report.fetched) else None,
    }


def _time_precision(dated: DateRange) -> int | None:
    """1 the day, 2 within a week, 3 within a month; None beyond."""
    days = (dated.end - dated.start).days + 1
    return next((code for code, most in _DAYS.items() if days <= most), None)


_DAYS = {1: 1, 2: 7, 3: 31}


def _middle(dated: DateRange) -> date:
    return dated.start + (dated.end - dated.start) // 2


def _cast(happening: Happening, coded: Coded, agents: tuple[Named, ...], targets: tuple[Named, ...]) -> _Cast:
    here = happening.where.country
    if happening.event.type is EventType.CLASH and not targets:
        agents, targets = agents[:1], agents[1:]  # two sides, told in one breath
    match coded.event_type:
        case types.PROTESTS | types.RIOTS:
            return _demonstrators(coded, agents, targets, here)
        case types.BATTLES:
            return _two(agents or (unidentified(here),), targets or (unidentified(here),))
        case types.CIVILIAN_VIOLENCE:
            victims = targets or (Named(name=civilians(here), inter=CIVILIANS),)
            return _two(agents or (unidentified(here),), victims)
        case types.REMOTE:
            hit = (Named(name=civilians(here), inter=CIVILIANS),) if civilians_hit(happening) else ()
            flown = happening.event.type is EventType.AIRSTRIKE  # armed groups have no warplanes
            unknown = UNKNOWN_FORCES if flown else unidentified(here)
            return _two(agents or (unknown,), targets or hit)
        case _:
            return _two(agents, targets)


def _two(agents: tuple[Named, ...], targets: tuple[Named, ...]) -> _Cast:
    return _Cast(
        first=agents[0] if agents else None,
        second=targets[0] if targets else None,
        with_first=_associates(agents),
        with_second=_associates(targets),
    )


def _demonstrators(
    coded: Coded, agents: tuple[Named, ...], targets: tuple[Named, ...], here: str | None
) -> _Cast:
    """Demonstrators stand first, but behind the force that is used on them, and alone where none is."""
    riot = coded.event_type == types.RIOTS
    inter, noun = (RIOTERS, "Rioters") if riot else (PROTESTERS, "Protesters")
    land = country(here)
    crowd = Named(name=f"{noun} ({land.name if land else 'International'})", inter=inter)
    with_crowd = tuple(
        name for side in agents if side.inter not in {STATE, inter} for name in (side.associate or side.name,)
    )
    force = tuple(side for side in (*agents, *targets) if side.inter == STATE)
    if coded.sub_event_type == types.EXCESSIVE:
        return _Cast(first=force[0], second=crowd, with_first=_associates(force), with_second=with_crowd)
    if coded.sub_event_type == types.PEACEFUL or not (riot or force):
        return _Cast(first=crowd, second=None, with_first=with_crowd)
    against = targets if riot else force
    return _Cast(
        first=crowd,
        second=against[0] if against else None,
        with_first=with_crowd,
        with_second=_associates(against),
    )


def _associates(sides: tuple[Named, ...]) -> tuple[str, ...]:
    """The first side's own associate, and all others on it."""
    names = [side.associate for side in sides[:1]] + [side.associate or side.name for side in sides[1:]]
    return tuple(dict.fromkeys(name for name in names if name))


def _actor_cells(cast: _Cast) -> dict[str, Cell]:
    first, second = cast.first, cast.second
    inters = [side.inter for side in (first, second) if side]
    known = bool(inters) and None not in inters
    return {
        "actor1": first.name if first else "",
        "assoc_actor_1": "; ".join(cast.with_first),
        "inter1": first.inter if first else None,
        "actor2": second.name if second else "",
        "assoc_actor_2": "; ".join(cast.with_second),
        "inter2": second.inter if second else 0,
        "interaction": _interaction([inter for inter in inters if inter]) if known and first else None,
    }


def _interaction(inters: list[int]) -> str:
    """Both classes, the lower number first; a single actor with a 0 behind it."""
    return "".join(str(inter) for inter in sorted(inters)) if len(inters) > 1 else f"{inters[0]}0"


def _at_civilians(coded: Coded, cast: _Cast) -> bool:
    if coded.sub_event_type == types.EXCESSIVE:
        return True
    kinds = (types.REMOTE, types.CIVILIAN_VIOLENCE, types.RIOTS)
    return coded.event_type in kinds and cast.second is not None and cast.second.inter == CIVILIANS


def _place_cells(where: Where) -> dict[str, Cell]:
    land = country(where.country)
    cells: dict[str, Cell] = {
        "iso": land.number if land else "",
        "region": land.acled_region if land else "",
        "country": land.name if land else "",
        "geo_precision": _geo_precision(where),
    }
    if where.placing is None or where.placing.precision is PlacePrecision.COUNTRY:
        return cells
    place = where.placing.place
    lat, lon = where.point or (None, None)
    return cells | {
        "admin1": place.name if place.feature is Feature.ADMIN1 else place.admin1,
        "admin2": place.name if place.feature is Feature.ADMIN2 else place.admin2,
        "admin3": place.name if place.feature is Feature.ADMIN3 else "",
        "location": place.name,
        "latitude": lat,
        "longitude": lon,
    }


def _geo_precision(where: Where) -> int:
    """1 the town or spot, 2 near it or a small part of a region, 3 a region, or less."""
    match where.placing:
        case None:
            return 3
        case placing if placing.precision in {PlacePrecision.EXACT, PlacePrecision.TOWN}:
            return 1
        case placing if placing.precision is PlacePrecision.NEAR:
            return 2
        case placing:
            return 2 if placing.place.feature in {Feature.ADMIN2, Feature.ADMIN3} else 3


def _count_losses(happening: Happening, coded: Coded, cast: _Cast, losses: Losses, *, counted: bool) -> None:
    if coded.open:
        losses.reduce(coded.open)
    if happening.where.point is None:
        losses.reduce("no point: the place is not resolved, or only the country is known (geo_precision 3)")
    if not counted:
        losses.reduce("deaths without a least number, written as 1")
    if any(side and side.inter is None for side in (cast.first, cast.second)):
        losses.reduce("an actor whose class is not known: no inter code")
    if happening.accused:
        losses.reduce("told by accusers alone; only the notes say so")
    if happening.event.status is Status.DISPUTED:
        losses.reduce("disputed; only the notes say so")
