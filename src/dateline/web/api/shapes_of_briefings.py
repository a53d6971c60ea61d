"""Shapes of briefings: what answers on briefings, series and corrections look like."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict  # as in shapes

from dateline.web.api.shapes import (  # noqa: TC001 -- pydantic reads them
    BriefingNamed,
    CitedAs,
    Day,
    Id,
    Incident,
    Moment,
    Url,
    one_of,
)
from dateline.web.press.models import Cadence, CorrectionKind, MediaKind


class SeriesNamed(TypedDict):
    """The series of a briefing."""

    slug: str
    name: str


class Period(TypedDict):
    """The days that a briefing tells of."""

    start: Day
    end: Day


class Briefing(TypedDict):
    """What the newsroom publishes: one dated issue of a series."""

    id: Id
    url: Url
    api: Url
    series: SeriesNamed
    day: Annotated[Day, Field(description="That of its dateline.")]
    place: Annotated[str, Field(description="That of its dateline; may be empty.")]
    period: Period
    headline: str
    standfirst: Annotated[str, Field(description="What it tells, in a sentence or two; may be empty.")]
    authors: str
    language: Annotated[str, Field(description="ISO 639-1, that of its text.")]
    revision: Annotated[int, Field(description="The number of the revision that readers see.")]
    published_at: Moment
    revised_at: Annotated[Moment | None, Field(description="When readers came to see another revision.")]
    corrections: Annotated[int, Field(description="How many corrections it has.")]


class Revision(TypedDict):
    """A revision that readers have seen."""

    number: int
    url: Url
    headline: str
    live_from: Moment


class BriefingClaim(CitedAs):
    """A claim that a briefing rests on; in the text it is the marker `[^label]`. None is left out."""

    api: Url
    incident: Id
    claim: Id


class Media(TypedDict):
    """A picture or a video that a briefing shows; in its text it is `![words](media:id)`."""

    id: Id
    kind: Annotated[str, one_of(MediaKind, "What it is.")]
    url: Annotated[Url, Field(description="The file.")]
    media_type: str
    width: Annotated[int | None, Field(description="Pixels; null where the file does not tell.")]
    height: Annotated[int | None, Field(description="Pixels; null where the file does not tell.")]
    alt: Annotated[str, Field(description="What it shows, for those who cannot see it.")]
    caption: Annotated[str, Field(description="What stands beneath it; may be empty.")]
    credit: Annotated[str, Field(description="Whose it is. It is shown wherever the picture is.")]
    licence: Annotated[str, Field(description="Under which it may be shown; empty: nothing is said of it.")]
    source: Annotated[str, Field(description="Where it was published first; may be empty.")]
    poster: Annotated[Url | None, Field(description="The picture that stands for a video.")]


class Correction(TypedDict):
    """A dated public change to a briefing."""

    id: Id
    url: Url
    api: Url
    briefing: BriefingNamed
    kind: Annotated[
        str,
        one_of(
            CorrectionKind,
            "What kind of change it is; a withdrawal takes all of it back, a reinstatement brings it back.",
        ),
    ]
    was: Annotated[str, Field(description="What stood there; may be empty.")]
    now: Annotated[str, Field(description="What is right, or why it was withdrawn or reinstated.")]
    published_at: Moment
    before: Annotated[int, Field(description="The number of the revision before it.")]
    after: Annotated[int | None, Field(description="That of the revision that it came with.")]


class BriefingWhole(Briefing):
    """A briefing with its text (Markdown), pictures, revisions, claims, corrections and incidents."""

    text: Annotated[
        str,
        Field(
            description="Markdown. A sentence without a marker is the editors' own and rests on no report."
        ),
    ]
    media: Annotated[list[Media], Field(description="Pictures and videos, in the order of the text.")]
    revisions: list[Revision]
    claims: list[BriefingClaim]
    log: Annotated[list[Correction], Field(description="Its corrections, the newest first.")]
    incidents: Annotated[list[Incident], Field(description="What it tells of, by day.")]


class Series(TypedDict):
    """Briefings under one name."""

    slug: str
    name: str
    url: Url
    api: Url
    about: str
    cadence: Annotated[str, one_of(Cadence, "How often a briefing comes.")]
    countries: Annotated[list[str], Field(description="Those that it is on, ISO 3166-1 alpha-2.")]
    language: Annotated[str, Field(description="ISO 639-1, that of its briefings.")]
    running: Annotated[bool, Field(description="Whether it goes on.")]
    briefings: Annotated[Url, Field(description="The list of its briefings.")]
