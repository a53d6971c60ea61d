"""Denials: what a report says did not happen, of the happening that it tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import Status
from dateline.linking.kinds import kinship
from dateline.linking.rollup import days_apart, roll_up
from dateline.resolving.acting.forms import normal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.domain import Coding, Event
    from dateline.linking.rollup import Account
    from dateline.linking.told import Told


KIN = 0.7  # of two types: the one may be the other in the words of another writer


def denials(told: Told) -> tuple[Event, ...]:
    """The denied events of a report that are about the happening of one of its accounts.

    An event that is denied gives no account of its own. It goes to the account of its report that it has most
    in common with, in words for places and targets and in its type; of several alike, to the first.
    """
    coding = told.coding
    denied = [one for one in coding.events if one.status is Status.DENIED and one not in told.account.events]
    if not denied:
        return ()
    key = told.account.events[0].id
    accounts = [one for one in roll_up(coding) if one.events[0].id != key]
    # The account asked for stands where it stood in its report, so that ties fall as they do for the others.
    accounts.append(told.account)
    order = {event.id: number for number, event in enumerate(coding.events)}
    accounts.sort(key=lambda one: order[one.events[0].id])
    return tuple(one for one in denied if _nearest(one, accounts, coding) is told.account)


def _nearest(denied: Event, accounts: list[Account], coding: Coding) -> Account | None:
    ranked = [
        (-common, number)
        for number, account in enumerate(accounts)
        if (common := _in_common(denied, account, coding))
    ]
    return accounts[min(ranked)[1]] if ranked else None


def _in_common(denied: Event, account: Account, coding: Coding) -> float:
    """How much speaks for a denial's being about an account; 0 where its type or date speaks against it."""
    kin = max(kinship(denied.type, event.type) for event in account.events)
    if kin < KIN or (denied.times and days_apart(denied.date, account.date)):
        return 0.0
    words = set(_words(denied, coding))
    shared = max((len(words & set(_words(event, coding))) for event in account.events), default=0)
    return kin + shared


def _words(event: Event, coding: Coding) -> Iterator[str]:
    for span in (*event.places, *event.targets):
        yield from normal(span.of(coding.report.text)).split()
