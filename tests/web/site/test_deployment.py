"""A site that others reach: Django's own look at it finds nothing, and cookies and pages keep to HTTPS."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Told = Callable[..., dict[str, Any]]

_ASK = """
import json, sys
from django.conf import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}))
"""

_FAIL = """
import sys, types
import django
django.setup()
from django.test import Client, override_settings
from django.urls import path
def fail(request):
    raise RuntimeError("the roof fell in")
broken = types.ModuleType("broken")
broken.urlpatterns = [path("", fail, name="home")]
broken.handler500 = "dateline.web.site.errors.failed"
broken.handler400 = "dateline.web.site.errors.bad_request"
sys.modules["broken"] = broken
with override_settings(ROOT_URLCONF="broken"):
    client = Client(raise_request_exception=False, headers={"host": "news.example.org"})
    print(client.get("/", secure=True).status_code)
    print(client.get("/missing", secure=True, headers={"host": "elsewhere.example.org"}).status_code)
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The environment of a machine on which nothing of Dateline's is set but its home."""
    ours = ("DATELINE_", "DATABASE_", "DJANGO_")
    plain = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return plain | {"DATELINE_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "dateline.web.site.settings"}


@pytest.fixture
def told(environment: dict[str, str]) -> Told:
    """Some settings as they are where variables are set."""

    def ask(*names: str, **variables: str) -> dict[str, Any]:
        done = subprocess.run(  # noqa: S603 -- our own interpreter
            [sys.executable, "-c", _ASK, *names],
            env=environment | variables,
            capture_output=True,
            text=True,
            check=True,
        )
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    return ask


def test_django_finds_nothing_to_say_against_a_site_that_others_reach(environment: dict[str, str]) -> None:
    looked = subprocess.run(
        [
            sys.executable,
            "-W",
            "error",
            "-m",
            "dateline.web.site",
            "check",
            "--deploy",
            "--fail-level",
            "INFO",
        ],
        env=environment | {"DATELINE_HOSTS": "news.example.org"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert looked.returncode == 0, looked.stderr
    assert "no issues" in looked.stdout


def test_a_site_that_others_reach_keeps_to_https(told: Told) -> None:
    found = told(
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SESSION_COOKIE_HTTPONLY",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "ACCOUNT_DEFAULT_HTTP_PROTOCOL",
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN",
        "CSRF_TRUSTED_ORIGINS",
        "ALLOWED_HOSTS",
        "ALLAUTH_TRUSTED_PROXY_COUNT",
        DATELINE_HOSTS="news.example.org",
    )
    assert found == {
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 365 * 24 * 60 * 60,
        "ACCOUNT_DEFAULT_HTTP_PROTOCOL": "https",
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": False,
        "CSRF_TRUSTED_ORIGINS": ["https://news.example.org"],
        "ALLOWED_HOSTS": ["news.example.org"],
        "ALLAUTH_TRUSTED_PROXY_COUNT": 1,
    }


def test_errors_are_shown_to_nobody_unless_that_is_asked_for(told: Told) -> None:
    assert told("DEBUG", DATELINE_HOSTS="news.example.org") == {"DEBUG": False}
    assert told("DEBUG", DATELINE_DEBUG="1") == {"DEBUG": True}


def test_a_site_without_https_is_so_by_its_own_word_and_believes_no_header(told: Told) -> None:
    found = told(
        "SESSION_COOKIE_SECURE",
        "SECURE_HSTS_SECONDS",
        "SECURE_PROXY_SSL_HEADER",
        "ALLAUTH_TRUSTED_PROXY_COUNT",
        DATELINE_HOSTS="desk.example.org",
        DATELINE_HTTPS="0",
    )
    assert found == {
        "SESSION_COOKIE_SECURE": False,
        "SECURE_HSTS_SECONDS": 0,
        "SECURE_PROXY_SSL_HEADER": None,
        "ALLAUTH_TRUSTED_PROXY_COUNT": 0,
    }


def test_what_failed_is_in_the_log_and_what_strangers_ask_for_is_not(environment: dict[str, str]) -> None:
    done = subprocess.run(  # noqa: S603 -- our own interpreter
        [sys.executable, "-c", _FAIL],
        env=environment | {"DATELINE_HOSTS": "news.example.org"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["500", "400"]
    assert "ERROR django.request: Internal Server Error: /" in done.stderr
    assert done.stderr.endswith("RuntimeError: the roof fell in\n")


@pytest.mark.django_db
def test_whether_the_site_is_well_is_told_by_whatever_name_it_is_called() -> None:
    watcher = Client(headers={"host": "10.0.0.7:8000"})
    assert watcher.get("/health").json() == {"database": "ok"}
    assert watcher.get("/account/login/").status_code == 400
