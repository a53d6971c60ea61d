"""Incidents to GeoJSON (RFC 7946, 2016): one point for each incident whose place has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.exporting.happening import Where
from dateline.exporting.incidents.writing import to_dict
from dateline.exporting.losses import LeftOut, Losses

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from dateline.domain import Examined
    from dateline.exporting.incidents.gathering import Gathered
    from dateline.exporting.losses import Loss


def incident_geojson(incidents: Iterable[Gathered]) -> tuple[dict[str, Any], Loss]:
    """The FeatureCollection of `incidents`, and what is not on the map.

    A place without coordinates gives no feature: nothing is put on a map by guess. Each feature carries the
    account table: who says what, and what it comes to.
    """
    losses = Losses()
    losses.unit = "incident"
    features: list[dict[str, Any]] = []
    for gathered in incidents:
        losses.events += 1
        feature = _feature(gathered)
        if feature is None:
            resolved = gathered.examined.incident.place is not None
            why = "only the country is known" if resolved else "the place is not resolved"
            losses.leave_out(LeftOut(reason=why))
            continue
        losses.rows += 1
        features.append(feature)
    return {"type": "FeatureCollection", "features": features}, losses.note("geojson")


def _feature(gathered: Gathered) -> dict[str, Any] | None:
    incident = gathered.examined.incident
    point = Where(placing=incident.place).point
    if point is None:
        return None
    return {
        "type": "Feature",
        "id": incident.id,
        "geometry": {"type": "Point", "coordinates": [point[1], point[0]]},
        "properties": {**_kept(gathered.examined), "reports": _reports(gathered)},
    }


def _kept(examined: Examined) -> dict[str, Any]:
    """All keys of the incident's own JSON but for those that the feature has in its own way."""
    return {key: value for key, value in to_dict(examined).items() if key not in {"schema", "id"}}


def _reports(gathered: Gathered) -> list[dict[str, str | None]]:
    return [
        {
            "id": report.id,
            "source": report.source,
            "title": report.title,
            "url": report.url,
            "published": report.published.isoformat() if report.published else None,
        }
        for report in gathered.reports
    ]
