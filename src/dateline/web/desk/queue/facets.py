"""Facets: how many of what is listed are of each type, in each country, of each source; each value a link.

A facet counts what all other filters leave, so that it tells what choosing one value more would bring.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from dataclasses import dataclass, replace
from itertools import chain
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.db.models import CharField, Count, F
from django.db.models.functions import Cast
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dateline.web.archive.models import Event, Incident, Source
from dateline.web.desk.filters import Hands, events_asked, incidents_asked, kept
from dateline.web.desk.queue.telling import country_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from django.contrib.auth.base_user import AbstractBaseUser
    from django.http import QueryDict

    from dateline.web.archive.models.happenings import HappeningQuerySet
    from dateline.web.desk.filters import Asked

_Row = TypeVar("_Row", Event, Incident)

SHOWN = 8
"""Values of a facet that are shown at once; the others unfold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value of a facet: how many there are, and the filters with it chosen, or given up if it is."""

    label: str
    number: int
    chosen: bool
    filters: str

    @property
    def grouped(self) -> str:
        """How many, with the thousands set apart."""
        return number_format(self.number, force_grouping=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """What a list can be narrowed by: its first values, and the rest."""

    label: str
    name: str
    first: tuple[Value, ...]
    rest: tuple[Value, ...]

    @property
    def chosen(self) -> tuple[Value, ...]:
        """The values that the list is narrowed to."""
        return tuple(one for one in (*self.first, *self.rest) if one.chosen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many are listed in all, and the facets."""

    number: int
    facets: tuple[Facet, ...]


MANY = 1000
"""Where so many are counted it may take 30 ms, and is kept for a while."""
KEPT_SECONDS = 15.0


def count_events(
    asked: Asked, params: QueryDict, user: AbstractBaseUser, held: Collection[UUID] = ()
) -> Counted:
    """The facets of a list of events, in three questions or four; of a long list they may be seconds old.

    Args:
        asked: What is listed.
        params: The same as it stands in the address.
        user: Whose hands are meant.
        held: What others have in hand.
    """
    key = (kept(params), user.pk if asked.hands else None, get_language())
    now = monotonic()
    if key in _kept and now - _kept[key][0] < KEPT_SECONDS:
        return _kept[key][1]
    counted, looked_at = _count_events(asked, params, user, held)
    _kept.pop(key, None)
    if looked_at >= MANY:
        _kept[key] = (now, counted)
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return counted


_kept: OrderedDict[tuple[object, ...], tuple[float, Counted]] = OrderedDict()
_MOST_KEPT = 200


def _count_events(
    asked: Asked, params: QueryDict, user: AbstractBaseUser, held: Collection[UUID]
) -> tuple[Counted, int]:
    """The facets, and how many events were looked at for them."""
    free = asked.hands is Hands.FREE
    counted = replace(asked, hands=None) if free else asked
    # What others hold is little: it is taken off, so that the rest is counted along an index.
    less = _held(counted, user, held) if free and held else []
    happened = events_asked(replace(counted, types=(), countries=()), user)
    off = ((country, kind, -1) for country, kind, source in less if _among(source, asked.sources))
    number, types, countries = _happened(chain(_times(happened, *_HAPPENED), off), asked, params)

    told = events_asked(replace(counted, sources=()), user)
    # The index of sources does not hold a confidence or a status. By the text of its id a source is counted
    # along one that does: SQLite would not choose it otherwise (16 ms for 100,000 events, and not 70).
    of = Cast("source", CharField()) if asked.confidence or asked.statuses else F("source")
    off_source = (
        (source, -1)
        for country, kind, source in less
        if _among(country, asked.countries) and _among(kind, asked.types)
    )
    by_source: Counter[str] = Counter()
    for key, times in chain(_times(told.annotate(of=of), "of"), off_source):
        if key:
            by_source[str(UUID(str(key)))] += times
    names = {str(pk): name for pk, name in Source.objects.filter(pk__in=by_source).values_list("pk", "name")}
    sources = _facet(_("Sources"), "source", by_source, names, map(str, asked.sources), params)
    looked_at = max(sum(by_source.values()), sum(one.number for one in (*types.first, *types.rest)))
    return Counted(number=number, facets=(types, countries, sources)), looked_at


def count_incidents(asked: Asked, params: QueryDict, user: AbstractBaseUser) -> Counted:
    """The facets of a list of incidents, in one question."""
    found = incidents_asked(replace(asked, types=(), countries=()), user)
    number, *facets = _happened(_times(found, *_HAPPENED), asked, params)
    return Counted(number=number, facets=tuple(facets))


_HAPPENED = ("country", "type")


def _happened(
    counted: Iterable[tuple[Any, ...]], asked: Asked, params: QueryDict
) -> tuple[int, Facet, Facet]:
    """How many there are, by type and by country: counted together, and put apart here."""
    types: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    number = 0
    for country, kind, times in counted:
        of_type, in_country = _among(kind, asked.types), _among(country, asked.countries)
        types[kind] += times * in_country
        countries[country] += times * of_type
        number += times * (of_type and in_country)
    countries.pop("", None)
    lands = {code: country_words(code) for code in countries}
    kinds = {kind: kind.replace("_", " ") for kind in types}
    return (
        number,
        _facet(_("Types"), "type", types, kinds, asked.types, params),
        _facet(_("Countries"), "country", countries, lands, asked.countries, params),
    )


def _times(found: HappeningQuerySet[_Row], *columns: str) -> Iterator[tuple[Any, ...]]:
    """The values of some columns, and how many there are of each."""
    # By the review first, as the indices are; and rows are counted, not ids, which these do not hold.
    for _review, *values in found.order_by().values_list("review", *columns).annotate(times=Count("*")):
        yield tuple(values)


def _held(counted: Asked, user: AbstractBaseUser, held: Collection[UUID]) -> list[tuple[str, str, Any]]:
    """Country, type and source of what others hold, whichever of these are asked for."""
    found = events_asked(replace(counted, types=(), countries=(), sources=()), user).filter(pk__in=held)
    return list(found.values_list("country", "type", "source"))


def _among(value: object, chosen: Collection[object]) -> bool:
    return not chosen or value in chosen


def _facet(  # noqa: PLR0917 -- one place that makes them all
    label: str,
    name: str,
    counted: Counter[str],
    labels: Mapping[str, str],
    chosen: Iterable[str],
    params: QueryDict,
) -> Facet:
    given = list(dict.fromkeys(chosen))
    there = {key for key, number in counted.items() if number > 0}
    order = sorted(there | set(given), key=lambda key: (-counted[key], labels.get(key, key)))
    values = [
        Value(
            label=capfirst(labels.get(key, key)),
            number=counted[key],
            chosen=key in given,
            filters=kept(
                params, **{name: [one for one in given if one != key] if key in given else [*given, key]}
            ),
        )
        for key in order
    ]
    first = [one for at, one in enumerate(values) if at < SHOWN or one.chosen]
    return Facet(
        label=label, name=name, first=tuple(first), rest=tuple(one for one in values if one not in first)
    )
