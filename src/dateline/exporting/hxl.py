"""Codings as CSV with a row of HXL tags under its header, for the tools of humanitarian data.

Source: Humanitarian Exchange Language (HXL), version 1.1 final (2018): the core hashtags, and attributes of
its dictionary where it has a fitting one. All events have a row, as there is a column for their status.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import Effect
from dateline.exporting.countries import country
from dateline.exporting.sheets import Layout, Table, tabulate
from dateline.exporting.tellers import UNNAMED, distinct
from dateline.resolving.tolls import toll

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.domain import Coding
    from dateline.exporting.happening import Happening, Where
    from dateline.exporting.losses import Losses
    from dateline.exporting.sheets import Cell, Row
    from dateline.exporting.sides import Side

TAGS = {
    "Report": "#meta+report+id",
    "Event": "#event+id",
    "Event type": "#event+type",
    "Status": "#status",
    "From": "#date+start",
    "To": "#date+end",
    "Date precision": "#meta+date_precision",
    "Country code": "#country+code+v_iso2",
    "Country": "#country+name",
    "Admin 1": "#adm1+name",
    "Admin 2": "#adm2+name",
    "Place": "#loc+name",
    "Latitude": "#geo+lat",
    "Longitude": "#geo+lon",
    "Place precision": "#geo+precision",
    "Radius (km)": "#geo+radius+km",
    "Who": "#group+agent+name",
    "Whom": "#group+target+name",
    "Killed, at least": "#affected+killed+min",
    "Killed, at most": "#affected+killed+max",
    "Injured, at least": "#affected+injured+min",
    "Injured, at most": "#affected+injured+max",
    "Captured, at least": "#affected+captured+min",
    "Captured, at most": "#affected+captured+max",
    "Missing, at least": "#affected+missing+min",
    "Missing, at most": "#affected+missing+max",
    "Displaced, at least": "#affected+displaced+min",
    "Displaced, at most": "#affected+displaced+max",
    "What is told": "#description",
    "Who says so": "#meta+claim+source",
    "How": "#meta+claim+stance",
    "Published by": "#meta+source",
    "Published on": "#date+published",
    "Address": "#meta+url",
    "Confidence": "#meta+confidence",
}
LAYOUT = Layout(
    form="hxl",
    columns=tuple(TAGS),
    unheld=(
        "means",
        "damage to things",
        "the words' offsets",
        "mentions apart from the sentences that hold them",
    ),
)


def hxl_table(codings: Iterable[Coding]) -> Table:
    """The events of `codings`, all of them, under a header and a row of HXL tags."""
    table = tabulate(codings, LAYOUT, _row)
    return Table(layout=LAYOUT, rows=(tuple(TAGS.values()), *table.rows), loss=table.loss)


def _row(happening: Happening, losses: Losses) -> Row:
    event, report = happening.event, happening.coding.report
    tellers = distinct(happening.tellers)
    if happening.where.point is None:
        losses.reduce("no point: the place is not resolved, or only the country is known")
    cells: dict[str, Cell] = {
        "Report": report.id,
        "Event": event.id,
        "Event type": event.type.value,
        "Status": event.status.value,
        "From": event.date.start.isoformat() if event.date else None,
        "To": event.date.end.isoformat() if event.date else None,
        "Date precision": event.date.precision.value if event.date else None,
        **place_cells(happening.where),
        "Who": _names(happening.agents),
        "Whom": _names(happening.targets),
        "What is told": happening.passage,
        "Who says so": _several(one.name or UNNAMED for one in tellers),
        "How": _several(one.stance.value for one in tellers),
        "Published by": report.source,
        "Published on": report.published.isoformat() if report.published else None,
        "Address": report.url,
        "Confidence": event.confidence,
    }
    for effect, words in _EFFECTS.items():
        count = toll(effect, [event], report.text).count
        cells |= {f"{words}, at least": count.min, f"{words}, at most": count.max}
    return cells


_EFFECTS = {effect: effect.value.capitalize() for effect in Effect if effect is not Effect.DAMAGED}


def place_cells(where: Where) -> dict[str, Cell]:
    """A place as HXL's tables have it, here and of incidents."""
    land = country(where.country)
    cells: dict[str, Cell] = {"Country code": land.iso2 if land else "", "Country": land.name if land else ""}
    if where.placing is None:
        return cells | {"Place": where.words}
    place, (lat, lon) = where.placing.place, where.point or (None, None)
    return cells | {
        "Admin 1": place.admin1,
        "Admin 2": place.admin2,
        "Place": place.name,
        "Latitude": lat,
        "Longitude": lon,
        "Place precision": where.placing.precision.value,
        "Radius (km)": where.placing.radius_km,
    }


def _names(sides: Iterable[Side]) -> str:
    return _several(side.name for side in sides)


def _several(values: Iterable[str]) -> str:
    return " | ".join(values)
