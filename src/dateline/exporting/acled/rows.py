"""ACLED's rows: who, when, where and how many, with the precision codes of the codebook of 2024."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import CODES, Feature, PlacePrecision, Status
from dateline.exporting.acled import types
from dateline.exporting.acled.actors import named
from dateline.exporting.acled.casting import actor_cells, at_civilians, cast_of
from dateline.exporting.acled.notes import VAGUE, notes
from dateline.exporting.countries import country
from dateline.exporting.deaths import killed, over_a_longer_time
from dateline.exporting.losses import LeftOut
from dateline.exporting.sheets import Layout, tabulate_done

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from dateline.domain import DateRange
    from dateline.exporting.acled.casting import Cast
    from dateline.exporting.acled.types import Coded
    from dateline.exporting.happening import Happening, Where
    from dateline.exporting.losses import Losses
    from dateline.exporting.sheets import Cell, Row, Table, Told

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


def acled_table(codings: Iterable[Told]) -> Table:
    """The events of `codings` in ACLED's 31 columns, one row for each event as told, or for each incident.

    Only what is told as done, within a month or less and at a place, gets a row, as ACLED has it. Events that
    several reports tell, or that last for days, are not put together or taken apart.
    """
    return tabulate_done(codings, LAYOUT, _row)


def _row(happening: Happening, dated: DateRange, losses: Losses) -> Row | LeftOut:
    where, kind = happening.where, happening.event.type
    acled = CODES[kind].acled
    agents = named(happening.agents, where.country, by_force=acled in types.BY_FORCE)
    targets = named(happening.targets, where.country, by_force=acled == types.BATTLES)
    coded = types.classify(happening, agents, targets)
    if isinstance(coded, LeftOut):
        return coded
    precision = _time_precision(dated)
    if reason := _not_recorded(happening, coded, precision):
        return LeftOut(reason=reason)
    cast = cast_of(happening, coded, agents, targets)
    deaths = killed(happening, vague=VAGUE)
    _count_losses(happening, dated, coded, cast, losses)
    if not deaths.counted:
        losses.reduce("deaths without a least number, written as 1 (ACLED's coders would write 3 or 10)")
    day = _middle(dated)
    land = country(where.country)
    fetched = happening.coding.report.fetched
    return {
        "event_id_cnty": f"{land.iso3 if land else ''}{happening.number}",
        "event_date": day.isoformat(),
        "year": day.year,
        "time_precision": precision,
        "disorder_type": coded.disorder,
        "event_type": coded.event_type,
        "sub_event_type": coded.sub_event_type,
        **actor_cells(cast),
        "civilian_targeting": "Civilian targeting" if at_civilians(coded, cast) else "",
        **_place_cells(where),
        "source": "; ".join(dict.fromkeys(report.source for report in happening.reports if report.source)),
        "notes": notes(happening, coded, cast.first, cast.second),
        "fatalities": deaths.low if happening.dead is None else deaths.best,
        "timestamp": int(fetched.timestamp()) if fetched else None,
    }


def _time_precision(dated: DateRange) -> int | None:
    """1 the day, 2 within a week, 3 within a month; None beyond."""
    days = (dated.end - dated.start).days + 1
    return next((code for code, most in _DAYS.items() if days <= most), None)


_DAYS = {1: 1, 2: 7, 3: 31}
_BY_THE_MONTH = 3


def _not_recorded(happening: Happening, coded: Coded, precision: int | None) -> str:
    """Why ACLED records no such event: its events have a day, or a week or a month, and a place."""
    if precision is None:
        return "dated less exactly than by month"
    if happening.event.status is Status.ONGOING and precision == _BY_THE_MONTH:
        return "going on, on no day in particular"
    if over_a_longer_time(happening):
        return "deaths of a longer time than the event's day"
    where = happening.where
    if where.placing is None:
        return "" if where.words else "without a place"
    if where.placing.precision is PlacePrecision.COUNTRY and coded.disorder != types.STRATEGIC:
        return "in a country, at no place in it"
    return ""


def _middle(dated: DateRange) -> date:
    return dated.start + (dated.end - dated.start) // 2


def _place_cells(where: Where) -> dict[str, Cell]:
    land = country(where.country)
    cells: dict[str, Cell] = {
        "iso": land.number if land else "",
        "region": land.acled_region if land else "",
        "country": land.name if land else "",
        "geo_precision": _geo_precision(where),
    }
    if where.placing is None:
        return cells | {"location": where.words}
    if where.placing.precision is PlacePrecision.COUNTRY:
        return cells
    place = where.placing.place
    lat, lon = where.point or (None, None)
    return cells | {
        "admin1": place.name if place.feature is Feature.ADMIN1 else place.admin1,
        "admin2": place.name if place.feature is Feature.ADMIN2 else place.admin2,
        "admin3": place.name if place.feature is Feature.ADMIN3 else "",
        "location": place.name,
        "latitude": None if lat is None else round(lat, 4),
        "longitude": None if lon is None else round(lon, 4),
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


def _count_losses(happening: Happening, dated: DateRange, coded: Coded, cast: Cast, losses: Losses) -> None:
    if coded.open:
        losses.reduce(coded.open)
    if happening.where.placing is None:
        losses.reduce("no coordinates: the place is not resolved (location as written, geo_precision 3)")
    elif happening.where.point is None:
        losses.reduce("no coordinates: only the country is known (geo_precision 3)")
    if dated.start != dated.end:
        losses.reduce("several days in one row (ACLED writes one row a day), dated by the middle")
    if any(side and side.inter is None for side in (cast.first, cast.second)):
        losses.reduce("an actor whose class is not known: no inter code")
    if happening.accused:
        losses.reduce("told by accusers alone; only the notes say so")
    elif happening.doubted:
        losses.reduce("disputed or doubted by those who tell of it; only the notes say so")
