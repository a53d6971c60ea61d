"""Incidents that may be one and the same: what linking holds for likely, but not for likely enough."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from dateline.domain import Verdict
from dateline.web.archive.models import Account, Decision, Incident, Likeness

if TYPE_CHECKING:
    from uuid import UUID

LEAST = 0.2
"""A mean chance from which a person's look is worth it; at 0.5 accounts are put together without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Double:
    """An incident that may be the same as another, and the mean chance over all pairs of their accounts."""

    incident: Incident
    chance: float


def likely_doubles(incident: Incident, *, limit: int = 10) -> list[Double]:
    """The incidents that may be the same as this one, the likeliest first.

    Those that are kept apart from it are left out.
    """
    mine = set(Account.objects.filter(incident=incident).values_list("pk", flat=True))
    rows = Likeness.objects.filter(Q(one__in=mine) | Q(other__in=mine)).values_list(
        "one", "one__incident", "other", "other__incident", "chance"
    )
    sums: dict[UUID, float] = defaultdict(float)
    for one, of_one, _, of_other, chance in rows:
        there = of_other if one in mine else of_one
        if there not in {None, incident.pk}:
            sums[there] += chance
    sizes: dict[UUID, int] = defaultdict(int)
    for key in Account.objects.filter(incident__in=sums).values_list("incident", flat=True):
        sizes[key] += 1
    apart = _kept_apart(incident)
    chances = {
        key: total / (len(mine) * sizes[key])
        for key, total in sums.items()
        if sizes[key] and key not in apart
    }
    best = sorted(
        (key for key in chances if chances[key] >= LEAST), key=lambda key: (-chances[key], str(key))
    )
    found = Incident.objects.light().there().in_bulk(best[:limit])
    return [Double(incident=found[key], chance=chances[key]) for key in best[:limit] if key in found]


def _kept_apart(incident: Incident) -> set[UUID | None]:
    standing = Decision.objects.filter(ruling__withdrawn_at=None, verdict=Verdict.APART)
    on = standing.filter(Q(one__accounts__incident=incident) | Q(other__accounts__incident=incident))
    pairs = on.values_list("one__accounts__incident", "other__accounts__incident")
    return {key for pair in pairs for key in pair}
