"""The port of every engine that codes reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from dateline.domain import Coding, Report


class Engine(Protocol):
    """Report in, Coding out.

    An engine is given one report at a time and says what its words say: every span that it returns
    points into `report.text`. It leaves `Harm.count` empty and `Event.date` None; resolving fills them.
    """

    @property
    def name(self) -> str:
        """What the engine is and which version ("compact/1"); stands in each of its codings."""
        ...

    @property
    def languages(self) -> frozenset[str]:
        """The languages that it reads, as ISO 639-1 codes ("en")."""
        ...

    def code(self, report: Report) -> Coding:
        """The names, events and attributions of `report`; a report that tells of none has an empty coding."""
        ...
