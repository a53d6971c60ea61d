"""What readers see, all kinds of it at once, and the addresses of every page: each room adds its own here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from dateline.web.press.models import Media, MediaKind, Stage
from dateline.web.rights import Role
from tests.web.press import published

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dateline.web.archive.models import Incident
    from dateline.web.press.models import Briefing, Citation, Correction
    from dateline.web.site.accounts.models import User
    from tests.web.accounts import Person

BODY = """The front was calm for days, as far as anybody tells.

## Around Marjsalam

Residents say that three people were hurt.[^c1] Others say that nobody was.[^c2]

- A list has sentences, too.[^c3]
- It is not known who fired.

> Words of somebody, quoted.

| where | killed |
|---|---|
| Marjsalam | 3[^c1] |

![A street with a broken wall](media:{picture})
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Public:
    """A site with something on each kind of page.

    `briefing` was corrected once, `withdrawn` does not stand any more, `embargoed` waits for its hour under
    the key "partner".
    """

    editor: User
    incidents: list[Incident]
    picture: Media
    briefing: Briefing
    withdrawn: Briefing
    embargoed: Briefing
    correction: Correction

    @property
    def cited(self) -> Citation:
        """What the first sentence of `briefing` rests on."""
        return self.briefing.citations.get(label="c1")

    def of(self, briefing: Briefing, page: str = "briefing", **named: object) -> str:
        """The address of a page that belongs to a briefing."""
        named = {"series": briefing.series.slug, "slug": briefing.slug, **named}
        return reverse(f"press:{page}", kwargs=named)


def public(person: Person) -> Public:
    """A site with something on each kind of page."""
    ada = person(Role.EDITOR, name="Ada Lindqvist")
    told = published.incidents(8)
    coast, north = published.series(), published.series("north", "Northern front")
    shown = picture(ada)
    body = BODY.format(picture=shown.pk)
    out = published.briefing(coast, told[:4], ada, body=body)
    out.media.add(shown)
    correction = published.correct(
        out,
        ada,
        was="three people",
        now="Two people were hurt, not three.",
        headline="Coast report: two accounts differ",
        body=body.replace("three people", "two people"),
    )
    withdrawn = published.briefing(north, told[:1], ada, slug="2018-05-19")
    published.withdraw(withdrawn, "It told of another week.")
    published.briefing(north, told[2:5], ada, slug="2018-05-20")
    waits = published.briefing(coast, told[:2], ada, slug="2018-05-21", out=False)
    waits.stage, waits.approved_by, waits.embargo_key = Stage.APPROVED, ada, "partner"
    waits.embargo_until = timezone.now() + timedelta(hours=5)
    waits.save()
    return Public(
        editor=ada,
        incidents=told,
        picture=shown,
        briefing=out,
        withdrawn=withdrawn,
        embargoed=waits,
        correction=correction,
    )


def picture(by: User, *, colour: str = "gray", size: tuple[int, int] = (64, 48)) -> Media:
    """A picture that nothing shows yet, in a file of its own."""
    drawn = BytesIO()
    Image.new("RGB", size, colour).save(drawn, "PNG")
    return Media.objects.create(
        kind=MediaKind.PICTURE,
        file=ContentFile(drawn.getvalue(), f"{colour}.png"),
        media_type="image/png",
        sha256=sha256(drawn.getvalue()).hexdigest(),
        size=len(drawn.getvalue()),
        width=size[0],
        height=size[1],
        alt="A street with a broken wall",
        credit="Ada Lindqvist",
        by=by,
    )


PAGES: Mapping[str, Callable[[Public], str]] = {
    "front": lambda _: reverse("home"),
    "briefings": lambda _: reverse("press:briefings"),
    "series": lambda site: reverse("press:series", args=[site.briefing.series.slug]),
    "briefing": lambda site: site.of(site.briefing),
    "versions": lambda site: site.of(site.briefing, "versions"),
    "old version": lambda site: site.of(site.briefing, "version", number=1),
    "version that stands": lambda site: site.of(site.briefing, "version", number=2),
    "changes": lambda site: site.of(site.briefing, "changes", older=1, newer=2),
    "corrections of a briefing": lambda site: site.of(site.briefing, "corrections_of"),
    "corrections": lambda _: reverse("press:corrections"),
    "correction": lambda site: reverse("press:correction", args=[site.correction.pk]),
    "withdrawn": lambda site: site.of(site.withdrawn),
    "embargoed": lambda _: reverse("press:embargoed", args=["partner"]),
    "about": lambda _: reverse("press:about"),
    "privacy": lambda _: reverse("press:privacy"),
    "incident": lambda site: reverse("press:incident", args=[site.incidents[0].pk]),
    "claim": lambda site: reverse("press:claim", args=[site.cited.event_id]),
    "citation": lambda site: reverse("press:citation", args=[site.cited.pk]),
    "report": lambda site: reverse("press:report", args=[site.cited.event.report_id]),
    "sources": lambda _: reverse("press:sources"),
    "source": lambda site: reverse("press:source", args=[site.cited.event.source_id]),
    "place": lambda site: reverse("press:place", args=[site.incidents[0].place]),
    "actor": lambda _: reverse("press:actor", args=["militia"]),
    "map": lambda _: reverse("press:map"),
    "search": lambda _: f"{reverse('press:search')}?q=calm",
    "subscribe": lambda site: reverse("press:subscribe", args=[site.briefing.series.slug]),
}
"""Every page for readers by a name; `tests/web/press/test_pages*.py` look at each of them."""
