"""Codings as JSON-LD: each report a NewsArticle of schema.org, each thing said in it a Claim about an Event.

Source: schema.org (version 28, 2024): NewsArticle, Claim (`appearance`, `firstAppearance`), Event, Person,
Organization. Whatever is not asserted says so in `creativeWorkStatus`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import Precision, SpeakerKind, Stance, Status
from dateline.exporting import wording
from dateline.exporting.countries import country
from dateline.exporting.happening import happenings
from dateline.exporting.losses import Losses
from dateline.exporting.telling import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from dateline.domain import Coding, DateRange, Speaker
    from dateline.exporting.happening import Happening, Where
    from dateline.exporting.losses import Loss
    from dateline.exporting.tellers import Teller


def jsonld(codings: Iterable[Coding]) -> tuple[dict[str, Any], Loss]:
    """The graph of `codings`: articles, events and claims, and what it does not hold.

    `firstAppearance` is the article itself: the first that is known, as codings are not compared.
    """
    losses = Losses()
    graph: list[dict[str, Any]] = []
    for coding in codings:
        article = _article_id(coding)
        graph.append(_article(coding, article))
        for happening in happenings(coding):
            losses.events += 1
            claims = list(_claims(happening, article))
            losses.rows += len(claims)
            graph += [_event(happening, article), *claims]
    note = losses.note(
        "jsonld", unheld=("harm", "means", "offsets", "precision and radius of places", "the confidence")
    )
    return {"@context": "https://schema.org", "@graph": graph}, note


def _article_id(coding: Coding) -> str:
    return coding.report.url or f"urn:dateline:report:{coding.report.id}"


def _article(coding: Coding, article: str) -> dict[str, Any]:
    report = coding.report
    return _filled(
        {
            "@type": "NewsArticle",
            "@id": article,
            "url": report.url,
            "headline": report.title,
            "datePublished": report.published.isoformat() if report.published else None,
            "author": {"@type": "Person", "name": report.author} if report.author else None,
            "publisher": _organisation(report.source) if report.source else None,
            "inLanguage": report.language,
        }
    )


def _event(happening: Happening, article: str) -> dict[str, Any]:
    event = happening.event
    return _filled(
        {
            "@type": "Event",
            "@id": f"{article}#{event.id}",
            "name": wording.type_words(event.type),
            **(_dates(event.date) if event.date else {}),
            "eventStatus": "https://schema.org/EventScheduled" if event.status is Status.PLANNED else None,
            "location": _place(happening.where),
            "description": _told_as(happening).capitalize(),
        }
    )


def _told_as(happening: Happening) -> str:
    """How far it is told to have happened: an event in a graph is no fact by itself."""
    return wording.WARNINGS[Stance.ACCUSES] if happening.accused else wording.STATUSES[happening.event.status]


def _dates(dated: DateRange) -> dict[str, str]:
    """As exact as the words: a month is "2018-11", which ISO 8601 and schema.org allow."""
    length = {Precision.MONTH: len("2018-11"), Precision.YEAR: len("2018")}.get(
        dated.precision, len("2018-11-22")
    )
    return {"startDate": dated.start.isoformat()[:length], "endDate": dated.end.isoformat()[:length]}


def _place(where: Where) -> dict[str, Any] | None:
    if where.placing is None:
        return {"@type": "Place", "name": where.words} if where.words else None
    place, land = where.placing.place, country(where.country)
    lat, lon = where.point or (None, None)
    return _filled(
        {
            "@type": "Place",
            "name": place.name,
            "address": _filled(
                {
                    "@type": "PostalAddress",
                    "addressRegion": place.admin1,
                    "addressCountry": land.iso2 if land else None,
                }
            ),
            "geo": None if lat is None else {"@type": "GeoCoordinates", "latitude": lat, "longitude": lon},
        }
    )


def _claims(happening: Happening, article: str) -> Iterator[dict[str, Any]]:
    """One for each who says so; where nobody is named, one in the outlet's own voice."""
    event, source = happening.event, happening.coding.report.source
    common = {
        "@type": "Claim",
        "about": {"@id": f"{article}#{event.id}"},
        "appearance": {"@id": article},
        "firstAppearance": {"@id": article},
    }
    if not happening.tellers:
        yield _filled(
            {
                **common,
                "@id": f"{article}#{event.id}-own-voice",
                "text": happening.passage,
                "creator": _organisation(source) if source else None,
                "creativeWorkStatus": _status(happening, None),
            }
        )
    for teller in happening.tellers:
        said = teller.attribution.content
        yield _filled(
            {
                **common,
                "@id": f"{article}#{event.id}-{teller.attribution.id}",
                "text": words_of(said, happening.coding.report.text) if said else happening.passage,
                "creator": _creator(teller.speaker) if teller.speaker else None,
                "creditText": teller.name or None,
                "creativeWorkStatus": _status(happening, teller),
            }
        )


def _creator(speaker: Speaker) -> dict[str, Any] | None:
    """A person with a name, or an organisation; witnesses and "officials" are credited in words alone."""
    actor = speaker.organisation.actor if speaker.organisation else None
    organisation = _organisation(actor.name, actor.wikidata) if actor else None
    if speaker.kind is SpeakerKind.PERSON and speaker.person:
        return _filled(
            {"@type": "Person", "name": speaker.person, "jobTitle": speaker.role, "affiliation": organisation}
        )
    return organisation if speaker.kind is SpeakerKind.ORGANISATION else None


def _organisation(name: str, wikidata: str | None = None) -> dict[str, Any]:
    same = f"https://www.wikidata.org/entity/{wikidata}" if wikidata else None
    return _filled({"@type": "Organization", "name": name, "sameAs": same})


def _status(happening: Happening, teller: Teller | None) -> str | None:
    """What a reader must be told besides: an accusation, a denial, doubt; or that it is planned, disputed."""
    if teller is not None and teller.stance is not Stance.ASSERTS:
        return wording.WARNINGS[teller.stance].capitalize()
    told = happening.event.status in {Status.REPORTED, Status.ONGOING}
    return None if told else wording.STATUSES[happening.event.status].capitalize()


def _filled(node: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in node.items() if value is not None}
