"""The demo's pages on their way in, and what its editor knows of who publishes them."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from django.db import transaction

from dateline.web.archive.history import record
from dateline.web.archive.ingest import take_page
from dateline.web.archive.models import FeedKind, Source, SourceDomain
from dateline.web.desk.intake import following
from dateline.web.desk.intake.batches import hand_in_list

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.web.site.accounts.models import User
    from dateline.web.site.demo.people import People


@transaction.atomic
def set_outlets(table: Path, *, by: User) -> None:
    """Say of each outlet what kind of source it is and whose side it is on."""
    with table.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            source = Source.objects.create(
                name=row["name"], kind=row["kind"], alignment=row["alignment"], edited=True, showable=True
            )
            SourceDomain.objects.create(source=source, domain=row["site"])
            after = {"kind": source.kind, "alignment": source.alignment, "showable": True}
            record("edited", source, by=by, after=after)


@transaction.atomic
def follow_a_feed(url: str, *, by: User) -> None:
    """Follow a feed and pause it at once: an invented outlet's site is not there to be asked."""
    feed, _ = following.follow(url, kind=FeedKind.RSS, source="", every=60, by=by)
    following.change(feed, by=by, verb="paused", enabled=False)


def hand_in(samples: Path, people: People) -> int:
    """Hand in every page of a folder, and the rows of its list; how many pages it was."""
    pages = sorted(samples.glob("*.html"))
    for page in pages:
        take_page(page.read_bytes(), name=page.name, by=people["contributor"])
    listed = samples / "list.csv"
    hand_in_list(listed.read_bytes(), name=listed.name, by=people["analyst"])
    with listed.open(encoding="utf-8", newline="") as lines:
        return len(pages) + sum(1 for _ in csv.DictReader(lines))
