"""The forms by which reports are handed in. Each says its limits before they are met."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dateline.adapters.feeds import canonical
from dateline.domain.errors import AddressForbidden
from dateline.reading import MAX_BYTES

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MOST_SIGNS = 2_000_000
"""Signs of pasted text or HTML: in any script less than a form may bring (20 MB)."""
MOST_FILES = 50
MEGABYTES = MAX_BYTES // 1024**2
ALTOGETHER = 5 * MEGABYTES  # what a request may bring: site.bodies
LIST_ENDINGS = frozenset({".csv", ".tsv"})


def checked_address(url: str) -> str:
    """An address as it is to be fetched. Who types one leaves out the https:// as often as not."""
    if url and "://" not in url:
        url = f"https://{url}"
    try:
        canonical(url)
    except AddressForbidden as error:
        raise ValidationError(error.remedy) from None
    return url


def _day_field() -> forms.DateField:
    return forms.DateField(
        label=_("Day of the report"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Where the page does not tell it. Words like “on Thursday” are counted from it."),
        error_messages={"invalid": _("Write the day as 2018-11-23.")},
    )


def address_field(**kwargs: Any) -> forms.CharField:  # noqa: ANN401 -- Django's own arguments
    """A field for an address; it may come without its https://."""
    attrs = {"inputmode": "url", "autocomplete": "off", "spellcheck": "false", "autocapitalize": "off"}
    return forms.CharField(max_length=2000, widget=forms.TextInput(attrs=attrs), **kwargs)


class AddressForm(forms.Form):
    """A page on the web."""

    url = address_field(
        label=_("Address of the page"),
        help_text=_(
            "The page of one report on the public web. It is fetched once, no faster than its site allows; "
            "what its robots.txt forbids is not fetched."
        ),
        error_messages={"required": _("Paste the address of a page.")},
    )
    published = _day_field()

    def clean_url(self) -> str:
        """Refuse what is no address of a page."""
        return checked_address(self.cleaned_data["url"])


class TextForm(forms.Form):
    """A text, or the HTML of a page."""

    text = forms.CharField(
        label=_("Text or HTML"),
        max_length=MOST_SIGNS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text=_("One report, up to 2 million signs. Longer ones come as a file."),
        error_messages={"required": _("Paste the text of one report.")},
    )
    url = address_field(
        label=_("Where it was found"),
        required=False,
        help_text=_("Its address. It is not fetched."),
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=300,
        required=False,
        help_text=_("Where the text does not begin with it."),
    )
    outlet = forms.CharField(
        label=_("Source"), max_length=150, required=False, help_text=_("Who published it, by name.")
    )
    published = _day_field()

    def clean_text(self) -> str:
        """Refuse what holds no words."""
        text: str = self.cleaned_data["text"]
        if not text.strip():
            raise ValidationError(_("Paste the text of one report."))
        return text

    def clean_url(self) -> str:
        """Refuse what is no address of a page."""
        url: str = self.cleaned_data["url"]
        return checked_address(url) if url else ""


class _SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Several files at once; each is looked at, and each that does not do is named."""

    widget = _SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:  # noqa: ANN401 -- Django's signature
        """The files, if all of them do."""
        files = [one for one in data or [] if one]
        if not files:
            raise ValidationError(self.error_messages["required"])
        if len(files) > MOST_FILES:
            raise ValidationError(
                ngettext(
                    "This is %(number)s file; up to %(most)s go at once.",
                    "These are %(number)s files; up to %(most)s go at once.",
                    len(files),
                )
                % {"number": len(files), "most": MOST_FILES}
            )
        if faults := [said for one in files if (said := self._fault(one, alone=len(files) == 1))]:
            raise ValidationError(faults)
        return [super(FilesField, self).clean(one, initial) for one in files]

    @staticmethod
    def _fault(one: UploadedFile[bytes], *, alone: bool) -> str:
        name, size = one.name or "", one.size or 0
        if not size:
            return _("%(name)s is empty.") % {"name": name}
        if size > MAX_BYTES:
            return _("%(name)s has more than %(most)s MB.") % {"name": name, "most": MEGABYTES}
        if is_list(one) and not alone:
            return _("%(name)s is a list: hand it in by itself, under “List”.") % {"name": name}
        return ""


class FilesForm(forms.Form):
    """Files of pages."""

    pages = FilesField(
        label=_("Files"),
        help_text=format_lazy(
            _(
                "HTML, text or PDF, one report each: up to {files} files of {each} MB, {all} MB together. "
                "PDFs need to hold text; pictures of pages are not read."
            ),
            files=MOST_FILES,
            each=MEGABYTES,
            all=ALTOGETHER,
        ),
        error_messages={"required": _("Choose at least one file.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Let the browser offer what can be read."""
        super().__init__(*args, **kwargs)
        self.fields["pages"].widget.attrs["accept"] = ".html,.htm,.xhtml,.txt,.text,.pdf,.csv,.tsv"


class ListForm(forms.Form):
    """A list of pages."""

    file = forms.FileField(
        label=_("List"),
        help_text=format_lazy(
            _(
                "A table (CSV) with a column “url” or “text”, and “title”, “source” and “published” "
                "(2018-11-23) if you like; or a text file with an address a line. UTF-8, up to {most} MB."
            ),
            most=MEGABYTES,
        ),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Let the browser offer what can be read."""
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ".csv,.tsv,.txt,.text"

    def clean_file(self) -> UploadedFile[bytes]:
        """Refuse what is too large."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise ValidationError(_("The list has more than %(most)s MB: split it.") % {"most": MEGABYTES})
        return file


def is_list(file: UploadedFile[bytes]) -> bool:
    """Whether a file is a list by its name."""
    return PurePath(file.name or "").suffix.lower() in LIST_ENDINGS
