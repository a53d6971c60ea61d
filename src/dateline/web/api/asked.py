"""Asked: what each list may be asked for. The filters are those of the pages; a wrong value is refused."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Final
from uuid import UUID

from ninja import Field, Schema
from pydantic import AfterValidator

from dateline.domain import EventType, Grade, PlacePrecision, Standing  # noqa: TC001 -- pydantic reads them
from dateline.web.api.forms import Form
from dateline.web.api.pages import Order, by_day, by_id, by_moment, by_words
from dateline.web.press.models import CorrectionKind  # noqa: TC001 -- as above

if TYPE_CHECKING:
    from collections.abc import Sequence

USUAL: Final = {Form.JSON: 50, Form.GEOJSON: 1000, Form.CSV: 1000}
"""How many come at a time where nobody says."""
MOST: Final = {Form.JSON: 200, Form.GEOJSON: 5000, Form.CSV: 5000}
"""How many come at a time at most: JSON is made as a whole, the others are sent as they are made."""

BY_DAY: Final = Order((by_day("date_start", nullable=True), by_id()))
NEWEST: Final = Order((by_id(),))
BRIEFINGS: Final = Order((by_day("day"), by_moment("published_at"), by_id()))
CORRECTIONS: Final = Order((by_moment("published_at"), by_id()))
BY_ID: Final = Order((by_id(),), descending=False)
SERIES: Final = Order((by_words("slug"),), descending=False)
ACTORS: Final = Order((by_words("actor"),), descending=False)
PLACES: Final = Order((by_words("place"),), descending=False)


def _is_day(written: str) -> str:
    date.fromisoformat(written)
    return written


def _is_id(written: str) -> str:
    UUID(written)
    return written


def _is_box(written: str) -> str:
    _, south, _, north = (float(part) for part in written.split(","))
    if south > north:
        raise ValueError("its south lies north of its north: write west,south,east,north")
    return written


_LON = r"-?(180(\.0+)?|(1[0-7][0-9]|[0-9]{1,2})(\.[0-9]+)?)"
_LAT = r"-?(90(\.0+)?|[0-8]?[0-9](\.[0-9]+)?)"

Day = Annotated[
    str,
    Field(min_length=10, max_length=10, json_schema_extra={"format": "date"}),
    AfterValidator(_is_day),
]
Id = Annotated[str, Field(json_schema_extra={"format": "uuid"}), AfterValidator(_is_id)]
Named = Annotated[str, Field(min_length=1, max_length=200, pattern=r"[^\s\x00-\x1f\x7f-\x9f]")]
Country = Annotated[str, Field(pattern="^[A-Za-z]{2}$")]
Box = Annotated[str, Field(pattern=f"^{_LON},{_LAT},{_LON},{_LAT}$"), AfterValidator(_is_box)]
Words = Annotated[str, Field(max_length=200)]
_LIMIT = "The most that come at a time. As JSON it is no more than 200, whatever is asked for."


def _cursor(order: Order) -> type[str]:
    """The cursor of a list: what its `next` gives."""
    return Annotated[str, Field(pattern=order.pattern)]  # type: ignore[return-value]


class One(Schema):
    """What one thing may be asked for."""

    format: Form | None = Field(None, description="The form of the answer; it comes before `Accept`.")


class Listed(One):
    """What every list may be asked for."""

    limit: int | None = Field(None, ge=1, le=5000, description=_LIMIT)

    def portion(self, form: Form) -> int:
        """How many come at a time."""
        return min(self.limit or USUAL[form], MOST[form])


class IncidentFilters(Listed):
    """The filters of the site's own pages. Several values of one mean any of them; several filters, all."""

    first: Day | None = Field(None, alias="from", description="The first day that it may have been on.")
    last: Day | None = Field(None, alias="to", description="The last day that it may have been on.")
    type: list[EventType] = Field([], description="What happened.")
    country: list[Country] = Field([], description="Where, by ISO 3166-1 alpha-2 codes.")
    place: list[Named] = Field([], description="Where, by the key or the name of a place.")
    actor: list[Named] = Field([], description="Who has a part in it, by the key or the name of an actor.")
    source: list[Id] = Field([], description="Whose reports tell of it, by the ids of sources.")
    grade: list[Grade] = Field([], description="How well it is evidenced.")
    standing: list[Standing] = Field([], description="How it stands among those who speak of it.")
    precision: list[PlacePrecision] = Field([], description="How exactly it is known where it was.")
    q: Words | None = Field(None, description="Words that its accounts hold.")
    bbox: Box | None = Field(None, description="west,south,east,north in degrees, as GeoJSON orders them.")


class IncidentsAsked(IncidentFilters):
    """What the list of incidents may be asked for."""

    cursor: _cursor(BY_DAY) | None = Field(None, description="Where the page begins: see `next`.")  # type: ignore[valid-type]


class ClaimsAsked(IncidentFilters):
    """What the list of claims may be asked for: the filters are of the incidents that they belong to."""

    incident: list[Id] = Field([], description="The incidents that they are of.")
    report: list[Id] = Field([], description="The reports that they stand in.")
    cursor: _cursor(NEWEST) | None = Field(None, description="Where the page begins: see `next`.")  # type: ignore[valid-type]


class BriefingsAsked(Listed):
    """What the list of briefings may be asked for."""

    first: Day | None = Field(None, alias="from", description="The first day that it may be of.")
    last: Day | None = Field(None, alias="to", description="The last day that it may be of.")
    series: list[Named] = Field([], description="The slugs of series.")
    incident: list[Id] = Field([], description="The incidents that it tells of.")
    q: Words | None = Field(None, description="Words that it holds.")
    cursor: _cursor(BRIEFINGS) | None = Field(None, description="Where the page begins: see `next`.")  # type: ignore[valid-type]


class CorrectionsAsked(Listed):
    """What the list of corrections may be asked for."""

    first: Day | None = Field(None, alias="from", description="The first day that it may be of, in UTC.")
    last: Day | None = Field(None, alias="to", description="The last day that it may be of, in UTC.")
    briefing: list[Id] = Field([], description="The briefings that were corrected.")
    series: list[Named] = Field([], description="The slugs of their series.")
    kind: list[CorrectionKind] = Field([], description="What kind of change it is.")
    cursor: _cursor(CORRECTIONS) | None = Field(None, description="Where the page begins: see `next`.")  # type: ignore[valid-type]


class SeriesAsked(Listed):
    """What the list of series may be asked for."""

    cursor: _cursor(SERIES) | None = Field(None, description="Where the page begins: see `next`.")  # type: ignore[valid-type]


class SourcesAsked(Listed):
    """What the list of sources may be asked for."""

    cursor: _cursor(BY_ID) | None = Field(None, description="Where the page begins: see `next`.")  # type: ignore[valid-type]


class ActorsAsked(Listed):
    """What the list of actors may be asked for."""

    cursor: _cursor(ACTORS) | None = Field(None, description="Where the page begins: see `next`.")  # type: ignore[valid-type]


class PlacesAsked(Listed):
    """What the list of places may be asked for."""

    country: list[Country] = Field([], description="Where, by ISO 3166-1 alpha-2 codes.")
    cursor: _cursor(PLACES) | None = Field(None, description="Where the page begins: see `next`.")  # type: ignore[valid-type]


def ids(written: Sequence[str]) -> list[UUID]:
    """The ids that were asked for."""
    return [UUID(one) for one in written]


def parameters_of(asked: type[Schema]) -> Sequence[str]:
    """The names of the parameters that an address may have."""
    return [one.alias or name for name, one in asked.model_fields.items()]
