"""One incident: its page, the page of one that is gone, and the way to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dateline.web.archive.linking.doubles import likely_doubles
from dateline.web.archive.linking.rulings import last_moves
from dateline.web.archive.models import Incident, Review
from dateline.web.desk.filters import incidents_asked_for, kept
from dateline.web.desk.incident.comparing import called, compare
from dateline.web.desk.incident.finding import look_for
from dateline.web.desk.incident.past import changes_of, rulings_of
from dateline.web.desk.incident.ways import ReviewWays
from dateline.web.desk.requests import me
from dateline.web.rights import Right, load, may, needs
from dateline.web.telling.members import members_of
from dateline.web.telling.reading import read
from dateline.web.telling.table import columns_of, leading_and_rest

if TYPE_CHECKING:
    from typing import Any

    from django.http import HttpRequest, HttpResponse, QueryDict

    from dateline.web.archive.people import User

COMPARED = 4
"""How many that may be the same stand beside an incident at once: nobody compares more at a glance."""


@require_safe
@needs(Right.SEE_DESK)
def incident(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The page of an incident; of one that is gone it says where it went."""
    rows = Incident.objects.select_related("assignee", "into").defer("into__body")
    row = load(request.user, Right.SEE_DESK, rows, pk)
    if row.gone_at:
        return _gone(request, row)
    reading = read(row)
    ways = ReviewWays()
    members = members_of(row, reading.told.reports, ways)
    doubles = likely_doubles(row)
    shown = doubles[:COMPARED]
    others = [double.incident for double in shown]
    sought = request.GET.get("find", "")
    found = look_for(sought, row) if sought else []
    moves = last_moves([row, *others, *(one.incident for one in found)])
    seen = {key: str(one.pk) for key, one in moves.items()}
    columns = columns_of(reading.told, members, ways)
    leading, rest = leading_and_rest(reading.told, columns, members, ways)
    context: dict[str, Any] = {
        "screen_name": "incidents",
        "incident": row,
        "told": reading.told,
        "map": reading.map,
        "when": reading.when,
        "copies": reading.copies,
        "columns": columns,
        "leading": leading,
        "rest": rest,
        "members": members,
        "compared": compare(row, shown, seen),
        "more_doubles": len(doubles) - len(shown),
        "seen": seen.get(row.pk, ""),
        "as_of": row.changed_at.isoformat(),
        "sought": sought,
        "found": [(one, seen.get(one.incident.pk, "")) for one in found],
        "rulings": rulings_of(row),
        "changes": changes_of(row),
        "in_hand": row.assignee_id and row.assigned_until and row.assigned_until > timezone.now(),
        **_about(request),
    }
    return render(request, "desk/incident/incident.html", context)


@require_safe
@needs(Right.SEE_DESK)
def following(request: HttpRequest) -> HttpResponse:
    """To the next incident of the list that somebody works through; without one, to the list."""
    after = _after(request.GET.get("after", ""))
    found = next_one(request.GET, me(request), after)
    query = kept(request.GET)
    if found is None:
        messages.info(request, _("No other incident of this list waits for a review."))
        return redirect(f"{reverse('incidents')}?{query}" if query else reverse("incidents"))
    return redirect(address_of(found.pk, query))


def next_one(params: QueryDict, user: User, after: Incident | None) -> Incident | None:
    """The next incident of a list, by the filters of its address; the first again after the last.

    Without filters it is of those that wait for a review. What others have in hand is passed over.
    """
    listed = incidents_asked_for(params, user).free_for(user).order_by("-use", "pk").only("pk")
    if after is None:
        return listed.first()
    others = listed.exclude(pk=after.pk)
    beyond = Q(use__lt=after.use) | Q(use=after.use, pk__gt=after.pk)
    return others.filter(beyond).first() or others.first()


def address_of(pk: UUID, query: str = "") -> str:
    """The address of an incident's page within a list."""
    address = reverse("incident", args=[pk])
    return f"{address}?{query}" if query else address


def _after(key: str) -> Incident | None:
    try:
        pk = UUID(key)
    except ValueError:
        return None
    return Incident.objects.only("pk", "use").filter(pk=pk).first()


def _gone(request: HttpRequest, row: Incident) -> HttpResponse:
    """200 where it lives on in another, 410 where nobody tells of it any more."""
    into = row.into
    while into is not None and into.gone_at and into.into is not None:
        into = into.into
    context = {
        "screen_name": "incidents",
        "incident": row,
        "called": called(row),
        "into": into,
        "into_called": called(into) if into else "",
        "rulings": rulings_of(row),
        "changes": changes_of(row),
        **_about(request),
    }
    return render(request, "desk/incident/gone.html", context, status=200 if into else 410)


def _about(request: HttpRequest) -> dict[str, Any]:
    return {
        "query": kept(request.GET),
        "may_review": may(request.user, Right.REVIEW),
        "Review": {one.name: one.value for one in Review},
    }
