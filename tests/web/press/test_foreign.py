"""No English is left on pages in another language but names, the reports' own words and the editor's text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from babel import Locale
from django.test import Client
from django.urls import reverse

from dateline.domain import Count, DateRange, PlacePrecision, Precision, Stance, Unresolved
from dateline.exporting.incidents.wording import value_words
from dateline.web.archive.models import Event, Incident, Report, Source
from dateline.web.press.composing import Chosen, cites_of
from dateline.web.press.models import Citation, Correction, Revision, Series
from dateline.web.press.publishing.citing import citations_of
from dateline.web.rights import Role
from dateline.web.telling.reading import read
from tests.web.press import foreign, published
from tests.web.press.public import PAGES, public
from tests.web.press.told_by_many import DAY, coding, told_by_many

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dateline.domain import Coding, Placing
    from dateline.web.press.models import Briefing
    from dateline.web.site.accounts.models import User
    from tests.web.accounts import Person
    from tests.web.press.public import Public

pytestmark = pytest.mark.django_db

_KNOWN = {
    *("json", "geojson", "csv", "rss", "atom", "opml", "http", "https", "sha", "utc", "warc", "html", "css"),
    *("dateline", "api", "openapi", "iframe", "natural", "earth", "markdown", "text", "png"),
    "deutsch",
}
"""Names of things that are called so everywhere."""

_LOOKED_AT = ("many1", "many2", "many3", "many7")
_REASON = '<p class="glance-who"'
_ATTRIBUTES = ("title", "alt", "aria-label", "placeholder", "content", "data-head", "label")
_UNREAD = {"script", "style", "code", "kbd", "textarea", "template"}
_EMPTY = {"meta", "link", "br", "hr", "img", "input", "source", "wbr"}


@pytest.fixture
def told(person: Person) -> tuple[Public, Incident, Briefing]:
    """A site, and an incident of which all is told that the core has words for, with a briefing on it."""
    site = public(person)
    row = told_by_many(codings=list(_contradicting()))
    Report.objects.update(language="en")
    Series.objects.update(language="en")
    return site, row, _briefing(row, site.briefing.series, site.editor)


def test_a_page_in_another_language_says_nothing_in_english_of_its_own(
    told: tuple[Public, Incident, Briefing], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, row, briefing = told
    cited = briefing.citations.order_by("pk")
    pages = {name: address(site) for name, address in PAGES.items()} | {
        "rich incident": reverse("press:incident", args=[row.pk]),
        "rich briefing": site.of(briefing),
        "rich source": reverse("press:source", args=[Source.objects.get(name="Coast Paper 0").pk]),
        "rich place": reverse("press:place", args=[row.place]),
        "rich report": reverse("press:report", args=[Report.objects.get(key="many0").pk]),
        "card": reverse("api:embed_incident", args=[row.pk]),
        "found": f"{reverse('press:search')}?q=Marjsalam",
        **{f"citation {one.label}": reverse("press:citation", args=[one.pk]) for one in cited[::6]},
        **{
            f"claim {event.report.key}": reverse("press:claim", args=[event.pk])
            for event in Event.objects.filter(
                report__key__in=("many1", "many2", "many3", "many7")
            ).select_related("report")
        },
    }
    names, titles = _names(), _titles()
    with foreign.spoken(monkeypatch):
        drawn = {name: _page(address) for name, address in pages.items()}
    left = {f"{name}: {words}" for name, page in drawn.items() for words in _english(page, names, titles)}
    assert sorted(left) == []
    with_reasons = {name for name, page in drawn.items() if _REASON in page}
    assert with_reasons >= {"front", "briefing", "place", "actor", "map", "rich source"}
    assert not any(f'{_REASON} lang="' in page for page in drawn.values())


def test_a_figure_that_was_cited_is_said_in_the_language_of_the_page(person: Person) -> None:
    row = told_by_many(codings=[coding(0), _with(coding(1), Count(min=6))])
    briefing = _briefing(row, published.series(), person(Role.EDITOR))
    address = reverse("press:citation", args=[briefing.citations.get(value="at least 6").pk])
    assert "mindestens 6" in _page(address)
    assert "at least 6" in Client().get(address).content.decode()


def _briefing(row: Incident, series: Series, by: User) -> Briefing:
    """A published briefing that cites all that is told of an incident."""
    briefing = published.briefing(series, [], by, slug="2018-05-22", out=False)
    made = citations_of(briefing, cites_of([Chosen(incident=row, told=read(row).told)]), anew=True)
    body = " ".join(f"Somebody says so.[^{one.citation.label}]" for one in made)
    published.revision(briefing, by, body=f"It was calm.\n\n{body}\n")
    return briefing


def _page(address: str) -> str:
    return Client().get(f"/{foreign.LANGUAGE}{address}").content.decode()


def _contradicting() -> Iterator[Coding]:
    """What reports tell of one happening: figures of all kinds, a denial, an accusation, a copy, a move."""
    yield _with(coding(0), Count(min=3, max=3))
    yield _with(coding(1), Count(min=6))
    yield coding(2, stance=Stance.ACCUSES)
    yield coding(3, stance=Stance.DENIES)
    yield _with(coding(4), Count(max=10))
    yield _with(coding(5), Count(min=1200, max=1900), precision=PlacePrecision.NEAR)
    moved = _with(coding(6), Count(min=8, max=8))
    yield replace(
        moved, report=replace(moved.report, source="Coast Paper 0", published=DAY + timedelta(days=6))
    )
    first = _with(coding(0), Count(min=3, max=3))
    yield replace(first, report=replace(first.report, id="many9", source="Relay Post", title="Relayed"))
    yield coding(7, stance=Stance.HEDGES)


def _with(of: Coding, killed: Count, *, precision: PlacePrecision | None = None) -> Coding:
    event = of.events[0]
    harm = tuple(replace(one, count=killed) if one.effect.value == "killed" else one for one in event.harm)
    places = dict(of.places)
    dated = event.date
    if precision:
        places = {span: _far(placing) for span, placing in of.places.items()}
        dated = DateRange(start=date(2018, 5, 1), end=date(2018, 5, 31), precision=Precision.MONTH)
    return replace(of, events=(replace(event, harm=harm, date=dated),), places=places)


def _far(placing: Placing | Unresolved) -> Placing | Unresolved:
    if isinstance(placing, Unresolved):
        return placing
    return replace(placing, precision=PlacePrecision.NEAR, radius_km=2.5, lat=35.2, lon=36.6)


def _names() -> set[str]:
    """The words of all names: of sources, places, people and things, as the tests' reports have them."""
    told = [read(row).told.incident for row in Incident.objects.there()]
    named = {one.value for of in told for one in of.tellings if type(value_words(one)) is str} | {
        *("Marjsalam", "Ada Lindqvist", "Coast report", "Northern front"),
        *(place for one in Incident.objects.there() for place in (one.place_name, one.admin1)),
        *Source.objects.values_list("name", flat=True),
        *Citation.objects.exclude(parts__has_key="who").values_list("who", flat=True),
        *Locale.parse(foreign.LANGUAGE).territories.values(),
    }
    return {word for name in named for word in _words(name)}


def _titles() -> set[str]:
    """The words of what has no language of its own in the head of a page, and in what a mouse is told."""
    said = {
        *Revision.objects.values_list("headline", flat=True),
        *Revision.objects.values_list("standfirst", flat=True),
        *Series.objects.values_list("about", flat=True),
        *Report.objects.values_list("title", flat=True),
        *Correction.objects.values_list("now", flat=True),
        *Citation.objects.values_list("quote", flat=True),
        "calm",  # what is searched for
    }
    return {word for words in said for word in _words(words)}


def _english(page: str, names: set[str], titles: set[str]) -> Iterator[str]:
    """The words of a page that are neither wide, nor names, nor in a language of their own."""
    reader = _Reader(foreign.LANGUAGE)
    reader.feed(page)
    for words, is_title in reader.said:
        known = names | titles if is_title else names
        plain = [one for one in _words(words) if one not in known and one not in _KNOWN]
        if plain:
            yield f"{' '.join(plain)} < {' '.join(words.split())[:90]}"


def _words(text: str) -> list[str]:
    return re.findall(r"[a-zäöüß]{2,}", _ADDRESS.sub(" ", text).lower())


_ADDRESS = re.compile(r"https?://\S+|\S+\.(?:example|test|org)\S*")


class _Reader(HTMLParser):
    """What a page says in its own language: text and words of attributes, each and whether it is a title."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.said: list[tuple[str, bool]] = []
        self._language = language
        self._within: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        passed = self._passes or tag in _UNREAD or found.get("lang", self._language) != self._language
        # What is found of an incident is of reports that may be in any language.
        passed = passed or found.get("class") == "search-snippet"
        if not passed and not (tag == "meta" and _is_for_programs(found)):
            by_mouse = tag == "link" or (tag == "a" and found.get("class") == "claim")
            self.said += [
                (found[one], one == "content" or (one == "title" and by_mouse))
                for one in _ATTRIBUTES
                if found.get(one)
            ]
        if tag not in _EMPTY:
            self._within.append((tag, passed))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY:
            self._within.pop()

    def handle_endtag(self, tag: str) -> None:
        while self._within and self._within.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self._passes:
            self.said.append((data, any(tag == "head" for tag, _ in self._within)))

    @property
    def _passes(self) -> bool:
        return bool(self._within) and self._within[-1][1]


def _is_for_programs(attributes: Mapping[str, str]) -> bool:
    called = attributes.get("name") or attributes.get("property") or ""
    return called not in {"description", "og:title", "og:description"}
