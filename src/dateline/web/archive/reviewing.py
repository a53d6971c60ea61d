"""Reviewing: what a person has in hand, and what they think of it.

take, let_go, take_over   so that two do not look at one thing at once
accept, reject, reopen    an event or an incident; where a second reviewer is asked for, two have to agree
settle                    the word of an editor where two say otherwise
disagreements, agreement  where two said otherwise, and how often each two say the same
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from typing import TYPE_CHECKING, TypeAlias

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from dateline.domain.errors import ReviewRefused, TakenByAnother
from dateline.web.archive.history import record
from dateline.web.archive.linking import refresh
from dateline.web.archive.models import Event, Opinion, Report, Review
from dateline.web.archive.showing import follow_review

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from dateline.web.archive.models import Incident
    from dateline.web.archive.models.codings import EventQuerySet
    from dateline.web.archive.people import User

    Reviewed: TypeAlias = Event | Incident

HELD = timedelta(minutes=30)
"""For how long somebody has a thing in hand who does nothing with it."""


def take(row: Reviewed, *, by: User, now: datetime | None = None) -> None:
    """Have a thing in hand, or go on having it.

    Raises:
        TakenByAnother: Somebody else has it in hand.
    """
    now = now or timezone.now()
    free = Q(assignee=None) | Q(assignee=by) | Q(assigned_until__lte=now)
    rows = type(row)._default_manager.filter(free, pk=row.pk)
    if not rows.update(assignee=by, assigned_until=now + HELD):
        row.refresh_from_db(fields=["assignee", "assigned_until"])
        raise TakenByAnother(f"{row.assignee}, until {row.assigned_until:%H:%M} UTC", "Take the next one.")
    row.refresh_from_db(fields=["assignee", "assigned_until"])


def let_go(row: Reviewed, *, by: User) -> None:
    """Have a thing in hand no more."""
    type(row)._default_manager.filter(pk=row.pk, assignee=by).update(assignee=None, assigned_until=None)


@transaction.atomic
def take_over(row: Reviewed, *, by: User, now: datetime | None = None) -> None:
    """Take a thing out of somebody else's hands."""
    held = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    before = held.assignee_id
    held.assignee, held.assigned_until = by, (now or timezone.now()) + HELD
    held.save(update_fields=["assignee", "assigned_until"])
    record(
        "took over",
        held,
        by=by,
        before={"assignee": str(before) if before else None},
        after={"assignee": str(by.pk)},
    )
    row.refresh_from_db(fields=["assignee", "assigned_until"])


@transaction.atomic
def accept(row: Reviewed, *, by: User, second: bool = False, as_of: datetime | None = None) -> Review:
    """Say that it is right; where it stands then.

    Args:
        row: An event or an incident.
        by: Who says so.
        second: Whether the word of another person is asked for, too.
        as_of: The `changed_at` of the incident that `by` looked at: an account that has joined or left since
            is not judged along. None takes it as it is now.

    Raises:
        ReviewRefused: The incident is not what `by` has seen, or is gone.
        TakenByAnother: Somebody else has it in hand.
    """
    return _judge(row, Review.ACCEPTED, "accepted", by, second=second, as_of=as_of)


@transaction.atomic
def reject(row: Reviewed, *, by: User, second: bool = False, as_of: datetime | None = None) -> Review:
    """Say that it is wrong, as with `accept`. A rejected event is of no incident and in no export."""
    return _judge(row, Review.REJECTED, "rejected", by, second=second, as_of=as_of)


@transaction.atomic
def reopen(row: Reviewed, *, by: User) -> Review:
    """Take back one's own word on it; where it stands then.

    What others have said of an event stays, and waits for a second reviewer.
    """
    held = _locked(row, by)
    before = held.review
    if isinstance(held, Event):
        Opinion.objects.filter(event=held, by=by).delete()
        left = Opinion.objects.filter(event=held).exists()
        held.review = Review.SECOND if left else Review.NEW
    else:
        held.review = Review.NEW
    return _settle(held, before, "reopened", by)


@transaction.atomic
def settle(event: Event, verdict: Review, *, by: User) -> Review:
    """Say what holds of an event on which people disagree; what they said stays as they said it.

    Args:
        event: One that waits for a second reviewer.
        verdict: `ACCEPTED` or `REJECTED`.
        by: An editor; it is no opinion among the others, and counts in no figure of agreement.

    Raises:
        ReviewRefused: It waits for nobody any more.
    """
    held = _locked(event, by)
    before = held.review
    if before != Review.SECOND or verdict not in {Review.ACCEPTED, Review.REJECTED}:
        raise ReviewRefused(f"“{event.words}” is {held.get_review_display()}", "Load the page again.")
    held.review = verdict
    return _settle(held, before, "settled", by)


def _judge(
    row: Reviewed, opinion: Review, verb: str, by: User, *, second: bool, as_of: datetime | None
) -> Review:
    held = _locked(row, by)
    if not isinstance(held, Event):
        _check_seen(held, as_of)
    before = held.review
    if isinstance(held, Event):
        Opinion.objects.update_or_create(
            event=held, by=by, defaults={"opinion": opinion, "at": timezone.now()}
        )
        others = set(Opinion.objects.filter(event=held).exclude(by=by).values_list("opinion", flat=True))
        agreed = others == {opinion} if second or before == Review.SECOND else True
        held.review = opinion if agreed else Review.SECOND
        held.recoded = False
    else:
        held.review = opinion
        held.outgrown = False
    return _settle(held, before, verb, by)


def _check_seen(held: Incident, as_of: datetime | None) -> None:
    """Refuse a word on what an incident is no longer; it is ours until the transaction ends."""
    if held.gone_at:
        raise ReviewRefused(f"nothing is left of {held}", "Load the page again.")
    if as_of is not None and held.changed_at != as_of:
        raise ReviewRefused(
            f"what is told of it changed at {held.changed_at:%H:%M} UTC, after you opened the page",
            "Look at it as it is now and decide anew.",
        )


def _settle(held: Reviewed, before: str, verb: str, by: User) -> Review:
    held.assignee = held.assigned_until = None
    seen = "recoded" if isinstance(held, Event) else "outgrown"
    held.save(update_fields=["review", "assignee", "assigned_until", seen])
    record(verb, held, by=by, before={"review": before}, after={"review": held.review})
    if not isinstance(held, Event):
        follow_review(held, by=by)
    elif Review.REJECTED in {before, held.review} and before != held.review:
        refresh(held.report)
    return Review(held.review)


def _locked(row: Reviewed, by: User) -> Reviewed:
    """The row as it is now, ours until the transaction ends, and by nobody else in hand."""
    if isinstance(row, Event):  # the report first, as all do who change what is said of it
        Report.objects.select_for_update().get(pk=row.report_id)
    held = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    if held.assignee_id not in {None, by.pk} and held.assigned_until and held.assigned_until > timezone.now():
        raise TakenByAnother(f"{held.assignee}, until {held.assigned_until:%H:%M} UTC", "Take the next one.")
    return held


# ── two reviewers ───────────────────────────────────────────────────────────────────────────────────────────


def disagreements() -> EventQuerySet:
    """The events of which two people said otherwise."""
    split = (
        Opinion.objects.values("event").annotate(kinds=Count("opinion", distinct=True)).filter(kinds__gt=1)
    )
    return Event.objects.filter(pk__in=split.values("event"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How often two people said the same of the events that both looked at, by their ids.

    `kappa` is Cohen's: 0 for what chance alone would give, 1 for always; None where chance alone would give
    all.
    """

    one: UUID
    other: UUID
    events: int
    same: int
    kappa: float | None


def agreement(first: date | None = None, last: date | None = None) -> list[Agreement]:
    """How often each two people say the same, of opinions from the day `first` to `last`.

    Those who looked at most events both come first. None leaves an end open.
    """
    opinions = Opinion.objects.order_by("event", "by")
    if first:
        opinions = opinions.filter(at__date__gte=first)
    if last:
        opinions = opinions.filter(at__date__lte=last)
    by_event: dict[UUID, dict[UUID, bool]] = defaultdict(dict)
    for event, who, opinion in opinions.values_list("event", "by", "opinion"):
        by_event[event][who] = opinion == Review.ACCEPTED
    pairs: dict[tuple[UUID, UUID], list[tuple[bool, bool]]] = defaultdict(list)
    for said in by_event.values():
        for one, other in combinations(said, 2):
            pairs[one, other].append((said[one], said[other]))
    found = [_agreement(one, other, said) for (one, other), said in pairs.items()]
    return sorted(found, key=lambda one: (-one.events, str(one.one), str(one.other)))


def _agreement(one: UUID, other: UUID, said: list[tuple[bool, bool]]) -> Agreement:
    events, same = len(said), sum(here == there for here, there in said)
    yes_one, yes_other = (sum(pair[at] for pair in said) / events for at in (0, 1))
    chance = yes_one * yes_other + (1 - yes_one) * (1 - yes_other)
    kappa = None if chance == 1 else (same / events - chance) / (1 - chance)
    return Agreement(one=one, other=other, events=events, same=same, kappa=kappa)
