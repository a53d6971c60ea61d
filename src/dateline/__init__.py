"""Dateline: war reports you can check.

    >>> import dateline
    >>> report = dateline.read("DAMASCUS - Two shells hit a bakery in Ain Terma on Monday, residents said.")
    >>> report.text
    'DAMASCUS - Two shells hit a bakery in Ain Terma on Monday, residents said.'

`read` takes a page as it is found on the web and gives the report apart from its money box, comments
and navigation; `code` gives the report's coding: names, events with roles and harm, and who says so,
every item with its words, and what those for actors and places mean.

    >>> coding = dateline.code(report)
    >>> all(mention.of(report.text) for event in coding.events for mention in event.mentions)
    True

What either needs is loaded at its first use, so that the import costs next to nothing.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from typing import IO

    from dateline.domain import Coding, Report

__all__ = ["__version__", "code", "read"]

__version__ = version("dateline")


def read(
    page: str | Path | bytes | IO[bytes] | IO[str], *, url: str | None = None, allow_private: bool = False
) -> Report:
    """Read a page into a report: its text apart from money boxes, comments, menus and captions.

    Args:
        page: An address (`https://…`), the path of an HTML, text or PDF file, "-" for standard input,
            a stream, bytes, or the text itself.
        url: Where the page was found, if it is not fetched from there.
        allow_private: Whether private and loopback addresses may be fetched from.

    Raises:
        PageUnreadable: The page is missing, empty, too large, no text, behind a login, or without an
            article: the subclass says which, the message what to do.
        FetchFailed: The page could not be fetched.
    """
    from dateline.adapters.network import Fetcher
    from dateline.reading import read as read_page

    return read_page(page, url=url, fetch=Fetcher(allow_private=allow_private))


def code(report: Report | str, *, register: Path | None = None) -> Coding:
    """Code a report with the compact engine, and look up its actors and places.

    Places are not looked up where no gazetteer was built; a warning says so, once, and how to build it.

    Args:
        report: A report; a string is a report's text, coded exactly as it stands.
        register: A file with actors of your own, laid over the register that ships.

    Raises:
        LanguageUnread: The report is in a language that the engine does not read; nothing is coded.
        EngineUnavailable: The engine's weights are missing or damaged.
        RegisterUnreadable: The file `register` cannot be read or is not right.
    """
    from dateline.adapters.lookups import load_lookups
    from dateline.adapters.weights import load_engine
    from dateline.pipeline import bare_report
    from dateline.pipeline import code as code_with

    read_report = bare_report(report) if isinstance(report, str) else report
    return code_with(read_report, load_engine(), load_lookups(register))
