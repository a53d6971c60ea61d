"""JSON-LD: articles, events and claims of schema.org."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from dateline.domain import DateRange, EventType, Precision, Speaker, SpeakerKind, Stance, Status
from dateline.exporting.jsonld import jsonld
from tests.codings import codings
from tests.fakes import Happens, Says
from tests.resolved import IN_MARJ, REBELS, SPOKESWOMAN, coded

if TYPE_CHECKING:
    from dateline.domain import Coding

TEXT = (
    "Troops shelled Marj. The army struck the mill of Marj on Tuesday, Lina Haddad said, "
    "but witnesses denied it."
)
ARTICLE = "https://monitor.example/1"
SHELLED = Happens(type=EventType.SHELLING, trigger="shelled", places=("Marj",))
SAYS = (
    Says(id="a1", cue="said", source="Lina Haddad", content="The army struck the mill of Marj on Tuesday"),
    Says(id="a2", cue="denied", source="witnesses", stance=Stance.DENIES),
)


def test_a_report_an_event_and_its_claim_are_told_apart() -> None:
    found = _graph(coded(TEXT, SHELLED, places={"Marj": IN_MARJ}))
    assert found["NewsArticle"] == [
        {
            "@type": "NewsArticle",
            "@id": ARTICLE,
            "url": ARTICLE,
            "headline": "Shells on Marj",
            "datePublished": "2018-05-23",
            "publisher": {"@type": "Organization", "name": "Levant Monitor"},
            "inLanguage": "en",
        }
    ]
    assert found["Event"] == [
        {
            "@type": "Event",
            "@id": f"{ARTICLE}#e1",
            "name": "Shelling",
            "startDate": "2018-05-22",
            "endDate": "2018-05-22",
            "location": {
                "@type": "Place",
                "name": "Marj",
                "address": {"@type": "PostalAddress", "addressRegion": "Idleb", "addressCountry": "SY"},
                "geo": {"@type": "GeoCoordinates", "latitude": 35.5, "longitude": 36.25},
            },
            "description": "Reported",
        }
    ]
    assert found["Claim"] == [
        {
            "@type": "Claim",
            "about": {"@id": f"{ARTICLE}#e1"},
            "appearance": {"@id": ARTICLE},
            "firstAppearance": {"@id": ARTICLE},
            "@id": f"{ARTICLE}#e1-own-voice",
            "text": "Troops shelled Marj.",
            "creator": {"@type": "Organization", "name": "Levant Monitor"},
        }
    ]


def test_each_who_says_so_makes_a_claim_with_what_is_said_and_how() -> None:
    struck = Happens(type=EventType.SHELLING, trigger="struck", by=("a1", "a2"))
    witnesses = Speaker(kind=SpeakerKind.WITNESSES, reason="by the noun")
    said, denied = _graph(
        coded(TEXT, struck, says=SAYS, speakers={"Lina Haddad": SPOKESWOMAN, "witnesses": witnesses})
    )["Claim"]
    assert said["text"] == "The army struck the mill of Marj on Tuesday"
    assert said["creator"] == {
        "@type": "Person",
        "name": "Lina Haddad",
        "jobTitle": "spokeswoman",
        "affiliation": {"@type": "Organization", "name": "Ministry of Defence"},
    }
    assert "creativeWorkStatus" not in said
    assert "creator" not in denied
    assert (denied["creditText"], denied["creativeWorkStatus"]) == ("witnesses", "A denial")


def test_an_organisation_that_says_so_is_the_creator_with_its_wikidata_id() -> None:
    front = Speaker(kind=SpeakerKind.ORGANISATION, reason="named", organisation=REBELS)
    struck = Happens(type=EventType.SHELLING, trigger="struck", by=("a1",))
    (claim,) = _graph(coded(TEXT, struck, says=SAYS, speakers={"Lina Haddad": front}))["Claim"]
    assert claim["creator"] == {
        "@type": "Organization",
        "name": "Front of the Hills",
        "sameAs": "https://www.wikidata.org/entity/Q1",
    }


def test_an_accusation_is_called_one() -> None:
    accuses = Says(id="a1", cue="said", source="Lina Haddad", stance=Stance.ACCUSES)
    struck = Happens(type=EventType.SHELLING, trigger="struck", by=("a1",))
    (claim,) = _graph(coded(TEXT, struck, says=(accuses,)))["Claim"]
    assert claim["creativeWorkStatus"] == "An accusation, not established"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.PLANNED, "Planned, not yet done"),
        (Status.DISPUTED, "Disputed: accounts differ"),
        (Status.HYPOTHETICAL, "Hypothetical: not said to have happened"),
    ],
)
def test_what_is_not_told_as_done_says_so_on_the_event_and_on_the_claim(status: Status, words: str) -> None:
    found = _graph(coded(TEXT, Happens(type=EventType.SHELLING, trigger="shelled", status=status)))
    assert found["Event"][0]["description"] == words
    assert found["Claim"][0]["creativeWorkStatus"] == words
    scheduled = found["Event"][0].get("eventStatus") == "https://schema.org/EventScheduled"
    assert scheduled is (status is Status.PLANNED)


@pytest.mark.parametrize(
    ("precision", "start", "end"),
    [
        (Precision.RANGE, "2018-05-01", "2018-05-31"),
        (Precision.MONTH, "2018-05", "2018-05"),
        (Precision.YEAR, "2018", "2018"),
    ],
)
def test_a_date_is_as_exact_as_its_words(precision: Precision, start: str, end: str) -> None:
    may = DateRange(start=date(2018, 5, 1), end=date(2018, 5, 31), precision=precision)
    event = _graph(coded(TEXT, SHELLED, dated=may))["Event"][0]
    assert (event["startDate"], event["endDate"]) == (start, end)


def test_a_place_that_is_not_resolved_has_a_name_and_no_point() -> None:
    assert _graph(coded(TEXT, SHELLED))["Event"][0]["location"] == {"@type": "Place", "name": "Marj"}


def test_a_report_without_an_address_goes_by_its_id() -> None:
    (article,) = _graph(coded(TEXT, SHELLED, url=None))["NewsArticle"]
    assert article["@id"] == "urn:dateline:report:r1"


def test_an_event_that_only_accusers_tell_of_says_so_itself() -> None:
    accuses = Says(id="a1", cue="said", source="Lina Haddad", stance=Stance.ACCUSES)
    struck = Happens(type=EventType.SHELLING, trigger="struck", by=("a1",))
    (event,) = _graph(coded(TEXT, struck, says=(accuses,)))["Event"]
    assert event["description"] == "An accusation, not established"


def test_a_reader_of_json_ld_follows_every_claim_to_its_event_and_its_article() -> None:
    reader = pytest.importorskip("pyld.jsonld")
    struck = Happens(type=EventType.SHELLING, trigger="struck", by=("a1", "a2"))
    document, _ = jsonld([coded(TEXT, SHELLED, struck, says=SAYS, places={"Marj": IN_MARJ})])
    local = {
        **document,
        "@context": {"@vocab": "https://schema.org/"},
    }  # as the context that it names, offline
    nodes = {node["@id"]: node for node in reader.expand(json.loads(json.dumps(local)))}
    claims = [node for node in nodes.values() if node["@type"] == ["https://schema.org/Claim"]]
    assert len(claims) == 3
    for claim in claims:
        (about,), (appearance,) = claim["https://schema.org/about"], claim["https://schema.org/appearance"]
        assert nodes[about["@id"]]["@type"] == ["https://schema.org/Event"]
        assert nodes[appearance["@id"]]["@type"] == ["https://schema.org/NewsArticle"]


@settings(max_examples=25)
@given(codings())
def test_any_coding_gives_json_whose_references_lead_somewhere(coding: Coding) -> None:
    graph, loss = jsonld([coding])
    nodes = json.loads(json.dumps(graph))["@graph"]
    known = {node["@id"] for node in nodes}
    for node in nodes:
        if node["@type"] == "Claim":
            assert {node["about"]["@id"], node["appearance"]["@id"]} <= known
    assert loss.events == len(coding.events)


def _graph(coding: Coding) -> dict[str, list[dict[str, Any]]]:
    """The nodes by their types."""
    nodes: dict[str, list[dict[str, Any]]] = {}
    for node in jsonld([coding])[0]["@graph"]:
        nodes.setdefault(node["@type"], []).append(node)
    return nodes
