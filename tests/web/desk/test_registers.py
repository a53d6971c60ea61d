"""The registers on the desk: found, edited, told of, and refused where something is wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from dateline.web.archive.models import ActorOverride, Change, PlaceOverride
from dateline.web.archive.overrides_editing import actor_said, save_actor, save_place, token_of
from dateline.web.archive.tasks_world import in_world
from dateline.web.rights import Role
from tests.web.archive.registers_world import MARJ, told, world_of_owls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import DjangoAssertNumQueries

    from tests.web.accounts import Person

pytestmark = pytest.mark.django_db

OWLS = {"name": "Owl Brigade", "cls": "rebel_group", "country": "SY", "aliases": "Katibat al-Buma"}
GATE = {"name": "Reed Gate", "feature": "crossing", "country": "SY", "lat": "35.7", "lon": "36.4"}


@pytest.fixture(autouse=True)
def owls() -> Iterator[None]:
    """A world with a gazetteer."""
    with in_world(world_of_owls()):
        yield


def _as(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


@pytest.fixture
def analyst(person: Person) -> Client:
    """An analyst's browser."""
    return _as(person(Role.ANALYST, name="Nadia Haddad"))


def _errors(answer: object) -> str:
    text: str = answer.content.decode()  # type: ignore[attr-defined]
    return " ".join(re.findall(r'class="errorlist.*?</ul>', text, re.DOTALL))


# ── who may ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "path",
    [
        "actors/", "actors/sdf/", "actors/new/", "actors/options/", "sources/", "changes/",
        "places/", "places/iso:SY/", "places/new/", "places/options/",
    ],
)  # fmt: skip
def test_the_registers_are_of_the_desk(person: Person, path: str) -> None:
    assert _as(person(Role.READER)).get(f"/desk/{path}").status_code == 403
    assert Client().get(f"/desk/{path}").status_code == 302
    assert _as(person(Role.ANALYST)).get(f"/desk/{path}").status_code == 200


def test_who_only_sees_the_desk_sees_entries_and_edits_none(person: Person) -> None:
    admin = _as(person(Role.ADMIN))
    page = admin.get("/desk/actors/sdf/")
    assert page.status_code == 200
    assert "What we say of it" not in page.content.decode()
    assert admin.post("/desk/actors/sdf/", {"aliases": "Reed Forces"}).status_code == 403
    assert admin.get("/desk/actors/new/").status_code == 403
    assert not ActorOverride.objects.exists()


# ── actors ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "words", ["syrian democratic f", "democratic forces syr", "QSD", "Quwwat Suriya", "sdf"]
)
def test_an_actor_is_found_by_beginnings_of_any_of_its_names(analyst: Client, words: str) -> None:
    page = analyst.get("/desk/actors/", {"q": words})
    assert page.context["rows"][0]["found"].actor.id == "sdf"


def test_actors_are_narrowed_by_class_country_and_what_is_ours(analyst: Client, person: Person) -> None:
    save_actor("", OWLS | {"aliases": []}, by=person())
    page = analyst.get("/desk/actors/", {"class": "monitor", "country": "SY"})
    assert page.context["rows"]
    assert {(row["found"].actor.cls, row["found"].actor.country) for row in page.context["rows"]} == {
        ("monitor", "SY")
    }
    ours = analyst.get("/desk/actors/", {"ours": "1"}).context["rows"]
    assert [row["found"].actor.name for row in ours] == ["Owl Brigade"]


def test_an_actor_is_added_told_as_ours_and_found_with_its_events(analyst: Client) -> None:
    made = analyst.post("/desk/actors/new/", OWLS)
    assert (made.status_code, made["Location"]) == (302, "/desk/actors/desk-owl-brigade/")
    told(1)
    page = analyst.get(made["Location"]).content.decode()
    for words in ("Owl Brigade", "Katibat al-Buma", "rebel group", "Syria", "acts in 1 event", "shelled"):
        assert words in page
    assert "Undo: edit of Owl Brigade" in page


def test_a_name_of_another_actor_is_refused_with_a_link_to_who_bears_it(analyst: Client) -> None:
    answer = analyst.post("/desk/actors/hts/", {"aliases": "SDF", "seen": ""})
    assert answer.status_code == 200
    assert "is a name of Syrian Democratic Forces" in _errors(answer)
    assert 'href="/desk/actors/sdf/"' in answer.content.decode()
    both = analyst.post("/desk/actors/hts/", {"aliases": "SDF", "seen": "", "shared": "on"})
    assert both.status_code == 302


def test_an_actor_that_it_belongs_to_is_named_by_its_name(analyst: Client) -> None:
    some = analyst.post("/desk/actors/new/", OWLS | {"parent": "Democratic Forces"})
    assert "Which one?" in _errors(some)
    nobody = analyst.post("/desk/actors/new/", OWLS | {"parent": "Nobody at all there"})
    assert "The register has nobody called" in _errors(nobody)
    analyst.post("/desk/actors/new/", OWLS | {"parent": "syrian democratic forces"})
    row = actor_said("desk-owl-brigade")
    assert row is not None
    assert row.parent == "sdf"
    page = analyst.get("/desk/actors/desk-owl-brigade/").content.decode()
    assert "Syrian Democratic Forces (sdf)" in page


def test_the_second_of_two_editors_sees_what_the_first_did_and_saves_knowingly(
    analyst: Client, person: Person
) -> None:
    seen = analyst.get("/desk/actors/sdf/").context["form"].initial["seen"]
    save_actor("sdf", {"aliases": ["Forces of the Reed"]}, by=person(name="Omar Aziz"))
    late = analyst.post("/desk/actors/sdf/", {"aliases": "Reed Forces", "seen": seen})
    text = late.content.decode()
    assert late.status_code == 200
    assert "Somebody else has edited this meanwhile" in _errors(late)
    assert "Omar Aziz" in text
    assert "Forces of the Reed" in text
    assert "Reed Forces" in text
    row = actor_said("sdf")
    assert row is not None
    assert row.aliases == ["Forces of the Reed"]
    token = re.search(r'name="seen" value="([^"]*)"', text)
    assert token is not None
    again = analyst.post("/desk/actors/sdf/", {"aliases": "Reed Forces", "seen": token[1]})
    assert again.status_code == 302


def test_an_edit_is_undone_by_the_button_of_the_desk(analyst: Client) -> None:
    analyst.post("/desk/actors/sdf/", {"aliases": "Reed Forces", "seen": ""})
    undone = analyst.post("/desk/undo/", {"next": "/desk/actors/sdf/"}, follow=True)
    assert "Undone: edit of" in undone.content.decode()
    row = actor_said("sdf")
    assert row is not None
    assert row.withdrawn_at is not None


def test_an_entry_is_withdrawn_and_that_is_undone_too(analyst: Client) -> None:
    analyst.post("/desk/actors/new/", OWLS)
    row = actor_said("desk-owl-brigade")
    assert row is not None
    path = f"/desk/registers/actoroverride/{row.pk}/withdraw/"
    analyst.post(path, {"seen": "of old"})
    assert not ActorOverride.objects.exclude(withdrawn_at=None).exists()
    gone = analyst.post(path, {"seen": token_of(row)}, follow=True)
    assert "withdrawn" in gone.content.decode()
    assert ActorOverride.objects.exclude(withdrawn_at=None).exists()
    analyst.post("/desk/undo/")
    assert not ActorOverride.objects.exclude(withdrawn_at=None).exists()
    assert analyst.post(f"/desk/registers/owl/{row.pk}/withdraw/").status_code == 404
    assert analyst.post(f"/desk/registers/placeoverride/{row.pk}/withdraw/").status_code == 404


def test_reports_past_are_offered_and_looked_up_on_a_button(analyst: Client) -> None:
    told(1)
    analyst.post("/desk/actors/new/", OWLS)
    page = analyst.get("/desk/actors/desk-owl-brigade/").content.decode()
    assert "Look up 1 report anew" in page
    row = actor_said("desk-owl-brigade")
    assert row is not None
    path = f"/desk/registers/actoroverride/{row.pk}/again/"
    analyst.post(path)
    part = analyst.get(path, headers={"HX-Request": "true"}).content.decode()
    assert "0 of 1 reports are looked up anew" in part
    assert "<html" not in part
    assert Change.objects.filter(verb="looked up anew").count() == 1
    assert analyst.get(path)["Location"] == "/desk/actors/desk-owl-brigade/"


def test_what_is_nobodys_is_not_found(analyst: Client) -> None:
    assert analyst.get("/desk/actors/nobody-at-all/").status_code == 404
    assert analyst.get("/desk/places/geonames:1/").status_code == 404


def test_what_people_type_is_shown_as_they_typed_it(analyst: Client) -> None:
    answer = analyst.get("/desk/actors/", {"q": "<script>alert(1)</script>"})
    assert "<script>alert" not in answer.content.decode()
    analyst.post("/desk/actors/new/", OWLS | {"note": "<script>alert(1)</script>"})
    for path in ("/desk/actors/desk-owl-brigade/", "/desk/changes/"):
        assert "<script>alert" not in analyst.get(path).content.decode()


# ── places ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_place_is_added_and_found(analyst: Client) -> None:
    made = analyst.post("/desk/places/new/", GATE)
    assert (made.status_code, made["Location"]) == (302, "/desk/places/desk:reed-gate/")
    page = analyst.get(made["Location"]).content.decode()
    for words in ("Reed Gate", "crossing", "35.7° N, 36.4° E", "exact", "<svg"):
        assert words in page
    found = analyst.get("/desk/places/", {"q": "Reed Gate"}).context["rows"]
    assert [row["found"].place.id for row in found] == ["desk:reed-gate"]
    assert [row["found"].place.id for row in analyst.get("/desk/places/").context["rows"]] == [
        "desk:reed-gate"
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"lat": ""}, "required"),
        ({"lat": "100"}, "less than or equal to 90"),
        ({"lat": "north"}, "Enter a number"),
        ({"country": "LB"}, "no town of LB lies within 60 km"),
        ({"admin1": "Owlshire"}, "no province called"),
    ],
)
def test_what_is_wrong_with_a_place_is_said_beside_its_field(
    analyst: Client, typed: dict[str, str], said: str
) -> None:
    answer = analyst.post("/desk/places/new/", GATE | typed)
    assert said in _errors(answer)
    assert not PlaceOverride.objects.exists()


def test_a_place_that_is_there_already_is_told_with_a_link(analyst: Client) -> None:
    typed = GATE | {"name": "Marj", "feature": "town", "lat": str(MARJ.lat), "lon": str(MARJ.lon)}
    answer = analyst.post("/desk/places/new/", typed)
    assert "lies there already" in _errors(answer)
    assert f'href="/desk/places/{MARJ.id}/"' in answer.content.decode()


def test_a_name_more_is_given_to_a_place_of_the_gazetteer(analyst: Client) -> None:
    told(1)
    assert analyst.post(f"/desk/places/{MARJ.id}/", {"aliases": "Owl Town", "seen": ""}).status_code == 302
    page = analyst.get(f"/desk/places/{MARJ.id}/").content.decode()
    for words in ("Owl Town", "1 event was there", "Look up 1 report anew"):
        assert words in page


# ── choices for other screens ───────────────────────────────────────────────────────────────────────────────


def test_choices_are_a_fragment_for_htmx_and_a_page_without(analyst: Client, person: Person) -> None:
    save_actor("", OWLS | {"aliases": ["Owls"]}, by=person())
    save_place("", GATE | {"lat": 35.7, "lon": 36.4}, by=person())
    for path, words, choice in (
        ("/desk/actors/options/", "owl", '<input type="radio" name="actor" value="desk-owl-brigade"'),
        ("/desk/places/options/", "reed gate", '<input type="radio" name="place" value="desk:reed-gate"'),
    ):
        part = analyst.get(path, {"q": words}, headers={"HX-Request": "true"})
        whole = analyst.get(path, {"q": words})
        boosted = analyst.get(path, {"q": words}, headers={"HX-Request": "true", "HX-Boosted": "true"})
        assert part.content.decode().lstrip().startswith("<ul")
        assert choice in part.content.decode()
        assert "HX-Request" in part["Vary"]
        for page in (whole, boosted):
            assert "<html" in page.content.decode()
            assert choice in page.content.decode()


def test_choices_say_when_there_are_none_and_when_there_are_more(analyst: Client) -> None:
    none = analyst.get("/desk/actors/options/", {"q": "zzz nobody"}, headers={"HX-Request": "true"})
    assert "The register has nobody called “zzz nobody”" in none.content.decode()
    many = analyst.get(
        "/desk/actors/options/", {"q": "army"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert many.count("<input") == 12
    assert "There are more" in many


# ── how often the database is asked ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/desk/actors/", 10),
        ("/desk/actors/?q=army", 11),
        ("/desk/actors/desk-owl-brigade/", 24),
        ("/desk/places/", 10),
        ("/desk/places/?q=Marj", 10),
        (f"/desk/places/{MARJ.id}/", 22),
        ("/desk/actors/options/?q=army", 7),
        ("/desk/places/options/?q=Marj", 6),
    ],
)
def test_a_page_asks_the_database_as_often_for_many_rows_as_for_few(
    analyst: Client,
    person: Person,
    path: str,
    most: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    by = person()
    row, _ = save_actor("", OWLS | {"aliases": ["Owls"]}, by=by)
    marj, _ = save_place(MARJ.id, {"aliases": ["Owl Town"]}, by=by)
    for number in range(6):
        told(number)
        row, _ = save_actor(row.actor, {"note": str(number)}, by=by, seen=token_of(row))
        marj, _ = save_place(marj.place, {"note": str(number)}, by=by, seen=token_of(marj))
    with django_assert_max_num_queries(most):
        assert analyst.get(path).status_code == 200
