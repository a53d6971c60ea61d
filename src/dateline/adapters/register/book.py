"""The register as one book: what its files say, in a form that is ready to be looked up in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

LEAST_LETTERS = 6  # of a romanised name: shorter ones are close to too many others


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """All that a register looks up, as lists and dicts that JSON can hold.

    `actors`: for each its id, name, class, sector, country and Wikidata id, its first and last day, its
    parents and its alignments with their days. `numbers`: where in `actors` an id stands. `names`: by
    normal form, for each bearer its number, the case that the words must be written in, and the days.
    `starts`: how many words the longest name has that starts with two. `heads`: by the normal form of a
    person's name, numbers and days of whom that person headed. `bodies`: by "SY armed_forces", numbers and
    days. `sites`: by domain. `outlets`: by id, the kind of source, where an entry says it. `lands`: by normal
    form, code and kind of word; `countries`: by code, name; `regions`: by normal form, the code of the land.
    `communities`: by normal form, name and sides, each with its country, its actor's id and the days.
    `generics`: by the form of common words, class, sector, whence the country comes, body, and by country
    the ids of whom they mean. `spellings`: by the skeletons of the names that are long enough to be told
    from others, their romanised and normal forms. `written`: by id, the names as they are written, each with
    the days. Days are proleptic ordinals, null where open.
    """

    actors: list[list[Any]] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    names: dict[str, list[list[Any]]] = field(default_factory=dict)
    starts: dict[str, int] = field(default_factory=dict)
    heads: dict[str, list[list[Any]]] = field(default_factory=dict)
    bodies: dict[str, list[list[Any]]] = field(default_factory=dict)
    sites: dict[str, int] = field(default_factory=dict)
    outlets: dict[str, str] = field(default_factory=dict)
    lands: dict[str, list[str]] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)
    regions: dict[str, str] = field(default_factory=dict)
    communities: dict[str, list[Any]] = field(default_factory=dict)
    generics: dict[str, list[Any]] = field(default_factory=dict)
    spellings: dict[str, list[list[str]]] = field(default_factory=dict)
    written: dict[str, list[list[Any]]] = field(default_factory=dict)
