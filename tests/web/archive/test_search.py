"""Search: words find reports, claims and incidents, on either database."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.db import connection
from uuid6 import uuid7

from dateline.domain import Report
from dateline.web.archive.linking import link_report
from dateline.web.archive.models import Event, Incident, Searchable, SearchKind
from dateline.web.archive.search import keys_holding, matching, search
from dateline.web.archive.search.indexing import forget, index_words
from dateline.web.archive.store import store_coding, store_report
from tests.incidents import crossing_codings

if TYPE_CHECKING:
    from dateline.web.archive.search import Hit

pytestmark = pytest.mark.django_db


@pytest.fixture
def reports() -> None:
    """Three reports that are not coded."""
    for key, title, text, day in (
        (
            "a",
            "Strike on the market",
            "The strike killed six people at the market of Koubani, medics said.",
            3,
        ),
        (
            "b",
            "Talks in the capital",
            "The parties talked about the market and the bridge; nobody was killed.",
            5,
        ),
        ("c", "Snow", "Snow closed the roads over the hills. Le marché était fermé.", 7),
    ):
        store_report(Report(id=key, title=title, text=text, published=date(2018, 12, day)))


def _titles(hits: list[Hit]) -> list[str]:
    return [hit.title for hit in hits]


@pytest.mark.usefixtures("reports")
@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("market", {"Strike on the market", "Talks in the capital"}),
        ("markets killing", {"Strike on the market", "Talks in the capital"}),  # whatever their endings
        ("market -talks", {"Strike on the market"}),
        ('"the market of"', {"Strike on the market"}),
        ('"market the"', set()),
        ("medi*", {"Strike on the market"}),
        ("MARCHE ferme", {"Snow"}),
        ("six market people", {"Strike on the market"}),
        ("six snow", set()),
        ("-market", set()),
        ("", set()),
        ('"', set()),
        ("AND OR NOT NEAR(", set()),
        ("title : market)", set()),
    ],
)  # fmt: skip
def test_words_find_what_holds_all_of_them(words: str, titles: set[str]) -> None:
    assert set(_titles(search(words))) == titles


@pytest.mark.usefixtures("reports")
def test_the_ids_of_all_that_hold_words_are_the_same_at_once_and_follow_what_comes_and_goes() -> None:
    def alike(words: str, number: int) -> None:
        found = {UUID(bytes=bytes(one).ljust(16, b"\0")) for one in keys_holding(words, SearchKind.REPORT)}
        expected = Searchable.objects.filter(object__in=matching(words, SearchKind.REPORT))
        assert found == set(expected.values_list("object", flat=True))
        assert len(found) == number

    for words, number in (
        ("market", 2),
        ("-market", 0),
        ("snow", 1),
        ("koubani", 1),
        ("kobane", 1),
        ("owl", 0),
    ):
        alike(words, number)
    store_report(Report(id="d", title="Owls", text="A market of owls."))
    index_words(SearchKind.BRIEFING, uuid7(), day=None, title="Owls", body="A market.")  # of another kind
    alike("market", 3)
    alike("owls", 1)
    gone = (
        Searchable.objects.filter(kind=SearchKind.REPORT).order_by("-id")[:1].values_list("object", flat=True)
    )
    forget(SearchKind.REPORT, list(gone))
    alike("market", 2)
    alike("owls", 0)


@pytest.mark.usefixtures("reports")
def test_of_what_very_many_hold_the_newest_are_put_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"dateline.web.archive.search.{_ENGINES[connection.vendor]}.PUT_IN_ORDER", 1)
    assert _titles(search("market")) == ["Talks in the capital"]  # though the other has it in its title
    assert _titles(search("market", last=date(2018, 12, 4))) == ["Strike on the market"]


_ENGINES = {"sqlite": "sqlite", "postgresql": "postgres"}


@pytest.mark.usefixtures("reports")
def test_a_word_in_the_title_comes_first() -> None:
    assert _titles(search("talks market"))[0] == "Talks in the capital"
    assert _titles(search("market"))[0] == "Strike on the market"


@pytest.mark.usefixtures("reports")
@pytest.mark.parametrize("name", ["Kobane", "kobani", "Koubanê"])
def test_a_name_is_found_however_it_is_spelt(name: str) -> None:
    assert _titles(search(f"{name} market")) == ["Strike on the market"]


@pytest.mark.usefixtures("reports")
def test_what_was_found_is_lit_where_it_stands() -> None:
    snippet = search("medics")[0].snippet
    assert [part.text for part in snippet if part.found] == ["medics"]
    assert "".join(part.text for part in snippet).count("Koubani") == 1


@pytest.mark.usefixtures("reports")
def test_days_and_kinds_bound_what_is_found() -> None:
    assert _titles(search("market", first=date(2018, 12, 4))) == ["Talks in the capital"]
    assert _titles(search("market", last=date(2018, 12, 4))) == ["Strike on the market"]
    assert not search("market", kinds=[SearchKind.INCIDENT])
    assert len(search("market", limit=1)) == 1
    assert search("market", limit=1, offset=1) == search("market")[1:]


def test_claims_and_incidents_are_found_with_what_they_come_to() -> None:
    for coding in crossing_codings():
        link_report(store_coding(coding).report)
    claims = search("ferry crossing", kinds=[SearchKind.CLAIM])
    incidents = search("Jisr Wadi", kinds=[SearchKind.INCIDENT])
    assert {hit.object for hit in claims} <= set(Event.objects.values_list("pk", flat=True))
    assert {hit.object for hit in incidents} <= set(Incident.objects.values_list("pk", flat=True))
    assert claims
    assert incidents


@pytest.mark.usefixtures("reports")
def test_what_has_changed_is_found_by_its_new_words_alone() -> None:
    row = Searchable.objects.get(title="Snow")
    row.body = "Rain."
    row.save()
    assert _titles(search("rain")) == ["Snow"]
    assert not search("roads")
    row.delete()
    assert not search("rain")


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="it is about trigrams, which PostgreSQL alone has"
)
@pytest.mark.usefixtures("reports")
def test_a_misspelt_word_of_a_title_is_found() -> None:
    assert _titles(search("capitall")) == ["Talks in the capital"]
