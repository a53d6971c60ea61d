"""Supplements: places that lists of towns lack, written by hand in YAML and layered over the lists.

A file is a list of entries; docs/reference/gazetteer.md tells what each key holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from dateline.adapters.gazetteer.listed import Listed
from dateline.domain import Feature
from dateline.domain.errors import SupplementFaulty

if TYPE_CHECKING:
    from collections.abc import Iterator

SHIPPED = Path(__file__).parent / "supplement"
PREFIX = "dateline:"
_KEYS = {"id", "name", "names", "kind", "lat", "lon", "radius", "country", "admin1", "note"}
_OPTIONAL = {"names", "radius", "admin1"}
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HALF_THE_GLOBE = 20_000  # kilometres
_COUNTRY = re.compile(r"[A-Z]{2}")


def read_supplements(*folders: Path) -> Iterator[Listed]:
    """The entries of all .yaml files of some folders, in the order of their names.

    Raises:
        SupplementFaulty: A file is no YAML, an entry is not as it should be, or two have one id.
    """
    seen: dict[str, str] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.yaml")):
            for number, entry in enumerate(_entries(path), start=1):
                where = f"{path.name}, entry {number}"
                listed = _Entry(where=where, values=entry).listed()
                if listed.id in seen:
                    raise SupplementFaulty(
                        f"{where} and {seen[listed.id]} have the id {listed.id}", "Give one of them another."
                    )
                seen[listed.id] = where
                yield listed


def _entries(path: Path) -> list[Any]:
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        line = " ".join(str(error).split())
        raise SupplementFaulty(
            f"{path.name} is no YAML: {line}", "Mend it at the line that is named."
        ) from error
    if not isinstance(entries, list):
        raise SupplementFaulty(f"{path.name} holds no list", "Begin each entry with `- id: `.")
    return entries


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One entry as it was read, and where it stands."""

    where: str
    values: Any

    def listed(self) -> Listed:
        """The place that it tells of."""
        if not isinstance(self.values, dict):
            raise self._faulty("is no mapping", "Write it as `key: value` lines.")
        keys = set(map(str, self.values))
        if unknown := sorted(keys - _KEYS):
            raise self._faulty(
                f"has the unknown key {unknown[0]}", f"The keys are {', '.join(sorted(_KEYS))}."
            )
        if missing := sorted(_KEYS - _OPTIONAL - keys):
            raise self._faulty(f"lacks {', '.join(missing)}", "Add it; country may be null.")
        self._words("note")
        country = self._country()
        return Listed(
            id=self._id(),
            name=self._words("name"),
            names=self._names(),
            feature=self._kind(),
            lat=self._degrees("lat", 90),
            lon=self._degrees("lon", 180),
            country=country,
            admin1=None if self.values.get("admin1") is None else self._words("admin1"),
            radius_km=None if self.values.get("radius") is None else self._kilometres("radius"),
        )

    def _faulty(self, what: str, remedy: str) -> SupplementFaulty:
        key = self.values.get("id") if isinstance(self.values, dict) else None
        return SupplementFaulty(f"{self.where}{f' ({key})' if key else ''} {what}", remedy)

    def _id(self) -> str:
        key = str(self.values["id"]).removeprefix(PREFIX)
        if not _ID.fullmatch(key):
            raise self._faulty(
                f"has the id {key!r}", "Use small letters, digits and single hyphens: al-tanf."
            )
        return PREFIX + key

    def _words(self, key: str) -> str:
        value = self.values[key]
        if not isinstance(value, str) or not value.strip():
            raise self._faulty(
                f"has {value!r} as its {key}", "Write words; put quotes around yes, no and numbers."
            )
        return value.strip()

    def _names(self) -> tuple[str, ...]:
        names = self.values.get("names") or []
        if not isinstance(names, list) or not all(isinstance(name, str) and name.strip() for name in names):
            raise self._faulty(
                f"has {names!r} as its names", "Write a list of words; put quotes around yes, no and numbers."
            )
        return tuple(dict.fromkeys(name.strip() for name in names))

    def _kind(self) -> Feature:
        try:
            return Feature(self.values["kind"])
        except ValueError:
            raise self._faulty(
                f"has the kind {self.values['kind']!r}", f"The kinds are {', '.join(Feature)}."
            ) from None

    def _degrees(self, key: str, most: int) -> float:
        value = self.values[key]
        if isinstance(value, bool) or not isinstance(value, int | float) or not -most <= value <= most:
            raise self._faulty(f"has {value!r} as its {key}", f"Give degrees from -{most} to {most}.")
        return float(value)

    def _kilometres(self, key: str) -> float:
        value = self.values[key]
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= _HALF_THE_GLOBE:
            raise self._faulty(f"has {value!r} as its {key}", "Give kilometres, as a number over 0.")
        return float(value)

    def _country(self) -> str | None:
        value = self.values["country"]
        if value is not None and not (isinstance(value, str) and _COUNTRY.fullmatch(value)):
            raise self._faulty(
                f"has {value!r} as its country",
                'Give an ISO 3166-1 code such as SY ("NO" in quotes), or null.',
            )
        return value
