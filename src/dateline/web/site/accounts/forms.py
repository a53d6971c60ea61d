"""The forms of accounts."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from dateline.web.rights import Role
from dateline.web.site.accounts.models import User
from dateline.web.site.accounts.worded import GOOD_PASSWORD


class NameForm(forms.ModelForm[User]):
    """The name that others see."""

    class Meta:
        """What of the account it changes."""

        model = User
        fields = ("name",)
        help_texts: ClassVar = {
            "name": _("Colleagues see it beside what you change. Without one they see your address.")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Let a browser fill in the name."""
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"


class RolesField(forms.TypedMultipleChoiceField):
    """Roles to tick, each with what it lets one do."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Offer every role."""
        super().__init__(
            choices=lambda: [(role.value, capfirst(role.label)) for role in Role],
            coerce=Role,
            widget=forms.CheckboxSelectMultiple,
            **kwargs,
        )


class RolesForm(forms.Form):
    """The roles of somebody."""

    roles = RolesField(label=_("Roles"), required=False)


class InvitationForm(forms.Form):
    """Whom to invite, and as what."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    roles = RolesField(
        label=_("Roles"), error_messages={"required": _("Choose at least one role.")}, initial=[Role.READER]
    )


class AcceptanceForm(forms.Form):
    """What an invited person fills in."""

    name = forms.CharField(
        label=_("Name"),
        max_length=100,
        required=False,
        help_text=_("Colleagues see it beside what you change. Without one they see your address."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Ask for the account of `email`, which a password must not resemble."""
        super().__init__(*args, **kwargs)
        self._email = email
        self.fields["password"].help_text = GOOD_PASSWORD

    def clean(self) -> dict[str, Any]:
        """See that both passwords are one, and a good one."""
        cleaned = super().clean() or self.cleaned_data
        password, again = cleaned.get("password"), cleaned.get("again")
        if password and again and password != again:
            self.add_error("again", _("These are two different passwords."))
        elif password:
            try:
                validate_password(password, User(email=self._email, name=cleaned.get("name", "")))
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned
