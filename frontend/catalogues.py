"""Catalogues: what pages for readers say, gathered for translators, and their translations made ready.

python -m frontend.catalogues gather    # brings locale/*/LC_MESSAGES/django.po in step with the pages
python -m frontend.catalogues make      # makes the .mo files that pages read, and refuses what does not fit

What the core says (accounts, figures, days, the reasons of grades) is gathered, too: `message` and its like
mark it there, as `dateline.domain.messages` tells. The desk's screens are English alone and are passed over.
Babel reads and writes the formats, so that setting up needs no GNU gettext.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator

WEB: Final = Path(__file__).resolve().parent.parent / "src/dateline/web"
CORE: Final = WEB.parent
LOCALE: Final = WEB / "site/locale"
LANGUAGES: Final = ("de", "ar")
READ_BY_READERS: Final = ("press", "telling", "api", "site/templates")
"""The folders whose words readers see; in `site/templates` these are the pages for what goes wrong."""
SPOKEN_BY_THE_CORE: Final = ("domain", "linking", "exporting")
_MARKS = "from dateline.domain.messages import"
_NEWSROOM = ("newsroom", "accounts", "allauth", "account", "mfa", "usersessions", "frame", "migrations")
_KEYWORDS: Final[dict[str, Any]] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "later": None,  # `gettext_lazy as later`
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "message": (1,),
    "message_in": ((1, "c"), 2),
    "message_of": (1, 2),
}


def gathered() -> Catalog:
    """All that pages for readers say, with where it stands."""
    catalogue = Catalog(project="Dateline", charset="utf-8")
    for path in files():
        source = path.read_text(encoding="utf-8")
        code = _as_python(source, path) if path.suffix in {".html", ".txt"} else source
        for _line, said, comments, context in extract("python", BytesIO(code.encode()), _KEYWORDS):
            root = WEB if path.is_relative_to(WEB) else CORE
            place = (path.relative_to(root).as_posix(), 0)
            catalogue.add(said, None, [place], auto_comments=comments, context=context)
    return catalogue


def files() -> Iterator[Path]:
    """The files whose words are gathered."""
    for folder in READ_BY_READERS:
        for path in sorted((WEB / folder).rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and not set(path.parts) & set(_NEWSROOM):
                yield path
    for folder in SPOKEN_BY_THE_CORE:
        for path in sorted((CORE / folder).rglob("*.py")):
            if _MARKS in path.read_text(encoding="utf-8"):
                yield path


def of(language: str) -> Catalog:
    """The catalogue of a language, as its translators have it."""
    path = _po(language)
    if not path.exists():
        return Catalog(locale=language, project="Dateline", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def wrong(language: str, template: Catalog | None = None) -> list[str]:
    """What a catalogue lacks, and what in it does not fit the words that it stands for."""
    known, found = of(language), []
    for message in template or gathered():
        if not message.id:
            continue
        translated = known.get(message.id, message.context)
        said = translated.string if translated else ""
        if not said or (isinstance(said, (list, tuple)) and not all(said)):
            found.append(f"{language}: not translated: {message.id!r}")
        elif translated and translated.fuzzy:
            found.append(f"{language}: to be looked at: {message.id!r}")
        elif translated:
            found += [f"{language}: {error}: {message.id!r}" for error in translated.check(known)]
    return found


def gather() -> None:
    """Bring what translators have in step with the pages; what is said no more is let go."""
    template = gathered()
    for language in LANGUAGES:
        known = of(language)
        known.update(template, no_fuzzy_matching=True, update_header_comment=False)
        known.obsolete.clear()
        known.fuzzy, known.header_comment = False, f"# What readers see, in {language}."
        _po(language).parent.mkdir(parents=True, exist_ok=True)
        with _po(language).open("wb") as file:
            write_po(file, known, width=100, sort_by_file=True, no_location=False, include_lineno=False)


def make() -> None:
    """Make the files that pages read."""
    for language in LANGUAGES:
        with _po(language).with_suffix(".mo").open("wb") as file:
            write_mo(file, of(language))


def _po(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES/django.po"


def _as_python(source: str, path: Path) -> str:
    from django.utils.translation.template import templatize  # noqa: PLC0415 -- it asks for Django's settings

    # How far a line stands in means nothing in a page, but would to Python's grammar.
    return "\n".join(line.strip() for line in str(templatize(source, origin=str(path))).splitlines())


def _main(verb: str) -> int:
    import django  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415

    if not settings.configured:
        settings.configure(USE_I18N=False)
        django.setup()
    if verb == "gather":
        gather()
        return 0
    if verb == "make":
        make()
        return 0
    sys.stderr.write(f"{__doc__}\n")
    return 2


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1] if len(sys.argv) > 1 else ""))
