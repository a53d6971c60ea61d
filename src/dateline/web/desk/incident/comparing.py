"""Comparing: an incident beside those that may be the same, with what speaks for it and against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dateline.domain import Count, DateRange, EventType, Precision
from dateline.exporting import wording
from dateline.resolving.geometry import km_between
from dateline.web.archive.models import Account
from dateline.web.desk.queue import telling

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from uuid import UUID

    from dateline.web.archive.linking.doubles import Double
    from dateline.web.archive.models import Incident

_SAME, _MEETS, _DIFFERS = "same", "meets", "differs"
_SENTENCES = 2  # of an incident that stands beside another: two tell whether it is worth opening


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """An incident that may be the same: its head, and what the forms send."""

    incident: Incident
    called: str
    chance: str
    at: str
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What an incident says of a fact, and how it stands to the page's: `same`, `meets`, `differs`."""

    of: str
    words: tuple[str, ...]
    stands: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A fact of all that stand side by side, the one of the page first."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """An incident beside those that may be the same."""

    doubles: tuple[Beside, ...]
    lines: tuple[Line, ...]


def compare(incident: Incident, doubles: Sequence[Double], seen: dict[UUID, str]) -> Compared | None:
    """An incident beside its likely doubles; None where it has none.

    `seen` holds, by incident, the id of the last move of accounts that is known.
    """
    if not doubles:
        return None
    rows = [incident, *(double.incident for double in doubles)]
    told = _told_in(rows)
    return Compared(
        doubles=tuple(
            Beside(
                incident=double.incident,
                called=called(double.incident),
                chance=wording.chance_words(double.chance),
                at=reverse("incident", args=[double.incident.pk]),
                seen=seen.get(double.incident.pk, ""),
            )
            for double in doubles
        ),
        lines=(
            _line(_("Place"), rows, place_words, _places),
            _line(_("Day"), rows, day_words, _days),
            _line(_("Type"), rows, type_words, _types),
            _line(_("Killed"), rows, killed_words, _killed),
            _line(_("Injured"), rows, injured_words, _injured),
            Line(
                label=_("Sources"),
                cells=tuple(
                    Cell(of=called(row), words=tuple(dict.fromkeys(one.source for one in told[row.pk])))
                    for row in rows
                ),
            ),
            Line(
                label=_("Words"),
                cells=tuple(
                    Cell(
                        of=called(row),
                        words=tuple(dict.fromkeys(one.words for one in told[row.pk] if one.words))[
                            :_SENTENCES
                        ],
                    )
                    for row in rows
                ),
            ),
        ),
    )


def called(row: Incident) -> str:
    """An incident by its name: "Shelling, Marj, 4 May 2018"."""
    return ", ".join(filter(None, (type_words(row), row.place_name, day_words(row))))


def place_words(row: Incident) -> str:
    """Where it was, as exactly as it is told."""
    if not row.place_name:
        return ""
    name = telling.place_words(row)
    if row.lat is None or row.radius_km is None:
        return name
    return _("%(place)s, within %(distance)s") % {
        "place": name,
        "distance": wording.distance_words(row.radius_km),
    }


def day_words(row: Incident) -> str:
    """When it was."""
    dated = _dated(row)
    return wording.date_words(dated) if dated else ""


def type_words(row: Incident) -> str:
    """What it was."""
    return wording.type_words(EventType(row.type))


def killed_words(row: Incident) -> str:
    """How many were killed, over all who count."""
    return wording.count_words(Count(min=row.killed_min, max=row.killed_max))


def injured_words(row: Incident) -> str:
    """How many were injured."""
    return wording.count_words(Count(min=row.injured_min, max=row.injured_max))


def _line(
    label: str,
    rows: Sequence[Incident],
    words: Callable[[Incident], str],
    stands: Callable[[Incident, Incident], tuple[str, str]],
) -> Line:
    first, *others = rows
    cells = [Cell(of=called(first), words=tuple(filter(None, [words(first)])))]
    for other in others:
        here, there = words(first), words(other)
        said, how = stands(first, other) if here and there else ("", "")
        cells.append(Cell(of=called(other), words=(there,) if there else (), stands=said, how=how))
    return Line(label=label, cells=tuple(cells))


def _places(one: Incident, other: Incident) -> tuple[str, str]:
    if one.place and one.place == other.place:
        return _("the same place"), _SAME
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return "", ""
    away = km_between((one.lat, one.lon), (other.lat, other.lon))
    within = away <= (one.radius_km or 0) + (other.radius_km or 0)
    said = _("%(distance)s away, the circles meet") if within else _("%(distance)s away, beyond both circles")
    return said % {"distance": wording.distance_words(away)}, _MEETS if within else _DIFFERS


def _days(one: Incident, other: Incident) -> tuple[str, str]:
    here, there = _dated(one), _dated(other)
    if here is None or there is None:
        return "", ""
    if (here.start, here.end) == (there.start, there.end):
        return _("the same"), _SAME
    if there.start > here.end:
        days = (there.start - here.end).days
        return ngettext("%(days)d day later", "%(days)d days later", days) % {"days": days}, _DIFFERS
    if there.end < here.start:
        days = (here.start - there.end).days
        return ngettext("%(days)d day earlier", "%(days)d days earlier", days) % {"days": days}, _DIFFERS
    return _("overlaps"), _MEETS


def _types(one: Incident, other: Incident) -> tuple[str, str]:
    return (_("the same"), _SAME) if one.type == other.type else (_("another type"), _DIFFERS)


def _killed(one: Incident, other: Incident) -> tuple[str, str]:
    return _counts((one.killed_min, one.killed_max), (other.killed_min, other.killed_max))


def _injured(one: Incident, other: Incident) -> tuple[str, str]:
    return _counts((one.injured_min, one.injured_max), (other.injured_min, other.injured_max))


def _counts(one: tuple[int | None, int | None], other: tuple[int | None, int | None]) -> tuple[str, str]:
    if one == other:
        return _("the same"), _SAME
    (low, high), (least, most) = one, other
    apart = (high is not None and least is not None and least > high) or (
        most is not None and low is not None and most < low
    )
    return (_("cannot both be true"), _DIFFERS) if apart else (_("both may be true"), _MEETS)


def _dated(row: Incident) -> DateRange | None:
    if row.date_start is None or row.date_end is None:
        return None
    precision = Precision(row.date_precision) if row.date_precision else Precision.RANGE
    return DateRange(start=row.date_start, end=row.date_end, precision=precision)


class _Told(NamedTuple):
    source: str
    words: str


def _told_in(rows: Sequence[Incident]) -> dict[UUID, list[_Told]]:
    """By incident, the sources and main sentences of its accounts, in the order of their reports' days."""
    found: dict[UUID, list[_Told]] = {row.pk: [] for row in rows}
    told = Account.objects.filter(incident__in=rows, events__ref=F("ref"), events__coding__isnull=False)
    for key, source, sentence in told.order_by("report__published", "pk").values_list(
        "incident", "report__source__name", "events__sentence"
    ):
        found[key].append(_Told(source or _("source not named"), sentence))
    return found
