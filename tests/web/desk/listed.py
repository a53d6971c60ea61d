"""What the tests of the desk's lists share: an archive of made-up reports, and rows as a page shows them."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

from dateline.web.archive.models import Event
from tests.web.archive.invented import Invented, stored

if TYPE_CHECKING:
    from uuid import UUID

    from dateline.web.archive.models import Report


def archive(reports: int = 12, seed: int = 5) -> list[Report]:
    """So many reports, coded and linked."""
    return stored(Invented(seed).codings(reports))


def in_order() -> list[UUID]:
    """The events that wait, in order of use."""
    return list(Event.objects.awaiting_review().in_order_of_use().values_list("pk", flat=True))


def text(response: Any) -> str:  # noqa: ANN401 -- the test client's own kind of answer
    """The words of a page, without its marks."""
    body = re.sub(r"<(script|style)\b.*?</\1>", "", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def shown(response: Any) -> list[str]:  # noqa: ANN401 -- the same
    """The ids of the events whose rows a page opens, in their order."""
    return re.findall(r'name="open" value="([0-9a-f-]{36})"', response.content.decode())
