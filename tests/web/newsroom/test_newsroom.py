"""The newsroom's lists, its series, new briefings from chosen incidents, and incidents by themselves."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from dateline.web.archive.models import Incident, Review
from dateline.web.newsroom.forms import SeriesForm
from dateline.web.press.models import Briefing, Series, Stage
from dateline.web.press.publishing import stages, withdrawing, writing
from dateline.web.rights import Role
from tests.web.newsroom.newsroom_world import at, coast, draft, incidents, words
from tests.web.press import bare, published

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from dateline.web.site.accounts.models import User
    from tests.web.accounts import Person, SignedIn

pytestmark = pytest.mark.django_db

_QUERIES = 10  # of the list: the figure to keep to


@pytest.fixture
def editor(signed_in: SignedIn) -> tuple[Client, User]:
    return signed_in(Role.EDITOR, email="ada@example.org")


@pytest.fixture
def client(editor: tuple[Client, User]) -> Client:
    return editor[0]


@pytest.fixture
def ada(editor: tuple[Client, User]) -> User:
    return editor[1]


# ── the list ────────────────────────────────────────────────────────────────────────────────────────────────


def test_briefings_are_listed_by_how_far_they_have_got_those_to_act_on_first(
    client: Client, ada: User, person: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    ben, of = person(Role.ANALYST, name="Ben Osei"), published.series()
    made = {
        name: bare.draft(ben, of=of, slug=f"2018-05-{day}", incidents=0)
        for day, name in enumerate(("draft", "submitted", "approved", "live", "gone"), start=10)
    }
    for name, row in made.items():
        writing.save(row, by=ben, base=1, headline=f"The {name} one", standfirst="", authors="", body="Calm.")
        if name != "draft":
            stages.submit(row, by=ben)
        if name in {"approved", "live", "gone"}:
            stages.approve(row, by=ada)
        if name in {"live", "gone"}:
            stages.publish(row, by=ada)
    withdrawing.withdraw(made["gone"], by=ada, why="It told of another town.")
    writing.keep(made["draft"], by=ada, headline="Mine", standfirst="", authors="", body="x")
    with django_assert_max_num_queries(_QUERIES):
        page = client.get(reverse("newsroom"))
    said = words(page)
    places = [said.index(f"The {name} one") for name in ("submitted", "approved", "draft", "live", "gone")]
    assert places == sorted(places)
    assert "The draft one you have unsaved text" in said
    assert "submitted by Ben Osei" in said
    assert "Withdrawn 1" in said
    assert "The live one" not in words(client.get(reverse("newsroom"), {"q": "submitted"}))
    assert "The live one" not in words(client.get(reverse("newsroom"), {"series": "another"}))


def test_who_may_not_write_briefings_is_not_offered_them(signed_in: SignedIn) -> None:
    for role, may in ((Role.ANALYST, True), (Role.ADMIN, False)):
        client, _ = signed_in(role)
        assert (f'href="{reverse("newsroom")}"' in client.get("/desk/").text) is may
        assert client.get(reverse("newsroom")).status_code == (200 if may else 403)


# ── series ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_series_is_opened_changed_retired_and_taken_up_again(client: Client) -> None:
    said = {"name": "Küste", "slug": "", "cadence": "weekly", "countries": "Syria, tr", "language": "de"}
    client.post(reverse("newsroom_series"), said)
    row = Series.objects.get()
    assert (row.slug, row.countries, row.four_eyes) == ("kuste", ["SY", "TR"], True)
    one = reverse("newsroom_one_series", kwargs={"pk": row.pk})
    assert 'value="Syria, Türkiye"' in client.get(one).text or "Syria, Turkey" in client.get(one).text
    client.post(one, said | {"name": "Coast", "slug": "other"})
    row.refresh_from_db()
    assert (row.name, row.slug, row.four_eyes) == ("Coast", "kuste", True)
    client.post(one, {"do": "retire"})
    row.refresh_from_db()
    assert row.retired_at is not None
    assert "Coast</option>" not in client.get(reverse("newsroom_new")).text
    client.post(one, {"do": "resume"})
    assert "Coast</option>" in client.get(reverse("newsroom_new")).text


def test_the_second_pair_of_eyes_is_waived_by_an_editor_who_is_admin_alone_and_that_is_shown(
    signed_in: SignedIn,
) -> None:
    one = reverse("newsroom_one_series", kwargs={"pk": published.series().pk})

    def asked_for() -> bool:
        return Series.objects.get().four_eyes

    said = {"name": "Coast report", "cadence": "daily", "countries": "", "language": "en"}
    editor, _ = signed_in(Role.EDITOR, email="eva@example.org")
    assert "who is admin, too" in words(editor.get(one))
    editor.post(one, said)
    assert asked_for()
    both, _ = signed_in(Role.EDITOR, Role.ADMIN, email="both@example.org")
    both.post(one, said)
    assert not asked_for()
    assert "the writer may approve: both@example.org has set it so." in words(editor.get(one))
    editor.post(one, said | {"four_eyes": "on"})
    assert asked_for(), "who may not waive it may ask for it"
    waived = SeriesForm(said, row=Series(four_eyes=False))
    assert waived.is_valid()
    assert "four_eyes" not in waived.cleaned_data, "somebody may have asked for it since the series was read"


def test_what_is_wrong_in_a_series_is_said_beside_its_field(client: Client) -> None:
    published.series()
    said = {"name": "Coast", "slug": "coast", "cadence": "daily", "countries": "", "language": "en"}
    assert "another series has “coast”" in words(client.post(reverse("newsroom_series"), said))
    said |= {"slug": "new", "countries": "Syria, Atlantis"}
    assert "No country goes by this: Atlantis." in words(client.post(reverse("newsroom_series"), said))
    said |= {"name": "ساحل", "slug": "", "countries": ""}
    assert "write an address" in words(client.post(reverse("newsroom_series"), said))
    assert Series.objects.count() == 1


def test_an_analyst_writes_but_runs_no_series_and_publishes_nothing(signed_in: SignedIn) -> None:
    client, user = signed_in(Role.ANALYST)
    row = bare.draft(user, incidents=0)
    assert "Open the series" not in client.get(reverse("newsroom_series")).text
    assert client.post(reverse("newsroom_series"), {"name": "X"}).status_code == 403
    assert client.get(reverse("newsroom_one_series", kwargs={"pk": row.series_id})).status_code == 403
    assert client.post(reverse("newsroom_incidents")).status_code == 403
    for do in ("approve", "publish", "schedule", "withdraw", "reinstate", "embargo", "send_back"):
        assert client.post(at(row, "publish"), {"do": do}).status_code == 403
    assert client.post(at(row, "publish"), {"do": "nonsense"}).status_code == 404


# ── a new one ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_briefing_is_composed_of_the_incidents_that_were_ticked_under_their_headings(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    first, second, third, *_ = incidents()
    third.review = Review.NEW
    third.save(update_fields=["review"])
    of = coast()
    answer = client.get(
        reverse("newsroom_new"), {"series": of.slug, "day": "2018-05-20", "first": "2018-05-01", "last": ""}
    )
    choose = answer.headers["Location"]
    assert choose == f"/desk/briefings/new/{of.pk}/2018-05-20/?from=2018-05-01&to=2018-05-20"
    with django_assert_max_num_queries(_QUERIES):
        page = client.get(choose)
    assert f'name="incident" value="{first.pk}"' in page.text
    assert f'name="incident" value="{third.pk}"' not in page.text
    assert "not accepted yet" in words(page)
    assert f'<a href="{reverse("incident", kwargs={"pk": third.pk})}">Review it first' in page.text
    form = {
        "incident": [str(first.pk), str(second.pk), "nonsense"],
        f"front-{first.pk}": "The south",
        f"front-{second.pk}": "The north",
        f"order-{second.pk}": "1",
        "place": "Marjsalam",
    }
    done = client.post(choose, form)
    row = Briefing.objects.get()
    assert done.headers["Location"] == at(row)
    assert (row.place, row.period_start, row.day) == ("Marjsalam", date(2018, 5, 1), date(2018, 5, 20))
    told = list(row.told.order_by("position").values_list("incident", "front"))
    assert told == [(second.pk, "The north"), (first.pk, "The south")]
    assert row.head is not None
    assert row.head.body.index("The north") < row.head.body.index("The south")
    assert "A draft from 2 incidents." in words(client.get(at(row)))


def test_what_may_not_be_told_is_refused_and_the_ticks_stay(client: Client) -> None:
    first, second, *_ = incidents()
    second.review = Review.REJECTED
    second.save(update_fields=["review"])
    choose = reverse("newsroom_choose", kwargs={"series": coast().pk, "day": "2018-05-20"})
    answer = client.post(f"{choose}?from=2018-05-01", {"incident": [str(first.pk), str(second.pk)]})
    assert "The incident cannot be shown to readers" in words(answer)
    assert re.search(f'value="{first.pk}"[^>]* checked>', answer.text)
    assert not Briefing.objects.exists()
    assert client.get(choose.replace("2018-05-20", "someday")).status_code == 404


def test_incidents_that_are_added_later_stand_at_the_end_of_the_text_not_yet_saved(
    client: Client, ada: User
) -> None:
    first, second, *_ = incidents()
    row = draft(ada, [first])
    page = client.get(at(row, "add"))
    assert f'name="incident" value="{first.pk}"' not in page.text
    answer = client.post(at(row, "add"), {"incident": str(second.pk)}, follow=True)
    assert "1 incident was added." in words(answer)
    assert row.head is not None
    body = answer.text.partition('<textarea id="body"')[2].partition("</textarea>")[0]
    assert row.head.body.strip().splitlines()[-1][:30] in body
    assert len(body) > len(row.head.body)
    assert row.revisions.count() == 1
    assert "Nothing was ticked." in words(client.post(at(row, "add"), {"do": "add"}))


def test_an_incident_of_a_briefing_is_taken_out_that_the_text_rests_on_no_more(
    client: Client, ada: User
) -> None:
    first, second, *_ = incidents()
    row = draft(ada, [first, second])
    still = client.post(at(row, "add"), {"do": f"drop:{first.pk}"}, follow=True)
    assert "Take those out of the text first." in words(still)
    writing.save(row, by=ada, base=1, headline="Calm", standfirst="", authors="", body="All was calm.")
    client.post(at(row, "add"), {"do": f"drop:{first.pk}"})
    assert list(row.told.values_list("incident", flat=True)) == [second.pk]
    assert client.post(at(row, "add"), {"do": f"drop:{first.pk}"}).status_code == 404


def test_the_dateline_is_set_until_readers_know_it(client: Client, ada: User) -> None:
    row = bare.draft(ada, incidents=0)
    said = {"do": "redate", "day": "2018-05-21", "first": "2018-05-20", "last": "2018-05-21", "place": "Marj"}
    client.post(at(row, "add"), said)
    row.refresh_from_db()
    assert (row.slug, row.place) == ("2018-05-21", "Marj")
    wrong = client.post(at(row, "add"), said | {"last": "2018-05-01"})
    assert "comes before" in words(wrong)
    assert "Write the day as 2018-11-23." in words(client.post(at(row, "add"), said | {"day": "soon"}))


# ── incidents by themselves ─────────────────────────────────────────────────────────────────────────────────


def test_accepted_incidents_are_published_by_themselves_and_taken_down_with_a_reason(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    first, second, *_ = incidents()
    here = reverse("newsroom_incidents")
    with django_assert_max_num_queries(_QUERIES):
        page = client.get(here)
    assert f'value="{first.pk}"' in page.text
    answer = client.post(here, {"incident": [str(first.pk), "nonsense"]}, follow=True)
    assert "1 incident is published." in words(answer)
    assert list(Incident.objects.published()) == [first]
    assert f'value="{first.pk}"' not in client.get(here).text
    assert f'value="{second.pk}"' in client.get(here).text
    out = f"{here}?which=out"
    assert f"down={first.pk}" in client.get(out).text
    bare_word = client.post(out, {"take_down": str(first.pk), "why": " "})
    assert "Say why: readers see it." in words(bare_word)
    client.post(out, {"take_down": str(first.pk), "why": "Another town was meant."})
    assert not Incident.objects.published().exists()


def test_nothing_ticked_publishes_nothing(client: Client) -> None:
    assert "Nothing was ticked." in words(client.post(reverse("newsroom_incidents"), {}))


def test_a_published_briefing_is_listed_page_by_page(client: Client, ada: User) -> None:
    of = published.series()
    for day in range(1, 32):
        row = published.briefing(of, [], ada, slug=f"2018-05-{day:02}")
        assert row.stage == Stage.LIVE
    assert "page 1 of 2" in words(client.get(reverse("newsroom")))
