"""Incidents as CSV with a row of HXL tags under its header: one row for each, with its range and its grade.

Source: Humanitarian Exchange Language (HXL), version 1.1 final (2018): the core hashtags, and attributes of
its dictionary where it has a fitting one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import Fact, Stance
from dateline.exporting.happening import Where
from dateline.exporting.hxl import place_cells
from dateline.exporting.incidents.accounts import place_of
from dateline.exporting.losses import Losses
from dateline.exporting.sheets import Layout, Table, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.domain import Examined
    from dateline.exporting.incidents.gathering import Gathered
    from dateline.exporting.sheets import Cell

TAGS = {
    "Incident": "#event+id",
    "Event type": "#event+type",
    "Standing": "#status",
    "Grade": "#status+grade",
    "Reason": "#status+grade+reason",
    "number_of_sources": "#indicator+sources+num",
    "Sources": "#meta+source+list",
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
    "Accused": "#group+agent+accused+name",
    "Whom": "#group+target+name",
    "Killed, low": "#affected+killed+min",
    "Killed, best": "#affected+killed+best",
    "Killed, high": "#affected+killed+max",
    "Injured, low": "#affected+injured+min",
    "Injured, best": "#affected+injured+best",
    "Injured, high": "#affected+injured+max",
    "Reports": "#meta+report+id+list",
    "Published by": "#meta+source+published",
    "First told": "#date+published+start",
    "Last told": "#date+published+end",
    "Addresses": "#meta+url+list",
}
LAYOUT = Layout(
    form="hxl",
    columns=tuple(TAGS),
    unheld=(
        "who says what (the account table)",
        "means",
        "harm other than dead and injured",
        "quotes and offsets",
    ),
)


def incident_table(incidents: Iterable[Gathered]) -> Table:
    """`incidents`, all of them, under a header and a row of HXL tags."""
    losses = Losses()
    losses.unit = "incident"
    rows: list[tuple[str, ...]] = [tuple(TAGS.values())]
    for gathered in incidents:
        losses.events += 1
        losses.rows += 1
        rows.append(in_order(_row(gathered, losses), LAYOUT.columns))
    return Table(layout=LAYOUT, rows=tuple(rows), loss=losses.note(LAYOUT.form, unheld=LAYOUT.unheld))


def _row(gathered: Gathered, losses: Losses) -> dict[str, Cell]:
    examined, incident = gathered.examined, gathered.examined.incident
    where = Where(words=place_of(incident), placing=incident.place)
    if where.point is None:
        losses.reduce("no point: the place is not resolved, or only the country is known")
    said = sorted(one.said for one in incident.tellings if one.said)
    return {
        "Incident": incident.id,
        "Event type": incident.type.value,
        "Standing": incident.standing.value,
        "Grade": incident.grade.value,
        "Reason": incident.reason,
        "number_of_sources": len(examined.counted),
        "Sources": _several(origin.name for origin in incident.origins),
        "From": incident.date.start.isoformat() if incident.date else None,
        "To": incident.date.end.isoformat() if incident.date else None,
        "Date precision": incident.date.precision.value if incident.date else None,
        **place_cells(where),
        "Who": _values(examined, Fact.AGENT, Stance.ASSERTS),
        "Accused": _values(examined, Fact.AGENT, Stance.ACCUSES),
        "Whom": _values(examined, Fact.TARGET, Stance.ASSERTS),
        **_harm(examined, Fact.KILLED),
        **_harm(examined, Fact.INJURED),
        "Reports": _several(incident.reports),
        "Published by": _several(report.source or "" for report in gathered.reports),
        "First told": said[0].isoformat() if said else None,
        "Last told": said[-1].isoformat() if said else None,
        "Addresses": _several(report.url or "" for report in gathered.reports),
    }


def _harm(examined: Examined, fact: Fact) -> dict[str, Cell]:
    weighing = examined.weighing(fact)
    span = weighing.range if weighing else None
    words = fact.value.capitalize()
    return {
        f"{words}, low": span.min if span else None,
        f"{words}, best": weighing.best if weighing else None,
        f"{words}, high": span.max if span else None,
    }


def _values(examined: Examined, fact: Fact, stance: Stance) -> str:
    """What is told of a fact in one manner: whom somebody asserts to have done it, or accuses."""
    told = (one.value for one in examined.incident.tellings if one.fact is fact and one.stance is stance)
    return _several(told)


def _several(values: Iterable[str]) -> str:
    return " | ".join(dict.fromkeys(value for value in values if value))
