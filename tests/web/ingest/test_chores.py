"""What rooms above the archive have workers see to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.web.archive import chores
from dateline.web.archive.tasks_worker import see_to_chores

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db


def test_each_chore_is_seen_to_though_another_goes_wrong(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(chores, "_chores", {})
    done: list[str] = []

    def does(name: str) -> Callable[[], None]:
        return lambda: done.append(name)

    def fails() -> None:
        raise RuntimeError("the disk is full")

    chores.register("fail", fails)
    chores.register("often", does("often"))
    chores.register("now and then", does("now and then"), thorough=True)
    see_to_chores(thorough=False)
    see_to_chores(thorough=True)
    assert done == ["often", "often", "now and then"]
    assert "chore fail: the disk is full" in caplog.text


def test_the_press_has_briefings_published_that_are_due() -> None:
    assert "publish what is due" in {one.name for one in chores.due(thorough=False)}
