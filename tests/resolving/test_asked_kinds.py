from __future__ import annotations

import pytest

from dateline.domain import Feature
from dateline.resolving.asked_kinds import asked_kind, suits

ASKED = [
    ("Idlib province", "Idlib", Feature.ADMIN1),
    ("the province of Deir ez-Zor", "Deir ez-Zor", Feature.ADMIN1),
    ("Kharkiv region", "Kharkiv", Feature.ADMIN1),
    ("Kherson Oblast", "Kherson", Feature.ADMIN1),
    ("Homs governorate", "Homs", Feature.ADMIN1),
    ("Muhafazat Idlib", "Idlib", Feature.ADMIN1),
    ("Kursk vilayəti", "Kursk", Feature.ADMIN1),
    ("Van İli", "Van", Feature.ADMIN1),
    ("Sinjar district", "Sinjar", Feature.ADMIN2),
    ("the district of Bakhmut", "Bakhmut", Feature.ADMIN2),
    ("Lamar County", "Lamar", Feature.ADMIN2),
    ("Nahiyat al Qasim", "al Qasim", Feature.ADMIN3),
    ("the city of Homs", "Homs", Feature.TOWN),
    ("the village of the Elders", "Elders", Feature.TOWN),
    ("Kibbutz Be'eri", "Be'eri", Feature.TOWN),
    ("Salihin neighbourhood", "Salihin", Feature.DISTRICT),
    ("al-Hol refugee camp", "al-Hol", Feature.CAMP),
    ("Bab al-Hawa border-crossing", "Bab al-Hawa", Feature.CROSSING),
    ("Tabqa military airport", "Tabqa", Feature.AIRBASE),
    ("Khmeimim Air Base", "Khmeimim", Feature.AIRBASE),
    ("Aden International Airport", "Aden", Feature.AIRPORT),
    ("al-Omar oil field", "al-Omar", Feature.OIL_FIELD),
    ("Avdiivka coke plant", "Avdiivka", Feature.PLANT),
    ("Aleppo's citadel", "Aleppo", Feature.SITE),
    ("the airport", "", Feature.AIRPORT),
    ("Damascus", "Damascus", None),
    ("Camp Bucca", "Camp Bucca", None),
    ("Port Sudan", "Port Sudan", None),
    ("Bank of the Orontes", "Bank of the Orontes", None),
    ("Provincetown", "Provincetown", None),
    ("", "", None),
]


@pytest.mark.parametrize(("words", "bare", "kind"), ASKED, ids=str)
def test_words_ask_for_a_name_and_a_kind(words: str, bare: str, kind: Feature | None) -> None:
    assert asked_kind(words) == (bare, kind)


@pytest.mark.parametrize(
    ("asked", "feature", "fits"),
    [
        (Feature.ADMIN1, Feature.ADMIN1, True),
        (Feature.ADMIN1, Feature.TOWN, False),
        (Feature.AIRPORT, Feature.AIRBASE, True),
        (Feature.AIRBASE, Feature.TOWN, False),
        (Feature.ADMIN2, Feature.DISTRICT, True),
        (Feature.CAMP, Feature.TOWN, False),
    ],
)
def test_a_kind_suits_what_gazetteers_file_it_under(asked: Feature, feature: Feature, *, fits: bool) -> None:
    assert suits(asked, feature) is fits
