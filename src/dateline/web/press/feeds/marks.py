"""Marks: what a page says of itself to search engines, as JSON-LD in the words of schema.org.

Source: schema.org (version 29, 2025): NewsArticle with `correction` (CorrectionComment), `citation` and
`isPartOf` (CreativeWorkSeries); Claim ("a specific, factually-oriented claim") with `appearance` ("an
occurrence of a Claim in some CreativeWork") and `firstAppearance` ("the first known occurrence");
ClaimReview ("a fact-checking review of claims"); Dataset with `variableMeasured`; Event.

What it does not say: that a claim is true. A claim carries who makes it and how; a happening that nobody
asserts is no Event; a ClaimReview stands only where somebody of the newsroom has looked at an incident and
its grade says what came of comparing claims (`marks_incident`).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from dateline.web.press.addresses import absolute
from dateline.web.press.feeds.marks_incident import graph_of
from dateline.web.press.feeds.marks_words import filled, moment, publisher, who_wrote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from dateline.exporting.incidents.accounts import IncidentTold
    from dateline.web.archive.models import Incident
    from dateline.web.press.claims.told import ClaimTold
    from dateline.web.press.models import Briefing, Correction, Revision


def jsonld_of_briefing(
    request: HttpRequest,
    briefing: Briefing,
    revision: Revision,
    claims: Mapping[str, ClaimTold],
    corrections: Iterable[Correction],
) -> SafeString:
    """What a briefing is: a NewsArticle, with its corrections and the claims that it rests on.

    Args:
        request: That of the page.
        briefing: With its series.
        revision: The one that is shown.
        claims: By the labels of those that the revision cites.
        corrections: Those that readers see, the newest first.
    """

    def whole(path: str) -> str:
        return absolute(request, path)

    names = [briefing.series.slug, briefing.slug]
    here = whole(reverse("press:briefing", args=names))
    reports = {claim.words_url.partition("?")[0]: claim for claim in claims.values()}
    article = filled(
        {
            "@type": "NewsArticle",
            "@id": here,
            "url": here,
            "mainEntityOfPage": here,
            "headline": revision.headline,
            "description": revision.standfirst,
            "inLanguage": briefing.series.language,
            "datePublished": moment(briefing.published_at),
            "dateModified": moment(_changed(briefing, revision)),
            "author": who_wrote(revision.authors, whole),
            "creditText": revision.authors,
            "publisher": publisher(whole),
            "isPartOf": {
                "@type": "CreativeWorkSeries",
                "@id": whole(reverse("press:series", args=names[:1])),
                "name": briefing.series.name,
            },
            "image": whole(reverse("files:briefing_card", args=names)) if briefing.is_out else None,
            "locationCreated": {"@type": "Place", "name": briefing.place} if briefing.place else None,
            "temporalCoverage": f"{briefing.period_start}/{briefing.period_end}",
            "correction": list(_corrections(corrections, whole)),
            "citation": [_report(claim, archived, whole) for archived, claim in reports.items()],
            "mentions": [_claim(claim, whole) for claim in claims.values()],
        }
    )
    return data_block([article])


def jsonld_of_incident(request: HttpRequest, incident: Incident, told: IncidentTold) -> SafeString:
    """What an incident's page holds: a data set of who says what of one happening. One query."""
    return data_block(graph_of(incident, told, lambda path: absolute(request, path), get_language() or "en"))


def data_block(graph: list[dict[str, Any]]) -> SafeString:
    """A data block of a page. No sign of it can end the block or open a comment."""
    held = {"@context": "https://schema.org", "@graph": graph}
    written = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return mark_safe(f'<script type="application/ld+json">{written}</script>')  # noqa: S308 -- escaped above


def _changed(briefing: Briefing, revision: Revision) -> Any:  # noqa: ANN401 -- a moment, or none
    return max(filter(None, (briefing.published_at, briefing.revised_at, revision.live_from)), default=None)


def _corrections(corrections: Iterable[Correction], whole: Callable[[str], str]) -> Iterable[dict[str, Any]]:
    for one in corrections:
        address = whole(reverse("press:correction", args=[one.pk]))
        yield {
            "@type": "CorrectionComment",
            "@id": address,
            "url": address,
            "name": str(one.get_kind_display()),
            "text": one.now,
            "datePublished": moment(one.published_at),
        }


def _report(claim: ClaimTold, archived: str, whole: Callable[[str], str]) -> dict[str, Any]:
    """A report that claims stand in: where it was published, and where its archived copy is looked at."""
    return filled(
        {
            "@type": "CreativeWork",
            "@id": whole(archived),
            "url": claim.original,
            "name": claim.title,
            "inLanguage": claim.language,
            "publisher": {"@type": "Organization", "name": claim.source} if claim.source else None,
            "archivedAt": whole(archived) if claim.original else None,
        }
    )


def _claim(claim: ClaimTold, whole: Callable[[str], str]) -> dict[str, Any]:
    """What a sentence rests on: the words, who says them, and how."""
    said = f"{claim.fact}: {claim.value}" if claim.value else claim.fact
    return filled(
        {
            "@type": "Claim",
            "@id": whole(claim.permalink),
            "text": claim.quote.whole,
            "creditText": claim.who,
            "description": f"{said}. {claim.warning}." if claim.warning else f"{said}.",
            "appearance": {"@id": whole(claim.words_url.partition("?")[0])},
        }
    )
