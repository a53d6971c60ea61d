"""Facets: the values that a filter can take, each with how many there would be, and whether it is set."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from dateline.web.press.atlas.answers import Answers
from dateline.web.press.incidents.words import GRADES, PRECISIONS, STANDINGS, TYPES, country_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dateline.web.press.atlas.asking import Sought

_COUNTRIES = 40  # that are offered by name; the address takes all


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A value of a filter: what it is called, how many incidents have it among those asked for otherwise."""

    value: str
    label: str
    number: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A filter by its name in addresses, with the values that something has or that are set."""

    name: str
    label: str
    options: tuple[Option, ...]

    @property
    def chosen(self) -> int:
        """How many of its values are set."""
        return sum(one.chosen for one in self.options)


def facets_of(sought: Sought) -> list[Facet]:
    """What the map can be narrowed by, with counts; a filter does not narrow its own counts."""
    closed = (
        ("type", _("What happened"), TYPES),
        ("grade", _("Grade"), GRADES),
        ("standing", _("Standing"), STANDINGS),
        ("precision", _("Where is known"), PRECISIONS),
    )
    return [*(_facet(name, label, sought, words) for name, label, words in closed), _countries(sought)]


_FIELDS = {name: f"{name}s" for name in ("type", "grade", "standing", "precision")} | {"country": "countries"}


def _facet(name: str, label: str, sought: Sought, words: Mapping[Any, object]) -> Facet:
    chosen, numbers = _numbers(sought, name)
    options = [(one.value, str(said)) for one, said in words.items() if one.value in chosen | numbers.keys()]
    return Facet(name=name, label=label, options=tuple(_options(options, chosen, numbers)))


def _countries(sought: Sought) -> Facet:
    chosen, numbers = _numbers(sought, "country")
    codes = dict.fromkeys([*sorted(chosen), *list(numbers)[:_COUNTRIES]])
    options = sorted(((code, country_words(code)) for code in codes), key=lambda one: one[1])
    return Facet(name="country", label=_("Country"), options=tuple(_options(options, chosen, numbers)))


def _numbers(sought: Sought, name: str) -> tuple[set[str], dict[str, int]]:
    """The values of a filter that are set, and how many there are of each without it."""
    chosen = set(sought.values().get(name, ()))
    without: dict[str, Any] = {_FIELDS[name]: ()}
    asked = replace(sought, **without) if chosen else sought
    numbers: dict[str, int] = getattr(Answers(asked).tallies(), _FIELDS[name])
    return chosen, numbers


def _options(
    values: Iterable[tuple[str, str]], chosen: set[str], numbers: dict[str, int]
) -> Iterator[Option]:
    for value, label in values:
        yield Option(value=value, label=label, number=numbers.get(value, 0), chosen=value in chosen)
