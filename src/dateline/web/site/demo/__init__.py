"""The demo: an archive of invented reports that has been worked on, to look at and to try things in.

fill(samples, password)   into an empty archive, by the way that every report goes
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.web.archive.models import Arrival, Event, Incident, Report
from dateline.web.archive.tasks_worker import ArchiveWorker
from dateline.web.site.demo.pages import follow_a_feed, hand_in, set_outlets
from dateline.web.site.demo.people import PEOPLE, admit_all
from dateline.web.site.demo.press import publish_it
from dateline.web.site.demo.work import work_on_it
from dateline.web.site.preparing import bring_tables_up_to_date

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["PEOPLE", "Filled", "fill"]

_FEED = "https://northernrelay.example/feed.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What the demo holds."""

    reports: int
    events: int
    incidents: int
    refused: int


def fill(samples: Path, *, password: str, tell: Callable[[str], object] = lambda _: None) -> Filled:
    """Fill an empty archive with the samples, people of each role, their work, and what they published.

    Args:
        samples: The folder of the pages, with `outlets.csv`, which says what kind of source each outlet is.
        password: That of all accounts.
        tell: Is given a line at each stage.

    Raises:
        PasswordTooWeak: The password is not good enough.
    """
    bring_tables_up_to_date()
    people = admit_all(password)
    set_outlets(samples / "outlets.csv", by=people["editor"])
    follow_a_feed(_FEED, by=people["editor"])
    number = hand_in(samples, people)
    tell(f"Reading, coding and linking {number} reports …")
    ArchiveWorker(until_empty=True).run()
    tell("Reviewing some of what they tell …")
    work_on_it(people)
    tell("Writing briefings …")
    publish_it(people)
    return Filled(
        reports=Report.objects.count(),
        events=Event.objects.told().count(),
        incidents=Incident.objects.there().count(),
        refused=Arrival.objects.troubled().count(),
    )
