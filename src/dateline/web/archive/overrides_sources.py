"""Editing sources: what they are, whose side they are on, which sites are theirs; and two that are one.

save_source(row, said)     a source is edited; what it tells of is weighed anew in the background
merge(row, into=other)     all that is of one source is of another from now on
put_back(change)           an edit is undone; a merge cannot be
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django_tasks import task

from dateline.domain import SourceKind
from dateline.domain.errors import EditedMeanwhile, EditRefused
from dateline.web.archive.history import record
from dateline.web.archive.linking import take_lock
from dateline.web.archive.linking.joining import Moves
from dateline.web.archive.linking.weighing import weigh
from dateline.web.archive.models import (
    Change,
    Event,
    Feed,
    Incident,
    Lock,
    Report,
    Source,
    SourceDomain,
    SourceName,
)
from dateline.web.archive.sources import sources_of_archive
from dateline.web.archive.tasks import Urgency
from dateline.web.archive.tasks_world import world

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from dateline.web.archive.people import User

FIELDS = ("name", "kind", "country", "alignment", "owner", "homepage", "showable")
_WEIGHTY = frozenset({"name", "kind", "alignment", "owner", "domains"})
"""What incidents are weighed by."""

_SITE = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9][a-z0-9-]{0,61}[a-z0-9]")
_ISO3 = re.compile(r"[A-Z]{3}")
_AT_ONCE = 20  # incidents that are weighed under one lock: others link meanwhile


def state_of(row: Source) -> dict[str, Any]:
    """What is said of a source, as JSON."""
    said: dict[str, Any] = {name: getattr(row, name) for name in FIELDS}
    return said | {"domains": sorted(row.domains.values_list("domain", flat=True))}


def token_of(row: Source) -> str:
    """What a form carries, by which it is seen that nobody has edited the source meanwhile."""
    return hashlib.sha256(json.dumps(state_of(row), sort_keys=True).encode()).hexdigest()[:16]


@transaction.atomic
def save_source(row: Source, said: Mapping[str, Any], *, by: User, seen: str) -> Change | None:
    """Keep what is said of a source: `FIELDS` and `domains`; None where nothing changed.

    Raises:
        EditRefused: A field is not right; it says which and why.
        EditedMeanwhile: Somebody was quicker.
    """
    _lock()
    row = Source.objects.select_for_update().get(pk=row.pk)
    if token_of(row) != seen:
        latest = Change.objects.of(row).first()
        who = f" by {latest.by}, {latest.at:%H:%M} UTC" if latest else ""
        raise EditedMeanwhile(f"{row}{who}", "See what it says now, and save again if yours holds.")
    return _save(row, said, by)


@transaction.atomic
def put_back(change: Change, *, by: User) -> Change | None:
    """Undo an edit of a source.

    Raises:
        EditRefused: It has been edited since, has become part of another, or the change was a merge.
    """
    _lock()
    row = Source.objects.select_for_update().filter(pk=change.object).first()
    if row is None or "merged" in (change.after or {}):
        raise EditRefused("two sources that became one cannot be told apart again", "Edit what is wrong.")
    now = state_of(row)
    if any(now[name] != value for name, value in (change.after or {}).items()):
        raise EditRefused(f"{row} has been edited since", "Look at its history, and edit it.")
    return _save(row, change.before or {}, by, verb="undid")


@transaction.atomic
def merge(row: Source, *, into: Source, by: User) -> Change:
    """Make two sources one: reports, sites, feeds and names of `row` are those of `into` from now on.

    Raises:
        EditRefused: Both are one already.
    """
    if row.pk == into.pk:
        raise EditRefused("a source cannot become part of itself", "Choose another.")
    _lock()
    held = {one.pk: one for one in Source.objects.select_for_update().filter(pk__in=[row.pk, into.pk])}
    if len(held) != 2:  # noqa: PLR2004
        raise EditRefused("one of the two is part of another already", "Look at the list of sources.")
    row, into = held[row.pk], held[into.pk]
    before = state_of(row) | {"id": str(row.pk)}
    moved = Report.objects.filter(source=row).update(source=into)
    Event.objects.filter(source=row).update(source=into)
    SourceDomain.objects.filter(source=row).update(source=into)
    Feed.objects.filter(source=row).update(source=into)
    SourceName.objects.filter(source=row).update(source=into)
    SourceName.objects.create(name=row.name, source=into, former=row.pk)
    record("merged", row, by=by, before=before, after={"into": str(into.pk), "name": into.name})
    into.edited = True  # by that linking takes both for one
    into.save(update_fields=["edited"])
    row.delete()
    change = record("merged", into, by=by, before=None, after={"merged": before, "reports": moved})
    weigh_incidents.using(priority=Urgency.ASKED).enqueue(source=str(into.pk))
    return change


def successor_of(key: UUID | str) -> Source | None:
    """The source that one with this id became part of; None where none did."""
    try:
        found = SourceName.objects.select_related("source").filter(former=key).first()
    except (ValidationError, ValueError):
        return None
    return found.source if found else None


@task(queue_name="link")
def weigh_incidents(source: str, after: str = "") -> int:
    """Weigh the incidents anew that a source tells of, some at a time; how many these were."""
    told = Incident.objects.there().told_by(source).order_by("key")  # type: ignore[arg-type]
    if after:
        told = told.filter(key__gt=after)
    with transaction.atomic():
        take_lock()
        keys = list(told.values_list("key", flat=True)[:_AT_ONCE])
        weigh(keys, Moves(), sources_of_archive())
        if len(keys) == _AT_ONCE:
            weigh_incidents.using(priority=Urgency.MANY).enqueue(source=source, after=keys[-1])
    return len(keys)


def _save(row: Source, said: Mapping[str, Any], by: User, verb: str = "edited") -> Change | None:
    before = state_of(row)
    for name in FIELDS:
        if name in said:
            setattr(row, name, said[name])
    _check(row)
    if "domains" in said:
        _set_domains(row, said["domains"])
    after = state_of(row)
    changed = [name for name in after if before[name] != after[name]]
    if not changed:
        return None
    # By `edited` what it is holds against the register, which knows nothing of what may be shown.
    row.edited = row.edited or changed != ["showable"]
    row.save()
    if _WEIGHTY & set(changed):
        weigh_incidents.using(priority=Urgency.ASKED).enqueue(source=str(row.pk))
    return record(
        verb,
        row,
        by=by,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )


def _check(row: Source) -> None:
    row.name = " ".join(row.name.split())
    if not row.name:
        raise EditRefused("a source has a name", "Fill it in.", field="name")
    other = Source.objects.filter(name=row.name).exclude(pk=row.pk).first()
    former = SourceName.objects.filter(name=row.name).exclude(source=row).select_related("source").first()
    if other or former:
        whose = other or (former.source if former else row)
        raise EditRefused(
            f"“{row.name}” is {'a former' if other is None else 'the'} name of another source",
            "Merge the two if they are one.",
            field="name",
            bearers=(str(whose.pk),),
        )
    if row.kind not in set(SourceKind):
        raise EditRefused(f"{row.kind!r} is no kind of source", "Choose one of the list.", field="kind")
    if row.country and not _ISO3.fullmatch(row.country):
        raise EditRefused(f"{row.country!r} is no country", "Write three capitals: SYR.", field="country")
    if row.homepage:
        try:
            URLValidator(schemes=["http", "https"])(row.homepage)
        except ValidationError:
            raise EditRefused(
                f"{row.homepage} is no address", "Write it as https://example.org/.", field="homepage"
            ) from None
    register = world().lookups().register
    if row.alignment and register is not None and register.actor(row.alignment, None) is None:
        raise EditRefused(f"the register has no {row.alignment!r}", "Choose an actor.", field="alignment")


def _set_domains(row: Source, domains: Iterable[str]) -> None:
    wanted = list(dict.fromkeys(filter(None, map(site_as_kept, domains))))
    for site in wanted:
        if not _SITE.fullmatch(site):
            raise EditRefused(f"{site!r} is no site", "Write it as example.org.", field="domains")
    held = {
        one.domain: one for one in SourceDomain.objects.filter(domain__in=wanted).select_related("source")
    }
    for site, one in held.items():
        if one.source_id != row.pk:
            raise EditRefused(
                f"{site} is a site of {one.source}",
                "Take it from there first, or merge the two if they are one.",
                field="domains",
                bearers=(str(one.source_id),),
            )
    row.domains.exclude(domain__in=wanted).delete()
    SourceDomain.objects.bulk_create(
        SourceDomain(domain=site, source=row) for site in wanted if site not in held
    )


def site_as_kept(typed: str) -> str:
    """A site as somebody types or pastes it, in the form that it is kept in: "https://www.example.org/x"."""
    bare = re.sub(r"^[a-z]+://", "", typed.strip().lower()).partition("/")[0].partition(":")[0]
    return bare.removeprefix("www.").rstrip(".")


def _lock() -> None:
    """Be the only one who edits sources, until the transaction ends."""
    Lock.objects.select_for_update().get_or_create(name="sources")
