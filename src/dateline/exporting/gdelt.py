"""GDELT's table of events: 61 columns parted by tabs, without a header.

Source: "The GDELT Event Database Data Format Codebook", version 2.0 (2015). The day's share of the year in
`FractionDate` follows GDELT's data, ((month - 1) * 30 + day) / 365; its codebook forgets to take off a month.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from dateline.domain import EventType, Feature, PlacePrecision, Stance
from dateline.exporting import cameo
from dateline.exporting.countries import country
from dateline.exporting.daily import told_on_a_day
from dateline.exporting.losses import LeftOut
from dateline.exporting.sheets import Layout, tabulate_done

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from dateline.domain import DateRange
    from dateline.exporting.happening import Happening, Where
    from dateline.exporting.losses import Losses
    from dateline.exporting.sheets import Cell, Row, Table, Told
    from dateline.exporting.sides import Side

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
    "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
LAYOUT = Layout(
    form="gdelt",
    columns=(
        "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
        *(f"Actor1{part}" for part in _ACTOR),
        *(f"Actor2{part}" for part in _ACTOR),
        "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
        "NumMentions", "NumSources", "NumArticles", "AvgTone",
        *(f"{whose}Geo_{part}" for whose in ("Actor1", "Actor2", "Action") for part in _GEO),
        "DATEADDED", "SOURCEURL",
    ),
    delimiter="\t",
    header=False,
    unheld=(
        "harm", "means", "how exact a date or a place is", "who says so (accusations apart)", "the status",
        "the confidence", "Wikidata ids",
    ),
    blank=(
        "AvgTone (tone is not measured)", "group, ethnic and religious codes of actors",
        "places of actors (no coding tells them)",
        "ADM1Code, ADM2Code and FeatureID but for countries (GDELT's lists number places in their own way)",
    ),
)  # fmt: skip


def gdelt_table(codings: Iterable[Told]) -> Table:
    """The events of `codings` in the 61 columns of GDELT 2.0, one row for each event as told, or incident.

    GDELT has no column for who says so. So what only accusers say is written as what it is: an accusation, by
    the accuser, of the accused, on the day of the report.
    """
    return tabulate_done(codings, LAYOUT, _row)


def _row(happening: Happening, dated: DateRange, losses: Losses) -> Row | LeftOut:
    event = happening.event
    code = cameo.accusation_code(happening) if happening.accused else cameo.event_code(happening)
    if code is None:
        return LeftOut(reason=f"CAMEO has no code for {event.type.value.replace('_', ' ')}")
    told = told_on_a_day(happening, dated)
    if isinstance(told, LeftOut):
        return told
    first, second = _sides(happening)
    if first is None and second is None:
        return LeftOut(reason="no actor known, of whom CAMEO asks for one")
    for lack in told.lacks:
        losses.reduce(lack)
    if not happening.accused:
        known = sum(side.known for side in (*happening.agents, *happening.targets))
        losses.reduce("a further actor: a row holds two", max(known - 2, 0))
    report = happening.coding.report
    return {
        "GLOBALEVENTID": happening.number,
        **_date_cells(told.day),
        **_actor_cells("Actor1", first),
        **_actor_cells("Actor2", second),
        "IsRootEvent": int(happening.leading),
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": cameo.quad_class(code),
        "GoldsteinScale": cameo.GOLDSTEIN[code],
        "NumMentions": happening.mentions,
        "NumSources": len({report.source or report.id for report in happening.reports}),
        "NumArticles": len(happening.reports),
        **{f"{whose}Geo_Type": 0 for whose in ("Actor1", "Actor2")},
        **_geo_cells(told.where),
        "DATEADDED": f"{report.fetched.astimezone(UTC):%Y%m%d%H%M%S}" if report.fetched else None,
        "SOURCEURL": report.url,
    }


def _date_cells(day: date) -> dict[str, Cell]:
    share = ((day.month - 1) * 30 + day.day) / 365
    return {
        "SQLDATE": f"{day:%Y%m%d}",
        "MonthYear": f"{day:%Y%m}",
        "Year": day.year,
        "FractionDate": f"{day.year + share:.4f}",
    }


def _sides(happening: Happening) -> tuple[Side | None, Side | None]:
    """Who does it to whom, or with whom; of an accusation, who accuses whom."""
    agents = [side for side in happening.agents if side.known]
    if happening.accused:
        accuser = next(teller for teller in happening.tellers if teller.stance is Stance.ACCUSES)
        return accuser.side, agents[0] if agents else None
    others = [side for side in happening.targets if side.known]
    if not others and happening.event.type in _MUTUAL:
        others = agents[1:]  # else a second doer would read as who suffers it
    return (agents[0] if agents else None), (others[0] if others else None)


_MUTUAL = frozenset({EventType.CLASH, EventType.TALKS, EventType.AGREEMENT})


def _actor_cells(whose: str, side: Side | None) -> dict[str, Cell]:
    if side is None:
        return {}
    land = country(side.country)
    home, role = land.cameo if land else "", cameo.role(side)
    return {
        f"{whose}Code": home + role,
        f"{whose}Name": side.name.upper(),
        f"{whose}CountryCode": home,
        f"{whose}Type1Code": role,
    }


def _geo_cells(where: Where) -> dict[str, Cell]:
    """Type 1 is a country, which has no point; 2 and 3 a state and a city of the US, 5 and 4 elsewhere.

    Type 0 is no place at all: so GDELT's files have it, though not its codebook.
    """
    land = country(where.country)
    if where.placing is None:
        return {"ActionGeo_Type": 0}
    place = where.placing.place
    fips = _fips(where)
    if where.placing.precision is PlacePrecision.COUNTRY:
        return {
            "ActionGeo_Type": 1,
            "ActionGeo_FullName": land.name if land else place.name,
            "ActionGeo_CountryCode": fips,
            "ActionGeo_ADM1Code": fips,
            "ActionGeo_FeatureID": fips,
        }
    wide = where.placing.precision is PlacePrecision.ADMIN
    american = place.country == "US"
    lat, lon = where.point or (None, None)
    admin1 = None if place.feature is Feature.ADMIN1 else place.admin1
    names = (place.name, admin1, land.name if land else None)
    return {
        "ActionGeo_Type": (2 if wide else 3) if american else (5 if wide else 4),
        "ActionGeo_FullName": ", ".join(name for name in names if name),
        "ActionGeo_CountryCode": fips,
        "ActionGeo_Lat": lat,
        "ActionGeo_Long": lon,
    }


def _fips(where: Where) -> str:
    """FIPS 10-4 knows Palestine as two territories."""
    land = country(where.country)
    if land is None or where.placing is None:
        return ""
    if land.iso2 == "PS":
        parts = f"{where.placing.place.name} {where.placing.place.admin1 or ''}"
        return "GZ" if "Gaza" in parts else "WE" if "West Bank" in parts else ""
    return land.fips
