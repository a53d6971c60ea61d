"""Codings as two Parquet files: one row per event, and one row per attribution.

docs/reference/formats.md has the schema. pyarrow writes them; it comes with the extra `parquet` and is loaded
when it is used.
"""

from __future__ import annotations

from datetime import UTC
from itertools import islice
from typing import TYPE_CHECKING, Any

from dateline.domain import Placing
from dateline.domain.errors import PackageMissing
from dateline.exporting.happening import happenings
from dateline.exporting.losses import Losses
from dateline.exporting.tellers import speaker_name
from dateline.exporting.telling import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from dateline.domain import Acting, Coding, Harm, Span
    from dateline.exporting.happening import Happening
    from dateline.exporting.losses import Loss

VERSION = "dateline/parquet/1"
_GROUP = 1000  # codings of a row group: as many as are held at a time
_REMEDY = 'Install it with `pip install "dateline[parquet]"`.'


def write_parquet(codings: Iterable[Coding], path: Path) -> Loss:
    """Write the events of `codings` to `path` and their attributions to `attributions_path(path)`.

    Raises:
        PackageMissing: pyarrow is not installed.
    """
    pa, pq = _pyarrow()
    losses = Losses()
    event_fields, attribution_fields = schemas()
    with (
        pq.ParquetWriter(path, event_fields) as event_file,
        pq.ParquetWriter(attributions_path(path), attribution_fields) as attribution_file,
    ):
        rest = iter(codings)
        while portion := list(islice(rest, _GROUP)):
            events = [_event_row(happening) for coding in portion for happening in happenings(coding)]
            losses.events += len(events)
            losses.rows += len(events)
            said = [row for coding in portion for row in _attribution_rows(coding)]
            event_file.write_table(pa.Table.from_pylist(events, schema=event_fields))
            attribution_file.write_table(pa.Table.from_pylist(said, schema=attribution_fields))
    return losses.note(
        "parquet", unheld=("names that no event has", "what was set apart", "the runner-up of a place")
    )


def attributions_path(path: Path) -> Path:
    """Where the attributions go: events.parquet has them in events.attributions.parquet."""
    return path.with_name(f"{path.stem}.attributions{path.suffix}")


def schemas() -> tuple[Any, Any]:
    """The pyarrow schemas of the events and of the attributions.

    Raises:
        PackageMissing: pyarrow is not installed.
    """
    pa, _ = _pyarrow()
    text, whole, real, day = pa.string(), pa.int64(), pa.float64(), pa.date32()
    span = [("start", whole), ("end", whole), ("words", text)]
    actor = pa.list_(
        pa.struct([*span, ("id", text), ("name", text), ("class", text), ("country", text), ("by", text)])
    )
    place = pa.list_(
        pa.struct(
            [
                *span,
                *[
                    ("id", text),
                    ("name", text),
                    ("feature", text),
                    ("country", text),
                    ("admin1", text),
                    ("admin2", text),
                ],
                *[("lat", real), ("lon", real), ("precision", text), ("radius_km", real), ("reason", text)],
            ]
        )
    )
    harm = pa.list_(
        pa.struct(
            [
                *[("effect", text), ("words", text), ("victims", text), ("min", whole), ("max", whole)],
                *[("part_of_others", pa.bool_()), ("total", pa.bool_())],
            ]
        )
    )
    report = [("report", text), ("url", text), ("source", text), ("title", text), ("published", day)]
    events = pa.schema(
        [
            *report,
            *[("fetched", pa.timestamp("s", tz="UTC")), ("language", text), ("engine", text)],
            *[("event", text), ("type", text), ("status", text), ("accusation", pa.bool_())],
            *[("date_start", day), ("date_end", day), ("date_precision", text)],
            *[("trigger", pa.struct(span)), ("mentions", pa.list_(pa.struct(span))), ("passage", text)],
            *[("agents", actor), ("targets", actor), ("places", place)],
            *[("times", pa.list_(pa.struct(span))), ("means", pa.list_(pa.struct(span))), ("harm", harm)],
            *[("claims", pa.list_(text)), ("confidence", real)],
        ],
        metadata={"schema": f"{VERSION}/events"},
    )
    attributions = pa.schema(
        [
            *[("report", text), ("attribution", text), ("source", pa.struct(span)), ("cue", pa.struct(span))],
            *[("content", pa.struct(span)), ("named", pa.bool_()), ("stance", text), ("within", text)],
            *[("speaker", text), ("kind", text), ("person", text), ("role", text), ("organisation", text)],
            *[("organisation_id", text), ("alignment", text)],
        ],
        metadata={"schema": f"{VERSION}/attributions"},
    )
    return events, attributions


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa  # noqa: PLC0415 -- some 150 MB that few need
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError:
        raise PackageMissing("pyarrow", _REMEDY) from None
    return pa, pq


def _event_row(happening: Happening) -> dict[str, Any]:
    event, coding = happening.event, happening.coding
    report, text = coding.report, coding.report.text
    return {
        "report": report.id,
        "url": report.url,
        "source": report.source,
        "title": report.title,
        "published": report.published,
        "fetched": report.fetched.astimezone(UTC) if report.fetched else None,
        "language": report.language,
        "engine": coding.engine,
        "event": event.id,
        "type": event.type.value,
        "status": event.status.value,
        "accusation": happening.accused,
        "date_start": event.date.start if event.date else None,
        "date_end": event.date.end if event.date else None,
        "date_precision": event.date.precision.value if event.date else None,
        "trigger": _quote(event.trigger, text),
        "mentions": _quotes(event.mentions, text),
        "passage": happening.passage,
        "agents": [{**_span(span, text), **_actor(coding.actors.get(span))} for span in event.agents],
        "targets": [{**_span(span, text), **_actor(coding.actors.get(span))} for span in event.targets],
        "places": [{**_span(span, text), **_place(span, coding)} for span in event.places],
        "times": _quotes(event.times, text),
        "means": _quotes(event.means, text),
        "harm": [_harm(harm, text) for harm in event.harm],
        "claims": list(event.claims),
        "confidence": event.confidence,
    }


def _attribution_rows(coding: Coding) -> Iterator[dict[str, Any]]:
    text = coding.report.text
    for one in coding.attributions:
        speaker = coding.speakers.get(one.source) if one.source else None
        organisation = speaker.organisation.actor if speaker and speaker.organisation else None
        yield {
            "report": coding.report.id,
            "attribution": one.id,
            "source": _quote(one.source, text),
            "cue": _quote(one.cue, text),
            "content": _quote(one.content, text),
            "named": one.named,
            "stance": one.stance.value,
            "within": one.within,
            "speaker": speaker_name(one, coding) or None,
            "kind": speaker.kind.value if speaker else None,
            "person": speaker.person if speaker else None,
            "role": speaker.role if speaker else None,
            "organisation": organisation.name if organisation else None,
            "organisation_id": organisation.id if organisation else None,
            "alignment": speaker.alignment if speaker else None,
        }


def _actor(acting: Acting | None) -> dict[str, Any]:
    if acting is None:
        return {"by": "unresolved"}
    actor = acting.actor
    cls = actor.cls if actor else acting.cls
    return {
        "id": actor.id if actor else None,
        "name": actor.name if actor else None,
        "class": cls.value if cls else None,
        "country": actor.country if actor else acting.country,
        "by": acting.by.value,
    }


def _place(span: Span, coding: Coding) -> dict[str, Any]:
    found = coding.places.get(span)
    if not isinstance(found, Placing):
        return {"reason": found.reason if found else None}
    place = found.place
    return {
        "id": place.id,
        "name": place.name,
        "feature": place.feature.value,
        "country": place.country,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "lat": found.lat,
        "lon": found.lon,
        "precision": found.precision.value,
        "radius_km": found.radius_km,
        "reason": found.reason,
    }


def _harm(harm: Harm, text: str) -> dict[str, Any]:
    return {
        "effect": harm.effect.value,
        "words": words_of(harm.quantity, text),
        "victims": words_of(harm.victims, text) if harm.victims else None,
        "min": harm.count.min,
        "max": harm.count.max,
        "part_of_others": harm.part_of is not None,
        "total": harm.total,
    }


def _quotes(spans: Iterable[Span], text: str) -> list[dict[str, Any]]:
    return [_span(span, text) for span in spans]


def _quote(span: Span | None, text: str) -> dict[str, Any] | None:
    return _span(span, text) if span else None


def _span(span: Span, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "words": span.of(text)}
