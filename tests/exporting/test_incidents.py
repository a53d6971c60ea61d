"""The JSON of incidents."""

from __future__ import annotations

import copy
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from dateline.domain import (
    Count,
    EventType,
    Fact,
    Grade,
    SourceKind,
    Stance,
    Standing,
    Weighing,
)
from dateline.domain.errors import BadInterchange
from dateline.domain.messages import to_json
from dateline.exporting import incidents
from tests.incidents import any_examined, crossing, examined, happened, killed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dateline.domain import Examined


@given(any_examined())
def test_an_incident_comes_back_from_its_json_as_it_was(one: Examined) -> None:
    assert incidents.from_dict(json.loads(incidents.to_line(one))) == one


def test_a_reason_keeps_its_parts_as_long_as_they_make_its_words() -> None:
    written = incidents.to_dict(crossing())
    reason = incidents.from_dict(written).incident.reason
    assert to_json(reason) == written["reason_parts"]
    assert reason == written["reason"]
    for lost in ({**written, "reason_parts": None}, {**written, "reason": "Somebody says so."}):
        assert type(incidents.from_dict(lost).incident.reason) is str
    del written["reason_parts"]  # as earlier releases wrote it
    assert incidents.from_dict(written).incident.reason == reason


@given(any_examined())
def test_every_incident_conforms_to_the_published_schema(one: Examined) -> None:
    Draft202012Validator(incidents.schema()).validate(json.loads(incidents.to_line(one)))


@given(any_examined())
def test_an_incident_is_one_line(one: Examined) -> None:
    assert "\n" not in incidents.to_line(one)


def test_the_schema_is_itself_sound() -> None:
    Draft202012Validator.check_schema(incidents.schema())


def test_the_schema_names_every_key_that_is_written_in_the_order_of_writing() -> None:
    defined, written = incidents.schema(), incidents.to_dict(crossing())
    killed_of = next(one for one in written["weighings"] if one["fact"] == "killed")
    places = {
        "event": written["events"][0],
        "estimate": written["killed"],
        "origin": written["origins"][0],
        "telling": written["tellings"][0],
        "weighing": killed_of,
        "contradiction": killed_of["contradiction"],
        "position": killed_of["contradiction"]["positions"][0],
        "counted": written["counted"][0],
    }
    assert list(defined["properties"]) == list(written)
    for name, value in places.items():
        assert list(defined["$defs"][name]["properties"]) == list(value), name


def test_the_schema_lists_the_codes_of_the_domain() -> None:
    defined = incidents.schema()
    assert defined["properties"]["type"]["enum"] == list(EventType)
    assert defined["properties"]["standing"]["enum"] == list(Standing)
    assert defined["properties"]["grade"]["enum"] == list(Grade)
    assert defined["$defs"]["origin"]["properties"]["kind"]["enum"] == list(SourceKind)
    for name in ("telling", "weighing"):
        assert defined["$defs"][name]["properties"]["fact"]["enum"] == list(Fact)
    assert defined["$defs"]["telling"]["properties"]["stance"]["enum"] == list(Stance)


def test_the_reference_page_names_every_key_and_every_code(repository: Path) -> None:
    page = (repository / "docs/reference/incident-schema.md").read_text(encoding="utf-8")
    keys = set(re.findall(r'"(\w+)":', json.dumps(incidents.to_dict(crossing()))))
    defined = incidents.schema()["$defs"]
    of_codings = {
        key for name in ("placing", "gazetted", "acting", "date") for key in defined[name]["properties"]
    }
    for word in (keys - of_codings) | {*Fact, *Standing, *Grade, *SourceKind}:
        assert f"`{word}`" in page or f'"{word}"' in page, word


def test_the_best_number_stands_between_the_ends_of_the_range() -> None:
    one = examined(
        happened(),
        killed("3", Count(min=3, max=3)),
        weighings=(Weighing(fact=Fact.KILLED, range=Count(min=3), best=11),),
        killed=Count(min=3),
    )
    assert incidents.to_dict(one)["killed"] == {"low": 3, "best": 11, "high": None}


def test_the_number_of_sources_is_that_of_independent_origins() -> None:
    written = incidents.to_dict(crossing())
    assert written["number_of_sources"] == len(written["counted"])
    assert written["number_of_sources"] < len(written["origins"])


def _renamed(value: dict[str, Any]) -> None:
    value["tellings"][0]["origin"] = "actor:nobody"


def _without_reason(value: dict[str, Any]) -> None:
    del value["reason"]


def _of_another_schema(value: dict[str, Any]) -> None:
    value["schema"] = "dateline/incident/9"


def _of_no_fact(value: dict[str, Any]) -> None:
    value["tellings"][1]["fact"] = "weather"


def _turned_round(value: dict[str, Any]) -> None:
    value["tellings"][0] |= {"start": 9, "end": 3}


def _counted_backwards(value: dict[str, Any]) -> None:
    value["killed"] = {"low": 9, "best": None, "high": 3}


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_renamed, "a telling names the origin 'actor:nobody', which is not there"),
        (_without_reason, "the whole has no 'reason'"),
        (_of_another_schema, "its schema is 'dateline/incident/9'"),
        (_of_no_fact, "tellings[1].fact is 'weather', not one of type, date"),
        (_turned_round, "tellings[0] does not hold: no span from 9 to 3"),
        (_counted_backwards, "killed does not hold: a count cannot run from 9 down to 3"),
    ],
)
def test_what_does_not_hold_is_refused_with_its_path(
    spoil: Callable[[dict[str, Any]], None], told: str
) -> None:
    value = copy.deepcopy(incidents.to_dict(crossing()))
    spoil(value)
    with pytest.raises(BadInterchange, match=re.escape(told)):
        incidents.from_dict(value)
