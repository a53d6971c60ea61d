"""What kind of source somebody is, whose they are and on whose side, by the register of actors."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from dateline.adapters.register import load_register
from dateline.domain import Actor, ActorClass, Report, SourceKind
from dateline.linking.sourcing import RegisterSources, host_of
from tests.linking.two_lands import register
from tests.registers import write_register

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2018, 5, 22)

# a name, its kind, its owner, its side
SOURCES: list[tuple[str, SourceKind, str, str | None]] = [
    ("World Wire", SourceKind.AGENCY, "world-wire", None),
    ("Al-Monitor", SourceKind.MEDIA, "al-monitor", None),
    ("Coast Monitor", SourceKind.MONITOR, "coast-monitor", None),
    ("Tents and Bread", SourceKind.ORGANISATION, "tents-and-bread", None),
    ("Port News Agency", SourceKind.STATE_MEDIA, "marland-government", "marland-government"),
    ("Marlandic Air Force", SourceKind.PARTY, "marland-government", "marland-government"),
    ("Marsh Guard", SourceKind.PARTY, "marsh-guard", "marland-government"),
    ("Reed Union", SourceKind.PARTY, "reed-union", "norland-government"),
    ("Northern League", SourceKind.PARTY, "northern-league", "northern-league"),
]


@pytest.mark.parametrize(("name", "kind", "owner", "side"), SOURCES)
def test_a_source_is_known_by_its_entry_and_by_those_above_it(
    name: str, kind: SourceKind, owner: str, side: str | None
) -> None:
    found = RegisterSources(register=register()).source(name, None, DAY)
    assert found is not None
    assert (found.name, found.kind, found.owner, found.side) == (name, kind, owner, side)


def test_a_source_is_known_by_its_site_before_its_name() -> None:
    sources = RegisterSources(register=register())
    by_site = sources.source("World Wire", "www.portnews.example", DAY)
    assert by_site is not None
    assert by_site.id == "port-news"


def test_of_two_that_bear_a_name_the_outlet_is_the_source() -> None:
    sources = RegisterSources(register=register())
    for name in ("PNA", "pna"):  # an army bears it too, and files have names in small letters
        found = sources.source(name, None, DAY)
        assert found is not None
        assert found.id == "port-news"


@pytest.mark.parametrize("name", ["Coast Monitor (2)", "The Watch on the Coast (Coast Monitor)"])
def test_a_name_with_brackets_is_that_before_them_or_in_them(name: str) -> None:
    found = RegisterSources(register=register()).source(name, None, DAY)
    assert found is not None
    assert found.id == "coast-monitor"


def test_whom_the_register_does_not_know_is_nobody() -> None:
    assert RegisterSources(register=register()).source("Harbour Dispatch", "harbour.example", DAY) is None
    assert RegisterSources().source("World Wire", None, DAY) is None
    assert RegisterSources().state("XA", DAY) is None


def test_a_side_is_that_of_the_day() -> None:
    sources = RegisterSources(register=register())
    sides = []
    for year in (2013, 2015, 2016):
        found = sources.source("Reed Front", None, date(year, 2, 1))
        assert found is not None
        sides.append(found.side)
    assert sides == ["reed-front", "norland-government", "marland-government"]


def test_without_a_register_an_actor_is_known_by_its_own_entry() -> None:
    army = Actor(id="army", name="Army", cls=ActorClass.STATE_FORCES, sector="MIL", parent="government")
    found = RegisterSources().speaker(army, DAY)
    assert (found.kind, found.owner, found.side) == (SourceKind.PARTY, "government", "government")


def test_courts_and_parliaments_are_no_party() -> None:
    court = Actor(id="court", name="Court of Marj", cls=ActorClass.GOVERNMENT, sector="JUD", country="XA")
    assert RegisterSources().speaker(court, DAY).kind is SourceKind.ORGANISATION


OWNED = """
- {id: rebel-radio, name: Rebel Radio, class: media, sector: JRN, country: XA, parents: [{of: reed-union}]}
- {id: state-radio, name: State Radio, class: media, sector: JRN, country: XA,
   parents: [{of: norland-government}]}
- {id: aid-radio, name: Aid Radio, class: media, sector: JRN, country: XA, parents: [{of: tents-and-bread}]}
- {id: wire-radio, name: Wire Radio, class: media, sector: JRN, country: XA, parents: [{of: world-wire}]}
- {id: loyal-radio, name: Loyal Radio, class: media, sector: JRN, country: XA,
   alignment: [{with: marsh-guard}]}
"""


@pytest.mark.parametrize(
    ("name", "kind", "owner", "side"),
    [
        ("Rebel Radio", SourceKind.PARTY, "reed-union", "norland-government"),
        ("State Radio", SourceKind.STATE_MEDIA, "norland-government", None),
        ("Aid Radio", SourceKind.MEDIA, "tents-and-bread", None),
        ("Wire Radio", SourceKind.MEDIA, "world-wire", None),
        ("Loyal Radio", SourceKind.MEDIA, "loyal-radio", "marland-government"),
    ],
)
def test_an_outlet_is_what_its_owner_makes_it_and_who_only_takes_a_side_is_nobodys_mouthpiece(
    name: str, kind: SourceKind, owner: str, side: str | None, tmp_path: Path
) -> None:
    written = write_register(tmp_path, **{"actors/owned": OWNED})
    sources = RegisterSources(register=load_register(shipped=written, cache=tmp_path / "cache"))
    found = sources.source(name, None, DAY)
    assert found is not None
    assert (found.kind, found.owner) == (kind, owner)
    assert found.side == side


SAID = """
- {id: hill-wire, name: Hill Wire, class: media, outlet: agency, sector: JRN, country: XA,
   alignment: [{with: marland-government}]}
- {id: marsh-today, name: Marsh Today, class: media, outlet: local_media, sector: JRN, country: XA}
- {id: guard-channel, name: Guard Channel, class: media, outlet: party, sector: JRN, country: XA,
   alignment: [{with: marsh-guard}]}
- {id: norric-voice, name: Norric Voice, class: media, outlet: state_media, sector: JRN, country: XB,
   alignment: [{with: norland-government}]}
- {id: charter-radio, name: Charter Radio, class: media, outlet: media, sector: JRN, country: XA,
   parents: [{of: marland-government}]}
- {id: reed-archive, name: Reed Archive, class: monitor, outlet: party, sector: NGO, country: XA}
- {id: port-mirror, name: Port Mirror, class: media, outlet: monitor, sector: JRN, country: XA}
"""


@pytest.mark.parametrize(
    ("name", "kind", "side"),
    [
        ("Hill Wire", SourceKind.AGENCY, "marland-government"),
        ("Marsh Today", SourceKind.LOCAL_MEDIA, None),
        ("Guard Channel", SourceKind.PARTY, "marland-government"),
        ("Norric Voice", SourceKind.STATE_MEDIA, "norland-government"),
        ("Charter Radio", SourceKind.MEDIA, None),
        ("Reed Archive", SourceKind.PARTY, "reed-archive"),
        ("Port Mirror", SourceKind.MONITOR, None),
    ],
)
def test_what_the_register_says_of_an_outlet_goes_before_what_follows_from_its_owner(
    name: str, kind: SourceKind, side: str | None, tmp_path: Path
) -> None:
    written = write_register(tmp_path, **{"actors/said": SAID})
    sources = RegisterSources(register=load_register(shipped=written, cache=tmp_path / "cache"))
    found = sources.source(name, None, DAY)
    assert found is not None
    assert (found.kind, found.side) == (kind, side)


def test_the_kind_is_that_of_the_register_whatever_a_coding_brings() -> None:
    wire = Actor(id="world-wire", name="World Wire", cls=ActorClass.MEDIA, sector="JRN")
    assert RegisterSources(register=register()).speaker(wire, DAY).kind is SourceKind.AGENCY
    assert RegisterSources().speaker(wire, DAY).kind is SourceKind.MEDIA


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.wire.example/a?b", "wire.example"),
        ("https://news.wire.example", "news.wire.example"),
        ("wire.example/a", None),
        ("http://[broken", None),
        (None, None),
    ],
)
def test_a_host_is_read_from_whatever_stands_for_an_address(url: str | None, host: str | None) -> None:
    assert host_of(Report(id="r", text="", url=url)) == host
