"""Editing the registers: an entry is checked, saved and written into the history, all in one transaction.

save_actor, save_place     what the newsroom says of an actor or a place
withdraw                   it says so no more
put_back                   an edit is undone
state_of, token_of         what is said now, and by what a later edit knows that nobody was quicker
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.text import slugify

from dateline.domain.errors import EditedMeanwhile, EditRefused
from dateline.web.archive.history import record
from dateline.web.archive.models import ActorOverride, Change, Lock, PlaceOverride
from dateline.web.archive.overrides_checks import check_actor, check_place

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from dateline.web.archive.people import User

Entry: TypeAlias = ActorOverride | PlaceOverride
_Entry = TypeVar("_Entry", ActorOverride, PlaceOverride)

ACTOR_FIELDS = (
    *("name", "cls", "sector", "country", "parent", "alignment", "alignment_start", "alignment_end"),
    *("start", "end", "aliases", "note"),
)
PLACE_FIELDS = ("name", "feature", "country", "admin1", "lat", "lon", "radius_km", "aliases", "note")
OWN_ACTOR, OWN_PLACE = "desk-", "desk:"
"""How the ids of the newsroom's own begin, so that no later release comes to use them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """What sets entries of one kind apart: their key, what they can say, their own ids, and the checks."""

    key: str
    fields: tuple[str, ...]
    prefix: str
    check: Callable[..., None]


_KINDS: dict[type[Entry], _Kind] = {
    ActorOverride: _Kind(key="actor", fields=ACTOR_FIELDS, prefix=OWN_ACTOR, check=check_actor),
    PlaceOverride: _Kind(key="place", fields=PLACE_FIELDS, prefix=OWN_PLACE, check=check_place),
}


def actor_said(key: str) -> ActorOverride | None:
    """What the newsroom says of an actor, withdrawn or not; None where it never said anything."""
    return _said(ActorOverride, key)


def place_said(key: str) -> PlaceOverride | None:
    """What the newsroom says of a place, withdrawn or not; None where it never said anything."""
    return _said(PlaceOverride, key)


def _said(model: type[_Entry], key: str) -> _Entry | None:
    rows = model._default_manager.filter(**{_KINDS[model].key: key}).select_related("by")
    return rows.order_by("-changed_at").first()


def fields_of(row: Entry) -> tuple[str, ...]:
    """The names of what an entry can say."""
    return _KINDS[type(row)].fields


def token_of(row: Entry | None) -> str:
    """What a form carries, by which it is seen that nobody has edited the entry meanwhile."""
    return row.changed_at.isoformat() if row else ""


def state_of(row: Entry | None) -> dict[str, Any]:
    """What an entry says, as JSON: its fields that say anything, and whether it is withdrawn."""
    if row is None:
        return {"withdrawn": True}
    said = {name: _as_json(getattr(row, name)) for name in fields_of(row)}
    return {name: value for name, value in said.items() if value not in ("", None, [])} | {
        "withdrawn": row.withdrawn_at is not None
    }


@transaction.atomic
def save_actor(
    key: str, said: Mapping[str, Any], *, by: User, seen: str = "", shared: bool = False
) -> tuple[ActorOverride, Change | None]:
    """Keep what is said of an actor: the entry, and the change that it was; None where nothing changed.

    Args:
        key: Its id in the register, or that of one of our own; empty for a new one of our own.
        said: `ACTOR_FIELDS`, as the model has them; those that are left out stay as they are.
        by: Who says so.
        seen: The token of the entry that was shown to them.
        shared: Whether names may be those of others, too.

    Raises:
        EditRefused: A field is not right; it says which and why.
        EditedMeanwhile: Somebody was quicker.
    """
    return _save(ActorOverride, key, said, by=by, seen=seen, shared=shared)


@transaction.atomic
def save_place(
    key: str, said: Mapping[str, Any], *, by: User, seen: str = "", shared: bool = False
) -> tuple[PlaceOverride, Change | None]:
    """Keep what is said of a place, as `save_actor` does of an actor, with `PLACE_FIELDS`.

    Raises:
        EditRefused: A field is not right; it says which and why.
        EditedMeanwhile: Somebody was quicker.
    """
    return _save(PlaceOverride, key, said, by=by, seen=seen, shared=shared)


def _save(
    model: type[_Entry], key: str, said: Mapping[str, Any], *, by: User, seen: str, shared: bool
) -> tuple[_Entry, Change | None]:
    kind = _KINDS[model]
    _lock()
    row = _said(model, key) if key else None
    _check_seen(row, seen)
    own = row.own if row else not key
    key = key or _new_key(model, str(said.get("name", "")))
    held = row or model(**{kind.key: key}, own=own, by=by)
    before = state_of(row)
    _lay(held, said)
    kind.check(held, shared=shared)
    return held, _keep(held, before, by)


@transaction.atomic
def withdraw(row: Entry, *, by: User, seen: str) -> Change | None:
    """Say no more what was said of an actor or a place; None where that was so already.

    Raises:
        EditRefused: Other entries of the newsroom name an own actor as their parent or side.
        EditedMeanwhile: Somebody was quicker.
    """
    _lock()
    row.refresh_from_db()
    _check_seen(row, seen)
    before = state_of(row)
    _take_back(row)
    return _keep(row, before, by)


@transaction.atomic
def put_back(change: Change, *, by: User) -> Change | None:
    """Undo an edit: the entry says again what it said before.

    Raises:
        EditRefused: It has been edited since.
    """
    _lock()
    model = next(one for one in _KINDS if one._meta.model_name == change.about)
    row: Entry = model._default_manager.get(pk=change.object)
    before = state_of(row)
    if any(before.get(name) != value for name, value in (change.after or {}).items()):
        raise EditRefused(f"{row} has been edited since", "Look at its history, and edit it.")
    was = dict(change.before or {})
    if was.pop("withdrawn", None):
        _take_back(row)
    else:
        row.withdrawn_at = None
        gone = {name: None for name in change.after or {} if name not in was}
        _lay(row, gone | was)
        _KINDS[model].check(row, shared=True)
    return _keep(row, before, by, verb="undid")


def history_of(row: Entry | None) -> list[Change]:
    """The edits of an entry, the newest first."""
    return list(Change.objects.of(row)) if row else []


def _keep(row: Entry, before: dict[str, Any], by: User, verb: str = "") -> Change | None:
    after = state_of(row)
    if after == before:
        return None
    changed = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    row.changed_at = _next_moment()
    row.save()
    return record(
        verb or _verb(row, before, after),
        row,
        by=by,
        before={name: before[name] for name in changed if name in before},
        after={name: after[name] for name in changed if name in after} | _gone(changed, after),
    )


def _gone(changed: list[str], after: dict[str, Any]) -> dict[str, Any]:
    return {name: None for name in changed if name not in after}


def _verb(row: Entry, before: dict[str, Any], after: dict[str, Any]) -> str:
    if after["withdrawn"]:
        return "withdrew"
    return "added" if row.own and before["withdrawn"] else "edited"


def _lay(row: Entry, said: Mapping[str, Any]) -> None:
    """Write what is said into a row that is not saved yet."""
    row.withdrawn_at = None
    for name in fields_of(row):
        if name not in said:
            continue
        value = said[name]
        field = type(row)._meta.get_field(name)
        if value is None and not field.null:
            value = [] if name == "aliases" else ""
        if isinstance(value, str) and field.null:  # a day out of the history
            value = parse_date(value)
        setattr(row, name, value)


def _take_back(row: Entry) -> None:
    if isinstance(row, ActorOverride) and row.own:
        leaning = ActorOverride.objects.filter(withdrawn_at=None).exclude(pk=row.pk)
        rest = [one for one in leaning if row.actor in {one.parent, one.alignment}]
        if rest:
            raise EditRefused(
                f"{', '.join(map(str, rest))} belong to it or side with it",
                "Edit these first.",
                bearers=tuple(one.actor for one in rest),
            )
    row.withdrawn_at = row.withdrawn_at or timezone.now()


def _check_seen(row: Entry | None, seen: str) -> None:
    if token_of(row) == seen:
        return
    latest = history_of(row)
    who = f" by {latest[0].by}, {latest[0].at:%H:%M} UTC" if latest else ""
    raise EditedMeanwhile(
        f"{row or 'the entry'}{who}", "See what it says now, and save again if yours holds."
    )


def _new_key(model: type[Entry], name: str) -> str:
    """An id that nobody has had, after a name."""
    kind = _KINDS[model]
    stem = kind.prefix + (slugify(name)[:60].strip("-_") or "entry").replace("_", "-")
    rows = model._default_manager.filter(**{f"{kind.key}__startswith": stem})
    taken = set(rows.values_list(kind.key, flat=True))
    return next(
        key for key in (stem, *(f"{stem}-{at}" for at in range(2, len(taken) + 3))) if key not in taken
    )


def _lock() -> None:
    """Be the only one who edits entries, until the transaction ends."""
    Lock.objects.select_for_update().get_or_create(name="registers")


def _next_moment() -> datetime:
    """Now, but later than every edit before: by that other processes see that there is one more."""
    latest = [model._default_manager.aggregate(at=Max("changed_at"))["at"] for model in _KINDS]
    after = [at + timedelta(microseconds=1) for at in latest if at]
    moments: list[datetime] = [timezone.now(), *after]
    return max(moments)


def _as_json(value: Any) -> Any:  # noqa: ANN401 -- whatever a column holds
    return value.isoformat() if isinstance(value, date) else value
