"""Codings into the page: the template, its style and its script, and the policy that allows no others."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dateline.domain import ApartKind
from dateline.exporting import wording
from dateline.exporting.answers import lists_of, where_is_where, who_is_who
from dateline.exporting.page.beside import Beside
from dateline.exporting.page.lighting import LABELS, light
from dateline.exporting.telling import by_meaning, tell, whose_voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.domain import Coding, Examined, SetApart
    from dateline.exporting.answers import Answer
    from dateline.exporting.page.lighting import Run
    from dateline.exporting.telling import EventTold

_APART = {
    ApartKind.FUNDING: "Money box",
    ApartKind.COMMENTS: "Comments",
    ApartKind.NAVIGATION: "Navigation",
    ApartKind.RELATED: "Other headlines",
    ApartKind.CAPTION: "Captions",
}


def render(codings: Iterable[Coding], incidents: Iterable[Examined] = ()) -> str:
    """One self-contained HTML page that shows `codings` in their order, and over them `incidents`.

    Each telling of an incident leads to its words in the report that gives it; reports that are not among
    `codings` have no column.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 -- only a page needs it

    codings = list(codings)
    beside = Beside(incidents, codings)
    sheets = [_Sheet.of(coding, number, beside) for number, coding in enumerate(codings, 1)]
    environment = Environment(
        loader=PackageLoader(__name__.rpartition(".")[0], ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = _shipped("page.css") + "".join(sheet.style() for sheet in sheets)
    if beside.incidents:
        style += _shipped("incidents.css") + beside.style()
    script = _shipped("page.js")
    return environment.get_template("page.html.jinja").render(
        sheets=sheets,
        beside=beside,
        by_meaning=by_meaning,
        engines=sorted({sheet.coding.engine for sheet in sheets}),
        labels={part: label for part, label in LABELS.items() if label and part != "mention"},
        style=style,
        script=script,
        policy=(
            f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
            "base-uri 'none'; form-action 'none'"
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """One report as the template shows it; `key` ("r1") opens every id and class of it."""

    key: str
    coding: Coding
    title: str
    link: str | None
    published: str
    voice: str
    told: tuple[EventTold, ...]
    paragraphs: tuple[tuple[Run, ...], ...]
    lists: tuple[tuple[str, tuple[Answer, ...]], ...]
    apart: tuple[tuple[str, tuple[SetApart, ...]], ...]

    @classmethod
    def of(cls, coding: Coding, number: int, beside: Beside) -> _Sheet:
        report = coding.report
        told = tell(coding)
        key = f"r{number}"
        return cls(
            key=key,
            coding=coding,
            title=report.title or "Report without a title",
            link=_link(report.url),
            published=wording.day_words(report.published) if report.published else "",
            voice=whose_voice(coding),
            told=told,
            paragraphs=tuple(light(report.text, told, beside.tellings(key))),
            lists=lists_of(coding, told),
            apart=_apart(report.set_apart),
        )

    @staticmethod
    def answers(told: EventTold) -> tuple[Answer, ...]:
        """What the words of one event stand for."""
        return (*who_is_who([told]), *where_is_where([told]))

    def style(self) -> str:
        """What lights each event: the pointer, the focus or the address on its words or its card."""
        return "".join(_event_style(self.key, told.number, self._parts(told.number)) for told in self.told)

    def _parts(self, number: int) -> Sequence[str]:
        found = {
            part
            for paragraph in self.paragraphs
            for run in paragraph
            for piece in run.pieces
            for part in piece.lights.get(number, ())
        }
        return [part for part in LABELS if part in found]


def _event_style(key: str, number: int, parts: Sequence[str]) -> str:
    """Rules for one event. What the pointer is on comes before what the address names."""
    event = f"{key}-e{number}"
    pointed = f".{key}:has(.n-{event}:hover,.n-{event}:focus-visible,#{event}:hover,#{event} :focus-visible)"
    elsewhere = ":has(.naming:hover,.naming:focus-visible,.event:hover)"
    named = f".{key}:has(#{event}:target,#{event}-w:target):not({elsewhere})"
    opened = f".{key}:has(.n-{event}:hover,.n-{event}:focus-visible,#{event}:target,#{event}-w:target)"
    lit = f":is({pointed},{named})"
    rules = [
        f"{lit} .{event}-{part}{{background-color:var(--{part}-wash);--strength:100%}}"
        for part in reversed(parts)  # what is said lies under who and whom, and these under the trigger
    ]
    rules += [
        f"{lit} [data-{event}]::before{{content:attr(data-{event});display:block}}",
        f"{lit} #{event}{{--edge:3px;background:var(--card)}}",
        f"{lit} .text{{--strength:24%}}",
        f"{opened} #{event}{{--fold:1fr;--gist:none}}",
    ]
    return "\n".join(rules) + "\n"


def _apart(parts: tuple[SetApart, ...]) -> tuple[tuple[str, tuple[SetApart, ...]], ...]:
    kinds = ((name, tuple(part for part in parts if part.kind is kind)) for kind, name in _APART.items())
    return tuple((name, held) for name, held in kinds if held)


def _link(url: str | None) -> str | None:
    """The address, where it is one that a page may link to."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None


def _shipped(name: str) -> str:
    return files(__name__.rpartition(".")[0]).joinpath(name).read_text("utf-8")


def _hash(inline: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
