"""Things that readers see, made for tests: incidents of invented reports, a series, a briefing with claims.

incidents(8)                 -> those of 8 reports, accepted and published; sources may be shown whole
briefing(of, incidents, by)  -> a published briefing with a sentence of its own and one cited for each
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from dateline.web.archive.models import Event, Incident, Report, Review, Source
from dateline.web.archive.store import current_coding
from dateline.web.press.models import (
    Briefing,
    BriefingIncident,
    Citation,
    Correction,
    CorrectionKind,
    Revision,
    Series,
    Stage,
)
from dateline.web.press.publishing.wording import words_in
from dateline.web.telling.reading import read
from tests.web.archive.invented import Invented, stored

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.web.site.accounts.models import User

DAY = date(2018, 5, 20)


def incidents(reports: int = 8, *, seed: int = 3, showable: bool = True) -> list[Incident]:
    """Incidents of so many invented reports, accepted and published, those that most tell of first."""
    stored(Invented(seed).codings(reports))
    Source.objects.update(showable=showable)
    Event.objects.told().update(review=Review.ACCEPTED)
    rows = Incident.objects.there()
    rows.update(review=Review.ACCEPTED, published_at=timezone.now())
    return list(rows.order_by("-number_of_reports", "date_start", "id"))


def series(slug: str = "coast", name: str = "Coast report", *, four_eyes: bool = True) -> Series:
    """A series."""
    return Series.objects.create(
        slug=slug, name=name, about="What happens on the coast.", four_eyes=four_eyes
    )


def briefing(
    of: Series,
    told: Sequence[Incident],
    by: User,
    *,
    slug: str = "2018-05-20",
    body: str = "",
    out: bool = True,
) -> Briefing:
    """A briefing on some incidents, which readers see unless not `out`; c1, c2 … are what is said of each."""
    row = Briefing.objects.create(
        series=of,
        slug=slug,
        day=DAY,
        place="Marjsalam",
        period_start=DAY - timedelta(days=20),
        period_end=DAY,
        four_eyes=of.four_eyes,
        created_by=by,
    )
    for position, incident in enumerate(told):
        BriefingIncident.objects.create(
            briefing=row, incident=incident, front="Idlib", position=position, shown=out
        )
        cite(row, incident, f"c{position + 1}")
    cited = " ".join(f"Somebody says that it happened.[^c{at}]" for at in range(1, len(told) + 1))
    revision(row, by, body=body or f"The front was calm for days.\n\n{cited}\n", out=out)
    row.refresh_from_db()
    return row


def revision(
    of: Briefing,
    by: User,
    *,
    headline: str = "Coast report: towns shelled",
    body: str = "Nothing.",
    out: bool = True,
) -> Revision:
    """The next revision of a briefing."""
    now = timezone.now()
    made = Revision.objects.create(
        briefing=of,
        number=of.revisions.count() + 1,
        headline=headline,
        standfirst="Who says what of the towns.",
        body=body,
        authors="Ada Lindqvist",
        by=by,
        at=now,
        live_from=now if out else None,
        pictures=words_in(body) if out else {},
    )
    of.head = made
    if out:
        of.live, of.stage, of.published_at = made, Stage.LIVE, of.published_at or now
    of.save()
    return made


def correct(
    of: Briefing, by: User, *, was: str, now: str, headline: str, body: str = "Nothing."
) -> Correction:
    """A correction that readers see, and the revision that it came with."""
    before = of.live
    assert before is not None
    return Correction.objects.create(
        briefing=of,
        kind=CorrectionKind.CORRECTION,
        was=was,
        now=now,
        before=before,
        after=revision(of, by, headline=headline, body=body),
        by=by,
        published_at=timezone.now(),
    )


def withdraw(row: Briefing, why: str = "It was wrong.") -> Briefing:
    """Take a briefing back."""
    row.withdrawn_at, row.withdrawn_why = timezone.now(), why
    row.save()
    return row


def cite(of: Briefing, incident: Incident, label: str, nth: int = 0) -> Citation:
    """A claim of an incident that a briefing rests on: by default the first that is told of it."""
    told = read(incident).told
    telling = told.incident.tellings[nth]
    report = Report.objects.get(key=telling.event.report)
    coding = current_coding(report)
    assert coding is not None
    return Citation.objects.create(
        briefing=of,
        label=label,
        incident=incident,
        event=Event.objects.get(report=report, ref=telling.event.event, coding=coding),
        coding=coding,
        fact=telling.fact.value,
        value=telling.value,
        who=report.source.name if report.source else "",
        stance=telling.stance.value,
        said=telling.said,
        words=telling.words,
        quote=telling.quote,
        start=telling.at.start,
        end=telling.at.end,
    )
