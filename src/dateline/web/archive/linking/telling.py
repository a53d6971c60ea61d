"""What reports tell, read back from the archive: the accounts that incidents are weighed by."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.domain import Verdict
from dateline.linking.linking import told_by
from dateline.linking.sketching import key_of, sketch
from dateline.web.archive.layers import layers
from dateline.web.archive.laying import lay
from dateline.web.archive.models import Account, Correction, Decision, Event, Review
from dateline.web.archive.models import Coding as CodingRow
from dateline.web.archive.store import as_coded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from uuid import UUID

    from dateline.domain import Coding
    from dateline.linking.sketching import Sketch
    from dateline.linking.told import Told

_KEPT = 400  # codings in memory, of some 50 kB each


def told_in(reports: Collection[UUID]) -> dict[UUID, list[Told]]:
    """The accounts that reports give, as their codings stand: corrected, without what was rejected."""
    apart = _apart(reports)
    return {
        report: told_by(coding, apart=frozenset(apart.get(report, ())))
        for report, coding in codings_of(reports).items()
    }


def told_by_key(reports: Collection[UUID]) -> dict[str, Told]:
    """The accounts that reports give, by their keys."""
    return {key_of(one.events[0]): one for told in told_in(reports).values() for one in told}


def sketched_anew(number: int) -> Sketch:
    """The sketch of an account, by its number, that other rules have sketched before."""
    account = Account.objects.select_related("report").only("ref", "report__key").get(pk=number)
    found = sketch(told_in([account.report_id]).get(account.report_id, []))
    return next(one for one in found if one.key == f"{account.report.key}\0{account.ref}")


def codings_of(reports: Collection[UUID]) -> dict[UUID, Coding]:
    """The codings of reports as they stand, under the keys of their reports, in four questions."""
    rows = {
        row.pk: row
        for row in CodingRow.objects.filter(report__in=reports, current=True)
        .select_related("report")
        .defer("body", "report__text", "report__set_apart")
    }
    events: dict[UUID, dict[UUID, str]] = defaultdict(dict)
    rejected: dict[UUID, list[str]] = defaultdict(list)
    for pk, coding, ref, review in Event.objects.filter(coding__in=rows).values_list(
        "pk", "coding_id", "ref", "review"
    ):
        events[coding][pk] = ref
        if review == Review.REJECTED:
            rejected[coding].append(ref)
    said: dict[UUID, list[Correction]] = defaultdict(list)
    for one in Correction.objects.holding().filter(event__coding__in=rows).select_related("event"):
        said[one.event.coding_id or one.pk].append(one)
    asked = {
        pk: (pk, row.report.key, tuple(one.pk for one in said[pk]), tuple(sorted(rejected[pk])))
        for pk, row in rows.items()
    }
    missing = [pk for pk, key in asked.items() if key not in _memory]
    bodies = dict(CodingRow.objects.filter(pk__in=missing).values_list("pk", "body"))
    found: dict[UUID, Coding] = {}
    for pk, row in rows.items():
        key = asked[pk]
        if key not in _memory:
            row.body = bodies[pk]
            laid = lay(as_coded(row), layers(events[pk], said[pk])).coding
            _memory[key] = replace(
                laid,
                report=replace(laid.report, id=row.report.key),
                events=tuple(one for one in laid.events if one.id not in rejected[pk]),
            )
        _memory.move_to_end(key)
        found[row.report_id] = _memory[key]
    while len(_memory) > _KEPT:
        _memory.popitem(last=False)
    return found


_memory: OrderedDict[tuple[object, ...], Coding] = OrderedDict()
"""Codings by all that they hang on: the engine's own never changes, nor does a correction that holds."""


def _apart(reports: Iterable[UUID]) -> dict[UUID, set[frozenset[str]]]:
    """By report, the pairs of its events that are not to be rolled up into one account."""
    decisions = (
        Decision.objects.filter(ruling__withdrawn_at=None, one__report__in=list(reports))
        .order_by("pk")
        .values_list("verdict", "one__report", "other__report", "one__ref", "other__ref")
    )
    found: dict[UUID, set[frozenset[str]]] = defaultdict(set)
    for verdict, report, other, *refs in decisions:
        if report == other:
            (found[report].add if verdict == Verdict.APART else found[report].discard)(frozenset(refs))
    return found
