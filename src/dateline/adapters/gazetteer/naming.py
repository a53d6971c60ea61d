"""What English reports call a place, of the names that lists of places have for it."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from dateline.adapters.gazetteer.listed import DIVISIONS
from dateline.resolving.asked_kinds import asked_kind
from dateline.resolving.romanising import folded, normal


def usable(name: str) -> bool:
    """Whether one of GeoNames' other names is a name that an English report may use.

    They come in all languages and scripts, with airport codes ("ALP") and machine transliterations, which
    start with a small letter ("hlb").
    """
    return bool(_NAME.match(name)) and not _CODE.fullmatch(name) and all(map(_latin, name))


_NAME = re.compile(r"['’‘`ʻʿʾ]?(?=[^\W\d_])(?![a-z]).{1,59}$")
_CODE = re.compile(r"[A-Z]{2,4}")


@cache
def _latin(letter: str) -> bool:
    return letter.isascii() or not letter.isalpha() or "LATIN" in unicodedata.name(letter, "")


def english_name(names: list[str]) -> str:
    """What English reports call a division, of the names that it is listed under.

    >>> english_name(["Ḩalab", "Aleppo", "Aleppo Governorate"])
    'Aleppo'
    >>> english_name(["Ash Shamālī", "Northern District"]), english_name(["California", "Golden State"])
    ('Northern District', 'California')
    """
    best, most = names[0], 0
    if best.isascii() and asked_kind(best)[1] is None:
        return best
    for name in names:
        bare, kind = asked_kind(name)
        if kind in DIVISIONS and bare and _ENGLISH.search(name) and not bare[0].isdigit():
            # "Aleppo Governorate" beside a bare "Aleppo" is sure; plain letters are likelier English.
            worth = 1 + 2 * (bare in names) + bare.isascii()
            if worth > most:
                best, most = (name if folded(bare) in _DIRECTIONS else bare), worth
    return best


def name_beside_country(name: str, names: list[str], kind: str) -> str:
    """What tells a division from the country, where both are called alike.

    >>> name_beside_country("México", ["México", "Estado de México", "State of Mexico"], "State")
    'State of Mexico'
    >>> name_beside_country("Panamá", ["Panamá"], "Province"), name_beside_country("Reunion", ["Reunion"], "")
    ('Panamá Province', 'Reunion Region')
    """
    whole = (one for one in names if one != name and normal(asked_kind(one)[0]) == normal(name))
    return next((one for one in whole if asked_kind(one)[1] in DIVISIONS), f"{name} {kind or 'Region'}")


def plain_name(name: str, country: str) -> str:
    """A name without the marks of scholarly romanisation, which reports leave out.

    >>> plain_name("Al Ḩudaydah", "YE"), plain_name("‘Ayn ‘Īsá", "SY"), plain_name("Şa‘dah", "YE")
    ('Al Hudaydah', 'Ayn Isa', "Sa'dah")
    >>> plain_name("Muş", "TR"), plain_name("Jūrmala", "LV")
    ('Muş', 'Jūrmala')
    """
    if country in _OWN_MARKS or not _SCHOLARLY.search(name.lower()):
        return name
    bare = "".join(one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one))
    return _MARK.sub("", _MARK_INSIDE.sub("'", bare))


_SCHOLARLY = re.compile("[āīūḩḑẕẖẓḥṣṭḍ‘]|z̧")
_MARK_INSIDE = re.compile(r"(?<=\w)[\u2018\u2019\u02bb\u02bc](?=\w)")
_MARK = re.compile(r"[\u2018\u2019\u02bb\u02bc]")  # as quotes and as modifier letters
_OWN_MARKS = frozenset({"LV", "LT", "NZ"})  # lands that write these letters themselves

_ENGLISH = re.compile(
    r" (Governorate|Province|Oblast|Krai|State|Region|District|County|Raion|Department|Emirate|Prefecture|"
    r"Canton|Parish|Municipality|Division)$"
)
_DIRECTIONS = {
    side + ending for side in ("north", "south", "east", "west", "central") for ending in ("", "ern")
} | {"centre"}
