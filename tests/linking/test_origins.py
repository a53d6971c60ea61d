"""Whom words go back to: along attributions, bylines and copies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from dateline.domain import NameClass, SourceKind, Stance
from dateline.linking import incident_of
from tests.fakes import Says
from tests.linking.two_lands import coded, incident, strike, told

if TYPE_CHECKING:
    from dateline.domain import Coding, Incident

STRUCK = "Warplanes struck the market of Marj on Tuesday, killing five people"
LONG = (
    "Rescue workers dug through the rubble of two bakeries until the evening, when rain set in and the river "
    "rose over its banks; the governor promised an inquiry and sent a column of trucks with bread and tents."
)


def cited(
    speaker: str | None,
    *,
    named: bool,
    passed_on_by: str | None = None,
    **report: Any,  # noqa: ANN401 -- any part of a report
) -> Coding:
    """A report that hands its whole claim on to `speaker`, perhaps through somebody else."""
    text = f"{STRUCK}, {speaker or 'it was'} said."
    outer: tuple[Says, ...] = ()
    if passed_on_by:
        text = f"{STRUCK}, {speaker} said, {passed_on_by} reported."
        outer = (Says(id="a2", source=passed_on_by, cue="reported", content=STRUCK, named=True),)
    inner = Says(
        id="a1", source=speaker, cue="said", content=STRUCK, named=named, within="a2" if outer else None
    )
    return coded(text, strike(killed="five people", by=("a1",)), says=(inner, *outer), **report)


def the_origin(found: Incident) -> tuple[str, str, SourceKind]:
    (origin,) = found.origins
    return origin.id, origin.name, origin.kind


def test_an_outlet_that_cites_a_monitor_hands_its_claim_on_to_it() -> None:
    found = incident(cited("the Coast Monitor", named=True))
    assert the_origin(found) == ("actor:coast-monitor", "Coast Monitor", SourceKind.MONITOR)
    assert {one.through for one in found.tellings} == {("Harbour Dispatch",)}


def test_a_claim_goes_back_to_the_innermost_of_those_who_have_a_name() -> None:
    found = incident(cited("the Coast Monitor", named=True, passed_on_by="World Wire"))
    assert the_origin(found)[0] == "actor:coast-monitor"
    assert {one.through for one in found.tellings} == {("World Wire", "Harbour Dispatch")}


def test_whoever_has_no_name_stays_with_whoever_cites_them() -> None:
    found = incident(cited("witnesses", named=False, passed_on_by="the Coast Monitor"))
    assert the_origin(found)[0] == "actor:coast-monitor"
    assert {one.through for one in found.tellings} == {("Harbour Dispatch",)}


@pytest.mark.parametrize("source", ["witnesses", "residents", "activists"])
def test_people_without_a_name_stay_with_the_report_that_they_speak_in(source: str) -> None:
    found = incident(cited(source, named=False, key="r7"))
    assert the_origin(found) == ("report:r7", "unnamed sources of Harbour Dispatch", SourceKind.WITNESS)


@pytest.mark.parametrize("source", ["an official", "reports", None])
def test_officials_and_reports_without_a_name_are_no_witnesses(source: str | None) -> None:
    found = incident(cited(source, named=False, key="r7"))
    assert the_origin(found)[::2] == ("report:r7", SourceKind.UNKNOWN)


def test_people_who_side_with_somebody_are_apart_from_those_who_do_not() -> None:
    found = incident(
        cited("pro-Reed Union sources", named=False, key="r7"), cited("residents", named=False, key="r7b")
    )
    assert [(one.id, one.alignment) for one in found.origins] == [
        ("report:r7:norland-government", "norland-government"),
        ("report:r7b", None),
    ]


@pytest.mark.parametrize(
    ("source", "body"),
    [
        ("a spokesman for the Marlandic Army", "actor:marland-army"),
        ("an official of the Marlandic Defence Ministry", "actor:marland-defence-ministry"),
        ("Tents and Bread workers", "actor:tents-and-bread"),
    ],
)
def test_people_of_a_body_speak_for_it(source: str, body: str) -> None:
    assert the_origin(incident(cited(source, named=False)))[0] == body


@pytest.mark.parametrize(
    ("source", "key", "name", "side"),
    [
        ("the local council", "local council", "the local council", None),
        ("the Norric local council", "norric local council", "Norric local council", None),
        ("Norric police", "norric police", "Norric police", "norland-government"),
        ("a Norric police source", "norric police source", "Norric police source", "norland-government"),
    ],
)
def test_forces_and_offices_that_have_no_entry_are_parties_of_their_state(
    source: str, key: str, name: str, side: str | None
) -> None:
    found = incident(cited(source, named=False))
    assert the_origin(found) == (f"named:{key}", name, SourceKind.PARTY)
    assert found.origins[0].alignment == side


def test_an_article_that_an_engine_leaves_out_stands_before_the_name() -> None:
    claim = Says(id="a1", source="local council", cue="said", content=STRUCK)
    report = coded(
        f"The local council said {STRUCK}.", strike(killed="five people", by=("a1",)), says=(claim,)
    )
    assert the_origin(incident(report))[:2] == ("named:local council", "the local council")


@pytest.mark.parametrize("source", ["a video released on Monday in November", "footage from the market"])
def test_a_recording_of_nobody_is_no_body(source: str) -> None:
    key, _, kind = the_origin(incident(cited(source, named=True, key="r7")))
    assert (key, kind) == ("report:r7", SourceKind.UNKNOWN)


@pytest.mark.parametrize(
    ("second", "origin"),
    [
        ("It added", "actor:coast-monitor"),
        ("It has also said", "actor:coast-monitor"),
        ("Later it was said", "report:r7"),
        ("It was reported", "report:r7"),  # by whom is not said
    ],
)
def test_a_sentence_that_begins_with_a_pronoun_goes_on_with_the_last_speaker(
    second: str, origin: str
) -> None:
    cue = {"Later it was said": "was said", "It was reported": "was reported"}.get(
        second, second.rsplit(" ", 1)[-1]
    )
    report = coded(
        f"The Coast Monitor said talks would go on. {second} that {STRUCK}.",
        strike(killed="five people", by=("a2",)),
        says=(
            Says(id="a1", source="The Coast Monitor", cue="said", content="talks would go on", named=True),
            Says(id="a2", cue=f"{cue}#2" if cue == "said" else cue, content=STRUCK),
        ),
        key="r7",
    )
    assert the_origin(incident(report))[0] == origin


@pytest.mark.parametrize("source", ["footage of Port News Agency", "Port News Agency’s camera"])
def test_what_shows_somebodys_words_is_theirs(source: str) -> None:
    named = (("Port News Agency", NameClass.ACTOR),)
    assert the_origin(incident(cited(source, named=True, names=named)))[0] == "actor:port-news"


def test_a_person_of_no_body_is_an_origin_by_their_name() -> None:
    found = incident(cited("Karim Haddad", named=True))
    assert the_origin(found) == ("person:karim haddad", "Karim Haddad", SourceKind.WITNESS)


def test_a_body_that_the_register_does_not_know_goes_by_its_name_in_every_report() -> None:
    found = incident(
        cited("the Marj Rescue Corps", named=True, key="r7"),
        cited("Marj Rescue Corps", named=True, key="r8", source="Hill Courier"),
    )
    (origin,) = found.origins
    assert (origin.id, origin.name) == ("named:marj rescue corp", "Marj Rescue Corps")
    assert origin.kind is SourceKind.UNKNOWN
    assert set(origin.reports) == {"r7", "r8"}


def test_what_nobody_is_cited_for_is_the_outlets_own() -> None:
    found = incident(coded(f"{STRUCK}.", strike(killed="five people")))
    assert the_origin(found) == ("outlet:harbour dispatch", "Harbour Dispatch", SourceKind.UNKNOWN)
    assert {one.through for one in found.tellings} == {()}


def test_an_outlet_of_the_register_is_known_by_it() -> None:
    found = incident(coded(f"{STRUCK}.", strike(killed="five people"), source="Port News Agency"))
    assert the_origin(found)[::2] == ("actor:port-news", SourceKind.STATE_MEDIA)
    assert found.origins[0].alignment == "marland-government"


def test_an_outlet_that_cites_its_own_people_speaks_itself() -> None:
    found = incident(cited("Port News Agency", named=True, source="PNA"))
    assert the_origin(found)[0] == "actor:port-news"
    assert {one.through for one in found.tellings} == {()}


def test_a_report_of_no_source_speaks_for_itself() -> None:
    assert the_origin(incident(coded(f"{STRUCK}.", strike(), source=None, key="r7")))[0] == "report:r7"


def test_an_agencys_story_is_the_agencys_whoever_prints_it() -> None:
    signed = coded(f"PORT MAR (World Wire) - {STRUCK}.", strike(killed="five people"))
    found = incident(signed)
    assert the_origin(found) == ("actor:world-wire", "World Wire", SourceKind.AGENCY)
    assert {one.through for one in found.tellings} == {("Harbour Dispatch",)}


def test_a_copied_story_is_one_origin() -> None:
    first = coded(f"{STRUCK}. {LONG}", strike(killed="five people"), source="Harbour Dispatch", day=22)
    copy = coded(f"{STRUCK}. {LONG}", strike(killed="five people"), source="Hill Courier", day=23)
    found = incident(copy, first)
    (origin,) = found.origins
    assert (origin.id, origin.reports) == (
        "outlet:harbour dispatch",
        ("Harbour Dispatch-22", "Hill Courier-23"),
    )
    assert [one.through for one in found.tellings if one.event.report == "Hill Courier-23"] == [
        ("Hill Courier",)
    ] * 2


def test_a_story_that_an_agency_signs_later_was_the_agencys_before() -> None:
    early = coded(f"{STRUCK}. {LONG}", strike(killed="five people"), source="Hill Courier", day=22)
    signed = coded(
        f"PORT MAR (World Wire) - {STRUCK}. {LONG}", strike(killed="five people"), source="Harbour", day=23
    )
    assert [one.id for one in incident(early, signed).origins] == ["actor:world-wire"]


def test_the_unnamed_of_a_copied_story_are_those_of_the_story() -> None:
    first = cited("residents", named=False, key="r7")
    copy = cited("residents", named=False, key="r8", source="Hill Courier")
    assert [one.id for one in incident(first, copy).origins] == ["report:r7"]


def test_a_quoted_paragraph_is_its_writers_and_the_rest_is_not() -> None:
    agency = coded(f"{STRUCK} near the old mill and the bus station. {LONG}", strike(), source="World Wire")
    own = "Our reporter saw how jets bombed the bridge behind the town hall, and counted seven dead"
    host = coded(
        f"{own}. {STRUCK} near the old mill and the bus station. The schools stay shut until Monday next.",
        strike("bombed", killed="seven dead"),
        strike(killed="five people"),
        source="Harbour Dispatch",
        day=23,
    )
    found = incident(agency, host)
    killed = {one.value: (one.origin, one.through) for one in found.tellings if one.fact == "killed"}
    assert killed == {
        "7": ("outlet:harbour dispatch", ()),
        "5": ("actor:world-wire", ("Harbour Dispatch",)),
    }


def test_a_claim_without_words_of_its_own_covers_its_sentence() -> None:
    report = coded(
        f"{STRUCK}, the Coast Monitor said.",
        strike(killed="five people", by=("a1",)),
        says=(Says(id="a1", source="the Coast Monitor", cue="said", named=True),),
    )
    found = incident(report)
    assert the_origin(found)[0] == "actor:coast-monitor"
    assert {one.stance for one in found.tellings} == {Stance.ASSERTS}


def test_claims_that_stand_within_each_other_in_a_ring_end_somewhere() -> None:
    report = coded(
        f"{STRUCK}, witnesses said, residents reported.",
        strike(killed="five people", by=("a1",)),
        says=(
            Says(id="a1", source="witnesses", cue="said", content=STRUCK, within="a2"),
            Says(id="a2", source="residents", cue="reported", content=STRUCK, within="a1"),
        ),
        key="r7",
    )
    assert the_origin(incident(report))[0] == "report:r7"


def test_where_nothing_was_looked_up_the_engine_says_who_is_named() -> None:
    text = f"{STRUCK}, the army said."
    says = (Says(id="a1", source="the army", cue="said", content=STRUCK, named=True),)
    report = coded(text, strike(killed="five people", by=("a1",)), says=says, looked_up=False)
    assert [one.id for one in incident_of("i1", [told(report)]).origins] == ["named:army"]
