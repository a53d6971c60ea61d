"""Several workers on one mailing, one of which falls in the midst of a mail: nobody is mailed twice."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.db import connection, connections
from django.utils import timezone

from dateline.web.press.models import Delivery, DeliveryState, Mailing, Subscription
from dateline.web.press.newsletter import sending
from dateline.web.press.newsletter.sending import enqueue_mailing, lay_out, send_some
from dateline.web.press.newsletter.subscribing import ask_for
from tests.web.press.post import delivered
from tests.web.press.published import briefing, series

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from pytest_django.fixtures import Settings

    from dateline.web.press.models import Briefing
    from tests.web.accounts import Person

pytestmark = pytest.mark.django_db(transaction=True)
_FALLS = "falls@example.org"
_WORKER = """
import django, sys
django.setup()
from django.conf import settings
settings.EMAIL_BACKEND = "tests.web.press.post.Falling"
settings.EMAIL_FILE_PATH = sys.argv[1]
from dateline.web.archive.tasks_worker import ArchiveWorker
ArchiveWorker(queues=["mail"], until_empty=True).run()
"""


@pytest.fixture
def issue(person: Person) -> Briefing:
    """A published briefing."""
    return briefing(series(), [], person())


def _readers(of: Briefing, *addresses: str) -> None:
    for address in addresses:
        Subscription.objects.create(
            series=of.series, email=address, key=f"key of {address}", confirmed_at=timezone.now()
        )


def _at_once(doings: Iterable[Callable[[], object]]) -> None:
    def done(do: Callable[[], object]) -> None:
        try:
            do()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(done, doings))


def test_of_workers_that_send_one_mailing_at_once_each_mail_is_sent_by_one(
    issue: Briefing, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EMAIL_BACKEND = "tests.web.press.post.Post"
    monkeypatch.setattr(sending, "BATCH", 10)
    addresses = [f"r{nth:02}@example.org" for nth in range(24)]
    _readers(issue, *addresses)
    pk = str(enqueue_mailing(issue).pk)
    _at_once([lambda: lay_out(pk)] * 4)
    _at_once([lambda: send_some(pk)] * 12)
    assert sorted(one.to[0] for one in mail.outbox) == addresses
    assert set(Delivery.objects.values_list("state", flat=True)) == {DeliveryState.SENT}


def test_an_address_that_is_given_twice_in_one_moment_is_kept_once(issue: Briefing) -> None:
    _at_once([lambda: ask_for(issue.series, "reader@example.org", language="en-gb")] * 6)
    assert Subscription.objects.count() == 1


def test_when_a_worker_falls_in_the_midst_of_a_mail_others_send_the_rest_and_that_one_is_never_sent(
    issue: Briefing, tmp_path: Path
) -> None:
    addresses = [*(f"r{nth:02}@example.org" for nth in range(5)), _FALLS]
    addresses += [f"s{nth:02}@example.org" for nth in range(5)]
    _readers(issue, *addresses)
    enqueue_mailing(issue)
    folder = tmp_path / "mail"
    folder.mkdir()
    connection.close()
    assert _worker(tmp_path, folder).wait(60) == 70
    assert delivered(folder) == addresses[:5]
    two = [_worker(tmp_path, folder), _worker(tmp_path, folder)]
    assert [one.wait(60) for one in two] == [0, 0]
    assert delivered(folder) == [one for one in addresses if one != _FALLS]
    assert Delivery.objects.get(state=DeliveryState.SENDING).subscription.email == _FALLS
    assert Delivery.objects.filter(state=DeliveryState.SENT).count() == 10
    assert Mailing.objects.get().ended_at


def _worker(home: Path, folder: Path) -> subprocess.Popen[bytes]:
    """A worker in a process of its own, on the database of this test."""
    name = str(connection.settings_dict["NAME"])
    server = os.environ.get("DATELINE_TEST_DATABASE_URL")
    environment = {
        **os.environ,
        "DATABASE_URL": urlsplit(server)._replace(path=f"/{name}").geturl()
        if server
        else f"sqlite:///{name}",
        "DATELINE_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "dateline.web.site.settings",
    }
    return subprocess.Popen(  # noqa: S603 -- our own program
        [sys.executable, "-c", _WORKER, str(folder)], env=environment
    )
