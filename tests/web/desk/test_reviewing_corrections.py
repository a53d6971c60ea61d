"""Corrections at the review screen: each field by its form, with words that stand in the report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from dateline.domain import Count, DateRange, Effect, EventType, Precision, Stance, Status
from dateline.web.archive.corrections import correct
from dateline.web.archive.linking import link_report
from dateline.web.archive.models import (
    Change,
    Correction,
    CorrectionState,
    Event,
    Field,
    Incident,
)
from dateline.web.archive.store import coding_of, store_coding
from dateline.web.rights import Role
from tests.web.archive.invented import Invented, stored
from tests.web.desk.opened import at, event_named, oil_field, open_event, send, span, stands, told, words_of

if TYPE_CHECKING:
    from django.test import Client

    from dateline.web.archive.models import Report
    from dateline.web.site.accounts.models import User
    from tests.web.accounts import SignedIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    """The sample of the oil field, coded and linked."""
    return oil_field()


@pytest.fixture
def desk(signed_in: SignedIn) -> tuple[Client, User]:
    """An analyst at the desk."""
    return signed_in(Role.ANALYST, email="nadia@example.org")


@pytest.fixture
def nadia(desk: tuple[Client, User]) -> Client:
    """Her browser."""
    return desk[0]


# ── words that play a part ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("field", ["mentions", "agents", "targets", "places", "times", "means"])
def test_selected_words_take_the_place_of_those_that_were_there_and_the_span_is_kept(
    nadia: Client, report: Report, field: str
) -> None:
    row, words = event_named("attacked"), span(report, "pro-Kurdish sources")
    send(nadia, row, "correct", field=field, how="set", words="pro-Kurdish sources", words_at=at(words))
    assert getattr(stands(row), field) == (words,)
    kept = Correction.objects.get()
    assert kept.after
    assert (kept.field, kept.after[0]["start"], kept.after[0]["quote"]) == (
        field, words.start, "pro-Kurdish sources",
    )  # fmt: skip


@pytest.mark.usefixtures("report")
def test_words_are_added_in_the_order_of_the_text_and_the_trigger_stays_the_first_mention(
    nadia: Client,
) -> None:
    row = event_named("attacked")
    send(nadia, row, "correct", field="agents", how="add", words="at least six others")
    send(nadia, row, "correct", field="agents", how="add", words="On November 22")
    assert words_of(row, "agents") == [
        "On November 22", "fighters of the Islamic State", "at least six others",
    ]  # fmt: skip
    send(nadia, row, "correct", field="mentions", how="add", words="On November 22")
    assert words_of(row, "mentions") == ["attacked", "On November 22", "the assault"]


def test_words_are_taken_out_and_the_last_mention_cannot_be(nadia: Client, report: Report) -> None:
    row, agent = event_named("attacked"), span(report, "fighters of the Islamic State")
    send(nadia, row, "correct", field="agents", how=f"remove:{at(agent)}")
    assert words_of(row, "agents") == []
    row = event_named("burned")
    answer = send(nadia, row, "correct", field="mentions", how=f"remove:{row.start}-{row.end}")
    assert "The event cannot be corrected so" in told(nadia, answer)


@pytest.mark.usefixtures("report")
def test_what_is_said_already_makes_no_correction(nadia: Client) -> None:
    row = event_named("attacked")
    answer = send(nadia, row, "correct", field="agents", how="set", words="fighters of the Islamic State")
    assert "That is what it says already." in told(nadia, answer)
    assert not Correction.objects.exists()


# ── without JavaScript: words are typed ─────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("report")
def test_typed_words_that_stand_once_are_found(nadia: Client) -> None:
    row = event_named("attacked")
    send(nadia, row, "correct", field="agents", how="set", words="  pro-kurdish   sources ")
    assert words_of(row, "agents") == ["pro-Kurdish sources"]


def test_of_typed_words_that_stand_several_times_one_is_chosen_the_nearest_first(
    nadia: Client, report: Report
) -> None:
    row = event_named("withdrew")
    seen = open_event(nadia, row).context["seen"]
    given = {"seen": seen, "field": "agents", "how": "set", "words": "militants"}
    asked = nadia.post(f"/desk/events/{row.pk}/correct/", given)
    assert asked.status_code == 200
    (choice,) = asked.context["choices"]
    offered = [place.at for place in choice.places]
    assert len(offered) == report.text.count("militants")
    nearest = min(
        (span(report, "militants", nth) for nth in range(len(offered))),
        key=lambda one: max(one.start - row.end, row.start - one.end),
    )
    assert offered[0] == at(nearest)
    assert not Correction.objects.exists()
    page = asked.content.decode()
    assert "<mark>militants</mark>" in page
    assert 'name="seen"' in page
    nadia.post(f"/desk/events/{row.pk}/correct/", {**given, "words_at": offered[1]})
    assert at(stands(row).agents[0]) == offered[1]


@pytest.mark.usefixtures("report")
def test_words_that_do_not_stand_in_the_report_and_none_at_all_are_refused(nadia: Client) -> None:
    row = event_named("attacked")
    answer = send(nadia, row, "correct", field="agents", how="set", words="the Martians")
    assert "“the Martians” does not stand in the report" in told(nadia, answer)
    answer = send(nadia, row, "correct", field="agents", how="set", words="")
    assert "no words are given" in told(nadia, answer)
    answer = send(nadia, row, "correct", field="agents", how="set", words_at="5-999999")
    assert "no words are given" in told(nadia, answer)
    assert not Correction.objects.exists()


def test_a_selection_that_is_not_of_the_words_beside_it_counts_for_nothing(
    nadia: Client, report: Report
) -> None:
    row = event_named("attacked")
    wrong = at(span(report, "Two vehicles"))
    send(nadia, row, "correct", field="agents", how="set", words="pro-Kurdish sources", words_at=wrong)
    assert words_of(row, "agents") == ["pro-Kurdish sources"]


# ── the other fields ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("report")
def test_type_and_status_are_chosen_from_their_lists(nadia: Client) -> None:
    row = event_named("attacked")
    send(nadia, row, "correct", field="type", type="clash")
    send(nadia, row, "correct", field="status", status="disputed")
    assert (stands(row).type, stands(row).status) == (EventType.CLASH, Status.DISPUTED)
    for field in ("type", "status"):
        answer = send(nadia, row, "correct", **{"field": field, field: "picnic"})
        assert "The event cannot be corrected so" in told(nadia, answer)
    assert nadia.post(f"/desk/events/{row.pk}/correct/", {"field": "event"}).status_code == 404
    assert nadia.post(f"/desk/events/{row.pk}/correct/", {"field": "shoes"}).status_code == 404


def test_every_type_is_offered_once_under_a_family(nadia: Client, report: Report) -> None:
    families = open_event(nadia, report.events.all()[0]).context["types"]
    offered = [value for _, some in families for value, _ in some]
    assert sorted(offered) == sorted(EventType)


@pytest.mark.usefixtures("report")
def test_a_date_is_a_day_or_a_range_or_none(nadia: Client) -> None:
    row = event_named("attacked")
    send(nadia, row, "correct", field="date", start="2018-11-20", end="", precision="day")
    day = date(2018, 11, 20)
    assert stands(row).date == DateRange(start=day, end=day, precision=Precision.DAY)
    send(nadia, row, "correct", field="date", start="2018-11-01", end="2018-11-30", precision="month")
    assert stands(row).date == DateRange(
        start=date(2018, 11, 1), end=date(2018, 11, 30), precision=Precision.MONTH
    )
    answer = send(
        nadia, row, "correct", field="date", start="2018-11-20", end="2018-11-19", precision="range"
    )
    assert "cannot end on 2018-11-19" in told(nadia, answer)
    send(nadia, row, "correct", field="date", start="2018-11-20", how="remove")
    assert stands(row).date is None


@pytest.mark.usefixtures("report")
def test_harm_is_added_with_the_number_that_its_words_give_corrected_and_taken_out(nadia: Client) -> None:
    row = event_named("struck")
    was = stands(row).harm
    send(nadia, row, "correct", field="harm", harm="new", effect="injured", quantity="at least six",
         victims="others")  # fmt: skip
    harm = stands(row).harm
    assert harm[: len(was)] == was
    assert (harm[-1].effect, harm[-1].count) == (Effect.INJURED, Count(min=6))
    at_ = str(len(harm) - 1)
    send(nadia, row, "correct", field="harm", harm=at_, effect="killed", quantity="Up to 10",
         victims="", min="7", max="1,000", total="yes")  # fmt: skip
    last = stands(row).harm[-1]
    assert (last.effect, last.count, last.victims, last.total) == (
        Effect.KILLED, Count(min=7, max=1000), None, True,
    )  # fmt: skip
    for wrong in ({"min": "many"}, {"min": "9", "max": "3"}, {"quantity": ""}, {"harm": "44"}):
        given = {"field": "harm", "harm": at_, "effect": "killed", "quantity": "Up to 10", **wrong}
        assert "cannot be corrected so" in told(nadia, send(nadia, row, "correct", **given))
    send(nadia, row, "correct", field="harm", harm=at_, how="remove")
    assert stands(row).harm == was


@pytest.mark.usefixtures("report")
def test_who_says_so_is_added_by_source_cue_and_content_and_taken_out(nadia: Client) -> None:
    row = event_named("burned")
    send(nadia, row, "correct", field="claims", claim="new", source="two aid workers", stance="hedges",
         cue="two aid workers said", content="Two vehicles were burned")  # fmt: skip
    coding = coding_of(row.report)
    assert coding is not None
    one = coding.attribution(stands(row).claims[0])
    text = coding.report.text
    assert one.source
    assert one.content
    assert [each.of(text) for each in (one.source, one.cue, one.content)] == [
        "two aid workers", "two aid workers said", "Two vehicles were burned",
    ]  # fmt: skip
    assert (one.stance, one.named) == (Stance.HEDGES, False)
    send(nadia, row, "correct", field="claims", claim="0", source="", cue="two aid workers said",
         content="", stance="asserts", named="yes")  # fmt: skip
    coding = coding_of(row.report)
    assert coding is not None
    one = coding.attribution(stands(row).claims[0])
    assert (one.source, one.content, one.named) == (None, None, True)
    send(nadia, row, "correct", field="claims", claim="0", how="remove")
    assert stands(row).claims == ()


@pytest.mark.usefixtures("report")
def test_the_form_of_one_harm_or_attribution_is_shown_where_it_is_asked_for(nadia: Client) -> None:
    row = event_named("attacked")
    page = open_event(nadia, row, "?type=assault").content.decode()
    assert 'name="harm" value="0"' not in page
    for key in ("harm-1", "claim-0"):
        assert f"?type=assault&amp;edit={key}" in page
    page = open_event(nadia, row, "?type=assault&edit=harm-1").content.decode()
    assert 'name="harm" value="1"' in page
    assert 'value="at least six"' in page
    page = open_event(nadia, row, "?edit=claim-0").content.decode()
    assert 'name="claim" value="0"' in page
    assert 'value="pro-Kurdish sources"' in page


@pytest.mark.usefixtures("report")
def test_several_words_of_a_form_that_stand_several_times_are_chosen_at_once(nadia: Client) -> None:
    row = event_named("abducted")
    seen = open_event(nadia, row).context["seen"]
    given = {"seen": seen, "field": "claims", "claim": "new", "source": "SDF", "cue": "said",
             "content": "two engineers", "stance": "asserts"}  # fmt: skip
    asked = nadia.post(f"/desk/events/{row.pk}/correct/", given)
    chosen = {f"{one.name}_at": one.places[0].at for one in asked.context["choices"]}
    assert {"source_at", "cue_at"} == set(chosen)
    nadia.post(f"/desk/events/{row.pk}/correct/", {**given, **chosen})
    assert Correction.objects.get().field == Field.CLAIMS


# ── whom words mean ─────────────────────────────────────────────────────────────────────────────────────────


def test_another_actor_is_chosen_from_the_register_or_none(nadia: Client, report: Report) -> None:
    row, words = event_named("attacked"), span(report, "fighters of the Islamic State")
    page = nadia.get(f"/desk/events/{row.pk}/meant/?at={at(words)}&kind=actor&q=is")
    assert "fighters of the Islamic State" in page.content.decode()
    send(nadia, row, "correct", field="actor", at=at(words), actor="sdf")
    coding = coding_of(report)
    assert coding is not None
    acting = coding.actors[words]
    assert acting.actor
    assert (acting.actor.id, acting.reason) == ("sdf", "chosen by nadia@example.org")
    assert row.actors.get(role="agent").actor == "sdf"
    send(nadia, row, "correct", field="actor", at=at(words), actor="")
    coding = coding_of(report)
    assert coding is not None
    assert (coding.actors[words].actor, coding.actors[words].reason) == (
        None, "none of the register, says nadia@example.org",
    )  # fmt: skip
    for wrong, says in (
        ({"actor": "nobody-at-all"}, "the register has no actor nobody-at-all"),
        ({}, "nothing is chosen"),
        ({"actor": "sdf", "at": "0-2"}, "these words play no such part"),
    ):
        given = {"field": "actor", "at": at(words), **wrong}
        assert says in told(nadia, send(nadia, row, "correct", **given))


def test_a_place_of_the_gazetteer_or_none_is_chosen(nadia: Client, report: Report) -> None:
    row, words = event_named("attacked"), span(report, "al-Tanak oil field")
    send(nadia, row, "correct", field="place", at=at(words), place="")
    coding = coding_of(report)
    assert coding is not None
    assert "says nadia@example.org" in coding.places[words].reason
    answer = send(nadia, row, "correct", field="place", at=at(words), place="geonames:1")
    assert "the gazetteer has no place geonames:1" in told(nadia, answer)


# ── what was said ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("report")
def test_corrections_are_shown_with_who_said_what_and_can_be_withdrawn(nadia: Client) -> None:
    row = event_named("attacked")
    send(nadia, row, "correct", field="agents", how="set", words="pro-Kurdish sources")
    page = open_event(nadia, row)
    assert "“fighters of the Islamic State”" in page.content.decode()
    assert "“pro-Kurdish sources”" in page.content.decode()
    said = Correction.objects.get()
    send(nadia, row, f"corrections/{said.pk}", decision="withdraw")
    assert words_of(row, "agents") == ["fighters of the Islamic State"]
    assert "withdrawn" in open_event(nadia, row).content.decode()
    answer = send(nadia, row, f"corrections/{said.pk}", decision="withdraw")
    assert "it is withdrawn already" in told(nadia, answer)


@pytest.mark.usefixtures("report")
def test_what_is_proposed_is_confirmed(desk: tuple[Client, User]) -> None:
    client, user = desk
    row = event_named("attacked")
    said = correct(row, Field.STATUS, Status.PLANNED, by=user, state=CorrectionState.PROPOSED)
    assert "Confirm" in open_event(client, row).content.decode()
    send(client, row, f"corrections/{said.pk}", decision="confirm")
    assert stands(row).status is Status.PLANNED


@pytest.mark.usefixtures("report")
def test_a_correction_of_another_event_is_not_found_by_this_one(desk: tuple[Client, User]) -> None:
    client, user = desk
    said = correct(event_named("burned"), Field.STATUS, Status.PLANNED, by=user)
    answer = send(client, event_named("attacked"), f"corrections/{said.pk}", decision="withdraw")
    assert answer.status_code == 404


@pytest.mark.usefixtures("report")
def test_every_correction_stands_in_the_history_once(desk: tuple[Client, User]) -> None:
    client, user = desk
    row = event_named("attacked")
    send(client, row, "correct", field="type", type="clash")
    (change,) = Change.objects.of(row)
    assert (change.verb, change.by, change.after) == ("corrected", user, {"type": "clash"})


# ── events added, and kept apart ────────────────────────────────────────────────────────────────────────────


def test_an_event_that_no_engine_found_is_added_by_its_words_and_type(nadia: Client, report: Report) -> None:
    near = event_named("abducted")
    words = span(report, "cited")
    answer = nadia.post(
        f"/desk/reports/{report.pk}/events/",
        {"words": "cited", "words_at": at(words), "type": "accusation", "near": str(near.pk)},
    )
    row = event_named("cited")
    assert answer.headers["Location"] == f"/desk/events/{row.pk}/"
    assert (stands(row).type, stands(row).trigger) == (EventType.ACCUSATION, words)
    page = open_event(nadia, row).content.decode()
    assert "Accusation: “cited”" in page


def test_an_added_event_needs_words_and_a_type(nadia: Client, report: Report) -> None:
    path, before = f"/desk/reports/{report.pk}/events/", Event.objects.count()
    for given, says in (
        ({"type": "clash"}, "no words are given"),
        ({"words": "cited", "type": "picnic"}, "no type is given"),
        ({"words": "the Martians", "type": "clash"}, "does not stand in the report"),
        ({"words": "cited", "type": "clash", "near": "none"}, None),
    ):
        answer = nadia.post(path, given)
        if says:
            assert says in told(nadia, answer)
            assert Event.objects.count() == before
    assert Event.objects.count() == before + 1


def test_words_of_an_added_event_that_stand_several_times_are_chosen(nadia: Client, report: Report) -> None:
    path = f"/desk/reports/{report.pk}/events/"
    asked = nadia.post(path, {"words": "said", "type": "clash"})
    (choice,) = asked.context["choices"]
    nadia.post(path, {"words": choice.words, "type": "clash", "words_at": choice.places[0].at})
    assert Event.objects.filter(words=choice.words, type="clash").exists()


def test_two_events_told_as_one_happening_are_kept_apart(nadia: Client) -> None:
    report = stored(Invented(5).codings(1))[0]
    coding = coding_of(report)
    assert coding is not None
    first = coding.events[0]
    twice = replace(first, id="again", mentions=(first.places[0],), places=first.places)
    store_coding(replace(coding, engine="two/1", events=(*coding.events, twice)))
    link_report(report)
    row = Event.objects.get(report=report, ref=first.id)
    together = open_event(nadia, row).context["together"]
    assert together, "the two are told as one"
    other = together[0]
    assert "Split" in open_event(nadia, row).content.decode()
    before = Incident.objects.there().count()
    answer = send(nadia, row, "apart", other=str(other.pk))
    assert "are two happenings now" in told(nadia, answer)
    assert Incident.objects.there().count() == before + 1
    assert open_event(nadia, row).context["together"] == []
    answer = nadia.post("/desk/undo/", {"next": f"/desk/events/{row.pk}/"})
    assert open_event(nadia, row).context["together"]


@pytest.mark.usefixtures("report")
def test_an_event_of_another_report_is_not_kept_apart_from_this_one(nadia: Client) -> None:
    other = stored(Invented(5).codings(1))[0].events.all()[0]
    answer = send(nadia, event_named("burned"), "apart", other=str(other.pk))
    assert answer.status_code == 404


def test_the_incident_is_led_to(nadia: Client, report: Report) -> None:
    row = event_named("attacked")
    incident = Incident.objects.there().get(accounts__events=row)
    assert f'href="/desk/incidents/{incident.pk}/"' in open_event(nadia, row).content.decode()
    assert report.accounts.exists()
