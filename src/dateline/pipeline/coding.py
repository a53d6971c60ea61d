"""One report: coded by an engine, then resolved and looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import Report
from dateline.domain.errors import LanguageUnread
from dateline.pipeline.lookups import Lookups, look_up
from dateline.reading import report_id
from dateline.reading.language import language_of
from dateline.resolving import resolve

if TYPE_CHECKING:
    from datetime import date

    from dateline.coding.engine import Engine
    from dateline.domain import Coding


def code(report: Report, engine: Engine, lookups: Lookups | None = None) -> Coding:
    """The coding of `report` by `engine`, its counts and dates filled and its words looked up in `lookups`.

    Without `lookups` actors and places stay as written. A report whose language is not known is coded: it is
    too short to tell, or came as bare text.

    Raises:
        LanguageUnread: The report is in a language that the engine does not read; nothing is coded.
    """
    check_language(report, engine)
    return look_up(resolve(engine.code(report)), lookups or Lookups())


def check_language(report: Report, engine: Engine) -> None:
    """Refuse a report in a language that `engine` does not read.

    Raises:
        LanguageUnread: The report is in such a language.
    """
    if report.language is not None and report.language not in engine.languages:
        read = ", ".join(sorted(engine.languages))
        raise LanguageUnread(
            f"{report.title or report.url or report.id} is in {report.language!r}",
            f"{engine.name} reads {read}; nothing was coded.",
        )


def bare_report(text: str, *, key: str | None = None, published: date | None = None) -> Report:
    """A report of nothing but its text, exactly as it stands, so that every offset points into it.

    Without a `key` its id follows from the text.
    """
    return Report(id=key or report_id(text), text=text, published=published, language=language_of(text))
