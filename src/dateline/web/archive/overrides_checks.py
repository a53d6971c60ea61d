"""What an entry of the newsroom's must be, so that looking words up with it does no harm.

A name that another bears is told with who bears it; only who says that both do gets past it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.adapters.gazetteer.overlaying import Around, Keyed
from dateline.adapters.register.fields import COUNTRY, SECTOR
from dateline.domain import ActorClass, Feature
from dateline.domain.errors import EditRefused
from dateline.resolving.acting.forms import normal as as_actor
from dateline.resolving.geometry import km_between
from dateline.resolving.romanising import normal as as_place
from dateline.web.archive.tasks_world import world

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dateline.resolving.ports import Gazetteer, Register
    from dateline.web.archive.models import ActorOverride, PlaceOverride

LONGEST = 200  # letters of a name
_HALF_THE_GLOBE = 20_000  # kilometres
_SAME_KM = 10.0  # as the gazetteer's build has it: two towns of one name so close are one
_AROUND_KM = 60.0  # within which a town of the land that an entry names has to lie, where any town does


def check_actor(row: ActorOverride, *, shared: bool) -> None:
    """See that an actor can be looked up so.

    Raises:
        EditRefused: It cannot; says which field is wrong, why, and what to do.
    """
    register = world().lookups().register
    row.name, row.aliases = _words(row.name), _names(row.aliases, row.name, as_actor)
    if row.own:
        _ask("name", row.name, "an actor of our own needs one")
        _ask("cls", row.cls, "an actor of our own needs one")
    if row.cls and row.cls not in set(ActorClass):
        raise EditRefused(f"{row.cls!r} is no class of actors", "Choose one of the list.", field="cls")
    if row.sector and not SECTOR.fullmatch(row.sector):
        raise EditRefused(
            f"{row.sector!r} is no sector", "Write PLOVER's three capitals, such as REB.", field="sector"
        )
    _check_country(row.country)
    if row.start and row.end and row.end < row.start:
        raise EditRefused("it ends before it begins", "Set the days right.", field="end")
    if row.alignment_start and row.alignment_end and row.alignment_end < row.alignment_start:
        raise EditRefused("it ends before it begins", "Set the days right.", field="alignment_end")
    if (row.alignment_start or row.alignment_end) and not row.alignment:
        raise EditRefused("days are told of no side", "Say whose side it is on.", field="alignment")
    if register is None:
        return
    if not row.own and register.actor(row.actor, None) is None:
        raise EditRefused(f"the register has no {row.actor!r}", "Search for it by its name.", field="name")
    _check_ties(row, register)
    for field, name in _named(row):
        _check_bearers(row, register, field, name, shared=shared)


def check_place(row: PlaceOverride, *, shared: bool) -> None:
    """See that a place can be looked up so.

    Raises:
        EditRefused: It cannot; says which field is wrong, why, and what to do.
    """
    gazetteer = world().lookups().gazetteer
    row.name, row.aliases = _words(row.name), _names(row.aliases, row.name, as_place)
    if row.own:
        _ask("name", row.name, "a place of our own needs one")
        _ask("feature", row.feature, "a place of our own needs a kind")
        if row.lat is None or row.lon is None:
            raise EditRefused("a place of our own needs a point", "Give degrees north and east.", field="lat")
    if row.feature and row.feature not in set(Feature):
        raise EditRefused(f"{row.feature!r} is no kind of place", "Choose one of the list.", field="feature")
    _check_country(row.country)
    _check_point(row)
    if gazetteer is None:
        return
    if row.own:
        _check_where(row, gazetteer)
        _check_known(row, gazetteer, shared=shared)
    elif isinstance(gazetteer, Keyed) and gazetteer.place(row.place) is None:
        raise EditRefused(f"the gazetteer has no {row.place!r}", "Search for it by its name.", field="name")


# ── names ───────────────────────────────────────────────────────────────────────────────────────────────────


def _names(aliases: Iterable[str], name: str, form: Callable[[str], str]) -> list[str]:
    """Names more, each once, without the one that stands over them."""
    found = [words for words in map(_words, aliases) if words and words != name]
    for words in filter(None, (name, *found)):
        if not form(words):
            raise EditRefused(f"“{words}” is no name", "Write it with letters or digits.", field="aliases")
        if len(words) > LONGEST:
            raise EditRefused(f"“{words[:40]}…” is too long for a name", "Shorten it.", field="aliases")
    return list(dict.fromkeys(found))


def _words(name: str) -> str:
    return " ".join(str(name).split())


def _ask(field: str, value: str, why: str) -> None:
    if not value:
        raise EditRefused(why, "Fill it in.", field=field)


def _named(row: ActorOverride) -> list[tuple[str, str]]:
    return [("name", row.name)] * bool(row.name) + [("aliases", words) for words in row.aliases]


def _check_bearers(row: ActorOverride, register: Register, field: str, name: str, *, shared: bool) -> None:
    if (generic := register.generic(name, None, None)) is not None and field == "aliases":
        raise EditRefused(
            f"“{name}” names any of a kind ({generic.cls.value.replace('_', ' ')})",
            "Leave it out: reports use it of many.",
            field=field,
        )
    others = [one for one in register.named(name, None) if one.id != row.actor]
    if others and not shared:
        raise EditRefused(
            f"“{name}” is a name of {', '.join(one.name for one in others[:3])}",
            "Leave it out, or say that both bear it; then the one at home where a report plays is meant.",
            field=field,
            bearers=tuple(one.id for one in others[:3]),
        )


def _check_ties(row: ActorOverride, register: Register) -> None:
    for field, key in (("parent", row.parent), ("alignment", row.alignment)):
        if not key:
            continue
        if key == row.actor:
            raise EditRefused("nobody belongs to itself", "Name another actor.", field=field)
        above = register.actor(key, None)
        if above is None:
            raise EditRefused(f"the register has no {key!r}", "Choose one that it has.", field=field)
        seen = {row.actor}
        while field == "parent" and above is not None and above.parent and above.id not in seen:
            seen.add(above.id)
            if above.parent == row.actor:
                raise EditRefused(
                    f"{above.name} belongs to it already",
                    "Name another actor.",
                    field=field,
                    bearers=(above.id,),
                )
            above = register.actor(above.parent, None)


# ── places ──────────────────────────────────────────────────────────────────────────────────────────────────


def _check_country(code: str) -> None:
    if code and not COUNTRY.fullmatch(code):
        raise EditRefused(
            f"{code!r} is no country",
            "Write an ISO 3166-1 code of two capitals, such as SY.",
            field="country",
        )


def _check_point(row: PlaceOverride) -> None:
    if (row.lat is None) != (row.lon is None):
        raise EditRefused("a point has two numbers", "Give degrees north and east.", field="lat")
    for field, value, most in (("lat", row.lat, 90), ("lon", row.lon, 180)):
        if value is not None and not -most <= value <= most:
            raise EditRefused(f"{value} lies beyond the globe", f"Give -{most} to {most}.", field=field)
    if row.radius_km is not None and not 0 < row.radius_km <= _HALF_THE_GLOBE:
        raise EditRefused(f"{row.radius_km} km is no radius", "Give kilometres over 0.", field="radius_km")


def _check_where(row: PlaceOverride, gazetteer: Gazetteer) -> None:
    """See that land and province are known, and that the point lies in the land, as far as towns tell."""
    if row.country and gazetteer.country(row.country) is None:
        raise EditRefused(f"the gazetteer has no country {row.country}", "Choose one.", field="country")
    if row.admin1 and row.country:
        division = gazetteer.admin1(row.country, row.admin1)
        if division is None:
            raise EditRefused(
                f"{row.country} has no province called “{row.admin1}”",
                "Spell it as the gazetteer does, or leave it out.",
                field="admin1",
            )
        row.admin1 = division.name
    if not isinstance(gazetteer, Around) or not row.country or row.lat is None or row.lon is None:
        return
    lands = list(
        dict.fromkeys(one.country for one in gazetteer.within(row.lat, row.lon, _AROUND_KM, (Feature.TOWN,)))
    )
    if lands and row.country not in lands:
        raise EditRefused(
            f"no town of {row.country} lies within {_AROUND_KM:.0f} km of it; the nearest is in {lands[0]}",
            "See that north and east are not confused, and that the land is right.",
            field="lat",
        )


def _check_known(row: PlaceOverride, gazetteer: Gazetteer, *, shared: bool) -> None:
    """See that a place of our own is not there already under one of its names."""
    if shared or row.lat is None or row.lon is None:
        return
    for name in (row.name, *row.aliases):
        for one in gazetteer.find(name):
            near = km_between((row.lat, row.lon), (one.place.lat, one.place.lon)) <= _SAME_KM
            if one.closeness == 1 and near and one.place.id != row.place and one.place.feature == row.feature:
                raise EditRefused(
                    f"{one.place.name} lies there already, under the name “{one.matched}”",
                    "Add a name to that one, or say that both are there.",
                    field="name",
                    bearers=(one.place.id,),
                )
