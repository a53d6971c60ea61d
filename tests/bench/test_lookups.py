from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from bench.lookups import Asked, ask, mistaken
from dateline.adapters.gazetteer import SqliteGazetteer
from dateline.adapters.gazetteer.build import write
from dateline.adapters.gazetteer.listed import Listed
from dateline.adapters.gazetteer.schema import SCHEMA, spelling_mark
from dateline.domain import Feature

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("seed", range(40))
def test_a_mistake_changes_a_letter_and_never_the_first(seed: int) -> None:
    wrong = mistaken(random.Random(seed), "Kramatorsk")
    assert wrong != "Kramatorsk"
    assert wrong[0] == "K"
    assert abs(len(wrong) - len("Kramatorsk")) <= 1


def test_answers_tell_where_the_place_meant_stood_and_how_long_they_took(tmp_path: Path) -> None:
    towns = [
        Listed(id=f"geonames:{number}", name=name, feature=Feature.TOWN, lat=1.0, lon=2.0, population=people)
        for number, name, people in ((1, "Marj", 9), (2, "Marj", 5), (3, "Wad", 1))
    ]
    about = {"schema": str(SCHEMA), "spelling": spelling_mark()}
    write(((one, None, None) for one in towns), tmp_path / "small.sqlite", about)
    with SqliteGazetteer(tmp_path / "small.sqlite") as gazetteer:
        answers = ask(
            gazetteer,
            [
                Asked(words=words, key=f"geonames:{number}")
                for words, number in (("Marj", 1), ("Marj", 2), ("Wad", 1), ("Nowhere", 1))
            ],
        )
    assert answers.ranks == [0, 1, None, None]
    assert len(answers.clock) == len(answers.processor) == 4
    assert min(answers.clock) > 0
