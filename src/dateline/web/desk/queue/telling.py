"""Telling: what a list says of an event or an incident in a few words, each as exact as it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Self

from django.utils import timezone
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dateline.domain import Count, PlacePrecision, Precision
from dateline.exporting import wording
from dateline.exporting.countries import country
from dateline.web.archive.models import EventRole
from dateline.web.archive.search import Lit
from dateline.web.desk.filters import Sureness
from dateline.web.telling.days import day_in, shortest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser
    from django.utils.safestring import SafeString
    from django_stubs_ext import StrOrPromise

    from dateline.web.archive.models import Event, EventActor, Incident

    Row = Event | Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """Where and when it was, how exactly that is known, and with what harm."""

    title: str
    where: str
    precision: str
    when: str
    harm: tuple[str, ...]

    @classmethod
    def of(cls, row: Row) -> Self:
        """That of an event or an incident."""
        return cls(
            title=type_words(row),
            where=place_words(row),
            precision=precision_words(row),
            when=when_words(row),
            harm=tuple(harm_words(row)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTold:
    """An event as a row of a list. It is told in Python, not in the template: a page has fifty of them."""

    event: Event
    happened: Happened
    passage: SafeString
    agents: SafeString
    targets: SafeString
    source: str
    sureness: StrOrPromise
    chance: str
    hands: str
    mine: bool


def told(event: Event, user: AbstractBaseUser | AnonymousUser) -> EventTold:
    """An event with its actors, as `with_words` brings them."""
    actors = list(event.actors.all())
    return EventTold(
        event=event,
        happened=Happened.of(event),
        passage=lit(passage(event.sentence, event.words)),
        agents=_drawn(who(actors, EventRole.AGENT), EventRole.AGENT),
        targets=_drawn(who(actors, EventRole.TARGET), EventRole.TARGET),
        source=source_words(event),
        sureness=Sureness.of(event.confidence).label,
        chance=wording.chance_words(event.confidence),
        hands=hands_words(event, user),
        mine=_held(event) and event.assignee_id == user.pk,
    )


def source_words(event: Event) -> str:
    """Who published it, and when."""
    source = event.source.name if event.source else _("unknown source")
    return f"{source}, {day_in('j M Y', event.report.published)}" if event.report.published else source


def lit(parts: Iterable[Lit]) -> SafeString:
    """Text with what is found in it marked."""
    return mark_safe(  # noqa: S308 -- each part is escaped
        "".join(f"<mark>{escape(one.text)}</mark>" if one.found else escape(one.text) for one in parts)
    )


def passage(sentence: str, words: str) -> tuple[Lit, ...]:
    """The sentence with the words of the trigger lit, cut so that they stand near its beginning."""
    # Where they stand in the report is known, where the sentence begins is not: the first such words are lit.
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", sentence) or re.search(re.escape(words), sentence)
    if not words or not found:
        return (Lit(text=words, found=True), Lit(text=" " + sentence, found=False))
    start, end = found.span()
    before, after = sentence[:start], sentence[end:]
    if len(before) > _BEFORE:
        before = "… " + before[-_BEFORE:].partition(" ")[2]
    if len(after) > _AFTER:
        after = after[:_AFTER].rpartition(" ")[0] + " …"
    parts = ((before, False), (sentence[start:end], True), (after, False))
    return tuple(Lit(text=text, found=lit) for text, lit in parts if text)


_BEFORE, _AFTER = 70, 130  # characters: some three or four lines of the column


def who(actors: Iterable[EventActor], role: EventRole) -> tuple[str, ...]:
    """Who plays a part, each once: by the name where one is known, else by the words of the report."""
    playing = [one for one in actors if one.role == role]
    once = {one.actor or one.words.casefold(): one.name or one.words for one in reversed(playing)}
    return tuple(reversed(list(once.values())))


_SHOWN = 2


def _drawn(names: Sequence[str], role: EventRole) -> SafeString:
    if not names:
        said = _("nobody named who did it") if role is EventRole.AGENT else _("nobody named whom it befell")
        return format_html('<span class="aside">?<span class="unseen"> {}</span></span>', said)
    shown = format_html_join(
        ", ", '<span class="part {}">{}</span>', ((role.value, name) for name in names[:_SHOWN])
    )
    more = len(names) - _SHOWN
    return format_html('{} <span class="aside">+{}</span>', shown, more) if more > 0 else shown


def type_words(row: Row) -> str:
    """The type: "Attack on civilians"."""
    return row.type.replace("_", " ").capitalize()


def place_words(row: Row) -> str:
    """Where it was: "Saraqib, Idlib, Syria"; empty where it is not known."""
    land = country_words(row.country) if row.country else ""
    names = [row.place_name, row.admin1, land]
    return ", ".join(dict.fromkeys(name for name in names if name))


def precision_words(row: Row) -> str:
    """How exactly it is known where that was: "in the town, within 3 km"."""
    if not row.place_precision:
        return ""
    said = {
        PlacePrecision.EXACT: pgettext("place", "the very place"),
        PlacePrecision.TOWN: pgettext("place", "in the town"),
        PlacePrecision.NEAR: pgettext("place", "near it"),
        PlacePrecision.ADMIN: pgettext("place", "in the region"),
        PlacePrecision.COUNTRY: pgettext("place", "the country alone"),
    }[PlacePrecision(row.place_precision)]
    if row.radius_km and row.place_precision != PlacePrecision.COUNTRY:
        return _("%(where)s, within %(distance)s") % {
            "where": said,
            "distance": wording.distance_words(row.radius_km),
        }
    return said


def country_words(code: str) -> str:
    """A country by its code."""
    land = country(code)
    return land.name if land else code


def when_words(row: Row) -> str:
    """When it was, as exact as it is: "22 Nov 2018", "Nov 2018", "2014 – 2017"; empty where nothing tells."""
    if row.date_start is None or row.date_end is None:
        return ""
    form = {Precision.MONTH: "M Y", Precision.YEAR: "Y"}.get(Precision(row.date_precision or "day"), "j M Y")
    first, last = (day_in(form, day) for day in (row.date_start, row.date_end))
    if first == last:
        return first
    if form == "j M Y":
        first = day_in(shortest(form, row.date_start, row.date_end), row.date_start)
    return f"{first} – {last}"


def harm_words(row: Row) -> list[str]:
    """The dead and the injured as exact as they are told: "6 killed", "at least 10 injured"."""
    counted = (
        (_("%(count)s killed"), Count(min=row.killed_min, max=row.killed_max)),
        (_("%(count)s injured"), Count(min=row.injured_min, max=row.injured_max)),
    )
    return [
        said % {"count": wording.count_words(count)}
        for said, count in counted
        if (count.min, count.max) not in {(None, None), (0, None)}
    ]


def hands_words(row: Row, user: AbstractBaseUser | AnonymousUser) -> str:
    """Who has it in hand, and until when; empty where nobody has."""
    if not _held(row) or row.assigned_until is None:
        return ""
    until = f"{row.assigned_until.astimezone(UTC):%H:%M}"
    if row.assignee_id == user.pk:
        return _("you, until %(time)s UTC") % {"time": until}
    return _("%(who)s, until %(time)s UTC") % {"who": row.assignee, "time": until}


def _held(row: Row) -> bool:
    return bool(row.assignee_id and row.assigned_until and row.assigned_until > timezone.now())
