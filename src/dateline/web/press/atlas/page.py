"""The page of the map: filters, map, time line, and the list of the same incidents, all by its address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from csp.constants import SELF
from csp.decorators import csp_update
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dateline.web.press.atlas import memory
from dateline.web.press.atlas.answers import Answers, rows_in_order
from dateline.web.press.atlas.asking import Sought
from dateline.web.press.atlas.facets import facets_of
from dateline.web.press.atlas.listing import Mark
from dateline.web.press.atlas.mapping import map_of
from dateline.web.press.caching import and_refused, known_by
from dateline.web.press.incidents.charts import harm_by_day
from dateline.web.press.incidents.glance import glances
from dateline.web.press.incidents.words import country_words, day_words

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from dateline.web.press.atlas.answers import Chart as Told

PAGE: Final = 30
_PERIODS = 46  # of a time line that can be followed one by one


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A bar of the time line as a link: its days, and the address of what began then."""

    label: str
    query: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpinned:
    """Incidents of which no more than the country is known; no country where not even that is."""

    label: str
    query: str
    number: int


def _reads(request: HttpRequest) -> str:
    sought, after = Sought.of(request.GET), _after(request)
    return and_refused(sought.query(after=str(after) if after else None), sought.refused)


def _key(request: HttpRequest) -> str:  # noqa: ARG001 -- what the page reads is part of the tag anyway
    return memory.version()


@require_safe
@csp_update({"worker-src": [SELF]})
@known_by(_key, reads=_reads)
def atlas(request: HttpRequest) -> HttpResponse:
    """The map of all published incidents, or of those that the address asks for."""
    sought = Sought.of(request.GET)
    answers = Answers(sought)
    told = answers.tallies()
    after = _after(request)
    keys, mark = answers.page(PAGE, after)
    chart = answers.chart()
    return render(
        request,
        "press/atlas/page.html",
        {
            "sought": sought,
            "refused": _refused(sought),
            "facets": facets_of(sought),
            "map": map_of(sought),
            "told": told,
            "glances": glances(rows_in_order(keys)),
            "older": sought.query(after=str(mark)) if mark else "",
            "newest": sought.query() if after else None,
            "chart": harm_by_day(chart.harm, step=chart.step) if chart else None,
            "edges": _edges(chart),
            "periods": _periods(chart, sought),
            "all_days": sought.query(**{"from": None, "to": None}),
            "unpinned": _unpinned(sought),
            "all_of_it": sought.query(bbox=None),
            "narrowed": bool(sought.values()),
        },
    )


def _after(request: HttpRequest) -> Mark | None:
    """Where the page of the list begins; at the newest where that cannot be read."""
    try:
        return Mark.read(request.GET.get("after", ""))
    except (ValueError, OverflowError):
        return None


def _refused(sought: Sought) -> list[str]:
    said = _("“%(value)s” is no value of the filter “%(name)s”, and was passed over.")
    told = [said % {"value": value[:60], "name": name} for name, value in sought.refused]
    if sought.first and sought.last and sought.last < sought.first:
        told.append(_("The last day lies before the first, so nothing can be found."))
    return told


def _edges(chart: Told | None) -> str:
    """The days at which the bars of the drawn chart begin, and the last day of all: for the brush."""
    taken = [nth for nth, bar in enumerate(chart.bars) if bar.incidents] if chart else []
    if chart is None or not taken:
        return ""
    bars = chart.bars[taken[0] : taken[-1] + 1]
    return " ".join([*(bar.first.isoformat() for bar in bars), bars[-1].last.isoformat()])


def _periods(chart: Told | None, sought: Sought) -> list[Period]:
    bars = [bar for bar in chart.bars if bar.incidents] if chart else []
    if not 1 < len(bars) <= _PERIODS:
        return []
    rest = sought.query(**{"from": None, "to": None})  # the days come first; the rest is written once for all
    return [
        Period(
            label=_("%(first)s to %(last)s") % {"first": day_words(bar.first), "last": day_words(bar.last)}
            if bar.first != bar.last
            else day_words(bar.first),
            query=f"from={bar.first.isoformat()}&to={bar.last.isoformat()}{'&' if rest else ''}{rest}",
            number=bar.incidents,
        )
        for bar in bars
    ]


def _unpinned(sought: Sought) -> list[Unpinned]:
    """Those that the map cannot show, wherever it is looked at."""
    found = Answers(sought).without_bounds().unpinned
    return [
        Unpinned(
            label=country_words(code) if code else _("not even the country is known"),
            query=sought.query(bbox=None, country=code, precision="country") if code else "",
            number=number,
        )
        for code, number in found.items()
    ]
