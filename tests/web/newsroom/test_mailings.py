"""The newsroom sees how many get a series and what became of each mailing, and nobody's address."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from dateline.web.press.models import Delivery, DeliveryState, Mailing, Subscription
from dateline.web.press.newsletter.answers import without_addresses
from dateline.web.rights import Role
from tests.web.press.published import briefing, series

if TYPE_CHECKING:
    from typing import Any

    from tests.web.accounts import SignedIn

pytestmark = pytest.mark.django_db


def test_the_screen_tells_numbers_and_reasons_and_no_address(
    signed_in: SignedIn,
    django_assert_max_num_queries: Any,  # noqa: ANN401
) -> None:
    client, editor = signed_in(Role.EDITOR)
    coast = series()
    now = timezone.now()
    mailing = Mailing.objects.create(briefing=briefing(coast, [], editor))
    states = (
        (DeliveryState.SENT, now, ""),
        (DeliveryState.SENT, now, ""),
        (DeliveryState.WAITING, None, ""),
        (DeliveryState.SENDING, now, ""),  # just now
        (DeliveryState.SENDING, now - timedelta(minutes=11), ""),
        (DeliveryState.SENDING, now, "Connection unexpectedly closed"),
        (DeliveryState.FAILED, now, "550 5.1.1 <r6@example.org>: no such user r6@example.org"),
        (DeliveryState.FAILED, now, "550 5.1.1 <r7@example.org>: no such user r7@example.org"),
    )
    for nth, (state, at, error) in enumerate(states):
        reader = Subscription.objects.create(
            series=coast, email=f"r{nth}@example.org", key=f"k{nth}", confirmed_at=now
        )
        Delivery.objects.create(mailing=mailing, subscription=reader, state=state, at=at, error=error)
    Subscription.objects.create(series=coast, email="asked@example.org", key="asked")
    with django_assert_max_num_queries(25):
        html = client.get("/desk/briefings/mailings/").content.decode()
    cells = [cell.partition("<span")[0] for cell in html.split('class="number"><div>')[1:]]
    assert [cell.partition("</div>")[0].strip() for cell in cells] == ["2", "2", "2", "2"]
    assert "8 subscribers" in html
    assert "1 has not confirmed yet" in html
    assert "550 5.1.1 …: no such user … (2)" in html
    assert "They are not sent again" in html
    assert "@example.org" not in html.replace(editor.email, "")


def test_who_does_not_write_briefings_does_not_see_it(signed_in: SignedIn) -> None:
    client, _ = signed_in(Role.CONTRIBUTOR)
    assert client.get("/desk/briefings/mailings/").status_code == 403


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("550 <a.b+c@x.example>: unknown", "550 …: unknown"),
        ("552 box of a@x.example, full", "552 box of …, full"),
        ("421 Too many", "421 Too many"),
    ],
)
def test_what_a_server_says_is_shown_without_addresses(words: str, shown: str) -> None:
    assert without_addresses(words) == shown
