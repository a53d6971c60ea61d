"""A briefing as readers see it: its claims, its incidents, its corrections, its versions."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dateline.web.archive.models import Event, Incident, Page, Review, Source
from dateline.web.archive.packing import pack
from dateline.web.press.models import Briefing, Correction, CorrectionKind, Series, Stage
from dateline.web.press.publishing import correcting
from dateline.web.press.publishing.incidents import take_down
from dateline.web.press.publishing.media import describe
from dateline.web.rights import Role
from tests.web.press import bare, published
from tests.web.press.public import public

if TYPE_CHECKING:
    from pytest_django import Settings

    from tests.web.accounts import Person
    from tests.web.press.public import Public

pytestmark = pytest.mark.django_db


def _page(address: str, status: int = 200) -> str:
    answer = Client().get(address)
    assert answer.status_code == status
    return answer.content.decode()


def _tag(address: str) -> str:
    return str(Client().get(address)["ETag"])


@pytest.fixture
def site(person: Person) -> Public:
    """A site with something on each kind of page."""
    return public(person)


def test_every_number_leads_to_its_claim_and_every_claim_back_to_its_sentence(site: Public) -> None:
    page = _page(site.of(site.briefing))
    markers = re.findall(r'<a class="claim" href="#(claim-c\d)" data-claim="(c\d)"', page)
    assert [label for _, label in markers] == ["c1", "c2", "c3", "c1"]
    for anchor, label in markers:
        assert page.count(f'id="{anchor}"') == 1
        assert page.count(f'id="at-{label}"') == page.count(f'href="#at-{label}"') == 1
    assert 'id="claim-c4"' not in page, "a claim that no sentence rests on"


def test_a_sentence_without_a_claim_is_shown_as_the_editors_own_and_they_are_counted(site: Public) -> None:
    page = _page(site.of(site.briefing))
    assert re.search(r'<span class="sentence own"[^>]*>The front was calm for days', page)
    assert re.search(r'<span class="sentence">Residents say', page)
    assert "3 of 7 sentences rest on no report" in page


def test_a_correction_stands_before_the_words_that_it_corrects(site: Public) -> None:
    page = _page(site.of(site.briefing)).partition("<body")[2]
    said, body = page.index("Two people were hurt, not three."), page.index('<div class="body"')
    assert page.index("<h1") < said < body
    assert f"/corrections/{site.correction.pk}/" in page
    assert site.of(site.briefing, "changes", older=1, newer=2) in page


def test_the_page_is_drawn_anew_when_what_it_rests_on_changes(site: Public) -> None:
    address = site.of(site.briefing)
    tags = [_tag(address)]
    Incident.objects.filter(pk=site.incidents[0].pk).update(changed_at=timezone.now())
    tags.append(_tag(address))
    Event.objects.filter(citations__briefing=site.briefing, citations__label="c1").update(
        review=Review.REJECTED
    )
    tags.append(_tag(address))
    Source.objects.update(showable=False)
    tags.append(_tag(address))
    Incident.objects.filter(pk=site.incidents[1].pk).update(published_at=None)
    tags.append(_tag(address))
    site.briefing.corrections.update(published_at=None)
    tags.append(_tag(address))
    Series.objects.update(language="de")  # its words have it as their `lang`
    tags.append(_tag(address))
    assert len(set(tags)) == len(tags)


def test_where_only_a_country_is_known_there_is_no_circle(person: Person) -> None:
    ada = person(Role.EDITOR)
    told = published.incidents(6)[:2]
    Incident.objects.filter(pk=told[0].pk).update(
        place_precision="country", place_name="Syria", lat=35.0, lon=38.0, radius_km=300.0
    )
    briefing = published.briefing(published.series(), told, ada)
    page = _page(f"/briefings/coast/{briefing.slug}/")
    circles = re.search(r'<g class="circles">(.*?)</g>', page, re.DOTALL)
    assert circles
    assert circles[1].count("<circle") == 1
    assert page.count('class="disc none"') == 1
    assert "no more than the country is known" in page


def test_an_incident_that_was_taken_down_is_not_told_any_more(site: Public) -> None:
    gone = site.incidents[0]
    assert f"/incidents/{gone.pk}/" in _page(site.of(site.briefing))
    Incident.objects.filter(pk=gone.pk).update(published_at=None, changed_at=timezone.now())
    assert f'href="/incidents/{gone.pk}/"' not in _page(site.of(site.briefing))


def test_what_is_not_published_has_no_page(site: Public) -> None:
    for page in ("briefing", "versions", "corrections_of"):
        assert Client().get(site.of(site.embargoed, page)).status_code == 404
    assert Client().get("/briefings/north/2018-05-21/").status_code == 404
    assert Client().get("/briefings/nothing/").status_code == 404


def test_a_withdrawn_briefing_says_so_and_why_and_nothing_of_what_it_said(site: Public) -> None:
    Correction.objects.create(
        briefing=site.withdrawn, kind=CorrectionKind.WITHDRAWAL, now="All of it is withdrawn.",
        before=site.withdrawn.revisions.get(), by=site.editor, published_at=timezone.now(),
    )  # fmt: skip
    for page in ("briefing", "versions"):
        said = _page(site.of(site.withdrawn, page), 410)
        assert "It told of another week." in said
        assert "All of it is withdrawn." in said
        assert "Somebody says that it happened" not in said
    assert Client().get(site.of(site.withdrawn, "version", number=1)).status_code == 410
    assert "All of it is withdrawn." in _page(site.of(site.withdrawn, "corrections_of"))
    assert site.of(site.withdrawn) not in _page("/briefings/north/")


def test_an_old_version_says_first_that_it_stands_no_longer_and_what_was_changed(site: Public) -> None:
    page = _page(site.of(site.briefing, "version", number=1))
    notice, headline = page.index("It stands no longer"), page.index("<h1")
    assert notice < page.index("Two people were hurt, not three.") < headline
    assert "three people were hurt" in page
    assert '<meta name="robots" content="noindex">' in page
    assert "which stands today" in _page(site.of(site.briefing, "version", number=2))


def test_what_readers_never_saw_is_no_version(site: Public) -> None:
    published.revision(site.briefing, site.editor, body="A draft.", out=False)
    assert Client().get(site.of(site.briefing, "version", number=3)).status_code == 404
    assert Client().get(site.of(site.briefing, "changes", older=1, newer=3)).status_code == 404
    assert Client().get(site.of(site.briefing, "changes", older=2, newer=1)).status_code == 404
    assert "/versions/3/" not in _page(site.of(site.briefing, "versions"))


def test_the_difference_of_two_versions_is_shown_word_by_word(site: Public) -> None:
    page = _page(site.of(site.briefing, "changes", older=1, newer=2))
    assert "<del>three</del><ins>two</ins>" in page
    assert re.search(r"\[[0-9]+\]", page)
    assert not re.search(r"\[\^?c[0-9]", page), "readers know claims by their numbers"
    assert "towns shelled" in page


def test_what_stayed_the_same_is_cut_where_it_is_long(site: Public) -> None:
    long = "Word after word. " * 200
    before = published.revision(site.briefing, site.editor, body=f"{long} One fell.")
    after = published.revision(site.briefing, site.editor, body=f"{long} Two fell.")
    page = _page(site.of(site.briefing, "changes", older=before.number, newer=after.number))
    assert "[…]" in page
    assert page.count("Word after word") < 20


# ── under embargo ─────────────────────────────────────────────────────────────────────────────────────────


def _embargoed(key: str = "partner") -> Any:  # noqa: ANN401 -- an answer of Django's client
    return Client().get(f"/embargoed/{key}/")


def test_partners_read_an_approved_text_by_their_key_and_nobody_keeps_it(site: Public) -> None:
    answer = _embargoed()
    page = answer.content.decode()
    assert page.index("Under embargo until") < page.index("<h1")
    assert "Somebody says that it happened." in page
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.has_header("ETag")
    assert _embargoed("another").status_code == 404
    assert site.embargoed.slug not in _page("/briefings/")


def test_a_text_that_nobody_approved_is_shown_to_no_partner(site: Public) -> None:
    site.embargoed.stage, site.embargoed.approved_by = Stage.DRAFT, None
    site.embargoed.save()
    answer = _embargoed()
    assert answer.status_code == 404
    assert "Somebody says that it happened." not in answer.content.decode()


def test_an_embargo_that_has_passed_is_not_called_one(site: Public) -> None:
    site.embargoed.embargo_until = timezone.now() - timedelta(minutes=1)
    site.embargoed.save()
    page = _embargoed().content.decode()
    assert "Under embargo until" not in page
    assert "Not published yet" in page


def test_once_it_is_published_the_key_leads_to_its_page(site: Public) -> None:
    published.revision(site.embargoed, site.editor)
    assert _embargoed()["Location"] == site.of(site.embargoed)


# ── the front page, series, corrections, the newsroom's own words ─────────────────────────────────────────


def test_a_fresh_installation_says_what_dateline_is_and_that_nothing_is_published() -> None:
    page = _page("/")
    assert "Dateline reads reports of armed conflict" in page
    assert "Nothing has been published here yet" in page


def test_the_front_page_has_the_newest_large_the_last_of_each_series_and_what_was_put_right(
    site: Public,
) -> None:
    page = _page("/")
    assert page.count('class="lead-briefing"') == 1
    lead = page[page.index('class="lead-briefing"') : page.index("</article>")]
    assert site.of(site.briefing) in lead or "/briefings/north/2018-05-20/" in lead
    assert "/briefings/north/2018-05-20/" in page
    assert site.of(site.withdrawn) not in page
    assert site.of(site.embargoed) not in page
    assert "Two people were hurt, not three." in page
    assert page.count('class="glance"') == 6


def test_briefings_of_a_series_stand_by_month_and_in_pages(person: Person) -> None:
    ada, coast = person(Role.EDITOR), published.series()
    for at in range(52):
        row = published.briefing(coast, [], ada, slug=f"issue-{at}")
        row.day = published.DAY - timedelta(days=at)
        row.save()
    first, second = _page("/briefings/coast/"), _page("/briefings/coast/?page=2")
    assert re.findall(r'id="m(\d{4}-\d{2})"', first) == ["2018-05", "2018-04"]
    assert "/briefings/coast/issue-0/" in first
    assert "/briefings/coast/issue-51/" not in first
    assert "/briefings/coast/issue-51/" in second
    assert "Page 2 of 2" in second


def test_a_correction_that_waits_is_told_to_nobody(site: Public) -> None:
    waits = Correction.objects.create(
        briefing=site.briefing, kind=CorrectionKind.UPDATE, now="More is known.",
        before=site.briefing.revisions.latest("number"), by=site.editor,
    )  # fmt: skip
    assert Client().get(f"/corrections/{waits.pk}/").status_code == 404
    for page in ("/", "/corrections/", site.of(site.briefing), site.of(site.briefing, "corrections_of")):
        assert "More is known." not in _page(page)


def test_the_newsroom_says_itself_who_it_is(settings: Settings) -> None:
    assert "has not said yet who it is" in _page("/about/")
    home = settings.DATELINE_HOME
    (home / "about.md").write_text("We are five people in **Marjsalam**.", encoding="utf-8")
    (home / "about.de.md").write_text("Wir sind zu zweit.", encoding="utf-8")
    try:
        assert "<strong>Marjsalam</strong>" in _page("/about/")
        assert "Wir sind zu" in _page("/de/about/")
        assert "Marjsalam" in _page("/ar/about/")
    finally:
        for name in ("about.md", "about.de.md"):
            (home / name).unlink()


def test_other_words_of_a_picture_are_seen_once_they_are_published_and_then_by_pages_that_were_kept(
    site: Public, person: Person
) -> None:
    row, ben = site.briefing, person(Role.EDITOR, name="Ben")
    pages = (site.of(row), reverse("files:briefings_feed", args=["atom"]))
    assert "The bridge of Marj" not in "".join(map(_page, pages))
    site.picture.refresh_from_db()
    row.media.add(site.picture)
    describe(site.picture, by=site.editor, alt="A bridge", caption="The bridge of Marj")
    assert "The bridge of Marj" not in "".join(map(_page, pages))
    row.refresh_from_db()
    correcting.announce(row, kind="correction", was="", now="It is a bridge.", by=site.editor)
    bare.out(row, site.editor, ben)
    assert all("The bridge of Marj" in _page(page) for page in pages)
    assert row.live
    changes = _page(site.of(row, "changes", older=row.live.number - 1, newer=row.live.number))
    assert "Words of a picture" in changes


def test_a_page_that_was_fetched_anew_is_told_beside_the_claim_at_once(site: Public) -> None:
    address, report = site.of(site.briefing), site.cited.event.report
    before = _tag(address)
    Page.objects.create(report=report, url=report.url, status=200, body=pack(b"another"), sha256="e" * 64)
    assert _tag(address) != before
    assert "another version of it was fetched" in _page(address)


def test_the_tag_of_a_page_tells_nobody_that_a_correction_is_being_written(site: Public) -> None:
    address = site.of(site.briefing)
    before = _tag(address)
    row = site.briefing
    published.revision(row, site.editor, headline="Not said yet", out=False)
    published.cite(row, site.incidents[4], "c9")
    Briefing.objects.filter(pk=row.pk).update(changed_at=timezone.now(), stage=Stage.DRAFT)
    assert _tag(address) == before


def test_of_an_incident_that_was_taken_down_its_citation_gives_no_grade_and_no_figure(site: Public) -> None:
    cited = site.cited
    row = cited.incident
    reason = " ".join(row.reason.split()[:4])
    assert reason
    address = reverse("press:citation", args=[cited.pk])
    assert reason in _page(address)
    take_down(row, by=site.editor, why="It was a film set.")
    page = _page(address)
    assert "is not shown any more" in page
    assert reason not in page
    assert "grade:" not in page
