"""Lands by their words ("Turkey", "Turkish", "Turks", "Ankara"), and peoples without a state of their own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dateline.adapters.register.entries import Tie
from dateline.adapters.register.fields import COUNTRY, Fields
from dateline.resolving.acting.forms import normal
from dateline.resolving.ports import LandWord

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.adapters.register.items import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Folk:
    """A community: the normal forms of its words, and, by country, who fights for it when."""

    item: Item
    name: str
    forms: tuple[str, ...]
    sides: tuple[tuple[str, Tie], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lands:
    """What the file of lands says.

    `words`: for the normal form of each word, the code of its land and which kind of word it is. `names`: for
    each code, the land's name. `regions`: for the normal form of a region, the code of its land.
    """

    words: dict[str, list[str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    regions: dict[str, str] = field(default_factory=dict)


def read_lands(items: Iterable[Item]) -> Lands:
    """The lands that `items` write down.

    Raises:
        RegisterUnreadable: An item is not as it should be.
    """
    found = Lands()
    for item in items:
        fields = Fields(item)
        fields.only(("country", "name", "names", "demonyms", "capital", "capitals", "regions"))
        code = fields.match("country", COUNTRY, "an ISO 3166-1 code of two capitals, such as SY")
        found.names[code] = fields.text("name")
        found.regions.update((normal(words), code) for words in fields.words("regions"))
        capital = [fields.text("capital")] if item.fields.get("capital") is not None else []
        for kind, words in (
            (LandWord.COUNTRY, [fields.text("name"), *fields.words("names")]),
            (LandWord.PEOPLE, fields.words("demonyms")),
            (LandWord.CAPITAL, [*capital, *fields.words("capitals")]),
        ):
            for one in words:
                found.words.setdefault(normal(one), [code, kind.value])
    return found


def read_folk(item: Item) -> Folk:
    """The community that `item` writes down.

    Raises:
        RegisterUnreadable: The item is not as it should be.
    """
    fields = Fields(item)
    fields.only(("name", "words", "countries", "sides"))
    sides = fields.mappings("sides", ("in", "with", "from", "to"))
    return Folk(
        item=item,
        name=fields.text("name"),
        forms=tuple(normal(words) for words in fields.words("words")),
        sides=tuple(
            (fields.key("in", side), Tie(fields.key("with", side), fields.period(side))) for side in sides
        ),
    )
