"""What the steps of a report's way ask of the world: the network, an engine, what words are looked up in.

Each is made once a process. The environment may tell `DATELINE_CONTACT`, where a site's owner can turn
to, `DATELINE_ALLOW_PRIVATE`, whether pages are fetched from the own network too, and `DATELINE_WORLD`, which
names a function that makes another world, as tests do.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dateline.adapters.feeds.following import Ask
    from dateline.coding.engine import Engine
    from dateline.pipeline import Lookups


def _fetcher() -> Ask:
    from dateline.adapters.network import CONTACT, Fetcher  # noqa: PLC0415
    from dateline.web.archive.polling_pace import DatabasePace  # noqa: PLC0415

    return Fetcher(
        contact=os.environ.get("DATELINE_CONTACT") or CONTACT,
        allow_private=os.environ.get("DATELINE_ALLOW_PRIVATE", "").lower() in ("1", "true", "yes", "on"),
        pace=DatabasePace(),
    ).ask


def _engine() -> Engine:
    from dateline.adapters.weights import load_engine  # noqa: PLC0415

    return load_engine()


def _lookups() -> Lookups:
    from dateline.adapters.lookups import load_lookups  # noqa: PLC0415

    return load_lookups()


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Makes what the steps ask of the world, at its first use."""

    fetcher: Callable[[], Ask] = field(default=_fetcher)
    engine: Callable[[], Engine] = field(default=_engine)
    lookups: Callable[[], Lookups] = field(default=_lookups)


@contextmanager
def in_world(other: World) -> Iterator[None]:
    """Have the steps ask `other` while the context lasts, in this process."""
    _worlds.append(_once(other))
    try:
        yield
    finally:
        _worlds.pop()


_worlds: list[World] = []


def world() -> World:
    """The world of this process."""
    if not _worlds:
        named = os.environ.get("DATELINE_WORLD")
        _worlds.append(_once(import_string(named)() if named else World()))
    return _worlds[-1]


def _once(made: World) -> World:
    """Make each thing once: a model takes a second to load, and a fetcher knows the rules of its sites.

    What editors add to the register and the gazetteer lies over these, and is read anew when it changes.
    """
    below = cache(made.lookups)

    def lookups() -> Lookups:
        from dateline.web.archive.overrides import laid_over  # noqa: PLC0415

        return laid_over(below())

    return World(fetcher=cache(made.fetcher), engine=cache(made.engine), lookups=lookups)
