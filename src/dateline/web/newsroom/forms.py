"""The forms of the newsroom. What may be done the rooms of publishing say; these read what was typed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dateline.exporting.countries import all_countries
from dateline.web.press.models import Cadence, CorrectionKind, Series

if TYPE_CHECKING:
    from datetime import date


class CodesField(forms.CharField):
    """Countries, by name or by code, with commas between them; what it comes to are ISO codes."""

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 -- Django's signature
        """Codes as names."""
        if not isinstance(value, list):
            return value
        names = {one.iso2: one.name for one in all_countries() if one.iso2}
        return ", ".join(names[code] if code in names else str(code) for code in value)

    def clean(self, value: Any) -> list[str]:  # noqa: ANN401
        """The codes, each once."""
        by_name = {one.name.casefold(): one.iso2 for one in all_countries() if one.iso2}
        codes = set(by_name.values())
        found: list[str] = []
        unknown: list[str] = []
        for written in (super().clean(value) or "").replace("\n", ",").split(","):
            if not (word := written.strip()):
                continue
            code = word.upper() if word.upper() in codes else by_name.get(word.casefold())
            if code is None:
                unknown.append(word)
            elif code not in found:
                found.append(code)
        if unknown:
            said = ngettext(
                "No country goes by this: %(names)s. Write its name in English, or its two letters: SY.",
                "No countries go by these: %(names)s. Write their names in English, or two letters: SY.",
                len(unknown),
            )
            raise ValidationError(said % {"names": ", ".join(unknown)})
        return found


class SeriesForm(forms.Form):
    """What a series is. Its address is chosen once: readers keep it."""

    name = forms.CharField(label=_("Name"), max_length=200)
    slug = forms.SlugField(
        label=_("Address"),
        max_length=80,
        required=False,
        help_text=_("Small letters, digits and hyphens; made of the name if left empty. It stays as it is."),
    )
    about = forms.CharField(
        label=_("About"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A sentence or two for readers: what it tells of, and how often it comes."),
    )
    cadence = forms.ChoiceField(label=_("Comes"), choices=Cadence.choices)
    countries = CodesField(
        label=_("Countries"),
        required=False,
        max_length=2000,
        help_text=_("With commas between them. Their incidents are offered first."),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=lambda: [(code[:2], name) for code, name in settings.LANGUAGES]
    )
    four_eyes = forms.BooleanField(
        label=_("Somebody else than the writer approves each briefing"), required=False
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 -- Django's own arguments
        row: Series | None = None,
        waives: bool = False,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        """That of a new series, or of `row`, whose address stays.

        Args:
            *args: Django's own.
            row: The series.
            waives: Whether who fills it in may do away with the second pair of eyes. Who may not can only
                ask for it.
            **kwargs: Django's own.
        """
        if row is not None:
            fields = ("name", "about", "cadence", "countries", "language", "four_eyes")
            kwargs.setdefault("initial", {name: getattr(row, name) for name in fields})
        else:
            kwargs.setdefault("initial", {"four_eyes": True, "language": "en"})
        super().__init__(*args, **kwargs)
        self.waives = waives
        if row is not None:
            del self.fields["slug"]
        if not waives and (row is None or row.four_eyes):
            # What comes with the request is passed over then: the field says what it said before.
            self.fields["four_eyes"].disabled = True
            self.fields["four_eyes"].help_text = _(
                "To let the writer alone approve is for an editor who is admin, too."
            )

    def clean(self) -> dict[str, Any]:
        """An address where none was typed; and nothing of four eyes where that could only waive them."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.waives and not cleaned.get("four_eyes"):
            cleaned.pop("four_eyes", None)  # somebody may have asked for them since the series was read
        if "slug" in self.fields and not cleaned.get("slug") and not self.errors.get("slug"):
            cleaned["slug"] = slugify(cleaned.get("name", ""))[:80]
            if cleaned.get("name") and not cleaned["slug"]:
                self.add_error("slug", _("The name holds no Latin letters: write an address."))
        return cleaned


def day_field(label: Any, **kwargs: Any) -> forms.DateField:  # noqa: ANN401 -- Django's own arguments
    """A field for a day."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the day as 2018-11-23.")},
        **kwargs,
    )


class NewForm(forms.Form):
    """Of which series a briefing is, of which day, and of which days it tells."""

    series = forms.ModelChoiceField(
        label=_("Series"), queryset=Series.objects.running().by_name(), to_field_name="slug", empty_label=None
    )
    day = day_field(_("Day of the briefing"))
    first = day_field(
        _("Tells of the days from"), required=False, help_text=_("Left empty: as often as the series comes.")
    )
    last = day_field(_("to"), required=False, help_text=_("Left empty: the day of the briefing."))

    def clean(self) -> dict[str, Any]:
        """The period, by the cadence of the series where it was left open."""
        cleaned: dict[str, Any] = super().clean() or {}
        day, series = cleaned.get("day"), cleaned.get("series")
        if day is None or series is None:
            return cleaned
        try:
            cleaned["last"] = cleaned.get("last") or day
            cleaned["first"] = cleaned.get("first") or before(cleaned["last"], Cadence(series.cadence))
        except OverflowError:
            self.add_error("day", _("Write the day as 2018-11-23."))
            return cleaned
        if cleaned["first"] > cleaned["last"]:
            self.add_error("last", _("The period ends before it begins."))
        return cleaned


def before(day: date, cadence: Cadence) -> date:
    """The first day that a briefing of `day` tells of if nobody says otherwise."""
    return day - timedelta(days={Cadence.DAILY: 1, Cadence.WEEKLY: 6, Cadence.MONTHLY: 30}.get(cadence, 6))


class MomentField(forms.CharField):
    """A moment in UTC, to the minute."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401
        """Ask for it by the browser's own field."""
        super().__init__(widget=forms.DateTimeInput(attrs={"type": "datetime-local"}), **kwargs)

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401
        """As the browser's field reads it."""
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M}" if isinstance(value, datetime) else value

    def clean(self, value: Any) -> datetime | None:  # noqa: ANN401
        """The moment."""
        written = (super().clean(value) or "").strip().removesuffix("UTC").strip()
        if not written:
            return None
        try:
            found = datetime.fromisoformat(written)
        except ValueError:
            raise ValidationError(_("Write day and time as 2018-11-23 06:30. They are in UTC.")) from None
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


class ScheduleForm(forms.Form):
    """When a briefing is published."""

    at = MomentField(label=_("Publish at (UTC)"))

    def clean_at(self) -> datetime:
        """A moment to come."""
        at: datetime = self.cleaned_data["at"]
        if at <= timezone.now():
            raise ValidationError(_("That is past. To publish now, press “Publish now”."))
        return at


class EmbargoForm(forms.Form):
    """Until when only partners read a briefing."""

    until = MomentField(label=_("Embargo until (UTC)"), required=False)


class WhyForm(forms.Form):
    """Why something is done that readers see."""

    why = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why: readers see it.")},
    )


class BackForm(forms.Form):
    """Why a briefing is sent back: for who wrote it, not for readers."""

    why = forms.CharField(
        label=_("What is missing"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say what is missing.")},
    )


class CorrectionForm(forms.Form):
    """What is corrected: what stood there, and what is right."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[
            (CorrectionKind.CORRECTION, _("correction: what stood there was wrong")),
            (CorrectionKind.CLARIFICATION, _("clarification: it could be taken wrongly")),
            (CorrectionKind.UPDATE, _("update: more is known since")),
        ],
        widget=forms.RadioSelect,
        initial=CorrectionKind.CORRECTION,
    )
    was = forms.CharField(
        label=_("What stood there"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    now = forms.CharField(
        label=_("What is right"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("In whole sentences: readers see it over the briefing and in the log of corrections."),
    )


class WordsForm(forms.Form):
    """What is said of a picture or a video: what it shows, whose it is and where it comes from."""

    alt = forms.CharField(
        label=_("What it shows"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For those who cannot see it: what is to be seen, not what it means."),
    )
    caption = forms.CharField(
        label=_("Caption"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What readers read below it."),
    )
    credit = forms.CharField(
        label=_("Credit"), max_length=300, help_text=_("Whose it is: a name, an agency, “handout”.")
    )
    licence = forms.CharField(
        label=_("Licence"), required=False, max_length=120, help_text=_("By what right we show it.")
    )
    source_url = forms.URLField(
        label=_("Published first at"),
        required=False,
        max_length=2000,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
    )


class PictureForm(WordsForm):
    """A picture or a video that is brought, with its words."""

    upload = forms.FileField(
        label=_("File"),
        help_text=_("A picture (JPEG, PNG, WebP, AVIF, GIF) or a video (MP4, WebM)."),
        error_messages={"required": _("Choose a file.")},
    )
    poster = forms.FileField(
        label=_("Picture that stands for a video"),
        required=False,
        help_text=_("It is shown until somebody plays the video."),
    )
    field_order = ("upload", "poster")


class DatelineForm(forms.Form):
    """The dateline of a briefing, and the days that it tells of."""

    day = day_field(_("Day of the briefing"))
    place = forms.CharField(label=_("Place of the dateline"), required=False, max_length=200)
    first = day_field(_("Tells of the days from"))
    last = day_field(_("to"))
