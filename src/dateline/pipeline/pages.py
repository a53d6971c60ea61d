"""A few pages, one after the other: one that fails is told and does not stop the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain.errors import DatelineError, EngineUnavailable, PageUnreadable
from dateline.pipeline.coding import code
from dateline.pipeline.lookups import Lookups

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from dateline.coding.engine import Engine
    from dateline.domain import Coding, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """A page that was read."""

    page: str
    report: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedPage:
    """A page that was read and coded."""

    page: str
    coding: Coding


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedPage:
    """A page that could not be read or coded, and why."""

    page: str
    error: DatelineError


def read_pages(pages: Iterable[str], *, read: Callable[[str], Report]) -> Iterator[ReadPage | FailedPage]:
    """Read each of `pages`, as addresses or paths, with `read`."""
    for page in pages:
        try:
            report = read(page)
        except DatelineError as error:
            yield FailedPage(page=page, error=error)
        except Exception as error:  # noqa: BLE001 -- one strange page must not cost the others
            yield FailedPage(page=page, error=_fault(error))
        else:
            yield ReadPage(page=page, report=report)


def code_pages(
    pages: Iterable[str],
    *,
    read: Callable[[str], Report],
    load: Callable[[], Engine],
    load_lookups: Callable[[], Lookups] = Lookups,
) -> Iterator[CodedPage | FailedPage]:
    """Read and code each of `pages`. Engine and lookups are loaded when the first page has been read.

    Raises:
        EngineUnavailable: From `load` or the engine; without an engine no page can be coded.
        DatelineError: From `load_lookups`.
    """
    engine: Engine | None = None
    lookups = Lookups()
    for outcome in read_pages(pages, read=read):
        if isinstance(outcome, FailedPage):
            yield outcome
            continue
        if engine is None:
            engine, lookups = load(), load_lookups()
        try:
            coding = code(outcome.report, engine, lookups)
        except EngineUnavailable:
            raise
        except DatelineError as error:
            yield FailedPage(page=outcome.page, error=error)
        except Exception as error:  # noqa: BLE001 -- as above
            yield FailedPage(page=outcome.page, error=_fault(error))
        else:
            yield CodedPage(page=outcome.page, coding=coding)


def _fault(error: Exception) -> DatelineError:
    return PageUnreadable(repr(error), "This is a fault of Dateline: please report it, with the page.")
