"""Who tells of an incident, in words: those who count as independent origins, and reports that add none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain.messages import Row, message
from dateline.exporting.incidents.wording import KINDS, name_of, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.domain import Counted, Examined, Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedTold:
    """Those who say that it happened and count as one: their names, and what kind of source they are."""

    names: tuple[str, ...]
    note: str


def counted_told(examined: Examined) -> tuple[CountedTold, ...]:
    """Each independent origin, the most credible first, as the incident has them."""
    origins = {origin.id: origin for origin in examined.incident.origins}
    return tuple(_told(one, origins) for one in examined.counted)


def adding_none(examined: Examined) -> dict[str, str]:
    """The reports that only pass on whom others brought before them, each with whom, in words."""
    origins = {origin.id: origin for origin in examined.incident.origins}
    brought: dict[str, list[str]] = {}
    for origin in examined.incident.origins:
        for report in origin.reports:
            brought.setdefault(report, []).append(origin.id)
    found: dict[str, str] = {}
    before: set[str] = set()
    for report in examined.incident.reports:
        own = brought.get(report, [])
        if own and before.issuperset(own):
            found[report] = message("adds no origin: passes on %(names)s", names=names_of(own, origins))
        before.update(own)
    return found


def _told(counted: Counted, origins: dict[str, Origin]) -> CountedTold:
    known = [origins[key] for key in counted.origins if key in origins]
    return CountedTold(
        names=tuple(dict.fromkeys(name_of(origin.id, origins) for origin in known)),
        note=Row.of(list(_notes(counted, known))),
    )


def _notes(counted: Counted, known: list[Origin]) -> Iterator[str]:
    yield from dict.fromkeys(KINDS[origin.kind] for origin in known)
    if counted.partisan:
        yield message("on a side")
    elif not counted.credible:
        yield message("passes on what others say")
