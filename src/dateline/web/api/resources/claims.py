"""Claims: what reports say of incidents, with words, offsets, who says it, and the hash of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID  # noqa: TC003 -- ninja reads it from the signature

from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from ninja import Query, Router  # noqa: TC002 -- as above

from dateline.web.api import shapes, shapes_of_lists
from dateline.web.api.answers import answered, as_feature, as_json, as_table
from dateline.web.api.asked import NEWEST, ClaimsAsked, One, ids
from dateline.web.api.forms import Asking, Form  # noqa: TC001 -- as above
from dateline.web.api.resources.incidents import not_taken
from dateline.web.api.resources.lists import listed
from dateline.web.api.resources.reading import ALL, reads
from dateline.web.api.told import claims as telling
from dateline.web.api.told.addresses import Addresses
from dateline.web.archive.models import Account, Event, Incident
from dateline.web.press.atlas.answers import Answers
from dateline.web.press.atlas.asking import Sought
from dateline.web.press.claims.public import claims_shown
from dateline.web.press.models import Citation

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

router = Router()


@reads(
    router,
    "claims",
    name="claims",
    asked=ClaimsAsked,
    shape=shapes_of_lists.ClaimList,
    forms=ALL,
    tag="Claims",
    summary="Claims, what came last first",
)
def claims(request: Asking, asked: Query[ClaimsAsked]) -> HttpResponseBase:
    """What reports say of the incidents that all filters let through; `source` is also the claims' own.

    A claim that nobody has looked at yet says so (`reviewed`).
    """
    sought = Sought.of(request.GET)
    if sought.refused:
        return not_taken(request, sought)
    found = Event.objects.standing().filter(_of_incidents(sought, asked))
    if sought.sources:
        found = found.from_source(*sought.sources)
    if asked.report:
        found = found.filter(report__in=ids(asked.report))
    to = Addresses(request)
    return listed(
        request,
        asked,
        found,
        NEWEST,
        name="claims",
        told=lambda keys: telling.claims_told(keys, to),
        columns=telling.COLUMNS,
        cells=lambda keys: telling.cells(keys, to),
        features=lambda keys: telling.features(keys, to),
        changes=telling.CHANGES,
        beside=telling.state_of,
    )


def _of_incidents(sought: Sought, asked: ClaimsAsked) -> Q:
    """Whether an event is of an incident that is asked for: few are named, else each event is asked."""
    incidents, keys = sought.incidents(), Answers(sought).few() if sought.values() else None
    if keys is not None:
        incidents = Incident.objects.published().filter(pk__in=keys)
    if asked.incident:
        incidents = incidents.filter(pk__in=ids(asked.incident))
    if asked.incident or keys is not None:
        return Q(pk__in=Account.objects.filter(incident__in=incidents.values("pk")).values("events"))
    return Q(Exists(incidents.filter(accounts__events=OuterRef("pk"))))


@reads(
    router,
    "claims/{uuid:pk}",
    name="claim",
    asked=One,
    shape=shapes.ClaimWhole,
    forms=ALL,
    tag="Claims",
    summary="One claim with its words and who says it",
)
def claim(request: Asking, pk: UUID, asked: Query[One]) -> HttpResponseBase:  # noqa: ARG001 -- for the description
    """The quote, where it stands in the report's text, who says it, and what account tables make of it.

    One that a briefing rests on stays when the newsroom rejects it, or a new reading loses it: `state`.
    """
    state = claims_shown().filter(pk=pk).values_list(*telling.CHANGES).first()
    if state is None:
        raise Http404
    incidents = Incident.objects.published().filter(accounts__events=pk).distinct()
    moments = list(incidents.order_by("pk").values_list("pk", "changed_at"))
    cited = Citation.objects.out().filter(event=pk).order_by("pk")
    resting = list(cited.values_list("pk", "briefing__revised_at", "briefing__withdrawn_at"))
    changed = max(filter(None, [state[0], *(at for _, at in moments)]), default=None)
    to = Addresses(request)

    def make() -> HttpResponseBase:
        match request.form:
            case Form.CSV:
                return as_table(telling.COLUMNS, telling.cells([pk], to), name=f"claim-{pk}")
            case Form.GEOJSON:
                return as_feature(telling.feature(pk, to))
            case _:
                return as_json(telling.whole(pk, to))

    return answered(
        request, key=repr((state, moments, resting, telling.state_of([pk]))), changed=changed, make=make
    )
