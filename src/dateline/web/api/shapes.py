"""Shapes: what answers look like, key by key; the description of the API is made of them."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field
from typing_extensions import TypedDict  # pydantic asks for this one before Python 3.12

Id = Annotated[str, Field(json_schema_extra={"format": "uuid"})]
Day = Annotated[str, Field(json_schema_extra={"format": "date"})]
Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"})]
Url = Annotated[str, Field(json_schema_extra={"format": "uri"})]


class Fault(TypedDict):
    """What is wrong with one parameter."""

    parameter: str
    detail: str


class Problem(TypedDict):
    """What could not be answered (RFC 9457), and what to do; `errors` only where parameters are wrong."""

    type: Annotated[Url, Field(description="What kind of problem it is, explained in the docs.")]
    title: str
    status: int
    detail: str
    remedy: Annotated[str, Field(description="What to do about it.")]
    instance: str


class Days(TypedDict):
    """When it was: from day to day, and how exactly that is told (day, month, year, range)."""

    start: Day
    end: Day
    precision: str


class Place(TypedDict):
    """Where it was, and how exactly that is known. No point is given where only a country is known."""

    key: Annotated[
        str, Field(description="As /places/{key} has it; empty where the words name no known place.")
    ]
    name: str
    country: Annotated[str, Field(description="ISO 3166-1 alpha-2; empty where it is not known.")]
    admin1: str
    lat: float | None
    lon: float | None
    precision: str
    radius_km: float | None


class Range(TypedDict):
    """A number as exact as it is told; null leaves an end open."""

    min: int | None
    max: int | None


class Estimate(TypedDict):
    """A number over independent origins; `best` follows UCDP's rule."""

    min: int | None
    best: int | None
    max: int | None


class SourceNamed(TypedDict):
    """Who publishes a report."""

    id: Id
    name: str


class Report(TypedDict):
    """A report: where it was published, and the copy that we keep. Its text is not ours to give."""

    id: Id
    key: Annotated[str, Field(description="What the interchange calls it.")]
    url: Annotated[Url, Field(description="Our page of it.")]
    source: SourceNamed | None
    title: str
    original: Annotated[str, Field(description="The address that it was read at; empty where it has none.")]
    published: Day | None
    language: str
    fetched_at: Moment | None
    sha256: Annotated[str | None, Field(description="Of the page as it was fetched last, byte for byte.")]
    warc: Annotated[Url | None, Field(description="That page, where it may be shown.")]


class Incident(TypedDict):
    """One happening in the world, as all accounts of it together have it."""

    id: Annotated[Id, Field(description="Stays the same for ever, and so does its address.")]
    key: Annotated[str, Field(description="Its id in exports and in the interchange.")]
    url: Url
    api: Url
    type: str
    date: Days | None
    place: Place | None
    killed: Annotated[Estimate | None, Field(description="null: nobody gives a number.")]
    injured: Estimate | None
    standing: str
    grade: str
    reason: Annotated[str, Field(description="Why this grade, in words.")]
    warning: Annotated[
        str,
        Field(description="Says where it is no more than an accusation, or nobody's own word; else empty."),
    ]
    number_of_sources: Annotated[
        int, Field(description="Independent origins that say that it happened; copies count once.")
    ]
    number_of_reports: int
    published_at: Moment
    changed_at: Moment


class IncidentClaim(TypedDict):
    """An event of a report that an incident is made of."""

    id: Id
    api: Url
    report: Annotated[str, Field(description="The key of its report, as in `interchange`.")]
    event: Annotated[str, Field(description="Its id in that report, as in `interchange`.")]
    reviewed: Annotated[bool, Field(description="Whether somebody has looked at it and accepted it.")]


class BriefingNamed(TypedDict):
    """A briefing by its headline."""

    id: Id
    url: Url
    api: Url
    headline: str


class IncidentWhole(Incident):
    """An incident with its account table in the interchange format "dateline/incident/1"."""

    interchange: dict[str, Any]
    claims: list[IncidentClaim]
    reports: list[Report]
    briefings: list[BriefingNamed]


class Attribution(TypedDict):
    """Who says it: the words of the cue, where they stand in the report's text, and how it is said."""

    speaker: str
    kind: str
    actor: Annotated[str, Field(description="The key of the organisation that speaks; empty if not known.")]
    stance: str
    named: bool
    cue: str
    start: int
    end: int


class Part(TypedDict):
    """Who has a part in it: the words for them, where they stand, and the actor that they mean if known."""

    role: str
    words: str
    start: int
    end: int
    actor: str
    name: str
    kind: Annotated[str, Field(description="What kind of actor it is; empty if that is not known.")]
    country: str


class Claim(TypedDict):
    """What one report says of a happening, under its attributions. No attribution: the report's own voice."""

    id: Id
    url: Url
    api: Url
    incidents: list[Id]
    report: Report
    event: Annotated[str, Field(description="Its id in the report, as the interchange has it.")]
    type: str
    status: str
    reviewed: bool
    words: Annotated[str, Field(description="Those that name the happening.")]
    start: Annotated[int, Field(description="Where they begin in the report's text, in characters.")]
    end: int
    quote: Annotated[str, Field(description="The sentence that they stand in.")]
    warning: Annotated[str, Field(description="What to know before citing it: an accusation, a denial.")]
    attributions: list[Attribution]
    parts: list[Part]
    date: Days | None
    place: Place | None
    killed: Range | None
    injured: Range | None
    confidence: float


class CitedAs(TypedDict):
    """What a claim said when it was cited."""

    id: Id
    url: Url
    label: str
    fact: str
    value: str
    who: str
    through: str
    stance: str
    said: Day | None
    words: str
    quote: str
    start: int
    end: int


class Cited(CitedAs):
    """Where a published briefing rests on the claim, with what it said when it was cited."""

    briefing: BriefingNamed


class ClaimWhole(Claim):
    """A claim with what the account tables have of it, fact by fact, and the briefings that rest on it."""

    tellings: Annotated[
        list[dict[str, Any]], Field(description="Those of its incidents' account tables: see `interchange`.")
    ]
    citations: list[Cited]


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
    day: Day
    place: str
    period: Period
    headline: str
    standfirst: str
    authors: str
    language: str
    revision: Annotated[int, Field(description="The number of the revision that readers see.")]
    published_at: Moment
    revised_at: Moment | None
    corrections: Annotated[int, Field(description="How many corrections it has.")]


class Revision(TypedDict):
    """A revision that readers have seen."""

    number: int
    url: Url
    headline: str
    live_from: Moment


class BriefingClaim(CitedAs):
    """A claim that a briefing rests on; in the text it is the marker `[^label]`."""

    api: Url
    incident: Id
    claim: Id


class Correction(TypedDict):
    """A dated public change to a briefing."""

    id: Id
    url: Url
    api: Url
    briefing: BriefingNamed
    kind: str
    was: str
    now: str
    published_at: Moment
    before: Annotated[int, Field(description="The number of the revision before it.")]
    after: int | None


class IncidentTold(Incident):
    """An incident that a briefing tells of, and the heading that it stands under."""

    front: str


class BriefingWhole(Briefing):
    """A briefing with its text (Markdown), revisions, claims, corrections and incidents."""

    text: str
    revisions: list[Revision]
    claims: list[BriefingClaim]
    log: Annotated[list[Correction], Field(description="Its corrections, the newest first.")]
    incidents: list[IncidentTold]


class Series(TypedDict):
    """Briefings under one name."""

    slug: str
    name: str
    url: Url
    api: Url
    about: str
    cadence: str
    countries: list[str]
    language: str
    running: bool
    briefings: Annotated[Url, Field(description="The list of its briefings.")]


class Source(TypedDict):
    """A publisher of reports: what kind of source it is, and on whose side."""

    id: Id
    name: str
    url: Url
    api: Url
    kind: str
    country: Annotated[str, Field(description="ISO 3166-1 alpha-3.")]
    alignment: Annotated[
        str, Field(description="The key of the actor whose side it is on; empty if none is known.")
    ]
    owner: str
    homepage: str
    showable: Annotated[bool, Field(description="Whether its pages may be shown to readers whole.")]
    incidents: Annotated[Url, Field(description="The list of incidents that it tells of.")]


class Actor(TypedDict):
    """Somebody who has a part in incidents."""

    key: str
    name: str
    url: Url
    api: Url
    kind: Annotated[str, Field(description="What kind of actor it is; empty if that is not known.")]
    country: str
    alignment: Annotated[
        str, Field(description="The key of the actor whose side it is on; empty if none is known.")
    ]
    wikidata: str
    incidents: Annotated[Url, Field(description="The list of incidents that it has a part in.")]


class PlaceListed(TypedDict):
    """A place where incidents were. No point is given where it is a country or a division."""

    key: str
    name: str
    url: Url
    api: Url
    country: str
    admin1: str
    lat: float | None
    lon: float | None
    incidents: Annotated[Url, Field(description="The list of incidents there.")]
