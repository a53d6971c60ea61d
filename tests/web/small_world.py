"""A small world to look words up in, which the tests of the archive and of the desk share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.pipeline import Lookups
from dateline.web.archive.tasks_world import World, in_world
from tests.fakes import ScriptedEngine
from tests.lookups import register
from tests.sample_scripts import SAMPLE_SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.adapters.feeds.following import Ask


def _no_network() -> Ask:
    raise AssertionError("no test of the archive fetches a page")


@pytest.fixture(autouse=True)
def small_world() -> Iterator[None]:
    """A register of a few actors, no gazetteer, no network, and an engine that knows the samples."""
    small = World(
        fetcher=_no_network,
        engine=lambda: ScriptedEngine(*SAMPLE_SCRIPTS),
        lookups=lambda: Lookups(register=register()),
    )
    with in_world(small):
        yield
