"""Signs: the spots of a map with their words and where they lead, for the drawing and for the script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dateline.domain import Grade, PlacePrecision
from dateline.web.archive.models import Incident
from dateline.web.archive.models.happenings import Bounds
from dateline.web.press.atlas.asking import bbox_of
from dateline.web.press.incidents.warning import warnings_of
from dateline.web.press.incidents.words import (
    GRADES,
    PRECISIONS,
    at_place,
    country_words,
    day_words,
    range_words,
    type_words,
    warned,
    within,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.web.press.atlas.answers import Found
    from dateline.web.press.atlas.asking import Sought
    from dateline.web.press.atlas.clusters import Spot

_BESIDE = 0.004  # degrees round a place whose incidents are listed: some 400 m


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A sign of the map.

    `kind` is "incident", "place" (several at one place) or "cluster" (several that a closer look tells
    apart). `words` say all of it to who cannot see it; `label` is what stands in it. `href` leads to the
    incident, or to the map of what it stands for. `radius` is in kilometres: how exactly the place is known.
    """

    kind: str
    lat: float
    lon: float
    number: int
    label: str
    words: str
    href: str
    bbox: str
    radius: float
    grade: str


def signs_of(spots: Sequence[tuple[Spot, Found | None]], sought: Sought) -> list[Sign]:
    """The signs for some spots."""
    asked = sought.query(bbox=None)  # the bounds come last; the rest is written once for all signs
    address = f"{reverse('press:map')}?{asked}{'&' if asked else ''}"
    alone = [found.pk for _, found in spots if found]
    rows = Incident.objects.published().filter(pk__in=alone).only("pk", "changed_at") if alone else ()
    warnings = warnings_of(rows)
    return [
        _alone(spot, found, warnings[found.pk]) if found else _many(spot, address)
        for spot, found in spots
        if found is None or found.pk in warnings  # it may have been taken down a moment ago
    ]


def short_number(number: int) -> str:
    """A number as a sign has room for it: "870", "1.2k", "340k"."""
    if number < 1000:  # noqa: PLR2004
        return str(number)
    if number < 10_000:  # noqa: PLR2004
        return _("%(number)sk") % {"number": number_format(number / 1000, 1)}
    if number < 1_000_000:  # noqa: PLR2004
        return _("%(number)sk") % {"number": number // 1000}
    return _("%(number)sM") % {"number": number_format(number / 1_000_000, 1)}


def _alone(spot: Spot, found: Found, warning: str) -> Sign:
    parts = [
        warned(at_place(type_words(found.type), found.place or country_words(found.country)), warning),
        day_words(found.first),
        _killed(spot),
        _("grade: %(grade)s") % {"grade": GRADES[Grade(found.grade)]},
        _where(found.precision, spot.radius),
    ]
    return Sign(
        kind="incident",
        lat=spot.lat,
        lon=spot.lon,
        number=1,
        label="",
        words=_("; ").join(part for part in parts if part),
        href=reverse("press:incident", args=[found.pk]),
        bbox=bbox_of(spot.bounds),
        radius=spot.radius,
        grade=spot.grade,
    )


def _many(spot: Spot, address: str) -> Sign:
    bounds = spot.bounds if spot.splits else _beside(spot.bounds)
    said = ngettext("%(number)s incident", "%(number)s incidents", spot.number)
    number = said % {"number": number_format(spot.number, use_l10n=True, force_grouping=True)}
    deed = _("show them closer") if spot.splits else _("all at one place, list them")
    worst = _("worst grade: %(grade)s") % {"grade": GRADES[Grade(spot.grade)]}
    bbox = bbox_of(bounds)
    return Sign(
        kind="cluster" if spot.splits else "place",
        lat=spot.lat,
        lon=spot.lon,
        number=spot.number,
        label=short_number(spot.number),
        words=_("; ").join(part for part in (number, _killed(spot), worst, deed) if part),
        href=f"{address}{urlencode({'bbox': bbox})}{'' if spot.splits else '#found'}",
        bbox=bbox,
        radius=spot.radius,
        grade=spot.grade,
    )


def _killed(spot: Spot) -> str:
    if spot.killed is None:
        return ""
    least, best, most = spot.killed
    counted = range_words(least, best, None if spot.open else most)
    return _("killed: %(count)s") % {"count": counted}


def _where(precision: str, radius: float) -> str:
    if not precision:
        return ""
    where = str(PRECISIONS[PlacePrecision(precision)])
    return within(where, radius) if radius else where


def _beside(bounds: Bounds) -> Bounds:
    return Bounds(
        west=bounds.west - _BESIDE,
        south=max(-90.0, bounds.south - _BESIDE),
        east=bounds.east + _BESIDE,
        north=min(90.0, bounds.north + _BESIDE),
    )
