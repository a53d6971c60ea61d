"""The first step of a report's way: a page is fetched or taken as handed in, read, and becomes a report.

All that comes of it is written in one transaction. Done twice, it has the effect of once: the page is known
by its canonical address or its words, and a version of it by the hash of its bytes.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from dateline.adapters.answering import Unchanged, Validators
from dateline.adapters.feeds import canonical, declared, site_of
from dateline.domain.errors import AddressForbidden, DatelineError, NotOurTurn
from dateline.pipeline import check_language
from dateline.reading import Fetched, read, report_id
from dateline.web.archive.ingest_sources import source_of
from dateline.web.archive.models import Arrival, ArrivalState, Page, Report, ReportState
from dateline.web.archive.packing import pack, storable
from dateline.web.archive.search.indexing import index_report
from dateline.web.archive.tasks_outcome import may_pass, told
from dateline.web.archive.tasks_world import world

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from dateline import domain
    from dateline.adapters.answering import Headers

_TRIES = 5  # of a transaction that met another of the same page


def read_arrival(arrival_id: str, *, then: Callable[[Report], object]) -> ArrivalState | None:
    """Read an arrival into a report; what became of it, None where there is none.

    Args:
        arrival_id: Which arrival. One that is done stays as it is.
        then: Is given the report, in the transaction that makes it or changes its words.

    Raises:
        DatelineError: Something went wrong that may pass, or it is not our turn at the host.
    """
    arrival = Arrival.objects.select_related("feed__source").filter(pk=arrival_id).first()
    if arrival is None or arrival.state != ArrivalState.WAITING:
        return ArrivalState(arrival.state) if arrival else None
    known = _known(arrival)
    try:
        got = _got(arrival, known)
        if got is None:
            return _done(arrival, ArrivalState.KNOWN, known)
        report = _report(arrival, got)
        check_language(report, world().engine())
    except NotOurTurn:
        raise
    except DatelineError as error:
        if may_pass(error):
            raise
        return _refused(arrival, error)
    return _stored(arrival, got, report, then)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Got:
    """A version of a page."""

    body: bytes
    url: str
    at: datetime
    charset: str | None = None
    status: int | None = None
    headers: Headers = ()
    media_type: str = ""

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.body).hexdigest()

    @property
    def addresses(self) -> tuple[str, ...]:
        """The canonical addresses that the page is known by, that first by which it wants to be."""
        if not self.url:
            return ()
        said = declared(self.body, self.url), _canonical(self.url)
        return tuple(dict.fromkeys(filter(None, said)))


def _canonical(url: str) -> str | None:
    """The canonical form of an address; None of what is none, or too long, as a site may send us on to."""
    try:
        return canonical(url)
    except AddressForbidden:
        return None


def _known(arrival: Arrival) -> Report | None:
    """The report of the page, if it was read before."""
    return _by_address([arrival.key]) if arrival.url else None


def _by_address(addresses: Sequence[str]) -> Report | None:
    found = Report.objects.filter(canonical_url__in=addresses).first()
    if found is None:
        arrived = Arrival.objects.of(addresses).filter(report__isnull=False).select_related("report")
        first = arrived.order_by("-came_at").first()
        found = first.report if first else None
    return found


def _got(arrival: Arrival, known: Report | None) -> _Got | None:
    """The page; None where it has not changed since it was last fetched."""
    content = arrival.content
    if content is not None:
        return _Got(body=content, url=arrival.url, at=arrival.came_at, charset=arrival.charset or None)
    answer = world().fetcher()(arrival.url, _validators(known))
    if isinstance(answer, Unchanged):
        return None
    return _Got(
        body=answer.body,
        url=answer.url,
        at=answer.at,
        charset=answer.charset,
        status=answer.status,
        headers=answer.headers,
        media_type=answer.media_type or "",
    )


def _validators(known: Report | None) -> Validators:
    latest = known.pages.order_by("-fetched_at").first() if known else None
    if latest is None or latest.status is None:
        return Validators()
    said = {name.lower(): value for name, value in latest.headers}
    return Validators(etag=said.get("etag"), last_modified=said.get("last-modified"))


def _report(arrival: Arrival, got: _Got) -> domain.Report:
    """What is read from the page; what it does not tell of itself is what was said of it when it came."""
    if got.status is not None:
        fetched = Fetched(url=got.url, body=got.body, at=got.at, charset=got.charset)
        report = read(got.url, fetch=lambda _: fetched)
    elif got.charset:  # it came as text: what it says of its own encoding does not hold any more
        report = read(io.StringIO(got.body.decode(got.charset, "replace")), url=got.url or None)
    else:
        report = read(got.body, url=got.url or None)
    return replace(
        report,
        source=arrival.outlet or report.source,
        title=report.title or arrival.title or None,
        published=report.published or arrival.published,
    )


def _stored(
    arrival: Arrival, got: _Got, report: domain.Report, then: Callable[[Report], object]
) -> ArrivalState:
    """Keep what was read, in one transaction, anew where another came between."""
    for _ in range(_TRIES - 1):
        try:
            with transaction.atomic():
                return _keep(arrival, got, report, then)
        except IntegrityError:
            continue
    with transaction.atomic():
        return _keep(arrival, got, report, then)


def _keep(
    arrival: Arrival, got: _Got, report: domain.Report, then: Callable[[Report], object]
) -> ArrivalState:
    current = Arrival.objects.select_for_update().get(pk=arrival.pk)
    if current.state != ArrivalState.WAITING:
        return ArrivalState(current.state)
    addresses = got.addresses
    row = _by_address([*addresses, *((arrival.key,) if arrival.url else ())])
    if row is not None and got.status is None and _was_fetched(row) and row.text != storable(report.text):
        # What somebody hands in does not take the place of what the site itself gave.
        row, addresses = None, ()
    row = _locked(row or _by_words(report, addresses))
    if row is None:
        row = _new_row(arrival, report, addresses)
        is_changed = True
    else:
        is_changed = _update(row, report, addresses)
    # What the site itself gives is kept though its words are known by hand: it is the better evidence.
    if is_changed or (got.status is not None and not _was_fetched(row)):
        _keep_version(row, got)
    if is_changed or row.state == ReportState.FAILED:
        then(row)
    return _done(current, ArrivalState.READ if is_changed else ArrivalState.KNOWN, row)


def _by_words(report: domain.Report, addresses: tuple[str, ...]) -> Report | None:
    """The report with these words, if it is on the same site, or one of the two is on none."""
    same = Report.objects.filter(key__in=_keys(report), text=storable(report.text))
    here = addresses[0] if addresses else None
    for row in same.order_by("first_seen"):
        there = row.canonical_url
        if not here or not there or site_of(here) == site_of(there):
            return row
    return None


def _keys(report: domain.Report) -> tuple[str, str]:
    """The key of a report by its words, and that by its words and where they stand."""
    where = _canonical(report.url or "") or report.source or ""
    return report.id, report_id(f"{where}\n{report.text}")


def _locked(row: Report | None) -> Report | None:
    """The row, as it is now, and ours until the transaction ends."""
    return None if row is None else Report.objects.select_for_update().get(pk=row.pk)


def _was_fetched(row: Report) -> bool:
    return row.pages.filter(status__isnull=False).exists()


def _new_row(arrival: Arrival, report: domain.Report, addresses: tuple[str, ...]) -> Report:
    # The same words elsewhere are another report: that it is a copy is for linking to say.
    key = next((key for key in _keys(report) if not Report.objects.filter(key=key).exists()), str(arrival.pk))
    row = Report(key=key, canonical_url=addresses[0] if addresses else None)
    row.source = source_of(report.url, report.source, feed=arrival.feed)
    _write(row, report)
    row.save(force_insert=True)
    index_report(row)
    return row


def _update(row: Report, report: domain.Report, addresses: tuple[str, ...]) -> bool:
    """Write down what has changed; whether its words have."""
    if row.canonical_url is None and addresses:
        row.canonical_url = addresses[0]
        row.url = row.url or storable(report.url, 4100)
        row.source = row.source or source_of(report.url, report.source)
    is_changed = row.text != storable(report.text)
    if is_changed:
        _write(row, report)
    row.save()
    if is_changed:
        index_report(row)
    return is_changed


def _write(row: Report, report: domain.Report) -> None:
    row.url = row.url or storable(report.url, 4100)
    row.title = storable(report.title)
    row.author = storable(report.author)
    row.published = report.published
    row.language = storable(report.language, 12)
    row.text = storable(report.text)
    row.set_apart = [{"kind": one.kind.value, "text": storable(one.text)} for one in report.set_apart]
    row.fetched_at = report.fetched
    row.state = ReportState.FETCHED
    row.failure = ""


def _keep_version(row: Report, got: _Got) -> None:
    """Keep the page byte for byte. One that is as it was before some other version is the latest again."""
    values = {
        "url": storable(got.url, 4100),
        "fetched_at": got.at,
        "status": got.status,
        "headers": [[storable(name), storable(value)] for name, value in got.headers],
        "media_type": storable(got.media_type, 200),
    }
    Page.objects.update_or_create(
        report=row, sha256=got.sha256, defaults=values, create_defaults={**values, "body": pack(got.body)}
    )


def _done(arrival: Arrival, state: ArrivalState, report: Report | None) -> ArrivalState:
    Arrival.objects.filter(pk=arrival.pk, state=ArrivalState.WAITING).update(
        state=state, report=report, packed=None, error="", done_at=timezone.now()
    )
    return state


def _refused(arrival: Arrival, error: DatelineError) -> ArrivalState:
    """Keep why the page is no report, and what was handed in, so that it can be tried again."""
    Arrival.objects.filter(pk=arrival.pk, state=ArrivalState.WAITING).update(
        state=ArrivalState.REFUSED, error=told(error), done_at=timezone.now()
    )
    return ArrivalState.REFUSED
