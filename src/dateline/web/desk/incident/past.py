"""The past of an incident: the rulings that it has come by, and what people did to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dateline.web.archive.linking.rulings import rulings_on
from dateline.web.archive.models import Change, Incident, Review, RulingKind
from dateline.web.desk.incident.comparing import called

if TYPE_CHECKING:
    from datetime import datetime

    from django_stubs_ext import StrOrPromise

    from dateline.web.archive.models import Ruling
    from dateline.web.archive.people import User

_LATEST = 30

_VERBS: dict[str, StrOrPromise] = {
    "accepted": gettext_lazy("accepted it"),
    "rejected": gettext_lazy("rejected it"),
    "reopened": gettext_lazy("opened it again"),
    "took over": gettext_lazy("took it over"),
    "merged": gettext_lazy("merged it with another"),
    "split": gettext_lazy("split accounts off"),
    "kept apart": gettext_lazy("kept it apart from another"),
    "undid": gettext_lazy("undid a ruling"),
}
_RULED: dict[str, StrOrPromise] = {
    "merge": gettext_lazy("merged it with"),
    "split": gettext_lazy("split accounts off"),
    "split from": gettext_lazy("split it off from"),
    "apart": gettext_lazy("kept it apart from"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """A ruling: what was done, and on which other incidents, each with its name."""

    ruling: Ruling
    what: StrOrPromise
    others: tuple[tuple[Incident, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A change: when, by whom, and what, in words."""

    at: datetime
    by: User | None
    what: str


def rulings_of(incident: Incident) -> list[Ruled]:
    """The rulings on an incident, the latest first."""
    found = (
        rulings_on(incident)
        .select_related("by", "withdrawn_by")
        .prefetch_related(Prefetch("incidents", Incident.objects.light()))
    )
    return [_ruled(one, incident) for one in found[:_LATEST]]


def changes_of(incident: Incident) -> list[Done]:
    """What people did to an incident, the latest first."""
    return [Done(at=one.at, by=one.by, what=_what(one)) for one in Change.objects.of(incident)[:_LATEST]]


def _ruled(ruling: Ruling, incident: Incident) -> Ruled:
    others = tuple((one, called(one)) for one in ruling.incidents.all() if one.pk != incident.pk)
    # What was split is named by the ruling; what came of it is not.
    kind = "split from" if ruling.kind == RulingKind.SPLIT and others else ruling.kind
    return Ruled(ruling=ruling, what=_RULED[kind], others=others)


def _what(change: Change) -> str:
    done = str(_VERBS.get(change.verb, change.verb))
    before, after = (
        one.get("review") if isinstance(one, dict) else None for one in (change.before, change.after)
    )
    if before in Review.values and after in Review.values and before != after:
        return _("%(done)s: %(before)s before, %(after)s since") % {
            "done": done,
            "before": Review(before).label,
            "after": Review(after).label,
        }
    return done
