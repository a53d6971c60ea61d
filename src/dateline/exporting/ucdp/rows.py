"""UCDP's rows: lethal events with their dyad, their deaths by side, and how exactly they are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import EventType, Feature, Stance
from dateline.exporting.countries import country
from dateline.exporting.deaths import Estimate, Whom, killed, over_a_longer_time
from dateline.exporting.doubles import told_elsewhere
from dateline.exporting.losses import LeftOut
from dateline.exporting.sheets import Layout, tabulate_done
from dateline.exporting.tellers import distinct
from dateline.exporting.ucdp.codes import date_prec, days, priogrid_cell, where_prec
from dateline.exporting.ucdp.dyads import dyad_of, gw_number, side_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.domain import DateRange, Report
    from dateline.exporting.happening import Happening, Where
    from dateline.exporting.losses import Losses
    from dateline.exporting.sheets import Cell, Row, Table, Told
    from dateline.exporting.tellers import Teller
    from dateline.exporting.ucdp.dyads import Dyad

LAYOUT = Layout(
    form="ucdp",
    columns=(
        "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
        "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id",
        "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources",
        "source_article", "source_office", "source_date", "source_headline", "source_original", "where_prec",
        "where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt",
        "priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec", "date_start",
        "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low",
        "gwnoa", "gwnob",
    ),
    unheld=(
        "the type of the event", "means", "harm other than deaths", "the words and their offsets",
        "the confidence", "Wikidata ids",
    ),
    blank=(
        "relid, active_year, code_status, conflict_name, ids of conflicts, dyads and sides (UCDP's to give)",
    ),
)  # fmt: skip


def ucdp_table(codings: Iterable[Told]) -> Table:
    """The lethal events of `codings` in the 49 columns of UCDP GED, one row for each, or incidents."""
    return tabulate_done(codings, LAYOUT, _row)


def _row(happening: Happening, dated: DateRange, losses: Losses) -> Row | LeftOut:
    if reason := _not_recorded(happening, dated):
        return LeftOut(reason=reason)
    dyad = dyad_of(happening)
    if isinstance(dyad, LeftOut):
        return dyad
    _count_losses(happening, dyad, losses)
    return {
        "id": happening.number,
        "year": dated.start.year,
        "type_of_violence": dyad.violence,
        **_side_cells(dyad),
        **_source_cells(happening),
        **_place_cells(happening.where),
        "event_clarity": 2 if happening.event.type is EventType.DEATH or days(dated) > 1 else 1,
        "date_prec": date_prec(dated),
        "date_start": dated.start.isoformat(),
        "date_end": dated.end.isoformat(),
        **_death_cells(happening, dyad),
    }


def _not_recorded(happening: Happening, dated: DateRange) -> str:
    """Why UCDP records no such event, or not as one: "" where it does."""
    kind = happening.event.type
    reasons = {
        "not a use of armed force": kind not in _VIOLENT,
        "dated less exactly than by year": days(dated) > _YEAR,
        "without a death": killed(happening).high == 0,
        "deaths of a longer time than the event's day": over_a_longer_time(happening),
        "a toll of what the report tells in another event": kind is EventType.DEATH
        and told_elsewhere(happening),
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


_YEAR = 366


def _side_cells(dyad: Dyad) -> dict[str, Cell]:
    side_a, side_b = side_name(dyad.side_a), side_name(dyad.side_b) if dyad.side_b else "Civilians"
    return {
        "dyad_name": f"{side_a} - {side_b}",
        "side_a": side_a,
        "side_b": side_b,
        "gwnoa": gw_number(dyad.side_a),
        "gwnob": gw_number(dyad.side_b) if dyad.side_b else "",
    }


def _source_cells(happening: Happening) -> dict[str, Cell]:
    reports = happening.reports
    return {
        "number_of_sources": happening.origins,
        "source_article": ";".join(filter(None, map(_article, reports))),
        "source_office": ";".join(report.source or "" for report in reports),
        "source_date": ";".join(
            report.published.isoformat() if report.published else "" for report in reports
        ),
        "source_headline": ";".join(report.title or "" for report in reports),
        "source_original": "; ".join(_told_by(one) for one in distinct(happening.tellers)),
    }


def _article(report: Report) -> str:
    published = report.published.isoformat() if report.published else ""
    parts = (report.source or "", published, report.title or "")
    return ",".join(f'"{part}"' if "," in part else part for part in parts if part)


def _told_by(teller: Teller) -> str:
    """A source with how it puts it, where it does more than assert."""
    name = teller.name or "unnamed"
    return name if teller.stance is Stance.ASSERTS else f"{name} ({teller.stance.value})"


def _place_cells(where: Where) -> dict[str, Cell]:
    land = country(where.country)
    cells: dict[str, Cell] = {
        "where_prec": where_prec(where.placing),
        "where_description": where.words,
        "country": land.ucdp_name if land else "",
        "country_id": land.gw if land else "",
        "region": land.ucdp_region if land else "",
    }
    if where.placing is None:
        return cells
    place = where.placing.place
    cells |= {"where_coordinates": place.name}
    if where.point is None:
        return cells
    lat, lon = where.point
    return cells | {
        "adm_1": place.name if place.feature is Feature.ADMIN1 else place.admin1,
        "adm_2": place.name if place.feature is Feature.ADMIN2 else place.admin2,
        "latitude": lat,
        "longitude": lon,
        "geom_wkt": f"POINT ({lon:.6f} {lat:.6f})",
        "priogrid_gid": priogrid_cell(lat, lon),
    }


def _death_cells(happening: Happening, dyad: Dyad) -> dict[str, Cell]:
    """Deaths by side add up to `best`; of no side, they are unknown; of sides told of more, they raise it."""
    whole = killed(happening)
    first, second = (Whom.TARGET, Whom.AGENT) if dyad.turned else (Whom.AGENT, Whom.TARGET)
    by_side = {
        column: killed(happening, only=whom)
        for column, whom in (("deaths_a", first), ("deaths_b", second), ("deaths_civilians", Whom.CIVILIANS))
    }
    told = sum(deaths.best for deaths in by_side.values())
    if happening.dead is not None and told > whole.best:  # of an incident nobody counts so many by side
        by_side, told = dict.fromkeys(by_side, Estimate()), 0
    best = max(whole.best, told)
    return {
        **{column: deaths.best for column, deaths in by_side.items()},
        "deaths_unknown": best - told,
        "best": best,
        "high": max(whole.high, sum(deaths.high for deaths in by_side.values())),
        "low": 0 if happening.accused else whole.low,
    }


def _count_losses(happening: Happening, dyad: Dyad, losses: Losses) -> None:
    losses.reduce("a further actor: a row holds one dyad", dyad.further)
    if dyad.nameless:
        losses.reduce("a side that nobody names, written as an unnamed group")
    if happening.where.point is None:
        losses.reduce("no point: the place is not resolved, or only the country is known (where_prec 6)")
    if not killed(happening).counted:
        losses.reduce("deaths without a least number, whose best and low are 1")
    if happening.accused:
        losses.reduce("told by accusers alone: low is 0, and source_original says so")
    elif happening.doubted:
        losses.reduce("disputed or doubted by those who tell of it; source_original alone may say so")


_VIOLENT = frozenset({
    EventType.CLASH, EventType.ASSAULT, EventType.CAPTURE, EventType.AIRSTRIKE, EventType.DRONE_STRIKE,
    EventType.SHELLING, EventType.SUICIDE_BOMBING, EventType.BOMBING, EventType.CHEMICAL_ATTACK,
    EventType.ATTACK_ON_CIVILIANS, EventType.ABDUCTION, EventType.DESTRUCTION, EventType.PROTEST,
    EventType.DEATH,
})  # fmt: skip
