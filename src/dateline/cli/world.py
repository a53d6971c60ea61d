"""What the commands ask of the world: a way to read pages, an engine, a gazetteer and a register.

The real ones are loaded at their first use, so that --help stays light.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dateline.coding.engine import Engine
    from dateline.domain import Report
    from dateline.pipeline import Lookups
    from dateline.reading import Fetch
    from dateline.resolving.ports import Register


class ReadPage(Protocol):
    """A way to read a page, given as an address, a path or "-" for standard input."""

    def __call__(self, page: str, *, url: str | None, allow_private: bool) -> Report:
        """The report of `page`; `url` tells where it was found, where it is not fetched from there."""
        ...


def _read(page: str, *, url: str | None, allow_private: bool) -> Report:
    from dateline.reading import read

    return read(page, url=url, fetch=_fetcher(allow_private=allow_private))


@cache
def _fetcher(*, allow_private: bool) -> Fetch:
    """One fetcher for all pages of a run, so that a site is asked once for its robots.txt."""
    from dateline.adapters.network import Fetcher

    return Fetcher(allow_private=allow_private)


def _load_engine() -> Engine:
    from dateline.adapters.weights import load_engine

    return load_engine()


def _load_llm() -> Engine:
    from dateline.adapters.llm import load_engine

    return load_engine()


def _load_lookups(register: Path | None) -> Lookups:
    from dateline.adapters.lookups import load_lookups

    return load_lookups(register)


def _load_register(own: Path | None) -> Register:
    from dateline.adapters.register import load_register

    return load_register(own)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The network, the models and what words are looked up in, for the commands; by default the real ones.

    `load_lookups` is given the file of the analyst's own actors, if there is one; so is `load_register`, for
    what asks for actors alone.
    """

    read: ReadPage = field(default=_read)
    load_engine: Callable[[], Engine] = field(default=_load_engine)
    load_llm: Callable[[], Engine] = field(default=_load_llm)
    load_lookups: Callable[[Path | None], Lookups] = field(default=_load_lookups)
    load_register: Callable[[Path | None], Register | None] = field(default=_load_register)

    def loader(self, engine: str) -> Callable[[], Engine]:
        """What loads the engine that `--engine` names."""
        return {"compact": self.load_engine, "llm": self.load_llm}[engine]
