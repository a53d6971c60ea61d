"""What the people of the demo have done, by rules that hold whatever the engine made of the pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.domain import PlacePrecision, Placing
from dateline.web.archive import corrections, reviewing
from dateline.web.archive.linking import rulings
from dateline.web.archive.linking.doubles import likely_doubles
from dateline.web.archive.models import Event, Field, Incident, Report
from dateline.web.archive.store import coding_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.domain import Coding
    from dateline.web.archive.linking.doubles import Double
    from dateline.web.site.accounts.models import User
    from dateline.web.site.demo.people import People

_ACCEPTED = 4
_REJECTED = 2
_SURE = 0.8  # a confidence with which nobody is surprised that an event is accepted


def work_on_it(people: People) -> None:
    """Correct, accept and reject some events, let two analysts disagree, put two incidents together."""
    nadia, omar = people["analyst"], people["second analyst"]
    correct_places(by=nadia)
    _reject_what_tells_nothing(by=omar)
    accepted = _accept_the_surest(by=nadia)
    _disagree(accepted, omar)
    merge_the_likeliest(by=people["editor"])


def correct_places(*, by: User) -> int:
    """Say of words that could not be placed in one report what they mean in the others; how many they were.

    A report that names no country leaves a town open; who reads several knows which one it is.
    """
    events = Event.objects.told().select_related("report").order_by("report__key", "start")
    codings = {one.pk: coding for one in Report.objects.all() if (coding := coding_of(one))}
    known = _placed(codings.values())
    corrected = 0
    for event in events:
        coding = codings[event.report_id]
        told = next(one for one in coding.events if one.id == event.ref)
        for span in told.places:
            placing = known.get(span.of(coding.report.text))
            if placing and not isinstance(coding.places.get(span), Placing):
                corrections.correct(event, Field.PLACE, placing, by=by, words=span)
                corrected += 1
    return corrected


def merge_the_likeliest(*, by: User) -> bool:
    """Put together the two incidents that are likeliest to be one; whether there were any."""
    found = [(one, double) for one in Incident.objects.there().light() for double in _doubles(one)]
    if not found:
        return False
    one, double = max(found, key=lambda pair: (pair[1].chance, str(pair[0].pk)))
    rulings.merge([one, double.incident], by=by)
    return True


def _placed(codings: Iterable[Coding]) -> dict[str, Placing]:
    """What words mean that are a place's own name, by the words."""
    found = {
        span.of(coding.report.text): placing
        for coding in codings
        for span, placing in coding.places.items()
        if isinstance(placing, Placing) and placing.precision is PlacePrecision.TOWN
    }
    return {
        words: replace(placing, reason="the town that other reports of these days tell of")
        for words, placing in found.items()
        if words == placing.place.name
    }


def _reject_what_tells_nothing(*, by: User) -> None:
    """Reject events that tell neither when nor where nor with what harm."""
    empty = Event.objects.awaiting_review().filter(date_start=None, place_name="", harm=0)
    for event in empty.order_by("confidence", "id")[:_REJECTED]:
        reviewing.reject(event, by=by)


def _accept_the_surest(*, by: User) -> list[Event]:
    sure = Event.objects.awaiting_review().filter(confidence__gte=_SURE, corrected=False, harm__gt=0)
    events = list(sure.order_by("-confidence", "id")[: _ACCEPTED + 1])
    for event in events[:_ACCEPTED]:
        reviewing.accept(event, by=by)
    return events


def _disagree(events: list[Event], omar: User) -> None:
    """Have a second reviewer say otherwise of the last one."""
    for event in events[-1:]:
        reviewing.reject(event, by=omar, second=True)


def _doubles(incident: Incident) -> list[Double]:
    return likely_doubles(incident, limit=1)
