"""Citing: each telling that a draft rests on gets a label, the same wherever it is cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain.messages import Row
from dateline.exporting.briefing.shapes import Cites
from dateline.exporting.incidents.wording import name_of, value_words

if TYPE_CHECKING:
    from uuid import UUID

    from dateline.domain import Telling
    from dateline.exporting.briefing.shapes import Material


class Citing:
    """The citations of a draft while it is written."""

    def __init__(self, labels_from: int = 1) -> None:
        """Citations whose labels run from a number on."""
        self._next = labels_from
        self._cited: dict[tuple[UUID, Telling], Cites] = {}

    @property
    def cites(self) -> tuple[Cites, ...]:
        """All that has been cited, in the order of the labels."""
        return tuple(self._cited.values())

    def mark(self, material: Material, *tellings: Telling) -> str:
        """The markers of tellings of an incident, each once."""
        labels = dict.fromkeys(self.label(material, one) for one in tellings)
        return "".join(f"[^{label}]" for label in labels)

    def label(self, material: Material, telling: Telling) -> str:
        """The label of a telling."""
        key = (material.key, telling)
        if key not in self._cited:
            self._cited[key] = cites_for(material, telling, f"c{self._next}")
            self._next += 1
        return self._cited[key].label


def cites_for(material: Material, telling: Telling, label: str) -> Cites:
    """A telling as a citation."""
    origins = {origin.id: origin for origin in material.told.incident.origins}
    aside = material.asides.get(telling)
    unnamed = telling.origin.startswith("report:")
    return Cites(
        label=label,
        incident=material.key,
        report=telling.event.report,
        event=telling.event.event,
        fact=telling.fact,
        value=value_words(telling),
        who=aside.speaker if unnamed and aside and aside.speaker else name_of(telling.origin, origins),
        through=Row.of(telling.through),
        stance=telling.stance,
        said=telling.said,
        words=telling.words,
        quote=telling.quote,
        at=telling.at,
    )


def plainly(markdown_words: str) -> str:
    """Words that are not ours, such that Markdown takes none of their signs for its own."""
    return "".join(f"\\{sign}" if sign in _SIGNS else sign for sign in " ".join(markdown_words.split()))


_SIGNS = frozenset("\\`*_[]<>&~|#!")
