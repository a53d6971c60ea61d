"""GeoNames' own files, for those who fetch them: country dumps and the code lists of divisions.

The files and what their columns hold: https://download.geonames.org/export/dump/. Their content is under
CC BY 4.0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.adapters.gazetteer.features import feature_of
from dateline.adapters.gazetteer.listed import DIVISIONS, Listed, codes_to
from dateline.adapters.gazetteer.naming import usable
from dateline.domain import Feature
from dateline.domain.errors import GazetteerSourceFaulty

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DUMP_COLUMNS, _CODE_COLUMNS = 19, 4


def read_dump(path: Path) -> Iterator[Listed]:
    """The places of a country dump, such as SY.txt: 19 columns parted by tabs, no header.

    Raises:
        GazetteerSourceFaulty: A line has not the form of a dump.
    """
    remedy = "A dump is a country's .txt file of GeoNames, unzipped: 19 columns parted by tabs."
    for number, columns in _rows(path, _DUMP_COLUMNS, remedy):
        (key, name, plain, others, lat, lon, letter, code, country, _, *codes, population) = columns[:15]
        feature = feature_of(letter, code)
        if feature is None:
            continue
        place = (
            ".".join([country, *(part for part in codes[:2] if part)]) if codes[0] not in ("", "00") else ""
        )
        try:
            yield Listed(
                id=f"iso:{country}" if feature is Feature.COUNTRY else f"geonames:{int(key)}",
                name=name,
                names=tuple(dict.fromkeys(filter(usable, (plain, *others.split(","))))),
                feature=feature,
                lat=float(lat),
                lon=float(lon),
                country=country or None,
                population=int(population or 0),
                code=place if code in ("ADM1", "ADM2") else None,
                within=codes_to(place) if place else (),
            )
        except ValueError as error:
            raise GazetteerSourceFaulty(f"{path}, line {number}: {error}", remedy) from error


def read_codes(path: Path) -> Iterator[Listed]:
    """The divisions of admin1CodesASCII.txt or admin2Codes.txt: code, name, name in plain letters, id.

    Raises:
        GazetteerSourceFaulty: A line has not the form of these lists.
    """
    remedy = "Name GeoNames' admin1CodesASCII.txt or admin2Codes.txt: 4 columns parted by tabs."
    for number, (code, name, plain, key) in _rows(path, _CODE_COLUMNS, remedy):
        if not 1 <= code.count(".") <= len(DIVISIONS) or not key.isdecimal():
            raise GazetteerSourceFaulty(f"{path}, line {number}: {code!r}, {key!r}", remedy)
        yield Listed(
            id=f"geonames:{key}",
            name=plain if plain.strip() else name,
            names=(name,),
            feature=DIVISIONS[code.count(".") - 1],
            country=code.partition(".")[0],
            code=code,
            within=codes_to(code),
        )


def _rows(path: Path, columns: int, remedy: str) -> Iterator[tuple[int, list[str]]]:
    """The lines of a file of GeoNames, numbered, each in its columns."""
    try:
        with path.open(encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines, start=1):
                cells = line.rstrip("\r\n").split("\t")
                if len(cells) != columns:
                    about = f"{path}, line {number}: {len(cells)} columns"
                    raise GazetteerSourceFaulty(about, remedy)
                yield number, cells
    except UnicodeDecodeError as error:
        raise GazetteerSourceFaulty(f"{path} is no UTF-8 text", remedy) from error
