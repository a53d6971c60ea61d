"""What a request may bring: little from a stranger, a handful of reports from who is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import Client

from dateline.reading import MAX_BYTES
from dateline.web.rights import Role
from dateline.web.site.bodies import MOST, MOST_OF_A_STRANGER

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.web.accounts import SignedIn

pytestmark = pytest.mark.django_db


def test_much_from_a_stranger_is_refused_unread_and_nothing_is_looked_up(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        refused = Client().post("/account/login/", {"login": "a" * MOST_OF_A_STRANGER, "password": ""})
    assert refused.status_code == 413
    assert b"Too large" in refused.content
    assert refused.headers["Content-Security-Policy"]


def test_a_form_of_usual_size_is_read() -> None:
    assert Client().post("/account/login/", {"login": "a" * 10_000, "password": "no"}).status_code == 200


def test_who_is_signed_in_may_bring_the_page_of_a_report(signed_in: SignedIn) -> None:
    client, _ = signed_in(Role.ANALYST)
    answer = client.post("/account/email/", {"email": "a" * (MAX_BYTES - 100)})
    assert answer.status_code == 302  # it was read: the next page tells that it is no address


def test_nobody_may_bring_more_than_a_handful(signed_in: SignedIn) -> None:
    client, _ = signed_in(Role.ADMIN, Role.EDITOR)
    assert client.generic("POST", "/account/", CONTENT_LENGTH=str(MOST + 1)).status_code == 413


@pytest.mark.parametrize("told", ["", "-1", "many", "²", "1e9"])
def test_a_length_that_is_no_number_counts_as_none(told: str) -> None:
    assert Client().generic("POST", "/account/login/", CONTENT_LENGTH=told).status_code == 200


def test_what_the_bounds_let_through_django_does_not_refuse() -> None:
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE > MAX_BYTES > MOST_OF_A_STRANGER
