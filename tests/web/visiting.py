"""Visits to the site in Chromium: pages that remember what they asked for and what they complained of."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Protocol

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from tests.web.accounts import KEY_PHRASE, sign_in_by_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page
    from pytest_django.live_server_helper import LiveServer

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
_PATIENCE = 60_000  # milliseconds; a busy machine without a graphics card takes its time over a map
expect.set_options(timeout=20_000)


class Visit(Protocol):
    """Opens the site in a browser of its own; what browsers `asked` for and `complained` of is kept."""

    asked: list[str]
    complained: list[str]

    def __call__(
        self,
        path: str = "/",
        *,
        by: str = ...,
        size: dict[str, int] = ...,
        script: bool = ...,
        dark: bool = ...,
    ) -> Page:
        """The open page, to somebody who has signed in `by` that address, if any."""
        ...


class _Visitor:
    def __init__(self, browser: Browser, server: LiveServer) -> None:
        self.asked: list[str] = []
        self.complained: list[str] = []
        self._browser, self._url = browser, server.url
        self._contexts: list[BrowserContext] = []

    def __call__(
        self,
        path: str = "/",
        *,
        by: str = "",
        size: dict[str, int] = DESK,
        script: bool = True,
        dark: bool = False,
    ) -> Page:
        context = self._browser.new_context(
            base_url=self._url,
            viewport={"width": size["width"], "height": size["height"]},
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
        )
        context.set_default_timeout(_PATIENCE)
        self._contexts.append(context)
        if by:
            self._signed_in(context, by)
        page = context.new_page()
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.complained.append(str(error)))
        page.on("console", self._hear)
        page.goto(path)
        return page

    def _signed_in(self, context: BrowserContext, email: str) -> None:
        """Give a browser the session of who has sent the form; how the form looks is for its own tests."""
        client = Client()
        assert sign_in_by_form(client, email) == HTTPStatus.FOUND
        kept = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": kept.key, "value": kept.value, "url": self._url, "httpOnly": True}])

    def _hear(self, message: object) -> None:
        text = message.text  # type: ignore[attr-defined]
        # Answers that are refusals on purpose, advice on forms, and word of drawing without a graphics card.
        if not re.search(r"status of 4\d\d|\[DOM\]|GL Driver Message", text):
            self.complained.append(text)

    def close(self) -> None:
        for context in self._contexts:
            context.close()


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer) -> Iterator[Visit]:
    """A way to visit the site; the browsers are closed after the test."""
    visitor = _Visitor(browser, live_server)
    yield visitor
    visitor.close()


def sign_in(page: Page, email: str, password: str = KEY_PHRASE) -> None:
    """Sign in by the form."""
    page.goto("/account/login/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
