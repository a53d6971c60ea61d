"""Looking: what a reader looks for, read from the address, and what is found of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from django.db.models import Q
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as later

from dateline.web.archive.asking import Parameters
from dateline.web.archive.models import SearchKind
from dateline.web.archive.search import search
from dateline.web.press.claims.public import sources_shown
from dateline.web.press.search.public import public

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from dateline.web.archive.models import Source
    from dateline.web.archive.search import Hit

A_PAGE = 20
_FURTHEST = 50  # pages: nobody reads on that far, and the database would sort all it has
_OF_EACH = 5  # of each kind that everything shows
_BESIDE = 5  # sources that are shown beside all else
_SHORTEST = 2  # letters of a name that sources are looked for by


class Tab(StrEnum):
    """What is looked for."""

    ALL = ""
    BRIEFINGS = "briefing"
    INCIDENTS = "incident"
    CLAIMS = "claim"
    SOURCES = "source"


TABS: dict[Tab, StrOrPromise] = {
    Tab.ALL: later("Everything"),
    Tab.BRIEFINGS: later("Briefings"),
    Tab.INCIDENTS: later("Incidents"),
    Tab.CLAIMS: later("Claims"),
    Tab.SOURCES: later("Sources"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What was found of one kind; `more` says that there is more of it."""

    tab: Tab
    hits: tuple[Hit, ...]
    more: bool


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What is looked for: words, which kind of thing, between which days, and which page of it."""

    words: str
    tab: Tab
    first: date | None
    last: date | None
    page: int
    refused: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, params: QueryDict) -> Self:
        """What an address asks for."""
        read = Parameters(params)
        first, last = read.one("from", date.fromisoformat), read.one("to", date.fromisoformat)
        return cls(
            words=read.text("q"),
            tab=read.one("kind", Tab) or Tab.ALL,
            first=first,
            last=last,
            page=read.one("page", _page) or 1,
            refused=tuple(read.refused),
        )

    @cached_property
    def groups(self) -> list[Group]:
        """What holds the words, by kind, the best first: a page of one kind, or a few of each."""
        if self.tab is Tab.ALL:
            each = (self._group(Tab(kind.value), _OF_EACH, 0) for kind in _KINDS) if self.page == 1 else ()
            return [group for group in each if group.hits]
        if self.tab is Tab.SOURCES:
            return []
        group = self._group(self.tab, A_PAGE, A_PAGE * (self.page - 1))
        return [group] if group.hits else []

    def _group(self, tab: Tab, most: int, offset: int) -> Group:
        kind = SearchKind(tab.value)
        hits = search(
            self.words,
            kinds=[kind],
            first=self.first,
            last=self.last,
            among={kind: public()[kind]},
            limit=most + 1,
            offset=offset,
        )
        return Group(tab=tab, hits=tuple(hits[:most]), more=len(hits) > most)

    @cached_property
    def sources(self) -> list[Source]:
        """The sources with all the words in their names; a few of them beside all else."""
        words = [word.strip('"*') for word in self.words.split() if not word.startswith("-")]
        words = [word for word in words if word]
        alone = self.tab is Tab.SOURCES
        beside = self.tab is Tab.ALL and self.page == 1
        if not (alone or beside) or not any(len(word) >= _SHORTEST for word in words):
            return []
        named = Q(*(Q(name__icontains=word) for word in words))
        start, most = (A_PAGE * (self.page - 1), A_PAGE + 1) if alone else (0, _BESIDE)
        return list(sources_shown().filter(named).order_by("name")[start : start + most])

    @property
    def has_more(self) -> bool:
        """Whether there is another page."""
        if self.tab is Tab.ALL or self.page >= _FURTHEST:
            return False
        return len(self.sources) > A_PAGE or any(group.more for group in self.groups)

    def query(self, **instead: str | int) -> str:
        """The address of the same with other parameters; a page is left behind."""
        asked = {
            "q": self.words,
            "kind": self.tab.value,
            "from": self.first.isoformat() if self.first else "",
            "to": self.last.isoformat() if self.last else "",
            **{name: str(value) for name, value in instead.items()},
        }
        made = QueryDict(mutable=True)
        made.update({name: value for name, value in asked.items() if value})
        return f"?{made.urlencode()}" if made else "?"


_KINDS = (SearchKind.BRIEFING, SearchKind.INCIDENT, SearchKind.CLAIM)


def _page(written: str) -> int:
    number = int(written)
    if not 1 <= number <= _FURTHEST:
        raise ValueError(written)
    return number
