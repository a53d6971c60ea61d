from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from dateline.domain import EventType, NameClass, Placing, Report, ResolvedBy, Unresolved
from dateline.exporting import interchange
from dateline.pipeline import CodedLine, CodedPage, Lookups, bare_report, code, code_lines, code_pages
from dateline.reading import read
from tests.codings import OIL_FIELD
from tests.fakes import Happens, Says, Script, ScriptedEngine
from tests.lookups import DEIR_EZ_ZOR, GAZETTEER, MARJ, RASHWAN, InMemoryGazetteer, both, register
from tests.registers import invented_register
from tests.sample_scripts import SAMPLE_SCRIPTS

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.domain import Acting, Coding, Speaker

_TEXT = "The Syrian Democratic Forces (SDF) shelled Marj, SDF commander Karim Haddad said in Nowhere."
_SCRIPT = Script(
    opening=_TEXT[:10],
    names=(
        ("Syrian Democratic Forces", NameClass.ACTOR),
        ("Marj", NameClass.PLACE),
        ("Karim Haddad", NameClass.PERSON),
        ("Nowhere", NameClass.PLACE),
    ),
    happens=(
        Happens(
            type=EventType.SHELLING,
            trigger="shelled",
            agents=("The Syrian Democratic Forces",),
            places=("Marj",),
            by=("a1",),
        ),
    ),
    says=(Says(id="a1", cue="said", source="SDF commander Karim Haddad", named=True),),
)


def test_names_places_actors_and_speakers_are_looked_up() -> None:
    coding = _code(both())
    assert _place(coding, "Marj").place == MARJ
    sdf = _actor(coding, "The Syrian Democratic Forces").actor
    assert sdf is not None
    assert sdf.name == "Syrian Democratic Forces"
    assert _speaker(coding, "SDF commander Karim Haddad").person == "Karim Haddad"
    assert _speaker(coding, "SDF commander Karim Haddad").organisation is not None


def test_those_whom_actors_and_speakers_side_with_are_named(tmp_path: Path) -> None:
    lookups = Lookups(register=invented_register(tmp_path))
    script = Script(
        opening="The Marsh",
        happens=(Happens(type=EventType.SHELLING, trigger="shelled", agents=("Marsh Guard",), by=("a1",)),),
        says=(Says(id="a1", cue="said", source="Port News Agency", named=True),),
    )
    text = "The Marsh Guard shelled Talin, Port News Agency said."
    coding = code(Report(id="r", text=text, language="en"), ScriptedEngine(script), lookups)
    assert coding.parties == {"marland-government": "Government of Marland"}


def test_a_name_refers_to_what_it_resolves_to() -> None:
    coding = _code(both())
    sdf = _actor(coding, "Syrian Democratic Forces").actor
    refs = {name.span.of(_TEXT): name.ref for name in coding.names}
    assert refs == {
        "Syrian Democratic Forces": sdf.id if sdf else "",
        "Marj": MARJ.id,
        "Karim Haddad": None,
        "Nowhere": None,
    }


def test_a_place_that_is_in_no_gazetteer_is_unresolved_with_a_reason() -> None:
    coding = _code(both())
    found = next(found for span, found in coding.places.items() if span.of(_TEXT) == "Nowhere")
    assert isinstance(found, Unresolved)
    assert found.reason


def test_every_answer_has_a_reason() -> None:
    coding = code(read(OIL_FIELD), ScriptedEngine(*SAMPLE_SCRIPTS), both())
    answers = [*coding.places.values(), *coding.actors.values(), *coding.speakers.values()]
    assert len(answers) > 30
    assert [one for one in answers if not one.reason.strip()] == []


def test_each_event_of_a_sample_has_its_words_looked_up() -> None:
    coding = code(read(OIL_FIELD), ScriptedEngine(*SAMPLE_SCRIPTS), both())
    for event in coding.events:
        assert set(event.places) <= set(coding.places)
    first = coding.events[0]
    oil_field, division = (coding.places[words] for words in first.places)
    assert isinstance(oil_field, Placing)
    assert isinstance(division, Placing)
    assert (oil_field.place, division.place) == (RASHWAN, DEIR_EZ_ZOR)
    assert coding.actors[first.agents[0]].by is ResolvedBy.REGISTER


def test_words_for_things_have_no_actor_and_words_for_people_have_one() -> None:
    report = read(OIL_FIELD)
    coding = code(report, ScriptedEngine(*SAMPLE_SCRIPTS), both())
    asked = {words for event in coding.events for words in (*event.agents, *event.targets)}
    things = {words.of(report.text) for words in asked - set(coding.actors)}
    assert {"Two vehicles", "a convoy of pickup trucks", "a convoy carrying food", "a car bomb"} <= things
    assert things.isdisjoint({"militants", "attackers", "two engineers", "Dozens of families"})


def test_what_a_sample_resolves_to_survives_the_interchange() -> None:
    coding = code(read(OIL_FIELD), ScriptedEngine(*SAMPLE_SCRIPTS), both())
    assert interchange.from_dict(interchange.to_dict(coding)) == coding


@pytest.mark.parametrize(
    ("url", "source", "country"),
    [
        ("https://www.sana.sy/en/?p=1", None, "SY"),
        (None, "Syrian Observatory for Human Rights", "SY"),
        (None, "SPA", "SA"),
    ],
)
def test_of_two_towns_with_one_name_that_of_the_outlets_own_land_is_meant(
    url: str | None, source: str | None, country: str
) -> None:
    towns = [replace(MARJ, id=f"x:{code}", country=code, population=900) for code in ("IQ", "SA", "SY", "YE")]
    text = "Two shells hit Marj on Monday."
    engine = ScriptedEngine(Script(opening="Two", names=(("Marj", NameClass.PLACE),)))
    lookups = Lookups(gazetteer=InMemoryGazetteer(towns), register=register())
    (found,) = code(Report(id="r", text=text, url=url, source=source), engine, lookups).places.values()
    assert isinstance(found, Placing)
    assert found.place.country == country


@pytest.mark.parametrize("url", ["http://[::1", "https://", "no address", "http://[sana.sy]/"])
def test_a_report_with_an_odd_address_is_looked_up_all_the_same(url: str) -> None:
    engine = ScriptedEngine(_SCRIPT)
    coding = code(Report(id="r", text=_TEXT, url=url), engine, both())
    assert _place(coding, "Marj").place == MARJ


def test_without_a_gazetteer_actors_are_looked_up_and_places_stay_as_written() -> None:
    coding = _code(Lookups(register=register()))
    assert coding.places == {}
    assert _actor(coding, "The Syrian Democratic Forces").actor is not None


def test_without_a_register_places_are_looked_up_and_actors_stay_as_written() -> None:
    coding = _code(Lookups(gazetteer=GAZETTEER))
    assert (coding.actors, coding.speakers) == ({}, {})
    assert _place(coding, "Marj").place == MARJ


def test_without_either_nothing_is_looked_up() -> None:
    assert _code(None) == _code(Lookups())
    assert all(name.ref is None for name in _code(None).names)


def test_the_lines_of_a_corpus_are_looked_up() -> None:
    line = b'{"id": "a", "text": "%s", "date": "2018-11-23"}' % _TEXT.encode()
    (outcome,) = code_lines([line], ScriptedEngine(_SCRIPT), lookups=both())
    assert isinstance(outcome, CodedLine)
    assert _place(outcome.coding, "Marj").place == MARJ


def test_what_pages_are_looked_up_in_is_loaded_once_and_not_before_a_page_was_read() -> None:
    loaded: list[str] = []
    seen: list[str] = []

    def load_lookups() -> Lookups:
        loaded.append("lookups")
        assert seen == ["one"]
        return Lookups(gazetteer=GAZETTEER)

    def reading(page: str) -> Report:
        seen.append(page)
        return bare_report(_TEXT, key=page)

    outcomes = code_pages(
        ["one", "two"],
        read=reading,
        load=lambda: ScriptedEngine(_SCRIPT),
        load_lookups=load_lookups,
    )
    for outcome in outcomes:
        assert isinstance(outcome, CodedPage)
        assert _place(outcome.coding, "Marj").place == MARJ
    assert loaded == ["lookups"]


def _code(lookups: Lookups | None) -> Coding:
    return code(bare_report(_TEXT), ScriptedEngine(_SCRIPT), lookups)


def _place(coding: Coding, words: str) -> Placing:
    found = next(found for span, found in coding.places.items() if span.of(_TEXT) == words)
    assert isinstance(found, Placing)
    return found


def _actor(coding: Coding, words: str) -> Acting:
    return next(found for span, found in coding.actors.items() if span.of(_TEXT) == words)


def _speaker(coding: Coding, words: str) -> Speaker:
    return next(found for span, found in coding.speakers.items() if span.of(_TEXT) == words)
