"""Chores: what workers look at again and again while they live. Rooms above the archive name theirs.

register(name, chore)            every few seconds
register(name, chore, thorough=True)   once in a minute
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chore:
    """Something that is seen to; `thorough` where once in a minute is enough."""

    name: str
    do: Callable[[], object]
    thorough: bool

    def __call__(self) -> None:
        """See to it. Where it goes wrong it keeps none of the others from being done."""
        try:
            self.do()
        except Exception as error:  # noqa: BLE001 -- whatever it is, the next time comes in seconds
            _log.warning("chore %s: %s", self.name, error)


_chores: dict[str, Chore] = {}


def register(name: str, do: Callable[[], object], *, thorough: bool = False) -> None:
    """Have workers see to something, when an app is ready.

    It is done by every worker, and again while another still is at it; so it decides in a transaction what is
    its own, and is soon done: the worker says that it lives in between.
    """
    _chores[name] = Chore(name=name, do=do, thorough=thorough)


def due(*, thorough: bool) -> list[Chore]:
    """What is to be seen to now; all there is when it is `thorough`."""
    return [one for one in _chores.values() if thorough or not one.thorough]
