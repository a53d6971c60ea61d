"""Rulings: what an analyst decides on incidents. It holds through every later run, until it is undone.

merge(incidents)             they are one
split(incident, accounts)    these accounts of it are of another
keep_apart(one, other)       two that look alike are two
undo(ruling)                 as it was before, but for what else has come since
last_moves(incidents)        what somebody did last to what incidents are made of
rulings_on(incident)         the rulings that an incident, or what is told of it, has come by
"""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from dateline import domain
from dateline.domain import EventRef, Verdict
from dateline.domain.errors import RulingRefused, RulingWithdrawn
from dateline.web.archive.history import record
from dateline.web.archive.linking import link_report, take_lock
from dateline.web.archive.linking.joining import Joining, Moves
from dateline.web.archive.linking.weighing import weigh
from dateline.web.archive.models import (
    Account,
    Change,
    Decision,
    Event,
    Incident,
    Report,
    Ruling,
    RulingKind,
)
from dateline.web.archive.sources import sources_of_archive

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from typing import TypeAlias
    from uuid import UUID

    from django.db.models import QuerySet

    from dateline.web.archive.people import User

    Pair: TypeAlias = tuple[Event, Event]
    Seen: TypeAlias = Mapping[UUID, str]

_MOVING = (RulingKind.MERGE.label, RulingKind.SPLIT.label, "undid")


@transaction.atomic
def merge(incidents: Sequence[Incident], *, by: User, seen: Seen | None = None) -> Ruling:
    """Say that incidents are one and the same.

    `seen` holds, by incident, the id of the last of its `last_moves` that `by` knew of, "" for none: where
    somebody has moved accounts since, it is not what `by` meant any more. Incidents that are not in it are
    taken as they are. So it is with `split` and `keep_apart`.

    Raises:
        RulingRefused: They are fewer than two, or one of them is gone, or is not what `by` has seen.
    """
    _hold(incidents)
    held = _there(incidents)
    _check_seen(held, seen)
    mains = _mains(Account.objects.filter(incident__in=held))
    first, *others = mains
    apart = _decided(mains, Verdict.APART)
    pairs = [(first, other) for other in others]
    pairs += [pair for pair in combinations(mains, 2) if frozenset(one.pk for one in pair) in apart]
    return _rule(RulingKind.MERGE, held, {Verdict.TOGETHER: pairs}, by)


@transaction.atomic
def split(incident: Incident, accounts: Collection[Account], *, by: User, seen: Seen | None = None) -> Ruling:
    """Say that some accounts of an incident are of another one.

    Raises:
        RulingRefused: They are none or all of its accounts, or not of it, or it is not what `by` has seen.
    """
    _hold([incident])
    held = _there([incident], least=1)
    _check_seen(held, seen)
    mine = set(Account.objects.filter(incident__in=held).values_list("pk", flat=True))
    going = {one.pk for one in accounts}
    if not going or not going < mine:
        raise RulingRefused(
            f"{len(going)} of {len(mine)} accounts", "Choose some of its accounts, and not all."
        )
    gone = _mains(Account.objects.filter(pk__in=going))
    left = _mains(Account.objects.filter(pk__in=mine - going))
    together = [(gone[0], other) for other in gone[1:]]
    return _rule(
        RulingKind.SPLIT, held, {Verdict.TOGETHER: together, Verdict.APART: list(product(gone, left))}, by
    )


@transaction.atomic
def keep_apart(one: Incident, other: Incident, *, by: User, seen: Seen | None = None) -> Ruling:
    """Say that two incidents that look alike are two.

    Raises:
        RulingRefused: They are the same, or one of them is gone, or is not what `by` has seen.
    """
    _hold([one, other])
    held = _there([one, other])
    _check_seen(held, seen)
    here, there = (_mains(Account.objects.filter(incident=row)) for row in held)
    return _rule(RulingKind.APART, held, {Verdict.APART: list(product(here, there))}, by)


@transaction.atomic
def keep_events_apart(one: Event, other: Event, *, by: User) -> Ruling:
    """Say that two events of one report, told as one happening, are two.

    Raises:
        RulingRefused: They are of two reports, or the same, or of no incident.
    """
    take_lock(one.report)
    if one.report_id != other.report_id or one == other:
        raise RulingRefused("the events are not two of one report", "Split the incident instead.")
    held = list(Incident.objects.filter(accounts__events__in=[one, other]).distinct())
    if not held:
        raise RulingRefused("the events are of no incident")
    return _rule(RulingKind.APART, held, {Verdict.APART: [(one, other)]}, by)


@transaction.atomic
def undo(ruling: Ruling, *, by: User) -> None:
    """Have a ruling hold no more, and put its accounts back where they were.

    Raises:
        RulingWithdrawn: Somebody has undone it already.
    """
    _hold(Incident.objects.filter(accounts__events__in=list(ruling.before)).distinct())
    row = Ruling.objects.select_for_update().get(pk=ruling.pk)
    if row.withdrawn_at:
        raise RulingWithdrawn(f"{row}, by {row.withdrawn_by}")
    row.withdrawn_at, row.withdrawn_by = timezone.now(), by
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])
    moves = Moves()
    _put_back(row.before, moves)
    pairs = [(one.one, one.other) for one in row.decisions.select_related("one__report", "other__report")]
    _settle(pairs, moves)
    for incident in row.incidents.all():
        record("undid", incident, by=by, before={"ruling": str(row.pk), "kind": row.kind})
    ruling.refresh_from_db()


def last_moves(incidents: Iterable[Incident]) -> dict[UUID, Change]:
    """By incident, the last time that somebody moved accounts into it or out of it; few have one."""
    keys = {str(one.pk): one.pk for one in incidents}
    found = Change.objects.filter(about="incident", object__in=keys, verb__in=_MOVING)
    return {keys[one.object]: one for one in found.select_related("by").order_by("at", "id")}


def rulings_on(incident: Incident) -> QuerySet[Ruling]:
    """The rulings on an incident and on the events that it is made of, the latest first."""
    events = Event.objects.filter(accounts__incident=incident).values("pk")
    on = Decision.objects.filter(Q(one__in=events) | Q(other__in=events)).values("ruling")
    found = Ruling.objects.filter(Q(pk__in=on) | Q(pk__in=incident.rulings.values("pk")))
    return found.order_by("-at", "-pk")


def _rule(
    kind: RulingKind, incidents: Sequence[Incident], pairs: dict[Verdict, list[Pair]], by: User
) -> Ruling:
    was = Account.objects.filter(incident__in=incidents, events__ref=F("ref"))
    before = {str(event): key for event, key in was.values_list("events", "incident__key")}
    row = Ruling.objects.create(kind=kind, before=before, by=by)
    row.incidents.set(incidents)
    Decision.objects.bulk_create(
        Decision(ruling=row, verdict=verdict, one=one, other=other)
        for verdict, some in pairs.items()
        for one, other in some
    )
    moves = Moves()
    _settle([pair for some in pairs.values() for pair in some], moves)
    for incident in incidents:
        record(
            kind.label,
            incident,
            by=by,
            before={"of": sorted(set(before.values()))},
            after={"ruling": str(row.pk)},
        )
    return row


def _settle(pairs: Sequence[Pair], moves: Moves) -> None:
    """Put together anew what decisions are on.

    Where both events are of one report, its accounts may be others.
    """
    sources = sources_of_archive()
    told_anew = {one.report_id for one, other in pairs if one.report_id == other.report_id}
    for report in Report.objects.filter(pk__in=told_anew).order_by("pk"):
        moves.changed |= link_report(report, sources=sources).changed
    Joining(moves).decide(_as_decision(one, other) for one, other in pairs)
    weigh(moves.changed, moves, sources)


def _as_decision(one: Event, other: Event) -> domain.Decision:
    """A decision by its events alone; what it says stands in the database."""
    here, there = (EventRef(report=event.report.key, event=event.ref) for event in (one, other))
    return domain.Decision(verdict=Verdict.TOGETHER, one=here, other=there, by="", on=timezone.now().date())


def _put_back(before: dict[str, str], moves: Moves) -> None:
    """Have accounts be of the incidents that they were of, as far as both are there."""
    rows = {row.key: row for row in Incident.objects.light().filter(key__in=set(before.values()))}
    accounts = Account.objects.filter(events__in=list(before), events__ref=F("ref")).annotate(
        main=F("events")
    )
    for pk, main, now in accounts.values_list("pk", "main", "incident__key"):
        key = before[str(main)]
        if key in rows and now and now != key:
            moves.changed |= {key, now}
            Account.objects.filter(pk=pk).update(incident=rows[key])


def _hold(incidents: Iterable[Incident]) -> None:
    """Be the only one who changes what is linked, and what the reports on these incidents say."""
    keys = [one.pk for one in incidents]
    take_lock(*Report.objects.filter(accounts__incident__in=keys).only("pk").distinct())


def _there(incidents: Iterable[Incident], *, least: int = 2) -> list[Incident]:
    keys = list(dict.fromkeys(one.pk for one in incidents))
    rows = Incident.objects.light().select_related("into").in_bulk(keys)
    for row in rows.values():
        if row.gone_at:
            became = f", which became part of {row.into}" if row.into else ""
            raise RulingRefused(f"nothing is left of {row}{became}", "Load the page again and choose anew.")
    if len(rows) < max(least, len(keys)):
        raise RulingRefused(f"{len(rows)} of {least} are there", "Load the page again and choose anew.")
    return [rows[key] for key in keys]


def _check_seen(held: Iterable[Incident], seen: Seen | None) -> None:
    if seen is None:
        return
    rows = {row.pk: row for row in held}
    for key, last in last_moves(rows.values()).items():
        if str(last.pk) != seen.get(key, str(last.pk)):
            did = "undid a ruling on" if last.verb == "undid" else last.verb
            raise RulingRefused(
                f"{last.by} {did} {rows[key]} at {last.at:%H:%M} UTC, after you opened the page",
                "Look at it as it is now and choose anew.",
            )


def _mains(accounts: Iterable[Account]) -> list[Event]:
    """The main events of accounts, which stand for them; in the order of the accounts."""
    numbers = {one.pk for one in accounts}
    found = Event.objects.filter(accounts__in=numbers, accounts__ref=F("ref")).select_related("report")
    mains = sorted(set(found), key=lambda one: str(one.pk))
    if not mains:
        raise RulingRefused("nobody tells of it any more", "Load the page again.")
    return mains


def _decided(events: Sequence[Event], verdict: Verdict) -> set[frozenset[UUID]]:
    """The pairs of some events on which a verdict stands."""
    keys = [one.pk for one in events]
    decisions = Decision.objects.filter(
        ruling__withdrawn_at=None, verdict=verdict, one__in=keys, other__in=keys
    )
    return {frozenset(pair) for pair in decisions.values_list("one", "other")}
