"""Common words for actors: what "rebels", "residents" and "the coalition" tell, and whom they mean where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.adapters.register.fields import BODY, SECTOR, Fields
from dateline.domain import ActorClass
from dateline.resolving.acting.forms import common
from dateline.resolving.ports import Whence

if TYPE_CHECKING:
    from dateline.adapters.register.items import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """Common words with what they tell. `means`: by country, the ids of the actors meant, in order."""

    item: Item
    forms: tuple[str, ...]
    cls: ActorClass
    sector: str
    whence: Whence
    body: str | None
    means: dict[str, list[str]]


def read_common(item: Item) -> Common:
    """The common words that `item` writes down.

    Raises:
        RegisterUnreadable: The item is not as it should be.
    """
    fields = Fields(item)
    fields.only(("words", "class", "sector", "country", "body", "means"))
    means = fields.mapping("means")
    return Common(
        item=item,
        forms=tuple(common(words) for words in fields.words("words")),
        cls=fields.choice("class", ActorClass),
        sector=fields.match("sector", SECTOR, "PLOVER's three capitals, such as REB"),
        whence=fields.choice("country", Whence),
        body=fields.maybe("body", BODY, "what body of its state it is, such as armed_forces"),
        means={country: fields.words(country, within=means) for country in means},
    )
