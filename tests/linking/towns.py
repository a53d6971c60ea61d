"""The towns of Marland, for tests in which it matters where things happen, and reports coded in them.

Places are put by hand, so that no rule of placing has a say in a test of linking.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.domain import Feature, Place, PlacePrecision, Placing
from tests.linking.two_lands import coded

if TYPE_CHECKING:
    from dateline.domain import Coding, NameClass
    from tests.fakes import Happens, Says


def _town(name: str, lat: float, lon: float, admin1: str) -> Placing:
    place = Place(
        id=f"xa:{name.lower()}",
        name=name,
        lat=lat,
        lon=lon,
        feature=Feature.TOWN,
        country="XA",
        admin1=admin1,
    )
    return Placing(
        place=place, precision=PlacePrecision.TOWN, radius_km=2.0, reason="by hand", lat=lat, lon=lon
    )


_COAST = Place(id="xa:coast", name="Coast", lat=35.6, lon=36.4, feature=Feature.ADMIN1, country="XA")
_PLACES = {
    "Marj": _town("Marj", 35.60, 36.30, "Coast"),
    "Kafr Amsa": _town("Kafr Amsa", 35.90, 36.60, "Coast"),  # 43 km from Marj
    "Tell Nur": _town("Tell Nur", 36.60, 37.90, "Hills"),  # 180 km from Marj
    "Coast province": Placing(
        place=_COAST, precision=PlacePrecision.ADMIN, radius_km=60.0, reason="by hand", lat=35.6, lon=36.4
    ),
}


def reported(
    text: str,
    *happens: Happens,
    source: str = "Harbour Dispatch",
    day: int | None = 22,
    key: str | None = None,
    says: tuple[Says, ...] = (),
    names: tuple[tuple[str, NameClass], ...] = (),
) -> Coding:
    """The coding of a report of a day in May 2018, with the places of its events put."""
    coding = coded(text, *happens, source=source, day=day, key=key, says=says, names=names)
    spans = {span for event in coding.events for span in event.places}
    placed = {span: _PLACES[name] for span in spans if (name := span.of(text)) in _PLACES}
    return replace(coding, places=placed)
