"""Overrides: what editors add to the registers is looked up from the next report on, in every process."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from django.utils import timezone

from dateline.domain.errors import EditedMeanwhile, EditRefused
from dateline.web.archive import overrides, overrides_editing
from dateline.web.archive.models import ActorOverride, Change, EventActor, PlaceOverride
from dateline.web.archive.overrides_editing import (
    actor_said,
    place_said,
    put_back,
    save_actor,
    save_place,
    token_of,
    withdraw,
)
from dateline.web.archive.tasks_world import in_world, world
from tests.web.archive.people import somebody
from tests.web.archive.registers_world import MARJ, told, world_of_owls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db

OWLS = {"name": "Owl Brigade", "cls": "rebel_group", "country": "SY", "aliases": ["Katibat al-Buma"]}
GATE = {"name": "Reed Gate", "feature": "crossing", "country": "SY", "lat": 35.7, "lon": 36.4}


@pytest.fixture(autouse=True)
def owls() -> Iterator[None]:
    """A world with a gazetteer."""
    with in_world(world_of_owls()):
        yield


def _named(words: str) -> list[str]:
    register = world().lookups().register
    assert register is not None
    return [one.id for one in register.named(words, None)]


def _found(words: str) -> list[tuple[str, str]]:
    gazetteer = world().lookups().gazetteer
    assert gazetteer is not None
    return [(one.place.id, one.matched) for one in gazetteer.find(words)]


# ── looked up ───────────────────────────────────────────────────────────────────────────────────────────────


def test_an_actor_of_our_own_is_meant_from_the_next_report_on() -> None:
    before = told(1)
    row, _ = save_actor("", OWLS, by=somebody())
    after = told(2)
    agents = EventActor.objects.filter(role="agent").order_by("event__report__key")
    assert [(one.event.report_id, one.actor) for one in agents] == [(before.pk, ""), (after.pk, row.actor)]


def test_a_name_more_is_the_actors_name_and_a_withdrawn_one_is_not() -> None:
    row, _ = save_actor("sdf", {"aliases": ["Forces of the Reed"]}, by=somebody())
    assert _named("the forces of the reed") == ["sdf"]
    withdraw(row, by=somebody(), seen=token_of(row))
    assert _named("the forces of the reed") == []
    assert _named("Syrian Democratic Forces") == ["sdf"]


def test_what_is_said_of_an_actor_of_the_register_takes_the_place_of_what_it_says() -> None:
    register = world().lookups().register
    assert register is not None
    before = register.actor("sdf", None)
    save_actor("sdf", {"cls": "political_militia", "alignment": "pkk"}, by=somebody())
    now = world().lookups().register
    assert now is not None
    after = now.actor("sdf", None)
    assert before is not None
    assert after is not None
    assert (after.cls, after.alignment) == ("political_militia", "pkk")
    assert (after.name, after.sector, after.country) == (before.name, before.sector, before.country)


def test_each_process_sees_an_edit_with_one_small_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    save_actor("", OWLS, by=somebody())
    save_place("", GATE, by=somebody())
    world().lookups()
    with django_assert_num_queries(1):
        held = world().lookups()
    overrides._held.clear()  # noqa: SLF001 -- another process, which has yet to read them
    assert world().lookups() is not held
    assert _named("Katibat al-Buma") == ["desk-owl-brigade"]
    assert _found("Reed Gate") == [("desk:reed-gate", "Reed Gate")]


def test_without_overrides_the_registers_are_as_they_ship() -> None:
    assert world().lookups().register is world().lookups().register
    row, _ = save_actor("", OWLS, by=somebody())
    assert world().lookups() is world().lookups()
    assert row.actor == "desk-owl-brigade"


def test_an_edit_that_is_taken_back_by_the_database_is_seen_no_more() -> None:
    with transaction.atomic():
        save_actor("", OWLS, by=somebody())
        assert _named("Owl Brigade") == ["desk-owl-brigade"]
        transaction.set_rollback(True)
    assert _named("Owl Brigade") == []


def test_an_edit_by_a_host_whose_clock_is_behind_is_seen_too(monkeypatch: pytest.MonkeyPatch) -> None:
    row, _ = save_actor("", OWLS, by=somebody())
    world().lookups()
    early = timezone.now() - timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: early)
    save_actor(row.actor, {"aliases": ["Owls of the Reed"]}, by=somebody(), seen=token_of(row))
    assert _named("Owls of the Reed") == [row.actor]


def test_an_entry_that_the_register_has_outgrown_stops_no_other() -> None:
    save_actor("", OWLS, by=somebody())
    ActorOverride.objects.create(actor="gone-army", own=False, aliases=["Gone"], by=somebody())
    PlaceOverride.objects.create(place="geonames:1", own=False, aliases=["Nowhere"], by=somebody())
    assert _named("Owl Brigade") == ["desk-owl-brigade"]
    assert set(overrides.faults()) == {"gone-army", "geonames:1"}


def test_a_place_of_our_own_and_a_name_more_are_found() -> None:
    save_place("", GATE | {"aliases": ["Bawabat al-Qasab"]}, by=somebody())
    save_place(MARJ.id, {"aliases": ["Owl Town"], "radius_km": 4.0}, by=somebody())
    assert _found("Reed Gate crossing") == [("desk:reed-gate", "Reed Gate")]
    assert _found("Bawabet el Qasab") == [("desk:reed-gate", "Bawabat al-Qasab")]
    assert _found("Owl Town") == [(MARJ.id, "Owl Town")]
    gazetteer = world().lookups().gazetteer
    assert gazetteer is not None
    assert gazetteer.find("Marj")[0].place.radius_km == 4.0


# ── edited ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_edit_is_written_into_the_history_with_before_and_after() -> None:
    ana = somebody()
    row, _ = save_actor("sdf", {"aliases": ["Reed Forces"]}, by=ana)
    save_actor("sdf", {"aliases": ["Reed Forces", "Forces of Reed"]}, by=ana, seen=token_of(row))
    latest, first = Change.objects.of(row)
    assert (first.verb, first.after) == ("edited", {"aliases": ["Reed Forces"], "withdrawn": False})
    assert (latest.verb, latest.by) == ("edited", ana)
    assert latest.before == {"aliases": ["Reed Forces"]}
    assert latest.after == {"aliases": ["Reed Forces", "Forces of Reed"]}


def test_an_edit_and_its_history_are_saved_together_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_named: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(overrides_editing, "record", fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        save_actor("", OWLS, by=somebody())
    assert actor_said("desk-owl-brigade") is None


def test_the_second_of_two_editors_is_told_and_nothing_of_the_firsts_is_lost() -> None:
    row, _ = save_actor("", OWLS, by=somebody())
    seen = token_of(row)
    save_actor(row.actor, {"sector": "PRM"}, by=somebody("ana"), seen=seen)
    with pytest.raises(EditedMeanwhile, match="ana@example"):
        save_actor(row.actor, {"sector": "REB"}, by=somebody("ben"), seen=seen)
    with pytest.raises(EditedMeanwhile):
        withdraw(row, by=somebody("ben"), seen=seen)
    with pytest.raises(EditedMeanwhile):  # to whom it was shown before there was anything
        save_actor(row.actor, {"sector": "REB"}, by=somebody("ben"), seen="")
    held = actor_said(row.actor)
    assert held is not None
    assert (held.sector, held.withdrawn_at) == ("PRM", None)


def test_saving_what_is_there_already_changes_nothing() -> None:
    row, _ = save_actor("", OWLS, by=somebody())
    again, change = save_actor(row.actor, OWLS, by=somebody(), seen=token_of(row))
    assert change is None
    assert token_of(again) == token_of(row)


def test_an_edit_is_undone_and_so_are_adding_and_withdrawing() -> None:
    row, added = save_actor("", OWLS, by=somebody())
    row, edited = save_actor(
        row.actor, {"aliases": [], "note": "seen on a flag"}, by=somebody(), seen=token_of(row)
    )
    assert added is not None
    assert edited is not None
    with pytest.raises(EditRefused, match="edited since"):
        put_back(added, by=somebody())
    put_back(edited, by=somebody())
    assert _named("Katibat al-Buma") == [row.actor]
    held = actor_said(row.actor)
    assert held is not None
    assert held.note == ""
    gone = withdraw(held, by=somebody(), seen=token_of(held))
    assert gone is not None
    assert _named("Owl Brigade") == []
    put_back(gone, by=somebody())
    assert _named("Owl Brigade") == [row.actor]


def test_days_come_back_when_an_edit_is_undone() -> None:
    row, _ = save_actor("", OWLS | {"start": datetime(2018, 1, 2, tzinfo=UTC).date()}, by=somebody())
    _, change = save_actor(row.actor, {"start": None}, by=somebody(), seen=token_of(row))
    assert change is not None
    put_back(change, by=somebody())
    held = actor_said(row.actor)
    assert held is not None
    assert str(held.start) == "2018-01-02"


def test_two_actors_of_one_name_have_two_ids() -> None:
    first, _ = save_actor("", OWLS | {"aliases": []}, by=somebody())
    second, _ = save_actor("", OWLS | {"aliases": []}, by=somebody(), shared=True)
    assert (first.actor, second.actor) == ("desk-owl-brigade", "desk-owl-brigade-2")


# ── refused ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_name_of_another_actor_is_refused_with_who_bears_it_unless_both_do() -> None:
    with pytest.raises(EditRefused, match="Syrian Democratic Forces") as refused:
        save_actor("hts", {"aliases": ["SDF"]}, by=somebody())
    assert (refused.value.field, refused.value.bearers) == ("aliases", ("sdf",))
    save_actor("hts", {"aliases": ["SDF"]}, by=somebody(), shared=True)
    assert set(_named("SDF")) == {"sdf", "hts"}


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"aliases": ["rebels"]}, "aliases"),
        ({"aliases": ["…"]}, "aliases"),
        ({"aliases": ["x" * 201]}, "aliases"),
        ({"name": ""}, "name"),
        ({"cls": "owls"}, "cls"),
        ({"sector": "owl"}, "sector"),
        ({"country": "Syria"}, "country"),
        ({"parent": "nobody-at-all"}, "parent"),
        ({"alignment": "nobody-at-all"}, "alignment"),
        (
            {
                "start": datetime(2020, 1, 1, tzinfo=UTC).date(),
                "end": datetime(2019, 1, 1, tzinfo=UTC).date(),
            },
            "end",
        ),
        ({"alignment_start": datetime(2020, 1, 1, tzinfo=UTC).date()}, "alignment"),
    ],
)
def test_what_is_wrong_with_an_actor_is_said_of_its_field(said: dict[str, Any], field: str) -> None:
    with pytest.raises(EditRefused) as refused:
        save_actor("", OWLS | said, by=somebody())
    assert refused.value.field == field
    assert refused.value.remedy
    assert not ActorOverride.objects.exists()


def test_nobody_belongs_to_what_belongs_to_them() -> None:
    owls, _ = save_actor("", OWLS, by=somebody())
    owlets, _ = save_actor("", {"name": "Owlets", "cls": "rebel_group", "parent": owls.actor}, by=somebody())
    with pytest.raises(EditRefused, match="Owlets"):
        save_actor(owls.actor, {"parent": owlets.actor}, by=somebody(), seen=token_of(owls))
    with pytest.raises(EditRefused, match="Owlets"):
        withdraw(owls, by=somebody(), seen=token_of(owls))
    with pytest.raises(EditRefused):
        save_actor(owls.actor, {"parent": owls.actor}, by=somebody(), seen=token_of(owls))


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"lat": None, "lon": None}, "lat"),
        ({"lat": 91.0}, "lat"),
        ({"lon": -181.0}, "lon"),
        ({"radius_km": 0.0}, "radius_km"),
        ({"feature": "owl"}, "feature"),
        ({"feature": ""}, "feature"),
        ({"country": "syria"}, "country"),
        ({"country": "ZZ"}, "country"),
        ({"admin1": "Owlshire"}, "admin1"),
    ],
)
def test_what_is_wrong_with_a_place_is_said_of_its_field(said: dict[str, Any], field: str) -> None:
    with pytest.raises(EditRefused) as refused:
        save_place("", GATE | said, by=somebody())
    assert refused.value.field == field
    assert not PlaceOverride.objects.exists()


def test_a_place_that_the_gazetteer_has_there_is_not_added_twice() -> None:
    marj = {"name": "Marj", "feature": "town", "country": "SY", "lat": MARJ.lat, "lon": MARJ.lon}
    with pytest.raises(EditRefused) as refused:
        save_place("", marj, by=somebody())
    assert refused.value.bearers == (MARJ.id,)
    save_place("", marj | {"lat": MARJ.lat + 1}, by=somebody())  # another Marj


def test_a_point_in_another_land_is_refused() -> None:
    with pytest.raises(EditRefused, match="the nearest is in SY") as refused:
        save_place("", GATE | {"country": "LB"}, by=somebody())
    assert refused.value.field == "lat"
    save_place("", GATE | {"country": ""}, by=somebody())  # what lies in several lands
    assert place_said("desk:reed-gate") is not None


def test_what_neither_register_has_cannot_be_spoken_of() -> None:
    with pytest.raises(EditRefused):
        save_actor("nobody-at-all", {"aliases": ["Nobody"]}, by=somebody())
    with pytest.raises(EditRefused):
        save_place("geonames:1", {"aliases": ["Nowhere"]}, by=somebody())
