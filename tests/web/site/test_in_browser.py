"""Accounts and the frame as Chromium shows them, with scripts and without."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from playwright.sync_api import expect

from dateline.web.rights import Role
from dateline.web.site.accounts import inviting
from dateline.web.site.accounts.models import SignIn, User
from tests.web.accounts import KEY_PHRASE
from tests.web.barriers import barriers, too_wide_at
from tests.web.visiting import DESK, PHONE, sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django import Settings
    from pytest_django.live_server_helper import LiveServer

    from tests.web.accounts import Person
    from tests.web.visiting import Visit

pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.django_db(transaction=True)]

_ON_THE_WAY_IN = (
    "/",
    "/welcome/",
    "/account/login/",
    "/account/signup/",
    "/account/password/reset/",
    "/nothing-here/",
)
_INSIDE = (
    "/welcome/",
    "/account/",
    "/account/name/",
    "/account/email/",
    "/account/password/change/",
    "/account/sessions/",
    "/account/2fa/",
    "/account/2fa/totp/activate/",
    "/account/2fa/webauthn/add/",
    "/people/",
    "/people/invite/",
    "/people/log/",
    "/people/log/rights/",
)


def _confirm(page: Page) -> None:
    expect(page.get_by_role("heading", name="Is it you?")).to_be_visible()
    page.get_by_label("Password").fill(KEY_PHRASE)
    page.get_by_role("button", name="Go on").click()


def _code(secret: str) -> str:
    now = list(yield_hotp_counters_from_time())
    shown: str = format_hotp_value(hotp_value(secret.replace(" ", ""), now[len(now) // 2]))
    return shown


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_somebody_signs_in_sets_up_an_app_signs_in_with_it_and_ends_a_session(
    visit: Visit, person: Person, *, script: bool
) -> None:
    user = person(Role.ANALYST, email="nadia@example.org", name="Nadia Haddad")
    page = visit("/welcome/", script=script)
    page.get_by_role("main").get_by_role("link", name="Sign in").click()
    sign_in(page, "nadia@example.org", "not this one at all")
    expect(page.get_by_text("No account has this address and this password")).to_be_visible()
    sign_in(page, "Nadia@example.org")
    expect(page.get_by_role("link", name="Nadia Haddad")).to_be_visible()

    page.get_by_role("link", name="Nadia Haddad").click()
    page.get_by_role("link", name="See the factors").click()
    page.get_by_role("link", name="Set up the app").click()
    _confirm(page)
    secret = page.locator("#secret").inner_text()
    page.get_by_label("Code of the app").fill(_code(secret))
    page.get_by_role("button", name="Turn it on").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    codes = page.locator(".codes li").all_inner_texts()
    assert len(codes) == 10
    page.get_by_role("link", name="I have them").click()
    expect(page.get_by_text("10 left")).to_be_visible()

    cache.clear()  # else the code that was just spent would be refused for the rest of its minute
    other = visit(script=script, size=PHONE)
    sign_in(other, user.email)
    expect(other.get_by_role("heading", name="One step more")).to_be_visible()
    other.get_by_label("Code").fill(_code(secret))
    other.get_by_role("button", name="Sign in", exact=True).click()
    expect(other.get_by_role("link", name="Nadia Haddad")).to_be_visible()

    page.goto("/account/sessions/")
    sessions = page.locator(".ruled > li")
    expect(sessions).to_have_count(2)
    expect(sessions.filter(has_text="this one")).to_have_count(1)
    sessions.filter(has_not_text="this one").get_by_role("button").click()
    expect(page.get_by_text("The session is ended.")).to_be_visible()
    expect(page.locator(".ruled > li")).to_have_count(1)
    other.goto("/account/")
    expect(other.get_by_role("heading", name="Sign in")).to_be_visible()

    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("main").get_by_role("link", name="Sign in")).to_be_visible()
    assert visit.complained == []


def test_a_passkey_is_added_and_signs_in_alone(visit: Visit, person: Person) -> None:
    user = person(email="nadia@example.org")
    page = visit()
    keys = page.context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    authenticator = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": authenticator})
    sign_in(page, user.email)
    page.goto("/account/2fa/webauthn/add/")
    _confirm(page)
    page.get_by_label("Name of the key").fill("My telephone")
    page.get_by_label("Let it sign in alone").check()
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.goto("/account/2fa/webauthn/")
    expect(page.get_by_text("My telephone")).to_be_visible()
    expect(page.get_by_text("signs in alone")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()

    page.goto("/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("link", name="nadia@example.org")).to_be_visible()
    assert SignIn.objects.newest_first()[0].means == SignIn.Means.PASSKEY

    page.goto("/account/2fa/webauthn/")
    page.get_by_role("link", name="Remove My telephone").click()
    _confirm(page)
    page.get_by_role("button", name="Remove").click()
    assert not Authenticator.objects.filter(type="webauthn").exists()
    assert visit.complained == []


def test_a_passkey_that_fails_is_said_on_the_page(visit: Visit) -> None:
    page = visit("/account/login/")
    page.route("**/2fa/webauthn/login/", lambda route: route.abort())
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("The passkey was not used")


def test_without_scripts_passkeys_say_that_they_need_them(visit: Visit) -> None:
    page = visit("/account/login/", script=False)
    expect(page.get_by_text("Passkeys need JavaScript")).to_be_visible()
    expect(page.get_by_role("button", name="passkey")).to_have_count(0)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_with_scripts_nothing_is_said_of_needing_them(visit: Visit) -> None:
    page = visit("/account/login/")
    expect(page.get_by_role("button", name="passkey")).to_be_visible()
    expect(page.get_by_text("Passkeys need JavaScript")).to_be_hidden()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_an_admin_invites_somebody_who_makes_an_account_and_gets_another_role(
    visit: Visit, person: Person, settings: Settings, *, script: bool
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    admin = person(Role.ADMIN, name="Nadia Haddad")
    page = visit(script=script)
    sign_in(page, admin.email)
    page.get_by_role("navigation", name="Newsroom").get_by_role("link", name="People").click()
    page.get_by_role("link", name="Invite somebody").click()
    page.get_by_label("E-mail address").fill("omar@example.org")
    page.get_by_label("Contributor").check()
    page.get_by_role("button", name="Invite").click()
    _confirm(page)
    shown = page.locator(".note.link").inner_text()
    link = re.search(r"http://\S+(/invited/\S+/)", shown)
    assert link

    guest = visit(link[1], script=script, size=PHONE)
    expect(guest.get_by_text("Nadia Haddad invites you")).to_be_visible()
    guest.get_by_label("Name").fill("Omar Aziz")
    guest.get_by_label("Password", exact=True).fill(KEY_PHRASE)
    guest.get_by_label("Password again").fill(KEY_PHRASE)
    guest.get_by_role("button", name="Make the account").click()
    expect(guest.get_by_role("link", name="Omar Aziz")).to_be_visible()

    page.goto("/people/")
    page.get_by_role("link", name="Omar Aziz").click()
    page.get_by_label("Analyst").check()
    page.get_by_role("button", name="Save the roles").click()
    expect(page.get_by_text("The roles of Omar Aziz are changed.")).to_be_visible()
    assert User.objects.get(email="omar@example.org").roles == (
        Role.READER,
        Role.CONTRIBUTOR,
        Role.ANALYST,
    )
    page.goto("/people/log/rights/")
    expect(page.get_by_text("+ analyst")).to_be_visible()
    assert visit.complained == []


@pytest.mark.parametrize(("size", "dark"), [(DESK, False), (PHONE, True)], ids=["1280-light", "390-dark"])
def test_nothing_serious_stands_in_the_way_of_anybody(
    visit: Visit, person: Person, size: dict[str, int], *, dark: bool
) -> None:
    admin = person(Role.ADMIN, Role.EDITOR, name="Nadia Haddad")
    inviting.invite("omar@example.org", [Role.READER], by=admin)
    page = visit(size=size, dark=dark)
    found = [each for path in _ON_THE_WAY_IN for each in barriers(page, path)]
    sign_in(page, admin.email)
    page.goto("/account/2fa/totp/activate/")
    found += barriers(page, "/account/reauthenticate/")
    page.goto("/account/2fa/totp/activate/")
    _confirm(page)
    found += [each for path in (*_INSIDE, f"/people/{admin.pk}/") for each in barriers(page, path)]
    assert found == []


def test_no_width_needs_scrolling_sideways(visit: Visit, person: Person) -> None:
    admin = person(
        Role.ADMIN, Role.EDITOR, name="Nadia Konstantina Haddad-Papadopoulou of the Euphrates Desk"
    )
    page = visit("/account/2fa/totp/activate/", size=PHONE, by=admin.email)
    _confirm(page)
    for path in (*_INSIDE, f"/people/{admin.pk}/"):
        page.goto(path)
        assert too_wide_at(page) == [], path


def test_the_keyboard_goes_first_to_the_content_and_shows_where_it_is(visit: Visit) -> None:
    page = visit("/account/login/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    field = page.get_by_label("E-mail address")
    expect(field).to_be_focused()
    expect(field).to_have_css("outline-style", "solid")


def test_no_page_asks_another_server_for_anything(
    visit: Visit, person: Person, live_server: LiveServer
) -> None:
    admin = person(Role.ADMIN)
    page = visit(by=admin.email)
    for path in _INSIDE:
        page.goto(path)
    assert visit.asked
    assert [url for url in visit.asked if not url.startswith(live_server.url + "/")] == []
