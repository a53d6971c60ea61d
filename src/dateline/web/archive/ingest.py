"""Taking pages in: addresses, files, texts and lists, each once, to be read in the background.

The same page twice is one report: what waits already is not taken again, and what is known is told so.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from uuid6 import uuid7

from dateline.adapters.feeds import BadRow, canonical, read_list
from dateline.adapters.feeds.addresses import as_taken
from dateline.domain.errors import ListUnreadable, PageEmpty, PageTooLarge
from dateline.reading import MAX_BYTES
from dateline.web.archive.models import Arrival, Report
from dateline.web.archive.packing import pack, storable
from dateline.web.archive.tasks import Urgency, enqueue_reading

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from dateline.adapters.feeds import Listed


MOST_ROWS = 10_000
"""Rows of a list that is taken in at once: it is one transaction, and nobody else writes for so long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of taking a page in.

    Attributes:
        arrival: The page on its way, or None where its report is known and was not asked for again.
        report: The report that the page is known by, where it is.
        new: Whether this call set it on its way.
        line: Its line, where it stood in a list.
    """

    arrival: Arrival | None = None
    report: Report | None = None
    new: bool = False
    line: int | None = None


def take_url(
    url: str,
    *,
    by: Any = None,  # noqa: ANN401 (a user of whatever model the site has)
    published: date | None = None,
    again: bool = True,
    urgency: Urgency = Urgency.ASKED,
) -> Taken:
    """Take the page at `url` in: it is fetched and read in the background.

    Args:
        url: An address on the web.
        by: Who brings it.
        published: The day of the report, where the page does not tell it.
        again: Whether a page that is known is looked at again, to see whether it has changed.
        urgency: What comes first.

    Raises:
        AddressForbidden: It is no address of a page on the web.
    """
    key = canonical(url)
    if not again and (report := known_report(key)):
        return Taken(report=report)
    return _take(Arrival(key=key, url=storable(as_taken(url)), by=by, published=published), urgency)


def take_page(
    page: bytes | str,
    *,
    url: str | None = None,
    name: str = "",
    title: str = "",
    outlet: str = "",
    published: date | None = None,
    by: Any = None,  # noqa: ANN401
    urgency: Urgency = Urgency.ASKED,
) -> Taken:
    """Take in what somebody hands in: a page in HTML, a text, a PDF. It is read in the background.

    Args:
        page: The bytes of a file, or pasted text or HTML.
        url: Where it was found.
        name: The name of its file.
        title: Its title, where it does not tell it.
        outlet: The name of its source, where it does not tell it.
        published: Its day, where it does not tell it.
        by: Who brings it.
        urgency: What comes first.

    Raises:
        AddressForbidden: `url` is no address of a page on the web.
        PageEmpty: It is empty.
        PageTooLarge: It is larger than a report can be.
    """
    content = page.encode("utf-8", "replace") if isinstance(page, str) else page
    if not content.strip():
        raise PageEmpty(name or url or "", "Give the page of one report.")
    if len(content) > MAX_BYTES:
        raise PageTooLarge(name or url or "", f"The limit is {MAX_BYTES // 1024**2} MB.")
    key = canonical(url) if url else Arrival.key_of(content)
    arrival = Arrival(
        key=key,
        url=storable(as_taken(url or "")),
        packed=pack(content),
        charset="utf-8" if isinstance(page, str) else "",
        name=storable(name, 255),
        title=storable(title, 500),
        outlet=storable(outlet, 255),
        published=published,
        by=by,
    )
    return _take(arrival, urgency)


def take_list(
    body: bytes,
    *,
    name: str,
    by: Any = None,  # noqa: ANN401
    urgency: Urgency = Urgency.MANY,
) -> tuple[UUID, list[Taken | BadRow]]:
    """Take in all pages that a list names (`dateline.adapters.feeds.read_list`), the good rows or none.

    Returns:
        The batch by which what comes of them can be asked for, and what came of each row, in their order; a
        row that holds no page says so with its line.

    Raises:
        ListUnreadable: It is no list, or longer than `MOST_ROWS`.
    """
    rows = list(islice(read_list(body, name=name), MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        raise ListUnreadable(f"{name} has more than {MOST_ROWS:,} rows", "Split it into several lists.")
    batch = uuid7()
    with transaction.atomic():
        # All write pages in one order: two who each wait for the other's page would both fail.
        known = {row.line: _arrival_of(row, batch, by) for row in rows if not isinstance(row, BadRow)}
        in_turn = sorted(known, key=lambda line: known[line].key)
        taken = {line: _take(known[line], urgency) for line in in_turn}
    return batch, [row if isinstance(row, BadRow) else taken[row.line] for row in rows]


def known_report(key: str) -> Report | None:
    """The report of the page with a canonical address, by whatever address it came."""
    found = Report.objects.filter(canonical_url=key).first()
    if found is None:
        arrival = Arrival.objects.of([key]).filter(report__isnull=False).select_related("report").first()
        found = arrival.report if arrival else None
    return found


def _arrival_of(row: Listed, batch: UUID, by: Any) -> Arrival:  # noqa: ANN401
    content = row.text.encode("utf-8", "replace") if row.text else None
    return Arrival(
        key=canonical(row.url) if row.url else Arrival.key_of(content or b""),
        url=storable(as_taken(row.url or "")),
        packed=pack(content) if content else None,
        charset="utf-8" if content else "",
        title=storable(row.title, 500),
        outlet=storable(row.source, 255),
        published=row.published,
        batch=batch,
        line=row.line,
        by=by,
    )


_TRIES = 5  # where one of the same page waits, and is read each time before it is found


def _take(arrival: Arrival, urgency: Urgency, *, tries: int = _TRIES) -> Taken:
    """Set an arrival on its way, unless one of the same page waits."""
    try:
        with transaction.atomic():
            arrival.save(force_insert=True)
            enqueue_reading(arrival, urgency)
    except IntegrityError:
        waiting = Arrival.objects.waiting().filter(key=arrival.key).first()
        if waiting is None:  # it has been read this moment, or something else is wrong
            if tries <= 1:
                raise
            return _take(arrival, urgency, tries=tries - 1)
        return Taken(arrival=waiting, line=arrival.line)
    return Taken(arrival=arrival, new=True, line=arrival.line)
