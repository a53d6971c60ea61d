"""A reader subscribes and ends it in a browser: without a script, a cookie, a barrier or another host."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from django.core import mail

from dateline.web.press.models import Subscription
from dateline.web.press.newsletter.letters import question
from dateline.web.press.newsletter.subscribing import send_question
from tests.web.barriers import barriers
from tests.web.press.published import series
from tests.web.visiting import PHONE

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

    from tests.web.visiting import Visit

pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.django_db(transaction=True)]


def test_a_reader_subscribes_and_ends_it_without_a_script(visit: Visit, live_server: LiveServer) -> None:
    coast = series()
    page = visit("/newsletter/coast/", size=PHONE, script=False)
    page.get_by_label("E-mail address").fill("reader@example.org")
    page.get_by_role("button", name="Send it to me").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Look into your mail"

    row = Subscription.objects.get(series=coast)
    assert send_question(str(row.pk))
    assert row.key in str(mail.outbox[0].body)
    page.goto(f"/newsletter/confirm/{row.key}/")
    page.get_by_role("button", name="Yes, send it to me").click()
    assert "It is confirmed" in page.content()
    page.goto(f"/newsletter/end/{row.key}/")
    page.get_by_role("button", name="End it").click()
    assert page.get_by_role("heading", level=1).inner_text() == "The subscription has ended"
    assert not Subscription.objects.active().exists()

    assert page.context.cookies() == []
    assert {urlsplit(url).netloc for url in visit.asked} == {urlsplit(live_server.url).netloc}
    assert visit.complained == []


def test_nothing_of_the_form_or_of_a_mail_stands_in_anybodys_way(visit: Visit) -> None:
    coast = series()
    row = Subscription.objects.create(series=coast, email="reader@example.org", key="k")
    page = visit("/newsletter/coast/", dark=True)
    assert barriers(page) == []
    assert barriers(page, "/newsletter/confirm/k/") == []
    opened = page.context.new_page()  # not under the policy of the site, as in a mail program
    opened.set_content(str(question(row).alternatives[0][0]))
    assert barriers(opened) == []
