"""The demo's press: a series of two briefings, one of them corrected, and a third that waits for approval.

By rules that hold whatever the engine made of the pages: what an editor would have to look at twice stays at
the desk.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dateline.domain import Grade, PlacePrecision
from dateline.web.archive import reviewing
from dateline.web.archive.models import Event, Incident, Review
from dateline.web.press.models import CorrectionKind
from dateline.web.press.publishing import briefings, correcting, incidents, releasing, series, stages, writing

if TYPE_CHECKING:
    from dateline.web.archive.models.incidents import IncidentQuerySet
    from dateline.web.press.models import Briefing, Series
    from dateline.web.site.accounts.models import User
    from dateline.web.site.demo.people import People

_FIRST = (date(2018, 11, 29), date(2018, 12, 3))
_SECOND = (date(2018, 12, 4), date(2018, 12, 10))
_WRONG = "It rests on reports that reached us by 3 December."
_RIGHT = "It rests on reports that reached us by 11 December."


def publish_it(people: People) -> None:
    """Accept what is clear, publish it, and make briefings of it."""
    nadia, ada = people["analyst"], people["editor"]
    accept_what_is_clear(by=nadia)
    reports = series.open_series(
        "Syria report",
        by=ada,
        about="What reports tell of the war in Syria, week by week, and according to whom.",
        cadence="weekly",
        countries=["SY"],
    )
    first = _written(reports, _FIRST, place="Saraqib", by=nadia, closing=_WRONG)
    _released(first, nadia, ada)
    _corrected(first, nadia, ada)
    _released(_written(reports, _SECOND, place="Manbij", by=nadia, closing=""), nadia, ada)
    incidents.publish(_clear(), by=ada)
    waiting = _written(reports, _SECOND, place="", by=ada, closing="")
    stages.submit(waiting, by=ada)


def accept_what_is_clear(*, by: User) -> None:
    """Accept incidents of a day and a place that hold together by more than likeness, and their events."""
    for incident in Incident.objects.awaiting_review().filter(date_start__isnull=False):
        placed = incident.place_precision in {PlacePrecision.TOWN, PlacePrecision.NEAR}
        alone = incident.number_of_reports == 1
        if placed and (alone or incident.grade != Grade.WEAK):
            for event in Event.objects.standing().filter(accounts__incident=incident, review=Review.NEW):
                reviewing.accept(event, by=by)
            reviewing.accept(incident, by=by)


def _clear() -> IncidentQuerySet:
    return Incident.objects.there().filter(review=Review.ACCEPTED)


def _written(of: Series, days: tuple[date, date], *, place: str, by: User, closing: str) -> Briefing:
    """A briefing on what happened in some days, with a sentence of the editor's own at its end."""
    first, last = days
    told = _clear().filter(date_start__range=days).order_by("date_start", "-number_of_reports")
    made = briefings.start(of, day=last, first=first, last=last, incidents=told, by=by, place=place)
    if closing:
        _saved(made, f"{_head(made)}\n\n{closing}\n", by, note="Says how far it reaches")
    return made


def _released(briefing: Briefing, writer: User, editor: User) -> None:
    stages.submit(briefing, by=writer)
    stages.approve(briefing, by=editor)
    releasing.publish(briefing, by=editor)


def _corrected(briefing: Briefing, writer: User, editor: User) -> None:
    """Take back what was wrong in the editor's own sentence, in public."""
    _saved(briefing, _head(briefing).replace(_WRONG, _RIGHT), writer, note="Until when reports were read")
    correcting.announce(briefing, kind=CorrectionKind.CORRECTION, was=_WRONG, now=_RIGHT, by=writer)
    _released(briefing, writer, editor)


def _head(briefing: Briefing) -> str:
    briefing.refresh_from_db()
    assert briefing.head is not None  # noqa: S101 -- it was started
    return briefing.head.body.rstrip()


def _saved(briefing: Briefing, body: str, by: User, *, note: str) -> None:
    head = briefing.head
    assert head is not None  # noqa: S101 -- it was started
    writing.save(
        briefing,
        by=by,
        base=head.number,
        headline=head.headline,
        standfirst=head.standfirst,
        body=body,
        authors=head.authors,
        note=note,
    )
    briefing.refresh_from_db()
