"""A speech may be a whole page, which is its publisher’s: of it a sentence is quoted, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dateline.domain import EventType, Span
from dateline.linking.quoting import LONGEST, cut
from dateline.web.archive.models import Event, Incident, Review, Source
from dateline.web.press.claims.quoting import quote_of
from dateline.web.rights import Role
from tests.fakes import Says
from tests.linking.two_lands import coded, strike
from tests.web.archive.invented import stored
from tests.web.press import published

if TYPE_CHECKING:
    from dateline.web.press.models import Briefing
    from tests.web.accounts import Person

_REST = " ".join(f"He spoke of matter number {at} at length, as he does." for at in range(30))
_SPEECH = f"shells hit Marj and killed five people. {_REST}"


@pytest.fixture
def row(person: Person) -> Briefing:
    """A briefing that rests on a claim out of a long speech, of a source whose pages may not be shown."""
    says = Says(id="a1", source="The mayor", cue="said", content=_SPEECH, named=True)
    happens = strike("hit", type=EventType.SHELLING, killed="five people", places=("Marj",), by=("a1",))
    stored([coded(f"The mayor said {_SPEECH}", happens, says=(says,))])
    Source.objects.update(showable=False)
    Event.objects.update(review=Review.ACCEPTED)
    Incident.objects.update(review=Review.ACCEPTED, published_at=timezone.now())
    return published.briefing(published.series(), list(Incident.objects.all()), person(Role.EDITOR))


@pytest.mark.django_db
def test_of_a_long_speech_no_answer_holds_more_than_the_sentence_that_a_claim_rests_on(row: Briefing) -> None:
    incident, event, citation = row.incidents.get(), Event.objects.get(), row.citations.get()
    of = [row.series.slug, row.slug]
    addresses = [
        reverse("press:briefing", args=of),
        reverse("press:incident", args=[incident.pk]),
        reverse("press:claim", args=[event.pk]),
        reverse("press:citation", args=[citation.pk]),
        reverse("press:report", args=[event.report_id]),
        f"{reverse('press:search')}?q=Marj",
        *(reverse("files:briefings_feed", args=[form]) for form in ("rss", "atom", "json")),
        reverse("api:embed_briefing", args=of),
        reverse("api:embed_incident", args=[incident.pk]),
        *(
            f"/api/v1/{address}.{form}"
            for address in (f"incidents/{incident.pk}", f"claims/{event.pk}", "incidents", "claims")
            for form in ("json", "geojson", "csv")
        ),
        *(f"/api/v1/briefings/{row.pk}.{form}" for form in ("json", "csv")),
    ]
    quoting = 0
    for address in addresses:
        answer = Client().get(address)
        body = (answer.getvalue() if answer.streaming else answer.content).decode()
        assert answer.status_code == 200, address
        assert "matter number" not in body, address
        quoting += "killed five people" in body
    assert quoting > 10, "what the claim rests on is quoted"


def test_a_sentence_that_never_ends_is_cut_around_the_words_that_are_meant() -> None:
    text = f"{'and so on, ' * 90}a shell killed five people, {'and further, ' * 90}"
    at = Span(text.index("five"), text.index("five") + len("five people"))
    quote = cut(text, Span(0, len(text)), around=at)
    assert len(quote) <= LONGEST + len("…  …")
    assert (quote[:2], quote[-2:]) == ("… ", " …")
    assert "killed five people" in quote
    lit = quote_of(text, "five people")
    assert lit.words == "five people"
    assert len(lit.whole) <= LONGEST + len("…  …")
    assert cut("Shells hit Marj.", Span(0, 16), around=Span(7, 10)) == "Shells hit Marj."
