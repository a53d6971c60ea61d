"""What all tests share: the network that they may reach, the browser, the repository."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from playwright.sync_api import Browser

# A shared machine stalls for seconds at a time: a deadline for one example would measure its other work.
settings.register_profile("house", deadline=None, print_blob=True)
# In CI a change fails for its own faults alone, and time is short; developing looks for new examples.
settings.register_profile("ci", parent=settings.get_profile("house"), derandomize=True, max_examples=50)
settings.load_profile("ci" if os.environ.get("CI") else "house")

_LOOPBACK = ["127.0.0.0/8", "::1", "localhost"]
_LONG = ("browser", "slow")
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None, None, None]:
    """Open loopback where a test asks for it, pass over the browser where there is none; long files first.

    The order of files is by chance, and so it stays among the long ones and among all others: whoever runs
    several files at once ends with short ones.
    """
    no_browser = pytest.mark.skip(reason="no Chromium on this machine (Debian: apt-get install chromium)")
    for item in items:
        if item.get_closest_marker("loopback"):
            item.add_marker(pytest.mark.allow_hosts(_LOOPBACK))
        if item.get_closest_marker("browser") and _browser() is None:
            item.add_marker(no_browser)
    yield
    long = {item.path for item in items for mark in _LONG if item.get_closest_marker(mark)}
    items.sort(key=lambda item: item.path not in long)


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what is cached, such as the register's index, out of the developer's home."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder that holds pyproject.toml."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium. Ask for it in tests marked `browser` only."""
    path = _browser()
    assert path is not None, "a test that asks for chromium is to be marked `browser`"
    return path


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Chromium, without a window; one for all rooms, because Playwright runs once in a process."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- most tests look at no page

    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        # Its event loop counts as running in this thread from here on, and Django's database refuses that.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


def _browser() -> str | None:
    found = (shutil.which(name) for name in _BROWSERS)
    return next((path for path in found if path), None)
