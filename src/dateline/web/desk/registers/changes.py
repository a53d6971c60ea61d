"""The history: what people did to the archive, the newest first."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from dateline.web.archive.models import Change
from dateline.web.desk.registers.told import KINDS, in_words, kind_labels
from dateline.web.desk.requests import page_of
from dateline.web.rights import Right, needs

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse


@require_safe
@needs(Right.SEE_DESK)
def changes(request: HttpRequest) -> HttpResponse:
    """Every change that somebody made, by person, kind and day. Those of accounts have a log of their own."""
    who, kind = (request.GET.get(name, "") for name in ("by", "kind"))
    first, last = (_day(request.GET.get(name, "")) for name in ("from", "to"))
    found = Change.objects.filter(about__in=[kind] if kind in KINDS else list(KINDS)).newest_first()
    people = list(get_user_model().objects.filter(pk__in=Change.objects.exclude(by=None).values("by")))
    person = next((one for one in people if str(one.pk) == who), None)
    if person is not None:
        found = found.filter(by=person)
    if first:
        found = found.filter(at__gte=datetime.combine(first, time.min, UTC))
    if last:
        found = found.filter(at__lt=datetime.combine(last + timedelta(days=1), time.min, UTC))
    page = page_of(request, found)
    context = {
        "page": page,
        "lines": in_words(page),
        "number": page.paginator.count,
        "people": sorted(people, key=str),
        "person": person,
        "kinds": kind_labels(),
        "kind": kind,
        "first": first,
        "last": last,
    }
    return render(request, "desk/registers/changes.html", context)


def _day(typed: str) -> date | None:
    try:
        return parse_date(typed)
    except ValueError:
        return None
