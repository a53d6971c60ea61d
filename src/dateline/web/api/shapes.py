"""Shapes: what answers look like, key by key; the description of the API is made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field
from typing_extensions import TypedDict  # pydantic asks for this one before Python 3.12

from dateline.domain import (
    ActorClass,
    EventType,
    Fact,
    Grade,
    PlacePrecision,
    Precision,
    SpeakerKind,
    Stance,
    Standing,
    Status,
)
from dateline.web.archive.models import EventRole

if TYPE_CHECKING:
    from collections.abc import Iterable


def one_of(values: Iterable[str], means: str, *, empty: bool = False) -> Any:  # noqa: ANN401 -- a field
    """A word of a closed list; with `empty` it may be missing."""
    return Field(
        description=f"{means}{' Empty where that is not known.' if empty else ''}",
        json_schema_extra={"enum": [*(str(one) for one in values), *([""] if empty else [])]},
    )


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
    """When it was: both days counted, and how exactly that is told."""

    start: Day
    end: Day
    precision: Annotated[
        str,
        one_of(Precision, "How exact the words are: `month` means at some time in it, not the whole of it."),
    ]


class Place(TypedDict):
    """Where it was, and how exactly that is known. No point is given where only a country is known."""

    key: Annotated[
        str, Field(description="As /places/{key} has it; empty where the words name no known place.")
    ]
    name: str
    country: Annotated[str, Field(description="ISO 3166-1 alpha-2; empty where it is not known.")]
    admin1: Annotated[str, Field(description="The first division of the country, by its name; may be empty.")]
    lat: Annotated[float | None, Field(description="Degrees north (WGS 84) of the middle of the circle.")]
    lon: Annotated[float | None, Field(description="Degrees east (WGS 84) of the middle of the circle.")]
    precision: Annotated[
        str, one_of(PlacePrecision, "How exactly it is known: see the reference of places.", empty=True)
    ]
    radius_km: Annotated[
        float | None, Field(description="Kilometres: it was somewhere in this circle. No pin stands for it.")
    ]


class Range(TypedDict):
    """A number of people as exact as it is told; null leaves an end open."""

    words: Annotated[str, Field(description="The same in words, to be shown: `at most 10`, `6 to 8`.")]
    min: int | None
    max: int | None


class Estimate(TypedDict):
    """A number of people over independent origins. It is a range: `best` alone says too much."""

    words: Annotated[
        str, Field(description="The same in words, as the pages show it: `8`, `6 to 8`, `at most 10`.")
    ]
    min: int | None
    best: Annotated[int | None, Field(description="By the rule of UCDP's event data set.")]
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
    language: Annotated[str, Field(description="ISO 639-1; empty where it is not known.")]
    fetched_at: Moment | None
    sha256: Annotated[str | None, Field(description="Of the page as it was fetched last, byte for byte.")]
    warc: Annotated[Url | None, Field(description="That page, where it may be shown.")]


class Incident(TypedDict):
    """One happening in the world, as all accounts of it together have it."""

    id: Annotated[Id, Field(description="Stays the same for ever, and so does its address.")]
    key: Annotated[str, Field(description="Its id in exports and in the interchange.")]
    url: Url
    api: Url
    title: Annotated[
        str,
        Field(
            description="What, where and when in a line that can stand alone, with `warning` before it. "
            "Show this, not `type`."
        ),
    ]
    warning: Annotated[
        str,
        Field(description="Says where it is no more than an accusation, or nobody's own word; else empty."),
    ]
    type: Annotated[str, one_of(EventType, "What is said to have happened; it says nothing of how sure.")]
    date: Days | None
    place: Place | None
    killed: Annotated[Estimate | None, Field(description="null: nobody gives a number.")]
    injured: Annotated[Estimate | None, Field(description="null: nobody gives a number.")]
    standing: Annotated[str, one_of(Standing, "How it stands among those who speak of it.")]
    grade: Annotated[str, one_of(Grade, "How well it is evidenced.")]
    reason: Annotated[str, Field(description="Why this grade, in words.")]
    number_of_sources: Annotated[
        int, Field(description="Independent origins that say that it happened; copies count once.")
    ]
    number_of_reports: Annotated[int, Field(description="Reports that tell of it, copies among them.")]
    published_at: Moment
    changed_at: Annotated[Moment, Field(description="When its record changed last.")]


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
    """An incident with its account table, the reports that tell of it, and the briefings."""

    interchange: Annotated[
        dict[str, Any],
        Field(
            description="Its record in the interchange format `dateline/incident/1`, for programs that read "
            "that, with who says what of each fact: the same as `dateline link` writes."
        ),
    ]
    claims: list[IncidentClaim]
    reports: list[Report]
    briefings: list[BriefingNamed]


class Attribution(TypedDict):
    """Who says it: the words of the cue, where they stand in the report's text, and how it is said."""

    speaker: Annotated[str, Field(description="Who speaks, as far as the report tells.")]
    whose: Annotated[str, Field(description="The same with the manner: `an accusation by the army`.")]
    kind: Annotated[str, one_of(SpeakerKind, "What kind of speaker it is.", empty=True)]
    actor: Annotated[str, Field(description="The key of the organisation that speaks; empty if not known.")]
    stance: Annotated[str, one_of(Stance, "How it is said.")]
    named: Annotated[bool, Field(description="Whether the report names who speaks.")]
    cue: Annotated[str, Field(description="The words that make it theirs: `said`, `according to`.")]
    start: Annotated[int, Field(description="Where the cue begins in the report's text, in characters.")]
    end: Annotated[int, Field(description="Where it ends, itself not counted.")]


class Part(TypedDict):
    """Who has a part in it: the words for them, where they stand, and the actor that they mean if known."""

    role: Annotated[
        str, one_of(EventRole, "The part: who is said to have done it, whom it hit, or who says it.")
    ]
    words: Annotated[str, Field(description="The report's own words for them.")]
    start: Annotated[int, Field(description="Where these begin in the report's text, in characters.")]
    end: Annotated[int, Field(description="Where they end, itself not counted.")]
    actor: Annotated[str, Field(description="As /actors/{key} has it; empty if no one actor is meant.")]
    name: Annotated[str, Field(description="The name of that actor; may be empty.")]
    kind: Annotated[str, one_of(ActorClass, "What kind of actor it is.", empty=True)]
    country: Annotated[str, Field(description="ISO 3166-1 alpha-2; empty where it is not known.")]


_STATE = one_of(
    ("stands", "rejected", "lost"),
    "`rejected`: the newsroom has rejected it, and it counts for nothing. `lost`: the report was read anew, "
    "and is no longer read as telling this. A briefing may rest on either still; it says so there, too.",
)


class Claim(TypedDict):
    """What one report says of a happening, under its attributions. No attribution: the report's own voice."""

    id: Id
    url: Url
    api: Url
    title: Annotated[
        str,
        Field(
            description="What and where in a line that can stand alone, with `warning` before it. "
            "Show this, not `type`."
        ),
    ]
    warning: Annotated[str, Field(description="What to know before citing it: an accusation, a denial.")]
    state: Annotated[str, _STATE]
    incidents: list[Id]
    report: Report
    event: Annotated[str, Field(description="Its id in the report, as the interchange has it.")]
    type: Annotated[str, one_of(EventType, "What the report tells; it says nothing of who vouches for it.")]
    status: Annotated[str, one_of(Status, "How the report as a whole puts it.")]
    reviewed: Annotated[
        bool, Field(description="Whether a person has accepted it; else a program alone has read it so.")
    ]
    words: Annotated[str, Field(description="Those that name the happening.")]
    start: Annotated[int, Field(description="Where they begin in the report's text, in characters, from 0.")]
    end: Annotated[int, Field(description="Where they end, itself not counted.")]
    quote: Annotated[
        str, Field(description="The sentence that they stand in, cut around them where it is very long.")
    ]
    attributions: list[Attribution]
    parts: list[Part]
    date: Days | None
    place: Place | None
    killed: Range | None
    injured: Range | None
    confidence: Annotated[float, Field(description="The engine's own, from 0 to 1.")]


class CitedAs(TypedDict):
    """What a claim said when it was cited, and what has become of it since."""

    id: Id
    url: Url
    label: Annotated[str, Field(description="What the text calls it: `c3` is the marker `[^c3]`.")]
    text: Annotated[
        str,
        Field(
            description="What is said, by whom and in what manner, in a line that can stand alone. "
            "Show this, not `value`."
        ),
    ]
    warning: Annotated[str, Field(description="What to know before citing it: an accusation, a denial.")]
    state: Annotated[str, _STATE]
    since: Annotated[
        list[str],
        Field(description="What is otherwise now than when it was cited, in sentences; empty: nothing."),
    ]
    fact: Annotated[str, one_of(Fact, "Of what it speaks.")]
    value: Annotated[str, Field(description="What is said of that fact, without who says it and how.")]
    who: Annotated[str, Field(description="Whose words they are; empty: nobody is named.")]
    through: Annotated[str, Field(description="Who passed them on; may be empty.")]
    stance: Annotated[str, one_of(Stance, "How it is said.")]
    said: Day | None
    words: Annotated[str, Field(description="The report's own words for the value.")]
    quote: Annotated[
        str, Field(description="The sentence that they stand in, or of it the words attributed.")
    ]
    start: Annotated[int, Field(description="Where the words begin in the report's text, in characters.")]
    end: Annotated[int, Field(description="Where they end, itself not counted.")]


class Cited(CitedAs):
    """Where a published briefing rests on the claim, with what it said when it was cited."""

    briefing: BriefingNamed


class ClaimWhole(Claim):
    """A claim with what the account tables have of it, fact by fact, and the briefings that rest on it."""

    tellings: Annotated[
        list[dict[str, Any]], Field(description="Those of its incidents' account tables: see `interchange`.")
    ]
    citations: list[Cited]
