"""Every name of a place in a report, and every place of an event, resolved together."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dateline.domain import Placing, Unresolved
from dateline.resolving.placing.choosing import Choice, choose
from dateline.resolving.placing.cores import place_spans
from dateline.resolving.placing.demonyms import demonyms
from dateline.resolving.placing.extents import extent_of, related_extent
from dateline.resolving.placing.fallbacks import Told, contradiction, where_told
from dateline.resolving.placing.kinds import SETTLED
from dateline.resolving.placing.lookup import Lookup
from dateline.resolving.placing.mentions import read_mentions
from dateline.resolving.placing.namesakes import has_province, held_by, meant
from dateline.resolving.placing.reasons import reason_for
from dateline.resolving.placing.relations import bearing_of
from dateline.resolving.placing.senses import read_senses
from dateline.resolving.placing.vague import stand_in
from dateline.resolving.placing.weights import WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.domain import Coding, Place, Span
    from dateline.resolving.placing.mentions import Mention
    from dateline.resolving.placing.senses import Sense
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
    mentions = read_mentions(coding, lookup.known)
    named = _named(coding, mentions, lookup, home)
    spans = place_spans(coding)
    placed = {
        core: found
        for core, found in named.items()
        if isinstance(found, Placing) and any(map(core.overlap, spans))
    }
    return {span: _of_span(span, named) or stand_in(span, coding, placed) for span in spans}


def _named(
    coding: Coding, mentions: Sequence[Mention], lookup: Lookup, home: str | None
) -> dict[Span, Placing | Unresolved]:
    """What the name in each mention resolves to, by its core."""
    senses = read_senses(mentions, lookup)
    peoples = Counter(code for _, _, code in demonyms(coding.report.text))
    chosen = choose(senses, coding, peoples, home, WEIGHTS)
    choices = {
        mention.core: choice
        for sense, choice in zip(senses, chosen, strict=True)
        for mention in sense.mentions
    }
    held = held_by(mentions)
    places = {
        one.core: meant(one, choice, held.get(one.core, ()), choices)
        for one in mentions
        if isinstance(choice := choices[one.core], Choice)
    }
    told = Told(text=coding.report.text, mentions={one.core: one for one in mentions}, places=places)
    found: dict[Span, Placing | Unresolved] = {}
    for sense, choice in zip(senses, chosen, strict=True):
        why = _refuted(sense, places) if isinstance(choice, Choice) else choice
        for one in sense.mentions:
            if isinstance(choice, Choice) and why is None:
                found[one.core] = _placing(one, choice, places, lookup)
            elif why is not None:
                found[one.core] = where_told(one, sense, why, told)
    return found


def _refuted(sense: Sense, places: Mapping[Span, Place]) -> Unresolved | None:
    """Why a sense is none of the places that it may be: the text says of one mention what holds of none."""
    told = (contradiction(one, places[one.core], places, sense.kind) for one in sense.mentions)
    return next((Unresolved(reason=why) for why in told if why), None)


def _placing(mention: Mention, choice: Choice, places: Mapping[Span, Place], lookup: Lookup) -> Placing:
    place, kind = places[mention.core], choice.sense.kind
    reason = reason_for(choice, place, places, lookup.country)
    if kind and kind.is_ground and place.feature not in kind.features:
        reason = f"the {kind.words.lower()} is not in the gazetteer; {place.name} is {reason}"
    extent = extent_of(place, kind)
    if mention.relation:
        other = places.get(mention.other) if mention.other else None
        # "Eastern Marj" may be of the town or the province, "eastern quarters of Marj" are of the town.
        bare = bearing_of(mention.relation.words) is not None and not (kind and kind.features & SETTLED)
        extent = related_extent(place, mention.relation, other, wide=bare and has_province(choice))
        reason += f"; the text says “{mention.relation.words}”"
    return Placing(
        place=place,
        precision=extent.precision,
        radius_km=extent.radius_km,
        reason=reason,
        lat=extent.point[0] if extent.point else None,
        lon=extent.point[1] if extent.point else None,
        runner_up=choice.runner_up if choice.runner_up != place else choice.best.place,
    )


def _of_span(span: Span, named: Mapping[Span, Placing | Unresolved]) -> Placing | Unresolved | None:
    """What the most exact of the names in a span resolves to; None where it holds none."""
    inner = [found for core, found in sorted(named.items()) if core.overlap(span)]
    pinned = [found for found in inner if isinstance(found, Placing)]
    if pinned:
        return min(pinned, key=lambda found: found.radius_km)
    return inner[0] if inner else None
