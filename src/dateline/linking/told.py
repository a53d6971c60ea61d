"""What is put together into incidents: an account, with the coding of the report that gives it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain import EventRef

if TYPE_CHECKING:
    from dateline.domain import Coding
    from dateline.linking.rollup import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one report says of one happening, with all else that the report says."""

    coding: Coding
    account: Account

    @property
    def events(self) -> tuple[EventRef, ...]:
        """The events of the account, the main one first."""
        return tuple(EventRef(report=self.coding.report.id, event=one.id) for one in self.account.events)
