"""Marks of an incident: the data set that its page is, the happening if somebody asserts it, claims."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import UUIDField
from django.utils.translation import gettext as _

from dateline.domain import Fact, Grade, PlacePrecision, Precision, Standing
from dateline.domain.messages import Capital, Row
from dateline.web.archive.models import Event, Review
from dateline.web.press.addresses import by_id, to_follow
from dateline.web.press.feeds.marks_words import filled, moment, publisher
from dateline.web.press.incidents.data import data_of
from dateline.web.press.incidents.reasons import reason_of
from dateline.web.press.incidents.words import (
    FACTS,
    GRADES,
    GRADES_MEAN,
    STANDINGS,
    country_words,
    in_a_line,
    warned,
    where_words,
)
from dateline.web.press.ready import Given, Ready
from dateline.web.telling.saying import said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date
    from uuid import UUID

    from dateline.exporting.incidents.accounts import IncidentTold, SayingTold
    from dateline.web.archive.models import Incident

    Whole = Callable[[str], str]

CLAIMED = (Fact.TYPE, Fact.KILLED, Fact.INJURED, Fact.AGENT)
"""The facts whose claims are marked: that it happened, who did it, and the harm to people."""
REVIEWED = (Grade.CONFIRMED, Grade.CONTESTED, Grade.DISCOUNTED)
"""The grades that say what came of comparing claims; "fair" and "weak" only count who makes them."""
_MOST = 40  # claims: the table of the page has all of them


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report:
    """A report in which claims stand, and the page of its event."""

    event: UUID
    report: UUID
    url: str
    title: str
    source: str
    language: str
    published: date | None


def graph_of(incident: Incident, told: IncidentTold, whole: Whole, language: str) -> list[dict[str, Any]]:
    """All marks of an incident's page."""
    here = whole(by_id("press:incident", incident.pk))
    reports = _reports(incident)
    works = {_work(one, whole): one for one in reports.values()}
    claims = list(_claims(told, reports, whole))
    happening = _happening(incident, told, here)
    reason = reason_of(incident).words or str(GRADES_MEAN[Grade(incident.grade)])
    return [
        _dataset(
            incident, reason, here=here, happening=happening, works=works, whole=whole, language=language
        ),
        happening,
        *claims,
        *_review(incident, reason, claims, here, whole),
        *(
            filled(
                {
                    "@type": "CreativeWork",
                    "@id": address,
                    "url": to_follow(one.url),
                    "name": one.title,
                    "inLanguage": one.language,
                    "datePublished": one.published.isoformat() if one.published else None,
                    "publisher": {"@type": "Organization", "name": one.source} if one.source else None,
                    "archivedAt": address if one.url else None,
                }
            )
            for address, one in works.items()
        ),
    ]


def _reports(incident: Incident) -> dict[tuple[str, str], _Report]:
    """The events of an incident that somebody has accepted, by report and ref; no other is marked."""
    columns = _ACCEPTED.values(_ACCEPTED.rows(incident=incident.pk))
    return {
        (key, ref): _Report(
            event=event,
            report=report,
            url=url,
            title=title,
            source=source or "",
            language=language,
            published=day,
        )
        for key, ref, event, report, url, title, source, language, day in columns
    }


_ACCEPTED: Ready[Event] = Ready(
    lambda: Event.objects.standing()
    .filter(accounts__incident=Given("incident", UUIDField()), review=Review.ACCEPTED)
    .values_list(
        "report__key", "ref", "pk", "report", "report__url", "report__title", "report__source__name",
        "report__language", "report__published",
    )
)  # fmt: skip


def _dataset(
    incident: Incident,
    reason: str,
    *,
    here: str,
    happening: Mapping[str, Any],
    works: Iterable[str],
    whole: Whole,
    language: str,
) -> dict[str, Any]:
    return filled(
        {
            "@type": "Dataset",
            "@id": here,
            "url": here,
            "name": happening["name"],
            "description": _("Who says what of it, in which words, and how well it is evidenced: %(reason)s")
            % {"reason": reason},
            "inLanguage": language,
            "isAccessibleForFree": True,
            "datePublished": moment(incident.published_at),
            "dateModified": moment(incident.changed_at),
            "publisher": publisher(whole),
            "about": {"@id": happening["@id"]},
            "temporalCoverage": "/".join(dict.fromkeys(_dates(incident).values())) or None,
            "spatialCoverage": _place(incident),
            "variableMeasured": list(_measured(incident)),
            "citation": [{"@id": address} for address in works],
            "distribution": [
                {
                    "@type": "DataDownload",
                    "encodingFormat": media_type,
                    "contentUrl": whole(data_of(incident.pk, form)),
                }
                for form, media_type in _FILES
            ],
        }
    )


_FILES = (
    ("json", "application/json"),
    ("geojson", "application/geo+json"),
    ("csv", "text/csv"),
)


def _happening(incident: Incident, told: IncidentTold, here: str) -> dict[str, Any]:
    """The happening. Where nobody says in their own name that it happened, it is a thing talked of."""
    asserted = (
        not told.warning and incident.standing != Standing.DENIED and incident.grade != Grade.DISCOUNTED
    )
    standing, grade = STANDINGS[Standing(incident.standing)], GRADES[Grade(incident.grade)]
    stands = _("Standing: %(standing)s. Grade: %(grade)s.") % {"standing": standing, "grade": grade}
    return filled(
        {
            "@type": "Event" if asserted else "Thing",
            "@id": f"{here}#happening",
            "name": warned(in_a_line(incident), said(told.warning)),
            "description": _("%(warning)s. %(what)s") % {"warning": said(told.warning), "what": stands}
            if told.warning
            else stands,
            **({**_dates(incident), "location": _place(incident)} if asserted else {}),
        }
    )


def _dates(incident: Incident) -> dict[str, str]:
    """As exact as the words: a month is "2018-11", which ISO 8601 and schema.org allow."""
    if incident.date_start is None or incident.date_end is None:
        return {}
    length = {Precision.MONTH: len("2018-11"), Precision.YEAR: len("2018")}
    most = length.get(Precision(incident.date_precision or Precision.DAY), len("2018-11-22"))
    return {
        "startDate": incident.date_start.isoformat()[:most],
        "endDate": incident.date_end.isoformat()[:most],
    }


def _place(incident: Incident) -> dict[str, Any] | None:
    """The place, with the circle in which it was; a country has none."""
    if not where_words(incident):
        return None
    exact = incident.place_precision and incident.place_precision != PlacePrecision.COUNTRY
    circle = None
    if exact and incident.lat is not None and incident.lon is not None:
        circle = filled(
            {
                "@type": "GeoCircle",
                "geoMidpoint": {
                    "@type": "GeoCoordinates",
                    "latitude": incident.lat,
                    "longitude": incident.lon,
                },
                "geoRadius": round(incident.radius_km * 1000) if incident.radius_km else None,  # metres
            }
        )
    return filled(
        {
            "@type": "Place",
            "name": incident.place_name or country_words(incident.country),
            "address": filled(
                {
                    "@type": "PostalAddress",
                    "addressRegion": incident.admin1,
                    "addressCountry": incident.country,
                }
            ),
            "geo": circle,
        }
    )


def _measured(incident: Incident) -> Iterator[dict[str, Any]]:
    """The harm over independent origins, as the range that it is."""
    for fact, least, most in (
        (Fact.KILLED, incident.killed_min, incident.killed_max),
        (Fact.INJURED, incident.injured_min, incident.injured_max),
    ):
        if least is None and most is None:
            continue
        yield filled(
            {
                "@type": "PropertyValue",
                "name": str(FACTS[fact]),
                "minValue": least,
                "maxValue": most,
                "value": least if least == most else None,
            }
        )


def _claims(
    told: IncidentTold, reports: Mapping[tuple[str, str], _Report], whole: Whole
) -> Iterator[dict[str, Any]]:
    """What each voice says of each fact, once, with every report that brings it."""
    same: dict[tuple[str, str, str, str], list[tuple[SayingTold, _Report]]] = defaultdict(list)
    for fact in told.facts:
        if fact.fact not in CLAIMED:
            continue
        for saying in fact.sayings:
            first = saying.values[0].telling
            report = reports.get((saying.report, first.event.event))
            if report:
                values = said(Row.of([one.value for one in saying.values], "; "))
                same[fact.fact, first.origin, first.stance, values].append((saying, report))
    seen: Counter[tuple[str, str]] = Counter()
    for (fact_key, _origin, _stance, values), some in list(same.items())[:_MOST]:
        saying, report = some[0]
        page = whole(by_id("press:claim", report.event))
        nth = seen[page, fact_key] = seen[page, fact_key] + 1
        fragment = fact_key if nth == 1 else f"{fact_key}-{nth}"
        warned = f" {said(Capital.of(saying.warning))}." if saying.warning else ""
        yield filled(
            {
                "@type": "Claim",
                "@id": f"{page}#{fragment}",
                "text": saying.values[0].quote,
                "creditText": said(saying.who),
                "description": f"{FACTS[Fact(fact_key)]}: {values}.{warned}",
                "appearance": [
                    {"@id": address} for address in dict.fromkeys(_work(one, whole) for _, one in some)
                ],
                "firstAppearance": _first(some, whole),
            }
        )


def _first(some: Iterable[tuple[SayingTold, _Report]], whole: Whole) -> dict[str, str] | None:
    """The report in which it stood first; none where two came on one day, or one's day is not known."""
    days = sorted({(one.published, _work(one, whole)) for _, one in some if one.published})
    known = {_work(one, whole) for _, one in some}
    if len(known) < 2 or len(days) < len(known) or days[0][0] == days[1][0]:  # noqa: PLR2004
        return None
    return {"@id": days[0][1]}


def _review(
    incident: Incident, reason: str, claims: Iterable[dict[str, Any]], here: str, whole: Whole
) -> Iterator[dict[str, Any]]:
    """What came of comparing claims, where the grade says so and somebody has looked at the incident."""
    grade = Grade(incident.grade)
    if grade not in REVIEWED or incident.review != Review.ACCEPTED:
        return
    about = Fact.AGENT if grade is Grade.CONTESTED else Fact.TYPE
    reviewed = [{"@id": one["@id"]} for one in claims if _fact_of(one) == about]
    if not reviewed:
        return
    line = in_a_line(incident)
    yield {
        "@type": "ClaimReview",
        "@id": f"{here}#review",
        "url": here,
        "claimReviewed": _("Who did it: %(what)s") % {"what": line} if grade is Grade.CONTESTED else line,
        "itemReviewed": reviewed,
        "reviewRating": {
            "@type": "Rating",
            "alternateName": str(GRADES[grade]),
            "ratingExplanation": reason,
        },
        "author": {"@id": publisher(whole)["@id"]},
        "datePublished": moment(incident.changed_at),
    }


def _fact_of(claim: dict[str, Any]) -> str:
    """The fact that a claim is of, by its address: "…#killed", or "…#killed-2" for the second on its page."""
    fragment: str = claim["@id"].rpartition("#")[2]
    return fragment.partition("-")[0]


def _work(report: _Report, whole: Whole) -> str:
    return whole(by_id("press:report", report.report))
