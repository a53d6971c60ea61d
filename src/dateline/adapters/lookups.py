"""The gazetteer and the register of this installation, for whoever codes."""

from __future__ import annotations

import logging
from functools import cache
from typing import TYPE_CHECKING

from dateline.adapters.gazetteer.location import load_gazetteer
from dateline.adapters.register import load_register
from dateline.domain.errors import GazetteerUnavailable
from dateline.pipeline.lookups import Lookups

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.resolving.ports import Gazetteer, Register

_log = logging.getLogger(__name__)


def load_lookups(own: Path | None = None) -> Lookups:
    """The gazetteer that was built and the register that ships, with the file `own` laid over it.

    Each is loaded once a process. Where no gazetteer was built, places are not looked up, and a warning says
    so, once, and how to build it.

    Raises:
        RegisterUnreadable: A file of the register cannot be read or is not right; names which and what to do.
    """
    return Lookups(gazetteer=_gazetteer(), register=_register(own))


def _gazetteer() -> Gazetteer | None:
    try:
        return load_gazetteer()
    except GazetteerUnavailable as error:
        _warn(f"places stay as written: {error}")
        return None


@cache
def _register(own: Path | None) -> Register:
    return load_register(own)


@cache
def _warn(line: str) -> None:
    _log.warning(line)
