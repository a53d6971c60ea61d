"""Lists: the published incidents of a source, an actor or a place, by day, a page at a time, with a chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload
from uuid import UUID

from django.core.paginator import Paginator

from dateline.web.archive.asking import AsWritten
from dateline.web.press.atlas.answers import Answers, rows_in_order
from dateline.web.press.atlas.asking import Sought
from dateline.web.press.incidents.charts import harm_by_day
from dateline.web.press.incidents.glance import glances

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.http import HttpRequest

A_PAGE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Incidents in a list: how many they are, and a word that changes when any of them does."""

    answers: Answers
    number: int
    key: str


def told(*, place: str = "", actor: str = "", source: UUID | None = None) -> Told:
    """The published incidents of a place, an actor or a source, as a list; out of memory."""
    sought = Sought(
        places=(place,) if place else (),
        actors=(actor,) if actor else (),
        sources=(source,) if source else (),
        meant=AsWritten(),
    )
    answers = Answers(sought)
    return Told(answers=answers, number=answers.tallies().all, key=answers.version())


def page_of(request: HttpRequest, of: Told) -> Page[UUID]:
    """The ids on the page of the list that an address asks for."""
    return Paginator(_Newest(of), A_PAGE).get_page(request.GET.get("page"))


def listed(request: HttpRequest, of: Told) -> dict[str, Any]:
    """The page of the list that an address asks for, and the chart of all of it, in two queries."""
    page = page_of(request, of)
    chart = of.answers.chart()
    return {
        "page": page,
        "glances": glances(rows_in_order(list(page.object_list))),
        "chart": harm_by_day(chart.harm, step=chart.step) if chart else harm_by_day([]),
        "number": of.number,
    }


class _Newest(Sequence[UUID]):
    """The ids of a list, the newest first, as pages are cut from it."""

    def __init__(self, of: Told) -> None:
        self._of = of

    def __len__(self) -> int:
        return self._of.number

    @overload
    def __getitem__(self, cut: int) -> UUID: ...
    @overload
    def __getitem__(self, cut: slice) -> list[UUID]: ...
    def __getitem__(self, cut: int | slice) -> UUID | list[UUID]:
        if isinstance(cut, int):
            return self._of.answers.some(cut, cut + 1)[0]
        return self._of.answers.some(cut.start, cut.stop)
