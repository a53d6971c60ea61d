"""Pages that are made up, and an engine that finds what each of them tells."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from dateline.adapters.answering import Answer, Unchanged
from dateline.domain import Effect, EventType
from dateline.domain.errors import AnsweredWithError
from dateline.pipeline import Lookups
from tests.fakes import Done, Happens, Says, Script, ScriptedEngine

if TYPE_CHECKING:
    from dateline.adapters.answering import Headers, Validators
    from dateline.domain import Coding, Report

NOW = datetime(2018, 11, 23, 12, 0, tzinfo=UTC)
TOWNS = ("Sarr", "Ubayra", "Khan Tumar", "Deir Salam", "Abu Hasan", "Tal Qara", "Mazra", "Hulul")


@dataclass
class Web:
    """Keeps the contract of dateline.adapters.feeds.following.Ask on pages that a test says are there.

    A page that is a list gives its items one after the other, the last one ever after; an error is raised.
    """

    pages: dict[str, bytes | Exception | list[bytes | Exception]] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    spared: int = 0

    def __call__(self, url: str, known: Validators | None = None) -> Answer | Unchanged:
        """The page at `url`; unchanged for who knows its ETag."""
        self.asked.append(url)
        where = self.moved.get(url, url)
        page = self.pages.get(where, AnsweredWithError(f"404 from {where}", "Check the address.", status=404))
        if isinstance(page, list):
            page = page.pop(0) if len(page) > 1 else page[0]
        if isinstance(page, Exception):
            raise page
        etag = f'"{sha256(page).hexdigest()[:8]}"'
        if known and known.etag == etag:
            self.spared += 1
            return Unchanged(url=where, at=NOW)
        headers: Headers = (("Content-Type", "text/html; charset=utf-8"), ("ETag", etag))
        return Answer(
            url=where, status=200, body=page, charset="utf-8", headers=headers, at=datetime.now(UTC)
        )


def page(number: int = 1, *, town: str | None = None, killed: int = 2, head: str = "") -> bytes:
    """A page of the Mill: shells fall on a town. Pages of different numbers tell of different things."""
    where = town or TOWNS[number % len(TOWNS)]
    day = 1 + number % 28
    return f"""<!doctype html><html lang="en">
<head><title>Shells fall on {where} – The Mill, no. {number}</title>
<meta property="og:site_name" content="The Mill">
<meta property="article:published_time" content="2018-11-{day:02}T10:00:00Z">{head}</head><body><article>
<h1>Shells fall on {where}</h1>
<p>Shells fell on the market of {where} on the morning of number {number}, killing {killed} people,
residents said by telephone. The shelling went on for an hour, and the road to the north was closed.</p>
<p>The hospital of {where} said that it had taken in more people with wounds than it has beds, and asked for
help. A spokesman of the council said that the market would stay closed for the rest of the week.</p>
</article></body></html>""".encode()


def scripted_engine() -> ScriptedEngine:
    """An engine that finds the shelling of every page of the Mill."""
    return _Everywhere()


class _Everywhere(ScriptedEngine):
    """Reads of every text that holds "Shells fell" that it was shelling, in a town, with so many dead."""

    def code(self, report: Report) -> Coding:
        """The coding of the shelling, if there is one."""
        script = _script(report.text)
        return ScriptedEngine(*([script] if script else []), name=self.name).code(report)


def _script(text: str) -> Script | None:
    if "Shells fell on the market of " not in text:
        return None
    where = text.partition("Shells fell on the market of ")[2].partition(" on the morning")[0]
    killed = text.partition("killing ")[2].partition(" people")[0]
    return Script(
        opening="Shells fell",
        happens=(
            Happens(
                type=EventType.SHELLING,
                trigger="Shells fell",
                places=(where,),
                harm=(Done(effect=Effect.KILLED, quantity=killed, victims="people"),),
                by=("a1",),
            ),
        ),
        says=(Says(id="a1", cue="said", source="residents"),),
    )


def without_lookups() -> Lookups:
    """Nothing to look words up in."""
    return Lookups()
