"""The review screen in Chromium: words are selected and fill fields; and all of it without JavaScript."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from dateline.domain import Coding, EventType, Span
from dateline.domain import Event as Told
from dateline.web.archive.corrections import correct
from dateline.web.archive.models import Correction, Event, Field, Review
from dateline.web.archive.store import store_coding
from dateline.web.rights import Role
from tests.codings import OIL_FIELD, sample_coding
from tests.web.barriers import barriers, too_wide_at
from tests.web.desk.opened import event_named, oil_field, span, stands, words_of
from tests.web.desk.selecting import select
from tests.web.visiting import DESK, PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from dateline.web.archive.models import Report
    from dateline.web.site.accounts.models import User
    from tests.web.accounts import Person
    from tests.web.visiting import Visit

pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def report() -> Report:
    """The sample of the oil field, coded and linked."""
    return oil_field()


@pytest.fixture
def nadia(person: Person) -> User:
    """An analyst."""
    return person(Role.ANALYST, email="nadia@example.org", name="Nadia Haddad")


def _opened(visit: Visit, user: User, words: str, **how: object) -> Page:
    return visit(f"/desk/events/{event_named(words).pk}/", by=user.email, **how)  # type: ignore[arg-type]


def test_selected_words_and_the_key_g_make_the_agent_and_the_correction_has_their_span(
    visit: Visit, nadia: User, report: Report
) -> None:
    page = _opened(visit, nadia, "attacked")
    select(page, "pro-Kurdish sources")
    expect(page.locator("[data-picked-words]")).to_have_text("pro-Kurdish sources")
    page.keyboard.press("g")
    expect(page.get_by_text("Corrected: agents.").first).to_be_visible()
    (agent,) = stands(event_named("attacked")).agents
    assert agent == span(report, "pro-Kurdish sources")
    kept = Correction.objects.get()
    assert kept.after
    assert kept.after[0]["quote"] == "pro-Kurdish sources"
    assert (kept.after[0]["start"], kept.after[0]["end"], kept.by) == (agent.start, agent.end, nadia)
    lit = page.locator(".lit.now.agent")
    expect(lit.first).to_have_text("pro-Kurdish sources")

    select(page, "Two vehicles")
    page.keyboard.press("Shift+G")
    expect(page.locator("#part-agents .filled li")).to_have_count(2)
    assert words_of(event_named("attacked"), "agents") == ["pro-Kurdish sources", "Two vehicles"]
    assert visit.complained == []


def test_of_words_that_stand_often_those_selected_are_meant(
    visit: Visit, nadia: User, report: Report
) -> None:
    page = _opened(visit, nadia, "withdrew")
    for nth, key, field in ((1, "d", "targets"), (0, "g", "agents")):
        select(page, "militants", nth)
        page.keyboard.press(key)
        expect(page.get_by_text(f"Corrected: {field}.").first).to_be_visible()
        assert getattr(stands(event_named("withdrew")), field) == (span(report, "militants", nth),)


def test_where_words_stand_is_counted_in_characters_as_the_report_counts(visit: Visit, nadia: User) -> None:
    coding = sample_coding(OIL_FIELD)
    text = "A 🕊 over 𝓜𝓪𝓻𝓳 & <Hill>:\nrebels fled.\n\nThen 🚜🚜 came the army\u2019s men."
    start = text.index("fled")
    told = Told(id="e1", type=EventType.WITHDRAWAL, mentions=(Span(start, start + 4),))
    store_coding(Coding(report=replace(coding.report, id="signs", text=text), engine="one/1", events=(told,)))
    page = _opened(visit, nadia, "fled")
    select(page, "army\u2019s men")
    page.keyboard.press("g")
    expect(page.get_by_text("Corrected: agents.").first).to_be_visible()
    (agent,) = stands(event_named("fled")).agents
    assert agent.of(text) == "army\u2019s men"
    assert page.locator("[data-report-text] p").first.inner_text().startswith("A 🕊 over 𝓜𝓪𝓻𝓳 & <Hill>:")


def test_who_says_so_is_added_by_selecting_source_cue_and_content(
    visit: Visit, nadia: User, report: Report
) -> None:
    page = _opened(visit, nadia, "burned")
    select(page, "two aid workers")
    page.keyboard.press("s")
    form = page.locator("details[open] form")
    expect(form.locator("[name=source]")).to_have_value("two aid workers")
    select(page, "Meanwhile")
    page.keyboard.press("2")
    select(page, "Two vehicles were burned")
    page.keyboard.press("3")
    form.get_by_label("How it is put").select_option("hedges")
    form.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Corrected: attributions.").first).to_be_visible()
    kept = Correction.objects.get().after
    assert kept
    (claim,) = kept
    assert claim["source"]["start"] == span(report, "two aid workers").start
    assert [claim[part]["quote"] for part in ("source", "cue", "content")] == [
        "two aid workers", "Meanwhile", "Two vehicles were burned",
    ]  # fmt: skip


@pytest.mark.usefixtures("report")
def test_harm_and_a_missing_event_are_added_from_selected_words(visit: Visit, nadia: User) -> None:
    page = _opened(visit, nadia, "burned")
    select(page, "at least six")
    page.keyboard.press("h")
    form = page.locator("details[open] form")
    expect(form.locator("[name=quantity]")).to_have_value("at least six")
    form.get_by_role("button", name="Save").click()
    expect(page.get_by_text("at least 6", exact=True)).to_be_visible()

    select(page, "cited")
    page.locator("[data-press=i]").click()
    form = page.locator("details[open] form")
    form.get_by_label("Type").select_option("accusation")
    form.get_by_role("button", name="Add the event").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Accusation")
    assert event_named("cited").coding_id


@pytest.mark.usefixtures("report")
def test_a_selection_that_ends_on_another_event_s_words_does_not_open_it(visit: Visit, nadia: User) -> None:
    page = _opened(visit, nadia, "attacked")
    where = page.url
    other = page.locator("a.naming", has_text="struck").first
    select(page, "struck")
    expect(page.locator("[data-picked-words]")).to_have_text("struck")
    other.dispatch_event("click")  # as it comes at the end of a selection
    page.wait_for_timeout(300)
    assert page.url == where
    expect(page.locator("[data-picked]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[data-picked]")).to_be_hidden()
    other.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("struck")


@pytest.mark.usefixtures("report")
def test_two_analysts_do_not_collide(visit: Visit, nadia: User, person: Person) -> None:
    omar = person(Role.ANALYST, email="omar@example.org", name="Omar Aziz")
    hers = _opened(visit, nadia, "attacked")
    his = _opened(visit, omar, "attacked")
    expect(his.get_by_text("Nadia Haddad has this event in hand")).to_be_visible()
    expect(his.get_by_role("button", name="Accept")).to_have_count(0)
    his.keyboard.press("n")
    expect(his.get_by_role("button", name="Accept", exact=False).first).to_be_visible()
    hers.keyboard.press("a")
    expect(hers.get_by_text("Accepted: “attacked”.").first).to_be_visible()
    assert hers.url != his.url
    assert Event.objects.exclude(assignee=None).count() == 2


@pytest.mark.usefixtures("report")
def test_a_stale_form_is_told_so(visit: Visit, nadia: User) -> None:
    page = _opened(visit, nadia, "attacked")
    correct(event_named("attacked"), Field.AGENTS, (Span(0, 2),), by=nadia)
    page.keyboard.press("a")
    expect(page.get_by_text("was changed since you opened it").first).to_be_visible()
    assert event_named("attacked").review == Review.NEW
    page.keyboard.press("a")
    expect(page.get_by_text("Accepted: “attacked”.").first).to_be_visible()


@pytest.mark.usefixtures("report")
def test_without_javascript_words_are_typed_and_one_of_several_chosen(visit: Visit, nadia: User) -> None:
    page = _opened(visit, nadia, "withdrew", script=False)
    part = page.locator("#part-agents")
    part.get_by_label("Who: words of the report").fill("militants")
    part.get_by_role("button", name="Who: set").click()
    expect(page.get_by_role("heading", name="Which of these words?")).to_be_visible()
    expect(page.get_by_role("radio").first).to_be_checked()
    page.get_by_role("radio").nth(1).check()
    page.get_by_role("button", name="Take these").click()
    expect(page.get_by_text("Corrected: agents.")).to_be_visible()
    assert words_of(event_named("withdrew"), "agents") == ["militants"]
    page.get_by_role("button", name="Undo: corrected agents").click()
    expect(page.get_by_text("Undone: corrected agents.")).to_be_visible()
    page.get_by_role("button", name="Accept", exact=False).first.click()
    expect(page.get_by_text("Accepted: “withdrew”.")).to_be_visible()
    expect(page.get_by_role("button", name="Keys")).to_have_count(0)


@pytest.mark.parametrize(("size", "dark"), [(DESK, False), (PHONE, True)], ids=["1280-light", "390-dark"])
def test_nothing_serious_stands_in_the_way_of_anybody(
    visit: Visit, person: Person, report: Report, size: dict[str, int], *, dark: bool
) -> None:
    editor = person(Role.EDITOR, email="omar@example.org", name="Omar Aziz")
    row = event_named("attacked")
    correct(row, Field.AGENTS, (Span(0, 5),), by=editor)
    page = _opened(visit, editor, "attacked", size=size, dark=dark)
    found = barriers(page)
    for summary in page.locator("details.edit > summary").all():
        summary.click()
    found += barriers(page)
    page.get_by_role("link", name="Correct “at least six”").click()
    expect(page.get_by_label("What was done to them").first).to_be_focused()
    found += barriers(page)
    for path in (
        f"/desk/events/{row.pk}/meant/?at=0-5&kind=actor&q=sdf",
        f"/desk/reports/{report.pk}/",
        "/desk/reviewers/",
        "/desk/reviewers/disagreements/",
    ):
        page.goto(path)
        found += barriers(page)
    assert found == []


def test_no_width_needs_scrolling_sideways(visit: Visit, nadia: User, report: Report) -> None:
    page = _opened(visit, nadia, "attacked", size=PHONE)
    paths = (page.url, f"/desk/reports/{report.pk}/", "/desk/reviewers/", "/desk/reviewers/disagreements/")
    for path in paths:
        page.goto(path)
        assert too_wide_at(page) == [], path
