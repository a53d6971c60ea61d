"""Signing in, being refused, and what the log says of it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from dateline.domain.errors import SecretUnreadable
from dateline.web.rights import Role
from dateline.web.site import settings as ours
from dateline.web.site.accounts import audit
from dateline.web.site.accounts.models import SignIn, User
from tests.web.accounts import KEY_PHRASE, confirm, sign_in_by_form

if TYPE_CHECKING:
    from pytest_django import Settings

    from tests.web.accounts import Person, SignedIn

pytestmark = pytest.mark.django_db

_TOO_MANY = "Too many attempts"
_WRONG = "No account has this address and this password"


def _try(client: Client, email: str, password: str = "not this one at all") -> str:  # noqa: S107 -- a guess
    return client.post("/account/login/", {"login": email, "password": password}).text


def _code(secret: str) -> str:
    """The code that an authenticator app shows now."""
    now = list(yield_hotp_counters_from_time())
    shown: str = format_hotp_value(hotp_value(secret, now[len(now) // 2]))
    return shown


def _set_up_app(client: Client) -> str:
    """Set up an authenticator app; gives its secret. The session has to be one that just confirmed itself."""
    page = client.get("/account/2fa/totp/activate/").text
    found = re.search(r'id="secret">([A-Z2-7 ]+)<', page)
    assert found
    secret = found[1].replace(" ", "")
    answer = client.post("/account/2fa/totp/activate/", {"code": _code(secret)})
    assert answer.status_code == 302
    cache.clear()  # else the code, once spent, could not be shown again within the same minute
    return secret


# ── by password ───────────────────────────────────────────────────────────────────────────────────────────


def test_the_address_is_the_name_in_whatever_case_it_is_written(person: Person) -> None:
    user = person(email="nadia@example.org")
    client = Client()
    assert sign_in_by_form(client, "  Nadia@EXAMPLE.org ") == 302
    assert client.get("/account/").context["user"] == user


def test_a_password_is_kept_hashed_by_argon2(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ours.PASSWORD_HASHERS  # tests use a quick one
    user = User.objects.create_user("a@example.org", KEY_PHRASE)
    assert user.password.startswith("argon2$argon2id$")
    assert user.check_password(KEY_PHRASE)


def test_a_stranger_and_a_wrong_password_are_told_the_same(person: Person) -> None:
    user = person()
    assert _WRONG in _try(Client(), user.email)
    assert _WRONG in _try(Client(), "nobody@example.org")


def test_who_has_not_verified_the_address_does_not_come_in(person: Person) -> None:
    user = person()
    EmailAddress.objects.filter(user=user).update(verified=False)
    client = Client()
    client.post("/account/login/", {"login": user.email, "password": KEY_PHRASE})
    assert client.get("/account/").status_code == 302
    assert len(mail.outbox) == 1
    found = re.search(r"^\w{3,}-?\w+$", str(mail.outbox[0].body), re.MULTILINE)
    assert found
    client.post("/account/confirm-email/", {"code": found[0]})
    assert client.get("/account/").status_code == 200


def test_a_closed_account_is_told_so_and_does_not_come_in(person: Person) -> None:
    user = person()
    User.objects.filter(pk=user.pk).update(is_active=False)
    client = Client()
    answer = client.post("/account/login/", {"login": user.email, "password": KEY_PHRASE}, follow=True)
    assert "This account is closed" in answer.text
    assert client.get("/account/").status_code == 302


def test_sign_up_is_closed() -> None:
    answer = Client().post(
        "/account/signup/", {"email": "x@example.org", "password1": KEY_PHRASE, "password2": KEY_PHRASE}
    )
    assert "Accounts are by invitation" in answer.text
    assert not User.objects.exists()


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_signing_in_leads_to_no_other_site(person: Person, elsewhere: str) -> None:
    user = person()
    answer = Client().post(
        "/account/login/", {"login": user.email, "password": KEY_PHRASE, "next": elsewhere}
    )
    assert answer["Location"] == "/welcome/"


# ── guessing ──────────────────────────────────────────────────────────────────────────────────────────────


def test_after_five_wrong_passwords_even_the_right_one_is_refused(person: Person) -> None:
    user = person()
    for _ in range(5):
        assert _WRONG in _try(Client(), user.email)
    assert _TOO_MANY in _try(Client(), user.email)
    assert _TOO_MANY in _try(Client(), user.email, KEY_PHRASE)
    assert SignIn.objects.filter(user=user, outcome=SignIn.Outcome.LOCKED).count() == 2


def test_guessing_is_counted_for_the_account_wherever_it_comes_from(person: Person) -> None:
    user = person()
    for number in range(5):
        assert _WRONG in _try(Client(REMOTE_ADDR=f"198.51.100.{number}"), user.email)
    assert _TOO_MANY in _try(Client(REMOTE_ADDR="198.51.100.99"), user.email, KEY_PHRASE)


@pytest.mark.parametrize(("proxies", "seen"), [(0, "198.51.100.7"), (1, "203.0.113.5")])
def test_a_visitor_s_word_for_their_own_address_counts_only_behind_a_proxy_of_ours(
    settings: Settings, proxies: int, seen: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    client = Client(REMOTE_ADDR="198.51.100.7", HTTP_X_FORWARDED_FOR="192.0.2.66, 203.0.113.5")
    _try(client, "nobody@example.org")
    assert SignIn.objects.get().ip == seen


def test_guessing_at_one_account_leaves_others_alone(person: Person) -> None:
    attacked, other = person(), person()
    for _ in range(6):
        _try(Client(REMOTE_ADDR="198.51.100.7"), attacked.email)
    assert sign_in_by_form(Client(), other.email) == 302


def test_one_address_guesses_at_no_more_than_ten_accounts_a_minute(person: Person) -> None:
    user = person()
    for number in range(10):
        _try(Client(REMOTE_ADDR="198.51.100.7"), f"somebody{number}@example.org")
    assert _TOO_MANY in _try(Client(REMOTE_ADDR="198.51.100.7"), user.email, KEY_PHRASE)
    assert sign_in_by_form(Client(), user.email) == 302


def test_who_mistypes_and_then_remembers_is_let_in(person: Person) -> None:
    user = person()
    for _ in range(4):
        _try(Client(), user.email)
    assert sign_in_by_form(Client(), user.email) == 302


def test_the_count_is_in_the_database_where_every_process_sees_it(settings: Settings) -> None:
    assert settings.CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"


def test_a_password_reset_by_mail_lifts_the_lock(person: Person) -> None:
    user = person()
    for _ in range(6):
        _try(Client(), user.email)
    client = Client()
    client.post("/account/password/reset/", {"email": user.email})
    link = re.search(r"http://testserver(/account/password/reset/key/\S+)", str(mail.outbox[0].body))
    assert link
    page = client.get(link[1], follow=True)
    new = "eight owls over Marj"
    client.post(page.request["PATH_INFO"], {"password1": new, "password2": new})
    cache_is_lifted = Client()
    assert sign_in_by_form(cache_is_lifted, user.email, new) == 302
    assert _WRONG in _try(Client(), user.email, KEY_PHRASE)


def test_no_mail_goes_to_an_address_without_an_account() -> None:
    answer = Client().post("/account/password/reset/", {"email": "nobody@example.org"}, follow=True)
    assert "Look into your mail" in answer.text
    assert mail.outbox == []


def test_asking_too_often_is_answered_by_a_page_that_says_so() -> None:
    client = Client(REMOTE_ADDR="198.51.100.8")
    for number in range(20):
        client.post("/account/password/reset/", {"email": f"a{number}@example.org"})
    answer = client.post("/account/password/reset/", {"email": "b@example.org"})
    assert answer.status_code == 429
    assert "Wait a quarter of an hour" in answer.text
    assert answer["Retry-After"] == "900"


# ── the second factor ─────────────────────────────────────────────────────────────────────────────────────


def test_with_an_authenticator_app_the_password_alone_opens_nothing(signed_in: SignedIn) -> None:
    client, user = signed_in()
    confirm(client)
    secret = _set_up_app(client)
    other = Client()
    answer = other.post("/account/login/", {"login": user.email, "password": KEY_PHRASE})
    assert answer["Location"] == "/account/2fa/authenticate/"
    assert other.get("/account/").status_code == 302
    other.post("/account/2fa/authenticate/", {"code": _code(secret)})
    assert other.get("/account/").status_code == 200
    last = SignIn.objects.newest_first()[0]
    assert (last.user, last.outcome, last.means) == (user, SignIn.Outcome.IN, SignIn.Means.CODE)


def test_a_code_works_once(signed_in: SignedIn) -> None:
    client, user = signed_in()
    confirm(client)
    code = _code(_set_up_app(client))
    for expected in (200, 302):
        other = Client()
        sign_in_by_form(other, user.email)
        other.post("/account/2fa/authenticate/", {"code": code})
        assert other.get("/account/").status_code == expected


def test_codes_are_guessed_no_longer_than_passwords(signed_in: SignedIn) -> None:
    client, user = signed_in()
    confirm(client)
    secret = _set_up_app(client)
    other = Client()
    sign_in_by_form(other, user.email)
    for _ in range(5):
        assert "This code is not right" in other.post("/account/2fa/authenticate/", {"code": "000000"}).text
    assert _TOO_MANY in other.post("/account/2fa/authenticate/", {"code": _code(secret)}).text
    wrong = SignIn.objects.filter(user=user, outcome=SignIn.Outcome.WRONG, means=SignIn.Means.CODE)
    assert wrong.count() == 5


def test_a_recovery_code_opens_once_and_is_shown_once(signed_in: SignedIn) -> None:
    client, user = signed_in()
    confirm(client)
    _set_up_app(client)
    codes = re.findall(r"<li>(\d{8})</li>", client.get("/account/2fa/recovery-codes/").text)
    assert len(codes) == 10
    assert codes[0] not in client.get("/account/2fa/recovery-codes/").text
    for expected in (200, 302):
        other = Client()
        sign_in_by_form(other, user.email)
        other.post("/account/2fa/authenticate/", {"code": codes[0]})
        assert other.get("/account/").status_code == expected
    assert SignIn.objects.filter(means=SignIn.Means.RECOVERY, outcome=SignIn.Outcome.IN).count() == 1


def test_a_factor_is_set_up_only_by_who_shows_once_more_that_it_is_them(signed_in: SignedIn) -> None:
    client, _ = signed_in()
    for page in ("totp/activate", "recovery-codes/generate", "webauthn/add"):
        answer = client.get(f"/account/2fa/{page}/")
        assert answer["Location"].startswith("/account/reauthenticate/"), page


def test_the_secret_of_an_app_lies_encrypted_in_the_database(signed_in: SignedIn) -> None:
    client, user = signed_in()
    confirm(client)
    secret = _set_up_app(client)
    stored = Authenticator.objects.get(user=user, type="totp")
    assert secret not in str(stored.data)
    assert stored.wrap().validate_code(_code(secret))


def test_a_secret_outlives_a_change_of_the_site_s_key_while_the_old_one_is_known(
    signed_in: SignedIn, settings: Settings
) -> None:
    client, user = signed_in()
    confirm(client)
    secret = _set_up_app(client)
    stored = Authenticator.objects.get(user=user, type="totp")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key altogether"
    assert stored.wrap().validate_code(_code(secret))
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(SecretUnreadable, match="without-second-factor"):
        stored.wrap().validate_code(_code(secret))


@pytest.mark.django_db(transaction=True)
def test_a_change_of_keys_is_told_by_mail_and_in_the_history(signed_in: SignedIn) -> None:
    client, user = signed_in()
    confirm(client)
    _set_up_app(client)
    told = [each for each in mail.outbox if "authenticator app" in each.body.lower()]
    assert [each.to for each in told] == [[user.email]]
    assert told[0].subject.startswith("[Dateline] ")
    assert "from 127.0.0.1" in told[0].body
    assert "tell an admin" in told[0].body
    assert "Authenticator app added" in [line.what for line in audit.in_words(audit.changes())]


# ── sessions ──────────────────────────────────────────────────────────────────────────────────────────────


def test_sessions_are_listed_and_one_of_them_ended(signed_in: SignedIn) -> None:
    client, user = signed_in()
    other = Client(HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
    sign_in_by_form(other, user.email)
    page = client.get("/account/sessions/").text
    assert "Firefox on Linux" in page
    theirs = UserSession.objects.get(user_agent__contains="Firefox")
    client.post(f"/account/sessions/{theirs.pk}/end/")
    assert other.get("/account/").status_code == 302
    assert client.get("/account/").status_code == 200


def test_nobody_ends_the_session_of_another(signed_in: SignedIn) -> None:
    client, _ = signed_in()
    other, theirs = signed_in(Role.EDITOR)
    session = UserSession.objects.get(user=theirs)
    assert client.post(f"/account/sessions/{session.pk}/end/").status_code == 404
    assert other.get("/account/").status_code == 200


def test_all_other_sessions_end_at_once(signed_in: SignedIn) -> None:
    client, user = signed_in()
    others = [Client(), Client()]
    for other in others:
        sign_in_by_form(other, user.email)
    client.post("/account/sessions/")
    assert [other.get("/account/").status_code for other in others] == [302, 302]
    assert client.get("/account/").status_code == 200


def test_ending_one_s_own_session_signs_out(signed_in: SignedIn) -> None:
    client, user = signed_in()
    answer = client.post(f"/account/sessions/{UserSession.objects.get(user=user).pk}/end/")
    assert answer["Location"] == "/"
    assert client.get("/account/").status_code == 302


def test_a_new_password_ends_all_other_sessions(signed_in: SignedIn) -> None:
    client, user = signed_in()
    other = Client()
    sign_in_by_form(other, user.email)
    confirm(client)
    new = "eight owls over Marj"
    client.post("/account/password/change/", {"oldpassword": KEY_PHRASE, "password1": new, "password2": new})
    assert other.get("/account/").status_code == 302
    assert client.get("/account/").status_code == 200


# ── the log ───────────────────────────────────────────────────────────────────────────────────────────────


def test_the_log_says_who_came_who_tried_and_who_left(person: Person) -> None:
    user = person()
    client = Client(REMOTE_ADDR="198.51.100.3")
    _try(client, user.email)
    sign_in_by_form(client, user.email)
    client.post("/account/logout/")
    lines = SignIn.objects.newest_first()
    assert [(line.outcome, line.ip) for line in lines] == [
        ("out", "198.51.100.3"),
        ("in", "198.51.100.3"),
        ("wrong", "198.51.100.3"),
    ]
    assert {line.user for line in lines} == {user}


def test_what_a_stranger_types_is_not_kept() -> None:
    _try(Client(), "my.password.by.mistake@example.org")
    (line,) = SignIn.objects.all()
    assert line.user is None
    assert "mistake" not in str(SignIn.objects.values())


def test_the_log_forgets_after_half_a_year(person: Person) -> None:
    user = person()
    old, recent = (timezone.now() - timedelta(days=days) for days in (181, 179))
    for at in (old, recent):
        SignIn.objects.create(at=at, user=user, outcome=SignIn.Outcome.IN, means=SignIn.Means.PASSWORD)
    sign_in_by_form(Client(), user.email)
    assert not SignIn.objects.filter(at__lte=old).exists()
    assert SignIn.objects.filter(at=recent).exists()


def test_sessions_that_ran_out_are_forgotten(person: Person) -> None:
    Session.objects.create(
        session_key="x" * 32, session_data="", expire_date=timezone.now() - timedelta(days=1)
    )
    sign_in_by_form(Client(), person().email)
    assert not Session.objects.filter(session_key="x" * 32).exists()


def test_the_log_is_shown_to_admins(signed_in: SignedIn, person: Person) -> None:
    other = person(email="omar@example.org")
    _try(Client(REMOTE_ADDR="198.51.100.3"), other.email)
    client, _ = signed_in(Role.ADMIN)
    page = client.get("/people/log/").text
    assert "omar@example.org" in page
    assert "refused: wrong password or code" in page
    assert "198.51.100.3" in page
