"""The frame of the pages: what every one of them carries, and what none of them may."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError, connection
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import get_resolver

from dateline.web.rights import Role
from dateline.web.site import errors, frame_tags
from dateline.web.site.accounts import inviting
from dateline.web.site.accounts.models import User
from tests.web.accounts import confirm

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from pytest_django import Settings

    from tests.web.accounts import Person, SignedIn

_ON_THE_WAY_IN = (
    "/welcome/",
    "/account/login/",
    "/account/signup/",
    "/account/inactive/",
    "/account/password/reset/",
    "/account/password/reset/done/",
    "/account/password/reset/key/done/",
    "/account/password/reset/key/1-set-password/",
    "/invited/nothing/",
    "/nothing-here/",
)
_INSIDE = (
    "/welcome/",
    "/account/",
    "/account/name/",
    "/account/email/",
    "/account/logout/",
    "/account/reauthenticate/",
    "/account/password/change/",
    "/account/sessions/",
    "/account/2fa/",
    "/account/2fa/totp/activate/",
    "/account/2fa/webauthn/",
    "/account/2fa/webauthn/add/",
    "/people/",
    "/people/invite/",
    "/people/log/",
    "/people/log/rights/",
)


class _Look(HTMLParser):
    """What of a page would run or dress it from within, and what a reader of it needs."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.inline: list[str] = []
        self.elsewhere: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.labelled: set[str] = set()
        self.fields: list[str] = []
        self._in_script = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self._in_script = tag == "script" and given.get("type") != "application/json"
        self.inline += [f"<{tag} {name}>" for name in given if name == "style" or name.startswith("on")]
        if tag == "style":
            self.inline.append("<style>")
        for name in ("src", "href", "action"):
            value = given.get(name) or ""
            if re.match(r"([a-z]+:|//)", value):
                self.elsewhere.append(value)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "label":
            self.labelled.add(given.get("for") or "")
        hidden = given.get("type") in {"hidden", "checkbox", "radio", "submit"}
        if tag in {"input", "select", "textarea"} and not hidden:
            self.fields.append(given.get("id") or "without id")

    def handle_data(self, data: str) -> None:
        if self._in_script and data.strip():
            self.inline.append(f"<script>{data.strip()[:60]}")

    def handle_endtag(self, _tag: str) -> None:
        self._in_script = False


def _is_sound(page: str) -> None:
    look = _Look(page)
    assert look.inline == []
    assert look.elsewhere == []
    assert len(look.ids) == len(set(look.ids)), "two of one id"
    assert look.tags.count("h1") == 1
    assert look.tags.count("main") == 1
    assert look.ids.count("content") == 1
    assert 'href="#content"' in page
    assert re.search(r"<html lang=\"en", page)
    assert re.search(r"<title>\s*[^<\s]", page)
    assert set(look.fields) <= look.labelled


@pytest.mark.django_db
@pytest.mark.parametrize("page", _ON_THE_WAY_IN)
def test_pages_on_the_way_in_stand_in_the_frame_and_run_nothing_from_within(page: str) -> None:
    answer = Client().get(page)
    _is_sound(answer.text)
    _is_locked_down(answer.headers)


@pytest.mark.django_db
def test_pages_inside_stand_in_the_frame_and_run_nothing_from_within(signed_in: SignedIn) -> None:
    client, user = signed_in(Role.ADMIN)
    inviting.invite("omar@example.org", [Role.READER], by=user)
    confirm(client)
    for page in (*_INSIDE, f"/people/{user.pk}/"):
        answer = client.get(page)
        assert answer.status_code == 200, page
        _is_sound(answer.text)
        _is_locked_down(answer.headers)


@pytest.mark.django_db
def test_every_page_of_allauth_that_can_be_reached_is_one_of_those_looked_at() -> None:
    looked_at = {*_ON_THE_WAY_IN, *_INSIDE}
    elsewhere = {
        # Looked at in the browser, or reached only in the middle of something.
        "account/confirm-email/",
        "account/login/code/confirm/",
        "account/password/set/",
        "account/2fa/authenticate/",
        "account/2fa/reauthenticate/",
        "account/2fa/totp/deactivate/",
        "account/2fa/recovery-codes/",
        "account/2fa/recovery-codes/generate/",
        "account/2fa/recovery-codes/download/",
        "account/2fa/webauthn/login/",
        "account/2fa/webauthn/reauthenticate/",
        "account/2fa/webauthn/keys/<int:pk>/edit/",
        "account/2fa/webauthn/keys/<int:pk>/remove/",
        "account/reauthenticate/code/",
        "account/reauthenticate/code/confirm/",
        "account/sessions/<int:pk>/end/",
    }
    there = {path for path in _paths() if path.startswith("account/") and "^" not in path}
    assert {path for path in there if f"/{path}" not in looked_at} == elsewhere


def _paths() -> list[str]:
    """The addresses of the site, as they are written in the code."""

    def walk(patterns: list[object], before: str) -> list[str]:
        found = []
        for each in patterns:
            path = before + str(each.pattern)  # type: ignore[attr-defined]
            deeper = getattr(each, "url_patterns", None)
            found += walk(deeper, path) if deeper is not None else [path]
        return found

    return walk(list(get_resolver().url_patterns), "")


def _is_locked_down(headers: object) -> None:
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))  # type: ignore[index]
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["img-src"] == "'self'"
    assert policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in str(policy)
    assert headers["X-Content-Type-Options"] == "nosniff"  # type: ignore[index]
    assert headers["X-Frame-Options"] == "DENY"  # type: ignore[index]
    assert headers["Referrer-Policy"] == "same-origin"  # type: ignore[index]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"  # type: ignore[index]
    assert "camera=()" in headers["Permissions-Policy"]  # type: ignore[index]


# ── what goes wrong ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("answer", "status", "words"),
    [
        (errors.bad_request, 400, "We did not understand that"),
        (errors.forbidden, 403, "Your account may not do this"),
        (errors.forged, 403, "This form is out of date"),
        (errors.missing, 404, "There is nothing here"),
        (errors.too_many, 429, "Wait a quarter of an hour"),
        (errors.failed, 500, "Something went wrong on our side"),
    ],
)
def test_what_goes_wrong_is_said_on_a_page_in_plain_words(
    answer: Callable[[HttpRequest], object], status: int, words: str
) -> None:
    request = RequestFactory().get("/x")
    request.user = AnonymousUser()
    page = answer(request)
    assert page.status_code == status  # type: ignore[attr-defined]
    assert words in page.text  # type: ignore[attr-defined]
    _is_sound(page.text)  # type: ignore[attr-defined]


def test_the_page_of_our_own_fault_asks_nothing_of_the_database() -> None:
    # Without the `db` fixture any query would be refused.
    assert "Our fault" in errors.failed(RequestFactory().get("/")).text


@pytest.mark.django_db
def test_a_failure_inside_a_page_becomes_the_page_of_our_own_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("with a secret in it")

    monkeypatch.setattr("dateline.web.site.home.render", fail)
    answer = Client(raise_request_exception=False).get("/welcome/")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    _is_locked_down(answer.headers)


@pytest.mark.django_db
def test_a_host_that_is_not_ours_is_refused() -> None:
    answer = Client().get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "We did not understand that" in answer.text


def test_a_suspicious_request_is_not_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    def suspect(*_args: object, **_kwargs: object) -> None:
        raise SuspiciousOperation("the reason, for the log alone")

    monkeypatch.setattr("dateline.web.site.home.render", suspect)
    answer = Client().get("/welcome/")
    assert answer.status_code == 400
    assert "the log alone" not in answer.text


# ── health ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.django_db
def test_a_well_site_says_so_and_is_not_cached() -> None:
    answer = Client().get("/health")
    assert (answer.status_code, answer.json()) == (200, {"database": "ok"})
    assert "no-store" in answer["Cache-Control"]


def test_a_site_without_its_database_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_args: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", gone)
    assert Client().get("/health").status_code == 503


# ── forms, times, names ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.django_db
def test_help_and_errors_are_tied_to_their_field(person: Person) -> None:
    user = person(Role.ADMIN)
    _, token = inviting.invite("omar@example.org", [Role.READER], by=user)
    page = Client().post(f"/invited/{token}/", {"password": "short", "again": "short"}).text
    assert 'aria-describedby="id_password_helptext id_password_error"' in page
    assert 'id="id_password_helptext"' in page
    assert 'id="id_password_error"' in page
    assert 'aria-invalid="true"' in page


@pytest.mark.django_db
def test_no_field_says_twice_what_it_is() -> None:
    assert "placeholder" not in Client().get("/account/login/").text


@pytest.mark.django_db
def test_what_people_type_is_shown_as_text(signed_in: SignedIn) -> None:
    client, user = signed_in()
    User.objects.filter(pk=user.pk).update(name="<script>alert(1)</script>")
    page = client.get("/account/").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


_GECKO = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (f"Mozilla/5.0 (Windows NT 10.0) {_GECKO} Chrome/141.0 Safari/537.36 Edg/141.0", "Edge on Windows"),
        (f"Mozilla/5.0 (Linux; Android 15) {_GECKO} Chrome/141.0 Safari/537.36", "Chrome on Android"),
        (f"Mozilla/5.0 (iPhone; like Mac OS X) {_GECKO} Version/18.0 Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", "an unnamed browser"),
    ],
)
def test_a_browser_is_called_what_people_call_it(agent: str, name: str) -> None:
    assert frame_tags.browser(agent) == name


def test_pages_with_htmx_allow_it_neither_inline_style_nor_evaluation() -> None:
    page = render_to_string("live.html", {"csrf_token": "token"})
    assert "django_htmx/htmx-2" in page
    assert '"includeIndicatorStyles": false' in page
    assert '"allowEval": false' in page
    _ = [each for each in _Look(page).inline if not each.startswith("<body hx")]
    assert _ == []


def test_the_files_of_the_site_are_served_from_where_they_lie(settings: Settings) -> None:
    assert settings.WHITENOISE_USE_FINDERS
    answer = Client().get("/static/frame/frame.css")
    assert answer.status_code == 200
    assert b"--paper" in b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def test_a_moment_is_told_in_utc_and_one_that_never_was_by_a_dash() -> None:
    at = datetime(2026, 11, 28, 1, 30, tzinfo=timezone(timedelta(hours=3)))
    told = '<time datetime="2026-11-27T22:30:00+00:00">27 November 2026, 22:30 UTC</time>'
    assert frame_tags.moment(at) == told
    assert frame_tags.moment(None) == frame_tags.day(None) == "–"
