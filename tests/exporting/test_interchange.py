from __future__ import annotations

import copy
import json
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from dateline.domain import (
    CODES,
    ActorClass,
    Coding,
    DateRange,
    Effect,
    Event,
    EventType,
    Feature,
    NameClass,
    PlacePrecision,
    Precision,
    Report,
    ResolvedBy,
    Span,
    SpeakerKind,
    Unresolved,
)
from dateline.domain.errors import BadInterchange
from dateline.exporting import interchange
from tests.codings import OIL_FIELD, codings, sample_coding
from tests.fakes import Done, Happens, Says
from tests.resolved import (
    ARIHA,
    ARMY,
    CIVILIANS,
    FOREIGNERS,
    IN_MARJ,
    MEDICS,
    MINISTRY,
    REBELS,
    SPOKESWOMAN,
    SYRIA,
    coded,
    of_class,
    placing,
)

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.domain import Acting


@given(codings())
def test_a_coding_comes_back_from_its_interchange_as_it_was(coding: Coding) -> None:
    assert interchange.from_dict(json.loads(interchange.to_line(coding))) == coding


def test_what_words_resolve_to_comes_back_as_it_was() -> None:
    coding = _resolved()
    assert interchange.from_dict(interchange.to_dict(coding)) == coding


@given(codings())
def test_every_coding_conforms_to_the_published_schema(coding: Coding) -> None:
    Draft202012Validator(interchange.schema()).validate(json.loads(interchange.to_line(coding)))


@given(codings())
def test_a_coding_is_one_line(coding: Coding) -> None:
    assert "\n" not in interchange.to_line(coding)


def test_the_schema_is_itself_sound() -> None:
    Draft202012Validator.check_schema(interchange.schema())


def test_the_schema_names_every_key_that_is_written_in_the_order_of_writing() -> None:
    defined = interchange.schema()
    written = interchange.to_dict(_resolved())
    event = written["events"][0]
    places = {
        "report": written["report"],
        "name": written["names"][0],
        "event": event,
        "actor": event["agents"][0],
        "acting": event["agents"][0]["actor"],
        "place": event["places"][0],
        "placing": event["places"][0]["place"],
        "gazetted": event["places"][0]["place"]["runner_up"],
        "harm": event["harm"][0],
        "victims": event["harm"][0]["victims"],
        "date": event["date"],
        "attribution": written["attributions"][0],
        "speaker": written["attributions"][0]["speaker"],
    }
    assert list(defined["properties"]) == list(written)
    for name, value in places.items():
        keys = defined["$defs"][name]["properties"]
        assert [key for key in keys if key in value] == list(value), name
        assert set(keys) - set(value) <= {"place", "actor", "unresolved"}, name


def test_the_schema_lists_the_codes_of_the_domain() -> None:
    defined = interchange.schema()["$defs"]
    assert defined["event"]["properties"]["type"]["enum"] == list(EventType)
    assert defined["date"]["properties"]["precision"]["enum"] == list(Precision)
    assert defined["placing"]["properties"]["precision"]["enum"] == list(PlacePrecision)
    assert defined["placing"]["properties"]["feature"]["enum"] == list(Feature)
    assert defined["gazetted"]["properties"]["feature"]["enum"] == list(Feature)
    assert defined["acting"]["properties"]["class"]["enum"] == [*ActorClass, None]
    assert defined["acting"]["properties"]["by"]["enum"] == list(ResolvedBy)
    assert defined["speaker"]["properties"]["kind"]["enum"] == list(SpeakerKind)


def test_the_reference_page_names_every_key_and_every_event_type(repository: Path) -> None:
    page = (repository / "docs/reference/coding-schema.md").read_text(encoding="utf-8")
    keys = set(re.findall(r'"(\w+)":', json.dumps(interchange.to_dict(_resolved()))))
    codes = {*EventType, *Feature, *ActorClass, *PlacePrecision, *SpeakerKind}
    for word in keys | {"unresolved"} | codes:
        assert f"`{word}`" in page or f'"{word}"' in page, word


def test_the_reference_page_gives_each_type_its_codes(repository: Path) -> None:
    page = (repository / "docs/reference/coding-schema.md").read_text(encoding="utf-8")
    for kind, codes in CODES.items():
        row = next(line for line in page.splitlines() if line.startswith(f"| `{kind}` "))
        for code in (codes.acled, codes.plover, codes.plover_mode):
            assert code is None or code in row, kind


_GRENADES = [
    ("A hand grenade was thrown at the shop.", "hand grenade", "Grenade"),
    ("Two GRENADES went off.", "GRENADES", "Grenade"),
    ("A rocket-propelled grenade hit the shop.", "rocket-propelled grenade", "Remote explosive/landmine/IED"),
    ("A mine went off.", "mine", "Remote explosive/landmine/IED"),
]


@pytest.mark.parametrize(("text", "means", "sub_event"), _GRENADES)
def test_a_bombing_with_a_thrown_grenade_goes_under_acleds_grenade(
    text: str, means: str, sub_event: str
) -> None:
    at = text.index(means)
    written = _write(text, replace(_EVENT, type=EventType.BOMBING, means=(Span(at, at + len(means)),)))
    assert written["acled"] == {"event_type": "Explosions/Remote violence", "sub_event_type": sub_event}


_CAPTURES: list[tuple[dict[str, Acting], str | None]] = [
    ({}, None),
    ({"They": of_class(None, None)}, None),
    ({"They": ARMY}, "Government regains territory"),
    ({"They": of_class(ActorClass.STATE_FORCES, None)}, "Government regains territory"),
    ({"They": FOREIGNERS}, "Non-state actor overtakes territory"),
    ({"They": REBELS}, "Non-state actor overtakes territory"),
    ({"They": REBELS, "soldiers": ARMY}, "Government regains territory"),
]


@pytest.mark.parametrize(("actors", "sub_event"), _CAPTURES)
def test_a_capture_goes_under_acleds_name_by_who_takes_the_place(
    actors: dict[str, Acting], sub_event: str | None
) -> None:
    happens = Happens(type=EventType.CAPTURE, trigger="took", agents=("They", "soldiers"), places=("Marj",))
    coding = coded("They and soldiers took Marj.", happens, places={"Marj": IN_MARJ}, actors=actors)
    assert interchange.to_dict(coding)["events"][0]["acled"]["sub_event_type"] == sub_event


def test_what_was_not_looked_up_has_neither_an_answer_nor_a_reason() -> None:
    written = _write("They took it.", replace(_EVENT, agents=(Span(0, 4),), places=(Span(10, 12),)))
    actor = written["agents"][0]["actor"]
    assert actor["by"] == "unresolved"
    assert {key for key, value in actor.items() if value is not None} == {"by"}
    assert written["places"] == [{"start": 10, "end": 12, "place": None}]


def test_what_was_looked_up_in_vain_tells_why() -> None:
    happens = Happens(type=EventType.CAPTURE, trigger="took", agents=("They",), places=("it",))
    coding = coded(
        "They took it.",
        happens,
        places={"it": Unresolved(reason="two towns of this name")},
        actors={"They": of_class(None, None)},
    )
    written = interchange.to_dict(coding)["events"][0]
    assert written["places"][0] == {
        "start": 10,
        "end": 12,
        "place": None,
        "unresolved": "two towns of this name",
    }
    assert written["agents"][0]["actor"]["reason"] == "by the noun"


def test_a_place_that_is_only_mentioned_stands_with_its_name() -> None:
    written = interchange.to_dict(_resolved())
    at = written["report"]["text"].index("Ariha")
    name = next(name for name in written["names"] if name["start"] == at)
    assert name["place"]["own_point"] == {"lat": ARIHA.lat, "lon": ARIHA.lon}
    assert all(words["start"] != at for event in written["events"] for words in event["places"])


def test_a_bare_country_has_no_point_but_keeps_where_it_lies() -> None:
    happens = Happens(type=EventType.TALKS, trigger="met", places=("Syria",))
    found = placing(SYRIA, PlacePrecision.COUNTRY, 400)
    coding = coded("They met in Syria.", happens, places={"Syria": found})
    place = interchange.to_dict(coding)["events"][0]["places"][0]["place"]
    assert (place["lat"], place["lon"]) == (None, None)
    assert place["own_point"] == {"lat": SYRIA.lat, "lon": SYRIA.lon}
    assert interchange.from_dict(interchange.to_dict(coding)).places == coding.places


def test_a_line_from_before_words_were_looked_up_is_read() -> None:
    coding = _resolved()
    written = interchange.to_dict(replace(coding, places={}, actors={}, speakers={}))
    for event in written["events"]:
        for words in (*event["agents"], *event["targets"]):
            words["actor"] = {"id": None, "name": None, "class": None, "by": "unresolved"}
    for one in written["attributions"]:
        del one["speaker"]
    assert interchange.from_dict(written) == replace(coding, places={}, actors={}, speakers={})


_DATES = [
    (date(2018, 11, 1), date(2018, 11, 30), Precision.MONTH, "2018-11", "2018-11"),
    (date(2016, 2, 1), date(2016, 3, 31), Precision.MONTH, "2016-02", "2016-03"),
    (date(2018, 1, 1), date(2018, 12, 31), Precision.YEAR, "2018", "2018"),
    (date(2014, 1, 1), date(2017, 12, 31), Precision.RANGE, "2014-01-01", "2017-12-31"),
    (date(2018, 11, 22), date(2018, 11, 22), Precision.DAY, "2018-11-22", "2018-11-22"),
    (date(2018, 11, 5), date(2018, 11, 30), Precision.MONTH, "2018-11-05", "2018-11"),
    (date(2018, 1, 1), date(2018, 6, 30), Precision.YEAR, "2018", "2018-06"),
    (date(2018, 1, 1), date(2018, 6, 15), Precision.YEAR, "2018", "2018-06-15"),
]


@pytest.mark.parametrize(("start", "end", "precision", "first", "last"), _DATES)
def test_whole_months_and_years_are_written_short(
    start: date, end: date, precision: Precision, first: str, last: str
) -> None:
    written = _write("It.", replace(_EVENT, date=DateRange(start=start, end=end, precision=precision)))
    assert written["date"] == {"start": first, "end": last, "precision": precision.value}


_BROKEN: list[tuple[tuple[str | int, ...], object, str]] = [
    (("schema",), "dateline/coding/2", "its schema is 'dateline/coding/2'. This version reads"),
    (("report",), None, "report is not an object"),
    (("report", "text"), 7, "report.text is not a string"),
    (("report", "published"), "yesterday", "report.published does not hold"),
    (("report", "fetched"), "2018-11-23T10:00:00", "report.fetched does not hold: it names no time zone"),
    (("events",), {}, "events is not a list"),
    (("events", 0, "type"), "war", "events[0].type is 'war', not one of clash, assault"),
    (("events", 0, "mentions"), [], "events[0].mentions does not start with the trigger"),
    (("events", 0, "agents", 0, "end"), 9999, "events[0].agents[0] ends at 9999, beyond the text's"),
    (("events", 0, "agents", 0, "end"), 0, "events[0].agents[0] does not hold: no span"),
    (("events", 0, "agents", 0, "start"), True, "events[0].agents[0].start is not a whole number"),
    (("events", 0, "harm", 0, "min"), 99, "events[0].harm[0] does not hold: a count cannot run from 99"),
    (("events", 0, "date", "start"), "2019", "events[0].date does not hold: a date range cannot end"),
    (("events", 0, "claims"), ["a99"], "event e1 refers to attribution 'a99', which is not there"),
    (("events", 0, "confidence"), 1.5, "events[0].confidence is not a number between 0 and 1"),
    (("attributions", 0, "named"), "yes", "attributions[0].named is neither true nor false"),
    (("attributions", 0, "within"), "a99", "attribution a1 refers to attribution 'a99', which is not there"),
]


@pytest.mark.parametrize(("path", "value", "told"), _BROKEN)
def test_what_does_not_hold_is_refused_with_its_path(
    path: tuple[str | int, ...], value: object, told: str
) -> None:
    written = _sample()
    at: Any = written
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    with pytest.raises(BadInterchange, match=re.escape(told)):
        interchange.from_dict(written)


_BADLY_RESOLVED: list[tuple[tuple[str | int, ...], object, str]] = [
    (("places", 0, "place", "lat"), 91, "events[0].places[0].place.lat is not a number between -90 and 90"),
    (
        ("places", 0, "place", "own_point", "lon"),
        "east",
        "events[0].places[0].place.own_point.lon is not a number between -180 and 180",
    ),
    (("places", 0, "place", "radius_km"), -1, "events[0].places[0].place.radius_km is not a number"),
    (("places", 0, "place", "precision"), "street", "precision is 'street', not one of exact, town"),
    (("places", 0, "place", "reason"), None, "events[0].places[0].place.reason is not a string"),
    (("places", 0, "place", "runner_up", "id"), 7, "events[0].places[0].place.runner_up.id is not a string"),
    (("agents", 0, "actor", "class"), "army", "actor.class is 'army', not one of state_forces, rebel_group"),
    (("agents", 0, "actor", "by"), "guess", "actor.by is 'guess', not one of register, rule, unresolved"),
    (("agents", 0, "actor", "reason"), None, "events[0].agents[0].actor.reason is not a string"),
    (("agents", 0, "actor", "sector"), None, "events[0].agents[0].actor.sector is not a string"),
    (("harm", 0, "victims", "actor"), "boys", "events[0].harm[0].victims.actor is not an object"),
]


@pytest.mark.parametrize(("path", "value", "told"), _BADLY_RESOLVED)
def test_a_place_or_actor_that_does_not_hold_is_refused_with_its_path(
    path: tuple[str | int, ...], value: object, told: str
) -> None:
    written = interchange.to_dict(_resolved())
    at: Any = written["events"][0]
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    with pytest.raises(BadInterchange, match=re.escape(told)):
        interchange.from_dict(written)


def test_words_that_are_resolved_in_two_ways_are_refused() -> None:
    written = interchange.to_dict(_resolved())
    written["events"][0]["places"][0]["place"]["name"] = "Elsewhere"
    told = "events[0].places[0] resolves its words otherwise than before"
    with pytest.raises(BadInterchange, match=re.escape(told)):
        interchange.from_dict(written)


def test_a_missing_key_is_named() -> None:
    written = _sample()
    del written["events"][0]["status"]
    with pytest.raises(BadInterchange, match=re.escape("events[0] has no 'status'")):
        interchange.from_dict(written)


def test_keys_of_others_are_passed_over() -> None:
    written = _sample() | {"project": "harvest"}
    assert interchange.from_dict(written) == sample_coding(OIL_FIELD)


def test_a_coding_without_an_author_key_is_read() -> None:
    written = _sample()
    del written["report"]["author"]
    assert interchange.from_dict(written).report.author is None


def _sample() -> dict[str, Any]:
    return copy.deepcopy(interchange.to_dict(sample_coding(OIL_FIELD)))


def _resolved() -> Coding:
    """A coding with every kind of thing that words resolve to."""
    text = "Rebels shelled Medics in Marj, killing two boys, spokeswoman Lina Haddad said. Ariha is calm."
    return coded(
        text,
        Happens(
            type=EventType.SHELLING,
            trigger="shelled",
            agents=("Rebels",),
            targets=("Medics",),
            places=("Marj",),
            harm=(Done(effect=Effect.KILLED, quantity="two", victims="boys"),),
            by=("a1",),
        ),
        says=(Says(id="a1", cue="said", source="spokeswoman Lina Haddad", named=True),),
        names=(
            ("Marj", NameClass.PLACE),
            ("Medics", NameClass.ACTOR),
            ("Ariha", NameClass.PLACE),
        ),
        places={
            "Marj": replace(IN_MARJ, runner_up=ARIHA),
            "Ariha": placing(ARIHA, PlacePrecision.ADMIN, 15),
        },
        actors={"Rebels": _whole(REBELS), "Medics": _whole(MEDICS), "boys": CIVILIANS},
        speakers={"spokeswoman Lina Haddad": replace(SPOKESWOMAN, organisation=_whole(MINISTRY))},
    )


def _whole(acting: Acting) -> Acting:
    """With the class and country of its actor, as resolving gives it."""
    actor = acting.actor
    return replace(acting, cls=actor.cls, country=actor.country) if actor else acting


_EVENT = Event(id="e1", type=EventType.OTHER, mentions=(Span(0, 1),))


def _write(text: str, event: Event) -> dict[str, Any]:
    coding = Coding(report=Report(id="r", text=text), engine="scripted/1", events=(event,))
    written: dict[str, Any] = interchange.to_dict(coding)["events"][0]
    return written


def test_the_example_of_the_reference_page_holds_and_quotes_the_words_it_should(repository: Path) -> None:
    page = (repository / "docs/reference/coding-schema.md").read_text(encoding="utf-8")
    example = json.loads(page.rpartition("```json\n")[2].partition("```")[0])
    Draft202012Validator(interchange.schema()).validate(example)
    coding = interchange.from_dict(example)
    text, event, said = coding.report.text, coding.events[0], coding.attributions[0]
    spans = [event.trigger, *event.targets, *event.places, *event.times, *event.means, event.harm[0].quantity]
    assert [span.of(text) for span in spans] == [
        "killed",
        "boys",
        "the mill",
        "Sunday",
        "mine",
        "at least two",
    ]
    assert said.source is not None
    assert said.content is not None
    assert [said.source.of(text), said.cue.of(text)] == ["a nurse", "said"]
    assert said.content.of(text) == "A mine killed at least two boys near the mill on Sunday"
    assert interchange.to_dict(coding) == example
