"""Briefings: started from incidents that were chosen, with the claims that their sentences rest on.

start            a draft of a new briefing
add_incidents    more incidents, as Markdown to put in
drop_incident    one less
keep_incident    it stays after all
redate           its dateline and its days, while readers have not seen it
cite             a claim more that can be pointed to
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from dateline.domain.errors import (
    BriefingStageWrong,
    EditRefused,
    IncidentUnknown,
    SeriesRetired,
)
from dateline.exporting.incidents.accounts import tell_incident
from dateline.web.archive.history import record
from dateline.web.archive.models import Incident
from dateline.web.archive.store import examined_of
from dateline.web.press.composing import Chosen, compose
from dateline.web.press.markdown import labels_in
from dateline.web.press.models import Briefing, BriefingIncident, Revision, Series
from dateline.web.press.publishing.citing import citations_of, next_number
from dateline.web.press.publishing.holding import changed_beside_its_text, fitting, held, keep, title
from dateline.web.press.publishing.incidents import check_ready

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from dateline.web.archive.people import User
    from dateline.web.press.composing import Cites, Draft
    from dateline.web.press.models import Citation


@transaction.atomic
def start(
    series: Series,
    *,
    day: date,
    first: date,
    last: date,
    incidents: Iterable[Incident],
    by: User,
    place: str = "",
    fronts: Mapping[UUID, str] | None = None,
) -> Briefing:
    """Start a briefing: its first revision is a draft in plain prose, with a claim for each sentence.

    Args:
        series: The series that it is of.
        day: That of its dateline.
        first: The first day that it tells of.
        last: The last one.
        incidents: What it tells of, in this order; accepted ones.
        by: Who starts it.
        place: That of its dateline.
        fronts: By incident, the heading that it stands under.

    Raises:
        SeriesRetired: The series has ended.
        IncidentNotReady: An incident is not accepted, or is gone.
        EditRefused: A field is not right; it says which and why.
    """
    of = Series.objects.select_for_update().get(pk=series.pk)  # so that two do not take one address
    if of.retired_at is not None:
        raise SeriesRetired(f"“{of.name}”, on {of.retired_at:%d %B %Y}", "Take it up again first.")
    _check_days(first, last)
    chosen = _chosen(incidents, fronts or {})
    draft = compose(chosen, first=first, last=last)
    row = Briefing.objects.create(
        series=of,
        slug=_free_slug(of, day),
        day=day,
        place=fitting(place, "place", Briefing),
        period_start=first,
        period_end=last,
        four_eyes=of.four_eyes,
        created_by=by,
    )
    _tell(row, chosen)
    citations_of(row, draft.cites)
    row.head = Revision.objects.create(
        briefing=row,
        number=1,
        headline=draft.headline[:300],
        standfirst=draft.standfirst,
        body=draft.body,
        authors=by.name[:300],  # and never their address
        by=by,
    )
    row.save(update_fields=["head"])
    record(
        "started",
        row,
        by=by,
        after={"series": of.slug, "incidents": [str(one.incident.pk) for one in chosen]},
    )
    return row


@transaction.atomic
def add_incidents(
    briefing: Briefing, incidents: Iterable[Incident], *, by: User, fronts: Mapping[UUID, str] | None = None
) -> str:
    """Have a briefing tell of more incidents; the Markdown to put in, with markers of claims kept for it.

    What was approved is a draft again: publishing a briefing shows its incidents, and no sooner.

    Raises:
        IncidentNotReady: An incident is not accepted, or is gone.
    """
    row = held(briefing)
    chosen = _chosen(incidents, fronts or {})
    draft: Draft = compose(chosen, first=row.period_start, last=row.period_end, labels_from=next_number(row))
    _tell(row, chosen)
    citations_of(row, draft.cites)
    record("added incidents", row, by=by, after={"incidents": [str(one.incident.pk) for one in chosen]})
    changed_beside_its_text(row, by=by, note="incidents were added")
    keep(row, briefing)
    return draft.body


@transaction.atomic
def drop_incident(briefing: Briefing, incident: Incident, *, by: User) -> None:
    """Have a briefing tell of an incident no more; readers see it until the next revision is published.

    Raises:
        EditRefused: Its newest revision still rests on claims of it.
    """
    row = held(briefing)
    used = set(labels_in(row.head.body)) if row.head else set()
    resting = row.citations.filter(incident=incident, label__in=used).order_by("made_at")
    if labels := list(resting.values_list("label", flat=True)):
        raise EditRefused(
            f"the text rests on its claims {', '.join(labels)}", "Take those out of the text first."
        )
    told = row.told.staying().filter(incident=incident)
    if told.filter(shown=False).delete()[0] or told.update(leaves=True):
        record("dropped an incident", row, by=by, before={"incident": str(incident.pk)})
        changed_beside_its_text(row, by=by, note="an incident was taken out")
        keep(row, briefing)


@transaction.atomic
def keep_incident(briefing: Briefing, incident: Incident, *, by: User) -> None:
    """Have an incident stay that was to leave a briefing with the next revision."""
    row = held(briefing)
    if row.told.filter(incident=incident, leaves=True).update(leaves=False):
        record("kept an incident", row, by=by, after={"incident": str(incident.pk)})
        changed_beside_its_text(row, by=by, note="an incident stays after all")
        keep(row, briefing)


@transaction.atomic
def redate(briefing: Briefing, *, day: date, first: date, last: date, place: str, by: User) -> None:
    """Give a briefing another dateline or other days; its address follows its day.

    Raises:
        BriefingStageWrong: It was published: its dateline stays.
        EditRefused: The last day comes before the first.
    """
    row = held(briefing)
    if row.live is not None:
        raise BriefingStageWrong(f"{title(row)} is published", "Its dateline stays as readers know it.")
    _check_days(first, last)
    before = _dates(row)
    if day != row.day:
        # As `start` does, which holds no other briefing: so neither waits for what waits for it.
        row.slug = _free_slug(Series.objects.select_for_update().get(pk=row.series_id), day)
    row.day, row.period_start, row.period_end = day, first, last
    row.place = fitting(place, "place", Briefing)
    if _dates(row) != before:
        record("redated", row, by=by, before=before, after=_dates(row))
        changed_beside_its_text(row, by=by, note="its dateline was changed")
        keep(row, briefing)


@transaction.atomic
def cite(briefing: Briefing, cites: Cites, *, by: User) -> Citation:
    """Have a claim be one that a briefing can point to; its label goes into the text as `[^c3]`.

    One that it can point to already is that one.

    Raises:
        IncidentUnknown: There is no such incident.
        WordsMoved: The report no longer says it so.
    """
    row = held(briefing)
    if not Incident.objects.filter(pk=cites.incident).exists():
        raise IncidentUnknown(str(cites.incident), "Load the page again.")
    (made,) = citations_of(row, [cites], anew=True)
    if made.is_new:
        record("cited", row, by=by, after={"label": made.citation.label, "value": made.citation.value})
        keep(row, briefing)
    return made.citation


def _chosen(incidents: Iterable[Incident], fronts: Mapping[UUID, str]) -> list[Chosen]:
    keys = list(dict.fromkeys(one.pk for one in incidents))
    rows = Incident.objects.in_bulk(keys)
    if missing := [key for key in keys if key not in rows]:
        raise IncidentUnknown(", ".join(map(str, missing)), "Load the page again.")
    found = []
    for key in keys:
        check_ready(rows[key])
        front = fitting(fronts.get(key, ""), "front", BriefingIncident)
        found.append(Chosen(incident=rows[key], told=tell_incident(examined_of(rows[key])), front=front))
    return found


def _tell(row: Briefing, chosen: Sequence[Chosen]) -> None:
    """Keep what a briefing tells of, behind what it tells of already."""
    row.told.filter(incident__in=[one.incident for one in chosen]).update(leaves=False)
    told = set(row.told.values_list("incident", flat=True))
    last = row.told.aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    BriefingIncident.objects.bulk_create(
        BriefingIncident(briefing=row, incident=one.incident, front=one.front, position=at)
        for at, one in enumerate((one for one in chosen if one.incident.pk not in told), position)
    )


def _free_slug(series: Series, day: date) -> str:
    """The day, or the first of 2018-12-06-2, 2018-12-06-3 … that no briefing of the series has."""
    begun = day.isoformat()
    taken = set(series.briefings.filter(slug__startswith=begun).values_list("slug", flat=True))
    if begun not in taken:
        return begun
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{begun}-{number}") not in taken)


def _check_days(first: date, last: date) -> None:
    if last < first:
        raise EditRefused(f"{last} comes before {first}", "Put the last day last.", field="last")


def _dates(row: Briefing) -> dict[str, str]:
    names = ("slug", "day", "place", "period_start", "period_end")
    return {name: str(getattr(row, name)) for name in names}
