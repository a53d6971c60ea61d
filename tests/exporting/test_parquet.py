"""Parquet: what is written reads back. Skipped where pyarrow is not installed, but for what is told then."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from dateline.domain import Count, Effect, EventType, Stance, Unresolved
from dateline.domain.errors import PackageMissing
from dateline.exporting.parquet import attributions_path, write_parquet
from tests.codings import OIL_FIELD, sample_coding
from tests.fakes import Done, Happens, Says
from tests.resolved import ARMY, IN_MARJ, SPOKESWOMAN, coded

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.domain import Coding

TEXT = "Troops shelled Marj and Tal with rockets on Tuesday, killing at least six people, Lina Haddad said."


@pytest.fixture
def coding() -> Coding:
    return coded(
        TEXT,
        Happens(
            type=EventType.SHELLING,
            trigger="shelled",
            agents=("Troops",),
            targets=("people",),
            places=("Marj", "Tal"),
            times=("on Tuesday",),
            means=("rockets",),
            harm=(Done(effect=Effect.KILLED, quantity="at least six", victims="people"),),
            by=("a1",),
        ),
        says=(Says(id="a1", cue="said", source="Lina Haddad", named=True, stance=Stance.HEDGES),),
        places={"Marj": IN_MARJ, "Tal": Unresolved(reason="three of this name")},
        actors={"Troops": ARMY},
        speakers={"Lina Haddad": SPOKESWOMAN},
        counts={"at least six": Count(min=6)},
    )


def test_an_event_reads_back_with_all_its_parts(coding: Coding, tmp_path: Path) -> None:
    (event,) = _written(coding, tmp_path)[0]
    troops = {"id": "marj-army", "name": "Army of the Plain", "class": "state_forces", "country": "SY"}
    unknown = dict.fromkeys(troops)
    marj = {
        "id": "geonames:999001", "name": "Marj", "feature": "town", "country": "SY", "admin1": "Idleb",
        "admin2": "Ariha", "lat": 35.5, "lon": 36.25, "precision": "town", "radius_km": 2.0,
        "reason": "the only place of this name",
    }  # fmt: skip
    assert event == {
        "report": "r1",
        "url": "https://monitor.example/1",
        "source": "Levant Monitor",
        "title": "Shells on Marj",
        "published": date(2018, 5, 23),
        "fetched": datetime(2018, 5, 23, 6, 0, tzinfo=UTC),
        "language": "en",
        "engine": "scripted/1",
        "event": "e1",
        "type": "shelling",
        "status": "reported",
        "accusation": False,
        "date_start": date(2018, 5, 22),
        "date_end": date(2018, 5, 22),
        "date_precision": "day",
        "trigger": _span("shelled"),
        "mentions": [_span("shelled")],
        "passage": TEXT,
        "agents": [_span("Troops") | troops | {"by": "register"}],
        "targets": [_span("people") | unknown | {"by": "unresolved"}],
        "places": [
            _span("Marj") | marj,
            _span("Tal") | dict.fromkeys(marj) | {"reason": "three of this name"},
        ],
        "times": [_span("on Tuesday")],
        "means": [_span("rockets")],
        "harm": [
            {
                "effect": "killed", "words": "at least six", "victims": "people", "min": 6, "max": None,
                "part_of_others": False, "total": False,
            }
        ],
        "claims": ["a1"],
        "confidence": 0.9,
    }  # fmt: skip


def test_an_attribution_reads_back_with_its_speaker(coding: Coding, tmp_path: Path) -> None:
    (said,) = _written(coding, tmp_path)[1]
    assert said == {
        "report": "r1",
        "attribution": "a1",
        "source": _span("Lina Haddad"),
        "cue": _span("said"),
        "content": None,
        "named": True,
        "stance": "hedges",
        "within": None,
        "speaker": "Lina Haddad, spokeswoman of Ministry of Defence",
        "kind": "person",
        "person": "Lina Haddad",
        "role": "spokeswoman",
        "organisation": "Ministry of Defence",
        "organisation_id": "marj-ministry",
        "alignment": None,
    }


def test_a_sample_gives_as_many_rows_as_it_has_events_and_attributions(tmp_path: Path) -> None:
    sample = sample_coding(OIL_FIELD)
    events, attributions = _written(sample, tmp_path)
    assert [event["event"] for event in events] == [
        event.id for event in sorted(sample.events, key=lambda event: event.trigger)
    ]
    assert len(attributions) == len(sample.attributions)


def test_no_codings_give_two_empty_tables_with_their_columns(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    loss = write_parquet([], tmp_path / "events.parquet")
    assert (loss.events, loss.rows) == (0, 0)
    events = parquet.read_table(tmp_path / "events.parquet")
    assert (events.num_rows, events.schema.metadata[b"schema"]) == (0, b"dateline/parquet/1/events")


def test_the_reference_page_explains_every_column(repository: Path) -> None:
    pytest.importorskip("pyarrow")
    from dateline.exporting.parquet import schemas  # noqa: PLC0415 -- asks for pyarrow

    page = (repository / "docs/reference/formats.md").read_text(encoding="utf-8")
    for schema in schemas():
        for name in schema.names:
            assert f"`{name}`" in page, name


def test_the_attributions_lie_beside_the_events(tmp_path: Path) -> None:
    assert attributions_path(tmp_path / "may.parquet") == tmp_path / "may.attributions.parquet"


def test_without_pyarrow_the_error_says_how_to_install_it(
    coding: Coding, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(PackageMissing) as told:
        write_parquet([coding], tmp_path / "events.parquet")
    assert str(told.value) == (
        "A package that this needs is not installed: pyarrow. "
        'Install it with `pip install "dateline[parquet]"`.'
    )


def _written(coding: Coding, folder: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    parquet = pytest.importorskip("pyarrow.parquet")
    path = folder / "events.parquet"
    write_parquet([coding], path)
    return parquet.read_table(path).to_pylist(), parquet.read_table(attributions_path(path)).to_pylist()


def _span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "words": words}
