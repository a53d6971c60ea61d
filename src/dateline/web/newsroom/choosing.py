"""Choosing: the incidents that a briefing can tell of, with the filters of the desk, and which were ticked.

Only what was accepted can be chosen; the rest is shown, with the way to its review.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Case, F, IntegerField, Value, When
from django.http import QueryDict
from django.utils.translation import gettext as _

from dateline.web.archive.models import Incident, Review
from dateline.web.desk.filters import Asked, Reviewed, incidents_asked
from dateline.web.desk.queue.facets import count_incidents
from dateline.web.desk.queue.narrowing import GRADES, STANDINGS, Narrowing
from dateline.web.desk.queue.telling import Happened, country_words
from dateline.web.newsroom.texts import number_in

if TYPE_CHECKING:
    from collections.abc import Collection

    from django_stubs_ext import StrOrPromise

    from dateline.web.archive.people import User
    from dateline.web.press.models import Series

SHOWN = 200
"""Incidents that are offered at once; filters bring the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """An incident that is offered, and under what heading it would go."""

    incident: Incident
    happened: Happened
    grade: StrOrPromise
    standing: StrOrPromise
    front: str
    ticked: bool
    order: str

    @property
    def can_be_chosen(self) -> bool:
        """Whether it was accepted."""
        return self.incident.review == Review.ACCEPTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What is offered, and by what it is narrowed; `more` says that there are some that are not shown."""

    rows: tuple[Offered, ...]
    narrowing: Narrowing
    more: bool
    fronts: tuple[str, ...]


def offer(
    at: str,
    params: QueryDict,
    user: User,
    series: Series,
    *,
    there: Collection[UUID] = (),
    typed: QueryDict | None = None,
) -> Offer:
    """The incidents that an address asks for: the accepted ones first, those of the series' countries first.

    Args:
        at: The address of the page.
        params: Its filters, as the desk's lists have them.
        user: Who chooses.
        series: That of the briefing.
        there: The ids of the incidents that the briefing has already; these are not offered.
        typed: A form that came back, whose ticks are kept.
    """
    asked = replace(Asked.of(params), reviewed=Reviewed.ALL)
    counted = count_incidents(asked, params, user)
    found = incidents_asked(asked, user).exclude(pk__in=there)
    rows = list(_ordered(found, series)[: SHOWN + 1])
    typed = typed or QueryDict()
    ticked = set(typed.getlist("incident"))
    offered = tuple(
        Offered(
            incident=row,
            happened=Happened.of(row),
            grade=GRADES[row.grade],
            standing=STANDINGS[row.standing],
            front=typed.get(f"front-{row.pk}") or front_of(row),
            ticked=str(row.pk) in ticked,
            order=typed.get(f"order-{row.pk}", ""),
        )
        for row in rows[:SHOWN]
    )
    return Offer(
        rows=offered,
        narrowing=Narrowing.of_choice(at, asked, params, counted),
        more=len(rows) > SHOWN,
        fronts=tuple(sorted({one.front for one in offered if one.front})),
    )


def _ordered(found: Any, series: Series) -> Any:  # noqa: ANN401 -- a query of incidents with two columns more
    ready = Case(
        When(review=Review.ACCEPTED, then=Value(0)),
        When(review=Review.REJECTED, then=Value(2)),
        default=Value(1),
        output_field=IntegerField(),
    )
    ours = Case(
        When(country__in=series.countries or [], then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return found.annotate(ready=ready, ours=ours).order_by(
        "ready", "ours", F("date_start").asc(nulls_last=True), "id"
    )


def front_of(row: Incident) -> str:
    """Under what heading an incident goes if nobody says otherwise: its province, else its country."""
    return row.admin1 or (country_words(row.country) if row.country else _("Elsewhere"))


def chosen_in(form: QueryDict) -> tuple[list[Incident], dict[UUID, str]]:
    """The incidents that were ticked, in their order, and the heading that each goes under.

    The order is that of the numbers that were typed, else of the days; those of one heading stand together.
    What is no id of an incident that is there is passed over; publishing says which may be told.
    """
    keys = {key for written in form.getlist("incident") if (key := uuid_of(written))}
    rows = sorted(Incident.objects.there().light().filter(pk__in=keys), key=lambda row: _place(form, row))
    fronts = {row.pk: _front(form, row) for row in rows}
    by: dict[str, list[Incident]] = {}
    for row in rows:
        by.setdefault(fronts[row.pk], []).append(row)
    return [row for some in by.values() for row in some], fronts


def _front(form: QueryDict, row: Incident) -> str:
    typed = " ".join(form.get(f"front-{row.pk}", "").replace("\0", " ").split())
    return typed[:200] or front_of(row)


def _place(form: QueryDict, row: Incident) -> tuple[Any, ...]:
    number = number_in(form.get(f"order-{row.pk}", ""))
    day = row.date_start
    return (number is None, number or 0, day is None, day.toordinal() if day else 0, row.pk)


def uuid_of(written: str) -> UUID | None:
    """An id from a form or an address; None where it is none."""
    try:
        return UUID(written)
    except ValueError:
        return None
