"""The forms of the registers. What is right in an entry the archive says; these read what was typed."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dateline.domain import ActorClass, Feature, SourceKind
from dateline.web.archive.overrides_editing import ACTOR_FIELDS, PLACE_FIELDS
from dateline.web.archive.overrides_finding import actors_by_key, countries, find_actors
from dateline.web.desk.templatetags.registers import class_in_words, feature_in_words

SECTORS = (
    *(
        "GOV",
        "JUD",
        "LEG",
        "MIL",
        "COP",
        "OPP",
        "PTY",
        "REB",
        "PRM",
        "SPY",
        "UAF",
        "CVL",
        "ELI",
        "BUS",
        "EDU",
    ),
    *("MED", "LAB", "AGR", "JRN", "REF", "REL", "SOC", "CRM", "IGO", "NGO", "ISM", "IMG", "MNC"),
)
"""PLOVER's codes, as docs/reference/register.md explains them."""


class LinesField(forms.CharField):
    """Names or sites, one on each line."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Ask for lines."""
        super().__init__(widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}), **kwargs)

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401
        """A list as lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:  # noqa: ANN401
        """The lines that hold anything."""
        return [line.strip() for line in (super().clean(value) or "").splitlines() if line.strip()]


class ActorField(forms.CharField):
    """An actor by its name or id; what it comes to is the id."""

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401
        """An id with the name that belongs to it."""
        if not value or "(" in str(value):
            return value
        found = actors_by_key([str(value)]).get(str(value))
        return f"{found.name} ({found.id})" if found else value

    def clean(self, value: Any) -> str:  # noqa: ANN401
        """The id of the actor that is meant."""
        typed = (super().clean(value) or "").strip()
        written = _WITH_ID.search(typed)
        key = written[1] if written else typed
        if not key or actors_by_key([key]):
            return key
        found = find_actors(typed)
        same = [
            one.actor for one in found if typed.casefold() in {one.actor.name.casefold(), one.name.casefold()}
        ]
        if len(same) == 1:
            return same[0].id
        if found:
            few = "; ".join(f"{one.actor.name} ({one.actor.id})" for one in found[:4])
            raise ValidationError(gettext("Which one? Write one of: %(few)s.") % {"few": few})
        raise ValidationError(gettext("The register has nobody called “%(typed)s”.") % {"typed": typed})


_WITH_ID = re.compile(r"\(([a-z0-9]+(?:[_-][a-z0-9]+)*)\)$")


class EntryForm(forms.Form):
    """What forms of entries share: what was seen when they were shown, and a word for colleagues."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    shared = forms.BooleanField(
        required=False,
        label=_("Both bear this name"),
        help_text=_("Then who is at home where a report plays is meant."),
    )

    takes: tuple[str, ...] = ()

    def __init__(self, *args: Any, own: bool, warned: bool = False, **kwargs: Any) -> None:  # noqa: ANN401
        """Ask for an entry of our own, or for what is said of one of the register."""
        super().__init__(*args, **kwargs)
        self.own = own
        if not warned and not self.data.get("shared"):
            del self.fields["shared"]
        for name in ("country", "feature", "cls", "sector"):
            if name in self.fields and not own:
                self.fields[name].required = False

    @property
    def said(self) -> dict[str, Any]:
        """What was typed, as an entry takes it."""
        return {
            name: self.cleaned_data[name]
            for name in self.takes
            if name in self.cleaned_data and name in self.fields
        }


def _lands() -> list[tuple[str, str]]:
    return [("", "–"), *countries().items()]


class ActorForm(EntryForm):
    """An actor of our own, or what we say of one of the register."""

    takes = ACTOR_FIELDS

    aliases = LinesField(
        label=_("Other names"),
        required=False,
        help_text=_(
            "One on each line, as reports write them. Capitals, accents, “the” and “al-” make no other name."
        ),
    )
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    cls = forms.ChoiceField(
        label=_("Class"),
        required=False,
        choices=lambda: [
            ("", "–"),
            *((one.value, capfirst(class_in_words(one.value))) for one in ActorClass),
        ],
    )
    sector = forms.ChoiceField(
        label=_("Sector"),
        required=False,
        choices=[("", _("by its class")), *((code, code) for code in SECTORS)],
        help_text=_("PLOVER’s code."),
    )
    country = forms.ChoiceField(label=_("Country"), required=False, choices=_lands)
    parent = ActorField(label=_("Belongs to"), required=False, help_text=_("An actor, by its name."))
    alignment = ActorField(
        label=_("Sides with"), required=False, help_text=_("Whose orders or pay it takes, or who owns it.")
    )
    alignment_start = forms.DateField(
        label=_("Sides with it from"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    alignment_end = forms.DateField(
        label=_("Sides with it until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    start = forms.DateField(
        label=_("Existed from"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    end = forms.DateField(
        label=_("Existed until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=1000, help_text=_("How you know; for colleagues.")
    )

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Leave out what only an actor of our own has."""
        super().__init__(*args, own=own, **kwargs)
        if own:
            self.fields["name"].required = self.fields["cls"].required = True
            self.order_fields(["name", "aliases", "cls", "sector", "country", "start", "end"])
        else:
            del self.fields["start"], self.fields["end"]

    def right_fields(self) -> list[forms.BoundField]:
        """What sets the register right, apart from names."""
        return [self[name] for name in self.fields if name not in {"aliases", "note", "seen", "shared"}]


class PlaceForm(EntryForm):
    """A place of our own, or what we say of one of the gazetteer."""

    takes = PLACE_FIELDS

    aliases = LinesField(
        label=_("Other names"),
        required=False,
        help_text=_("One on each line. Usual spellings of one name are found without: Kobane, Kobanî."),
    )
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    feature = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=lambda: [("", "–"), *((one.value, capfirst(feature_in_words(one.value))) for one in Feature)],
    )
    country = forms.ChoiceField(label=_("Country"), required=False, choices=_lands)
    admin1 = forms.CharField(
        label=_("Province"), max_length=200, required=False, help_text=_("As the gazetteer spells it.")
    )
    lat = forms.FloatField(
        label=_("Degrees north"),
        required=False,
        min_value=-90,
        max_value=90,
        help_text=_("South is negative: 33.506"),
    )
    lon = forms.FloatField(
        label=_("Degrees east"),
        required=False,
        min_value=-180,
        max_value=180,
        help_text=_("West is negative: 38.616"),
    )
    radius_km = forms.FloatField(
        label=_("Radius in km"),
        required=False,
        min_value=0,
        help_text=_("Of a region, a front or a water: how far from the point nearly all of it lies."),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=1000,
        help_text=_("How its position is known; for colleagues."),
    )

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Leave out what of a place of the gazetteer is not ours to say."""
        super().__init__(*args, own=own, **kwargs)
        if own:
            for name in ("name", "feature", "lat", "lon"):
                self.fields[name].required = True
            self.order_fields(["name", "aliases"])
        else:
            del self.fields["country"]
        for name in ("lat", "lon", "radius_km"):
            self.fields[name].widget.attrs["step"] = "any"

    def right_fields(self) -> list[forms.BoundField]:
        """What sets the gazetteer right, apart from names."""
        return [self[name] for name in self.fields if name not in {"aliases", "note", "seen", "shared"}]


class SourceForm(forms.Form):
    """What a source is."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=lambda: [(one.value, capfirst(str(_(one.value.replace("_", " "))))) for one in SourceKind],
        help_text=_(
            "By it incidents are graded: copies of an agency count once, a party’s word for one side."
        ),
    )
    country = forms.CharField(
        label=_("Country"), required=False, max_length=3, help_text=_("Three capitals: SYR, UKR.")
    )
    alignment = ActorField(
        label=_("Sides with"),
        required=False,
        help_text=_("An actor, by its name. Independent media side with nobody."),
    )
    owner = forms.CharField(
        label=_("Owner"),
        required=False,
        max_length=100,
        help_text=_("An id of the register, or any word: sources of one owner count as one."),
    )
    homepage = forms.CharField(label=_("Home page"), required=False, max_length=500)
    domains = LinesField(label=_("Sites"), required=False, help_text=_("One on each line: example.org"))
    showable = forms.BooleanField(
        label=_("Its pages may be shown to readers whole"),
        required=False,
        help_text=_(
            "It allows that, or they are free. Else readers see the sentences that claims rest on, and the "
            "link to the original."
        ),
    )

    def clean_country(self) -> str:
        """In capitals, as it is kept."""
        return str(self.cleaned_data["country"]).strip().upper()
