from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from dateline.adapters.gazetteer.listed import Listed
from dateline.adapters.gazetteer.supplement import SHIPPED, read_supplements
from dateline.domain import Feature
from dateline.domain.errors import SupplementFaulty

if TYPE_CHECKING:
    from pathlib import Path

ENTRY: dict[str, object] = {
    "id": "wad-crossing",
    "name": "Wad crossing",
    "names": ["Bab al-Wad"],
    "kind": "crossing",
    "lat": 33.5,
    "lon": 36,
    "country": "SY",
    "admin1": None,
    "note": "invented",
}


def _folder(tmp_path: Path, *entries: object, name: str = "mine.yaml") -> Path:
    (tmp_path / name).write_text(yaml.safe_dump(list(entries)), encoding="utf-8")
    return tmp_path


def test_an_entry_is_read_as_it_is_written(tmp_path: Path) -> None:
    assert list(read_supplements(_folder(tmp_path, ENTRY))) == [
        Listed(
            id="dateline:wad-crossing",
            name="Wad crossing",
            names=("Bab al-Wad",),
            feature=Feature.CROSSING,
            lat=33.5,
            lon=36.0,
            country="SY",
        )
    ]


def test_an_entry_may_tell_how_far_its_place_reaches(tmp_path: Path) -> None:
    (one,) = read_supplements(_folder(tmp_path, {**ENTRY, "kind": "region", "radius": 25}))
    assert one.radius_km == 25.0


def test_names_and_admin1_may_be_left_out_and_the_id_may_have_its_prefix(tmp_path: Path) -> None:
    entry = {key: value for key, value in ENTRY.items() if key not in ("names", "admin1")}
    (one,) = read_supplements(_folder(tmp_path, {**entry, "id": "dateline:wad", "country": None}))
    assert (one.id, one.names, one.admin1, one.country) == ("dateline:wad", (), None, None)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": "Wad Crossing"}, r"has the id 'Wad Crossing'\. Use small letters"),
        ({"name": ""}, "has '' as its name"),
        ({"name": True}, "put quotes around yes, no"),
        ({"names": "Bab al-Wad"}, "Write a list of words"),
        ({"names": ["Bab", False]}, "put quotes around yes, no"),
        ({"kind": "gate"}, r"has the kind 'gate'\. The kinds are country, admin1"),
        ({"lat": "33.5"}, "has '33.5' as its lat. Give degrees from -90 to 90"),
        ({"lat": 91}, "has 91 as its lat"),
        ({"lon": -200.0}, "has -200.0 as its lon. Give degrees from -180 to 180"),
        ({"lon": True}, "has True as its lon"),
        ({"radius": 0}, "has 0 as its radius. Give kilometres"),
        ({"radius": "25 km"}, "has '25 km' as its radius"),
        ({"radius": True}, "has True as its radius"),
        ({"country": "Syria"}, "has 'Syria' as its country"),
        ({"country": False}, '"NO" in quotes'),
        ({"admin1": 7}, "has 7 as its admin1"),
        ({"note": None}, "has None as its note"),
        ({"colour": "red"}, "has the unknown key colour"),
    ],
    ids=str,
)
def test_an_entry_that_is_not_right_is_told_with_its_place_and_a_remedy(
    tmp_path: Path, change: dict[str, object], message: str
) -> None:
    folder = _folder(tmp_path, {**ENTRY, "id": "wad"}, {**ENTRY, **change})
    with pytest.raises(SupplementFaulty, match=f"mine.yaml, entry 2 .*{message}"):
        list(read_supplements(folder))


@pytest.mark.parametrize("key", ["id", "name", "kind", "lat", "lon", "country", "note"])
def test_what_an_entry_lacks_is_told(tmp_path: Path, key: str) -> None:
    entry = {name: value for name, value in ENTRY.items() if name != key}
    with pytest.raises(SupplementFaulty, match=f"entry 1.* lacks {key}"):
        list(read_supplements(_folder(tmp_path, entry)))


def test_two_entries_with_one_id_are_told_with_both_places(tmp_path: Path) -> None:
    folder = _folder(tmp_path, ENTRY, name="a.yaml")
    _folder(tmp_path, ENTRY, name="b.yaml")
    with pytest.raises(SupplementFaulty, match=r"b\.yaml, entry 1 and a\.yaml, entry 1 have the id"):
        list(read_supplements(folder))


@pytest.mark.parametrize(
    ("text", "message"),
    [("a: [", "is no YAML"), ("id: wad", "holds no list"), ("- just words", "is no mapping")],
)
def test_a_file_that_is_no_list_of_entries_is_told(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SupplementFaulty, match=rf"mine\.yaml.* {message}"):
        list(read_supplements(tmp_path))


def test_the_supplement_that_ships_is_right_and_tells_of_no_place_twice() -> None:
    entries = list(read_supplements(SHIPPED))
    assert len(entries) >= 400
    seen: dict[tuple[str | None, Feature, str], str] = {}
    for one in entries:
        assert one.country is None or one.name
        other = seen.setdefault((one.country, one.feature, one.name.casefold()), one.id)
        assert other == one.id, f"{one.id} and {other} have one name"
