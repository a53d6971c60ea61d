"""A reader's way: from a sentence of a briefing to its quote, and on to the words in the archived report."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from dateline.web.archive.models import Page
from dateline.web.archive.packing import pack
from dateline.web.rights import Role
from tests.web.press import published
from tests.web.visiting import DESK, PHONE

if TYPE_CHECKING:
    from tests.web.accounts import Person
    from tests.web.visiting import Visit

pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("script", "size"), [(True, DESK), (False, PHONE)], ids=["script", "no-script"])
def test_a_sentence_leads_to_its_words_in_the_archived_report(
    visit: Visit, person: Person, size: dict[str, int], *, script: bool
) -> None:
    told = published.incidents(4)
    made = published.briefing(published.series(), told[:2], person(Role.EDITOR))
    cited = made.citations.get(label="c2")
    body = cited.event.report.text.encode()
    digest = hashlib.sha256(body).hexdigest()
    Page.objects.create(report=cited.event.report, body=pack(body), sha256=digest, media_type="text/plain")
    page = visit("/", size=size, script=script)
    page.get_by_role("link", name="Coast report: towns shelled").first.click()

    own = page.locator(".sentence.own")
    expect(own).to_have_text("The front was calm for days.")
    marker = page.locator('a.claim[data-claim="c2"]')
    expect(marker).to_have_text("2")
    marker.click()
    claim = page.locator("#open-claim-c2" if script else "#claim-c2:target")
    expect(claim).to_be_visible()
    expect(claim).to_be_in_viewport()
    expect(claim.locator("blockquote")).to_contain_text(cited.words)
    expect(claim).to_contain_text(cited.who)

    claim.get_by_role("link", name="The words in the archived report").click()
    lit = page.locator("#words")
    expect(lit).to_have_text(cited.words)
    expect(lit).to_be_in_viewport()
    assert cited.quote in " ".join(page.locator("main").inner_text().split())
    expect(page.get_by_text(digest)).to_be_visible()

    page.go_back()
    expect(page.locator('a.claim[data-claim="c2"]')).to_be_visible()
    assert visit.complained == []
    assert page.context.cookies() == []
