"""What a draft is made of, and what it comes to: chosen incidents in, headline, body and citations out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dateline.domain import Status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from dateline.domain import Fact, Span, Stance, Telling
    from dateline.exporting.incidents.accounts import IncidentTold


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """What a report says around a telling: who speaks in it, in its words, and how far the event has got.

    `earlier` says that it puts the words before the rest of what it tells: "had denied at first".
    """

    speaker: str = ""
    status: Status = Status.REPORTED
    earlier: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """An incident to be told; `front` is the heading that the editor gave it, `asides` are by telling."""

    key: UUID
    told: IncidentTold
    front: str = ""
    asides: Mapping[Telling, Aside] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cites:
    """A claim that a marker leads to: who says what of which fact of an incident, and where it stands.

    `report` is the id of the report and `event` that of the event in it; `through` are those who passed it
    on; `at` is where `words` stand in the report.
    """

    label: str
    incident: UUID
    report: str
    event: str
    fact: Fact
    value: str
    who: str
    through: str
    stance: Stance
    said: date | None
    words: str
    quote: str
    at: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A draft: `body` is Markdown, with a marker `[^label]` for each of `cites`."""

    headline: str
    standfirst: str
    body: str
    cites: tuple[Cites, ...]
