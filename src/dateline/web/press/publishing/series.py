"""Series: opened, changed, ended, taken up again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from dateline.domain.errors import EditRefused
from dateline.web.archive.history import record
from dateline.web.archive.packing import storable
from dateline.web.press.models import Briefing, Cadence, Series
from dateline.web.press.publishing.holding import fitting, needed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.web.archive.people import User

_FIELDS = ("slug", "name", "about", "cadence", "countries", "language", "four_eyes")


@transaction.atomic
def open_series(
    name: str,
    *,
    by: User,
    slug: str = "",
    about: str = "",
    cadence: str = Cadence.DAILY,
    countries: Sequence[str] = (),
    language: str = "en",
    four_eyes: bool = True,
) -> Series:
    """Open a series.

    Args:
        name: What it is called: "Syria report".
        by: Who opens it.
        slug: How its address ends; empty makes one of its name.
        about: What it tells of, for readers.
        cadence: How often a briefing comes, one of `Cadence`.
        countries: What is offered for it first, ISO 3166-1 alpha-2.
        language: That of its briefings.
        four_eyes: Whether somebody else than the writer approves its briefings.

    Raises:
        EditRefused: A field is not right; it says which and why.
    """
    row = Series(
        name=name,
        slug=slug or slugify(name)[:80],
        about=about,
        cadence=cadence,
        countries=list(countries),
        language=language,
        four_eyes=four_eyes,
    )
    _check(row)
    row.save(force_insert=True)
    record("opened", row, by=by, after=_state(row))
    return row


@transaction.atomic
def change_series(series: Series, *, by: User, **said: Any) -> Series:  # noqa: ANN401 -- fields as the model has them
    """Change what a series says; fields that are not named stay as they are.

    Args:
        series: The one that is meant.
        by: Who changes it.
        **said: `slug`, `name`, `about`, `cadence`, `countries`, `language`, `four_eyes`. Whether four eyes
            are asked for holds from the next briefing on.

    Raises:
        EditRefused: A field is not right; it says which and why.
    """
    if unknown := sorted(set(said) - set(_FIELDS)):
        raise TypeError(f"a series has no {', '.join(unknown)}")
    row = Series.objects.select_for_update().get(pk=series.pk)
    before, slug = _state(row), row.slug
    for name, value in said.items():
        setattr(row, name, value)
    _check(row)
    if row.slug != slug and Briefing.objects.out().filter(series=row).exists():
        raise EditRefused(f"readers know the series as “{slug}”", "Leave its address as it is.", field="slug")
    after = _state(row)
    if after != before:
        row.save()
        changed = {name for name in _FIELDS if before[name] != after[name]}
        record(
            "changed",
            row,
            by=by,
            before={name: before[name] for name in sorted(changed)},
            after={name: after[name] for name in sorted(changed)},
        )
    series.refresh_from_db()
    return row


@transaction.atomic
def retire_series(series: Series, *, by: User) -> Series:
    """End a series: no briefing of it is started any more; what was published stays."""
    return _turn(series, by, on=False)


@transaction.atomic
def resume_series(series: Series, *, by: User) -> Series:
    """Take a series up again."""
    return _turn(series, by, on=True)


def _turn(series: Series, by: User, *, on: bool) -> Series:
    row = Series.objects.select_for_update().get(pk=series.pk)
    if (row.retired_at is None) != on:
        row.retired_at = None if on else timezone.now()
        row.save(update_fields=["retired_at"])
        record("resumed" if on else "retired", row, by=by)
    series.refresh_from_db()
    return row


def _check(row: Series) -> None:
    row.name = needed(fitting(row.name, "name", Series), "name", "Give the series a name.")
    row.slug = fitting(row.slug, "slug", Series)
    row.about = storable(row.about).strip()
    row.language = fitting(row.language, "language", Series) or "en"
    if not row.slug or row.slug != slugify(row.slug):
        raise EditRefused(
            f"“{row.slug}” cannot stand in an address",
            "Use small letters, digits and hyphens.",
            field="slug",
        )
    if row.cadence not in Cadence.values:
        raise EditRefused(f"no series comes “{row.cadence}”", "Choose one of the list.", field="cadence")
    row.countries = list(dict.fromkeys(code.strip().upper() for code in row.countries if code.strip()))
    for code in row.countries:
        if not (len(code) == 2 and code.isascii() and code.isalpha()):  # noqa: PLR2004 -- alpha-2
            raise EditRefused(
                f"“{code}” is no country's code", "Use two letters, as in SY.", field="countries"
            )
    if Series.objects.exclude(pk=row.pk).filter(slug=row.slug).exists():
        raise EditRefused(f"another series has “{row.slug}”", "Choose another address.", field="slug")


def _state(row: Series) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _FIELDS}
