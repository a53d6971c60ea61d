"""A world with a gazetteer of a few places, and reports of a brigade that no register knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from dateline.domain import EventType, Feature, NameClass, Place, Report
from dateline.pipeline import Lookups
from dateline.web.archive.ingest_coding import code
from dateline.web.archive.linking import link_report
from dateline.web.archive.store import store_report
from dateline.web.archive.tasks_world import World
from tests.fakes import Happens, Script, ScriptedEngine
from tests.lookups import DEIR_EZ_ZOR, MARJ, RASHWAN, SYRIA, InMemoryGazetteer, register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.web.archive.models import Report as ReportRow

__all__ = ["MARJ", "SYRIA", "KeyedGazetteer", "told", "world_of_owls"]

assert settings.configured

LEBANON = Place(id="iso:LB", name="Lebanon", lat=33.8, lon=35.8, feature=Feature.COUNTRY, country="LB")

_TEXT = (
    "The Owl Brigade shelled an army post near Marj in Syria on 5 May 2018, a nurse said. It is report {n}."
)


class KeyedGazetteer(InMemoryGazetteer):
    """Knows its places by their ids and the beginnings of their names, too."""

    def place(self, key: str) -> Place | None:
        """The place with an id."""
        return next((one for one in self._places if one.id == key), None)

    def within(self, lat: float, lon: float, km: float, features: object = ()) -> Sequence[Place]:
        """All towns, since the world is small."""
        del lat, lon, km
        return [one for one in self._places if not features or one.feature in features]  # type: ignore[operator]


def world_of_owls() -> World:
    """A register of real actors, a gazetteer of invented places, and an engine that knows the brigade."""
    shelled = Happens(
        type=EventType.SHELLING,
        trigger="shelled",
        agents=("The Owl Brigade",),
        targets=("an army post",),
        places=("Marj",),
        times=("5 May 2018",),
    )
    names = (("Owl Brigade", NameClass.ACTOR), ("Marj", NameClass.PLACE))
    script = Script(opening="The Owl Brigade", names=names, happens=(shelled,))
    gazetteer = KeyedGazetteer([SYRIA, LEBANON, DEIR_EZ_ZOR, RASHWAN, MARJ])
    return World(
        fetcher=lambda: _no_page,  # type: ignore[arg-type,return-value]
        engine=lambda: ScriptedEngine(script),
        lookups=lambda: Lookups(register=register(), gazetteer=gazetteer),
    )


def _no_page(*_asked: object) -> object:
    raise AssertionError("no test of the registers fetches a page")


def told(number: int, *, text: str = _TEXT) -> ReportRow:
    """A report of the brigade, coded and linked."""
    row = store_report(Report(id=f"owl{number}", text=text.format(n=number), title=f"Owls {number}"))
    code(str(row.pk), then=lambda _row: None)
    row.refresh_from_db()
    link_report(row)
    row.refresh_from_db()
    return row
