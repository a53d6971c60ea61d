"""POLECAT's table of events: 40 columns, coded by PLOVER.

Source: the files of the POLECAT dataset (Harvard Dataverse, doi 10.7910/DVN/AJGVIT, 2023), which are parted
by tabs, with a header, and hold several values in a cell parted by "; ". Countries are ISO 3166-1 alpha-3
codes; `Actor COW` is the number of the Correlates of War. `plover` names the sources of the codes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import Feature, NameClass, PlacePrecision, Stance
from dateline.exporting import plover
from dateline.exporting.countries import country
from dateline.exporting.daily import told_on_a_day
from dateline.exporting.losses import LeftOut
from dateline.exporting.sheets import Layout, tabulate_done
from dateline.exporting.telling import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.domain import Coding, DateRange, Place
    from dateline.exporting.happening import Happening, Where
    from dateline.exporting.losses import Losses
    from dateline.exporting.sheets import Cell, Row, Table, Told
    from dateline.exporting.sides import Side

LAYOUT = Layout(
    form="polecat",
    columns=(
        "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
        "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
        "Actor Name Raw", "Wikipedia Actor ID",
        "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
        "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
        "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID",
        "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations",
        "Story Locations", "Language", "Version",
    ),
    delimiter="\t",
    unheld=(
        "harm", "means", "how exact a date or a place is", "who says so (accusations apart)", "the status",
        "the words' offsets", "the confidence",
    ),
    blank=(
        "Wikipedia Actor ID, Wikipedia Recipient ID (the register holds Wikidata ids)",
        "contexts that do not follow from the type", "titles (of accusers apart)",
    ),
)  # fmt: skip


def polecat_table(codings: Iterable[Told]) -> Table:
    """The events of `codings` in the 40 columns of POLECAT, one row for each event as told, or incident.

    POLECAT has no column for who says so. So what only accusers say is written as what it is: ACCUSE, by the
    accuser, of the accused, on the day of the report. In a clash both sides are actors and there is no
    recipient, as PLOVER has it.
    """
    return tabulate_done(codings, LAYOUT, _row)


def _row(happening: Happening, dated: DateRange, losses: Losses) -> Row | LeftOut:
    event, report = happening.event, happening.coding.report
    kind = "ACCUSE" if happening.accused else plover.event_type(happening)
    if kind is None:
        return LeftOut(reason=f"PLOVER has no type for {event.type.value.replace('_', ' ')}")
    told = told_on_a_day(happening, dated)
    if isinstance(told, LeftOut):
        return told
    actors, recipients = _sides(happening)
    if not actors:
        return LeftOut(reason="no actor known, whom PLOVER asks for")
    for lack in told.lacks:
        losses.reduce(lack)
    return {
        "Event ID": f"{told.day:%Y%m%d}-{happening.number}_{kind}",
        "Event Date": told.day.isoformat(),
        "Event Type": kind,
        "Event Mode": "allege" if happening.accused else plover.mode(happening),
        "Intensity": plover.INTENSITY[kind],
        "Quad Code": plover.QUADS[kind],
        "Contexts": "; ".join(plover.contexts(happening)),
        **_side_cells("Actor", actors),
        "Actor Title": _title(happening),
        **_side_cells("Recipient", recipients),
        **_place_cells(told.where),
        "Source": report.source,
        "Publication Date": report.published.isoformat() if report.published else None,
        "Story People": _named(happening.coding, NameClass.PERSON),
        "Story Organizations": _named(happening.coding, NameClass.ACTOR),
        "Story Locations": _named(happening.coding, NameClass.PLACE),
        "Language": report.language,
        "Version": f"dateline {happening.coding.engine}",
    }


def _sides(happening: Happening) -> tuple[list[Side], list[Side]]:
    agents = [side for side in happening.agents if side.known]
    targets = [side for side in happening.targets if side.known]
    if happening.accused:
        accusers = [one.side for one in happening.tellers if one.stance is Stance.ACCUSES]
        return [side for side in accusers if side], agents
    return ([*agents, *targets], []) if happening.event.type.value in _MUTUAL else (agents, targets)


_MUTUAL = frozenset({"clash", "talks"})


def _side_cells(whose: str, sides: list[Side]) -> dict[str, Cell]:
    lands = [country(side.country) for side in sides]
    sectors = [plover.sector(side) for side in sides]
    codes = [
        land.iso3 if land else plover.beyond_countries(side) for side, land in zip(sides, lands, strict=True)
    ]
    return {
        f"{whose} Name": _several(side.name for side in sides),
        f"{whose} Country": _several(codes),
        f"{whose} COW": _several(land.cow if land else "" for land in lands),
        f"Primary {whose} Sector": sectors[0] if sectors else "",
        f"{whose} Sectors": _several(sectors),
        f"{whose} Name Raw": _several(side.words for side in sides),
    }


def _title(happening: Happening) -> str:
    """The post of who accuses; of actors that are no persons there is none."""
    if not happening.accused:
        return ""
    accusing = (one for one in happening.tellers if one.stance is Stance.ACCUSES)
    return _several(one.speaker.role or "" for one in accusing if one.speaker)


def _several(values: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(value for value in values if value))


def _place_cells(where: Where) -> dict[str, Cell]:
    land = country(where.country)
    cells: dict[str, Cell] = {"Raw Placename": where.words, "Country": land.iso3 if land else ""}
    if where.placing is None:
        return cells
    place = where.placing.place
    cells |= {
        "Placename": place.name,
        "GeoNames ID": place.id.removeprefix("geonames:") if place.id.startswith("geonames:") else "",
        "Feature Type": _FEATURES.get(place.feature, ""),
    }
    if where.placing.precision is PlacePrecision.COUNTRY:
        return cells
    lat, lon = where.point or (None, None)
    return cells | {
        "City": place.name if place.feature is Feature.TOWN else "",
        "District": _division(place, Feature.ADMIN2, place.admin2),
        "Province": _division(place, Feature.ADMIN1, place.admin1),
        "Latitude": lat,
        "Longitude": lon,
    }


def _division(place: Place, feature: Feature, name: str | None) -> str:
    return place.name if place.feature is feature else name or ""


def _named(coding: Coding, cls: NameClass) -> str:
    return _several(words_of(name.span, coding.report.text) for name in coding.names if name.cls is cls)


# GeoNames' feature codes, where one of them fits all that the kind holds.
_FEATURES = {
    Feature.COUNTRY: "PCLI",
    Feature.ADMIN1: "ADM1",
    Feature.ADMIN2: "ADM2",
    Feature.ADMIN3: "ADM3",
    Feature.REGION: "RGN",
    Feature.TOWN: "PPL",
    Feature.DISTRICT: "PPLX",
    Feature.CAMP: "CMP",
    Feature.BASE: "INSM",
    Feature.AIRBASE: "AIRB",
    Feature.AIRPORT: "AIRP",
    Feature.PORT: "PRT",
    Feature.OIL_FIELD: "OILF",
    Feature.GAS_FIELD: "GASF",
    Feature.ROAD: "RD",
    Feature.HOSPITAL: "HSP",
}
