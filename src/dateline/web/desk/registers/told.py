"""The history in words: who did what to which thing, and what was there before and after.

in_words(changes) -> lines     for a page of the history; what they are about is looked up together
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dateline.web.archive.models import (
    ActorOverride,
    Arrival,
    Event,
    Feed,
    Incident,
    PlaceOverride,
    Report,
    Source,
)
from dateline.web.archive.overrides_finding import actors_by_key, places_by_key
from dateline.web.desk.incident.comparing import called
from dateline.web.desk.registers.values import label_of, value_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from django.db.models import Model

    from dateline.web.archive.models import Change
    from dateline.web.archive.people import User

KINDS: dict[str, type[Model]] = {
    "event": Event,
    "incident": Incident,
    "report": Report,
    "arrival": Arrival,
    "source": Source,
    "feed": Feed,
    "actoroverride": ActorOverride,
    "placeoverride": PlaceOverride,
}
"""What the history tells of, but for accounts, which have a log of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """What a field said before and what it says after, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A change in words: "Nadia corrected the event …"."""

    change: Change
    at: datetime
    by: User | None
    verb: str
    kind: str
    name: str
    url: str
    details: tuple[Detail, ...]


def kind_labels() -> dict[str, str]:
    """What the history tells of, as a list to choose from."""
    return {
        "event": _("events"),
        "incident": _("incidents"),
        "report": _("reports"),
        "arrival": _("pages handed in"),
        "source": _("sources"),
        "feed": _("feeds"),
        "actoroverride": _("actors"),
        "placeoverride": _("places"),
    }


def in_words(changes: Iterable[Change]) -> list[Line]:
    """Changes as lines. However many there are, each kind of thing is looked up once."""
    changes = list(changes)
    rows = _rows(changes)
    entries = [row for row in rows.values() if isinstance(row, ActorOverride)]
    actors = actors_by_key({*_actors_in(changes), *(row.actor for row in entries)})
    places = places_by_key(row.place for row in rows.values() if isinstance(row, PlaceOverride))
    names = {key: one.name for key, one in (actors | places).items()}
    return [_line(change, rows.get((change.about, change.object)), names) for change in changes]


def _rows(changes: list[Change]) -> dict[tuple[str, str], Model]:
    asked: dict[str, set[str]] = defaultdict(set)
    for change in changes:
        asked[change.about].add(change.object)
    found: dict[tuple[str, str], Model] = {}
    for about, keys in asked.items():
        if (model := KINDS.get(about)) is None:
            continue
        rows = model._default_manager.filter(pk__in=keys)
        if model is Incident:
            rows = rows.defer("body")
        elif model is Event:
            rows = rows.select_related("report").defer("report__text", "report__set_apart", "anchor")
        elif model is Report:
            rows = rows.defer("text", "set_apart")
        elif model is Arrival:
            rows = rows.defer("packed")
        found |= {(about, str(row.pk)): row for row in rows}
    return found


def _actors_in(changes: list[Change]) -> set[str]:
    sides = (side for change in changes for side in (change.before, change.after) if isinstance(side, dict))
    return {
        value
        for side in sides
        for value in (side.get("parent"), side.get("alignment"))
        if isinstance(value, str)
    }


def _line(change: Change, row: Model | None, names: dict[str, str]) -> Line:
    before, after = (side if isinstance(side, dict) else {} for side in (change.before, change.after))
    fields = [
        name
        for name in {**before, **after}
        if name not in _UNTOLD and (name not in before or name not in after or before[name] != after[name])
    ]
    details = [
        Detail(
            label=label_of(name),
            before=value_in_words(name, _without(before.get(name), after.get(name)), names),
            after=value_in_words(name, _without(after.get(name), before.get(name)), names),
        )
        for name in fields
    ]
    kind, name, url = _thing(change, row, names)
    return Line(
        change=change,
        at=change.at,
        by=change.by,
        verb=_verb(change),
        kind=kind,
        name=name,
        url=url,
        details=tuple(one for one in details if one.before or one.after),
    )


def _without(value: Any, other: Any) -> Any:  # noqa: ANN401 -- JSON
    """Of two lists of words what only the first holds: of ten names nobody finds the new one."""
    if (
        isinstance(value, list)
        and isinstance(other, list)
        and all(isinstance(one, str) for one in value + other)
    ):
        return [one for one in value if one not in other]
    return value


# What says nothing to people: the ids that undoing goes by.
_UNTOLD = frozenset({"ruling", "run", "withdrawn", "of", "id", "into", "because", "published_at"})


def _verb(change: Change) -> str:
    verbs = {
        "accepted": _("accepted"),
        "rejected": _("rejected"),
        "reopened": _("reopened"),
        "corrected": _("corrected"),
        "proposed": _("proposed a correction of"),
        "confirmed": _("confirmed a correction of"),
        "withdrew": _("withdrew a correction of") if change.about == "event" else _("withdrew"),
        "settled": _("settled"),
        "took over": _("took over"),
        "added": _("added"),
        "edited": _("edited"),
        "undid": _("undid a change of"),
        "merged": _("merged"),
        "split": _("split"),
        "kept apart": _("kept apart"),
        "retried": _("had tried again"),
        "let be": _("let be"),
        "published": _("published"),
        "took down": _("took down"),
        "looked up anew": _("had reports past looked up anew for"),
    }
    return verbs.get(change.verb) or _(change.verb)


def _thing(change: Change, row: Model | None, names: Mapping[str, str]) -> tuple[str, str, str]:
    """What a change is about: its kind, what it is called, and where it is shown."""
    match row:
        case Event():
            kind, what = row.type.replace("_", " "), f"“{row.words}”, {row.report}"
            found = _("the event"), f"{capfirst(kind)}: {what}", reverse("event", args=[row.pk])
        case Incident():
            found = _("the incident"), called(row), reverse("incident", args=[row.pk])
        case Report():
            found = _("the report"), str(row), reverse("report", args=[row.pk])
        case Arrival():
            found = _("the page"), str(row), reverse("arrival", args=[row.pk])
        case Source():
            found = _("the source"), str(row), reverse("source", args=[row.pk])
        case Feed():
            found = _("the feed"), str(row), reverse("feed", args=[row.pk])
        case ActorOverride():
            found = (
                _("the actor"),
                row.name or names.get(row.actor, row.actor),
                reverse("actor", args=[row.actor]),
            )
        case PlaceOverride():
            found = (
                _("the place"),
                row.name or names.get(row.place, row.place),
                reverse("place", args=[row.place]),
            )
        case _:
            found = _gone(change)
    return found


def _gone(change: Change) -> tuple[str, str, str]:
    """What is no longer there, as the history knows it. A merged source leads on to the one it is part of."""
    said = change.before if isinstance(change.before, dict) else {}
    name = str(said.get("name") or _("(no longer there)"))
    if change.about == "source":
        return _("the source"), name, reverse("source", args=[change.object])
    return (_("the event") if change.about == "event" else _(change.about)), name, ""
