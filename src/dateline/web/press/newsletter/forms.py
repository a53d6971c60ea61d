"""The form by which a series is asked for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class AskForm(forms.Form):
    """An address; and a field that people don't see, so that whatever fills it in is no person."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )
    website = forms.CharField(required=False, max_length=500)

    @property
    def is_filled_by_a_program(self) -> bool:
        """Whether the field was filled that people don't see."""
        return bool(self.cleaned_data.get("website"))
