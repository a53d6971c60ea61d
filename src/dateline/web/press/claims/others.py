"""Others: what else is said of the fact that a claim is of, and what all that comes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from dateline.web.press.claims.ways import PublicWays
from dateline.web.press.incidents.words import WARNINGS, value_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from dateline.domain import EventRef, Fact
    from dateline.exporting.incidents.accounts import FactTold, IncidentTold, SayingTold


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """What another voice says of the same fact; `url` is "" where its claim is not shown.

    `same` says that its words go back to the same origin as the claim's, or to one that counts as one with
    it: it confirms nothing. `again` says so of one that is listed before.
    """

    who: str
    through: tuple[str, ...]
    value: str
    warning: str
    quote: str
    said: date | None
    same: bool
    again: bool
    url: str


def others_of(
    told: IncidentTold, fact: Fact, claim: EventRef, events: Mapping[tuple[str, str], UUID]
) -> tuple[Other, ...]:
    """The other accounts of a fact, in time order.

    Args:
        told: The incident in words.
        fact: The fact.
        claim: The event that the claim in question is of: what it says itself is left out.
        events: The ids of the events of the incident, by their reports and their own ids there.
    """
    row = _row(told, fact)
    sayings = row.sayings if row else ()
    own = {one.telling.origin for saying in sayings for one in saying.values if one.telling.event == claim}
    counted = {origin: one.key for one in told.examined.counted for origin in one.origins}
    as_one = {counted.get(origin, origin) for origin in own}
    found: list[Other] = []
    listed: set[str] = set()
    for one in sayings:
        if any(value.telling.event == claim for value in one.values):
            continue
        origin = one.values[0].telling.origin
        key = counted.get(origin, origin)
        found.append(_other(one, events, same=key in as_one, again=key in listed))
        listed.add(key)
    return tuple(found)


def notes_of(told: IncidentTold, fact: Fact) -> tuple[str, ...]:
    """What a fact comes to over all who tell it: that accounts differ, that a figure moved."""
    row = _row(told, fact)
    return tuple(
        _("%(found)s %(what)s") % {"found": _(note.title), "what": _("; ").join(note.parts)}
        for note in (row.notes if row else ())
    )


def _row(told: IncidentTold, fact: Fact) -> FactTold | None:
    return next((one for one in told.facts if one.fact is fact), None)


def _other(saying: SayingTold, events: Mapping[tuple[str, str], UUID], *, same: bool, again: bool) -> Other:
    first = saying.values[0].telling
    event = events.get((first.event.report, first.event.event))
    return Other(
        who=saying.who,
        through=saying.through,
        value=_("; ").join(dict.fromkeys(value_words(one.telling) for one in saying.values)),
        warning=str(WARNINGS.get(first.stance, "")),
        quote=saying.values[0].quote,
        said=first.said,
        same=same,
        again=again,
        url=PublicWays().event(event, first.at) if event else "",
    )
