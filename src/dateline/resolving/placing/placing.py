"""Every name of a place in a report, and every place of an event, resolved together."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dateline.domain import Feature, Placing, Unresolved
from dateline.resolving.placing.choosing import Choice, choose
from dateline.resolving.placing.cores import place_spans, within
from dateline.resolving.placing.demonyms import demonyms
from dateline.resolving.placing.extents import Extents
from dateline.resolving.placing.fallbacks import Told, contradiction, where_told
from dateline.resolving.placing.kinds import SETTLED
from dateline.resolving.placing.lookup import SAME, Lookup
from dateline.resolving.placing.mentions import read_mentions
from dateline.resolving.placing.namesakes import held_by, meant, province_around
from dateline.resolving.placing.reasons import Reasons
from dateline.resolving.placing.relations import quoted
from dateline.resolving.placing.senses import read_senses
from dateline.resolving.placing.vague import StandIns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.domain import Coding, Place, Span
    from dateline.resolving.placing.mentions import Mention
    from dateline.resolving.ports import Gazetteer


def place_names(
    coding: Coding, gazetteer: Gazetteer, home: str | None = None
) -> dict[Span, Placing | Unresolved]:
    """What each name of a place in a coding, and each place of an event, resolves to, by its span.

    All are resolved together: each sure place pulls the others to its country and neighbourhood, and a name
    means the same place throughout, unless the text tells two apart. `home` is the code (ISO 3166-1 alpha-2)
    of the country that the report's source usually writes about, where known.
    """
    lookup = Lookup(gazetteer)
    extents = Extents(lookup.province)
    named = _named(coding, lookup, extents, home)
    cores = sorted(named)
    held = {span: [named[core] for core in within(span, cores)] for span in place_spans(coding)}
    asked = {core for span in held for core in within(span, cores)}
    of_report = {core: named[core] for core in cores if core in asked}
    stand_ins = StandIns(coding, of_report, extents, lookup.country)
    return {span: _most_exact(inner) or stand_ins.of(span) for span, inner in held.items()}


def _named(
    coding: Coding, lookup: Lookup, extents: Extents, home: str | None
) -> dict[Span, Placing | Unresolved]:
    """What the name in each mention resolves to, by its core."""
    mentions = read_mentions(coding, lookup.known)
    senses = read_senses(mentions, lookup)
    peoples = Counter(code for _, _, code in demonyms(coding.report.text))
    chosen = choose(senses, coding, peoples, home, lookup.land)
    choices = {
        mention.core: choice
        for sense, choice in zip(senses, chosen, strict=True)
        for mention in sense.mentions
    }
    told = _told(mentions, choices, extents)
    refuted = {
        mention.core: Unresolved(reason=why)
        for sense, choice in zip(senses, chosen, strict=True)
        if isinstance(choice, Choice) and (why := _refuted(choice, told))
        for mention in sense.mentions
    }
    told = _told(mentions, choices | refuted, extents)
    reasons = Reasons(told, lookup.land)
    found: dict[Span, Placing | Unresolved] = {}
    for sense, choice in zip(senses, chosen, strict=True):
        for one in sense.mentions:
            answer = refuted.get(one.core, choice)
            if isinstance(answer, Choice):
                found[one.core] = _placing(one, answer, told, reasons)
            else:
                found[one.core] = where_told(one, sense, answer, told)
    return found


def _told(
    mentions: tuple[Mention, ...], choices: Mapping[Span, Choice | Unresolved], extents: Extents
) -> Told:
    """The place of each mention that has one: the one chosen for its name, or its namesake."""
    held = held_by(mentions)
    places: dict[Span, Place] = {}
    provinces: dict[Span, Place] = {}
    for one in mentions:
        choice = choices[one.core]
        if isinstance(choice, Choice):
            place = places[one.core] = meant(one, choice, held.get(one.core, ()), choices, extents)
            if place.feature in SETTLED and (province := province_around(choice, place)):
                provinces[one.core] = province
    return Told(
        mentions={one.core: one for one in mentions}, places=places, provinces=provinces, extents=extents
    )


def _refuted(choice: Choice, told: Told) -> str | None:
    """Why a sense is none of the places that it may be: the text says of one mention what holds of none."""
    sense, best = choice.sense, choice.best
    sure = best.closeness >= SAME and best.place.feature is not Feature.DISTRICT
    whys = (contradiction(one, sense, told, sure=sure) for one in sense.mentions)
    return next(filter(None, whys), None)


def _placing(mention: Mention, choice: Choice, told: Told, reasons: Reasons) -> Placing:
    place, kind, relation = told.places[mention.core], mention.kind, mention.relation
    reason = reasons.of(choice, mention)
    extent = told.extents.of(place, kind)
    if relation is not None:
        other = told.places.get(mention.other) if mention.other else None
        of_town = (
            kind is not None and kind.features & SETTLED
        )  # "eastern Marj city" is no part of the province
        province = None if of_town else told.provinces.get(mention.core)
        wide = told.extents.around(place, relation, province) if province else None
        town, (place, extent) = place, wide or (place, told.extents.related(place, relation, other))
        if place != town:
            reason = "the province around the town of this name"
        reason += f"; the text says “{quoted(relation, mention.words)}”"
    runner_up = choice.runner_up if choice.runner_up != place else choice.best.place
    return extent.placing(place, reason, runner_up if runner_up != place else None)


def _most_exact(inner: list[Placing | Unresolved]) -> Placing | Unresolved | None:
    """The most exact of what the names in a span resolve to; None where it holds none."""
    pinned = [found for found in inner if isinstance(found, Placing)]
    if pinned:
        return min(pinned, key=lambda found: found.radius_km)
    return inner[0] if inner else None
